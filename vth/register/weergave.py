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
NAAMVELDEN = ("naam", "omschrijving", "onderwerp", "kenmerk")


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
    """Give where a list says that a record is: its place, or the address of a business. Never that of a person."""
    if plaats is not None:
        return format_adres(plaats)
    return format_adres(voorkomen) if soort in MET_ADRES and voorkomen is not None else ""


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


def derive_toestand(
    perioden: Iterable[Periode],
    dag: date,
    *,
    beeindigd_op: date | None = None,
    status: str = "",
    status_sinds: date | None = None,
) -> Toestand:
    """Say how a record stands on a day, from its known timeline and whether its supplier keeps it up to date.

    `beeindigd_op` is the day that the supplier gives as the end of the thing itself. An end that a supplier reported
    counts before anything about the delivering.
    """
    tijdlijn = sorted(perioden, key=lambda p: p.begin)
    if not tijdlijn:
        return Toestand(
            "neutraal", "niet bekend", "Op dit moment was er in het register nog niets over bekend."
        )
    if dag < tijdlijn[0].begin:
        zin = f"Het begint op {format_datum(tijdlijn[0].begin)}."
        return Toestand("wacht", "bestond nog niet", zin)
    if not any(p.begin <= dag < p.eind for p in tijdlijn):
        eind = max(p.eind for p in tijdlijn if p.eind <= dag)
        return Toestand(
            "neutraal", "beëindigd", f"Op {format_datum(eind)}. Hieronder staat de laatste stand."
        )
    if beeindigd_op and beeindigd_op <= dag:
        zin = f"Op {format_datum(beeindigd_op)}, volgens de leverancier."
        return Toestand("neutraal", "beëindigd", zin)
    return _derive_leverstand(tijdlijn, status, status_sinds)


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


def get_meervoud(soort: str) -> str:
    """Give what several records of a kind are called in a sentence: `VTH-objecten`, `vestigingen`."""
    if not soort:
        return "objecten"
    naam = read_objecttype(soort).meervoud
    return naam if naam[:2].isupper() else naam[:1].lower() + naam[1:]
