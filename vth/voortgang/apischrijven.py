"""Writing programmes and their parts by program, through the services of the pages; and what is read beside the parts: agenda, judgements, money."""

from typing import Any

from django.http import HttpResponse
from ninja import Query

from vth.interface.antwoord import make_antwoord, make_links
from vth.interface.invoer import InvoerError, Veldfout
from vth.interface.vraag import Vraag

from . import apiinvoer as invoer
from . import beheer, plannen, services
from .apibasis import answer_lijst, router
from .apibeeld import answer_onderdeel, answer_programma, as_middel, as_onderdeel, as_oordeel
from .apivormen import (
    AgendaLijst,
    BladVraag,
    MiddelenLijst,
    OnderdeelVorm,
    OordelenLijst,
    ProgrammaVorm,
)
from .configuratie import read_configuratie
from .inzage import note_gezien
from .lijstbeelden import list_agenda, list_middelen
from .rules import SOORTEN, find_inhoudfouten
from .selectors import get_onderdeel, get_programma, read_beeld
from .wanneer import read_wanneer

Json = dict[str, Any]


@router.post(
    "/voortgang/programmas",
    response={201: ProgrammaVorm},
    by_alias=True,
    operation_id="recordProgramma",
    summary="Begin een programma",
)
def write_programma(request: Vraag, nieuw: invoer.NieuwProgrammaVorm) -> HttpResponse:
    """Begin een programma uit zijn bestand, met zijn pijlers en hoofdstukken."""
    programma = services.record_programma(viewer=request.viewer, **nieuw.model_dump())
    return answer_programma(request, programma)


@router.post(
    "/voortgang/programmas/{id}/versies",
    response={201: ProgrammaVorm},
    by_alias=True,
    operation_id="recordProgrammaversie",
    summary="Wijzig naam of einde van een programma",
)
def write_programmaversie(request: Vraag, id: str, nieuw: invoer.ProgrammawijzigingVorm) -> HttpResponse:
    """Geef een programma een andere naam of een ander einde. Wat het was, blijft bewaard."""
    velden = nieuw.model_dump(exclude={"versie"})
    programma = beheer.change_programma(viewer=request.viewer, programma_id=id, gezien=nieuw.versie, **velden)
    return answer_programma(request, programma)


@router.post(
    "/voortgang/programmas/{id}/deelnemers",
    response={201: ProgrammaVorm},
    by_alias=True,
    operation_id="recordDeelnemer",
    summary="Laat een organisatie meedoen of vertrekken",
)
def write_deelnemer(request: Vraag, id: str, nieuw: invoer.DeelnemerVorm) -> HttpResponse:
    """Laat een organisatie meedoen en dus het programma zien, of vertrekken."""
    doe = beheer.add_deelnemer if nieuw.doet_mee else beheer.remove_deelnemer
    programma = doe(viewer=request.viewer, programma_id=id, **nieuw.model_dump(exclude={"doet_mee"}))
    return answer_programma(request, programma)


@router.post(
    "/voortgang/programmas/{id}/einde",
    response={201: ProgrammaVorm},
    by_alias=True,
    operation_id="endProgramma",
    summary="Beëindig of hervat een programma",
)
def write_einde(request: Vraag, id: str, nieuw: invoer.EindeVorm) -> HttpResponse:
    """Beëindig een programma, of ga ermee verder. Een beëindigd programma is te lezen en niet te wijzigen."""
    vast: Json = {"viewer": request.viewer, "programma_id": id, "reden": nieuw.reden, "gezien": nieuw.versie}
    programma = (
        beheer.end_programma(**vast, bekend_op=nieuw.bekend_op)
        if nieuw.geeindigd
        else beheer.resume_programma(**vast)
    )
    return answer_programma(request, programma)


def _check_inhoud(soort: str, titel: str, inhoud: Json) -> None:
    """Refuse a part of which fields cannot be, with all faults at once. Raises InvoerError."""
    if soort not in SOORTEN:
        zin = f"De soort ‘{soort}’ bestaat niet. Kies uit: {', '.join(SOORTEN)}."
        raise InvoerError([Veldfout("soort", zin, "onbekend")])
    fouten = find_inhoudfouten(soort, titel, inhoud)
    if fouten:
        raise InvoerError(
            Veldfout(veld if veld == "titel" else f"inhoud.{veld}", zin) for veld, zin in fouten.items()
        )


@router.post(
    "/voortgang/programmas/{id}/onderdelen",
    response={201: OnderdeelVorm},
    by_alias=True,
    operation_id="recordOnderdeel",
    summary="Voeg een onderdeel toe",
)
def write_onderdeel(request: Vraag, id: str, nieuw: invoer.NieuwOnderdeelVorm) -> HttpResponse:
    """Voeg iets toe: ook een risico, besluit, agendapunt, product, try-out, onderzoek of afhankelijkheid. Een eigenaar doet dat onder een eigen onderwerp."""
    get_programma(request.viewer, id)
    _check_inhoud(nieuw.soort, nieuw.titel, nieuw.inhoud)
    velden = nieuw.model_dump(exclude={"ouder"})
    onderdeel = services.record_onderdeel(
        viewer=request.viewer,
        programma_id=id,
        nieuw=services.NieuwOnderdeel(ouder_id=nieuw.ouder or None, **velden),
    )
    return answer_onderdeel(request, onderdeel.pk, status=201)


@router.post(
    "/voortgang/onderdelen/{id}/versies",
    response={201: OnderdeelVorm},
    by_alias=True,
    operation_id="recordOnderdeelversie",
    summary="Wijzig of beëindig een onderdeel",
)
def write_onderdeelversie(request: Vraag, id: str, nieuw: invoer.NieuweOnderdeelversieVorm) -> HttpResponse:
    """Zeg iets anders van een onderdeel, of laat het vervallen, met de reden. Wat er stond blijft bewaard."""
    onderdeel = get_onderdeel(request.viewer, id)
    _check_inhoud(onderdeel.soort, nieuw.titel, nieuw.inhoud)
    velden = nieuw.model_dump(exclude={"versie"})
    services.record_versie(viewer=request.viewer, onderdeel_id=onderdeel.pk, gezien=nieuw.versie, **velden)
    return answer_onderdeel(request, onderdeel.pk, status=201)


@router.post(
    "/voortgang/onderdelen/{id}/planningen",
    response={201: OnderdeelVorm},
    by_alias=True,
    operation_id="recordPlanning",
    summary="Plan een mijlpaal",
)
def write_planning(request: Vraag, id: str, nieuw: invoer.NieuwePlanningVorm) -> HttpResponse:
    """Plan een mijlpaal, of plan hem opnieuw met de reden. Wat eerder was gepland blijft bestaan."""
    onderdeel = get_onderdeel(request.viewer, id)
    velden = nieuw.model_dump(exclude={"wanneer"})
    wanneer = read_wanneer(nieuw.wanneer) if nieuw.wanneer.strip() else None
    plannen.record_planning(viewer=request.viewer, mijlpaal_id=onderdeel.pk, wanneer=wanneer, **velden)
    return answer_onderdeel(request, onderdeel.pk, status=201)


@router.post(
    "/voortgang/onderdelen/{id}/oordelen",
    response={201: OnderdeelVorm},
    by_alias=True,
    operation_id="recordStatusoordeel",
    summary="Stel een status vast",
)
def write_oordeel(request: Vraag, id: str, nieuw: invoer.NieuwOordeelVorm) -> HttpResponse:
    """Zet een andere status in de plaats van die van de regel, met een motivering, of geef de regel haar plaats terug."""
    plannen.record_oordeel(viewer=request.viewer, onderdeel_id=id, **nieuw.model_dump())
    return answer_onderdeel(request, id, status=201)


@router.get(
    "/voortgang/onderdelen/{id}/oordelen",
    response=OordelenLijst,
    by_alias=True,
    operation_id="listStatusoordelen",
    summary="Lees de oordelen over een status",
)
def list_oordelen(request: Vraag, id: str, vraag: Query[BladVraag]) -> HttpResponse:
    """Geef wat de regel zei, wat ervoor in de plaats kwam, en hoe het stond toen een ronde werd vergrendeld."""
    onderdeel = get_onderdeel(request.viewer, id)
    note_gezien(request, onderdeel.programma)
    rijen = list(onderdeel.statusoordelen.order_by("volgnummer"))
    return answer_lijst(request, vraag, "oordelen", rijen, as_oordeel)


@router.post(
    "/voortgang/onderdelen/{id}/pijlerplannen",
    response={201: OnderdeelVorm},
    by_alias=True,
    operation_id="recordPijlerplan",
    summary="Stel een pijlerplan vast",
)
def write_pijlerplan(request: Vraag, id: str, nieuw: invoer.NieuwPijlerplanVorm) -> HttpResponse:
    """Maak wat op een dag is gepland tot de maat voor de mijlpalen van een pijler."""
    plannen.record_pijlerplan(viewer=request.viewer, pijler_id=id, **nieuw.model_dump())
    return answer_onderdeel(request, id, status=201)


@router.post(
    "/voortgang/onderdelen/{id}/middelen",
    response={201: OnderdeelVorm},
    by_alias=True,
    operation_id="recordMiddel",
    summary="Leg de stand van het geld vast",
)
def write_middel(request: Vraag, id: str, nieuw: invoer.NieuwMiddelVorm) -> HttpResponse:
    """Leg vast wat een deelnemer uit een regeling kreeg en besteedde, tot een dag. De laatste stand telt; alle blijven."""
    plannen.record_middel(viewer=request.viewer, onderdeel_id=id, **nieuw.model_dump())
    return answer_onderdeel(request, id, status=201)


@router.get(
    "/voortgang/programmas/{id}/middelen",
    response=MiddelenLijst,
    by_alias=True,
    operation_id="listMiddelen",
    summary="Lees de middelen van een programma",
)
def read_middelen(request: Vraag, id: str, vraag: Query[BladVraag]) -> HttpResponse:
    """Geef per onderwerp, regeling en deelnemer wat er is toegekend en besteed, zoals het laatst bekend is."""
    programma = get_programma(request.viewer, id)
    note_gezien(request, programma)
    rijen = list_middelen(programma, read_beeld(programma))
    rijen.sort(key=lambda m: (m.onderdeel_id, m.regeling, m.deelnemer))
    return answer_lijst(request, vraag, "middelen", rijen, as_middel)


@router.get(
    "/voortgang/programmas/{id}/agenda",
    response=AgendaLijst,
    by_alias=True,
    operation_id="listAgenda",
    summary="Lees wat op een besluit wacht",
)
def read_agenda(request: Vraag, id: str) -> HttpResponse:
    """Geef per orgaan de agenda van de volgende vergadering. Genomen besluiten staan bij de onderdelen (`soort=besluit`)."""
    programma = get_programma(request.viewer, id)
    note_gezien(request, programma)
    beeld = read_beeld(programma)
    agenda = list_agenda(beeld, read_configuratie(programma.code).organen)
    rijen = [
        {"orgaan": orgaan, "punten": [as_onderdeel(request, beeld, d) for d in delen]}
        for orgaan, delen in agenda.items()
    ]
    return make_antwoord({"agenda": rijen, "_links": make_links(request)})
