"""No look without its line: what another said, every natural person and every download is noted before it is shown."""

import uuid
from typing import Any

import pytest
from django.db import DatabaseError
from django.http import HttpResponse
from django.test import RequestFactory

from vth.interface.inzage import RecordInzagen, note_inzage
from vth.logboek.models import Verwerking
from vth.toegang.rules import ALLE_SOORTEN, Grond, Viewer, Zicht, derive_niveaus

pytestmark = pytest.mark.django_db
GROND = Grond(
    "vth-taken", "Taken", "Toezicht houden", "artikel 1", frozenset({"vthobject", "natuurlijkpersoon"})
)
EIGEN = Viewer(
    actor="gebruiker 7",
    zicht=Zicht(soorten=ALLE_SOORTEN, leveranciers=frozenset({"OD-A"}), niveaus=derive_niveaus("intern")),
    organisaties=frozenset({"OD-A"}),
    gronden=(GROND,),
)


def ask(adres: str = "/register/?q=verf", **getoond: Any) -> HttpResponse:
    """Ask for a page that shows what is given."""
    request: Any = RequestFactory().get(
        adres, headers={"traceparent": "00-" + "a" * 32 + "-" + "b" * 16 + "-01"}
    )
    request.viewer = EIGEN

    def show(request: Any) -> HttpResponse:
        keuze = {"leveranciers": ["OD-A"], "soorten": ["vthobject"], "aantal": 1} | getoond
        note_inzage(request, "proef", **keuze)
        return HttpResponse("geheime regels")

    return RecordInzagen(show)(request)


def test_look_at_what_another_said_is_a_line_with_the_question_and_the_ground() -> None:
    assert ask(leveranciers=["OD-A", "OD-B"], aantal=3).content == b"geheime regels"
    v = Verwerking.objects.get()
    assert (v.naam, v.actor, v.organisatie, v.activiteit) == ("proef", "gebruiker 7", "OD-A", "vth-taken")
    assert (v.vraag, v.aantal, v.leveranciers, v.soorten) == (
        "/register/?q=verf",
        3,
        ["OD-A", "OD-B"],
        ["vthobject"],
    )
    assert (v.trace_id, v.ouder_span_id) == ("a" * 32, "b" * 16)
    assert v.eind >= v.begin


@pytest.mark.parametrize(
    ("getoond", "regels"),
    [
        ({}, 0),
        ({"aantal": 0, "leveranciers": ["OD-B"]}, 0),
        ({"altijd": True}, 1),
        ({"personen": [uuid.UUID(int=1)], "soorten": ["natuurlijkpersoon"]}, 1),
    ],
)
def test_own_data_is_no_line_unless_it_is_a_person_or_taken_along(
    getoond: dict[str, Any], regels: int
) -> None:
    ask(**getoond)
    assert Verwerking.objects.count() == regels


@pytest.mark.parametrize(
    ("adres", "soort"), [("/register/", "text/html"), ("/api/v1/objecten", "application/problem+json")]
)
def test_nothing_is_shown_when_the_line_cannot_be_written(
    monkeypatch: pytest.MonkeyPatch, adres: str, soort: str
) -> None:
    def fail(**_: Any) -> None:
        raise DatabaseError("vol")

    monkeypatch.setattr("vth.interface.inzage.record_verwerking", fail)
    antwoord = ask(adres, leveranciers=["OD-B"])
    assert antwoord.status_code == 503
    assert b"geheime regels" not in antwoord.content
    assert antwoord["Content-Type"].startswith(soort)
