"""The register as OGC API Features (part 1 core, GeoJSON, HTML and OpenAPI; part 2 coordinates), at /ogc/v1."""

from collections.abc import Mapping
from typing import Any

import orjson
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from vth.interface.antwoord import write_waarde
from vth.interface.inzage import note_rijen
from vth.interface.plaats import make_plaats
from vth.interface.stelsel import CRS84, RD, STELSELS, write_kop
from vth.interface.vraag import Vraag
from vth.vormgeving.onderdelen import Kenmerk as Regel
from vth.vormgeving.onderdelen import Kolom

from .ogcdeur import HTML, JSON, ogc_view
from .ogcdocument import OPENAPI, write_ogcdocument
from .ogcgegevens import (
    COLLECTIES,
    NEDERLAND,
    Collectie,
    get_kenmerk,
    list_kenmerken,
    list_regels,
    make_feature,
)
from .ogcvraag import LIJST, read_crs, read_itemvraag
from .selectors import BestaatNietError

TITEL = "Register van Open VTH"
UITLEG = "VTH-objecten en activiteiten als geografische objecten. U ziet wat uw rol mag zien."
GEOJSON = "application/geo+json"
DEEL1 = "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf"
DEEL2 = "http://www.opengis.net/spec/ogcapi-features-2/1.0/conf"
CONFORMITEIT = [*(f"{DEEL1}/{deel}" for deel in ("core", "oas30", "html", "geojson")), f"{DEEL2}/crs"]
Link = dict[str, str]
KOLOMMEN = (
    Kolom("naam", "Naam"),
    Kolom("adres", "Adres"),
    Kolom("gemeentecode", "Gemeente"),
    Kolom("leverancier", "Leverancier"),
    Kolom("beginGeldigheid", "Zo sinds", "datum"),
)


@ogc_view()
def show_begin(request: Vraag, *, soort: str) -> HttpResponse:
    """Show what is here and where."""
    links = [
        *_make_zelf(request, soort),
        _make_link(request, "api", "service-desc", OPENAPI, "De beschrijving voor programma's"),
        _make_link(request, "api", "service-doc", HTML, "De beschrijving voor mensen"),
        _make_link(request, "conformance", "conformance", JSON, "Waaraan dit voldoet"),
        _make_link(request, "collections", "data", JSON, "De collecties"),
    ]
    return _answer(request, soort, {"title": TITEL, "description": UITLEG, "links": links}, "begin")


@ogc_view()
def show_conformiteit(request: Vraag, *, soort: str) -> HttpResponse:
    """Say to which parts of the standard this keeps."""
    return _answer(request, soort, {"conformsTo": CONFORMITEIT}, "conformiteit")


@ogc_view()
def show_document(request: Vraag, *, soort: str) -> HttpResponse:
    """Give the OpenAPI document, or a page of it."""
    document = write_ogcdocument(request.build_absolute_uri(_find_adres()), TITEL, UITLEG)
    return _answer(request, soort, document, "api", inhoudsoort=OPENAPI)


@ogc_view()
def list_collecties(request: Vraag, *, soort: str) -> HttpResponse:
    """List the collections."""
    inhoud = {
        "links": _make_zelf(request, soort),
        "crs": list(STELSELS),
        "collections": [_make_collectie(request, c) for c in COLLECTIES.values()],
    }
    return _answer(request, soort, inhoud, "collecties")


@ogc_view()
def show_collectie(request: Vraag, collectie_id: str, *, soort: str) -> HttpResponse:
    """Show one collection."""
    collectie = _get_collectie(collectie_id)
    inhoud = _make_collectie(request, collectie)
    inhoud["links"] = [*_make_zelf(request, soort), *inhoud["links"][1:]]
    return _answer(request, soort, inhoud, "collectie")


@ogc_view("limit", "bbox", "bbox-crs", "datetime", "crs", "vanaf", aangemeld=True)
def list_items(request: Vraag, collectie_id: str, *, soort: str) -> HttpResponse:
    """List the features that are asked, a page at a time."""
    collectie = _get_collectie(collectie_id)
    vraag = read_itemvraag(request.GET.dict(), collectie.id)
    kenmerken, meer = list_kenmerken(request.viewer, collectie, vraag)
    note_rijen(request, "ogc.list", [k.record for k in kenmerken])
    links = _make_zelf(request, soort, json=GEOJSON)
    if meer:
        vanaf = make_plaats(f"{LIJST}.{collectie.id}", "na", kenmerken[-1].record.pk)
        links.append(_make_zelf_met(request, "next", HTML if soort == HTML else GEOJSON, vanaf=vanaf))
    inhoud: dict[str, Any] = {
        "type": "FeatureCollection",
        "links": links,
        "numberReturned": len(kenmerken),
        "features": [make_feature(k, vraag.stelsel) for k in kenmerken],
    }
    if not meer and not vraag.na:
        inhoud["numberMatched"] = len(kenmerken)
    antwoord = _answer(request, soort, inhoud, "items", inhoudsoort=GEOJSON, collectie=collectie)
    antwoord["Content-Crs"] = write_kop(vraag.stelsel)
    return antwoord


@ogc_view("crs", aangemeld=True)
def show_item(request: Vraag, collectie_id: str, item_id: str, *, soort: str) -> HttpResponse:
    """Show one feature."""
    collectie, stelsel = _get_collectie(collectie_id), read_crs("crs", request.GET.get("crs", ""))
    kenmerk = get_kenmerk(request.viewer, collectie, item_id)
    note_rijen(request, "ogc.read", [kenmerk.record])
    inhoud = make_feature(kenmerk, stelsel)
    inhoud["links"] = [
        *_make_zelf(request, soort, json=GEOJSON),
        _make_link(request, f"collections/{collectie.id}", "collection", JSON, collectie.titel),
    ]
    kenmerken = [Regel(titel, waarde) for titel, waarde in list_regels(kenmerk)]
    antwoord = _answer(
        request, soort, inhoud, "item", inhoudsoort=GEOJSON, collectie=collectie, kenmerken=kenmerken
    )
    antwoord["Content-Crs"] = write_kop(stelsel)
    return antwoord


@ogc_view()
def show_niets(request: Vraag, *, soort: str) -> HttpResponse:
    """Answer an address that does not exist."""
    raise BestaatNietError(f"Dit adres bestaat niet. Begin bij {_find_adres()}.")


def _get_collectie(collectie_id: str) -> Collectie:
    """Give a collection. Raises BestaatNietError."""
    if collectie_id not in COLLECTIES:
        raise BestaatNietError(
            f"De collectie {collectie_id[:60]!r} bestaat niet. Kies uit: {', '.join(COLLECTIES)}."
        )
    return COLLECTIES[collectie_id]


def _make_collectie(request: Vraag, collectie: Collectie) -> dict[str, Any]:
    """Describe one collection."""
    pad = f"collections/{collectie.id}"
    return {
        "id": collectie.id,
        "title": collectie.titel,
        "description": collectie.uitleg,
        "itemType": "feature",
        "extent": {
            "spatial": {
                "bbox": [[NEDERLAND.west, NEDERLAND.zuid, NEDERLAND.oost, NEDERLAND.noord]],
                "crs": CRS84,
            },
            "temporal": {"interval": [[None, None]]},
        },
        "crs": list(STELSELS),
        "storageCrs": RD,
        "links": [
            _make_link(request, pad, "self", JSON, collectie.titel),
            _make_link(request, f"{pad}/items", "items", GEOJSON, f"{collectie.titel} als GeoJSON"),
            _make_link(request, f"{pad}/items", "items", HTML, f"{collectie.titel} als bladzijde"),
        ],
    }


def _answer(
    request: Vraag,
    soort: str,
    inhoud: Mapping[str, Any],
    pagina: str,
    *,
    inhoudsoort: str = JSON,
    **rest: Any,
) -> HttpResponse:
    """Give an answer as JSON, or as a page of the house."""
    if soort == JSON:
        return HttpResponse(orjson.dumps(inhoud, default=write_waarde), content_type=inhoudsoort)
    context = {
        "inhoud": inhoud,
        "kruimels": _list_kruimels(request, rest.get("collectie")),
        "json": next((link["href"] for link in inhoud.get("links", ()) if link["rel"] == "alternate"), ""),
        "volgende": next((link["href"] for link in inhoud.get("links", ()) if link["rel"] == "next"), ""),
        "kolommen": KOLOMMEN,
        "rijen": [_make_rij(request, feature) for feature in inhoud.get("features", ())],
        **rest,
    }
    return render(request, f"register/ogc/{pagina}.html", context)


def _make_rij(request: Vraag, feature: Mapping[str, Any]) -> dict[str, Any]:
    """Make one line of the table of features."""
    return {**feature["properties"], "url": f"{request.path}/{feature['id']}?f=html"}


def _list_kruimels(request: Vraag, collectie: Collectie | None) -> list[tuple[str, str]]:
    """List where one is, from the beginning."""
    kruimels = [(TITEL, f"{_find_adres()}?f=html")]
    if collectie:
        kruimels.append((collectie.titel, f"{_find_adres()}/collections/{collectie.id}/items?f=html"))
    return kruimels


def _find_adres() -> str:
    """Give where all of this begins."""
    return reverse("ogc:begin")


def _make_link(request: Vraag, pad: str, rel: str, soort: str, titel: str) -> Link:
    """Make a link to another answer."""
    vorm = "?f=html" if soort == HTML else ""
    href = request.build_absolute_uri(f"{_find_adres()}/{pad}{vorm}")
    return {"href": href, "rel": rel, "type": soort, "title": titel, "hreflang": "nl"}


def _make_zelf(request: Vraag, soort: str, *, json: str = JSON) -> list[Link]:
    """Make the links to this answer and to the same in the other form."""
    zelf, ander = (json, HTML) if soort == JSON else (HTML, json)
    return [_make_zelf_met(request, "self", zelf), _make_zelf_met(request, "alternate", ander)]


def _make_zelf_met(request: Vraag, rel: str, soort: str, **anders: str) -> Link:
    """Make a link to this question with other parameters; all others are kept."""
    vraag = request.GET.copy()
    for naam, waarde in {**anders, "f": "html" if soort == HTML else "json"}.items():
        vraag[naam] = waarde
    titel = {
        "self": "Dit antwoord",
        "alternate": "Hetzelfde in een andere vorm",
        "next": "De volgende bladzijde",
    }
    href = request.build_absolute_uri(f"{request.path}?{vraag.urlencode()}")
    return {"href": href, "rel": rel, "type": soort, "title": titel[rel], "hreflang": "nl"}
