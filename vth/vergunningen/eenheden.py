"""Units of limit values: the one way we write each, and the base unit in which two limits can be compared. Pure.

The units are data (`eenheden.yaml`). A unit that is not there is kept as it was written: it compares with itself only, and
whoever took it in is asked about it. Nothing is guessed.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from .inhoud import Medium, VoorschriftError

BESTAND = Path(__file__).with_name("eenheden.yaml")
_GELIJK = str.maketrans(
    {"³": "3", "²": "2", "μ": "µ", "₀": "0", "º": "°", "⁶": "6", "\xa0": " ", "\u2009": " ", "\u202f": " "}
)


PER = {
    "u": ("uur",),
    "d": ("dag", "etmaal"),
    "j": ("jaar", "kalenderjaar"),
    "s": ("seconde",),
    "l": ("liter",),
    "m3": ("m3", "kubieke meter"),
    "Nm3": ("Nm3",),
    "kg": ("kg",),
    "kg ds": ("kg droge stof",),
}


@dataclass(frozen=True)
class Eenheid:
    """One unit: how we write it, and how a value in it becomes one in the base unit (`waarde * factor + plus`)."""

    code: str
    naam: str
    basis: str
    factor: Decimal
    plus: Decimal = Decimal(0)
    medium: Medium | None = None
    ook: tuple[str, ...] = ()
    verwant: str = ""


def find_eenheid(geschreven: str) -> Eenheid | None:
    """Find the unit that is meant by what somebody wrote (`mg/m³`, `milligram per liter`), or None for one we do not know.

    Capitals count where they mean something (`MW` is not `mW`): only writing that is no other unit is read without them.
    """
    sleutel = _key(geschreven)
    precies, los = _index()
    return precies.get(sleutel) or los.get(sleutel.lower())


def derive_eenheid(geschreven: str) -> str:
    """Give the way in which we write a unit; one that we do not know stays as it was written, less stray spaces."""
    eenheid = find_eenheid(geschreven)
    return eenheid.code if eenheid else " ".join(geschreven.split())


def derive_basis(waarde: Decimal | float, eenheid: str) -> tuple[float, str]:
    """Give a value in the base unit of its unit, so that 1 g/Nm3 and 1000 mg/Nm3 are the same.

    A value in an unknown unit comes back as it is, in that unit. Raises VoorschriftError for what is no number.
    """
    getal = waarde if isinstance(waarde, Decimal) else Decimal(str(waarde))
    if not getal.is_finite():
        raise VoorschriftError(
            f"De waarde {waarde} {eenheid} is geen getal om te vergelijken. Geef een getal."
        )
    bekend = find_eenheid(eenheid)
    if bekend is None:
        return float(getal), derive_eenheid(eenheid)
    return float(getal * bekend.factor + bekend.plus), bekend.basis


def find_verwant(eenheid: str) -> str:
    """Give the base unit that people also mean by a unit and that cannot be converted to it without knowing more; mostly none."""
    bekend = find_eenheid(eenheid)
    basis = find_eenheid(bekend.basis) if bekend else None
    return basis.verwant if basis else ""


@cache
def read_eenheden() -> tuple[Eenheid, ...]:
    """Read the units of the project."""
    with BESTAND.open(encoding="utf-8") as bron:
        return make_eenheden(yaml.load(bron, Loader=yaml.CSafeLoader)["eenheden"])


def make_eenheden(rijen: Iterable[Mapping[str, Any]]) -> tuple[Eenheid, ...]:
    """Make units from rows; refuses a writing that would mean two units, and a base that is not one itself."""
    eenheden = tuple(_make_eenheid(rij) for rij in rijen)
    gezien: dict[str, str] = {}
    for eenheid in eenheden:
        for sleutel in {_key(s) for s in (eenheid.code, *eenheid.ook)}:
            if (ander := gezien.setdefault(sleutel, eenheid.code)) != eenheid.code:
                raise VoorschriftError(
                    f"De schrijfwijze {sleutel!r} staat bij de eenheid {ander} en bij {eenheid.code}. Haal er een weg."
                )
    basis = {e.code for e in eenheden if e.factor == 1 and not e.plus}
    if los := sorted({e.basis for e in eenheden} - basis):
        raise VoorschriftError(
            f"De basiseenheid {', '.join(los)} staat zelf niet in de lijst. Voeg hem toe met factor 1."
        )
    return eenheden


def _make_eenheid(rij: Mapping[str, Any]) -> Eenheid:
    """Make one unit from its row."""
    return Eenheid(
        code=rij["code"],
        naam=rij["naam"],
        basis=rij["basis"],
        factor=Decimal(rij["factor"]),
        plus=Decimal(rij.get("plus", "0")),
        medium=Medium(rij["medium"]) if rij.get("medium") else None,
        verwant=rij.get("verwant", ""),
        ook=tuple(dict.fromkeys((*rij.get("ook", ()), *_list_per(rij["code"])))),
    )


def _list_per(code: str) -> Iterator[str]:
    """List the ways to write a quotient with `per`: `g per uur`."""
    boven, streep, onder = code.rpartition("/")
    for woord in PER.get(onder, ()) if streep and "/" not in boven else ():
        yield f"{boven} per {woord}"


@cache
def _index() -> tuple[dict[str, Eenheid], dict[str, Eenheid]]:
    """Index the units by each way to write them: as it is, and without capitals where that can be only one."""
    precies = {_key(s): e for e in read_eenheden() for s in (e.code, *e.ook)}
    los: dict[str, Eenheid] = {}
    dubbel: set[str] = set()
    for sleutel, eenheid in precies.items():
        if los.setdefault(sleutel.lower(), eenheid) is not eenheid:
            dubbel.add(sleutel.lower())
    return precies, {s: e for s, e in los.items() if s not in dubbel and len(s) > 2}


def _key(geschreven: str) -> str:
    """Write a unit without what differs only to the eye: raised digits, the two kinds of µ, and spaces around a slash."""
    plat = (
        geschreven.translate(_GELIJK).strip().rstrip(".")
        if geschreven.strip() != "v.e."
        else geschreven.strip()
    )
    plat = re.sub(r"\s*/\s*", "/", plat)
    plat = re.sub(r"(?<![a-z])[u](?=g/|S/)", "µ", plat)
    return " ".join(plat.split())
