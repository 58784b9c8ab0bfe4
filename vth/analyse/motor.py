"""DuckDB, opened the one way it may be: pinned, offline, bounded, and never on the live SQLite file.

DuckDB's SQLite reader brings a second SQLite library; in one process the two drop each other's locks and the
process dies (`docs/adr/0014`). So everything that needs it runs in a process of its own (`kind.py`).
"""

import importlib.resources
import importlib.util
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from importlib.abc import MetaPathFinder
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
from django.conf import settings


class _GeenPandas(MetaPathFinder):
    """DuckDB looks through all folders for pandas at every value that it is given; that it is not there is told at once."""

    def find_spec(self, fullname: str, path: object = None, target: object = None) -> None:
        """Refuse pandas, and leave everything else to who comes next."""
        if fullname == "pandas":
            raise ModuleNotFoundError("No module named 'pandas'", name=fullname)


if importlib.util.find_spec("pandas") is None:
    sys.meta_path.insert(0, _GeenPandas())


@contextmanager
def open_duckdb(werkmap: Path, *, bestand: str = ":memory:") -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a DuckDB that spills into `werkmap`; bounds of memory and threads come from the settings."""
    werkmap.mkdir(parents=True, exist_ok=True)
    con = duckdb.connect(
        bestand,
        config={
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
            "memory_limit": settings.ANALYSE_GEHEUGEN,
            "threads": str(settings.ANALYSE_DRADEN),
            "temp_directory": str(werkmap / "duckdb_tmp"),
            "preserve_insertion_order": "true",
        },
    )
    try:
        con.execute("SET TimeZone = 'UTC'")
        con.execute("SET enable_progress_bar = false")
        yield con
    finally:
        con.close()


def insert_teksten(
    con: duckdb.DuckDBPyConnection,
    tabel: str,
    kolommen: Sequence[str],
    rijen: Iterable[Sequence[Any]],
    keuze: str = "*",
) -> None:
    """Add rows of any values to a table that is there, as text; `keuze` says what is selected of their columns."""
    gekanteld = [*zip(*rijen, strict=True)] or [()] * len(kolommen)
    teksten = [pa.array([None if w is None else str(w) for w in k], pa.string()) for k in gekanteld]
    con.register("stuk_", pa.table(teksten, names=list(kolommen)))
    con.execute(f"INSERT INTO {tabel} SELECT {keuze} FROM stuk_")
    con.unregister("stuk_")


def load_extension(con: duckdb.DuckDBPyConnection, naam: str) -> None:
    """Load an extension from its own Python package, by file: nothing is fetched, nothing is written to $HOME."""
    pakket = importlib.resources.files(f"duckdb_extension_{naam}")
    bestand = pakket / "extensions" / f"v{duckdb.__version__}" / f"{naam}.duckdb_extension"
    con.execute(f"LOAD '{quote_text(str(bestand))}'")


def quote_name(naam: str) -> str:
    """Write a name as an SQL identifier, whatever characters it has."""
    return '"' + naam.replace('"', '""') + '"'


def quote_text(tekst: str) -> str:
    """Write text for between the quotes of an SQL literal."""
    return tekst.replace("'", "''")
