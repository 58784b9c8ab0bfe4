"""Norms and voorschriften that a text cites, as written. Pure."""

import re
from collections.abc import Iterator

NORM = re.compile(
    r"\b(?:NEN(?:-EN)?(?:-ISO)?(?:-IEC)?|ISO|EN|NVN|NPR|NTA|BRL(?: SIKB)?|PGS|CPR|AS SIKB|SIKB|SCIOS|VDI|CUR(?:/PBV)?-?(?: ?[Aa]anbeveling)?)"
    r"[ -]?(?:[A-Z] ?)?\d+(?:[-.]\d+)*(?::\d{4})?"
)
LIJST = r"(?:[A-Z]\.?)?\d+(?:\.\d+)*(?:\.?[a-z]\b)?"
VOORSCHRIFT = re.compile(
    rf"\bvoorschrift(?:en)?\s+({LIJST}(?:\s*(?:,|en|of|t/m|tot en met|(?:en|of|,)\s*voorschrift)\s*{LIJST})*)",
    re.IGNORECASE,
)
ARTIKEL = re.compile(
    r"\bartikel(?:en)?\s+\d+[.:]?\d*[a-z]?(?:\s*,?\s*(?:eerste|tweede|derde|vierde|vijfde)\s+lid)?(?:\s*,?\s*(?:onder|onderdeel)\s+[a-z])?"
    r"(?:\s+(?:van\s+)?(?:de|het)\s+(?:[A-Z]\w+(?:\s+(?:[A-Z]\w+|milieubeheer|leefomgeving|bodembescherming))*))?"
)
HANDLEIDING = re.compile(r"\bHandleiding meten en rekenen industrielawaai\b", re.IGNORECASE)
BBT = re.compile(r"\bBBT-conclusies\s+(?:voor\s+)?(?:de\s+|het\s+)?\w+(?:\s+van\s+\w+)?")


def list_verwijzingen(tekst: str) -> tuple[str, ...]:
    """List what a text cites, each once, in the order in which it is named."""
    gevonden = sorted(_list(tekst))
    return tuple(dict.fromkeys(" ".join(v.split()) for _, v in gevonden))


def _list(tekst: str) -> Iterator[tuple[int, str]]:
    """List the citations with where they stand."""
    for patroon in (NORM, ARTIKEL, HANDLEIDING, BBT):
        for treffer in patroon.finditer(tekst):
            yield treffer.start(), treffer[0]
    for treffer in VOORSCHRIFT.finditer(tekst):
        for n, nummer in enumerate(_list_nummers(treffer[1])):
            yield treffer.start() + n, f"voorschrift {nummer}"


def _list_nummers(reeks: str) -> Iterator[str]:
    """List the numbers of a row; a stretch (`2.1 tot en met 2.4`) is one citation, as written."""
    if re.search(r"t/m|tot en met", reeks):
        yield " ".join(reeks.split())
        return
    yield from re.findall(LIJST, re.sub(r"voorschrift", "", reeks, flags=re.IGNORECASE))
