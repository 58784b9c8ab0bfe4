"""The object types as JSON Schema (draft 2020-12): what one record of each may look like."""

import json
from typing import Any

from ..rules import Attribuut, Objecttype, Relatiesoort, Waardelijst
from .inhoud import Inhoud

SOORTEN: dict[str, dict[str, Any]] = {
    "tekst": {"type": "string", "minLength": 1},
    "organisatie": {"type": "string", "minLength": 1, "maxLength": 40},
    "datum": {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
    "getal": {"type": "number"},
    "bedrag": {"type": "number"},
    "geheel": {"type": "integer"},
    "janee": {"type": "boolean"},
    "coordinaat": {"type": "number"},
    "graad": {"type": "number"},
    "geometrie": {"type": "string", "minLength": 1, "description": "WKT in EPSG:28992."},
}


def make_registerschema(inhoud: Inhoud) -> str:
    """Give the schema: a definition per object type and per code list that one of them uses.

    The root accepts one record of any kind, told apart by `objecttype`.
    """
    gebruikt = {a.lijst for o in inhoud.model.values() for a in o.attributen if a.lijst} | {"voidreden"}
    definities = {f"lijst_{id_}": _make_lijst(inhoud.lijsten[id_]) for id_ in sorted(gebruikt)}
    definities |= {naam: _make_objecttype(objecttype) for naam, objecttype in inhoud.model.items()}
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"{inhoud.basis}/schema/register.schema.json",
        "title": "Open VTH register",
        "description": f"Eén gegeven van het register. Versie {inhoud.versie}.",
        "oneOf": [{"$ref": f"#/$defs/{naam}"} for naam in inhoud.model],
        "$defs": definities,
    }
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def _make_lijst(lijst: Waardelijst) -> dict[str, Any]:
    """Give the codes that a list has or has had; whether a code held on a day is not for a schema to say."""
    return {"title": lijst.titel, "description": lijst.definitie, "type": "string", "enum": list(lijst.codes)}


def _make_objecttype(objecttype: Objecttype) -> dict[str, Any]:
    """Give the schema of one record: its own id, the period, its attributes and its relations."""
    dag = SOORTEN["datum"]
    eigenschappen: dict[str, Any] = {
        "objecttype": {"const": objecttype.naam},
        "id": {
            "type": "string",
            "minLength": 1,
            "maxLength": 200,
            "description": "Het nummer dat de leverancier gebruikt.",
        },
        "begin_geldigheid": dag | {"description": "De eerste dag waarop dit zo was."},
        "eind_geldigheid": dag | {"description": "De eerste dag waarop dit niet meer zo was."},
    }
    eigenschappen |= {a.naam: _make_deel(_make_attribuut(a), a) for a in objecttype.attributen}
    eigenschappen |= {r.naam: _make_deel(_make_verwijzing(r), r) for r in objecttype.relaties}
    eigenschappen["voidredenen"] = {
        "description": "Waarom een attribuut leeg is, per attribuut.",
        "type": "object",
        "propertyNames": {"enum": [a.naam for a in objecttype.attributen]},
        "additionalProperties": {"$ref": "#/$defs/lijst_voidreden"},
    }
    verplicht = [a.naam for a in objecttype.attributen if a.verplicht]
    verplicht += [r.naam for r in objecttype.relaties if r.verplicht]
    return {
        "title": objecttype.titel,
        "description": objecttype.definitie,
        "type": "object",
        "properties": eigenschappen,
        "required": ["objecttype", "id", *verplicht],
        "additionalProperties": False,
    }


def _make_deel(schema: dict[str, Any], deel: Attribuut | Relatiesoort) -> dict[str, Any]:
    """Add title and meaning; what may be there more than once is a list."""
    if deel.meervoudig:
        schema = {"type": "array", "items": schema, "uniqueItems": True}
    return {"title": deel.titel, "description": deel.definitie} | schema


def _make_attribuut(attribuut: Attribuut) -> dict[str, Any]:
    """Give the schema of one value."""
    if attribuut.lijst:
        return {"$ref": f"#/$defs/lijst_{attribuut.lijst}"}
    schema = dict(SOORTEN[attribuut.soort])
    grenzen = {
        "maxLength": attribuut.lengte or None,
        "pattern": f"^(?:{attribuut.patroon})$" if attribuut.patroon else None,
        "minimum": attribuut.ondergrens,
        "maximum": attribuut.bovengrens,
    }
    return schema | {naam: grens for naam, grens in grenzen.items() if grens is not None}


def _make_verwijzing(relatie: Relatiesoort) -> dict[str, Any]:
    """Give the schema of a reference to another record of the same supplier."""
    return {
        "type": "object",
        "properties": {
            "objecttype": {"enum": list(relatie.naar)},
            "id": {"type": "string", "minLength": 1, "maxLength": 200},
        },
        "required": ["objecttype", "id"],
        "additionalProperties": False,
    }
