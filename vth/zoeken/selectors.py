"""Finding things by words, within what the viewer may see."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.db import connection

from vth.toegang.rules import Viewer, list_bezittermen, list_zichttermen

from .rules import derive_fts5, derive_vlak_sql, derive_woorden, derive_zichtquery


@dataclass(frozen=True)
class Treffer:
    """One thing that was found."""

    soort: str
    onderwerp: uuid.UUID
    titel: str
    tekst: str


def find_treffers(
    viewer: Viewer,
    vraag: str,
    *,
    soort: str = "",
    leverancier: str = "",
    gebied: str = "",
    hoogstens: int = 50,
) -> list[Treffer]:
    """Find what the viewer may see and what has all words of `vraag`, each as the beginning of a word; best first.

    `soort`, `leverancier` and `gebied` narrow what is found, before it is cut off. No words, or a viewer who may see
    nothing, gives an empty list. Nothing is counted: ask for one more than is shown to know whether there is more.
    """
    woorden, groepen = derive_woorden(vraag), [list_zichttermen(viewer.zicht)]
    if leverancier:
        groepen.append(list_bezittermen(viewer.zicht, leverancier=leverancier))
    if gebied:
        groepen.append(list_bezittermen(viewer.zicht, gebied=gebied))
    if not woorden or not all(groepen):
        return []
    write = _write_sqlite if connection.vendor == "sqlite" else _write_postgres
    sql, params = write(woorden, groepen, soort)
    with connection.cursor() as cursor:
        cursor.execute(sql, [*params, hoogstens])
        return [Treffer(s, uuid.UUID(str(o)), titel, tekst) for s, o, titel, tekst in cursor.fetchall()]


def _write_sqlite(woorden: list[str], groepen: list[list[str]], soort: str) -> tuple[str, list[Any]]:
    """Write the question to FTS5, where sight is a column of its own."""
    filter_, extra = ("AND r.soort = %s", [soort]) if soort else ("", [])
    sql = (
        "SELECT r.soort, r.onderwerp, r.titel, r.tekst FROM zoeken_fts f JOIN zoeken_zoekregel r ON r.id = f.rowid "
        f"WHERE zoeken_fts MATCH %s {filter_} ORDER BY f.rank LIMIT %s"
    )
    return sql, [derive_fts5(woorden, groepen), *extra]


def _write_postgres(woorden: list[str], groepen: list[list[str]], soort: str) -> tuple[str, list[Any]]:
    """Write the question to the tsvector; words lose their accents as those of the texts did.

    A word that PostgreSQL takes for no word at all would leave the question wider than it was: then nothing is found.
    """
    filter_, extra = ("AND r.soort = %s", [soort]) if soort else ("", [])
    woord = f"to_tsquery('simple', '''' || {derive_vlak_sql('%s')} || ''':*')"
    sql = (
        "SELECT r.soort, r.onderwerp, r.titel, r.tekst FROM "
        f"(SELECT {' && '.join([woord] * len(woorden))} AS woorden, %s::tsquery AS zicht) q, zoeken_zoekregel r "
        f"WHERE r.woorden @@ (q.woorden && q.zicht) AND numnode(q.woorden) >= %s {filter_} "
        "ORDER BY ts_rank(r.woorden, q.woorden) DESC, r.id LIMIT %s"
    )
    return sql, [*woorden, derive_zichtquery(groepen), 2 * len(woorden) - 1, *extra]
