"""Signals for programs: take one in from another system, list what is open, and read how one stands; never who told it."""

from datetime import datetime
from typing import Any

from django.http import HttpResponse
from ninja import Query, Router

from vth.interface.antwoord import make_antwoord, make_links
from vth.interface.invoer import collect_fouten, read_aantal
from vth.interface.inzage import note_rijen
from vth.interface.vraag import Vraag
from vth.tijd.rules import AMSTERDAM
from vth.toegang.rules import Viewer
from vth.zaken.selectors import list_zichtbaar as list_zichtbare_zaken

from .models import Incidentsignaal
from .selectors import get_signaal, list_zichtbare_incidenten
from .signaalapivormen import (
    HOOGSTENS,
    STANDAARD,
    IncidentsignaalVorm,
    IncidentsignalenLijst,
    IncidentsignalenVraag,
    NieuwIncidentsignaal,
)
from .signaalinvoer import Melder, NieuwSignaal
from .signaallijst import Signaalfilter, list_open
from .signaallijstpagina import read_plek, write_plek
from .signalen import record_signaal

ADRES = "/api/v1/incidentsignalen"
router = Router(tags=["Klachten en signalen"])


@router.get(
    "/incidentsignalen",
    response=IncidentsignalenLijst,
    by_alias=True,
    operation_id="listIncidentsignalen",
    summary="Lees open klachten en signalen",
)
def list_signalen(request: Vraag, vraag: Query[IncidentsignalenVraag]) -> HttpResponse:
    """Geef de open berichten die u mag zien: spoed eerst, daarna wat het langst wacht. Er wordt niet geteld."""
    with collect_fouten() as read:
        per = read(read_aantal, vraag.aantal, standaard=STANDAARD, hoogstens=HOOGSTENS)
        plek = read(read_plek, vraag.vanaf)
    filter_ = Signaalfilter(signaalcategorie=vraag.categorie[:100], gebied=vraag.gebied[:10])
    gevonden = list_open(request.viewer, filter_, na=plek, hoogstens=per)
    bladzij = gevonden[:per]
    note_rijen(request, "signalen.list", bladzij)
    regels = [{k: v for k, v in _make_vorm(request, s).items() if k != "omschrijving"} for s in bladzij]
    links = make_links(request, volgende=write_plek(bladzij[-1]) if len(gevonden) > per else "")
    return make_antwoord({"incidentsignalen": regels, "_links": links})


@router.post(
    "/incidentsignalen",
    response={201: IncidentsignaalVorm},
    by_alias=True,
    operation_id="recordIncidentsignaal",
    summary="Leg een klacht of signaal vast",
)
def record(request: Vraag, nieuw: NieuwIncidentsignaal) -> HttpResponse:
    """Neem een bericht in. Er komt een zaak bij, waaraan u stukken toevoegt met `documentontvangsten`. Wie het meldde komt nooit terug."""
    velden = nieuw.model_dump()
    id_, melder = velden.pop("id"), Melder(**velden.pop("melder"))
    for naam in ("ontvangen_op", "gebeurd_op"):
        velden[naam] = _place(velden[naam])
    signaal = record_signaal(viewer=request.viewer, nieuw=NieuwSignaal(melder=melder, **velden), id_=id_)
    inhoud = _make_vorm(request, signaal) | _find_bij(request.viewer, signaal)
    return make_antwoord(inhoud, status=201, location=inhoud["_links"]["self"]["href"])


def _place(moment: datetime | None) -> datetime | None:
    """Read a moment without a zone as Dutch time."""
    return moment.replace(tzinfo=AMSTERDAM) if moment is not None and moment.tzinfo is None else moment


@router.get(
    "/incidentsignalen/{id}",
    response=IncidentsignaalVorm,
    by_alias=True,
    operation_id="readIncidentsignaal",
    summary="Lees hoe een klacht of signaal staat",
)
def read_signaal(request: Vraag, id: str) -> HttpResponse:
    """Geef één bericht en hoe het afliep, zonder wie het meldde."""
    signaal = get_signaal(request.viewer, id)
    note_rijen(request, "signaal.read", [signaal])
    return make_antwoord(_make_vorm(request, signaal) | _find_bij(request.viewer, signaal))


def _make_vorm(request: Vraag, s: Incidentsignaal) -> dict[str, Any]:
    """Write one signal."""
    return {
        "id": str(s.pk),
        "kenmerk": s.kenmerk,
        "organisatie": s.leverancier,
        "gebied": s.gebied or None,
        "signaalsoort": s.signaalsoort,
        "signaalcategorie": s.signaalcategorie,
        "omschrijving": s.omschrijving,
        "plek": s.plek or None,
        "x": s.x,
        "y": s.y,
        "ontvangenOp": s.ontvangen_op,
        "gebeurdOp": s.gebeurd_op,
        "spoed": s.spoed,
        "team": s.team or None,
        "afloop": s.afloop or None,
        "afgeslotenOp": s.afgesloten_op,
        "versie": s.versie,
        "_links": {"self": {"href": request.build_absolute_uri(f"{ADRES}/{s.pk}")}},
    }


def _find_bij(viewer: Viewer, s: Incidentsignaal) -> dict[str, Any]:
    """Give the incident and the zaak of a signal, as far as the viewer may see them."""
    incident = list_zichtbare_incidenten(viewer).filter(pk=s.incident_id).exists() if s.incident_id else False
    zaak = list_zichtbare_zaken(viewer).filter(pk=s.zaak_id).exists() if s.zaak_id else False
    return {"incident": str(s.incident_id) if incident else None, "zaak": str(s.zaak_id) if zaak else None}
