"""Numbers with units as permits write them: `≤ 0,05 mg/Nm³`, `6,5 - 9,0`, `1.500 kg`, `25 · 10^6 ouE/uur`. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from ..eenheden import find_eenheid, read_eenheden
from ..inhoud import Vergelijking

GETAL = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?"
MACHT = r"(?:\s*[x×·*]\s*10\s*(?:\^\s*)?(?P<macht>[-−]?\s*\d{1,2}|[⁻⁰¹²³⁴-⁹]{1,3}))?"
STREEP = r"\s*(?:-|–|—|tot(?: en met)?|t/m|en)\s*"
SUPER = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹−", "-0123456789-")
# The sign of a note stands apart from the value; `(als NO2)` is none.
VOETNOOT = re.compile(r"(?<=\S)(?:\s+\(?\d{1,2}\)|\s*\(\d{1,2}\)|\s*[¹²³⁴]|\s*\*{1,3})\s*$")
MINSTENS = re.compile(
    r"(?:≥|>=|>|\b(?:ten ?minste|minimaal|minimum|minstens|niet (?:lager|minder|kleiner)(?: \w+){0,3} dan|niet onder)|"
    r"(?<!niet )(?<!niet)\b(?:groter|meer|hoger) dan of gelijk aan)\W*(?:\w+\W+){0,3}$",
    re.IGNORECASE,
)
TUSSEN_VOOR = re.compile(r"\b(?:tussen|van)(?: de)?\s*$", re.IGNORECASE)


@dataclass(frozen=True)
class Waarde:
    """One value in a text: between which signs it stands, the number or range, and the unit as we write it.

    `bekend` is False for a unit that is not in the list; then it is kept as it was written.
    """

    begin: int
    eind: int
    waarde: Decimal
    tot: Decimal | None
    eenheid: str
    vergelijking: Vergelijking
    bekend: bool = True


def read_getal(tekst: str, macht: str | None = None) -> Decimal:
    """Read a number: points between groups of three are thousands, a comma begins the decimals, a lone point too."""
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", tekst) and not tekst.startswith("0"):
        tekst = tekst.replace(".", "")
    getal = Decimal(tekst.replace(",", "."))
    if macht:
        getal = Decimal(format(getal.scaleb(int(macht.translate(SUPER).replace(" ", ""))), "f"))
    return getal


def list_waarden(tekst: str) -> Iterator[Waarde]:
    """List the values with a unit in a text; of `70, 65 en 60 dB(A)` each is one."""
    for treffer in _patroon().finditer(tekst):
        eenheid = find_eenheid(treffer["eenheid"])
        if eenheid is None and not _is_eenheidachtig(treffer["eenheid"]):
            continue
        code = eenheid.code if eenheid else treffer["eenheid"]
        yield from _split(tekst, treffer, code, eenheid is not None)


def _split(tekst: str, treffer: re.Match[str], code: str, bekend: bool) -> Iterator[Waarde]:
    """Make the values of one match: a range, a row of values, or one."""
    voor, plek, eind = tekst[: treffer.start()], treffer.start(), treffer.end()
    getallen = list(re.finditer(GETAL, treffer["getallen"]))
    waarden = [read_getal(g[0], treffer["macht"]) for g in getallen]
    soort = Vergelijking.MINSTENS if _is_minstens(voor, treffer[0]) else Vergelijking.HOOGSTENS
    if len(waarden) == 2 and waarden[1] > waarden[0] and _is_bereik(voor, treffer["getallen"]):
        yield Waarde(plek, eind, waarden[0], waarden[1], code, Vergelijking.TUSSEN, bekend)
        return
    for getal, waarde in zip(getallen, waarden, strict=True):
        begin = treffer.start("getallen") + getal.start()
        yield Waarde(begin, eind, waarde, None, code, soort, bekend)


def _is_bereik(voor: str, getallen: str) -> bool:
    """Tell whether two numbers are the ends of a range: a dash or `tot` between them, or `tussen` before."""
    if re.search(r"\d\s*en\s*\d", getallen):
        return TUSSEN_VOOR.search(voor) is not None
    return re.search(r"\d\s*(?:[-–—]|tot|t/m)\s*(?:en met\s*)?\d", getallen) is not None


def _is_minstens(voor: str, geheel: str) -> bool:
    """Tell whether a value is a lower bound by the words before it."""
    return geheel.lstrip().startswith(("≥", ">")) or MINSTENS.search(voor[-60:]) is not None


def read_cel(cel: str, eenheid: str) -> list[Waarde]:
    """Read the value in a cell of a table; without a unit of its own it has that of its column."""
    kaal = VOETNOOT.sub("", cel.strip())
    eigen = list(list_waarden(kaal))
    if eigen:
        return eigen
    treffer = re.fullmatch(
        rf"(?P<teken>[≤<≥>]=?|max(?:imaal|\.)?|min(?:imaal|\.)?|tussen)?\s*(?P<een>{GETAL}){MACHT}(?:{STREEP}(?P<twee>{GETAL}))?",
        kaal,
        re.IGNORECASE,
    )
    if treffer is None or not eenheid:
        return []
    een, twee = read_getal(treffer["een"], treffer["macht"]), treffer["twee"]
    if twee and read_getal(twee) > een:
        return [Waarde(0, len(kaal), een, read_getal(twee), eenheid, Vergelijking.TUSSEN)]
    onder = (treffer["teken"] or "").lower().startswith(("≥", ">", "min"))
    soort = Vergelijking.MINSTENS if onder else Vergelijking.HOOGSTENS
    return [Waarde(0, len(kaal), een, None, eenheid, soort)]


def has_getal(cel: str) -> bool:
    """Tell whether a cell is a number, whatever unit it has."""
    return (
        re.fullmatch(
            rf"[≤<≥>=\s]*(?:max\w*\.?\s*|min\w*\.?\s*|tussen\s*)?(?:{GETAL}){MACHT}.{{0,30}}",
            VOETNOOT.sub("", cel.strip()),
        )
        is not None
    )


def find_eenheid_in(tekst: str) -> str:
    """Find the unit that a heading or a sentence names (`Grenswaarde (mg/l)`, `uitgedrukt in dB(A)`), or nothing."""
    treffer = re.search(rf"(?<![\w/])(?:{_eenheden()})(?![\w/])", tekst)
    eenheid = find_eenheid(treffer[0]) if treffer else None
    # A single letter in a heading is no unit.
    return eenheid.code if eenheid and (len(eenheid.code) > 1 or eenheid.code == "%") else ""


def _is_eenheidachtig(woord: str) -> bool:
    """Tell whether a word that we do not know reads as a unit: two parts around a slash, the first short."""
    return re.fullmatch(r"[A-Za-zµ]{1,8}/[A-Za-z][\w³²0-9]{0,8}", woord) is not None


@cache
def _eenheden() -> str:
    """Make the pattern of all ways to write a unit, the longest first; raised digits and both kinds of µ count alike."""
    vormen = {s for e in read_eenheden() for s in (e.code, *e.ook)}
    delen = sorted((re.escape(v) for v in vormen), key=len, reverse=True)
    breed = (
        d.replace("3", "[3³]")
        .replace("2", "[2²]")
        .replace("µ", "[µμ]")
        .replace(r"\ ", r"\s+")
        .replace("/", r"\s?/\s?")
        for d in delen
    )
    return "|".join(breed)


@cache
def _patroon() -> re.Pattern[str]:
    """Make the pattern of a value: one number, a range or a row of them, and a unit."""
    return re.compile(
        rf"(?<![\w.,:/-])(?:[≤<≥>]=?\s*)?(?P<getallen>(?:{GETAL})(?:\s*,\s(?:{GETAL}))*(?:(?:{STREEP}|\s+en\s+|\s*/\s*)(?:{GETAL}))?){MACHT}\s*"
        rf"(?P<eenheid>(?i:graden celsius|decibel\(a\))|{_eenheden()}|[A-Za-zµ]{{1,8}}/[A-Za-z][\w³²]{{0,8}})(?![\w/])"
    )
