"""Choosing which members of an answer come back: `velden=id,naam`."""

from collections.abc import Collection, Mapping
from typing import Any

from .invoer import InvoerError, Veldfout
from .vormen import Vorm


def list_velden(vorm: type[Vorm]) -> tuple[str, ...]:
    """List the members of an answer by the names of the interface."""
    return tuple(str(veld.alias or naam) for naam, veld in vorm.model_fields.items())


def read_velden(tekst: str, vorm: type[Vorm]) -> frozenset[str] | None:
    """Read which members are asked for; None means all. Raises InvoerError that names what can be chosen."""
    if not tekst.strip():
        return None
    gevraagd = [deel.strip() for deel in tekst.split(",") if deel.strip()]
    kan = list_velden(vorm)
    fouten = [
        Veldfout(
            "velden", f"Het veld ‘{naam[:40]}’ bestaat niet. Kies uit: {', '.join(kan)}.", "onbekend_veld"
        )
        for naam in dict.fromkeys(gevraagd)
        if naam not in kan
    ]
    if fouten:
        raise InvoerError(fouten[:10])
    return frozenset(gevraagd)


def keep_velden(inhoud: Mapping[str, Any], velden: Collection[str] | None) -> Mapping[str, Any]:
    """Keep of an object the members that were asked for, in their own order."""
    return inhoud if velden is None else {naam: w for naam, w in inhoud.items() if naam in velden}


def has_een(velden: frozenset[str] | None, *namen: str) -> bool:
    """Tell whether any of these members is asked for, so that what only they need can be left undone."""
    return velden is None or not velden.isdisjoint(namen)
