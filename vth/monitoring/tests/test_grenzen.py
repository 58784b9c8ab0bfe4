"""Borders: a GeoJSON is taken in whole with its source, or refused with all that is wrong; then the country is drawn by them, with its table."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from typer.testing import CliRunner

from vth.monitoring.cli import app
from vth.monitoring.grenzen import list_grenzen, merge_vlakken, read_geojson, record_grenzen
from vth.monitoring.kaart import Gebied, make_kaart
from vth.monitoring.landelijk import make_rapport, read_stand
from vth.monitoring.models import Gemeentegrens, Ronde
from vth.monitoring.rules import MonitoringError
from vth.tijd import klok
from vth.toegang.rules import GeenToegangError
from vth.toegang.selectors import make_systeemviewer
from vth.vormgeving.grafieken import Landvlak, make_landkaart
from vth.zaken.rapport.blokken import Beeld

from .builders import MINISTER, NOORD, OPSTELLER
from .test_web import make_beelden, publish, sign_in

pytestmark = pytest.mark.django_db
GEDEELD = Path(__file__).parents[3].parent / "shared/data/gemeente_2025.geojson"
GEDEELD = GEDEELD if GEDEELD.exists() else Path("/work/shared/data/gemeente_2025.geojson")
DAG = date(2024, 1, 1)
DENKBEELDIG = "EPSG:28992"


def make_vierkant(x: float, y: float, zijde: float = 0.1) -> dict[str, Any]:
    punten = [[x, y], [x + zijde, y], [x + zijde, y + zijde], [x, y + zijde], [x, y]]
    return {"type": "Polygon", "coordinates": [punten]}


def make_bestand(
    *geometrieen: Any, codes: tuple[str, ...] = ("GM9901", "GM9902", "GM9903"), **rest: Any
) -> bytes:
    delen = [
        {"type": "Feature", "properties": {"statcode": code, "statnaam": f"Plaats {code}"}, "geometry": g}
        for code, g in zip(codes, geometrieen, strict=False)
    ]
    return json.dumps({"type": "FeatureCollection", "features": delen} | rest).encode()


GOED = make_bestand(make_vierkant(5.0, 52.0), make_vierkant(5.1, 52.0), make_vierkant(5.0, 52.1))


def read_in(inhoud: bytes = GOED, **velden: Any) -> list[Gemeentegrens]:
    viewer = make_systeemviewer("vth monitoring", op=klok.today()).with_handeling("stamgegevens.record")
    vast = {"peildatum": DAG, "bron": "Verzonnen grenzen"} | velden
    return record_grenzen(viewer=viewer, inhoud=inhoud, **vast)


VLINDER = {"type": "Polygon", "coordinates": [[[5, 52], [5.1, 52.1], [5.1, 52], [5, 52.1], [5, 52]]]}


@pytest.mark.parametrize(
    ("inhoud", "zegt"),
    [
        (b"", "geen GeoJSON"),
        (b"\xff\xfe", "geen GeoJSON"),
        (b"van;naar\n1;2", "niet als JSON te lezen"),
        (b"[" * 100_000, "geen GeoJSON"),
        (b"[]", "FeatureCollection, en er staat ‘list’"),
        (b'{"type":"Topology"}', "‘Topology’"),
        (b'{"type":"FeatureCollection"}', "geen enkele gemeente"),
        (b'{"type":"FeatureCollection","features":[]}', "geen enkele gemeente"),
        (b'{"type":"FeatureCollection","features":[7]}', r"onderdeel 1 \(zonder naam\) heeft geen code"),
        (make_bestand(VLINDER, crs={"properties": {"name": DENKBEELDIG}}), "coördinatenstelsel ‘EPSG:28992’"),
        (make_bestand(VLINDER, crs="RD"), "coördinatenstelsel"),
        (make_bestand(make_vierkant(155_000, 463_000)), "geen graden in Nederland.*meters in RD"),
        (make_bestand(make_vierkant(52.0, 5.0)), "geen graden in Nederland"),
        (make_bestand(make_vierkant(5, 52), codes=("",)), "onderdeel 1 .* heeft geen code"),
        (
            make_bestand(make_vierkant(5, 52), make_vierkant(5.1, 52), codes=("GM9901", "PV20")),
            "onderdeel 2 .*‘PV20’",
        ),
        (
            make_bestand(make_vierkant(5, 52), make_vierkant(5.1, 52), codes=("GM9901", "GM9901")),
            "die er al was",
        ),
        (make_bestand(VLINDER), "onderdeel 1 .*kruist zichzelf bij.*--herstel"),
        (make_bestand({"type": "Polygon", "coordinates": []}), "lege vorm"),
        (make_bestand({"type": "Point", "coordinates": [5, 52]}), "geen vlak, maar ‘Point’"),
        (make_bestand(None), "geen vlak"),
        (make_bestand({"type": "Polygon", "coordinates": "hier"}), "niet te lezen"),
        (make_bestand({"type": "Polygon", "coordinates": [[[5, 52], [5.1, 52]]]}), "niet te lezen"),
    ],
)
def test_what_is_no_geojson_of_gemeenten_is_refused_and_says_why(inhoud: bytes, zegt: str):
    with pytest.raises(MonitoringError, match=zegt):
        read_in(inhoud)
    assert not Gemeentegrens.objects.exists()


def test_every_wrong_feature_is_named_at_once():
    with pytest.raises(MonitoringError, match=r"onderdeel 1 .*onderdeel 3 "):
        read_geojson(make_bestand(VLINDER, make_vierkant(5, 52), None))


def test_a_source_a_day_that_was_and_the_right_are_asked(ronde: Ronde):
    with pytest.raises(MonitoringError, match="waar de grenzen vandaan komen"):
        read_in(bron="  ")
    with pytest.raises(MonitoringError, match="gelden nog niet"):
        read_in(peildatum=date(2024, 6, 4))
    with pytest.raises(GeenToegangError):
        record_grenzen(viewer=OPSTELLER, inhoud=GOED, peildatum=DAG, bron="x")


def test_shapes_that_cross_themselves_are_repaired_when_asked_and_that_is_told():
    (grens,) = read_in(make_bestand(VLINDER), herstel=True)
    assert grens.bron == "Verzonnen grenzen, vormen hersteld" and len(grens.vlakken) == 2


def test_borders_are_stored_in_metres_and_what_borders_keeps_bordering():
    read_in()
    grenzen = list_grenzen(DAG)
    assert set(grenzen) == {"GM9901", "GM9902", "GM9903"}
    assert 100_000 < grenzen["GM9901"].vlakken[0][0][0][0] < 200_000
    assert len(merge_vlakken(grenzen, grenzen)) == 1
    assert merge_vlakken(grenzen, {"GM0001"}) == []


def test_the_borders_of_a_day_are_the_last_before_it_and_else_the_first_after_it():
    read_in(peildatum=date(2023, 1, 1))
    read_in(make_bestand(make_vierkant(5, 52)), peildatum=date(2024, 1, 1))
    aantal = {jaar: len(list_grenzen(date(jaar, 6, 1))) for jaar in (2022, 2023, 2024)}
    assert aantal == {2022: 3, 2023: 3, 2024: 1}


def test_the_country_is_drawn_by_its_borders_with_word_shape_and_table(ronde: Ronde):
    make_beelden()
    publish(ronde)
    adres = reverse("monitoring:ronde", args=[ronde.pk])
    client = sign_in("GM9901", "lezer")
    assert "Op de kaart" not in client.get(adres).content.decode()
    read_in()
    tekst = client.get(adres).content.decode()
    assert "grenzen van 2024-01-01: Verzonnen grenzen" in tekst
    assert "nee, geen grens bekend" in tekst, "Zuid heeft geen deelnemers, en staat in de tabel"
    assert 'fill-rule="evenodd"' in tekst


def test_a_report_of_before_the_import_stays_as_it_was(ronde: Ronde, zet_klok: Any):
    make_beelden()
    publish(ronde)
    toen = klok.now()

    def kaart(op: Any) -> str:
        blokken = make_rapport(MINISTER, read_stand(MINISTER, ronde, op)).blokken
        return next(b.grafiek.bron for b in blokken if isinstance(b, Beeld))

    eerder = kaart(toen)
    zet_klok(2024, 6, 4, 9)
    read_in()
    assert kaart(toen) == eerder != kaart(klok.now())
    met = kaart(klok.now())
    nu = klok.now()
    zet_klok(2024, 6, 5, 9)
    read_in(bron="Andere grenzen")
    assert kaart(nu) == met and "Andere grenzen" in kaart(klok.now())


def test_a_map_without_any_border_or_tile_is_none(ronde: Ronde):
    assert make_kaart("Leeg", [Gebied(NOORD, "Noord", "goed", "robuust")], DAG, bron="x") is None
    assert (
        make_landkaart("Leeg", [Landvlak("N", "Noord", [], "goed", "robuust")])
        .rijen[0]["kaart"]
        .startswith("nee")
    )


def test_the_command_reads_a_file_and_names_gemeenten_that_are_not_in_it(ronde: Ronde, tmp_path: Path):
    bestand = tmp_path / "grenzen.geojson"
    bestand.write_bytes(make_bestand(make_vierkant(5, 52)))
    uit = CliRunner().invoke(app, ["grenzen", str(bestand), "--dag", "2024-01-01", "--bron", "Verzonnen"])
    assert uit.exit_code == 0 and "1 gemeenten ingelezen" in uit.output and "GM9902" in uit.output
    for fout, zegt in ((["--dag", "gisteren"], "geen dag"), (["--dag", "2024-01-01"], "geen bestand")):
        pad = str(bestand) if "gisteren" in fout else str(tmp_path / "weg.geojson")
        antwoord = CliRunner().invoke(app, ["grenzen", pad, *fout, "--bron", "x"])
        assert isinstance(antwoord.exception, MonitoringError) and zegt in str(antwoord.exception)


@pytest.mark.skipif(not GEDEELD.exists(), reason=f"{GEDEELD} staat niet op deze machine")
def test_the_shared_file_names_its_two_broken_shapes_and_is_drawn_once_repaired():
    inhoud = GEDEELD.read_bytes()
    with pytest.raises(MonitoringError, match=r"Westervoort.*Schouwen-Duiveland"):
        read_in(inhoud)
    grenzen = read_in(inhoud, herstel=True)
    assert len(grenzen) == 342 and {g.code for g in grenzen} >= {"GM0014", "GM0344"}
    kaart = list_grenzen(DAG)
    assert 1 <= len(merge_vlakken(kaart, kaart)) < 20
