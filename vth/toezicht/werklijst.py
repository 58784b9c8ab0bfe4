"""The work list: controles that are open, the most urgent first, a page at a time by an index, whatever the viewer may see."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import connection

from vth.tijd.rules import OPEN_DAG
from vth.toegang.rules import Viewer
from vth.toegang.wegen import derive_wegzicht_sql, list_wegen, write_bladzij, write_na
from vth.zaken.werklijst import Plek, count_rijen, fetch_rijen

from .models import Controle

WANNEER = ("te_laat", "week", "gepland", "geen")
OPEN_SQL = "c.staat IN ('gepland', 'bezig', 'bezocht')"


@dataclass(frozen=True)
class Werkfilter:
    """What the work list is narrowed to; empty means not. `wanneer` is one of WANNEER, as seen on `op`. With `af` what can wait longest stands first."""

    op: date
    inspecteur: str = ""
    teams: tuple[str, ...] = ()
    gebied: str = ""
    staat: str = ""
    controletype: str = ""
    wanneer: str = ""
    af: bool = False


def list_werk(
    viewer: Viewer, filter_: Werkfilter, *, na: Plek | None = None, hoogstens: int = 50
) -> list[Controle]:
    """List open controles in order of their day, or the other way round, one more than `hoogstens` when there are."""
    if viewer.zicht.is_leeg:
        return []
    return fetch_rijen(Controle, *derive_werk_sql(viewer, filter_, na, hoogstens + 1))


def count_werk(viewer: Viewer, filter_: Werkfilter, *, grens: int) -> int:
    """Count up to `grens`."""
    if viewer.zicht.is_leeg:
        return 0
    return count_rijen(*derive_werk_sql(viewer, filter_, None, grens))


def derive_werk_sql(
    viewer: Viewer, filter_: Werkfilter, na: Plek | None, hoogstens: int
) -> tuple[str, list[Any]]:
    """Write the question for one page: ids and days in order, each part by the index of whose work it is."""
    vast, params = _derive_vast(viewer, filter_, na)
    return write_bladzij(
        _list_wegen(viewer, filter_),
        tabel=Controle._meta.db_table,
        alias="c",
        kolom="laatste_dag",
        vast=vast,
        params=params,
        hoogstens=hoogstens,
        vendor=connection.vendor,
        af=filter_.af,
    )


def _list_wegen(viewer: Viewer, filter_: Werkfilter) -> list[tuple[str, str]]:
    """List the stretches of an index that together hold the answer."""
    if filter_.inspecteur:
        return [("c.inspecteur", filter_.inspecteur)]
    if filter_.teams:
        return [("c.team", team) for team in filter_.teams]
    if filter_.gebied:
        return [("c.gebied", filter_.gebied)]
    return list_wegen(viewer.zicht, "c")


def _derive_vast(viewer: Viewer, filter_: Werkfilter, na: Plek | None) -> tuple[str, list[Any]]:
    """Write what must hold in each row: open, seen, asked for, and after the place."""
    zicht, params = derive_wegzicht_sql(viewer.zicht, "c", _list_wegen(viewer, filter_), connection.vendor)
    delen: list[str] = [OPEN_SQL, f"({zicht})"]
    for kolom, waarde in (("staat", filter_.staat), ("controletype", filter_.controletype)):
        if waarde:
            delen.append(f"c.{kolom} = %s")
            params.append(waarde)
    wanneer, termparams = _derive_wanneer(filter_)
    delen, params = [*delen, *wanneer], [*params, *termparams]
    if na is not None:
        voorbij, waarden = write_na(
            "c", "laatste_dag", (na.laatste_dag, na.id), vendor=connection.vendor, af=filter_.af
        )
        delen.append(voorbij)
        params += waarden
    return " AND ".join(delen), params


def _derive_wanneer(filter_: Werkfilter) -> tuple[list[str], list[Any]]:
    """Write what is asked about the day; of this week is what is planned within a week too, however late it may be done."""
    if filter_.wanneer == "te_laat":
        return ["c.laatste_dag < %s"], [filter_.op]
    if filter_.wanneer == "week":
        week = filter_.op + timedelta(days=7)
        return ["c.laatste_dag >= %s", "(c.laatste_dag <= %s OR c.gepland_op <= %s)"], [
            filter_.op,
            week,
            week,
        ]
    if filter_.wanneer == "gepland":
        return ["c.laatste_dag < %s"], [OPEN_DAG]
    return (["c.laatste_dag = %s"], [OPEN_DAG]) if filter_.wanneer == "geen" else ([], [])
