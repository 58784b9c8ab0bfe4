"""Running text in which each onderwerp begins a paragraph with its number and name ("1.1 Maasbrug. Het onderzoek …"): the name becomes a heading."""

import re
from collections.abc import Iterable
from dataclasses import replace

from .blokken import NIVEAU_VET, Blok
from .kopboom import is_algemeen
from .koppen import split_label
from .losse import find_titel, is_rapport

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
    """Blocks in which each paragraph under a heading begins with the name of its onderwerp, with those names as lines of their own; and which lines head what.

    None where the title is of no progress report, or where it is not the way of the report: most paragraphs under two headings or more begin so.
    """
    if not is_rapport(blokken):
        return None
    uit: list[Blok] = []
    vrij: dict[int, str] = {}
    kop: Blok | None = None
    titel, alineas = find_titel(blokken), 0
    for blok in blokken:
        if blok.soort == "kop":
            kop = None if blok.regel == titel or is_algemeen(blok.tekst) else blok
        alineas += kop is not None and blok.soort == "alinea"
        treffer = _NAAM.match(blok.tekst[:120]) if kop and blok.soort == "alinea" else None
        if kop is None or treffer is None or _GEEN_NAAM.match(treffer["kop"]) or split_label(blok.tekst)[0]:
            uit.append(blok)
            continue
        vrij |= {kop.regel: "pijler", blok.regel: "onderwerp"}
        # The name takes the line; what follows stands on it too and is told apart by its kind.
        naam, rest = _split(blok, treffer)
        uit += [replace(naam, soort="kop", niveau=NIVEAU_VET), replace(rest, soort="punt")]
    namen = sum(soort == "onderwerp" for soort in vrij.values())
    return (uit, vrij) if namen > 1 and namen * 3 >= alineas * 2 and len(vrij) - namen > 0 else None
