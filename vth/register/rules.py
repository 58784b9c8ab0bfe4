"""The canonical text of what is said, on which all comparison of deliveries and handwork rests."""

import hashlib
from collections.abc import Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from vth.begrippen.rules import Attribuut, Objecttype

SCHEIDING, NIETS = "\x1f", "\x1e"
DECIMALEN = {"coordinaat": 3, "graad": 7}


class RegisterError(Exception):
    """Something that cannot be registered; the message says what, why and what to do."""


def derive_tekst(attribuut: Attribuut, waarde: Any) -> str | None:
    """Give the canonical text of one value, or None when nothing is said (`docs/adr/0016`)."""
    if waarde is None or waarde == "":
        return None
    if attribuut.soort == "janee":
        return "ja" if waarde else "nee"
    if attribuut.soort == "datum":
        return waarde.isoformat() if isinstance(waarde, date) else str(waarde)
    if attribuut.soort == "getal":
        return str(Decimal(str(waarde)).quantize(Decimal("0.0001"), ROUND_HALF_UP))
    if attribuut.soort in DECIMALEN:
        return f"{float(waarde):.{DECIMALEN[attribuut.soort]}f}"
    return str(waarde)


def derive_inhoud_md5(objecttype: Objecttype, inhoud: Mapping[str, Any]) -> str:
    """Hash what is said of one object: its attributes in the order of the model, then the voidredenen.

    The same hash is computed set-based by `derive_inhoud_md5_sql`; a test holds the two together.
    """
    teksten = [derive_tekst(a, inhoud.get(a.naam)) for a in objecttype.attributen]
    teksten.append(inhoud.get("voidredenen") or None)
    samen = SCHEIDING.join(NIETS if tekst is None else tekst for tekst in teksten)
    return hashlib.md5(samen.encode(), usedforsecurity=False).hexdigest()


def derive_inhoud_md5_sql(objecttype: Objecttype) -> str:
    """Render the hash as a DuckDB expression over columns that hold canonical text."""
    kolommen = [a.naam for a in objecttype.attributen] + ["voidredenen"]
    return "md5(concat_ws(chr(31), " + ", ".join(f'coalesce("{k}", chr(30))' for k in kolommen) + "))"


def check_inhoud(objecttype: Objecttype, inhoud: Mapping[str, Any]) -> None:
    """Refuse content with an attribute that the object type does not have, or without one that it must have."""
    bekend = {a.naam for a in objecttype.attributen} | {"voidredenen"}
    if onbekend := sorted(set(inhoud) - bekend):
        raise RegisterError(
            f"{objecttype.titel} kent geen {', '.join(onbekend)}. Kies uit: {', '.join(sorted(bekend))}."
        )
    leeg = [a.titel for a in objecttype.attributen if a.verplicht and inhoud.get(a.naam) in (None, "")]
    if leeg:
        raise RegisterError(f"Bij {objecttype.titel} ontbreekt: {', '.join(leeg)}. Vul dit in.")


def derive_pseudoniem(geheim: str, sleutel: str) -> str:
    """Make a supplier's own number of a natural person unreadable (SHA-256 with the supplier's secret before it)."""
    return hashlib.sha256((geheim + sleutel).encode()).hexdigest()
