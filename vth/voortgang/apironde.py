"""The cycle by program: rounds open and close, contributions are written, handed in and judged, and the report of a round is read."""

from typing import Any

from django.http import HttpResponse
from ninja import Query

from vth.interface.antwoord import make_antwoord
from vth.interface.invoer import InvoerError, Veldfout, collect_fouten
from vth.interface.vraag import Vraag
from vth.zaken.rapport.blokken import Rapport, make_gegevens
from vth.zaken.rapport.maken import VORMEN, send_bestand

from . import apiinvoer as invoer
from . import rondes
from .apibasis import answer_lijst, read_keuze, router
from .apibeeld import answer_bijdrage, answer_ronde
from .apivormen import (
    RAPPORTBESTAND,
    BijdrageVorm,
    BladVraag,
    GedaanVorm,
    RapportagerondeVorm,
    RapportVorm,
    RapportVraag,
    RondegegevensLijst,
)
from .inzage import note_gezien
from .rapportage import Stof, list_gegevens, make_rapport, read_stof
from .rules import GOEDKEUREN, INVULLEN, STAPPEN
from .selectors import get_bijdrage, get_ronde

ALLE = tuple(naam for naam, stap in STAPPEN.items() if not stap.reden and naam != "haal_terug")


@router.post(
    "/voortgang/programmas/{id}/rondes",
    response={201: RapportagerondeVorm},
    by_alias=True,
    operation_id="recordRapportageronde",
    summary="Open een rapportageronde",
)
def write_ronde(request: Vraag, id: str, nieuw: invoer.NieuweRondeVorm) -> HttpResponse:
    """Open een ronde: elk onderwerp en hoofdstuk krijgt een bijdrage die zijn eigenaar schrijft."""
    ronde = rondes.record_ronde(viewer=request.viewer, programma_id=id, **nieuw.model_dump())
    return answer_ronde(request, ronde, status=201)


@router.get(
    "/voortgang/rondes/{id}",
    response=RapportagerondeVorm,
    by_alias=True,
    operation_id="readRapportageronde",
    summary="Lees een rapportageronde",
)
def read_ronde(request: Vraag, id: str) -> HttpResponse:
    """Geef één ronde met de teksten die u mag lezen: een concept alleen van eigen onderwerpen."""
    return answer_ronde(request, get_ronde(request.viewer, id))


@router.post(
    "/voortgang/rondes/{id}/stappen",
    response={201: GedaanVorm},
    by_alias=True,
    operation_id="recordRondestap",
    summary="Doe een stap met een ronde",
)
def write_rondestap(request: Vraag, id: str, nieuw: invoer.RondestapVorm) -> HttpResponse:
    """Dien in of keur goed wat dat kan, vergrendel de ronde of heropen haar. Voor goedkeuren is ook `bijdrage.approve` nodig."""
    ronde = get_ronde(request.viewer, id)
    read_keuze(nieuw.stap, (*ALLE, "vergrendel", "heropen"), "stap")
    vast: dict[str, Any] = {"viewer": request.viewer, "ronde_id": ronde.pk}
    aantal, niet = 1, list[str]()
    if nieuw.stap == "vergrendel":
        rondes.close_ronde(**vast, gezien=nieuw.versie)
    elif nieuw.stap == "heropen":
        rondes.reopen_ronde(**vast, reden=nieuw.reden, gezien=nieuw.versie)
    else:
        aantal, niet = rondes.do_stap_alle(**vast, stap=nieuw.stap)
    return make_antwoord({"aantal": aantal, "niet": niet}, status=201)


@router.get(
    "/voortgang/bijdragen/{id}",
    response=BijdrageVorm,
    by_alias=True,
    operation_id="readBijdrage",
    summary="Lees een bijdrage",
)
def read_bijdrage(request: Vraag, id: str) -> HttpResponse:
    """Geef één bijdrage met haar laatste tekst."""
    bijdrage = get_bijdrage(request.viewer, id)
    note_gezien(request, bijdrage.programma)
    return answer_bijdrage(bijdrage)


@router.post(
    "/voortgang/bijdragen/{id}",
    response={201: BijdrageVorm},
    by_alias=True,
    operation_id="recordBijdrage",
    summary="Schrijf een bijdrage",
)
def write_bijdrage(request: Vraag, id: str, nieuw: invoer.NieuweTekstVorm) -> HttpResponse:
    """Leg de tekst van een bijdrage vast als concept. Dezelfde tekst nog eens verandert niets."""
    bijdrage = get_bijdrage(request.viewer, id)
    velden = nieuw.model_dump(exclude={"versie"})
    bijdrage = rondes.record_bijdrage(
        viewer=request.viewer, bijdrage_id=bijdrage.pk, gezien=nieuw.versie, **velden
    )
    return answer_bijdrage(bijdrage, status=201)


def _do_stap(request: Vraag, id_: str, nieuw: invoer.BijdragestapVorm, recht: str) -> HttpResponse:
    bijdrage = get_bijdrage(request.viewer, id_)
    read_keuze(nieuw.stap, [naam for naam, stap in STAPPEN.items() if stap.recht == recht], "stap")
    bijdrage = rondes.do_stap(
        viewer=request.viewer,
        bijdrage_id=bijdrage.pk,
        stap=nieuw.stap,
        reden=nieuw.reden,
        gezien=nieuw.versie,
    )
    return answer_bijdrage(bijdrage, status=201)


@router.post(
    "/voortgang/bijdragen/{id}/stappen",
    response={201: BijdrageVorm},
    by_alias=True,
    operation_id="recordBijdragestap",
    summary="Dien een bijdrage in of haal haar terug",
)
def write_bijdragestap(request: Vraag, id: str, nieuw: invoer.BijdragestapVorm) -> HttpResponse:
    """Dien een bijdrage in (`dien_in`) of haal haar terug (`haal_terug`)."""
    return _do_stap(request, id, nieuw, INVULLEN)


@router.post(
    "/voortgang/bijdragen/{id}/oordelen",
    response={201: BijdrageVorm},
    by_alias=True,
    operation_id="recordBijdrageoordeel",
    summary="Keur een bijdrage goed of geef haar terug",
)
def write_bijdrageoordeel(request: Vraag, id: str, nieuw: invoer.BijdragestapVorm) -> HttpResponse:
    """Keur een bijdrage goed (`keur_goed`) of geef haar terug (`geef_terug`, met de reden). Wie schreef of indiende, keurt niet goed."""
    return _do_stap(request, id, nieuw, GOEDKEUREN)


def _read_stof(request: Vraag, id_: str) -> Stof:
    stof = read_stof(request.viewer, get_ronde(request.viewer, id_))
    note_gezien(request, stof.ronde.programma)
    return stof


@router.get(
    "/voortgang/rondes/{id}/rapport",
    response=RapportVorm,
    by_alias=True,
    operation_id="readRapport",
    summary="Lees het rapport van een ronde",
)
def read_rapport(request: Vraag, id: str) -> HttpResponse:
    """Geef het rapport als blokken, zoals bekend toen de ronde werd vergrendeld; van een beeld zijn tabel."""
    return make_antwoord(_as_rapport(make_rapport(_read_stof(request, id))))


def _as_rapport(rapport: Rapport) -> dict[str, Any]:
    """Tell of a report without its drawings: programs draw for themselves."""
    inhoud = make_gegevens(rapport)
    for blok in inhoud["blokken"]:
        blok.pop("svg", None)
    return inhoud


@router.get(
    "/voortgang/rondes/{id}/rapport/download",
    operation_id="downloadRapport",
    summary="Download het rapport van een ronde",
    openapi_extra=RAPPORTBESTAND,
)
def download_rapport(request: Vraag, id: str, vraag: Query[RapportVraag]) -> HttpResponse:
    """Geef het rapport als bestand: Markdown, PDF (toegankelijk) of Word."""
    with collect_fouten() as read:
        vorm = read(read_keuze, vraag.vorm, tuple(VORMEN), "vorm") or "md"
    stof = _read_stof(request, id)
    antwoord = send_bestand(
        make_rapport(stof), vorm, f"voortgangsrapportage-{stof.ronde.peildatum.isoformat()}"
    )
    if antwoord.status_code != 200:
        raise InvoerError([Veldfout("vorm", antwoord.content.decode())])
    return antwoord


@router.get(
    "/voortgang/rondes/{id}/gegevens",
    response=RondegegevensLijst,
    by_alias=True,
    operation_id="listRondegegevens",
    summary="Lees een ronde als open data",
)
def read_gegevens(request: Vraag, id: str, vraag: Query[BladVraag]) -> HttpResponse:
    """Geef een rij per pijler, onderwerp, actie en mijlpaal met stand, planning en tekst."""
    return answer_lijst(request, vraag, "gegevens", list_gegevens(_read_stof(request, id)), dict)
