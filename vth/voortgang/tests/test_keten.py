"""What waits for what: circles, what a shift pushes, how much room there is, and the critical chain."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from vth.voortgang.keten import (
    Knoop,
    Pijl,
    add_kwartalen,
    check_kring,
    derive_ruimte,
    derive_schuiven,
    derive_verwacht,
    find_kring,
    find_kritieke_keten,
)
from vth.voortgang.rules import VoortgangError

EINDE = date(2024, 9, 30)
A, B, C = (
    Knoop(n, n.upper(), d)
    for n, d in (("a", date(2024, 3, 31)), ("b", date(2024, 6, 30)), ("c", date(2024, 9, 30)))
)
DAGEN = st.dates(date(2023, 1, 1), date(2025, 12, 31))


@st.composite
def netten(draw: st.DrawFn) -> tuple[list[Knoop], list[Pijl]]:
    """Draw nodes and arrows that only lead forward, so that there is no circle."""
    aantal = draw(st.integers(2, 7))
    knopen = [Knoop(str(n), f"K{n}", draw(st.none() | DAGEN)) for n in range(aantal)]
    paren = [(i, j) for i in range(aantal) for j in range(i + 1, aantal)]
    gekozen = draw(st.lists(st.sampled_from(paren), unique=True, max_size=8))
    return knopen, [Pijl(str(i), str(j), draw(st.integers(0, 60))) for i, j in gekozen]


def test_a_shift_pushes_only_what_has_no_room():
    pijlen = [Pijl("a", "b"), Pijl("b", "c", 60)]
    assert [(s.id, s.wordt) for s in derive_schuiven([A, B, C], pijlen, "a", 1)] == [("a", date(2024, 6, 30))]
    geschoven = derive_schuiven([A, B, C], pijlen, "a", 2)
    assert [(s.id, s.wordt, s.door) for s in geschoven] == [
        ("a", date(2024, 9, 30), ""),
        ("b", date(2024, 9, 30), "a"),
        ("c", date(2024, 11, 29), "b"),
    ]


def test_a_circle_is_shown():
    pijlen = [Pijl("a", "b"), Pijl("b", "c"), Pijl("c", "a")]
    assert find_kring(pijlen) == ("a", "b", "c", "a")
    with pytest.raises(VoortgangError, match="‘A’ → ‘B’ → ‘C’ → ‘A’"):
        check_kring(pijlen, {"a": "A", "b": "B", "c": "C"})


def test_the_critical_chain_is_the_one_with_the_least_room():
    los = Knoop("d", "D", date(2024, 1, 31))
    pijlen = [Pijl("a", "b", 91), Pijl("b", "c", 92), Pijl("d", "c")]
    assert find_kritieke_keten([A, B, C, los], pijlen, EINDE) == ("a", "b", "c")
    assert derive_ruimte([A, B, C, los], pijlen, EINDE) == {"a": 0, "b": 0, "c": 0, "d": 243}
    assert find_kritieke_keten([A, B], [], EINDE) == ()


@pytest.mark.parametrize("id_", ["x", "zonder"])
def test_what_is_not_there_or_has_no_day_cannot_move(id_: str):
    with pytest.raises(VoortgangError, match="geen dag"):
        derive_schuiven([A, Knoop("zonder", "Z", None)], [], id_, 1)


@pytest.mark.parametrize(
    ("dag", "aantal", "wordt"),
    [
        ("2023-11-30", 1, "2024-02-29"),
        ("2024-02-29", 1, "2024-05-31"),
        ("2024-01-15", -2, "2023-07-15"),
        ("2023-12-31", 3, "2024-09-30"),
    ],
)
def test_quarters_keep_the_last_day_of_a_month(dag: str, aantal: int, wordt: str):
    assert add_kwartalen(date.fromisoformat(dag), aantal) == date.fromisoformat(wordt)
    with pytest.raises(VoortgangError, match="minder kwartalen"):
        add_kwartalen(date(2024, 1, 1), 40_000)


@given(netten(), st.integers(0, 6))
def test_nothing_comes_earlier_by_a_delay_and_nothing_moves_by_none(
    net: tuple[list[Knoop], list[Pijl]], kwartalen: int
):
    knopen, pijlen = net
    schuift = next((k for k in knopen if k.tot), None)
    assume(schuift is not None)
    assert schuift is not None
    geschoven = derive_schuiven(knopen, pijlen, schuift.id, kwartalen)
    assert all(s.wordt >= s.was for s in geschoven)
    if kwartalen == 0:
        assert [s.id for s in geschoven] == [schuift.id] and geschoven[0].was == geschoven[0].wordt


@given(netten())
def test_everything_comes_after_what_it_waits_for_and_keeps_its_day_where_it_can(
    net: tuple[list[Knoop], list[Pijl]],
):
    knopen, pijlen = net
    verwacht = derive_verwacht(knopen, pijlen)
    for pijl in pijlen:
        if pijl.van in verwacht:
            assert verwacht[pijl.naar][0] >= verwacht[pijl.van][0] + timedelta(days=pijl.dagen)
    for knoop in knopen:
        if knoop.tot:
            assert verwacht[knoop.id][0] >= knoop.tot
            assert verwacht[knoop.id][0] == knoop.tot or verwacht[knoop.id][1]


@given(netten())
def test_the_chain_is_a_path_of_arrows_through_what_has_the_least_room(net: tuple[list[Knoop], list[Pijl]]):
    knopen, pijlen = net
    keten = find_kritieke_keten(knopen, pijlen, EINDE)
    ruimte = derive_ruimte(knopen, pijlen, EINDE)
    paren = {(p.van, p.naar) for p in pijlen}
    assert all(paar in paren for paar in pairwise(keten))
    gebonden = {k for paar in paren for k in paar if set(paar) <= ruimte.keys()}
    assert bool(keten) == bool(gebonden)
    assert not keten or min(ruimte[k] for k in keten) == min(ruimte[k] for k in gebonden)
