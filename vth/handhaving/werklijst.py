"""The work lists: open violations, measures that run, and amounts that lapse; the most urgent first, a page at a time by an index."""

from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.db import connection

from vth.tijd.rules import OPEN_DAG
from vth.toegang.rules import Viewer
from vth.toegang.wegen import derive_wegzicht_sql, list_wegen, write_bladzij, write_na
from vth.zaken.models.velden import Beschermd
from vth.zaken.werklijst import Plek, count_rijen, fetch_rijen

from .models import Maatregel, Overtreding, Verbeurte

# Which rows each list holds: as the condition of its index says.
OPEN_SQL: dict[type[Beschermd], str] = {
    Overtreding: "w.staat = 'vastgesteld'",
    Maatregel: "w.staat IN ('concept', 'voornemen', 'lopend', 'uitgewerkt')",
    Verbeurte: "w.staat = 'open'",
}
D = TypeVar("D", Overtreding, Maatregel, Verbeurte)


@dataclass(frozen=True)
class Werkfilter:
    """What a list is narrowed to; empty means not. `tot` is the last day that is asked for. With `af` what can wait longest stands first."""

    jurist: str = ""
    gebied: str = ""
    tot: date | None = None
    af: bool = False


def list_werk(
    viewer: Viewer, model: type[D], filter_: Werkfilter, *, na: Plek | None = None, hoogstens: int = 50
) -> list[D]:
    """List what is open in order of its day, or the other way round, one more than `hoogstens` when there are."""
    if viewer.zicht.is_leeg:
        return []
    return fetch_rijen(model, *derive_werk_sql(viewer, model, filter_, na, hoogstens + 1))


def count_werk(viewer: Viewer, model: type[D], filter_: Werkfilter, *, grens: int) -> int:
    """Count up to `grens`."""
    if viewer.zicht.is_leeg:
        return 0
    return count_rijen(*derive_werk_sql(viewer, model, filter_, None, grens))


def derive_werk_sql(
    viewer: Viewer, model: type[D], filter_: Werkfilter, na: Plek | None, hoogstens: int
) -> tuple[str, list[Any]]:
    """Write the question for one page: ids and days in order, each part by the index of whose work it is."""
    zicht, params = derive_wegzicht_sql(viewer.zicht, "w", _list_wegen(viewer, filter_), connection.vendor)
    delen: list[str] = [OPEN_SQL[model], f"({zicht})"]
    if filter_.tot is not None:
        delen.append("w.laatste_dag <= %s")
        params.append(min(filter_.tot, OPEN_DAG))
    if na is not None:
        voorbij, waarden = write_na(
            "w", "laatste_dag", (na.laatste_dag, na.id), vendor=connection.vendor, af=filter_.af
        )
        delen.append(voorbij)
        params += waarden
    return write_bladzij(
        _list_wegen(viewer, filter_),
        tabel=model._meta.db_table,
        alias="w",
        kolom="laatste_dag",
        vast=" AND ".join(delen),
        params=params,
        hoogstens=hoogstens,
        vendor=connection.vendor,
        af=filter_.af,
    )


def _list_wegen(viewer: Viewer, filter_: Werkfilter) -> list[tuple[str, str]]:
    """List the stretches of an index that together hold the answer."""
    if filter_.jurist:
        return [("w.jurist", filter_.jurist)]
    if filter_.gebied:
        return [("w.gebied", filter_.gebied)]
    return list_wegen(viewer.zicht, "w")
