"""Programmes and their parts for programs: read them as known at any moment, and write them by the services of the pages."""

from django.http import HttpResponse
from ninja import Query

from vth.interface.antwoord import make_antwoord
from vth.interface.invoer import collect_fouten, read_aantal, read_peilmoment
from vth.interface.plaats import make_plaats
from vth.interface.vraag import Vraag
from vth.tijd.rules import Peilmoment

from . import apidesk, apironde, apischrijven
from .apibasis import LIJST, Json, answer_blad, answer_rijen, read_keuze, read_plek, router
from .apibeeld import answer_onderdeel, as_onderdeel, as_programma
from .apivormen import (
    HOOGSTENS,
    STANDAARD,
    BladVraag,
    OnderdeelVorm,
    OnderdelenLijst,
    OnderdelenVraag,
    ProgrammasLijst,
    ProgrammaVorm,
)
from .inzage import note_gezien
from .models import Programma
from .rules import SOORTEN
from .selectors import get_programma, list_planningen, list_programmas, read_beeld

__all__ = ["apidesk", "apironde", "apischrijven", "router"]


@router.get(
    "/voortgang/programmas",
    response=ProgrammasLijst,
    by_alias=True,
    operation_id="listProgrammas",
    summary="Lees programma's",
)
def list_alle(request: Vraag, vraag: Query[BladVraag]) -> HttpResponse:
    """Geef de programma's waaraan uw organisatie meedoet, met hun rondes. Er wordt niet geteld."""

    def maak(programma: Programma) -> Json:
        note_gezien(request, programma)
        return as_programma(request, programma)

    return answer_rijen(request, vraag, "programmas", list_programmas(request.viewer), maak)


@router.get(
    "/voortgang/programmas/{id}",
    response=ProgrammaVorm,
    by_alias=True,
    operation_id="readProgramma",
    summary="Lees een programma",
)
def read_programma(request: Vraag, id: str) -> HttpResponse:
    """Geef één programma met zijn rondes, zijn deelnemers en hoe het eerder heette en liep."""
    programma = get_programma(request.viewer, id)
    note_gezien(request, programma)
    return make_antwoord(as_programma(request, programma, met_versies=True))


@router.get(
    "/voortgang/programmas/{id}/onderdelen",
    response=OnderdelenLijst,
    by_alias=True,
    operation_id="listOnderdelen",
    summary="Lees de onderdelen van een programma",
)
def list_onderdelen(request: Vraag, id: str, vraag: Query[OnderdelenVraag]) -> HttpResponse:
    """Geef de onderdelen van een programma zoals bekend op een moment, met hun status en waarom die zo is."""
    with collect_fouten() as read:
        per = read(read_aantal, vraag.aantal, standaard=STANDAARD, hoogstens=HOOGSTENS)
        na = read(read_plek, "onderdelen", vraag.vanaf)
        soort = read(read_keuze, vraag.soort, tuple(SOORTEN), "soort")
        peil = read(_read_peil, vraag)
    programma = get_programma(request.viewer, id)
    beeld = read_beeld(programma, peil)
    note_gezien(request, programma)
    delen = sorted((d for d in beeld.delen.values() if soort in ("", d.soort)), key=lambda d: d.id)
    gevonden = [d for d in delen if na is None or d.id > na][: per + 1]
    bladzij = gevonden[:per]
    volgende = make_plaats(f"{LIJST}.onderdelen", "na", str(bladzij[-1].id)) if len(gevonden) > per else ""
    plannen = list_planningen([d.id for d in bladzij], beeld.dag, peil.beschikbaar_op if peil else None)
    rijen = [as_onderdeel(request, beeld, d, plannen.get(d.id, [])) for d in bladzij]
    return answer_blad(request, "onderdelen", rijen, volgende)


def _read_peil(vraag: OnderdelenVraag) -> Peilmoment | None:
    """Read the moment; None means now."""
    tijden = {"geldigOp": vraag.geldig_op, "beschikbaarOp": vraag.beschikbaar_op}
    return read_peilmoment(tijden) if any(tijden.values()) else None


@router.get(
    "/voortgang/onderdelen/{id}",
    response=OnderdeelVorm,
    by_alias=True,
    operation_id="readOnderdeel",
    summary="Lees een onderdeel van een programma",
)
def read_onderdeel(request: Vraag, id: str) -> HttpResponse:
    """Geef één onderdeel zoals nu bekend, van een mijlpaal met elke planning die er was."""
    return answer_onderdeel(request, id)
