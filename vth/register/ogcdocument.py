"""The OpenAPI document of OGC API Features: 3.0, as the standard's own class of conformance asks."""

from typing import Any

from django.conf import settings

from vth.interface.document import PROBLEEM, VELDFOUT
from vth.interface.probleem import INHOUDSOORT, TITELS
from vth.interface.stelsel import STELSELS
from vth.interface.versie import VERSIE

from .ogcgegevens import COLLECTIES
from .ogcvraag import HOOGSTENS, STANDAARD

OPENAPI = "application/vnd.oai.openapi+json;version=3.0"
GEOJSON, JSON, HTML = "application/geo+json", "application/json", "text/html"


def _make_parameter(naam: str, uitleg: str, **vorm: Any) -> dict[str, Any]:
    """Make one parameter of an address."""
    lijst = {"style": "form", "explode": False} if vorm.get("type") == "array" else {}
    return {"name": naam, "in": "query", "required": False, "description": uitleg, "schema": vorm, **lijst}


CRS = {"type": "string", "format": "uri", "enum": list(STELSELS), "default": STELSELS[0]}
PARAMETERS = {
    "f": _make_parameter("f", "De vorm van het antwoord.", type="string", enum=["json", "html"]),
    "limit": _make_parameter(
        "limit",
        "Hoeveel objecten op een bladzijde.",
        type="integer",
        minimum=1,
        maximum=HOOGSTENS,
        default=STANDAARD,
    ),
    "bbox": _make_parameter(
        "bbox",
        "Alleen objecten in dit kader: west, zuid, oost, noord.",
        type="array",
        minItems=4,
        maxItems=6,
        items={"type": "number"},
    ),
    "bbox-crs": _make_parameter("bbox-crs", "Het coördinatenstelsel van het kader.", **CRS),
    "datetime": _make_parameter(
        "datetime",
        "De dag of het tijdvak waarop de objecten golden; zonder opgave vandaag.",
        type="string",
    ),
    "crs": _make_parameter("crs", "Het coördinatenstelsel van het antwoord.", **CRS),
    "vanaf": _make_parameter(
        "vanaf", "De plaats in de lijst; neem haar over uit `links` (rel=next).", type="string"
    ),
}
ITEMS = ("f", "limit", "bbox", "bbox-crs", "datetime", "crs", "vanaf")
COLLECTIE = {
    "name": "collectionId",
    "in": "path",
    "required": True,
    "description": "De collectie.",
    "schema": {"type": "string", "enum": list(COLLECTIES)},
}
ITEM = {
    "name": "featureId",
    "in": "path",
    "required": True,
    "description": "De blijvende identificatie van het object.",
    "schema": {"type": "string"},
}
LINK = {
    "type": "object",
    "required": ["href", "rel"],
    "properties": {naam: {"type": "string"} for naam in ("href", "rel", "type", "title", "hreflang")},
}
LINKS = {"type": "array", "items": {"$ref": "#/components/schemas/Link"}}


def write_ogcdocument(server: str, titel: str, uitleg: str) -> dict[str, Any]:
    """Write the document of an installation that stands at `server`."""
    return {
        "openapi": "3.0.3",
        "info": {
            "title": titel,
            "description": uitleg,
            "version": VERSIE,
            "contact": dict(settings.API_CONTACT),
            "license": {"name": "EUPL-1.2", "url": "https://joinup.ec.europa.eu/collection/eupl"},
        },
        "servers": [{"url": server, "description": "Deze installatie."}],
        "tags": [{"name": "OGC", "description": "OGC API Features, deel 1 en deel 2."}],
        "paths": _make_paden(),
        "components": {
            "parameters": {_name(naam): parameter for naam, parameter in PARAMETERS.items()},
            "schemas": _make_schemas(),
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }


def _make_paden() -> dict[str, Any]:
    """Make the operations; a page in HTML answers each of them as well."""
    open_, deel = _make_operatie, ("f",)
    return {
        "/": {"get": open_("getLandingPage", "Wat hier is en waar", "Begin", deel)},
        "/conformance": {
            "get": open_("getConformanceDeclaration", "Waaraan dit voldoet", "Conformiteit", deel)
        },
        "/api": {"get": open_("getApi", "Deze beschrijving", "Document", deel, soort=OPENAPI)},
        "/collections": {"get": open_("getCollections", "De collecties", "Collecties", deel)},
        "/collections/{collectionId}": {
            "get": open_("describeCollection", "Eén collectie", "Collectie", deel, COLLECTIE)
        },
        "/collections/{collectionId}/items": {
            "get": open_(
                "getFeatures",
                "Objecten, een bladzijde per keer",
                "Kenmerken",
                ITEMS,
                COLLECTIE,
                soort=GEOJSON,
            )
        },
        "/collections/{collectionId}/items/{featureId}": {
            "get": open_("getFeature", "Eén object", "Kenmerk", ("f", "crs"), COLLECTIE, ITEM, soort=GEOJSON)
        },
    }


def _make_operatie(
    id_: str, samenvatting: str, schema: str, namen: tuple[str, ...], *pad: dict[str, Any], soort: str = JSON
) -> dict[str, Any]:
    """Make one operation; features are for who shows a token or is signed in."""
    besloten = soort == GEOJSON
    fouten = (400, *((401,) if besloten else ()), *((404,) if pad else ()), 429, 500)
    elders = {"302": {"description": "Een mens zonder aanmelding gaat eerst naar het aanmelden."}}
    koppen = {"API-Version": {"description": "De versie.", "schema": {"type": "string"}}}
    if besloten:
        koppen["Content-Crs"] = {"description": "Het coördinatenstelsel.", "schema": {"type": "string"}}
    operatie = {
        "operationId": id_,
        "summary": samenvatting,
        "tags": ["OGC"],
        "parameters": [*pad, *({"$ref": f"#/components/parameters/{_name(naam)}"} for naam in namen)],
        "responses": {
            "200": {
                "description": samenvatting,
                "headers": koppen,
                "content": {
                    soort: {"schema": {"$ref": f"#/components/schemas/{schema}"}},
                    HTML: {"schema": {"type": "string"}},
                },
            },
            **(elders if besloten else {}),
            **{str(status): _make_fout(status) for status in fouten},
        },
    }
    return operatie | ({"security": [{"token": []}]} if besloten else {})


def _make_fout(status: int) -> dict[str, Any]:
    """Make the answer of one kind of error."""
    return {
        "description": TITELS[status][1] + ".",
        "content": {
            INHOUDSOORT: {"schema": {"$ref": "#/components/schemas/Probleem"}},
            HTML: {"schema": {"type": "string"}},
        },
    }


KENMERK = {
    "type": "object",
    "required": ["type", "geometry", "properties"],
    "properties": {
        "type": {"type": "string", "enum": ["Feature"]},
        "id": {"type": "string"},
        "geometry": {"type": "object", "nullable": True},
        "properties": {"type": "object", "nullable": True},
        "links": LINKS,
    },
}
TEKSTEN = {"type": "array", "items": {"type": "string"}}
COLLECTIEVORM = {
    "type": "object",
    "required": ["id", "links"],
    "properties": {
        **{naam: {"type": "string"} for naam in ("id", "title", "description", "itemType", "storageCrs")},
        "extent": {"type": "object"},
        "crs": TEKSTEN,
        "links": LINKS,
    },
}


def _make_schemas() -> dict[str, Any]:
    """Make what the answers hold."""
    return {
        "Link": LINK,
        "Begin": _make_vorm("links", title={"type": "string"}, description={"type": "string"}, links=LINKS),
        "Conformiteit": _make_vorm("conformsTo", conformsTo=TEKSTEN),
        "Document": {"type": "object"},
        "Collectie": COLLECTIEVORM,
        "Collecties": _make_vorm(
            "links",
            "collections",
            links=LINKS,
            crs=TEKSTEN,
            collections={"type": "array", "items": {"$ref": "#/components/schemas/Collectie"}},
        ),
        "Kenmerk": KENMERK,
        "Kenmerken": _make_vorm(
            "type",
            "features",
            type={"type": "string", "enum": ["FeatureCollection"]},
            features={"type": "array", "items": {"$ref": "#/components/schemas/Kenmerk"}},
            links=LINKS,
            numberReturned={"type": "integer", "minimum": 0},
            numberMatched={"type": "integer", "minimum": 0},
        ),
        "Probleem": PROBLEEM,
        "Veldfout": VELDFOUT,
    }


def _make_vorm(*verplicht: str, **delen: Any) -> dict[str, Any]:
    """Make an object."""
    return {"type": "object", "required": list(verplicht), "properties": delen}


def _name(naam: str) -> str:
    """Name a parameter in the document."""
    return naam.replace("-", "")
