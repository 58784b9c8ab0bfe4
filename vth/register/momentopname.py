"""The state of one record at one moment: the question that every page asks, answered as fast as the database can."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from django.db import connection

from vth.tijd.rules import Peilmoment

from .models import VOORKOMENS, Bronobject, Objectvoorkomen


def find_voorkomen(bronobject: Bronobject, peilmoment: Peilmoment) -> Objectvoorkomen | None:
    """Give what a record's supplier said of it, at a moment on both axes.

    Asked for every object on every page, so its SQL is written once: the ORM takes ten times the query itself.
    """
    model = VOORKOMENS[bronobject.soort]
    dag, op = (
        peilmoment.geldig_op.isoformat(),
        connection.ops.adapt_datetimefield_value(peilmoment.beschikbaar_op),
    )
    id_ = bronobject.pk.hex if connection.vendor == "sqlite" else bronobject.pk
    with connection.cursor() as cursor:
        cursor.execute(_write_op_peilmoment(model), [id_, dag, dag, op, op])
        rij = cursor.fetchone()
    return None if rij is None else _read_rij(model, rij)


@cache
def _write_op_peilmoment(model: type[Objectvoorkomen]) -> str:
    """Write the SELECT of one record's voorkomen at a moment."""
    kolommen = ", ".join(f'"{f.column}"' for f in model._meta.concrete_fields)
    return (
        f'SELECT {kolommen} FROM "{model._meta.db_table}" WHERE bronobject_id = %s AND begin_geldigheid <= %s '
        "AND eind_geldigheid > %s AND tijdstip_registratie <= %s AND eind_registratie > %s"
    )


def _read_rij(model: type[Objectvoorkomen], rij: Sequence[Any]) -> Objectvoorkomen:
    """Make a voorkomen from a row as the database gave it."""
    namen, omzetters = _list_omzetters(model)
    waarden = list(rij)
    for n, kolom, zet_om in omzetters:
        waarden[n] = zet_om(waarden[n], kolom, connection)
    return model.from_db(connection.alias, namen, waarden)


@cache
def _list_omzetters(model: type[Objectvoorkomen]) -> tuple[list[str], list[tuple[int, Any, Any]]]:
    """Give the attribute names, and per column how this database's values become Python's."""
    velden = model._meta.concrete_fields
    kolommen = [veld.get_col(model._meta.db_table) for veld in velden]
    omzetters = [
        (n, kolom, zet_om)
        for n, (veld, kolom) in enumerate(zip(velden, kolommen, strict=True))
        for zet_om in connection.ops.get_db_converters(kolom) + veld.get_db_converters(connection)
    ]
    return [veld.attname for veld in velden], omzetters
