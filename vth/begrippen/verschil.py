"""A difference with the standard and the reason for it: the two are held against each other, both ways."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any

from .rules import BegripError


@dataclass(frozen=True, order=True)
class Verschil:
    """One difference: its kind, the part it is about, what the standard has, what the project has."""

    soort: str
    onderdeel: str
    standaard: str
    project: str
    reden: str = ""


@dataclass(frozen=True)
class Afwijking:
    """The reason for some differences of one kind."""

    soort: str
    onderdelen: tuple[str, ...]
    reden: str


def make_afwijkingen(inhoud: Mapping[str, Any], plaats: str) -> tuple[Afwijking, ...]:
    """Make the reasons from their file, or refuse one that lacks something."""
    afwijkingen = []
    for rij in inhoud["afwijkingen"]:
        if set(rij) != {veld.name for veld in fields(Afwijking)} or not rij["onderdelen"] or not rij["reden"]:
            raise BegripError(
                f"{plaats}: elke afwijking heeft een soort, onderdelen en een reden. Pas aan: {rij}."
            )
        afwijkingen.append(Afwijking(rij["soort"], tuple(rij["onderdelen"]), rij["reden"]))
    return tuple(afwijkingen)


def check_afwijkingen(verschillen: Iterable[Verschil], afwijkingen: Iterable[Afwijking]) -> None:
    """Refuse a difference without reason and a reason without difference, naming each."""
    zonder_reden = {(v.soort, v.onderdeel) for v in verschillen if not v.reden}
    redenen = [(a.soort, onderdeel) for a in afwijkingen for onderdeel in a.onderdelen]
    fouten = [f"geen reden voor het verschil: {s} / {o}" for s, o in sorted(zonder_reden - set(redenen))]
    fouten += [f"geen verschil bij de reden: {s} / {o}" for s, o in sorted(set(redenen) - zonder_reden)]
    fouten += [
        f"twee redenen voor één verschil: {s} / {o}"
        for s, o in sorted({r for r in redenen if redenen.count(r) > 1})
    ]
    if fouten:
        raise BegripError(
            "Het model en CIm VTH FLo verschillen anders dan afwijkingen.yaml zegt:\n- "
            + "\n- ".join(fouten)
            + "\nPas het model aan, of leg het verschil uit in cim_vth_flo/afwijkingen.yaml."
        )
