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


def list_leeg(con: duckdb.DuckDBPyConnection, objecttype: Objecttype) -> frozenset[str]:
    """List the attributes, with `voidredenen`, of which the canonical table of this delivery has no value at all."""
    namen = [*(a.naam for a in objecttype.attributen), "voidredenen"]
    tellingen = ", ".join(f"count({quote_name(n)})" for n in namen)
    rij = con.execute(f"SELECT {tellingen} FROM {quote_name('c_' + objecttype.naam)}").fetchone()
    assert rij
    return frozenset(n for n, aantal in zip(namen, rij, strict=True) if not aantal)


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
