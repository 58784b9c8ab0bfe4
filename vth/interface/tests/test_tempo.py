"""How often one account may ask: what is promised holds with every number of processes."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.cache import caches
from django.test import RequestFactory

from vth.interface.aanmelding import Tempo
from vth.interface.loket import list_serveropties
from vth.toegang.rules import NIEMAND

HUIS = Path(__file__).parents[3]


@pytest.fixture(autouse=True)
def lege_tellers() -> None:
    """Count from nothing."""
    caches["snel"].clear()


def count_door(tempo: Tempo, wie: int, keer: int) -> int:
    """Ask so many times, and count what was let through."""
    vraag: Any = SimpleNamespace(viewer=SimpleNamespace(gebruiker_id=wie))
    return sum(tempo.allow_request(vraag) for _ in range(keer))


@pytest.mark.parametrize(("processen", "deel"), [(1, 10), (2, 5), (3, 3), (10, 1), (50, 1)])
def test_each_process_lets_its_share_through(settings: Any, processen: int, deel: int) -> None:
    settings.SITE_PROCESSEN = processen
    assert count_door(Tempo("10/m"), 1, 30) == deel


def test_many_who_ask_do_not_wipe_out_what_one_has_asked(settings: Any) -> None:
    settings.SITE_PROCESSEN = 1
    tempo = Tempo("2/m")
    assert count_door(tempo, 1, 5) == 2
    assert all(count_door(tempo, wie, 1) for wie in range(2, 2000))
    assert count_door(tempo, 1, 5) == 0


def test_who_is_nobody_gets_no_more_by_saying_that_he_comes_from_elsewhere(settings: Any) -> None:
    settings.SITE_PROCESSEN = 1
    tempo, door = Tempo("2/m"), 0
    for n in range(6):
        vraag: Any = RequestFactory().get("/", headers={"X-Forwarded-For": f"10.0.0.{n}"})
        vraag.viewer = NIEMAND
        door += tempo.allow_request(vraag)
    assert door == 2


@pytest.fixture
def poort() -> Iterator[int]:
    """A port at which two processes answer, as `vth start` makes them, with ten questions a minute."""
    with socket.socket() as deur:
        deur.bind(("127.0.0.1", 0))
        poort = deur.getsockname()[1]
    opties = list_serveropties("127.0.0.1", poort, werkers=2)
    opdracht = [sys.executable, "-m", "granian", *opties, "vth.interface.tests.tempo:application"]
    omgeving = os.environ | {"VTH_API_TEMPO": "10/h", "VTH_PROCESSEN": "2"}
    proces = subprocess.Popen(
        opdracht, cwd=HUIS, env=omgeving, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        yield poort
    finally:
        # Its workers too: they outlive it.
        os.killpg(proces.pid, signal.SIGKILL)
        proces.wait()


def ask(poort: int) -> tuple[int, str]:
    """Ask over a connection of its own; give the status and which process answered."""
    verbinding = http.client.HTTPConnection("127.0.0.1", poort, timeout=30)
    try:
        verbinding.request("GET", "/")
        antwoord = verbinding.getresponse()
        return antwoord.status, antwoord.read().decode()
    finally:
        verbinding.close()


def count_per_proces(gezien: list[tuple[int, str]]) -> list[int]:
    """Give how often each of the two processes answered, when both did."""
    aantallen = list(Counter(proces for _, proces in gezien).values())
    return aantallen if len(aantallen) == 2 else []


@pytest.mark.traag
def test_two_processes_together_let_no_more_through_than_was_promised(poort: int) -> None:
    gezien: list[tuple[int, str]] = []
    einde = time.monotonic() + 60
    # Until both processes are there and were asked more than they let through.
    while min(count_per_proces(gezien), default=0) < 10 and time.monotonic() < einde:
        try:
            gezien.append(ask(poort))
        except OSError:
            time.sleep(0.1)
    door = Counter(proces for status, proces in gezien if status == 200)
    assert set(door.values()) == {5} and sum(door.values()) == 10
