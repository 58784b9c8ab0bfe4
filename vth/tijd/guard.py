"""The guard that the database itself keeps over every register table, generated from the models.

SQLite keeps it with triggers, PostgreSQL with an exclusion constraint and triggers. Django's table rebuild on
SQLite drops triggers without a word, so `migrate` puts the guard back and start-up compares (`afspraken.md` 3).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import DEFAULT_DB_ALIAS, models, router
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper

from .models import Herkomst, Voorkomen, list_sleutelkolommen
from .slot import list_slot_differences, put_slot_back

OPEN_SQLITE = "9999-12-31 00:00:00"
OPEN_POSTGRES = "9999-12-31 00:00:00+00"
NUL_ID = "00000000-0000-0000-0000-000000000000"


@dataclass(frozen=True)
class Wachtdeel:
    """One object in the database that guards a table: how to make it, and under which name it stands there."""

    tabel: str
    naam: str
    ddl: str


def list_registermodellen() -> list[type[Voorkomen]]:
    """List every concrete register table of the project, in a fixed order."""
    found = [m for m in apps.get_models() if issubclass(m, Voorkomen) and m._meta.managed]
    return sorted(found, key=lambda m: m._meta.db_table)


def list_wachtdelen(vendor: str, alias: str = DEFAULT_DB_ALIAS) -> list[Wachtdeel]:
    """List what must stand in a database of this vendor to guard all tables that belong there.

    Beside the register and who said what is in it, those are the tables that rooms added.
    """
    delen: list[Wachtdeel] = make_vastlegging(Herkomst, vendor)
    for model in list_registermodellen():
        delen += _make_sqlite(model) if vendor == "sqlite" else _make_postgres(model)
    for maak in _extra:
        delen += maak(vendor)
    hier = {m._meta.db_table for m in apps.get_models() if router.allow_migrate_model(alias, m)}
    delen = [deel for deel in delen if deel.tabel in hier]
    return sorted(delen, key=lambda deel: (deel.ddl.startswith("CREATE TRIGGER"), deel.naam))


_extra: list[Callable[[str], Iterable[Wachtdeel]]] = []


def register_wachtdelen(maak: Callable[[str], Iterable[Wachtdeel]]) -> None:
    """Let another room add its own guarded tables (the logboek, the Bronobject), at import of its models."""
    if maak not in _extra:
        _extra.append(maak)


def put_guard_back(connection: BaseDatabaseWrapper) -> list[str]:
    """Make what is missing or different in this database, and give the names of what was made.

    Tables that a partial migration left unfinished are passed over: start-up names them (`list_guard_differences`).
    """
    staat, af = _read_guard(connection), _list_finished_tabellen(connection)
    gewenst = [deel for deel in list_wachtdelen(connection.vendor, connection.alias) if deel.tabel in af]
    gemaakt = []
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("CREATE EXTENSION IF NOT EXISTS btree_gist")
        for deel in gewenst:
            if _same(staat.get(deel.naam), deel.ddl, connection.vendor):
                continue
            if opruimen := _drop(deel, connection.vendor):
                cursor.execute(opruimen)
            cursor.execute(deel.ddl)
            gemaakt.append(deel.naam)
            if connection.vendor == "postgresql":
                _remember_postgres(cursor, deel)
    return [*gemaakt, *put_slot_back(connection, af)]


def _list_finished_tabellen(connection: BaseDatabaseWrapper) -> set[str]:
    """Name the tables that stand in the database with every column that their model asks for."""
    kolommen = {}
    with connection.cursor() as cursor:
        bestaat = set(connection.introspection.table_names(cursor))
        for tabel in {m._meta.db_table for m in apps.get_models()} & bestaat:
            # Django's own description parses the SQL of each table, which takes most of the time of a start.
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(tabel)} LIMIT 0")
            kolommen[tabel] = {kolom[0] for kolom in cursor.description}
    velden = {m._meta.db_table: {f.column for f in m._meta.concrete_fields} for m in apps.get_models()}
    return {tabel for tabel, gevonden in kolommen.items() if velden[tabel] <= gevonden}


def list_guard_differences(connection: BaseDatabaseWrapper) -> list[str]:
    """Say in Dutch, one line each, where the guard in this database is not what the models ask for."""
    staat = _read_guard(connection)
    verschillen = []
    for deel in list_wachtdelen(connection.vendor, connection.alias):
        if deel.naam not in staat:
            verschillen.append(f"{deel.tabel}: de bewaking {deel.naam} ontbreekt.")
        elif not _same(staat[deel.naam], deel.ddl, connection.vendor):
            verschillen.append(f"{deel.tabel}: de bewaking {deel.naam} is anders dan het model vraagt.")
    return [*verschillen, *list_slot_differences(connection)]


def make_sqlite_trigger(tabel: str, naam: str, moment: str, voorwaarde: str, melding: str) -> Wachtdeel:
    """Make a SQLite trigger that refuses an act on `tabel` when `voorwaarde` holds (SQL, not user input)."""
    naam = f"{tabel}_wacht_{naam}"
    ddl = (
        f'CREATE TRIGGER "{naam}" BEFORE {moment} ON "{tabel}" WHEN {voorwaarde} '
        f"BEGIN SELECT RAISE(ABORT, 'wacht: {melding} ({tabel})'); END"
    )
    return Wachtdeel(tabel, naam, ddl)


def make_postgres_trigger(
    tabel: str, naam: str, moment: str, voorwaarde: str, melding: str
) -> list[Wachtdeel]:
    """Make a PostgreSQL function and trigger that refuse an act on `tabel` when `voorwaarde` holds."""
    naam = f"{tabel}_wacht_{naam}"
    per = "STATEMENT" if moment == "TRUNCATE" else "ROW"
    test = (
        f"IF {voorwaarde} THEN RAISE EXCEPTION 'wacht: {melding} ({tabel})'; END IF; "
        if voorwaarde
        else (f"RAISE EXCEPTION 'wacht: {melding} ({tabel})'; ")
    )
    # Of a row that goes there is no NEW, and giving nothing back would keep it without a word.
    geef = "OLD" if moment == "DELETE" and voorwaarde else "NEW"
    functie = (
        f'CREATE OR REPLACE FUNCTION "{naam}_f"() RETURNS trigger LANGUAGE plpgsql AS $wacht$ '
        f"BEGIN {test}RETURN {geef}; END $wacht$"
    )
    trigger = (
        f'CREATE TRIGGER "{naam}" BEFORE {moment} ON "{tabel}" FOR EACH {per} EXECUTE FUNCTION "{naam}_f"()'
    )
    return [Wachtdeel(tabel, f"{naam}_f", functie), Wachtdeel(tabel, naam, trigger)]


def make_vastlegging(
    model: type[models.Model], vendor: str, *, vrij: Iterable[str] = (), leeg: Iterable[str] = ()
) -> list[Wachtdeel]:
    """Guard a table that only grows: no deletion, and no update but of the columns named in `vrij`.

    A text, JSON list or bytes in `leeg` may be emptied and never be changed in another way: so it can be destroyed when its time has come, while
    that it was there, by whom and when, stays.
    """
    tabel, te_legen = model._meta.db_table, set(leeg)
    vast = [f.column for f in model._meta.concrete_fields if f.column not in set(vrij)]
    niets = {f.column: _write_niets(f, vendor) for f in model._meta.concrete_fields}
    is_anders = "IS NOT" if vendor == "sqlite" else "IS DISTINCT FROM"
    anders = " OR ".join(
        f'(NEW."{c}" {is_anders} OLD."{c}" AND NEW."{c}" <> {niets[c]})'
        if c in te_legen
        else f'NEW."{c}" {is_anders} OLD."{c}"'
        for c in vast
    )
    if vendor == "sqlite":
        return [
            make_sqlite_trigger(tabel, "wis", "DELETE", "1", "regels worden nooit gewist"),
            make_sqlite_trigger(tabel, "wijzig", "UPDATE", anders, "regels worden nooit gewijzigd"),
        ]
    return [
        *make_postgres_trigger(tabel, "wis", "DELETE", "", "regels worden nooit gewist"),
        *make_postgres_trigger(tabel, "leeg", "TRUNCATE", "", "regels worden nooit gewist"),
        *make_postgres_trigger(tabel, "wijzig", "UPDATE", anders, "regels worden nooit gewijzigd"),
    ]


def _write_niets(veld: "models.Field[Any, Any]", vendor: str) -> str:
    """Write in SQL what a column holds when it was emptied."""
    if isinstance(veld, models.JSONField):
        return "'[]'"
    return "x''" if isinstance(veld, models.BinaryField) and vendor == "sqlite" else "''"


def _overlap_condition(tabel: str, sleutel: list[str]) -> str:
    """Write the SQL that finds a row of the same key that shares a day and a moment with NEW."""
    same = " AND ".join(f'v."{c}" = NEW."{c}"' for c in sleutel)
    return (
        f'EXISTS (SELECT 1 FROM "{tabel}" v WHERE {same} '
        "AND v.begin_geldigheid < NEW.eind_geldigheid AND NEW.begin_geldigheid < v.eind_geldigheid "
        "AND v.tijdstip_registratie < NEW.eind_registratie AND NEW.tijdstip_registratie < v.eind_registratie)"
    )


def _make_sqlite(model: type[Voorkomen]) -> list[Wachtdeel]:
    """Guard one register table on SQLite."""
    tabel, sleutel = model._meta.db_table, list_sleutelkolommen(model)
    rest = [f.column for f in model._meta.concrete_fields if f.column != "eind_registratie"]
    anders = " OR ".join(f'NEW."{c}" IS NOT OLD."{c}"' for c in rest)
    heropend = f"OLD.eind_registratie <> '{OPEN_SQLITE}' OR NEW.eind_registratie >= '{OPEN_SQLITE}'"
    dicht = f"NEW.eind_registratie <> '{OPEN_SQLITE}'"
    return [
        make_sqlite_trigger(tabel, "open", "INSERT", dicht, "een nieuw voorkomen is open"),
        make_sqlite_trigger(
            tabel, "overlap", "INSERT", _overlap_condition(tabel, sleutel), "geldigheid overlapt"
        ),
        make_sqlite_trigger(
            tabel, "sluit", "UPDATE", f"{anders} OR {heropend}", "een voorkomen wordt alleen gesloten"
        ),
        make_sqlite_trigger(tabel, "wis", "DELETE", "1", "een voorkomen wordt nooit gewist"),
    ]


def _make_postgres(model: type[Voorkomen]) -> list[Wachtdeel]:
    """Guard one register table on PostgreSQL."""
    tabel, sleutel = model._meta.db_table, list_sleutelkolommen(model)
    rest = [f.column for f in model._meta.concrete_fields if f.column != "eind_registratie"]
    anders = " OR ".join(f'NEW."{c}" IS DISTINCT FROM OLD."{c}"' for c in rest)
    heropend = f"OLD.eind_registratie <> '{OPEN_POSTGRES}' OR NEW.eind_registratie >= '{OPEN_POSTGRES}'"
    dicht = f"NEW.eind_registratie <> '{OPEN_POSTGRES}'"
    gist = ", ".join(
        [
            *(f"{kolom} WITH =" for kolom in _list_gistkolommen(model, sleutel)),
            "daterange(begin_geldigheid, eind_geldigheid) WITH &&",
            "tstzrange(tijdstip_registratie, eind_registratie) WITH &&",
        ]
    )
    naam = f"{tabel}_wacht_overlap"
    exclude = Wachtdeel(
        tabel, naam, f'ALTER TABLE "{tabel}" ADD CONSTRAINT "{naam}" EXCLUDE USING gist ({gist})'
    )
    return [
        exclude,
        *make_postgres_trigger(tabel, "open", "INSERT", dicht, "een nieuw voorkomen is open"),
        *make_postgres_trigger(
            tabel, "sluit", "UPDATE", f"{anders} OR {heropend}", "een voorkomen wordt alleen gesloten"
        ),
        *make_postgres_trigger(tabel, "wis", "DELETE", "", "een voorkomen wordt nooit gewist"),
        *make_postgres_trigger(tabel, "leeg", "TRUNCATE", "", "een voorkomen wordt nooit gewist"),
    ]


def _list_gistkolommen(model: type[Voorkomen], sleutel: list[str]) -> list[str]:
    """Write the key columns of the exclusion constraint.

    An id stands in an expression that gives the id itself: else PostgreSQL takes the index of this constraint for every
    question about that id, because it thinks it cheaper than the id's own, and reads hundreds of its pages (0.4 ms a record
    against 0.004 with 100,000 places; all of it for a relation's second side). As bytes it would do that as well, and cost
    three times the writing.
    """
    velden = {f.column: f for f in model._meta.concrete_fields}
    uuids = {c for c in sleutel if isinstance(_get_doel(velden[c]), models.UUIDField) and not velden[c].null}
    return [f"(coalesce(\"{c}\", '{NUL_ID}'::uuid))" if c in uuids else f'"{c}"' for c in sleutel]


def _get_doel(veld: models.Field) -> models.Field:
    """Give the field that a reference refers to, or else the field itself."""
    return veld.target_field if isinstance(veld, models.ForeignKey) else veld


def _read_guard(connection: BaseDatabaseWrapper) -> dict[str, str]:
    """Read which guards stand in the database: name to the text that made it."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        else:
            cursor.execute(_POSTGRES_STAAT)
        return {naam: tekst or "" for naam, tekst in cursor.fetchall() if "_wacht_" in naam}


# A constraint or trigger carries its own text as comment; a function is read itself, for its body can be replaced.
_POSTGRES_STAAT = """
SELECT conname, obj_description(oid, 'pg_constraint') FROM pg_constraint
WHERE connamespace = current_schema()::regnamespace AND contype = 'x'
UNION ALL
SELECT t.tgname, obj_description(t.oid, 'pg_trigger') FROM pg_trigger t JOIN pg_class k ON k.oid = t.tgrelid
WHERE k.relnamespace = current_schema()::regnamespace AND NOT t.tgisinternal AND t.tgenabled IN ('O', 'A')
UNION ALL
SELECT proname, prosrc FROM pg_proc WHERE pronamespace = current_schema()::regnamespace AND prokind = 'f'
"""


def _same(staat: str | None, ddl: str, vendor: str) -> bool:
    """Compare what stands in the database with what should."""
    if staat is None:
        return False
    if vendor == "postgresql" and ddl.startswith("CREATE OR REPLACE FUNCTION"):
        return staat == ddl.split("$wacht$")[1]
    return staat == ddl


def _drop(deel: Wachtdeel, vendor: str) -> str:
    """Write the statement that clears the way for a new version of this part; a switched-off one stands there too."""
    if deel.ddl.startswith("CREATE OR REPLACE FUNCTION"):
        return ""
    if vendor == "sqlite":
        return f'DROP TRIGGER IF EXISTS "{deel.naam}"'
    if deel.ddl.startswith("ALTER TABLE"):
        return f'ALTER TABLE "{deel.tabel}" DROP CONSTRAINT IF EXISTS "{deel.naam}"'
    return f'DROP TRIGGER IF EXISTS "{deel.naam}" ON "{deel.tabel}"'


def _remember_postgres(cursor: CursorWrapper, deel: Wachtdeel) -> None:
    """Hang the text that made a constraint or trigger onto it, so that the next comparison can read it."""
    if deel.ddl.startswith("CREATE OR REPLACE FUNCTION"):
        return
    soort = "CONSTRAINT" if deel.ddl.startswith("ALTER TABLE") else "TRIGGER"
    tekst = deel.ddl.replace("'", "''")
    cursor.execute(f'COMMENT ON {soort} "{deel.naam}" ON "{deel.tabel}" IS \'{tekst}\'')
