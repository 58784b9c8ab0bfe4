"""For what a voorschrift is, in a form: what can be chosen, and what it is for already.

Of that what the viewer may not see is one choice without a name: how much it is and which, no form tells. It can be kept or
taken away, and the rest of the voorschrift can be changed without asking what it is.
"""

import uuid
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from vth.tijd import klok
from vth.tijd.rules import Peilmoment
from vth.toegang.rules import Viewer

from .forms import Keuzes
from .omgeving import ONZICHTBAAR, name_records

VERBORGEN = "verborgen"
K = TypeVar("K")


@dataclass(frozen=True)
class Bereikvorm:
    """What can be chosen for one voorschrift, what stands chosen, and what the one choice without a name stands for."""

    keuzes: Keuzes = ()
    begin: tuple[str, ...] = ()
    verborgen: tuple[uuid.UUID, ...] = ()

    def read(self, codes: Iterable[str]) -> tuple[uuid.UUID, ...]:
        """Give the records that were chosen."""
        gekozen = list(codes)
        rest = self.verborgen if VERBORGEN in gekozen else ()
        return (*(uuid.UUID(code) for code in gekozen if code != VERBORGEN), *rest)


def make_bereikvormen(
    viewer: Viewer, aanbod: Keuzes, al: Mapping[K, Collection[uuid.UUID]]
) -> dict[K, Bereikvorm]:
    """Make of each voorschrift what can be chosen: `aanbod`, and what it is for already (`al`) as far as the viewer may see that."""
    codes = {code for code, _ in aanbod}
    namen = name_records(
        viewer, {b for records in al.values() for b in records}, Peilmoment(klok.today(), klok.now())
    )
    return {sleutel: _make_vorm(aanbod, codes, records, namen) for sleutel, records in al.items()}


def _make_vorm(
    aanbod: Keuzes, codes: set[str], al: Collection[uuid.UUID], namen: Mapping[uuid.UUID, str]
) -> Bereikvorm:
    """Make what can be chosen for one voorschrift."""
    verborgen = tuple(b for b in al if b not in namen and str(b) not in codes)
    bekend = [b for b in al if b not in verborgen]
    rest = sorted(((str(b), namen[b]) for b in bekend if str(b) not in codes), key=lambda paar: paar[1])
    stil = [(VERBORGEN, ONZICHTBAAR)] if verborgen else []
    begin = (*(str(b) for b in bekend), *(code for code, _ in stil))
    return Bereikvorm((*aanbod, *rest, *stil), begin, verborgen)
