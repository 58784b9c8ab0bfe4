"""The second lock on PostgreSQL: row-level security, generated as the guard is, put back and compared with it.

Three roles work in the database (`afspraken.md` 8). The owner of the tables migrates, and no policy holds for an owner.
A member of SITE sees and writes only rows that its claim covers: the settings INSTELLING, made for one transaction
(`vth.toegang.claim`); without it there are no rows. A member of WERKER takes in deliveries and sees every row. SQLite has
no second lock. It is there for the query that forgets its filter, not against whoever can write SQL of his own.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from django.db import DEFAULT_DB_ALIAS, DatabaseError
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper

SITE, WERKER = "openvth_site", "openvth_werker"
# One setting per part of a claim, each an array: read some dozens of times per question, so cheap to read.
INSTELLING = "openvth."
# Asked once per query when it stands in a SELECT of its own; a claim that cannot be read is an error, never a way in.
CLAIM = "openvth_claim"
CLAIM_SQL = f" SELECT coalesce(nullif(current_setting('{INSTELLING}' || deel, true), ''), '{{}}')::text[] "
ALLES_SQL = f"(SELECT 'ja' = ANY ({CLAIM}('alles')))"


class SlotError(Exception):
    """The roles of the second lock cannot be made; the message says what the administrator of the database does."""


@dataclass(frozen=True)
class Slot:
    """That members of SITE see rows of a table only where `voorwaarde` (SQL on its columns) holds."""

    tabel: str
    voorwaarde: str


@dataclass(frozen=True)
class _Regel:
    """One policy as it should stand in the database."""

    tabel: str
    naam: str
    ddl: str


_sloten: list[Callable[[], Iterable[Slot]]] = []


def register_sloten(maak: Callable[[], Iterable[Slot]]) -> None:
    """Let a room lock its tables, at import of its models."""
    if maak not in _sloten:
        _sloten.append(maak)


def list_sloten() -> list[Slot]:
    """List all tables that are locked, in a fixed order."""
    return sorted((slot for maak in _sloten for slot in maak()), key=lambda slot: slot.tabel)


def put_slot_back(connection: BaseDatabaseWrapper, tabellen: Collection[str]) -> list[str]:
    """Make the roles and what they may, and every policy on these tables that is missing, different or not ours.

    Gives the names of the policies that were made. Raises SlotError when the roles are not there and cannot be made.
    """
    if connection.vendor != "postgresql" or connection.alias != DEFAULT_DB_ALIAS:
        return []
    gemaakt = []
    with connection.cursor() as cursor:
        _make_rollen(cursor)
        cursor.execute(
            f"CREATE OR REPLACE FUNCTION {CLAIM}(deel text) RETURNS text[] LANGUAGE sql STABLE PARALLEL SAFE "
            f"AS $slot${CLAIM_SQL}$slot$"
        )
        staat, open_ = _read_slot(cursor)
        sloten = [slot for slot in list_sloten() if slot.tabel in tabellen]
        for tabel, naam in staat.keys() - {(r.tabel, r.naam) for slot in sloten for r in _list_regels(slot)}:
            if tabel in {slot.tabel for slot in sloten}:
                cursor.execute(f'DROP POLICY "{naam}" ON "{tabel}"')
        for slot in sloten:
            if slot.tabel in open_:
                cursor.execute(f'ALTER TABLE "{slot.tabel}" ENABLE ROW LEVEL SECURITY')
            for regel in _list_regels(slot):
                if staat.get((regel.tabel, regel.naam)) != regel.ddl:
                    _make_regel(cursor, regel)
                    gemaakt.append(regel.naam)
    return gemaakt


def list_slot_differences(connection: BaseDatabaseWrapper) -> list[str]:
    """Say in Dutch, one line each, where the second lock in this database is not what the rooms ask for."""
    if connection.vendor != "postgresql" or connection.alias != DEFAULT_DB_ALIAS:
        return []
    with connection.cursor() as cursor:
        staat, open_ = _read_slot(cursor)
        cursor.execute(
            "SELECT prosrc FROM pg_proc WHERE proname = %s AND pronamespace = current_schema()::regnamespace",
            [CLAIM],
        )
        functies = [tekst for (tekst,) in cursor.fetchall()]
    verschillen = [] if functies == [CLAIM_SQL] else [f"De functie {CLAIM} ontbreekt of is anders."]
    for slot in list_sloten():
        regels = {(r.tabel, r.naam): r.ddl for r in _list_regels(slot)}
        if slot.tabel in open_:
            verschillen.append(f"{slot.tabel}: het tweede slot staat open (row level security is uit).")
        for plek, ddl in regels.items():
            if staat.get(plek) != ddl:
                hoe = "is anders dan de kamer vraagt" if plek in staat else "ontbreekt"
                verschillen.append(f"{slot.tabel}: de regel {plek[1]} van het tweede slot {hoe}.")
        for _, naam in sorted(p for p in staat if p[0] == slot.tabel and p not in regels):
            verschillen.append(f"{slot.tabel}: de regel {naam} hoort niet bij het tweede slot.")
    return verschillen


def find_voorbijganger(connection: BaseDatabaseWrapper) -> str:
    """Give the name of the database user when the second lock does not hold for it; empty when it holds."""
    if connection.vendor != "postgresql":
        return ""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_user, rolsuper OR rolbypassrls OR pg_has_role(current_user, %s, 'usage') OR EXISTS ("
            "SELECT 1 FROM pg_class k WHERE k.relname = ANY(%s) AND pg_has_role(current_user, k.relowner, 'usage')) "
            "FROM pg_roles WHERE rolname = current_user",
            [WERKER, [slot.tabel for slot in list_sloten()]],
        )
        naam, voorbij = cursor.fetchone()
    return str(naam) if voorbij else ""


def _list_regels(slot: Slot) -> list[_Regel]:
    """List the policies of one table: what the site may see and write, and that deliveries may all."""
    zicht, werk = f"{slot.tabel}_slot_zicht", f"{slot.tabel}_slot_werk"
    op = f'ON "{slot.tabel}" FOR ALL TO'
    return [
        _Regel(slot.tabel, zicht, f'CREATE POLICY "{zicht}" {op} {SITE} USING ({slot.voorwaarde})'),
        _Regel(slot.tabel, werk, f'CREATE POLICY "{werk}" {op} {WERKER} USING (true)'),
    ]


# The comment holds the text that made a policy and a hash of how the database reads it: a policy can be altered.
_GELEZEN = (
    "md5(concat_ws('|', pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid), p.polcmd, "
    "p.polpermissive, p.polroles::regrole[]::text))"
)
_STAAT = f"""
SELECT k.relname, p.polname, CASE WHEN right(c, 32) = {_GELEZEN} THEN left(c, -33) ELSE '' END
FROM pg_policy p JOIN pg_class k ON k.oid = p.polrelid, LATERAL (SELECT obj_description(p.oid, 'pg_policy') AS c) o
WHERE k.relnamespace = current_schema()::regnamespace
"""


def _read_slot(cursor: CursorWrapper) -> tuple[dict[tuple[str, str], str], set[str]]:
    """Read which policies stand in the database, and which tables are not locked at all."""
    cursor.execute(_STAAT)
    staat = {(tabel, naam): ddl for tabel, naam, ddl in cursor.fetchall()}
    cursor.execute(
        "SELECT relname FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND NOT relrowsecurity"
    )
    return staat, {naam for (naam,) in cursor.fetchall()}


def _make_regel(cursor: CursorWrapper, regel: _Regel) -> None:
    """Make one policy anew, and hang onto it what it should say and how the database reads that."""
    waar = f'"{regel.naam}" ON "{regel.tabel}"'
    cursor.execute(f"DROP POLICY IF EXISTS {waar}")
    cursor.execute(regel.ddl)
    cursor.execute(
        f"SELECT {_GELEZEN} FROM pg_policy p WHERE p.polname = %s AND p.polrelid = %s::regclass",
        [regel.naam, f'"{regel.tabel}"'],
    )
    tekst = f"{regel.ddl}\n{cursor.fetchone()[0]}".replace("'", "''")
    cursor.execute(f"COMMENT ON POLICY {waar} IS '{tekst}'")


def _make_rollen(cursor: CursorWrapper) -> None:
    """Make both roles where they are missing, and let them work on every table there is; only WERKER makes schemas."""
    cursor.execute("SELECT current_schema(), current_database()")
    schema, database = cursor.fetchone()
    for rol in (SITE, WERKER):
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [rol])
        if not cursor.fetchone():
            make_rol(cursor, rol)
        cursor.execute(f'GRANT USAGE ON SCHEMA "{schema}" TO {rol}')
        cursor.execute(f'GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA "{schema}" TO {rol}')
        cursor.execute(f'GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA "{schema}" TO {rol}')
    cursor.execute(f'GRANT CREATE ON DATABASE "{database}" TO {WERKER}')


def make_rol(cursor: CursorWrapper, rol: str) -> None:
    """Make a role that nobody signs in with; another migration at the same time may be first."""
    try:
        cursor.execute(
            f"DO $rol$ BEGIN CREATE ROLE {rol} NOLOGIN; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $rol$"
        )
    except DatabaseError as fout:
        raise SlotError(
            f"De rol {rol} van het tweede slot bestaat niet en mag hier niet gemaakt worden ({fout}). Laat de beheerder "
            f"van de database eenmaal uitvoeren: {' '.join(f'CREATE ROLE {r} NOLOGIN;' for r in dict.fromkeys((SITE, WERKER, rol)))} en draai "
            "`vth migreer` opnieuw."
        ) from fout
