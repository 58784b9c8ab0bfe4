"""Close and add a million register rows from a staging place, set-based and under the same guard.

Whoever has the rows writes them to a staging place outside any transaction: a SQLite file beside the live one,
or unlogged tables on PostgreSQL. The transaction then only closes, clips and inserts (`afspraken.md` 5).

For a register table `t` the staging place holds up to three tables, each with the key columns of `t`:
- `dicht_t`: `begin_geldigheid` of believed rows to close;
- `knip_t`: `begin_geldigheid`, `begin_nieuw`, `eind_nieuw`: closed rows that go on with another period;
- `nieuw_t`: `begin_geldigheid`, `eind_geldigheid` and the content columns of rows to add.

A column that says the same in every row of `nieuw_t` may stand once, in the single row of `vast_t`; one that stands in
neither is empty.
"""

import uuid
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection, models

from .models import Herkomst, Voorkomen, list_inhoudskolommen, list_sleutelkolommen
from .rules import OPEN_TIJDSTIP

# Pages that a bulk write keeps at hand on SQLite: enough for the indexes of some million rows (negative: kilobytes).
BULKCACHE_KB = -262_144
PERIODE = ("begin_geldigheid", "eind_geldigheid")


@dataclass(frozen=True)
class Staging:
    """Where staged rows wait: the SQL name of the place, and the tables that stand in it with their columns."""

    plaats: str
    tabellen: Mapping[str, tuple[str, ...]]

    def name_table(self, tabel: str) -> str:
        """Give the SQL name of a staged table."""
        return f'"{self.plaats}"."{tabel}"'

    def has(self, tabel: str) -> bool:
        """Tell whether this table was staged."""
        return tabel in self.tabellen

    def make_table(self, tabel: str, sql: str) -> str:
        """Put the outcome of a SELECT beside what was staged, known to the planner, and give its SQL name; once per name."""
        naam = self.name_table(tabel)
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE TABLE {naam} AS {sql}")
            if connection.vendor == "postgresql":
                cursor.execute(f"ANALYZE {naam}")
        return naam

    def select_nieuw(self, tabel: str, kolommen: Iterable[str]) -> tuple[list[str], list[str], str]:
        """Give which of the columns of a register table were staged, their SQL values, and what to select them from."""
        eigen = [c for c in kolommen if c in self.tabellen[f"nieuw_{tabel}"]]
        vast = [c for c in kolommen if c in self.tabellen.get(f"vast_{tabel}", ())]
        bron = f"{self.name_table(f'nieuw_{tabel}')} s"
        if vast:
            bron = f"{self.name_table(f'vast_{tabel}')} v CROSS JOIN {bron}"
        return eigen + vast, [f's."{c}"' for c in eigen] + [f'v."{c}"' for c in vast], bron


@contextmanager
def open_staging(file: Path) -> Iterator[Staging]:
    """Attach a staging file to Django's own SQLite connection; only outside a transaction."""
    plaats = f"staging_{uuid.uuid4().hex[:8]}"
    with connection.cursor() as cursor:
        cursor.execute(f'ATTACH DATABASE %s AS "{plaats}"', [str(file)])
        try:
            cursor.execute(
                f'SELECT t.name, k.name FROM "{plaats}".sqlite_master t, pragma_table_info(t.name, %s) k '
                "WHERE t.type = 'table'",
                [plaats],
            )
            tabellen = _collect_kolommen(cursor.fetchall())
            cursor.execute("PRAGMA cache_size")
            gewoon = cursor.fetchone()[0]
            cursor.execute(f"PRAGMA cache_size = {BULKCACHE_KB}")
            try:
                yield Staging(plaats, tabellen)
            finally:
                cursor.execute(f"PRAGMA cache_size = {gewoon}")
        finally:
            cursor.execute(f'DETACH DATABASE "{plaats}"')


@contextmanager
def make_staging_schema() -> Iterator[str]:
    """Make a schema for unlogged staging tables on PostgreSQL, and drop it afterwards whatever happened."""
    plaats = f"staging_{uuid.uuid4().hex[:8]}"
    with connection.cursor() as cursor:
        cursor.execute(f'CREATE SCHEMA "{plaats}"')
        try:
            yield plaats
        finally:
            cursor.execute(f'DROP SCHEMA "{plaats}" CASCADE')


def read_staging_schema(plaats: str) -> Staging:
    """Give the staging place in a schema that has been filled; collects its statistics for the planner."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = %s", [plaats]
        )
        tabellen = _collect_kolommen(cursor.fetchall())
        for tabel in sorted(tabellen):
            cursor.execute(f'ANALYZE "{plaats}"."{tabel}"')
    return Staging(plaats, tabellen)


def _collect_kolommen(rijen: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """Put the columns of each table together."""
    kolommen: dict[str, list[str]] = {}
    for tabel, kolom in rijen:
        kolommen.setdefault(tabel, []).append(kolom)
    return {tabel: tuple(namen) for tabel, namen in kolommen.items()}


def apply_staging(model: type[Voorkomen], staging: Staging, herkomst: Herkomst) -> dict[str, int]:
    """Close, clip and add the staged rows of one register table; inside the caller's transaction.

    Gives how many rows were closed and added. Clipped rows keep the origin of what they say; new rows get
    `herkomst`. A staged closing that finds no believed row is an error of the caller and raises RuntimeError.
    """
    tabel, sleutel = model._meta.db_table, list_sleutelkolommen(model)
    gesloten = toegevoegd = 0
    if staging.has(f"dicht_{tabel}"):
        gesloten = _close_staged(tabel, sleutel, staging, herkomst)
    if staging.has(f"knip_{tabel}"):
        toegevoegd += _clip_staged(model, sleutel, staging, herkomst)
    if staging.has(f"nieuw_{tabel}"):
        toegevoegd += _add_staged(model, sleutel, staging, herkomst)
    return {"gesloten": gesloten, "toegevoegd": toegevoegd}


def insert_staged(model: type[models.Model], staging: Staging, constanten: dict[str, Any]) -> int:
    """Add staged rows of a plain table from `nieuw_<table>`; `constanten` fills columns with one value for all."""
    tabel = model._meta.db_table
    if not staging.has(f"nieuw_{tabel}"):
        return 0
    kolommen = [
        str(f.column)
        for f in model._meta.concrete_fields
        if f.column not in constanten and not _is_numbered(f)
    ]
    gevuld, waarden, bron = staging.select_nieuw(tabel, kolommen)
    namen = ", ".join(f'"{c}"' for c in [*gevuld, *constanten])
    keuze = ", ".join([*waarden, *("%s" for _ in constanten)])
    return _execute(f'INSERT INTO "{tabel}" ({namen}) SELECT {keuze} FROM {bron}', [*constanten.values()])


def _is_numbered(field: models.Field) -> bool:
    """Tell whether the database gives the number itself."""
    return isinstance(field, models.AutoField | models.BigAutoField)


def _close_staged(tabel: str, sleutel: list[str], staging: Staging, herkomst: Herkomst) -> int:
    """Close the believed rows that are named in `dicht_<table>`."""
    bron = staging.name_table(f"dicht_{tabel}")
    aantal = _execute(
        f'UPDATE "{tabel}" SET eind_registratie = %s WHERE id IN ('
        f'SELECT v.id FROM {bron} d {_join()} "{tabel}" v ON {_on(sleutel, "d")} '
        "AND v.begin_geldigheid = d.begin_geldigheid WHERE v.eind_registratie = %s)",
        [_moment(herkomst.moment), _moment(OPEN_TIJDSTIP)],
    )
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {bron}")
        verwacht = cursor.fetchone()[0]
    if aantal != verwacht:
        raise RuntimeError(
            f"{tabel}: {verwacht} voorkomens te sluiten, {aantal} gevonden; het register is intussen gewijzigd."
        )
    return aantal


def _clip_staged(model: type[Voorkomen], sleutel: list[str], staging: Staging, herkomst: Herkomst) -> int:
    """Add the parts of just-closed rows that go on with another period, saying what they said, with their origin."""
    tabel = model._meta.db_table
    blijft = [*sleutel, *list_inhoudskolommen(model), "herkomst_id"]
    namen = ", ".join(f'"{c}"' for c in blijft)
    waarden = ", ".join(f'v."{c}"' for c in blijft)
    return _execute(
        f'INSERT INTO "{tabel}" ({namen}, begin_geldigheid, eind_geldigheid, tijdstip_registratie, eind_registratie) '
        f"SELECT {waarden}, k.begin_nieuw, k.eind_nieuw, %s, %s "
        f'FROM {staging.name_table(f"knip_{tabel}")} k {_join()} "{tabel}" v ON {_on(sleutel, "k")} '
        "AND v.begin_geldigheid = k.begin_geldigheid WHERE v.eind_registratie = %s",
        [_moment(herkomst.moment), _moment(OPEN_TIJDSTIP), _moment(herkomst.moment)],
    )


def _add_staged(model: type[Voorkomen], sleutel: list[str], staging: Staging, herkomst: Herkomst) -> int:
    """Add the new rows."""
    tabel = model._meta.db_table
    gevuld, waarden, bron = staging.select_nieuw(tabel, [*sleutel, *list_inhoudskolommen(model), *PERIODE])
    namen = ", ".join(f'"{c}"' for c in gevuld)
    return _execute(
        f'INSERT INTO "{tabel}" ({namen}, tijdstip_registratie, eind_registratie, herkomst_id) '
        f"SELECT {', '.join(waarden)}, %s, %s, %s FROM {bron}",
        [_moment(herkomst.moment), _moment(OPEN_TIJDSTIP), herkomst.pk],
    )


def _join() -> str:
    """Join so that the small staged side leads: SQLite keeps the written order of a CROSS JOIN."""
    return "CROSS JOIN" if connection.vendor == "sqlite" else "JOIN"


def _on(sleutel: list[str], kant: str) -> str:
    """Write the join on the key columns."""
    return " AND ".join(f'v."{c}" = {kant}."{c}"' for c in sleutel)


def _moment(tijdstip: datetime) -> Any:
    """Write an instant as Django stores it in this database."""
    return connection.ops.adapt_datetimefield_value(tijdstip)


def _execute(sql: str, params: list[Any]) -> int:
    """Run one statement and give the number of rows it touched."""
    assert connection.alias == DEFAULT_DB_ALIAS
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.rowcount
