"""The floors: the very same final rows, written by nothing but `INSERT … SELECT`; runs in the child process.

`keep_rows` puts the rows of a finished delivery aside as plain tables. `insert_rows` writes them into another
installation in one transaction, and nothing else: no reading, no check, no comparison.
"""

import time
from pathlib import Path
from typing import Any

import psycopg
from django.db import connection, models, transaction

from vth.register.models import VOORKOMENS, Bronobject, Leverstatus, Relatie
from vth.tijd.bulk import BULKCACHE_KB
from vth.tijd.guard import list_wachtdelen
from vth.tijd.models import Herkomst
from vth.zoeken.models import Zoekregel

VOORKOMENTABELLEN = tuple(m._meta.db_table for m in (*VOORKOMENS.values(), Relatie, Leverstatus))
ZOEKTABEL = Zoekregel._meta.db_table
_EERST: tuple[type[models.Model], ...] = (Herkomst, Bronobject)
TABELLEN = (*(m._meta.db_table for m in _EERST), *VOORKOMENTABELLEN, ZOEKTABEL)


def keep_rows(map_: str, herkomst: int, zoeken: bool = True) -> dict[str, Any]:
    """Put aside what the act `herkomst` added, in the order in which it was added, and the ids of what it closed.

    With `zoeken` the whole search index comes along: meant for the first delivery, of which all of it is.
    """
    moment = Herkomst.objects.get(pk=herkomst).moment
    op = f"'{connection.ops.adapt_datetimefield_value(moment)}'"
    vragen = {
        Herkomst._meta.db_table: f"SELECT * FROM tijd_herkomst WHERE id = {herkomst}",
        Bronobject._meta.db_table: f"SELECT * FROM register_bronobject WHERE herkomst_id = {herkomst} ORDER BY id",
    }
    for tabel in VOORKOMENTABELLEN:
        vragen[tabel] = f'SELECT * FROM "{tabel}" WHERE tijdstip_registratie = {op} ORDER BY id'
        vragen[f"dicht_{tabel}"] = f'SELECT id FROM "{tabel}" WHERE eind_registratie = {op} ORDER BY id'
    if zoeken:
        vragen[ZOEKTABEL] = f"SELECT * FROM {ZOEKTABEL} ORDER BY id"
    keep = _keep_sqlite if connection.vendor == "sqlite" else _keep_postgres
    return {"rijen": keep(Path(map_), vragen), "moment": moment.isoformat()}


def _keep_sqlite(map_: Path, vragen: dict[str, str]) -> dict[str, int]:
    """Make a file with tables that have neither keys nor indexes."""
    rijen = {}
    with connection.cursor() as cursor:
        cursor.execute("ATTACH DATABASE %s AS apart", [str(map_ / "rijen.sqlite")])
        for naam, vraag in vragen.items():
            cursor.execute(f'CREATE TABLE apart."{naam}" AS {vraag}')
            cursor.execute(f'SELECT count(*) FROM apart."{naam}"')
            rijen[naam] = cursor.fetchone()[0]
        cursor.execute("DETACH DATABASE apart")
    return rijen


def _keep_postgres(map_: Path, vragen: dict[str, str]) -> dict[str, int]:
    """Write a file per table in PostgreSQL's own binary form."""
    rijen = {}
    connection.ensure_connection()
    for naam, vraag in vragen.items():
        with connection.connection.cursor() as cursor, (map_ / f"{naam}.pgcopy").open("wb") as uit:
            with cursor.copy(f"COPY ({vraag}) TO STDOUT (FORMAT binary)") as stroom:
                for blok in stroom:
                    uit.write(blok)
            rijen[naam] = cursor.rowcount
    return rijen


def insert_rows(map_: str, moment: str, rijen: dict[str, int], bewaakt: bool = True) -> dict[str, Any]:
    """Close and write what was put aside, and give the seconds: of the register, of the search index, and together.

    Without `bewaakt` the guard is taken off beforehand. What is put ready is not in the seconds; the commit is.
    """
    if not bewaakt:
        _drop_guard()
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            # The same cache that a delivery has.
            cursor.execute(f"PRAGMA cache_size = {BULKCACHE_KB}")
            cursor.execute("ATTACH DATABASE %s AS apart", [str(Path(map_) / "rijen.sqlite")])
        else:
            _load_postgres(cursor.cursor, Path(map_), list(rijen))
    return _insert_all([naam for naam, aantal in rijen.items() if aantal], moment)


def _load_postgres(cursor: psycopg.Cursor, map_: Path, namen: list[str]) -> None:
    """Put the rows into unlogged tables without keys or indexes beside the register."""
    cursor.execute("CREATE SCHEMA apart")
    for naam in namen:
        kolommen, van = ("id", naam.removeprefix("dicht_")) if naam.startswith("dicht_") else ("*", naam)
        cursor.execute(
            f'CREATE UNLOGGED TABLE apart."{naam}" AS SELECT {kolommen} FROM public."{van}" LIMIT 0'
        )
        opdracht = f'COPY apart."{naam}" FROM STDIN (FORMAT binary)'
        with (map_ / f"{naam}.pgcopy").open("rb") as bron, cursor.copy(opdracht) as stroom:
            while blok := bron.read(2**20):
                stroom.write(blok)
        cursor.execute(f'ANALYZE apart."{naam}"')
    cursor.execute("CHECKPOINT")


def _insert_all(namen: list[str], moment: str) -> dict[str, Any]:
    """Close, then insert, in one transaction."""
    per_tabel: dict[str, float] = {}
    begin = time.perf_counter()
    with transaction.atomic(), connection.cursor() as cursor:
        for naam in sorted(namen, key=lambda n: (not n.startswith("dicht_"), namen.index(n))):
            van = time.perf_counter()
            if naam.startswith("dicht_"):
                cursor.execute(
                    f'UPDATE "{naam.removeprefix("dicht_")}" SET eind_registratie = %s '
                    f'WHERE id IN (SELECT id FROM apart."{naam}")',
                    [
                        moment.replace("T", " ").removesuffix("+00:00")
                        if connection.vendor == "sqlite"
                        else moment
                    ],
                )
            else:
                cursor.execute(f'INSERT INTO "{naam}" SELECT * FROM apart."{naam}"')
            if naam == ZOEKTABEL and connection.vendor == "sqlite":
                cursor.execute(
                    f"INSERT INTO zoeken_fts(rowid, tekst, zicht) SELECT id, tekst, zicht FROM apart.{naam}"
                )
            per_tabel[naam] = time.perf_counter() - van
    totaal = time.perf_counter() - begin
    zoeken = per_tabel.get(ZOEKTABEL, 0.0)
    return {"s": totaal, "register_s": totaal - zoeken, "zoeken_s": zoeken, "per_tabel": per_tabel}


def _drop_guard() -> None:
    """Take off every trigger and exclusion constraint; keys, checks and indexes stay."""
    with connection.cursor() as cursor:
        for deel in reversed(list_wachtdelen(connection.vendor)):
            if deel.ddl.startswith("CREATE TRIGGER"):
                waar = f' ON "{deel.tabel}"' if connection.vendor == "postgresql" else ""
                cursor.execute(f'DROP TRIGGER "{deel.naam}"{waar}')
            elif deel.ddl.startswith("ALTER TABLE"):
                cursor.execute(f'ALTER TABLE "{deel.tabel}" DROP CONSTRAINT "{deel.naam}"')
