"""From canonical text to the types of the register's columns, in DuckDB."""

from collections.abc import Iterable

import duckdb
from django.db import models

from vth.analyse.motor import quote_name
from vth.begrippen.rules import Attribuut, Objecttype

TYPEN: list[tuple[type[models.Field], str]] = [
    (models.DateField, "DATE"),
    (models.FloatField, "DOUBLE"),
    (models.IntegerField, "INTEGER"),
]


def list_gevuld(con: duckdb.DuckDBPyConnection, objecttype: Objecttype) -> list[Attribuut]:
    """List the attributes of which the canonical table of this delivery has any value."""
    tellingen = ", ".join(f"count({quote_name(a.naam)})" for a in objecttype.attributen)
    rij = con.execute(f"SELECT {tellingen} FROM {quote_name('c_' + objecttype.naam)}").fetchone()
    assert rij
    return [a for a, aantal in zip(objecttype.attributen, rij, strict=True) if aantal]


def list_typed(model: type[models.Model], attributen: Iterable[Attribuut], alias: str) -> list[str]:
    """Write for each attribute the column of `model`, typed, from canonical text in the table known as `alias`."""
    kolommen = []
    for attribuut in attributen:
        bron = f"{alias}.{quote_name(attribuut.naam)}"
        veld = model._meta.get_field(attribuut.naam)
        if isinstance(veld, models.BooleanField):
            waarde = f"CASE {bron} WHEN 'ja' THEN true WHEN 'nee' THEN false END"
        elif isinstance(veld, models.DecimalField):
            waarde = f"{bron}::DECIMAL({veld.max_digits}, {veld.decimal_places})"
        else:
            soort = next((t for klasse, t in TYPEN if isinstance(veld, klasse)), "VARCHAR")
            waarde = f"{bron}::{soort}"
        kolommen.append(f"{waarde} AS {quote_name(attribuut.naam)}")
    return kolommen
