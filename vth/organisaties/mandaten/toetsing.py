"""What may stand in the register: each row of a mandate looked at before it is written. Pure."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from vth.regelgeving.dagen import as_dagtekst
from vth.tijd.rules import Geldigheid

from .begrippen import ALLE
from .omzetten import OMVANGVELDEN, read_codes

SOORTEN = ("mandaat", "volmacht", "machtiging", "ondertekening")
# Of the categories of bijlage VI of the Omgevingsbesluit: a number, or a number with a letter or a number behind it.
CATEGORIE = re.compile(r"[1-9][0-9]?(\.?[0-9a-z]{1,3})?")
MEESTE_NIVEAUS = 9
WAT = {
    "besluitsoorten": "besluitsoort",
    "activiteiten": "activiteit",
    "categorieen": "categorie",
    "gebieden": "gebied",
    "processtappen": "processtap",
}


@dataclass(frozen=True)
class Rijfout:
    """What is wrong in one row: its number in the file (0 when it came from a form), the column, and a sentence."""

    rij: int
    kolom: str
    melding: str

    def __str__(self) -> str:
        """Write the fault as one line."""
        return (f"Rij {self.rij}, " if self.rij else "") + f"{self.kolom}: {self.melding}"


@dataclass(frozen=True)
class Mandaatrij:
    """One mandate in one period as somebody states it: who, whom, and what the fields of MandaatVoorkomen say."""

    rij: int
    kenmerk: str
    mandaatgever: str
    mandaatnemer: str
    geldigheid: Geldigheid
    inhoud: Mapping[str, Any]
    ondermandaat_van: str = ""


@dataclass(frozen=True)
class Bekend:
    """The codes that exist on a day, against which a row is looked at."""

    organisaties: Collection[str]
    gebieden: Collection[str]
    besluitsoorten: Collection[str]
    processtappen: Collection[str]
    activiteiten: Collection[str]


def check_rij(rij: Mandaatrij, bekend: Bekend) -> list[Rijfout]:
    """List in Dutch all that is wrong with one row by itself: missing, unknown, or against the Awb."""
    inhoud = rij.inhoud
    fouten = [(k, m) for k, m in _iter_verplicht(rij)]
    for kolom, code in (("mandaatgever", rij.mandaatgever), ("mandaatnemer", rij.mandaatnemer)):
        if code and code not in bekend.organisaties:
            fouten.append(
                (
                    kolom,
                    f"{code!r} bestaat niet op {as_dagtekst(rij.geldigheid.begin)}. Kies een code uit de lijst van organisaties.",
                )
            )
    if inhoud["soort"] not in SOORTEN:
        fouten.append(("soort", f"{inhoud['soort']!r} is geen soort. Kies uit: {', '.join(SOORTEN)}."))
    gever = (rij.mandaatgever, inhoud["mandaatgever_functie"])
    if gever == (rij.mandaatnemer, inhoud["mandaatnemer_functie"]):
        fouten.append(
            (
                "mandaatnemer_functie",
                f"{gever[1]} van {gever[0]} kan zichzelf niets geven: mandaat is beslissen in naam van een ander (Awb 10:1).",
            )
        )
    for veld in OMVANGVELDEN:
        if melding := _check_omvang(veld, inhoud[veld], bekend):
            fouten.append((veld, melding))
    fouten += _iter_grenzen(rij)
    return [Rijfout(rij.rij, kolom, melding) for kolom, melding in fouten]


def _iter_verplicht(rij: Mandaatrij) -> Any:
    """List what must be filled and is not, each with why."""
    waarom = {
        "kenmerk": "Het kenmerk ontbreekt. Geef elk mandaat een eigen nummer van de mandaatgever.",
        "mandaatgever": "De code van de mandaatgever ontbreekt.",
        "mandaatnemer": "De code van de mandaatnemer ontbreekt.",
        "mandaatgever_functie": "Het bestuursorgaan of de functie die het geeft ontbreekt. Vul een functie in, geen persoon.",
        "mandaatnemer_functie": "De functie die het krijgt ontbreekt. Vul een functie in, geen persoon.",
        "regeling": "De regeling ontbreekt; zo is niet te zien welke bevoegdheid het is.",
        "artikel": "Het artikel ontbreekt; zo is niet te zien welke bevoegdheid het is.",
        "mandaatbesluit": "Het besluit waarin het mandaat staat ontbreekt. Een algemeen mandaat wordt schriftelijk gegeven (Awb 10:5).",
    }
    for kolom, melding in waarom.items():
        waarde = (
            getattr(rij, kolom, None)
            if kolom in ("kenmerk", "mandaatgever", "mandaatnemer")
            else rij.inhoud[kolom]
        )
        if not str(waarde).strip():
            yield kolom, melding


def _check_omvang(veld: str, tekst: str, bekend: Bekend) -> str:
    """Say what is wrong with one part of the scope, or nothing."""
    codes = read_codes(tekst)
    if not codes:
        return f"Voor welke {WAT[veld]} het geldt ontbreekt. Noem codes, of schrijf ‘alle’."
    if codes == ALLE:
        return ""
    if veld == "categorieen":
        onbekend = sorted(c for c in codes if not CATEGORIE.fullmatch(c))
    else:
        onbekend = sorted(codes - set(getattr(bekend, veld)))
    return f"{', '.join(onbekend[:5])} is geen bekende {WAT[veld]}. Controleer de code." if onbekend else ""


def _iter_grenzen(rij: Mandaatrij) -> Any:
    """List what is wrong with amount, levels and days."""
    inhoud = rij.inhoud
    if (bedrag := inhoud["hoogste_bedrag_euro"]) is not None and bedrag < 0:
        yield "hoogste_bedrag_euro", f"{bedrag} euro kan niet. Vul een bedrag vanaf 0 in, of laat het leeg."
    if not 0 <= inhoud["ondermandaat_niveaus"] <= MEESTE_NIVEAUS:
        yield (
            "ondermandaat_niveaus",
            f"{inhoud['ondermandaat_niveaus']} kan niet. Kies 0 (geen ondermandaat) tot en met {MEESTE_NIVEAUS}.",
        )
    if inhoud["soort"] == "ondertekening" and inhoud["ondermandaat_niveaus"]:
        yield (
            "ondermandaat_niveaus",
            "Wie alleen mag ondertekenen, geeft dat niet door (Awb 10:11). Vul 0 in.",
        )
    if inhoud["ondergeschikt"] and rij.mandaatgever != rij.mandaatnemer:
        yield (
            "ondergeschikt",
            f"{rij.mandaatnemer} werkt niet onder {rij.mandaatgever}. Vul ‘nee’ in en leg de instemming vast (Awb 10:4).",
        )


def check_overlap(rijen: Collection[Mandaatrij]) -> list[Rijfout]:
    """Name each row whose period overlaps an earlier one with the same number of the same mandator."""
    fouten, vorige = [], dict[tuple[str, str], Mandaatrij]()
    for rij in sorted(rijen, key=lambda r: (r.mandaatgever, r.kenmerk, r.geldigheid.begin, r.rij)):
        sleutel = (rij.mandaatgever, rij.kenmerk)
        eerder = vorige.get(sleutel)
        if eerder and eerder.geldigheid.overlaps(rij.geldigheid):
            fouten.append(
                Rijfout(
                    rij.rij,
                    "begin_geldigheid",
                    f"{rij.kenmerk} van {rij.mandaatgever} staat er vanaf {as_dagtekst(rij.geldigheid.begin)} twee keer in, ook op rij {eerder.rij}. "
                    "Geef elk een eigen kenmerk, of laat de perioden aansluiten.",
                )
            )
        vorige[sleutel] = rij
    return fouten


def as_dag(tekst: str, dagvormen: Collection[str] = ()) -> date:
    """Read a day as `2026-04-22` or `22-04-2026`; raises ValueError for anything else."""
    if treffer := re.fullmatch(r"(\d{1,2})-(\d{1,2})-(\d{4})", tekst):
        dag, maand, jaar = map(int, treffer.groups())
        return date(jaar, maand, dag)
    return date.fromisoformat(tekst[:10] if re.fullmatch(r"\d{4}-\d\d-\d\d 00:00:00", tekst) else tekst)
