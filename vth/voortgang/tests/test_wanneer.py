"""Times of Dutch planning prose: what each can mean, what cannot be, and how far one slips from another."""

import time
from datetime import date

import pytest

from vth.voortgang.wanneer import SOORTEN, derive_verschuiving, find_wanneers, read_wanneer

LEESBAAR = {
    "Q1 van 2024": ("kwartaal", "2024-01-01", "2024-03-31"),
    "Q 1 in 2024": ("kwartaal", "2024-01-01", "2024-03-31"),
    "Q1 2024": ("kwartaal", "2024-01-01", "2024-03-31"),
    "q4-2024": ("kwartaal", "2024-10-01", "2024-12-31"),
    "2024-Q2": ("kwartaal", "2024-04-01", "2024-06-30"),
    "Q3 '24": ("kwartaal", "2024-07-01", "2024-09-30"),
    "K2 2024": ("kwartaal", "2024-04-01", "2024-06-30"),
    "T1 2025": ("periode", "2025-01-01", "2025-04-30"),
    "eerste kwartaal 2024": ("kwartaal", "2024-01-01", "2024-03-31"),
    "(eerste kwartaal 2024)": ("kwartaal", "2024-01-01", "2024-03-31"),
    "het vierde kwartaal van 2024": ("kwartaal", "2024-10-01", "2024-12-31"),
    "2e kwartaal 2024": ("kwartaal", "2024-04-01", "2024-06-30"),
    "kwartaal 1 van 2025": ("kwartaal", "2025-01-01", "2025-03-31"),
    "eerste en tweede kwartaal van 2024": ("periode", "2024-01-01", "2024-06-30"),
    "Q3/Q4 2024": ("periode", "2024-07-01", "2024-12-31"),
    "Q1 en Q2 van 2024": ("periode", "2024-01-01", "2024-06-30"),
    "Q4 2024 - Q1 2025": ("periode", "2024-10-01", "2025-03-31"),
    "Q4 2024 t/m Q1 2025": ("periode", "2024-10-01", "2025-03-31"),
    "begin 2024": ("periode", "2024-01-01", "2024-03-31"),
    "medio 2024": ("periode", "2024-04-01", "2024-09-30"),
    "eind 2023": ("periode", "2023-10-01", "2023-12-31"),
    "voor einde 2024": ("periode", "2024-10-01", "2024-12-31"),
    "eind Q2 van 2024": ("maand", "2024-06-01", "2024-06-30"),
    "begin Q1 van 2024": ("maand", "2024-01-01", "2024-01-31"),
    "medio Q2 2024": ("maand", "2024-05-01", "2024-05-31"),
    "zomer 2024": ("periode", "2024-06-01", "2024-08-31"),
    "in het voorjaar van 2024": ("periode", "2024-03-01", "2024-05-31"),
    "najaar 2024": ("periode", "2024-09-01", "2024-11-30"),
    "eerste helft 2024": ("halfjaar", "2024-01-01", "2024-06-30"),
    "de tweede helft van 2024": ("halfjaar", "2024-07-01", "2024-12-31"),
    "2e halfjaar 2024": ("halfjaar", "2024-07-01", "2024-12-31"),
    "H1 2024": ("halfjaar", "2024-01-01", "2024-06-30"),
    "in 2024": ("jaar", "2024-01-01", "2024-12-31"),
    "2024": ("jaar", "2024-01-01", "2024-12-31"),
    "in de loop van 2024": ("jaar", "2024-01-01", "2024-12-31"),
    "eind september 2024": ("periode", "2024-09-21", "2024-09-30"),
    "medio februari 2024": ("periode", "2024-02-11", "2024-02-20"),
    "1 april 2026": ("dag", "2026-04-01", "2026-04-01"),
    "uiterlijk 1 april 2026": ("dag", "2026-04-01", "2026-04-01"),
    "uiterlijk op 1 april 2026": ("dag", "2026-04-01", "2026-04-01"),
    "voor 15 december 2023": ("dag", "2023-12-15", "2023-12-15"),
    "vóór 3 oktober 2023": ("dag", "2023-10-03", "2023-10-03"),
    "januari 2024": ("maand", "2024-01-01", "2024-01-31"),
    "januari/februari 2024": ("periode", "2024-01-01", "2024-02-29"),
    "maart tot en met juni 2024": ("periode", "2024-03-01", "2024-06-30"),
    "tot en met Q3 van 2024": ("kwartaal", "2024-07-01", "2024-09-30"),
    "vanaf Q4 van 2024": ("kwartaal", "2024-10-01", "2024-12-31"),
    "2024-2028": ("periode", "2024-01-01", "2028-12-31"),
    "2024 t/m 2026": ("periode", "2024-01-01", "2026-12-31"),
    "1/1/2024": ("dag", "2024-01-01", "2024-01-01"),
    "16-01-2024": ("dag", "2024-01-16", "2024-01-16"),
    "2024-01-16": ("dag", "2024-01-16", "2024-01-16"),
    "16 jan. 2024": ("dag", "2024-01-16", "2024-01-16"),
    "3 mrt 2024": ("dag", "2024-03-03", "2024-03-03"),
    "29 februari 2024": ("dag", "2024-02-29", "2024-02-29"),
    "ultimo 2024": ("dag", "2024-12-31", "2024-12-31"),
    "tussen Q2 2024 en Q4 2024": ("periode", "2024-04-01", "2024-12-31"),
    "in 2024 en 2025": ("periode", "2024-01-01", "2025-12-31"),
    "week 10 van 2028": ("periode", "2028-03-06", "2028-03-12"),
}
ONLEESBAAR = (
    "", "  ", "Q5 van 2024", "Q0 2024", "Q44 2024", "kwartaal 5 van 2027", "vijfde kwartaal 2024", "T4 2025",
    "32 januari 2024", "31 februari 2024", "29 februari 2023", "0 mei 2024", "31/2/2024", "2024-13-01",
    "week 60 2024", "winter 2024", "derde helft 2024", "H3 2024", "2028-2024", "Q4/Q1 2024", "n.t.b.", "zomer",
    "binnenkort", "20 december", "Q1", "Q1 2024 of anders Q1 2025", "rapport 2024 is klaar", "12024", "januari 20245",
)  # fmt: skip
ZINNEN = {
    "In januari 2024 start het en is tweede helft 2024 afgerond.": ["januari 2024", "tweede helft 2024"],
    "De planning is bijgesteld van Q4 van 2023 naar Q2 van 2024.": ["Q4 van 2023", "Q2 van 2024"],
    "De academie 2024-2028 kost 2024 euro.": ["2024-2028"],
    "Voor 15 december 2023 en uiterlijk 1 april 2026.": ["Voor 15 december 2023", "uiterlijk 1 april 2026"],
    "KST 28089-268 en 2023D10566 zijn geen tijd.": [],
    "Dit loopt doorlopend.": ["doorlopend"],
    "Zij moeten structureel geborgd zijn.": [],
    "Q1 van\u00a02024 en Q5 van 2024": ["Q1 van\u00a02024", "Q5 van 2024"],
    "Milieu van 2022-2023 en 2024, 250 mensen": ["2022-2023", "2024"],
}


@pytest.mark.parametrize(("tekst", "verwacht"), LEESBAAR.items())
def test_a_time_as_planning_prose_writes_it_spans_the_days_it_can_mean(
    tekst: str, verwacht: tuple[str, str, str]
):
    gelezen = read_wanneer(tekst)
    assert (gelezen.soort, str(gelezen.van), str(gelezen.tot)) == verwacht
    assert gelezen.soort in SOORTEN and gelezen.tekst == tekst.strip("()")


@pytest.mark.parametrize("tekst", ["doorlopend", "Structureel", " continu. "])
def test_what_never_ends_has_no_days(tekst: str):
    gelezen = read_wanneer(tekst)
    assert (gelezen.soort, gelezen.van, gelezen.tot) == ("doorlopend", None, None)


@pytest.mark.parametrize("tekst", ONLEESBAAR)
def test_what_cannot_be_a_time_is_unknown_and_never_guessed(tekst: str):
    gelezen = read_wanneer(tekst)
    assert (gelezen.soort, gelezen.van, gelezen.tot) == ("onbekend", None, None)
    assert gelezen.tekst == tekst.strip(" .")


@pytest.mark.parametrize(("zin", "verwacht"), ZINNEN.items())
def test_a_sentence_gives_its_times_where_they_stand(zin: str, verwacht: list[str]):
    gevonden = find_wanneers(zin)
    assert [zin[begin:eind] for begin, eind, _ in gevonden] == verwacht


def test_nonsense_in_a_sentence_is_found_and_unknown():
    assert [w.soort for _, _, w in find_wanneers("Klaar in Q5 van 2024 of op 32 januari 2024.")] == [
        "onbekend"
    ] * 2


@pytest.mark.parametrize(
    ("was", "wordt", "kwartalen"),
    [
        ("Q4 2023", "Q1 2024", 1),
        ("eind 2023", "Q2 van 2024", 2),
        ("2023", "Q1 van 2024", 1),
        ("Q2 2024", "Q1 2024", -1),
        ("16 januari 2024", "19 maart 2024", 0),
        ("Q1 2024", "doorlopend", None),
        ("Q5 2024", "Q1 2025", None),
    ],
)
def test_slippage_is_told_in_quarters(was: str, wordt: str, kwartalen: int | None):
    assert derive_verschuiving(read_wanneer(was), read_wanneer(wordt)) == kwartalen


@pytest.mark.parametrize(
    "stuk", ["Q1 en ", "2024-", "eind van het ", "1 ", "in de loop van ", "januari ", "eerste en "]
)
def test_no_text_makes_it_slow(stuk: str):
    begin = time.perf_counter()
    find_wanneers(stuk * (200_000 // len(stuk)))
    assert time.perf_counter() - begin < 3
    assert read_wanneer(stuk * 1000).soort == "onbekend"


def test_years_before_and_after_are_dates_too():
    assert read_wanneer("1 juli 1993").van == date(1993, 7, 1)
