"""Pairs, judgements and lasting ids for programs: the same as in the site, under the same filter."""

import uuid
from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse
from ninja import Query, Router

from vth.interface.antwoord import make_antwoord, make_links
from vth.interface.invoer import InvoerError, Veldfout, collect_fouten, read_aantal, read_peilmoment
from vth.interface.inzage import note_rijen
from vth.interface.probleem import make_probleem
from vth.interface.veldkeuze import keep_velden, read_velden
from vth.interface.vraag import Vraag
from vth.register.models import Bronobject
from vth.register.selectors import find_identiteit, list_zichtbare_ids
from vth.tijd import klok
from vth.tijd.rules import Peilmoment
from vth.toegang.selectors import list_actornamen

from . import selectors, services
from .apivormen import (
    GEMAAKT,
    HOOGSTENS,
    STANDAARD,
    VERDER,
    EntiteitVorm,
    EntiteitVraag,
    OordeelInvoer,
    OordeelVorm,
    PaarRegel,
    PaarVorm,
    PaarVraag,
    ParenLijst,
    ParenVraag,
)
from .forms import OordeelForm
from .lijstpagina import list_bladzij, read_filter, read_plek, write_plaats
from .models import Gelijkstelling, Koppeloordeel, Snede
from .rules import AnderOordeelError, KringError
from .selectors import GESNEDEN, BestaatNietError
from .uitlegging import read_uitlegging
from .weergave import Namen

ADRES = "/api/v1/paren"
FILTERS = {"uitkomst", "soort", "leverancier", "grond"}
router = Router(tags=["Ontdubbeling"])


@router.get("/paren", response=ParenLijst, by_alias=True, operation_id="listParen", summary="Lees paren")
def list_paren(request: Vraag, vraag: Query[ParenVraag]) -> HttpResponse:
    """Geef de paren die op een oordeel wachten, of die u kiest, waarvan u beide gegevens mag zien."""
    with collect_fouten() as read:
        filter_ = read(read_filter, vraag.model_dump(include=FILTERS))
        keus = read(read_velden, vraag.velden, PaarRegel)
        per = read(read_aantal, vraag.aantal, standaard=STANDAARD, hoogstens=HOOGSTENS)
    bladzij, meer = list_bladzij(request.viewer, filter_, na=read_plek(filter_, vraag.vanaf), hoogstens=per)
    records = [b for p in bladzij for b in (p.links, p.rechts)]
    note_rijen(request, "paren.list", records)
    namen = Namen(records)
    gevonden = selectors.find_gelijkstellingen(request.viewer, (p for p in bladzij if isinstance(p, Snede)))
    regels = []
    for p in bladzij:
        snede = p if isinstance(p, Snede) else None
        g = gevonden.get((p.links_id, p.rechts_id)) if isinstance(p, Snede) else p
        regels.append(keep_velden(_make_paar(request, namen, (p.links, p.rechts), g, snede), keus))
    links = make_links(request, volgende=write_plaats(bladzij[-1]) if meer else "")
    return make_antwoord({"paren": regels, "_links": links})


def _make_paar(
    request: Vraag,
    namen: Namen,
    records: tuple[Bronobject, Bronobject],
    g: Gelijkstelling | None,
    snede: Snede | None,
) -> dict[str, Any]:
    """Make what stands of a pair in a list."""
    links, rechts = records
    return {
        "links": _make_gegeven(links, namen),
        "rechts": _make_gegeven(rechts, namen),
        "soort": links.soort,
        "uitkomst": GESNEDEN if snede else g.uitkomst if g else None,
        "reden": snede.reden if snede else None,
        "kans": g.kans if g else None,
        "grond": g.grond if g else None,
        "_links": {"self": {"href": request.build_absolute_uri(f"{ADRES}/{links.pk}/{rechts.pk}")}},
    }


def _make_gegeven(record: Bronobject, namen: Namen) -> dict[str, str]:
    """Make one record of a pair or an Entiteit."""
    return {
        "id": str(record.pk),
        "leverancier": record.leverancier,
        "leveranciersleutel": record.sleutel,
        "naam": namen.get_naam(record),
    }


@router.get(
    "/paren/{links}/{rechts}",
    response=PaarVorm,
    by_alias=True,
    operation_id="readPaar",
    summary="Lees een paar",
)
def read_paar(request: Vraag, links: str, rechts: str, vraag: Query[PaarVraag]) -> HttpResponse:
    """Geef twee gegevens als paar: wat ervoor en ertegen pleit, en wat mensen erover zeiden. De volgorde van de twee telt niet."""
    keus = read_velden(vraag.velden, PaarVorm)
    beeld = selectors.get_paar(request.viewer, _read_id(links), _read_id(rechts))
    records = (beeld.links, beeld.rechts)
    note_rijen(request, "paar.read", records)
    nu = Peilmoment(klok.today(), klok.now())
    uitleg, oordeel = read_uitlegging(beeld), beeld.oordeel
    g = beeld.gelijkstelling
    inhoud = _make_paar(request, Namen(records), records, g, beeld.snede) | {
        "kans": uitleg.kans if uitleg else None,
        "grond": uitleg.grond if uitleg else None,
        "gewicht": uitleg.gewicht if uitleg else None,
        "isEen": find_identiteit(beeld.links.pk, nu) == find_identiteit(beeld.rechts.pk, nu),
        "bewijs": [
            {
                "vergelijking": s.vergelijking,
                "uitleg": s.uitleg,
                "gewicht": s.gewicht,
                "links": s.links or None,
                "rechts": s.rechts or None,
            }
            for s in (uitleg.stappen if uitleg else ())
        ],
        "oordelen": _make_oordelen(beeld.oordelen),
        "gezien": str(oordeel.pk) if oordeel else None,
    }
    return make_antwoord(keep_velden(inhoud, keus))


def _make_oordelen(oordelen: Iterable[Koppeloordeel]) -> list[dict[str, Any]]:
    """Make what people said, newest first."""
    alle = list(oordelen)
    wie = list_actornamen(o.door for o in alle)
    return [
        {
            "id": str(o.pk),
            "keuze": o.keuze,
            "reden": o.reden or None,
            "door": wie[o.door],
            "op": o.op,
            "geldt": not hasattr(o, "opvolger"),
        }
        for o in alle
    ]


@router.post(
    "/paren/{links}/{rechts}/oordelen",
    response={201: OordeelVorm},
    by_alias=True,
    operation_id="recordOordeel",
    summary="Geef een oordeel",
    openapi_extra=GEMAAKT,
)
def record_oordeel(request: Vraag, links: str, rechts: str, invoer: OordeelInvoer) -> HttpResponse:
    """Zeg van twee gegevens of zij over hetzelfde gaan; het geldt meteen. 409 als een ander intussen oordeelde, of als het eerdere oordelen tegenspreekt."""
    paar = (_read_id(links), _read_id(rechts))
    form = OordeelForm(invoer.model_dump())
    if not form.is_valid():
        raise InvoerError(
            Veldfout(naam, f["message"], f["code"])
            for naam, lijst in form.errors.get_json_data().items()
            for f in lijst
        )
    beeld = selectors.get_paar(request.viewer, *paar)
    try:
        oordeel = services.record_oordeel(
            viewer=request.viewer, links=paar[0], rechts=paar[1], **form.cleaned_data
        )
    except AnderOordeelError as fout:
        return make_probleem(409, str(fout), code="ander_oordeel")
    except KringError as fout:
        return make_probleem(409, str(fout), code="tegenspraak")
    note_rijen(request, "paar.read", [beeld.links, beeld.rechts])
    adres = request.build_absolute_uri(f"{ADRES}/{beeld.links.pk}/{beeld.rechts.pk}")
    return make_antwoord(_make_oordelen([oordeel])[0], status=201, location=adres)


@router.get(
    "/entiteiten/{id}",
    response=EntiteitVorm,
    by_alias=True,
    operation_id="readEntiteit",
    summary="Lees een entiteit",
    openapi_extra=VERDER,
)
def read_entiteit(request: Vraag, id: str, vraag: Query[EntiteitVraag]) -> HttpResponse:
    """Geef één ding onder zijn blijvende nummer, met de gegevens die er toen over gingen. Een nummer dat opging in een ander, leidt daarheen (307)."""
    peilmoment = read_peilmoment(vraag.tijden)
    beeld = selectors.read_entiteit(request.viewer, _read_id(id), peilmoment)
    note_rijen(request, "entiteit.read", beeld.records)
    adres = request.build_absolute_uri(f"/api/v1/entiteiten/{beeld.leeft_in}")
    if beeld.leeft_in != beeld.id:
        vraagdeel = request.META.get("QUERY_STRING", "")
        return make_antwoord(
            {"id": str(beeld.leeft_in)},
            status=307,
            location=f"{adres}?{vraagdeel}" if vraagdeel else adres,
        )
    namen, anderen = Namen(beeld.records), {g.ander for g in beeld.gebeurtenissen if g.ander}
    ziet = list_zichtbare_ids(request.viewer, anderen)
    inhoud = {
        "id": str(beeld.id),
        "soort": beeld.soort,
        "geldigOp": peilmoment.geldig_op,
        "beschikbaarOp": peilmoment.beschikbaar_op,
        "bronobjecten": [_make_gegeven(b, namen) for b in beeld.records],
        "gebeurtenissen": [
            {
                "moment": g.herkomst.moment,
                "soort": g.soort,
                "ander": str(g.ander) if g.ander in ziet else None,
                "bronobjectId": str(g.bronobject_id) if g.bronobject_id else None,
            }
            for g in beeld.gebeurtenissen
        ],
        "_links": {
            "self": {"href": request.build_absolute_uri()},
            "object": {"href": request.build_absolute_uri(f"/api/v1/objecten/{beeld.id}")},
        },
    }
    return make_antwoord(inhoud, vluchtig=() if vraag.beschikbaar_op else ("beschikbaarOp",))


def _read_id(tekst: str) -> uuid.UUID:
    """Read an id as it stands in an address. Raises BestaatNietError for what is none: there is nothing by that name."""
    try:
        return uuid.UUID(tekst)
    except ValueError as fout:
        raise BestaatNietError(f"{tekst[:40]} is geen identificatie.") from fout
