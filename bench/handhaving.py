"""Handhaving at size: what lapses within 30 days, the work list of a lawyer, the page of one file; and 100,000 files of ten years played again.

`python -m bench.handhaving [--omvang 1000000] [--database sqlite|postgresql] [--vragen 200] [--naspelen 100000]`. `omvang` is the number of lasts, each with one
forfeited amount, of which one in a hundred is still open. Everything is asked in one process, one question after another, without the web around it. A file that
is played again is worked out twice: by the rules, and day by day in a way that was written apart (`vth/handhaving/tests/naspelen.py`).
"""

import argparse
import gc
import sys
import time
from collections.abc import Sequence
from datetime import date
from typing import Any

from .zaken import _time, run, settle

KLEIN_NASPELEN, NASPELEN = 20, 100_000
VANDAAG = date(2026, 11, 26)


def main(argumenten: Sequence[str] | None = None) -> int:
    """Make, measure and print."""
    lezer = argparse.ArgumentParser(prog="python -m bench.handhaving", description=__doc__, add_help=False)
    lezer.add_argument("--naspelen", type=int, default=NASPELEN)
    eigen, rest = lezer.parse_known_args(argumenten)
    meet = lambda omvang, vragen: measure(omvang, vragen, naspelen=eigen.naspelen)  # noqa: E731
    return run(rest, "bench.handhaving", __doc__, meet, omvang=1_000_000, vragen=200)


def measure(omvang: int, vragen: int, *, naspelen: int = KLEIN_NASPELEN) -> dict[str, Any]:
    """Do all measurements in a fresh installation."""
    from .handhavingvulling import fill_maatregelen

    begin = time.perf_counter()
    fill_maatregelen(omvang)
    settle()
    gevuld = round(time.perf_counter() - begin, 1)
    gc.collect()
    gc.freeze()
    return (
        {"vullen_s": gevuld} | measure_lijsten(vragen) | measure_dossier(vragen) | measure_naspelen(naspelen)
    )


def measure_lijsten(vragen: int) -> dict[str, Any]:
    """Ask what lapses within 30 days for 1 and 342 gemeenten, and the work list of one lawyer; beside the bare query of the first."""
    from datetime import timedelta

    from django.db import connection

    from vth.handhaving.models import Maatregel, Verbeurte
    from vth.handhaving.werklijst import Werkfilter, list_werk

    from .handhavingvulling import GEMEENTEN, JURISTEN
    from .toezicht import _make_viewer

    tot, alles = VANDAAG + timedelta(days=30), [f"GM{n:04}" for n in range(1, GEMEENTEN + 1)]

    def kaal(n: int) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT * FROM handhaving_verbeurte WHERE gebied = %s AND staat = 'open' AND laatste_dag <= %s "
                "ORDER BY laatste_dag, id LIMIT 51",
                [alles[n % GEMEENTEN], tot],
            )
            cursor.fetchall()

    def verjaart(n: int, breed: int) -> None:
        list_werk(_make_viewer((alles[n % GEMEENTEN :] + alles)[:breed]), Verbeurte, Werkfilter(tot=tot))

    def mijn(n: int) -> None:
        list_werk(_make_viewer(alles), Maatregel, Werkfilter(jurist=f"jurist {n % JURISTEN}"))

    uit: dict[str, Any] = {
        "rijen": Verbeurte.objects.count(),
        "open": Verbeurte.objects.filter(staat="open").count(),
        "kaal": _time(kaal, vragen),
        "verjaart_1": _time(lambda n: verjaart(n, 1), vragen),
        "verjaart_alle": _time(lambda n: verjaart(n, GEMEENTEN), vragen),
        "jurist": _time(mijn, vragen),
    }
    uit["tegen_kaal_p50"] = round(uit["verjaart_1"]["p50"] / uit["kaal"]["p50"], 2)
    return {"lijsten_ms": uit}


def measure_dossier(vragen: int) -> dict[str, Any]:
    """Put the page of one last and of one forfeited amount together: state, clock and money."""
    from vth.handhaving.maatregelpagina import make_maatregelpagina
    from vth.handhaving.models import Verbeurte
    from vth.handhaving.verbeurtepagina import make_verbeurtepagina

    from .handhavingvulling import GEMEENTEN
    from .toezicht import _make_viewer

    viewer = _make_viewer([f"GM{n:04}" for n in range(1, GEMEENTEN + 1)])
    rijen = list(
        Verbeurte.objects.filter(staat="open").order_by("pk").values_list("pk", "adressaat__last_id")[:1000]
    )
    return {
        "dossier_ms": {
            "maatregel": _time(lambda n: make_maatregelpagina(viewer, rijen[n % len(rijen)][1]), vragen),
            "dwangsom": _time(lambda n: make_verbeurtepagina(viewer, rijen[n % len(rijen)][0]), vragen),
        }
    }


def measure_naspelen(aantal: int) -> dict[str, Any]:
    """Play files again both ways; a difference is a mistake."""
    from vth.handhaving.tests.test_geldrules import replay

    begin = time.perf_counter()
    gespeeld, mis = replay(aantal)
    return {
        "naspelen": {
            "dossiers": gespeeld,
            "verschillen": len(mis),
            "eerste": mis[:3],
            "s": round(time.perf_counter() - begin, 1),
        }
    }


if __name__ == "__main__":
    sys.exit(main())
