"""The state of one site on a date, beside the bare indexed query; in the child process."""

import gc
import time
from collections.abc import Callable, Iterable
from datetime import timedelta
from statistics import median
from typing import Any

from django.db import connection

from vth.register.models import Bronobject, VthObjectVoorkomen
from vth.register.selectors import find_voorkomen, read_object
from vth.tijd import klok
from vth.tijd.rules import Peilmoment
from vth.toegang.selectors import make_systeemviewer

SITES = 1000


def measure_toestand(herhaal: int) -> dict[str, Any]:
    """Ask the state of a thousand sites, spread over the register, in turn by the selector and by the bare query.

    The bare query goes to the driver itself, with parameters that are ready, and its row is left as it comes.
    """
    ids = list(VthObjectVoorkomen.objects.order_by("id").values_list("bronobject_id", flat=True))
    sites = list(Bronobject.objects.filter(pk__in=ids[:: max(1, len(ids) // SITES)][:SITES]))
    nu = Peilmoment(klok.today(), klok.now() + timedelta(seconds=1))
    sql, params = _write_kaal(nu)
    ask, ask_django, asked = _make_kaal(sql, params), _make_django(sql, params), [_as_key(s) for s in sites]
    viewer = make_systeemviewer("bench", op=klok.today())
    gemeten, vloer, django = [], [], []
    gc.disable()
    for _ in range(herhaal):
        vloer.append(_time(ask, asked))
        django.append(_time(ask_django, asked))
        gemeten.append(_time(lambda s: find_voorkomen(s, nu), sites))
    gc.enable()
    bladzij = _time(lambda s: read_object(viewer, s.pk, nu), sites[:200])
    uit = {"gemeten": gemeten, "vloer": vloer, "django": django}
    return uit | {"bladzij": bladzij, "voorkomens": _count_voorkomens()}


def _time(ask: Callable[[Any], Any], sites: Iterable[Any]) -> float:
    """Give the median seconds of one question; an answer must be there."""
    duren = []
    for site in sites:
        begin = time.perf_counter()
        antwoord = ask(site)
        duren.append(time.perf_counter() - begin)
        assert antwoord is not None
    return median(duren)


def _write_kaal(nu: Peilmoment) -> tuple[str, tuple[str, ...]]:
    """Write the bare query, and what stands for the moment in it."""
    sql = (
        f"SELECT * FROM {VthObjectVoorkomen._meta.db_table} WHERE bronobject_id = %s AND begin_geldigheid <= %s "
        "AND eind_geldigheid > %s AND tijdstip_registratie <= %s AND eind_registratie > %s"
    )
    dag, op = nu.geldig_op.isoformat(), str(connection.ops.adapt_datetimefield_value(nu.beschikbaar_op))
    return sql, (dag, dag, op, op)


def _make_kaal(sql: str, params: tuple[str, ...]) -> Callable[[Any], Any]:
    """Give the bare query, asked of the driver, as a function of the key."""
    connection.ensure_connection()
    cursor = connection.connection.cursor()
    eigen = sql.replace("%s", "?") if connection.vendor == "sqlite" else sql
    return lambda sleutel: cursor.execute(eigen, (sleutel, *params)).fetchone()


def _make_django(sql: str, params: tuple[str, ...]) -> Callable[[Any], Any]:
    """Give the bare query, asked through Django's cursor, as a function of the key."""

    def ask(sleutel: Any) -> Any:
        with connection.cursor() as cursor:
            cursor.execute(sql, (sleutel, *params))
            return cursor.fetchone()

    return ask


def _as_key(bronobject: Bronobject) -> Any:
    """Give the id as the database has it."""
    return bronobject.pk.hex if connection.vendor == "sqlite" else bronobject.pk


def _count_voorkomens() -> int:
    """Count the voorkomens of VTH-objecten."""
    return VthObjectVoorkomen.objects.count()
