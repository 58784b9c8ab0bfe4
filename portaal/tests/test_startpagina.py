"""What waits for somebody on the start page, and in which order."""

import uuid
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.test import Client

from portaal.startpagina import list_taken
from vth.aanleveringen.models import Aanlevering
from vth.aanleveringen.tests.builders import BEHEERDER, PROFIELEN, lever, make_site
from vth.interface.tests.builders import log_in
from vth.ontdubbeling.tests.builders import BEOORDELAAR, make_gelijkstelling, make_los

from .builders import TOEZICHT

Staat = Aanlevering.Staat


def make_aanlevering(staat: str, reeks: str = "r", **anders: Any) -> Aanlevering:
    """A delivery that is not in any database; `tellingen` and `uitleg` are what the test is about."""
    velden = {"tellingen": {}, "uitleg": "Uitleg.", "peildatum": date(2025, 4, 1)} | anders
    return Aanlevering(
        pk=uuid.uuid4(),
        leverancier_id="OD-PROEF",
        reeks=reeks,
        staat=staat,
        bestandsnaam=f"{reeks}.csv",
        **velden,
    )


def list_woorden(laatste: list[Aanlevering]) -> list[str]:
    return [taak.woord for taak in list_taken(BEHEERDER, laatste, {"OD-PROEF": "OD Proef"})]


def test_most_urgent_comes_first_whatever_came_last() -> None:
    laatste = [
        make_aanlevering(Staat.VERWERKT, "a", tellingen={"met_waarschuwing": 2}),
        make_aanlevering(Staat.VERWERKT, "b", tellingen={"geweigerd": 1}),
        make_aanlevering(Staat.GEWEIGERD, "c"),
        make_aanlevering(Staat.MISLUKT, "d"),
        make_aanlevering(Staat.WACHT, "e"),
    ]
    assert list_woorden(laatste) == [
        "wacht op een besluit",
        "mislukt",
        "geweigerd",
        "rijen geweigerd",
        "waarschuwingen",
    ]


def test_of_a_series_only_the_newest_counts_but_every_decision_waits() -> None:
    geweigerd = {"geweigerd": 3}
    laatste = [
        make_aanlevering(Staat.VERWERKT),
        make_aanlevering(Staat.VERWERKT, tellingen=geweigerd),
        make_aanlevering(Staat.GEWEIGERD),
        make_aanlevering(Staat.WACHT),
    ]
    assert list_woorden(laatste) == ["wacht op een besluit"]


def test_what_went_well_or_is_being_done_asks_nothing() -> None:
    assert (
        list_woorden([make_aanlevering(s, s) for s in (Staat.VERWERKT, Staat.BEZIG, Staat.ONTVANGEN)]) == []
    )


def test_task_says_whose_it_is_and_how_many_rows() -> None:
    een, meer = ({"geweigerd": 1}, {"geweigerd": 1234})
    laatste = [
        make_aanlevering(Staat.VERWERKT, "a", tellingen=een),
        make_aanlevering(Staat.VERWERKT, "b", tellingen=meer),
    ]
    waarom = [taak.waarom for taak in list_taken(BEHEERDER, laatste, {"OD-PROEF": "OD Proef"})]
    assert waarom == [
        "OD Proef. 1 rij is geweigerd. Verbeter die bij de bron.",
        "OD Proef. 1.234 rijen zijn geweigerd. Verbeter die bij de bron.",
    ]


def test_nothing_waits_for_who_may_not_deliver_there() -> None:
    assert list_taken(TOEZICHT, [make_aanlevering(Staat.WACHT)], {}) == []


@pytest.mark.traag
def test_supplier_starts_with_what_waits_and_the_last_deliveries(
    verse_database: None, client: Client, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    settings.PROFIELEN_DIR = str(PROFIELEN)
    lever([make_site("A1"), make_site("A2"), make_site("A3")])
    wacht = lever([make_site("A1")], peildatum=date(2024, 4, 1))
    assert wacht.staat == Staat.WACHT
    log_in(client, monkeypatch, BEHEERDER)
    html = client.get("/").content.decode()
    assert html.index("Wat op u wacht") < html.index("Laatste aanleveringen")
    assert html.count(f"/aanleveringen/{wacht.pk}") == 2
    assert 'id="start-q"' not in html


@pytest.mark.django_db
def test_pairs_that_wait_are_a_task_for_who_may_judge_them_and_for_nobody_else() -> None:
    a, b = (make_los(lev, "1", "Verf") for lev in ("OD-NOORD", "OD-ZUID"))
    make_gelijkstelling(a, b)
    (taak,) = list_taken(BEOORDELAAR, [], {})
    assert (taak.titel, taak.url) == ("Dubbele gegevens: 1 paar te beoordelen", "/ontdubbeling/")
    assert list_taken(replace(BEOORDELAAR, handelingen=frozenset()), [], {}) == []
