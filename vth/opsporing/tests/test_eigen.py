"""A database of its own, as an installation has it: a file on SQLite, a schema with a role on PostgreSQL."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, connections

from vth.opsporing.dagloop import do_nacht
from vth.opsporing.eigen import ROL, grant_rol, make_schema
from vth.opsporing.models import Opsporingsdossier, Opsporingslogregel
from vth.tijd import klok
from vth.tijd.guard import list_guard_differences
from vth.tijd.slot import SITE, WERKER

from .builders import BOA, make_dossier, make_strafbeschikking

TABEL = Opsporingsdossier._meta.db_table
pytestmark = pytest.mark.usefixtures("eigen")


@pytest.fixture
def eigen(verse_database: None, settings: Any, tmp_path: Path) -> Iterator[None]:
    """Make the database of this room beside that of the test, as `vth migreer` does."""
    ander = connections["opsporing"]
    oud = ander.settings_dict["NAME"]
    ander.close()
    sqlite = connection.vendor == "sqlite"
    ander.settings_dict["NAME"] = (
        str(tmp_path / "opsporing.sqlite") if sqlite else connection.settings_dict["NAME"]
    )
    settings.OPSPORING_DATABASE = "opsporing"
    make_schema()
    call_command("migrate", database="opsporing", verbosity=0, interactive=False)
    grant_rol()
    yield
    ander.close()
    ander.settings_dict["NAME"] = oud


def count_in(alias: str) -> int:
    """Count the files in a database, past the router."""
    plek = f'"{TABEL}"' if connection.vendor == "sqlite" or alias == "opsporing" else f'public."{TABEL}"'
    with connections[alias].cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {plek}")
        return int(cursor.fetchone()[0])


def test_a_file_stands_there_and_nowhere_else() -> None:
    make_strafbeschikking()
    assert (count_in("opsporing"), count_in("default")) == (1, 0)
    assert do_nacht(None, klok.today()) == 1
    assert Opsporingslogregel.objects.filter(volgnummer=None).count() == 0


def test_it_is_guarded_there_too() -> None:
    assert list_guard_differences(connections["opsporing"]) == []
    dossier = make_dossier()
    with pytest.raises(DatabaseError, match="bewaartermijn"):
        Opsporingsdossier.objects.filter(pk=dossier.pk)._raw_delete("opsporing")
    assert Opsporingsdossier.objects.get().geopend_door == BOA.actor


@pytest.mark.skipif(connection.vendor != "postgresql", reason="rollen heeft alleen PostgreSQL")
@pytest.mark.parametrize("rol", [SITE, WERKER])
def test_who_works_for_the_site_or_takes_in_deliveries_cannot_enter_the_schema(rol: str) -> None:
    make_dossier()
    for wie, mag in ((rol, False), (ROL, True)):
        with connections["opsporing"].cursor() as cursor:
            cursor.execute(f"SET ROLE {wie}")
            try:
                cursor.execute(f'SELECT count(*) FROM opsporing."{TABEL}"')
                assert mag and cursor.fetchone() == (1,)
            except DatabaseError as fout:
                assert not mag and "permission denied" in str(fout)
            finally:
                cursor.execute("RESET ROLE")
