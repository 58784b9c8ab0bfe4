"""What the page of one toestemming shows: what it does to which voorschrift, what happened to it, and as a draft what it would do."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from vth.tijd import klok
from vth.tijd.rules import Peilmoment
from vth.toegang.rules import Viewer
from vth.vormgeving.onderdelen import Kenmerk, Kolom, Uitleg
from vth.vormgeving.opmaak import format_datum
from vth.vormgeving.wettelijk import as_grond

from .besluitenlijst import find_toestemmingtoestand
from .boeking import SCHRIJVEN, VASTSTELLEN, derive_delen
from .consolidatie import derive_ontwerpwerkingen, find_ontwerpverschil, read_stand
from .houderblok import Houderblok, make_houderblok
from .ingrepen import list_werkend
from .models import (
    Ingreep,
    Mutatie,
    Ontwerpmutatie,
    Toestemming,
    Vergunningdocument,
)
from .ontwerpcontrole import list_bezwaren
from .overgang import read_overgang, read_overganggrond
from .selectors import get_toestemming, list_ingrepen, list_nummers, list_ontwerp
from .stukken import list_dossierdocumenten, list_stukken
from .vergunningpagina import GROOT
from .verschilpagina import Verschilbeeld, make_eigen_verschil, make_verschilbeelden

MUTATIEKOLOMMEN = (
    Kolom("nummer", "Voorschrift"),
    Kolom("soort", "Wat"),
    Kolom("titel", "Titel"),
    Kolom("wanneer", "Werkt"),
    Kolom("volgnummer", "Volgnummer", "getal"),
)


@dataclass(frozen=True)
class Toestemmingpagina:
    """Everything that the page of a toestemming shows."""

    toestemming: Toestemming
    toestand: tuple[str, str]
    kenmerken: tuple[Kenmerk, ...]
    mutaties: tuple[dict[str, Any], ...]
    ingrepen: tuple[Ingreep, ...]
    houderblok: Houderblok
    stukken: tuple[Vergunningdocument, ...]
    documentkeuzes: tuple[tuple[str, str], ...]
    verschil: tuple[Verschilbeeld, ...]
    verschillen: int
    bezwaren: tuple[str, ...]
    dag: date
    mag_schrijven: bool
    mag_vaststellen: bool
    kolommen: tuple[Kolom, ...] = MUTATIEKOLOMMEN

    @property
    def is_concept(self) -> bool:
        """Tell whether it is a draft still."""
        return self.toestemming.staat == Toestemming.Staat.CONCEPT


def make_toestemmingpagina(
    viewer: Viewer, toestemming_id: uuid.UUID, dag: date | None = None, *, met_verschil: bool = True
) -> Toestemmingpagina:
    """Put the page of a toestemming together; a draft is tried on `dag`, or on the day it would take effect. Raises BestaatNietError.

    Of what differs at most GROOT voorschriften are shown; who only needs what can be done asks none (`met_verschil`).
    """
    t = get_toestemming(viewer, toestemming_id)
    concept = t.staat == Toestemming.Staat.CONCEPT
    proefdag = dag or derive_proefdag(t)
    ontwerp = list_ontwerp(t) if concept else []
    ingrepen = list_ingrepen([t])
    stukken = tuple(list_stukken(viewer, t.vergunning, t))
    eigen = t.vergunning.leverancier in viewer.organisaties
    mag_schrijven = eigen and SCHRIJVEN in viewer.handelingen
    mag_vaststellen = eigen and VASTSTELLEN in viewer.handelingen
    verschil = _make_verschil(viewer, t, proefdag) if met_verschil else []
    return Toestemmingpagina(
        toestemming=t,
        toestand=find_toestemmingtoestand(t, [i for i in ingrepen if i.herroepen_op is None], klok.today()),
        kenmerken=tuple(_list_kenmerken(t)),
        mutaties=tuple(_list_mutaties(t, ontwerp if concept else list_werkend(t))),
        ingrepen=tuple(ingrepen),
        houderblok=make_houderblok(viewer, t, mag=mag_schrijven if concept else mag_vaststellen),
        stukken=stukken,
        documentkeuzes=tuple(_list_documentkeuzes(viewer, t, stukken)),
        verschil=tuple(verschil[:GROOT]),
        verschillen=len(verschil),
        bezwaren=tuple(_list_bezwaren(t, ontwerp, proefdag)) if concept and met_verschil else (),
        dag=proefdag if concept else t.ingangsdatum or proefdag,
        mag_schrijven=mag_schrijven,
        mag_vaststellen=mag_vaststellen,
    )


def derive_proefdag(t: Toestemming) -> date:
    """Give the day on which a draft is tried: the first one of its decision, or today while that is not known."""
    return (t.besluit.ingangsdatum if t.besluit else None) or t.ingangsdatum or klok.today()


def _make_verschil(viewer: Viewer, t: Toestemming, dag: date) -> list[Verschilbeeld]:
    """Give what a draft would change on a day, or what an established toestemming changed on its first."""
    if t.staat == Toestemming.Staat.CONCEPT:
        return make_verschilbeelden(viewer, find_ontwerpverschil(t, dag))
    return make_eigen_verschil(viewer, t) if t.staat == Toestemming.Staat.VASTGESTELD else []


def _list_bezwaren(t: Toestemming, rijen: Sequence[Ontwerpmutatie], dag: date) -> list[str]:
    """Say what would be refused if a draft were established on a day."""
    return list_bezwaren(t, rijen, derive_ontwerpwerkingen(t, rijen, dag), dag)


def _list_documentkeuzes(
    viewer: Viewer, t: Toestemming, stukken: Sequence[Vergunningdocument]
) -> list[tuple[str, str]]:
    """List the documents of its zaak and decision that can become part of a toestemming."""
    al = {s.document_id for s in stukken}
    return [
        (str(d.pk), f"{d.titel} ({d.vertrouwelijkheid.replace('_', ' ')})"[:120])
        for d in list_dossierdocumenten(viewer, t)
        if d.pk not in al
    ]


def make_overganguitleg() -> Uitleg:
    """Say on what day the passage rests, by which rule and how certain that is."""
    grond = read_overganggrond()
    return Uitleg(
        uitkomst=f"De overgang werkt vanaf {format_datum(read_overgang()[0])}.",
        waarom=f"De toestemming noemt als grondslag: {grond.waarde['grondslag']}. Wat er van elk voorschrift wordt, kiest u hieronder.",
        gronden=(as_grond(grond),),
    )


def list_keuzes(toestemming: Toestemming, dag: date) -> dict[str, list[tuple[str, str]]]:
    """List the voorschriften that a draft can be about: what stands on a day (`staand`), and what it makes itself (`nieuw`)."""
    stand = read_stand(toestemming.vergunning_id, Peilmoment(dag, klok.now()))
    eigen = {o.voorschrift_id: o for o in list_ontwerp(toestemming)}
    keuzes = [(str(r.voorschrift_id), f"{r.nummer} {r.titel}"[:120]) for r in stand]
    gekend = {code for code, _ in keuzes}
    nieuw = [
        (str(v), f"{o.nummer} {o.titel} (nieuw)"[:120]) for v, o in eigen.items() if str(v) not in gekend
    ]
    return {"staand": keuzes, "nieuw": nieuw}


def _list_mutaties(t: Toestemming, rijen: Sequence[Mutatie | Ontwerpmutatie]) -> list[dict[str, Any]]:
    """List what a toestemming does, with the periods in which that works."""
    namen = list_nummers(rij.voorschrift_id for rij in rijen if not rij.nummer)
    perioden: dict[int, str] = {}
    if t.ingangsdatum is not None:
        ingrepen = list(t.ingrepen.filter(herroepen_op=None))
        for deel in derive_delen(t, rijen, ingrepen, t.ingangsdatum):
            perioden[deel.mutatie.volgnummer] = _say_perioden(deel.perioden)
    return [
        {
            "url": reverse("vergunningen:voorschrift", args=[rij.voorschrift_id]),
            "voorschrift_id": rij.voorschrift_id,
            "volgnummer": rij.volgnummer,
            "soort": str(rij.get_soort_display()),
            "nummer": rij.nummer or namen.get(rij.voorschrift_id, ""),
            "titel": rij.titel,
            "tekst": rij.tekst,
            "voorwaarde": rij.voorwaarde,
            "wanneer": perioden.get(rij.volgnummer) or _say_wens(rij),
        }
        for rij in rijen
    ]


def _say_perioden(perioden: Sequence[Any]) -> str:
    """Write in which periods a mutation works."""
    delen = [
        f"vanaf {format_datum(p.begin)}" + (f" tot {format_datum(p.eind)}" if p.eind.year < 9999 else "")
        for p in perioden
    ]
    return " en ".join(delen) or "werkt niet"


def _say_wens(rij: Mutatie | Ontwerpmutatie) -> str:
    """Write when a mutation of a draft is to work, where that is not with its decision."""
    delen = [
        f"vanaf {format_datum(rij.vanaf)}" if rij.vanaf else "",
        f"tot {format_datum(rij.tot)}" if rij.tot else "",
        f"als: {rij.voorwaarde}" if rij.voorwaarde else "",
    ]
    return ", ".join(d for d in delen if d) or "met het besluit"


def _list_kenmerken(t: Toestemming) -> list[Kenmerk]:
    """List what is known of a toestemming."""
    dagen = (("Genomen op", t.besluitdatum), ("In werking op", t.ingangsdatum), ("Vervalt op", t.vervaldatum))
    return [
        Kenmerk("Onderwerp", t.onderwerp),
        Kenmerk("Soort", t.toestemmingsoort.replace("_", " ")),
        Kenmerk("Wat het doet", t.toestemmingtype),
        Kenmerk("Rust op", t.besluit.identificatie if t.besluit else t.grondslag or "nog niets"),
        *(Kenmerk(naam, format_datum(dag)) for naam, dag in dagen if dag),
    ]
