"""The labels that say in which report something was first told ("Juni 2023", "Dec 2023"), and where they hide in a cell."""

import re
from datetime import date

from ..wanneer import read_wanneer

_MAAND = r"(?:[Jj]an(?:uari)?|[Ff]eb(?:ruari)?|[Mm]aart|[Mm]rt|[Aa]pr(?:il)?|[Mm]ei|[Jj]uni?|[Jj]uli?|[Aa]ug(?:ustus)?|[Ss]ept?(?:ember)?|[Oo]kt(?:ober)?|[Nn]ov(?:ember)?|[Dd]ec(?:ember)?)\.?"
_LABEL = rf"(?:{_MAAND}|Q[1-4]|T[1-3]|VGR {_MAAND})\s20\d\d"
_HEEL = re.compile(rf"\(?(?:VGR |nieuw(?: sinds)? |sinds )?({_LABEL})\)?\.?\Z", re.IGNORECASE)
_TUSSEN = re.compile(rf"(?<=[.!?)])\s+({_MAAND}\s20\d\d)(?=\s*\Z|\s+[A-Z(])")
_ACHTER = re.compile(
    rf"\s*\((?:nieuw|opgenomen|toegevoegd|eerst gemeld)(?: sinds| in)?:?\s({_LABEL})\)\s*\Z", re.IGNORECASE
)


_ZIN = re.compile(
    rf"(?:dit |deze |het |de )?(?:is )?(?:een )?(?:nieuwe? (?:onderwerp|project|actie|deelproject|opgave)|onderwerp|project|actie|deelproject|opgave|nieuw)\s(?:is |staat |loopt )?(?:nieuw |opgenomen |toegevoegd )?(?:sinds|vanaf|in) ({_LABEL})(?:\s(?:in|toegevoegd|opgenomen)\b.{{0,60}})?\.?\Z",
    re.IGNORECASE,
)


def read_zinlabel(zin: str) -> str:
    """The label that a whole sentence tells: "Nieuw onderwerp sinds T1 2025."; empty for another sentence."""
    treffer = _ZIN.match(zin) if len(zin) < 140 else None
    return treffer[1] if treffer else ""


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


_KLEUR = re.compile(
    r"[\U0001F534\U0001F535\U0001F7E0-\U0001F7EB\u26AA\u26AB\u2B24\u25CF\u25A0\u2705\u274C\u26A0\u2714\u2611\u2B1B\u2B1C]\uFE0F?"
)


def read_kleuren(tekst: str) -> list[str]:
    """A line that tells what coloured dots mean ("🟢 op schema · 🔴 achter"): the words before it and each meaning; nothing for another line."""
    delen = _KLEUR.split(tekst)
    woorden = [deel.strip(" \t,;·|/=:–-()") for deel in delen]
    if len(delen) < 3 or len(tekst) > 400 or any(not 2 < len(w) <= 60 for w in woorden[1:]):
        return []
    return woorden if len(woorden[0]) <= 60 else []
