"""Shared by all tests: a database that is fresh where it must be, a clock that stands still, and a place to write."""

import fcntl
import gc
import os
import shutil
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.conf import settings as django_settings
from django.core.cache import caches
from django.db import connection
from django.test.utils import setup_databases
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

DATABASE_FIXTURES = {"db", "transactional_db", "verse_database", "verse_moduledatabase"}

# A busy machine is no fault of the code: how long one example takes is measured by `make bench`, not here.
hypothesis_settings.register_profile("huis", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis_settings.load_profile("huis")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Begin with the files that take long, so that no worker ends alone; on the second database, run only what touches it.

    What a browser does with a page is the same on both.
    """
    lang = {item.path for item in items if {"traag", "browser"} & {m.name for m in item.iter_markers()}}
    items.sort(key=lambda item: item.path not in lang)
    if os.environ.get("VTH_ALLEEN_DATABASE") != "ja":
        return
    raakt = [
        item
        for item in items
        if not item.get_closest_marker("browser")
        and (
            DATABASE_FIXTURES & set(getattr(item, "fixturenames", ())) or item.get_closest_marker("django_db")
        )
    ]
    config.hook.pytest_deselected(items=list(set(items) - set(raakt)))
    items[:] = raakt


def pytest_collection_finish(session: pytest.Session) -> None:
    """Leave what was loaded out of every later look for rubbish: that took a tenth of the time of all tests."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 100)


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_blocker: Any, tmp_path_factory: Any
) -> Iterator[None]:
    """Make the test database: migrated once for all workers, and copied by each; on SQLite in a file, for WAL, attaching and killing only exist there."""
    # The log of reads stands in the same database here: a test sees what it wrote, and undoes it.
    django_settings.VERWERKINGEN_DATABASE = django_settings.VERWERKINGEN_MIGRATIE = "default"
    django_settings.OPSPORING_DATABASE = "default"
    # Half a second of work per password is for thieves.
    django_settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    worker = os.environ.get("PYTEST_XDIST_WORKER", "")
    copy = _copy_sqlite if connection.vendor == "sqlite" else _copy_postgres
    with django_db_blocker.unblock():
        sjabloon = _make_sjabloon(tmp_path_factory.getbasetemp(), samen=bool(worker))
        connection.settings_dict["NAME"] = sjabloon
        for _ in copy(sjabloon, tmp_path_factory.mktemp("db")):
            yield


def _make_sjabloon(map_: Path, *, samen: bool) -> str:
    """Migrate the database that is copied, or wait until another worker of the same run has done so; give its name."""
    if samen:
        # The folders of all workers of one run lie beside one another.
        map_ = map_.parent
    sjabloon = f"sjabloon_{map_.name.replace('-', '_')}"
    if connection.vendor == "sqlite":
        sjabloon = str(map_ / "sjabloon.sqlite")
    klaar = map_ / f"sjabloon_{connection.vendor}.klaar"
    with (map_ / "sjabloon.slot").open("w") as slot:
        fcntl.flock(slot, fcntl.LOCK_EX)
        if not klaar.exists():
            connection.settings_dict["TEST"]["NAME"] = sjabloon
            setup_databases(verbosity=0, interactive=False, aliases={"default"})
            connection.close()
            klaar.touch()
    return sjabloon


@pytest.fixture
def verse_database(django_db_setup: None, django_db_blocker: Any, tmp_path: Path) -> Iterator[None]:
    """A database of its own for one test, outside any transaction: the guard forbids emptying a shared one."""
    with django_db_blocker.unblock():
        oud = connection.settings_dict["NAME"]
        copy = _copy_sqlite if connection.vendor == "sqlite" else _copy_postgres
        for _ in copy(oud, tmp_path):
            yield


@pytest.fixture(scope="module")
def verse_moduledatabase(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """The same, once for the tests of a module that only read, or undo what they did: what is costly to make is made once."""
    with django_db_blocker.unblock():
        oud = connection.settings_dict["NAME"]
        copy = _copy_sqlite if connection.vendor == "sqlite" else _copy_postgres
        for _ in copy(oud, tmp_path_factory.mktemp("module")):
            yield


def _copy_sqlite(oud: str, tmp_path: Path) -> Iterator[None]:
    """Copy the migrated file."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    connection.settings_dict["NAME"] = str(shutil.copy(oud, tmp_path / "vers.sqlite"))
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = oud


def _copy_postgres(oud: str, _tmp_path: Path) -> Iterator[None]:
    """Copy the migrated database through PostgreSQL's template mechanism."""
    naam = f"vers_{uuid.uuid4().hex[:12]}"
    connection.close()
    host, user = connection.settings_dict["HOST"], connection.settings_dict["USER"]
    beheer = psycopg.connect(host=host, user=user, dbname="postgres", autocommit=True)
    # Copied as files: a quarter of the time that writing each page to the log takes.
    beheer.execute(f'CREATE DATABASE "{naam}" TEMPLATE "{oud}" STRATEGY FILE_COPY')
    connection.settings_dict["NAME"] = naam
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = oud
        beheer.execute(f'DROP DATABASE "{naam}" WITH (FORCE)')
        beheer.close()


def list_mappen(begin: Path) -> dict[str, Path]:
    """Give the settings that say where files are, all below one folder."""
    var = begin / "var"
    delen = {"AANLEVERINGEN_DIR": "aanleveringen", "DAGSTAND_DIR": "dagstand", "DOCUMENTEN_DIR": "documenten"}
    return {"VAR_DIR": var} | {naam: var / deel for naam, deel in delen.items()}


@pytest.fixture(scope="session")
def mappen() -> Callable[[Path], dict[str, Path]]:
    """Give `list_mappen` to fixtures that live longer than one test."""
    return list_mappen


@pytest.fixture(autouse=True)
def eigen_map(settings: object, tmp_path: Path) -> None:
    """Give each test its own place for files."""
    for naam, map_ in list_mappen(tmp_path).items():
        setattr(settings, naam, map_)
    settings.TWEEDE_FACTOR = "vrij"  # type: ignore[attr-defined]
    # How often one account asked is counted per process: no test slows down another.
    caches["snel"].clear()


@pytest.fixture
def zet_klok(monkeypatch: pytest.MonkeyPatch) -> Callable[..., datetime]:
    """Hold the clock still at a given moment (UTC)."""

    def zet(*delen: int) -> datetime:
        moment = datetime(*delen, tzinfo=UTC)  # type: ignore[arg-type, misc]
        monkeypatch.setattr("vth.tijd.klok.now", lambda: moment)
        return moment

    return zet
