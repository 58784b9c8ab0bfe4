"""The plan van aanpak: only who is not robust makes one, every planning stays, and it answers every criterion that was not met."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from vth.monitoring.models import Plan, Planning, Ronde, Zelfbeoordeling
from vth.monitoring.planlezen import derive_scores, list_maatregelen, list_niet_gehaald, read_checklist
from vth.monitoring.plannen import (
    NieuweMaatregel,
    close_planmaatregel,
    record_planmaatregel,
    record_plantoets,
    replan_maatregel,
    submit_plan,
)
from vth.monitoring.rules import AnderWasVoorError, MonitoringError
from vth.monitoring.toetsen import publish_ronde
from vth.tijd import klok
from vth.toegang.rules import GeenToegangError
from vth.zaken.selectors import BestaatNietError

from .builders import BUUR, MINISTER, NOORD, OPSTELLER, REDEN, TOETSER, ZUID, check, judge, make_lid
from .test_web import send, sign_in

pytestmark = pytest.mark.django_db
JUNI, DECEMBER = date(2025, 6, 1), date(2025, 12, 1)


@pytest.fixture
def z(ronde: Ronde) -> Zelfbeoordeling:
    """A dienst that is not robust for two criteria, in a round that was published on 3 June 2024."""
    niet = judge(check(ronde), "omzet", "strategie")
    judge(check(ronde, BUUR, ZUID))
    publish_ronde(
        viewer=MINISTER, ronde_id=ronde.pk, plan_voor=date(2024, 9, 1), robuust_voor=date(2026, 4, 1)
    )
    return niet


def plan(z: Zelfbeoordeling, **velden: Any) -> Any:
    standaard: dict[str, Any] = {
        "criterium": "omzet",
        "omschrijving": "Taken inbrengen",
        "eigenaar": "directeur",
        "gereed_voor": JUNI,
    }
    return record_planmaatregel(
        viewer=OPSTELLER, zelfbeoordeling_id=z.pk, nieuw=NieuweMaatregel(**standaard | velden)
    )


def test_every_planning_of_a_measure_stays_with_its_reason(z: Zelfbeoordeling):
    m = plan(z, bedrag=Decimal("12500.50"))
    replan_maatregel(
        viewer=OPSTELLER, zelfbeoordeling_id=z.pk, maatregel_id=m.pk, gereed_voor=DECEMBER, reden=REDEN
    )
    (beeld,) = list_maatregelen(Plan.objects.get(), klok.today())
    assert (beeld.eerste, beeld.laatste, beeld.keren, beeld.schoof_dagen, beeld.redenen) == (
        JUNI,
        DECEMBER,
        1,
        183,
        (REDEN,),
    )
    assert not beeld.laat and list_maatregelen(Plan.objects.get(), DECEMBER)[0].laat
    with pytest.raises(MonitoringError, match="Er verandert niets"):
        replan_maatregel(
            viewer=OPSTELLER, zelfbeoordeling_id=z.pk, maatregel_id=m.pk, gereed_voor=DECEMBER, reden=REDEN
        )
    with pytest.raises(MonitoringError, match="waarom de planning verandert"):
        replan_maatregel(
            viewer=OPSTELLER, zelfbeoordeling_id=z.pk, maatregel_id=m.pk, gereed_voor=JUNI, reden="druk"
        )
    assert Planning.objects.count() == 2


@pytest.mark.parametrize(
    ("velden", "zegt"),
    [
        ({"criterium": "ontwikkeling"}, "is gehaald of bestaat niet"),
        ({"criterium": "gezelligheid"}, "is gehaald of bestaat niet"),
        ({"eigenaar": " "}, "wie ervoor zorgt"),
        ({"bedrag": Decimal(-1)}, "kan niet"),
        ({"gereed_voor": date(2024, 6, 3)}, "na vandaag"),
        ({"gereed_voor": date(2026, 4, 2)}, "uiterlijk wo 1 april 2026"),
    ],
)
def test_a_measure_that_cannot_be_is_refused(z: Zelfbeoordeling, velden: dict[str, Any], zegt: str):
    with pytest.raises(MonitoringError, match=zegt):
        plan(z, **velden)
    assert not Planning.objects.exists()


def test_who_is_robust_or_not_judged_makes_no_plan(z: Zelfbeoordeling):
    buur = Zelfbeoordeling.objects.get(dienst=ZUID)
    nieuw = NieuweMaatregel(criterium="omzet", omschrijving="x", eigenaar="y", gereed_voor=JUNI)
    with pytest.raises(MonitoringError, match="OD-ZUID is robuust"):
        record_planmaatregel(viewer=BUUR, zelfbeoordeling_id=buur.pk, nieuw=nieuw)
    with pytest.raises(BestaatNietError):
        record_planmaatregel(viewer=BUUR, zelfbeoordeling_id=z.pk, nieuw=nieuw)
    with pytest.raises(GeenToegangError):
        record_planmaatregel(viewer=make_lid("gebruiker 969", NOORD), zelfbeoordeling_id=z.pk, nieuw=nieuw)
    with pytest.raises(AnderWasVoorError):
        record_planmaatregel(viewer=OPSTELLER, zelfbeoordeling_id=z.pk, nieuw=nieuw, gezien=0)


def test_a_plan_is_handed_in_once_when_each_criterion_has_a_measure_and_late_with_a_reason(
    z: Zelfbeoordeling, zet_klok: Any
):
    plan(z)
    with pytest.raises(MonitoringError, match="nog geen maatregel voor: strategie"):
        submit_plan(viewer=OPSTELLER, zelfbeoordeling_id=z.pk)
    plan(z, criterium="strategie")
    zet_klok(2024, 9, 1, 9)
    with pytest.raises(MonitoringError, match="moest vóór zo 1 september 2024"):
        submit_plan(viewer=OPSTELLER, zelfbeoordeling_id=z.pk)
    assert submit_plan(viewer=OPSTELLER, zelfbeoordeling_id=z.pk, reden=REDEN).op_tijd is False
    with pytest.raises(MonitoringError, match="is ingediend"):
        submit_plan(viewer=OPSTELLER, zelfbeoordeling_id=z.pk, reden=REDEN)


def test_a_measure_is_done_once_and_not_in_the_future(z: Zelfbeoordeling, zet_klok: Any):
    m = plan(z)
    with pytest.raises(MonitoringError, match="in de toekomst"):
        close_planmaatregel(viewer=OPSTELLER, zelfbeoordeling_id=z.pk, maatregel_id=m.pk, op=JUNI)
    zet_klok(2025, 6, 1, 9)
    close_planmaatregel(viewer=OPSTELLER, zelfbeoordeling_id=z.pk, maatregel_id=m.pk, op=JUNI)
    with pytest.raises(MonitoringError, match="al klaar sinds zo 1 juni 2025"):
        close_planmaatregel(viewer=OPSTELLER, zelfbeoordeling_id=z.pk, maatregel_id=m.pk, op=JUNI)


def test_a_plan_is_scored_on_every_point_for_every_criterion_that_was_not_met(z: Zelfbeoordeling):
    punten = read_checklist(klok.today()).waarde["punten"]
    volledig = {c: {p: p != "geld" for p in punten} for c in list_niet_gehaald(z)}
    plan(z)
    with pytest.raises(MonitoringError, match="nog niet ingediend"):
        record_plantoets(viewer=TOETSER, zelfbeoordeling_id=z.pk, antwoorden=volledig, toelichting=REDEN)
    plan(z, criterium="strategie")
    submit_plan(viewer=OPSTELLER, zelfbeoordeling_id=z.pk)
    for fout in ({"omzet": volledig["omzet"]}, volledig | {"ontwikkeling": {"geld": True}}, {}):
        with pytest.raises(MonitoringError, match="niet volledig"):
            record_plantoets(viewer=TOETSER, zelfbeoordeling_id=z.pk, antwoorden=fout, toelichting=REDEN)
    toets = record_plantoets(viewer=TOETSER, zelfbeoordeling_id=z.pk, antwoorden=volledig, toelichting=REDEN)
    assert derive_scores(toets) == {"omzet": (6, 7), "strategie": (6, 7)} and toets.checklist == "1"
    assert Plan.objects.get().stand == "getoetst"


@pytest.mark.parametrize(
    ("plan_voor", "robuust_voor"),
    [(date(2024, 6, 3), None), (date(2025, 1, 1), date(2024, 9, 1)), (None, date(2024, 1, 1))],
)
def test_dates_that_passed_or_lie_in_the_wrong_order_are_refused(
    ronde: Ronde, plan_voor: Any, robuust_voor: Any
):
    judge(check(ronde))
    judge(check(ronde, BUUR, ZUID))
    with pytest.raises(MonitoringError, match="eerst vandaag") as fout:
        publish_ronde(viewer=MINISTER, ronde_id=ronde.pk, plan_voor=plan_voor, robuust_voor=robuust_voor)
    # A day that was not given is not told of.
    assert ("een plan" in str(fout.value).lower()) == (plan_voor is not None) and "None" not in str(
        fout.value
    )


VELDEN = {
    "omschrijving": "Taken inbrengen",
    "eigenaar": "directeur",
    "gereed_voor": "2025-06-01",
    "bedrag": "1.000,50",
}


def test_a_plan_is_made_moved_handed_in_and_checked_in_the_site(z: Zelfbeoordeling, ronde: Ronde):
    Ronde.objects.update(organisatie="LAB")
    dienst, toetser = sign_in(NOORD, "zelfbeoordelaar"), sign_in("LAB", "toetser")
    for c in ("omzet", "strategie"):
        assert send(dienst, ronde, "maatregel", criterium=c, **VELDEN).status_code == 302
    fout = VELDEN | {"gereed_voor": "gisteren"}
    assert send(dienst, ronde, "maatregel", criterium="omzet", **fout).status_code == 422
    m = Plan.objects.get().maatregelen.first()
    assert m.bedrag == Decimal("1000.50")
    assert (
        send(dienst, ronde, "planning", maatregel_id=m.pk, gereed_voor="2025-12-01", reden=REDEN).status_code
        == 302
    )
    assert send(dienst, ronde, "plan").status_code == 302
    z.lezers.create(soort="zelfbeoordeling", leverancier="LAB", vertrouwelijkheid="intern", vanaf=klok.now())
    punten = {"punten_omzet": ["geld"], "punten_strategie": [], "toelichting": REDEN}
    assert send(toetser, ronde, "plantoets", **punten).status_code == 302
    tekst = toetser.get(reverse("monitoring:zelfbeoordeling", args=[z.pk])).content.decode()
    assert (
        'href="#kop-plan"' in tekst
        and "1 van 7" in tekst
        and "183 dagen, 1 keer" in tekst
        and "Hoeveel later dan eerst gepland" in tekst
    )
