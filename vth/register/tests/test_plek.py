"""What lies in a box is found by the index on places, on both databases, however the place was recorded."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from vth.register.kaartlezen import Kader, list_punten
from vth.register.models import GeoObjectVoorkomen
from vth.register.ogcgegevens import COLLECTIES, list_kenmerken
from vth.register.ogcvraag import Vlak, read_itemvraag
from vth.register.selectors import Filter

from .builders import ADRES, LANDELIJK, make_object

pytestmark = pytest.mark.django_db
# The middle of the RD system, the tower in Amersfoort.
AMERSFOORT_RD, AMERSFOORT = (155000.0, 463000.0), (5.387206, 52.155174)
KLEIN = Kader(6.5, 53.1, 6.6, 53.3)


def make_site(sleutel: str = "T1", **plek: Any) -> None:
    geo = make_object(f"P{sleutel}", soort="geoobject", inhoud=ADRES | plek)
    make_object(sleutel, relaties={"locatie": [geo]})


def explain(vraag: Callable[[], Any], *, zoals_geschreven: bool = False) -> list[str]:
    """Give the plan of each question to the database that looks in a box; on a handful of rows PostgreSQL is told to begin there."""
    plannen = []

    def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if "breedtegraad BETWEEN" in sql:
            kop = "EXPLAIN QUERY PLAN" if connection.vendor == "sqlite" else "EXPLAIN"
            with connection.cursor() as cursor:
                cursor.cursor.execute(f"{kop} {sql}", params)
                plannen.append(" ".join(str(rij) for rij in cursor.cursor.fetchall()))
        return execute(sql, params, many, context)

    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute("SET LOCAL enable_bitmapscan = off")
            cursor.execute(f"SET LOCAL join_collapse_limit = {1 if zoals_geschreven else 8}")
    with connection.execute_wrapper(watch):
        vraag()
    return plannen


def test_a_box_of_the_map_is_looked_up_by_the_index() -> None:
    make_site()
    (plan,) = explain(lambda: list_punten(LANDELIJK, Filter(), KLEIN), zoals_geschreven=True)
    assert "geoobject_plek" in plan


def test_a_box_of_ogc_is_looked_up_by_the_index() -> None:
    for n in range(120):
        make_site(f"T{n}", lengtegraad=3.4 + n / 40, breedtegraad=51 + n / 60)
    if connection.vendor == "postgresql":
        # It chooses its way by size, so it must know the size.
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE register_bronobject, register_relatie, register_geoobjectvoorkomen")
    vraag = read_itemvraag({"bbox": "6.5,53.1,6.6,53.3"}, "vthobjecten")
    (plan, *_) = explain(lambda: list_kenmerken(LANDELIJK, COLLECTIES["vthobjecten"], vraag))
    assert vraag.vlak == Vlak(6.5, 53.1, 6.6, 53.3)
    assert "geoobject_plek" in plan


def test_a_place_recorded_in_rd_only_is_found_in_a_box(als: Callable[..., Client]) -> None:
    make_site(x=AMERSFOORT_RD[0], y=AMERSFOORT_RD[1])
    geo = GeoObjectVoorkomen.objects.get()
    assert (geo.lengtegraad, geo.breedtegraad) == pytest.approx(AMERSFOORT, abs=1e-5)
    punten, _ = list_punten(LANDELIJK, Filter(), Kader(5.3, 52.1, 5.4, 52.2))
    items = als(LANDELIJK).get("/ogc/v1/collections/vthobjecten/items?bbox=5.3,52.1,5.4,52.2").json()
    assert (len(punten), len(items["features"])) == (1, 1)


def test_a_place_recorded_in_degrees_only_is_also_known_in_rd() -> None:
    make_site(x=None, y=None, lengtegraad=AMERSFOORT[0], breedtegraad=AMERSFOORT[1])
    geo = GeoObjectVoorkomen.objects.get()
    assert (geo.x, geo.y) == pytest.approx(AMERSFOORT_RD, abs=1)


def test_half_a_pair_of_coordinates_computes_nothing() -> None:
    make_site(y=None)
    geo = GeoObjectVoorkomen.objects.get()
    assert (geo.lengtegraad, geo.breedtegraad) == (None, None)
