"""Coordinates go out as they were asked for, and are those of the same place."""

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vth.interface.stelsel import (
    CRS84,
    RD,
    StelselError,
    find_graden,
    make_geometrie,
    make_punt,
    read_stelsel,
    transform_kader,
)

# The tower in Amersfoort from which the coordinates are counted (RDNAPTRANS: 155000, 463000).
TOREN = SimpleNamespace(x=155000.0, y=463000.0, lengtegraad=None, breedtegraad=None, geometrie=None)


@pytest.mark.parametrize(
    ("kop", "stelsel"),
    [
        ("", CRS84),
        ("*", CRS84),
        ("EPSG:28992", RD),
        ("epsg:28992", RD),
        (f"<{RD}>", RD),
        (RD, RD),
        ("OGC:CRS84", CRS84),
        ("EPSG:4258, EPSG:28992;q=0.5", RD),
    ],
)
def test_asked_coordinates_are_read(kop: str, stelsel: str) -> None:
    assert read_stelsel(kop) == stelsel


@given(st.text(min_size=1).filter(lambda t: any(d.strip() for d in t.split(",")) and "*" not in t))
def test_unknown_coordinates_are_refused_with_those_that_are_there(kop: str) -> None:
    with pytest.raises(StelselError, match="EPSG:28992"):
        read_stelsel(f"EPSG:3857{kop}")


def test_point_is_given_as_it_was_said_in_its_own_coordinates() -> None:
    assert make_punt(TOREN, RD) == {"type": "Point", "coordinates": [155000.0, 463000.0]}


def test_other_coordinates_are_those_of_the_same_place() -> None:
    graden = make_punt(TOREN, CRS84)
    assert graden
    assert graden["coordinates"] == pytest.approx([5.3872, 52.1552], abs=1e-4)
    lon, lat = graden["coordinates"]
    terug = SimpleNamespace(x=None, y=None, lengtegraad=lon, breedtegraad=lat)
    assert make_punt(terug, RD)["coordinates"] == pytest.approx([155000, 463000], abs=0.01)  # type: ignore[index]


def test_place_without_coordinates_has_no_geometry() -> None:
    assert (
        make_geometrie(
            SimpleNamespace(x=None, y=1.0, lengtegraad=None, breedtegraad=None, geometrie=None), RD
        )
        is None
    )


@pytest.mark.parametrize("wkt", ["POLYGON ((0 0, 0 1, 1 1, 0 0))", "MULTIPOINT ((1 2), (3 4))"])
def test_shape_is_given_whole_and_in_the_asked_coordinates(wkt: str) -> None:
    plaats = SimpleNamespace(geometrie=wkt, x=1.0, y=1.0)
    rd, graden = make_geometrie(plaats, RD), make_geometrie(plaats, CRS84)
    assert rd and graden
    assert rd["type"] == graden["type"] == {"POL": "Polygon", "MUL": "MultiPoint"}[wkt[:3]]
    assert str(rd["coordinates"]).count(",") == str(graden["coordinates"]).count(",")
    assert "3." in str(graden["coordinates"]) and "47." in str(graden["coordinates"])


def test_collection_of_shapes_keeps_its_parts() -> None:
    plaats = SimpleNamespace(
        geometrie="GEOMETRYCOLLECTION (POINT (1 2), LINESTRING (0 0, 1 1))", x=None, y=None
    )
    vorm = make_geometrie(plaats, RD)
    assert vorm and [deel["type"] for deel in vorm["geometries"]] == ["Point", "LineString"]


def test_box_around_a_box_holds_its_corners() -> None:
    west, zuid, oost, noord = transform_kader((155000, 463000, 156000, 464000), naar=CRS84)
    for x, y in ((155000, 463000), (156000, 463000), (155000, 464000), (156000, 464000)):
        punt = make_punt(SimpleNamespace(x=x, y=y, lengtegraad=None, breedtegraad=None), CRS84)
        assert punt
        lon, lat = punt["coordinates"]
        assert west - 1e-7 <= lon <= oost + 1e-7 and zuid - 1e-7 <= lat <= noord + 1e-7


def test_a_map_gets_degrees_worked_out_from_metres_and_none_without_a_place() -> None:
    punt = make_punt(TOREN, CRS84)
    assert punt and find_graden(TOREN) == tuple(punt["coordinates"])
    assert find_graden(SimpleNamespace(x=None, y=None, lengtegraad=None, breedtegraad=None)) is None
