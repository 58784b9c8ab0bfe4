"""The database of this room: one transaction in it, and on PostgreSQL the schema that it stands in."""

import hashlib
import uuid
from contextlib import AbstractContextManager

from django.conf import settings
from django.db import connections, transaction

from vth.tijd.slot import make_rol

from .router import LABEL

ROL = "openvth_opsporing"


def in_eigen() -> AbstractContextManager[None]:
    """Make one transaction in the database of criminal files."""
    return transaction.atomic(using=settings.OPSPORING_DATABASE)


def make_schema() -> None:
    """Make the schema that no other connection has on its path, where it is not there; on SQLite there is nothing to make.

    Run before migrating, by who owns it.
    """
    if _is_postgres():
        with connections[LABEL].cursor() as cursor:
            cursor.execute(f"CREATE SCHEMA IF NOT EXISTS {LABEL}")


def grant_rol() -> None:
    """Let members of ROL work on these tables, and nobody else; run after migrating. Raises SlotError when the role cannot be made."""
    if not _is_postgres():
        return
    with connections[LABEL].cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [ROL])
        if not cursor.fetchone():
            make_rol(cursor, ROL)
        cursor.execute(f"GRANT USAGE ON SCHEMA {LABEL} TO {ROL}")
        cursor.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {LABEL} TO {ROL}")
        cursor.execute(f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA {LABEL} TO {ROL}")


def _is_postgres() -> bool:
    """Tell whether this room stands in a schema of its own."""
    return settings.OPSPORING_DATABASE == LABEL and connections[LABEL].vendor == "postgresql"


def derive_sleutel(dossier_id: uuid.UUID | str) -> str:
    """Give the name under which a file stands in the log: a hash, from which nobody finds the file who does not know it."""
    return hashlib.sha256(uuid.UUID(str(dossier_id)).bytes).hexdigest()
