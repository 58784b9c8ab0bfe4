"""The app in the field in Chromium: without a network at every step, killed and started again, and nothing gets lost or doubled."""

import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from vth.toezicht.models import Antwoord, Controlelijst, Veldstuk
from vth.vormgeving.tests.conftest import AXE, CHROMIUM

from .builders import TINE
from .lijn import Lijn, lay_lijn
from .veldbrowser import Telefoon, ask_buiten, make_sessie, open_telefoon, serve
from .veldbuilders import eerder, make_bezoek, make_foto, stuur

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"er is geen {CHROMIUM}"),
]
PHONE_BYTES = 150_000


@pytest.fixture
def lijst(verse_database: None, monkeypatch: pytest.MonkeyPatch) -> Controlelijst:
    monkeypatch.setattr("config.middleware.read_viewer", lambda request: TINE)
    return make_bezoek(begonnen=False)[1]


@pytest.fixture
def lijn(lijst: Controlelijst) -> Iterator[Lijn]:
    with serve() as poort, lay_lijn(poort) as lijn:
        yield lijn


@pytest.fixture
def telefoon(lijn: Lijn, tmp_path: Path) -> Iterator[Telefoon]:
    with open_telefoon(lijn.poort, tmp_path, make_sessie()) as telefoon:
        yield telefoon


def take_along(page: Page) -> None:
    page.goto("/toezicht/veld/")
    page.get_by_role("button", name="Haal mijn geplande bezoeken op").click()
    page.get_by_role("button", name="Neem mee").click()
    expect(page.get_by_role("heading", name="Integrale controle")).to_be_visible()


def open_deel(page: Page, naam: str) -> None:
    page.get_by_role("navigation").get_by_role("link", name=naam, exact=True).click()


def answer(page: Page, vraag: str, antwoord: str) -> None:
    vak = page.locator(f'[data-vraag="{vraag}"]')
    vak.get_by_label(antwoord, exact=True).check()
    expect(vak.locator(".veld-stand")).to_contain_text(re.compile("op dit toestel|onderweg|aangekomen"))


def wait_until(klopt: Callable[[], bool], seconden: float = 15) -> None:
    einde = time.monotonic() + seconden
    while not klopt() and time.monotonic() < einde:
        time.sleep(0.05)
    assert klopt()


def test_phone_takes_little_and_the_pages_are_accessible(telefoon: Telefoon, lijn: Lijn) -> None:
    page = telefoon.start()
    gewicht: list[int] = []
    page.on("response", lambda r: gewicht.append(len(r.body())) if r.request.service_worker is None else None)
    take_along(page)
    assert sum(gewicht) < PHONE_BYTES
    for deel in ("Voorbereiding", "Vragen", "Foto's en notities", "Monsters", "Bezoek", "Versturen"):
        open_deel(page, deel)
        expect(page.get_by_role("link", name=deel, exact=True)).to_have_attribute("aria-current", "page")
        page.evaluate(AXE.read_text())
        fouten = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
        assert [f"{f['id']}: {[n['target'] for n in f['nodes']]}" for f in fouten] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert telefoon.klachten == []


def test_a_visit_without_a_network_and_with_a_killed_browser_arrives_whole_and_once(
    telefoon: Telefoon, lijn: Lijn, lijst: Controlelijst
) -> None:
    """Cut before each step; killed right after the last change; mended for a few bytes at a time until all is there."""
    page = telefoon.start()
    take_along(page)
    wait_ready(page)
    lijn.cut()
    page.reload()
    open_deel(page, "Bezoek")
    page.get_by_role("button", name="Ik ben begonnen").click()
    open_deel(page, "Vragen")
    answer(page, "moment", "in gebruik")
    answer(page, "aanleg_voor_2013", "nee")
    vak = page.locator('[data-vraag="retour"]')
    vak.get_by_label("Getal").fill("31,5")
    foto = {"name": "meter.jpg", "mimeType": "image/jpeg", "buffer": make_foto(400)}
    vak.locator("input[type=file]").set_input_files([foto])
    expect(vak.locator("img")).to_be_visible()
    expect(vak.locator(".veld-uitkomst")).to_contain_text("overtreden")
    page.wait_for_timeout(700)
    telefoon.kill()
    page = telefoon.start()
    page.goto("/toezicht/veld/")
    page.get_by_role("link", name=re.compile("Integrale controle")).click()
    open_deel(page, "Vragen")
    expect(page.locator('[data-vraag="retour"]').get_by_label("Getal")).to_have_value("31,5")
    check_arrival(page, lijn)
    assert telefoon.klachten == []


def wait_ready(page: Page) -> None:
    """Wait until the service worker has the app on the device."""
    page.evaluate("navigator.serviceWorker.ready.then(() => null)")


def check_arrival(page: Page, lijn: Lijn) -> None:
    """Mend the line for a few bytes at a time; in the end every piece is there once, and the phone says so."""
    assert not ask_buiten(Antwoord.objects.exists)
    for rest in (3_000, 9_000, 40_000):
        lijn.mend(rest)
        page.evaluate("window.dispatchEvent(new Event('online'))")
        wait_until(lambda: not lijn.heel)
    lijn.mend()
    page.evaluate("window.dispatchEvent(new Event('online'))")
    expect(page.locator("[data-open]")).to_have_attribute("data-open", "0", timeout=60_000)
    expect(page.locator("[data-fout]")).to_have_attribute("data-fout", "0")
    assert ask_buiten(read_aangekomen) == (
        {"moment": "gebruik", "aanleg_voor_2013": "nee", "retour": "31,5"},
        ["bezoek", "foto"],
        "bezig",
        True,
    )


def read_aangekomen() -> tuple[dict[str, str], list[str], str, bool]:
    """The answers that count, the pieces beside them, the state of the visit, and whether every photo is a document."""
    geldt = {a.vraag: a.inhoud["waarde"] for a in Antwoord.objects.order_by("geldt_op")}
    stukken = list(Veldstuk.objects.order_by("soort"))
    heel = all(s.document_id for s in stukken if s.soort == "foto")
    return geldt, [s.soort for s in stukken], Controlelijst.objects.get().controle.staat, heel


def test_another_device_and_a_file_that_is_no_photo_are_told(
    telefoon: Telefoon, lijst: Controlelijst
) -> None:
    page = telefoon.start()
    take_along(page)
    ask_buiten(lambda: stuur(lijst, "moment", "einde", toestel="tablet", op=eerder(1)))
    open_deel(page, "Vragen")
    answer(page, "moment", "in gebruik")
    ander = page.locator('[data-vraag="moment"] .veld-ander')
    expect(ander).to_contain_text("antwoordde")
    expect(ander).to_contain_text("Uw antwoord is later en telt.")
    open_deel(page, "Foto's en notities")
    nep = {"name": "brief.jpg", "mimeType": "image/jpeg", "buffer": b"geen beeld"}
    page.locator("input[type=file]").set_input_files([nep])
    expect(page.locator(".veld-fotovak .veld-fout")).to_contain_text("brief.jpg is geen foto")
    assert not ask_buiten(Veldstuk.objects.exists)
