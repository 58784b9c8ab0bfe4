"""How a run is counted: as a whole, per supplier, and which Entiteiten are the largest."""

from typing import Any

import duckdb

PER_LEVERANCIER = """
    WITH van AS (
        SELECT r.leverancier, r.objecttype,
            r.id IN (SELECT id FROM kant WHERE uitkomst = 'gekoppeld') AS gekoppeld,
            r.id IN (SELECT id FROM kant WHERE uitkomst = 'te_beoordelen') AS te_beoordelen,
            r.id IN (SELECT id FROM nieuw) AS vergeleken,
            count(*) OVER (PARTITION BY u.nieuw, r.leverancier) > 1 AS dubbel
        FROM records r JOIN uitkomst u USING (id)
    )
    SELECT leverancier, objecttype AS soort, count(*) AS gegevens, count(*) FILTER (vergeleken) AS vergeleken,
        count(*) FILTER (gekoppeld) AS gekoppeld, count(*) FILTER (te_beoordelen) AS te_beoordelen,
        count(*) FILTER (dubbel) AS dubbel
    FROM van GROUP BY ALL ORDER BY ALL
"""
GEHEEL = """
    SELECT count(*) FILTER (uitkomst = 'gekoppeld') AS gekoppeld, count(*) FILTER (uitkomst = 'te_beoordelen') AS te_beoordelen,
        (SELECT count(*) FROM records) AS gegevens, (SELECT count(*) FROM nieuw) AS vergeleken,
        (SELECT count(*) FROM sneden) AS gesneden, (SELECT count(DISTINCT nieuw) FROM uitkomst) AS entiteiten,
        (SELECT count(*) FROM uitkomst WHERE oud <> nieuw) AS verhuisd
    FROM paren
"""
GROOTSTE = """
    SELECT u.nieuw AS entiteit, count(*) AS aantal FROM uitkomst u GROUP BY u.nieuw HAVING count(*) > 1
    ORDER BY aantal DESC, entiteit LIMIT 50
"""


def count_uitkomst(con: duckdb.DuckDBPyConnection) -> dict[str, Any]:
    """Count what a run found, from its tables `records`, `nieuw`, `paren`, `sneden` and `uitkomst`."""
    con.execute(
        "CREATE OR REPLACE TABLE kant AS SELECT links AS id, uitkomst FROM paren UNION SELECT rechts, uitkomst FROM paren"
    )
    return _read(con, GEHEEL)[0] | {"per": _read(con, PER_LEVERANCIER), "grootste": _read(con, GROOTSTE)}


def _read(con: duckdb.DuckDBPyConnection, sql: str) -> list[dict[str, Any]]:
    """Read rows with the names of their columns."""
    uitkomst = con.execute(sql)
    namen = [kolom[0] for kolom in uitkomst.description]
    return [dict(zip(namen, rij, strict=True)) for rij in uitkomst.fetchall()]
