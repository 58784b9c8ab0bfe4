"""Saying to the log of reads that rows of a delivery are about to be shown or taken along, on a page or by a program."""

from typing import Any

from vth.interface.inzage import note_inzage

from .models import Aanlevering


def note_verslag(
    request: Any, naam: str, aanlevering: Aanlevering, aantal: int, *, altijd: bool = False
) -> None:
    """Note rows of a delivery: of whom and of which kinds they are; a download is noted whoever delivered them."""
    note_inzage(
        request,
        naam,
        leveranciers=[aanlevering.leverancier_id],
        soorten=sorted({t.gegevensset for t in aanlevering.kengetallen.all()}),
        aantal=aantal,
        altijd=altijd,
    )
