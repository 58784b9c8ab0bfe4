"""Writing the search index, set-based, in the transaction of whoever changes what can be found."""

import uuid
from collections.abc import Collection, Sequence
from typing import Any

from django.db import connection

from vth.toegang.rules import derive_zichttermen_sql

from .rules import derive_vlak_sql

KOLOMMEN = "soort, onderwerp, titel, tekst, zicht"


def replace_zoekregels(
    *, onderwerpen_sql: str, regels_sql: str, params: Sequence[Any] = (), nieuw: bool = False
) -> int:
    """Replace what can be found of some things, and give how many rows stand there now.

    `onderwerpen_sql` selects the ids of the things, `regels_sql` selects for them `soort, onderwerp, titel, tekst,
    zicht`; `params` belong to the latter. A thing for which nothing is selected can no longer be found. With
    `nieuw=True` the caller promises that none of the things stands in the index yet, and removing is skipped.
    """
    if connection.vendor == "sqlite":
        return _replace_sqlite(onderwerpen_sql, regels_sql, params, nieuw)
    return _replace_postgres(onderwerpen_sql, regels_sql, params, nieuw)


def select_ids(ids: Collection[uuid.UUID]) -> str:
    """Write a SELECT (`id`) of fixed ids, however many, for `replace_zoekregels`; of none it selects nothing."""
    sqlite = connection.vendor == "sqlite"
    # VALUES and no UNION: of joined selects SQLite takes 500.
    waarden = ", ".join(f"('{id_.hex}')" if sqlite else f"('{id_}'::uuid)" for id_ in ids)
    return f"SELECT column1 AS id FROM (VALUES {waarden}) v" if waarden else "SELECT NULL AS id WHERE 1 = 0"


def write_kolomwoorden(
    tabel: str, titel: Sequence[str], rest: Sequence[str], ids: Collection[uuid.UUID] | None
) -> int:
    """Bring the index up to date for some rows of a protected table, or for all of them; inside a transaction.

    Its title is the columns of `titel`; the words of those and of `rest` can be found, of a code each word. Of an id that is no longer there
    nothing can be found any more. Gives how many rows stand there now.
    """
    if ids is not None and not ids:
        return 0
    wie = f"SELECT id FROM {tabel}" if ids is None else select_ids(ids)
    regels = (
        f"SELECT t.soort AS soort, t.id AS onderwerp, substr({_join(titel)}, 1, 300) AS titel, "
        f"{_join([*titel, *rest])} AS tekst, {derive_zichttermen_sql('t')} AS zicht FROM {tabel} t WHERE t.id IN ({wie})"
    )
    return replace_zoekregels(onderwerpen_sql=wie, regels_sql=regels)


def _join(kolommen: Sequence[str]) -> str:
    """Join columns to one text; of a code each word can be found."""
    return " || ' ' || ".join(f"replace(t.{k}, '_', ' ')" for k in kolommen)


def remove_zoekregels(ids: Collection[uuid.UUID]) -> None:
    """Let some things be found no more; inside the transaction in which they go."""
    if ids:
        replace_zoekregels(
            onderwerpen_sql=select_ids(ids), regels_sql=f"SELECT {KOLOMMEN} FROM zoeken_zoekregel WHERE 1 = 0"
        )


def forget_woorden() -> None:
    """Let the index itself forget the words of what can be found no more; outside any transaction, for it takes its time.

    FTS5 writes down that a row is gone and keeps its words until it merges; merged into one, nothing of them is left. On PostgreSQL dead rows
    and what waits to be put in the index are cleared.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("INSERT INTO zoeken_fts(zoeken_fts) VALUES ('optimize')")
        else:
            cursor.execute("VACUUM zoeken_zoekregel")


def insert_staged_zoekregels(bron: str) -> int:
    """Add the rows of a staged table with the columns of the index, of things that do not stand in it yet."""
    return replace_zoekregels(onderwerpen_sql="", regels_sql=f"SELECT {KOLOMMEN} FROM {bron}", nieuw=True)


def _replace_sqlite(onderwerpen_sql: str, regels_sql: str, params: Sequence[Any], nieuw: bool) -> int:
    """Keep the FTS5 table, which has the rows as its external content, in step by hand."""
    with connection.cursor() as cursor:
        if not nieuw:
            oud = f"SELECT id FROM zoeken_zoekregel WHERE onderwerp IN ({onderwerpen_sql})"
            cursor.execute(
                "INSERT INTO zoeken_fts(zoeken_fts, rowid, tekst, zicht) "
                f"SELECT 'delete', id, tekst, zicht FROM zoeken_zoekregel WHERE id IN ({oud})"
            )
            cursor.execute(f"DELETE FROM zoeken_zoekregel WHERE id IN ({oud})")
        cursor.execute("SELECT coalesce(max(id), 0) FROM zoeken_zoekregel")
        laatste = cursor.fetchone()[0]
        cursor.execute(f"INSERT INTO zoeken_zoekregel({KOLOMMEN}) {regels_sql}", list(params))
        aantal: int = cursor.rowcount
        cursor.execute(
            "INSERT INTO zoeken_fts(rowid, tekst, zicht) SELECT id, tekst, zicht FROM zoeken_zoekregel WHERE id > %s",
            [laatste],
        )
    return aantal


def _replace_postgres(onderwerpen_sql: str, regels_sql: str, params: Sequence[Any], nieuw: bool) -> int:
    """Fill the tsvector with the words of the text and, behind a sign that no word can hold, the sight terms."""
    with connection.cursor() as cursor:
        if not nieuw:
            cursor.execute(f"DELETE FROM zoeken_zoekregel WHERE onderwerp IN ({onderwerpen_sql})")
        cursor.execute(
            f"INSERT INTO zoeken_zoekregel({KOLOMMEN}, woorden) SELECT {KOLOMMEN}, "
            f"to_tsvector('simple', {derive_vlak_sql('tekst')}) || array_to_tsvector(string_to_array('=' || replace(zicht, ' ', ' ='), ' ')) "
            f"FROM ({regels_sql}) r",
            list(params),
        )
        aantal: int = cursor.rowcount
    return aantal
