"""The rules of this room: contradictions between judgements, the golden record, and how good the linking is."""

from datetime import UTC, date, datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vth.ontdubbeling.rules import (
    Gezegd,
    decide_gouden_waarde,
    derive_buren,
    derive_kring,
    derive_maten,
    find_pad,
    find_tegenspraak,
)

PUNTEN = st.sampled_from("ABCDEFG")
PAREN = st.lists(st.tuples(PUNTEN, PUNTEN).filter(lambda p: p[0] != p[1]), max_size=10)


def test_a_is_b_and_b_is_c_so_a_is_not_another_than_c():
    assert find_tegenspraak([("A", "B"), ("B", "C")], [], ("A", "C"), is_gelijk=False) == ("A", "B", "C")


def test_a_is_not_made_one_with_c_when_what_it_is_was_judged_another_than_c():
    gelijk, verschillend = [("A", "B"), ("C", "D")], [("D", "A")]
    assert find_tegenspraak(gelijk, verschillend, ("B", "C"), is_gelijk=True) == ("A", "B", "C", "D")


def test_judgements_about_others_are_no_contradiction():
    assert find_tegenspraak([("A", "B")], [("C", "D")], ("B", "C"), is_gelijk=True) == ()


@given(PAREN, PUNTEN, PUNTEN)
def test_there_is_a_way_between_two_records_when_they_are_in_one_ring(paren, a, b):
    buren = derive_buren(paren)
    pad = find_pad(buren, a, b)
    assert bool(pad) is (b in derive_kring(buren, a))
    assert all(y in buren[x] for x, y in pairwise(pad))


@given(PAREN, PAREN, st.booleans())
def test_what_fits_makes_no_ring_that_holds_two_that_were_judged_different(gelijk, verschillend, is_gelijk):
    """Judgements taken one by one, each only when it fits, never contradict each other."""
    een: list = []
    twee: list = []
    for paar, zeg in [(p, True) for p in gelijk] + [(p, is_gelijk) for p in verschillend]:
        zonder = ([p for p in een if set(p) != set(paar)], [p for p in twee if set(p) != set(paar)])
        if not find_tegenspraak(*zonder, paar, is_gelijk=zeg):
            een, twee = zonder
            (een if zeg else twee).append(paar)
    buren = derive_buren(een)
    assert all(b not in derive_kring(buren, a) for a, b in twee)


def gezegd(leverancier: str, waarde: object, *, jaar: int = 2024, gevuld: int = 5) -> Gezegd:
    return Gezegd(leverancier, waarde, date(jaar, 1, 1), datetime(jaar, 1, 1, tzinfo=UTC), gevuld)


@pytest.mark.parametrize(
    ("volgorde", "wint", "regel"),
    [
        (("vertrouwdste", "recentste"), "PROV", "vertrouwdste"),
        (("recentste", "vertrouwdste"), "OD-ZUID", "recentste"),
        (("volledigste",), "OD-NOORD", "volledigste"),
    ],
)
def test_the_first_rule_that_tells_suppliers_apart_decides(volgorde, wint, regel):
    waarden = [
        gezegd("OD-NOORD", "Verf", gevuld=9), gezegd("OD-ZUID", "Lak", jaar=2026), gezegd("PROV", "Coating"),
    ]  # fmt: skip
    gekozen = decide_gouden_waarde(waarden, volgorde=volgorde, vertrouwen=["PROV"])
    assert (gekozen.gezegd.leverancier, gekozen.regel) == (wint, regel)
    assert {g.leverancier for g in gekozen.anderen} == {"OD-NOORD", "OD-ZUID", "PROV"} - {wint}


def test_what_says_nothing_never_wins_from_what_does():
    waarden = [gezegd("PROV", None), gezegd("OD-NOORD", "Verf")]
    gekozen = decide_gouden_waarde(waarden, volgorde=["vertrouwdste"], vertrouwen=["PROV"])
    assert (gekozen.gezegd.waarde, gekozen.regel) == ("Verf", "enige")


@given(st.permutations([gezegd("A", 1), gezegd("B", 2), gezegd("C", 2, jaar=2025), gezegd("D", None)]))
def test_the_order_in_which_suppliers_are_read_does_not_matter(waarden):
    gekozen = decide_gouden_waarde(waarden, volgorde=("recentste", "volledigste"), vertrouwen=())
    assert gekozen.gezegd.leverancier == "C"
    assert len(gekozen.anderen) == 3


def test_a_judge_who_did_not_know_counts_for_nothing():
    oordelen = [
        ("gekoppeld", "gelijk"), ("gekoppeld", "verschillend"), ("te_beoordelen", "opvolging"), ("gekoppeld", "weet_niet"),
    ]  # fmt: skip
    maten = derive_maten(oordelen)
    assert (maten.precisie, maten.volledigheid) == (0.5, 0.5)
    assert derive_maten([]).precisie is None
