"""The small language work of finding contradictions: numbers in words, times that overlap, words that only one onderwerp has."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from ..wanneer import Wanneer

GETALLEN = {
    "één": 1, "een": 1, "twee": 2, "tweetal": 2, "drie": 3, "drietal": 3, "vier": 4, "viertal": 4, "vijf": 5, "vijftal": 5,
    "zes": 6, "zestal": 6, "zeven": 7, "acht": 8, "negen": 9, "tien": 10, "elf": 11, "twaalf": 12,
}  # fmt: skip
_SOORT = r"(?:deelprojecten|deelacties|acties|onderdelen|componenten|delen|projecten|thema['’]s|deeltrajecten|sporen|actiepunten|activiteiten)"
_AANTAL = re.compile(
    rf"\b(?:(?:lopen|zijn|omvat|omvatten|kent|bestaat uit|volgende|met|in|heeft)(?: er)?(?: nog)?(?: verder)? (?:een |de )?)(?P<aantal>{'|'.join(GETALLEN)}|\d{{1,2}}) (?:\w+ )?{_SOORT}(?!\w)",
    re.IGNORECASE,
)
_GEWOON = frozenset(
    [
        "planning",
        "opgeleverd",
        "afgerond",
        "gereed",
        "volgens",
        "kwartaal",
        "oplevering",
        "stuurgroep",
        "bestuurlijk",
        "overleg",
        "projectleider",
        "rapportage",
        "voortgang",
    ]
)


def list_aantallen(zin: str) -> Iterator[tuple[int, str]]:
    """The numbers of acties that a sentence announces, with its words."""
    for treffer in _AANTAL.finditer(zin):
        woord = treffer["aantal"].casefold()
        yield GETALLEN.get(woord) or int(woord), treffer.group()


def overlaps(een: Wanneer | None, ander: Wanneer | None) -> bool:
    """Whether two times can be the same; a time without days can be any."""
    if een is None or ander is None or not (een.van and een.tot and ander.van and ander.tot):
        return True
    return een.van <= ander.tot and ander.van <= een.tot


def tell_tijd(wanneer: Wanneer | None) -> str:
    """A time in its own words."""
    return (
        wanneer.tekst.lower()
        if wanneer and wanneer.tekst[:1] != "Q"
        else wanneer.tekst
        if wanneer
        else "geen tijd"
    )


def list_zeldzaam(teksten: Mapping[str, str]) -> dict[str, set[str]]:
    """Per onderwerp the long words that no other onderwerp has."""
    woorden = {
        sleutel: set(re.findall(r"\w{8,}", tekst.casefold())) - _GEWOON for sleutel, tekst in teksten.items()
    }
    tel = Counter(woord for rij in woorden.values() for woord in rij)
    return {sleutel: {woord for woord in rij if tel[woord] == 1} for sleutel, rij in woorden.items()}


def overlap(een: str, ander: str) -> bool:
    """Whether two sentences are about the same thing: what the first is about stands at the head of the second too."""
    eerste, tweede = _subject(een), _subject(ander)
    return bool(eerste and eerste & tweede)


def _subject(zin: str) -> set[str]:
    """The nouns near the front, as far as they can be told: after an article, and no word of planning itself."""
    woorden = re.findall(r"\b(?:de|het|een|deze|dit)\s(?:\w+e\s)?(\w{4,})", zin.casefold())
    return set(woorden[:2]) - _GEWOON - {"planning", "project", "actie", "loop", "stand"}


def overlap_titels(een: str, ander: str) -> float:
    """How much two titles have in common, of 0 to 1."""
    a, b = set(re.findall(r"\w{3,}", een.casefold())), set(re.findall(r"\w{3,}", ander.casefold()))
    return len(a & b) / max(len(a | b), 1)
