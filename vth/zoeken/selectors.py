"""Finding things by words, within what the viewer may see."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.db import connection

from vth.toegang.rules import Viewer, list_zichttermen

from .rules import derive_fts5, derive_tsquery, derive_woorden


@dataclass(frozen=True)
class Treffer:
    """One thing that was found."""

    soort: str
    onderwerp: uuid.UUID
    titel: str
    tekst: str


def find_treffers(viewer: Viewer, vraag: str, *, soort: str = "", hoogstens: int = 50) -> list[Treffer]:
    """Find what the viewer may see and what has all words of `vraag`, each as the beginning of a word; best first.

    No words, or a viewer who may see nothing, gives an empty list. Nothing is counted: ask for one more than is
    shown to know whether there is more.
    """
    woorden, termen = derive_woorden(vraag), list_zichttermen(viewer.zicht)
    if not woorden or not termen:
        return []
    filter_, extra = ("AND r.soort = %s", list[Any]([soort])) if soort else ("", [])
    if connection.vendor == "sqlite":
        sql = (
            "SELECT r.soort, r.onderwerp, r.titel, r.tekst FROM zoeken_fts f JOIN zoeken_zoekregel r ON r.id = f.rowid "
            f"WHERE zoeken_fts MATCH %s {filter_} ORDER BY f.rank LIMIT %s"
        )
        params = [derive_fts5(woorden, termen), *extra, hoogstens]
    else:
        sql = (
            "SELECT r.soort, r.onderwerp, r.titel, r.tekst FROM zoeken_zoekregel r, to_tsquery('simple', %s) q "
            f"WHERE r.woorden @@ q {filter_} ORDER BY ts_rank(r.woorden, q) DESC, r.id LIMIT %s"
        )
        params = [derive_tsquery(woorden, termen), *extra, hoogstens]
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return [Treffer(s, uuid.UUID(str(o)), titel, tekst) for s, o, titel, tekst in cursor.fetchall()]
