"""Charts: values stand in them as text, they survive any data, and hostile names stay text."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vth.vormgeving import grafieken as g
from vth.vormgeving.grafieken import schaal
from vth.vormgeving.grafieken.doek import fit_regels
from vth.vormgeving.grafieken.lijn import shorten_namen
from vth.vormgeving.onderdelen import Grafiek

from .builders import VIJANDIG, check_onschadelijk, make_html


def as_dag(x: float | None) -> date:
    return date(2024, 1, 1) + timedelta(days=int(x or 0) % 2000)


SVG = "{http://www.w3.org/2000/svg}"
VIERKANT = {"type": "Polygon", "coordinates": [[[0, 0], [900, 0], [900, 900], [0, 900], [0, 0]]]}
# One maker per chart, from a name and a few values.
MAKERS: dict[str, Callable[[str, list], Grafiek]] = {
    "lijn": lambda n, w: g.make_lijngrafiek(n, [g.Reeks(n, list(enumerate(w)))], drempel=(n, 5), eenheid=n),
    "klein": lambda n, w: g.make_kleine_lijnen(n, [g.Reeks(n, list(enumerate(w)))]),
    "staaf": lambda n, w: g.make_staafgrafiek(n, [(n, x) for x in w], drempel=(n, 5), eenheid=n),
    "aandeel": lambda n, w: g.make_aandeelbalk(n, [(n, abs(x or 0)) for x in w[:6]]),
    "matrix": lambda n, w: g.make_matrix(
        n, [n], [str(i) for i in range(len(w))], {(n, str(i)): x for i, x in enumerate(w)}
    ),
    "kaart": lambda n, w: g.make_locatiekaart(
        n, [g.Vlak(n, VIERKANT)] if w else [], [g.Punt(n, x or 0, 300) for x in w]
    ),
    "tegels": lambda n, w: g.make_tegelkaart(
        n, [g.Tegel(n, n, i, -i, "goed" if x else "fout", str(x)) for i, x in enumerate(w)]
    ),
    "trend": lambda n, w: g.make_mijlpaaltrend(
        n, [g.Trend(n, [(as_dag(i * 90), as_dag(x)) for i, x in enumerate(w)])], grens=(n, as_dag(0))
    ),
    "tijdbalk": lambda n, w: g.make_tijdbalk(
        n, [g.Balk(n, n, as_dag(0), as_dag(abs(x or 0))) for x in w], grens=(n, as_dag(400))
    ),
    "netwerk": lambda n, w: g.make_netwerk(
        n,
        [g.Schakel(str(i), n, str(x)) for i, x in enumerate(w)],
        [(str(i), str(i + 1)) for i in range(len(w) - 1)],
    ),
}
elke = pytest.mark.parametrize("maak", MAKERS.values(), ids=MAKERS)


def read_svg(svg: str) -> ET.Element:
    """Read the SVG strictly, and check what every chart has: a role, a name, a title and a description."""
    wortel = ET.fromstring(svg)
    assert wortel.get("role") == "img" and wortel.get("aria-label")
    assert wortel.find(f"{SVG}title") is not None and wortel.find(f"{SVG}desc") is not None
    assert "nan" not in svg.replace("Vernandel", "") and "style=" not in svg
    return wortel


def list_teksten(svg: str) -> list[str]:
    return [t.text or "" for t in read_svg(svg).iter(f"{SVG}text")]


@elke
def test_no_data_is_said_in_words(maak: Callable) -> None:
    grafiek = maak("Titel", [])
    assert list_teksten(grafiek.breed) == list_teksten(grafiek.smal) == ["Geen gegevens"]


@elke
@pytest.mark.parametrize("waarden", [[7.0], [0.0], [-3.0, 4.0], [None, 2.0], [1e12, 1.0], [0.0001], [5e-324]])
def test_chart_survives_one_point_zero_negative_and_missing(maak: Callable, waarden: list) -> None:
    grafiek = maak("Titel", waarden)
    read_svg(grafiek.breed), read_svg(grafiek.smal)


@elke
@settings(max_examples=30, deadline=None)
@given(waarden=st.lists(st.none() | st.floats(-1e9, 1e9, allow_nan=False), max_size=8))
def test_chart_survives_any_numbers_and_stays_on_the_drawing(maak: Callable, waarden: list) -> None:
    for svg in (maak("Titel", waarden).breed, maak("Titel", waarden).smal):
        breedte = float(read_svg(svg).get("width", "0"))
        for x in re.findall(r'(?:cx|x1|x2)="(-?[\d.]+)"', svg):
            assert -1 <= float(x) <= breedte + 1


@elke
def test_hostile_name_stays_text(maak: Callable) -> None:
    grafiek = maak(VIJANDIG, [3.0, 4.0])
    check_onschadelijk(make_html("{% figuur f %}", f=grafiek))
    ET.fromstring(grafiek.breed), ET.fromstring(grafiek.smal)


@elke
def test_figures_stand_in_a_table_one_click_away(maak: Callable) -> None:
    grafiek = maak("Titel", [7.0])
    html = make_html("{% figuur f %}", f=grafiek)
    assert "Toon als tabel" in html and "<table" in html


def test_line_is_named_at_its_end_with_its_last_value() -> None:
    reeksen = [g.Reeks("Noord", [(2023, 10), (2024, 1500)]), g.Reeks("Zuid", [(2023, 5), (2024, None)])]
    teksten = list_teksten(g.make_lijngrafiek("T", reeksen).breed)
    assert "Noord 1.500" in teksten and "Zuid 5" in teksten and "2024" in teksten


def test_axis_of_amounts_starts_at_zero() -> None:
    assert "0" in list_teksten(g.make_lijngrafiek("T", [g.Reeks("N", [(1, 90), (2, 95)])]).breed)
    zonder = list_teksten(g.make_lijngrafiek("T", [g.Reeks("N", [(1, 90), (2, 95)])], vanaf_nul=False).breed)
    assert "0" not in zonder


def test_missing_value_breaks_the_line() -> None:
    heel = g.make_lijngrafiek("T", [g.Reeks("N", [(1, 1), (2, 2), (3, 3), (4, 4)])]).breed
    gat = g.make_lijngrafiek("T", [g.Reeks("N", [(1, 1), (2, 2), (3, None), (4, 4), (5, 5)])]).breed
    assert heel.count("<polyline") == 1 and gat.count("<polyline") == 2


def test_series_differ_by_dash_and_mark_not_only_by_colour() -> None:
    reeksen = [g.Reeks(f"R{n}", [(1, n), (2, n + 1)]) for n in range(4)]
    wortel = read_svg(g.make_lijngrafiek("T", reeksen).breed)
    assert len({p.get("stroke-dasharray") for p in wortel.iter(f"{SVG}polyline")}) == 4


def test_names_at_line_ends_do_not_touch() -> None:
    reeksen = [g.Reeks(f"Reeks {n}", [(1, 0), (2, 100 + n / 10)]) for n in range(5)]
    wortel = read_svg(g.make_lijngrafiek("T", reeksen).breed)
    y = sorted(float(t.get("y", 0)) for t in wortel.iter(f"{SVG}text") if (t.text or "").startswith("Reeks"))
    assert all(b - a >= 15 for a, b in pairwise(y))


def test_missing_bar_is_missing_and_not_zero() -> None:
    teksten = list_teksten(g.make_staafgrafiek("T", [("A", 3), ("B", None)]).breed)
    assert "geen gegevens" in teksten and "3" in teksten


def test_negative_bar_grows_to_the_left_of_zero() -> None:
    balken = list(read_svg(g.make_staafgrafiek("T", [("A", 10), ("B", -10)]).breed).iter(f"{SVG}rect"))
    assert float(balken[1].get("x", 0)) < float(balken[0].get("x", 0))


def test_share_bar_names_every_part_and_refuses_what_is_no_part() -> None:
    teksten = list_teksten(g.make_aandeelbalk("T", [("Ja", 75), ("Nee", 24.9), ("Rest", 0.1)]).breed)
    assert {"Ja 75%", "Nee 25%", "Rest minder dan 1%"} <= set(teksten)
    with pytest.raises(ValueError, match="nul of meer"):
        g.make_aandeelbalk("T", [("Ja", -1)])
    with pytest.raises(ValueError, match="staafgrafiek"):
        g.make_aandeelbalk("T", [(str(n), 1) for n in range(7)])


def test_matrix_writes_each_value_and_hatches_what_is_missing() -> None:
    grafiek = g.make_matrix("T", ["A"], ["K1", "K2"], {("A", "K1"): 12.34}, decimalen=1)
    assert {"12,3", "–", "K1"} <= set(list_teksten(grafiek.breed))


def test_map_keeps_proportions_and_gives_its_scale() -> None:
    svg = g.make_locatiekaart("T", [g.Vlak("Gemeente", VIERKANT)]).breed
    plekken = [
        tuple(map(float, p.split()))
        for p in re.search(r'class="vth-svg__kaartvlak" d="M([^z]+)z', svg)[1].split("L")
    ]  # type: ignore[index]
    breed = max(x for x, _ in plekken) - min(x for x, _ in plekken)
    hoog = max(y for _, y in plekken) - min(y for _, y in plekken)
    assert breed == pytest.approx(hoog, abs=0.3)
    assert [t for t in list_teksten(svg) if t.endswith(" m") or t.endswith(" km")]


def test_map_stretches_degrees_by_their_latitude() -> None:
    punten = [g.Punt("a", 5.0, 52.0), g.Punt("b", 5.1, 52.0), g.Punt("c", 5.0, 52.1)]
    wortel = read_svg(g.make_locatiekaart("T", punten=punten).breed)
    (ax, ay), (bx, _), (_, cy) = (
        (float(c.get("cx", 0)), float(c.get("cy", 0))) for c in wortel.iter(f"{SVG}circle")
    )
    assert (bx - ax) / (ay - cy) == pytest.approx(0.615, abs=0.02)


def test_map_refuses_a_point_as_area() -> None:
    with pytest.raises(ValueError, match="Polygon"):
        g.make_locatiekaart("T", [g.Vlak("x", {"type": "Point", "coordinates": [1, 2]})])


def test_trend_line_says_from_where_to_where_it_goes() -> None:
    assert "Van 70 naar 88." in g.make_trendlijn([70, None, 88])
    assert "geen gegevens" in g.make_trendlijn([])


@given(st.floats(-1e9, 1e9), st.floats(0.001, 1e9), st.integers(1, 8))
def test_axis_marks_cover_the_values_and_are_few(laag: float, rek: float, hoogstens: int) -> None:
    streepjes = schaal.list_streepjes(laag, laag + rek, hoogstens)
    speling = 1e-6 * max(abs(laag), rek)
    assert streepjes[0] <= laag + speling and streepjes[-1] >= laag + rek - speling
    assert len(streepjes) <= hoogstens + 3


@pytest.mark.parametrize(
    ("dagen", "teksten"),
    [
        ([date(2023, 1, 1), date(2024, 1, 1)], ["2023", "2024"]),
        ([date(2024, 11, 1), date(2025, 3, 1)], ["nov 2024", "mrt 2025"]),
        ([date(2025, 4, 3), date(2025, 4, 22)], ["3 apr", "22 apr"]),
    ],
)
def test_days_under_the_axis_are_as_short_as_they_can_be(dagen: list[date], teksten: list[str]) -> None:
    assert [schaal.format_plaats(d, dagen) for d in dagen] == teksten


def test_shared_first_words_are_left_out_when_room_is_short() -> None:
    assert shorten_namen(["Omgevingsdienst Noord", "Omgevingsdienst Zuid"]) == ["Noord", "Zuid"]
    assert shorten_namen(["Omgevingsdienst", "Omgevingsdienst Zuid"]) == [
        "Omgevingsdienst",
        "Omgevingsdienst Zuid",
    ]
    assert shorten_namen(["Alleen"]) == ["Alleen"]


def test_long_heading_of_a_matrix_is_broken_before_it_is_cut() -> None:
    assert fit_regels("OD Kustland, objecten", 80) == ["OD Kustland,", "objecten"]
    assert fit_regels("Een heel lange naam", 80) == ["Een heel", "lange naam"]
    assert fit_regels("Een heel lange naam van iemand", 80)[1].endswith("…")


def test_two_tiles_on_one_place_are_refused() -> None:
    with pytest.raises(ValueError, match="kolom 1, rij 2"):
        g.make_tegelkaart(
            "T", [g.Tegel("A", "A", 1, 2, "goed", "ja"), g.Tegel("B", "B", 1, 2, "fout", "nee")]
        )


def test_tile_says_its_state_by_shape_and_in_its_table() -> None:
    grafiek = g.make_tegelkaart(
        "T",
        [g.Tegel("A", "Dienst A", 0, 0, "goed", "robuust"), g.Tegel("B", "Dienst B", 1, 0, "fout", "niet")],
    )
    vormen = [p.get("d") for p in read_svg(grafiek.breed).iter(f"{SVG}path")]
    assert len(set(vormen)) == len(vormen) == 4
    assert [r["woord"] for r in grafiek.rijen] == ["robuust", "niet"]


def test_a_trend_of_too_many_and_a_picture_out_of_order_are_refused() -> None:
    with pytest.raises(ValueError, match="niet te volgen"):
        g.make_mijlpaaltrend("T", [g.Trend("M", [])] * 7)
    with pytest.raises(ValueError, match="Zet de schakels op volgorde"):
        g.make_netwerk("T", [g.Schakel("a", "A"), g.Schakel("b", "B")], [("b", "a")])


def test_a_dependency_says_in_its_table_what_waits_for_what() -> None:
    schakels = [g.Schakel("a", "Ontwerp", "31 maart", True), g.Schakel("b", "Bouw", "30 juni", True)]
    rijen = g.make_netwerk("T", schakels, [("a", "b"), ("a", "weg")]).rijen
    assert [(r["naam"], r["na"], r["keten"]) for r in rijen] == [
        ("Ontwerp", "", "ja"),
        ("Bouw", "Ontwerp", "ja"),
    ]
