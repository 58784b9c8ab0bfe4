"""Freezing in the queue: asked once, seen from the page, done under the rights of that moment, and never half."""

from datetime import date, timedelta
from typing import Any

import pytest
from django_tasks_db.models import DBTaskResult

from vth.monitoring.indicatoren import services, wachtrij
from vth.monitoring.indicatoren.catalogus import list_indicatoren
from vth.monitoring.indicatoren.wachtrij import request_vastlegging, run_vastlegging
from vth.monitoring.models import Indicatorstand, Indicatorwaarde, Vastlegging
from vth.monitoring.rules import MonitoringError
from vth.organisaties.selectors import make_viewer
from vth.organisaties.tests.builders import BASIS, load_map
from vth.tijd import klok
from vth.toegang.models import Gebruiker, Lidmaatschap
from vth.toegang.rules import GeenToegangError, Viewer

from .builders import NOORD
from .dagstanden import make_controles, write_dagstand
from .test_indicatoren import CONTROLES, LEZER, STAND, TOT, VAN, VASTLEGGER
from .test_web import sign_in

ADRES = "/monitoring/indicatoren/alle/vastleggen"
CODE = "uitgevoerde_controles"


@pytest.fixture
def toetser(db: Any, tmp_path: Any, zet_klok: Any) -> Any:
    """Sign in who freezes, in a small country with a dagstand of five visits."""
    load_map(tmp_path / "land", BASIS)
    zet_klok(2026, 2, 3, 9)
    write_dagstand(STAND, make_controles(*CONTROLES))
    return sign_in("LAB", "toetser")


def make_vrager() -> Viewer:
    return make_viewer(Gebruiker.objects.get(), klok.today())


def ask(**anders: Any) -> Vastlegging:
    return request_vastlegging(**{"viewer": make_vrager(), "codes": [CODE], "van": VAN, "tot": TOT} | anders)


def run(rij: Vastlegging) -> Vastlegging:
    run_vastlegging.func(str(rij.pk))
    rij.refresh_from_db()
    return rij


def test_the_page_tells_how_far_it_is_and_what_came_of_it(toetser: Any):
    antwoord = toetser.post(ADRES, {"periode": "2025"})
    rij = Vastlegging.objects.get()
    assert antwoord.url == f"/monitoring/vastleggingen/{rij.pk}" and not Indicatorstand.objects.exists()
    assert f"0 van {len(list_indicatoren())} uitgerekend" in toetser.get(antwoord.url).content.decode()
    assert antwoord.url in toetser.get("/monitoring/indicatoren").content.decode()
    assert run(rij).stand == "klaar" and rij.gedaan == len(list_indicatoren()) == len(rij.uitkomst)
    tekst = toetser.get(antwoord.url).content.decode()
    assert "Alles ligt vast" in tekst and "2 controles" in tekst and "versie 1" in tekst
    assert antwoord.url not in toetser.get("/monitoring/indicatoren").content.decode()
    assert sign_in(NOORD, "zelfbeoordelaar").get(antwoord.url).status_code == 404


def test_twice_asked_is_once_done(toetser: Any, zet_klok: Any):
    eerste = ask()
    assert ask().pk == eerste.pk and DBTaskResult.objects.count() == 1
    run(eerste)
    zet_klok(2026, 2, 3, 10)
    opnieuw = run(ask())
    assert opnieuw.pk != eerste.pk and opnieuw.uitkomst == eerste.uitkomst
    assert Indicatorstand.objects.count() == 1
    assert "lag al vast" in toetser.get(f"/monitoring/vastleggingen/{opnieuw.pk}").content.decode()


def test_two_workers_at_one_request_freeze_once(toetser: Any, monkeypatch: pytest.MonkeyPatch):
    rij = ask()
    echt = services.compute_standen

    def tussendoor(*args: Any, **kwargs: Any) -> Any:
        """While the first computes, the second does it all."""
        monkeypatch.setattr(wachtrij, "compute_standen", echt)
        run_vastlegging.func(str(rij.pk))
        return echt(*args, **kwargs)

    monkeypatch.setattr(wachtrij, "compute_standen", tussendoor)
    assert run(rij).stand == "klaar" and Indicatorstand.objects.count() == 1


@pytest.mark.parametrize("waar", ["_keep", "record_gebeurtenis", "compute"])
def test_a_crash_in_the_middle_leaves_before_and_the_next_run_does_it(
    toetser: Any, monkeypatch: pytest.MonkeyPatch, waar: str
):
    rij = ask(codes=list_indicatoren())
    echt, keren = getattr(services, waar), []

    def breek(*args: Any, **kwargs: Any) -> Any:
        keren.append(1)
        if len(keren) == 3:
            raise MemoryError
        return echt(*args, **kwargs)

    monkeypatch.setattr(services, waar, breek)
    with pytest.raises(MemoryError):
        run_vastlegging.func(str(rij.pk))
    rij.refresh_from_db()
    assert (
        rij.stand == "wacht" and not Indicatorstand.objects.exists() and not Indicatorwaarde.objects.exists()
    )
    assert run(rij).stand == "klaar" and Indicatorstand.objects.count() == len(list_indicatoren())


def test_a_request_that_lost_its_worker_goes_into_the_queue_again(toetser: Any):
    rij = ask()
    Vastlegging.objects.update(gemeld_op=klok.now() - timedelta(minutes=11))
    assert "vth werker" in toetser.get(f"/monitoring/vastleggingen/{rij.pk}").content.decode()
    assert ask().pk == rij.pk and DBTaskResult.objects.count() == 2
    assert ask().pk == rij.pk and DBTaskResult.objects.count() == 2


@pytest.mark.parametrize(
    ("velden", "zegt"),
    [
        ({"codes": ["bestaat_niet"]}, "staat niet in de catalogus"),
        ({"van": TOT, "tot": VAN}, "is leeg"),
        ({"tot": date(2027, 1, 1)}, "weet nog niet alles"),
        ({"viewer": VASTLEGGER}, "met een account"),
    ],
)
def test_what_cannot_be_frozen_is_refused_when_it_is_asked(toetser: Any, velden: dict[str, Any], zegt: str):
    with pytest.raises(MonitoringError, match=zegt):
        ask(**velden)
    with pytest.raises(GeenToegangError):
        ask(viewer=LEZER)
    assert not Vastlegging.objects.exists() and not DBTaskResult.objects.exists()


def test_another_figure_beside_it_asks_its_reason_at_once(toetser: Any):
    run(ask())
    write_dagstand(date(2026, 2, 1), make_controles(*CONTROLES[:3]))
    antwoord = toetser.post(ADRES, {"periode": "2025"})
    assert antwoord.status_code == 422 and "waarom het cijfer opnieuw" in antwoord.content.decode()
    assert run(ask(reden="Er is een controle ingetrokken.")).stand == "klaar"
    assert Indicatorstand.objects.get(volgnummer=2).reden == "Er is een controle ingetrokken."


@pytest.mark.parametrize("hoe", ["lid", "uit", "weg"])
def test_who_lost_the_right_meanwhile_gets_nothing_frozen(toetser: Any, hoe: str):
    rij = ask()
    if hoe == "lid":
        Lidmaatschap.objects.update(eind=klok.today())
    elif hoe == "uit":
        Gebruiker.objects.update(is_active=False)
    else:
        Vastlegging.objects.update(account=999_999)
    assert run(rij).stand == "mislukt" and rij.melding and not Indicatorstand.objects.exists()


def test_a_dagstand_that_went_meanwhile_is_told(toetser: Any):
    rij = ask()
    Vastlegging.objects.update(dagstand=date(2026, 1, 9))
    assert run(rij).stand == "mislukt" and "geen dagstand van vr 9 januari 2026" in rij.melding
    assert "Er is niets vastgelegd" in toetser.get(f"/monitoring/vastleggingen/{rij.pk}").content.decode()
