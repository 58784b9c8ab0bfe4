"""Each leverprofiel on real rows of its supplier: what stands in the file, and what the register is told."""

from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest
import yaml

from voorbeelden.demo import AANLEVERINGEN
from voorbeelden.leveringen import list_leveringen
from vth.aanleveringen.afbeelding import make_tabellen
from vth.aanleveringen.selectors import list_profielen, read_profiel
from vth.begrippen.selectors import read_model
from vth.interface.inlezen import read_bestand

PEILDATUM = date(2025, 7, 1)
GEVALLEN = yaml.safe_load((Path(__file__).parent / "gevallen" / "profielen.yaml").read_text())
NIET_VERGELEKEN = {"rijnummer", "sleutel"}


def read_tabellen(bestand: str, profiel_id: str, werkmap: Path) -> duckdb.DuckDBPyConnection:
    """Read an example file and translate it by its profile."""
    con, profiel = duckdb.connect(), read_profiel(profiel_id)
    read_bestand(con, AANLEVERINGEN / bestand, profiel, werkmap)
    make_tabellen(con, profiel, read_model(), peildatum=PEILDATUM, pseudoniem="proef")
    return con


def find_rijen(con: duckdb.DuckDBPyConnection, sql: str, *params: Any) -> list[dict[str, Any]]:
    """Rows as mappings, without what is empty."""
    vraag = con.execute(sql, list(params))
    namen = [k[0] for k in vraag.description]
    return [
        {n: str(w) for n, w in zip(namen, rij, strict=True) if w is not None and not n.endswith("#")}
        for rij in vraag.fetchall()
    ]


@pytest.mark.parametrize("geval", GEVALLEN, ids=[g["geval"] for g in GEVALLEN])
def test_sample_rows_become_canonical_rows(geval: dict[str, Any], tmp_path: Path) -> None:
    con = read_tabellen(geval["bestand"], geval["profiel"], tmp_path)
    kolom, waarde = next(iter(geval["rij"].items()))
    gevonden = find_rijen(con, f'SELECT * FROM bron WHERE "{kolom}" = ? ORDER BY rijnummer LIMIT 1', waarde)
    assert gevonden, f"{waarde} staat niet in {geval['bestand']}"
    ruw = gevonden[0]
    assert {k: ruw.get(k, "") for k in geval["gegeven"]} == geval["gegeven"]
    for gegevensset, verwacht in geval["dan"].items():
        [rij] = find_rijen(
            con, f"SELECT * FROM c_{gegevensset} WHERE rijnummer = ?::BIGINT", ruw["rijnummer"]
        )
        assert {k: w for k, w in rij.items() if k not in NIET_VERGELEKEN} == verwacht
    relaties = [
        f"{r['soort']} {r['naar_soort']} {r['naar_sleutel']}"
        for gegevensset in geval["dan"]
        for r in find_rijen(
            con,
            f"SELECT * FROM r_{gegevensset} WHERE rijnummer = ?::BIGINT ORDER BY soort",
            ruw["rijnummer"],
        )
    ]
    assert relaties == geval["relaties"]


def test_every_profile_has_a_case_and_a_delivery() -> None:
    eigen = {p.id for p in list_profielen() if p.id.startswith("lindeland.")}
    assert eigen == {levering.profiel for levering in list_leveringen()}
    assert eigen == {g["profiel"] for g in GEVALLEN}


def test_natural_person_gets_an_unreadable_key(tmp_path: Path) -> None:
    geval = next(g for g in GEVALLEN if "natuurlijkpersoon" in g["dan"])
    con = read_tabellen(geval["bestand"], geval["profiel"], tmp_path)
    for (sleutel,) in con.execute("SELECT sleutel FROM c_natuurlijkpersoon").fetchall():
        assert len(sleutel) == 64 and "9999" not in sleutel[:4]


def test_every_row_belongs_to_a_stream(tmp_path: Path) -> None:
    """A row that no stream takes would disappear without a word."""
    for levering in list_leveringen():
        con = read_tabellen(str(levering.pad), levering.profiel, tmp_path)
        samen = " UNION ".join(
            f"SELECT rijnummer FROM c_{g}" for g in read_profiel(levering.profiel).gegevenssets
        )
        over = con.execute(f"SELECT count(*) FROM bron ANTI JOIN ({samen}) USING (rijnummer)").fetchone()
        assert over == (0,), levering.pad
