"""Signing asks the mandate register of that moment: on which chain, how far, and never who decided before."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from vth.organisaties.mandaten.selectors import list_besluitsoorten
from vth.organisaties.mandaten.services import record_functievervulling
from vth.organisaties.models import Mandaat
from vth.organisaties.tests.builders import give_mandaat, load_map, make_mandaatviewer
from vth.regelgeving.selectors import clear_regels, find_grond
from vth.tijd import klok
from vth.tijd.rules import Geldigheid
from vth.tijd.tests.builders import reken_dagen
from vth.toegang.rules import Viewer
from vth.zaken.besluiten import record_besluit, sign_besluit
from vth.zaken.controle import Omvang
from vth.zaken.models import Besluit
from vth.zaken.rules import ZaakError

from .builders import ANNA, BESTUUR, OD, REDEN, approve, make_besluit, make_zaak

pytestmark = pytest.mark.django_db
KEEPER = make_mandaatviewer(OD, "GM9901")


def give_college(**velden: Any) -> Mandaat:
    """Write a mandate of the organ that decides in a gemeente."""
    return give_mandaat(mandaatgever_functie="college van burgemeester en wethouders", **velden)


def make_tekenaar(actor: str, functie: str = "directeur", organisatie: str = OD, **velden: Any) -> Viewer:
    """Make somebody of an organisation who may sign there and holds a function."""
    record_functievervulling(
        viewer=KEEPER,
        organisatie=organisatie,
        functie=functie,
        betrokkene=actor,
        geldigheid=Geldigheid(date(2024, 1, 1)),
        **velden,
    )
    zicht = ANNA.zicht if organisatie == OD else BESTUUR.zicht
    return Viewer(actor, zicht, BESTUUR.handelingen, frozenset({organisatie}))


@pytest.fixture(autouse=True)
def organisaties(tmp_path: Path) -> None:
    """The organisations that give and get mandates."""
    load_map(tmp_path)


def make_bezwaar(omvang: Omvang, tekent: Viewer) -> Besluit:
    """Draft and sign a decision on an objection."""
    besluit = record_besluit(
        viewer=ANNA,
        zaak_id=make_zaak().pk,
        besluitsoort="beslissing_op_bezwaar",
        omschrijving="Beslissing op het bezwaar",
        tekst="Het bezwaar is ongegrond.",
        overwegingen=[REDEN],
    )
    return sign_besluit(viewer=tekent, besluit_id=approve(besluit).pk, omvang=omvang)


def test_a_director_signs_by_mandate_and_the_chain_is_kept() -> None:
    mandaat = give_college()
    besluit = sign_besluit(
        viewer=make_tekenaar("gebruiker 920"), besluit_id=approve(make_besluit(make_zaak())).pk
    )
    assert besluit.ondertekend_namens.startswith("namens college")
    assert besluit.bevoegdheid["mag"] is True
    assert [s["kenmerk"] for s in besluit.bevoegdheid["meer"]["keten"]] == [mandaat.kenmerk]
    assert "Awb 10:1" in besluit.bevoegdheid["gronden"]


def test_who_holds_no_function_is_told_who_may_sign() -> None:
    give_college()
    make_tekenaar("gebruiker 920")
    zonder = Viewer("gebruiker 921", ANNA.zicht, BESTUUR.handelingen, frozenset({OD}))
    besluit = approve(make_besluit(make_zaak()))
    with pytest.raises(ZaakError, match=r"geen enkele functie.*Awb 10:1.*Wel bevoegd: directeur"):
        sign_besluit(viewer=zonder, besluit_id=besluit.pk)
    besluit.refresh_from_db()
    assert (besluit.staat, besluit.bevoegdheid) == (Besluit.Staat.GOEDGEKEURD, {})


@pytest.mark.parametrize(
    "wanneer",
    [
        {"begin": date(2024, 1, 1), "eind": timedelta(0)},
        {"begin": timedelta(days=1), "eind": date(2099, 1, 1)},
    ],
    ids=["tot en met gisteren", "vanaf morgen"],
)
def test_a_mandate_of_another_day_carries_nothing(wanneer: dict[str, Any]) -> None:
    give_college(kenmerk="M0", artikel="4.5", besluitsoorten="maatwerkvoorschrift")
    give_college(**reken_dagen(wanneer))
    tekent = make_tekenaar("gebruiker 920")
    with pytest.raises(ZaakError, match="Awb 10:"):
        sign_besluit(viewer=tekent, besluit_id=approve(make_besluit(make_zaak())).pk)


@pytest.mark.parametrize(
    ("categorieen", "mag"), [((), False), (("1",), True), (("9",), False), (("1", "9"), False)]
)
def test_a_mandate_with_limits_asks_how_far_the_decision_reaches(
    categorieen: tuple[str, ...], mag: bool
) -> None:
    give_college(categorieen="1 2")
    tekent, besluit = make_tekenaar("gebruiker 920"), approve(make_besluit(make_zaak()))
    if mag:
        assert sign_besluit(viewer=tekent, besluit_id=besluit.pk, omvang=Omvang(categorieen)).bevoegdheid[
            "mag"
        ]
    else:
        with pytest.raises(ZaakError, match="categorie"):
            sign_besluit(viewer=tekent, besluit_id=besluit.pk, omvang=Omvang(categorieen))


def test_the_authority_itself_needs_no_mandate() -> None:
    give_college()
    college = make_tekenaar(
        "gebruiker 922", functie="college van burgemeester en wethouders", organisatie="GM9901"
    )
    besluit = sign_besluit(viewer=college, besluit_id=approve(make_besluit(make_zaak())).pk)
    assert "Awb 10:7" in besluit.bevoegdheid["gronden"]


def test_a_kind_of_decision_without_a_known_power_is_not_signed_by_mandate() -> None:
    give_college()
    besluit = approve(make_besluit(make_zaak(), besluitsoort="gedoogbeschikking"))
    with pytest.raises(ZaakError, match="rust niet op één vast artikel"):
        sign_besluit(viewer=make_tekenaar("gebruiker 920"), besluit_id=besluit.pk)


def test_the_signer_names_the_power_of_such_a_kind_out_of_the_register_and_it_is_kept() -> None:
    give_college(kenmerk="M5", regeling="Ow", artikel="18.1", besluitsoorten="gedoogbeschikking")
    give_college(kenmerk="M6", regeling="Awb", artikel="5:32", besluitsoorten="last_onder_dwangsom")
    tekent = make_tekenaar("gebruiker 920")
    besluit = approve(make_besluit(make_zaak(), besluitsoort="gedoogbeschikking"))
    for macht, melding in (
        (("Ow", "5.1", ""), "geen mandaat van dit bevoegd gezag"),
        (("Awb", "5:32", ""), "geldt niet voor de besluitsoort"),
    ):
        with pytest.raises(ZaakError, match=melding):
            sign_besluit(viewer=tekent, besluit_id=besluit.pk, omvang=Omvang(bevoegdheid=macht))
    getekend = sign_besluit(
        viewer=tekent, besluit_id=besluit.pk, omvang=Omvang(bevoegdheid=("Ow", "18.1", ""))
    )
    assert getekend.bevoegdheid["genoemd"] == "Ow 18.1"
    vast = approve(make_besluit(make_zaak()))
    with pytest.raises(ZaakError, match="staat het artikel vast"):
        sign_besluit(viewer=tekent, besluit_id=vast.pk, omvang=Omvang(bevoegdheid=("Ow", "18.1", "")))


EIGEN = """id: organisaties.besluitsoorten
titel: Soorten
eenheid: geen
perioden:
- vanaf: 2000-01-01
  zekerheid: vastgesteld
  bron: [{regeling: Mandaatbesluit, plaats: bijlage}]
  waarde: {gedoogbeschikking: {naam: Gedoogbeschikking, regeling: Ow, artikel: '18.1'}}
---
id: zaken.besluitsoorten
titel: Soorten en hun rechtsmiddel
eenheid: geen
perioden:
- vanaf: 2000-01-01
  zekerheid: vastgesteld
  bron: [{regeling: Mandaatbesluit, plaats: bijlage}]
  waarde: {gedoogbeschikking: {naam: Gedoogbeschikking, rechtsmiddel: geen, vanaf: '', termijn: '', ingang: geen}}
"""


def test_an_authority_has_its_own_kinds_of_decision(tmp_path: Path, settings: Any) -> None:
    give_college(kenmerk="M5", regeling="Ow", artikel="18.1")
    tekent = make_tekenaar("gebruiker 920")
    map_ = tmp_path / "gezag" / "GM9901"
    map_.mkdir(parents=True)
    (map_ / "soorten.yaml").write_text(EIGEN, encoding="utf-8")
    settings.REGELS_DIR = str(tmp_path)
    clear_regels()
    try:
        besluit = approve(make_besluit(make_zaak(), besluitsoort="gedoogbeschikking"))
        assert besluit.rechtsmiddel == "geen"
        getekend = sign_besluit(viewer=tekent, besluit_id=besluit.pk)
        assert getekend.bevoegdheid["meer"]["keten"][0]["kenmerk"] == "M5"
    finally:
        settings.REGELS_DIR = ""
        clear_regels()


def test_who_took_the_decision_does_not_decide_on_the_objection() -> None:
    give_college()
    give_college(kenmerk="M2", regeling="Awb", artikel="7:11", besluitsoorten="beslissing_op_bezwaar")
    nam, ander = make_tekenaar("gebruiker 920"), make_tekenaar("gebruiker 923", plaatsvervanger=True)
    eerste = sign_besluit(viewer=nam, besluit_id=approve(make_besluit(make_zaak())).pk)
    tegen = Omvang(bezwaar_tegen=eerste.identificatie)
    with pytest.raises(ZaakError, match="Awb 10:3 lid 3"):
        make_bezwaar(tegen, nam)
    with pytest.raises(ZaakError, match="Noem het besluit"):
        make_bezwaar(Omvang(), ander)
    with pytest.raises(ZaakError, match="is er niet, of u mag het niet zien"):
        make_bezwaar(Omvang(bezwaar_tegen="B1900-000001"), ander)
    assert make_bezwaar(tegen, ander).bevoegdheid["mag"] is True


def test_the_mandate_register_knows_every_kind_of_decision() -> None:
    op = klok.today()
    assert set(find_grond("zaken.besluitsoorten", geldig_op=op).waarde) <= set(list_besluitsoorten(op))
