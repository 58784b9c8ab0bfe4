"""The style guide in a real browser: axe, no scrolling sideways, keyboard, print, the map library."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from .conftest import AXE, CHROMIUM, VLAGGEN

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"{CHROMIUM} ontbreekt: apt-get install chromium"),
    pytest.mark.skipif(not AXE.exists(), reason=f"{AXE.name} ontbreekt: make installeer"),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=VLAGGEN)
        yield browser
        browser.close()


@pytest.fixture
def klachten() -> list[str]:
    return []


@pytest.fixture
def page(browser: Browser, adres: str, klachten: list[str]) -> Iterator[Page]:
    """A page that collects what the browser complains of: the policy, scripts, files that are not there."""
    context = browser.new_context(base_url=adres, locale="nl-NL")
    page = context.new_page()
    page.on("console", lambda bericht: klachten.append(bericht.text) if bericht.type == "error" else None)
    page.on("pageerror", lambda fout: klachten.append(str(fout)))
    page.on(
        "request", lambda r: None if r.url.startswith((adres, "data:", "blob:")) else klachten.append(r.url)
    )
    yield page
    context.close()


def run_axe(page: Page) -> list[str]:
    page.evaluate(AXE.read_text())
    uitkomst: dict[str, Any] = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [f"{v['id']}: {[n['target'] for n in v['nodes']]}" for v in uitkomst["violations"]]


@pytest.mark.parametrize(
    ("thema", "breedte"), [("voorbeeld", 390), ("voorbeeld", 768), ("voorbeeld", 1280), ("ma", 1280)]
)
@pytest.mark.parametrize("pad", ["/stijlgids?leverancier=n&sorteer=-dag&q=verf", "/toen"])
def test_page_has_no_axe_violation_and_never_scrolls_sideways(
    page: Page, klachten: list[str], eigen_site: Any, breedte: int, pad: str, thema: str
) -> None:
    eigen_site.VORMGEVING_THEMA = thema
    page.set_viewport_size({"width": breedte, "height": 900})
    page.goto(pad)
    assert page.evaluate("document.documentElement.scrollWidth") <= breedte
    assert run_axe(page) == []
    assert klachten == []


def test_opened_pieces_have_no_axe_violation_either(page: Page) -> None:
    page.goto("/stijlgids")
    page.evaluate("for (const d of document.querySelectorAll('details')) d.open = true")
    assert run_axe(page) == []


def test_phone_shows_a_row_as_a_card_with_its_headings(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 900})
    page.goto("/stijlgids")
    cel = page.locator(".vth-tabel td").first
    assert cel.evaluate("e => getComputedStyle(e).display") == "flow-root"
    assert cel.evaluate("e => getComputedStyle(e, '::before').content") == '"Leverancier"'


def test_first_tab_skips_to_the_content(page: Page) -> None:
    page.goto("/stijlgids")
    page.keyboard.press("Tab")
    expect(page.locator(".vth-overslaan")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#inhoud")).to_be_focused()


def test_source_opens_with_the_keyboard(page: Page) -> None:
    page.goto("/stijlgids")
    page.locator(".vth-bron summary").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".vth-bron__blad").first).to_be_visible()


def test_work_list_moves_with_j_and_k_only_from_inside(page: Page) -> None:
    page.goto("/stijlgids")
    links = page.locator(".vth-werklijst__titel")
    page.locator("#zoek-q").focus()
    page.keyboard.press("j")
    expect(page.locator("#zoek-q")).to_be_focused()
    links.first.focus()
    page.keyboard.press("j")
    page.keyboard.press("x")
    expect(links.nth(1)).to_be_focused()
    expect(page.locator(".vth-werklijst__kies").nth(1)).to_be_checked()
    page.keyboard.press("k")
    expect(links.first).to_be_focused()


def test_navigation_folds_on_a_phone_and_needs_no_javascript(browser: Browser, adres: str) -> None:
    context = browser.new_context(base_url=adres, java_script_enabled=False)
    page = context.new_page()
    page.goto("/stijlgids")
    expect(page.get_by_role("link", name="Handhaving", exact=True)).to_be_visible()
    page.set_viewport_size({"width": 390, "height": 900})
    expect(page.get_by_role("link", name="Handhaving", exact=True)).to_be_hidden()
    page.get_by_text("Menu", exact=True).click()
    expect(page.get_by_role("link", name="Handhaving", exact=True)).to_be_visible()
    context.close()


def test_error_summary_takes_the_focus_without_javascript(browser: Browser, adres: str) -> None:
    context = browser.new_context(base_url=adres, java_script_enabled=False)
    page = context.new_page()
    page.goto("/fout")
    expect(page.locator(".vth-fout")).to_be_focused()
    context.close()


def test_page_prints_as_a_document(page: Page, tmp_path: Path) -> None:
    page.goto("/toen?geldigOp=2024-09-01")
    page.emulate_media(media="print")
    expect(page.locator(".vth-nav")).to_be_hidden()
    expect(page.locator(".vth-zoek")).to_be_hidden()
    expect(page.locator(".vth-afdruk")).to_contain_text("Stand van 1 september 2024")
    expect(page.locator(".vth-afdruk")).to_contain_text("/toen?geldigOp=2024-09-01")


@pytest.mark.traag
def test_map_library_runs_under_the_policy(page: Page, klachten: list[str]) -> None:
    page.goto("/toen")
    geladen = page.evaluate(
        """async () => {
            const { Map } = await import('/static/vendor/maplibre/maplibre-gl.mjs');
            const vak = document.createElement('div');
            vak.className = 'vth-kaart';
            document.querySelector('main').append(vak);
            const punt = { type: 'Point', coordinates: [5.1, 52.1] };
            const style = { version: 8, sources: { a: { type: 'geojson', data: punt } },
                layers: [{ id: 'a', type: 'circle', source: 'a' }] };
            const center = [5.1, 52.1];
            const map = new Map({ container: vak, style, center, zoom: 8, attributionControl: false });
            return await new Promise((klaar, mis) => {
                map.on('idle', () => klaar(map.queryRenderedFeatures().length));
                map.on('error', (e) => mis(e.error));
            });
        }"""
    )
    assert geladen == 1
    assert [k for k in klachten if "Content Security Policy" in k] == []
