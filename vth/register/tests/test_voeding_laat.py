"""What is committed late is not missed: a reader that had read past its moment still gets it, once."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.db import connection, transaction

from vth.logboek.services import seal_gebeurtenissen
from vth.logboek.verzegelaar import seal_alles, start_verzegelaar
from vth.register.voeding import Voedingsplaats, read_voeding

from .builders import LANDELIJK, make_object

pytestmark = [pytest.mark.usefixtures("verse_database"), pytest.mark.traag]
GEDULD_S = 30


class _AfgebrokenError(Exception):
    """Takes the slow transaction back."""


@contextmanager
def hold_transaction(act: Callable[[], object], *, vastleggen: bool = True) -> Iterator[None]:
    """Do something in a transaction on another connection that stays open until the block ends, and then commits."""
    geschreven, klaar = threading.Event(), threading.Event()

    def work() -> None:
        try:
            with transaction.atomic():
                act()
                geschreven.set()
                assert klaar.wait(GEDULD_S)
                if not vastleggen:
                    raise _AfgebrokenError
        except _AfgebrokenError:
            pass
        finally:
            connection.close()

    draad = threading.Thread(target=work)
    draad.start()
    assert geschreven.wait(GEDULD_S)
    try:
        yield
    finally:
        klaar.set()
        draad.join(GEDULD_S)


def read(plaats: Voedingsplaats) -> tuple[list[str], Voedingsplaats]:
    bladzij = read_voeding(LANDELIJK, plaats, hoogstens=100)
    assert not bladzij.meer
    return [str(g.onderwerp) for g in bladzij.gebeurtenissen], bladzij.plaats


def test_act_that_is_committed_after_a_reader_passed_its_moment_is_still_read() -> None:
    eerst = str(make_object("T1").pk)
    seal_gebeurtenissen()
    laat: list[str] = []
    with hold_transaction(lambda: laat.append(str(make_object("T2").pk))):
        tussen = []
        # SQLite lets nobody else write meanwhile; PostgreSQL does, and seals it before the slow one.
        if connection.vendor == "postgresql":
            tussen = [str(make_object("T3", leverancier="OD-ZUID").pk)]
            seal_gebeurtenissen()
        gezien, plaats = read(Voedingsplaats(0))
        assert gezien == [eerst, *tussen]
    seal_gebeurtenissen()
    assert read(plaats)[0] == laat


def test_act_that_is_taken_back_is_never_read() -> None:
    with hold_transaction(lambda: make_object("T2"), vastleggen=False):
        pass
    blijft = str(make_object("T1").pk)
    seal_gebeurtenissen()
    assert read(Voedingsplaats(0))[0] == [blijft]


def test_worker_seals_by_itself_while_it_runs() -> None:
    stop = threading.Event()
    draad = start_verzegelaar(stop, elke_s=0.05)
    site = str(make_object().pk)
    gezien: list[str] = []
    for _ in range(200):
        gezien, _ = read(Voedingsplaats(0))
        if gezien:
            break
        stop.wait(0.05)
    stop.set()
    draad.join(GEDULD_S)
    assert gezien == [site]
    assert seal_alles() == 0
