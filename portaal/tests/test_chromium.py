"""Every page in a real browser: axe, three widths, no other host, no complaint, the keyboard alone, no script, paper."""

from collections.abc import Iterator
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.db import connection
from django.test import override_settings
from playwright.sync_api import Browser, Page, expect, sync_playwright

from voorbeelden import demo
from voorbeelden.leveringen import Levering, list_leveringen
from vth.vormgeving.tests.conftest import AXE, CHROMIUM, VLAGGEN

from .bladen import BEHEER, BLADEN, BOA, LEZER, NIET_GELOPEN, TOEZICHT, Blad, prepare_lindeland
from .site import Bezoeken, Site, check_breedtes, list_paginas, run_axe, sign_in, sign_in_at, start_site

pytestmark = [
    pytest.mark.browser,
    pytest.mark.traag,
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"{CHROMIUM} ontbreekt: apt-get install chromium"),
    pytest.mark.skipif(not AXE.exists(), reason=f"{AXE.name} ontbreekt: make installeer"),
]
elk_blad = pytest.mark.parametrize("blad", BLADEN, ids=lambda blad: blad.naam)
NAAR_ALLE = 90
# Enough of Lindeland for every page: sites with a history, one delivery that waits and one that is refused.
GENOEG = {
    ("OD-VEENRAND", "inrichtingen"): ("2024-10-01", "2025-01-01", "2025-04-01", "2026-04-01"),
    ("OD-VEENRAND", "activiteiten"): ("2025-01-01",),
    ("OD-VEENRAND", "gronden"): ("2025-01-01",),
    ("OD-KUSTLAND", "objecten"): ("2025-01-01",),
    ("OD-KUSTLAND", "activiteiten"): ("2025-01-01", "2026-04-01"),
    ("OD-KUSTLAND", "bodem"): ("2025-01-01",),
    ("OD-KUSTLAND", "natuurlijkpersoon"): ("2025-01-01",),
    ("PV99", "risicobedrijven"): ("2025-01-01",),
    ("WS9901", "lozingen"): ("2025-01-01",),
}


def list_genoeg() -> list[Levering]:
    return [
        levering
        for levering in list_leveringen()
        if levering.bijzonder != "correctie"
        and str(levering.peildatum) in GENOEG.get((levering.leverancier, levering.soort), ())
    ]


@pytest.fixture(scope="module")
def site(
    request: Any, django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any
) -> Iterator[Site]:
    """Lindeland in a database that lives as long as this module; addresses are looked up before any browser runs."""
    huis = next(p for p in request.config.pluginmanager.get_plugins() if hasattr(p, "_copy_sqlite"))
    copy = huis._copy_sqlite if connection.vendor == "sqlite" else huis._copy_postgres
    var = tmp_path_factory.mktemp("lindeland")
    mappen = {"VAR_DIR": var, "REGELS_DIR": demo.REGELS} | {
        f"{m.upper()}_DIR": var / m for m in ("aanleveringen", "dagstand", "documenten")
    }
    with django_db_blocker.unblock():
        for _ in copy(connection.settings_dict["NAME"], var):
            with override_settings(**mappen), pytest.MonkeyPatch.context() as monkeypatch:
                monkeypatch.setattr(demo, "list_leveringen", list_genoeg)
                demo.make_demo()
                prepare_lindeland()
                paden = {blad.naam: blad.adres() for blad in BLADEN}
            with start_site() as adres:
                yield Site(adres, mappen, paden)


@pytest.fixture(autouse=True)
def in_lindeland(site: Site, eigen_map: None, settings: Any) -> None:
    for naam, map_ in site.mappen.items():
        setattr(settings, naam, map_)


@pytest.fixture(scope="module")
def browser(site: Site) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=VLAGGEN)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def bezoeken(browser: Browser, site: Site) -> Iterator[Bezoeken]:
    """Each account signs in once."""
    bezoeken = Bezoeken(browser, site)
    yield bezoeken
    bezoeken.close()


def get_blad(naam: str) -> Blad:
    return next(blad for blad in BLADEN if blad.naam == naam)


@elk_blad
def test_page_is_sound_at_every_width_and_used_with_the_keyboard(bezoeken: Bezoeken, blad: Blad) -> None:
    """In one visit, for there are many pages."""
    bezoek = bezoeken.open(blad)
    walk_to_actie(bezoek.page, blad)
    check_breedtes(bezoek.page)
    assert bezoek.klachten == []


def walk_to_actie(page: Page, blad: Blad) -> None:
    """Press Tab until the keyboard is at what the page is for; there it shows where it is."""
    page.locator("main").focus()
    for _ in range(NAAR_ALLE):
        page.keyboard.press("Tab")
        naam, omlijnd = page.evaluate(
            """() => {
                const e = document.activeElement, s = getComputedStyle(e);
                return [(e.innerText || e.value || '').trim(), s.outlineStyle !== 'none' || s.boxShadow !== 'none'];
            }"""
        )
        if naam.startswith(blad.actie):
            assert omlijnd, f"{naam} laat niet zien dat het toetsenbord er is"
            return
    pytest.fail(f"Met Tab komt niemand bij {blad.actie!r}.")


def test_every_page_of_the_site_is_walked_or_says_why_not(bezoeken: Bezoeken) -> None:
    """By template and not by address: thirty forms that are drawn by one template need one page here."""
    for blad in BLADEN:
        if blad.naam not in bezoeken.geopend:
            bezoeken.open(blad)
    paginas = list_paginas()
    vergeten = paginas - bezoeken.sjablonen - set(NIET_GELOPEN)
    assert vergeten == set(), "nieuwe pagina: zet haar in BLADEN, of zeg in NIET_GELOPEN waarom niet"
    assert set(NIET_GELOPEN) - paginas == set(), "deze pagina is er niet meer"
    assert set(NIET_GELOPEN) & bezoeken.sjablonen == set(), "deze pagina wordt wel gelopen"


@pytest.mark.parametrize("naam", ["object", "vergelijking", "score", "wacht"])
def test_opened_pieces_are_sound_too(bezoeken: Bezoeken, naam: str) -> None:
    bezoek = bezoeken.open(get_blad(naam), 390)
    bezoek.page.evaluate("for (const d of document.querySelectorAll('main details')) d.open = true")
    assert bezoek.page.evaluate("document.documentElement.scrollWidth") <= 390
    assert run_axe(bezoek.page) == []


@pytest.fixture
def page(bezoeken: Bezoeken) -> Page:
    """The page of a toezichthouder, wide."""
    page = bezoeken.get(TOEZICHT).page
    page.set_viewport_size({"width": 1280, "height": 900})
    return page


def test_from_question_to_the_source_of_a_value_with_the_keyboard_alone(page: Page) -> None:
    page.goto("/")
    page.locator("#zoek-q").focus()
    page.keyboard.type("Bremlaar Coatings")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Zoeken")
    page.locator("main tbody a").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Bremlaar Coatings")
    page.locator("main .vth-bron summary").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".vth-bron__blad").first).to_contain_text("Gezegd door")


def test_results_while_typing_are_sound_and_reached_with_the_keyboard(page: Page) -> None:
    page.goto("/")
    page.locator("#zoek-q").focus()
    page.keyboard.type("bremlaar co")
    eerste = page.locator("#zoek-direct a").first
    expect(eerste).to_be_visible()
    check_breedtes(page)
    page.set_viewport_size({"width": 1280, "height": 900})
    page.keyboard.press("ArrowDown")
    expect(eerste).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("Bremlaar")


def test_second_factor_is_set_up_on_sound_pages(bezoeken: Bezoeken) -> None:
    page = bezoeken.get(LEZER).page
    page.goto("/account/tweede-factor/aan")
    page.fill("[name=password]", "lindeveen-demo-1")
    page.press("[name=password]", "Enter")
    expect(page.locator("h1")).to_have_text("Zet de tweede factor aan")
    check_breedtes(page)
    sleutel = page.locator("code").inner_text()
    page.fill("[name=code]", format_hotp_value(hotp_value(sleutel, next(yield_hotp_counters_from_time()))))
    page.press("[name=code]", "Enter")
    for adres in ("herstelcodes", "herstelcodes/nieuw", "tweede-factor", "tweede-factor/uit"):
        page.goto(f"/account/{adres}")
        check_breedtes(page)
    page.goto("/aanmelden/bevestig-code")
    expect(page.locator("[name=code]")).to_be_visible()
    check_breedtes(page)
    assert bezoeken.get(LEZER).klachten == []
    page.context.clear_cookies()
    sign_in_at(page, LEZER)
    expect(page.locator("[name=code]")).to_be_visible()
    check_breedtes(page)


def test_pages_that_follow_an_act_are_sound_too(bezoeken: Bezoeken, site: Site) -> None:
    """A criminal file with what was written in it, and the address of one's own calendar."""
    page = bezoeken.get(BOA).page
    page.goto(site.paden["opsporing"])
    page.get_by_role("link", name="Lozen bij nacht").click()
    page.locator("main [name=doel]").first.check()
    page.get_by_role("button", name="Open het dossier").click()
    expect(page.locator("h1")).to_have_text("Lozen bij nacht")
    check_breedtes(page)
    page.get_by_role("link", name="PV lozing op de sloot").click()
    expect(page.locator("h1")).to_contain_text("PV lozing")
    check_breedtes(page)
    page = bezoeken.get(TOEZICHT).page
    page.goto("/agenda")
    page.get_by_role("button", name="Maak een adres").click()
    expect(page.locator("h1")).to_have_text("Het adres van uw agenda")
    check_breedtes(page)


def test_other_day_is_chosen_with_the_keyboard_and_escape_closes_the_sheet(page: Page, site: Site) -> None:
    page.goto(site.paden["object"])
    keuze = page.locator(".vth-kop .vth-peilmoment__keuze")
    keuze.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(keuze).to_have_attribute("open", "")
    page.keyboard.press("Escape")
    expect(keuze).not_to_have_attribute("open", "")
    page.keyboard.press("Enter")
    page.locator("#peil-geldig").fill("2025-02-01")
    page.locator("#peil-geldig").press("Enter")
    expect(page.locator(".vth-peilmoment--anders")).to_contain_text("1 februari 2025, zoals nu bekend")
    expect(page.locator("h1")).to_have_text("Verfhandel Bremlaar")


@pytest.mark.parametrize("naam", ["object", "object-toen"])
def test_sheet_of_the_moment_stays_on_the_screen_of_a_phone(page: Page, site: Site, naam: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(site.paden[naam])
    page.locator(".vth-peilmoment__keuze summary").click()
    kader = page.locator(".vth-peilmoment__blad").bounding_box()
    assert kader and kader["x"] >= 0 and kader["x"] + kader["width"] <= 390


def test_map_draws_points_and_rings_the_one_that_the_list_points_at(page: Page, site: Site) -> None:
    page.goto(site.paden["kaart"])
    expect(page.locator("#kaartstand")).to_contain_text("eigen plek op de kaart")
    expect(page.locator("#kaart")).to_have_attribute("data-klaar", "ja", timeout=30_000)
    expect(page.locator(".po-gemeente").first).to_be_attached()
    page.locator(".po-kaartlijst tbody a").first.focus()
    expect(page.locator("#kaart")).to_have_attribute("data-gekozen", "1")


def test_map_of_a_large_register_draws_tiles_of_the_same_filter(
    page: Page, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vth.register.kaartlezen.PUNTGRENS", 0)
    monkeypatch.setattr("vth.register.kaartlezen.list_punten.__kwdefaults__", {"hoogstens": 0})
    with page.expect_response("**/kaart/tegels/*/*/*?q=linde*") as antwoord:
        page.goto(site.paden["kaart"])
    assert antwoord.value.status == 200 and antwoord.value.body()
    expect(page.locator("#kaartstand")).to_contain_text("Een grote stip telt er meer dan één")
    expect(page.locator("#kaart")).to_have_attribute("data-klaar", "ja", timeout=30_000)


def test_map_that_cannot_be_drawn_leaves_the_list(page: Page, site: Site) -> None:
    page.route("**/gemeentegrenzen.geojson", lambda route: route.abort())
    page.goto(site.paden["kaart"])
    expect(page.locator("#kaartstand")).to_contain_text("kan hier niet getoond worden")
    expect(page.locator("#kaart")).to_be_hidden()
    expect(page.locator(".po-kaartlijst tbody a").first).to_be_visible()
    page.unroute("**/gemeentegrenzen.geojson")


def test_site_works_without_javascript(browser: Browser, site: Site) -> None:
    bezoek = sign_in(browser, site.adres, BEHEER, script=False)
    page = bezoek.page
    page.goto("/kaart?q=linde")
    expect(page.locator("#kaart")).to_be_hidden()
    expect(page.get_by_text("In de lijst staan dezelfde objecten")).to_be_visible()
    page.goto(site.paden["object"])
    page.locator(".vth-kop .vth-peilmoment__keuze summary").click()
    page.locator("#peil-geldig").fill("2025-02-01")
    page.get_by_role("button", name="Toon deze dag").click()
    expect(page.locator("h1")).to_have_text("Verfhandel Bremlaar")
    page.goto("/aanleveringen/")
    page.locator("#filter-staat").select_option("wacht_op_besluit")
    page.get_by_role("button", name="Toon").click()
    expect(page.locator("main tbody tr")).to_have_count(1)
    bezoek.context.close()


def test_page_that_waits_for_a_download_asks_for_itself_again(
    browser: Browser, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vth.register.uitvoer.is_direct", lambda *_: False)
    bezoek = sign_in(browser, site.adres, TOEZICHT)
    bezoek.page.clock.install()
    bezoek.page.goto("/register/download.xlsx?q=linde")
    expect(bezoek.page.locator("h1")).to_have_text("Uw download wordt gemaakt")
    with bezoek.page.expect_request("**/register/download.xlsx?q=linde"):
        bezoek.page.clock.fast_forward(6000)
    bezoek.context.close()


def test_phone_folds_filters_away_and_keeps_what_is_chosen_in_sight(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/register/?soort=vestiging")
    expect(page.locator("#filter-soort")).to_be_hidden()
    expect(page.get_by_text("Soort: Vestigingen")).to_be_visible()
    page.get_by_text("Meer filters").click()
    expect(page.locator("#filter-soort")).to_be_visible()


def test_object_prints_as_a_document_with_its_sources(page: Page, site: Site) -> None:
    page.goto(site.paden["object-toen"])
    page.emulate_media(media="print")
    for weg in (".vth-nav", ".vth-zoek", ".vth-titel__acties", ".vth-voet"):
        expect(page.locator(weg)).to_be_hidden()
    expect(page.locator(".vth-bron__lijst").first).to_be_visible()
    expect(page.locator(".vth-afdruk")).to_contain_text("Stand van 1 februari 2025")
    assert page.pdf(format="A4").startswith(b"%PDF")
    page.emulate_media(media="screen")


def test_decision_is_made_with_the_keyboard(bezoeken: Bezoeken, site: Site) -> None:
    """Last of all: it changes Lindeland."""
    page = bezoeken.get(BEHEER).page
    page.goto(site.paden["wacht"])
    page.locator("#id_reden").focus()
    page.keyboard.type("De helft van het bestand ontbreekt.")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".vth-titel__toestand")).to_contain_text("geweigerd")
    expect(page.locator(".vth-meldingen")).to_contain_text("Uw besluit is vastgelegd.")
