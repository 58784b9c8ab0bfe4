"""Running text in which each onderwerp begins a paragraph with its number and name ("1.1 Maasbrug. Het onderzoek …"): the name becomes a heading."""

import re
from collections.abc import Iterable
from dataclasses import replace

from .blokken import Blok

_AANLOOP = re.compile(
    r"(?P<kop>(?:[A-Z][a-z]{3,20}\s)?(?:\d{1,2}|[A-Z])\.\d{1,3}\.?\s+[A-Z][^.:;!?]{2,70}?)\s?(?:[.:]|\s[–-])\s+(?=[A-Z‘'\"“0-9(])"
)
KORTST = 20


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
