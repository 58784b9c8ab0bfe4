"""The profiles of the house on rows in the form of the real registers: what stands in the file, what the register hears."""

import csv
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import yaml

from vth.aanleveringen.afbeelding import make_tabellen
from vth.aanleveringen.profiel import Leverprofiel
from vth.aanleveringen.profielbestanden import PROFIELEN
from vth.aanleveringen.selectors import list_profielen, read_profiel
from vth.begrippen.selectors import read_model
from vth.interface.inlezen import read_bestand

GEVALLEN = yaml.safe_load((Path(__file__).parent / "gevallen" / "profielen.yaml").read_text())
WEG = {"rijnummer", "begin_geldigheid"}


def write_rij(profiel: Leverprofiel, rij: dict[str, str], map_: Path) -> Path:
    """Write one row in the form of the profile."""
    bestand = map_ / "bestand"
    if profiel.bestand.soort == "parquet":
        pq.write_table(pa.table({k: [w] for k, w in rij.items()}), bestand)
        return bestand
    with bestand.open("w", newline="") as uit:
        csv.writer(uit).writerows([rij.keys(), rij.values()])
    return bestand


def read_rijen(con: duckdb.DuckDBPyConnection, tabel: str) -> list[dict[str, str]]:
    """The rows of a table, without what is empty."""
    vraag = con.execute(f"SELECT * FROM {tabel} ORDER BY ALL")
    namen = [k[0] for k in vraag.description or ()]
    return [
        {n: str(w) for n, w in zip(namen, rij, strict=True) if w is not None and not n.endswith("#")}
        for rij in vraag.fetchall()
    ]


@pytest.mark.parametrize("geval", GEVALLEN, ids=[g["geval"] for g in GEVALLEN])
def test_row_becomes_what_the_register_hears(geval: dict[str, Any], tmp_path: Path) -> None:
    profiel = read_profiel(geval["profiel"])
    with duckdb.connect() as con:
        read_bestand(con, write_rij(profiel, geval["rij"], tmp_path), profiel, tmp_path)
        make_tabellen(con, profiel, read_model(), peildatum=date(2025, 1, 1), pseudoniem="proef")
        for gegevensset, verwacht in geval["dan"].items():
            [rij] = read_rijen(con, f"c_{gegevensset}")
            assert {k: w for k, w in rij.items() if k not in WEG} == verwacht
        relaties = [r for g in geval["dan"] for r in read_rijen(con, f"r_{g}")]
    assert [f"{r['soort']} {r['naar_soort']} {r['naar_sleutel']}" for r in relaties] == geval["relaties"]


def test_every_profile_of_the_house_has_a_case() -> None:
    eigen = {p.id for p in list_profielen() if (PROFIELEN / p.plaats).exists()}
    assert eigen == {g["profiel"] for g in GEVALLEN}
