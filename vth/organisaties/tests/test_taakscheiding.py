"""Duties apart and a turn for somebody else: planned against, visible, and broken only with a reason that is counted."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from django.db import connection
from django.test.utils import CaptureQueriesContext

from vth.logboek.models import Gebeurtenis
from vth.organisaties.services import record_betrokkenheid, record_scheidingsafwijking
from vth.organisaties.taakregels import Inzet, TaakscheidingError, check_inzet
from vth.organisaties.taakscheiding import (
    find_bezwaren,
    list_afwijkingen,
    list_doorbrekingen,
    list_inzetbaar,
)
from vth.tijd import klok
from vth.toegang.rules import ALLE_SOORTEN, GeenToegangError, Viewer, Zicht, derive_niveaus

GEVALLEN = yaml.safe_load((Path(__file__).parent / "gevallen" / "inzet.yaml").read_text())
APART = {
    "vergunningverlening": ["toezicht", "handhaving"],
    "toezicht": ["vergunningverlening"],
    "handhaving": ["vergunningverlening"],
}
PLEK = ("vthobject", "O1")


@pytest.mark.parametrize("geval", GEVALLEN, ids=lambda g: g["geval"])
def test_putting_somebody_to_a_task_follows_the_omgevingsbesluit(geval: dict[str, Any]) -> None:
    eerder = [Inzet(*rij) for rij in geval["eerder"]]
    gezien = check_inzet("piet", geval["taak"], eerder, scheiding=APART, roulatie_keer=3, namen={})
    assert [b.regel for b in gezien] == geval.get("bezwaar", [])
    assert all("13.9" in b.artikel and b.reden for b in gezien)


def make_medewerker(naam: str, organisatie: str = "OD-NOORD") -> Viewer:
    return Viewer(
        actor=naam,
        zicht=Zicht(
            leveranciers=frozenset({organisatie}), soorten=ALLE_SOORTEN, niveaus=derive_niveaus("intern")
        ),
        handelingen=frozenset({"taakscheiding.record"}),
        organisaties=frozenset({organisatie}),
    )


PIET, ELS = make_medewerker("piet"), make_medewerker("els")


def work(viewer: Viewer, handeling: str, plek: tuple[str, str] = PLEK) -> None:
    record_betrokkenheid(viewer=viewer, onderwerp=plek, handeling=handeling)


def break_rule(viewer: Viewer = PIET, reden: str = "brand, niemand anders bereikbaar") -> Any:
    wie = {"betrokkene": "piet", "organisatie": "OD-NOORD", "onderwerp": PLEK, "taak": "toezicht"}
    return record_scheidingsafwijking(viewer=viewer, **wie, reden=reden)


@pytest.mark.django_db
def test_who_plans_sees_who_is_free() -> None:
    work(PIET, "vergunning.assess")
    vrij = list_inzetbaar(["piet", "els"], PLEK, "toezicht", klok.today())
    assert [b.regel for b in vrij["piet"]] == ["scheiding"] and vrij["els"] == []
    assert find_bezwaren("piet", ("vthobject", "O2"), "toezicht", klok.today()) == []


@pytest.mark.django_db
def test_breaking_asks_a_reason_and_something_to_break() -> None:
    with pytest.raises(TaakscheidingError, match="geen regel"):
        break_rule()
    work(PIET, "vergunning.assess")
    with pytest.raises(TaakscheidingError, match="niet anders kon"):
        break_rule(reden="haast")
    with pytest.raises(GeenToegangError):
        break_rule(make_medewerker("jan", "OD-ZUID"))
    assert not list_afwijkingen(PIET)


@pytest.mark.django_db
def test_breaking_is_counted_and_logged() -> None:
    work(PIET, "vergunning.assess")
    (afwijking,) = break_rule()
    assert afwijking.regel == "scheiding" and list(list_afwijkingen(ELS)) == [afwijking]
    assert Gebeurtenis.objects.get(handeling="taakscheiding.record").inhoud["regels"] == ["scheiding"]
    assert not list_afwijkingen(make_medewerker("jan", "OD-ZUID"))


@pytest.mark.django_db
def test_what_was_broken_without_a_word_is_found_until_somebody_says_why() -> None:
    work(PIET, "vergunning.assess")
    work(ELS, "controle.record")
    assert list_doorbrekingen(ELS, klok.today()) == []
    work(PIET, "controle.record")
    (gevonden,) = list_doorbrekingen(ELS, klok.today())
    assert (gevonden.betrokkene, gevonden.onderwerp) == ("piet", PLEK)
    assert gevonden.taken == ("vergunningverlening", "toezicht")
    assert list_doorbrekingen(make_medewerker("jan", "OD-ZUID"), klok.today()) == []
    break_rule()
    assert list_doorbrekingen(ELS, klok.today()) == []


@pytest.mark.django_db
def test_finding_what_was_broken_does_not_ask_per_activity() -> None:
    aantallen = []
    for n in range(2):
        for m in range(5):
            work(PIET, "vergunning.assess", ("vthobject", f"{n}{m}"))
            work(PIET, "controle.record", ("vthobject", f"{n}{m}"))
        with CaptureQueriesContext(connection) as gezien:
            list_doorbrekingen(ELS, klok.today())
        aantallen.append(len(gezien))
    assert aantallen[0] == aantallen[1]
