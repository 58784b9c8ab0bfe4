"""The set-based twin of `tijd.rules.derive_tijdlijnwijziging`: a million timelines at once, in DuckDB.

A property test (`tests/test_tijdlijn.py`) holds the two together.
"""

from pathlib import Path

import duckdb

from vth.analyse.motor import quote_name
from vth.analyse.sqlbestand import read_sqlbestand

MAP = Path(__file__).parent
HULP = ("onveranderd", "geraakt", "gestrekt")
STAPPEN = (*HULP, "knippen", "sluiten", "nieuw")


def make_tijdlijnwijziging(con: duckdb.DuckDBPyConnection, voorvoegsel: str) -> None:
    """Work what is said into what is believed, for all keys at once.

    Reads `geloofd` (k, begin, eind, inhoud), `venster` (k, begin, eind: one per key) and `gezegd` (k, begin, eind,
    inhoud, bron: disjoint pieces inside the window). Makes the tables `<voorvoegsel>_sluiten` (k, begin_geldigheid),
    `<voorvoegsel>_knippen` (k, begin_geldigheid, begin_nieuw, eind_nieuw) and `<voorvoegsel>_nieuw` (k,
    begin_geldigheid, eind_geldigheid, inhoud, bron). `k` and `inhoud` may be of any type that can be compared.
    """
    for stap in STAPPEN:
        doel = f"TEMP TABLE {stap}" if stap in HULP else f"TABLE {quote_name(f'{voorvoegsel}_{stap}')}"
        con.execute(f"CREATE OR REPLACE {doel} AS {read_sqlbestand(MAP / f'{stap}.sql').sql}")
    for stap in HULP:
        con.execute(f"DROP TABLE {stap}")
