"""An address with a NUL is refused by every page and by the interface, in words; what looks like one is not."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "adres", ["/register/?q=%00", "/kaart?leverancier=a%00", "/register/?%00=1", "/register/%00"]
)
def test_page_refuses_it_in_words(client: Client, adres: str) -> None:
    antwoord = client.get(adres)
    assert antwoord.status_code == 400
    assert "teken dat in geen tekst voorkomt" in antwoord.content.decode()


def test_interface_refuses_it_as_a_problem(client: Client) -> None:
    antwoord = client.get("/api/v1/objecten?gemeente=%00")
    assert (antwoord.status_code, antwoord["Content-Type"]) == (400, "application/problem+json")
    assert "NUL" in antwoord.json()["detail"]


@pytest.mark.parametrize("adres", ["/register/?q=%2500", "/register/?q=%5C0", "/register/?q=%E2%90%80"])
def test_what_only_looks_like_it_passes(client: Client, adres: str) -> None:
    assert client.get(adres).status_code == 200
