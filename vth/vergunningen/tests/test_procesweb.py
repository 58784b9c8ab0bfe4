"""The pages of what is out of date, meldingen and notices: each act from the page itself, each refusal told, nothing for who may not."""

from datetime import date

import pytest
from django.test import Client

from vth.interface.tests.builders import log_in
from vth.vergunningen.models import Melding, Norm
from vth.zaken.models import Document, Zaak
from vth.zaken.services import record_verzoek
from vth.zaken.tests.builders import make_zaak

from .builders import BUITEN, VERA, make_toestemming, make_vergunning, stel
from .test_melding import make_melding

pytestmark = pytest.mark.django_db


@pytest.fixture
def vera(client: Client, monkeypatch: pytest.MonkeyPatch) -> Client:
    """Sign in somebody who writes permits at the organisation of the builders."""
    return log_in(client, monkeypatch, VERA)


def test_from_the_work_list_to_the_zaak_that_revises(vera: Client) -> None:
    v = make_vergunning()
    make_toestemming(v, date(2025, 1, 1), stel("1", "Het Activiteitenbesluit geldt."))
    lijst = vera.get("/vergunningen/verouderd?code=oud_recht").content.decode()
    assert f"/vergunningen/{v.pk}/veroudering" in lijst
    assert vera.get("/vergunningen/verouderd?code=onzin").status_code == 400
    pagina = vera.get(f"/vergunningen/{v.pk}/veroudering").content.decode()
    assert "noemt Activiteitenbesluit milieubeheer" in pagina
    fout = vera.post(f"/vergunningen/{v.pk}/veroudering", {"zaaksoort": "controle"})
    assert fout.status_code == 422
    goed = vera.post(f"/vergunningen/{v.pk}/veroudering", {"zaaksoort": "wijziging_ambtshalve"})
    assert goed["Location"] == f"/zaken/{Zaak.objects.get().pk}"


def test_a_melding_is_taken_from_its_zaak_and_judged(vera: Client) -> None:
    zaak = make_zaak("melding", startdatum=date(2026, 3, 2))
    verzoek = record_verzoek(viewer=VERA, nieuw=make_melding(), zaak_id=zaak.pk)
    adres = f"/vergunningen/meldingen/{verzoek.pk}"
    assert adres in vera.get(f"/zaken/{zaak.pk}").content.decode()
    assert "Neem in behandeling" in vera.get(adres).content.decode()
    vera.post(adres)
    mis = vera.post(adres, {"dag": "2026-03-05", "gemis_begin": "Geen datum.", "gezien": 0})
    assert mis.status_code == 302
    assert "Geen datum." in vera.get(adres).content.decode()
    oud = vera.post(adres, {"dag": "2026-03-09", "gezien": 0})
    assert oud.status_code == 422 and "Iemand anders" in oud.content.decode()
    vera.post(adres, {"dag": "2026-03-09", "gezien": 1})
    assert Melding.objects.get().begin_vanaf == date(2026, 4, 6)
    assert "6 april 2026" in vera.get(adres).content.decode()
    assert adres in vera.get("/vergunningen/meldingen").content.decode()


def test_a_notice_that_lacks_something_says_what_and_a_whole_one_is_kept(vera: Client) -> None:
    zaak = make_zaak()
    adres = f"/vergunningen/kennisgeving/{zaak.pk}"
    kaal = vera.get(f"{adres}?soort=ontwerp").content.decode()
    assert "Leg bij het besluit vast wanneer het ter inzage ligt." in kaal
    assert vera.post(f"{adres}?soort=ontwerp").status_code == 200
    assert not Document.objects.exists()
    assert vera.get(f"{adres}?soort=onzin").status_code == 400


def test_a_norm_is_recorded_in_the_site_and_one_that_cannot_be_is_refused(vera: Client) -> None:
    velden = {"organisatie": "OD-NOORD", "soort": "zorgplicht", "regeling": "Bal", "artikel": "2.11"}
    velden |= {"omschrijving": "Zorg.", "begin_geldigheid": "2024-01-01", "zekerheid": "aanname"}
    assert vera.post("/vergunningen/normen", velden | {"bal_paragraaf": "9.9.9"}).status_code == 422
    assert vera.post("/vergunningen/normen", velden).status_code == 302
    assert str(Norm.objects.get()) in vera.get("/vergunningen/normen").content.decode()


def test_who_may_not_see_it_gets_nothing(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    v, zaak = make_vergunning(), make_zaak("melding", startdatum=date(2026, 3, 2))
    make_toestemming(v, date(2025, 1, 1), stel("1", "Het Activiteitenbesluit geldt."))
    verzoek = record_verzoek(viewer=VERA, nieuw=make_melding(), zaak_id=zaak.pk)
    buiten = log_in(client, monkeypatch, BUITEN)
    for adres in (f"{v.pk}/veroudering", f"meldingen/{verzoek.pk}", f"kennisgeving/{zaak.pk}"):
        assert buiten.get(f"/vergunningen/{adres}").status_code == 404
    for adres in ("verouderd", "meldingen"):
        tekst = buiten.get(f"/vergunningen/{adres}").content.decode()
        assert v.kenmerk not in tekst and "M-1" not in tekst
