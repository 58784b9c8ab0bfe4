"""What an inspector reads before he goes says where he must be, on paper and on the phone."""

import pytest
from django.test import Client

from portaal.voorbereiding import make_voorbereiding
from vth.interface.tests.builders import log_in
from vth.register.models import Bronobject
from vth.register.tests.builders import make_object
from vth.toezicht.lijst.feiten import list_regels
from vth.toezicht.tests.builders import TINE, make_controle
from vth.toezicht.veld.pakket import make_pakket

from .builders import make_activiteit, make_site

pytestmark = pytest.mark.django_db
ADRES = "Dorpsstraat 12, 9901 AB Lindeveen"


def read_adressen(onderwerp: Bronobject) -> tuple[list[str], str]:
    """Give the addresses on the page, and the one in the packet of the phone, of a controle of one thing."""
    controle = make_controle(onderwerp)
    (plek,) = make_voorbereiding(TINE, controle.pk).plekken
    pakket = make_pakket(TINE, controle, list_regels(TINE, controle))
    (adres,) = [r[1] for blok in pakket["voorbereiding"] for r in blok["regels"] if r[0] == "Adres"]
    return [p.adres for p in plek.locatie.plekken] if plek.locatie else [], adres


def test_the_address_of_a_site_and_of_what_is_done_in_it_is_told() -> None:
    site = make_site()
    assert read_adressen(site) == read_adressen(make_activiteit(site)) == ([ADRES], ADRES)


def test_an_address_that_nobody_gave_is_said_to_be_missing() -> None:
    assert read_adressen(make_object("T8")) == ([], "niet bekend, of u mag het niet zien")


def test_the_page_shows_the_address_with_its_map(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    controle = make_controle(make_site())
    log_in(client, monkeypatch, TINE)
    pagina = client.get(f"/voorbereiding/{controle.pk}").content.decode()
    assert ADRES in pagina and "RD 230000, 580000" in pagina and "<svg" in pagina
