"""Vector tiles show what the list with the same filter shows: places with names near by, counts from afar."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import mapbox_vector_tile
import pytest
from django.core.cache import caches
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from vth.logboek.models import Verwerking
from vth.register import tegels
from vth.register.models import Plekcel, Plekcelstand
from vth.register.plekcellen import refresh_plekcellen
from vth.register.tegels import DIEPST, MAAT, Tegel
from vth.tijd import klok
from vth.toegang.rules import ALLE_SOORTEN, Viewer, Zicht, derive_niveaus

from .builders import ADRES, LANDELIJK, make_object

pytestmark = pytest.mark.django_db
Als = Callable[[Viewer], Client]
PLEK = {"lengtegraad": 6.5, "breedtegraad": 53.2, "x": None, "y": None}
BUUR = Viewer(
    "buur", Zicht(gebieden=frozenset({"GM9902"}), niveaus=derive_niveaus("geheim"), soorten=ALLE_SOORTEN)
)
HIER, VER = "/kaart/tegels/12/2121/1330", "/kaart/tegels/5/16/10"


def make_site(sleutel: str, *, gebied: str = "GM9901", **plek: float) -> None:
    geo = make_object(f"P{sleutel}", soort="geoobject", inhoud=ADRES | PLEK | plek, gebied=gebied)
    inhoud = {"naam": f"Loods {sleutel}", "hoofdtype": "inrichting"}
    make_object(sleutel, inhoud=inhoud, relaties={"locatie": [geo]}, gebied=gebied)


def read(client: Client, adres: str) -> list[dict[str, Any]]:
    """Give what each place or cell of a tile says."""
    antwoord = client.get(adres)
    assert antwoord.status_code == 200, antwoord.content
    lagen = mapbox_vector_tile.decode(antwoord.content)
    return [f["properties"] for f in lagen.get("plekken", {"features": []})["features"]]


def test_near_by_a_tile_names_places_and_from_afar_it_counts_them(als: Als) -> None:
    make_site("A"), make_site("B")
    client = als(LANDELIJK)
    assert {p["naam"] for p in read(client, HIER)} == {"Loods A", "Loods B"}
    assert read(client, VER) == [{"aantal": 2}]
    assert read(client, "/kaart/tegels/12/2100/1330") == []


def test_too_many_places_for_one_tile_are_counted(als: Als, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tegels, "PUNTEN_PER_TEGEL", 2)
    for naam in "ABC":
        make_site(naam)
    assert read(als(LANDELIJK), HIER) == [{"aantal": 3}]


def test_cells_count_every_place_once(als: Als) -> None:
    for n in range(6):
        make_site(str(n), lengtegraad=6.0 + n / 7, breedtegraad=52.5 + n / 9)
    cellen = read(als(LANDELIJK), VER)
    assert len(cellen) > 2
    assert sum(c["aantal"] for c in cellen) == 6


def test_a_tile_holds_what_the_filter_and_the_sight_of_the_viewer_allow(als: Als) -> None:
    make_site("Appel"), make_site("Peer", gebied="GM9902")
    assert {p["naam"] for p in read(als(LANDELIJK), f"{HIER}?gemeente=GM9902")} == {"Loods Peer"}
    assert {p["naam"] for p in read(als(LANDELIJK), f"{HIER}?q=loods+appel")} == {"Loods Appel"}
    assert {p["naam"] for p in read(als(BUUR), HIER)} == {"Loods Peer"}
    assert read(als(BUUR), VER) == [{"aantal": 1}]


def test_a_tile_is_sent_again_only_when_something_was_written(als: Als) -> None:
    make_site("A")
    client = als(LANDELIJK)
    merk = client.get(HIER)["ETag"]
    assert client.get(HIER, headers={"If-None-Match": merk}).status_code == 304
    assert als(BUUR).get(HIER, headers={"If-None-Match": merk}).status_code == 200
    make_site("B")
    anders = als(LANDELIJK).get(HIER, headers={"If-None-Match": merk})
    assert (anders.status_code, anders["Cache-Control"]) == (200, "private, no-cache")
    assert len(read(client, HIER)) == 2


def test_a_tile_that_shows_places_is_a_line_in_the_log_of_reads(als: Als) -> None:
    make_site("A")
    client = als(LANDELIJK)
    antwoord = client.get(HIER)
    client.get("/kaart/tegels/12/0/0")
    client.get(HIER, headers={"If-None-Match": antwoord["ETag"]})
    (regel,) = Verwerking.objects.all()
    assert (regel.naam, regel.aantal, regel.vraag) == ("kaart.list", 1, HIER)


@pytest.mark.parametrize("tegel", ["15/0/0", "0/1/0", "3/8/0", "3/0/8", "99999/0/0"])
def test_a_tile_outside_the_map_is_refused(als: Als, tegel: str) -> None:
    assert als(LANDELIJK).get(f"/kaart/tegels/{tegel}").status_code == 400


@given(zoom=st.integers(0, DIEPST), lengtegraad=st.floats(-179.9, 179.9), breedtegraad=st.floats(-84.9, 84.9))
def test_a_point_lies_in_the_tile_whose_box_holds_it(
    zoom: int, lengtegraad: float, breedtegraad: float
) -> None:
    x, y = Tegel(0, 0, 0).place(lengtegraad, breedtegraad)
    tegel = Tegel(zoom, x * 2**zoom // MAAT, y * 2**zoom // MAAT)
    kader, speling = tegel.kader, 0.1
    assert kader.west - speling <= lengtegraad <= kader.oost + speling
    assert kader.zuid - speling <= breedtegraad <= kader.noord + speling


def test_what_was_counted_before_says_what_the_records_say(als: Als) -> None:
    for n in range(12):
        gebied = ("GM9901", "GM9902")[n % 2]
        make_site(str(n), gebied=gebied, lengtegraad=6.0 + n / 7, breedtegraad=52.5 + n / 9)
    adressen = [
        VER,
        "/kaart/tegels/7/66/42",
        "/kaart/tegels/8/132/83",
        f"{VER}?gemeente=GM9902",
        f"{VER}?soort=",
    ]
    voor = [
        sorted(p["aantal"] for p in read(als(kijker), a)) for a in adressen for kijker in (LANDELIJK, BUUR)
    ]
    assert refresh_plekcellen() == 1
    caches["snel"].clear()
    assert [
        sorted(p["aantal"] for p in read(als(kijker), a)) for a in adressen for kijker in (LANDELIJK, BUUR)
    ] == voor
    assert any(sum(v) for v in voor)


def test_counts_are_used_only_until_their_supplier_writes(als: Als) -> None:
    make_site("A"), make_site("B", lengtegraad=5.9)
    refresh_plekcellen()
    Plekcel.objects.update(aantal=40)
    assert sum(p["aantal"] for p in read(als(LANDELIJK), VER)) == 80
    make_site("C", lengtegraad=6.2)
    assert sum(p["aantal"] for p in read(als(LANDELIJK), VER)) == 3
    assert (refresh_plekcellen(), refresh_plekcellen()) == (1, 0)
    caches["snel"].clear()
    assert sum(p["aantal"] for p in read(als(LANDELIJK), VER)) == 3


def test_a_place_that_begins_or_ends_makes_the_counts_of_that_day(als: Als) -> None:
    make_site("A")
    geo = make_object("PB", soort="geoobject", inhoud=ADRES | PLEK, begin=klok.today() + timedelta(days=3))
    make_object("B", inhoud={"naam": "Straks", "hoofdtype": "inrichting"}, relaties={"locatie": [geo]})
    refresh_plekcellen()
    stand = Plekcelstand.objects.get()
    assert (stand.geldig_vanaf, stand.geldig_tot) == (klok.today(), klok.today() + timedelta(days=3))
    assert sum(Plekcel.objects.values_list("aantal", flat=True)) == 1
    assert refresh_plekcellen(op=klok.today() + timedelta(days=2)) == 0
    assert refresh_plekcellen(op=klok.today() + timedelta(days=3)) == 1
    assert sum(Plekcel.objects.values_list("aantal", flat=True)) == 2


def test_a_count_shows_nothing_of_a_place_that_may_not_be_seen(als: Als) -> None:
    geo = make_object("PG", soort="geoobject", inhoud=ADRES | PLEK, gebied="GM9901")
    make_object(
        "G", inhoud={"naam": "Open", "hoofdtype": "inrichting"}, relaties={"locatie": [geo]}, gebied="GM9902"
    )
    refresh_plekcellen()
    assert sum(p["aantal"] for p in read(als(LANDELIJK), VER)) == 1
    assert read(als(BUUR), VER) == []
