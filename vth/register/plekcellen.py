"""Counting the places of the country before somebody looks: per cell, per supplier, made again when the supplier wrote.

A row of `Plekcel` carries what decides who may see its records and places, so that the one filter is asked of some ten
thousand rows instead of a million records. What is not up to date is not used: a map then counts those suppliers itself.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import connection, transaction

from vth.tijd import klok
from vth.tijd.guard import OPEN_POSTGRES, OPEN_SQLITE
from vth.tijd.rules import OPEN_DAG
from vth.toegang.claim import claim_alles
from vth.toegang.rules import Viewer, derive_zicht_sql

from .koppellezen import read_standen
from .models import Plekcel, Plekcelstand
from .overzicht import MET_PLEK

# A cell in degrees: a 32nd of a tile of layer 9 wide, and about as high in the Netherlands.
BREED, HOOG = 360 / 2**9 / 32, 0.0135
PER = 5_000
KOLOMMEN = (
    "soort", "gebied", "vertrouwelijkheid", "plek_gebied", "plek_vertrouwelijkheid", "kolom", "rij", "aantal", "lengtegraad",
    "breedtegraad",
)  # fmt: skip
TEL_SQL = """SELECT b.soort, b.gebied, b.vertrouwelijkheid, gb.gebied, gb.vertrouwelijkheid,
{kolom}, {rij}, sum(CASE WHEN {begin} <= %s THEN 1 ELSE 0 END),
avg(CASE WHEN {begin} <= %s THEN g.lengtegraad END), avg(CASE WHEN {begin} <= %s THEN g.breedtegraad END),
min(CASE WHEN {begin} > %s THEN {begin} ELSE {eind} END)
FROM register_bronobject b
JOIN register_relatie r ON r.van_id = b.id AND r.soort = 'locatie' AND r.eind_registratie = '{open_}'
JOIN register_geoobjectvoorkomen g ON g.bronobject_id = r.naar_id AND g.eind_registratie = '{open_}'
JOIN register_bronobject gb ON gb.id = g.bronobject_id
WHERE b.leverancier = %s AND b.soort IN ({soorten}) AND g.lengtegraad IS NOT NULL AND g.breedtegraad IS NOT NULL
AND {eind} > %s GROUP BY 1, 2, 3, 4, 5, 6, 7"""
LEES_SQL = """WITH b AS (SELECT * FROM register_plekcel b WHERE b.kolom BETWEEN %s AND %s AND b.rij BETWEEN %s AND %s
    AND b.leverancier IN ({vers}) AND b.soort IN ({soorten}) {waar} AND ({zicht})
), p AS (
    SELECT leverancier, plek_gebied AS gebied, plek_vertrouwelijkheid AS vertrouwelijkheid, 'geoobject' AS soort,
        aantal, lengtegraad, breedtegraad FROM b
)
SELECT aantal, lengtegraad, breedtegraad FROM p
WHERE lengtegraad >= %s AND lengtegraad < %s AND breedtegraad >= %s AND breedtegraad < %s AND ({zicht_plek})"""


def split_leveranciers(op: date) -> tuple[list[str], list[str]]:
    """Give, for a map of this day, the suppliers whose cells are up to date, and the others."""
    nummers = _read_nummers()
    vers = dict(
        Plekcelstand.objects.filter(geldig_vanaf__lte=op, geldig_tot__gt=op).values_list(
            "leverancier", "nummer"
        )
    )
    goed = sorted(lev for lev, nummer in nummers.items() if vers.get(lev) == nummer)
    return goed, sorted(nummers.keys() - set(goed))


def _read_nummers() -> dict[str, int]:
    """Give per supplier one number that grows with every write of its records."""
    return {leverancier: sum(nummers.values()) for leverancier, nummers in read_standen().items()}


def refresh_plekcellen(*, op: date | None = None) -> int:
    """Count again the places of every supplier that wrote, or of whom something began or ended; gives how many that were.

    For the queue and `vth dagelijks`; twice writes nothing. Counted is outside the transaction that takes it in. When the
    supplier wrote meanwhile, the number says so and the next run counts again.
    """
    op = op or klok.today()
    _, oud = split_leveranciers(op)
    nummers = _read_nummers()
    for leverancier in oud:
        _refresh(leverancier, nummers[leverancier], op)
    return len(oud)


def _refresh(leverancier: str, nummer: int, op: date) -> None:
    """Count the places of one supplier and put the rows in the place of those that were there."""
    rijen = _count(leverancier, op)
    tot = min((as_dag(rij[-1]) for rij in rijen), default=OPEN_DAG)
    with transaction.atomic():
        Plekcel.objects.filter(leverancier=leverancier).delete()
        Plekcel.objects.bulk_create(
            (
                Plekcel(leverancier=leverancier, **dict(zip(KOLOMMEN, rij, strict=False)))
                for rij in rijen
                if rij[7]
            ),
            batch_size=PER,
        )
        Plekcelstand.objects.update_or_create(
            leverancier=leverancier, defaults={"nummer": nummer, "geldig_vanaf": op, "geldig_tot": tot}
        )


def as_dag(waarde: Any) -> date:
    """Give a day as the database returned it as a date, whichever database it was."""
    return waarde if isinstance(waarde, date) else date.fromisoformat(str(waarde))


def _count(leverancier: str, op: date) -> list[tuple[Any, ...]]:
    """Read the counts of one supplier's cells, each with the first day on which something in it begins or ends."""
    sqlite = connection.vendor == "sqlite"
    laatste, eerste = ("max", "min") if sqlite else ("greatest", "least")
    floor = "CAST({} AS integer)" if sqlite else "floor({})::integer"
    sql = TEL_SQL.format(
        kolom=floor.format(f"(g.lengtegraad + 180) / {BREED!r}"),
        rij=floor.format(f"(g.breedtegraad + 90) / {HOOG!r}"),
        begin=f"{laatste}(g.begin_geldigheid, r.begin_geldigheid)",
        eind=f"{eerste}(g.eind_geldigheid, r.eind_geldigheid)",
        open_=OPEN_SQLITE if sqlite else OPEN_POSTGRES,
        soorten=", ".join(["%s"] * len(MET_PLEK)),
    )
    dag = op.isoformat()
    with claim_alles(), connection.cursor() as cursor:
        cursor.execute(sql, [dag, dag, dag, dag, leverancier, *MET_PLEK, dag])
        return cursor.fetchall()


def list_getelde(
    viewer: Viewer, leveranciers: Iterable[str], soorten: Iterable[str], gebied: str, kader: tuple[float, ...]
) -> list[tuple[int, float, float]]:
    """Give the cells of these suppliers in a box (west, south, east, north), each with its count and its middle.

    Only what the viewer may see of the records and of their places, by the one filter. A cell belongs to the box that its
    middle lies in.
    """
    west, zuid, oost, noord = kader
    vers, soorten = list(leveranciers), list(soorten)
    zicht, zichtparams = derive_zicht_sql(viewer.zicht, "b", connection.vendor, in_rij=True)
    zicht_plek, plekparams = derive_zicht_sql(viewer.zicht, "p", connection.vendor, in_rij=True)
    sql = LEES_SQL.format(
        vers=", ".join(["%s"] * len(vers)),
        soorten=", ".join(["%s"] * len(soorten)),
        waar="AND b.gebied = %s" if gebied else "",
        zicht=zicht,
        zicht_plek=zicht_plek,
    )
    cellen = [
        int((west + 180) / BREED),
        int((oost + 180) / BREED),
        int((zuid + 90) / HOOG),
        int((noord + 90) / HOOG),
    ]
    params = [*cellen, *vers, *soorten, *([gebied] if gebied else []), *zichtparams]
    with connection.cursor() as cursor:
        cursor.execute(sql, [*params, west, oost, zuid, noord, *plekparams])
        return cursor.fetchall()
