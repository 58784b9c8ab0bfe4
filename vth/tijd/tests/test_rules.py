"""Periods and what a statement does to a timeline."""

import itertools
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vth.tijd import klok
from vth.tijd.rules import (
    OPEN_DAG,
    Geldigheid,
    Peilmoment,
    Stuk,
    TijdError,
    Tijdlijnwijziging,
    derive_legal_day,
    derive_tijdlijnwijziging,
)

DAG0 = date(2020, 1, 1)


def make_dag(n: int) -> date:
    return DAG0 + timedelta(days=n)


def make_stuk(begin: int, eind: int | None, inhoud: str) -> Stuk:
    return Stuk(Geldigheid(make_dag(begin), OPEN_DAG if eind is None else make_dag(eind)), inhoud)


@st.composite
def tijdlijnen(draw: st.DrawFn, begin: int = 0, eind: int = 30) -> list[Stuk]:
    """Disjoint pieces between two days, in order, with few contents so that equal neighbours happen."""
    grenzen = sorted(draw(st.sets(st.integers(begin, eind), max_size=8)))
    paren = list(zip(grenzen[::2], grenzen[1::2], strict=False))
    if draw(st.booleans()):
        paren = list(itertools.pairwise(grenzen))
    return [make_stuk(b, e, draw(st.sampled_from("AB"))) for b, e in paren]


def paint(stukken: list[Stuk]) -> dict[date, object]:
    """Say of every day what holds."""
    return {
        dag: stuk.inhoud
        for stuk in stukken
        for n in range(40)
        if stuk.geldigheid.contains(dag := make_dag(n - 5))
    }


def apply(geloofd: list[Stuk], wijziging: Tijdlijnwijziging) -> list[Stuk]:
    rest = [s for s in geloofd if s not in wijziging.sluiten]
    return sorted([*rest, *wijziging.toevoegen], key=lambda s: s.geldigheid)


@given(geloofd=tijdlijnen(), gezegd=tijdlijnen(10, 20))
def test_statement_replaces_exactly_its_window(geloofd: list[Stuk], gezegd: list[Stuk]) -> None:
    venster = Geldigheid(make_dag(10), make_dag(20))
    nieuw = apply(geloofd, derive_tijdlijnwijziging(geloofd, venster, gezegd))
    verwacht = {d: w for d, w in paint(geloofd).items() if not venster.contains(d)} | paint(gezegd)
    assert paint(nieuw) == verwacht


@given(geloofd=tijdlijnen(), gezegd=tijdlijnen(10, 20))
def test_timeline_never_overlaps_afterwards(geloofd: list[Stuk], gezegd: list[Stuk]) -> None:
    venster = Geldigheid(make_dag(10), make_dag(20))
    nieuw = apply(geloofd, derive_tijdlijnwijziging(geloofd, venster, gezegd))
    assert all(a.geldigheid.eind <= b.geldigheid.begin for a, b in itertools.pairwise(nieuw))


@given(geloofd=tijdlijnen(), gezegd=tijdlijnen(10, 20))
def test_saying_the_same_again_changes_nothing(geloofd: list[Stuk], gezegd: list[Stuk]) -> None:
    venster = Geldigheid(make_dag(10), make_dag(20))
    een = apply(geloofd, derive_tijdlijnwijziging(geloofd, venster, gezegd))
    assert derive_tijdlijnwijziging(een, venster, gezegd) == Tijdlijnwijziging((), ())


def test_same_content_on_a_later_day_changes_nothing() -> None:
    geloofd = [make_stuk(0, None, "A")]
    wijziging = derive_tijdlijnwijziging(geloofd, Geldigheid(make_dag(5)), [make_stuk(5, None, "A")])
    assert wijziging == Tijdlijnwijziging((), ())


def test_silence_in_the_window_is_an_ending() -> None:
    wijziging = derive_tijdlijnwijziging([make_stuk(0, None, "A")], Geldigheid(make_dag(5)), [])
    assert wijziging.toevoegen == (make_stuk(0, 5, "A"),)


def test_correction_of_one_year_leaves_the_years_around_it() -> None:
    wijziging = derive_tijdlijnwijziging(
        [make_stuk(0, None, "A")], Geldigheid(make_dag(5), make_dag(6)), [make_stuk(5, 6, "B")]
    )
    assert wijziging.toevoegen == (make_stuk(0, 5, "A"), make_stuk(5, 6, "B"), make_stuk(6, None, "A"))


def test_a_period_in_a_sentence_is_written_as_people_do() -> None:
    assert str(Geldigheid(date(2024, 1, 1), date(2024, 3, 1))) == "1 januari 2024 tot 1 maart 2024"
    assert str(Geldigheid(date(2024, 1, 1))) == "1 januari 2024 zonder einde"


def test_overlapping_statements_are_refused() -> None:
    with pytest.raises(TijdError, match="overlappen"):
        derive_tijdlijnwijziging([], Geldigheid(DAG0), [make_stuk(0, 9, "A"), make_stuk(5, None, "B")])


def test_statement_outside_its_window_is_refused() -> None:
    with pytest.raises(TijdError, match="valt buiten"):
        derive_tijdlijnwijziging([], Geldigheid(make_dag(5)), [make_stuk(0, 9, "A")])


def test_period_without_a_day_is_refused() -> None:
    with pytest.raises(TijdError, match="na het begin"):
        Geldigheid(DAG0, DAG0)


def test_end_day_is_outside() -> None:
    geldigheid = Geldigheid(DAG0, make_dag(1))
    assert geldigheid.contains(DAG0)
    assert not geldigheid.contains(make_dag(1))


@pytest.mark.parametrize(
    ("uur", "dag"), [("2024-12-31T22:59:59", "2024-12-31"), ("2024-12-31T23:00:00", "2025-01-01")]
)
def test_legal_day_turns_at_midnight_in_amsterdam(uur: str, dag: str) -> None:
    assert str(derive_legal_day(datetime.fromisoformat(uur).replace(tzinfo=UTC))) == dag


def test_moment_without_zone_is_refused() -> None:
    with pytest.raises(TijdError, match="tijdzone"):
        Peilmoment(DAG0, datetime(2024, 1, 1))


def test_identifiers_are_version_7_and_come_in_order() -> None:
    nummers = [klok.make_uuid7() for _ in range(5)]
    assert {n.version for n in nummers} == {7}
    assert [n.int >> 80 for n in nummers] == sorted(n.int >> 80 for n in nummers)
