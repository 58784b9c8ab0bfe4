"""Reading what stands in an address or a request, and saying of every field at once what is wrong with it."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from vth.tijd import klok
from vth.tijd.rules import AMSTERDAM, OPEN_DAG, Peilmoment

DAG = re.compile(r"\d{4}-\d{2}-\d{2}")
SPELING = timedelta(minutes=1)
# Every number of so many digits fits in a column of 64 bits.
NUMMERLENGTE = 18


@dataclass(frozen=True)
class Veldfout:
    """One field that cannot be used: its name in the interface, what is wrong and what to do, and a stable code."""

    veld: str
    melding: str
    code: str = "ongeldig"


class InvoerError(Exception):
    """What was asked cannot be read; holds every fault."""

    def __init__(self, fouten: Iterable[Veldfout]) -> None:
        self.fouten = tuple(fouten)
        super().__init__(" ".join(f.melding for f in self.fouten))


class TijdreizenError(Exception):
    """What was asked cannot be answered for another moment than now; the message says what can."""


def read_peilmoment(vraag: Mapping[str, str]) -> Peilmoment:
    """Read `geldigOp` (a day) and `beschikbaarOp` (a moment); what is left out means now.

    A moment without time zone is Dutch legal time, as a browser's field gives it. Raises InvoerError with both faults.
    """
    fouten: list[Veldfout] = []
    geldig_op = _read_dag(vraag.get("geldigOp") or "", fouten)
    beschikbaar_op = _read_moment(vraag.get("beschikbaarOp") or "", fouten)
    if fouten:
        raise InvoerError(fouten)
    return Peilmoment(geldig_op or klok.today(), beschikbaar_op or klok.now())


def _read_dag(tekst: str, fouten: list[Veldfout]) -> date | None:
    """Read the day."""
    if not tekst:
        return None
    try:
        dag = date.fromisoformat(tekst) if DAG.fullmatch(tekst) else None
    except ValueError:
        dag = None
    if dag is None or dag.year >= OPEN_DAG.year:
        melding = f"‘{tekst[:40]}’ is geen dag. Schrijf jaar, maand en dag, zoals 2025-04-22."
        fouten.append(Veldfout("geldigOp", melding, "geen_datum"))
        return None
    return dag


def _read_moment(tekst: str, fouten: list[Veldfout]) -> datetime | None:
    """Read the moment; what will be known tomorrow nobody knows today."""
    if not tekst:
        return None
    try:
        moment = read_tijdstip(tekst, "beschikbaarOp")
    except InvoerError as fout:
        fouten.extend(fout.fouten)
        return None
    if moment > klok.now() + SPELING:
        melding = f"‘{tekst[:40]}’ ligt in de toekomst. Wat dan bekend is, weet nog niemand. Laat het veld leeg voor nu."
        fouten.append(Veldfout("beschikbaarOp", melding, "in_toekomst"))
        return None
    return moment


def read_tijdstip(tekst: str, veld: str) -> datetime:
    """Read a moment, in UTC; without a time zone it is Dutch legal time. Raises InvoerError, also for one before the first day."""
    try:
        # In a query a plus sign that was not escaped reads as a space.
        moment = datetime.fromisoformat(tekst.strip().replace(" ", "+"))
        return (moment if moment.tzinfo else moment.replace(tzinfo=AMSTERDAM)).astimezone(UTC)
    except (ValueError, OverflowError):
        melding = f"‘{tekst[:40]}’ is geen moment. Schrijf het als 2025-04-22T14:03:00+02:00."
        raise InvoerError([Veldfout(veld, melding, "geen_tijdstip")]) from None


def read_aantal(tekst: str, *, standaard: int, hoogstens: int) -> int:
    """Read how many rows a page may have. Raises InvoerError."""
    if not tekst:
        return standaard
    if not tekst.isascii() or not tekst.isdigit() or not 1 <= int(tekst[:9]) <= hoogstens:
        melding = f"‘{tekst[:20]}’ kan niet. Vraag 1 tot en met {hoogstens} rijen per bladzijde."
        raise InvoerError([Veldfout("aantal", melding, "buiten_grens")])
    return int(tekst)


def read_nummer(tekst: str, veld: str) -> int | None:
    """Read a number by which this site names something; nothing when it is left out. Raises InvoerError."""
    if not tekst:
        return None
    if not tekst.isascii() or not tekst.isdigit() or len(tekst) > NUMMERLENGTE:
        melding = f"‘{tekst[:20]}’ is geen nummer. Neem het nummer over dat Open VTH gaf."
        raise InvoerError([Veldfout(veld, melding, "geen_nummer")])
    return int(tekst)


def read_keuze(tekst: str, mag: Iterable[str], veld: str) -> str:
    """Read one of the words that a list knows; nothing when it is left out. Raises InvoerError."""
    kan = [woord for woord in mag if woord]
    if tekst and tekst not in kan:
        melding = f"‘{tekst[:40]}’ bestaat hier niet. Kies uit: {', '.join(kan)}."
        raise InvoerError([Veldfout(veld, melding, "onbekend")])
    return tekst


def read_volgorde(vraag: Mapping[str, str], kan: Mapping[str, str]) -> str:
    """Read the order (`sorteer`) of a list out of those that it can stand in; the first when it is left out. Raises InvoerError."""
    return read_keuze(vraag.get("sorteer") or "", kan, "sorteer") or next(iter(kan))


@contextmanager
def collect_fouten() -> Iterator[Callable[..., Any]]:
    """Let several readings fail and raise InvoerError with all their faults at the end.

    Gives a function that calls a reading and gives its outcome, or None when it failed.
    """
    fouten: list[Veldfout] = []

    def read(lezing: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        try:
            return lezing(*args, **kwargs)
        except InvoerError as fout:
            fouten.extend(fout.fouten)
            return None

    yield read
    if fouten:
        raise InvoerError(fouten)
