"""`make bench`: the bars of issue 2 for speed and memory, each against a floor measured in the same run.

`python -m bench [--omvang 1000000] [--database sqlite|postgresql] [--herhaal 3] [--alleen 1 3]`. Prints the table and
keeps it below `bench/uitkomsten`. The exit code is 1 when a bar was not met. What each floor is stands in README.md.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from rich.console import Console

from .installaties import SOORTEN, open_bouwplaats
from .metingen import (
    Proefopzet,
    make_bestanden,
    measure_eerste,
    measure_klein,
    measure_opnieuw,
    measure_toestand,
    measure_toetsen,
    prepare,
)
from .uitkomst import Regel, print_tabel, store

# 1 and 2 are measured together, and 3, 4 and 6 go on where they ended.
METINGEN: dict[int, Callable[[Proefopzet], Iterator[Regel]]] = {
    1: measure_eerste,
    3: measure_opnieuw,
    4: measure_klein,
    5: measure_toetsen,
    6: measure_toestand,
}
console = Console(width=170)


def main(argumenten: Sequence[str] | None = None) -> int:
    """Measure, print and keep; gives the exit code."""
    keuze = _parse(argumenten)
    begin = time.monotonic()

    def meld(tekst: str) -> None:
        console.print(f"[dim]{time.monotonic() - begin:6.0f} s[/dim]  {tekst}", highlight=False)

    with tempfile.TemporaryDirectory(prefix="vth-bench-", dir=keuze.map) as map_:
        Path(map_).chmod(0o755)
        meld(f"bestanden maken: {keuze.omvang} rijen")
        make_bestanden(Path(map_) / "bestanden", keuze.omvang)
        regels = [r for soort in keuze.database for r in measure(soort, Path(map_), keuze, meld)]
    print_tabel(regels, console)
    instelling = {"omvang": keuze.omvang, "herhaal": keuze.herhaal, "database": keuze.database}
    console.print(f"Bewaard: {store(regels, instelling)}", highlight=False)
    return int(any(r.gehaald is False for r in regels))


def measure(
    soort: str, map_: Path, keuze: argparse.Namespace, meld: Callable[[str], None]
) -> Iterator[Regel]:
    """Do all measurements with one kind of database."""
    with open_bouwplaats(soort, map_ / soort) as plaats:
        opzet = Proefopzet(
            plaats, keuze.omvang, keuze.herhaal, map_ / "bestanden", lambda tekst: meld(f"{soort}: {tekst}")
        )
        prepare(opzet)
        for nummer, meting in METINGEN.items():
            # The checks run in DuckDB alone, whichever database is behind it.
            if nummer in keuze.alleen and not (nummer == 5 and soort != keuze.database[0]):
                yield from meting(opzet)


def _parse(argumenten: Sequence[str] | None) -> argparse.Namespace:
    """Read the command line."""
    lezer = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    lezer.add_argument(
        "--omvang", type=int, default=1_000_000, help="rijen in het bestand van de grote leverancier"
    )
    lezer.add_argument("--database", nargs="+", choices=SOORTEN, default=list(SOORTEN))
    lezer.add_argument("--herhaal", type=int, default=3)
    lezer.add_argument("--alleen", nargs="+", type=int, choices=list(METINGEN), default=list(METINGEN))
    lezer.add_argument("--map", default=None, help="waar tijdelijk plaats is: 20 GB bij een miljoen rijen")
    keuze = lezer.parse_args(argumenten)
    if {3, 4, 6} & set(keuze.alleen) and 1 not in keuze.alleen:
        keuze.alleen.insert(0, 1)
    return keuze


if __name__ == "__main__":
    sys.exit(main())
