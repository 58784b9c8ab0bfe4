"""Linking, measured: `python -m bench.koppelen ghgrp|regio|nederland [--data ../shared/data] [--omvang 100000]`.

`ghgrp`: two American registers with 2,773 true pairs; ours, a plain Splink model and exact keys in one run. The columns
with FRS ids are the truth and never enter `records`. `regio`: the invented region (`koppelregio`), with time and memory
beside a bare Splink run of the same model, and an increment of 1%. `nederland`: the sites of the EU Registry and the
installations of the ETS, of which there is no truth: what was linked and what waits, twenty of each. Nothing is kept of it.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
from rich.console import Console
from rich.table import Table

from vth.ontdubbeling.clusters import make_clusters
from vth.ontdubbeling.koppeling import Koppeling, link_records
from vth.ontdubbeling.model import read_model
from vth.ontdubbeling.profiel import Profiel, read_profiel
from vth.ontdubbeling.voorbereiding import make_records

from .koppelbronnen import load_frs, load_ghgrp_tri, load_nederland
from .koppelfrs import list_verdacht
from .koppelregio import make_regio
from .koppelsplink import make_gewone_splink, make_sleutelparen, run_kale_splink

console = Console(width=150)
DREMPELS = (0.3, 0.5, 0.7, 0.8, 0.85, 0.88, 0.9, 0.92, 0.95, 0.98, 0.99, 0.995, 0.999, 0.9999)
SEED = "CREATE OR REPLACE TABLE oordelen (links VARCHAR, rechts VARCHAR, oordeel VARCHAR)"


def main(argumenten: Sequence[str] | None = None) -> None:
    """Measure what was asked for, and print it."""
    lezer = argparse.ArgumentParser(prog="python -m bench.koppelen", description=__doc__)
    lezer.add_argument("wat", choices=("ghgrp", "regio", "nederland", "stap"))
    lezer.add_argument("--data", type=Path, default=Path("../shared/data"))
    lezer.add_argument("--omvang", type=int, default=100_000)
    lezer.add_argument("--zaad", type=int, default=0, help="een andere verzonnen regio van dezelfde soort")
    lezer.add_argument("--stap", default="")
    lezer.add_argument("--map", type=Path)
    keuze = lezer.parse_args(argumenten)
    if keuze.wat in ("ghgrp", "nederland") and not (keuze.data / "koppelen").exists():
        sys.exit(f"{keuze.data} heeft geen map koppelen; deze proef is overgeslagen.")
    if keuze.wat == "stap":
        print(json.dumps(STAPPEN[keuze.stap](keuze.map, keuze)))
    else:
        {"ghgrp": measure_ghgrp, "regio": measure_regio, "nederland": show_nederland}[keuze.wat](keuze)


def open_con(map_: Path | None = None, bestand: str = ":memory:") -> duckdb.DuckDBPyConnection:
    """Open DuckDB as the product does: bounded, two threads."""
    con = duckdb.connect(bestand, config={"memory_limit": "1GB", "threads": "2"})
    if map_:
        con.execute(f"SET temp_directory = '{map_ / 'duckdb_tmp'}'")
    con.execute("SET enable_progress_bar = false")
    con.execute(SEED)
    return con


# Two American registers ----------------------------------------------------------------------------------------------


def measure_ghgrp(keuze: argparse.Namespace) -> None:
    """Print the curves of ours with and without what the yearly snapshots know, of plain Splink, and of exact keys."""
    for naam, geschiedenis in (
        ("zoals geleverd", False),
        ("met eerdere namen en activiteit uit de jaarstanden", True),
    ):
        con = open_con()
        load_ghgrp_tri(con, keuze.data, geschiedenis=geschiedenis)
        profiel = loosen(read_profiel("us"), DREMPELS[0])
        link_records(con, profiel)
        load_frs(con, keuze.data)
        con.execute("CREATE TABLE verdacht (links VARCHAR, rechts VARCHAR, reden VARCHAR)")
        con.executemany("INSERT INTO verdacht VALUES (?, ?, ?)", list_verdacht(con))
        print_curve(con, f"Wij, {naam} (na het vormen van clusters)", clusteren=True)
    print_verdacht(con)
    make_gewone_splink(con)
    print_curve(con, "Een gewoon Splinkmodel")
    make_sleutelparen(con)
    print_curve(con, "Exacte sleutels: naam en postcode, of straat en postcode", (0.5,))


def loosen(profiel: Profiel, koppelen: float) -> Profiel:
    """Give the profile with a low bar, so that every threshold above it can be read off."""
    return replace(profiel, drempels=replace(profiel.drempels, koppelen=koppelen, beoordelen=koppelen / 2))


def print_curve(
    con: duckdb.DuckDBPyConnection,
    titel: str,
    drempels: Sequence[float] = DREMPELS,
    *,
    clusteren: bool = False,
) -> None:
    """Print precision and recall of the pairs between the two registers at each threshold."""
    tabel = Table(
        "drempel",
        "paren",
        "met FRS",
        "goed",
        "precisie",
        "vindt",
        "FRS verdacht",
        "precisie zonder die",
        title=titel,
    )
    con.execute("CREATE OR REPLACE TABLE alle_paren AS FROM paren")
    for drempel in drempels:
        con.execute(
            f"""CREATE OR REPLACE TABLE paren AS SELECT * REPLACE (
            CASE WHEN uitkomst = 'gekoppeld' AND kans >= {drempel} THEN uitkomst ELSE 'te_beoordelen' END AS uitkomst) FROM alle_paren"""
        )
        if clusteren:
            make_clusters(con)
        n, telt, goed, verdacht = con.execute(COUNT_CLUSTERS if clusteren else COUNT_PAREN).fetchone() or (
            0,
            0,
            0,
            0,
        )
        waar = (con.execute("SELECT count(*) FROM waar").fetchone() or (1,))[0]
        tabel.add_row(
            f"{drempel:g}", str(n), str(telt), str(goed), f"{goed / max(telt, 1):.4f}", f"{goed / waar:.4f}",
            str(verdacht), f"{goed / max(telt - verdacht, 1):.4f}",
        )  # fmt: skip
    con.execute("CREATE OR REPLACE TABLE paren AS FROM alle_paren")
    console.print(tabel)


TEL = """SELECT count(*), count(*) FILTER (links IN (SELECT id FROM frs) AND rechts IN (SELECT id FROM frs)),
    count(*) FILTER (EXISTS (FROM waar w WHERE w.links = p.links AND w.rechts = p.rechts)),
    count(*) FILTER (EXISTS (FROM verdacht v WHERE v.links = p.links AND v.rechts = p.rechts)) FROM p"""
COUNT_CLUSTERS = f"""WITH p AS (SELECT a.id AS links, b.id AS rechts FROM clusters a JOIN clusters b USING (cluster)
    WHERE a.id[1] = 'G' AND b.id[1] = 'T') {TEL}"""
COUNT_PAREN = f"""WITH p AS (SELECT links, rechts FROM paren
    WHERE links[1] = 'G' AND rechts[1] = 'T' AND uitkomst = 'gekoppeld') {TEL}"""


def print_verdacht(con: duckdb.DuckDBPyConnection) -> None:
    """Print the pairs where the FRS itself looks wrong, by id, with the reason."""
    tabel = Table("GHGRP", "TRI", "waarom", title="Paren waarvan de FRS-nummers zelf niet lijken te kloppen")
    for links, rechts, reden in con.execute("FROM verdacht ORDER BY reden, links, rechts").fetchall():
        tabel.add_row(links[1:], rechts[1:], reden)
    console.print(tabel)


# The invented region -------------------------------------------------------------------------------------------------


def measure_regio(keuze: argparse.Namespace) -> None:
    """Measure the region: quality, and time and memory of the full run with an increment, and of bare Splink, each apart."""
    with tempfile.TemporaryDirectory(prefix="vth-koppelen-") as map_:
        uitkomsten = {}
        for stap in ("maken", "volledig", "kaal"):
            uitkomsten[stap] = run_stap(stap, Path(map_), keuze)
            console.print(f"{stap}: {uitkomsten[stap]}", highlight=False)
    v, k = uitkomsten["volledig"], uitkomsten["kaal"]
    for wat in ("seconden", "rekentijd"):
        console.print(f"{wat} volledig / kale Splink: {v[wat]} / {k[wat]} = {v[wat] / k[wat]:.2f}")
        console.print(f"{wat} 1% erbij / volledig: {v['bij'][wat]} / {v[wat]} = {v['bij'][wat] / v[wat]:.3f}")


def run_stap(stap: str, map_: Path, keuze: argparse.Namespace) -> dict[str, Any]:
    """Run one step in a process of its own."""
    opdracht = [
        sys.executable,
        "-m",
        "bench.koppelen",
        "stap",
        "--stap",
        stap,
        "--map",
        str(map_),
        "--omvang",
        str(keuze.omvang),
        "--zaad",
        str(keuze.zaad),
    ]
    gedaan = subprocess.run(opdracht, capture_output=True, text=True, check=False)
    if gedaan.returncode:
        sys.exit(f"{stap} is mislukt:\n{gedaan.stderr}")
    return json.loads(gedaan.stdout.strip().splitlines()[-1])


class Meter:
    """The time, the processor time of all threads, and the most memory of this process since it was made."""

    def __init__(self) -> None:
        self._begin, self._rekentijd = time.perf_counter(), time.process_time()

    def read(self) -> dict[str, float]:
        """Give the figures until now."""
        geheugen = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        return {
            "seconden": round(time.perf_counter() - self._begin, 2),
            "rekentijd": round(time.process_time() - self._rekentijd, 2),
            "geheugen_mb": round(geheugen),
        }


def stap_maken(map_: Path, keuze: argparse.Namespace) -> dict[str, Any]:
    """Make the region, and keep its records and truth as Parquet."""
    meter = Meter()
    con = open_con(map_)
    make_records(con)
    aantal = make_regio(con, keuze.omvang, keuze.zaad)
    for tabel in ("records", "waarheid"):
        con.execute(f"COPY {tabel} TO '{map_ / tabel}.parquet'")
    return meter.read() | {"records": aantal}


def stap_volledig(map_: Path, _keuze: argparse.Namespace) -> dict[str, Any]:
    """Link all with all, from records to pairs with evidence and clusters; then 1% anew on what the run prepared."""
    con = open_con(map_)
    con.execute(f"CREATE TABLE records AS FROM '{map_ / 'records.parquet'}'")
    con.execute(f"CREATE TABLE waarheid AS FROM '{map_ / 'waarheid.parquet'}'")
    meter = Meter()
    koppeling = link_records(con, read_profiel("nl"))
    make_clusters(con)
    uitkomst = meter.read() | _describe(koppeling) | measure_kwaliteit(con)
    (map_ / "model.json").write_text(koppeling.model.to_json())
    con.execute(
        f"""COPY (SELECT v.*, b.blokken FROM voorbereid v
        LEFT JOIN (SELECT nr, list(h) AS blokken FROM blokken GROUP BY nr) b USING (nr)) TO '{map_ / "voorbereid.parquet"}'"""
    )
    return uitkomst | {"bij": measure_bij(con, koppeling)}


def measure_bij(con: duckdb.DuckDBPyConnection, vorige: Koppeling) -> dict[str, Any]:
    """Measure an increment: 1% of the records came with their name spelled otherwise, and meet the whole."""
    con.execute(
        "CREATE TABLE nieuw AS SELECT id FROM records ORDER BY md5(id) LIMIT (SELECT count(*) // 100 FROM records)"
    )
    con.execute("UPDATE records SET naam = upper(naam) WHERE id IN (FROM nieuw)")
    con.execute("ALTER TABLE paren RENAME TO vorige")
    meter = Meter()
    koppeling = link_records(con, read_profiel("nl"), nieuw="nieuw", model=vorige.model)
    vergeleken = meter.read()
    con.execute(
        "INSERT INTO paren FROM vorige WHERE links NOT IN (FROM nieuw) AND rechts NOT IN (FROM nieuw)"
    )
    make_clusters(con)
    zelfde = con.execute(
        "SELECT count(*) FROM (SELECT links, rechts, uitkomst FROM paren EXCEPT SELECT links, rechts, uitkomst FROM vorige)"
    ).fetchone()
    return meter.read() | {"zonder_clusters": vergeleken, "anders": zelfde} | _describe(koppeling)


def _describe(koppeling: Koppeling) -> dict[str, Any]:
    """Give what a run says of itself."""
    return {
        "vergeleken": koppeling.vergeleken,
        "gekoppeld": koppeling.gekoppeld,
        "te_beoordelen": koppeling.te_beoordelen,
        "stappen": koppeling.seconden,
    }


def measure_kwaliteit(con: duckdb.DuckDBPyConnection) -> dict[str, Any]:
    """Measure pairwise precision and recall of what was linked, and of the clusters; and what waits for a judge."""
    waar = _fetch(con, "SELECT sum(n * (n - 1) / 2) FROM (SELECT count(*) AS n FROM waarheid GROUP BY echt)")
    paren = "FROM paren JOIN waarheid a ON a.id = links JOIN waarheid b ON b.id = rechts"
    goed = _fetch(con, f"SELECT count(*) FILTER (a.echt = b.echt) {paren} WHERE uitkomst = 'gekoppeld'")
    alle = _fetch(con, "SELECT count(*) FROM paren WHERE uitkomst = 'gekoppeld'")
    wacht = _fetch(con, f"SELECT count(*) FILTER (a.echt = b.echt) {paren} WHERE uitkomst = 'te_beoordelen'")
    samen = "SELECT coalesce(sum(n * (n - 1) / 2), 0) FROM (SELECT count(*) AS n FROM clusters JOIN waarheid USING (id) GROUP BY {})"
    in_een, in_een_goed = _fetch(con, samen.format("cluster")), _fetch(con, samen.format("cluster, echt"))
    return {
        "ware_paren": waar,
        "precisie": round(goed / max(alle, 1), 4),
        "vindt": round(goed / waar, 4),
        "waar_en_wacht": round(wacht / waar, 4),
        "clusterprecisie": round(in_een_goed / max(in_een, 1), 4),
        "clustervindt": round(in_een_goed / waar, 4),
    }


def _fetch(con: duckdb.DuckDBPyConnection, vraag: str) -> float:
    """Give the one number that a question answers."""
    return float((con.execute(vraag).fetchone() or (0,))[0] or 0)


def stap_kaal(map_: Path, _keuze: argparse.Namespace) -> dict[str, Any]:
    """The floor: Splink alone, training, predicting and clustering on columns that are prepared already."""
    con = open_con(map_)
    con.execute(f"CREATE TABLE voorbereid AS FROM '{map_ / 'voorbereid.parquet'}'")
    model = read_model((map_ / "model.json").read_text())
    meter = Meter()
    paren = run_kale_splink(con, read_profiel("nl"), model)
    return meter.read() | {"paren": paren}


STAPPEN = {"maken": stap_maken, "volledig": stap_volledig, "kaal": stap_kaal}


# Two Dutch registers -------------------------------------------------------------------------------------------------


def show_nederland(keuze: argparse.Namespace) -> None:
    """Print how many sites of the EU Registry and installations of the ETS were linked or wait, and twenty of each."""
    con = open_con()
    load_nederland(con, keuze.data)
    link_records(con, read_profiel("nl"))
    make_clusters(con)
    tussen = (
        "SELECT uitkomst, grond, count(*) FROM paren WHERE links[1] <> rechts[1] GROUP BY ALL ORDER BY ALL"
    )
    console.print(con.execute(tussen).fetchall())
    console.print(con.execute(tussen.replace("<>", "=")).fetchall(), "binnen één leverancier")
    for uitkomst in ("gekoppeld", "te_beoordelen"):
        tabel = Table("kans", "grond", "ETS", "IED", title=uitkomst)
        rijen = con.execute(
            """SELECT round(kans, 3)::VARCHAR, grond, concat_ws(' | ', l.naam, l.straat, l.plaats), concat_ws(' | ', r.naam, r.plaats)
            FROM paren JOIN records l ON l.id = links JOIN records r ON r.id = rechts
            WHERE links[1] <> rechts[1] AND uitkomst = ? ORDER BY md5(links || rechts) LIMIT 20""",
            [uitkomst],
        ).fetchall()
        for rij in rijen:
            tabel.add_row(*map(str, rij))
        console.print(tabel)


if __name__ == "__main__":
    main()
