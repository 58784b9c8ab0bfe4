"""Days and moments of a reader are read, or refused with every fault at once."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vth.interface.invoer import InvoerError, collect_fouten, read_aantal, read_nummer, read_peilmoment

ZetKlok = Callable[..., datetime]


def test_nothing_asked_means_now(zet_klok: ZetKlok) -> None:
    nu = zet_klok(2025, 6, 30, 23, 30)
    peilmoment = read_peilmoment({})
    # In the Netherlands it is already the first of July.
    assert (peilmoment.geldig_op, peilmoment.beschikbaar_op) == (date(2025, 7, 1), nu)


def test_moment_of_a_browser_is_dutch_legal_time(zet_klok: ZetKlok) -> None:
    zet_klok(2025, 6, 30)
    peilmoment = read_peilmoment({"geldigOp": "2024-09-01", "beschikbaarOp": "2025-01-02T10:00"})
    assert peilmoment.geldig_op == date(2024, 9, 1)
    assert peilmoment.beschikbaar_op == datetime(2025, 1, 2, 9, 0, tzinfo=UTC)


def test_plus_sign_that_became_a_space_is_still_a_time_zone(zet_klok: ZetKlok) -> None:
    zet_klok(2025, 6, 30)
    gelezen = read_peilmoment({"beschikbaarOp": "2025-01-02T10:00:00 01:00"})
    assert gelezen.beschikbaar_op == datetime(2025, 1, 2, 9, 0, tzinfo=UTC)


def test_all_faults_are_told_at_once() -> None:
    with pytest.raises(InvoerError) as fout:
        read_peilmoment({"geldigOp": "31-02-2024", "beschikbaarOp": "gisteren"})
    assert [(f.veld, f.code) for f in fout.value.fouten] == [
        ("geldigOp", "geen_datum"),
        ("beschikbaarOp", "geen_tijdstip"),
    ]


@pytest.mark.parametrize(
    "tekst", ["2024-02-31", "20240101", "2024-W01-1", "9999-12-31", "0", "nu", "１２３４-01-01"]
)
def test_impossible_day_is_refused_with_what_to_write(tekst: str) -> None:
    with pytest.raises(InvoerError, match="zoals 2025-04-22"):
        read_peilmoment({"geldigOp": tekst})


def test_what_will_be_known_tomorrow_cannot_be_asked(zet_klok: ZetKlok) -> None:
    zet_klok(2025, 6, 30)
    with pytest.raises(InvoerError, match="in de toekomst"):
        read_peilmoment({"beschikbaarOp": "2025-07-30T10:00"})


@given(st.text(max_size=30), st.text(max_size=30))
def test_no_text_at_all_breaks_the_reading(dag: str, moment: str) -> None:
    try:
        assert read_peilmoment({"geldigOp": dag, "beschikbaarOp": moment}).beschikbaar_op.tzinfo
    except InvoerError as fout:
        assert fout.fouten


@pytest.mark.parametrize(("tekst", "uit"), [("", 50), ("1", 1), ("200", 200)])
def test_number_of_rows_within_bounds_is_read(tekst: str, uit: int) -> None:
    assert read_aantal(tekst, standaard=50, hoogstens=200) == uit


@pytest.mark.parametrize("tekst", ["0", "201", "-1", "x", "²", "1e2", "9" * 40])
def test_number_of_rows_out_of_bounds_is_refused(tekst: str) -> None:
    with pytest.raises(InvoerError, match="1 tot en met 200"):
        read_aantal(tekst, standaard=50, hoogstens=200)


def test_faults_of_several_readings_are_collected() -> None:
    with pytest.raises(InvoerError) as fout, collect_fouten() as read:
        read(read_aantal, "0", standaard=50, hoogstens=200)
        read(read_peilmoment, {"geldigOp": "x"})
    assert {f.veld for f in fout.value.fouten} == {"aantal", "geldigOp"}


@pytest.mark.parametrize("tekst", ["0001-01-01", "0001-01-01T00:00:00+14:00"])
def test_moment_before_the_first_year_is_refused(tekst: str) -> None:
    with pytest.raises(InvoerError, match="is geen moment"):
        read_peilmoment({"beschikbaarOp": tekst})


def test_number_is_read_or_refused_with_its_field() -> None:
    assert (read_nummer("", "herkomst"), read_nummer("0012", "herkomst")) == (None, 12)
    for tekst in ("-1", "1.0", "x", "9" * 19, "１２", " 1"):
        with pytest.raises(InvoerError) as fout:
            read_nummer(tekst, "herkomst")
        assert (fout.value.fouten[0].veld, fout.value.fouten[0].code) == ("herkomst", "geen_nummer")
