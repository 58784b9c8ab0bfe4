"""`python -m bench.interface`: how fast the site and the interface answer in a large register (issue 3, Speed).

`[--omvang 1000000] [--zaken 0] [--database sqlite|postgresql] [--gebruikers 16] [--duur 20] [--map MAP]`. With `--zaken` only
pages of zaken are measured, in so many of them. Prints, per database, page
and viewer, what `gebruikers` users who think for a second see (p50, p95), and what one after another cost against the same
question without the filter; then the list of the interface against a page by hand, and downloads of everything with the
memory they took. What each is stands in README.md.
"""

import argparse
import contextlib
import http.client
import itertools
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from vth.interface.loket import list_serveropties

from .installaties import SOORTEN, Installatie, open_bouwplaats
from .proces import HUIS, run_apart

KIJKERS = ("1", "10", "342", "geen")
PADEN = {
    "lijst (bladzijde)": "/register/?soort=vthobject",
    "lijst (API, 100)": "/api/v1/objecten?aantal=100&soort=vthobject",
    "zoeken": "/api/v1/objecten?q=tankstation",
    "detail": "/api/v1/objecten/{id}",
    "tegel dichtbij": "/kaart/tegels/12/2107/1351",
    "tegel ver": "/kaart/tegels/7/65/42",
}
# Zaak number 49 of `bench.zaken` lies in the first municipality.
ZAAKPADEN = {
    "werklijst": "/zaken/?wie=alles",
    "werklijst, te laat": "/zaken/?wie=alles&termijn=te_laat",
    "zaak": "/zaken/01900000-0000-7000-9000-000000000031",
}
DENKTIJD_S, REEKS = 1.0, 15
# The id of site number 0 of `vulling`.
EERSTE, HAND = "01900000-0000-7000-8000-000000000000", "/bench/hand"
console = Console(width=150)


def fill(omvang: int, zaken: int = 0, site_gebruiker: str = "") -> None:
    """Fill an installation, in its own process; on PostgreSQL make a user for whom the second lock holds."""
    from portaal.cli import migreer

    from .vulling import fill_register
    from .zaken import fill as fill_zaken

    migreer()
    fill_register(omvang)
    if zaken:
        fill_zaken(zaken)
    if site_gebruiker:
        make_sitegebruiker(site_gebruiker)


def make_sitegebruiker(naam: str) -> None:
    """Make a user of PostgreSQL for whom the second lock holds."""
    from django.db import connection

    from vth.tijd.slot import SITE

    with connection.cursor() as cursor:
        cursor.execute(f'CREATE ROLE "{naam}" LOGIN IN ROLE {SITE}')


def make_download(vorm: str, vraag: dict[str, str]) -> dict[str, Any]:
    """Make a download of a list, as the queue does, in its own process; give its lines, seconds and bytes."""
    from vth.register.uitvoer import drop_uitvoer, make_uitvoer, make_verzoek, read_telling

    from .interfacesite import ALLES, Viewer

    viewer = Viewer("bench", ALLES)
    verzoek, begin = make_verzoek(viewer, vraag, vorm), time.perf_counter()
    bestand = make_uitvoer(viewer, verzoek)
    duur, grootte = time.perf_counter() - begin, bestand.stat().st_size
    aantal = read_telling(verzoek).aantal
    drop_uitvoer(verzoek)
    return {"regels": aantal, "seconden": duur, "mb": grootte / 2**20}


@contextmanager
def serve(installatie: Installatie) -> Iterator[int]:
    """Start the site with two processes, as `vth start` does, and give its port."""
    with socket.socket() as deur:
        deur.bind(("127.0.0.1", 0))
        poort = deur.getsockname()[1]
    url = installatie.url.replace("//vth@", "//bench_site@")
    opties = [*list_serveropties("127.0.0.1", poort, werkers=2), "--no-ws", "--log-level", "warning"]
    proces = subprocess.Popen(
        [sys.executable, "-m", "granian", *opties, "bench.interfacesite:application"],
        env=installatie.omgeving
        | {
            "DATABASE_URL": url,
            # Criminal files are for a user of their own.
            "VTH_OPSPORING_URL": installatie.url if installatie.soort == "postgresql" else "",
            "VTH_TWEEDE_FACTOR": "vrij",
            "VTH_API_TEMPO": "1000000/m",
            "VTH_LOGNIVEAU": "ERROR",
        },
        cwd=HUIS,
        start_new_session=True,
    )
    try:
        while ask(poort, "/", "geen", stil=True) < 0:
            if proces.poll() is not None:
                raise SystemExit("De site is niet gestart.")
            time.sleep(0.3)
        yield poort
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(proces.pid, 9)
        proces.wait()


def ask(poort: int, pad: str, kijker: str, *, stil: bool = False) -> float:
    """Ask once, read the whole answer, and give the milliseconds; below zero when nobody answers."""
    begin = time.perf_counter()
    try:
        lijn = http.client.HTTPConnection("127.0.0.1", poort, timeout=120)
        lijn.request("GET", pad, headers={"Authorization": f"Bearer {kijker}"})
        antwoord = lijn.getresponse()
        antwoord.read()
        lijn.close()
    except OSError:
        if stil:
            return -1.0
        raise
    if antwoord.status >= 500 or (antwoord.status >= 300 and kijker != "geen"):
        raise SystemExit(f"{pad} ({kijker}): {antwoord.status}")
    return (time.perf_counter() - begin) * 1000


def measure_druk(poort: int, paden: Sequence[str], kijker: str, gebruikers: int, duur: float) -> list[float]:
    """Let so many users ask, think a second and ask again, each the next of these addresses; give all times."""
    tijden: list[float] = []
    einde = time.monotonic() + duur

    def look(n: int) -> None:
        time.sleep(n / gebruikers * DENKTIJD_S)
        for keer in itertools.takewhile(lambda _: time.monotonic() < einde, itertools.count()):
            tijden.append(ask(poort, paden[(n + keer * gebruikers) % len(paden)], kijker))
            time.sleep(DENKTIJD_S)

    draden = [threading.Thread(target=look, args=(n,)) for n in range(gebruikers)]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join()
    return tijden


def measure_rustig(poort: int, pad: str, kijker: str) -> float:
    """Give the median of some questions one after another."""
    ask(poort, pad, kijker)
    return statistics.median(ask(poort, pad, kijker) for _ in range(REEKS))


def measure(soort: str, map_: Path, keuze: argparse.Namespace) -> None:
    """Measure one database and print its table."""
    with open_bouwplaats(soort, map_ / soort) as plaats:
        installatie = plaats.make("interface")
        run_apart(
            "interface:fill",
            installatie,
            omvang=keuze.omvang,
            zaken=keuze.zaken,
            site_gebruiker="bench_site" if soort == "postgresql" else "",
        )
        tabel = Table(
            "bladzijde",
            "kijker",
            "eerste ms",
            "p50 ms",
            "p95 ms",
            "rustig ms",
            "zonder filter ms",
            "verhouding",
        )
        with serve(installatie) as poort:
            for naam, pad in (ZAAKPADEN if keuze.zaken else PADEN).items():
                # Site number 0 lies in the first municipality, which all viewers but one may see.
                adres = pad.replace("{id}", EERSTE)
                vrij = measure_rustig(poort, adres, "alles")
                for kijker in KIJKERS:
                    eerste = ask(poort, adres, kijker)
                    druk = measure_druk(poort, [adres], kijker, keuze.gebruikers, keuze.duur)
                    rustig = measure_rustig(poort, adres, kijker)
                    p95 = statistics.quantiles(druk, n=20)[18]
                    cijfers = (eerste, statistics.median(druk), p95, rustig, vrij, rustig / vrij)
                    tabel.add_row(naam, kijker, *(f"{c:.1f}" for c in cijfers[:5]), f"{cijfers[5]:.2f}")
            api, hand = (measure_rustig(poort, pad, "10") for pad in (PADEN["lijst (API, 100)"], HAND))
        wat = f"{keuze.omvang} objecten, {keuze.zaken} zaken"
        console.print(f"{soort}, {wat}, {keuze.gebruikers} gebruikers", tabel)
        if not keuze.zaken:
            measure_downloads(installatie)
        console.print(f"Lijst van de API {api:.1f} ms, met de hand {hand:.1f} ms: {api / hand:.2f} (grens 2)")


def measure_downloads(installatie: Installatie) -> None:
    """Print what a download of everything costs in each form, beside one of a single municipality."""
    tabel = Table("download", "regels", "seconden", "MB", "geheugen MB")
    for vorm in ("csv", "parquet", "xlsx"):
        for vraag in ({"gemeente": "GM0001"}, {}):
            uit = run_apart(
                "interface:make_download", installatie, vorm=vorm, vraag={"soort": "vthobject"} | vraag
            )
            maten = f"{uit['regels']} {uit['seconden']:.1f} {uit['mb']:.1f} {uit['geheugen_mb']}"
            tabel.add_row(vorm, *maten.split())
    console.print(tabel)


def main() -> int:
    """Measure and print."""
    lezer = argparse.ArgumentParser(prog="python -m bench.interface", description=__doc__)
    lezer.add_argument("--omvang", type=int, default=int(os.environ.get("OMVANG", 1_000_000)))
    lezer.add_argument("--zaken", type=int, default=0)
    lezer.add_argument("--database", nargs="+", choices=SOORTEN, default=list(SOORTEN))
    lezer.add_argument("--gebruikers", type=int, default=16)
    lezer.add_argument("--duur", type=float, default=20)
    lezer.add_argument("--map", default=None)
    keuze = lezer.parse_args()
    with tempfile.TemporaryDirectory(prefix="vth-interface-", dir=keuze.map) as map_:
        Path(map_).chmod(0o755)
        for soort in keuze.database:
            measure(soort, Path(map_), keuze)
    return 0


if __name__ == "__main__":
    sys.exit(main())
