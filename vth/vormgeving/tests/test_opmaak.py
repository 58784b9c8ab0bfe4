"""How values are written."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vth.tijd.rules import OPEN_DAG, OPEN_TIJDSTIP
from vth.vormgeving import opmaak


@pytest.mark.parametrize(
    ("waarde", "tekst"),
    [
        (0, "0"),
        (999, "999"),
        (1234, "1.234"),
        (1234567.5, "1.234.567,5"),
        (-1234, "-1.234"),
        (Decimal("12.50"), "12,5"),
        ("128412", "128.412"),
        (0.1 + 0.2, "0,3"),
        (None, ""),
        ("geen getal", ""),
        (float("nan"), ""),
        (float("inf"), ""),
        (True, ""),
    ],
)
def test_number_gets_dutch_separators_and_nothing_becomes_empty(waarde: object, tekst: str) -> None:
    assert opmaak.format_getal(waarde) == tekst


@pytest.mark.parametrize(
    ("waarde", "decimalen", "tekst"), [(2.5, 0, "3"), (-0.4, 0, "0"), (0.1666, 1, "0,2"), (3, 2, "3,00")]
)
def test_asked_decimals_round_half_up(waarde: float, decimalen: int, tekst: str) -> None:
    assert opmaak.format_getal(waarde, decimalen) == tekst


@pytest.mark.parametrize(
    ("waarde", "tekst"),
    [(1500, "€\u00a01.500,00"), (Decimal("0.1"), "€\u00a00,10"), (None, ""), ("geen bedrag", "")],
)
def test_amount_has_its_sign_and_its_cents(waarde: object, tekst: str) -> None:
    assert opmaak.format_bedrag(waarde) == tekst


@given(st.integers(-(10**30), 10**30))
def test_written_number_can_be_read_back(getal: int) -> None:
    assert int(opmaak.format_getal(getal, 0).replace(".", "")) == getal


@pytest.mark.parametrize(("aantal", "tekst"), [(0, "0"), (999, "999"), (1000, "1000+"), (5000, "1000+")])
def test_capped_count_never_claims_to_be_exact(aantal: int, tekst: str) -> None:
    assert opmaak.format_aantal(aantal) == tekst


def test_day_in_full_with_and_without_weekday() -> None:
    assert opmaak.format_datum(date(2025, 4, 22)) == "22 april 2025"
    assert opmaak.format_datum(date(2025, 4, 22), weekdag=True) == "di 22 april 2025"
    assert opmaak.format_datum_iso(date(2025, 4, 22)) == "2025-04-22"


def test_moment_is_written_on_its_legal_day() -> None:
    middernacht = datetime(2025, 4, 21, 22, 30, tzinfo=UTC)
    assert opmaak.format_datum(middernacht) == "22 april 2025"
    assert opmaak.format_tijdstip(middernacht) == "22 april 2025, 00:30"
    assert opmaak.format_tijdstip(date(2025, 4, 22)) == "22 april 2025"


def test_open_end_and_nothing_are_empty() -> None:
    for waarde in (OPEN_DAG, OPEN_TIJDSTIP, None):
        assert (
            opmaak.format_datum(waarde)
            == opmaak.format_datum_iso(waarde)
            == opmaak.format_tijdstip(waarde)
            == ""
        )


@pytest.mark.parametrize(
    ("omvang", "tekst"),
    [
        (0, "0 bytes"),
        (999, "999 bytes"),
        (1000, "1,0 kB"),
        (18_300_000, "18,3 MB"),
        (999_950, "1,0 MB"),
        (512_000_000, "512 MB"),
        (2_500_000_000_000, "2.500 GB"),
        (None, ""),
    ],
)
def test_size_is_written_in_thousands(omvang: int | None, tekst: str) -> None:
    assert opmaak.format_bytes(omvang).replace("\u00a0", " ") == tekst


@pytest.mark.parametrize(
    ("dagen", "tekst"), [(12, "nog 12 dagen"), (1, "nog 1 dag"), (0, "vandaag"), (-1, "1 dag te laat")]
)
def test_what_is_left_is_said_in_words(dagen: int, tekst: str) -> None:
    assert opmaak.format_resterend(dagen) == tekst


@given(st.text(max_size=200), st.integers(2, 60))
def test_shortened_text_fits(tekst: str, lengte: int) -> None:
    assert len(opmaak.shorten(tekst, lengte)) <= lengte


def test_text_is_cut_at_a_word() -> None:
    assert opmaak.shorten("De opslag van verf is hoogstens", 24) == "De opslag van verf is…"
    assert opmaak.shorten("kort", 24) == "kort"


@pytest.mark.parametrize(
    ("moment", "tekst"),
    [
        (datetime(2025, 4, 22, 22, 3, tzinfo=UTC), "2025-04-23 00:03"),
        (date(2025, 4, 22), "2025-04-22"),
        (OPEN_TIJDSTIP, ""),
        (None, ""),
    ],
)
def test_moment_in_a_table_is_short_and_in_legal_time(moment: datetime | date | None, tekst: str) -> None:
    assert opmaak.format_tijdstip_iso(moment) == tekst
