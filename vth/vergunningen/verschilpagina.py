"""What pages show of a difference: each voorschrift as it was and as it became, marked as a lawyer does."""

import json
import uuid
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from vth.tijd import klok
from vth.tijd.rules import Peilmoment
from vth.toegang.rules import Viewer

from .consolidatie import find_besluitverschil, find_verschil
from .inhoud import Voorschrifttype, make_inhoud
from .models import Toestemming, Vergunning
from .omgeving import name_records, say_bereik
from .selectors import list_nummers
from .vergunningpagina import describe_grenswaarde, describe_verplichting
from .verschil import Toestand, Verschil, Verschilsoort

VERSCHILWOORD = {
    Verschilsoort.NIEUW: ("goed", "nieuw"),
    Verschilsoort.VERVALLEN: ("fout", "vervallen"),
    Verschilsoort.GEWIJZIGD: ("aandacht", "gewijzigd"),
    Verschilsoort.VERPLAATST: ("neutraal", "verplaatst"),
}


# Of what is new or gone the heading says this already.
PLAATS = ("nummer", "plek", "plaats")


@dataclass(frozen=True)
class Verschilbeeld:
    """One voorschrift that differs: its number, title, text and what of it is data, before and after.

    `gegevens` are the lines that are another text on either side: limits, duties, place, kind and for what it is.
    """

    nummer: str
    toestand: tuple[str, str]
    titels: tuple[str, str]
    teksten: tuple[str, str]
    gegevens: tuple[tuple[str, str], ...]
    adres: str


def make_verschil(
    viewer: Viewer, vergunning: Vergunning, voor: Peilmoment, na: Peilmoment
) -> list[Verschilbeeld]:
    """Give what differs in a permit between two moments, for the page that marks it."""
    return make_verschilbeelden(viewer, find_verschil(vergunning.pk, voor, na))


def make_besluitverschil(
    viewer: Viewer, van: Toestemming, tot: Toestemming, bekend_op: datetime
) -> list[Verschilbeeld]:
    """Give what differs between a permit as one established decision left it and as another did, as it was known then."""
    return make_verschilbeelden(viewer, find_besluitverschil((van, 1), (tot, 1), bekend_op))


def make_eigen_verschil(viewer: Viewer, toestemming: Toestemming) -> list[Verschilbeeld]:
    """Give what one established decision changed in its permit on its first day."""
    verschillen = find_besluitverschil((toestemming, 0), (toestemming, 1), klok.now())
    return make_verschilbeelden(viewer, verschillen)


def make_verschilbeelden(viewer: Viewer, verschillen: Sequence[Verschil]) -> list[Verschilbeeld]:
    """Make what is shown of a difference: each voorschrift with its words and its data before and after."""
    kanten = [t for d in verschillen for t in (d.voor, d.na) if t is not None]
    nu = Peilmoment(klok.today(), klok.now())
    namen = name_records(viewer, {r for t in kanten for r in t.bereik}, nu)
    nummers = list_nummers({t.ouder for t in kanten if t.ouder})
    beelden = []
    for d in verschillen:
        voor, na = d.voor, d.na
        regels = [_list_gegevens(t, namen, nummers) if t else {} for t in (voor, na)]
        if voor is None or na is None:
            regels = [{k: v for k, v in kant.items() if k not in PLAATS} for kant in regels]
        if voor and na and voor.bereik != na.bereik and regels[0].get("bereik") == regels[1].get("bereik"):
            regels[1]["bereik"] += " (iets anders dan eerst)"
        paren = [(regels[0].get(naam, ""), regels[1].get(naam, "")) for naam in {**regels[0], **regels[1]}]
        beelden.append(
            Verschilbeeld(
                nummer=next((t.nummer for t in (na, voor) if t), ""),
                toestand=VERSCHILWOORD[d.soort],
                titels=(voor.titel if voor else "", na.titel if na else ""),
                teksten=(voor.tekst if voor else "", na.tekst if na else ""),
                gegevens=tuple(p for p in paren if p[0] != p[1]),
                adres=reverse("vergunningen:voorschrift", args=[d.voorschrift]),
            )
        )
    return beelden


def _list_gegevens(
    t: Toestand, namen: Mapping[uuid.UUID, str], nummers: Mapping[uuid.UUID, str]
) -> dict[str, str]:
    """Write what of a voorschrift is not its words, line by line under a name by which both sides are compared."""
    inhoud = make_inhoud(t.nummer, t.titel, t.tekst, json.loads(t.gegevens) if t.gegevens else {})
    regels = {"nummer": f"Nummer: {t.nummer}"}
    # Of two with one name the first goes with the first of the other side.
    namen_hier: Counter[str] = Counter()
    delen = [
        (f"grens {g.stof or g.naam} {g.medium} {g.emissiepunt} {g.middeling}", describe_grenswaarde(g))
        for g in inhoud.grenswaarden
    ]
    delen += [(f"plicht {v.soort} {v.omschrijving}", describe_verplichting(v)) for v in inhoud.verplichtingen]
    for sleutel, zin in delen:
        regels[f"{sleutel} {namen_hier[sleutel]}"] = zin
        namen_hier[sleutel] += 1
    regels |= {f"verwijst {w}": f"Verwijst naar: {w}" for w in inhoud.verwijzingen}
    if t.ouder:
        regels["plek"] = f"Staat onder: {nummers.get(t.ouder, '')}"
    if t.plaats:
        regels["plaats"] = f"Plaats daaronder: {t.plaats}"
    if t.voorschrifttype == Voorschrifttype.MAATWERK:
        regels["type"] = "Maatwerk"
    if not t.openbaar:
        regels["openbaar"] = "Niet openbaar"
    if t.bereik:
        regels["bereik"] = f"Alleen voor: {say_bereik(t.bereik, namen)}"
    return regels
