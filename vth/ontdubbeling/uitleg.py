"""Why two records are one or are not: the same weighing as a run, for any pair, also one that stands below the bar."""

import json
import math
from dataclasses import dataclass

import duckdb

from .frequenties import make_tabel
from .koppeling import Klok, KoppelingError, prepare_alles, prepare_betrokken, select_paren
from .model import Model
from .profiel import Profiel
from .wegen import select_gewogen


@dataclass(frozen=True)
class Bewijs:
    """One line of evidence; `gewicht` is the log2 of how much more often it is seen with one thing than with two."""

    vergelijking: str
    niveau: str
    uitleg: str
    gewicht: float
    links: str | None
    rechts: str | None


@dataclass(frozen=True)
class Uitleg:
    """What the model says of a pair; `begin` is the weight of the prior, with which the lines add up to `gewicht`."""

    links: str
    rechts: str
    kans: float
    gewicht: float
    begin: float
    grond: str
    uitkomst: str
    bewijs: tuple[Bewijs, ...]


def explain_pair(con: duckdb.DuckDBPyConnection, profiel: Profiel, a: str, b: str, *, model: Model) -> Uitleg:
    """Explain two records of table `records` with a model, for a judge or the command line; `uitkomst` may be `niet_gekoppeld`.

    Only these two rows need to stand in `records`. Works on a copy, and leaves the tables of a run in this connection as
    they are. Raises KoppelingError for a record that is not there, for one and the same, and for two of another kind.
    """
    apart = con.cursor()
    soorten = dict(apart.execute("SELECT id, soort FROM records WHERE id IN (?, ?)", [a, b]).fetchall())
    if weg := {a, b} - set(soorten):
        raise KoppelingError(f"Record {', '.join(sorted(weg))} is er niet. Controleer het kenmerk.")
    if len(set(soorten.values())) > 1 or a == b:
        raise KoppelingError(
            f"{a} en {b} zijn niet te vergelijken: {'een record is altijd zichzelf' if a == b else 'zij zijn van een andere soort'}."
        )
    links, rechts = sorted((a, b))
    kolommen = apart.execute("SELECT * FROM records WHERE id IN (?, ?) ORDER BY id", [a, b]).to_arrow_table()
    with duckdb.connect() as eigen:
        eigen.register("gegeven", kolommen)
        eigen.execute("CREATE TABLE records AS SELECT * FROM gegeven")
        return _explain(eigen, profiel, links, rechts, model)


def _explain(
    con: duckdb.DuckDBPyConnection, profiel: Profiel, links: str, rechts: str, model: Model
) -> Uitleg:
    """Weigh the two records in a connection of their own."""
    prepare_alles(con, profiel, None, model, Klok())
    make_tabel(con, "kandidaten", ("nr_l BIGINT", "nr_r BIGINT"), [(1, 2)])
    prepare_betrokken(con, deel=False)
    con.execute(f"CREATE TABLE gescoord AS {select_gewogen(profiel, model, 'kandidaten', alles=True)}")
    rij = con.execute(
        f"SELECT kans, gewicht, grond, uitkomst, bewijs FROM ({select_paren(profiel, alles=True)})"
    ).fetchone()
    assert rij
    kans, gewicht, grond, uitkomst, bewijs = rij
    begin = math.log2(model.kans / (1 - model.kans))
    regels = tuple(Bewijs(**regel) for regel in json.loads(bewijs))
    return Uitleg(links, rechts, kans, gewicht, round(begin, 4), grond, uitkomst, regels)
