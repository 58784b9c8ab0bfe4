"""Who looked at what: administrators see their own people, a person gets the list less what the law excepts."""

import uuid
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.test import Client

from portaal.inzagen import write_wie
from vth.interface.tests.builders import log_in
from vth.logboek.models import Gebeurtenis, Verwerking
from vth.logboek.tests.test_verwerkingen import AN, BO, make_verwerking
from vth.toegang.inzage import InzageError, list_inzagen, list_inzagen_over, record_inzageoverzicht
from vth.toegang.models import Gebruiker, Lidmaatschap
from vth.toegang.rules import ALLE_SOORTEN, GeenToegangError, Viewer, Zicht, derive_niveaus

pytestmark = pytest.mark.django_db
BEHEERDER = Viewer(
    actor="gebruiker 5",
    zicht=Zicht(frozenset({"OD-A"}), niveaus=derive_niveaus("intern"), soorten=ALLE_SOORTEN),
    handelingen=frozenset({"inzage.read"}),
    organisaties=frozenset({"OD-A"}),
)
FG = replace(BEHEERDER, actor="gebruiker 6", handelingen=frozenset({"inzage.read", "inzage.decide"}))


def open_as(viewer: Viewer, adres: str, monkeypatch: pytest.MonkeyPatch, **post: Any) -> Any:
    client = log_in(Client(), monkeypatch, viewer)
    return client.post(adres, post) if post else client.get(adres)


def test_of_a_case_system_the_client_and_the_number_of_who_sat_there_are_shown() -> None:
    regel = make_verwerking()
    assert write_wie(regel, {"gebruiker 1": "Zaaksysteem"}) == "Zaaksysteem"
    regel.client, regel.eindgebruiker = "zs-noord", "jdv"
    assert write_wie(regel, {"gebruiker 1": "Zaaksysteem"}) == "Zaaksysteem (client zs-noord), namens jdv"
    regel.eindgebruiker = ""
    assert write_wie(regel, {}).endswith("namens iemand die eruit is gehaald")


def test_administrator_sees_the_looks_of_the_own_people_only() -> None:
    eigen = make_verwerking(organisatie="OD-A")
    make_verwerking(organisatie="OD-B")
    assert list(list_inzagen(BEHEERDER)) == [eigen]
    with pytest.raises(GeenToegangError):
        list_inzagen(replace(BEHEERDER, handelingen=frozenset()))


def test_only_the_data_protection_officer_sees_who_looked_at_a_person() -> None:
    over_an = make_verwerking(AN, organisatie="OD-B")
    make_verwerking(BO)
    assert list(list_inzagen_over(FG, AN)) == [over_an]
    with pytest.raises(GeenToegangError):
        list_inzagen_over(BEHEERDER, AN)


def test_overview_leaves_out_what_has_a_reason_and_keeps_the_reason() -> None:
    open_, opsporing = make_verwerking(AN), make_verwerking(AN, organisatie="POLITIE", na=9)
    regels = record_inzageoverzicht(viewer=FG, betrokkene=AN, weglaten={opsporing.pk: "Opsporing loopt nog"})
    assert [r.organisatie for r in regels] == [open_.organisatie]
    assert Gebeurtenis.objects.get().inhoud == {
        "getoond": 1,
        "weggelaten": {str(opsporing.pk): "Opsporing loopt nog"},
    }


@pytest.mark.parametrize("reden", ["", "   "])
def test_nothing_is_left_out_without_a_reason(reden: str) -> None:
    v = make_verwerking(AN)
    with pytest.raises(InzageError, match="reden"):
        record_inzageoverzicht(viewer=FG, betrokkene=AN, weglaten={v.pk: reden})


def test_line_about_another_person_cannot_be_left_out() -> None:
    make_verwerking(AN)
    with pytest.raises(InzageError, match="niet over deze persoon"):
        record_inzageoverzicht(viewer=FG, betrokkene=AN, weglaten={make_verwerking(BO).pk: "x"})


def test_page_goes_on_where_it_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    for n in range(55):
        make_verwerking(organisatie="OD-A", na=n)
    html = open_as(BEHEERDER, "/inzagen", monkeypatch).content.decode()
    assert html.count("/register/?q=verf") == 50
    vervolg = html.split("vanaf=")[1].split('"')[0]
    tweede = open_as(BEHEERDER, f"/inzagen?vanaf={vervolg}", monkeypatch).content.decode()
    assert tweede.count("/register/?q=verf") == 5


@pytest.mark.parametrize(
    ("adres", "status"),
    [("/inzagen?dag=gisteren", 400), ("/inzagen?dag=9999-12-31", 400), ("/inzagen?vanaf=onzin", 400)],
)
def test_nonsense_is_told(monkeypatch: pytest.MonkeyPatch, adres: str, status: int) -> None:
    assert open_as(BEHEERDER, adres, monkeypatch).status_code == status


def test_who_may_not_see_it_does_not(monkeypatch: pytest.MonkeyPatch) -> None:
    niemand = replace(BEHEERDER, handelingen=frozenset())
    assert open_as(niemand, "/inzagen", monkeypatch).status_code == 403
    assert open_as(BEHEERDER, f"/inzagen/betrokkene/{AN}", monkeypatch).status_code == 403


def test_everybody_can_read_for_what_the_register_is_used(client: Client) -> None:
    assert "Omgevingsbesluit 13.12" in client.get("/id/verwerkingsactiviteit").content.decode()
    assert not Verwerking.objects.exists()
    assert client.get(f"/inzagen/betrokkene/{uuid.uuid4()}").status_code == 302


def test_choice_of_people_holds_only_those_of_the_own_organisation(monkeypatch: pytest.MonkeyPatch) -> None:
    for naam, organisatie in (("Eigen Ella", "OD-A"), ("Vreemde Vera", "OD-B")):
        gebruiker = Gebruiker.objects.create(username=naam, naam=naam)
        Lidmaatschap.objects.create(
            gebruiker=gebruiker, organisatie=organisatie, rol="lezer", begin=date(2024, 1, 1)
        )
    html = open_as(BEHEERDER, "/inzagen", monkeypatch).content.decode()
    assert "Eigen Ella" in html and "Vreemde Vera" not in html
