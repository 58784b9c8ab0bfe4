"""The register for programs: lists by keyset, one thing at any moment, and its history."""

from dataclasses import replace
from datetime import date
from typing import Any

from django.http import HttpResponse
from ninja import Query, Router

from vth.interface.antwoord import as_camel, make_antwoord, make_links
from vth.interface.invoer import TijdreizenError, collect_fouten, read_aantal, read_peilmoment
from vth.interface.inzage import note_rijen
from vth.interface.plaats import make_plaats, read_plaats
from vth.interface.stelsel import make_geometrie, make_punt, read_stelsel
from vth.interface.veldkeuze import has_een, keep_velden, read_velden
from vth.interface.vormen import ACCEPT_CRS, Tijdvraag
from vth.interface.vraag import Vraag
from vth.tijd.models import Herkomst
from vth.toegang.rules import Viewer

from . import overzicht, selectors
from .apivormen import (
    HOOGSTENS,
    STANDAARD,
    GeschiedenisVorm,
    LijstVraag,
    ObjectLijst,
    ObjectRegel,
    ObjectVorm,
    ObjectVraag,
)
from .geschiedenis import format_waarde, list_geschiedenis
from .inzage import note_beeld
from .selectors import Objectbeeld, Relatiebeeld, Waardebeeld
from .weergave import derive_naam, derive_persoonsnaam

LIJST = "api.objecten"
ADRES = "/api/v1/objecten"
router = Router(tags=["Register"])


@router.get(
    "/objecten", response=ObjectLijst, by_alias=True, operation_id="listObjecten", summary="Zoek objecten"
)
def list_objecten(
    request: Vraag,
    vraag: Query[LijstVraag],
    accept_crs: str = ACCEPT_CRS,
) -> HttpResponse:
    """Geef de objecten die u mag zien, in volgorde van opname of (bij `q`) de beste eerst. Er wordt niet geteld.

    Met `geldigOp` en `beschikbaarOp` staat elk object erin zoals het toen was; wat toen nog niet was opgenomen, staat
    er niet in.
    """
    with collect_fouten() as read:
        filter_ = read(overzicht.make_filter, vraag.model_dump())
        peilmoment = read(read_peilmoment, vraag.tijden)
        keus = read(read_velden, vraag.velden, ObjectRegel)
        per = read(read_aantal, vraag.aantal, standaard=STANDAARD, hoogstens=HOOGSTENS)
        plaats = read(read_plaats, LIJST, vraag.vanaf)
    stelsel = read_stelsel(accept_crs)
    if filter_.vraag and any(vraag.tijden.values()):
        raise TijdreizenError(
            "Zoeken op woorden gaat over nu. Laat `q` weg, of `geldigOp` en `beschikbaarOp`."
        )
    if plaats:
        filter_ = replace(filter_, **{plaats.richting: plaats.sleutel})
    if vraag.beschikbaar_op:
        filter_ = replace(filter_, bekend_op=peilmoment.beschikbaar_op)
    bladzij = overzicht.read_bladzij(request.viewer, filter_, per=per, tel=False, peilmoment=peilmoment)
    regels = bladzij.regels
    note_rijen(request, "objecten.list", regels)
    links = make_links(
        request,
        vorige=make_plaats(LIJST, "voor", regels[0].id) if bladzij.meer_voor and regels else "",
        volgende=make_plaats(LIJST, "na", regels[-1].id) if bladzij.meer_na and regels else "",
    )
    begin = request.build_absolute_uri(ADRES)
    objecten = [keep_velden(_make_regel(begin, regel, stelsel), keus) for regel in regels]
    return make_antwoord({"objecten": objecten, "_links": links}, stelsel=stelsel)


def _make_regel(begin: str, regel: overzicht.Regel, stelsel: str) -> dict[str, Any]:
    """Make one line of the list; `begin` is where the addresses of objects begin."""
    return {
        "id": str(regel.id),
        "soort": regel.soort,
        "naam": regel.naam,
        "leverancier": regel.leverancier,
        "leveranciersleutel": regel.sleutel or None,
        "adres": regel.plaats or None,
        "gemeente": regel.gemeente or None,
        "gemeentecode": regel.gebied or None,
        "lengtegraad": regel.lengtegraad,
        "breedtegraad": regel.breedtegraad,
        "geometrie": make_punt(regel, stelsel),
        "toestand": {"code": regel.toestand.code, "woord": regel.toestand.woord, "zin": regel.toestand.zin},
        "_links": {"self": {"href": f"{begin}/{regel.id}"}},
    }


@router.get(
    "/objecten/{id}", response=ObjectVorm, by_alias=True, operation_id="readObject", summary="Lees een object"
)
def read_object(
    request: Vraag, id: str, vraag: Query[ObjectVraag], accept_crs: str = ACCEPT_CRS
) -> HttpResponse:
    """Geef één object zoals het was op een dag, volgens wat op een moment bekend was."""
    with collect_fouten() as read:
        peilmoment = read(read_peilmoment, vraag.tijden)
        keus = read(read_velden, vraag.velden, ObjectVorm)
    stelsel = read_stelsel(accept_crs)
    beeld = selectors.read_object(request.viewer, id, peilmoment)
    note_beeld(request, "object.read", beeld)
    adres = request.build_absolute_uri(f"{ADRES}/{beeld.identiteit}")
    inhoud = _make_object(request.viewer, beeld) | {
        "geometrie": _find_geometrie(request.viewer, beeld, stelsel) if has_een(keus, "geometrie") else None,
        "_links": {
            "self": {"href": request.build_absolute_uri()},
            "geschiedenis": {"href": f"{adres}/geschiedenis"},
        },
    }
    # Whoever asks for now asks for another moment each time: an answer that says the same is the same.
    vluchtig = () if vraag.beschikbaar_op else ("beschikbaarOp",)
    return make_antwoord(keep_velden(inhoud, keus), stelsel=stelsel, vluchtig=vluchtig)


def _find_geometrie(viewer: Viewer, beeld: Objectbeeld, stelsel: str) -> dict[str, Any] | None:
    """Give where a thing is: its own shape when it is a place, else that of its place, else that of its site."""
    eerste = beeld.bronobjecten[0]
    if eerste.soort == "geoobject":
        tijdlijn = overzicht.list_tijdlijnen([eerste], beeld.peilmoment).get(eerste.pk, [])
        plaats = overzicht.find_geldend(tijdlijn, beeld.peilmoment)
    else:
        plaatsen = overzicht.list_zichtbare_plaatsen(viewer, beeld.bronobjecten, beeld.peilmoment)
        if not plaatsen:
            sites = overzicht.list_sites(viewer, beeld.bronobjecten, beeld.peilmoment)
            plaatsen = overzicht.list_zichtbare_plaatsen(viewer, sites.values(), beeld.peilmoment)
        plaats = next(iter(plaatsen.values()), None)
    return make_geometrie(plaats, stelsel) if plaats else None


def _make_object(viewer: Viewer, beeld: Objectbeeld) -> dict[str, Any]:
    """Make the answer of one thing."""
    peilmoment, prive = beeld.peilmoment, beeld.objecttype.persoonsgegevens
    tijdlijnen = overzicht.list_tijdlijnen(beeld.bronobjecten[:1], peilmoment)
    eerste = beeld.bronobjecten[0]
    geldend = overzicht.find_geldend(tijdlijnen.get(eerste.pk, ()), peilmoment)
    naam = derive_naam(eerste.soort, eerste.sleutel, geldend, peilmoment.geldig_op)
    return {
        "id": str(beeld.identiteit),
        "soort": beeld.objecttype.naam,
        "naam": derive_persoonsnaam(geldend) if prive else naam,
        "bestaat": beeld.bestaat,
        "geldigOp": peilmoment.geldig_op,
        "beschikbaarOp": peilmoment.beschikbaar_op,
        "eersteDag": beeld.eerste_dag,
        "laatsteDag": beeld.laatste_dag,
        "bronhouder": beeld.bronhouder or None,
        "bronobjecten": [
            {
                "id": str(b.pk),
                "leverancier": b.leverancier,
                "leveranciersleutel": None if prive else b.sleutel,
            }
            for b in beeld.bronobjecten
        ],
        "waarden": [_make_waarde(w, peilmoment.geldig_op) for w in beeld.waarden],
        "relaties": [_make_relatie(r) for r in beeld.relaties],
        "leverstatussen": [s.status for s in beeld.statussen],
    }


def _make_waarde(beeld: Waardebeeld, dag: date) -> dict[str, Any]:
    """Make one value, as data and as a reader sees it on a day."""
    return {
        "naam": as_camel(beeld.attribuut.naam),
        "titel": beeld.attribuut.titel,
        "waarde": beeld.waarde,
        "weergave": format_waarde(beeld.attribuut, beeld.waarde, dag),
        "sinds": beeld.sinds,
        "voidreden": beeld.voidreden or None,
        "herkomst": make_herkomst(beeld.herkomst),
    }


def _make_relatie(beeld: Relatiebeeld) -> dict[str, Any]:
    """Make one relation, seen from the thing that was asked for."""
    return {
        "soort": as_camel(beeld.soort),
        "richting": "naar" if beeld.heen else "van",
        "objectId": str(beeld.ander.pk),
        "objectSoort": beeld.ander.soort,
        "beginGeldigheid": beeld.begin,
        "eindGeldigheid": beeld.eind,
    }


def make_herkomst(herkomst: Herkomst) -> dict[str, Any]:
    """Make the origin of something that was said."""
    return {
        "id": herkomst.pk,
        "leverancier": herkomst.leverancier,
        "soort": herkomst.soort,
        "moment": herkomst.moment,
    }


@router.get(
    "/objecten/{id}/geschiedenis",
    response=GeschiedenisVorm,
    by_alias=True,
    operation_id="listGeschiedenis",
    summary="Lees de geschiedenis van een object",
)
def list_gebeurtenissen(request: Vraag, id: str, vraag: Query[Tijdvraag]) -> HttpResponse:
    """Geef wat er met één object gebeurde, de nieuwste gebeurtenis eerst."""
    peilmoment = read_peilmoment(vraag.tijden)
    beeld = selectors.read_object(request.viewer, id, peilmoment)
    note_beeld(request, "geschiedenis.list", beeld)
    regels = list_geschiedenis(request.viewer, beeld.bronobjecten, peilmoment)
    gebeurtenissen = [
        {"dag": r.dag, "zin": r.zin, "soort": r.soort, "herkomst": make_herkomst(r.herkomst)} for r in regels
    ]
    return make_antwoord({"gebeurtenissen": gebeurtenissen, "_links": make_links(request)})
