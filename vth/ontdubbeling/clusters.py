"""From pairs to real things: what hangs together is one, as far as the judges let it.

A pair that was judged `gelijk` holds, whatever it weighs; two records judged `verschillend` never end up together: what
would join them is cut at its weakest, and waits for a judge (`gesneden`). The outcome does not depend on the order of rows.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
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
    """Make `clusters(id, cluster)` out of all `paren` and the judgements, for all ids in a table; `cluster` is its lowest id.

    `ids` has `id`, and may have `leverancier`: two records of one supplier that are not linked themselves do not end up
    together because a third looks like both; the weaker link waits for a judge. Also makes `gesneden(links, rechts,
    reden)`: pairs that were linked, or judged the same, and do not hold, because of an `oordeel` (circular ones, A=B, B=C,
    A≠C, show there) or a `leverancier`. Pairs and judgements of ids that are gone do nothing.
    """
    kolommen = {rij[0] for rij in con.execute(f"DESCRIBE {ids}").fetchall()}
    leverancier = "leverancier" if "leverancier" in kolommen else "NULL::VARCHAR"
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE knopen AS
        WITH kanten AS (
            SELECT unnest([links, rechts]) AS id FROM paren WHERE uitkomst = 'gekoppeld'
            UNION SELECT unnest([links, rechts]) FROM {oordelen}
        )
        SELECT id, leverancier, row_number() OVER (ORDER BY id) - 1 AS k
        FROM (SELECT id, any_value({leverancier}) AS leverancier FROM {ids} SEMI JOIN kanten USING (id) GROUP BY id)"""
    )
    _make_randen(con, oordelen)
    _store_wortels(con, find_componenten(con))
    gesneden = _split_componenten(con)
    con.execute(
        f"""CREATE OR REPLACE TABLE clusters AS SELECT i.id, coalesce(w.id, i.id) AS cluster
        FROM (SELECT DISTINCT id FROM {ids}) i LEFT JOIN knopen n ON n.id = i.id
        LEFT JOIN wortels r ON r.k = n.k LEFT JOIN knopen w ON w.k = r.wortel"""
    )
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
        vorige = wortels.copy()
        laagste = np.minimum(vorige[a], vorige[b])
        np.minimum.at(wortels, vorige[a], laagste)
        np.minimum.at(wortels, vorige[b], laagste)
        while not np.array_equal(wortels, wortels[wortels]):
            wortels = wortels[wortels]
        if np.array_equal(vorige, wortels):
            break
    return wortels


def _store_wortels(con: duckdb.DuckDBPyConnection, wortels: NDArray[np.int64]) -> None:
    """Make `wortels(k, wortel)`."""
    con.register("_wortels", {"k": np.arange(len(wortels)), "wortel": wortels})
    con.execute("CREATE OR REPLACE TEMP TABLE wortels AS SELECT k, wortel FROM _wortels")
    con.unregister("_wortels")


def _split_componenten(con: duckdb.DuckDBPyConnection) -> tuple[Paar, ...]:
    """Build the components anew that hold a forbidden pair, or two of one supplier that are not linked; give what was cut."""
    con.execute(
        """CREATE OR REPLACE TEMP TABLE betwist AS
        SELECT l.wortel FROM verboden v JOIN wortels l ON l.k = v.a JOIN wortels r ON r.k = v.b WHERE l.wortel = r.wortel
        UNION
        SELECT w.wortel FROM (
            SELECT wortel, leverancier, count(*) AS n FROM wortels JOIN knopen USING (k)
            WHERE leverancier IS NOT NULL GROUP BY ALL HAVING n > 1
        ) w LEFT JOIN (
            SELECT wortel, x.leverancier, count(*) AS n FROM randen JOIN knopen x ON x.k = a JOIN knopen y ON y.k = b
            JOIN wortels ON wortels.k = a WHERE x.leverancier = y.leverancier GROUP BY ALL
        ) e ON e.wortel = w.wortel AND e.leverancier = w.leverancier
        WHERE coalesce(e.n, 0) < w.n * (w.n - 1) / 2"""
    )
    leden, gesneden = build_leden(
        con.execute(
            """SELECT a, b, sterkte FROM randen JOIN wortels w ON w.k = a WHERE w.wortel IN (FROM betwist)
            ORDER BY sterkte DESC, a, b"""
        ).fetchall(),
        con.execute("SELECT a, b FROM verboden ORDER BY a, b").fetchall(),
        dict(
            con.execute(
                """SELECT k, leverancier FROM wortels JOIN knopen USING (k)
                WHERE leverancier IS NOT NULL AND wortel IN (FROM betwist)"""
            ).fetchall()
        ),
    )
    nieuw = [(k, min(groep)) for k, groep in leden.items()]
    make_tabel(con, "herbouwd", ("k BIGINT", "wortel BIGINT"), nieuw)
    con.execute("UPDATE wortels SET wortel = h.wortel FROM herbouwd h WHERE h.k = wortels.k")
    make_tabel(con, "doorgesneden", ("a BIGINT", "b BIGINT", "reden VARCHAR"), gesneden)
    con.execute(
        """CREATE OR REPLACE TABLE gesneden AS SELECT l.id AS links, r.id AS rechts, reden
        FROM doorgesneden d JOIN knopen l ON l.k = d.a JOIN knopen r ON r.k = d.b ORDER BY 1, 2"""
    )
    return tuple(con.execute("SELECT links, rechts FROM gesneden").fetchall())


def build_leden(
    randen: Sequence[tuple[int, int, float]],
    verboden: Iterable[tuple[int, int]],
    leveranciers: Mapping[int, str],
) -> tuple[dict[int, set[int]], list[tuple[int, int, str]]]:
    """Join along edges from strong to weak as long as nobody objects; give the groups, and what was cut and why."""
    bezwaar = _Bezwaar(randen, verboden, leveranciers)
    leden: dict[int, set[int]] = {}
    gesneden = []
    for a, b, sterkte in randen:
        links, rechts = leden.setdefault(a, {a}), leden.setdefault(b, {b})
        if links is rechts:
            continue
        klein, groot = sorted((links, rechts), key=len)
        if reden := bezwaar.find(klein, groot, geoordeeld=math.isinf(sterkte)):
            gesneden.append((a, b, reden))
            continue
        groot |= klein
        leden.update(dict.fromkeys(klein, groot))
    return leden, gesneden


class _Bezwaar:
    """Says whether two groups may not become one."""

    def __init__(
        self,
        randen: Sequence[tuple[int, int, float]],
        verboden: Iterable[tuple[int, int]],
        leveranciers: Mapping[int, str],
    ) -> None:
        self._direct = {(a, b) for a, b, _ in randen}
        self._leveranciers = leveranciers
        self._afkeer: dict[int, set[int]] = defaultdict(set)
        for a, b in verboden:
            self._afkeer[a].add(b)
            self._afkeer[b].add(a)

    def find(self, klein: set[int], groot: set[int], *, geoordeeld: bool) -> str | None:
        """Give the ground of the objection: a judgement, or (unless a person judged) two of one supplier."""
        if any(self._afkeer[k] & groot for k in klein if k in self._afkeer):
            return "oordeel"
        if geoordeeld:
            return None
        per_leverancier = defaultdict(list)
        for k in groot:
            per_leverancier[self._leveranciers.get(k)].append(k)
        dubbel = (
            (min(k, g), max(k, g))
            for k in klein
            if k in self._leveranciers
            for g in per_leverancier[self._leveranciers[k]]
        )
        return "leverancier" if any(paar not in self._direct for paar in dubbel) else None
