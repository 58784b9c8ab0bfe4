"""A table row that is one milestone: its columns tell when it was planned, when it is planned now, and how it stands."""

import re

from ..wanneer import Wanneer, read_wanneer
from .mijlpalen import Mijlpaal

_GEHAALD = re.compile(r"gehaald|gereed|afgerond|opgeleverd|klaar|voltooid", re.IGNORECASE)
_NIET = re.compile(r"niet\b|vervallen", re.IGNORECASE)
_NADER = re.compile(r"n\.?\s?[tn]\.?\s?b|nader te|onbekend|volgt|opnieuw", re.IGNORECASE)


def read_mijlpaalrij(tekst: str) -> list[Mijlpaal]:
    """Read the fields of such a row, as `rol=waarde` with bars between."""
    velden = dict(deel.partition("=")[::2] for deel in tekst.split(" | "))
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
