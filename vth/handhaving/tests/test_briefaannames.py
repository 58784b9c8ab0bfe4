"""In every letter: what it rests on that is an assumption, and nothing of what it does not rest on."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from vth.handhaving.brieven.kamer import make_verbeurteonderwerp
from vth.handhaving.brieven.sjablonen import read_briefsoorten
from vth.handhaving.models import Verbeurte
from vth.regelgeving.selectors import clear_regels, list_regels
from vth.zaken.besluitboeking import Overwegingstekst
from vth.zaken.besluiten import record_besluit
from vth.zaken.brieven.services import record_brief
from vth.zaken.models import Brief

from . import builders
from .briefbuilders import make_concept, make_klaar, make_schuld, make_verzoek
from .builders import JURIST
from .test_brieven import MET_BESLUIT, VERVOLG, ZONDER_BESLUIT, read_tekst, write
from .test_invorderen import do

pytestmark = pytest.mark.django_db
STRATEGIE, ZIENSWIJZE, BOETE, TELLING, LEIDRAAD = (
    "nog niet heeft vastgesteld; wat daarin staat, is een aanname",
    "De wet noemt geen termijn voor een zienswijze.",
    "hier een boete mogelijk maakt, is een aanname",
    "Wij rekenden een dwangsom per week zodra die tijd is afgelopen.",
    "leidraad die een aanname is",
)
VOORNEMENS = {c for c in read_briefsoorten() if c.startswith("voornemen")}
ALLE = set(read_briefsoorten()) - {"besluit_handhavingsverzoek"}
GELD = {"voornemen_invordering", "invorderingsbeschikking", "aanmaning"}
DWANGSOM = {"voornemen_dwangsom", "last_dwangsom", "beslissing_lastverzoek", "verlenging_begunstiging", *GELD}
# Which letter rests on which assumption: what must be said where.
ZINNEN: dict[str, set[str]] = {
    STRATEGIE: ALLE,
    ZIENSWIJZE: VOORNEMENS,
    BOETE: {"voornemen_boete", "boete"},
    TELLING: GELD,
    LEIDRAAD: DWANGSOM,
}
# By which sentence each assumption of this room is told in letters, or why no letter rests on it.
REGELS: dict[str, str] = {
    "handhaving.interventiematrix": STRATEGIE,
    "handhaving.strategie_zwaarte": STRATEGIE,
    "handhaving.strategie_aspectdrempels": STRATEGIE,
    "handhaving.strategie_overleg": STRATEGIE,
    "handhaving.strategie_aspecten_aangenomen": "Wij wogen dit mee",
    "handhaving.leidraad": LEIDRAAD,
    "handhaving.zienswijzetermijn": ZIENSWIJZE,
    "handhaving.boetegronden": BOETE,
    "handhaving.tijdseenheid_telt": TELLING,
    "handhaving.bewaartermijn": "geen brief: na het vernietigen van de zaak",
    "handhaving.vage_woorden": "geen brief: wat er voor ondertekening over de tekst wordt gezegd",
    "handhaving.einde_adressaat": "geen brief: waarschuwt wie de last opstelt",
    "handhaving.aanmaning_verzuim": "geen brief: welke dag van een aanmaning wordt geweigerd",
    "handhaving.verjaringsalarm": "geen brief: wanneer de jurist het hoort",
    "handhaving.werktijd": "geen brief: wanneer de jurist het hoort",
    "handhaving.strategie_kleinste_aantal": "geen brief: cijfers van andere organisaties",
}


@pytest.fixture(autouse=True)
def aangenomen_matrix(monkeypatch: pytest.MonkeyPatch) -> None:
    """Weigh by the matrix that comes with the program."""
    monkeypatch.setattr(builders, "MATRIX", {"zekerheid": "aanname"})


def write_aanmaning() -> Brief:
    """Remind of one amount that was claimed."""
    m, v = make_schuld(), Verbeurte.objects.order_by("dag")[0]
    do(v, "invorderingsbeschikking")
    over = make_verbeurteonderwerp(v, m)
    return record_brief(viewer=JURIST, sjabloon="aanmaning", zaak_id=m.zaak_id, onderwerp=over)


def write_verzoekbesluit() -> Brief:
    """Decide on a request to enforce."""
    besluit = record_besluit(
        viewer=JURIST,
        zaak_id=make_verzoek().zaak_id,
        besluitsoort="besluit_op_handhavingsverzoek",
        omschrijving="Besluit op uw verzoek",
        tekst="Wij wijzen uw verzoek af.",
        overwegingen=[Overwegingstekst("Waarom", "Er is niets gezien.")],
    )
    return record_brief(viewer=JURIST, sjabloon="besluit_handhavingsverzoek", besluit_id=besluit.pk)


LOS: dict[str, Callable[[], Brief]] = {
    "voornemen_invordering": lambda: write(make_schuld(), "voornemen_invordering"),
    "aanmaning": write_aanmaning,
    "besluit_handhavingsverzoek": write_verzoekbesluit,
}


def make_brief(code: str) -> Brief:
    """Make each letter of this room once."""
    if code in LOS:
        return LOS[code]()
    if code in ZONDER_BESLUIT:
        instrument, velden, _ = ZONDER_BESLUIT[code]
        return write(make_klaar(instrument, **velden), code)
    besluit = VERVOLG[code][0]().besluit if code in VERVOLG else None
    if besluit is None:
        instrument, velden, _ = MET_BESLUIT[code]
        besluit = make_concept(instrument, **velden)[1]
    return record_brief(viewer=JURIST, sjabloon=code, besluit_id=besluit.pk)


def test_each_assumption_of_this_room_is_told_in_letters_or_reaches_none() -> None:
    aannames = {
        r.id
        for r in list_regels()
        if r.kamer == "handhaving" and any(p.zekerheid == "aanname" for p in r.perioden)
    }
    assert aannames == set(REGELS)


@pytest.mark.parametrize("code", sorted(read_briefsoorten()))
def test_a_letter_says_each_assumption_that_it_rests_on_and_no_other(code: str) -> None:
    tekst = read_tekst(make_brief(code))
    assert {zin for zin in ZINNEN if zin in tekst} == {z for z, codes in ZINNEN.items() if code in codes}
    assert tekst.count("De wet noemt geen termijn") <= 1


def test_what_the_authority_adopted_is_told_no_more(settings: Any, tmp_path: Path) -> None:
    m = make_klaar("last_onder_dwangsom")
    assert ZIENSWIJZE in read_tekst(write(m, "voornemen_dwangsom"))
    eigen: dict[str, Any] = {"id": "handhaving.zienswijzetermijn", "titel": "Tijd", "eenheid": "weken"}
    bron = [{"regeling": "Beleidsregel", "plaats": "artikel 3"}]
    periode = {"vanaf": date(2020, 1, 1), "waarde": 3, "bron": bron, "zekerheid": "vastgesteld"}
    (tmp_path / "gezag" / "GM9901").mkdir(parents=True)
    bestand = tmp_path / "gezag" / "GM9901" / "eigen.yaml"
    bestand.write_text(yaml.safe_dump(eigen | {"perioden": [periode]}))
    settings.REGELS_DIR = tmp_path
    clear_regels()
    assert ZIENSWIJZE not in read_tekst(write(m, "voornemen_dwangsom"))


def test_an_aspect_of_a_list_that_nobody_adopted_is_told_though_the_matrix_was(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(builders, "MATRIX", {"zekerheid": "vastgesteld"})
    monkeypatch.setattr(
        builders, "ASPECTEN", [{"naam": "maatschappelijke onrust", "telt": True, "zekerheid": "aanname"}]
    )
    tekst = read_tekst(write(make_klaar("informeren"), "informeren"))
    assert "Wij wogen dit mee: maatschappelijke onrust." in tekst and STRATEGIE not in tekst
