"""Programmes for programs: read them as known at any moment, and write contributions and plannings."""

import uuid
from typing import Any

from django.http import HttpResponse
from ninja import Query, Router

from vth.interface.antwoord import make_antwoord, make_links
from vth.interface.invoer import InvoerError, Veldfout, collect_fouten, read_aantal, read_peilmoment
from vth.interface.plaats import PlaatsError, make_plaats, read_plaats
from vth.interface.vraag import Vraag
from vth.tijd.rules import Peilmoment

from .apivormen import (
    HOOGSTENS,
    STANDAARD,
    BijdrageVorm,
    NieuwePlanningVorm,
    NieuweTekstVorm,
    OnderdeelVorm,
    OnderdelenLijst,
    OnderdelenVraag,
    ProgrammasLijst,
    ProgrammasVraag,
    RapportagerondeVorm,
)
from .beeld import Deel, Programmabeeld
from .inzage import note_gezien
from .models import Bijdrage, Bijdragetekst, Programma
from .plannen import record_planning
from .rondes import record_bijdrage
from .rules import SOORTEN
from .selectors import (
    get_bijdrage,
    get_onderdeel,
    get_programma,
    get_ronde,
    list_bijdragen,
    list_programmas,
    list_rondes,
    read_beeld,
    read_rondebeeld,
    read_teksten,
)
from .wanneer import read_wanneer

router = Router(tags=["Voortgang"])
LIJST = "api.voortgang"
Json = dict[str, Any]


@router.get(
    "/voortgang/programmas",
    response=ProgrammasLijst,
    by_alias=True,
    operation_id="listProgrammas",
    summary="Lees programma's",
)
def list_alle(request: Vraag, vraag: Query[ProgrammasVraag]) -> HttpResponse:
    """Geef de programma's waaraan uw organisatie meedoet, met hun rondes. Er wordt niet geteld."""
    with collect_fouten() as read:
        per = read(read_aantal, vraag.aantal, standaard=STANDAARD, hoogstens=HOOGSTENS)
        na = read(_read_plek, "programmas", vraag.vanaf)
    rijen = list_programmas(request.viewer).order_by("pk")
    gevonden = list((rijen.filter(pk__gt=na) if na else rijen)[: per + 1])
    bladzij = gevonden[:per]
    for programma in bladzij:
        note_gezien(request, programma)
    volgende = make_plaats(f"{LIJST}.programmas", "na", str(bladzij[-1].pk)) if len(gevonden) > per else ""
    links = make_links(request, volgende=volgende)
    return make_antwoord({"programmas": [_as_programma(request, p) for p in bladzij], "_links": links})


def _read_plek(naam: str, tekst: str) -> uuid.UUID | None:
    """Read after which row a page begins."""
    plaats = read_plaats(f"{LIJST}.{naam}", tekst)
    try:
        return uuid.UUID(plaats.sleutel) if plaats else None
    except ValueError as fout:
        raise PlaatsError(
            "Deze plaats in de lijst kan niet. Begin opnieuw aan het begin van de lijst."
        ) from fout


def _as_programma(request: Vraag, programma: Programma) -> Json:
    rondes = [
        {"id": str(r.pk), "naam": r.naam, "peildatum": r.peildatum, "stand": r.stand}
        for r in list_rondes(programma)
    ]
    return {
        "id": str(programma.pk),
        "code": programma.code,
        "naam": programma.naam,
        "organisatie": programma.organisatie,
        "einddatum": programma.einddatum,
        "rondes": rondes,
        "_links": {"onderdelen": _make_adres(request, f"programmas/{programma.pk}/onderdelen")},
    }


def _make_adres(request: Vraag, rest: str) -> dict[str, str]:
    return {"href": request.build_absolute_uri(f"/api/v1/voortgang/{rest}")}


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
        na = read(_read_plek, "onderdelen", vraag.vanaf)
        soort = read(_read_soort, vraag.soort)
        peil = read(_read_peil, vraag)
    programma = get_programma(request.viewer, id)
    beeld = read_beeld(programma, peil)
    note_gezien(request, programma)
    delen = sorted((d for d in beeld.delen.values() if soort in ("", d.soort)), key=lambda d: d.id)
    gevonden = [d for d in delen if na is None or d.id > na][: per + 1]
    bladzij = gevonden[:per]
    volgende = make_plaats(f"{LIJST}.onderdelen", "na", str(bladzij[-1].id)) if len(gevonden) > per else ""
    links = make_links(request, volgende=volgende)
    return make_antwoord({"onderdelen": [_as_onderdeel(request, beeld, d) for d in bladzij], "_links": links})


def _read_soort(tekst: str) -> str:
    """Read a kind. Raises InvoerError for one that does not exist."""
    if tekst and tekst not in SOORTEN:
        zin = f"‘{tekst[:40]}’ bestaat hier niet. Kies uit: {', '.join(SOORTEN)}."
        raise InvoerError([Veldfout("soort", zin, "onbekend")])
    return tekst


def _read_peil(vraag: OnderdelenVraag) -> Peilmoment | None:
    """Read the moment; None means now."""
    tijden = {"geldigOp": vraag.geldig_op, "beschikbaarOp": vraag.beschikbaar_op}
    return read_peilmoment(tijden) if any(tijden.values()) else None


def _as_onderdeel(request: Vraag, beeld: Programmabeeld, deel: Deel) -> Json:
    uitkomst, basis = beeld.statussen.get(deel.id), beeld.find_basis(deel.id)
    return {
        "id": str(deel.id),
        "soort": deel.soort,
        "sleutel": deel.sleutel,
        "ouder": str(deel.ouder) if deel.ouder else None,
        "titel": deel.titel,
        "inhoud": dict(deel.inhoud) or None,
        "partij": deel.partij or None,
        "bekendOp": deel.gewijzigd,
        "versie": deel.versie,
        "stand": uitkomst.stand if uitkomst else None,
        "beeldstand": uitkomst.beeldstand if uitkomst else None,
        "reden": uitkomst.reden if uitkomst else None,
        "pijlerplan": basis.tekst if basis else None,
        "planningen": [
            {
                "tekst": p.wanneer.tekst,
                "van": p.wanneer.van,
                "tot": p.wanneer.tot,
                "stand": p.stand,
                "bekendOp": p.bekend_op,
                "vastgelegdOp": p.op,
                "beslotenDoor": p.besloten_door or None,
                "reden": p.reden or None,
            }
            for p in beeld.planningen.get(deel.id, ())
        ]
        or None,
        "_links": {"self": _make_adres(request, f"onderdelen/{deel.id}")},
    }


@router.get(
    "/voortgang/onderdelen/{id}",
    response=OnderdeelVorm,
    by_alias=True,
    operation_id="readOnderdeel",
    summary="Lees een onderdeel van een programma",
)
def read_onderdeel(request: Vraag, id: str) -> HttpResponse:
    """Geef één onderdeel zoals nu bekend, van een mijlpaal met elke planning die er was."""
    return _answer_onderdeel(request, id)


def _answer_onderdeel(request: Vraag, id_: str, status: int = 200) -> HttpResponse:
    """Answer with one part; what ended is told as a record without a status."""
    onderdeel = get_onderdeel(request.viewer, id_)
    beeld = read_beeld(onderdeel.programma)
    deel = beeld.delen.get(onderdeel.pk)
    if deel is None:
        laatste = onderdeel.versies.order_by("-volgnummer")[0]
        deel = Deel(
            onderdeel.pk,
            onderdeel.soort,
            onderdeel.sleutel,
            onderdeel.ouder_id,
            laatste.titel,
            laatste.inhoud,
            laatste.partij,
            laatste.volgnummer,
            laatste.bekend_op,
            laatste.bekend_op,
        )
    note_gezien(request, onderdeel.programma)
    inhoud = _as_onderdeel(request, beeld, deel)
    location = inhoud["_links"]["self"]["href"] if status == 201 else ""
    return make_antwoord(inhoud, status=status, location=location)


@router.get(
    "/voortgang/rondes/{id}",
    response=RapportagerondeVorm,
    by_alias=True,
    operation_id="readRapportageronde",
    summary="Lees een rapportageronde",
)
def read_ronde(request: Vraag, id: str) -> HttpResponse:
    """Geef één ronde met de teksten die u mag lezen: een concept alleen van eigen onderwerpen."""
    ronde = get_ronde(request.viewer, id)
    bijdragen = list_bijdragen(request.viewer, ronde, read_rondebeeld(ronde))
    teksten = read_teksten(bijdragen, ronde.vergrendeld_op)
    note_gezien(request, ronde.programma)
    return make_antwoord(
        {
            "id": str(ronde.pk),
            "naam": ronde.naam,
            "programma": str(ronde.programma_id),
            "peildatum": ronde.peildatum,
            "stand": ronde.stand,
            "vergrendeldOp": ronde.vergrendeld_op,
            "bijdragen": [_as_bijdrage(b, teksten.get(b.onderdeel_id)) for b in bijdragen],
            "_links": {"self": _make_adres(request, f"rondes/{ronde.pk}")},
        }
    )


def _as_bijdrage(bijdrage: Bijdrage, tekst: Bijdragetekst | None) -> Json:
    return {
        "id": str(bijdrage.pk),
        "onderdeel": str(bijdrage.onderdeel_id),
        "stand": bijdrage.stand,
        "versie": bijdrage.versie,
        "voortgang": (tekst.voortgang if tekst else None) or None,
        "planning": (tekst.planning if tekst else None) or None,
    }


@router.post(
    "/voortgang/bijdragen/{id}",
    response={201: BijdrageVorm},
    by_alias=True,
    operation_id="recordBijdrage",
    summary="Schrijf een bijdrage",
)
def write_bijdrage(request: Vraag, id: str, nieuw: NieuweTekstVorm) -> HttpResponse:
    """Leg de tekst van een bijdrage vast als concept. Dezelfde tekst nog eens verandert niets."""
    bijdrage = get_bijdrage(request.viewer, id)
    bijdrage = record_bijdrage(
        viewer=request.viewer,
        bijdrage_id=bijdrage.pk,
        voortgang=nieuw.voortgang,
        planning=nieuw.planning,
        gezien=nieuw.versie,
    )
    return make_antwoord(
        _as_bijdrage(bijdrage, read_teksten([bijdrage]).get(bijdrage.onderdeel_id)), status=201
    )


@router.post(
    "/voortgang/onderdelen/{id}/planningen",
    response={201: OnderdeelVorm},
    by_alias=True,
    operation_id="recordPlanning",
    summary="Plan een mijlpaal",
)
def write_planning(request: Vraag, id: str, nieuw: NieuwePlanningVorm) -> HttpResponse:
    """Plan een mijlpaal, of plan hem opnieuw met de reden. Wat eerder was gepland blijft bestaan."""
    onderdeel = get_onderdeel(request.viewer, id)
    record_planning(
        viewer=request.viewer,
        mijlpaal_id=onderdeel.pk,
        wanneer=read_wanneer(nieuw.wanneer) if nieuw.wanneer.strip() else None,
        stand=nieuw.stand,
        reden=nieuw.reden,
        besloten_door=nieuw.besloten_door,
        bekend_op=nieuw.bekend_op,
    )
    return _answer_onderdeel(request, str(onderdeel.pk), status=201)
