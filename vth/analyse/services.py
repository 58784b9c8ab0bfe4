"""Moving whole tables between Parquet and the database, and making the dagstand."""

import hashlib
import json
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
from django.conf import settings
from django.db import connection

from vth.logboek.models import Zegel

from .kind import derive_sqlite_keuze
from .motor import load_extension, quote_name, quote_text
from .tabellen import AnalyseError, list_achtergebleven, list_dagstandtabellen

# Up to so many bytes of Parquet are written here; and the kinds of values that both ways of writing store alike.
KLEIN = 256 * 1024
WEINIG_RIJEN = 5000
# Reading such a value from DuckDB would need a library that nothing else needs.
MET_ZONE = "TIMESTAMP WITH TIME ZONE"
GELIJK = {"VARCHAR", "BIGINT", "INTEGER", "SMALLINT", "TINYINT", "DOUBLE", "BLOB"}
MANIFEST, GEHOUDEN, LETTERS = "manifest.json", "gehouden", 16


def write_staging_sqlite(tabellen: Mapping[str, Path], doel: Path) -> None:
    """Write Parquet files as tables of a new SQLite file: what is little here, what is much in a process of its own.

    Raises AnalyseError when that process fails, with what it said (a full disk, most often).
    """
    doel.unlink(missing_ok=True)
    if sum(pad.stat().st_size for pad in tabellen.values() if pad.exists()) <= KLEIN and _write_klein(
        tabellen, doel
    ):
        return
    _run_child("schrijf_sqlite", {"doel": str(doel), "tabellen": {t: str(p) for t, p in tabellen.items()}})


def _write_klein(tabellen: Mapping[str, Path], doel: Path) -> bool:
    """Write little with the SQLite library of this process, without starting another; False leaves it to that other.

    A quarter of a second less for the delivery of one record. Only kinds of values that both write alike.
    """
    with duckdb.connect() as con, closing(sqlite3.connect(doel, isolation_level=None)) as bestand:
        keuzes = {t: derive_sqlite_keuze(con, str(p)) for t, p in tabellen.items() if p.exists()}
        vormen = {t: con.execute(f"DESCRIBE {k}").fetchall() for t, k in keuzes.items()}
        if len(keuzes) < len(tabellen) or any(r[1] not in GELIJK for v in vormen.values() for r in v):
            return False
        bestand.execute("BEGIN")
        for tabel, vorm in vormen.items():
            kolommen = ", ".join(f"{quote_name(naam)} {soort}" for naam, soort, *_ in vorm)
            bestand.execute(f"CREATE TABLE {quote_name(tabel)} ({kolommen})")
            rijen = con.execute(keuzes[tabel]).fetchall()
            bestand.executemany(
                f"INSERT INTO {quote_name(tabel)} VALUES ({', '.join('?' * len(vorm))})", rijen
            )
        bestand.execute("COMMIT")
    return True


def write_staging_postgres(con: duckdb.DuckDBPyConnection, bronnen: Mapping[str, str], plaats: str) -> None:
    """Write rows of DuckDB to unlogged tables in schema `plaats`, typed as DuckDB has them.

    `bronnen` gives for each table to make the SELECT in DuckDB that fills it. What is little goes over the connection
    that is there; loading DuckDB's own takes longer than all the rest of the delivery of one record.
    """
    telling = " UNION ALL ".join(f"SELECT count(*) FROM ({sql})" for sql in bronnen.values())
    rijen = con.execute(f"SELECT sum(n) FROM ({telling}) t(n)").fetchone() if bronnen else None
    gezien = set()
    for tabel, sql in bronnen.items():
        soorten = con.execute(f"DESCRIBE {sql}").fetchall()
        gezien |= {soort for _, soort, *_ in soorten}
        kolommen = ", ".join(
            f"{quote_name(naam)} {_POSTGRES.get(soort, soort)}" for naam, soort, *_ in soorten
        )
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE UNLOGGED TABLE {quote_name(plaats)}.{quote_name(tabel)} ({kolommen})")
    weinig = rijen is None or rijen[0] <= WEINIG_RIJEN
    fill = _copy_klein if weinig and MET_ZONE not in gezien else _fill_postgres
    fill(con, bronnen, plaats)


def _copy_klein(con: duckdb.DuckDBPyConnection, bronnen: Mapping[str, str], plaats: str) -> None:
    """Fill the tables over the connection of this process."""
    with connection.cursor() as cursor:
        for tabel, sql in bronnen.items():
            with cursor.copy(f"COPY {quote_name(plaats)}.{quote_name(tabel)} FROM STDIN") as copy:
                for rij in con.execute(sql).fetchall():
                    copy.write_row(rij)


def _fill_postgres(con: duckdb.DuckDBPyConnection, bronnen: Mapping[str, str], plaats: str) -> None:
    """Fill the tables from DuckDB, over a connection of its own."""
    load_extension(con, "postgres_scanner")
    con.execute(f"ATTACH '{quote_text(make_dsn())}' AS pg (TYPE postgres)")
    try:
        for tabel, sql in bronnen.items():
            con.execute(f"INSERT INTO pg.{quote_name(plaats)}.{quote_name(tabel)} {sql}")
    finally:
        con.execute("DETACH pg")


_POSTGRES = {"VARCHAR": "text", "DOUBLE": "double precision", "HUGEINT": "numeric", "UTINYINT": "smallint"}


def make_dagstand(*, op: date) -> Path:
    """Write all dagstand tables as Parquet with checksums, and give the folder; an existing one is replaced whole, or put beside it when held.

    The state is one moment of the database: a snapshot file on SQLite, one transaction on PostgreSQL. The
    manifest names the last sealed log line, so that a figure can say exactly what it was made from.
    """
    settings.DAGSTAND_DIR.mkdir(parents=True, exist_ok=True)
    doel = settings.DAGSTAND_DIR / op.isoformat()
    with tempfile.TemporaryDirectory(dir=settings.DAGSTAND_DIR, prefix=".werk-") as werk:
        map_ = Path(werk) / "stand"
        map_.mkdir()
        zegel = Zegel.objects.filter(pk=1).first()
        tabellen = {
            m._meta.db_table: str(map_ / f"{m._meta.db_table}.parquet") for m in list_dagstandtabellen()
        }
        zonder = {m._meta.db_table: sorted(list_achtergebleven(m)) for m in list_dagstandtabellen()}
        soort, bron = _take_snapshot(Path(werk))
        _run_child("lees_database", {"soort": soort, "bron": bron, "tabellen": tabellen, "zonder": zonder})
        manifest = {
            "dag": op.isoformat(),
            "logboek_tot": zegel.volgnummer if zegel else 0,
            "bestanden": {Path(p).name: derive_sha256(Path(p)) for p in tabellen.values()},
        }
        (map_ / MANIFEST).write_text(json.dumps(manifest, indent=1, sort_keys=True))
        _replace_folder(map_, doel, Path(werk) / "oud")
    return doel


def hold_dagstand(map_: Path) -> None:
    """Keep a dagstand for good: a figure was made of it, and can then be made of it again."""
    (map_ / GEHOUDEN).touch()


def find_dagstand(dag: date, controlesom: str = "") -> Path | None:
    """Find the folder of a dagstand: the last one of a day, or the one whose manifest has this checksum."""
    laatste = Path(settings.DAGSTAND_DIR) / dag.isoformat()
    for map_ in (laatste, laatste.with_name(f"{laatste.name}-{controlesom[:LETTERS]}")):
        manifest = map_ / MANIFEST
        if manifest.exists() and controlesom in ("", derive_sha256(manifest)):
            return map_
    return None


def derive_sha256(file: Path) -> str:
    """Give the SHA-256 of a file, read piece by piece."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def make_dsn() -> str:
    """Write the connection string of the default PostgreSQL database for libpq."""
    stand = connection.settings_dict
    delen = {
        "dbname": stand["NAME"],
        "user": stand["USER"],
        "password": stand["PASSWORD"],
        "host": stand["HOST"],
        "port": stand["PORT"],
    }
    return " ".join(f"{k}='{_escape(str(v))}'" for k, v in delen.items() if v)


def _escape(waarde: str) -> str:
    """Escape a value of a libpq connection string."""
    return waarde.replace("\\", "\\\\").replace("'", "\\'")


def _take_snapshot(werk: Path) -> tuple[str, str]:
    """Give a place from which DuckDB may read one consistent state."""
    if connection.vendor == "postgresql":
        return "postgres", make_dsn()
    bestand = werk / "momentopname.sqlite"
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(bestand)])
    return "sqlite", str(bestand)


def _replace_folder(nieuw: Path, doel: Path, oud: Path) -> None:
    """Put a finished folder in the place of an older one; that stays under the checksum of its manifest when it is held."""
    if (doel / GEHOUDEN).exists():
        doel.rename(doel.with_name(f"{doel.name}-{derive_sha256(doel / MANIFEST)[:LETTERS]}"))
    elif doel.exists():
        doel.rename(oud)
    nieuw.rename(doel)


def _run_child(opdracht: str, inhoud: dict[str, Any]) -> None:
    """Run one order in the child process and pass on what it says when it fails."""
    with tempfile.TemporaryDirectory(prefix="vth-duckdb-", dir=_make_werkmap()) as werkmap:
        order = inhoud | {
            "geheugen": settings.ANALYSE_GEHEUGEN,
            "draden": settings.ANALYSE_DRADEN,
            "werkmap": werkmap,
        }
        uitkomst = subprocess.run(
            [sys.executable, "-m", "vth.analyse.kind", opdracht],
            input=json.dumps(order),
            capture_output=True,
            text=True,
            cwd=settings.BASE_DIR,
            check=False,
        )
    if uitkomst.returncode != 0:
        laatste = uitkomst.stderr.strip().splitlines()[-1:] or [f"gestopt met code {uitkomst.returncode}"]
        raise AnalyseError(
            f"De stap {opdracht} is mislukt: {laatste[0]}. Er is niets in het register gewijzigd. "
            "Controleer of er schijfruimte vrij is en probeer het opnieuw."
        )


def _make_werkmap() -> Path:
    """Give the folder in which temporary work may be done."""
    settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
    werkmap: Path = settings.VAR_DIR
    return werkmap
