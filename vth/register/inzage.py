"""Saying to the log of reads what of the register a request is about to show."""

from collections.abc import Iterable
from typing import Any, Protocol

from vth.begrippen.selectors import read_objecttype
from vth.interface.inzage import note_inzage

from .selectors import Objectbeeld


class Getoond(Protocol):
    """What of a record the log of reads asks: who said it, and which kind it is; a line of a list, or a record itself."""

    @property
    def leverancier(self) -> str:
        """Give who said it."""

    @property
    def soort(self) -> str:
        """Give which kind of record it is."""


def note_regels(request: Any, naam: str, regels: Iterable[Getoond]) -> None:
    """Note a list, or records shown without more: of whom and which kinds; a natural person is in no list by name."""
    getoond = list(regels)
    note_inzage(
        request,
        naam,
        leveranciers={r.leverancier for r in getoond},
        soorten={r.soort for r in getoond},
        aantal=len(getoond),
    )


def note_beeld(request: Any, naam: str, beeld: Objectbeeld) -> None:
    """Note one thing with what stands beside it: its page names the natural persons it is related to."""
    records = [*beeld.bronobjecten, *(r.ander for r in beeld.relaties)]
    note_inzage(
        request,
        naam,
        leveranciers={b.leverancier for b in records},
        soorten={b.soort for b in records},
        aantal=len(records),
        personen={b.pk for b in records if read_objecttype(b.soort).persoonsgegevens},
    )
