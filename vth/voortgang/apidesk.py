"""The desks by program: a report read into proposals, each accepted or refused, and statements that do not agree settled."""

from typing import Any

from django.http import HttpResponse
from ninja import File, Form, Query
from ninja.files import UploadedFile

from vth.interface.antwoord import make_antwoord
from vth.interface.invoer import InvoerError, Veldfout, collect_fouten, read_aantal
from vth.interface.plaats import make_plaats
from vth.interface.vraag import Vraag
from vth.toegang.rules import check_bevoegd

from . import apiinvoer as invoer
from . import voorstellen
from .apibasis import LIJST, answer_blad, answer_rijen, read_keuze, read_nummerplek, router
from .apibeeld import as_inlezing, as_tegenspraak, as_voorstel
from .apivormen import (
    HOOGSTENS,
    INLEESBESTAND,
    STANDAARD,
    BladVraag,
    GedaanVorm,
    InlezingenLijst,
    InlezingVorm,
    TegenspraakVorm,
    TegensprakenLijst,
    VoorstellenLijst,
    VoorstellenVraag,
    VoorstelVorm,
)
from .inlezen import HOOGSTENS as GROOTSTE
from .inlezen import accept_rapport
from .inzage import note_gezien
from .models import Voorstelregel
from .overnemen import read_wachtkeuze
from .rules import BEHEREN
from .selectors import get_inlezing, get_programma, get_tegenspraak

BESLUITEN = ("neem", "weiger", "terugzetten")


@router.get(
    "/voortgang/programmas/{id}/inlezingen",
    response=InlezingenLijst,
    by_alias=True,
    operation_id="listInlezingen",
    summary="Lees welke rapporten zijn ingelezen",
)
def list_inlezingen(request: Vraag, id: str, vraag: Query[BladVraag]) -> HttpResponse:
    """Geef de rapporten die zijn ingelezen, met wat opviel. Alleen voor wie het programma beheert."""
    programma = get_programma(request.viewer, id)
    check_bevoegd(request.viewer, BEHEREN, namens=programma.organisatie)
    note_gezien(request, programma)
    return answer_rijen(
        request, vraag, "inlezingen", programma.inlezingen.all(), lambda i: as_inlezing(request, i)
    )


@router.post(
    "/voortgang/programmas/{id}/inlezingen",
    response={201: InlezingVorm},
    by_alias=True,
    operation_id="recordInlezing",
    summary="Lees een rapport in",
    openapi_extra=INLEESBESTAND,
)
def write_inlezing(
    request: Vraag,
    id: str,
    bestand: UploadedFile | None = File(None),  # noqa: B008
    ronde: str = Form(""),
) -> HttpResponse:
    """Lees een rapport in voorstellen; er wordt nog niets overgenomen. Hetzelfde bestand nog eens voegt niets toe."""
    programma = get_programma(request.viewer, id)
    fouten = []
    if bestand is None:
        fouten.append(Veldfout("bestand", "Er is geen bestand. Stuur het rapport mee.", "missing"))
    elif (bestand.size or 0) > GROOTSTE:
        zin = f"Het bestand is groter dan {GROOTSTE // 2**20} MB. Geef alleen het rapport zelf."
        fouten.append(Veldfout("bestand", zin))
    if len(ronde) > 100:
        fouten.append(Veldfout("ronde", "De naam van de ronde is langer dan 100 tekens. Kort haar in."))
    if fouten or bestand is None:
        raise InvoerError(fouten)
    verslag = accept_rapport(
        viewer=request.viewer,
        programma=programma,
        bestandsnaam=bestand.name or "rapport",
        inhoud=bestand.read(),
        ronde=ronde,
    )
    inhoud = as_inlezing(request, verslag.inlezing)
    return make_antwoord(inhoud, status=201, location=inhoud["_links"]["voorstellen"]["href"])


@router.get(
    "/voortgang/inlezingen/{id}/voorstellen",
    response=VoorstellenLijst,
    by_alias=True,
    operation_id="listVoorstellen",
    summary="Lees wat een rapport voorstelt",
)
def list_voorstellen(request: Vraag, id: str, vraag: Query[VoorstellenVraag]) -> HttpResponse:
    """Geef de voorstellen in de volgorde van het rapport, elk met de zin waar het uit komt."""
    with collect_fouten() as read:
        per = read(read_aantal, vraag.aantal, standaard=STANDAARD, hoogstens=HOOGSTENS)
        na = read(read_nummerplek, "voorstellen", vraag.vanaf)
        stand = read(read_keuze, vraag.stand, Voorstelregel.Stand.values, "stand")
    inlezing = get_inlezing(request.viewer, id)
    note_gezien(request, inlezing.programma)
    rijen = inlezing.voorstellen.filter(volgnummer__gt=na).order_by("volgnummer")
    gevonden = list((rijen.filter(stand=stand) if stand else rijen)[: per + 1])
    bladzij = gevonden[:per]
    meer = len(gevonden) > per
    volgende = make_plaats(f"{LIJST}.voorstellen", "na", str(bladzij[-1].volgnummer)) if meer else ""
    return answer_blad(request, "voorstellen", [as_voorstel(r) for r in bladzij], volgende)


@router.post(
    "/voortgang/inlezingen/{id}/voorstellen/{nummer}",
    response={201: VoorstelVorm},
    by_alias=True,
    operation_id="recordVoorstelbesluit",
    summary="Neem een voorstel over of wijs het af",
)
def write_voorstelbesluit(
    request: Vraag, id: str, nummer: str, nieuw: invoer.VoorstelbesluitVorm
) -> HttpResponse:
    """Neem één voorstel over (bij samenhang ook wie op wie wacht), wijs het af met de reden, of zet het terug."""
    inlezing = get_inlezing(request.viewer, id)
    with collect_fouten() as read:
        besluit = read(read_keuze, nieuw.besluit, BESLUITEN, "besluit")
        read(read_keuze, nieuw.wacht, ("van", "naar"), "wacht")
        if not nieuw.besluit:
            zin = f"Zeg wat u besluit: {', '.join(BESLUITEN)}."
            read(_refuse, Veldfout("besluit", zin, "missing"))
    getal = int(nummer) if nummer.isascii() and nummer.isdecimal() and len(nummer) < 9 else 0
    vast: dict[str, Any] = {"viewer": request.viewer, "inlezing_id": inlezing.pk, "nummer": getal}
    if besluit == "neem":
        wacht = read_wachtkeuze(nieuw.wacht, str(nieuw.dagen))
        regel = voorstellen.accept_voorstel(**vast, wacht=wacht)
    elif besluit == "weiger":
        regel = voorstellen.refuse_voorstel(**vast, reden=nieuw.reden)
    else:
        regel = voorstellen.reopen_voorstel(**vast)
    return make_antwoord(as_voorstel(regel), status=201)


def _refuse(fout: Veldfout) -> None:
    raise InvoerError([fout])


@router.post(
    "/voortgang/inlezingen/{id}/overname",
    response={201: GedaanVorm},
    by_alias=True,
    operation_id="acceptVoorstellen",
    summary="Neem alle voorstellen over",
)
def write_overname(request: Vraag, id: str, nieuw: invoer.OvernameVorm) -> HttpResponse:
    """Neem over wat wacht, of alles onder één deel; geeft hoeveel, en waarom andere niet konden."""
    inlezing = get_inlezing(request.viewer, id)
    aantal, niet = voorstellen.accept_alles(
        viewer=request.viewer, inlezing_id=inlezing.pk, **nieuw.model_dump()
    )
    return make_antwoord({"aantal": aantal, "niet": niet}, status=201)


@router.get(
    "/voortgang/programmas/{id}/tegenspraken",
    response=TegensprakenLijst,
    by_alias=True,
    operation_id="listTegenspraken",
    summary="Lees zinnen die elkaar tegenspreken",
)
def list_tegenspraken(request: Vraag, id: str, vraag: Query[BladVraag]) -> HttpResponse:
    """Geef de paren van zinnen die elkaar tegenspreken, en welke klopt als daarover is beslist."""
    programma = get_programma(request.viewer, id)
    note_gezien(request, programma)
    return answer_rijen(request, vraag, "tegenspraken", programma.tegenspraken.all(), as_tegenspraak)


@router.post(
    "/voortgang/tegenspraken/{id}/besluit",
    response={201: TegenspraakVorm},
    by_alias=True,
    operation_id="settleTegenspraak",
    summary="Beslis welke zin klopt",
)
def write_tegenspraakbesluit(request: Vraag, id: str, nieuw: invoer.TegenspraakbesluitVorm) -> HttpResponse:
    """Zeg welke van beide zinnen klopt, of dat geen van beide klopt, met de reden; één keer."""
    tegenspraak = get_tegenspraak(request.viewer, id)
    tegenspraak = voorstellen.settle_tegenspraak(
        viewer=request.viewer, tegenspraak_id=tegenspraak.pk, **nieuw.model_dump()
    )
    return make_antwoord(as_tegenspraak(tegenspraak), status=201)
