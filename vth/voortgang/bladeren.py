"""Long lists in pieces: a page shows so many rows, and says where the next begin."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

from vth.interface.plaats import PlaatsError, make_plaats, read_plaats

T = TypeVar("T")
PER_BLADZIJ = 60
LIJST = "voortgang.lijst"


def read_begin(vraag: Mapping[str, str]) -> int:
    """Read at which row a page begins. Raises PlaatsError for a place that this site did not give out."""
    plaats = read_plaats(LIJST, vraag.get("vanaf") or "")
    if plaats is None:
        return 0
    if not plaats.sleutel.isdecimal():
        raise PlaatsError("Deze plaats in de lijst kan niet. Begin opnieuw aan het begin van de lijst.")
    return int(plaats.sleutel)


def slice_lijst(lijst: Sequence[T], begin: int) -> tuple[Sequence[T], str]:
    """Give the rows of a page, and the place where the next page begins; empty when there is none."""
    eind = begin + PER_BLADZIJ
    return lijst[begin:eind], make_plaats(LIJST, "na", str(eind)) if len(lijst) > eind else ""
