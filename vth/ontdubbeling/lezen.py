"""The register as the table `records` that is compared: set-based, supplier by supplier, and only what changed is read again.

What a supplier's records say only changes when one of its numbers in `register.stand` does. So its lines are kept as
Parquet under the hash of those numbers: another number is another file, and one that is missing is made again
(`afspraken.md` 5). Natural persons are not compared, and in no file.
"""

import hashlib
import json
import os
from collections.abc import Mapping
from pathlib import Path

import duckdb
from django.conf import settings

from vth.analyse.motor import insert_teksten, quote_text
from vth.analyse.sqlbestand import read_sqlbestand
from vth.register.koppellezen import KOPPELVELDEN, list_koppelgegevens, list_koppelkolommen

BRONNEN = Path(__file__).parent / "bronnen"
DATUMS = frozenset(
    {"begin", "eind", "ontstaansdatum", "beeindigingsdatum", "datum_aanvang", "datum_beeindiging"}
)
# Another way of reading makes other lines: raise it, and what was kept is made again.
VORM = 2
# What makes a line another one than before: all but who it is.
INHOUD = (
    "naam", "namen", "kvk", "vestiging", "bag", "eu_id", "straat", "huisnummer", "toevoeging", "postcode", "plaats", "land",
    "x", "y", "activiteit", "begin", "eind",
)  # fmt: skip


def load_records(con: duckdb.DuckDBPyConnection, standen: Mapping[str, Mapping[str, int]]) -> None:
    """Make the table `records` of all suppliers, each line with a hash of what it says (`merk`)."""
    bestanden = [_find_or_make(con, leverancier, nummers) for leverancier, nummers in sorted(standen.items())]
    if bestanden:
        lijst = ", ".join(f"'{quote_text(str(b))}'" for b in bestanden)
        con.execute(f"CREATE OR REPLACE TABLE records AS FROM read_parquet([{lijst}])")
    else:
        _make_leeg(con)
        con.execute(f"CREATE OR REPLACE TABLE records AS {_select_records(con, 'geen')}")


def _find_or_make(con: duckdb.DuckDBPyConnection, leverancier: str, nummers: Mapping[str, int]) -> Path:
    """Give the file with the lines of one supplier at these numbers, made now when it is not there."""
    merk = hashlib.sha256(json.dumps([VORM, nummers], sort_keys=True).encode()).hexdigest()[:24]
    map_ = get_map() / "gegevens" / leverancier
    bestand = map_ / f"{merk}.parquet"
    if not bestand.exists():
        map_.mkdir(parents=True, exist_ok=True)
        _make_leeg(con)
        for deel in (*KOPPELVELDEN, "relatie"):
            _load_deel(con, leverancier, deel)
        half = map_ / f"{merk}.{os.getpid()}.half"
        con.execute(
            f"COPY ({_select_records(con, leverancier)}) TO '{quote_text(str(half))}' (FORMAT parquet)"
        )
        half.rename(bestand)
        for oud in map_.iterdir():
            if oud != bestand:
                oud.unlink(missing_ok=True)
        _make_leeg(con)
    return bestand


def get_map() -> Path:
    """Give the folder in which this room keeps what it can make again."""
    var: Path = settings.VAR_DIR
    return var / "ontdubbeling"


def _make_leeg(con: duckdb.DuckDBPyConnection) -> None:
    """Make the tables in which what is read of one supplier comes, without rows."""
    for deel in (*KOPPELVELDEN, "relatie"):
        kolommen = ", ".join(
            f'"{k}" {"DATE" if k in DATUMS else "VARCHAR"}' for k in list_koppelkolommen(deel)
        )
        con.execute(f"CREATE OR REPLACE TABLE g_{deel} ({kolommen})")


def _load_deel(con: duckdb.DuckDBPyConnection, leverancier: str, deel: str) -> None:
    """Read one kind of record of a supplier, piece by piece; ids in the one way in which they are written everywhere."""
    kolommen = list_koppelkolommen(deel)
    keuze = ", ".join(f'"{k}"::UUID::VARCHAR' if k in ("id", "van", "naar") else f'"{k}"' for k in kolommen)
    for rijen in list_koppelgegevens(leverancier, deel):
        insert_teksten(con, f"g_{deel}", kolommen, rijen, keuze)


def _select_records(con: duckdb.DuckDBPyConnection, leverancier: str) -> str:
    """Write the SELECT of all lines of the supplier that was read; makes the tables that it leans on."""
    con.execute(f"CREATE OR REPLACE TABLE betrokkene AS {_read('partij')}")
    con.execute(f"CREATE OR REPLACE TABLE plek AS {_read('plek')}")
    delen = " UNION ALL BY NAME ".join(
        f"({_read(naam)})" for naam in ("vthobject", "betrokkene", "activiteituitvoering")
    )
    inhoud = ", ".join(f"{k}::VARCHAR" for k in INHOUD)
    return (
        f"SELECT *, '{quote_text(leverancier)}' AS leverancier, md5(concat_ws('|', '', {_as_text(inhoud)})) AS merk "
        f"FROM ({delen}) ORDER BY id"
    )


def _as_text(inhoud: str) -> str:
    """Write columns so that nothing said and an empty text differ, and no two lines run together."""
    return ", ".join(f"coalesce(replace({k.strip()}, '|', '||'), '-')" for k in inhoud.split(", "))


def _read(naam: str) -> str:
    """Give the SELECT of one file."""
    return read_sqlbestand(BRONNEN / f"{naam}.sql", ("uitkomst", "bron")).sql
