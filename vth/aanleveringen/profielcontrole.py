"""What must hold of a leverprofiel before anything can be delivered by it; each fault says what to do."""

import re
from collections.abc import Mapping, Sequence

from vth.begrippen.rules import Objecttype
from vth.toegang.rules import CODEPATROON, VERTROUWELIJKHEDEN

from .profiel import AFWEZIG, CRS, ERNSTEN, LEVERINGEN, SOORTEN, Leverprofiel, Veld, Verwijzing

NAAM = re.compile(r"[a-z0-9]+([._-][a-z0-9]+)*")
NAAM_LENGTE, CODE_LENGTE = 80, 40


def check_profiel(profiel: Leverprofiel) -> list[str]:
    """List what is wrong with the values of a profile."""
    fouten = [*_check_namen(profiel), *_check_keuzes(profiel), *_check_getallen(profiel)]
    fouten += _check_bestand(profiel)
    if not profiel.stromen:
        fouten.append("er is geen enkele stroom. Noem onder `stromen:` welke gegevensset het bestand vult.")
    fouten += [
        f"toetsen.{naam} noemt geen reden. Schrijf op waarom."
        for naam, a in profiel.toetsen.items()
        if not a.reden.strip()
    ]
    if profiel.historie and any(s.begin_geldigheid is None for s in profiel.stromen):
        fouten.append(
            "historie is ja, maar een stroom heeft geen begin_geldigheid. Noem de kolom waar de periode begint."
        )
    for gegevensset in profiel.gegevenssets:
        vormen = {tuple(sorted(s.velden)) for s in profiel.stromen if s.gegevensset == gegevensset}
        if len(vormen) > 1:
            fouten.append(
                f"twee stromen vullen {gegevensset} met verschillende velden. Een record zou half zijn; geef ze dezelfde."
            )
    return fouten


def _check_namen(profiel: Leverprofiel) -> list[str]:
    """Check the names by which profile, series and supplier are kept."""
    fouten = [
        f"{wat} is {naam!r}. Schrijf kleine letters, cijfers en punten, zoals `uwdienst.inrichtingen`, "
        f"hoogstens {NAAM_LENGTE} tekens."
        for wat, naam in (("id", profiel.id), ("reeks", profiel.reeks))
        if naam and not (NAAM.fullmatch(naam) and len(naam) <= NAAM_LENGTE)
    ]
    fouten += [f"{wat} is leeg. Vul dit in." for wat in ("id", "titel") if not getattr(profiel, wat).strip()]
    if not re.fullmatch(CODEPATROON, profiel.leverancier) or len(profiel.leverancier) > CODE_LENGTE:
        fouten.append(
            f"leverancier is {profiel.leverancier!r}. Schrijf de code van de organisatie, zoals OD-DCMR of GM0363."
        )
    return fouten


def _check_keuzes(profiel: Leverprofiel) -> list[str]:
    """Check the values that must be one of a list."""
    keuzes = [
        ("bestand.soort", profiel.bestand.soort, SOORTEN),
        ("levering", profiel.levering, LEVERINGEN),
        ("afwezig", profiel.afwezig, AFWEZIG),
        ("crs", profiel.crs, CRS),
        ("vertrouwelijkheid", profiel.vertrouwelijkheid, VERTROUWELIJKHEDEN),
        ("decimaal", profiel.decimaal, (".", ",")),
        ("apostrof", profiel.apostrof, ("", "weg")),
        *((f"toetsen.{naam}.ernst", a.ernst, ERNSTEN) for naam, a in profiel.toetsen.items()),
    ]
    return [
        f"{naam} is {waarde!r}. Kies uit: {', '.join(mag)}."
        for naam, waarde, mag in keuzes
        if waarde not in mag
    ]


def _check_getallen(profiel: Leverprofiel) -> list[str]:
    """Check that thresholds are percentages and that the interval is a number of days."""
    fouten = [
        f"{naam} is {waarde:g}. Schrijf een percentage van 0 tot en met 100."
        for naam in ("geweigerd_procent", "einden_procent")
        if not 0 <= (waarde := getattr(profiel, naam)) <= 100
    ]
    if not 0 <= profiel.interval_dagen <= 3660:
        fouten.append(
            f"interval_dagen is {profiel.interval_dagen:g}. Schrijf een aantal dagen, of laat het weg."
        )
    return fouten


def _check_bestand(profiel: Leverprofiel) -> list[str]:
    """Check encoding and delimiter."""
    fouten, vorm = [], profiel.bestand
    if vorm.scheiding and (len(vorm.scheiding) > 1 or vorm.scheiding in "\"'\r\n\\"):
        fouten.append(f"bestand.scheiding is {vorm.scheiding!r}. Schrijf één teken, zoals `;`.")
    try:
        b"a".decode(vorm.codering or "utf-8")
    except (LookupError, ValueError):
        fouten.append(
            f"bestand.codering is {vorm.codering!r} en die bestaat niet. Schrijf bijvoorbeeld utf-8 of windows-1252, "
            "of laat het weg; dan zoekt Open VTH het uit."
        )
    return fouten


def check_namen(
    objecttype: Objecttype,
    velden: Mapping[str, Veld],
    relaties: Mapping[str, Sequence[Verwijzing]],
    waar: str,
) -> list[str]:
    """List fields and relations that the object type does not have, or must have and lacks."""
    fouten = []
    for naam in velden:
        if objecttype.get_attribuut(naam) is None:
            mag = ", ".join(a.naam for a in objecttype.attributen)
            fouten.append(f"{waar}: veld {naam!r} bestaat niet. Kies uit: {mag}.")
    for attribuut in objecttype.attributen:
        if attribuut.verplicht and attribuut.naam not in velden:
            fouten.append(
                f"{waar}: veld {attribuut.naam!r} is verplicht en krijgt geen kolom of vaste waarde."
            )
    for naam, verwijzingen in relaties.items():
        relatie = objecttype.get_relatie(naam)
        if relatie is None:
            mag = ", ".join(r.naam for r in objecttype.relaties)
            fouten.append(f"{waar}: relatie {naam!r} bestaat niet. Kies uit: {mag}.")
            continue
        for verwijzing in verwijzingen:
            if verwijzing.naar not in relatie.naar:
                fouten.append(
                    f"{waar}: relatie {naam!r} leidt niet naar {verwijzing.naar!r}. Kies uit: {', '.join(relatie.naar)}."
                )
    return fouten


def check_verwijzing(verwijzing: Verwijzing, waar: str) -> list[str]:
    """List what is wrong with a reference by a part of a key: such a key must be readable, and one reference at a time."""
    fouten = []
    if verwijzing.deel not in ("", "begin"):
        fouten.append(f"{waar}: deel is {verwijzing.deel!r}. Schrijf `begin`, of laat het weg.")
    if verwijzing.voorkeur and not verwijzing.deel:
        fouten.append(
            f"{waar}: voorkeur telt alleen bij `deel: begin`. Voeg dat toe, of haal de voorkeur weg."
        )
    if verwijzing.deel and verwijzing.naar == "natuurlijkpersoon":
        fouten.append(
            f"{waar}: nummers van personen zijn onleesbaar gemaakt; noem het hele nummer en haal `deel` weg."
        )
    if verwijzing.deel and verwijzing.splits:
        fouten.append(f"{waar}: `deel` en `splits` gaan niet samen. Kies één van beide.")
    return fouten
