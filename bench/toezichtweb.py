"""Toezicht through the site: the page of a site with its whole inspection history, the work lists and what is due, for 16 users at once.

`python -m bench.toezichtweb [--omvang 5000000] [--werk 1000000] [--open 5000] [--database sqlite|postgresql] [--gebruikers 16] [--duur 12] [--map MAP]`. Filled
as `bench.toezicht`, with one thing due at each site; `--map` takes the SQLite installation that `bench.toezicht --map` kept. Users think for a second, and each asks
for another site; `rustig` is one asker at a time. Who looks is said in a header, so that signing in is not measured.
"""

import argparse
import statistics
import sys
import tempfile
import uuid
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from .installaties import SOORTEN, Installatie, open_bouwplaats
from .interface import ask, make_sitegebruiker, measure_druk, serve
from .proces import run_apart
from .toezicht import OPEN, STAP, WERK

KIJKERS, SITES, KEREN = ("1", "10", "342"), 400, 15
console = Console(width=150)


def main() -> int:
    """Measure and print."""
    lezer = argparse.ArgumentParser(prog="python -m bench.toezichtweb", description=__doc__)
    lezer.add_argument("--omvang", type=int, default=5_000_000)
    lezer.add_argument("--werk", type=int, default=WERK)
    lezer.add_argument("--open", type=int, default=OPEN)
    lezer.add_argument("--database", choices=SOORTEN, default="sqlite")
    lezer.add_argument("--gebruikers", type=int, default=16)
    lezer.add_argument("--duur", type=float, default=12)
    lezer.add_argument("--map", type=Path)
    keuze = lezer.parse_args()
    with ExitStack() as stapel:
        if keuze.map is not None:
            installatie = Installatie("sqlite", f"sqlite:///{keuze.map}/bench.sqlite", keuze.map)
            run_apart("toezichtweb:add_vervaldagen", installatie, omvang=keuze.omvang)
        else:
            map_ = Path(stapel.enter_context(tempfile.TemporaryDirectory(prefix="vth-toezichtweb-")))
            map_.chmod(0o755)
            installatie = stapel.enter_context(open_bouwplaats(keuze.database, map_ / "plaats")).make(
                "toezicht"
            )
            run_apart(
                "toezichtweb:fill",
                installatie,
                omvang=keuze.omvang,
                werk=keuze.werk,
                open_=keuze.open,
                site_gebruiker="bench_site" if keuze.database == "postgresql" else "",
            )
        measure(installatie, keuze)
    return 0


def fill(omvang: int, werk: int, open_: int, site_gebruiker: str) -> None:
    """Fill an installation, in its own process; on PostgreSQL make a user for whom the second lock holds."""
    from portaal.cli import migreer

    from .toezicht import fill as fill_toezicht
    from .toezichtvulling import count_locaties, fill_vervaldagen
    from .zaken import settle

    migreer()
    fill_toezicht(omvang, werk, open_)
    fill_vervaldagen(count_locaties(omvang))
    settle()
    if site_gebruiker:
        make_sitegebruiker(site_gebruiker)


def add_vervaldagen(omvang: int) -> None:
    """Add what is due to an installation that was filled without it, and all its other databases."""
    from portaal.cli import migreer
    from vth.toezicht.models import Vervaldag

    from .toezichtvulling import count_locaties, fill_vervaldagen
    from .zaken import settle

    migreer()
    if not Vervaldag.objects.exists():
        fill_vervaldagen(count_locaties(omvang))
        settle()


def list_paden(omvang: int) -> dict[str, list[str]]:
    """Give the addresses by name; the sites all lie in the first gemeente, which every viewer sees, and far apart."""
    from .toezichtvulling import GEMEENTEN, count_locaties, make_id

    per = max(count_locaties(omvang) // GEMEENTEN, 1)
    nummers = [n * STAP % per * GEMEENTEN for n in range(min(SITES, per))]
    return {
        "bladzij van een locatie": [f"/objecten/{uuid.UUID(make_id('site', n))}" for n in nummers],
        "werklijst van een toezichthouder": [
            f"/toezicht/?wie=alles&inspecteur=gebruiker+{n}" for n in range(50)
        ],
        "werklijst, alles": ["/toezicht/?wie=alles"],
        "wat er moet": ["/toezicht/termijnen"],
    }


def measure(installatie: Installatie, keuze: argparse.Namespace) -> None:
    """Ask every page for every viewer, and print."""
    tabel = Table("bladzijde", "gemeenten", "eerste ms", "p50 ms", "p95 ms", "rustig ms", "gevraagd")
    alle = run_apart("toezichtweb:list_paden", installatie, omvang=keuze.omvang)
    alle.pop("geheugen_mb")
    with serve(installatie) as poort:
        for naam, paden in alle.items():
            for kijker in KIJKERS:
                cijfers = _measure_pad(poort, paden, kijker, keuze)
                tabel.add_row(naam, kijker, *(f"{c:.1f}" for c in cijfers[:4]), str(cijfers[4]))
    console.print(f"{installatie.soort}, {keuze.omvang} bezoeken, {keuze.gebruikers} gebruikers", tabel)


def _measure_pad(poort: int, paden: list[str], kijker: str, keuze: argparse.Namespace) -> tuple[Any, ...]:
    """Give the first time, median and 95th percentile of many users, the median of one, and how often was asked."""
    eerste = ask(poort, paden[0], kijker)
    druk = measure_druk(poort, paden, kijker, keuze.gebruikers, keuze.duur)
    rustig = statistics.median(ask(poort, paden[n % len(paden)], kijker) for n in range(KEREN))
    return eerste, statistics.median(druk), statistics.quantiles(druk, n=20)[18], rustig, len(druk)


if __name__ == "__main__":
    sys.exit(main())
