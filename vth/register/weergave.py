"""How people read a record: what it is called, where it is and how it stands; pure functions on what was read."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from vth.begrippen.selectors import find_label, read_objecttype
from vth.vormgeving.onderdelen import ToestandCode
from vth.vormgeving.opmaak import format_datum

NATUURLIJK_PERSOON = "natuurlijkpersoon"
MET_ADRES = ("vestiging", "nietnatuurlijkpersoon")
NAAMVELDEN = ("naam", "omschrijving", "aandachtspunt", "onderwerp", "aard", "kenmerk")
# On which day a thing ended, a violation was put right, a measure was done, or a request was decided on, by its supplier.
EINDVELDEN = ("beeindigingsdatum", "hersteldatum", "afgerond_op", "beslist_op")
ADRESVELDEN = (
    "openbare_ruimte",
    "huisnummer",
    "huisletter",
    "huisnummertoevoeging",
    "postcode",
    "woonplaats",
)


@dataclass(frozen=True)
class Toestand:
    """How a record stands on a day: a code of `vormgeving`, the word that stands for it everywhere, and one sentence."""

    code: ToestandCode
    woord: str
    zin: str


@dataclass(frozen=True)
class Periode:
    """From when up to when a supplier says that something was there."""

    begin: date
    eind: date


def derive_naam(soort: str, sleutel: str, voorkomen: Any, dag: date) -> str:
    """Give what a list calls a record. A natural person is never named in a list.

    `voorkomen` is what holds on `dag`, or the nearest to it, or None when nothing is known; then the supplier's own
    number stands in.
    """
    if soort == NATUURLIJK_PERSOON:
        return "natuurlijk persoon"
    if voorkomen is None:
        return sleutel
    if soort == "geoobject":
        return format_adres(voorkomen) or sleutel
    for veld in NAAMVELDEN:
        if tekst := getattr(voorkomen, veld, None):
            return str(tekst)
    if code := getattr(voorkomen, "activiteit", None):
        return find_label("activiteit", code, dag)
    return sleutel


def derive_plaats(soort: str, plaats: Any, voorkomen: Any) -> str:
    """Give where a list says that a record is: its place, or the address of a business. Never that of a person.

    A business without an address has no place: its name is not one.
    """
    if plaats is not None:
        return format_adres(plaats)
    if soort not in MET_ADRES or voorkomen is None:
        return ""
    adres = format_adres(voorkomen)
    return "" if adres == voorkomen.naam else adres


def derive_persoonsnaam(voorkomen: Any) -> str:
    """Give the name of a natural person, for the page of that person alone."""
    gegeven = getattr(voorkomen, "persoonsgegeven", None)
    delen = [getattr(gegeven, veld, None) for veld in ("voorletters", "voorvoegsel", "geslachtsnaam")]
    return " ".join(deel for deel in delen if deel) or "natuurlijk persoon"


def format_adres(plaats: Any) -> str:
    """Write an address on one line, or the name of a place without one; empty when nothing is known."""
    nummer = "".join(str(d) for d in (plaats.huisnummer, plaats.huisletter) if d)
    if plaats.huisnummertoevoeging:
        nummer += f"-{plaats.huisnummertoevoeging}"
    straat = " ".join(d for d in (plaats.openbare_ruimte, nummer) if d)
    postcode = format_postcode(plaats.postcode)
    plek = " ".join(d for d in (postcode, plaats.woonplaats) if d)
    return ", ".join(d for d in (straat, plek) if d) or getattr(plaats, "naam", None) or ""


def format_postcode(postcode: str | None) -> str:
    """Write a postcode as people do, with a space."""
    if postcode and len(postcode) == 6:
        return f"{postcode[:4]} {postcode[4:]}"
    return postcode or ""


def find_einddag(voorkomen: Any) -> date | None:
    """Give the day on which the thing itself ended, when its supplier says so."""
    return next((dag for veld in EINDVELDEN if (dag := getattr(voorkomen, veld, None))), None)


def derive_toestand(
    perioden: Iterable[Periode],
    dag: date,
    *,
    beeindigd_op: date | None = None,
    ontstaan_op: date | None = None,
    status: str = "",
    status_sinds: date | None = None,
) -> Toestand:
    """Say how a record stands on a day, from its known timeline and whether its supplier keeps it up to date.

    `ontstaan_op` and `beeindigd_op` are the days that the supplier gives as the begin and end of the thing itself. An
    end that a supplier reported counts before anything about the delivering.
    """
    tijdlijn = sorted(perioden, key=lambda p: p.begin)
    if not tijdlijn:
        return Toestand("neutraal", "niet bekend", "Het register wist hier op dat moment nog niets van.")
    if dag < tijdlijn[0].begin:
        return _derive_voor_begin(tijdlijn[0].begin, dag, ontstaan_op)
    if not any(p.begin <= dag < p.eind for p in tijdlijn):
        eind = max(p.eind for p in tijdlijn if p.eind <= dag)
        return Toestand(
            "neutraal", "beëindigd", f"Op {format_datum(eind)}. Hieronder staat de laatste stand."
        )
    if beeindigd_op and beeindigd_op <= dag:
        zin = f"Op {format_datum(beeindigd_op)}, volgens de leverancier."
        return Toestand("neutraal", "beëindigd", zin)
    return _derive_leverstand(tijdlijn, status, status_sinds)


def _derive_voor_begin(begin: date, dag: date, ontstaan_op: date | None) -> Toestand:
    """Say how a thing stood before its known timeline: only who knows when it came to be knows that it was not there."""
    eerste = "Hieronder staat de eerste stand die bekend is."
    if ontstaan_op and ontstaan_op > dag:
        zin = f"Het ontstond op {format_datum(ontstaan_op)}, volgens de leverancier. {eerste}"
        return Toestand("wacht", "bestond nog niet", zin)
    kop = f"Ontstaan op {format_datum(ontstaan_op)}, volgens de leverancier. " if ontstaan_op else ""
    zin = f"{kop}De bekende geschiedenis begint op {format_datum(begin)}. {eerste}"
    return Toestand("neutraal", "nog geen gegevens", zin)


def _derive_leverstand(tijdlijn: list[Periode], status: str, sinds: date | None) -> Toestand:
    """Say of something that is there whether its supplier keeps it up to date."""
    vanaf = f"Sinds {format_datum(sinds)}. " if sinds else ""
    if status == "niet_meer_aangeleverd":
        zin = f"{vanaf}Of het nog bestaat, is niet bekend. Hieronder staat de laatste stand."
        return Toestand("aandacht", "niet meer aangeleverd", zin)
    if status == "niet_bijgewerkt":
        zin = (
            f"{vanaf}De laatste regel van de leverancier is geweigerd. Hieronder staat de stand van daarvoor."
        )
        return Toestand("aandacht", "niet bijgewerkt", zin)
    return Toestand(
        "goed", "bestaat", f"De bekende geschiedenis begint op {format_datum(tijdlijn[0].begin)}."
    )


def shorten_organisatie(naam: str) -> str:
    """Write the name of an organisation as tables have room for: `OD Veenrand`."""
    return naam.replace("Omgevingsdienst ", "OD ", 1)


def name_aantal(soort: str, aantal: int) -> str:
    """Give what so many records of a kind are called behind a number: `1 vestiging`, `28 VTH-objecten`."""
    if not soort:
        return "object" if aantal == 1 else "objecten"
    objecttype = read_objecttype(soort)
    naam = objecttype.titel if aantal == 1 else objecttype.meervoud
    return naam if naam[:2].isupper() else naam[:1].lower() + naam[1:]
