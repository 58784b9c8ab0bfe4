"""The state of one record at one moment: the question that every page asks, answered as fast as the database can."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import cache, lru_cache
from operator import itemgetter
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import DateTimeField, Field

from vth.tijd.rules import Peilmoment

from .models import VOORKOMENS, Bronobject, Objectvoorkomen


def find_voorkomen(bronobject: Bronobject, peilmoment: Peilmoment) -> Objectvoorkomen | None:
    """Give what a record's supplier said of it, at a moment on both axes.

    Asked for every object on every page, so its SQL is written once: the ORM takes ten times the query itself. The
    connection is looked up once, for each look through Django's proxy takes as long as a part of the query.
    """
    model, verbinding = VOORKOMENS[bronobject.soort], connections[DEFAULT_DB_ALIAS]
    dag, op = _write_peilmoment(peilmoment)
    id_ = bronobject.id.hex if verbinding.vendor == "sqlite" else bronobject.id
    with verbinding.cursor() as cursor:
        cursor.execute(_write_op_peilmoment(model), (id_, dag, dag, op, op))
        rij = cursor.fetchone()
    return None if rij is None else _read_rij(model, rij, bronobject, verbinding)


@lru_cache(maxsize=64)
def _write_peilmoment(peilmoment: Peilmoment) -> tuple[str, Any]:
    """Write a moment as the database compares it; one page asks for many records at the same moment."""
    op = connections[DEFAULT_DB_ALIAS].ops.adapt_datetimefield_value(peilmoment.beschikbaar_op)
    return peilmoment.geldig_op.isoformat(), op


@cache
def _write_op_peilmoment(model: type[Objectvoorkomen]) -> str:
    """Write the SELECT of one record's voorkomen at a moment; short, for Django reads through its text at every call."""
    return (
        f"SELECT * FROM {model._meta.db_table} WHERE bronobject_id=%s AND begin_geldigheid<=%s "
        "AND eind_geldigheid>%s AND tijdstip_registratie<=%s AND eind_registratie>%s"
    )


def _read_rij(
    model: type[Objectvoorkomen], rij: Sequence[Any], bronobject: Bronobject, verbinding: BaseDatabaseWrapper
) -> Objectvoorkomen:
    """Make a voorkomen of a record from a row as the database gave it; whose it is was known already."""
    namen, orden, van_wie, omzetters = _list_omzetters(model)
    waarden = list(orden(rij))
    waarden[van_wie] = bronobject.id
    for n, kolom, zet_om in omzetters:
        if waarden[n] is not None:
            waarden[n] = zet_om(waarden[n], kolom, verbinding)
    return model.from_db(verbinding.alias, namen, waarden)


@cache
def _list_omzetters(
    model: type[Objectvoorkomen],
) -> tuple[list[str], Callable[[Sequence[Any]], tuple[Any, ...]], int, list[tuple[int, Any, Any]]]:
    """Give the attribute names, what puts a row of the table in their order, which is the record's id, and how the others become Python's."""
    verbinding = connections[DEFAULT_DB_ALIAS]
    velden = model._meta.concrete_fields
    namen = [veld.attname for veld in velden]
    kolommen = [veld.get_col(model._meta.db_table) for veld in velden]
    omzetters = [
        (n, kolom, zet_om)
        for n, (veld, kolom) in enumerate(zip(velden, kolommen, strict=True))
        for zet_om in _choose_omzetters(veld, kolom, verbinding)
    ]
    with verbinding.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {model._meta.db_table} WHERE 1 = 0")
        tabel = [beschrijving[0] for beschrijving in cursor.description]
    orden = itemgetter(*(tabel.index(veld.column) for veld in velden))
    return namen, orden, namen.index("bronobject_id"), omzetters


def _choose_omzetters(veld: Field[Any, Any], kolom: Any, verbinding: BaseDatabaseWrapper) -> list[Any]:
    """Choose what makes Python's values of one column; for a moment of SQLite not Django's own, which asks the settings each time."""
    if veld.attname == "bronobject_id":
        return []
    if isinstance(veld, DateTimeField) and verbinding.vendor == "sqlite":
        return [_set_utc]
    return verbinding.ops.get_db_converters(kolom) + veld.get_db_converters(verbinding)


def _set_utc(moment: datetime, *_: Any) -> datetime:
    """Say of a moment what SQLite does not keep: that it is in UTC."""
    return moment.replace(tzinfo=UTC)
