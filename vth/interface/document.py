"""The OpenAPI document of the interface: what `ninja` makes of the views, made complete and Dutch.

It holds the NL API Design Rules 2.1; `tests/test_document.py` says which and checks them on the document itself.
"""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from .probleem import INHOUDSOORT, TITELS

LEZEND = ("get", "head")
# What every operation can answer beside what it is for, and what one that writes can answer as well.
ALTIJD = (400, 401, 403, 404, 429, 500)
SCHRIJVEND = (409, 413, 422, 503)
ACCEPT_CRS = "Accept-Crs"
KOPPEN: dict[str, tuple[str, dict[str, Any]]] = {
    "API-Version": ("De volledige versie van de interface.", {"type": "string", "examples": ["1.0.0"]}),
    "ETag": ("Het kenmerk van deze inhoud; geef het terug in `If-None-Match`.", {"type": "string"}),
    "Content-Crs": ("Het coördinatenstelsel van `geometrie`.", {"type": "string"}),
    "Retry-After": ("Na hoeveel seconden u opnieuw kunt vragen.", {"type": "integer", "minimum": 0}),
    "Location": ("Waar u vindt wat gemaakt is of wordt.", {"type": "string", "format": "uri-reference"}),
}
VELDFOUT = {
    "type": "object",
    "properties": {
        "veld": {"type": "string", "description": "De naam van het veld of de parameter."},
        "code": {"type": "string", "description": "Een vaste code, voor programma's."},
        "melding": {"type": "string", "description": "Wat er staat, wat eraan mankeert en wat te doen."},
    },
    "required": ["veld", "code", "melding"],
}
PROBLEEM = {
    "type": "object",
    "properties": {
        "status": {"type": "integer", "description": "De HTTP-status."},
        "title": {"type": "string", "description": "De soort fout, in woorden."},
        "detail": {"type": "string", "description": "Wat er deze keer aan de hand is en wat te doen."},
        "code": {"type": "string", "description": "Een vaste code, voor programma's."},
        "velden": {
            "type": "array",
            "items": {"$ref": "#/components/schemas/Veldfout"},
            "description": "Bij verkeerde invoer: elke fout, alle tegelijk.",
        },
    },
    "required": ["status", "title", "detail", "code"],
}
IF_NONE_MATCH = {
    "name": "If-None-Match",
    "in": "header",
    "required": False,
    "description": "Het kenmerk (`ETag`) van wat u al hebt; is het nog zo, dan is het antwoord 304 zonder inhoud.",
    "schema": {"type": "string"},
}


@dataclass(frozen=True)
class Documentgegevens:
    """What the document says beside the operations: where it stands, who answers for it, and what people read first.

    `rechten` names per operation the right that a token must carry; `handelingen` says of each right what it is.
    """

    server: str
    contact: Mapping[str, str]
    labels: Mapping[str, str]
    rechten: Mapping[str, str]
    handelingen: Mapping[str, str]


def write_document(ruw: Mapping[str, Any], gegevens: Documentgegevens) -> dict[str, Any]:
    """Make the whole document from what `ninja` made of the views; the paths in it are relative to the server."""
    document = deepcopy(dict(ruw))
    document["info"] |= {
        "contact": dict(gegevens.contact),
        "license": {"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
    }
    document["servers"] = [{"url": gegevens.server, "description": "Deze installatie."}]
    document["tags"] = [{"name": naam, "description": tekst} for naam, tekst in gegevens.labels.items()]
    for wegen in document["paths"].values():
        for methode, operatie in wegen.items():
            _finish_operatie(methode, operatie, gegevens)
    schemas = {naam: finish_schema(vorm) for naam, vorm in document["components"]["schemas"].items()}
    document["components"] = {
        "schemas": {**schemas, "Probleem": PROBLEEM, "Veldfout": VELDFOUT},
        "responses": {_name_probleem(s): _make_probleem(s) for s in sorted({*ALTIJD, 406, 412, *SCHRIJVEND})},
        "headers": {_name_kop(k): {"description": d, "schema": s} for k, (d, s) in KOPPEN.items()},
        "securitySchemes": _make_aanmeldingen(gegevens),
    }
    _drop_unused(document)
    return document


def _drop_unused(document: dict[str, Any]) -> None:
    """Leave out what no operation leads to, such as a shape that only holds the parameters of a question."""
    delen, bereikt, te_gaan = document["components"], set[str](), [document["paths"]]
    while te_gaan:
        for verwijzing in set(_list_verwijzingen(te_gaan.pop())) - bereikt:
            bereikt.add(verwijzing)
            _, _, soort, naam = verwijzing.split("/")
            te_gaan.append(delen[soort][naam])
    for soort in ("schemas", "responses", "headers"):
        delen[soort] = {n: v for n, v in delen[soort].items() if f"#/components/{soort}/{n}" in bereikt}


def _list_verwijzingen(waarde: Any) -> Iterator[str]:
    """Give every reference in a part of the document."""
    if isinstance(waarde, dict):
        if isinstance(waarde.get("$ref"), str):
            yield waarde["$ref"]
        waarde = list(waarde.values())
    if isinstance(waarde, list):
        for deel in waarde:
            yield from _list_verwijzingen(deel)


def list_vraagnamen(document: Mapping[str, Any]) -> dict[str, dict[str, frozenset[str]]]:
    """Give per path and method which names an address may carry."""
    return {
        pad: {
            methode.upper(): frozenset(
                p["name"] for p in operatie.get("parameters", ()) if p["in"] == "query"
            )
            for methode, operatie in wegen.items()
        }
        for pad, wegen in document["paths"].items()
    }


def _finish_operatie(methode: str, operatie: dict[str, Any], gegevens: Documentgegevens) -> None:
    """Complete one operation: its parameters, who may ask it, and everything it can answer."""
    parameters = operatie.setdefault("parameters", [])
    for parameter in parameters:
        parameter["schema"] = finish_schema(parameter["schema"])
        parameter["schema"].pop("description", None)
    if soort := operatie.pop("x-inhoudsoort", ""):
        inhoud = operatie["responses"][200]["content"]
        inhoud[soort] = inhoud.pop("application/json")
    crs = any(p["name"] == ACCEPT_CRS for p in parameters)
    antwoorden = {str(status): inhoud for status, inhoud in operatie["responses"].items()}
    for status, inhoud in antwoorden.items():
        spaarzaam = methode in LEZEND and status == "200" and "application/json" in inhoud.get("content", {})
        koppen = ["API-Version", *(["ETag"] if spaarzaam else []), *(["Content-Crs"] if crs else [])]
        if status == "202":
            koppen += ["Location", *(["Retry-After"] if methode in LEZEND else [])]
        inhoud["headers"] = {
            k: {"$ref": f"#/components/headers/{_name_kop(k)}"} for k in koppen
        } | inhoud.get("headers", {})
        if inhoud["description"] in ("OK", "Accepted"):
            inhoud["description"] = {"200": "Gelukt.", "202": "Ontvangen; er wordt aan gewerkt."}[status]
    if methode in LEZEND and "application/json" in antwoorden.get("200", {}).get("content", {}):
        parameters.append(IF_NONE_MATCH)
        antwoorden["304"] = {
            "description": "Er is niets veranderd sinds u dit kenmerk kreeg.",
            "headers": {k: {"$ref": f"#/components/headers/{_name_kop(k)}"} for k in ("API-Version", "ETag")},
        }
    extra = (*((406,) if crs else ()), *(() if methode in LEZEND else SCHRIJVEND))
    for status in (*ALTIJD, *extra):
        antwoorden.setdefault(str(status), {"$ref": f"#/components/responses/{_name_probleem(status)}"})
    operatie["responses"] = dict(sorted(antwoorden.items()))
    recht = gegevens.rechten[operatie["operationId"]]
    operatie["security"] = [{"token": []}, {"oauth": [recht] if recht else []}, {"sessie": []}]
    for inhoud in operatie.get("requestBody", {}).get("content", {}).values():
        inhoud["schema"] = finish_schema(inhoud["schema"])


def finish_schema(vorm: Any) -> Any:
    """Leave out of a schema, at every depth, what says nothing: titles, empty defaults, and null where a value is left out."""
    if isinstance(vorm, list):
        return [finish_schema(deel) for deel in vorm]
    if not isinstance(vorm, dict):
        return vorm
    if "properties" in vorm:
        # What stands at an object is what developers read in the code.
        vorm = {k: v for k, v in vorm.items() if k not in ("description", "title")}
        return vorm | {"properties": {k: finish_schema(v) for k, v in vorm["properties"].items()}}
    vorm = {k: v for k, v in vorm.items() if k not in ("title",) and not (k == "default" and v in ("", None))}
    keus = [deel for deel in vorm.get("anyOf", ()) if deel != {"type": "null"}]
    if len(keus) == 1:
        vorm = {k: v for k, v in vorm.items() if k != "anyOf"} | keus[0]
    return {k: finish_schema(v) for k, v in vorm.items()}


def _make_probleem(status: int) -> dict[str, Any]:
    """Make the answer of one kind of error."""
    koppen = ["API-Version", *(["Retry-After"] if status in (429, 503) else [])]
    return {
        "description": TITELS[status][1] + ".",
        "headers": {k: {"$ref": f"#/components/headers/{_name_kop(k)}"} for k in koppen},
        "content": {INHOUDSOORT: {"schema": {"$ref": "#/components/schemas/Probleem"}}},
    }


def _make_aanmeldingen(gegevens: Documentgegevens) -> dict[str, Any]:
    """Say how one is known to the interface."""
    return {
        "token": {
            "type": "http",
            "scheme": "bearer",
            "description": "Een persoonlijk token, gemaakt op de bladzijde van uw account.",
        },
        "oauth": {
            "type": "oauth2",
            "description": "Voor een koppeling tussen systemen: een token van een uur met client-id en geheim.",
            "flows": {
                "clientCredentials": {
                    "tokenUrl": _join_adres(gegevens.server, "/oauth/token"),
                    "scopes": dict(gegevens.handelingen),
                }
            },
        },
        "sessie": {
            "type": "apiKey",
            "in": "cookie",
            "name": "sessionid",
            "description": "Wie in de site is aangemeld; schrijven vraagt dan ook de kop X-CSRFToken.",
        },
    }


def _join_adres(server: str, pad: str) -> str:
    """Give an address on the same site as the server."""
    begin = server.split("/api/")[0]
    return begin + pad


def _name_probleem(status: int) -> str:
    """Name the answer of one kind of error."""
    return f"Probleem{status}"


def _name_kop(kop: str) -> str:
    """Name a header in the document."""
    return kop.replace("-", "")
