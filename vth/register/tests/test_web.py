"""The pages of the register: what is asked in the address is shown, hostile text stays text, nothing leaks."""

import json
import re
from collections.abc import Callable

import pytest
from django.test import Client

from vth.register.tests.builders import ADRES, LANDELIJK, make_object
from vth.toegang.rules import NIEMAND, Viewer, Zicht, derive_niveaus
from vth.vormgeving.tests.builders import VIJANDIG, check_onschadelijk

pytestmark = pytest.mark.django_db
Als = Callable[[Viewer], Client]
BUUR = Viewer("buur", Zicht(gebieden=frozenset({"GM9902"}), niveaus=derive_niveaus("intern")))


def read_links(html: str) -> list[str]:
    return re.findall(r'href="(/objecten/[^"]+)"', html)


def test_nobody_sees_nothing_and_reads_why(client: Client) -> None:
    make_object()
    html = client.get("/register/?q=linde").content.decode()
    assert read_links(html) == []
    assert "U bent niet aangemeld" in html
    assert 'href="/aanmelden?next=%2Fregister%2F%3Fq%3Dlinde"' in html


def test_account_without_a_role_reads_whom_to_ask(als: Als) -> None:
    make_object()
    html = als(NIEMAND).get("/register/").content.decode()
    assert read_links(html) == []
    assert "functioneel beheerder" in html


def test_found_record_is_listed_with_its_page(als: Als) -> None:
    site = make_object()
    html = als(LANDELIJK).get("/register/?q=linde").content.decode()
    assert read_links(html) == [f"/objecten/{site.pk}"]
    assert "1 object<" in html


def test_record_outside_sight_is_not_listed(als: Als) -> None:
    make_object()
    html = als(BUUR).get("/register/").content.decode()
    assert read_links(html) == []
    assert "Hier staat nog niets" in html


def test_pages_are_linked_and_keep_the_filter(als: Als, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vth.register.zoekpagina.read_zoekpagina.__kwdefaults__", {"per": 2, "alleen": ()})
    sites = sorted(str(make_object(f"T{n}").pk) for n in range(5))
    client, gezien = als(LANDELIJK), []
    adres = "/register/?leverancier=OD-NOORD"
    while adres:
        html = client.get(adres).content.decode()
        gezien += read_links(html)
        verder = re.search(r'href="(\?[^"]*)" rel="next"', html)
        adres = f"/register/{verder[1].replace('&amp;', '&')}" if verder else ""
        assert not adres or "leverancier=OD-NOORD" in adres
    assert gezien == [f"/objecten/{id_}" for id_ in sites]


@pytest.mark.parametrize(
    ("vraag", "zin"),
    [("soort=raket", "bestaat niet. Kies uit"), ("vanaf=verzonnen", "begin van de lijst")],
)
def test_address_that_cannot_be_read_is_explained(als: Als, vraag: str, zin: str) -> None:
    antwoord = als(LANDELIJK).get(f"/register/?{vraag}")
    assert antwoord.status_code == 400
    assert zin in antwoord.content.decode()


def test_hostile_name_stays_text_in_the_list(als: Als) -> None:
    make_object(inhoud={"naam": VIJANDIG, "hoofdtype": "inrichting"})
    html = als(LANDELIJK).get("/register/").content.decode()
    check_onschadelijk(html[html.index("<table") : html.index("</table>") + 8], VIJANDIG)
    assert "<script>alert" not in html


def test_hostile_question_stays_text(als: Als) -> None:
    html = als(LANDELIJK).get("/register/", {"q": VIJANDIG}).content.decode()
    assert "<script>alert" not in html


def test_points_are_geojson_within_sight(als: Als) -> None:
    plek = make_object("G1", soort="geoobject", inhoud=ADRES | {"lengtegraad": 6.5, "breedtegraad": 53.2})
    site = make_object(relaties={"locatie": [plek]})
    inhoud = json.loads(als(LANDELIJK).get("/register/punten.geojson?bbox=6,53,7,54").content)
    assert [f["properties"]["id"] for f in inhoud["features"]] == [str(site.pk)]
    assert (inhoud["meer"], inhoud["features"][0]["geometry"]["coordinates"]) == (False, [6.5, 53.2])
    assert json.loads(als(BUUR).get("/register/punten.geojson").content)["features"] == []
    assert json.loads(als(NIEMAND).get("/register/punten.geojson").content)["features"] == []


@pytest.mark.parametrize("bbox", ["1,2,3", "a,b,c,d", "7,53,6,54", "nan,0,1,1", "0,0,999,1", ",,,"])
def test_box_that_cannot_be_is_refused(als: Als, bbox: str) -> None:
    assert als(LANDELIJK).get("/register/punten.geojson", {"bbox": bbox}).status_code == 400


def test_borders_are_geojson(client: Client) -> None:
    antwoord = client.get("/register/gemeentegrenzen.geojson")
    assert json.loads(antwoord.content)["type"] == "FeatureCollection"
    assert antwoord["Content-Type"] == "application/geo+json"


def test_permanent_address_leads_to_the_page_with_the_moment(client: Client) -> None:
    site = make_object()
    antwoord = client.get(f"/id/vthobject/{site.pk}?geldigOp=2024-02-01")
    assert (antwoord.status_code, antwoord["Location"]) == (302, f"/objecten/{site.pk}?geldigOp=2024-02-01")
    vreemd = client.get("/id/vthobject/01a20bc4-4925-7011-9917-878f2fe477e5")
    assert vreemd.status_code == 302


def test_permanent_address_of_an_unknown_kind_does_not_exist(client: Client) -> None:
    assert client.get("/id/raket/01a20bc4-4925-7011-9917-878f2fe477e5").status_code == 404
    assert client.get("/id/vthobject/geen-uuid").status_code == 404


def test_lists_cannot_be_written_to(als: Als) -> None:
    assert als(LANDELIJK).post("/register/").status_code == 405
