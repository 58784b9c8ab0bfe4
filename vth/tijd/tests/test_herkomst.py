"""The order of acts: moments that never coincide, and identifiers that follow the clock."""

import time
import uuid
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vth.register.models import Leverstatus
from vth.tijd import klok
from vth.tijd.rules import Peilmoment

from .builders import STATUSSEN, make_bronobject, make_dag, make_herkomst, record_status

MICRO = timedelta(microseconds=1)
ZetKlok = Callable[..., datetime]


@pytest.mark.django_db
def test_two_acts_in_one_microsecond_are_ordered(zet_klok: ZetKlok) -> None:
    nu = zet_klok(2026, 1, 1)
    assert [make_herkomst().moment for _ in range(3)] == [nu, nu + MICRO, nu + 2 * MICRO]


@pytest.mark.django_db
def test_clock_that_is_set_back_does_not_turn_the_order(zet_klok: ZetKlok) -> None:
    eerst = make_herkomst_at(zet_klok, 2026, 1, 2)
    assert make_herkomst_at(zet_klok, 2026, 1, 1) == eerst + MICRO


def make_herkomst_at(zet_klok: ZetKlok, *delen: int) -> datetime:
    zet_klok(*delen)
    return make_herkomst().moment


@pytest.mark.django_db
def test_each_of_two_writes_in_one_microsecond_can_be_read_back(zet_klok: ZetKlok) -> None:
    zet_klok(2026, 1, 1)
    bronobject = make_bronobject()
    momenten = []
    for status in STATUSSEN:
        herkomst = make_herkomst()
        record_status(bronobject, status, herkomst=herkomst)
        momenten.append(herkomst.moment)
    gelezen = [Leverstatus.objects.seen_at(Peilmoment(make_dag(1), m)).get().status for m in momenten]
    assert gelezen == list(STATUSSEN)
    assert not Leverstatus.objects.seen_at(Peilmoment(make_dag(1), momenten[0] - MICRO)).exists()


@pytest.mark.django_db
def test_saying_the_same_again_writes_nothing() -> None:
    bronobject = make_bronobject()
    assert record_status(bronobject) == 1
    assert record_status(bronobject) == 0


@given(st.integers(0, 2**48 - 2), st.integers(1, 2**20))
def test_identifier_made_later_sorts_later(milliseconden: int, later: int) -> None:
    een, twee = (make_uuid_at(n) for n in (milliseconden, min(milliseconden + later, 2**48 - 1)))
    assert een < twee
    assert (een.version, een.variant) == (7, uuid.RFC_4122)
    assert een.int >> 80 == milliseconden


def make_uuid_at(milliseconden: int) -> uuid.UUID:
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr(time, "time_ns", lambda: milliseconden * 1_000_000)
        return klok.make_uuid7()


def test_identifiers_of_one_millisecond_differ() -> None:
    assert len({make_uuid_at(1) for _ in range(1000)}) == 1000
