"""A running site with Lindeland in it, for a browser: the real settings, a database and files of its own."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.handlers.wsgi import WSGIHandler
from django.core.servers.basehttp import ThreadedWSGIServer
from playwright.sync_api import Browser, BrowserContext, Page

from portaal.tests.bladen import Blad
from voorbeelden.wereld import read_gegevens
from vth.vormgeving.tests.conftest import AXE, StilleHandler

BREEDTES = (1280, 768, 390)


@contextmanager
def start_site() -> Iterator[str]:
    """Serve the site and its static files on a free port, and give its address."""
    server = ThreadedWSGIServer(("127.0.0.1", 0), StilleHandler)
    server.set_app(StaticFilesHandler(WSGIHandler()))
    draad = threading.Thread(target=server.serve_forever, daemon=True)
    draad.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        draad.join()


@dataclass(frozen=True)
class Site:
    """A running site: its address, where its files are, and the address of every page in it."""

    adres: str
    mappen: dict[str, Path]
    paden: dict[str, str]


@dataclass
class Bezoek:
    """One account in the browser, and what the browser complained of on the way."""

    context: BrowserContext
    page: Page
    klachten: list[str]

    def open(self, adres: str, status: int = 200, breedte: int = 1280) -> None:
        """Open a page at a width; the status that it must have is no complaint."""
        self.page.set_viewport_size({"width": breedte, "height": 900})
        antwoord = self.page.goto(adres)
        assert antwoord is not None and antwoord.status == status
        if status >= 400:
            self.klachten[:] = [k for k in self.klachten if f"status of {status}" not in k]


def sign_in(browser: Browser, adres: str, gebruiker: str, *, script: bool = True) -> Bezoek:
    """Open the site as a demo account, or as nobody; collect complaints, and requests to any other host."""
    context = browser.new_context(base_url=adres, locale="nl-NL", java_script_enabled=script)
    page, klachten = context.new_page(), list[str]()
    page.on("console", lambda bericht: klachten.append(bericht.text) if bericht.type == "error" else None)
    page.on("pageerror", lambda fout: klachten.append(str(fout)))
    eigen = (adres, "data:", "blob:")
    page.on("request", lambda r: None if r.url.startswith(eigen) else klachten.append(r.url))
    if gebruiker:
        wachtwoord = next(a["wachtwoord"] for a in read_gegevens("accounts") if a["gebruiker"] == gebruiker)
        page.goto("/aanmelden")
        page.fill("[name=login]", gebruiker)
        page.fill("[name=password]", wachtwoord)
        page.press("[name=password]", "Enter")
        page.wait_for_url(f"{adres}/")
    return Bezoek(context, page, klachten)


class Bezoeken:
    """The accounts that are in the browser."""

    def __init__(self, browser: Browser, site: Site) -> None:
        self.browser, self.site = browser, site
        self.per_gebruiker: dict[str, Bezoek] = {}

    def get(self, gebruiker: str) -> Bezoek:
        """Give the visit of an account; it signs in at its first use."""
        if gebruiker not in self.per_gebruiker:
            self.per_gebruiker[gebruiker] = sign_in(self.browser, self.site.adres, gebruiker)
        bezoek = self.per_gebruiker[gebruiker]
        bezoek.klachten.clear()
        return bezoek

    def open(self, blad: Blad, breedte: int = 1280) -> Bezoek:
        """Open a page as the account that it is for."""
        bezoek = self.get(blad.gebruiker)
        bezoek.open(self.site.paden[blad.naam], blad.status, breedte)
        return bezoek

    def close(self) -> None:
        """Close all of them."""
        for bezoek in self.per_gebruiker.values():
            bezoek.context.close()


@cache
def read_axe() -> str:
    """Give axe-core as a script that loads itself once per page."""
    return f"if (!window.axe) {{ {AXE.read_text()} }}"


def run_axe(page: Page) -> list[str]:
    """Run all rules of axe-core on what is shown now, and give what they found."""
    page.evaluate(read_axe())
    uitkomst: dict[str, Any] = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [f"{v['id']}: {[n['target'] for n in v['nodes']]}" for v in uitkomst["violations"]]
