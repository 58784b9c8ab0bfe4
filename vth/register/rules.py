"""The canonical text of what is said, on which all comparison of deliveries and handwork rests."""

import hashlib
import re
from collections.abc import Collection, Mapping
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from itertools import groupby
from typing import Any

from vth.begrippen.rules import Attribuut, Objecttype
from vth.toegang.rules import CODEPATROON, VERTROUWELIJKHEDEN

SCHEIDING, NIETS = "\x1f", "\x1e"
SLEUTELLENGTE, GEBIEDLENGTE = 200, 10
DECIMALEN = {"coordinaat": 3, "graad": 7}
EXACT = {"getal": Decimal("0.0001"), "bedrag": Decimal("0.01")}
# What a value of each kind of attribute is in Python, and in words.
GETAL = (int, float, Decimal)
WAARDESOORTEN: dict[str, tuple[tuple[type, ...], str]] = {
    "tekst": ((str,), "tekst"),
    "code": ((str,), "code"),
    "organisatie": ((str,), "code van een organisatie"),
    "datum": ((date,), "dag"),
    "getal": (GETAL, "getal"),
    "bedrag": ((int, Decimal), "bedrag in euro’s"),
    "geheel": ((int,), "geheel getal"),
    "janee": ((bool,), "ja of nee"),
    "coordinaat": (GETAL, "coördinaat in meters"),
    "graad": (GETAL, "coördinaat in graden"),
    "geometrie": ((str,), "geometrie"),
}


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
    if attribuut.soort in EXACT:
        return str(Decimal(str(waarde)).quantize(EXACT[attribuut.soort], ROUND_HALF_UP))
    if attribuut.soort in DECIMALEN:
        return f"{float(waarde):.{DECIMALEN[attribuut.soort]}f}"
    return str(waarde)


def derive_inhoud_md5(objecttype: Objecttype, inhoud: Mapping[str, Any]) -> str:
    """Hash what is said of one object: its attributes in the order of the model, then the voidredenen.

    An attribute that came `later` takes part, with its name, only where it is filled: what was written before is not news. The same hash is computed set-based by `derive_inhoud_md5_sql`; a test holds the two together.
    """
    teksten = {a: derive_tekst(a, inhoud.get(a.naam)) for a in objecttype.attributen}
    altijd = [tekst for a, tekst in teksten.items() if not a.later]
    altijd.append(inhoud.get("voidredenen") or None)
    later = [f"{a.naam}={tekst}" for a, tekst in teksten.items() if a.later and tekst is not None]
    samen = SCHEIDING.join([*(NIETS if tekst is None else tekst for tekst in altijd), *later])
    return hashlib.md5(samen.encode(), usedforsecurity=False).hexdigest()


def derive_inhoud_md5_sql(objecttype: Objecttype, *, leeg: Collection[str] = ()) -> str:
    """Render the hash as a DuckDB expression over columns that hold canonical text.

    `leeg` names columns that are known to hold nothing in any row: they are not read, and stand as one text.
    """
    kolommen = [a.naam for a in objecttype.attributen if not a.later] + ["voidredenen"]
    delen = []
    for is_leeg, groep in groupby(kolommen, key=lambda k: k in leeg):
        if is_leeg:
            delen.append(f"'{SCHEIDING.join(NIETS for _ in groep)}'")
        else:
            delen += [f"coalesce(\"{k}\", '{NIETS}')" for k in groep]
    # concat_ws leaves out what is NULL.
    delen += [f"'{a.naam}=' || \"{a.naam}\"" for a in objecttype.attributen if a.later and a.naam not in leeg]
    return f"md5(concat_ws('{SCHEIDING}', {', '.join(delen)}))"


def check_inhoud(objecttype: Objecttype, inhoud: Mapping[str, Any]) -> None:
    """Refuse content that the object type does not know, that lacks what it must have, or that is not of its kind."""
    bekend = {a.naam for a in objecttype.attributen} | {"voidredenen"}
    if onbekend := sorted(set(inhoud) - bekend):
        raise RegisterError(
            f"{objecttype.titel} kent geen {', '.join(onbekend)}. Kies uit: {', '.join(sorted(bekend))}."
        )
    leeg = [a.titel for a in objecttype.attributen if a.verplicht and inhoud.get(a.naam) in (None, "")]
    if leeg:
        raise RegisterError(f"Bij {objecttype.titel} ontbreekt: {', '.join(leeg)}. Vul dit in.")
    fouten = [check_waarde(a, inhoud.get(a.naam)) for a in objecttype.attributen]
    if any(fouten):
        raise RegisterError(" ".join(filter(None, fouten)))


def check_waarde(attribuut: Attribuut, waarde: Any) -> str:
    """Say in Dutch why a value cannot be that of an attribute, or nothing; codes are compared with their list elsewhere."""
    if waarde is None or waarde == "":
        return ""
    soorten, woord = WAARDESOORTEN[attribuut.soort]
    if not isinstance(waarde, soorten) or (type(waarde) in (bool, datetime) and type(waarde) not in soorten):
        return f"In {attribuut.titel} staat ‘{str(waarde)[:60]}’; dat is geen {woord}. Geef een {woord}."
    if attribuut.soort == "bedrag" and isinstance(waarde, Decimal) and waarde != round(waarde, 2):
        return f"In {attribuut.titel} staat {waarde}; een bedrag heeft hoogstens twee decimalen. Rond het af op centen."
    onder, boven = attribuut.ondergrens, attribuut.bovengrens
    if onder is not None and boven is not None and isinstance(waarde, int | float | Decimal):
        if not onder <= waarde <= boven:
            return f"In {attribuut.titel} staat {waarde}; dat ligt niet tussen {onder:g} en {boven:g}. Controleer de waarde."
        return ""
    if not isinstance(waarde, str):
        return ""
    if "\0" in waarde or (attribuut.lengte and len(waarde) > attribuut.lengte):
        return f"In {attribuut.titel} staat een tekst die niet past: hoogstens {attribuut.lengte} gewone tekens. Kort haar in."
    delen = waarde.split(";") if attribuut.meervoudig else [waarde]
    if attribuut.soort == "organisatie" and not all(is_code(deel, lengte=40) for deel in delen):
        return f"In {attribuut.titel} staat ‘{waarde[:60]}’; dat is geen code. Geef de code van de organisatie, zoals GM0363."
    if attribuut.patroon and not all(re.fullmatch(attribuut.patroon, deel) for deel in delen):
        return f"In {attribuut.titel} staat ‘{waarde[:60]}’; dat heeft niet de vorm {attribuut.patroon}. Controleer de waarde."
    return ""


def is_code(tekst: str, *, lengte: int) -> bool:
    """Tell whether a text can be the code of an organisation or an area."""
    return len(tekst) <= lengte and bool(re.fullmatch(CODEPATROON, tekst))


def check_kop(*, sleutel: str, gebied: str, vertrouwelijkheid: str) -> None:
    """Refuse a record without a usable number of its own, in no possible area, or of no known confidentiality."""
    if not sleutel.strip() or "\0" in sleutel or len(sleutel) > SLEUTELLENGTE:
        raise RegisterError(
            f"Het eigen nummer ‘{sleutel[:60]}’ past niet: het is leeg of langer dan {SLEUTELLENGTE} tekens. Pas het aan."
        )
    if gebied and not is_code(gebied, lengte=GEBIEDLENGTE):
        raise RegisterError(
            f"Het gebied ‘{gebied[:60]}’ is geen code. Geef de code van een gemeente, zoals GM0363, of laat het leeg."
        )
    if vertrouwelijkheid not in VERTROUWELIJKHEDEN:
        raise RegisterError(
            f"De vertrouwelijkheid {vertrouwelijkheid!r} bestaat niet. Kies uit: {', '.join(VERTROUWELIJKHEDEN)}."
        )


def derive_pseudoniem(geheim: str, sleutel: str) -> str:
    """Make a supplier's own number of a natural person unreadable (SHA-256 with the supplier's secret before it)."""
    return hashlib.sha256((geheim + sleutel).encode()).hexdigest()
