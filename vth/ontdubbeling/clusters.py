"""From pairs to real things: what hangs together is one, as far as the judges let it.

A pair that was judged `gelijk` holds, whatever it weighs; two records judged `verschillend` never end up together: what
would join them is cut at its weakest, and waits for a judge (`gesneden`). The outcome does not depend on the order of rows.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import duckdb
import numpy as np
from numpy.typing import NDArray

from .frequenties import make_tabel

Paar = tuple[str, str]


@dataclass(frozen=True)
class Clustering:
    """How many real things there are, how many hold more than one record, and the pairs that were cut for a judgement."""

    clusters: int
    met_meer: int
    grootste: int
    gesneden: tuple[Paar, ...]


def make_clusters(
    con: duckdb.DuckDBPyConnection, oordelen: str = "oordelen", ids: str = "records"
) -> Clustering:
    """Make `clusters(id, cluster)` out of `paren` and a table of judgements, for all ids in a table; `cluster` is its lowest id.

    Also makes `gesneden(links, rechts)`: pairs that were linked, or judged the same, and do not hold because a judgement
    says otherwise; circular judgements (A=B, B=C, A≠C) show there. Pairs and judgements of ids that are gone do nothing.
    """
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE knopen AS SELECT id, row_number() OVER (ORDER BY id) - 1 AS k FROM (SELECT DISTINCT id FROM {ids})"
    )
    _make_randen(con, oordelen)
    wortels = find_componenten(con)
    gesneden = _split_componenten(con, wortels)
    con.execute(
        "CREATE OR REPLACE TABLE clusters AS SELECT n.id, w.id AS cluster FROM knopen n JOIN wortels r USING (k) JOIN knopen w ON w.k = r.wortel ORDER BY n.id"
    )
    make_tabel(con, "gesneden", ("links VARCHAR", "rechts VARCHAR"), gesneden)
    rij = con.execute(
        "SELECT count(*), count(*) FILTER (n > 1), max(n) FROM (SELECT count(*) AS n FROM clusters GROUP BY cluster)"
    ).fetchone()
    aantal, meer, grootste = rij or (0, 0, 0)
    return Clustering(aantal, meer, grootste or 0, gesneden)


def _make_randen(con: duckdb.DuckDBPyConnection, oordelen: str) -> None:
    """Make `randen(a, b, sterkte)` between numbered records, judged ones strongest, and `verboden(a, b)`."""
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE geoordeeld AS
        SELECT least(l.k, r.k) AS a, greatest(l.k, r.k) AS b, bool_or(oordeel = 'gelijk') AS gelijk,
            bool_or(oordeel = 'verschillend') AS verschillend
        FROM {oordelen} o JOIN knopen l ON l.id = o.links JOIN knopen r ON r.id = o.rechts
        WHERE l.k <> r.k AND oordeel IN ('gelijk', 'verschillend') GROUP BY 1, 2"""
    )
    con.execute("CREATE OR REPLACE TEMP TABLE verboden AS SELECT a, b FROM geoordeeld WHERE verschillend")
    con.execute(
        """CREATE OR REPLACE TEMP TABLE randen AS
        SELECT a, b, max(sterkte) AS sterkte FROM (
            SELECT l.k AS a, r.k AS b, gewicht AS sterkte FROM paren p
                JOIN knopen l ON l.id = p.links JOIN knopen r ON r.id = p.rechts WHERE uitkomst = 'gekoppeld'
            UNION ALL SELECT a, b, 'infinity'::DOUBLE FROM geoordeeld WHERE gelijk
        ) GROUP BY a, b ORDER BY a, b"""
    )


def find_componenten(con: duckdb.DuckDBPyConnection) -> NDArray[np.int64]:
    """Give for each number of `knopen` the lowest number that it hangs together with over `randen`."""
    rij = con.execute("SELECT count(*) FROM knopen").fetchone()
    randen = con.execute("SELECT a, b FROM randen").fetchnumpy()
    a, b = np.asarray(randen["a"], dtype=np.int64), np.asarray(randen["b"], dtype=np.int64)
    wortels = np.arange(int(rij[0]) if rij else 0, dtype=np.int64)
    while len(a):
        laagste = np.minimum(wortels[a], wortels[b])
        vorige = wortels.copy()
        np.minimum.at(wortels, vorige[a], laagste)
        np.minimum.at(wortels, vorige[b], laagste)
        while not np.array_equal(wortels, wortels[wortels]):
            wortels = wortels[wortels]
        if np.array_equal(vorige, wortels):
            break
    return wortels


def _split_componenten(con: duckdb.DuckDBPyConnection, wortels: NDArray[np.int64]) -> tuple[Paar, ...]:
    """Make `wortels(k, wortel)`, with the components that hold a forbidden pair built up anew; give the pairs that were cut."""
    con.register("_w", {"k": np.arange(len(wortels)), "wortel": wortels})
    con.execute("CREATE OR REPLACE TEMP TABLE wortels AS SELECT k, wortel FROM _w")
    con.unregister("_w")
    con.execute(
        """CREATE OR REPLACE TEMP TABLE betwist AS SELECT DISTINCT l.wortel FROM verboden v
        JOIN wortels l ON l.k = v.a JOIN wortels r ON r.k = v.b WHERE l.wortel = r.wortel"""
    )
    randen = con.execute(
        """SELECT a, b FROM randen JOIN wortels w ON w.k = a WHERE w.wortel IN (FROM betwist)
        ORDER BY sterkte DESC, a, b"""
    ).fetchall()
    verboden = con.execute("SELECT a, b FROM verboden ORDER BY a, b").fetchall()
    leden, gesneden = build_leden(randen, verboden)
    nieuw = [(k, min(groep)) for k, groep in leden.items()]
    make_tabel(con, "herbouwd", ("k BIGINT", "wortel BIGINT"), nieuw)
    con.execute("UPDATE wortels SET wortel = h.wortel FROM herbouwd h WHERE h.k = wortels.k")
    make_tabel(con, "doorgesneden", ("a BIGINT", "b BIGINT"), gesneden)
    return tuple(
        con.execute(
            "SELECT l.id, r.id FROM doorgesneden d JOIN knopen l ON l.k = d.a JOIN knopen r ON r.k = d.b ORDER BY 1, 2"
        ).fetchall()
    )


def build_leden(
    randen: Iterable[tuple[int, int]], verboden: Iterable[tuple[int, int]]
) -> tuple[dict[int, set[int]], list[tuple[int, int]]]:
    """Join along edges from strong to weak, as long as no forbidden pair comes together; give the groups and what was cut."""
    leden: dict[int, set[int]] = {}
    afkeer: dict[int, set[int]] = {}
    for a, b in verboden:
        afkeer.setdefault(a, set()).add(b)
        afkeer.setdefault(b, set()).add(a)
    gesneden = []
    for a, b in randen:
        links, rechts = leden.setdefault(a, {a}), leden.setdefault(b, {b})
        if links is rechts:
            continue
        klein, groot = sorted((links, rechts), key=len)
        if any(afkeer.get(k, set()) & groot for k in klein):
            gesneden.append((a, b))
            continue
        groot |= klein
        for k in klein:
            leden[k] = groot
    return leden, gesneden
