"""Finding things by words, within what the viewer may see."""

import json
import uuid
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db import connection

from vth.toegang.rules import Viewer, Zicht, list_bezittermen, list_zichttermen

from .rules import (
    derive_alle_woorden,
    derive_fts5,
    derive_speling,
    derive_vlak_sql,
    derive_woorden,
    derive_zichtquery,
    find_verbetering,
)

# A typing error in the first two letters is not put right: too many words begin otherwise.
KORTSTE_BEGIN, KIJK_NAAR = 2, 400
# So many of what has the words are weighed against each other; of a word that half of the register has nobody reads all.
WEEG = 2000
KOLOMMEN = "r.soort, r.onderwerp, r.titel, r.tekst"
# From so many sight terms on it is quicker to look in the rows that have the words than to ask the index for each term.
MEESTE_TERMEN = 60
ZICHT_IN_RIJ = {
    "postgresql": "EXISTS (SELECT 1 FROM unnest(string_to_array(r.zicht, ' ')) t WHERE t = ANY(%s))",
    # A term has no sign that means something in JSON (`toegang.rules.CODEPATROON`).
    "sqlite": "EXISTS (SELECT 1 FROM json_each('[\"' || replace(r.zicht, ' ', '\",\"') || '\"]') t "
    "WHERE t.value IN (SELECT value FROM json_each(%s)))",
}


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
    soorten: Collection[str] = (),
    leverancier: str = "",
    gebied: str = "",
    hoogstens: int = 50,
    gewogen: bool = True,
) -> list[Treffer]:
    """Find what the viewer may see and what has all words of `vraag`, each as the beginning of a word; best first.

    Of more than WEEG things those that were found first are weighed; with `gewogen=False` none are, and they come as
    they were found. `soort` (or some `soorten`), `leverancier` and `gebied` narrow what is found, before it is cut off. No words, or a viewer who may see
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
    sql, params = write(
        woorden, groepen, _list_soorten(viewer.zicht, (soort,) if soort else soorten), gewogen
    )
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT soort, onderwerp, titel, tekst FROM ({sql} LIMIT %s) g ORDER BY rang, id LIMIT %s",
            [*params, max(WEEG, hoogstens) if gewogen else hoogstens, hoogstens],
        )
        return [Treffer(s, _as_uuid(o), titel, tekst) for s, o, titel, tekst in cursor.fetchall()]


def _as_uuid(waarde: Any) -> uuid.UUID:
    """Give an id as the database returned it as a UUID."""
    return waarde if isinstance(waarde, uuid.UUID) else uuid.UUID(waarde)


def _list_soorten(zicht: Zicht, gevraagd: Collection[str]) -> list[str] | None:
    """List the kinds to look for: those that were asked, as far as there is a ground for them, else all of those."""
    if not gevraagd:
        return None if zicht.alle_soorten else sorted(zicht.soorten)
    return sorted(s for s in gevraagd if zicht.alle_soorten or s in zicht.soorten) or [""]


def _write_soorten(soorten: list[str] | None) -> tuple[str, list[Any]]:
    """Write the condition on the kind."""
    if soorten is None:
        return "", []
    return f"AND r.soort IN ({', '.join(['%s'] * len(soorten))})", [*soorten]


def _part_groepen(groepen: list[list[str]]) -> tuple[list[list[str]], list[list[str]]]:
    """Part the groups of sight terms in those that the index is asked for and those that are looked up in the row."""
    veel = [groep for groep in groepen if len(groep) > MEESTE_TERMEN]
    return [groep for groep in groepen if len(groep) <= MEESTE_TERMEN], veel


def _write_sqlite(
    woorden: list[str], groepen: list[list[str]], soorten: list[str] | None, gewogen: bool
) -> tuple[str, list[Any]]:
    """Write the question to FTS5, where sight is a column of its own."""
    filter_, extra = _write_soorten(soorten)
    weinig, veel = _part_groepen(groepen)
    filter_ += f" AND {ZICHT_IN_RIJ['sqlite']}" * len(veel)
    sql = (
        f"SELECT {KOLOMMEN}, r.id AS id, {'f.rank' if gewogen else '0'} AS rang FROM zoeken_fts f "
        f"JOIN zoeken_zoekregel r ON r.id = f.rowid WHERE zoeken_fts MATCH %s {filter_}"
    )
    return sql, [derive_fts5(woorden, weinig), *extra, *(json.dumps(groep) for groep in veel)]


def _write_postgres(
    woorden: list[str], groepen: list[list[str]], soorten: list[str] | None, gewogen: bool
) -> tuple[str, list[Any]]:
    """Write the question to the tsvector; words lose their accents as those of the texts did.

    A word that PostgreSQL takes for no word at all would leave the question wider than it was: then nothing is found.
    The question stands apart (MATERIALIZED), so that it is planned for all that it finds and yet read no further than is
    asked: for the first few PostgreSQL would rather read the whole table.
    """
    filter_, extra = _write_soorten(soorten)
    weinig, veel = _part_groepen(groepen)
    filter_ += f" AND {ZICHT_IN_RIJ['postgresql']}" * len(veel)
    woord = f"to_tsquery('simple', '''' || {derive_vlak_sql('%s')} || ''':*')"
    sql = (
        f"WITH m AS MATERIALIZED (SELECT {KOLOMMEN}, r.id AS id, {'-ts_rank(r.woorden, q.woorden)' if gewogen else '0'} AS rang FROM "
        f"(SELECT {' && '.join([woord] * len(woorden))} AS woorden, %s::tsquery AS zicht) q, zoeken_zoekregel r "
        f"WHERE r.woorden @@ {'(q.woorden && q.zicht)' if weinig else 'q.woorden'} AND numnode(q.woorden) >= %s {filter_}) "
        "SELECT * FROM m"
    )
    return sql, [*woorden, derive_zichtquery(weinig), 2 * len(woorden) - 1, *extra, *veel]


def find_correctie(viewer: Viewer, vraag: str) -> str:
    """Give the question with its typing errors put right, or nothing when there is nothing better to ask.

    A word is put right only by a word that stands in rows the viewer may see: what is proposed can be found, and tells
    nobody what others have. Rows that begin as the word does are looked at, first those that share most of it, a bounded
    number each time.
    """
    woorden = derive_woorden(vraag)
    beter = [woord if _stands(viewer, woord) else _find_woord(viewer, woord) or woord for woord in woorden]
    if beter == woorden or not _stands(viewer, " ".join(beter)):
        return ""
    return " ".join(beter)


def _stands(viewer: Viewer, woorden: str) -> bool:
    """Tell whether words stand in any row that the viewer may see."""
    return bool(find_treffers(viewer, woorden, hoogstens=1, gewogen=False))


def _find_woord(viewer: Viewer, woord: str) -> str:
    """Find the word that was meant, among rows that share ever less of its beginning."""
    if not derive_speling(woord):
        return ""
    for lengte in range(len(woord) - 1, KORTSTE_BEGIN - 1, -1):
        treffers = find_treffers(viewer, woord[:lengte], hoogstens=KIJK_NAAR)
        bekend = {w for t in treffers for w in derive_alle_woorden(t.tekst) if w.startswith(woord[:lengte])}
        if beter := find_verbetering(woord, bekend):
            return beter
    return ""
