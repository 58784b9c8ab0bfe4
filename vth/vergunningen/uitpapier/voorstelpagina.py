"""What the pages of a proposal show: the source beside what was read in it, chapter by chapter."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q

from vth.regelgeving.dagen import as_dagtekst
from vth.toegang.rules import Viewer

from ..boeking import SCHRIJVEN
from ..inhoud import Plichtsoort, VoorschriftError, make_grenswaarde
from ..models import Toestemming, Voorstel, Voorstelregel
from ..vergunningpagina import describe_grenswaarde
from .selectors import get_voorstel, get_voorstelregel

MEESTE, MEESTE_REST = 40, 400
WOORD: dict[str, str] = {
    Voorstelregel.Staat.AANVAARD: "goed",
    Voorstelregel.Staat.AANGEPAST: "goed",
    Voorstelregel.Staat.VERWORPEN: "neutraal",
}
RESTNAAM = {
    "voor": "Voor de voorschriften",
    "na": "Na de voorschriften",
    "inhoudsopgave": "Inhoudsopgave",
    "paginarand": "Kop- en voetregels van bladzijden",
    "tussenkop": "Koppen zonder nummer",
}


@dataclass(frozen=True)
class Bronbeeld:
    """One line of the source as the page shows it."""

    plek: int
    tekst: str
    blad: int | None


@dataclass(frozen=True)
class Regelbeeld:
    """One proposed voorschrift beside its source."""

    regel: Voorstelregel
    toestand: tuple[str, str]
    ouder: str
    bron: tuple[Bronbeeld, ...]
    grenzen: tuple[str, ...]
    plichten: tuple[str, ...]
    verwijzingen: tuple[str, ...]
    open: bool


@dataclass(frozen=True)
class Hoofdstuk:
    """One top of the tree, with how many of its parts are still to be decided and how many of those are sure."""

    volgnummer: int
    naam: str
    te_doen: int
    zeker: int
    gekozen: bool


@dataclass(frozen=True)
class Voorstelpagina:
    """Everything that the page of a proposal shows."""

    voorstel: Voorstel
    toestand: tuple[str, str]
    hoofdstukken: tuple[Hoofdstuk, ...]
    hoofdstuk: Hoofdstuk | None
    regels: tuple[Regelbeeld, ...]
    volgende: int | None
    rest: tuple[tuple[str, tuple[Bronbeeld, ...], int], ...]
    mag: bool


def make_voorstelpagina(
    viewer: Viewer, voorstel_id: uuid.UUID, hoofdstuk: int | None, vanaf: int
) -> Voorstelpagina:
    """Put the page of a proposal together for one chapter; without one, the first with something to decide.

    Raises BestaatNietError.
    """
    voorstel = get_voorstel(viewer, voorstel_id)
    hoofdstukken = _list_hoofdstukken(voorstel, hoofdstuk)
    gekozen = next((h for h in hoofdstukken if h.gekozen), None)
    rijen: list[Voorstelregel] = []
    if gekozen is not None:
        rijen = list(
            voorstel.regels.select_related("ouder")
            .filter(hoofdstuk=gekozen.volgnummer, volgnummer__gte=vanaf)
            .order_by("volgnummer")[: MEESTE + 1]
        )
    return Voorstelpagina(
        voorstel=voorstel,
        toestand=find_toestand(voorstel, hoofdstukken),
        hoofdstukken=hoofdstukken,
        hoofdstuk=gekozen,
        regels=tuple(make_regelbeeld(voorstel, r) for r in rijen[:MEESTE]),
        volgende=rijen[MEESTE].volgnummer if len(rijen) > MEESTE else None,
        rest=tuple(_list_rest(voorstel)),
        mag=may_write(viewer, voorstel.toestemming),
    )


def may_write(viewer: Viewer, toestemming: Toestemming) -> bool:
    """Tell whether a viewer can take over parts in this draft."""
    van = toestemming.vergunning.leverancier
    return (
        SCHRIJVEN in viewer.handelingen
        and van in viewer.organisaties
        and toestemming.staat == Toestemming.Staat.CONCEPT
    )


def _list_hoofdstukken(voorstel: Voorstel, gevraagd: int | None) -> tuple[Hoofdstuk, ...]:
    """List the chapters of a proposal, and which one is shown."""
    open_ = Q(staat=Voorstelregel.Staat.OPEN)
    tellingen = {
        rij["hoofdstuk"]: (rij["te_doen"], rij["zeker_open"])
        for rij in voorstel.regels.values("hoofdstuk").annotate(
            te_doen=Count("pk", filter=open_), zeker_open=Count("pk", filter=open_ & Q(zeker=True))
        )
    }
    toppen = list(voorstel.regels.filter(volgnummer__in=list(tellingen)).order_by("volgnummer"))
    bekend = {t.volgnummer for t in toppen}
    eerste = next(
        (t.volgnummer for t in toppen if tellingen[t.volgnummer][0]), toppen[0].volgnummer if toppen else 0
    )
    gekozen = gevraagd if gevraagd in bekend else eerste
    return tuple(
        Hoofdstuk(
            t.volgnummer,
            f"{t.nummer} {t.titel}".strip()[:60],
            *tellingen[t.volgnummer],
            t.volgnummer == gekozen,
        )
        for t in toppen
    )


def find_toestand(voorstel: Voorstel, hoofdstukken: Sequence[Hoofdstuk]) -> tuple[str, str]:
    """Say how far a proposal is: code and words."""
    if voorstel.staat == Voorstel.Staat.WACHT:
        return "bezig", "wordt gelezen"
    if voorstel.staat == Voorstel.Staat.NIET_LEESBAAR:
        return "fout", "niet gelezen"
    te_doen = sum(h.te_doen for h in hoofdstukken)
    if not hoofdstukken:
        return "aandacht", "geen voorschriften gevonden"
    return ("wacht", f"nog {te_doen} te beoordelen") if te_doen else ("goed", "alles is beoordeeld")


def make_regelpagina(viewer: Viewer, voorstel_id: uuid.UUID, volgnummer: int) -> tuple[Voorstel, Regelbeeld]:
    """Give one part with its source. Raises BestaatNietError."""
    voorstel = get_voorstel(viewer, voorstel_id)
    return voorstel, make_regelbeeld(voorstel, get_voorstelregel(voorstel, volgnummer))


def make_regelbeeld(voorstel: Voorstel, regel: Voorstelregel) -> Regelbeeld:
    """Make what is shown of one part."""
    gegevens = regel.gegevens
    return Regelbeeld(
        regel=regel,
        toestand=(WOORD[regel.staat], regel.get_staat_display())
        if regel.staat in WOORD
        else ("wacht", "zeker")
        if regel.zeker
        else ("aandacht", "met twijfel"),
        ouder=regel.ouder.nummer if regel.ouder else "",
        bron=tuple(_list_bron(voorstel, regel.plekken)),
        grenzen=tuple(_describe_grens(g) for g in gegevens.get("grenswaarden", ())),
        plichten=tuple(_describe_plicht(p) for p in gegevens.get("verplichtingen", ())),
        verwijzingen=tuple(gegevens.get("verwijzingen", ())),
        open=regel.staat == Voorstelregel.Staat.OPEN,
    )


def _describe_grens(grens: Mapping[str, Any]) -> str:
    """Write a limit as people read it."""
    try:
        return describe_grenswaarde(make_grenswaarde(grens))
    except VoorschriftError as fout:
        return str(fout)


def _describe_plicht(plicht: Mapping[str, Any]) -> str:
    """Write an obligation as people read it, with its rhythm."""
    maanden = plicht.get("iedere_maanden", 0)
    ritme = {0: "", 1: ", iedere maand", 12: ", ieder jaar"}.get(maanden, f", iedere {maanden} maanden")
    dag = f", voor het eerst op {_say_dag(str(plicht['eerste_dag']))}" if plicht.get("eerste_dag") else ""
    return f"{Plichtsoort(plicht['soort']).value.capitalize()}{ritme}{dag}"


def _say_dag(tekst: str) -> str:
    """Write a day that was read from paper as people do; what is no day stays as it was read."""
    try:
        return as_dagtekst(date.fromisoformat(tekst))
    except ValueError:
        return tekst


def _list_bron(voorstel: Voorstel, plekken: Sequence[int]) -> list[Bronbeeld]:
    """List lines of the source."""
    regels = voorstel.bronregels
    return [Bronbeeld(p + 1, regels[p]["t"], regels[p].get("b")) for p in plekken if p < len(regels)]


def _list_rest(voorstel: Voorstel) -> list[tuple[str, tuple[Bronbeeld, ...], int]]:
    """List what is no voorschrift, by what it seems to be, with how many lines that are."""
    return [
        (
            RESTNAAM.get(stuk["soort"], stuk["soort"]),
            tuple(_list_bron(voorstel, stuk["plekken"][:MEESTE_REST])),
            len(stuk["plekken"]),
        )
        for stuk in voorstel.rest
    ]
