"""Two organisations, and two people at one, at the same moment at one request for advice: nobody waits for ever, and nothing is lost."""

import contextlib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from threading import Barrier, BrokenBarrierError, Thread
from typing import Any

import pytest
from django.db import connection, transaction

from vth.organisaties.tests.builders import load_map
from vth.toegang.models import Gebruiker, Lidmaatschap
from vth.zaken.advies import boeking
from vth.zaken.advies.boeking import hand_over_adviezen, list_lopend_van
from vth.zaken.advies.services import accept_adviesverzoek
from vth.zaken.models import Adviesgebeurtenis, Adviesverzoek
from vth.zaken.services import close_zaak

from .builders import ANNA, BUITEN, OD, make_viewer, make_zaak
from .test_advies import make_advies
from .test_adviestegenhanger import ZUID, answer, ask
from .test_tegelijk import do_together

pytestmark = pytest.mark.usefixtures("verse_database")
COLLEGA = make_viewer("gebruiker 906", organisatie=ZUID, gebied="GM9903")
postgresql = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="SQLite laat er een tegelijk schrijven"
)


@pytest.fixture(autouse=True)
def leden(verse_database: None, tmp_path: Path) -> None:
    load_map(tmp_path)
    for organisatie in (OD, ZUID):
        wie = Gebruiker.objects.create(username=organisatie)
        vast: dict[str, Any] = {"rol": "vergunningverlener", "begin": date(2024, 1, 1)}
        Lidmaatschap.objects.create(gebruiker=wie, organisatie=organisatie, **vast)


@pytest.fixture
def samen(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Let whoever comes to one of these functions wait there for the other, as long as the other can come."""
    slag = Barrier(2)

    def zet(*plekken: str) -> None:
        for plek in plekken:
            monkeypatch.setattr(plek, _wait_first(plek, slag))

    return zet


def _wait_first(plek: str, slag: Barrier) -> Callable[..., Any]:
    """Wrap a function, named by its path."""
    module, naam = plek.rsplit(".", 1)
    echt = getattr(__import__(module, fromlist=[naam]), naam)

    def wacht(*args: Any, **kwargs: Any) -> Any:
        with contextlib.suppress(BrokenBarrierError):
            slag.wait(2)
        return echt(*args, **kwargs)

    return wacht


def test_two_organisations_that_ask_each_other_both_get_a_number(samen: Any) -> None:
    samen("vth.zaken.advies.services.send_over")
    los: dict[str, Any] = {"richting": "gevraagd", "partijnaam": ""}
    klaar = do_together(
        lambda: make_advies(partij=ZUID, **los),
        lambda: make_advies(viewer=BUITEN, partij=OD, organisatie=ZUID, gebied="GM9903", **los),
    )
    assert klaar == ["gedaan", "gedaan"]
    nummers = Adviesverzoek.objects.order_by("leverancier", "identificatie")
    assert [(a.leverancier, a.identificatie[-1]) for a in nummers] == [
        (OD, "1"),
        (OD, "2"),
        (ZUID, "1"),
        (ZUID, "2"),
    ]


def test_who_closes_a_zaak_and_who_answers_in_it_do_not_wait_for_each_other(samen: Any) -> None:
    zaak = make_zaak("melding")
    advies, ander = ask(zaak)
    samen("vth.zaken.services.end_adviezen", "vth.zaken.advies.services.check_uitgebracht")
    sluit = {"viewer": ANNA, "zaak_id": zaak.pk, "resultaat": "in_orde"}
    klaar = do_together(lambda: close_zaak(**sluit), lambda: answer(ander))  # type: ignore[arg-type]
    staten = {rij.staat for rij in Adviesverzoek.objects.filter(pk__in=[advies.pk, ander.pk])}
    assert (klaar.count("gedaan"), staten) in [(2, {"uitgebracht"}), (1, {"ingetrokken"})]
    zaak.refresh_from_db()
    assert zaak.einddatum is not None


def test_of_two_who_take_it_up_at_once_the_second_is_told(samen: Any) -> None:
    _, ander = ask(make_zaak())
    samen("vth.zaken.advies.services.check_bevoegd")
    fout, goed = sorted(
        do_together(
            *[lambda v=v: accept_adviesverzoek(viewer=v, advies_id=ander.pk) for v in (BUITEN, COLLEGA)]
        ),
        key=lambda tekst: tekst == "gedaan",
    )
    assert goed == "gedaan" and "heeft dit adviesverzoek al" in fout
    assert Adviesgebeurtenis.objects.filter(adviesverzoek=ander, handeling="opgepakt").count() == 1


@postgresql
def test_work_that_is_handed_over_while_a_zaak_closes_stays_handed_over(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    zaak = make_zaak("melding")
    _, ander = ask(zaak)
    accept_adviesverzoek(viewer=BUITEN, advies_id=ander.pk)
    echt = boeking.find_andere

    over: list[int] = []

    def hand_over() -> None:
        with transaction.atomic():
            rijen = list_lopend_van(BUITEN.actor)
            over.append(hand_over_adviezen(rijen, van=BUITEN.actor, naar=COLLEGA.actor))
        connection.close()

    def find_and_let_hand_over(advies: Adviesverzoek) -> Adviesverzoek | None:
        gevonden = echt(advies)
        draad.start()
        draad.join(1.5)
        return gevonden

    draad = Thread(target=hand_over)
    monkeypatch.setattr(boeking, "find_andere", find_and_let_hand_over)
    close_zaak(viewer=ANNA, zaak_id=zaak.pk, resultaat="in_orde")
    draad.join(10)
    ander.refresh_from_db()
    assert ander.staat == "ingetrokken" and not draad.is_alive()
    # Who was first counts, and whoever was told that it was handed over has it.
    assert (over, ander.behandelaar) in [([0], BUITEN.actor), ([1], COLLEGA.actor)]
