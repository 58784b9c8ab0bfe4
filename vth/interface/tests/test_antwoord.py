"""Answers of the interface: open ends never appear, pages are linked, names are in camelCase."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.test import RequestFactory

from vth.interface.antwoord import as_camel, make_antwoord, make_links
from vth.tijd.rules import OPEN_DAG, OPEN_TIJDSTIP


def test_open_ends_and_what_is_not_known_are_left_out_at_every_depth() -> None:
    diep = [{"eind": OPEN_DAG, "naam": None, "begin": date(2024, 1, 1)}]
    antwoord = make_antwoord({"eind": OPEN_TIJDSTIP, "lijst": diep, "nul": 0, "leeg": ""})
    assert json.loads(antwoord.content) == {"lijst": [{"begin": "2024-01-01"}], "nul": 0, "leeg": ""}
    assert b"9999" not in antwoord.content


def test_exact_numbers_and_moments_are_written_as_such() -> None:
    inhoud = {"heel": Decimal("12.0000"), "half": Decimal("0.5"), "moment": datetime(2024, 1, 1, tzinfo=UTC)}
    assert json.loads(make_antwoord(inhoud).content) == {
        "heel": 12,
        "half": 0.5,
        "moment": "2024-01-01T00:00:00+00:00",
    }


def test_links_keep_the_filter_and_change_the_place() -> None:
    vraag = RequestFactory().get("/api/v1/objecten", {"q": "a b", "vanaf": "oud"})
    links = make_links(vraag, volgende="nieuw")
    assert links["next"]["href"] == "http://testserver/api/v1/objecten?q=a+b&vanaf=nieuw"
    assert "prev" not in links


@pytest.mark.parametrize(
    ("naam", "uit"),
    [("seveso_niveau", "sevesoNiveau"), ("naam", "naam"), ("adres_buitenland_1", "adresBuitenland1")],
)
def test_names_become_camel_case(naam: str, uit: str) -> None:
    assert as_camel(naam) == uit
