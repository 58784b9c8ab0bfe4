"""Running one measurement in a process of its own, watching the memory of it and its children while it runs."""

import json
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from .installaties import Installatie

HUIS = Path(__file__).resolve().parent.parent
PAUZE_S = 0.05


class MetingError(Exception):
    """A measurement whose process failed, with what it said."""


def run_apart(functie: str, installatie: Installatie, **argumenten: Any) -> dict[str, Any]:
    """Run `bench.<module>:<function>` in a process of its own and give what it gave, with `geheugen_mb`.

    That is the most that the process and its children held in memory together (resident, sampled 20 times a second;
    shared pages count double). A PostgreSQL server is not a child and does not count.
    """
    with tempfile.TemporaryDirectory(prefix="vth-bench-") as map_:
        order = Path(map_) / "opdracht.json"
        uitkomst = Path(map_) / "uitkomst.json"
        order.write_text(
            json.dumps({"functie": functie, "argumenten": argumenten, "uitkomst": str(uitkomst)})
        )
        proces = _start(order, installatie)
        hoogste = _watch(proces)
        if proces.returncode:
            assert proces.stdout
            raise MetingError(f"{functie} is mislukt:\n{proces.stdout.read()}")
        return json.loads(uitkomst.read_text()) | {"geheugen_mb": round(hoogste / 2**20)}


@contextmanager
def probe_slot(installatie: Installatie) -> Iterator[dict[str, Any]]:
    """Let another process try to write all the time; afterwards the dictionary has the longest time it waited."""
    gezien: dict[str, Any] = {}
    with tempfile.TemporaryDirectory(prefix="vth-bench-") as map_:
        klaar = Path(map_) / "klaar"

        def run() -> None:
            gezien.update(run_apart("slot:probe", installatie, klaar=str(klaar)))

        draad = threading.Thread(target=run)
        draad.start()
        try:
            yield gezien
        finally:
            klaar.touch()
            draad.join()


def _start(order: Path, installatie: Installatie) -> subprocess.Popen[str]:
    """Start the child process."""
    return subprocess.Popen(
        [sys.executable, "-m", "bench.kind", str(order)],
        env=installatie.omgeving,
        cwd=HUIS,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def _watch(proces: subprocess.Popen[str]) -> int:
    """Wait for a process, and give the most bytes that it and its descendants held together."""
    hoogste = 0
    while True:
        try:
            proces.wait(PAUZE_S)
        except subprocess.TimeoutExpired:
            hoogste = max(hoogste, sum(map(_read_rss, _list_boom(proces.pid))))
        else:
            return hoogste


def _list_boom(pid: int) -> list[int]:
    """List a process and its descendants."""
    boom = [pid]
    for ouder in boom:
        for kinderen in Path(f"/proc/{ouder}/task").glob("*/children"):
            try:
                boom += map(int, kinderen.read_text().split())
            except OSError:
                continue
    return boom


def _read_rss(pid: int) -> int:
    """Read what a process holds in memory; nothing when it has gone."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * 4096
    except (OSError, IndexError):
        return 0
