"""A slow client holds up nobody, and every body comes in whole."""

import http.client
import io
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from vth.interface.loket import DRADEN, ERBIJ, IN_GEHEUGEN, Loket, list_serveropties

HUIS = Path(__file__).parents[3]
TRAAG = 20


def echo(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Give back what came in."""
    start_response("200 OK", [("X-Proef", "ja")])
    return [environ["wsgi.input"].read()]


def send(loket: Loket, inhoud: bytes, lengte: str | None = None) -> tuple[list[Any], bytes]:
    """Send a body, and give the head and the body of the answer."""
    kop: list[Any] = []
    environ = {
        "CONTENT_LENGTH": str(len(inhoud)) if lengte is None else lengte,
        "wsgi.input": io.BytesIO(inhoud),
    }
    antwoord = loket(environ, lambda *delen: kop.extend(delen))
    return kop, b"".join(antwoord)


@pytest.mark.parametrize("grootte", [0, 1, 65_537, IN_GEHEUGEN + 1])
def test_body_comes_in_whole_and_the_answer_goes_out_whole(grootte: int) -> None:
    inhoud = bytes(n % 251 for n in range(grootte))
    assert send(Loket(echo, hoogstens=2 * IN_GEHEUGEN), inhoud) == (["200 OK", [("X-Proef", "ja")]], inhoud)


def test_body_that_is_cut_off_is_passed_on_as_far_as_it_came() -> None:
    assert send(Loket(echo, hoogstens=100), b"half", lengte="80")[1] == b"half"


@pytest.mark.parametrize("lengte", ["", "-5", "veel", "٣", str(10 + ERBIJ + 1)])
def test_body_without_a_length_or_too_long_is_left_to_the_application(lengte: str) -> None:
    gezien: list[Any] = []
    stroom = io.BytesIO(b"inhoud")
    loket = Loket(lambda environ, _: gezien.append(environ["wsgi.input"]) or [], hoogstens=10)
    loket({"CONTENT_LENGTH": lengte, "wsgi.input": stroom}, lambda *_: None)
    assert gezien == [stroom] and stroom.tell() == 0


def test_what_the_application_raises_is_raised() -> None:
    def breek(_environ: Any, _start: Any) -> Iterable[bytes]:
        raise RuntimeError("stuk")

    with pytest.raises(RuntimeError, match="stuk"):
        send(Loket(breek, hoogstens=10), b"x")


@pytest.fixture
def poort() -> Iterator[int]:
    """A port at which the site of one page is served, by one process, as `vth start` serves the real one."""
    with socket.socket() as deur:
        deur.bind(("127.0.0.1", 0))
        poort = deur.getsockname()[1]
    opties = list_serveropties("127.0.0.1", poort, werkers=1)
    opdracht = [sys.executable, "-m", "granian", *opties, "vth.interface.tests.traag:application"]
    proces = subprocess.Popen(opdracht, cwd=HUIS, stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        wait_for(poort, proces)
        yield poort
    finally:
        # Its workers too: they outlive it.
        os.killpg(proces.pid, signal.SIGKILL)
        proces.wait()


def wait_for(poort: int, proces: subprocess.Popen[bytes]) -> None:
    """Wait until the site answers."""
    for _ in range(300):
        assert proces.poll() is None
        try:
            return ask(poort)
        except OSError:
            time.sleep(0.1)
    raise AssertionError("De site begint niet.")


def ask(poort: int) -> None:
    """Ask the page, and read its answer."""
    verbinding = http.client.HTTPConnection("127.0.0.1", poort, timeout=30)
    verbinding.request("POST", "/", b"0123456789")
    assert verbinding.getresponse().read() == b"10"
    verbinding.close()


@pytest.mark.traag
def test_clients_that_send_half_a_body_hold_up_nobody(poort: int) -> None:
    with ExitStack() as stapel:
        tragen = [
            stapel.enter_context(socket.create_connection(("127.0.0.1", poort), timeout=30))
            for _ in range(TRAAG)
        ]
        for traag in tragen:
            traag.sendall(b"POST / HTTP/1.1\r\nHost: proef\r\nContent-Length: 1000\r\n\r\nbegin")
        time.sleep(0.5)
        ask(poort)
        tragen[0].sendall(b"x" * 995)
        assert tragen[0].recv(4096).endswith(b"1000")


@pytest.mark.traag
def test_clients_that_send_half_a_head_hold_up_nobody_however_many(poort: int) -> None:
    """More of them than the site has threads: a request gets a thread when its head is there."""
    with ExitStack() as stapel:
        for _ in range(2 * DRADEN):
            traag = stapel.enter_context(socket.create_connection(("127.0.0.1", poort), timeout=30))
            traag.sendall(b"POST / HTTP/1.1\r\nHost: proef\r\nX-Half: ")
        time.sleep(0.5)
        begin = time.monotonic()
        ask(poort)
        assert time.monotonic() - begin < 10


def test_below_some_addresses_less_is_taken_in() -> None:
    gezien: list[Any] = []
    loket = Loket(
        lambda environ, _: gezien.append(environ["wsgi.input"]) or [],
        hoogstens=10 * ERBIJ,
        kleiner={"/klein/": 10},
    )
    for pad, ingenomen in (("/klein/x", False), ("/groot/x", True)):
        stroom = io.BytesIO(b"x" * (2 * ERBIJ))
        loket({"wsgi.input": stroom, "CONTENT_LENGTH": str(2 * ERBIJ), "PATH_INFO": pad}, lambda *_: None)
        assert (gezien.pop() is not stroom) is ingenomen
