"""The linking profile of a country as data: how its names and addresses are read, and how much each agreement weighs."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

PROFIELEN = Path(__file__).parent / "profielen"
# What two records can share that makes them worth learning from.
LEERKOLOMMEN = ("basis", "adres", "adres2", "naam_kern", "kvk", "vestiging", "bag", "eu_id")


class KoppelprofielError(Exception):
    """A linking profile that does not exist or is not whole."""


@dataclass(frozen=True)
class Naamregels:
    """How names are read: phrases first, then words; legal forms and filler words do not identify."""

    zinsneden: Mapping[str, str]
    afkortingen: Mapping[str, str]
    weglaten: frozenset[str]


@dataclass(frozen=True)
class Adresregels:
    """How streets, house numbers, postcodes and places are read, and what makes two addresses the same."""

    afkortingen: Mapping[str, str]
    achtervoegsels: Mapping[str, str]
    huisnummer: str
    postcode: str
    aanvullen: int
    gebied: int
    zinsneden: Mapping[str, str]
    plaatsen: Mapping[str, str]
    sleutel: tuple[str, ...]
    vlak: tuple[float, float, float, float]


@dataclass(frozen=True)
class Sleutel:
    """An exact key, how far it is trusted (a probability), and for which kinds of record it is one."""

    code: str
    titel: str
    kolommen: tuple[str, ...]
    vertrouwen: float
    soorten: frozenset[str]
    vraagt_naam: bool


@dataclass(frozen=True)
class Drempels:
    """From which probability a pair is linked, and from which it is shown to a judge."""

    koppelen: float
    beoordelen: float


@dataclass(frozen=True)
class Profiel:
    """One country's linking profile; `begin` holds the weights that hold until a model has been trained."""

    id: str
    titel: str
    leeg: frozenset[str]
    naam: Naamregels
    adres: Adresregels
    cijfers: Mapping[str, tuple[int, int]]
    sleutels: tuple[Sleutel, ...]
    drempels: Drempels
    geen_naam: tuple[str, ...]
    grenzen: Mapping[str, int]
    begin: Mapping[str, Any]
    trainen: tuple[tuple[str, ...], ...]
    inhoud: Mapping[str, Any]


def list_profielen(map_: Path = PROFIELEN) -> list[str]:
    """List the names of the profiles that are there, for a setting or a command."""
    return sorted(f.stem for f in map_.glob("*.yaml"))


@cache
def read_profiel(naam: str, map_: Path = PROFIELEN) -> Profiel:
    """Read a linking profile by name. Raises KoppelprofielError, in Dutch, for one that is not there or not whole."""
    bestand = map_ / f"{naam}.yaml"
    if naam not in list_profielen(map_):
        raise KoppelprofielError(
            f"Er is geen koppelprofiel `{naam}`. Kies uit: {', '.join(list_profielen(map_))}."
        )
    inhoud = yaml.safe_load(bestand.read_text(encoding="utf-8"))
    try:
        return make_profiel(inhoud)
    except (KeyError, TypeError, ValueError) as fout:
        raise KoppelprofielError(
            f"{bestand.name}: `{fout}` ontbreekt of heeft een verkeerde vorm. Vergelijk het met {PROFIELEN / 'nl.yaml'}."
        ) from fout


def make_profiel(inhoud: Mapping[str, Any]) -> Profiel:
    """Build a profile out of what stands in its file. Raises KeyError, TypeError or ValueError for what is missing."""
    naam, adres = inhoud["naam"], inhoud["adres"]
    return Profiel(
        id=inhoud["id"],
        titel=inhoud["titel"],
        leeg=frozenset(inhoud["leeg"]["waarde"]),
        naam=Naamregels(
            zinsneden=naam["zinsneden"]["waarde"],
            afkortingen=naam["afkortingen"]["waarde"],
            weglaten=frozenset(naam["rechtsvormen"]["waarde"]) | frozenset(naam["vulwoorden"]["waarde"]),
        ),
        adres=_make_adresregels(adres),
        cijfers={k: (minstens, lengte) for k, (minstens, lengte) in inhoud["cijfers"].items()},
        sleutels=tuple(_make_sleutel(s) for s in inhoud["sleutels"]),
        geen_naam=tuple(inhoud["geen_naam"]["waarde"]),
        drempels=Drempels(**inhoud["drempels"]["waarde"]),
        grenzen=inhoud["grenzen"]["waarde"],
        begin=inhoud["gewichten"]["waarde"],
        trainen=_make_trainen(inhoud["trainen"]),
        inhoud=inhoud,
    )


def _make_trainen(keuzen: Any) -> tuple[tuple[str, ...], ...]:
    """Build what is learned from: lists of columns, of each list the first that enough pairs share."""
    if not isinstance(keuzen, list) or not all(
        isinstance(keuze, list) and keuze and all(k in LEERKOLOMMEN for k in keuze) for keuze in keuzen
    ):
        raise ValueError(f"trainen: {keuzen!r}; verwacht lijsten met {', '.join(LEERKOLOMMEN)}")
    return tuple(tuple(keuze) for keuze in keuzen)


def _make_adresregels(adres: Mapping[str, Any]) -> Adresregels:
    """Build the part of a profile about addresses."""
    x_min, y_min, x_max, y_max = map(float, adres["vlak"]["waarde"])
    return Adresregels(
        afkortingen=adres["afkortingen"]["waarde"],
        achtervoegsels=adres["achtervoegsels"]["waarde"],
        huisnummer=adres["huisnummer"],
        postcode=adres["postcode"]["vorm"],
        aanvullen=adres["postcode"]["aanvullen"],
        gebied=adres["postcode"]["gebied"],
        zinsneden=adres["zinsneden"]["waarde"],
        plaatsen=adres["plaatsen"]["waarde"],
        sleutel=tuple(adres["sleutel"]),
        vlak=(x_min, y_min, x_max, y_max),
    )


def _make_sleutel(sleutel: Mapping[str, Any]) -> Sleutel:
    """Build one exact key."""
    return Sleutel(
        code=sleutel["code"],
        titel=sleutel["titel"],
        kolommen=tuple(sleutel["kolommen"]),
        vertrouwen=float(sleutel["vertrouwen"]),
        soorten=frozenset(sleutel["soorten"]),
        vraagt_naam=bool(sleutel.get("vraagt_naam", False)),
    )
