"""What is measured, under one name: from what a laboratory, a package or a permit writes to the substance that is meant. Pure.

Two results are about the same thing only when their key is the same: the CAS number where the code list has one, else our name.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from vth.begrippen.selectors import read_lijst
from vth.vergunningen.stoffen import find_cas, find_grootheid

BESTAND = Path(__file__).with_name("parameters.yaml")


@dataclass(frozen=True)
class Parameter:
    """One thing that can be measured: our name, its CAS number where the code list has one, and the group it is in."""

    naam: str
    cas: str = ""
    groep: str = ""

    @property
    def sleutel(self) -> str:
        """Give what tells it from every other parameter."""
        return self.cas or self.naam


@cache
def find_parameter(geschreven: str, cas: str = "") -> Parameter | None:
    """Find what somebody means by a name or a CAS number, or None for what we do not know.

    Our own list goes before the names of permits, which are less precise: there free cyanide is cyanide. A CAS number is
    only used where the name is unknown: laboratories give groups the number of one of them.
    """
    kaal = " ".join(geschreven.split())
    if not kaal and not cas:
        return None
    if eigen := _index().get(kaal.casefold()):
        return eigen
    if nummer := find_cas(kaal):
        return _nummers().get(nummer) or Parameter(_name_of(kaal, nummer), nummer)
    grootheid = find_grootheid(kaal) if kaal and not _is_bepaald(kaal) else None
    if grootheid is not None:
        return _index().get(grootheid.naam.casefold()) or Parameter(grootheid.naam, grootheid.cas)
    if cas in _nummers():
        return _nummers()[cas]
    return Parameter(_name_of(kaal, cas), cas) if cas and cas in list_cas() else None


@cache
def list_cas() -> frozenset[str]:
    """Give every CAS number of the code list."""
    return frozenset(w.code for w in read_lijst("stof").waarden)


@cache
def read_parameters() -> tuple[tuple[Parameter, tuple[str, ...]], ...]:
    """Read our own list, with the other ways to write each."""
    with BESTAND.open(encoding="utf-8") as bron:
        rijen = yaml.load(bron, Loader=yaml.CSafeLoader)["parameters"]
    return tuple((Parameter(r["naam"], r.get("cas", ""), r.get("groep", "")), tuple(r["ook"])) for r in rijen)


def _name_of(kaal: str, cas: str) -> str:
    """Give the name of the code list for a number that was found under a synonym."""
    return next((w.naam for w in read_lijst("stof").waarden if w.code == cas), kaal)


def _is_bepaald(naam: str) -> bool:
    """Tell whether what stands between brackets says which of several is meant: then it may not be left out."""
    return "(" in naam


@cache
def _index() -> dict[str, Parameter]:
    """Index our own list by each way to write it."""
    return {n.casefold(): p for p, ook in read_parameters() for n in (p.naam, *ook)}


@cache
def _nummers() -> dict[str, Parameter]:
    """Index our own list by CAS number."""
    return {p.cas: p for p, _ in read_parameters() if p.cas}
