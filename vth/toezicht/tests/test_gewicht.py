"""What a phone takes from the line for the pages of an inspector: below 150 kB on a first visit, with nothing remembered."""

import gzip
import json
from collections.abc import Callable

import pytest
from django.test import Client

from vth.interface.tests.builders import log_in

from .builders import TINE, begin, make_controle, make_locatie, vind
from .gewicht import weigh
from .veldbuilders import make_bezoek, stuur

pytestmark = pytest.mark.django_db
HOOGSTENS = 150_000


def make_werklijst() -> str:
    """A full page of the work list."""
    locatie = make_locatie()
    for n in range(51):
        make_controle(locatie, omschrijving=f"Integrale controle van de opslag en de afvoer, deel {n}")
    return "/toezicht/"


def make_controlepagina() -> str:
    """A visit with more findings than most have."""
    controle = begin(make_controle())
    for n in range(12):
        vind(controle, "overtreden" if n % 3 else "nageleefd")
    return f"/toezicht/{controle.pk}"


def make_checklistpagina() -> str:
    """The checklist of a visit, answered."""
    controle, lijst = make_bezoek()
    for vraag, waarde in (("moment", "gebruik"), ("aanleg_voor_2013", "nee"), ("retour", "31,5")):
        stuur(lijst, vraag, waarde)
    return f"/toezicht/{controle.pk}/checklist"


def make_veldapp() -> str:
    """The app in the field."""
    make_bezoek(begonnen=False)
    return "/toezicht/veld/"


@pytest.mark.parametrize("maak", [make_werklijst, make_controlepagina, make_checklistpagina, make_veldapp])
def test_a_page_on_a_phone_takes_little_of_the_line(
    maak: Callable[[], str], client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    gewicht = weigh(log_in(client, monkeypatch, TINE), maak())
    assert len([p for p in gewicht if p.endswith(".css")]) >= 3 and any(p.endswith(".js") for p in gewicht)
    assert sum(gewicht.values()) < HOOGSTENS, sorted(gewicht.items(), key=lambda p: -p[1])


def test_a_visit_is_taken_along_pressed_and_with_the_app_it_stays_below_the_same(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    tine = log_in(client, monkeypatch, TINE)
    controle, _ = make_bezoek(code="indirecte_lozingen")
    adres = f"/toezicht/veld/bezoeken/{controle.pk}/meenemen"
    heel, pers = tine.post(adres), tine.post(adres, headers={"accept-encoding": "gzip"})
    assert json.loads(gzip.decompress(pers.content))["lijsten"] == heel.json()["lijsten"]
    assert len(pers.content) < len(heel.content) / 3
    assert sum(weigh(tine, "/toezicht/veld/").values()) + len(pers.content) < HOOGSTENS
