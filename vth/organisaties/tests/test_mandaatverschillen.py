"""The model mandate, and how participants differ in what they gave."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from vth.organisaties.mandaten.begrippen import Functie
from vth.organisaties.mandaten.invoer import KOLOMMEN, make_rij
from vth.organisaties.mandaten.model import make_modeltabel, read_modelmandaat
from vth.organisaties.mandaten.rijen import MandaatrijenError
from vth.organisaties.mandaten.services import record_mandaten
from vth.organisaties.mandaten.verschillen import Vergelijking, compare_mandaten
from vth.tijd import klok
from vth.tijd.rules import Peilmoment
from vth.toegang.rules import Viewer

from .builders import BEHEERDER, give_mandaat, load_map, make_mandaatviewer

OP = date(2026, 5, 1)
DEELNEMINGEN = [{"omgevingsdienst": "OD-NOORD", "deelnemer": d} for d in ("GM9901", "GM9902", "GM9903")]


@pytest.fixture
def basis(db: None, tmp_path: Path) -> None:
    load_map(tmp_path / "basis")
    load_map(tmp_path / "deelnemingen", {"deelnemingen": DEELNEMINGEN})


def compare(viewer: Viewer = BEHEERDER) -> Vergelijking:
    return compare_mandaten(viewer, "OD-NOORD", Peilmoment(OP, klok.now()))


def test_model_says_of_each_line_where_it_comes_from_and_that_it_is_assumed() -> None:
    regels = read_modelmandaat()
    assert len({r.kenmerk for r in regels}) == len(regels) > 10
    for regel in regels:
        assert regel.bron and regel.toelichting, regel.kenmerk
        assert regel.zekerheid == "aanname" and regel.zekerheid_artikel in (
            "vastgesteld",
            "afgeleid",
            "aanname",
        )


def test_model_comes_in_only_when_its_open_cells_are_filled(basis: None) -> None:
    tabel = make_modeltabel(
        read_modelmandaat(), Functie("GM9901", "college"), Functie("OD-NOORD", "directeur"), OP
    )
    assert all(set(rij) == set(KOLOMMEN) for rij in tabel)
    fouten: list = []
    rijen = [make_rij(n, rij, fouten) for n, rij in enumerate(tabel, 2)]
    with pytest.raises(MandaatrijenError, match="10:5"):
        record_mandaten(viewer=BEHEERDER, rijen=rijen, bron="model")
    rijen = [make_rij(n, rij | {"mandaatbesluit": "B-1"}, fouten) for n, rij in enumerate(tabel, 2)]
    assert record_mandaten(viewer=BEHEERDER, rijen=rijen, bron="model").nieuw == len(tabel)
    assert not fouten


def test_same_mandates_are_the_same_whatever_their_area(basis: None) -> None:
    for n, gever in enumerate(("GM9901", "GM9902", "GM9903")):
        give_mandaat(gever, gebieden=gever, kenmerk=f"M{n}")
    (rij,) = compare().rijen
    assert rij.is_gelijk and compare().count_verschillen() == {"GM9901": 0, "GM9902": 0, "GM9903": 0}


def test_who_differs_and_who_gave_nothing_is_named_with_what(basis: None) -> None:
    stappen = {"processtappen": "voorbereiden besluiten"}
    give_mandaat("GM9901", kenmerk="A", **stappen)
    give_mandaat("GM9901", kenmerk="B", artikel="5.2")
    give_mandaat("GM9902", kenmerk="A", **stappen, hoogste_bedrag_euro=Decimal(10000))
    give_mandaat("GM9903", kenmerk="A", **stappen)
    een, twee = sorted(compare().rijen, key=lambda r: r.bevoegdheid.artikel)
    assert een.stappen == {"GM9901": 2, "GM9902": 2, "GM9903": 2}
    assert een.afwijkend == {"GM9902": ("hoogste bedrag: 10.000 euro (meestal geen grens)",)}
    assert een.ontbreekt == () and twee.ontbreekt == ("GM9902", "GM9903")
    assert compare().count_verschillen() == {"GM9901": 0, "GM9902": 2, "GM9903": 1}


def test_without_a_majority_nobody_is_called_usual(basis: None) -> None:
    for gever, bedrag in (("GM9901", 1000), ("GM9902", 2000), ("GM9903", 3000)):
        give_mandaat(gever, kenmerk="A", hoogste_bedrag_euro=Decimal(bedrag))
    (rij,) = compare().rijen
    assert rij.gangbaar.endswith("hoogste bedrag: verschilt")
    assert sorted(rij.afwijkend) == ["GM9901", "GM9902", "GM9903"] and "geen meerderheid" in str(
        rij.afwijkend
    )


def test_two_mandates_for_one_power_add_up(basis: None) -> None:
    give_mandaat("GM9901", kenmerk="A", processtappen="voorbereiden")
    give_mandaat("GM9901", kenmerk="B", processtappen="besluiten")
    (rij,) = compare().rijen
    assert rij.stappen == {"GM9901": 2}


def test_comparison_shows_nothing_of_who_may_not_be_seen(basis: None) -> None:
    give_mandaat("GM9901", kenmerk="A")
    give_mandaat("GM9902", kenmerk="A", artikel="5.2")
    gezien = compare(make_mandaatviewer("GM9901"))
    assert gezien.deelnemers == ("GM9901",) and len(gezien.rijen) == 1
    assert compare(make_mandaatviewer("OD-ZUID")).rijen == ()
    assert len(compare(make_mandaatviewer("OD-NOORD")).rijen) == 2


def test_comparing_asks_as_much_of_a_large_register_as_of_a_small_one(basis: None) -> None:
    aantallen = []
    for n in range(2):
        for m in range(8):
            give_mandaat("GM9901", kenmerk=f"M{n}{m}", artikel=f"{n}.{m}")
        with CaptureQueriesContext(connection) as gezien:
            compare()
        aantallen.append(len(gezien))
    assert aantallen[0] == aantallen[1]
