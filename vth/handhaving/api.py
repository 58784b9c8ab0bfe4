"""Violations, measures and money for programs: read what one may see, and take in what the financial administration booked."""

import uuid
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from ninja import Query, Router

from vth.interface.antwoord import make_antwoord, make_links
from vth.interface.invoer import InvoerError, Veldfout, collect_fouten, read_aantal, read_keuze
from vth.interface.inzage import note_rijen
from vth.interface.plaats import make_dagplaats, make_plaats, read_dagplaats, read_sleutel
from vth.interface.vraag import Vraag
from vth.tijd import klok
from vth.zaken.werklijst import Plek, list_op_nummer

from . import apibeeld
from .aannamelezen import read_aannames
from .apivormen import (
    HOOGSTENS,
    STANDAARD,
    MaatregelenLijst,
    MaatregelenVraag,
    MaatregelVorm,
    NieuweBetalingVorm,
    OvertredingenLijst,
    OvertredingenVraag,
    OvertredingVorm,
    VerbeurtenLijst,
    VerbeurtenVraag,
    VerbeurteVorm,
)
from .betalen import NieuweBetaling, record_betaling
from .models import Lastadressaat, Maatregel, Overtreding, Verbeurte
from .selectors import get_maatregel, get_overtreding, get_verbeurte
from .werklijst import Werkfilter, list_werk

router = Router(tags=["Handhaving"])
LIJST = "api.handhaving"


@router.get(
    "/overtredingen",
    response=OvertredingenLijst,
    by_alias=True,
    operation_id="listOvertredingen",
    summary="Lees overtredingen",
)
def list_overtredingen(request: Vraag, vraag: Query[OvertredingenVraag]) -> HttpResponse:
    """Geef de overtredingen die u mag zien, de oudste eerst: wat er later bijkomt, staat achteraan. Er wordt niet geteld."""
    return _answer_lijst(request, vraag, Overtreding, "overtredingen", apibeeld.as_overtreding)


@router.get(
    "/maatregelen",
    response=MaatregelenLijst,
    by_alias=True,
    operation_id="listMaatregelen",
    summary="Lees handhavingsmaatregelen",
)
def list_maatregelen(request: Vraag, vraag: Query[MaatregelenVraag]) -> HttpResponse:
    """Geef de maatregelen die u mag zien, de oudste eerst: wat er later bijkomt, staat achteraan. Er wordt niet geteld."""
    return _answer_lijst(request, vraag, Maatregel, "maatregelen", apibeeld.as_maatregel)


def _answer_lijst(
    request: Vraag,
    vraag: OvertredingenVraag | MaatregelenVraag,
    model: Any,
    naam: str,
    maak: Callable[[Vraag, Any, Sequence[str]], dict[str, Any]],
) -> HttpResponse:
    """Answer a list in order of number."""
    with collect_fouten() as read:
        per = read(read_aantal, vraag.aantal, standaard=STANDAARD, hoogstens=HOOGSTENS)
        na = read(_read_plek, naam, vraag.vanaf)
        staat = read(read_keuze, vraag.staat, model.Staat.values, "staat")
    vast = {k: v for k, v in {"gebied": vraag.gebied[:10], "staat": staat}.items() if v}
    gevonden = list_op_nummer(request.viewer, model, vast, na=na, hoogstens=per)
    bladzij = gevonden[:per]
    note_rijen(request, f"{naam}.list", bladzij)
    aannames = read_aannames(bladzij, op=klok.today())
    volgende = make_plaats(f"{LIJST}.{naam}", "na", bladzij[-1].pk) if len(gevonden) > per else ""
    return make_antwoord(
        {
            naam: [maak(request, rij, aannames[rij.pk]) for rij in bladzij],
            "_links": make_links(request, volgende=volgende),
        }
    )


def _read_plek(naam: str, tekst: str) -> uuid.UUID | None:
    """Read after which row a page begins."""
    return read_sleutel(f"{LIJST}.{naam}", tekst, uuid.UUID)


@router.get(
    "/overtredingen/{id}",
    response=OvertredingVorm,
    by_alias=True,
    operation_id="readOvertreding",
    summary="Lees een overtreding",
)
def read_overtreding(request: Vraag, id: str) -> HttpResponse:
    """Geef één overtreding, met de voorschriften en met wie en waar voor zover u dat mag zien."""
    overtreding = get_overtreding(request.viewer, id)
    inhoud, records = apibeeld.as_overtreding_vol(request, overtreding)
    note_rijen(request, "overtreding.read", [overtreding, *records])
    return make_antwoord(inhoud)


@router.get(
    "/maatregelen/{id}",
    response=MaatregelVorm,
    by_alias=True,
    operation_id="readMaatregel",
    summary="Lees een handhavingsmaatregel",
)
def read_maatregel(request: Vraag, id: str) -> HttpResponse:
    """Geef één maatregel met de last, wat die nu kost, en het geld."""
    maatregel = get_maatregel(request.viewer, id)
    inhoud, records = apibeeld.as_maatregel_vol(request, maatregel)
    note_rijen(request, "maatregel.read", [maatregel, *records])
    return make_antwoord(inhoud)


@router.get(
    "/verbeurten",
    response=VerbeurtenLijst,
    by_alias=True,
    operation_id="listVerbeurten",
    summary="Lees open dwangsommen en kosten",
)
def list_verbeurten(request: Vraag, vraag: Query[VerbeurtenVraag]) -> HttpResponse:
    """Geef de bedragen die open staan en die u mag zien: wat het eerst verjaart staat bovenaan. Er wordt niet geteld."""
    with collect_fouten() as read:
        per = read(read_aantal, vraag.aantal, standaard=STANDAARD, hoogstens=HOOGSTENS)
        na = read(read_dagplaats, f"{LIJST}.verbeurten", vraag.vanaf, Plek.of)
        tot = read(_read_dag, vraag.tot)
    filter_ = Werkfilter(gebied=vraag.gebied[:10], tot=tot)
    gevonden = list_werk(request.viewer, Verbeurte, filter_, na=na, hoogstens=per)
    bladzij = gevonden[:per]
    note_rijen(request, "dwangsommen.list", bladzij)
    van = Lastadressaat.objects.select_related("last__maatregel").in_bulk([v.adressaat_id for v in bladzij])
    aannames = read_aannames(bladzij, op=klok.today())
    regels = [
        apibeeld.as_verbeurte(request, v, van[v.adressaat_id].last.maatregel, aannames[v.pk]) for v in bladzij
    ]
    volgende = (
        make_dagplaats(f"{LIJST}.verbeurten", bladzij[-1].laatste_dag, bladzij[-1].pk)
        if len(gevonden) > per
        else ""
    )
    return make_antwoord({"verbeurten": regels, "_links": make_links(request, volgende=volgende)})


def _read_dag(tekst: str) -> date | None:
    """Read a day, when it was given. Raises InvoerError for one that is none."""
    if not tekst:
        return None
    try:
        return date.fromisoformat(tekst)
    except ValueError:
        zin = f"‘{tekst[:40]}’ is geen dag. Schrijf jaar, maand en dag, zoals 2025-04-22."
        raise InvoerError([Veldfout("tot", zin, "geen_datum")]) from None


@router.get(
    "/verbeurten/{id}",
    response=VerbeurteVorm,
    by_alias=True,
    operation_id="readVerbeurte",
    summary="Lees een dwangsom of kosten van bestuursdwang",
)
def read_verbeurte(request: Vraag, id: str) -> HttpResponse:
    """Geef één bedrag, met wat erop is geboekt."""
    return _answer_verbeurte(request, get_verbeurte(request.viewer, id))


@router.post(
    "/verbeurten/{id}/betalingen",
    response={201: VerbeurteVorm},
    by_alias=True,
    operation_id="recordBetaling",
    summary="Boek wat de financiële administratie meldt",
)
def record(request: Vraag, id: str, nieuw: NieuweBetalingVorm) -> HttpResponse:
    """Neem een betaling, terugbetaling of kwijtschelding in. Hetzelfde nummer met dezelfde inhoud nog eens verandert niets."""
    velden = nieuw.model_dump()
    boeking = NieuweBetaling(**(velden | {"bedrag": Decimal(velden["bedrag"])}))
    verbeurte = get_verbeurte(request.viewer, id)
    verbeurte = record_betaling(viewer=request.viewer, verbeurte_id=verbeurte.pk, nieuw=boeking)
    return _answer_verbeurte(request, verbeurte, status=201)


def _answer_verbeurte(request: Vraag, verbeurte: Verbeurte, status: int = 200) -> HttpResponse:
    """Answer with one amount."""
    inhoud, records = apibeeld.as_verbeurte_vol(request, verbeurte)
    note_rijen(request, "verbeurte.read", [verbeurte, *records])
    location = inhoud["_links"]["self"]["href"] if status == 201 else ""
    return make_antwoord(inhoud, status=status, location=location)
