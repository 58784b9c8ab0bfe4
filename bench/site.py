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
    ask, asked = _make_kaal(nu), [_as_key(s) for s in sites]
    viewer = make_systeemviewer("bench", op=klok.today())
    gemeten, vloer = [], []
    gc.disable()
    for _ in range(herhaal):
        vloer.append(_time(ask, asked))
        gemeten.append(_time(lambda s: find_voorkomen(s, nu), sites))
    gc.enable()
    bladzij = _time(lambda s: read_object(viewer, s.pk, nu), sites[:200])
    return {"gemeten": gemeten, "vloer": vloer, "bladzij": bladzij, "voorkomens": _count_voorkomens()}


def _time(ask: Callable[[Any], Any], sites: Iterable[Any]) -> float:
    """Give the median seconds of one question; an answer must be there."""
    duren = []
    for site in sites:
        begin = time.perf_counter()
        antwoord = ask(site)
        duren.append(time.perf_counter() - begin)
        assert antwoord is not None
    return median(duren)


def _make_kaal(nu: Peilmoment) -> Callable[[Any], Any]:
    """Give the bare query as a function of the key."""
    connection.ensure_connection()
    teken = "?" if connection.vendor == "sqlite" else "%s"
    sql = (
        f"SELECT * FROM {VthObjectVoorkomen._meta.db_table} WHERE bronobject_id = {teken} AND begin_geldigheid <= {teken} "
        f"AND eind_geldigheid > {teken} AND tijdstip_registratie <= {teken} AND eind_registratie > {teken}"
    )
    dag, op = nu.geldig_op.isoformat(), str(connection.ops.adapt_datetimefield_value(nu.beschikbaar_op))
    cursor = connection.connection.cursor()
    return lambda sleutel: cursor.execute(sql, (sleutel, dag, dag, op, op)).fetchone()


def _as_key(bronobject: Bronobject) -> Any:
    """Give the id as the database has it."""
    return bronobject.pk.hex if connection.vendor == "sqlite" else bronobject.pk


def _count_voorkomens() -> int:
    """Count the voorkomens of VTH-objecten."""
    return VthObjectVoorkomen.objects.count()
