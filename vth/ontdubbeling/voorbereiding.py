"""From `records` to `voorbereid`: the columns that are compared, normalised, one row a record. All set-based.

The table may stay in the connection; a later run then prepares only what is new.
"""

import duckdb

from .normalisatie_sql import (
    clear_leeg_sql,
    fold_sql,
    normalise_cijfers_sql,
    select_adres_sql,
    select_kern_sql,
)
from .profiel import Profiel

KOLOMMEN = {
    "id": "VARCHAR",
    "soort": "VARCHAR",
    "leverancier": "VARCHAR",
    "naam": "VARCHAR",
    "namen": "VARCHAR[]",
    "kvk": "VARCHAR",
    "vestiging": "VARCHAR",
    "bag": "VARCHAR",
    "eu_id": "VARCHAR",
    "straat": "VARCHAR",
    "huisnummer": "VARCHAR",
    "toevoeging": "VARCHAR",
    "postcode": "VARCHAR",
    "plaats": "VARCHAR",
    "land": "VARCHAR",
    "x": "DOUBLE",
    "y": "DOUBLE",
    "activiteit": "VARCHAR[]",
    "begin": "DATE",
    "eind": "DATE",
}


# Records that are prepared at a time.
DEEL = 200_000
# An address as a judge reads it, from what was delivered.
ADRESREGEL = """nullif(trim(concat_ws(', ', nullif(trim(concat_ws(' ', t.straat, t.huisnummer, t.toevoeging)), ''),
    nullif(trim(concat_ws(' ', t.postcode, t.plaats)), ''))), '')"""


class RecordsError(Exception):
    """The table `records` does not have the form that was agreed."""


def make_records(con: duckdb.DuckDBPyConnection) -> None:
    """Make an empty table `records` in the agreed form, for whoever fills it."""
    kolommen = ", ".join(f'"{k}" {t}' for k, t in KOLOMMEN.items())
    con.execute(f"CREATE OR REPLACE TABLE records ({kolommen})")


def check_records(con: duckdb.DuckDBPyConnection) -> None:
    """Refuse, with RecordsError, a table `records` that misses a column or holds an id twice or none."""
    aanwezig = {rij[0] for rij in con.execute("DESCRIBE records").fetchall()}
    if weg := set(KOLOMMEN) - aanwezig:
        raise RecordsError(f"De tabel records mist {', '.join(sorted(weg))}. Vul wat onbekend is met NULL.")
    totaal, uniek = con.execute("SELECT count(*), count(DISTINCT id) FROM records").fetchone() or (0, 0)
    if totaal != uniek:
        raise RecordsError(
            f"De tabel records heeft {totaal} rijen en {uniek} verschillende ids. Geef elk record één keer, met een id."
        )


def prepare(con: duckdb.DuckDBPyConnection, profiel: Profiel, nieuw: str | None = None) -> None:
    """Make `kaal` of `records`: of all, or only of the ids in table `nieuw`, for beside what stands in `voorbereid`.

    Rows get a number `nr` by which pairs are kept small, near ones near each other; it has no meaning outside the connection.
    Done in parts, for lists are put together in memory.
    """
    filter_ = f"WHERE id IN (SELECT id FROM {nieuw})" if nieuw else ""
    eerste = "(SELECT coalesce(max(nr), 0) FROM voorbereid)" if nieuw else "0"
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE nummers AS
        SELECT id, {eerste} + row_number() OVER (ORDER BY left(trim(postcode), 4), id) AS nr FROM records {filter_}"""
    )
    con.execute("DROP TABLE IF EXISTS kaal")
    for van, tot in list_delen(con, "nummers"):
        con.execute(
            f"""CREATE OR REPLACE TEMP TABLE te_doen AS
            SELECT n.nr, r.* FROM records r JOIN nummers n ON n.id = r.id WHERE n.nr BETWEEN {van} AND {tot}"""
        )
        _prepare_namen(con, profiel)
        con.execute(f"CREATE OR REPLACE TEMP TABLE adressen AS {select_adres_sql('te_doen', profiel)}")
        con.execute(f"CREATE TEMP TABLE IF NOT EXISTS kaal AS {_select_kaal(profiel)} LIMIT 0")
        con.execute(f"INSERT INTO kaal {_select_kaal(profiel)}")
    for tabel in ("te_doen", "kernen", "adressen", "nummers"):
        con.execute(f"DROP TABLE IF EXISTS {tabel}")


def list_delen(con: duckdb.DuckDBPyConnection, tabel: str) -> list[tuple[int, int]]:
    """List the parts, from number to number, in which the rows of a table are worked through; one at least."""
    laagste, hoogste = con.execute(
        f"SELECT coalesce(min(nr), 0), coalesce(max(nr), 0) FROM {tabel}"
    ).fetchone() or (0, 0)
    return [(van, min(van + DEEL - 1, hoogste)) for van in range(laagste, hoogste + 1, DEEL)]


def _prepare_namen(con: duckdb.DuckDBPyConnection, profiel: Profiel) -> None:
    """Make `kernen`: of each record its current name's words, and those of all its names together."""
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE kernen AS
        WITH eigen AS ({select_kern_sql("te_doen", profiel)}),
        ook AS (SELECT id, unnest(namen) AS naam FROM te_doen WHERE len(namen) > 0),
        gelezen AS (SELECT * FROM ({select_kern_sql("ook", profiel)}) WHERE kern IS NOT NULL),
        andere AS (SELECT id, list(kern) AS kernen, flatten(list(woorden)) AS woorden FROM gelezen GROUP BY id)
        SELECT e.id, kern AS naam_kern, e.woorden,
            CASE WHEN a.id IS NULL AND kern IS NOT NULL THEN [kern]
                ELSE list_sort(list_distinct(list_append(a.kernen, kern))) END AS kernen,
            CASE WHEN a.id IS NULL THEN e.woorden
                ELSE list_sort(list_distinct(list_concat(a.woorden, e.woorden))) END AS alle_woorden
        FROM eigen e LEFT JOIN andere a ON a.id = e.id"""
    )


def _select_kaal(profiel: Profiel) -> str:
    """Write the SELECT of the table `kaal` out of `te_doen`, `kernen` and `adressen`."""
    x, y = _select_plek(profiel)

    def kenmerk(kolom: str) -> str:
        return clear_leeg_sql(fold_sql(f"t.{kolom}"), profiel.leeg)

    cijfers = {
        k: normalise_cijfers_sql(f"t.{k}", *profiel.cijfers[k]) if k in profiel.cijfers else kenmerk(k)
        for k in ("kvk", "vestiging")
    }
    adres = " || '|' || ".join(profiel.adres.sleutel)
    basis = " || '|' || ".join(d for d in profiel.adres.sleutel if d != "toevoeging_n")
    return f"""
        SELECT t.nr, t.id, t.soort, t.leverancier,
            naam_kern, replace(naam_kern, ' ', '') AS naam_dicht,
            coalesce(woorden, []) AS woorden, coalesce(kernen, []) AS kernen, coalesce(alle_woorden, []) AS alle_woorden,
            {cijfers["kvk"]} AS kvk, {cijfers["vestiging"]} AS vestiging,
            {kenmerk("bag")} AS bag, {kenmerk("eu_id")} AS eu_id,
            {adres} AS adres, {basis} AS basis,
            plaats_n || '|' || straat_n || '|' || nummer_n AS adres2,
            straat_n AS straat, nummer_n AS nummer, postcode_n AS postcode, gebied_n AS gebied, plaats_n AS plaats, {x} AS x, {y} AS y,
            list_sort(list_distinct(list_filter(list_transform(coalesce(t.activiteit, []), lambda a: lower(trim(a))),
                lambda a: a <> ''))) AS activiteit,
            list_sort(list_distinct(list_filter(list_transform(coalesce(t.activiteit, []), lambda a: left(lower(trim(a)), 3)),
                lambda a: a <> ''))) AS activiteitgroep,
            t."begin", t.eind, t.naam AS toont_naam, {ADRESREGEL} AS toont_adres
        FROM te_doen t JOIN kernen k ON k.id = t.id JOIN adressen a ON a.id = t.id"""


def _select_plek(profiel: Profiel) -> tuple[str, str]:
    """Write x and y: swapped ones the right way round, and none outside the country's plane (0,0 and the far sea)."""
    x_min, y_min, x_max, y_max = profiel.adres.vlak

    def inside(x: str, y: str) -> str:
        return f"{x} BETWEEN {x_min} AND {x_max} AND {y} BETWEEN {y_min} AND {y_max}"

    recht, gewisseld = inside("t.x", "t.y"), inside("t.y", "t.x")
    return (
        f"CASE WHEN {recht} THEN t.x WHEN {gewisseld} THEN t.y END",
        f"CASE WHEN {recht} THEN t.y WHEN {gewisseld} THEN t.x END",
    )
