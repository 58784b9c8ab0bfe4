"""What can be found of zaken, verzoeken and besluiten: by whom, and by which words."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from vth.interface.tests.builders import log_in
from vth.toegang.rules import NIEMAND, Viewer
from vth.zaken.controle import NieuwVerzoek
from vth.zaken.models import Verzoek, Zaak
from vth.zaken.services import record_verzoek
from vth.zaken.zoekregels import write_zoekregels
from vth.zoeken.models import Zoekregel
from vth.zoeken.tests.builders import make_regel
from vth.zoeken.vondsten import find_vondsten

from .builders import ANNA, BUITEN, OD, make_besluit, make_zaak

pytestmark = pytest.mark.django_db


@pytest.fixture
def als(client: Client, monkeypatch: pytest.MonkeyPatch) -> Callable[[Viewer], Client]:
    return lambda viewer: log_in(client, monkeypatch, viewer)


def read(antwoord: Any) -> str:
    return antwoord.content.decode()


def find(vraag: str, viewer: Viewer = ANNA) -> list[str]:
    return [v.naam for v in find_vondsten(viewer, vraag, hoogstens=10)[0]]


def make_verzoek(zaak: Zaak | None = None) -> Verzoek:
    nieuw = NieuwVerzoek(
        organisatie=OD,
        gebied="GM9901",
        verzoeknummer="2025030300017",
        type="melding",
        indiendatum=date(2025, 3, 3),
        ontvangen_op=date(2025, 3, 3),
        omschrijving="Melding van een wasstraat",
    )
    return record_verzoek(viewer=ANNA, nieuw=nieuw, zaak_id=zaak.pk if zaak else None)


def test_a_zaak_is_found_by_its_number_and_by_each_word_of_it():
    zaak = make_zaak(omschrijving="Uitbreiding tankstation", toelichting="Tweede pomp langs de dijk")
    for vraag in (zaak.identificatie, zaak.identificatie[-6:], "tankst", "pomp dijk", "regulier"):
        assert find(vraag) == [zaak.identificatie], vraag
    assert find("molen") == []


def test_a_decision_and_a_verzoek_are_found_too():
    besluit, verzoek = make_besluit(make_zaak(), omschrijving="Vergunning viaduct"), make_verzoek()
    assert find("viaduct") == [besluit.identificatie]
    assert find("2025030300017") == [str(verzoek)]


def test_who_may_not_see_a_zaak_does_not_find_it():
    zaak = make_zaak()
    assert find(zaak.identificatie, BUITEN) == find(zaak.identificatie, NIEMAND) == []


def test_what_the_index_still_holds_but_the_room_no_longer_shows_is_left_out():
    zaak = make_zaak()
    Zaak.objects.filter(pk=zaak.pk).update(vertrouwelijkheid="geheim")
    assert find(zaak.identificatie) == []


def test_a_thing_that_is_gone_can_no_longer_be_found():
    weg = make_regel("Z2019-000001 gesloopt", soort="zaak")
    assert Zoekregel.objects.filter(onderwerp=weg).exists()
    write_zoekregels(Zaak, [weg])
    assert not Zoekregel.objects.filter(onderwerp=weg).exists()
    assert write_zoekregels(Zaak, []) == 0


def test_all_rows_can_be_written_anew_at_once():
    namen = sorted(make_zaak(omschrijving="brug").identificatie for _ in range(3))
    write_zoekregels(Zaak)
    assert sorted(find("brug")) == namen
    assert Zoekregel.objects.filter(soort="zaak").count() == len(namen)


def test_the_search_page_and_the_box_lead_to_the_zaak(als: Any):
    zaak = make_zaak(omschrijving="Aanleg viaduct")
    besluit = make_besluit(zaak, omschrijving="Vergunning viaduct")
    make_verzoek(zaak)
    tekst = read(als(ANNA).get("/register/?q=viaduct"))
    assert f'href="/zaken/{zaak.pk}"' in tekst and f'href="/besluiten/{besluit.pk}"' in tekst
    assert f'href="/zaken/{zaak.pk}"' in read(als(ANNA).get("/register/?q=wasstraat"))
    assert f'href="/zaken/{zaak.pk}"' in read(als(ANNA).get("/register/direct?q=viad"))
    assert zaak.identificatie not in read(als(BUITEN).get("/register/?q=viaduct"))


def test_a_question_that_is_narrowed_to_records_shows_no_zaken(als: Any):
    zaak = make_zaak(omschrijving="Aanleg viaduct")
    assert zaak.identificatie not in read(als(ANNA).get("/register/?q=viaduct&soort=vthobject"))
    assert zaak.identificatie not in read(als(ANNA).get(f"/register/?q=viaduct&leverancier={OD}"))
