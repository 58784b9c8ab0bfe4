"""The place in a keyset list, as it stands in an address: opaque, signed, and good for one list only."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeVar

from django.core import signing

from .invoer import InvoerError, Veldfout

Richting = Literal["na", "voor"]
P = TypeVar("P")


class PlaatsError(InvoerError):
    """A place that this site did not give out; the message says what to do."""

    def __init__(self, melding: str) -> None:
        super().__init__([Veldfout("vanaf", melding, "plaats_ongeldig")])


@dataclass(frozen=True)
class Plaats:
    """Where a page of a list begins: after or before the row with this key."""

    richting: Richting
    sleutel: str


def make_plaats(lijst: str, richting: Richting, sleutel: object) -> str:
    """Write a place in the list named `lijst`; it holds the key of a row and nothing of who asked."""
    return _get_signer(lijst).sign_object([richting, str(sleutel)])


def read_plaats(lijst: str, tekst: str) -> Plaats | None:
    """Read a place back; nothing when there is none. Raises PlaatsError for one that was changed or is of another list."""
    if not tekst:
        return None
    try:
        richting, sleutel = _get_signer(lijst).unsign_object(tekst)
    except (signing.BadSignature, ValueError) as fout:
        raise PlaatsError(
            f"De plaats {tekst[:40]!r} in de lijst is niet door deze site gegeven, of is afgebroken. Begin opnieuw aan "
            "het begin van de lijst."
        ) from fout
    return Plaats(richting, sleutel)


def name_lijst(lijst: str, *, af: bool) -> str:
    """Name a list for the places in it, as it stands or the other way round (`af`): a place holds for one order only."""
    return f"{lijst}.af" if af else lijst


def make_dagplaats(lijst: str, dag: date, id_: object) -> str:
    """Write the place after a row in a list that is ordered by a day and an id."""
    return make_plaats(lijst, "na", f"{dag.isoformat()} {id_}")


def read_dagplaats(lijst: str, tekst: str, maak: Callable[[date, str], P]) -> P | None:
    """Read such a place back, as `maak` makes it; nothing when there is none. Raises PlaatsError for one that cannot be read."""

    def parse(sleutel: str) -> P:
        dag, _, id_ = sleutel.partition(" ")
        return maak(date.fromisoformat(dag), id_)

    return read_sleutel(lijst, tekst, parse)


def read_sleutel(lijst: str, tekst: str, maak: Callable[[str], P]) -> P | None:
    """Read the key that stands in a place, as `maak` makes it; nothing when there is none. Raises PlaatsError for one of which it raises ValueError."""
    plaats = read_plaats(lijst, tekst)
    try:
        return maak(plaats.sleutel) if plaats else None
    except ValueError as fout:
        raise PlaatsError(
            "Deze plaats in de lijst kan niet. Begin opnieuw aan het begin van de lijst."
        ) from fout


def as_nummer(sleutel: str) -> int:
    """Read a key that is a number of a row. Raises ValueError for another, and for one that no row can have."""
    if not sleutel.isdecimal() or len(sleutel) > 9:
        raise ValueError(sleutel)
    return int(sleutel)


def _get_signer(lijst: str) -> signing.Signer:
    """Give the signer of one list."""
    return signing.Signer(salt=f"vth.interface.plaats.{lijst}", sep=".")
