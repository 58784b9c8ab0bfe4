"""Deliveries for programs: bring a file, follow it, and read what the checks found."""

from typing import Any

from django.http import FileResponse, HttpResponse
from ninja import File, Form, Query, Router
from ninja.files import UploadedFile

from vth.interface.antwoord import as_camel, make_antwoord, make_links
from vth.interface.invoer import InvoerError, Veldfout, collect_fouten, read_aantal, read_nummer
from vth.interface.pagina import serve_bestand
from vth.interface.plaats import make_plaats, read_plaats
from vth.interface.uitvoer import VORMEN
from vth.interface.veldkeuze import keep_velden, read_velden
from vth.interface.vraag import Vraag
from vth.register.selectors import find_bronobjecten
from vth.tijd import klok

from . import selectors, tasks, uitvoer
from .apivormen import (
    DOWNLOAD,
    HOOGSTENS,
    LICHAAM,
    PER_VERSLAG,
    STANDAARD,
    VERSLAG_HOOGSTENS,
    AanleveringDetail,
    AanleveringLijst,
    AanleveringVorm,
    DetailVraag,
    DownloadVraag,
    LijstVraag,
    Verslagbladzij,
    VerslagVraag,
)
from .forms import AanleverForm
from .inzage import note_verslag
from .lijstpagina import read_filters
from .models import Aanlevering
from .selectors import Bevindingregel
from .verslagpagina import list_bladzij

LIJST = "api.aanleveringen"
HERKANS_SECONDEN = 10
router = Router(tags=["Aanleveringen"])


@router.get(
    "/aanleveringen",
    response=AanleveringLijst,
    by_alias=True,
    operation_id="listAanleveringen",
    summary="Lees aanleveringen",
)
def list_aanleveringen(request: Vraag, vraag: Query[LijstVraag]) -> HttpResponse:
    """Geef de aanleveringen die u mag zien, de nieuwste eerst."""
    with collect_fouten() as read:
        filters = read(read_filters, vraag.model_dump(include={"leverancier", "staat", "reeks"}))
        keus = read(read_velden, vraag.velden, AanleveringVorm)
        per = read(read_aantal, vraag.aantal, standaard=STANDAARD, hoogstens=HOOGSTENS)
        read(read_nummer, vraag.herkomst, "herkomst")
        plaats = read(read_plaats, LIJST, vraag.vanaf)
    rijen = selectors.list_aanleveringen(request.viewer, **filters, herkomst=vraag.herkomst)
    gevonden = selectors.list_bladzij(
        rijen, hoogstens=per, **({plaats.richting: plaats.sleutel} if plaats else {})
    )
    terug, meer = bool(plaats and plaats.richting == "voor"), len(gevonden) > per
    bladzij = gevonden[-per:] if terug else gevonden[:per]
    links = make_links(
        request,
        vorige=make_plaats(LIJST, "voor", bladzij[0].pk) if bladzij and (meer if terug else plaats) else "",
        volgende=make_plaats(LIJST, "na", bladzij[-1].pk) if bladzij and (terug or meer) else "",
    )
    regels = [keep_velden(_make_aanlevering(request, a), keus) for a in bladzij]
    return make_antwoord({"aanleveringen": regels, "_links": links})


@router.post(
    "/aanleveringen",
    response={202: AanleveringVorm},
    by_alias=True,
    operation_id="acceptAanlevering",
    summary="Lever een bestand aan",
    openapi_extra=LICHAAM,
)
def accept_aanlevering(
    request: Vraag,
    bestand: UploadedFile | None = File(None),  # noqa: B008
    profiel: str = Form(""),
    peildatum: str = Form(""),
    correctie: str = Form(""),
) -> HttpResponse:
    """Neem een bestand in ontvangst en zet het klaar om te verwerken; `Location` zegt waar u het volgt."""
    velden = {"profiel": profiel, "peildatum": peildatum or klok.today().isoformat(), "correctie": correctie}
    form = AanleverForm(
        velden,
        {"bestand": bestand} if bestand else {},
        profielen=selectors.list_eigen_profielen(request.viewer),
    )
    fouten = [
        Veldfout(n, f["message"], f["code"])
        for n, lijst in form.errors.get_json_data().items()
        for f in lijst
    ]
    if correctie not in ("", "true", "false"):
        fouten.append(
            Veldfout("correctie", f"‘{correctie[:20]}’ is geen ja of nee. Schrijf true of false.", "bool")
        )
    if fouten or bestand is None:
        raise InvoerError(fouten)
    aanlevering = tasks.accept_and_enqueue(
        viewer=request.viewer,
        profiel_id=form.cleaned_data["profiel"],
        brokken=bestand.chunks(),
        bestandsnaam=bestand.name or "bestand",
        peildatum=form.cleaned_data["peildatum"],
        correctie=form.cleaned_data["correctie"],
    )
    inhoud = _make_aanlevering(request, aanlevering)
    return make_antwoord(inhoud, status=202, location=inhoud["_links"]["self"]["href"])


def _make_aanlevering(request: Vraag, a: Aanlevering) -> dict[str, Any]:
    """Make one delivery as a list shows it."""
    adres = request.build_absolute_uri(f"/api/v1/aanleveringen/{a.pk}")
    return {
        "id": str(a.pk),
        "leverancier": a.leverancier_id,
        "profiel": a.profiel,
        "reeks": a.reeks,
        "bestandsnaam": a.bestandsnaam,
        "sha256": a.sha256,
        "bytes": a.bytes,
        "peildatum": a.peildatum,
        "correctie": a.correctie,
        "ontvangenOp": a.ontvangen_op,
        "afgerondOp": a.afgerond_op,
        "vernietigdOp": a.vernietigd_op,
        "staat": a.staat,
        "uitleg": a.uitleg or None,
        "rijen": a.tellingen.get("rijen"),
        "geweigerd": a.tellingen.get("geweigerd"),
        "metWaarschuwing": a.tellingen.get("met_waarschuwing"),
        "score": a.score.totaal if hasattr(a, "score") else None,
        "_links": {"self": {"href": adres}, "toetsverslag": {"href": f"{adres}/toetsverslag"}},
    }


@router.get(
    "/aanleveringen/{id}",
    response=AanleveringDetail,
    by_alias=True,
    operation_id="readAanlevering",
    summary="Lees een aanlevering",
)
def read_aanlevering(request: Vraag, id: str, vraag: Query[DetailVraag]) -> HttpResponse:
    """Geef één aanlevering: hoe ver zij is, wat er veranderde en wat de toetsen vonden."""
    keus = read_velden(vraag.velden, AanleveringDetail)
    a = selectors.get_aanlevering(request.viewer, id)
    verschil = a.tellingen.get("verschil") or {}
    scoredelen = ("juistheid", "volledigheid", "plausibiliteit", "samenhang", "totaal")
    rest = {
        "voortgang": {"stap": a.stap or None, "gedaan": a.gedaan, "totaal": a.totaal},
        "opmerkingen": a.opmerkingen,
        "verschil": {g: {as_camel(k): n for k, n in t.items()} for g, t in verschil.items()} or None,
        "toetsuitkomsten": [
            {
                "gegevensset": t.gegevensset,
                "toets": t.toets,
                "ernst": t.ernst,
                "veld": t.veld or None,
                "aantal": t.aantal,
            }
            for t in a.toetstellingen.order_by("gegevensset", "ernst", "toets", "veld")
        ],
        "scoredelen": {n: getattr(a.score, n) for n in scoredelen} if hasattr(a, "score") else None,
    }
    return make_antwoord(keep_velden(_make_aanlevering(request, a) | rest, keus))


@router.get(
    "/aanleveringen/{id}/toetsverslag",
    response=Verslagbladzij,
    by_alias=True,
    operation_id="listToetsverslag",
    summary="Lees het toetsverslag",
)
def list_toetsverslag(request: Vraag, id: str, vraag: Query[VerslagVraag]) -> HttpResponse:
    """Geef de bevindingen van één aanlevering, in volgorde van de rijen in het bestand."""
    per = read_aantal(vraag.aantal, standaard=PER_VERSLAG, hoogstens=VERSLAG_HOOGSTENS)
    a = selectors.get_leesbaar(request.viewer, id)
    regels, vorige, volgende = list_bladzij(
        a, vraag.model_dump(include={"toets", "ernst", "veld"}), vraag.vanaf, per=per
    )
    note_verslag(request, "toetsverslag.list", a, len(regels))
    objecten = find_bronobjecten(
        request.viewer, a.leverancier_id, ((r.gegevensset, r.sleutel) for r in regels if r.sleutel)
    )
    inhoud = [_make_regel(r, objecten.get((r.gegevensset, r.sleutel or ""))) for r in regels]
    return make_antwoord({"regels": inhoud, "_links": make_links(request, vorige=vorige, volgende=volgende)})


def _make_regel(r: Bevindingregel, object_id: Any) -> dict[str, Any]:
    """Make one line of a report."""
    return {
        "volgnummer": r.volgnummer,
        "rijnummer": r.rijnummer,
        "gegevensset": r.gegevensset or None,
        "sleutel": r.sleutel,
        "objectId": str(object_id) if object_id else None,
        "toets": r.toets,
        "ernst": r.ernst,
        "veld": r.veld or None,
        "waarde": r.waarde,
        "grens": r.grens,
        "tekst": r.tekst,
    }


@router.get(
    "/aanleveringen/{id}/toetsverslag/download",
    operation_id="downloadToetsverslag",
    summary="Download het toetsverslag",
    openapi_extra=DOWNLOAD,
)
def download_toetsverslag(
    request: Vraag, id: str, vraag: Query[DownloadVraag]
) -> HttpResponse | FileResponse:
    """Geef het hele toetsverslag als bestand. 202 betekent: het wordt gemaakt, vraag na `Retry-After` opnieuw."""
    vorm = vraag.vorm or "json"
    if vorm not in VORMEN:
        raise InvoerError(
            [Veldfout("vorm", f"De vorm {vorm[:20]!r} bestaat niet. Kies uit: {', '.join(VORMEN)}.")]
        )
    a = selectors.get_leesbaar(request.viewer, id)
    if not uitvoer.has_bron(a, "toetsverslag"):
        raise selectors.BestaatNietError("Van deze aanlevering is geen toetsverslag.")
    klaar = uitvoer.find_uitvoer(a, "toetsverslag", vorm)
    if klaar is None and uitvoer.is_direct(a, "toetsverslag", vorm):
        klaar = uitvoer.make_uitvoer(a, "toetsverslag", vorm)
    if klaar:
        note_verslag(
            request, "toetsverslag.download", a, uitvoer.count_regels(a, "toetsverslag"), altijd=True
        )
        return serve_bestand(klaar, uitvoer.name_uitvoer(a, "toetsverslag"), vorm)
    tasks.start_uitvoer(a, "toetsverslag", vorm)
    antwoord = make_antwoord({"stand": "wordt gemaakt"}, status=202, location=request.build_absolute_uri())
    antwoord["Retry-After"] = str(HERKANS_SECONDEN)
    return antwoord
