"""Text and Word files without styles, of which the headings are only numbered ("1. Inrichting", "1.1 Ontwerpen"): those lines become headings."""

import re
from collections.abc import Iterable
from dataclasses import replace

from .blokken import Blok

_KOP = re.compile(r"(?P<pad>\d{1,2}(?:\.\d{1,2}){0,2})\.?\s+(?P<titel>[A-ZÀ-Þ‘'][^.;]{2,80})\Z")


def unfold_nummers(blokken: Iterable[Blok]) -> list[Blok]:
    """Give the blocks with each such line as a heading of its depth, when no heading is marked and the numbers count on under each other."""
    alle = list(blokken)
    if sum(blok.soort == "kop" for blok in alle) > 1:
        return alle
    gevonden = {plek: treffer["pad"].split(".") for plek, blok in enumerate(alle) if (treffer := _read(blok))}
    eerste = {pad[0] for pad in gevonden.values() if len(pad) == 1}
    onder = [pad for pad in gevonden.values() if len(pad) == 2 and pad[0] in eerste]
    if len(onder) < 2:
        return alle
    uit, hoofd = [], ""
    for plek, blok in enumerate(alle):
        pad = gevonden.get(plek, [])
        if len(pad) == 1:
            # "1." within a part is an item of a list, unless parts with its number follow.
            pad = pad if any(ander[0] == pad[0] for ander in onder) and pad[0] != hoofd else []
        hoofd = pad[0] if pad else hoofd
        uit.append(replace(blok, soort="kop", niveau=len(pad) + 1) if pad else blok)
    return uit


def _read(blok: Blok) -> re.Match[str] | None:
    return (
        _KOP.match(blok.tekst[:100]) if blok.soort in ("alinea", "punt") and len(blok.tekst) <= 90 else None
    )
