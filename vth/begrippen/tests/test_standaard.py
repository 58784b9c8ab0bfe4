import csv

import pytest

from vth.begrippen import selectors
from vth.begrippen.tests import feiten

HIER = selectors.KAMER / "cim_vth_flo"


def read_tabel(naam):
    with (HIER / f"{naam}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


@pytest.mark.parametrize("naam", feiten.KOPPEN)
@pytest.mark.skipif(
    not feiten.MAP.is_dir(),
    reason=f"{feiten.MAP} is er niet (VTH_SHARED): tabellen niet met de feiten vergeleken",
)
def test_our_tables_hold_exactly_the_facts_of_the_standard(naam):
    kop, maak = feiten.KOPPEN[naam]
    assert read_tabel(naam) == [kop, *maak()]


@pytest.mark.parametrize(
    ("naam", "aantal"),
    [("objecttypen", 50), ("attributen", 202), ("relaties", 93), ("waarden", 57), ("elementen", 28)],
)
def test_no_row_of_the_standard_is_missing(naam, aantal):
    assert len(read_tabel(naam)) - 1 == aantal


def test_the_tables_hold_names_and_no_sentences():
    for naam in feiten.KOPPEN:
        for rij in read_tabel(naam)[1:]:
            assert not [
                cel
                for cel in rij
                if cel.endswith(".") and not cel.endswith("d.m.v.") and not cel.endswith("n.a.v.")
            ]


def test_every_relation_of_the_standard_can_be_referred_to():
    standaard = selectors.read_standaard()
    assert len(standaard.relaties) + len(standaard.generalisaties) == 93
    assert len(standaard.objecttypen) == 35


def test_the_definitions_are_not_those_of_the_standard():
    if not feiten.MAP.is_dir():
        pytest.skip(f"{feiten.MAP} is er niet (VTH_SHARED): definities niet vergeleken")
    zinnen = {
        rij["definitie"].strip(" .").lower()
        for naam in ("objecttypen.csv", "attributen.csv", "relaties.csv")
        for rij in feiten._read(naam)
        if len(rij["definitie"]) > 25
    }
    eigen = [b.definitie for b in selectors.list_begrippen()]
    for objecttype in selectors.read_model().values():
        eigen += [deel.definitie for deel in (*objecttype.attributen, *objecttype.relaties)]
    assert [tekst for tekst in eigen if tekst.strip(" .").lower() in zinnen] == []
