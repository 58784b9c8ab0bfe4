"""Plain text in which short lines by themselves head what follows, without number, mark or style: those lines become headings."""

import re
from dataclasses import replace

from .blokken import Blok
from .koppen import find_rol

_GEEN = re.compile(
    r"(?:geachte|beste|aan|van|datum|betreft|onderwerp|kenmerk|bijlagen?|met vriendelijke|hoogachtend|namens)\b",
    re.IGNORECASE,
)
MINSTENS = 2
LANG = 60


def unfold_regels(blokken: list[Blok]) -> list[Blok] | None:
    """Give the blocks with such lines as headings: those in capitals above the others; None where headings are marked, or there are hardly any such lines."""
    if sum(blok.soort == "kop" for blok in blokken) > 1:
        return None
    plekken = [plek for plek, blok in enumerate(blokken[:-1]) if plek and _is_kop(blok, blokken[plek + 1])]
    if len(plekken) < MINSTENS:
        return None
    uit = list(blokken)
    for plek in plekken:
        blok = blokken[plek]
        uit[plek] = replace(
            blok, soort="kop", niveau=4 if find_rol(blok.tekst) else 2 if blok.tekst.isupper() else 3
        )
    return uit


def _is_kop(blok: Blok, volgende: Blok) -> bool:
    """Whether a line is short and no sentence, and running text, a list, a table or another such line stands under it."""
    tekst = blok.tekst
    if (
        blok.soort != "alinea"
        or not tekst
        or len(tekst) > LANG
        or len(tekst.split()) > 7
        or tekst[-1] in ".,;:!?"
    ):
        return False
    if not (tekst[0].isupper() or tekst[0].isdigit()) or _GEEN.match(tekst):
        return False
    if volgende.soort == "alinea" and volgende.tekst:
        return (
            len(volgende.tekst) > LANG
            or volgende.tekst[-1] in ".:"
            or (len(volgende.tekst) <= LANG and tekst.isupper())
        )
    return volgende.soort in ("punt", "rij")
