"""Permits for programs: the list, one as it stands at any moment, and what differs between two days."""

import json
import uuid
from collections.abc import Container, Sequence
from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from ninja import Query, Router

from vth.interface.antwoord import make_antwoord, make_links
from vth.interface.invoer import InvoerError, Veldfout, collect_fouten, read_aantal, read_peilmoment
from vth.interface.inzage import note_rijen
from vth.interface.vraag import Vraag
from vth.register.selectors import list_zichtbare_ids
from vth.tijd.rules import Peilmoment

from .apivormen import (
    HOOGSTENS,
    STANDAARD,
    VergunningenLijst,
    VergunningenVraag,
    VergunningVorm,
    VergunningVraag,
    VerschillenVorm,
    VerschilVraag,
)
from .besluitstand import read_dagen
from .besluitvinden import find_besluit
from .consolidatie import find_besluitverschil, find_verschil
from .lijstpagina import list_bladzij
from .models import Toestemming, Vergunning
from .rules import VergunningError
from .selectors import get_vergunning, list_toestemmingen
from .uitvoer import as_bereik, as_json
from .vergunningpagina import list_stappen
from .verschil import Toestand, Verschil

ADRES = "/api/v1/vergunningen"
router = Router(tags=["Vergunningen"])


@router.get(
    "/vergunningen",
    response=VergunningenLijst,
    by_alias=True,
    operation_id="listVergunningen",
    summary="Lees vergunningen",
)
def list_vergunningen(request: Vraag, vraag: Query[VergunningenVraag]) -> HttpResponse:
    """Geef de vergunningen die u mag zien, de nieuwste eerst. Er wordt niet geteld."""
    with collect_fouten() as read:
        per = read(read_aantal, vraag.aantal, standaard=STANDAARD, hoogstens=HOOGSTENS)
    bladzij, meer = list_bladzij(request.viewer, vraag.model_dump(), hoogstens=per)
    note_rijen(request, "vergunningen.list", bladzij)
    regels = [
        {
            "id": str(v.pk),
            "kenmerk": v.kenmerk,
            "titel": v.titel,
            "bevoegdGezag": v.bevoegd_gezag,
            "gebied": v.gebied or None,
            "_links": {"self": {"href": request.build_absolute_uri(f"{ADRES}/{v.pk}")}},
        }
        for v in bladzij
    ]
    links = make_links(request, volgende=str(bladzij[-1].pk) if meer else "")
    return make_antwoord({"vergunningen": regels, "_links": links})


@router.get(
    "/vergunningen/{id}",
    response=VergunningVorm,
    by_alias=True,
    operation_id="readVergunning",
    summary="Lees een vergunning",
)
def read_vergunning(request: Vraag, id: str, vraag: Query[VergunningVraag]) -> HttpResponse:
    """Geef de vergunning zoals zij geldt op `geldigOp`, voor zover bekend op `beschikbaarOp`; elk voorschrift met zijn herkomst."""
    peilmoment = read_peilmoment(vraag.tijden)
    vergunning = get_vergunning(request.viewer, id)
    note_rijen(request, "vergunning.read", [vergunning])
    adres = request.build_absolute_uri(reverse("vergunningen:vergunning", args=[vergunning.pk]))
    return make_antwoord(as_json(request.viewer, vergunning, peilmoment, adres), vluchtig=("beschikbaarOp",))


@router.get(
    "/vergunningen/{id}/verschil",
    response=VerschillenVorm,
    by_alias=True,
    operation_id="readVergunningverschil",
    summary="Vergelijk een vergunning op twee dagen of na twee besluiten",
)
def read_verschil(request: Vraag, id: str, vraag: Query[VerschilVraag]) -> HttpResponse:
    """Geef wat er in de vergunning anders is op de ene dag dan op de andere, of na het ene besluit dan na het andere.

    Zonder `tot` is dat de dag van de laatste verandering, zonder `van` de dag ervoor.
    """
    vergunning = get_vergunning(request.viewer, id)
    note_rijen(request, "vergunning.read", [vergunning])
    op = read_peilmoment({"beschikbaarOp": vraag.beschikbaar_op})
    besluiten = _read_besluiten(vergunning, vraag, op)
    dagen: tuple[date | None, date | None]
    if besluiten is None:
        stappen = [d for d in list_stappen(vergunning, op) if d <= op.geldig_op]
        tot = _read_dag("tot", vraag.tot) or (stappen[-1] if stappen else op.geldig_op)
        van = _read_dag("van", vraag.van) or tot - timedelta(days=1)
        dagen = (van, tot)
        verschillen = find_verschil(
            vergunning.pk, Peilmoment(van, op.beschikbaar_op), Peilmoment(tot, op.beschikbaar_op)
        )
    else:
        eerste, tweede = besluiten
        bekend = read_dagen(besluiten, op)
        dagen = (bekend[eerste].ingangsdatum, bekend[tweede].ingangsdatum)
        verschillen = find_besluitverschil((eerste, 1), (tweede, 1), op.beschikbaar_op)
    regels = _list_verschillen(request, verschillen)
    return make_antwoord({"van": dagen[0], "tot": dagen[1], "verschillen": regels})


def _read_besluiten(
    vergunning: Vergunning, vraag: VerschilVraag, op: Peilmoment
) -> tuple[Toestemming, Toestemming] | None:
    """Give the two decisions that are compared; None when days are asked.

    Raises InvoerError for one alone, and for what was no established toestemming of this permit then.
    """
    if not (vraag.van_besluit or vraag.tot_besluit):
        return None
    vast = [
        t
        for t in list_toestemmingen(vergunning)
        if t.ingangsdatum and t.vastgesteld_op and t.vastgesteld_op <= op.beschikbaar_op
    ]
    gevonden, fouten = [], []
    for naam, waarde in (("vanBesluit", vraag.van_besluit), ("totBesluit", vraag.tot_besluit)):
        try:
            gevonden.append(find_besluit(vast, waarde))
        except VergunningError as fout:
            fouten.append(Veldfout(naam, str(fout), "onbekend"))
    if fouten:
        raise InvoerError(fouten)
    return gevonden[0], gevonden[1]


def _list_verschillen(request: Vraag, verschillen: Sequence[Verschil]) -> list[dict[str, Any]]:
    """Write what differs as plain values, with permanent addresses."""
    basis = request.build_absolute_uri("/").rstrip("/")
    kanten = [t for d in verschillen for t in (d.voor, d.na) if t is not None]
    gezien = list_zichtbare_ids(request.viewer, {r for t in kanten for r in t.bereik})
    return [
        {
            "voorschrift": f"{basis}/voorschriften/{d.voorschrift}",
            "soort": d.soort.value,
            "voor": _as_toestand(d.voor, gezien, basis),
            "na": _as_toestand(d.na, gezien, basis),
        }
        for d in verschillen
    ]


def _as_toestand(t: Toestand | None, gezien: Container[uuid.UUID], basis: str) -> dict[str, Any] | None:
    """Write what a voorschrift was or became as plain values."""
    if t is None:
        return None
    return {
        "onder": f"{basis}/voorschriften/{t.ouder}" if t.ouder else None,
        "plaats": t.plaats,
        "nummer": t.nummer,
        "titel": t.titel,
        "tekst": t.tekst,
        "voorschrifttype": t.voorschrifttype,
        "openbaar": t.openbaar,
        "alleenVoor": as_bereik(t.bereik, gezien, basis),
        **(json.loads(t.gegevens) if t.gegevens else {}),
    }


def _read_dag(naam: str, tekst: str) -> date | None:
    """Read one of the two days, when it was given. Raises InvoerError for one that is none."""
    if not tekst:
        return None
    try:
        return date.fromisoformat(tekst)
    except ValueError:
        zin = f"‘{tekst[:40]}’ is geen dag. Schrijf jaar, maand en dag, zoals 2025-04-22."
        raise InvoerError([Veldfout(naam, zin, "geen_datum")]) from None
