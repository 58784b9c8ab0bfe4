"""Finding things by words, within what the viewer may see."""

import json
import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from vth.toegang.rules import Viewer, Zicht, list_bezittermen, list_zichttermen

from .rules import (
    derive_alle_woorden,
    derive_andere_begins,
    derive_fts5,
    derive_speling,
    derive_vlak_sql,
    derive_woorden,
    derive_zichtquery,
    find_verbetering,
)

# Rows that share less than two letters with a word are not looked at. A typing error among the first letters is put right
# in a word of six letters or more only: of a short one too many words begin otherwise.
KORTSTE_BEGIN, KIJK_NAAR, LANG_WOORD = 2, 400, 6
# So many of what has the words are weighed against each other; of a word that half of the register has nobody reads all.
WEEG = 2000
KOLOMMEN = "r.soort, r.onderwerp, r.titel, r.tekst"
# From so many sight terms on, and for who sees the whole country, it is quicker to look in the rows that have the words
# than to ask the index for each term.
MEESTE_TERMEN = 60
# So many of what is asked should stand on a page of the table (which has some twenty rows) to find them without the index.
TREFFERS_PER_BLAD = 2
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


@dataclass(frozen=True)
class Zoekvraag:
    """What is asked of the index: words, groups of sight terms of which a row has one each, and terms that are looked up in the row."""

    woorden: list[str]
    smal: list[list[str]]
    breed: list[str]
    soorten: list[str] | None
    gewogen: bool
    hoogstens: int
    een_van: tuple[str, ...] = ()


def find_treffers(
    viewer: Viewer,
    vraag: str,
    *,
    soorten: Collection[str] = (),
    leverancier: str = "",
    gebied: str = "",
    hoogstens: int = 50,
    gewogen: bool = True,
    een_van: Sequence[str] = (),
) -> list[Treffer]:
    """Find what the viewer may see and what has all words of `vraag`, each as the beginning of a word; best first.

    Of more than WEEG things those that were found first are weighed; with `gewogen=False` none are, and they come as
    they were found. `soorten`, `leverancier` and `gebied` narrow what is found, before it is cut off. With `een_van` one of
    those must be the beginning of a word too. No words, or a viewer who may see
    nothing, gives an empty list. Nothing is counted: ask for one more than is shown to know whether there is more.
    """
    gezocht = _make_vraag(viewer, vraag, soorten, (leverancier, gebied), hoogstens, gewogen, een_van)
    rijen = _fetch(gezocht, "soort, onderwerp, titel, tekst", hoogstens)
    return [Treffer(s, as_uuid(o), titel, tekst) for s, o, titel, tekst in rijen]


def find_onderwerpen(viewer: Viewer, vraag: str, *, soort: str, gebied: str = "") -> list[uuid.UUID]:
    """Find the ids of all that the viewer may see of a kind and that has the words, best first, as `find_treffers` does, without their texts.

    Up to WEEG: so many are weighed against each other, and what comes after them has no place among those.
    """
    gezocht = _make_vraag(viewer, vraag, [soort], ("", gebied), WEEG, True, ())
    return [as_uuid(onderwerp) for (onderwerp,) in _fetch(gezocht, "onderwerp", WEEG)]


def _make_vraag(
    viewer: Viewer,
    vraag: str,
    soorten: Collection[str],
    van: tuple[str, str],
    hoogstens: int,
    gewogen: bool,
    een_van: Sequence[str],
) -> Zoekvraag | None:
    """Make what is asked of the index, of one supplier and one gemeente (`van`) when they are given; nothing when nothing can be found."""
    leverancier, gebied = van
    termen = list_zichttermen(viewer.zicht)
    breed = termen if viewer.zicht.landelijk or len(termen) > MEESTE_TERMEN else []
    smal = [] if breed else [termen]
    if leverancier:
        smal.append(list_bezittermen(viewer.zicht, leverancier=leverancier))
    if gebied:
        smal.append(list_bezittermen(viewer.zicht, gebied=gebied))
    gezocht = Zoekvraag(
        woorden=derive_woorden(vraag),
        smal=smal,
        breed=breed,
        soorten=_list_soorten(viewer.zicht, soorten),
        gewogen=gewogen,
        hoogstens=max(WEEG, hoogstens) if gewogen else hoogstens,
        een_van=tuple(een_van),
    )
    return gezocht if (gezocht.woorden or een_van) and termen and all(smal) else None


def _fetch(gezocht: Zoekvraag | None, kolommen: str, hoogstens: int) -> list[tuple[Any, ...]]:
    """Give these columns of what is found, best first."""
    if gezocht is None:
        return []
    sql, params = _write_sqlite(gezocht) if connection.vendor == "sqlite" else _write_postgres(gezocht)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {kolommen} FROM ({sql}) g ORDER BY rang, id LIMIT %s", [*params, hoogstens])
        return list(cursor.fetchall())


def as_uuid(waarde: Any) -> uuid.UUID:
    """Give an id as the database returned it as a UUID."""
    return waarde if isinstance(waarde, uuid.UUID) else uuid.UUID(waarde)


def _list_soorten(zicht: Zicht, soorten: Collection[str]) -> list[str] | None:
    """List the kinds to look for: those that were asked, as far as there is a ground for them, else all of those."""
    if not soorten:
        return None if zicht.alle_soorten else sorted(zicht.soorten)
    return sorted(soorten if zicht.alle_soorten else set(soorten) & zicht.soorten) or [""]


def _write_soorten(soorten: list[str] | None) -> tuple[str, list[Any]]:
    """Write the condition on the kind."""
    if soorten is None:
        return "", []
    return f"AND r.soort IN ({', '.join(['%s'] * len(soorten))})", [*soorten]


def _write_sqlite(vraag: Zoekvraag) -> tuple[str, list[Any]]:
    """Write the question to FTS5, where sight is a column of its own."""
    filter_, extra = _write_soorten(vraag.soorten)
    if vraag.breed:
        filter_, extra = f"{filter_} AND {ZICHT_IN_RIJ['sqlite']}", [*extra, json.dumps(vraag.breed)]
    sql = (
        f"SELECT {KOLOMMEN}, r.id AS id, {'f.rank' if vraag.gewogen else '0'} AS rang FROM zoeken_fts f "
        f"JOIN zoeken_zoekregel r ON r.id = f.rowid WHERE zoeken_fts MATCH %s {filter_} LIMIT %s"
    )
    return sql, [derive_fts5(vraag.woorden, vraag.smal, vraag.een_van), *extra, vraag.hoogstens]


def _write_postgres(vraag: Zoekvraag) -> tuple[str, list[Any]]:
    """Write the question to the tsvector; words lose their accents as those of the texts did, once for all rows.

    A word that PostgreSQL takes for no word at all would leave the question wider than it was: then nothing is found.
    What is found stands apart (MATERIALIZED), so that it is planned for all that there is and yet read no further than is
    asked: for the first few PostgreSQL would rather read the whole table. The index gives all rows of a word before it
    gives the first one, so for who sees much the first pages of the table are read before; only when those have too few
    is the index asked.
    """
    filter_, extra = _write_soorten(vraag.soorten)
    if vraag.breed:
        filter_, extra = f"{filter_} AND {ZICHT_IN_RIJ['postgresql']}", [*extra, vraag.breed]
    woord = f"to_tsquery('simple', '''' || {derive_vlak_sql('%s')} || ''':*')"
    delen = [woord] * len(vraag.woorden)
    if vraag.een_van:
        delen.append(f"({' || '.join([woord] * len(vraag.een_van))})")
    q = f"q AS MATERIALIZED (SELECT {' && '.join(delen)} AS woorden, %s::tsquery AS zicht)"
    rang = "-ts_rank(r.woorden, (SELECT woorden FROM q))" if vraag.gewogen else "0"
    past = f"r.woorden @@ (SELECT {'woorden && zicht' if vraag.smal else 'woorden'} FROM q)"
    rijen = (
        f"SELECT {KOLOMMEN}, r.id AS id, {rang} AS rang FROM zoeken_zoekregel r "
        f"WHERE (SELECT numnode(woorden) FROM q) >= %s {filter_} AND"
    )
    vooraf = [*vraag.woorden, *vraag.een_van, derive_zichtquery(vraag.smal)]
    params = [2 * (len(vraag.woorden) + len(vraag.een_van)) - 1, *extra]
    if vraag.smal:
        sql = f"WITH {q}, m AS MATERIALIZED ({rijen} {past}) SELECT * FROM m LIMIT %s"
        return sql, [*vooraf, *params, vraag.hoogstens]
    genoeg, bladen = "(SELECT count(*) FROM v) >= %s", f"({vraag.hoogstens // TREFFERS_PER_BLAD + 1},0)"
    sql = (
        f"WITH {q}, v AS MATERIALIZED ({rijen} r.ctid < %s::tid AND ({past}) IS TRUE LIMIT %s), "
        f"m AS MATERIALIZED ({rijen} {past} AND NOT {genoeg}) "
        f"(SELECT * FROM v WHERE {genoeg}) UNION ALL (SELECT * FROM m LIMIT %s)"
    )
    return sql, [*vooraf, *params, bladen, vraag.hoogstens, *params, *[vraag.hoogstens] * 3]


def find_correctie(viewer: Viewer, vraag: str) -> str:
    """Give the question with its typing errors put right, or nothing when there is nothing better to ask.

    A word is put right only by a word that stands in rows the viewer may see: what is proposed can be found, and tells
    nobody what others have. Rows that begin as the word does are looked at, first those that share most of it, a bounded
    number each time; of a longer word also rows that begin otherwise by one of the first letters.
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
    """Find the word that was meant, among rows that share ever less of its beginning, at last among rows that begin nearly so."""
    if not derive_speling(woord):
        return ""
    for lengte in range(len(woord) - 1, KORTSTE_BEGIN - 1, -1):
        if beter := find_verbetering(woord, _list_bekend(viewer, [woord[:lengte]])):
            return beter
    if len(woord) < LANG_WOORD:
        return ""
    return find_verbetering(woord, _list_bekend(viewer, derive_andere_begins(woord)))


def _list_bekend(viewer: Viewer, begins: Sequence[str]) -> set[str]:
    """List words that begin in one of some ways, from a bounded number of rows that the viewer may see."""
    treffers = find_treffers(viewer, "", een_van=begins, hoogstens=KIJK_NAAR)
    return {w for t in treffers for w in derive_alle_woorden(t.tekst) if w.startswith(tuple(begins))}
