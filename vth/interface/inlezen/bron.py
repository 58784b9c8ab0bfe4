"""Reading a delivered file of any agreed form into DuckDB, or refusing it with what is wrong and where."""

from pathlib import Path

import duckdb

from .afspraak import Leesafspraak
from .csv import read_csv
from .json import read_json
from .kolommen import Inlezing, Leesfout
from .parquet import read_parquet
from .xlsx import read_xlsx

LEZERS = {
    "csv": read_csv,
    "xlsx": read_xlsx,
    "json": read_json,
    "geojson": read_json,
    "parquet": read_parquet,
}


def read_bestand(
    con: duckdb.DuckDBPyConnection, file: Path, profiel: Leesafspraak, werkmap: Path
) -> Inlezing:
    """Read the file into the tables `bron` (rijnummer and the profile's columns, all text) and `leesfout`.

    `leesfout` (rijnummer, uitleg, tekst) holds the rows that could not be read; they are refused, the others go on.
    Raises Leesfout for a file that cannot be read at all: empty, broken, another form, columns missing or double.
    """
    if file.stat().st_size == 0:
        raise Leesfout(
            "Het bestand is leeg (0 bytes). Er valt niets te lezen. Controleer de export en lever opnieuw aan."
        )
    con.execute("CREATE OR REPLACE TABLE leesfout (rijnummer BIGINT, uitleg VARCHAR, tekst VARCHAR)")
    inlezing = Inlezing()
    LEZERS[profiel.bestand.soort](con, file, profiel, werkmap, inlezing)
    inlezing.rijen = _count(con, "bron") + _count(con, "leesfout")
    if not inlezing.rijen:
        raise Leesfout(
            "Het bestand heeft wel een kopregel maar geen enkele rij. Een levering zonder rijen zou alles beëindigen. "
            "Controleer de export en lever opnieuw aan."
        )
    return inlezing


def _count(con: duckdb.DuckDBPyConnection, tabel: str) -> int:
    """Count the rows of a table."""
    rij = con.execute(f"SELECT count(*) FROM {tabel}").fetchone()
    assert rij
    return int(rij[0])
