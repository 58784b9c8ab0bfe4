"""What holds for the records of a programme: which kinds there are with which fields, how far a contribution is, and what cannot be."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any

from .lezen.uitkomst import STANDEN
from .wanneer import Wanneer

KORTSTE_MOTIVERING = 10
SCHALEN = range(1, 6)


class VoortgangError(Exception):
    """Something that cannot be recorded or worked out; the message says what was seen, why that is wrong and what to do."""


class AnderWasVoorError(VoortgangError):
    """Somebody else changed it first."""


INVULLEN, GOEDKEUREN, BEHEREN = "bijdrage.record", "bijdrage.approve", "programma.record"
CONCEPT, INGEDIEND, TERUGGEGEVEN, GOEDGEKEURD, VERGRENDELD = (
    "concept",
    "ingediend",
    "teruggegeven",
    "goedgekeurd",
    "vergrendeld",
)
GEPLAND, GEHAALD, NIET_GEHAALD, BIJGESTELD, OPNIEUW, ONBEKEND = STANDEN


@dataclass(frozen=True)
class Stap:
    """One step of a contribution: from which states, to which, which right it asks and whether it asks a reason."""

    van: frozenset[str]
    naar: str
    recht: str
    knop: str
    gedaan: str
    reden: bool = False


# What was approved waits for the round to be closed, which locks everything at once.
STAPPEN: Mapping[str, Stap] = {
    "dien_in": Stap(
        frozenset({CONCEPT, TERUGGEGEVEN}), INGEDIEND, INVULLEN, "Dien in", "De bijdrage is ingediend."
    ),
    "haal_terug": Stap(
        frozenset({INGEDIEND}),
        CONCEPT,
        INVULLEN,
        "Haal terug",
        "De bijdrage is teruggehaald; u kunt weer schrijven.",
    ),
    "geef_terug": Stap(
        frozenset({INGEDIEND, GOEDGEKEURD}),
        TERUGGEGEVEN,
        GOEDKEUREN,
        "Geef terug met opmerking",
        "De bijdrage is teruggegeven; de eigenaar leest uw opmerking.",
        True,
    ),
    "keur_goed": Stap(
        frozenset({INGEDIEND}), GOEDGEKEURD, GOEDKEUREN, "Keur goed", "De bijdrage is goedgekeurd."
    ),
}
TE_SCHRIJVEN = frozenset({CONCEPT, TERUGGEGEVEN})


@dataclass(frozen=True)
class Veld:
    """One field of a kind of record: its name on the page, and what it holds."""

    naam: str
    titel: str
    vorm: str = "tekst"
    keuzes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Soort:
    """A kind of record: its name, under which kinds it hangs, and its fields beside the title."""

    naam: str
    meervoud: str
    onder: tuple[str, ...]
    velden: tuple[Veld, ...] = ()

    def get_veld(self, naam: str) -> Veld | None:
        """Give a field by its name."""
        return next((v for v in self.velden if v.naam == naam), None)


_LOS = ("tryout", "onderzoek")
_EERST, _STAND = Veld("eerst_gemeld", "Voor het eerst gemeld in"), Veld("stand", "Stand")
_WERK = ("onderwerp", "actie")
SOORTEN: Mapping[str, Soort] = {
    "hoofdstuk": Soort("hoofdstuk", "hoofdstukken", ("",)),
    "pijler": Soort("pijler", "pijlers", ("",), (Veld("nummer", "Nummer"),)),
    "onderwerp": Soort(
        "onderwerp",
        "onderwerpen",
        ("pijler",),
        (Veld("nummer", "Nummer"), Veld("doel", "Doel"), _EERST),
    ),
    "actie": Soort("actie", "acties", _WERK, (Veld("letter", "Letter"), _EERST)),
    "mijlpaal": Soort("mijlpaal", "mijlpalen", ("", "pijler", *_WERK, *_LOS), (Veld("forum", "Gaat naar"),)),
    "risico": Soort(
        "risico",
        "risico's",
        ("", "pijler", *_WERK),
        (
            Veld("gevolg", "Gevolg voor het geheel"),
            Veld("maatregel", "Maatregel"),
            Veld("kans", "Kans (1 tot en met 5)", "schaal"),
            Veld("impact", "Gevolg (1 tot en met 5)", "schaal"),
        ),
    ),
    "besluit": Soort(
        "besluit",
        "besluiten",
        ("", "pijler", *_WERK),
        (
            Veld("orgaan", "Orgaan"),
            Veld("datum", "Datum", "datum"),
            Veld(
                "aard", "Aard", "keuze", ("agendapunt", "vastgesteld", "ter informatie", "niet vastgesteld")
            ),
        ),
    ),
    "product": Soort("product", "producten", ("", "pijler", *_WERK), (_STAND,)),
    "tryout": Soort(
        "try-out", "try-outs", ("", "pijler", *_WERK), (Veld("tekst", "Tekst"), Veld("einde", "Einde"))
    ),
    "onderzoek": Soort(
        "thematisch onderzoek",
        "thematische onderzoeken",
        ("", "pijler", *_WERK),
        (Veld("tekst", "Tekst"), _STAND),
    ),
    "samenhang": Soort(
        "samenhang",
        "samenhang",
        ("",),
        (
            Veld("van", "Van", "sleutel"),
            Veld("naar", "Naar", "sleutel"),
            Veld("aard", "Aard", "keuze", ("afhankelijk", "raakvlak")),
            Veld("dagen", "Dagen die er minstens tussen zitten", "getal"),
        ),
    ),
    "reviewactie": Soort(
        "actie uit de gateway-review",
        "acties uit de gateway-review",
        ("", "pijler", *_WERK),
        (_STAND, Veld("vervolg", "Vervolg")),
    ),
    "igovernance": Soort(
        "besluit over I-governance",
        "besluiten over I-governance",
        ("", "pijler", *_WERK),
        (Veld("datum", "Datum", "datum"), Veld("vervolg", "Vervolg"), _STAND),
    ),
    "partij": Soort("partij", "partijen", ("",), (Veld("taak", "Taak"),)),
}


def check_soort(soort: str) -> Soort:
    """Give a kind of record. Raises VoortgangError that names the kinds there are."""
    if soort not in SOORTEN:
        raise VoortgangError(f"De soort ‘{soort[:40]}’ bestaat niet. Kies uit: {', '.join(SOORTEN)}.")
    return SOORTEN[soort]


def check_inhoud(soort: str, titel: str, inhoud: Mapping[str, Any]) -> dict[str, Any]:
    """Give the fields of a record as they are kept, without those that are empty.

    Raises VoortgangError for a title that is empty, a field that the kind does not have, and a value that the field cannot hold.
    """
    vorm = check_soort(soort)
    if fouten := find_inhoudfouten(soort, titel, inhoud):
        raise VoortgangError(next(iter(fouten.values())))
    gevuld = {naam: waarde for naam, waarde in inhoud.items() if waarde not in (None, "")}
    return {naam: _check_waarde(vorm.get_veld(naam), waarde) for naam, waarde in gevuld.items()}


def find_inhoudfouten(soort: str, titel: str, inhoud: Mapping[str, Any]) -> dict[str, str]:
    """Say per field of a record what cannot be, all at once; empty when it can be kept. Raises VoortgangError for a kind that does not exist."""
    vorm, fouten = check_soort(soort), dict[str, str]()
    if not titel.strip():
        fouten["titel"] = f"Een {vorm.naam} heeft een titel of tekst nodig; die is leeg."
    for naam in sorted(inhoud):
        veld = vorm.get_veld(naam)
        if veld is None:
            mag = ", ".join(v.naam for v in vorm.velden) or "alleen een titel"
            fouten[naam] = f"Een {vorm.naam} heeft geen veld ‘{naam[:40]}’. Gebruik: {mag}."
        elif inhoud[naam] not in (None, ""):
            try:
                _check_waarde(veld, inhoud[naam])
            except VoortgangError as fout:
                fouten[naam] = str(fout)
    return fouten


def _check_waarde(veld: Veld | None, waarde: Any) -> Any:
    assert veld is not None
    if veld.vorm in ("schaal", "getal"):
        getal = waarde if isinstance(waarde, int) and not isinstance(waarde, bool) else _read_geheel(waarde)
        goed = getal in SCHALEN if veld.vorm == "schaal" else getal is not None and 0 <= getal <= 3650
        if not goed:
            grens = "van 1 tot en met 5" if veld.vorm == "schaal" else "van 0 tot en met 3650"
            raise VoortgangError(f"{veld.titel}: ‘{str(waarde)[:40]}’ kan niet. Geef een heel getal {grens}.")
        return getal
    if veld.vorm == "datum":
        return read_dag(waarde, veld.titel).isoformat()
    tekst = str(waarde).strip()
    if veld.vorm == "keuze" and tekst not in veld.keuzes:
        raise VoortgangError(
            f"{veld.titel}: ‘{tekst[:40]}’ bestaat niet. Kies uit: {', '.join(veld.keuzes)}."
        )
    return tekst


def _read_geheel(waarde: Any) -> int | None:
    tekst = str(waarde).strip()
    return int(tekst) if re.fullmatch(r"[0-9]{1,6}", tekst) else None


def read_dag(waarde: Any, wat: str) -> date:
    """Read a day. Raises VoortgangError for what is none."""
    if isinstance(waarde, date):
        return waarde
    try:
        return date.fromisoformat(str(waarde).strip())
    except ValueError:
        raise VoortgangError(
            f"{wat}: ‘{str(waarde)[:40]}’ is geen dag. Schrijf jaar, maand en dag, zoals 2024-03-31."
        ) from None


def check_stap(stap: str, stand: str) -> Stap:
    """Give a step that can be taken from a state. Raises VoortgangError that says from where it can."""
    if stap not in STAPPEN:
        raise VoortgangError(f"De stap ‘{stap[:40]}’ bestaat niet. Kies uit: {', '.join(STAPPEN)}.")
    if stand not in STAPPEN[stap].van:
        mag = " of ".join(sorted(STAPPEN[stap].van))
        raise VoortgangError(
            f"‘{STAPPEN[stap].knop}’ kan niet nu de bijdrage {stand} is, alleen als die {mag} is."
        )
    return STAPPEN[stap]


def check_motivering(tekst: str, wat: str) -> str:
    """Give a reason without its margins. Raises VoortgangError for one that says nothing."""
    if len(tekst.strip()) < KORTSTE_MOTIVERING:
        raise VoortgangError(
            f"Schrijf op {wat}, in minstens {KORTSTE_MOTIVERING} tekens; er staat ‘{tekst.strip()}’."
        )
    return tekst.strip()


def check_wanneer(wanneer: Wanneer) -> None:
    """Refuse a planned time that cannot be: words that were not understood, or an end before its begin. Raises VoortgangError."""
    if wanneer.soort == "onbekend" and wanneer.tekst.strip():
        raise VoortgangError(
            f"‘{wanneer.tekst[:60]}’ is geen tijd die Open VTH kent. Schrijf bijvoorbeeld Q2 van 2024, eind 2024, 31 maart 2024 of doorlopend."
        )
    if wanneer.van and wanneer.tot and wanneer.van > wanneer.tot:
        raise VoortgangError(
            f"De planning ‘{wanneer.tekst[:60]}’ eindigt voordat zij begint. Draai de dagen om."
        )
    if (wanneer.van is None) != (wanneer.tot is None):
        raise VoortgangError(
            f"De planning ‘{wanneer.tekst[:60]}’ heeft maar één van beide dagen. Geef de eerste en de laatste dag."
        )


def check_bedrag(waarde: Decimal | str | int, wat: str) -> Decimal:
    """Give an amount in euros with exact cents. Raises VoortgangError for what is no amount, is below zero or has parts of a cent."""
    try:
        bedrag = Decimal(str(waarde).strip())
    except InvalidOperation:
        raise VoortgangError(
            f"{wat}: ‘{str(waarde)[:40]}’ is geen bedrag. Schrijf bijvoorbeeld 12500.50."
        ) from None
    if not bedrag.is_finite() or bedrag < 0 or _count_decimalen(bedrag) > 2 or bedrag >= 10**11:
        raise VoortgangError(
            f"{wat}: {str(waarde)[:40]} kan niet. Een bedrag is nul of meer, heeft hoogstens twee cijfers achter de komma en is kleiner dan 100 miljard."
        )
    return bedrag.quantize(Decimal("0.01"))


def _count_decimalen(bedrag: Decimal) -> int:
    """Count the figures after the point as they were written: `1.500` may be fifteen hundred, and is not guessed to be one and a half."""
    return -int(bedrag.as_tuple().exponent)


def derive_gelijk(tekst: str) -> str:
    """Give what two titles must share to be the same thing: letters and figures only, in small letters."""
    return re.sub(r"[\W_]+", " ", tekst.casefold()).strip()


@lru_cache(maxsize=32_768)
def derive_volgorde(sleutel: str) -> tuple[tuple[int, int, str], ...]:
    """Give by what keys are put in order: numbers by their size, letters by the alphabet."""
    delen = re.findall(r"[0-9]+|[^0-9.#]+", sleutel)
    return tuple((0, int(deel), "") if deel.isdecimal() else (1, 0, deel) for deel in delen)
