"""A table row that is one milestone: its columns tell when it was planned, when it is planned now, and how it stands."""

import re

from ..wanneer import Wanneer, read_wanneer
from .blokken import Cel
from .mijlpalen import Mijlpaal
from .tabellen import Hoofd

_GEHAALD = re.compile(r"gehaald|gereed|afgerond|opgeleverd|klaar|voltooid", re.IGNORECASE)
_NIET = re.compile(r"niet\b|vervallen", re.IGNORECASE)
_NADER = re.compile(r"n\.?\s?[tn]\.?\s?b|nader te|nog te|onbekend|volgt|opnieuw", re.IGNORECASE)

_EERDER = re.compile(
    r"\(?\b(?:was|eerst|oorspronkelijk|eerder|voorheen|in plaats van|i\.p\.v\.):?\s([^()]{3,40})\)?\s*\Z",
    re.IGNORECASE,
)
_KRUIS = re.compile(r"[xX✓✔✗✘☒☑■█●•▪⬛*+]{1,3}\uFE0F?|ja|gepland", re.IGNORECASE)


def join_kruisen(rij: list[Cel], hoofd: Hoofd) -> dict[int, str]:
    """Per column of a time that is only crossed: the times of all crosses next to each other as one, at the first of them; nothing at the others."""
    uit: dict[int, str] = {}
    begin = -1
    for kolom, cel in enumerate(rij):
        if kolom >= len(hoofd.rollen) or hoofd.rollen[kolom] != "tijd" or not _KRUIS.fullmatch(" ".join(cel)):
            begin = -1
        elif begin < 0:
            begin = kolom
            uit[kolom] = f"{hoofd.word(kolom)}: {' '.join(cel)}"
        else:
            uit[begin], uit[kolom] = f"Gepland: {hoofd.word(begin)} t/m {hoofd.word(kolom)}", ""
    return uit


def read_mijlpaalrij(tekst: str) -> list[Mijlpaal]:
    """Read the fields of such a row, as `rol=waarde` with bars between."""
    velden = dict(deel.partition("=")[::2] for deel in tekst.split(" | "))
    if (eerder := _EERDER.search(velden.get("planning", ""))) and not velden.get("was"):
        velden |= {"was": eerder[1], "planning": velden["planning"][: eerder.start()]}
    was, wordt = _time(velden.get("was", "")), _time(velden.get("planning", ""))
    staat = velden.get("stand", "")
    stand = "gepland" if wordt else "niet in bron"
    if _GEHAALD.search(staat):
        stand = "niet gehaald" if _NIET.search(staat) else "gehaald"
    elif _NADER.search(velden.get("planning", "")):
        stand, wordt = "opnieuw te plannen", None
    elif was and wordt and (was.van, was.tot) != (wordt.van, wordt.tot):
        stand = "bijgesteld"
    twijfel = next(
        (f"‘{w.tekst}’ is geen tijd die te lezen is." for w in (was, wordt) if w and w.soort == "onbekend"),
        "",
    )
    return [Mijlpaal(wordt, was, stand, "", twijfel)]


def _time(tekst: str) -> Wanneer | None:
    kaal = tekst.strip()
    return read_wanneer(kaal) if kaal and kaal not in "-–" else None
