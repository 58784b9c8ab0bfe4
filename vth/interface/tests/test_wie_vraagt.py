"""An error is a problem to a program and a page to a person, by one rule."""

import pytest
from django.test import Client, RequestFactory

from vth.interface.probleem import INHOUDSOORT, wants_probleem

BROWSER = "text/html,application/xhtml+xml,*/*;q=0.8"


@pytest.mark.parametrize(
    ("adres", "accept", "probleem"),
    [
        ("/api/v1/niets", "application/json", True),
        ("/api/v1/niets", BROWSER, True),
        ("/ogc/v1/niets", "application/geo+json", True),
        ("/ogc/v1/niets", "", True),
        ("/ogc/v1/niets", BROWSER, False),
        ("/ogc/v1/niets?f=html", "", False),
        ("/ogc/v1/niets?q=f=html", "", True),
        ("/register/", "application/json", False),
    ],
)
def test_who_asks_decides_the_shape_of_an_error(adres: str, accept: str, probleem: bool) -> None:
    assert wants_probleem(RequestFactory().get(adres, headers={"Accept": accept})) is probleem


@pytest.mark.django_db
def test_address_that_is_not_there_tells_a_program_so_as_a_problem(client: Client) -> None:
    for adres, soort in (("/ogc/v1/niets", INHOUDSOORT), ("/bestaat-niet", "text/html; charset=utf-8")):
        antwoord = client.get(adres)
        assert (antwoord.status_code, antwoord["Content-Type"]) == (404, soort)
