"""Days that are asked for, told once, caught up with, and read by a calendar program."""

import uuid
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vth.agenda.dagtaken import Dagtaak, run_dagtaak
from vth.agenda.models import Agendapunt, Dagtaakstand
from vth.agenda.rules import Herinnering, Kalenderpunt, Punt, derive_kalender, derive_termijnpunten
from vth.agenda.selectors import find_agendagebruiker, list_dagen, list_gemeld
from vth.agenda.services import (
    AgendaError,
    close_agendasleutel,
    record_agendasleutel,
    replace_agendapunten,
)
from vth.toegang.models import Gebruiker
from vth.toegang.rules import ALLE_SOORTEN, Viewer, Zicht, derive_niveaus

DAG = date(2025, 4, 28)
NU = datetime(2025, 4, 1, 12, tzinfo=UTC)


@dataclass
class Ding:
    soort: str = "zaak"
    leverancier: str = "OD-NOORD"
    gebied: str = "GM9901"
    vertrouwelijkheid: str = "intern"
    pk: uuid.UUID = field(default_factory=uuid.uuid4)


def make_viewer(
    actor: str = "gebruiker 1", *, leverancier: str = "OD-NOORD", gebruiker_id: int | None = None
) -> Viewer:
    zicht = Zicht(
        soorten=ALLE_SOORTEN, leveranciers=frozenset({leverancier}), niveaus=derive_niveaus("intern")
    )
    return Viewer(
        actor, zicht, frozenset({"register.read"}), frozenset({leverancier}), gebruiker_id=gebruiker_id
    )


def put(ding: Ding, *punten: Punt) -> None:
    replace_agendapunten(ding=ding, namens="OD-NOORD", punten=punten)


def make_punt(dag: date = DAG, **velden: Any) -> Punt:
    return Punt(
        **(
            {"sleutel": "t", "aard": "termijn", "dag": dag, "titel": "Beslissen", "voor": "gebruiker 1"}
            | velden
        )
    )


def test_a_term_asks_for_its_last_day_and_a_reminder_after_it_goes_to_the_role_only():
    herinneringen = [Herinnering(14, "behandelaar"), Herinnering(-1, "teamleider")]
    punten = derive_termijnpunten("t", "x", DAG, voor="a", rol="behandelaar", herinneringen=herinneringen)
    assert [(p.dag, p.aard, p.voor) for p in punten] == [
        (DAG, "termijn", "a"),
        (date(2025, 4, 14), "herinnering", "a"),
        (date(2025, 4, 29), "te_laat", ""),
    ]


@pytest.mark.django_db
def test_a_day_that_moved_is_told_again_and_one_that_stayed_is_not():
    blijft, gaat = make_punt(sleutel="a"), make_punt(sleutel="b")
    ding = Ding()
    put(ding, blijft, gaat)
    Agendapunt.objects.update(gemeld_op=NU)
    put(ding, blijft, make_punt(DAG + timedelta(days=7), sleutel="b"))
    gemeld = dict(Agendapunt.objects.values_list("sleutel", "gemeld_op"))
    assert gemeld == {"a": NU, "b": None}


@pytest.mark.django_db
def test_what_is_not_asked_any_more_is_done():
    ding = Ding()
    put(ding, make_punt(sleutel="a"), make_punt(sleutel="b"))
    put(ding, make_punt(sleutel="b"))
    assert [p.sleutel for p in list_dagen(make_viewer(), vanaf=DAG, tot=DAG + timedelta(days=1))] == ["b"]


@pytest.mark.django_db
def test_one_sees_days_of_oneself_and_of_ones_organisation_about_what_one_may_see():
    put(Ding(), make_punt())
    put(Ding(vertrouwelijkheid="geheim"), make_punt())
    put(Ding(), make_punt(voor="gebruiker 2"))
    periode = {"vanaf": DAG, "tot": DAG + timedelta(days=1)}
    assert len(list_dagen(make_viewer(), **periode)) == 2
    assert len(list_dagen(make_viewer(), **periode, alleen_eigen=True)) == 1
    assert list_dagen(make_viewer(leverancier="OD-ZUID"), **periode) == []
    assert len(list_gemeld(make_viewer(), op=DAG)) == 1


@pytest.mark.django_db
def test_what_is_asked_of_a_role_is_a_day_of_whoever_has_it():
    put(Ding(), make_punt(voor="", rol="teamleider", aard="te_laat"))
    anna = make_viewer("gebruiker 7")
    chef = Viewer(
        anna.actor, anna.zicht, anna.handelingen, anna.organisaties, rollen=frozenset({"teamleider"})
    )
    assert [len(list_gemeld(wie, op=DAG)) for wie in (anna, chef)] == [0, 1]


@pytest.mark.django_db
def test_a_job_does_each_day_once_and_catches_up_with_what_was_missed():
    gevraagd: list[tuple[date | None, date]] = []
    taak = Dagtaak("proef", "proef", lambda na, op: gevraagd.append((na, op)) or 3)
    een = run_dagtaak(taak, op=DAG)
    weer = run_dagtaak(taak, op=DAG)
    run_dagtaak(taak, op=DAG + timedelta(days=5))
    assert (een.aantal, weer.gedaan) == (3, False)
    assert gevraagd == [(None, DAG), (DAG, DAG + timedelta(days=5))]


@pytest.mark.django_db
def test_a_job_that_fails_keeps_its_day_for_the_next_time():
    def break_off(na: date | None, op: date) -> int:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        run_dagtaak(Dagtaak("proef", "proef", break_off), op=DAG)
    assert not Dagtaakstand.objects.filter(naam="proef", gedaan_tot=DAG).exists()


@pytest.mark.django_db
def test_a_new_secret_makes_the_earlier_one_worth_nothing():
    gebruiker = Gebruiker.objects.create(username="pia")
    viewer = make_viewer(gebruiker_id=gebruiker.pk)
    oud = record_agendasleutel(viewer=viewer)
    nieuw = record_agendasleutel(viewer=viewer)
    assert (find_agendagebruiker(oud), find_agendagebruiker(nieuw)) == (None, gebruiker)
    close_agendasleutel(viewer=viewer)
    assert find_agendagebruiker(nieuw) is None


@pytest.mark.django_db
def test_a_process_has_no_calendar():
    with pytest.raises(AgendaError, match="eigen account"):
        record_agendasleutel(viewer=make_viewer("vth dagelijks"))


def test_a_calendar_program_reads_a_whole_day():
    tekst = derive_kalender([Kalenderpunt("1@vth", DAG, "Z1; beslissen, snel")], naam="Termijnen", stempel=NU)
    assert (
        "DTSTART;VALUE=DATE:20250428\r\nDTEND;VALUE=DATE:20250429\r\nSUMMARY:Z1\\; beslissen\\, snel" in tekst
    )
    assert tekst.endswith("END:VCALENDAR\r\n")


@given(st.text(max_size=300))
def test_no_title_breaks_a_calendar(titel: str):
    tekst = derive_kalender([Kalenderpunt("1@vth", DAG, titel)], naam="Termijnen", stempel=NU)
    regels = tekst.removesuffix("\r\n").split("\r\n")
    assert all(len(regel.encode()) <= 75 for regel in regels)
    assert [r for r in regels if r.startswith(("BEGIN", "END"))] == [
        "BEGIN:VCALENDAR",
        "BEGIN:VEVENT",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    assert "\n" not in tekst.replace("\r\n", "")
