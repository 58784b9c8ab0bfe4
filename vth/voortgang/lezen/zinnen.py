"""Sentences of Dutch administrative prose, with where each begins."""

import re
from dataclasses import dataclass

# A full stop after one of these ends no sentence.
_AFKORTING = frozenset(
    [
        "o.a",
        "t.b.v",
        "i.r.t",
        "n.a.v",
        "t.a.v",
        "m.b.t",
        "d.m.v",
        "t.o.v",
        "i.v.m",
        "i.s.m",
        "i.o",
        "i.p.v",
        "m.i.v",
        "s.v.z",
        "bijv",
        "bv",
        "evt",
        "resp",
        "nr",
        "kw",
        "nrs",
        "jl",
        "a.d",
        "e.d",
        "etc",
        "enz",
        "excl",
        "incl",
        "ca",
        "circa",
        "dhr",
        "mevr",
        "drs",
        "mr",
        "ir",
        "dr",
        "prof",
        "art",
        "lid",
        "vgl",
        "zgn",
        "z.s.m",
        "d.d",
        "dd",
        "max",
        "min",
        "jan",
        "feb",
        "febr",
        "mrt",
        "apr",
        "jun",
        "jul",
        "aug",
        "sept",
        "sep",
        "okt",
        "nov",
        "dec",
        "p.m",
        "n.t.b",
        "st",
    ]
)
_EINDE = re.compile(r"[.!?]+[\"'’”)]*(?:\[\d{1,3}\])?\s+(?=[A-Z0-9À-Þ(‘'\"“„–•])")
HOOGSTENS_TEKENS = 4000


@dataclass(frozen=True, slots=True)
class Zin:
    """One sentence: its words, its line, the heading of its column or part, the part it plays (`voortgang`, `planning`, ...)."""

    tekst: str
    regel: int
    kolom: str = ""
    rol: str = ""


def split_zinnen(tekst: str) -> list[tuple[int, str]]:
    """Divide text in sentences, each with its place; a sentence without end is cut."""
    uit: list[tuple[int, str]] = []
    begin = 0
    for einde in _EINDE.finditer(tekst):
        voor = tekst[max(0, einde.start() - 12) : einde.start()]
        woord = re.split(r"[\s(]", voor)[-1]
        if tekst[einde.start()] == "." and (
            woord.casefold() in _AFKORTING or _is_nummer(woord, einde.start() - begin)
        ):
            continue
        uit.append((begin, tekst[begin : einde.end()].strip()))
        begin = einde.end()
    uit.append((begin, tekst[begin:].strip()))
    return [(plek, zin[:HOOGSTENS_TEKENS]) for plek, zin in uit if zin]


def _is_nummer(woord: str, lengte: int) -> bool:
    """Whether a full stop stands after the number or letter of a list item, as in "(B) 1. Aandacht"."""
    return bool(re.fullmatch(r"\d{1,2}|[A-Za-z]", woord)) and lengte <= 12
