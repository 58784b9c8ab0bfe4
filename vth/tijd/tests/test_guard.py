"""The guard of the database survives migrations, is compared at start-up, and covers who said what."""

from importlib import import_module
from typing import Any

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, models, transaction

from vth.register.models import Leverstatus
from vth.tijd.guard import list_guard_differences, list_registermodellen
from vth.tijd.models import Herkomst
from vth.tijd.services import BewakingError, check_guard

from .builders import make_bronobject, make_herkomst, record_status

TABEL = Leverstatus._meta.db_table


def alter_status(lengte: int) -> None:
    """Change a column as a migration does: on SQLite Django makes the whole table anew."""
    oud = Leverstatus._meta.get_field("status")
    nieuw = models.CharField(max_length=lengte)
    nieuw.set_attributes_from_name("status")
    nieuw.model = Leverstatus
    with connection.schema_editor() as editor:
        editor.alter_field(Leverstatus, oud, nieuw)


def add_column() -> None:
    """Add a column with a default, the other change for which SQLite's table is made anew."""
    veld = models.CharField(max_length=3, default="nee")
    veld.set_attributes_from_name("proef")
    veld.model = Leverstatus
    with connection.schema_editor() as editor:
        editor.add_field(Leverstatus, veld)


def drop_guard(naam: str) -> None:
    with connection.cursor() as cursor:
        van = "" if connection.vendor == "sqlite" else f' ON "{TABEL}"'
        cursor.execute(f'DROP TRIGGER "{TABEL}_wacht_{naam}"{van}')


def refuse_changes() -> None:
    """See that what stands in the table can neither go nor change."""
    with pytest.raises(DatabaseError, match="wacht"), transaction.atomic():
        Leverstatus.objects.all()._raw_delete("default")
    with pytest.raises(DatabaseError, match="wacht"), transaction.atomic():
        Leverstatus.objects.update(status="anders")


@pytest.mark.parametrize("bouw", [lambda: alter_status(40), add_column], ids=["wijzig", "voeg toe"])
def test_guard_is_back_after_a_migration_rebuilt_the_table(verse_database: None, bouw: Any) -> None:
    record_status(make_bronobject())
    bouw()
    if connection.vendor == "sqlite":
        with pytest.raises(BewakingError, match=f"{TABEL}_wacht_wis ontbreekt"):
            check_guard()
    call_command("migrate", verbosity=0)
    check_guard()
    refuse_changes()


@pytest.mark.parametrize("kamer", ["register", "tijd"])
def test_guard_is_back_after_migrating_one_room(verse_database: None, kamer: str) -> None:
    record_status(make_bronobject())
    drop_guard("wis")
    call_command("migrate", kamer, verbosity=0)
    check_guard()
    refuse_changes()


def test_half_migrated_table_is_passed_over_and_named_at_start(verse_database: None) -> None:
    for naam in ("wis", "sluit"):
        drop_guard(naam)
    with connection.cursor() as cursor:
        cursor.execute(f'ALTER TABLE "{TABEL}" RENAME COLUMN status TO nog_niet')
    call_command("migrate", "register", verbosity=0)
    assert any("wacht_wis ontbreekt" in verschil for verschil in list_guard_differences(connection))


def test_guard_that_was_weakened_is_named(verse_database: None) -> None:
    drop_guard("wis")
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                f'CREATE TRIGGER "{TABEL}_wacht_wis" BEFORE DELETE ON "{TABEL}" WHEN 0 BEGIN SELECT 1; END'
            )
        else:
            cursor.execute(
                f'CREATE TRIGGER "{TABEL}_wacht_wis" BEFORE DELETE ON "{TABEL}" FOR EACH ROW WHEN (false) '
                f'EXECUTE FUNCTION "{TABEL}_wacht_wis_f"()'
            )
    with pytest.raises(BewakingError, match=f"{TABEL}_wacht_wis is anders dan het model vraagt"):
        check_guard()


@pytest.mark.parametrize("hoe", ["DISABLE TRIGGER", "ENABLE REPLICA TRIGGER"])
def test_guard_that_was_switched_off_is_named_and_put_back(verse_database: None, hoe: str) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("Alleen PostgreSQL kan een trigger uitzetten")
    record_status(make_bronobject())
    with connection.cursor() as cursor:
        cursor.execute(f'ALTER TABLE "{TABEL}" {hoe} "{TABEL}_wacht_wis"')
    with pytest.raises(BewakingError, match=f"{TABEL}_wacht_wis ontbreekt"):
        check_guard()
    call_command("migrate", verbosity=0)
    check_guard()
    refuse_changes()


def test_overlap_guard_that_was_dropped_is_named_and_put_back(verse_database: None) -> None:
    record_status(make_bronobject())
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f'DROP TRIGGER "{TABEL}_wacht_overlap"')
        else:
            cursor.execute(f'ALTER TABLE "{TABEL}" DROP CONSTRAINT "{TABEL}_wacht_overlap"')
    with pytest.raises(BewakingError, match=f"{TABEL}_wacht_overlap ontbreekt"):
        check_guard()
    call_command("migrate", verbosity=0)
    check_guard()


def test_site_does_not_start_without_the_guard(verse_database: None) -> None:
    check_start = import_module("config.wsgi").check_start
    check_start()
    drop_guard("sluit")
    with pytest.raises(SystemExit, match=r"Open VTH start niet(.|\n)*Draai `vth migreer`"):
        check_start()


@pytest.mark.django_db
@pytest.mark.parametrize("anders", [{"leverancier": "OD-ZUID"}, {"soort": "stamgegevens"}])
def test_who_said_it_is_never_changed(anders: dict[str, str]) -> None:
    herkomst = make_herkomst()
    with pytest.raises(DatabaseError, match="wacht"), transaction.atomic():
        Herkomst.objects.filter(pk=herkomst.pk).update(**anders)
    with pytest.raises(DatabaseError, match="wacht"), transaction.atomic():
        Herkomst.objects.filter(pk=herkomst.pk)._raw_delete("default")


@pytest.mark.django_db
def test_replacing_a_row_is_refused_like_deleting_it() -> None:
    """SQLite's REPLACE deletes without firing triggers, unless recursive_triggers is on."""
    if connection.vendor != "sqlite":
        pytest.skip("INSERT OR REPLACE bestaat alleen op SQLite")
    herkomst = make_herkomst()
    with pytest.raises(DatabaseError, match="wacht"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT OR REPLACE INTO tijd_herkomst (id, leverancier, soort, moment) SELECT id, 'X', soort, moment "
            "FROM tijd_herkomst WHERE id = %s",
            [herkomst.pk],
        )


def test_no_register_table_can_be_emptied(verse_database: None) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("TRUNCATE bestaat alleen op PostgreSQL")
    for tabel in [m._meta.db_table for m in list_registermodellen()] + [
        "tijd_herkomst",
        "register_bronobject",
    ]:
        with pytest.raises(DatabaseError, match="wacht"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f'TRUNCATE "{tabel}" CASCADE')
