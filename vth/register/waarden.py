"""What one record says on a day: each value with since when it holds and where it was first said."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from vth.begrippen.rules import Attribuut, Objecttype
from vth.tijd.models import Herkomst

from .models import Bronobject


@dataclass(frozen=True)
class Waardebeeld:
    """One value as it is shown: what, who said it, since when it holds without a break, and where it was first said."""

    attribuut: Attribuut
    waarde: Any
    bronobject: Bronobject
    sinds: date
    herkomst: Herkomst
    voidreden: str = ""


def list_waarden(
    objecttype: Objecttype, bronobject: Bronobject, tijdlijn: Sequence[Any], dag: date
) -> list[Waardebeeld]:
    """Give the values of one record on a day, each with since when it holds and where it was first said."""
    if not tijdlijn:
        return []
    plek = _find_plek(tijdlijn, dag)
    nu = tijdlijn[plek]
    redenen = dict(deel.split(":", 1) for deel in (nu.voidredenen or "").split())
    beelden = []
    for attribuut in objecttype.attributen:
        waarde = _read_waarde(nu, attribuut.naam)
        begin = nu
        for eerder in reversed(tijdlijn[:plek]):
            if (
                eerder.eind_geldigheid != begin.begin_geldigheid
                or _read_waarde(eerder, attribuut.naam) != waarde
            ):
                break
            begin = eerder
        if waarde is not None or attribuut.naam in redenen:
            reden = redenen.get(attribuut.naam, "")
            beelden.append(
                Waardebeeld(attribuut, waarde, bronobject, begin.begin_geldigheid, begin.herkomst, reden)
            )
    return beelden


def _find_plek(tijdlijn: Sequence[Any], dag: date) -> int:
    """Give the place in a timeline of what holds on a day; else of the last before it, else of the first."""
    voor = [n for n, v in enumerate(tijdlijn) if v.begin_geldigheid <= dag]
    return voor[-1] if voor else 0


def _read_waarde(voorkomen: Any, naam: str) -> Any:
    """Read an attribute; of a natural person it stands with the Persoonsgegeven."""
    waar = getattr(voorkomen, "persoonsgegeven", voorkomen)
    return getattr(waar, naam, None)
