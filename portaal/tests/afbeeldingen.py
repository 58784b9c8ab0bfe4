"""The pictures of the documentation, taken from the demo; `docs/afbeeldingen/maak.py` runs this."""

import sys
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from portaal.cli import migreer
from voorbeelden.demo import make_demo
from vth.vormgeving.tests.conftest import CHROMIUM, VLAGGEN

from .bladen import BEHEER, BLADEN, STELSEL, Blad, find_vol_verslag, prepare_lindeland
from .site import sign_in, start_site

GROOTSTE_BYTES = 250_000
BREEDTE = 1280
# Pages that a picture needs and that differ from those that the browser tests walk.
EIGEN = (
    Blad("alle-aanleveringen", STELSEL, lambda: "/aanleveringen/"),
    Blad("kaart-alles", STELSEL, lambda: "/kaart?soort=vthobject"),
    Blad("toetsverslag-vol", BEHEER, find_vol_verslag),
)


@dataclass(frozen=True)
class Afbeelding:
    """One picture: its name, the page of which it is, how high the window is, and what is opened first."""

    naam: str
    blad: str
    hoogte: int = 900
    klik: str = ""


AFBEELDINGEN = (
    Afbeelding("start", "start-beheer"),
    Afbeelding("aanlevering-lijst", "alle-aanleveringen"),
    Afbeelding("toetsverslag", "toetsverslag-vol"),
    Afbeelding("score", "score", 1000),
    Afbeelding("vergelijking", "vergelijking", 1300),
    Afbeelding("zoeken", "zoeken"),
    Afbeelding("object", "object", 1250, klik=".vth-bron summary >> nth=0"),
    Afbeelding("object-toen", "object-toen", 1250),
    Afbeelding("kaart", "kaart-alles"),
    Afbeelding("terugmelding", "terugmelding", 620),
    Afbeelding("vergunning", "vergunning", 1100),
    Afbeelding("vergunning-verschil", "vergunning-verschil", 1000),
    Afbeelding("verouderd", "verouderd", 620),
    Afbeelding("signalen", "signalen", 1000),
    Afbeelding("zaak", "zaak", 1100),
    Afbeelding("besluit", "besluit", 1000),
    Afbeelding("wie-mag-tekenen", "tekenen-mag", 1000),
    Afbeelding("dubbel-paar", "dubbel-paar", 1100),
    Afbeelding("controle", "controle", 1100),
    Afbeelding("monster", "monster", 1100),
    Afbeelding("maatregel", "maatregel", 1100),
    Afbeelding("maatregelbrief", "maatregelbrief", 1000),
    Afbeelding("afweging", "afweging", 1000),
    Afbeelding("programma", "programma", 1000),
    Afbeelding("programma-tijdlijn", "programma-tijdlijn", 1000),
    Afbeelding("programma-verschuiving", "programma-verschuiving", 900),
    Afbeelding("programma-samenhang", "programma-samenhang", 900),
    Afbeelding("inlezing", "inlezing", 1000),
    Afbeelding("landelijk-rapport", "rondrapport", 1000),
    Afbeelding("indicator", "indicator", 1000),
    Afbeelding("account", "account", 780),
    Afbeelding("inzagen", "inzagen", 620),
)


def take_afbeelding(
    browser: Browser, adres: str, blad: Blad, pad: str, beeld: Afbeelding, file: Path
) -> None:
    """Open a page as its account, and write what the window shows."""
    page = sign_in(browser, adres, blad.gebruiker).page
    page.set_viewport_size({"width": BREEDTE, "height": beeld.hoogte})
    page.goto(pad)
    if beeld.klik:
        page.locator(beeld.klik).click()
        page.evaluate("document.activeElement.blur()")
    if page.locator("#kaart").count():
        page.locator("#kaart[data-klaar]").wait_for(timeout=60_000)
        page.wait_for_timeout(1000)
    page.screenshot(path=file)
    page.context.close()


def main() -> None:
    """Load the demo, and take the pictures that are named after the folder in which they go, or all."""
    map_, *namen = Path(sys.argv[1]), *sys.argv[2:]
    migreer()
    make_demo()
    prepare_lindeland()
    bladen = {blad.naam: (blad, blad.adres()) for blad in (*BLADEN, *EIGEN)}
    with start_site() as adres, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=VLAGGEN)
        for beeld in AFBEELDINGEN:
            if namen and beeld.naam not in namen:
                continue
            file = map_ / f"{beeld.naam}.png"
            take_afbeelding(browser, adres, *bladen[beeld.blad], beeld, file)
            if file.stat().st_size > GROOTSTE_BYTES:
                sys.exit(f"{file.name} is groter dan {GROOTSTE_BYTES} bytes. Maak het venster lager.")
        browser.close()
