"""Which pairs are looked at: records that share an address, a number, a rare name or a rare word near each other.

`blokken` is the inverted index of all records (one row per record and thing it may be found by). A thing that too many
share finds nobody: that is decided when the model is made (`te_vol`), so that increments look as the full run does.
"""

import duckdb

from .profiel import Profiel

# Cells of a grid are laid twice, half a cell apart, so that neighbours on a border meet in one of the two.
CEL_KLEIN, CEL_GROOT = 250, 4000
HARD = 5


# A way of finding: the FROM, and the parts that together are what is shared.
Regel = tuple[str, tuple[str, ...]]


def _cel(maat: int, schuif: bool) -> tuple[str, ...]:
    """Name the cell of a grid that a place lies in."""
    halve = maat / 2 if schuif else 0
    return (f"'{'b' if schuif else 'a'}'", *(f"floor(({as_} + {halve}) / {maat})::BIGINT" for as_ in "xy"))


def _regels() -> dict[str, Regel]:
    """List the ways of finding."""
    woorden = "(SELECT *, unnest(zoekwoorden) AS woord FROM {bron})"
    regels: dict[str, Regel] = {
        k: ("{bron}", (f"'{k}'", k)) for k in ("kvk", "vestiging", "eu_id", "bag", "basis", "adres2")
    }
    regels["naam"] = ("(SELECT *, unnest(kernen) AS kern FROM {bron})", ("'naam'", "kern"))
    regels["woord_gebied"] = (woorden, ("'woord_gebied'", "woord", "gebied"))
    regels["woord_plaats"] = (woorden, ("'woord_plaats'", "woord", "plaats"))
    for schuif in (False, True):
        regels[f"cel_{schuif}"] = ("{bron}", ("'cel'", *_cel(CEL_KLEIN, schuif)))
        regels[f"woord_cel_{schuif}"] = (woorden, ("'woord_cel'", "woord", *_cel(CEL_GROOT, schuif)))
    return regels


def _regels_bij_vol() -> dict[str, Regel]:
    """List the ways of finding for names that too many have: with where they are. Other names find each other already."""
    namen = f"""(SELECT * FROM (SELECT *, unnest(kernen) AS kern FROM {{bron}})
        WHERE {_write_blok(("'naam'", "kern"))} IN (SELECT blok FROM te_vol))"""
    return {
        "naam_gebied": (namen, ("'naam_gebied'", "kern", "gebied")),
        "naam_plaats": (namen, ("'naam_plaats'", "kern", "plaats")),
    }


def _write_blok(delen: tuple[str, ...]) -> str:
    """Write what is shared as text, with the kind of record before it: so it stands in the model."""
    return f"concat_ws('|', soort, {', '.join(delen)})"


def _select_regels(bron: str, regels: dict[str, Regel], *, waar: str = "TRUE", blok: bool = False) -> str:
    """Write the SELECT of `nr, h` (and `blok`, the text) for all rows of `bron`; h stands for what a record is found by.

    It is a number of DuckDB itself, which another version may make otherwise: only for one connection and what it keeps
    (`koppelstaat`). No two rows are the same: each way of finding has its own name before what is found, and the lists
    of a record hold nothing twice. `waar` bounds them, with `{blok}` for the text.
    """
    vragen = []
    for van, delen in regels.values():
        tekst = _write_blok(delen)
        gevuld = " AND ".join(f"{deel} IS NOT NULL" for deel in delen[1:])
        vragen.append(
            f"SELECT nr, hash(soort, {', '.join(delen)}) AS h{f', {tekst} AS blok' if blok else ''} "
            f"FROM {van.format(bron=bron)} WHERE {gevuld} AND {waar.format(blok=tekst)}"
        )
    return " UNION ALL ".join(vragen)


def make_blokken(con: duckdb.DuckDBPyConnection, nieuw: str | None = None) -> None:
    """Make `blokken` of `voorbereid`, or put those of the ids in `nieuw` in the place of their old ones; without those in `te_vol`."""
    bron = f"(SELECT * FROM voorbereid WHERE id IN (SELECT id FROM {nieuw}))" if nieuw else "voorbereid"
    if nieuw:
        con.execute("DELETE FROM blokken WHERE nr NOT IN (SELECT nr FROM voorbereid)")
    else:
        con.execute("CREATE OR REPLACE TABLE blokken (nr BIGINT, h UBIGINT)")
    if con.execute("SELECT 1 FROM te_vol LIMIT 1").fetchone():
        past = "{blok} NOT IN (SELECT blok FROM te_vol)"
        con.execute(f"INSERT INTO blokken {_select_regels(bron, _regels_bij_vol(), waar=past)}")
        con.execute(f"INSERT INTO blokken {_select_regels(bron, _regels(), waar=past)}")
    else:
        con.execute(f"INSERT INTO blokken {_select_regels(bron, _regels())}")


def drop_te_vol(con: duckdb.DuckDBPyConnection, profiel: Profiel) -> tuple[str, ...]:
    """Take the blocks that hold more records than the profile allows out of `blokken`, and list them for the model.

    Names that too many have come back with where they are, as far as those are not too full themselves.
    """
    grens = profiel.grenzen["blok"]
    _move_te_vol(con, "blokken", _regels(), grens)
    con.execute(f"CREATE OR REPLACE TEMP TABLE bij AS {_select_regels('voorbereid', _regels_bij_vol())}")
    _move_te_vol(con, "bij", _regels_bij_vol(), grens)
    con.execute("INSERT INTO blokken SELECT nr, h FROM bij")
    con.execute("DROP TABLE bij")
    return tuple(blok for (blok,) in con.execute("SELECT blok FROM te_vol ORDER BY blok").fetchall())


def _move_te_vol(con: duckdb.DuckDBPyConnection, tabel: str, regels: dict[str, Regel], grens: int) -> None:
    """Take the full blocks out of a table, and put what they are of, read from one record of each, in `te_vol`."""
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE vol AS
        SELECT h, min(nr) AS nr FROM {tabel} GROUP BY h HAVING count(*) > {grens}"""
    )
    bron = "(FROM voorbereid WHERE nr IN (SELECT nr FROM vol))"
    con.execute(
        f"""INSERT INTO te_vol SELECT DISTINCT blok FROM ({_select_regels(bron, regels, blok=True)})
        WHERE h IN (SELECT h FROM vol)"""
    )
    con.execute(f"DELETE FROM {tabel} WHERE h IN (SELECT h FROM vol)")
    con.execute("DROP TABLE vol")


def make_kandidaten(con: duckdb.DuckDBPyConnection, profiel: Profiel, nieuw: str | None = None) -> int:
    """Make `kandidaten(nr_l, nr_r)`: pairs to compare, left the lower id; give how many blocks were cut.

    A block that grew far beyond its bound since the model was made is cut off and counted: the model is then out of date,
    and increments may differ from a full run until a new one is made.
    """
    te_groot = profiel.grenzen["blok"] * HARD
    links = "blokken"
    if nieuw:
        con.execute(
            f"""CREATE OR REPLACE TEMP TABLE nieuwe_blokken AS
            SELECT nr, h FROM blokken WHERE nr IN (SELECT nr FROM voorbereid WHERE id IN (SELECT id FROM {nieuw}))"""
        )
        links = "nieuwe_blokken"
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE afgekapt AS
        SELECT h FROM blokken SEMI JOIN {links} USING (h) GROUP BY h HAVING count(*) > {te_groot}"""
        if nieuw
        else f"CREATE OR REPLACE TEMP TABLE afgekapt AS SELECT h FROM blokken GROUP BY h HAVING count(*) > {te_groot}"
    )
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE kandidaten AS
        WITH paren AS (
            SELECT DISTINCT least(a.nr, b.nr) AS een, greatest(a.nr, b.nr) AS ander
            FROM {links} a JOIN blokken b ON a.h = b.h AND a.nr {"<>" if nieuw else "<"} b.nr
            WHERE a.h NOT IN (SELECT h FROM afgekapt)
        )
        SELECT CASE WHEN l.id < r.id THEN een ELSE ander END AS nr_l, CASE WHEN l.id < r.id THEN ander ELSE een END AS nr_r
        FROM paren JOIN voorbereid l ON l.nr = een JOIN voorbereid r ON r.nr = ander"""
    )
    rij = con.execute("SELECT count(*) FROM afgekapt").fetchone()
    return int(rij[0]) if rij else 0
