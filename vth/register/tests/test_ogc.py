"""OGC API Features: what the standard asks of every answer, and the same sight, days and coordinates as everywhere."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from vth.interface.invoer import InvoerError
from vth.interface.stelsel import CRS84, RD
from vth.register.models import Bronobject
from vth.register.ogcvraag import HOOGSTENS, Vlak, read_itemvraag
from vth.toegang.rules import ALLE_SOORTEN, NIEMAND, Viewer, Zicht, derive_niveaus
from vth.vormgeving.tests.builders import VIJANDIG

from .builders import ADRES, LANDELIJK, TANKSTATION, make_object

pytestmark = pytest.mark.django_db
Als = Callable[[Viewer], Client]
BEGIN = "/ogc/v1"
ITEMS = f"{BEGIN}/collections/vthobjecten/items"
PLEKKEN = {"T1": (5.10, 52.10), "T2": (5.20, 52.20), "T3": (6.50, 53.10)}
ACTIVITEIT = {"activiteit": "bal-3.6.2", "status": "uitvoering", "bevoegd_gezag": "GM9901"}
BUUR = Viewer(
    "buur", Zicht(soorten=ALLE_SOORTEN, gebieden=frozenset({"GM9902"}), niveaus=derive_niveaus("intern"))
)


def make_site(sleutel: str = "T1", **rest: Any) -> Bronobject:
    """A site at its place."""
    lon, lat = PLEKKEN[sleutel]
    inhoud = {**ADRES, "lengtegraad": lon, "breedtegraad": lat}
    plaats = make_object(f"G{sleutel}", soort="geoobject", inhoud=inhoud, gebied=rest.get("gebied", "GM9901"))
    return make_object(sleutel, relaties={"locatie": [plaats]}, **rest)


def read(client: Client, adres: str, status: int = 200) -> dict[str, Any]:
    antwoord = client.get(adres)
    assert antwoord.status_code == status, antwoord.content
    return antwoord.json()  # type: ignore[no-any-return]


def list_ids(inhoud: dict[str, Any]) -> list[str]:
    return [f["id"] for f in inhoud["features"]]


def find_link(inhoud: dict[str, Any], rel: str, soort: str = "") -> str:
    return next((k["href"] for k in inhoud["links"] if k["rel"] == rel and soort in k["type"]), "")


def test_everything_is_found_by_links_from_the_beginning(client: Client) -> None:
    begin = read(client, BEGIN)
    for rel in ("service-desc", "service-doc", "conformance", "data", "self", "alternate"):
        assert client.get(find_link(begin, rel)).status_code == 200, rel
    collecties = read(client, find_link(begin, "data"))["collections"]
    assert [c["id"] for c in collecties] == ["vthobjecten", "activiteituitvoeringen"]
    for collectie in collecties:
        assert read(client, find_link(collectie, "self"))["id"] == collectie["id"]
        assert collectie["crs"] == [CRS84, RD] and collectie["storageCrs"] == RD
        assert client.get(find_link(collectie, "items", "geo+json")).status_code == 401


def test_document_is_openapi_3_0_and_names_every_address(client: Client) -> None:
    antwoord = client.get(f"{BEGIN}/api")
    assert antwoord["Content-Type"] == "application/vnd.oai.openapi+json;version=3.0"
    document = antwoord.json()
    assert document["openapi"].startswith("3.0.") and document["info"]["contact"]["email"]
    assert document["servers"][0]["url"] == "http://testserver/ogc/v1"
    for pad in document["paths"]:
        adres = BEGIN + pad.replace("{collectionId}", "vthobjecten").replace("{featureId}", "x")
        assert client.get(adres).status_code in (200, 401), pad


def test_features_are_points_with_what_is_known(als: Als) -> None:
    site = make_site()
    inhoud = read(als(LANDELIJK), ITEMS)
    feature = inhoud["features"][0]
    assert (inhoud["type"], inhoud["numberReturned"], inhoud["numberMatched"]) == ("FeatureCollection", 1, 1)
    assert (feature["type"], feature["id"]) == ("Feature", str(site.pk))
    assert feature["geometry"] == {"type": "Point", "coordinates": [5.1, 52.1]}
    assert feature["properties"]["naam"] == TANKSTATION["naam"]
    assert feature["properties"]["hoofdtype"] == "inrichting"
    assert feature["properties"]["sevesoNiveau"] is None
    assert read(als(LANDELIJK), f"{ITEMS}/{site.pk}")["properties"] == feature["properties"]


def test_record_without_a_place_is_a_feature_without_a_point(als: Als) -> None:
    make_object()
    assert [f["geometry"] for f in read(als(LANDELIJK), ITEMS)["features"]] == [None]
    assert list_ids(read(als(LANDELIJK), f"{ITEMS}?bbox=3,50,8,54")) == []


@pytest.mark.parametrize(
    ("bbox", "erin"),
    [
        ("5.05,52.05,5.15,52.15", ["T1"]),
        ("5.05,52.05,5.25,52.25", ["T1", "T2"]),
        ("3,50,8,54", ["T1", "T2", "T3"]),
        ("3,50,0,8,54,9", ["T1", "T2", "T3"]),
        ("5.1,52.1,5.1,52.1", ["T1"]),
        ("6,50,5.15,54", ["T1", "T3"]),
        ("4,51,4.1,51.1", []),
    ],
)
def test_box_holds_what_lies_in_it(als: Als, bbox: str, erin: list[str]) -> None:
    sites = {sleutel: str(make_site(sleutel).pk) for sleutel in PLEKKEN}
    assert set(list_ids(read(als(LANDELIJK), f"{ITEMS}?bbox={bbox}"))) == {sites[s] for s in erin}


def test_coordinates_are_asked_and_given_in_metres(als: Als) -> None:
    make_site("T1")
    antwoord = als(LANDELIJK).get(ITEMS, {"crs": RD})
    assert antwoord["Content-Crs"] == f"<{RD}>"
    x, y = antwoord.json()["features"][0]["geometry"]["coordinates"]
    assert (x, y) == (ADRES["x"], ADRES["y"])
    # The box is about where the place says that it is in degrees.
    in_rd = {"bbox": "135000,455000,137000,458000", "bbox-crs": RD}
    assert len(als(LANDELIJK).get(ITEMS, in_rd).json()["features"]) == 1
    assert len(als(LANDELIJK).get(ITEMS, {**in_rd, "bbox": "0,300000,1000,301000"}).json()["features"]) == 0


@pytest.mark.parametrize(
    ("datetime", "namen"),
    [
        ("2023-06-01", []),
        ("2024-06-01", ["Eerst"]),
        ("2024-06-01T12:00:00Z", ["Eerst"]),
        ("2025-06-01", ["Daarna"]),
        ("2024-03-01/2025-03-01", ["Daarna"]),
        ("../2024-03-01", ["Eerst"]),
        ("2024-03-01/..", ["Daarna"]),
        ("/2023-12-31", []),
        ("2027-01-01", []),
    ],
)
def test_features_are_those_of_the_asked_days(als: Als, datetime: str, namen: list[str]) -> None:
    for naam, begin, eind in (("Eerst", 2024, 2025), ("Daarna", 2025, 2027)):
        inhoud = {**TANKSTATION, "naam": naam}
        make_object(inhoud=inhoud, begin=date(begin, 1, 1), eind=date(eind, 1, 1))
    features = read(als(LANDELIJK), f"{ITEMS}?datetime={datetime}")["features"]
    assert [f["properties"]["naam"] for f in features] == namen


def test_activity_lies_at_its_site(als: Als) -> None:
    activiteit = make_object(
        "A1", soort="activiteituitvoering", inhoud=ACTIVITEIT, relaties={"vindt_plaats_binnen": [make_site()]}
    )
    adres = f"{BEGIN}/collections/activiteituitvoeringen/items"
    for bbox in ("5.05,52.05,5.15,52.15", "3,50,8,54"):
        feature = read(als(LANDELIJK), f"{adres}?bbox={bbox}")["features"][0]
        assert (feature["id"], feature["geometry"]["coordinates"]) == (str(activiteit.pk), [5.1, 52.1])


@pytest.mark.parametrize("extra", ["", "&bbox=3,50,8,54", "&datetime=2024-01-01/.."])
def test_pages_give_every_feature_once_and_keep_the_question(als: Als, extra: str) -> None:
    sites = {str(make_site(s).pk) for s in PLEKKEN}
    client, adres, gezien = als(LANDELIJK), f"{ITEMS}?limit=1{extra}", list[str]()
    while adres:
        inhoud = read(client, adres)
        assert inhoud["numberReturned"] == 1 and "limit=1" in find_link(inhoud, "self")
        gezien += list_ids(inhoud)
        adres = find_link(inhoud, "next", "geo+json")
    assert (len(gezien), set(gezien)) == (3, sites)


def test_nobody_gets_no_features_and_is_led_to_where_to_sign_in(client: Client) -> None:
    site = make_site()
    for adres in (ITEMS, f"{ITEMS}/{site.pk}"):
        antwoord = client.get(adres)
        assert (antwoord.status_code, antwoord["WWW-Authenticate"]) == (401, "Bearer")
        bladzij = client.get(f"{adres}?f=html")
        assert (bladzij.status_code, bladzij["Location"].split("?")[0]) == (302, "/aanmelden")


def test_feature_outside_sight_does_not_exist(als: Als) -> None:
    site = make_site()
    assert read(als(BUUR), ITEMS)["features"] == []
    assert read(als(BUUR), f"{ITEMS}/{site.pk}", 404)["code"] == "bestaat_niet"
    assert read(als(LANDELIJK), f"{BEGIN}/collections/activiteituitvoeringen/items/{site.pk}", 404)


def test_account_without_a_role_sees_an_empty_collection(als: Als) -> None:
    make_site()
    leeg = Viewer("gebruiker 7", NIEMAND.zicht)
    assert read(als(leeg), ITEMS)["features"] == []


@pytest.mark.parametrize(
    ("vraag", "veld"),
    [
        ("limit=0", "limit"),
        ("limit=x", "limit"),
        ("bbox=1,2,3", "bbox"),
        ("bbox=5,53,6,52", "bbox"),
        ("bbox=a,b,c,d", "bbox"),
        ("bbox=nan,0,1,1", "bbox"),
        ("bbox=0,0,inf,1", "bbox"),
        ("crs=http://www.opengis.net/def/crs/EPSG/0/3857", "crs"),
        ("bbox-crs=x", "bbox-crs"),
        ("datetime=gisteren", "datetime"),
        ("datetime=2025-01-01/2024-01-01", "datetime"),
        ("vanaf=x", "vanaf"),
        ("f=xml", "f"),
        ("naam=x", "naam"),
    ],
)
def test_question_that_cannot_be_is_refused_by_name(als: Als, vraag: str, veld: str) -> None:
    assert veld in [v["veld"] for v in read(als(LANDELIJK), f"{ITEMS}?{vraag}", 400)["velden"]]


def test_more_than_can_be_given_is_no_fault() -> None:
    assert read_itemvraag({"limit": "999999999999999"}, "vthobjecten").hoogstens == HOOGSTENS


def test_place_in_one_collection_is_none_in_another(als: Als) -> None:
    make_site("T1"), make_site("T2")
    verder = find_link(read(als(LANDELIJK), f"{ITEMS}?limit=1"), "next")
    ander = verder.replace("vthobjecten", "activiteituitvoeringen")
    assert read(als(LANDELIJK), ander, 400)["velden"][0]["code"] == "plaats_ongeldig"


def test_pages_show_hostile_text_as_text(als: Als) -> None:
    site = make_object(inhoud={**TANKSTATION, "naam": VIJANDIG})
    for adres in (ITEMS, f"{ITEMS}/{site.pk}"):
        antwoord = als(LANDELIJK).get(adres, headers={"Accept": "text/html"})
        assert antwoord["Content-Type"].startswith("text/html")
        html = antwoord.content.decode()
        assert "<img" not in html and "onerror=alert(1)>" not in html
        assert "&lt;script&gt;alert" in html


@pytest.mark.parametrize("pad", ["", "/conformance", "/api", "/collections", "/collections/vthobjecten"])
def test_every_answer_is_also_a_page(client: Client, pad: str) -> None:
    for adres, koppen in ((f"{BEGIN}{pad}?f=html", {}), (BEGIN + pad, {"Accept": "text/html,*/*;q=0.1"})):
        antwoord = client.get(adres, headers=koppen)
        assert antwoord["Content-Type"].startswith("text/html")
        assert "<h1>" in antwoord.content.decode()


def test_wrong_question_of_a_person_is_answered_with_a_page(als: Als) -> None:
    antwoord = als(LANDELIJK).get(f"{ITEMS}?limit=0&f=html")
    assert antwoord.status_code == 400 and antwoord["Content-Type"].startswith("text/html")


@given(
    st.dictionaries(
        st.sampled_from(["limit", "bbox", "bbox-crs", "datetime", "crs", "vanaf"]), st.text(max_size=40)
    )
)
def test_no_text_at_all_breaks_the_reading(vraag: dict[str, str]) -> None:
    try:
        assert read_itemvraag(vraag, "vthobjecten").hoogstens >= 1
    except InvoerError as fout:
        assert {f.veld for f in fout.fouten} <= set(vraag)


def test_box_over_the_date_line_holds_both_sides() -> None:
    vlak = Vlak(170, -10, -170, 10)
    assert vlak.contains(175, 0) and vlak.contains(-175, 0) and not vlak.contains(0, 0)
