"""The labels that say in which report something was first told ("Juni 2023", "Dec 2023"), and where they hide in a cell."""

import re
from datetime import date

from ..wanneer import read_wanneer

_MAAND = r"(?:[Jj]an(?:uari)?|[Ff]eb(?:ruari)?|[Mm]aart|[Mm]rt|[Aa]pr(?:il)?|[Mm]ei|[Jj]uni?|[Jj]uli?|[Aa]ug(?:ustus)?|[Ss]ept?(?:ember)?|[Oo]kt(?:ober)?|[Nn]ov(?:ember)?|[Dd]ec(?:ember)?)\.?"
_LABEL = rf"(?:{_MAAND}|Q[1-4]|VGR {_MAAND})\s20\d\d"
_HEEL = re.compile(rf"\(?(?:VGR |nieuw(?: sinds)? |sinds )?({_LABEL})\)?\.?\Z", re.IGNORECASE)
_TUSSEN = re.compile(rf"(?<=[.!?)])\s+({_MAAND}\s20\d\d)(?=\s*\Z|\s+[A-Z(])")
_ACHTER = re.compile(
    rf"\s*\((?:nieuw|opgenomen|toegevoegd|eerst gemeld)(?: sinds| in)?:?\s({_LABEL})\)\s*\Z", re.IGNORECASE
)


def read_label(tekst: str) -> str:
    """The label when a cell or paragraph is nothing else; empty otherwise."""
    treffer = _HEEL.match(tekst.strip())
    return treffer[1] if treffer else ""


def split_labels(alinea: str, peil: date | None) -> list[tuple[str, str]]:
    """Divide a paragraph at the labels between its sentences: what stands before each, and the label; a label is never later than the report."""
    uit: list[tuple[str, str]] = []
    begin = 0
    for treffer in _TUSSEN.finditer(alinea):
        if is_eerder(treffer[1], peil):
            uit.append((alinea[begin : treffer.start()].strip(), treffer[1]))
            begin = treffer.end()
    uit.append((alinea[begin:].strip(), ""))
    return uit


def split_titellabel(titel: str) -> tuple[str, str]:
    """A title without the "(nieuw sinds juni 2026)" at its end, and the label."""
    treffer = _ACHTER.search(titel)
    return (titel[: treffer.start()].strip(), treffer[1]) if treffer else (titel, "")


def is_eerder(label: str, peil: date | None) -> bool:
    """Whether a label can be of an earlier report or this one."""
    van = read_wanneer(label).van
    return van is not None and (peil is None or van <= peil)
