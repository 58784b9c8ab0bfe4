"""Taking in borders: idempotent, and loud about what cannot be a gemeente in the Netherlands."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import shapely

from vth.organisaties.grensbestand import GrenzenError
from vth.organisaties.models import Gebiedsgrens
from vth.organisaties.services import import_grenzen
from vth.toegang.rules import NIEMAND, GeenToegangError

from .builders import BEHEERDER, load_map, load_vierkanten, make_geojson, make_vierkant

VANAF = date(2024, 1, 1)
GRADEN = make_vierkant(5.0, 52.0, 0.1)
VLINDER = {
    "type": "Polygon",
    "coordinates": [[[5.0, 52.0], [5.1, 52.1], [5.1, 52.0], [5.0, 52.1], [5.0, 52.0]]],
}


@pytest.fixture
def basis(db: None, tmp_path: Path) -> Path:
    load_map(tmp_path / "basis")
    return tmp_path / "grenzen.geojson"


def load(bestand: Path, **rest: Any) -> Any:
    return import_grenzen(viewer=BEHEERDER, bestand=bestand, geldig_vanaf=VANAF, **rest)


def test_degrees_become_metres(basis: Path) -> None:
    verslag = load(make_geojson(basis, {"GM9901": GRADEN}))
    assert (verslag.rijen, verslag.gelezen, verslag.ontbrekend) == (1, 1, ("GM9902", "GM9903"))
    links, onder, _, boven = shapely.from_wkt(Gebiedsgrens.objects.get().geometrie).bounds
    assert 120_000 < links < 130_000
    assert 10_500 < boven - onder < 11_500


def test_importing_twice_writes_nothing(basis: Path) -> None:
    load(make_geojson(basis, {"GM9901": GRADEN}))
    assert load(basis).rijen == 0


def test_older_list_leaves_a_newer_one(basis: Path) -> None:
    nieuw, oud = make_vierkant(100_000, 400_000, 2_000), make_vierkant(100_000, 400_000, 1_000)
    load_vierkanten(basis, {"GM9901": nieuw}, date(2025, 1, 1))
    load_vierkanten(basis, {"GM9901": oud}, VANAF)
    assert load_vierkanten(basis, {"GM9901": nieuw}, date(2025, 1, 1)).rijen == 0
    assert load_vierkanten(basis, {"GM9901": oud}, VANAF).rijen == 0
    rijen = Gebiedsgrens.objects.believed().order_by("begin_geldigheid")
    assert [r.begin_geldigheid for r in rijen] == [VANAF, date(2025, 1, 1)]


@pytest.mark.parametrize("crs", ["EPSG:28992", "urn:ogc:def:crs:EPSG::28992"])
def test_coordinate_system_in_the_file_counts(basis: Path, crs: str) -> None:
    lid = {"crs": {"type": "name", "properties": {"name": crs}}}
    load(make_geojson(basis, {"GM9901": make_vierkant(100_000, 400_000, 1_000)}, **lid))
    assert shapely.from_wkt(Gebiedsgrens.objects.get().geometrie).area == 1_000_000


def test_bare_digits_are_a_code(basis: Path) -> None:
    load(make_geojson(basis, {"9901": GRADEN}, veld="code"))
    assert Gebiedsgrens.objects.get().gebied == "GM9901"


def test_border_that_crosses_itself_is_repaired_with_a_warning(basis: Path) -> None:
    verslag = load(make_geojson(basis, {"GM9901": VLINDER}))
    assert "kruist zichzelf" in verslag.waarschuwingen[0]
    vlak = shapely.from_wkt(Gebiedsgrens.objects.get().geometrie)
    assert (vlak.geom_type, vlak.is_valid) == ("MultiPolygon", True)


PUNT = {"type": "Point", "coordinates": [5.0, 52.0]}
PLAT = {"type": "Polygon", "coordinates": [[[5.0, 52.0], [5.1, 52.1], [5.0, 52.0], [5.0, 52.0]]]}
FOUTEN: list[tuple[dict[str, Any], str]] = [
    ({"GM9901": make_vierkant(52.0, 5.0, 0.1)}, "verwisseld"),
    ({"GM9901": make_vierkant(2.0, 48.0, 0.1)}, "niet in Nederland"),
    ({"GM9901": make_vierkant(100_000, 400_000, 1_000)}, "niet in Nederland"),
    ({"GM0000": GRADEN}, "geen gemeente zijn: GM0000"),
    ({"PV20": GRADEN}, "geen gemeentecode"),
    ({"GM9901": PUNT}, "de geometrie is Point"),
    ({"GM9901": PLAT}, "omsluit niets"),
    ({"GM9901": {"type": "Polygon", "coordinates": "hier"}}, "niet te lezen"),
    ({"GM9901": None}, "niet te lezen"),
]


@pytest.mark.parametrize(("vlakken", "melding"), FOUTEN, ids=[melding for _, melding in FOUTEN])
def test_area_that_cannot_be_is_refused(basis: Path, vlakken: dict[str, Any], melding: str) -> None:
    with pytest.raises(GrenzenError, match=melding):
        load(make_geojson(basis, vlakken))
    assert not Gebiedsgrens.objects.exists()


@pytest.mark.parametrize(
    ("inhoud", "melding"),
    [
        ("<gml/>", "geen JSON"),
        ("[1, 2]", "geen GeoJSON"),
        (json.dumps(GRADEN), "geen GeoJSON met objecten"),
        ('{"type": "FeatureCollection", "features": []}', "geen GeoJSON met objecten"),
        (
            '{"type": "FeatureCollection", "features": [{"properties": {"naam": "Lindeveen"}}]}',
            "geen eigenschap",
        ),
    ],
)
def test_file_that_is_no_geojson_is_refused(basis: Path, inhoud: str, melding: str) -> None:
    basis.write_text(inhoud)
    with pytest.raises(GrenzenError, match=melding):
        load(basis)


def test_gemeente_that_stands_twice_in_the_file_is_refused(basis: Path) -> None:
    make_geojson(basis, {"GM9901": GRADEN})
    inhoud = json.loads(basis.read_text())
    basis.write_text(json.dumps(inhoud | {"features": inhoud["features"] * 2}))
    with pytest.raises(GrenzenError, match="twee keer"):
        load(basis)


def test_unknown_coordinate_system_and_missing_file_are_refused(basis: Path) -> None:
    with pytest.raises(GrenzenError, match="bestaat niet"):
        load(basis)
    with pytest.raises(GrenzenError, match="coördinaatstelsel 'maan'"):
        load(make_geojson(basis, {"GM9901": GRADEN}), crs="maan")


def test_importing_asks_for_the_right(basis: Path) -> None:
    with pytest.raises(GeenToegangError, match="het recht"):
        import_grenzen(viewer=NIEMAND, bestand=basis, geldig_vanaf=VANAF)
