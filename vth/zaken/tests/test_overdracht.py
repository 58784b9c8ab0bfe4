"""Handing over: one's own, those of another, and everything of who leaves."""

from datetime import date
from typing import Any

import pytest

from vth.agenda.models import Agendapunt
from vth.logboek.models import Gebeurtenis
from vth.organisaties.tests.builders import load_map
from vth.toegang.models import Gebruiker, Lidmaatschap
from vth.toegang.rules import GeenToegangError
from vth.zaken.models import Zaakgebeurtenis
from vth.zaken.overdracht import record_overdracht, record_overdracht_van, record_team, record_teamlid
from vth.zaken.rules import ZaakError
from vth.zaken.selectors import BestaatNietError, list_eigen_teams
from vth.zaken.services import close_zaak

from .builders import ANNA, BAS, BUITEN, CHEF, OD, make_viewer, make_zaak

pytestmark = pytest.mark.django_db


@pytest.fixture
def collega(tmp_path: Any) -> str:
    load_map(tmp_path)
    return make_account("collega", OD, "vergunningverlener")


def make_account(naam: str, organisatie: str, rol: str) -> str:
    gebruiker = Gebruiker.objects.create(username=naam, naam=naam.capitalize())
    Lidmaatschap.objects.create(gebruiker=gebruiker, organisatie=organisatie, rol=rol, begin=date(2024, 1, 1))
    return f"gebruiker {gebruiker.pk}"


def test_one_hands_over_ones_own_zaak_with_its_days(collega: str):
    zaak = make_zaak()
    assert record_overdracht(viewer=ANNA, zaak_ids=[zaak.pk], naar=collega, reden="ander werk") == 1
    zaak.refresh_from_db()
    assert (zaak.behandelaar, zaak.versie) == (collega, 2)
    act = Zaakgebeurtenis.objects.get(zaak=zaak, volgnummer=2)
    assert (act.handeling, act.van, act.naar, act.reden) == ("overdracht", ANNA.actor, collega, "ander werk")
    voor = set(Agendapunt.objects.filter(onderwerp=zaak.pk, aard="termijn").values_list("voor", flat=True))
    assert voor == {collega}


def test_those_of_another_ask_the_right_to_divide_work(collega: str):
    zaak = make_zaak()
    with pytest.raises(GeenToegangError):
        record_overdracht(viewer=BAS, zaak_ids=[zaak.pk], naar=collega, reden="druk")
    assert record_overdracht(viewer=CHEF, zaak_ids=[zaak.pk], naar=collega, reden="druk") == 1


def test_everything_of_who_leaves_goes_in_one_act(collega: str):
    zaken = [make_zaak() for _ in range(5)]
    dicht = make_zaak("melding")
    close_zaak(viewer=ANNA, zaak_id=dicht.pk, resultaat="in_orde")
    assert record_overdracht_van(viewer=CHEF, van=ANNA.actor, naar=collega, reden="uit dienst") == 5
    for zaak in (*zaken, dicht):
        zaak.refresh_from_db()
    assert {z.behandelaar for z in zaken} == {collega}
    assert dicht.behandelaar == ANNA.actor
    assert Gebeurtenis.objects.filter(handeling="zaak.overdracht").count() == 1
    assert Zaakgebeurtenis.objects.filter(handeling="overdracht").count() == 5


def test_nothing_is_left_behind_that_the_one_who_divides_cannot_see(collega: str):
    make_zaak()
    ziet_meer = make_viewer(ANNA.actor, niveau="vertrouwelijk")
    make_zaak(viewer=ziet_meer, vertrouwelijkheid="vertrouwelijk")
    with pytest.raises(ZaakError, match="ook 1 zaken die u niet mag verdelen"):
        record_overdracht_van(viewer=CHEF, van=ANNA.actor, naar=collega, reden="uit dienst")


@pytest.mark.parametrize("wie", ["gebruiker 999999", "Jan", ""])
def test_somebody_who_is_not_there_gets_nothing(wie: str):
    zaak = make_zaak()
    with pytest.raises(ZaakError, match="bestaat niet of is gesloten"):
        record_overdracht(viewer=ANNA, zaak_ids=[zaak.pk], naar=wie, reden="x")


def test_somebody_of_another_organisation_gets_nothing(collega: str):
    zaak = make_zaak()
    vreemd = make_account("vreemd", "OD-ZUID", "vergunningverlener")
    with pytest.raises(ZaakError, match="mag geen zaken van OD-NOORD behandelen"):
        record_overdracht(viewer=ANNA, zaak_ids=[zaak.pk], naar=vreemd, reden="x")


def test_all_or_none(collega: str):
    open_, dicht = make_zaak(), make_zaak("melding")
    close_zaak(viewer=ANNA, zaak_id=dicht.pk, resultaat="in_orde")
    with pytest.raises(ZaakError, match="1 van deze zaken zijn al gesloten"):
        record_overdracht(viewer=ANNA, zaak_ids=[open_.pk, dicht.pk], naar=collega, reden="x")
    with pytest.raises(BestaatNietError):
        record_overdracht(viewer=BUITEN, zaak_ids=[open_.pk], naar=collega, reden="x")
    open_.refresh_from_db()
    assert open_.behandelaar == ANNA.actor


def test_a_reason_goes_with_it(collega: str):
    with pytest.raises(ZaakError, match="waarom u overdraagt"):
        record_overdracht(viewer=ANNA, zaak_ids=[make_zaak().pk], naar=collega, reden=" ")


def test_a_team_is_of_one_organisation(collega: str):
    record_team(viewer=CHEF, code="noord-vv", naam="Vergunningen", organisatie=OD)
    record_teamlid(viewer=CHEF, team="noord-vv", lid=ANNA.actor, begin=date(2025, 1, 1))
    assert list_eigen_teams(ANNA, date(2025, 2, 1)) == ["noord-vv"]
    assert list_eigen_teams(ANNA, date(2024, 12, 31)) == []
    zaak = make_zaak()
    record_overdracht(viewer=ANNA, zaak_ids=[zaak.pk], naar=collega, team="noord-vv", reden="team")
    zaak.refresh_from_db()
    assert zaak.team == "noord-vv"
    with pytest.raises(ZaakError, match="hoort niet bij de organisatie"):
        record_overdracht(viewer=CHEF, zaak_ids=[zaak.pk], naar=collega, team="onzin", reden="team")
