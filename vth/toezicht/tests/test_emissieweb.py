"""An emission to air by the page: the same judgement as the cases say, and bad input told in words."""

from typing import Any

import pytest
from django.test import Client

from vth.interface.tests.builders import log_in

from .builders import TINE
from .test_monster import read_gevallen

pytestmark = pytest.mark.django_db
GOED = {"klasse": "gA.3", "dag": "2026-03-02", "eenheid": "mg/Nm3", "delen": "29;30\n31;30\n30;30"}
WOORDEN = {
    "voldoet": "voldoet (grens",
    "overschrijding": "overschrijding (grens",
    "niet_te_toetsen": "niet te toetsen (grens",
}


@pytest.fixture
def tine(client: Client, monkeypatch: pytest.MonkeyPatch) -> Client:
    return log_in(client, monkeypatch, TINE)


def ask(tine: Client, **velden: str) -> tuple[int, str]:
    antwoord = tine.get("/emissie/", GOED | velden)
    return antwoord.status_code, antwoord.content.decode()


@pytest.mark.parametrize("geval", read_gevallen("emissie.yaml"))
def test_the_page_says_what_the_case_says(tine: Client, geval: dict[str, Any]) -> None:
    wat = geval["gegeven"]
    delen = "\n".join(
        ";".join(str(c).replace(".", ",") for c in (w, minuten, o) if c is not None)
        for w, o, minuten in wat["delen"]
    )
    velden = {"klasse": wat["klasse"], "delen": delen, "jaarvracht": wat.get("jaarvracht", "")}
    if "eenheid" in wat:
        velden["eenheid"] = wat["eenheid"]
    status, bladzij = ask(tine, **velden)
    assert status == 200 and f"{wat['klasse']}: {WOORDEN[geval['dan']['oordeel']]}" in bladzij


def test_a_mean_that_does_not_end_says_that_it_was_rounded_and_is_judged_unrounded(tine: Client) -> None:
    """30, 30 and 30,0000001 is above 30 by less than is written."""
    assert "ongeveer 30,333333 mg/Nm3" in ask(tine, delen="30;30\n30;30\n31;30")[1]
    assert "overschrijding (grens" in ask(tine, delen="30;30\n30;30\n30,0000001;30")[1]


def test_the_regime_is_shown_with_what_it_rests_on(tine: Client) -> None:
    """470 g/h at failure, half of it over 75 kg is 3,133: once."""
    status, bladzij = ask(tine, delen="", massastroom="500", debiet="1000")
    assert status == 200 and "Controleregime 1" in bladzij and "F: 3,133" in bladzij
    assert "Controleregime 4" in ask(tine, klasse="ERS", delen="", massastroom="5", debiet="10")[1]


def test_without_a_question_there_is_a_form_and_below_detection_is_no_number(tine: Client) -> None:
    leeg = tine.get("/emissie/")
    assert leeg.status_code == 200 and "Uitkomst" not in leeg.content.decode()
    assert "voldoet (grens" in ask(tine, delen="<0,5;30\n<0,5;30\n<0,5;30")[1]
    assert "niet te toetsen (grens" in ask(tine, delen="<50;30\n<50;30\n<50;30")[1]


@pytest.mark.parametrize(
    ("velden", "zin"),
    [
        ({"delen": "1.50,5;30"}, "Schrijf waarde; minuten"),
        ({"delen": "1.5000,5;30"}, "Schrijf waarde; minuten"),
        ({"delen": "29;30;-4"}, "Regel 1 is"),
        ({"delen": "29"}, "Regel 1 is"),
        ({"delen": "29;30\n-5;30"}, "Regel 2 is"),
        ({"delen": "29;0"}, "Regel 1 is"),
        ({"delen": "29;9999"}, "langer dan een dag"),
        ({"delen": "NaN;30"}, "Regel 1 is"),
        ({"delen": "1e9;30"}, "Regel 1 is"),
        ({"delen": "29;30\n" * 21}, "te veel voor"),
        ({"delen": "9" * 13 + ";30"}, "Regel 1 is"),
        ({"delen": "\u0661;30"}, "Regel 1 is"),
        ({"delen": ""}, "niets om te toetsen"),
        ({"massastroom": "500"}, "massastroom én het debiet"),
        ({"jaarvracht": "1.50,5"}, "is geen getal. Schrijf het met een komma"),
        ({"jaarvracht": "-5"}, "0"),
        ({"klasse": "gA.9"}, "gA.9"),
        ({"dag": "2023-12-31"}, "2023-12-31"),
        ({"dag": "gisteren"}, "datum"),
    ],
)
def test_what_cannot_be_is_told_with_what_to_do(tine: Client, velden: dict[str, str], zin: str) -> None:
    status, bladzij = ask(tine, **velden)
    assert status == 422 and zin in bladzij and "Uitkomst" not in bladzij


def test_a_point_between_thousands_is_read_in_one_way_and_shown_back(tine: Client) -> None:
    """Both are fifteen hundred, as an amount of money is; who meant one and a half sees that it was not read so."""
    status, bladzij = ask(tine, delen="1.500;30", jaarvracht="1.500")
    assert status == 200 and 'value="1500"' in bladzij
    assert "Zo gelezen: 1500 mg/Nm3 in 30 minuten." in bladzij


def test_the_page_says_where_one_is(tine: Client) -> None:
    bladzij = tine.get("/emissie/").content.decode()
    assert "Kruimelpad" in bladzij and 'href="/laboratorium/"' in bladzij
