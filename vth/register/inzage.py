"""Saying to the log of reads what of the register a request is about to show."""

from typing import Any

from vth.begrippen.selectors import read_objecttype
from vth.interface.inzage import note_rijen

from .selectors import Objectbeeld


def note_beeld(request: Any, naam: str, beeld: Objectbeeld) -> None:
    """Note one thing with what stands beside it: its page names the natural persons it is related to."""
    records = [*beeld.bronobjecten, *(r.ander for r in beeld.relaties)]
    personen = {b.pk for b in records if read_objecttype(b.soort).persoonsgegevens}
    note_rijen(request, naam, records, personen=personen)
