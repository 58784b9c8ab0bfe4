"""How people read a day, in one place for every room: `22 april 2025`, with or without the weekday before it."""

from datetime import date

WEEKDAGEN = ("ma", "di", "wo", "do", "vr", "za", "zo")
MAANDEN = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)


def write_dag(dag: date, *, weekdag: bool = False) -> str:
    """Write a day in full: `22 april 2025`, or `di 22 april 2025`."""
    tekst = f"{dag.day} {MAANDEN[dag.month - 1]} {dag.year}"
    return f"{WEEKDAGEN[dag.weekday()]} {tekst}" if weekdag else tekst
