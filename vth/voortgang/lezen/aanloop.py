"""Running text in which each onderwerp begins a paragraph with its number and name ("1.1 Maasbrug. Het onderzoek …"): the name becomes a heading."""

import re
from collections.abc import Iterable
from dataclasses import replace

from ..wanneer import find_wanneers
from .blokken import NIVEAU_VET, Blok
from .kopboom import is_algemeen
from .koppen import find_rol, split_label
from .losse import find_titel
from .verslag import is_verslag

_AANLOOP = re.compile(
    r"(?P<kop>(?:[A-Z][a-z]{3,20}\s)?(?:\d{1,2}|[A-Z])\.\d{1,3}\.?\s+[A-Z][^.:;!?]{2,70}?)\s?(?:[.:]|\s[–-])\s+(?=[A-Z‘'\"“0-9(])"
)
KORTST = 20
# A name alone, without a verb: "Camerabewaking. Op alle kades …".
_NAAM = re.compile(r"(?P<kop>[A-ZÀ-Þ][\w'’&/-]*(?:\s[\w'’&/-]+){0,5})\s?(?:[.:]|\s[–-])\s+(?=[A-Z‘'\"“0-9(])")
_GEEN_NAAM = re.compile(
    r"(?:dit|dat|deze|er|het is|wij|we|ik|geachte|beste|aan|van|datum|betreft|onderwerp|bijlage)\b|.*\b(?:is|zijn|was|waren|wordt|worden|heeft|hebben|loopt|volgt|gaat|gaan|kan|zal)\b",
    re.IGNORECASE,
)


def unfold_aanloop(blokken: Iterable[Blok]) -> list[Blok]:
    """Give the blocks with such names as lines of their own; one by itself is no way of heading and stays."""
    alle = list(blokken)
    koppen = {
        plek: treffer
        for plek, blok in enumerate(alle)
        if blok.soort == "alinea"
        and (treffer := _AANLOOP.match(blok.tekst[:160]))
        and len(blok.tekst) - treffer.end() >= KORTST
    }
    if len(koppen) < 2:
        return alle
    uit: list[Blok] = []
    for plek, blok in enumerate(alle):
        if plek in koppen:
            uit += _split(blok, koppen[plek])
        else:
            uit.append(blok)
    return uit


def _split(blok: Blok, treffer: re.Match[str]) -> list[Blok]:
    weg = treffer.end()
    regels = tuple((max(begin - weg, 0), regel) for begin, regel in blok.regels)
    return [
        Blok("alinea", blok.regel, treffer["kop"].rstrip(".")),
        replace(blok, tekst=blok.tekst[weg:], regels=regels),
    ]


def unfold_namen(blokken: list[Blok]) -> tuple[list[Blok], dict[int, str]] | None:
    """Blocks in which each paragraph or item under a heading begins with the name of its onderwerp, with those names as lines of their own; and which lines head what.

    None where this is no progress report, or where it is not the way of the report: most paragraphs begin so, or else most items of its lists.
    """
    if not is_verslag(blokken):
        return None
    return _unfold_namen(blokken, "alinea") or _unfold_namen(blokken, "punt")


def _unfold_namen(blokken: list[Blok], soort: str) -> tuple[list[Blok], dict[int, str]] | None:
    uit: list[Blok] = []
    vrij: dict[int, str] = {}
    titel, alle, namen = find_titel(blokken), 0, 0
    koppen = any(blok.soort == "kop" and blok.regel != titel for blok in blokken)
    kop, open_ = None, not koppen  # in a report without headings the names stand under its title
    for blok in blokken:
        if blok.soort == "kop":
            kop = None if blok.regel == titel or is_algemeen(blok.tekst) else blok
            open_ = kop is not None or not koppen
        telt = open_ and blok.soort == soort and blok.niveau == 0
        # Without headings, what comes before the first name is of the report as a whole.
        alle += telt and (koppen or namen > 0)
        lengte = _find_naam(blok) if telt else 0
        if not lengte:
            uit.append(blok)
            continue
        namen += 1
        vrij |= {kop.regel: "pijler"} if kop else {}
        vrij[blok.regel] = "onderwerp"
        # The name takes the line; what follows stands on it too and is told apart by its kind.
        naam, rest = _split_op(blok, lengte)
        uit += [replace(naam, soort="kop", niveau=NIVEAU_VET), replace(rest, soort="punt", niveau=0)]
    genoeg = namen > 1 and namen * 3 >= alle * 2 and (len(vrij) > namen or (not koppen and namen > 2))
    return (uit, vrij) if genoeg else None


def _find_naam(blok: Blok) -> int:
    """How long the name is with which a paragraph or item begins: in bold, or before a mark; 0 when it begins with none."""
    if split_label(blok.tekst)[0]:
        return 0
    if blok.vet and len(blok.tekst) - blok.vet >= KORTST:
        naam = blok.tekst[: blok.vet].strip(" .:–-")
        return 0 if find_rol(naam) or find_wanneers(naam) or _GEEN_NAAM.match(naam) else blok.vet
    treffer = _NAAM.match(blok.tekst[:120])
    if treffer is None or _GEEN_NAAM.match(treffer["kop"]) or find_rol(treffer["kop"]):
        return 0
    if blok.soort == "punt" and "." in treffer.group()[len(treffer["kop"]) :]:
        return 0
    return len(treffer["kop"])


def _split_op(blok: Blok, lengte: int) -> list[Blok]:
    rest = blok.tekst[lengte:].lstrip(" .:–-")
    weg = len(blok.tekst) - len(rest)
    regels = tuple((max(begin - weg, 0), regel) for begin, regel in blok.regels)
    return [
        Blok("alinea", blok.regel, blok.tekst[:lengte].strip(" .:–-")),
        replace(blok, tekst=rest, regels=regels, vet=0),
    ]
