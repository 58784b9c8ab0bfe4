"""What a limit depends on, in words around it: the time over which is averaged, the emission point, the method. Pure."""

import re

MIDDELINGEN: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (code, re.compile(patroon, re.IGNORECASE))
    for code, patroon in (
        (
            "halfuur",
            r"half\s?-?uur(?:s|lijks)?\s?-?gemiddeld|gemiddelde over (?:een )?half(?: |-)?uur|halfuur(?:s)?waarde|gedurende een half uur|30-?minuten",
        ),
        (
            "etmaal",
            r"(?:24-?uur|dag|etmaal|daggem)(?:s)?\s?-?gemiddeld|etmaalmonster|per etmaal gemiddeld|etmaalwaarden?\b|gemiddelde over (?:een )?etmaal",
        ),
        ("uur", r"\buur(?:s|lijks)?\s?-?gemiddeld|gemiddelde over (?:een|één) uur|uurwaarde"),
        ("maand", r"maand(?:elijks)?\s?-?gemiddeld"),
        ("jaar", r"jaar(?:lijks)?\s?-?gemiddeld|jaarvracht|gemiddelde over een (?:kalender)?jaar"),
        ("steekmonster", r"steekmonster|(?:willekeurig|enig|elk|ieder) monster"),
    )
)
DAGDELEN: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (code, re.compile(patroon, re.IGNORECASE))
    for code, patroon in (
        (
            "dag",
            r"\boverdag\b|\bdag(?:periode)?\b(?!\s*en nacht)|\bdag-|0?7[.:]00\s*(?:uur)?\s*(?:-|–|tot|en)\s*19[.:]00",
        ),
        ("avond", r"\bavond(?:periode)?\b|\bavond-|19[.:]00\s*(?:uur)?\s*(?:-|–|tot|en)\s*23[.:]00"),
        ("nacht", r"\bnachts\b|\bnacht(?:periode)?\b|23[.:]00\s*(?:uur)?\s*(?:-|–|tot|en)\s*0?7[.:]00"),
    )
)
PERCENTIEL = re.compile(r"(\d{2}(?:[.,]\d{1,2})?)[- ]?percentiel", re.IGNORECASE)
PUNT = re.compile(
    r"\b((?i:emissiepunt|puntbron|lozingspunt|meetput|meetpunt|beoordelingspunt|immissiepunt|schoorsteen|bron|ketel|oven|motor|turbine|filter|wasser|tank|installatie|woning(?:en)?)\s+"
    r"(?:[A-Z]{0,4}[-.]?\d+[a-z]?|[A-Z]\d*|[A-Z][a-z]+(?:\s[A-Z]?[a-z]+)?\s\d+[a-z]?|van derden)\b)|\b([A-Z]{2,3}-\d{1,3})\b"
)
INSTALLATIE = re.compile(
    r"\b(?:door|van|uit|bij)\s+(?:de|het|een)\s+((?:\w+[- ])?\w*(?:ketel|oven|toren|cabine|installatie|motor|turbine|droger|filter|wasser|brander|tank|hal|fornuis|"
    r"machine|lijn|bad|baden|verbrander))\b",
    re.IGNORECASE,
)
GEEN_PUNT = ("NEN", "ISO", "PGS", "CPR", "BRL", "NTA", "NVN", "NPR", "CUR", "RIE")


def find_middeling(tekst: str) -> str:
    """Find the time over which is averaged, or during which a limit holds, in a few words; empty when none is said."""
    gevonden = next((code for code, patroon in MIDDELINGEN if patroon.search(tekst)), "")
    if not gevonden and (treffer := PERCENTIEL.search(tekst)):
        return f"{treffer[1].replace('.', ',')}-percentiel"
    return gevonden


def list_dagdelen(tekst: str) -> list[tuple[int, str]]:
    """List the parts of the day that a text names, in order, each with where it stands."""
    gevonden = ((t.start(), code) for code, patroon in DAGDELEN for t in patroon.finditer(tekst))
    return sorted(gevonden)


def find_punt(tekst: str) -> str:
    """Find the emission, measuring or assessment point that a text names; an installation where no point is named."""
    for treffer in PUNT.finditer(tekst):
        if treffer[2] and treffer[2].startswith(GEEN_PUNT):
            continue
        return " ".join((treffer[1] or treffer[2]).split())
    installatie = INSTALLATIE.search(tekst)
    return installatie[1] if installatie else ""
