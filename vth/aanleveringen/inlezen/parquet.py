"""Reading Parquet."""

from pathlib import Path

import duckdb

from vth.analyse.motor import quote_text

from ..profiel import Leverprofiel
from .kolommen import Inlezing, Leesfout, check_kolommen, make_bron


def read_parquet(
    con: duckdb.DuckDBPyConnection, file: Path, profiel: Leverprofiel, werkmap: Path, inlezing: Inlezing
) -> None:
    """Read a Parquet file, all columns as text."""
    bron = f"read_parquet('{quote_text(str(file))}')"
    try:
        namen = [rij[0] for rij in con.execute(f"DESCRIBE FROM {bron}").fetchall()]
        kolommen = check_kolommen(namen, profiel, inlezing)
        make_bron(con, f"(SELECT *, row_number() OVER () AS nummer_ FROM {bron})", kolommen, "nummer_")
    except duckdb.Error as fout:
        raise Leesfout(
            f"Het bestand is geen heel Parquet-bestand ({str(fout).splitlines()[0][:120]}). Misschien is het afgebroken bij "
            "het versturen. Maak de export opnieuw en lever opnieuw aan."
        ) from fout
