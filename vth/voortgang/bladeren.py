"""Long lists in pieces: a page shows so many rows, and says where the next begin."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

from vth.interface.plaats import as_nummer, make_plaats, read_sleutel

T = TypeVar("T")
PER_BLADZIJ = 60
LIJST = "voortgang.lijst"


def read_begin(vraag: Mapping[str, str]) -> int:
    """Read at which row a page begins. Raises PlaatsError for a place that this site did not give out."""
    return read_sleutel(LIJST, vraag.get("vanaf") or "", as_nummer) or 0


def slice_lijst(lijst: Sequence[T], begin: int) -> tuple[Sequence[T], str]:
    """Give the rows of a page, and the place where the next page begins; empty when there is none."""
    eind = begin + PER_BLADZIJ
    return lijst[begin:eind], make_plaats(LIJST, "na", str(eind)) if len(lijst) > eind else ""
