"""Visits for programs: a list in order, one with its findings; nobody who went, nor what one may not see."""

from typing import Any

import pytest
from django.test import Client

from vth.interface.tests.builders import log_in
from vth.logboek.models import Verwerking
from vth.toezicht.bevindingen import plan_hercontrole

from .builders import BUITEN, TINE, begin, make_controle, make_locatie, rond_af, vind

pytestmark = pytest.mark.django_db
API = "/api/v1/controles"


def read(client: Client, adres: str, status: int = 200) -> Any:
    """Ask one address."""
    antwoord = client.get(adres)
    assert antwoord.status_code == status, antwoord.content.decode()
    return antwoord.json()


@pytest.fixture
def tine(client: Client, monkeypatch: pytest.MonkeyPatch) -> Client:
    return log_in(client, monkeypatch, TINE)


def test_visits_are_listed_in_order_and_a_page_at_a_time(tine: Client) -> None:
    eerste, tweede = make_controle(), begin(make_controle(make_locatie("L-2")))
    lijst = read(tine, f"{API}?aantal=1")
    assert [c["id"] for c in lijst["controles"]] == [str(eerste.pk)]
    volgende = read(tine, lijst["_links"]["next"]["href"])
    assert [c["kenmerk"] for c in volgende["controles"]] == [tweede.kenmerk]
    assert "next" not in volgende["_links"]
    assert [c["staat"] for c in read(tine, f"{API}?staat=bezig")["controles"]] == ["bezig"]
    assert read(tine, f"{API}?gebied=GM9999")["controles"] == []


def test_one_visit_tells_its_findings_and_norms_and_never_who_went(tine: Client) -> None:
    controle = begin(make_controle())
    vind(controle, "overtreden")
    rond_af(controle, gesproken_met="mevrouw Zonderling")
    later = plan_hercontrole(viewer=TINE, controle_id=controle.pk)
    beeld = read(tine, f"{API}/{controle.pk}")
    [bevinding] = beeld["bevindingen"]
    assert (bevinding["resultaat"], bevinding["normen"]) == ("overtreden", ["Bal 4.1141"])
    assert (bevinding["gedrag"], bevinding["gevolg"], bevinding["ingetrokken"]) == ("B", "3", False)
    assert beeld["staat"] == "afgerond" and len(beeld["onderwerpen"]) == 1
    assert "Zonderling" not in str(beeld) and TINE.actor not in str(beeld)
    assert read(tine, f"{API}/{later.pk}")["hercontroleVan"] == str(controle.pk)


@pytest.mark.parametrize("vraag", ["staat=zoek", "aantal=0", "aantal=201", "vanaf=verzonnen", "onbekend=1"])
def test_a_question_that_cannot_be_is_refused(tine: Client, vraag: str) -> None:
    fout = read(tine, f"{API}?{vraag}", 400)
    assert fout["status"] == 400 and fout["title"]


def test_another_organisation_sees_nothing_of_it(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    controle = make_controle()
    log_in(client, monkeypatch, BUITEN)
    assert read(client, API)["controles"] == []
    for adres in (f"{API}/{controle.pk}", f"{API}/00000000-0000-7000-8000-000000000000", f"{API}/x"):
        read(client, adres, 404)
    assert not Verwerking.objects.exists()
