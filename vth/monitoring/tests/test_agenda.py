"""What is asked of a dienst stands in its agenda, until it was done."""

from datetime import date
from typing import Any

import pytest

from vth.agenda.models import Agendapunt
from vth.monitoring.models import Ronde
from vth.monitoring.plannen import (
    NieuweMaatregel,
    close_planmaatregel,
    record_planmaatregel,
    replan_maatregel,
    submit_plan,
)
from vth.monitoring.services import do_stap
from vth.monitoring.toetsen import answer_toetsvraag, publish_ronde, record_toetsvraag

from .builders import BUUR, MINISTER, NOORD, OPSTELLER, TOETSER, ZUID, check, get_van, hand_in, judge

pytestmark = pytest.mark.django_db


def list_dagen(dienst: str = NOORD) -> list[tuple[str, date]]:
    """The days that are open for a dienst, by their kind."""
    rijen = Agendapunt.objects.filter(leverancier=dienst, gedaan_op=None).order_by("dag", "sleutel")
    return [
        (rij.sleutel if "herinnering" in rij.sleutel else rij.sleutel.partition(":")[0], rij.dag)
        for rij in rijen
    ]


def test_handing_in_is_asked_until_it_was_done(ronde: Ronde) -> None:
    assert list_dagen() == [("indienen:herinnering", date(2024, 9, 18)), ("indienen", date(2024, 10, 2))]
    hand_in(ronde)
    assert list_dagen() == [] and len(list_dagen(ZUID)) == 2


def test_a_question_is_asked_until_it_was_answered(ronde: Ronde) -> None:
    z = hand_in(ronde)
    do_stap(viewer=TOETSER, zelfbeoordeling_id=z.pk, stap="begin_toets")
    vraag = record_toetsvraag(
        viewer=TOETSER, zelfbeoordeling_id=z.pk, criterium="omzet", vraag="Waar blijkt dit bedrag uit?"
    )
    assert list_dagen() == [("vraag", date(2024, 6, 13))]
    answer_toetsvraag(
        viewer=OPSTELLER, zelfbeoordeling_id=z.pk, vraag_id=vraag.pk, antwoord="Zie de jaarrekening."
    )
    assert list_dagen() == []


def test_the_plan_and_its_measures_by_their_last_planning(ronde: Ronde, zet_klok: Any) -> None:
    judge(check(ronde), "omzet")
    judge(check(ronde, BUUR, ZUID))
    assert list_dagen() == []
    publish_ronde(
        viewer=MINISTER, ronde_id=ronde.pk, plan_voor=date(2024, 9, 1), robuust_voor=date(2026, 4, 1)
    )
    assert [d for _, d in list_dagen()] == [date(2024, 8, 17), date(2024, 8, 31)] and list_dagen(ZUID) == []
    z = get_van(ronde)
    nieuw = NieuweMaatregel(
        criterium="omzet",
        omschrijving="Meer basistaken overdragen",
        eigenaar="Directeur",
        gereed_voor=date(2025, 3, 1),
    )
    maatregel = record_planmaatregel(viewer=OPSTELLER, zelfbeoordeling_id=z.pk, nieuw=nieuw)
    submit_plan(viewer=OPSTELLER, zelfbeoordeling_id=z.pk)
    assert list_dagen() == [("maatregel", date(2025, 2, 28))]
    replan_maatregel(
        viewer=OPSTELLER,
        zelfbeoordeling_id=z.pk,
        maatregel_id=maatregel.pk,
        gereed_voor=date(2025, 6, 1),
        reden="De raden besluiten later.",
    )
    assert list_dagen() == [("maatregel", date(2025, 5, 31))]
    close_planmaatregel(
        viewer=OPSTELLER, zelfbeoordeling_id=z.pk, maatregel_id=maatregel.pk, op=date(2024, 6, 3)
    )
    assert list_dagen() == []
