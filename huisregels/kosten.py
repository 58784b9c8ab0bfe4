"""What the tests cost: at the end of a run, processor time per room and of the files that took most.

Processor time and not the clock, for both databases are at work at the same time on the same cores. A child process counts
with the test that waited for it; a server that outlives its test counts with the one in which it ended.
"""

import resource
from collections import defaultdict
from collections.abc import Generator
from typing import Any

import pytest

EIGENSCHAP, MEESTE = "processor_s", 25
BEGIN = pytest.StashKey[float]()
_totalen: defaultdict[str, float] = defaultdict(float)


def _read_processor() -> float:
    """Give the seconds of processor time that this process and the children it waited for have used."""
    delen = (resource.getrusage(wie) for wie in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(deel.ru_utime + deel.ru_stime for deel in delen)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup(item: pytest.Item) -> Generator[None]:
    """Note where the clock of the processor stood before anything was made for this test."""
    item.stash[BEGIN] = _read_processor()
    return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Give each report what its phase cost; a worker sends that along."""
    rapport = yield
    nu = _read_processor()
    rapport.user_properties.append((EIGENSCHAP, nu - item.stash.get(BEGIN, nu)))
    item.stash[BEGIN] = nu
    return rapport


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Add up per file, where all reports come together."""
    for naam, waarde in report.user_properties:
        if naam == EIGENSCHAP:
            _totalen[report.nodeid.partition("::")[0]] += float(str(waarde))


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Tell the whole, the rooms and the costliest files."""
    kamers: defaultdict[str, float] = defaultdict(float)
    for bestand, seconden in _totalen.items():
        kamers["/".join(bestand.split("/")[: 2 if bestand.startswith("vth/") else 1])] += seconden
    terminalreporter.section(f"processortijd: {sum(_totalen.values()):.0f} s")
    for tellingen, hoeveel in ((kamers, len(kamers)), (_totalen, MEESTE)):
        for naam, seconden in sorted(tellingen.items(), key=lambda t: -t[1])[:hoeveel]:
            terminalreporter.write_line(f"{seconden:7.1f} s  {naam}")
