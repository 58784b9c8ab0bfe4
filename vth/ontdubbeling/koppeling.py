"""Which records are one: pairs with their probability, the ground they stand on, what follows, and the evidence.

`link_records` makes the table `paren` in the caller's DuckDB; it knows neither Django nor the register.
"""

import time
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb

from .bewijs import write_bewijs
from .blokken import drop_te_vol, make_blokken, make_kandidaten
from .frequenties import measure_frequenties, weigh
from .model import Model, make_model
from .normalisatie_sql import quote
from .profiel import Profiel
from .sleutels import write_sleutel, write_tegenspraak, write_vertrouwen
from .vergelijkingen import KOLOMMEN_IN_BEWIJS, VERGELIJKINGEN, select_te_wegen
from .voorbereiding import check_records, list_delen, prepare
from .wegen import list_gewichtkolommen, select_gewogen

# So many pairs get their evidence at once, and so many are weighed at once.
INEENS, INEENS_WEGEN = 200_000, 1_000_000
# What a run prepares and the next may go on with.
STAAT = ("voorbereid", "blokken", "koppelstaat")


@dataclass(frozen=True)
class Koppeling:
    """What a run did: the model to keep and use again, how many pairs were looked at and kept, and the seconds per step.

    `afgekapt` counts blocks that outgrew the model; above nought, make a new model with a full run.
    """

    model: Model
    vergeleken: int
    gekoppeld: int
    te_beoordelen: int
    afgekapt: int
    seconden: dict[str, float]


class KoppelingError(Exception):
    """A run that was asked for in a way that cannot give what a full run gives."""


def link_records(
    con: duckdb.DuckDBPyConnection, profiel: Profiel, *, nieuw: str | None = None, model: Model | None = None
) -> Koppeling:
    """Compare the records of table `records` and make the table `paren`, for whoever registers what is one.

    Without `nieuw` all are compared with all; without `model` a model is made first. With `nieuw` (a table of ids) only
    those are compared with the whole, by the given model; the connection may hold the tables of an earlier run with that
    model, and then only the rows of `nieuw` are read from `records`. Raises RecordsError for a table in another form and
    KoppelingError for `nieuw` without a model.
    """
    if nieuw and not model:
        raise KoppelingError(
            "Nieuwe records worden vergeleken met het model van een volledige ronde. Geef dat model mee."
        )
    check_records(con)
    volgorde = con.execute("SELECT current_setting('preserve_insertion_order')").fetchone()
    # Without keeping the order of rows, which nothing here depends on, a million records fit in a gigabyte.
    con.execute("SET preserve_insertion_order = false")
    try:
        return _link(con, profiel, nieuw, model)
    finally:
        con.execute(f"SET preserve_insertion_order = {str(bool(volgorde and volgorde[0])).lower()}")


def _link(
    con: duckdb.DuckDBPyConnection, profiel: Profiel, nieuw: str | None, model: Model | None
) -> Koppeling:
    """Prepare, find, weigh and decide."""
    klok = Klok()
    model = prepare_alles(con, profiel, nieuw, model, klok)
    afgekapt = make_kandidaten(con, profiel, nieuw)
    klok.mark("zoeken")
    vergeleken = weigh_kandidaten(con, profiel, model, deel=nieuw is not None)
    klok.mark("wegen")
    make_paren(con, profiel)
    con.execute("DROP TABLE gescoord")
    klok.mark("besluiten")
    tel = dict(con.execute("SELECT uitkomst, count(*) FROM paren GROUP BY 1").fetchall())
    return Koppeling(
        model, vergeleken, tel.get("gekoppeld", 0), tel.get("te_beoordelen", 0), afgekapt, klok.seconden
    )


def prepare_alles(
    con: duckdb.DuckDBPyConnection, profiel: Profiel, nieuw: str | None, model: Model | None, klok: "Klok"
) -> Model:
    """Make or bring up to date `voorbereid` and `blokken`, and give the model that holds for them."""
    bij = nieuw if model and _read_staat(con) == _write_merk(model) else None
    con.execute("CREATE OR REPLACE TABLE koppelstaat AS SELECT NULL::VARCHAR AS versie")
    prepare(con, profiel, bij)
    frequenties = model.frequenties if model else measure_frequenties(con, profiel)
    weigh(con, profiel, frequenties, bij)
    klok.mark("voorbereiden")
    make_blokken(con, bij)
    if not model:
        frequenties = replace(frequenties, te_vol=drop_te_vol(con, profiel))
    klok.mark("blokken")
    if not model:
        model = make_model(con, profiel, frequenties)
        klok.mark("trainen")
    con.execute("UPDATE koppelstaat SET versie = ?", [_write_merk(model)])
    return model


def weigh_kandidaten(con: duckdb.DuckDBPyConnection, profiel: Profiel, model: Model, *, deel: bool) -> int:
    """Weigh all pairs in `kandidaten` and leave in `gescoord` what is worth a look; give how many there were.

    Of many pairs those of a part of the records at a time: records are numbered by where they are, so that a part meets
    little but itself and fits in memory.
    """
    rij = con.execute("SELECT count(*) FROM kandidaten").fetchone()
    aantal = int(rij[0]) if rij else 0
    prepare_betrokken(con, deel=deel)
    stukken = list_delen(con, "betrokken") if aantal > INEENS_WEGEN else [None]
    con.execute(f"CREATE OR REPLACE TABLE gescoord AS {select_gewogen(profiel, model, 'kandidaten')} LIMIT 0")
    for stuk in stukken:
        paren = f"(FROM kandidaten WHERE nr_l BETWEEN {stuk[0]} AND {stuk[1]})" if stuk else "kandidaten"
        con.execute(f"INSERT INTO gescoord {select_gewogen(profiel, model, paren)}")
    con.execute("DROP TABLE te_wegen")
    return aantal


def prepare_betrokken(con: duckdb.DuckDBPyConnection, *, deel: bool) -> None:
    """Name `betrokken`, the records that pairs are made of, and `te_wegen`, what is weighed of them.

    With `deel` the pairs are few, and only the records in them are read.
    """
    drop_betrokken(con)
    con.execute(
        """CREATE OR REPLACE TABLE betrokken AS SELECT * FROM voorbereid
        WHERE nr IN (SELECT nr_l FROM kandidaten UNION ALL SELECT nr_r FROM kandidaten)"""
        if deel
        else "CREATE OR REPLACE VIEW betrokken AS FROM voorbereid"
    )
    con.execute(f"CREATE OR REPLACE TABLE te_wegen AS {select_te_wegen('betrokken')}")


def drop_betrokken(con: duckdb.DuckDBPyConnection) -> None:
    """Drop what an earlier run left under the name of this one, be it a table or a view."""
    for soort, naam in con.execute(
        """SELECT 'VIEW', view_name FROM duckdb_views() WHERE view_name = 'betrokken'
        UNION ALL SELECT 'TABLE', table_name FROM duckdb_tables() WHERE table_name = 'betrokken'"""
    ).fetchall():
        con.execute(f"DROP {soort} {naam}")


def make_paren(con: duckdb.DuckDBPyConnection, profiel: Profiel) -> None:
    """Make `paren` out of what was weighed; of many pairs a part of the records at a time, for both sides stand in memory."""
    rij = con.execute("SELECT count(*) FROM gescoord").fetchone()
    delen = list_delen(con, "betrokken") if rij and rij[0] > INEENS else [None]
    con.execute(f"CREATE OR REPLACE TABLE paren AS {select_paren(profiel)} LIMIT 0")
    for deel in delen:
        con.execute(f"INSERT INTO paren {select_paren(profiel, deel=deel)}")


def select_paren(profiel: Profiel, *, alles: bool = False, deel: tuple[int, int] | None = None) -> str:
    """Write the SELECT of `paren` out of `gescoord` and `voorbereid`: what follows from a weight, a key, a contradiction.

    With `alles` a pair below the bar comes out too, as `niet_gekoppeld`; `deel` bounds the number of its first record.
    """
    d = profiel.drempels
    return f"""
        WITH gezien AS ({_select_gezien(profiel, deel)}),
        gesleuteld AS (SELECT *, {write_sleutel(profiel)} AS sleutel FROM gezien),
        getoetst AS (
            SELECT *, {write_tegenspraak(profiel)} AS tegenspraak, {write_vertrouwen(profiel)} AS vertrouwen FROM gesleuteld
        ), gewogen AS (
            SELECT *, CASE WHEN sleutel IS NOT NULL AND tegenspraak IS DISTINCT FROM sleutel
                THEN greatest(vertrouwen - match_weight, 0) ELSE 0 END AS erbij,
                match_weight + erbij AS gewicht, 1 / (1 + power(2.0, -gewicht)) AS kans
            FROM getoetst
        ), besloten AS (
            SELECT *, CASE
                WHEN sleutel IS NOT NULL AND tegenspraak = sleutel THEN 'te_beoordelen'
                WHEN kans >= {d.koppelen} AND tegenspraak IS NULL THEN 'gekoppeld'
                WHEN kans >= {d.beoordelen} THEN 'te_beoordelen'
                {"ELSE 'niet_gekoppeld'" if alles else ""} END AS uitkomst,
                CASE WHEN tegenspraak IS NOT NULL AND (tegenspraak = sleutel OR kans >= {d.koppelen})
                    THEN 'tegenspraak:' || tegenspraak
                    WHEN sleutel IS NOT NULL THEN 'sleutel:' || sleutel ELSE 'score' END AS grond
            FROM gewogen
        )
        SELECT id_l AS links, id_r AS rechts, soort_l AS soort, round(kans, 9) AS kans, round(gewicht, 4) AS gewicht,
            grond, uitkomst, {write_bewijs(profiel)} AS bewijs
        FROM besloten WHERE uitkomst IS NOT NULL"""


def _select_gezien(profiel: Profiel, deel: tuple[int, int] | None) -> str:
    """Write the SELECT of the pairs that were weighed, with what both records say."""
    kolommen = sorted({*KOLOMMEN_IN_BEWIJS, *(f"druk_{s.code}" for s in profiel.sleutels)})
    van_beide = ", ".join(f'l."{k}" AS "{k}_l", r."{k}" AS "{k}_r"' for k in kolommen)
    gewogen = ", ".join([*(f"gamma_{v.code}" for v in VERGELIJKINGEN), *list_gewichtkolommen()])
    g, links, rechts = "gescoord", "betrokken", "betrokken"
    if deel:
        tussen = "BETWEEN {} AND {}".format(*deel)
        g = f"(FROM gescoord WHERE nr_l {tussen})"
        links = f"(FROM betrokken WHERE nr {tussen})"
        rechts = f"(FROM betrokken WHERE nr IN (SELECT nr_r FROM {g}))"
    return f"""SELECT match_weight, {gewogen}, {van_beide}
        FROM {g} g JOIN {links} l ON l.nr = g.nr_l JOIN {rechts} r ON r.nr = g.nr_r"""


def _write_merk(model: Model) -> str:
    """Name what tables were made with: the model, and the DuckDB whose numbers stand in `blokken`."""
    return f"{model.versie} {duckdb.__version__}"


def _read_staat(con: duckdb.DuckDBPyConnection) -> str | None:
    """Give what the tables in this connection were made with; None without such tables."""
    er_is = con.execute("SELECT count(*) FROM duckdb_tables() WHERE table_name = 'koppelstaat'").fetchone()
    rij = con.execute("SELECT versie FROM koppelstaat").fetchone() if er_is and er_is[0] else None
    return rij[0] if rij else None


def keep_staat(con: duckdb.DuckDBPyConnection, map_: Path) -> None:
    """Keep what a run prepared, as Parquet, so that the next one prepares only what is new."""
    for tabel in STAAT:
        con.execute(f"COPY {tabel} TO {quote(str(map_ / f'{tabel}.parquet'))}")


def load_staat(con: duckdb.DuckDBPyConnection, map_: Path) -> bool:
    """Put what an earlier run prepared in the connection, before `link_records`; False when nothing was kept."""
    bestanden = {tabel: map_ / f"{tabel}.parquet" for tabel in STAAT}
    if not all(b.exists() for b in bestanden.values()):
        return False
    for tabel, bestand in bestanden.items():
        con.execute(f"CREATE OR REPLACE TABLE {tabel} AS FROM {quote(str(bestand))}")
    return True


class Klok:
    """Counts the seconds of each step of a run."""

    def __init__(self) -> None:
        self.seconden: dict[str, float] = {}
        self._vorige = time.perf_counter()

    def mark(self, stap: str) -> None:
        """Book the time since the last mark on a step."""
        nu = time.perf_counter()
        self.seconden[stap] = round(nu - self._vorige, 3)
        self._vorige = nu
