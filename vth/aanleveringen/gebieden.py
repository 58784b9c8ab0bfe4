"""The municipality of each delivered record, which decides who may see it."""

import duckdb

from .profiel import Leverprofiel

# Who gets the municipality of whom, through which kinds of relation; each step may use the outcome of those before.
STAPPEN = (
    ("van", "naar", ("locatie",)),
    ("van", "naar", ("deel_van", "vindt_plaats_binnen", "betreft_vthobject")),
    ("van", "naar", ("legitimeert", "betreft")),
    ("naar", "van", ("verantwoordelijke", "drijver", "eigenaar", "uitvoerder", "houder", "melder")),
)


def make_gebied(con: duckdb.DuckDBPyConnection, profiel: Leverprofiel) -> None:
    """Make the table `gebied` (k, gebied): of a place its own, of other records that of what they refer to.

    Places come first, then what lies there, then what happens in it; a betrokkene gets that of what refers to it. What
    is delivered now comes before what the register holds. Reads `na_relatie`, the relations as they will be.
    """
    con.execute("CREATE OR REPLACE TABLE gebied (k UUID, gebied VARCHAR)")
    if "geoobject" in profiel.gegevenssets:
        con.execute(
            "INSERT INTO gebied SELECT g.k, max(c.gemeente) FROM g_geoobject g JOIN c_geoobject c ON c.rowid = g.bron "
            "WHERE c.gemeente IS NOT NULL GROUP BY g.k"
        )
    for wie, waar, soorten in STAPPEN:
        con.execute(
            f"CREATE OR REPLACE TEMP TABLE zoekt AS SELECT r.{wie} AS wie, r.{waar} AS waar FROM (SELECT van, naar FROM na_relatie "
            f"WHERE eind = DATE '9999-12-31' AND list_contains($soorten, soort)) r "
            f"SEMI JOIN sleutel s ON s.k = r.{wie} ANTI JOIN gebied al ON al.k = r.{wie}",
            {"soorten": list(soorten)},
        )
        for bron in ("gebied", "stand_sleutel"):
            # Mostly nobody is left for the second: then the state of all records need not be read.
            if con.execute("SELECT 1 FROM zoekt ANTI JOIN gebied al ON al.k = wie LIMIT 1").fetchone():
                con.execute(
                    "INSERT INTO gebied SELECT z.wie, min(p.gebied) FROM (FROM zoekt ANTI JOIN gebied al ON al.k = wie) z "
                    f"JOIN {bron} p ON p.k = z.waar AND p.gebied <> '' GROUP BY z.wie"
                )


def make_zicht(con: duckdb.DuckDBPyConnection, profiel: Leverprofiel) -> None:
    """Make the table `zicht`: known records whose municipality or confidentiality changes with this delivery."""
    # Only delivered records have a row in `gebied`, so the first half need not be asked whether they were.
    con.execute(
        "CREATE OR REPLACE TABLE zicht AS SELECT x.id, x.gebied, $niveau AS vertrouwelijkheid FROM ("
        "SELECT t.k AS id, a.gebied FROM gebied a JOIN stand_sleutel t ON t.k = a.k WHERE a.gebied <> t.gebied "
        "UNION ALL SELECT t.k, coalesce(a.gebied, t.gebied) FROM (FROM stand_sleutel WHERE vertrouwelijkheid <> $niveau) t "
        "SEMI JOIN sleutel s ON s.k = t.k LEFT JOIN gebied a ON a.k = t.k WHERE coalesce(a.gebied, t.gebied) = t.gebied) x",
        {"niveau": profiel.vertrouwelijkheid},
    )
