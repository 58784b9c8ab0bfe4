"""The database refuses what would falsify history, whoever asks."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from vth.register.models import Bronobject, VthObjectVoorkomen
from vth.tijd.guard import list_guard_differences, list_registermodellen, put_guard_back
from vth.tijd.models import Herkomst
from vth.tijd.services import BewakingError, check_guard

from .builders import make_object

NU = datetime(2026, 1, 1, tzinfo=UTC)


def make_voorkomen(bronobject: Bronobject, **anders: Any) -> VthObjectVoorkomen:
    herkomst = Herkomst.objects.create(leverancier="OD-NOORD", soort="handeling", moment=NU)
    return VthObjectVoorkomen.objects.create(
        bronobject=bronobject,
        herkomst=herkomst,
        tijdstip_registratie=anders.pop("tijdstip_registratie", NU),
        begin_geldigheid=anders.pop("begin", date(2024, 6, 1)),
        **anders,
    )


@pytest.fixture
def site(db: None) -> Bronobject:
    return make_object()


def refused(message: str = "wacht") -> Any:
    return pytest.raises(DatabaseError, match=message)


def test_overlapping_voorkomen_is_refused_by_the_database(site: Bronobject) -> None:
    with refused("wacht"), transaction.atomic():
        make_voorkomen(site)


def test_deleting_is_refused_by_the_database(site: Bronobject) -> None:
    with refused(), transaction.atomic():
        VthObjectVoorkomen.objects.filter(bronobject=site)._raw_delete("default")


def test_changing_a_name_in_place_is_refused_by_the_database(site: Bronobject) -> None:
    with refused("alleen gesloten"), transaction.atomic():
        VthObjectVoorkomen.objects.filter(bronobject=site).update(naam="Verfhandel BV")


def test_closing_is_allowed_once(site: Bronobject) -> None:
    rijen = VthObjectVoorkomen.objects.filter(bronobject=site)
    later = datetime(2100, 1, 1, tzinfo=UTC)
    assert rijen.update(eind_registratie=later) == 1
    with refused("alleen gesloten"), transaction.atomic():
        rijen.update(eind_registratie=datetime(2101, 1, 1, tzinfo=UTC))


def test_voorkomen_that_is_born_closed_is_refused(site: Bronobject) -> None:
    with refused("is open"), transaction.atomic():
        make_voorkomen(
            site,
            begin=date(2020, 1, 1),
            eind_geldigheid=date(2021, 1, 1),
            eind_registratie=datetime(2027, 1, 1, tzinfo=UTC),
        )


def test_backdated_registration_over_known_history_is_refused(site: Bronobject) -> None:
    VthObjectVoorkomen.objects.filter(bronobject=site).update(
        eind_registratie=datetime(2100, 1, 1, tzinfo=UTC)
    )
    with refused("wacht"), transaction.atomic():
        make_voorkomen(site, tijdstip_registratie=datetime(2099, 1, 1, tzinfo=UTC))


def test_record_is_never_deleted_and_keeps_its_key(site: Bronobject) -> None:
    with refused(), transaction.atomic():
        Bronobject.objects.filter(pk=site.pk)._raw_delete("default")
    with refused(), transaction.atomic():
        Bronobject.objects.filter(pk=site.pk).update(sleutel="anders")


def test_every_register_table_is_guarded(db: None) -> None:
    assert len(list_registermodellen()) >= 11
    assert list_guard_differences(connection) == []


def test_dropped_guard_is_named_and_put_back(verse_database: None) -> None:
    make = {
        "sqlite": "DROP TRIGGER register_relatie_wacht_wis",
        "postgresql": "DROP TRIGGER register_relatie_wacht_wis ON register_relatie",
    }
    with connection.cursor() as cursor:
        cursor.execute(make[connection.vendor])
    with pytest.raises(BewakingError, match="register_relatie_wacht_wis ontbreekt"):
        check_guard()
    assert put_guard_back(connection) == ["register_relatie_wacht_wis"]
    check_guard()


def test_truncate_is_refused_on_postgresql(verse_database: None) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("TRUNCATE bestaat alleen op PostgreSQL")
    with refused(), connection.cursor() as cursor:
        cursor.execute("TRUNCATE register_relatie")


@pytest.mark.parametrize(
    ("tabel", "kolom", "index"),
    [
        ("register_relatie", "naar_id", "relatie_naar"),
        ("register_relatie", "van_id", "relatie_van"),
        ("register_vthobjectvoorkomen", "bronobject_id", ""),
        ("register_leverstatus", "bronobject_id", ""),
    ],
)
def test_index_of_the_guard_is_never_taken_for_a_question_about_an_id(
    db: None, tabel: str, kolom: str, index: str
) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("Alleen PostgreSQL bewaakt met een index")
    with connection.cursor() as cursor:
        # Only the guard's own index and reading all are left to choose from; the first may not be an answer.
        cursor.execute(
            "SELECT indexname FROM pg_indexes WHERE tablename = %s AND indexdef LIKE %s",
            [tabel, f"%% btree ({kolom}%%"],
        )
        gewoon = {naam for (naam,) in cursor.fetchall()}
        assert gewoon >= ({index} if index else set()) and gewoon
        for naam in gewoon:
            cursor.execute(f'DROP INDEX "{naam}"')
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN SELECT 1 FROM {tabel} WHERE {kolom} = %s", [make_object().pk])
        assert "wacht_overlap" not in str(cursor.fetchall())
