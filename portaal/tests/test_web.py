"""The pages of the portal: what is asked in the address is shown, nothing leaks, and an error says what to do."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.test import Client, RequestFactory

from portaal.web import show_storing
from vth.interface.tests.builders import strip_wisselend
from vth.register.tests.builders import make_object
from vth.tijd import klok
from vth.toegang.rules import NIEMAND, Viewer
from vth.vormgeving.tests.builders import VIJANDIG, check_onschadelijk

from .bladen import BLADEN
from .builders import BUUR, MAART, TOEZICHT, make_activiteit, make_plek, make_site, read_main
from .site import list_sjabloonmappen

pytestmark = pytest.mark.django_db
Als = Callable[[Viewer], Client]
ONBEKEND = "01a20bc4-4925-7011-9917-878f2fe477e5"


def read(client: Client, adres: str, status: int = 200) -> str:
    antwoord = client.get(adres)
    assert antwoord.status_code == status
    return antwoord.content.decode()


def test_nobody_reads_what_this_is_and_finds_no_search_box(client: Client) -> None:
    make_site()
    html = read(client, "/")
    assert "Meld aan" in html and "De Linde" not in html
    assert 'type="search"' not in html and "<nav" not in html


def test_account_without_a_role_reads_whom_to_ask(als: Als) -> None:
    assert "functioneel beheerder" in read(als(NIEMAND), "/")


def test_looker_starts_with_a_search_box_and_what_changed_in_the_own_area(als: Als) -> None:
    site = make_site()
    elders = {"naam": "Elders", "hoofdtype": "inrichting"}
    buiten = make_object("B1", leverancier="OD-ZUID", inhoud=elders, gebied="GM9902")
    html = read(als(TOEZICHT), "/")
    assert 'id="start-q"' in html
    assert f"/objecten/{site.pk}" in html
    assert str(buiten.pk) not in html and "Elders" not in html


def test_object_is_shown_with_its_values_and_where_they_came_from(als: Als) -> None:
    html = read(als(TOEZICHT), f"/objecten/{make_site().pk}")
    assert "<h1>Tankstation De Linde</h1>" in html
    for woord in ("inrichting", "Gezegd door", "handeling in Open VTH", "Dorpsstraat 12", "De Linde BV"):
        assert woord in html


def test_object_outside_sight_answers_exactly_as_one_that_is_not_there(als: Als) -> None:
    site, client = make_site(), als(BUUR)
    verborgen = read(client, f"/objecten/{site.pk}", 404).replace(str(site.pk), "ID")
    weg = read(client, f"/objecten/{ONBEKEND}", 404).replace(ONBEKEND, "ID")
    assert strip_wisselend(verborgen) == strip_wisselend(weg)
    assert "De Linde" not in verborgen


def test_nobody_is_asked_to_sign_in_with_the_way_back(client: Client) -> None:
    html = read(client, f"/objecten/{make_site().pk}?geldigOp=2024-02-01", 404)
    assert re.search(r'href="/aanmelden\?next=%2Fobjecten%2F[^"]+geldigOp%3D2024-02-01"', html)


def test_moment_of_the_address_stays_in_every_link_to_another_object(als: Als) -> None:
    site = make_site()
    activiteit = make_activiteit(site)
    toen = klok.now().isoformat()
    adres = f"/objecten/{site.pk}?geldigOp=2024-05-01&beschikbaarOp={toen.replace('+', '%2B')}"
    make_object(inhoud={"naam": "Later geschreven", "hoofdtype": "inrichting"}, begin=MAART)
    html = read_main(read(als(TOEZICHT), adres))
    links = re.findall(r'href="(/objecten/[^"]+)"', html)
    assert any(str(activiteit.pk) in link for link in links)
    assert links and all("geldigOp=2024-05-01" in link for link in links)
    assert f"/id/vthobject/{site.pk}?geldigOp=2024-05-01" in html


def test_what_was_known_then_is_kept_too(als: Als, zet_klok: Any) -> None:
    zet_klok(2024, 5, 1)
    site = make_site()
    make_activiteit(site)
    zet_klok(2024, 9, 1)
    html = read(als(TOEZICHT), f"/objecten/{site.pk}?beschikbaarOp=2024-06-01T12:00")
    links = re.findall(r'href="(/objecten/[^"]+)"', read_main(html))
    assert links and all("beschikbaarOp=2024-06-01T12%3A00%3A00%2B02%3A00" in link for link in links)
    assert "zoals bekend op" in html


def test_steps_lead_back_and_forth_through_what_was_known(als: Als, zet_klok: Any) -> None:
    zet_klok(2024, 5, 1)
    site = make_site()
    assert "Eerder bekend" not in read(als(TOEZICHT), f"/objecten/{site.pk}")
    zet_klok(2024, 6, 1, 10, 30)
    make_object(inhoud={"naam": "Gecorrigeerde naam", "hoofdtype": "inrichting"})
    zet_klok(2024, 9, 1)
    html = read(als(TOEZICHT), f"/objecten/{site.pk}")
    [terug] = re.findall(r'href="(\?[^"]+)" rel="prev">Eerder bekend: vóór 1 juni 2024, 12:30', html)
    assert "<h1>Gecorrigeerde naam</h1>" in html and "Later bekend" not in html
    html = read(als(TOEZICHT), f"/objecten/{site.pk}{terug}")
    assert "<h1>Tankstation De Linde</h1>" in html and "Eerder bekend" not in html
    [heen] = re.findall(r'href="(\?[^"]+)" rel="next">Later bekend: vanaf 1 juni 2024, 12:30', html)
    assert "<h1>Gecorrigeerde naam</h1>" in read(als(TOEZICHT), f"/objecten/{site.pk}{heen}")


def test_links_of_now_carry_no_moment(als: Als) -> None:
    site = make_site()
    make_activiteit(site)
    html = read(als(TOEZICHT), f"/objecten/{site.pk}")
    links = re.findall(r'href="(/objecten/[^"]+)"', html)
    assert len(links) >= 3 and not any("?" in link for link in links)


@pytest.mark.parametrize(
    ("vraag", "zin"),
    [
        ("geldigOp=gisteren", "‘gisteren’ is geen dag"),
        ("geldigOp=2025-02-30", "Schrijf jaar, maand en dag"),
        ("beschikbaarOp=2999-01-01T00:00", "ligt in de toekomst"),
        ("geldigOp=x&beschikbaarOp=y", "‘y’ is geen moment"),
    ],
)
def test_moment_that_cannot_be_is_explained(als: Als, vraag: str, zin: str) -> None:
    assert zin in read(als(TOEZICHT), f"/objecten/{make_site().pk}?{vraag}", 400)


def test_text_of_suppliers_stays_text_on_every_part_of_the_page(als: Als) -> None:
    site = make_object(
        inhoud={"naam": VIJANDIG, "hoofdtype": "inrichting", "locatieomschrijving": VIJANDIG},
        relaties={
            "locatie": [make_object("G1", soort="geoobject", inhoud={"soort": "pand", "naam": VIJANDIG})],
            "drijver": [make_object("V1", soort="vestiging", inhoud={"naam": VIJANDIG})],
        },
    )
    make_activiteit(site, omschrijving=VIJANDIG)
    html = read(als(TOEZICHT), f"/objecten/{site.pk}")
    check_onschadelijk(read_main(html))
    assert "<title>&quot;&gt;&lt;script&gt;" in html
    check_onschadelijk(read_main(read(als(TOEZICHT), "/")))


def test_map_lists_what_can_have_a_place_and_hands_the_filter_on(als: Als) -> None:
    site = make_site()
    html = read(als(TOEZICHT), "/kaart?q=linde&soort=vthobject")
    assert f"/objecten/{site.pk}" in html
    assert 'data-punten="/register/punten.geojson?q=linde&amp;soort=vthobject"' in html
    zonder_soort = re.findall(r'href="/objecten/([^"]+)"', read(als(TOEZICHT), "/kaart"))
    assert zonder_soort == [str(site.pk)], "een vestiging of een plek zelf staat niet op de kaart"


def test_map_shows_nobody_anything(client: Client) -> None:
    make_plek()
    html = read(client, "/kaart")
    assert "U bent niet aangemeld" in html and "data-punten" not in html


def test_page_that_is_not_there_says_so_to_people_and_to_programs(als: Als) -> None:
    assert "Niet gevonden" in read(als(TOEZICHT), "/bestaat-niet", 404)
    antwoord = als(TOEZICHT).get("/api/v1/bestaat-niet")
    assert (antwoord.status_code, antwoord["Content-Type"]) == (404, "application/problem+json")


def test_breakdown_is_told_without_asking_the_database_anything(
    rf: RequestFactory, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(0):
        antwoord = show_storing(rf.get("/"))  # type: ignore[arg-type]
    assert antwoord.status_code == 500 and "Er ging iets mis" in antwoord.content.decode()
    probleem = json.loads(show_storing(rf.get("/api/v1/objecten")).content)  # type: ignore[arg-type]
    assert probleem["status"] == 500


def test_form_without_its_token_is_refused_in_words(client: Client) -> None:
    streng = Client(enforce_csrf_checks=True)
    antwoord = streng.post("/aanmelden", {"username": "x", "password": "y"})
    assert antwoord.status_code == 403 and "Dit formulier is verlopen" in antwoord.content.decode()


@pytest.mark.parametrize("adres", ["/", "/kaart", f"/objecten/{ONBEKEND}"])
def test_pages_cannot_be_written_to(als: Als, adres: str) -> None:
    assert als(TOEZICHT).post(adres).status_code == 405


def test_who_may_not_reads_names_and_no_codes(als: Als) -> None:
    kijker = replace(
        TOEZICHT, actor="gebruiker 7", gebruiker_id=7, rollen=frozenset({"functioneel_beheerder", "lezer"})
    )
    html = read(als(kijker), "/inzagen", 403)
    assert (
        "Pia Proef (functioneel beheerder, lezer) heeft het recht ‘Zien wie naar gegevens keek’ niet." in html
    )
    assert "gebruiker 7" not in html and "inzage.read" not in html


def test_every_page_links_to_the_statement_of_accessibility_and_it_names_who_to_tell(
    client: Client, settings: Any
) -> None:
    settings.API_CONTACT = {"name": "Beheer Veenrand", "email": "beheer@veenrand.example", "url": ""}
    for adres in ("/", "/aanmelden", "/toegankelijkheid"):
        assert 'href="/toegankelijkheid"' in read(client, adres)
    html = read(client, "/toegankelijkheid")
    assert 'href="mailto:beheer@veenrand.example"' in html and "Beheer Veenrand" in html
    assert "WCAG 2.2" in html


def test_manual_counts_the_pages_that_are_walked() -> None:
    handleiding = Path(__file__).parents[2] / "docs" / "handleiding" / "toegankelijkheid.md"
    assert f"{len(BLADEN)} bladen" in handleiding.read_text()


def test_no_page_lets_the_browser_go_on_by_itself_when_it_can_ask_a_script() -> None:
    """A page that changes under somebody's hands is no page that everybody can read (WCAG 2.2.1)."""
    uit_zichzelf = re.compile(r"(?<!<noscript>)<meta http-equiv=\"refresh\"")
    sjablonen = [b for map_ in list_sjabloonmappen() for b in map_.rglob("*.html")]
    assert len(sjablonen) > 150
    assert [b.name for b in sjablonen if uit_zichzelf.search(b.read_text())] == []
