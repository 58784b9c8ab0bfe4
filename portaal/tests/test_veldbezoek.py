"""The inspector of the demo does one visit of Lindeland without a network, from the office to the findings in the file.

Of Lindeland is loaded what this visit stands on: the organisations, the accounts, the sites of OD Veenrand and the visit itself. The whole
region takes minutes; every page of it is walked in `test_chromium`.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings as instellingen
from django.test import Client
from playwright.sync_api import Page, expect

from voorbeelden import demo, toezicht
from voorbeelden.leveringen import list_leveringen
from voorbeelden.wereld import read_gegevens
from vth.organisaties.services import record_stamgegevens
from vth.tijd import klok
from vth.toegang.selectors import make_systeemviewer
from vth.toezicht.models import Antwoord, Bevinding, Controle, Veldstuk
from vth.toezicht.tests.lijn import Lijn, lay_lijn
from vth.toezicht.tests.veldbrowser import Telefoon, ask_buiten, open_telefoon, serve
from vth.toezicht.tests.veldbuilders import make_foto
from vth.vormgeving.tests.conftest import CHROMIUM

from .bladen import TOEZICHT

pytestmark = [
    pytest.mark.browser,
    pytest.mark.traag,
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"{CHROMIUM} ontbreekt: apt-get install chromium"),
]
BEZOEK, NAAM = "noor5", "Controle opslag na de melding van spuitbussen"
WACHT = re.compile("op dit toestel|onderweg|aangekomen")


@pytest.fixture
def bezoek(verse_database: None, monkeypatch: pytest.MonkeyPatch) -> Controle:
    """The planned visit of the story, at the site that OD Veenrand delivered."""
    viewer = make_systeemviewer("vth demo", op=klok.today())
    record_stamgegevens(viewer=viewer)
    record_stamgegevens(viewer=viewer, map_=demo.STAMGEGEVENS)
    demo.make_accounts(viewer)
    demo.deliver(next(lev for lev in list_leveringen() if lev.bestand == "OD-VEENRAND/inrichtingen"))
    stukken = [s for s in read_gegevens("toezicht")["controles"] if s["sleutel"] == BEZOEK]
    monkeypatch.setattr(toezicht, "read_gegevens", lambda _: {"controles": stukken})
    return toezicht.make_controles()[BEZOEK]


@pytest.fixture
def lijn(bezoek: Controle) -> Iterator[Lijn]:
    with serve() as poort, lay_lijn(poort) as lijn:
        yield lijn


def sign_in() -> str:
    """Sign in as the inspector of the demo with his own password, and give the cookie of that."""
    account = next(a for a in read_gegevens("accounts") if a["gebruiker"] == TOEZICHT)
    client = Client()
    client.post("/aanmelden", {"login": account["gebruiker"], "password": account["wachtwoord"]})
    # The first answer of a process loads all rooms; the browser need not wait for that.
    assert client.get("/toezicht/veld/").status_code == 200
    return client.cookies[instellingen.SESSION_COOKIE_NAME].value


@pytest.fixture
def telefoon(lijn: Lijn, tmp_path: Path) -> Iterator[Telefoon]:
    with open_telefoon(lijn.poort, tmp_path, sign_in()) as telefoon:
        yield telefoon


def open_deel(page: Page, naam: str) -> None:
    page.get_by_role("navigation").get_by_role("link", name=naam, exact=True).click()


def prepare(page: Page, bezoek: Controle) -> None:
    """In the office: choose the checklist in the file, and take the visit along."""
    page.goto(f"/toezicht/{bezoek.pk}/checklist")
    page.get_by_label("Welke checklist gaat mee?").select_option("bodem_en_opslag")
    page.get_by_role("button", name="Kies", exact=True).click()
    page.goto("/toezicht/veld/")
    page.get_by_role("button", name="Haal mijn geplande bezoeken op").click()
    page.get_by_role("button", name="Neem mee").click()
    expect(page.get_by_role("heading", name=NAAM)).to_be_visible()
    page.evaluate("navigator.serviceWorker.ready.then(() => null)")


def visit(page: Page) -> None:
    """At the site, without a network: begin, look around, take a photo, end."""
    page.reload()
    expect(page.get_by_role("heading", name="Koelhuis Noorselwijk")).to_be_visible()
    open_deel(page, "Bezoek")
    page.get_by_role("button", name="Ik ben begonnen").click()
    page.get_by_label("Ik heb mijn legitimatie getoond").check()
    open_deel(page, "Vragen")
    opslag = page.locator('[data-vraag="opslag"]')
    opslag.get_by_label("vaten bussen of IBC's").check()
    foto = {"name": "stelling.jpg", "mimeType": "image/jpeg", "buffer": make_foto(300)}
    opslag.locator("input[type=file]").set_input_files([foto])
    expect(opslag.locator("img")).to_be_visible()
    hoeveel = page.locator('[data-vraag="hoeveelheid"]')
    hoeveel.get_by_label("Getal").fill("1.500")
    expect(hoeveel.locator(".veld-uitkomst")).to_contain_text("gelezen als 1500 kg")
    hoeveel.get_by_label("Getal").blur()
    expect(hoeveel.locator(".veld-stand")).to_contain_text(WACHT)
    open_deel(page, "Bezoek")
    page.get_by_role("button", name="Ik ben klaar").click()
    expect(page.locator("main")).to_contain_text("op dit toestel")


def read_aangekomen() -> tuple[set[str], list[str], str, bool]:
    """The questions that were answered, the pieces beside them, the state of the visit, and whether the photo is a document."""
    stukken = list(Veldstuk.objects.order_by("soort", "geldt_op"))
    heel = all(s.document_id for s in stukken if s.soort == "foto")
    vragen = set(Antwoord.objects.values_list("vraag", flat=True))
    return vragen, sorted({s.soort for s in stukken}), Controle.objects.get().staat, heel


def test_the_inspector_of_the_demo_does_a_visit_offline_and_finds_it_in_the_file(
    telefoon: Telefoon, lijn: Lijn, bezoek: Controle
) -> None:
    page = telefoon.start()
    prepare(page, bezoek)
    lijn.cut()
    visit(page)
    assert ask_buiten(read_aangekomen) == (set(), [], "gepland", True)
    lijn.mend()
    page.evaluate("window.dispatchEvent(new Event('online'))")
    expect(page.locator("[data-open]")).to_have_attribute("data-open", "0", timeout=60_000)
    expect(page.locator("[data-fout]")).to_have_attribute("data-fout", "0")
    assert ask_buiten(read_aangekomen) == ({"opslag", "hoeveelheid"}, ["bezoek", "foto"], "bezocht", True)
    page.goto(f"/toezicht/{bezoek.pk}/checklist")
    expect(page.get_by_role("link", name="stelling.jpg")).to_be_visible()
    page.get_by_role("button", name="Leg de gekozen bevindingen vast").click()
    expect(page.get_by_text("1 bevinding is vastgelegd.")).to_be_visible()
    assert ask_buiten(lambda: list(Bevinding.objects.values_list("resultaat", flat=True))) == ["nageleefd"]
    assert telefoon.klachten == []
