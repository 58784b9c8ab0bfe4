"""Which gemeente a point lies in: on squares drawn by hand, and on the real borders."""

from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest
import shapely

from vth.organisaties import gemeenten
from vth.organisaties.models import Gebiedsgrens
from vth.organisaties.services import import_grenzen, record_stamgegevens
from vth.tijd import klok

from .builders import BEHEERDER, SHARED, load_map, load_vierkanten, make_vierkant

OP = date(2024, 6, 1)
LINKS, RECHTS = make_vierkant(100_000, 400_000, 1_000), make_vierkant(101_000, 400_000, 1_000)


@pytest.fixture
def vierkanten(db: None, tmp_path: Path) -> Path:
    load_map(tmp_path / "basis")
    load_vierkanten(tmp_path / "grenzen.geojson", {"GM9901": LINKS, "GM9902": RECHTS})
    return tmp_path


def test_points_get_the_gemeente_they_lie_in(vierkanten: Path) -> None:
    x = [100_500, 101_500, 102_500, np.nan, np.inf]
    gevonden = gemeenten.find_gemeenten(x, [400_500] * 5, OP)
    assert gevonden.tolist() == ["GM9901", "GM9902", "", "", ""]


def test_point_on_a_shared_border_belongs_to_the_lowest_code(vierkanten: Path) -> None:
    assert gemeenten.find_gemeenten([101_000], [400_500], OP).tolist() == ["GM9901"]


def test_without_borders_no_point_lies_anywhere(db: None) -> None:
    assert gemeenten.find_gemeenten([101_000], [400_500], OP).tolist() == [""]
    assert gemeenten.list_grenzen(OP)["features"] == []


def test_no_points_give_no_answers(vierkanten: Path) -> None:
    assert gemeenten.find_gemeenten([], [], OP).tolist() == []
    assert gemeenten.find_buurafstand([], [], [], OP).tolist() == []


def test_distance_is_nought_inside_and_metres_outside(vierkanten: Path) -> None:
    x, codes = (
        [100_500, 102_250, 100_500, 100_500, np.nan],
        ["GM9901", "GM9902", "GM9902", "GM0000", "GM9901"],
    )
    afstanden = gemeenten.find_buurafstand(x, [400_500] * 5, codes, OP)
    np.testing.assert_allclose(afstanden, [0, 250, 500, np.nan, np.nan])


def test_corrected_border_is_used_at_once(vierkanten: Path) -> None:
    assert gemeenten.find_gemeenten([103_500], [400_500], OP).tolist() == [""]
    load_vierkanten(vierkanten / "beter.geojson", {"GM9901": make_vierkant(103_000, 400_000, 1_000)})
    assert gemeenten.find_gemeenten([103_500, 100_500], [400_500] * 2, OP).tolist() == ["GM9901", ""]


def test_border_of_a_later_day_leaves_the_days_before(vierkanten: Path) -> None:
    later = date(2025, 1, 1)
    load_vierkanten(vierkanten / "later.geojson", {"GM9901": make_vierkant(103_000, 400_000, 1_000)}, later)
    assert gemeenten.find_gemeenten([100_500], [400_500], OP).tolist() == ["GM9901"]
    assert gemeenten.find_gemeenten([100_500], [400_500], later).tolist() == [""]


def test_border_of_a_gemeente_that_ended_is_not_used(vierkanten: Path) -> None:
    eind = {"eind_geldigheid": "2025-01-01"}
    werk = {"organisatie": "OD-NOORD", "taak": "basistaken", "gebied": "GM9901"} | eind
    provincie = {"organisatie": "PV99", "taak": "grondgebied", "gebied": "GM9901"} | eind
    seveso = {"organisatie": "OD-ZUID", "taak": "seveso", "gebied": "GM9901"} | eind
    gemeente = {"code": "GM9901", "soort": "gemeente", "naam": "Lindeveen"} | eind
    load_map(vierkanten / "eind", {"organisaties": [gemeente], "werkgebieden": [werk, provincie, seveso]})
    assert gemeenten.find_gemeenten([100_500], [400_500], date(2025, 1, 1)).tolist() == [""]


def test_map_is_geojson_in_degrees_with_names(vierkanten: Path) -> None:
    kaart = gemeenten.list_grenzen(OP)
    assert [f["properties"] for f in kaart["features"]] == [
        {"code": "GM9901", "naam": "Lindeveen"},
        {"code": "GM9902", "naam": "Oosterwolde aan Zee"},
    ]
    lengte, breedte = kaart["features"][0]["geometry"]["coordinates"][0][0]
    assert 3 < lengte < 8
    assert 50 < breedte < 54


@pytest.fixture
def echt(db: None) -> date:
    bestand = SHARED / "data" / "gemeente_2025.geojson"
    if not bestand.exists():
        pytest.skip(
            f"De echte gemeentegrenzen staan er niet ({bestand}); zet VTH_SHARED op de map met gedeelde gegevens."
        )
    record_stamgegevens(viewer=BEHEERDER)
    import_grenzen(viewer=BEHEERDER, bestand=bestand, geldig_vanaf=date(2025, 1, 1))
    return date(2025, 6, 1)


def test_every_real_gemeente_finds_a_point_of_itself(echt: date) -> None:
    grenzen = Gebiedsgrens.objects.believed().order_by("gebied").values_list("gebied", "geometrie")
    codes = [code for code, _ in grenzen]
    punten = shapely.get_coordinates(shapely.point_on_surface(shapely.from_wkt([wkt for _, wkt in grenzen])))
    assert len(codes) == 342
    assert gemeenten.find_gemeenten(punten[:, 0], punten[:, 1], echt).tolist() == codes
    assert not gemeenten.find_buurafstand(punten[:, 0], punten[:, 1], codes, echt).any()


def test_known_places_lie_where_everybody_knows(echt: date) -> None:
    plaatsen = {"GM0307": (155_000, 463_000), "GM0599": (92_500, 437_000), "": (50_000, 550_000)}
    x, y = zip(*plaatsen.values(), strict=True)
    assert gemeenten.find_gemeenten(x, y, echt).tolist() == list(plaatsen)


def test_outlines_of_groups_have_no_borders_inside_and_say_whose_they_are(vierkanten: Path) -> None:
    groepen = {"beide": ["GM9901", "GM9902"], "links": ["GM9901"], "niemand": ["GM0001"], "leeg": []}
    omtrekken = gemeenten.list_omtrekken(groepen, OP)
    assert omtrekken.bron == "grenzen.geojson"
    ((rand,),) = omtrekken.delen["beide"]
    assert shapely.Polygon(rand).area == pytest.approx(2_000_000)
    assert omtrekken.delen["niemand"] == omtrekken.delen["leeg"] == ()
    los = load_vierkanten(vierkanten / "los.geojson", {"GM9902": make_vierkant(105_000, 400_000, 1_000)})
    assert los.rijen and len(gemeenten.list_omtrekken(groepen, OP).delen["beide"]) == 2


def test_outlines_are_drawn_as_they_were_known(vierkanten: Path) -> None:
    toen = klok.now()
    load_vierkanten(vierkanten / "later.geojson", {"GM9901": make_vierkant(103_000, 400_000, 500)})
    groepen = {"links": ["GM9901"]}
    eerder, nu = (gemeenten.list_omtrekken(groepen, OP, bekend_op=op) for op in (toen, None))
    assert eerder.delen != nu.delen and eerder.bron == "grenzen.geojson"
    assert gemeenten.list_omtrekken(groepen, OP, bekend_op=toen - timedelta(days=1)).delen == {"links": ()}
