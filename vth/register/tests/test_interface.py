"""The register for programs: what can be chosen, at which moment, in which coordinates, and when nothing changed."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client

from vth.interface.stelsel import CRS84, RD
from vth.register.models import Bronobject
from vth.register.tests.builders import ADRES, LANDELIJK, make_object
from vth.toegang.rules import Viewer

pytestmark = pytest.mark.django_db
Als = Callable[[Viewer], Client]
ZetKlok = Callable[..., datetime]
LIJST = "/api/v1/objecten"


def make_site(sleutel: str = "T1", **rest: Any) -> Bronobject:
    """A site with a place."""
    plaats = make_object(f"G{sleutel}", soort="geoobject")
    return make_object(sleutel, relaties={"locatie": [plaats]}, **rest)


def read(client: Client, adres: str, status: int = 200, **koppen: str) -> dict[str, Any]:
    antwoord = client.get(adres, headers=koppen)
    assert antwoord.status_code == status, antwoord.content
    return antwoord.json()  # type: ignore[no-any-return]


def list_codes(probleem: dict[str, Any]) -> list[tuple[str, str]]:
    return [(v["veld"], v["code"]) for v in probleem["velden"]]


def test_only_the_asked_members_come_back(als: Als) -> None:
    site = make_site()
    regel = read(als(LANDELIJK), f"{LIJST}?velden=naam,id")["objecten"][0]
    assert regel == {"id": str(site.pk), "naam": "Tankstation De Linde"}
    assert read(als(LANDELIJK), f"{LIJST}/{site.pk}?velden=bestaat") == {"bestaat": True}


def test_unknown_member_is_refused_with_those_that_are_there(als: Als) -> None:
    site = make_site()
    for adres in (LIJST, f"{LIJST}/{site.pk}"):
        probleem = read(als(LANDELIJK), f"{adres}?velden=naam,kleur", 400)
        assert list_codes(probleem) == [("velden", "onbekend_veld")]
        assert "‘kleur’" in probleem["detail"] and "naam" in probleem["velden"][0]["melding"]


def test_all_faults_of_a_question_are_told_at_once(als: Als) -> None:
    vraag = "soort=x&velden=y&aantal=0&geldigOp=z&beschikbaarOp=w&vanaf=v&vreemd=u"
    codes = list_codes(read(als(LANDELIJK), f"{LIJST}?{vraag}", 400))
    assert {veld for veld, _ in codes} == {
        "soort",
        "velden",
        "aantal",
        "geldigOp",
        "beschikbaarOp",
        "vanaf",
        "vreemd",
    }


@pytest.mark.parametrize(("kop", "crs"), [({}, CRS84), ({"Accept-Crs": "EPSG:28992"}, RD)])
def test_geometry_comes_in_the_asked_coordinates(als: Als, kop: dict[str, str], crs: str) -> None:
    site = make_site()
    for adres in (LIJST, f"{LIJST}/{site.pk}"):
        antwoord = als(LANDELIJK).get(adres, headers=kop)
        inhoud = antwoord.json()
        geometrie = (inhoud["objecten"][0] if adres == LIJST else inhoud)["geometrie"]
        assert antwoord["Content-Crs"] == f"<{crs}>"
        x, y = geometrie["coordinates"]
        assert (x, y) == (ADRES["x"], ADRES["y"]) if crs == RD else (3 < x < 8 and 50 < y < 54)


def test_other_coordinates_are_not_acceptable(als: Als) -> None:
    probleem = read(als(LANDELIJK), LIJST, 406, **{"Accept-Crs": "EPSG:3857"})
    assert probleem["code"] == "niet_te_geven"
    assert "EPSG:28992" in probleem["detail"]


def test_activity_without_a_place_of_its_own_lies_where_its_site_lies(als: Als) -> None:
    activiteit = make_object(
        "A1",
        soort="activiteituitvoering",
        inhoud={"activiteit": "bal-3.6.2", "status": "uitvoering", "bevoegd_gezag": "GM9901"},
        relaties={"vindt_plaats_binnen": [make_site()]},
    )
    geometrie = read(als(LANDELIJK), f"{LIJST}/{activiteit.pk}", **{"Accept-Crs": RD})["geometrie"]
    assert geometrie["coordinates"] == [ADRES["x"], ADRES["y"]]


def test_place_shows_its_whole_shape(als: Als) -> None:
    vlak = "POLYGON ((230000 580000, 230000 580010, 230010 580010, 230000 580000))"
    plaats = make_object("G1", soort="geoobject", inhoud={**ADRES, "geometrie": vlak})
    assert read(als(LANDELIJK), f"{LIJST}/{plaats.pk}")["geometrie"]["type"] == "Polygon"


def test_nothing_is_sent_when_nothing_changed(als: Als) -> None:
    site, client = make_site(), als(LANDELIJK)
    for adres in (LIJST, f"{LIJST}/{site.pk}"):
        merk = client.get(adres)["ETag"]
        assert client.get(adres, headers={"If-None-Match": merk}).status_code == 304
        assert client.get(adres, headers={"If-None-Match": merk, "Accept-Crs": RD}).status_code == 200


def test_change_gives_another_mark(als: Als) -> None:
    site, client = make_site(), als(LANDELIJK)
    adres = f"{LIJST}/{site.pk}"
    merk = client.get(adres)["ETag"]
    make_object(inhoud={"naam": "Anders", "hoofdtype": "inrichting"}, begin=date(2025, 1, 1))
    assert client.get(adres, headers={"If-None-Match": merk}).status_code == 200


def test_list_shows_each_record_as_it_was_on_a_day(als: Als) -> None:
    make_object("T1", begin=date(2024, 1, 1))
    make_object("T1", inhoud={"naam": "Nieuwe naam", "hoofdtype": "inrichting"}, begin=date(2025, 1, 1))
    namen = [
        [r["naam"] for r in read(als(LANDELIJK), f"{LIJST}?geldigOp={dag}")["objecten"]]
        for dag in ("2024-06-01", "2025-06-01")
    ]
    assert namen == [["Tankstation De Linde"], ["Nieuwe naam"]]


def test_list_of_then_holds_only_what_was_known_then(als: Als, zet_klok: ZetKlok) -> None:
    zet_klok(2025, 1, 1)
    eerst = make_object("T1")
    zet_klok(2025, 3, 1)
    make_object("T2")
    toen = read(als(LANDELIJK), f"{LIJST}?beschikbaarOp=2025-02-01T00:00:00Z")["objecten"]
    assert [r["id"] for r in toen] == [str(eerst.pk)]
    assert len(read(als(LANDELIJK), LIJST)["objecten"]) == 2


def test_words_are_those_of_now_and_cannot_be_looked_for_in_the_past(als: Als) -> None:
    probleem = read(als(LANDELIJK), f"{LIJST}?q=linde&geldigOp=2024-01-01", 403)
    assert probleem["code"] == "TijdreizenNietOndersteund"


def test_page_after_page_gives_every_record_once_and_keeps_the_question(als: Als) -> None:
    sites = {str(make_site(f"T{n}").pk) for n in range(5)}
    client, adres, gezien = als(LANDELIJK), f"{LIJST}?soort=vthobject&aantal=2&velden=id", list[str]()
    while adres:
        bladzij = read(client, adres)
        gezien += [r["id"] for r in bladzij["objecten"]]
        adres = bladzij["_links"].get("next", {}).get("href", "")
        assert not adres or "soort=vthobject&aantal=2&velden=id" in adres
    assert (len(gezien), set(gezien)) == (5, sites)
