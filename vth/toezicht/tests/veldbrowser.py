"""A browser that keeps what it stores, that can be killed as a phone can, and that looks at a running site over a line."""

import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from django.conf import settings
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.handlers.wsgi import WSGIHandler
from django.core.servers.basehttp import ThreadedWSGIServer
from django.db import connections
from django.test import Client
from playwright.sync_api import BrowserContext, Error, Page, Playwright, sync_playwright

from vth.toegang.models import Gebruiker
from vth.vormgeving.tests.conftest import CHROMIUM, VLAGGEN, StilleHandler

T = TypeVar("T")
TELEFOON = {"width": 390, "height": 844}


@contextmanager
def serve() -> Iterator[int]:
    """Serve the site and give its port."""
    server = ThreadedWSGIServer(("127.0.0.1", 0), StilleHandler)
    server.set_app(StaticFilesHandler(WSGIHandler()))
    draad = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    draad.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()
        draad.join()


def ask_buiten(doe: Callable[[], T]) -> T:
    """Ask the database outside the loop that playwright runs in this thread, over a connection that is closed afterwards."""

    def run() -> T:
        try:
            return doe()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as draden:
        return draden.submit(run).result()


def make_sessie() -> str:
    """Sign somebody in and give the cookie of that."""
    gebruiker, _ = Gebruiker.objects.get_or_create(username="tine", defaults={"naam": "Tine Toezicht"})
    client = Client()
    client.force_login(gebruiker)
    # The first answer of a process loads all rooms; the browser need not wait for that.
    client.get("/toezicht/veld/")
    return client.cookies[settings.SESSION_COOKIE_NAME].value


@dataclass
class Telefoon:
    """A browser with a memory on disk."""

    playwright: Playwright
    map: Path
    adres: str
    sessie: str
    klachten: list[str] = field(default_factory=list)
    context: BrowserContext | None = None

    def start(self) -> Page:
        """Start it, with what it remembers, at the app."""
        self.context = self.playwright.chromium.launch_persistent_context(
            str(self.map),
            executable_path=str(CHROMIUM),
            args=VLAGGEN,
            locale="nl-NL",
            viewport=TELEFOON,
            base_url=self.adres,
        )
        self.context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": self.sessie, "url": self.adres}]
        )
        page = self.context.pages[0]
        page.set_default_timeout(20_000)
        page.on("pageerror", lambda fout: self.klachten.append(str(fout)))
        return page

    def kill(self) -> None:
        """Kill it as a phone that falls: no goodbye, nothing written any more."""
        for proces in Path("/proc").glob("[0-9]*/cmdline"):
            try:
                regel = proces.read_bytes().decode(errors="replace")
            except OSError:
                continue
            # Only the browser of this test: its folder stands in its command line.
            if f"--user-data-dir={self.map}" in regel:
                os.kill(int(proces.parent.name), signal.SIGKILL)
        self.close()

    def close(self) -> None:
        """End it."""
        if self.context is not None:
            with suppress(Error):
                self.context.close()
            self.context = None


@contextmanager
def open_telefoon(poort: int, map_: Path, sessie: str) -> Iterator[Telefoon]:
    """Give a phone that somebody is signed in on, before its first page."""
    with sync_playwright() as playwright:
        telefoon = Telefoon(playwright, map_ / "telefoon", f"http://127.0.0.1:{poort}", sessie)
        yield telefoon
        telefoon.close()
