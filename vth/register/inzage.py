"""Saying to the log of reads what of the register a request is about to show."""

from collections.abc import Iterable, Sequence
from typing import Any

from vth.begrippen.selectors import read_objecttype
from vth.interface.inzage import note_inzage

from .models import Bronobject
from .overzicht import Regel
from .selectors import Objectbeeld


def note_regels(request: Any, naam: str, regels: Iterable[Regel]) -> None:
    """Note a list: of whom and which kinds; a natural person is in no list by name."""
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


def note_records(request: Any, naam: str, records: Sequence[Bronobject]) -> None:
    """Note records that are shown without more: of whom and which kinds."""
    note_inzage(
        request,
        naam,
        leveranciers={b.leverancier for b in records},
        soorten={b.soort for b in records},
        aantal=len(records),
    )
