"""Installations of their own for one measurement each: a database and a folder, made fresh or copied whole."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import psycopg

from huisregels.proefpostgres import start_postgres

SOORTEN = ("sqlite", "postgresql")


@dataclass(frozen=True)
class Installatie:
    """One installation: which kind of database, where it is, and the folder below which it keeps its files."""

    soort: str
    url: str
    map: Path

    @property
    def omgeving(self) -> dict[str, str]:
        """Give the environment of a process that works in this installation."""
        return os.environ | {
            "DATABASE_URL": self.url,
            "VTH_VAR": str(self.map / "var"),
            "VTH_PROFIELEN": str(self.map.parent / "profielen"),
            "DJANGO_SETTINGS_MODULE": "config.settings",
        }


class Bouwplaats:
    """Where installations with SQLite are made, copied and removed."""

    soort = "sqlite"

    def __init__(self, map_: Path) -> None:
        self.map = map_

    def make(self, naam: str) -> Installatie:
        """Give a place for a new installation."""
        map_ = self.map / naam
        (map_ / "var").mkdir(parents=True)
        return Installatie(self.soort, f"sqlite:///{map_ / 'vth.sqlite'}", map_)

    def copy(self, bron: Installatie, naam: str) -> Installatie:
        """Copy an installation in which nobody is at work; it is on disk first, so that no measurement pays for that."""
        shutil.copytree(bron.map, self.map / naam)
        os.sync()
        return Installatie(self.soort, f"sqlite:///{self.map / naam / 'vth.sqlite'}", self.map / naam)

    def remove(self, installatie: Installatie) -> None:
        """Remove an installation."""
        shutil.rmtree(installatie.map)


class PostgresBouwplaats(Bouwplaats):
    """The same with databases of one PostgreSQL server."""

    soort = "postgresql"

    def __init__(self, map_: Path, url: str) -> None:
        super().__init__(map_)
        self.url = url

    def make(self, naam: str) -> Installatie:
        """Give an empty database and a folder."""
        (self.map / naam / "var").mkdir(parents=True)
        return self._make_database(naam, "template1")

    def copy(self, bron: Installatie, naam: str) -> Installatie:
        """Copy folder and database; the server copies the files, and all is on disk before anything is measured."""
        shutil.copytree(bron.map, self.map / naam)
        os.sync()
        return self._make_database(naam, urlsplit(bron.url).path.lstrip("/"))

    def remove(self, installatie: Installatie) -> None:
        """Drop the database and remove the folder."""
        with self._connect() as server:
            server.execute(f'DROP DATABASE "{urlsplit(installatie.url).path.lstrip("/")}" WITH (FORCE)')
            server.execute("CHECKPOINT")
        super().remove(installatie)

    def _make_database(self, naam: str, sjabloon: str) -> Installatie:
        """Make a database from a template; dirty pages are written first, so that no measurement pays for them."""
        with self._connect() as server:
            server.execute(f'CREATE DATABASE "{naam}" TEMPLATE "{sjabloon}" STRATEGY file_copy')
            server.execute("CHECKPOINT")
        return Installatie(self.soort, self.url.replace("/vth?", f"/{naam}?"), self.map / naam)

    def _connect(self) -> psycopg.Connection:
        """Connect to the server itself."""
        host = parse_qs(urlsplit(self.url).query)["host"][0]
        return psycopg.connect(host=host, user="vth", dbname="postgres", autocommit=True)


@contextmanager
def open_bouwplaats(soort: str, map_: Path) -> Iterator[Bouwplaats]:
    """Open a place for installations with this kind of database."""
    map_.mkdir(parents=True)
    if soort == "sqlite":
        yield Bouwplaats(map_)
        return
    # PostgreSQL's own defaults for safety, unlike the tests: what is measured must be what a service would see.
    with start_postgres("fsync=on", "shared_buffers=512MB", "max_wal_size=8GB") as url:
        yield PostgresBouwplaats(map_, url)
