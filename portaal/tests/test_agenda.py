"""The agenda in the site and in a calendar program."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from vth.interface.tests.builders import log_in
from vth.organisaties.tests.builders import load_map
from vth.toegang.models import Gebruiker, Lidmaatschap
from vth.toegang.rules import Viewer
from vth.zaken.tests.builders import ANNA, make_viewer, make_zaak

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def klok(zet_klok: Any) -> None:
    zet_klok(2025, 4, 10, 9)


def test_the_agenda_shows_the_days_of_these_weeks(client: Client, monkeypatch: pytest.MonkeyPatch):
    zaak = make_zaak()
    tekst = log_in(client, monkeypatch, ANNA).get("/agenda").content.decode()
    assert tekst.count(zaak.identificatie) == 3 and "Week 18" in tekst
    anders = log_in(client, monkeypatch, make_viewer("gebruiker 999"))
    assert zaak.identificatie not in anders.get("/agenda").content.decode()
    assert zaak.identificatie in anders.get("/agenda?wie=alles").content.decode()


def test_a_day_that_is_none_is_refused(client: Client, monkeypatch: pytest.MonkeyPatch):
    assert log_in(client, monkeypatch, ANNA).get("/agenda?dag=morgen").status_code == 400


def make_account(rol: str = "vergunningverlener") -> Gebruiker:
    gebruiker = Gebruiker.objects.create(username="pia", naam="Pia")
    Lidmaatschap.objects.create(gebruiker=gebruiker, organisatie="OD-NOORD", rol=rol, begin=date(2024, 1, 1))
    return gebruiker


def ask_adres(client: Client, monkeypatch: pytest.MonkeyPatch, gebruiker: Gebruiker) -> str:
    viewer = Viewer(
        f"gebruiker {gebruiker.pk}",
        ANNA.zicht,
        ANNA.handelingen,
        ANNA.organisaties,
        gebruiker_id=gebruiker.pk,
    )
    tekst = log_in(client, monkeypatch, viewer).post("/agenda/sleutel").content.decode()
    return tekst.split('id="agenda-adres">')[1].split("<")[0].removeprefix("http://testserver")


def test_a_calendar_program_reads_the_days_with_the_secret_and_not_what_is_confidential(
    client: Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Any
):
    load_map(tmp_path)
    gebruiker = make_account()
    dicht = make_zaak(behandelaar=f"gebruiker {gebruiker.pk}")
    open_ = make_zaak(behandelaar=f"gebruiker {gebruiker.pk}", vertrouwelijkheid="intern")
    adres = ask_adres(client, monkeypatch, gebruiker)
    antwoord = Client().get(adres)
    tekst = antwoord.content.decode()
    assert antwoord["Content-Type"].startswith("text/calendar")
    assert open_.identificatie in tekst and dicht.identificatie not in tekst
    assert "Laatste dag van een termijn in een zaak" in tekst


def test_a_secret_that_is_unknown_or_withdrawn_opens_nothing(
    client: Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Any
):
    load_map(tmp_path)
    gebruiker = make_account()
    adres = ask_adres(client, monkeypatch, gebruiker)
    assert Client().get("/agenda/onzin.ics").status_code == 404
    client.post("/agenda/sleutel", {"weg": "ja"})
    assert Client().get(adres).status_code == 404
