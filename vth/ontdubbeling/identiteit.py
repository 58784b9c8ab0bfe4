"""Which persistent id each cluster keeps, and what happened to the ids that were: set-based, the same every time.

An id stays with the largest part of the records that had it, of equals with the part that holds the oldest. A cluster in
which several ids meet keeps that of its largest part, of equals the oldest. A part that keeps none goes back to the id
that its oldest record founded, when that is free; else it gets a new one. Ids of records are ordered by time, so the
smallest is the oldest.
"""

import duckdb

STAPPEN = {
    "deel": """
        SELECT c.cluster, h.identiteit, count(*) AS n, min(c.id) AS oudste
        FROM clusters c JOIN huidig h USING (id) GROUP BY ALL""",
    "blijft": """
        FROM deel QUALIFY row_number() OVER (PARTITION BY identiteit ORDER BY n DESC, oudste) = 1""",
    "houdt": """
        SELECT cluster, identiteit FROM blijft
        QUALIFY row_number() OVER (PARTITION BY cluster ORDER BY n DESC, oudste) = 1""",
    "vrij": """
        SELECT c.cluster, min(c.id) AS identiteit FROM clusters c
        ANTI JOIN houdt h ON h.cluster = c.cluster
        ANTI JOIN houdt i ON i.identiteit = c.id ANTI JOIN bezet b ON b.identiteit = c.id
        GROUP BY c.cluster""",
    "nieuw_id": """
        SELECT cluster, uuidv7()::VARCHAR AS identiteit FROM (SELECT DISTINCT cluster FROM clusters) c
        ANTI JOIN houdt USING (cluster) ANTI JOIN vrij USING (cluster)""",
    "gekregen": "FROM houdt UNION ALL FROM vrij UNION ALL FROM nieuw_id",
    "uitkomst": """
        SELECT c.id, h.identiteit AS oud, g.identiteit AS nieuw
        FROM clusters c JOIN huidig h USING (id) JOIN gekregen g USING (cluster)""",
    "toen": "SELECT oud AS identiteit, count(*) AS n, bool_and(id = oud) AS eigen FROM uitkomst GROUP BY oud",
    "nu": "SELECT nieuw AS identiteit, count(*) AS n, bool_and(id = nieuw) AS eigen FROM uitkomst GROUP BY nieuw",
    "verhuisd": "SELECT oud, nieuw, count(*) AS n, min(id) AS oudste FROM uitkomst WHERE oud <> nieuw GROUP BY ALL",
}
# What happened, as (entiteit, soort, ander, bronobject, volgorde). A record that had no other beside it only joins.
GEBEURTENISSEN = """
    SELECT n.identiteit AS entiteit, 'ontstaan' AS soort, NULL::VARCHAR AS ander, NULL::VARCHAR AS bronobject, 1 AS volgorde
    FROM nu n ANTI JOIN bekend b USING (identiteit) WHERE n.n > 1 OR NOT n.eigen
    UNION ALL
    SELECT v.oud, 'opgegaan', v.nieuw, NULL, 2 FROM weg v
    UNION ALL
    SELECT v.nieuw, 'samengevoegd', v.oud, NULL, 3 FROM weg v
    UNION ALL
    SELECT v.oud, 'gesplitst', v.nieuw, NULL, 4 FROM verhuisd v ANTI JOIN weg w ON w.oud = v.oud AND w.nieuw = v.nieuw
    JOIN toen t ON t.identiteit = v.oud WHERE t.n > 1 OR NOT t.eigen
    UNION ALL
    SELECT u.oud, 'eraf', u.nieuw, u.id, 5 FROM uitkomst u JOIN toen t ON t.identiteit = u.oud
    WHERE u.oud <> u.nieuw AND (t.n > 1 OR NOT t.eigen)
    UNION ALL
    SELECT u.nieuw, 'erbij', nullif(u.oud, u.nieuw), u.id, 6 FROM uitkomst u JOIN nu n ON n.identiteit = u.nieuw
    WHERE (u.oud <> u.nieuw OR u.nieuw NOT IN (SELECT identiteit FROM bekend)) AND (n.n > 1 OR NOT n.eigen)
"""


def make_identiteiten(con: duckdb.DuckDBPyConnection) -> None:
    """Name `uitkomst` (record, old id, new id), `gebeurtenissen`, and `weg`: ids that live on in another.

    Reads `clusters`, `huidig` (the id of every record in them), `bezet` (ids that records outside have), and `bekend`
    (every Entiteit that there ever was, with where it lives).
    """
    for naam, sql in STAPPEN.items():
        con.execute(f"CREATE OR REPLACE TABLE {naam} AS {sql}")
    # Where an id went that no record has any more: with most of its records, of equals with the oldest.
    con.execute(
        "CREATE OR REPLACE TABLE weg AS SELECT v.oud, v.nieuw FROM verhuisd v JOIN toen t ON t.identiteit = v.oud "
        "ANTI JOIN nu n ON n.identiteit = v.oud ANTI JOIN bezet b ON b.identiteit = v.oud WHERE t.n > 1 OR NOT t.eigen "
        "OR v.oud IN (SELECT identiteit FROM bekend) "
        "QUALIFY row_number() OVER (PARTITION BY v.oud ORDER BY v.n DESC, v.oudste) = 1"
    )
    con.execute(f"CREATE OR REPLACE TABLE gebeurtenissen AS FROM ({GEBEURTENISSEN}) ORDER BY ALL")
    con.execute(
        "CREATE OR REPLACE TABLE nieuwe_entiteiten AS SELECT identiteit FROM (SELECT identiteit FROM nu "
        "WHERE n > 1 OR NOT eigen UNION SELECT oud FROM weg) ANTI JOIN bekend USING (identiteit)"
    )
    con.execute(
        "CREATE OR REPLACE TABLE herleefd AS SELECT n.identiteit FROM nu n JOIN bekend b USING (identiteit) "
        "WHERE b.opgegaan_in IS NOT NULL"
    )
