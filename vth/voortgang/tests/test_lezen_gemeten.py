"""Precision and recall on the invented reports stay where they are; what the figures are made of is in `lezenmeten`."""

from pathlib import Path

import pytest

from .lezenmeten import SETS, SOORTEN, compare, compare_zin, list_rapporten, list_zinnen, measure

HANDLEIDING = Path(__file__).parents[3] / "docs" / "handleiding" / "voortgang.md"
# The reports that the rules were made by are read whole: a rule that breaks one is seen at once. The sets that were put away have a floor.
VLOER = {
    "inregelen": 1.0,
    "achtergehouden": 0.97,
    "tweede": 0.97,
    "derde": 0.97,
    "vierde": 0.97,
    "laatste": 0.97,
    "blind": 0.95,
    "fiches": 0.97,
    "proza": 0.97,
    "domeinen": 0.97,
    "ongezien": 0.95,
    "stijlen": 0.97,
    "oefenen": 1.0,
    "weggelegd": 0.97,
    "nagekomen": 0.97,
    "slot": 0.97,
    "vreemd": 0.95,
    "onbekend": 0.97,
    "slotproef": 0.92,
}


@pytest.mark.parametrize("welke", SETS)
def test_no_set_falls_below_its_floor(welke: str):
    tel = measure(welke)
    goed, gevonden, hoort = (sum(t[n] for t in tel.values()) for n in range(3))
    assert goed / gevonden >= VLOER[welke], "te veel gevonden"
    assert goed / hoort >= VLOER[welke], "te weinig gevonden"


def test_every_kind_of_record_is_in_the_reports_that_were_written():
    sets = [measure(welke) for welke in SETS]
    hoort = {soort: sum(tel[soort][2] for tel in sets) for soort in SOORTEN}
    assert all(aantal >= 2 for aantal in hoort.values()), hoort
    assert hoort["mijlpaal"] > 100


def test_the_measure_sees_what_is_missed_and_what_is_too_much():
    (_, gelezen, verwacht) = next(r for r in list_rapporten("inregelen") if r[0] == "koppen")
    anders = {**verwacht, "mijlpaal": [*verwacht["mijlpaal"][1:], "p9.o9 2030Q1 gepland"]}
    goed, gevonden, hoort, mist, teveel = compare(gelezen, anders)["mijlpaal"]
    assert (goed, gevonden, hoort) == (8, 9, 9)
    assert mist == ["p9.o9 2030-01-01..2030-03-31 gepland"] and teveel[0].startswith("p1.o1 ")


def test_the_manual_publishes_what_is_measured():
    sets = [measure(welke) for welke in SETS]
    regels = HANDLEIDING.read_text(encoding="utf-8").splitlines()
    for soort in SOORTEN:
        goed, gevonden, hoort = (sum(tel[soort][n] for tel in sets) for n in range(3))
        regel = f"| {soort} | {hoort} | {goed / gevonden:.2f} | {goed / hoort:.2f} |".replace(".", ",")
        assert regel in regels, f"de handleiding hoort te zeggen: {regel}"


@pytest.mark.parametrize(("zin", "verwacht"), list_zinnen())
def test_single_sentences_give_the_milestones_and_decisions_that_a_person_reads_in_them(
    zin: str, verwacht: list[str]
):
    hoort, gevonden = compare_zin(zin, verwacht)
    assert gevonden == hoort
