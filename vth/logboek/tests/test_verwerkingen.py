"""The log of reads: one line per request in the shape of the standard, found by person, and going on with a trace."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vth.logboek.models import Verwerking
from vth.logboek.verwerkingen import (
    Inzage,
    Spoor,
    list_verwerkingen,
    make_spans,
    make_spoor,
    record_verwerking,
)

pytestmark = pytest.mark.django_db
TOEN = datetime(2025, 3, 1, 9, tzinfo=UTC)
AN, BO = uuid.UUID(int=1), uuid.UUID(int=2)


def make_verwerking(
    *personen: uuid.UUID, actor: str = "gebruiker 1", organisatie: str = "OD-A", na: int = 0
) -> Verwerking:
    inzage = Inzage("object.read", 1, {"OD-B"}, {"natuurlijkpersoon"}, set(personen))
    return record_verwerking(
        spoor=make_spoor(""),
        inzage=inzage,
        activiteit="vth-taken",
        actor=actor,
        organisatie=organisatie,
        vraag="/register/?q=verf",
        begin=TOEN + timedelta(seconds=na),
        eind=TOEN + timedelta(seconds=na, milliseconds=12),
    )


def test_line_has_the_shape_of_the_standard() -> None:
    make_verwerking(AN)
    (span,) = make_spans(Verwerking.objects.all(), adres="https://vth.example/id/verwerkingsactiviteit/")
    assert (len(span["trace_id"]), len(span["span_id"])) == (32, 16)
    assert (span["end_time"] - span["start_time"], span["status"], span["name"]) == (12, "Ok", "object.read")
    assert span["attributes"] == {
        "dpl.core.processing_activity_id": "https://vth.example/id/verwerkingsactiviteit/vth-taken",
        "dpl.core.data_subject_id": str(AN),
        "dpl.core.data_subject_id_type": "openvth:bronobject",
    }


def test_every_person_has_a_span_of_its_own_and_nobody_gives_one() -> None:
    make_verwerking(AN, BO)
    make_verwerking()
    spans = list(make_spans(Verwerking.objects.all(), adres=""))
    assert len(spans) == 3
    assert sum("dpl.core.data_subject_id" in s["attributes"] for s in spans) == 2


def test_looks_at_one_person_are_found_and_no_others() -> None:
    over_an, _ = make_verwerking(AN), make_verwerking(BO)
    samen = make_verwerking(AN, BO, na=5)
    assert list(list_verwerkingen(betrokkene=AN)) == [samen, over_an]


def test_own_people_and_no_others() -> None:
    eigen, _ = make_verwerking(), make_verwerking(organisatie="OD-B")
    assert list(list_verwerkingen(organisaties={"OD-A"})) == [eigen]
    assert list(list_verwerkingen(organisaties=set())) == []


def test_period_is_half_open() -> None:
    _, tweede, _ = (make_verwerking(na=n) for n in range(3))
    vanaf, tot = TOEN + timedelta(seconds=1), TOEN + timedelta(seconds=2)
    assert list(list_verwerkingen(vanaf=vanaf, tot=tot)) == [tweede]


def test_trace_of_the_caller_goes_on() -> None:
    spoor = make_spoor("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")
    assert (spoor.trace_id, spoor.ouder_span_id) == ("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7")
    assert spoor.span_id != spoor.ouder_span_id


@given(tekst=st.text(max_size=80))
def test_what_is_not_a_trace_begins_one(tekst: str) -> None:
    spoor = make_spoor(tekst)
    assert isinstance(spoor, Spoor)
    assert len(spoor.trace_id) == 32
    assert int(spoor.trace_id, 16)


@pytest.mark.parametrize(
    "nul",
    ["00-" + "0" * 32 + "-00f067aa0ba902b7-01", "00-4bf92f3577b34da6a3ce929d0e0e4736-" + "0" * 16 + "-01"],
)
def test_trace_of_nothing_is_not_believed(nul: str) -> None:
    assert not make_spoor(nul).ouder_span_id


def test_very_long_question_is_cut_and_the_line_is_still_written() -> None:
    inzage = Inzage("x", 1, {"OD-B"}, {"vthobject"})
    v = record_verwerking(
        spoor=make_spoor(""),
        inzage=inzage,
        activiteit="a",
        actor="a",
        organisatie="o" * 999,
        vraag="q" * 9999,
        begin=TOEN,
        eind=TOEN,
    )
    v.refresh_from_db()
    assert (len(v.vraag), len(v.organisatie)) == (2000, 200)
