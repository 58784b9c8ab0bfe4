"""Reading Parquet."""

from pathlib import Path

import duckdb

from vth.analyse.motor import quote_name, quote_text

from ..storing import is_vol
from .afspraak import Leesafspraak
from .kolommen import Inlezing, Leesfout, check_kolommen, make_bron


def read_parquet(
    con: duckdb.DuckDBPyConnection, file: Path, profiel: Leesafspraak, werkmap: Path, inlezing: Inlezing
) -> None:
    """Read a Parquet file, all columns as text."""
    bron = f"read_parquet('{quote_text(str(file))}')"
    try:
        soorten = {rij[0]: rij[1] for rij in con.execute(f"DESCRIBE FROM {bron}").fetchall()}
        kolommen = check_kolommen(list(soorten), profiel, inlezing)
        keuze = ", ".join(
            f"{_write_tekst(quote_name(k), soorten[k])} AS {quote_name(k)}" for k in kolommen.values()
        )
        make_bron(con, f"(SELECT {keuze}, row_number() OVER () AS nummer_ FROM {bron})", kolommen, "nummer_")
    except duckdb.Error as fout:
        if isinstance(fout, duckdb.OutOfMemoryException) or is_vol(fout):
            raise
        raise Leesfout(
            "Het bestand is geen heel Parquet-bestand. Misschien is het afgebroken bij het versturen, of is het een ander soort "
            "bestand. Maak de export opnieuw en lever opnieuw aan."
        ) from fout


def _write_tekst(kolom: str, soort: str) -> str:
    """Write a column as text: a whole number has no decimals, what is no number is empty, and a zero byte is shown."""
    if soort in ("DOUBLE", "FLOAT"):
        heel = f"{kolom} = trunc({kolom}) AND abs({kolom}) < 1e15"
        return f"CASE WHEN isnan({kolom}) THEN NULL WHEN {heel} THEN {kolom}::BIGINT::VARCHAR ELSE {kolom}::VARCHAR END"
    if soort == "VARCHAR":
        return f"replace({kolom}, chr(0), chr(65533))"
    return f"{kolom}::VARCHAR"
