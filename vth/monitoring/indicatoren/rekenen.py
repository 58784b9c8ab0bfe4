"""Computes indicators from a dagstand with DuckDB: all records at once, never one by one."""

import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
from django.conf import settings

from vth.analyse.motor import open_duckdb, quote_name, quote_text
from vth.analyse.services import MANIFEST, derive_sha256, find_dagstand
from vth.regelgeving.dagen import as_dagtekst
from vth.tijd.rules import OPEN_DAG

# How a table tells what holds and what is still believed.
GELDIG = frozenset({"begin_geldigheid", "eind_geldigheid", "eind_registratie"})
GETALLEN = """
    count(*) AS records,
    count(*) FILTER (teller IS NOT NULL AND noemer IS NOT NULL) AS bruikbaar,
    coalesce(sum(teller) FILTER (noemer IS NOT NULL), 0)::DECIMAL(18, 2) AS teller,
    coalesce(sum(noemer) FILTER (teller IS NOT NULL), 0)::DECIMAL(18, 2) AS noemer
"""
PER_DIENST = f"SELECT dienst, {GETALLEN} FROM telling GROUP BY dienst ORDER BY dienst"
# What two suppliers tell of one real thing counts once for the country: of each identity the row of the first supplier by name.
LANDELIJK = f"""
    WITH dubbel AS (
        SELECT t.identiteit, q.* FROM telling q JOIN nu.register_toewijzing t ON t.bronobject_id = q.record
    ), eenmaal AS (
        SELECT teller, noemer FROM telling q ANTI JOIN nu.register_toewijzing t ON t.bronobject_id = q.record
        UNION ALL
        SELECT teller, noemer FROM dubbel QUALIFY row_number() OVER (PARTITION BY identiteit ORDER BY dienst, record) = 1
    )
    SELECT {GETALLEN} FROM eenmaal
"""


class RekenError(Exception):
    """A figure that cannot be computed; the message says in Dutch why, and what to do."""


@dataclass(frozen=True)
class Telling:
    """What a figure is made of: records looked at, those of which all is known, and the sums of those."""

    records: int
    bruikbaar: int
    teller: Decimal
    noemer: Decimal


@dataclass(frozen=True)
class Uitkomst:
    """An indicator over a period: for the country, each real thing once, and per dienst what it delivered itself."""

    landelijk: Telling
    diensten: dict[str, Telling]


def get_dagstand(dag: date, controlesom: str = "") -> Path:
    """Give the folder of a dagstand: the last of a day, or the one with a checksum. Raises RekenError where there is none."""
    map_ = find_dagstand(dag, controlesom)
    if map_ is None:
        raise RekenError(
            f"De dagstand van {as_dagtekst(dag)} waaruit dit cijfer is gemaakt, is er niet meer. Zet hem terug uit de reservekopie om na te rekenen."
            if controlesom
            else f"Er is geen dagstand van {as_dagtekst(dag)}. Maak hem met ‘vth dagstand’, of kies een andere dag."
        )
    return map_


def find_laatste() -> date | None:
    """Give the day of the newest dagstand, if there is one."""
    map_ = Path(settings.DAGSTAND_DIR)
    dagen = sorted(pad.parent.name for pad in map_.glob(f"????-??-??/{MANIFEST}"))
    return date.fromisoformat(dagen[-1]) if dagen else None


def read_manifest(map_: Path) -> tuple[str, int]:
    """Give the checksum of a dagstand's manifest, which names every file by its own, and the last log line in it."""
    return derive_sha256(map_ / MANIFEST), int(json.loads((map_ / MANIFEST).read_text())["logboek_tot"])


@contextmanager
def open_dagstand(map_: Path, dag: date, van: date, tot: date) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open the dagstand of a day for a period (`tot` not included): its tables, in schema `nu` the rows that hold on its own day, in `eind` those on the last day of the period.

    What happened (a visit, a violation) is read from `nu`: it may be told of long after. What is (a site, an activity) is read from `eind`.
    """
    with tempfile.TemporaryDirectory(prefix="vth-indicator-") as werk, open_duckdb(Path(werk)) as con:
        try:
            _make_views(con, map_, dag, van, tot)
        except duckdb.Error as fout:
            raise RekenError(
                f"De dagstand {map_.name} is niet te lezen: {str(fout).splitlines()[0][:200]}. Maak hem opnieuw met ‘vth dagstand’."
            ) from fout
        yield con


def _make_views(con: duckdb.DuckDBPyConnection, map_: Path, dag: date, van: date, tot: date) -> None:
    """Make a view of each file, and of those with two times one in `nu` and one in `eind`."""
    con.execute(f"SET VARIABLE van = DATE '{van}'; SET VARIABLE tot = DATE '{tot}'")
    dagen = {"nu": dag, "eind": tot - timedelta(days=1)}
    for schema in dagen:
        con.execute(f"CREATE SCHEMA {schema}")
    for pad in sorted(map_.glob("*.parquet")):
        tabel = quote_name(pad.stem)
        con.execute(f"CREATE VIEW {tabel} AS FROM read_parquet('{quote_text(str(pad))}')")
        namen = {rij[0] for rij in con.execute(f"DESCRIBE {tabel}").fetchall()}
        for schema, op in dagen.items() if namen >= GELDIG else ():
            con.execute(
                f"CREATE VIEW {schema}.{tabel} AS FROM main.{tabel} WHERE begin_geldigheid <= DATE '{op}' "
                f"AND eind_geldigheid > DATE '{op}' AND eind_registratie >= TIMESTAMP '{OPEN_DAG}'"
            )


def compute(con: duckdb.DuckDBPyConnection, sql: str) -> Uitkomst:
    """Compute one indicator in an opened dagstand. Raises RekenError that says what the database made of it."""
    try:
        con.execute(f"CREATE OR REPLACE TEMP TABLE telling AS {sql}")
        per_dienst = con.execute(PER_DIENST).fetchall()
        landelijk = con.execute(LANDELIJK).fetchone()
    except duckdb.Error as fout:
        raise RekenError(
            f"Het cijfer is niet te berekenen: {str(fout).splitlines()[0][:200]}. Is de dagstand ouder dan het programma? Maak een nieuwe."
        ) from fout
    return Uitkomst(Telling(*(landelijk or ())), {rij[0]: Telling(*rij[1:]) for rij in per_dienst})


def list_records(
    con: duckdb.DuckDBPyConnection, sql: str, dienst: str, *, hoogstens: int
) -> list[dict[str, Any]]:
    """Give the records behind a figure of one dienst, the unusable ones first, at most so many. Raises RekenError."""
    try:
        rijen = con.execute(
            f"SELECT replace(record::VARCHAR, '-', '') AS record, teller, noemer FROM ({sql}) WHERE dienst = $dienst "
            f"ORDER BY teller IS NOT NULL AND noemer IS NOT NULL, record LIMIT {int(hoogstens)}",
            {"dienst": dienst},
        ).fetchall()
    except duckdb.Error as fout:
        raise RekenError(f"De records zijn niet te geven: {str(fout).splitlines()[0][:200]}.") from fout
    return [{"record": rij[0], "teller": rij[1], "noemer": rij[2]} for rij in rijen]
