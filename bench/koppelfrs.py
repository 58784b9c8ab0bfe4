"""Where the FRS itself looks wrong: two records that say they are one place, and two FRS ids that say they are not.

A pair is on the list only when three things hold that can be looked up without any model: both carry an FRS id and the
ids differ; the FRS knows of neither a counterpart in the other register; and the records themselves say the same thing,
by name and street address, or by the same name within two kilometres. The reason stands beside it.
"""

import duckdb

REDENEN = {
    "adres": "zelfde straat en huisnummer, en namen die woorden delen; FRS kent van geen van beide een tegenhanger",
    "naam": "zelfde naam binnen twee kilometer of in dezelfde straat; FRS kent van geen van beide een tegenhanger",
}


def list_verdacht(con: duckdb.DuckDBPyConnection) -> list[tuple[str, str, str]]:
    """List the pairs of `paren` between the registers where the FRS looks wrong, each with its reason."""
    return con.execute(
        f"""WITH gezien AS (
            SELECT links, rechts, bewijs->>'$[0].vergelijking' AS eerste, bewijs->>'$[0].niveau' AS naam, bewijs->>'$[1].niveau' AS adres
            FROM paren WHERE links[1] = 'G' AND rechts[1] = 'T'
        )
        SELECT links, rechts, CASE WHEN adres IN ('zelfde', 'huisnummer') THEN '{REDENEN["adres"]}' ELSE '{REDENEN["naam"]}' END
        FROM gezien
        WHERE eerste = 'Naam' AND links IN (SELECT id FROM frs) AND rechts IN (SELECT id FROM frs)
            AND links NOT IN (SELECT links FROM waar) AND rechts NOT IN (SELECT rechts FROM waar)
            AND ((adres IN ('zelfde', 'huisnummer')
                    AND naam IN ('gelijk', 'eerder', 'omvat', 'lijkt', 'deelt_meer', 'deelt_een', 'deelt_gewoon_meer'))
                OR (naam = 'gelijk' AND adres IN ('vlakbij', 'buurt', 'straat', 'omgeving')))
        ORDER BY links, rechts"""
    ).fetchall()
