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
        tekst = clean_einde(blok.tekst)
        uit[plek] = replace(
            blok, soort="kop", tekst=tekst, niveau=4 if find_rol(tekst) else 2 if tekst.isupper() else 3
        )
    return uit


def clean_einde(tekst: str) -> str:
    """A line without the coloured dots behind it."""
    if len(tekst) > 2 * LANG:
        return tekst
    return re.sub(r"[\s\U0001F300-\U0001FAFF\u2600-\u27BF\u25A0-\u25FF\uFE0F]+\Z", "", tekst) or tekst


def _is_kop(blok: Blok, volgende: Blok) -> bool:
    """Whether a line is short and no sentence, and running text, a list, a table or another such line stands under it."""
    tekst = clean_einde(blok.tekst)
    genummerd = blok.soort == "punt" and re.match(r"\d{1,2}[.)]\s", tekst) and volgende.soort == "alinea"
    if (
        (blok.soort != "alinea" and not genummerd)
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
