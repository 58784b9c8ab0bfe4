"""Which persistent id each cluster keeps, and what happened to the ids that were: set-based, the same every time.

An id is that of the record that founded it (`docs/adr/0015`) and stays with the part in which that record is: so the page
of a record is always the page of its thing. Where several ids meet, that of the largest part stays, of equals the oldest.
A part that keeps none goes by its oldest record. Ids of records are ordered by time, so the smallest is the oldest.
"""

import duckdb

STAPPEN = {
    "deel": """
        SELECT c.cluster, h.identiteit, count(*) AS n, bool_or(c.id = h.identiteit) AS stichter
        FROM clusters c JOIN huidig h USING (id) GROUP BY ALL""",
    "houdt": """
        SELECT cluster, identiteit FROM deel WHERE stichter
        QUALIFY row_number() OVER (PARTITION BY cluster ORDER BY n DESC, identiteit) = 1""",
    "gekregen": """
        FROM houdt UNION ALL
        SELECT c.cluster, min(c.id) AS identiteit FROM clusters c ANTI JOIN houdt USING (cluster) GROUP BY c.cluster""",
    "uitkomst": """
        SELECT c.id, h.identiteit AS oud, g.identiteit AS nieuw
        FROM clusters c JOIN huidig h USING (id) JOIN gekregen g USING (cluster)""",
    "toen": "SELECT oud AS identiteit, count(*) AS n FROM uitkomst GROUP BY oud",
    "nu": "SELECT nieuw AS identiteit, count(*) AS n FROM uitkomst GROUP BY nieuw",
    # Where an id went that no record has any more. One that never was about more than its own record only joins another.
    "weg": """
        SELECT u.oud, u.nieuw FROM uitkomst u JOIN toen t ON t.identiteit = u.oud ANTI JOIN nu n ON n.identiteit = u.oud
        WHERE u.id = u.oud AND (t.n > 1 OR u.oud IN (SELECT identiteit FROM bekend))""",
    "afgesplitst": """
        SELECT DISTINCT u.oud, u.nieuw FROM uitkomst u ANTI JOIN weg w ON w.oud = u.oud AND w.nieuw = u.nieuw
        JOIN toen t ON t.identiteit = u.oud WHERE u.oud <> u.nieuw AND t.n > 1""",
    "nieuwe_entiteiten": """
        SELECT identiteit FROM (SELECT identiteit FROM nu WHERE n > 1 UNION SELECT oud FROM weg)
        ANTI JOIN bekend USING (identiteit)""",
    "herleefd": "SELECT n.identiteit FROM nu n JOIN bekend b USING (identiteit) WHERE b.opgegaan_in IS NOT NULL",
}
# What happened, as (entiteit, soort, ander, bronobject, volgorde).
GEBEURTENISSEN = """
    SELECT identiteit AS entiteit, 'ontstaan' AS soort, NULL::VARCHAR AS ander, NULL::VARCHAR AS bronobject, 1 AS volgorde
    FROM nu ANTI JOIN bekend USING (identiteit) WHERE n > 1
    UNION ALL
    SELECT oud, 'opgegaan', nieuw, NULL, 2 FROM weg
    UNION ALL
    SELECT nieuw, 'samengevoegd', oud, NULL, 3 FROM weg
    UNION ALL
    SELECT oud, 'gesplitst', nieuw, NULL, 4 FROM afgesplitst
    UNION ALL
    SELECT u.oud, 'eraf', u.nieuw, u.id, 5 FROM uitkomst u JOIN toen t ON t.identiteit = u.oud
    WHERE u.oud <> u.nieuw AND t.n > 1
    UNION ALL
    SELECT u.nieuw, 'erbij', nullif(u.oud, u.nieuw), u.id, 6 FROM uitkomst u JOIN nu n ON n.identiteit = u.nieuw
    WHERE n.n > 1 AND (u.oud <> u.nieuw OR u.nieuw NOT IN (SELECT identiteit FROM bekend))
"""


def make_identiteiten(con: duckdb.DuckDBPyConnection) -> None:
    """Name `uitkomst` (record, old id, new id), `gebeurtenissen`, and `weg`: ids that live on in another.

    Reads `clusters`, `huidig` (the id of every record in them) and `bekend` (every Entiteit that there ever was, with
    where it lives).
    """
    for naam, sql in STAPPEN.items():
        con.execute(f"CREATE OR REPLACE TABLE {naam} AS {sql}")
    con.execute(f"CREATE OR REPLACE TABLE gebeurtenissen AS FROM ({GEBEURTENISSEN}) ORDER BY ALL")
