"""A running site with Lindeland in it, for a browser: the real settings, a database and files of its own."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.handlers.wsgi import WSGIHandler
from django.core.servers.basehttp import ThreadedWSGIServer
from django.template.utils import get_app_template_dirs
from django.test.signals import template_rendered
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
        sign_in_at(page, gebruiker)
        page.wait_for_url(f"{adres}/")
    return Bezoek(context, page, klachten)


def sign_in_at(page: Page, gebruiker: str) -> None:
    """Give the name and the password of a demo account on the page where one signs in."""
    wachtwoord = next(a["wachtwoord"] for a in read_gegevens("accounts") if a["gebruiker"] == gebruiker)
    page.goto("/aanmelden")
    page.fill("[name=login]", gebruiker)
    page.fill("[name=password]", wachtwoord)
    page.press("[name=password]", "Enter")


class Bezoeken:
    """The accounts that are in the browser."""

    def __init__(self, browser: Browser, site: Site) -> None:
        self.browser, self.site = browser, site
        self.per_gebruiker: dict[str, Bezoek] = {}
        # What was opened, and the templates that were rendered for it: the site runs in this process.
        self.geopend: set[str] = set()
        self.sjablonen: set[str] = set()

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
        template_rendered.connect(self._note)
        try:
            bezoek.open(self.site.paden[blad.naam], blad.status, breedte)
        finally:
            template_rendered.disconnect(self._note)
        self.geopend.add(blad.naam)
        return bezoek

    def _note(self, template: Any, **_: Any) -> None:
        """Note one template that was rendered."""
        self.sjablonen.add(template.name)

    def close(self) -> None:
        """Close all of them."""
        for bezoek in self.per_gebruiker.values():
            bezoek.context.close()


@cache
def read_axe() -> str:
    """Give axe-core as a script."""
    return AXE.read_text()


def run_axe(page: Page) -> list[str]:
    """Run all rules of axe-core on what is shown now, and give what they found.

    Half a megabyte of script is sent once per page, and of what was found only what is told comes back.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(read_axe())
    gevonden: list[str] = page.evaluate(
        """axe.run(document, {reporter: 'no-passes'}).then(
            r => r.violations.map(v => `${v.id}: ${JSON.stringify(v.nodes.map(n => n.target))}`)
        )"""
    )
    return gevonden


def check_breedtes(page: Page) -> None:
    """Show a page at every width: nobody needs to scroll sideways, and axe finds nothing."""
    for breedte in BREEDTES:
        page.set_viewport_size({"width": breedte, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= breedte, breedte
        assert run_axe(page) == [], breedte


def list_sjabloonmappen() -> list[Path]:
    """List the folders with templates of our own rooms."""
    mappen = [Path(map_) for map_ in get_app_template_dirs("templates")]
    return [m for m in mappen if m.is_relative_to(settings.BASE_DIR) and "site-packages" not in m.parts]


def list_paginas() -> set[str]:
    """List the templates of whole pages: those that stand on another one, or bring their own `<html>`."""
    teksten = {
        b.relative_to(map_).as_posix(): b.read_text()
        for map_ in list_sjabloonmappen()
        for b in map_.rglob("*.html")
    }
    return {naam for naam, tekst in teksten.items() if tekst.startswith("{% extends") or "<html" in tekst}
