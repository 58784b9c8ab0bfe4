"""From canonical text to the types of the register's columns, in DuckDB."""

from django.db import models

from vth.analyse.motor import quote_name
from vth.begrippen.rules import Objecttype

TYPEN: list[tuple[type[models.Field], str]] = [
    (models.DateField, "DATE"),
    (models.DecimalField, "DECIMAL(18, 4)"),
    (models.FloatField, "DOUBLE"),
    (models.IntegerField, "INTEGER"),
]


def list_typed(model: type[models.Model], objecttype: Objecttype, alias: str) -> list[str]:
    """Write for each attribute the column of `model`, typed, from canonical text in the table known as `alias`."""
    kolommen = []
    for attribuut in objecttype.attributen:
        bron = f"{alias}.{quote_name(attribuut.naam)}"
        veld = model._meta.get_field(attribuut.naam)
        if isinstance(veld, models.BooleanField):
            waarde = f"CASE {bron} WHEN 'ja' THEN true WHEN 'nee' THEN false END"
        else:
            soort = next((t for klasse, t in TYPEN if isinstance(veld, klasse)), "VARCHAR")
            waarde = f"{bron}::{soort}"
        kolommen.append(f"{waarde} AS {quote_name(attribuut.naam)}")
    return kolommen
