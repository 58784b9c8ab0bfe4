"""The list of organisations that comes with the program, as it stands in its files: facts about the real country, whatever this installation holds.

An installation of an invented country has no real dienst in its register; history is the same everywhere.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Any

from .models import Werkgebied
from .services import STAMGEGEVENS
from .stambestand import Stamgegevens, read_stamgegevens


@dataclass(frozen=True)
class Dienstfeiten:
    """What the list says of an omgevingsdienst on a day: its name, who takes part, for which gemeenten it works and in which provinces those lie.

    `zekerheden` are the words in which the list says how sure it is of who takes part, with their sources.
    """

    code: str
    naam: str
    deelnemers: frozenset[str]
    gemeenten: frozenset[str]
    provincies: frozenset[str]
    zekerheden: frozenset[str]
    bronnen: tuple[str, ...]


@dataclass(frozen=True)
class Samengegaan:
    """Diensten that went on as one on a day, and where that stands."""

    delen: tuple[str, ...]
    naar: str
    dag: date
    zekerheid: str
    bron: str


@lru_cache(maxsize=16)
def list_dienstfeiten(op: date) -> Mapping[str, Dienstfeiten]:
    """Give what the list says of each omgevingsdienst that was there on a day, by code."""
    stam = _read()
    namen = {r["organisatie_id"]: r["naam"] for r in _list(stam, "organisaties", op)}
    deelnames, gemeenten = _collect(stam, "deelnemingen", op, "omgevingsdienst_id", "deelnemer_id")
    _, werk = _collect(
        stam, "werkgebieden", op, "organisatie_id", "gebied", taak=str(Werkgebied.Taak.BASISTAKEN)
    )
    _, grond = _collect(
        stam, "werkgebieden", op, "organisatie_id", "gebied", taak=str(Werkgebied.Taak.GRONDGEBIED)
    )
    provincie = {g: namen[code] for code, gebieden in grond.items() if code in namen for g in gebieden}
    return {
        code: Dienstfeiten(
            code=code,
            naam=namen[code],
            deelnemers=frozenset(gemeenten[code]),
            gemeenten=frozenset(werk[code]),
            provincies=frozenset(provincie[g] for g in werk[code] if g in provincie),
            zekerheden=frozenset(r["zekerheid"] for r in deelnames[code]),
            bronnen=tuple(sorted({r["bron"] for r in deelnames[code]})),
        )
        for code in sorted(gemeenten)
        if code in namen
    }


def list_samengegaan(tot: date) -> list[Samengegaan]:
    """Give which diensten went on as one up to a day, the first first."""
    per: dict[tuple[str, date], list[Mapping[str, Any]]] = defaultdict(list)
    for rij in _read().rijen["opvolgingen"]:
        w = rij.waarden
        if w["datum"] <= tot and not w.get("ingetrokken"):
            per[w["opvolger_id"], w["datum"]].append(w)
    return [
        Samengegaan(
            tuple(sorted(w["voorganger_id"] for w in rijen)),
            naar,
            dag,
            rijen[0]["zekerheid"],
            rijen[0]["bron"],
        )
        for (naar, dag), rijen in sorted(per.items(), key=lambda paar: (paar[0][1], paar[0][0]))
        if len(rijen) > 1
    ]


@cache
def _read() -> Stamgegevens:
    """Read the files once; they come with the program and do not change while it runs."""
    return read_stamgegevens(STAMGEGEVENS)


def _list(stam: Stamgegevens, tabel: str, op: date) -> list[Mapping[str, Any]]:
    """Give the rows of a table that hold on a day."""
    return [
        r.waarden
        for r in stam.rijen[tabel]
        if r.waarden["begin_geldigheid"] <= op < r.waarden["eind_geldigheid"]
    ]


def _collect(
    stam: Stamgegevens, tabel: str, op: date, van: str, naar: str, **waar: str
) -> tuple[dict[str, list[Mapping[str, Any]]], dict[str, set[str]]]:
    """Give the rows of a table per key, and what they name."""
    rijen: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    genoemd: dict[str, set[str]] = defaultdict(set)
    for w in _list(stam, tabel, op):
        if all(w[k] == v for k, v in waar.items()):
            rijen[w[van]].append(w)
            genoemd[w[van]].add(w[naar])
    return rijen, genoemd
