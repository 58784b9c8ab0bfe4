"""What follows from judgements and from who said what: pure functions."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

T = TypeVar("T")
Paar = tuple[T, T]


class OordeelError(Exception):
    """A judgement that cannot be given; the message says what was asked, why it cannot be, and what to do."""


class AnderOordeelError(OordeelError):
    """Somebody else judged this pair since it was shown; nothing of either judgement is lost."""


class KringError(OordeelError):
    """A judgement that contradicts earlier ones: A is B and B is C, so A cannot be another than C."""

    def __init__(self, melding: str, pad: Sequence[object]) -> None:
        super().__init__(melding)
        self.pad = tuple(pad)


def derive_buren(paren: Iterable[Paar[T]]) -> dict[T, set[T]]:
    """Give for each record those that it is tied to."""
    buren: dict[T, set[T]] = {}
    for a, b in paren:
        buren.setdefault(a, set()).add(b)
        buren.setdefault(b, set()).add(a)
    return buren


def find_pad(buren: Mapping[T, Collection[T]], van: T, naar: T) -> tuple[T, ...]:
    """Find the shortest way from one record to another along what ties them; empty when there is none.

    Of ways of the same length always the same one, so that a message does not change by itself.
    """
    vorige: dict[T, T | None] = {van: None}
    rand = [van]
    while rand and naar not in vorige:
        verder = [(b, n) for b in rand for n in sorted(buren.get(b, ()), key=str) if n not in vorige]
        for b, n in reversed(verder):
            vorige[n] = b
        rand = list(dict.fromkeys(n for _, n in verder))
    if naar not in vorige:
        return ()
    pad: list[T] = []
    stap: T | None = naar
    while stap is not None:
        pad.append(stap)
        stap = vorige[stap]
    return tuple(reversed(pad))


def derive_kring(buren: Mapping[T, Collection[T]], van: T) -> set[T]:
    """Give all records that are tied to one, itself among them."""
    gezien, rand = {van}, [van]
    while rand:
        rand = [n for b in rand for n in buren.get(b, ()) if n not in gezien]
        gezien.update(rand)
    return gezien


def find_tegenspraak(
    gelijk: Collection[Paar[T]], verschillend: Iterable[Paar[T]], paar: Paar[T], *, is_gelijk: bool
) -> tuple[T, ...]:
    """Find what a new judgement of a pair would contradict: the records along the way, empty when it fits.

    `gelijk` and `verschillend` are the judgements that hold, without that of this pair. When the two are to be one, no
    record tied to the one may have been judged another than a record tied to the other; when they are to be two, nothing
    may tie them.
    """
    buren = derive_buren(gelijk)
    a, b = paar
    if not is_gelijk:
        return find_pad(buren, a, b)
    links, rechts = derive_kring(buren, a), derive_kring(buren, b)
    for x, y in sorted(verschillend, key=str):
        if x in rechts and y in links:
            x, y = y, x
        if x in links and y in rechts:
            return (*reversed(find_pad(buren, a, x)), *find_pad(buren, b, y))
    return ()


@dataclass(frozen=True)
class Gezegd:
    """One value that one supplier gives of a thing: who, since when, when said, and how complete its record is."""

    leverancier: str
    waarde: object
    sinds: date
    gezegd_op: datetime
    gevuld: int


@dataclass(frozen=True)
class Gekozen:
    """The value that the golden record shows, and by which rule it won; `anderen` are those that lost, in order."""

    gezegd: Gezegd
    regel: str
    anderen: tuple[Gezegd, ...]


REGELS = ("vertrouwdste", "recentste", "volledigste")


def decide_gouden_waarde(
    waarden: Sequence[Gezegd], *, volgorde: Sequence[str], vertrouwen: Sequence[str]
) -> Gekozen | None:
    """Choose which supplier's value of one field the golden record shows; the losing ones stay beside it.

    `volgorde` names the rules from the first to the last (of REGELS); a next one only decides between equals. `vertrouwen`
    names the suppliers that are trusted most for this field, the first most of all. What says nothing never wins from
    what does. Gives nothing when there is no value at all.
    """
    if not waarden:
        return None

    def rank(g: Gezegd, regel: str) -> float:
        if regel == "vertrouwdste":
            return -(vertrouwen.index(g.leverancier) if g.leverancier in vertrouwen else len(vertrouwen))
        return g.gezegd_op.timestamp() if regel == "recentste" else float(g.gevuld)

    over = [g for g in waarden if g.waarde is not None] or list(waarden)
    regel = "enige"
    for naam in volgorde:
        if len(over) == 1 or len({str(g.waarde) for g in over}) == 1:
            break
        hoogste = max(rank(g, naam) for g in over)
        beter = [g for g in over if rank(g, naam) == hoogste]
        if len(beter) < len(over):
            regel, over = naam, beter
    gekozen = min(over, key=lambda g: (g.leverancier, str(g.waarde)))
    return Gekozen(gekozen, regel, tuple(g for g in waarden if g is not gekozen))


@dataclass(frozen=True)
class Maten:
    """How good the linking is on the pairs that people judged; None where nothing was judged to tell by."""

    juist: int
    onjuist: int
    gemist: int
    precisie: float | None
    volledigheid: float | None


def derive_maten(oordelen: Iterable[tuple[str, str]]) -> Maten:
    """Give precision and recall of the links on judged pairs, as (what the run made of it, what the judge said).

    A judge who did not know counts for nothing; a succession counts as one place.
    """
    juist = onjuist = gemist = 0
    for uitkomst, keuze in oordelen:
        is_een = keuze in ("gelijk", "opvolging")
        if keuze == "weet_niet":
            continue
        if uitkomst == "gekoppeld":
            juist, onjuist = juist + is_een, onjuist + (not is_een)
        else:
            gemist += is_een
    return Maten(
        juist,
        onjuist,
        gemist,
        juist / (juist + onjuist) if juist + onjuist else None,
        juist / (juist + gemist) if juist + gemist else None,
    )
