"""Lists of the register in another order than that of their ids, still a page at a time.

An order is a row of stretches, read one after another: of a gemeente, of what has a name, of what has none. Within a
stretch every record has a key and its id, and a database index has them in that order: so a page costs what it shows,
and no page shows a record twice or skips one. What has no value stands last, whichever way the order runs.
"""

import json
import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet

from vth.organisaties.selectors import list_namen
from vth.tijd import klok
from vth.tijd.guard import OPEN_POSTGRES, OPEN_SQLITE
from vth.toegang.rules import Viewer, derive_zicht_sql, list_bezit_q
from vth.zoeken.models import Zoekregel

from .models import VOORKOMENS, Bronobject
from .standlezen import as_uuid

# What a list can be sorted by; with a `-` before it the other way round.
SORTERINGEN = ("naam", "gemeente", "gewijzigd")
ZONDER = "zonder"
# From so many records on a list walks an index and skips what is not for this viewer; of fewer all are looked up.
VEEL = 2000
# Of each kind the keys are read in the order of an index; the kinds are then merged.
NAAM_SQL = "SELECT lower(z.titel) AS waarde, z.onderwerp AS id FROM {bronnen} WHERE b.id = z.onderwerp AND z.soort = %s"
GEWIJZIGD_SQL = (
    "SELECT v.herkomst_id AS waarde, v.bronobject_id AS id FROM {bronnen} WHERE b.id = v.bronobject_id AND b.soort = %s "
    "AND v.eind_registratie = '{open}' AND NOT EXISTS (SELECT 1 FROM {tabel} l WHERE l.bronobject_id = v.bronobject_id "
    "AND l.eind_registratie = '{open}' "
    "AND (l.herkomst_id > v.herkomst_id OR (l.herkomst_id = v.herkomst_id AND l.id > v.id)))"
)


@dataclass(frozen=True)
class Plek:
    """Where a record stands in an order: in which stretch, under which key."""

    stuk: str
    waarde: Any
    id: uuid.UUID

    def write(self) -> str:
        """Write the place as it stands, signed, in an address."""
        return json.dumps([self.stuk, self.waarde, self.id.hex], ensure_ascii=False)


@dataclass(frozen=True)
class Reeks:
    """What is put in order: the records within a filter, as a queryset and as the conditions of the same in SQL."""

    viewer: Viewer
    rijen: QuerySet[Bronobject]
    soorten: tuple[str, ...]
    leverancier: str
    gebied: str
    sorteer: str
    bekend_op: datetime | None = None

    @property
    def naar(self) -> str:
        """Give what is sorted by."""
        return self.sorteer.removeprefix("-")

    @property
    def af(self) -> bool:
        """Tell whether the order runs down."""
        return self.sorteer.startswith("-")

    @cached_property
    def smal(self) -> bool:
        """Tell whether so few records are left that they are better looked up first and sorted then.

        Only SQLite is told: it keeps no figures of how often a value occurs, as PostgreSQL does.
        """
        if connection.vendor != "sqlite":
            return False
        zicht, alles = self.viewer.zicht, Bronobject.objects.filter(soort__in=self.soorten)
        grenzen = [[Q()] if zicht.landelijk else list_bezit_q(zicht)]
        grenzen += [[Q(leverancier=self.leverancier)]] if self.leverancier else []
        grenzen += [[Q(gebied=self.gebied)]] if self.gebied else []
        return any(
            sum(alles.filter(deel).values("pk")[:VEEL].count() for deel in delen) < VEEL for delen in grenzen
        )


def read_plek(tekst: str) -> Plek:
    """Read back a place that this site wrote itself."""
    stuk, waarde, id_ = json.loads(tekst)
    return Plek(stuk, waarde, uuid.UUID(id_))


def list_plekken(reeks: Reeks, *, na: str, voor: str, hoogstens: int) -> list[Plek]:
    """Give the places of one page in the order asked: at most `hoogstens` after `na`, or the last ones before `voor`."""
    vanaf = read_plek(na or voor) if na or voor else None
    gevonden: list[Plek] = []
    for stuk in _iter_stukken(reeks, vanaf, achteruit=bool(voor)):
        hier = vanaf if vanaf and vanaf.stuk == stuk else None
        gevonden += _read_stuk(reeks, stuk, hier, bool(voor), hoogstens - len(gevonden))
        if len(gevonden) >= hoogstens:
            break
    return gevonden[::-1] if voor else gevonden


def list_op_sleutel(reeks: Reeks, *, na: str, voor: str, hoogstens: int) -> list[tuple[str, Bronobject]]:
    """Give one page in the order asked, each record with its place in it as it stands in an address."""
    plekken = list_plekken(reeks, na=na, voor=voor, hoogstens=hoogstens)
    per_id = _read_op_id(reeks, [plek.id for plek in plekken])
    return [(plek.write(), per_id[plek.id]) for plek in plekken if plek.id in per_id]


def list_op_id(reeks: Reeks, *, na: str, voor: str, hoogstens: int) -> list[Bronobject]:
    """Give one page in order of id: at most `hoogstens` after the id `na`, or the last ones before the id `voor`."""
    rijen = _loosen_rijen(reeks) if connection.vendor == "sqlite" and not reeks.smal else reeks.rijen
    if na or voor:
        rijen = rijen.filter(pk__lt=uuid.UUID(voor)) if voor else rijen.filter(pk__gt=uuid.UUID(na))
    gevonden = list(rijen.order_by("-pk" if voor else "pk")[:hoogstens])
    return gevonden[::-1] if voor else gevonden


def list_gevonden(
    reeks: Reeks, ids: Sequence[uuid.UUID], *, na: str, voor: str, hoogstens: int
) -> list[Bronobject]:
    """Give one page of what was found by words, in the order of `ids`: after the id `na`, or up to the id `voor`.

    Only what a page shows is read. A place that is not found any more gives the first page.
    """
    plek = {str(id_): n for n, id_ in enumerate(ids)}
    achteruit = voor in plek
    rij = ids[: plek[voor]][::-1] if achteruit else ids[plek.get(na, -1) + 1 :]
    gevonden: list[Bronobject] = []
    for begin in range(0, len(rij), hoogstens):
        deel = rij[begin : begin + hoogstens]
        per_id = _read_op_id(reeks, deel)
        gevonden += [per_id[id_] for id_ in deel if id_ in per_id]
        if len(gevonden) >= hoogstens:
            break
    return gevonden[:hoogstens][::-1] if achteruit else gevonden[:hoogstens]


def _read_op_id(reeks: Reeks, ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, Bronobject]:
    """Read of some records those within the filter."""
    return {b.pk: b for b in _find_op_id(reeks, ids)}


def count_op_id(reeks: Reeks, ids: Sequence[uuid.UUID]) -> int:
    """Count of some records those within the filter."""
    return _find_op_id(reeks, ids).count()


def _find_op_id(reeks: Reeks, ids: Sequence[uuid.UUID]) -> QuerySet[Bronobject]:
    """Ask for some records within the filter, which is looked at in the row: they are found by their ids."""
    rijen = _loosen_rijen(reeks) if connection.vendor == "sqlite" else reeks.rijen
    return rijen.filter(pk__een_van=ids)


def _loosen_rijen(reeks: Reeks) -> QuerySet[Bronobject]:
    """Write the same conditions so that SQLite looks none of them up in an index and sorts what it found there.

    A plus before a column does that; what is left is to walk the ids.
    """
    tabel = "register_bronobject"
    zicht, params = derive_zicht_sql(reeks.viewer.zicht, tabel, connection.vendor, in_rij=True)
    delen = [f"({zicht})"]
    een = [(k, [w]) for k, w in (("leverancier", reeks.leverancier), ("gebied", reeks.gebied)) if w]
    for kolom, waarden in [("soort", list(reeks.soorten)), *een]:
        delen.append(f"+{tabel}.{kolom} IN ({', '.join(['%s'] * len(waarden))})")
        params += waarden
    rijen = Bronobject.objects.extra(where=delen, params=params)
    return rijen.filter(herkomst__moment__lte=reeks.bekend_op) if reeks.bekend_op else rijen


def sort_gevonden(reeks: Reeks, ids: Sequence[uuid.UUID], titels: dict[uuid.UUID, str]) -> list[uuid.UUID]:
    """Put the few records within the filter that were found by words in the same order."""
    per_id = _read_op_id(reeks, ids)
    gevonden = [per_id[id_] for id_ in ids if id_ in per_id]
    if reeks.naar == "naam":
        waarden: dict[uuid.UUID, Any] = {id_: titel.lower() for id_, titel in titels.items()}
    elif reeks.naar == "gemeente":
        rang = {code: n for n, code in enumerate(_sort_gebieden({b.gebied for b in gevonden if b.gebied}))}
        waarden = {b.pk: rang[b.gebied] for b in gevonden if b.gebied}
    else:
        waarden = _read_gewijzigd(gevonden)
    met = sorted(
        (b for b in gevonden if b.pk in waarden), key=lambda b: (waarden[b.pk], b.pk), reverse=reeks.af
    )
    return [b.pk for b in met + [b for b in gevonden if b.pk not in waarden]]


def _iter_stukken(reeks: Reeks, vanaf: Plek | None, *, achteruit: bool) -> Iterator[str]:
    """Give the stretches that are still to be read, in the direction of reading."""
    stukken = [reeks.naar]
    if reeks.naar == "gemeente":
        stukken = _sort_gebieden(_list_gebieden(reeks))
        stukken = stukken[::-1] if reeks.af else stukken
    stukken = [*stukken, ZONDER]
    if vanaf and vanaf.stuk in stukken:
        plek = stukken.index(vanaf.stuk)
        stukken = stukken[: plek + 1] if achteruit else stukken[plek:]
    return iter(stukken[::-1] if achteruit else stukken)


def _read_stuk(reeks: Reeks, stuk: str, vanaf: Plek | None, achteruit: bool, hoogstens: int) -> list[Plek]:
    """Read the next places of one stretch, in the direction of reading."""
    if reeks.naar == "gemeente" or stuk == ZONDER:
        rijen = reeks.rijen.filter(_derive_zonder(reeks) if stuk == ZONDER else Q(gebied=stuk))
        if vanaf:
            rijen = rijen.filter(pk__lt=vanaf.id) if achteruit else rijen.filter(pk__gt=vanaf.id)
        ids = rijen.order_by("-pk" if achteruit else "pk").values_list("pk", flat=True)[:hoogstens]
        return [Plek(stuk, None, id_) for id_ in ids]
    sql, params = derive_stuk_sql(reeks, vanaf, af=reeks.af != achteruit, hoogstens=hoogstens)
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return [Plek(stuk, waarde, as_uuid(id_)) for waarde, id_ in cursor.fetchall()]


def derive_stuk_sql(reeks: Reeks, vanaf: Plek | None, *, af: bool, hoogstens: int) -> tuple[str, list[Any]]:
    """Write the question for the next keys of a stretch: one branch per kind, each in the order of an index."""
    richting, takken, params = "DESC" if af else "ASC", [], list[Any]()
    for soort in reeks.soorten:
        tak, van_tak = _derive_tak(reeks, soort, vanaf, af)
        kolom, id_ = _name_kolommen(reeks.naar)
        takken.append(f"SELECT * FROM ({tak} ORDER BY {kolom} {richting}, {id_} {richting} LIMIT %s) t")
        params += [*van_tak, hoogstens]
    sql = f"SELECT waarde, id FROM ({' UNION ALL '.join(takken)}) a ORDER BY waarde {richting}, id {richting} LIMIT %s"
    return sql, [*params, hoogstens]


def _derive_tak(reeks: Reeks, soort: str, vanaf: Plek | None, af: bool) -> tuple[str, list[Any]]:
    """Write the branch of one kind, without its order."""
    tabel = VOORKOMENS[soort]._meta.db_table
    sleutels = "zoeken_zoekregel z" if reeks.naar == "naam" else f"{tabel} v"
    # SQLite reads a CROSS JOIN in the order in which it is written.
    samen = ["register_bronobject b", sleutels] if reeks.smal else [sleutels, "register_bronobject b"]
    bronnen = " CROSS JOIN ".join(samen)
    sql = (NAAM_SQL if reeks.naar == "naam" else GEWIJZIGD_SQL).format(
        bronnen=bronnen, tabel=tabel, open=OPEN_SQLITE if connection.vendor == "sqlite" else OPEN_POSTGRES
    )
    zicht, params = derive_zicht_sql(reeks.viewer.zicht, "b", connection.vendor, in_rij=not reeks.smal)
    sql, params = f"{sql} AND b.soort = %s AND ({zicht})", [soort, soort, *params]
    for kolom, waarde in (("leverancier", reeks.leverancier), ("gebied", reeks.gebied)):
        if waarde:
            sql, params = f"{sql} AND b.{kolom} = %s", [*params, waarde]
    if vanaf:
        kolom, id_ = _name_kolommen(reeks.naar)
        teken = "<" if af else ">"
        eigen = vanaf.id.hex if connection.vendor == "sqlite" else vanaf.id
        sql += f" AND {kolom} {teken}= %s AND ({kolom} {teken} %s OR {id_} {teken} %s)"
        params += [vanaf.waarde, vanaf.waarde, eigen]
    return sql, params


def _name_kolommen(naar: str) -> tuple[str, str]:
    """Name what the records of one kind are sorted by, as the index has it."""
    return ("lower(z.titel)", "z.onderwerp") if naar == "naam" else ("v.herkomst_id", "v.bronobject_id")


def _derive_zonder(reeks: Reeks) -> Q:
    """Keep what has no value to be sorted by."""
    if reeks.naar == "gemeente":
        return Q(gebied="")
    if reeks.naar == "naam":
        return ~Q(Exists(Zoekregel.objects.filter(onderwerp=OuterRef("pk"), soort=OuterRef("soort"))))
    q = Q()
    for soort in reeks.soorten:
        geloofd = VOORKOMENS[soort].objects.get_queryset().believed().filter(bronobject_id=OuterRef("pk"))
        q &= ~Q(Exists(geloofd))
    return q


def _list_gebieden(reeks: Reeks) -> set[str]:
    """List the areas in which records lie, by jumping from one to the next through the index."""
    if reeks.gebied:
        return {reeks.gebied}
    sprong = "(SELECT min(gebied) FROM register_bronobject WHERE soort = %s AND gebied > {na})"
    gebieden: set[str] = set()
    with connection.cursor() as cursor:
        for soort in reeks.soorten:
            cursor.execute(
                f"WITH RECURSIVE g(c) AS (SELECT {sprong.format(na=chr(39) * 2)} "
                f"UNION ALL SELECT {sprong.format(na='g.c')} FROM g WHERE g.c IS NOT NULL) "
                "SELECT c FROM g WHERE c IS NOT NULL",
                [soort, soort],
            )
            gebieden |= {code for (code,) in cursor.fetchall()}
    zicht = reeks.viewer.zicht
    return gebieden if zicht.landelijk or zicht.leveranciers else gebieden & zicht.gebieden


def _sort_gebieden(codes: Iterable[str]) -> list[str]:
    """Put areas in the order of their names."""
    namen = list_namen(codes, klok.today())
    return sorted(namen, key=lambda code: (namen[code].lower(), code))


def _read_gewijzigd(gevonden: Sequence[Bronobject]) -> dict[uuid.UUID, int]:
    """Give the last act about each of a few records."""
    laatste: dict[uuid.UUID, int] = {}
    for soort in {b.soort for b in gevonden}:
        ids = [b.pk for b in gevonden if b.soort == soort]
        rijen = VOORKOMENS[soort].objects.filter(bronobject_id__in=ids).believed()
        for id_, herkomst in rijen.order_by("herkomst_id").values_list("bronobject_id", "herkomst_id"):
            laatste[id_] = herkomst
    return laatste
