"""The country is drawn by the borders that the register has, with its table; by tiles where those show more."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

from vth.monitoring.kaart import Gebied, make_kaart
from vth.monitoring.landelijk import make_rapport, read_stand
from vth.monitoring.models import Dienstbeeld, Ronde
from vth.organisaties.tests.builders import load_map, load_vierkanten, make_vierkant
from vth.tijd import klok
from vth.vormgeving.grafieken import Landvlak, make_landkaart
from vth.vormgeving.onderdelen import Grafiek
from vth.zaken.rapport.blokken import Beeld

from .builders import MINISTER, NOORD, ZUID
from .test_web import make_beelden, publish, sign_in

pytestmark = pytest.mark.django_db
GEBIEDEN = [Gebied(NOORD, "Noord", "goed", "robuust"), Gebied(ZUID, "Zuid", "fout", "niet robuust")]


def load_grenzen(map_: Path, *codes: str, zijde: int = 10_000) -> None:
    vlakken = {c: make_vierkant(100_000 + n * zijde, 400_000, zijde) for n, c in enumerate(codes)}
    load_vierkanten(map_ / f"grenzen-{zijde}.geojson", vlakken)


def let_zuid_meedoen(map_: Path) -> None:
    leden = [{"omgevingsdienst": ZUID, "deelnemer": "GM9903"}]
    leden += [{"omgevingsdienst": NOORD, "deelnemer": code} for code in ("GM9901", "GM9902", "PV99")]
    load_map(map_ / "leden", {"deelnemingen": leden})


def draw(op: Any = None) -> Grafiek:
    kaart = make_kaart("Kaart", GEBIEDEN, klok.today(), bron="proef", bekend_op=op)
    assert kaart is not None
    return kaart


def test_the_country_is_drawn_by_its_borders_with_word_and_table(ronde: Ronde, tmp_path: Path):
    make_beelden()
    publish(ronde)
    let_zuid_meedoen(tmp_path)
    load_grenzen(tmp_path, "GM9901", "GM9902", "GM9903")
    tekst = sign_in("GM9901", "lezer").get(reverse("monitoring:ronde", args=[ronde.pk])).content.decode()
    assert "grenzen: grenzen-10000.geojson" in tekst and 'fill-rule="evenodd"' in tekst


def test_tiles_stay_where_they_show_more(ronde: Ronde, tmp_path: Path):
    make_beelden()
    load_grenzen(tmp_path, "GM9901", "GM9902")
    assert draw().bron == "proef", "Zuid has a tile and no border"
    Dienstbeeld.objects.filter(dienst=ZUID).delete()
    kaart = draw()
    assert kaart.bron == "proef; grenzen: grenzen-10000.geojson"
    assert kaart.rijen[1]["kaart"].startswith("nee"), "who has no border stands in the table"


def test_a_report_of_before_the_import_stays_as_it_was(ronde: Ronde, zet_klok: Any, tmp_path: Path):
    make_beelden()
    publish(ronde)
    let_zuid_meedoen(tmp_path)
    load_grenzen(tmp_path, "GM9901", "GM9902", "GM9903")
    zet_klok(2027, 6, 3, 12)  # the fixture loaded the land by the real clock

    def kaart(op: Any) -> Any:
        blokken = make_rapport(MINISTER, read_stand(MINISTER, ronde, op)).blokken
        return next(b.grafiek for b in blokken if isinstance(b, Beeld))

    eerst, toen = kaart(klok.now()), klok.now()
    assert "grenzen-10000" in eerst.bron
    zet_klok(2027, 6, 4, 9)
    load_grenzen(tmp_path, "GM9901", "GM9902", "GM9903", zijde=20_000)
    zet_klok(2027, 6, 4, 12)
    assert kaart(toen) == eerst and "grenzen-20000" in kaart(klok.now()).bron


def test_a_map_without_any_border_or_tile_is_none(ronde: Ronde):
    assert make_kaart("Leeg", GEBIEDEN, klok.today(), bron="x") is None
    (rij,) = make_landkaart("Leeg", [Landvlak("N", "Noord", [], "goed", "robuust")]).rijen
    assert rij["kaart"].startswith("nee")


def make_landvlak(x: float, kort: str, toestand: str = "goed", woord: str = "robuust") -> Landvlak:
    ring = [(x, 0.0), (x + 100.0, 0.0), (x + 100.0, 100.0), (x, 100.0)]
    return Landvlak(kort, f"Dienst {kort}", [[ring]], toestand, woord)


def test_the_map_says_what_its_shapes_are_and_how_often_they_stand_there():
    vlakken = [
        make_landvlak(0, "N"),
        make_landvlak(100, "Z"),
        make_landvlak(200, "W", "fout", "niet robuust"),
    ]
    kaart = make_landkaart("Land", [*vlakken, Landvlak("O", "Oost", [], "goed", "robuust")])
    for tekening in (kaart.breed, kaart.smal):
        assert ">robuust (2)<" in tekening and ">niet robuust (1)<" in tekening


def test_a_name_that_would_hide_another_is_left_to_the_table():
    """Two areas over each other: the names go below and above the shape, and a third has no place left."""
    naam = "Veen"
    kaart = make_landkaart("Land", [make_landvlak(0, naam) for _ in range(3)])
    assert kaart.breed.count(f">{naam}<") == 2 and len(kaart.rijen) == 3


@pytest.mark.parametrize(("afstand", "ertussen"), [(45.0, False), (50.0, True)])
def test_a_name_as_near_to_another_shape_as_to_its_own_goes_elsewhere(afstand: float, ertussen: bool):
    """Two shapes one above the other: between them stands the name of the upper one only where it cannot be read as that of the lower one."""
    ring = [(0.0, afstand), (100.0, afstand), (100.0, afstand + 100), (0.0, afstand + 100)]
    hoog = Landvlak("Hoog", "Hoog", [[ring]], "goed", "robuust")
    kaart = make_landkaart("Land", [hoog, make_landvlak(0, "Laag"), make_landvlak(900, "Ver")]).breed
    boven, onder = sorted(float(y) for y in re.findall(r"translate\([0-9.]+ ([0-9.]+)\)", kaart))[:2]
    naam = re.search(r' y="([0-9.]+)"[^>]*>Hoog<', kaart)
    assert naam and (boven < float(naam[1]) < onder) is ertussen
