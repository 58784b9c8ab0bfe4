"""Makes records for the kernel's tests: fixed, and only what a test names."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import duckdb

from vth.ontdubbeling.koppeling import Koppeling, link_records
from vth.ontdubbeling.model import Model
from vth.ontdubbeling.profiel import read_profiel
from vth.ontdubbeling.voorbereiding import KOLOMMEN, make_records

NL = read_profiel("nl")
JANSEN = {
    "naam": "Bakkerij Jansen B.V.",
    "straat": "Dorpsstraat",
    "huisnummer": "12",
    "postcode": "1234 AB",
    "plaats": "Lindeland",
}


@contextmanager
def open_records(*records: dict[str, Any]) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a DuckDB with these records; what is not named is unknown."""
    with duckdb.connect() as con:
        make_records(con)
        con.execute("CREATE TABLE oordelen (links VARCHAR, rechts VARCHAR, oordeel VARCHAR)")
        add_records(con, records)
        yield con


def add_records(con: duckdb.DuckDBPyConnection, records: Any) -> None:
    """Put records in the table."""
    vast = {"soort": "vthobject", "leverancier": "OD"}
    rijen = [[({**vast, **r}).get(k) for k in KOLOMMEN] for r in records]
    if rijen:
        con.executemany(f"INSERT INTO records VALUES ({', '.join('?' for _ in KOLOMMEN)})", rijen)


def link(
    con: duckdb.DuckDBPyConnection, nieuw: list[str] | None = None, model: Model | None = None
) -> Koppeling:
    """Link with the Dutch profile."""
    if nieuw is not None:
        con.execute("CREATE OR REPLACE TABLE nieuwe (id VARCHAR)")
        con.executemany("INSERT INTO nieuwe VALUES (?)", [[i] for i in nieuw])
    return link_records(con, NL, nieuw="nieuwe" if nieuw is not None else None, model=model)


def list_paren(con: duckdb.DuckDBPyConnection) -> dict[tuple[str, str], tuple[str, str]]:
    """List what became of which pair: its outcome and its ground."""
    rijen = con.execute("SELECT links, rechts, uitkomst, grond FROM paren").fetchall()
    return {(links, rechts): (uitkomst, grond) for links, rechts, uitkomst, grond in rijen}


def fetch_paar(*records: dict[str, Any]) -> tuple[str, str] | None:
    """Link two records `a` and `b`, and give what became of them: outcome and ground, None when nothing was kept."""
    with open_records(*({"id": naam, **r} for naam, r in zip("ab", records, strict=True))) as con:
        link(con)
        return list_paren(con).get(("a", "b"))
