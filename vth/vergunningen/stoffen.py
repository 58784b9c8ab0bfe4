"""What a limit is put to: our name for it, its CAS number where the code list has one, and where it is measured. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml
from django.conf import settings

from vth.begrippen.selectors import read_lijsten

from .inhoud import Medium

BESTAND = Path(__file__).with_name("grootheden.yaml")
# A shorter name of the list is an everyday word (`per`), a longer one never stands in a sentence.
MINSTE_TEKENS, MEESTE_TEKENS = 4, 45


@dataclass(frozen=True)
class Grootheid:
    """A substance or quantity: our name, its CAS number if any, where it is measured, and the unit it has without saying."""

    naam: str
    cas: str = ""
    medium: Medium | None = None
    eenheid: str = ""


@dataclass(frozen=True)
class Genoemd:
    """That a text names a quantity, and where."""

    begin: int
    eind: int
    grootheid: Grootheid
    woorden: str


def find_cas(naam: str) -> str:
    """Give the CAS number of a name, as far as the code list `stof` has that name; else nothing."""
    return _cas_per_naam().get(_flatten(naam), "")


def find_grootheid(naam: str) -> Grootheid | None:
    """Find the quantity that a whole name stands for, or None for one that we do not know."""
    kaal = " ".join(naam.split())
    zonder = re.sub(r"\s*\([^)]*\)\s*$", "", kaal)
    return next(
        (g for n in (kaal, zonder) if n and (g := _index().get(n) or _index().get(_flatten(n)))), None
    )


def list_genoemd(tekst: str) -> Iterator[Genoemd]:
    """List the quantities that a text names, from left to right."""
    for treffer in _patroon().finditer(tekst):
        grootheid = _index().get(treffer[0]) or _index().get(_flatten(treffer[0]))
        if grootheid is not None:
            yield Genoemd(treffer.start(), treffer.end(), grootheid, treffer[0])


@cache
def _cas_per_naam() -> dict[str, str]:
    """Index the CAS numbers by name and synonym; a name of two substances is left out."""
    per_naam: dict[str, set[str]] = {}
    for naam, cas in _list_namen():
        for vorm in _list_vormen(naam):
            per_naam.setdefault(vorm, set()).add(cas)
    return {naam: codes.pop() for naam, codes in per_naam.items() if len(codes) == 1}


def _list_namen() -> Iterator[tuple[str, str]]:
    """List each name in the code list with its CAS number."""
    for waarde in read_lijsten(settings.LIJSTEN_DIR)["stof"].waarden:
        for naam in (waarde.naam, *waarde.extra["synoniemen"].split(";")):
            yield naam.strip(), waarde.code


def _list_vormen(naam: str) -> set[str]:
    """Give a name as it stands in sentences too: `kwik en kwikverbindingen` is found as `kwik`."""
    kaal = _flatten(re.sub(r",\s*berekend als .*$", "", naam))
    vormen = {kaal} if kaal else set()
    if treffer := re.fullmatch(r"(\w+) en \1verbindingen", kaal):
        vormen.add(treffer[1])
    return vormen


@cache
def _index() -> dict[str, Grootheid]:
    """Index all quantities by each way to write them; short signs (`CO`) as they are, words without capitals."""
    index: dict[str, Grootheid] = {}
    for naam, cas in _list_namen():
        for vorm in _list_vormen(naam):
            if _cas_per_naam().get(vorm) == cas and len(vorm) >= MINSTE_TEKENS:
                index.setdefault(vorm, Grootheid(vorm if naam.lower() != vorm else naam, cas))
    with BESTAND.open(encoding="utf-8") as bron:
        rijen = yaml.load(bron, Loader=yaml.CSafeLoader)["grootheden"]
    for rij in rijen:
        medium = Medium(rij["medium"]) if rij["medium"] else None
        grootheid = Grootheid(rij["naam"], find_cas(rij["naam"]), medium, rij.get("eenheid", ""))
        for naam in (rij["naam"], *rij["ook"]):
            index[naam if _is_teken(naam) else _flatten(naam)] = grootheid
    return index


@cache
def _patroon() -> re.Pattern[str]:
    """Make the pattern that finds any quantity in a text, the longest name first."""
    namen = sorted((n for n in _index() if 1 < len(n) <= MEESTE_TEKENS), key=len, reverse=True)
    woorden = "|".join(re.escape(n) for n in namen if not _is_teken(n))
    tekens = "|".join(re.escape(n) for n in namen if _is_teken(n))
    return re.compile(rf"(?<![\w-])(?:(?i:{woorden})|{tekens})(?![\w-])")


def _is_teken(naam: str) -> bool:
    """Tell whether a name is a sign whose capitals count: short, and with a capital after the first letter or of two letters."""
    return len(naam) <= 8 and any(c.isupper() for c in naam)


def _flatten(naam: str) -> str:
    """Write a name without capitals and stray spaces."""
    return " ".join(naam.split()).lower()
