"""Printed lines as paragraphs again: broken words whole, a heading apart from its text. Pure."""

import re
from collections.abc import Sequence

from .nummers import is_titel
from .punt import Bronregel


def get_breedte(regels: Sequence[Bronregel]) -> int:
    """Give how long a full line is: nine of ten are no longer."""
    lengtes = sorted(len(r.tekst) for r in regels if not r.cellen) or [0]
    return lengtes[int(0.9 * (len(lengtes) - 1))]


def split_titel(woorden: str, regels: Sequence[Bronregel], breedte: int) -> tuple[str, str]:
    """Part the heading of a point from its text; `woorden` are those after its number. One that is only a heading has no text."""
    eerste, verder = regels[0], regels[1:]
    begin = Bronregel(eerste.plek, woorden.replace("\t", " "), eerste.blad, (), "", True, eerste.heel)
    if not verder:
        return (begin.tekst, "") if is_titel(begin.tekst) else ("", begin.tekst)
    los = verder[0].los or verder[0].heel or len(eerste.tekst) < 0.6 * breedte
    if is_titel(begin.tekst) and los and not verder[0].cellen:
        return begin.tekst, join_regels(verder)
    return "", join_regels([begin, *verder])


def join_regels(regels: Sequence[Bronregel]) -> str:
    """Join printed lines to paragraphs: words that were broken are whole again; a new paragraph keeps its line."""
    uit = ""
    for regel in regels:
        tekst = "\t".join(regel.cellen) if regel.cellen else regel.tekst.strip()
        if not uit:
            uit = tekst
        elif _is_nieuw(regel, uit):
            uit += f"\n{tekst}"
        elif re.search(r"[a-zë]-$", uit) and tekst[:1].islower() and not re.match(r"(?:en|of|als)\b", tekst):
            uit = uit[:-1] + tekst
        elif uit.endswith("-"):
            uit += f" {tekst}" if re.match(r"(?:en|of)\b", tekst) else tekst
        else:
            uit += f" {tekst}"
    return uit


def _is_nieuw(regel: Bronregel, voor: str) -> bool:
    """Tell whether a line begins a paragraph of its own."""
    if regel.cellen or regel.heel or "\t" in voor.rsplit("\n", 1)[-1]:
        return True
    begint = re.match(r"\s*(?:[-–•*]\s|\(?\w{1,2}\)\s|\d{1,2}[°º]|[¹²³])", regel.tekst) is not None
    return begint or (regel.los and not re.search(r"[a-zë]-$", voor))
