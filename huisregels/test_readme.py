"""The five lines of the README do the main job, as they stand there, in an installation of their own."""

import os
import re
import shlex
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from .test_huis import HUIS

BIN = Path(sys.executable).parent
WACHT_SECONDEN = 120


def list_regels() -> list[list[str]]:
    """The five lines, as the words of commands."""
    blok = (HUIS / "README.md").read_text().split("\n## The main job in five lines\n")[1].split("```")[1]
    return [shlex.split(regel) for regel in blok.splitlines()[1:] if regel]


def run_regel(woorden: list[str], omgeving: dict[str, str]) -> str:
    """Run one line in its own installation and give what it said."""
    var = omgeving["VTH_VAR"]
    opdracht = [re.sub(r"^\.venv/bin/", f"{BIN}/", re.sub(r"^var/", f"{var}/", w)) for w in woorden]
    klaar = subprocess.run(opdracht, cwd=HUIS, env=omgeving, capture_output=True, text=True, check=False)
    assert klaar.returncode == 0, f"{' '.join(woorden)}\n{klaar.stdout}\n{klaar.stderr}"
    return klaar.stdout


@contextmanager
def run_site(woorden: list[str], omgeving: dict[str, str]) -> Iterator[str]:
    """Start the site by the last line, on a free port, and end it with all its processes."""
    with socket.socket() as deur:
        deur.bind(("127.0.0.1", 0))
        poort = deur.getsockname()[1]
    opdracht = [f"{BIN}/{Path(woorden[0]).name}", *woorden[1:], "--poort", str(poort)]
    with subprocess.Popen(opdracht, cwd=HUIS, env=omgeving, start_new_session=True) as site:
        try:
            yield f"http://127.0.0.1:{poort}/"
        finally:
            # granian swallows SIGTERM in its first second
            os.killpg(site.pid, signal.SIGKILL)


def read_address(adres: str) -> str:
    """Read a page as soon as it answers."""
    einde = time.monotonic() + WACHT_SECONDEN
    while True:
        try:
            with urllib.request.urlopen(adres, timeout=30) as antwoord:
                return antwoord.read().decode()
        except OSError:
            if time.monotonic() > einde:
                raise
            time.sleep(0.5)


@pytest.mark.traag
def test_the_five_lines_of_the_readme_do_the_main_job(tmp_path: Path) -> None:
    omgeving = {n: w for n, w in os.environ.items() if n != "DATABASE_URL"} | {"VTH_VAR": str(tmp_path)}
    installeer, demo, voorbeeld, lever, start = list_regels()
    assert installeer == ["make", "installeer"]
    assert "kustland-demo-1" in run_regel(demo, omgeving)
    assert "2026-07-01-objecten.xlsx" in run_regel(voorbeeld, omgeving)
    uitkomst = run_regel(lever, omgeving)
    assert "verwerkt" in uitkomst
    gewijzigd = re.findall(r"(?:vthobject|geoobject|vestiging)\W+\d+\W+(\d+)", uitkomst)
    assert sum(map(int, gewijzigd)) > 0, uitkomst
    with run_site(start, omgeving) as adres:
        assert "Open VTH" in read_address(adres)
