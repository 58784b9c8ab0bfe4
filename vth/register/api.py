"""The register for programs: lists by keyset, one thing at any moment, and its history."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.http import HttpResponse
from ninja import Field, Query, Router

from vth.interface.antwoord import as_camel, make_antwoord, make_links
from vth.interface.invoer import collect_fouten, read_aantal, read_peilmoment
from vth.interface.plaats import make_plaats, read_plaats
from vth.interface.vormen import Adres, Vorm
from vth.interface.vraag import Vraag
from vth.tijd.models import Herkomst
from vth.toegang.rules import Viewer

from . import overzicht, selectors
from .geschiedenis import format_waarde, list_geschiedenis
from .selectors import Objectbeeld, Relatiebeeld, Waardebeeld
from .weergave import derive_naam, derive_persoonsnaam

LIJST, STANDAARD, HOOGSTENS = "api.objecten", 50, 200
router = Router(tags=["Register"])

GELDIG_OP = Query(
    "",
    alias="geldigOp",
    description="Wat gold op deze dag; leeg is vandaag.",
    format="date",
)
BESCHIKBAAR_OP = Query(
    "",
    alias="beschikbaarOp",
    description="Zoals bekend op dit moment; leeg is nu.",
    format="date-time",
)


class ToestandVorm(Vorm):
    """How a record stands: a word that stands for it everywhere."""

    code: str
    woord: str
    zin: str


class ObjectRegel(Vorm):
    """One record in a list; natural persons are not named in lists."""

    id: str
    soort: str
    naam: str
    leverancier: str
    leveranciersleutel: str | None = None
    adres: str | None = None
    gemeente: str | None = None
    lengtegraad: float | None = None
    breedtegraad: float | None = None
    toestand: ToestandVorm
    links: dict[str, Adres] = Field(alias="_links")


class ObjectLijst(Vorm):
    """One page of records."""

    objecten: list[ObjectRegel]
    links: dict[str, Adres] = Field(alias="_links")


class HerkomstVorm(Vorm):
    """The act in which something was said; `/aanleveringen?herkomst=` finds the delivery behind its id."""

    id: int
    leverancier: str
    soort: str
    moment: datetime


class WaardeVorm(Vorm):
    """One value: the value itself, as people read it, since when it holds, and who said it."""

    naam: str
    titel: str
    waarde: Any | None = None
    weergave: str
    sinds: date
    voidreden: str | None = None
    herkomst: HerkomstVorm


class RelatieVorm(Vorm):
    """One relation with another record."""

    soort: str
    richting: str
    object_id: str
    object_soort: str
    begin_geldigheid: date
    eind_geldigheid: date | None = None


class BronobjectVorm(Vorm):
    """One record of one supplier."""

    id: str
    leverancier: str
    leveranciersleutel: str | None = None


class ObjectVorm(Vorm):
    """One thing at a moment, from the records that you may see."""

    id: str
    soort: str
    naam: str
    bestaat: bool
    geldig_op: date
    beschikbaar_op: datetime
    eerste_dag: date | None = None
    laatste_dag: date | None = None
    bronhouder: str | None = None
    bronobjecten: list[BronobjectVorm]
    waarden: list[WaardeVorm]
    relaties: list[RelatieVorm]
    leverstatussen: list[str]
    links: dict[str, Adres] = Field(alias="_links")


class GebeurtenisVorm(Vorm):
    """One thing that happened, in a sentence."""

    dag: date
    zin: str
    soort: str
    herkomst: HerkomstVorm


class GeschiedenisVorm(Vorm):
    """What happened to one thing, newest first."""

    gebeurtenissen: list[GebeurtenisVorm]
    links: dict[str, Adres] = Field(alias="_links")


@router.get(
    "/objecten", response=ObjectLijst, by_alias=True, operation_id="listObjecten", summary="Zoek objecten"
)
def list_objecten(
    request: Vraag,
    soort: str = Query("", description="De soort object: vthobject, activiteituitvoering, vestiging, …"),
    q: str = Query("", description="Woorden die erin voorkomen: naam, adres, KvK-nummer of nummer."),
    leverancier: str = Query("", description="De code van de leverancier."),
    gemeente: str = Query("", description="De code van de gemeente, zoals GM0014."),
    aantal: str = Query("", description="Hoeveel per bladzijde: 1 tot en met 200, zonder opgave 50."),
    vanaf: str = Query("", description="De plaats in de lijst; neem haar over uit `_links`."),
) -> HttpResponse:
    """Geef de objecten die u mag zien, in volgorde van opname of (bij `q`) de beste eerst. Er wordt niet geteld."""
    with collect_fouten() as read:
        filter_ = read(
            overzicht.make_filter, {"soort": soort, "q": q, "leverancier": leverancier, "gemeente": gemeente}
        )
        per = read(read_aantal, aantal, standaard=STANDAARD, hoogstens=HOOGSTENS)
    if plaats := read_plaats(LIJST, vanaf):
        filter_ = replace(filter_, **{plaats.richting: plaats.sleutel})
    bladzij = overzicht.read_bladzij(request.viewer, filter_, per=per, tel=False)
    regels = bladzij.regels
    links = make_links(
        request,
        vorige=make_plaats(LIJST, "voor", regels[0].id) if bladzij.meer_voor and regels else "",
        volgende=make_plaats(LIJST, "na", regels[-1].id) if bladzij.meer_na and regels else "",
    )
    return make_antwoord({"objecten": [_make_regel(request, regel) for regel in regels], "_links": links})


def _make_regel(request: Vraag, regel: overzicht.Regel) -> dict[str, Any]:
    """Make one line of the list."""
    return {
        "id": str(regel.id),
        "soort": regel.soort,
        "naam": regel.naam,
        "leverancier": regel.leverancier,
        "leveranciersleutel": regel.sleutel or None,
        "adres": regel.plaats or None,
        "gemeente": regel.gemeente or None,
        "lengtegraad": regel.lengtegraad,
        "breedtegraad": regel.breedtegraad,
        "toestand": {"code": regel.toestand.code, "woord": regel.toestand.woord, "zin": regel.toestand.zin},
        "_links": {"self": {"href": request.build_absolute_uri(f"/api/v1/objecten/{regel.id}")}},
    }


@router.get(
    "/objecten/{id}", response=ObjectVorm, by_alias=True, operation_id="readObject", summary="Lees een object"
)
def read_object(
    request: Vraag, id: str, geldig_op: str = GELDIG_OP, beschikbaar_op: str = BESCHIKBAAR_OP
) -> HttpResponse:
    """Geef één object zoals het was op een dag, volgens wat op een moment bekend was."""
    peilmoment = read_peilmoment({"geldigOp": geldig_op, "beschikbaarOp": beschikbaar_op})
    beeld = selectors.read_object(request.viewer, id, peilmoment)
    adres = request.build_absolute_uri(f"/api/v1/objecten/{beeld.identiteit}")
    links = {
        "self": {"href": request.build_absolute_uri()},
        "geschiedenis": {"href": f"{adres}/geschiedenis"},
    }
    return make_antwoord(_make_object(request.viewer, beeld) | {"_links": links})


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
        "herkomst": _make_herkomst(beeld.herkomst),
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


def _make_herkomst(herkomst: Herkomst) -> dict[str, Any]:
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
def list_gebeurtenissen(
    request: Vraag, id: str, geldig_op: str = GELDIG_OP, beschikbaar_op: str = BESCHIKBAAR_OP
) -> HttpResponse:
    """Geef wat er met één object gebeurde, de nieuwste gebeurtenis eerst."""
    peilmoment = read_peilmoment({"geldigOp": geldig_op, "beschikbaarOp": beschikbaar_op})
    beeld = selectors.read_object(request.viewer, id, peilmoment)
    regels = list_geschiedenis(request.viewer, beeld.bronobjecten, peilmoment)
    gebeurtenissen = [
        {"dag": r.dag, "zin": r.zin, "soort": r.soort, "herkomst": _make_herkomst(r.herkomst)} for r in regels
    ]
    return make_antwoord({"gebeurtenissen": gebeurtenissen, "_links": make_links(request)})
