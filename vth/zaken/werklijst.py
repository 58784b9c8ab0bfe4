"""The work list: zaken that are open, the most urgent first, a page at a time by an index, whatever the viewer may see.

Which index is walked depends on what is asked: of one handler, of a team, of one gemeente, of the few organisations and
gemeenten that a viewer has, or of all. What else is asked, and sight itself, is looked at in the rows.
"""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.db import connection
from django.db.models import Model, QuerySet

from vth.register.standlezen import as_uuid
from vth.tijd.rules import OPEN_DAG
from vth.toegang.rules import Viewer, derive_zicht_q, derive_zicht_sql
from vth.toegang.wegen import derive_wegzicht_sql, list_wegen, write_bladzij, write_na

from .models import Zaak
from .models.velden import Beschermd

# In which order a list with a day per row can stand: the index of that day, from its begin or from its end.
DAGVOLGORDES = {
    "laatste_dag": "Wat het eerst moet, bovenaan",
    "-laatste_dag": "Wat het langst kan wachten, bovenaan",
}
TERMIJNEN = ("te_laat", "week", "loopt", "geen")
M = TypeVar("M", bound=Model)
B = TypeVar("B", bound=Beschermd)


@dataclass(frozen=True)
class Werkfilter:
    """What the work list is narrowed to; empty means not.

    `behandelaar` is one account, `teams` some teams. `termijn` is one of TERMIJNEN, as seen on `op`. With `af` what can wait longest stands first.
    """

    op: date
    behandelaar: str = ""
    teams: tuple[str, ...] = ()
    zaaksoort: str = ""
    status: str = ""
    gebied: str = ""
    termijn: str = ""
    af: bool = False

    @property
    def is_leeg(self) -> bool:
        """Tell whether nothing is narrowed."""
        return not any((self.behandelaar, self.teams, self.zaaksoort, self.status, self.gebied, self.termijn))


@dataclass(frozen=True)
class Plek:
    """Where a thing stands in a list that is ordered by its most urgent day; of zaken, controles and what is enforced."""

    laatste_dag: date
    id: uuid.UUID

    @classmethod
    def of(cls, dag: date, id_: str) -> "Plek":
        """Make it of what stands in an address. Raises ValueError for what is no id."""
        return cls(dag, uuid.UUID(id_))


def list_werk(
    viewer: Viewer, filter_: Werkfilter, *, na: Plek | None = None, hoogstens: int = 50
) -> list[Zaak]:
    """List open zaken in order of their last day, or the other way round, one more than `hoogstens` when there are."""
    if viewer.zicht.is_leeg:
        return []
    sql, params = derive_werk_sql(viewer, filter_, na, hoogstens + 1)
    return fetch_rijen(Zaak, sql, params)


def fetch_rijen(model: type[M], sql: str, params: Sequence[Any]) -> list[M]:
    """Give the rows whose ids a question finds, in its order."""
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        ids = [as_uuid(rij[0]) for rij in cursor.fetchall()]
    gevonden = model._default_manager.in_bulk(ids)
    return [gevonden[id_] for id_ in ids if id_ in gevonden]


def count_rijen(sql: str, params: Sequence[Any]) -> int:
    """Count what a question finds, as far as it looks."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM ({sql}) t", params)
        return int(cursor.fetchone()[0])


def count_werk(viewer: Viewer, filter_: Werkfilter, *, grens: int) -> int:
    """Count up to `grens`."""
    if viewer.zicht.is_leeg:
        return 0
    return count_rijen(*derive_werk_sql(viewer, filter_, None, grens))


def derive_werk_sql(
    viewer: Viewer, filter_: Werkfilter, na: Plek | None, hoogstens: int
) -> tuple[str, list[Any]]:
    """Write the question for one page: ids and last days in order."""
    vast, params = _derive_vast(viewer, filter_, na)
    return write_bladzij(
        _list_wegen(viewer, filter_),
        tabel=Zaak._meta.db_table,
        alias="z",
        kolom="laatste_dag",
        vast=vast,
        params=params,
        hoogstens=hoogstens,
        vendor=connection.vendor,
        af=filter_.af,
    )


def _list_wegen(viewer: Viewer, filter_: Werkfilter) -> list[tuple[str, str]]:
    """List the stretches of an index that together hold the answer: a column with its value, or the whole list."""
    if filter_.behandelaar:
        return [("z.behandelaar", filter_.behandelaar)]
    if filter_.teams:
        return [("z.team", team) for team in filter_.teams]
    if filter_.gebied:
        return [("z.gebied", filter_.gebied)]
    return list_wegen(viewer.zicht, "z")


def _derive_vast(viewer: Viewer, filter_: Werkfilter, na: Plek | None) -> tuple[str, list[Any]]:
    """Write what must hold in each row: open, seen, asked for, and after the place."""
    zicht, params = derive_wegzicht_sql(viewer.zicht, "z", _list_wegen(viewer, filter_), connection.vendor)
    delen: list[str] = ["z.einddatum IS NULL", f"({zicht})"]
    for kolom, waarde in (("zaaksoort", filter_.zaaksoort), ("status", filter_.status)):
        if waarde:
            delen.append(f"z.{kolom} = %s")
            params.append(waarde)
    termijn, termparams = _derive_termijn(filter_)
    delen, params = [*delen, *termijn], [*params, *termparams]
    if na is not None:
        voorbij, waarden = write_na(
            "z", "laatste_dag", (na.laatste_dag, na.id), vendor=connection.vendor, af=filter_.af
        )
        delen.append(voorbij)
        params += waarden
    return " AND ".join(delen), params


def _derive_termijn(filter_: Werkfilter) -> tuple[list[str], list[Any]]:
    """Write what is asked about the term."""
    if filter_.termijn == "te_laat":
        return ["z.laatste_dag < %s"], [filter_.op]
    if filter_.termijn == "week":
        return ["z.laatste_dag >= %s", "z.laatste_dag <= %s"], [
            filter_.op,
            date.fromordinal(filter_.op.toordinal() + 7),
        ]
    if filter_.termijn == "loopt":
        return ["z.laatste_dag < %s"], [OPEN_DAG]
    return (["z.laatste_dag = %s"], [OPEN_DAG]) if filter_.termijn == "geen" else ([], [])


def list_gesloten(
    viewer: Viewer, *, gebied: str = "", na: Plek | None = None, hoogstens: int = 50
) -> list[Zaak]:
    """List zaken that were closed, the last first, one more than `hoogstens` when there are; of one gemeente or of the viewer's first organisation."""
    sql, params = _derive_gesloten_sql(viewer, gebied)
    if not sql:
        return []
    if na is not None:
        # The same as the row after (day, id), in a form that the index serves: its days go down and its ids go up.
        sql += " AND z.einddatum <= %s AND (z.einddatum < %s OR z.id > %s)"
        params += [
            na.laatste_dag,
            na.laatste_dag,
            na.id.hex if connection.vendor == "sqlite" else na.id,
        ]
    return fetch_rijen(
        Zaak, f"SELECT z.id {sql} ORDER BY z.einddatum DESC, z.id LIMIT {int(hoogstens) + 1}", params
    )


def count_gesloten(viewer: Viewer, *, gebied: str = "", grens: int) -> int:
    """Count the closed zaken of `list_gesloten` up to `grens`."""
    sql, params = _derive_gesloten_sql(viewer, gebied)
    return count_rijen(f"SELECT 1 {sql} LIMIT {int(grens)}", params) if sql else 0


def _derive_gesloten_sql(viewer: Viewer, gebied: str) -> tuple[str, list[Any]]:
    """Write where closed zaken are that a viewer may see; empty for who sees none."""
    waarde = gebied or viewer.organisatie
    if viewer.zicht.is_leeg or not waarde:
        return "", []
    sql, params = derive_zicht_sql(viewer.zicht, "z", connection.vendor, in_rij=True)
    kolom, tabel = ("gebied" if gebied else "leverancier"), Zaak._meta.db_table
    return f"FROM {tabel} z WHERE z.{kolom} = %s AND z.einddatum IS NOT NULL AND ({sql})", [waarde, *params]


def list_op_nummer(
    viewer: Viewer,
    model: type[B],
    vast: Mapping[str, str],
    *,
    na: uuid.UUID | None = None,
    hoogstens: int = 50,
) -> list[B]:
    """List things in order of their number, so that what comes later stands last, one more than `hoogstens` when there are; each stretch by its own index.

    Of every room whose things are indexed by whose they are and where, with their id.
    """
    if viewer.zicht.is_leeg:
        return []
    rijen = model._default_manager.filter(derive_zicht_q(viewer.zicht), **vast)
    if na is not None:
        rijen = rijen.filter(pk__gt=na)
    gevonden: dict[Any, B] = {}
    for deel in split_wegen(viewer, rijen, gebied=vast.get("gebied", "")):
        gevonden |= {rij.pk: rij for rij in deel.order_by("id")[: hoogstens + 1]}
    return [gevonden[id_] for id_ in sorted(gevonden)][: hoogstens + 1]


def split_wegen(viewer: Viewer, rijen: QuerySet[B], *, gebied: str = "") -> list[QuerySet[B]]:
    """Split what a viewer sees into stretches that each have an index: of one gemeente, or of each organisation and gemeente that he has.

    A row can be in more than one.
    """
    wegen = [("gebied", gebied)] if gebied else list_wegen(viewer.zicht, "")
    return [rijen.filter(**{kolom.strip("."): waarde}) if kolom else rijen for kolom, waarde in wegen]
