"""The child process in which DuckDB may use its SQLite reader: `python -m vth.analyse.kind OPDRACHT`.

It reads one JSON order from standard input and knows nothing of Django. Orders:
- `schrijf_sqlite`: Parquet files to tables of a new SQLite file (staging for a bulk write);
- `lees_database`: tables of a SQLite snapshot or a PostgreSQL database to Parquet files (the dagstand).
"""

import importlib.resources
import json
import sys
from typing import Any

import duckdb


def main() -> None:
    """Carry out the order."""
    opdracht = json.load(sys.stdin)
    con = duckdb.connect(
        config={
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
            "memory_limit": opdracht["geheugen"],
            "threads": str(opdracht["draden"]),
            "temp_directory": opdracht["werkmap"],
        }
    )
    con.execute("SET TimeZone = 'UTC'")
    {"schrijf_sqlite": _write_sqlite, "lees_database": _read_database}[sys.argv[1]](con, opdracht)


def _quote(tekst: str) -> str:
    """Write text as an SQL literal: a folder may have a quote in its name."""
    return "'" + tekst.replace("'", "''") + "'"


def _load(con: duckdb.DuckDBPyConnection, naam: str) -> None:
    """Load an extension from its Python package."""
    map_ = importlib.resources.files(f"duckdb_extension_{naam}") / "extensions" / f"v{duckdb.__version__}"
    con.execute(f"LOAD {_quote(f'{map_ / naam}.duckdb_extension')}")


def _write_sqlite(con: duckdb.DuckDBPyConnection, opdracht: dict[str, Any]) -> None:
    """Write each Parquet file as a table, with values in the form in which Django stores them."""
    _load(con, "sqlite_scanner")
    con.execute(f"ATTACH {_quote(opdracht['doel'])} AS doel (TYPE sqlite)")
    con.execute("BEGIN")
    for tabel, bestand in opdracht["tabellen"].items():
        con.execute(f'CREATE TABLE doel."{tabel}" AS {derive_sqlite_keuze(con, bestand)}')
    con.execute("COMMIT")
    con.execute("DETACH doel")


def derive_sqlite_keuze(con: duckdb.DuckDBPyConnection, bestand: str) -> str:
    """Write the SELECT that gives the rows of a Parquet file with values in the form in which Django stores them."""
    bron = f"read_parquet({_quote(bestand)})"
    soorten = con.execute(f"DESCRIBE FROM {bron}").fetchall()
    return f"SELECT {', '.join(_as_sqlite(naam, soort) for naam, soort, *_ in soorten)} FROM {bron}"


def _as_sqlite(naam: str, soort: str) -> str:
    """Write one column in the form in which Django reads it from SQLite."""
    kolom = '"' + naam.replace('"', '""') + '"'
    if soort == "UUID":
        return f"replace({kolom}::VARCHAR, '-', '') AS {kolom}"
    if soort == "DATE":
        return f"{kolom}::VARCHAR AS {kolom}"
    if soort == "BOOLEAN":
        return f"{kolom}::INTEGER AS {kolom}"
    if soort.startswith("DECIMAL"):
        return f"{kolom}::DOUBLE AS {kolom}"
    return kolom


def _read_database(con: duckdb.DuckDBPyConnection, opdracht: dict[str, Any]) -> None:
    """Write each table as a Parquet file, in the order of its primary key, from one consistent view."""
    soort = opdracht["soort"]
    _load(con, "sqlite_scanner" if soort == "sqlite" else "postgres_scanner")
    con.execute(f"ATTACH {_quote(opdracht['bron'])} AS bron (TYPE {soort}, READ_ONLY)")
    con.execute("BEGIN")
    for tabel, doel in opdracht["tabellen"].items():
        zonder = ", ".join('"' + naam + '"' for naam in opdracht["zonder"][tabel])
        kolommen = f"* EXCLUDE ({zonder})" if zonder else "*"
        con.execute(
            f'COPY (SELECT {kolommen} FROM bron."{tabel}" ORDER BY id) TO {_quote(doel)} (FORMAT parquet, COMPRESSION zstd)'
        )
    con.execute("COMMIT")


if __name__ == "__main__":
    main()
