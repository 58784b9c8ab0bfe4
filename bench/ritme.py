"""What is due at all sites at once, and a page of the list of it.

`python -m bench.ritme [--omvang 500000] [--database sqlite|postgresql] [--vragen 50]`. A site has ten visits; one in 25 is an ippc
installation, half have a frequency of their own. The whole list is made in DuckDB, beside one pass over the visits. Then there
is one thing due per site in the database; a page is asked by somebody who sees all, ten gemeenten, and one, beside the bare rows by
their ids. Everything is asked in one process, without the web around it.
"""

import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from .zaken import run

GEMEENTEN, BEZOEKEN, PER_KEER = 342, 10, 5000
DAG, OP = date(2024, 1, 1), date(2026, 11, 26)
OBJECTEN = """INSERT INTO ritmeobject SELECT i::VARCHAR, DATE '2024-01-01', i % 25 = 0, ['', 'groot', 'beperkt'][1 + i % 3],
CASE WHEN i % 1000 = 0 THEN 'hogedrempel' WHEN i % 500 = 1 THEN 'lagedrempel' ELSE '' END, 0, CASE WHEN i % 2 = 0 THEN 24 ELSE 0 END
FROM range($aantal) r(i)"""
BEZOEK = """INSERT INTO ritmebezoek SELECT (i % $aantal)::VARCHAR, i::VARCHAR, DATE '2020-01-01' + (i * 7919 % 2500)::INTEGER, i % 3 > 0,
i % 50 = 0, DATE '2020-01-01', DATE '2020-01-01' FROM range($aantal * $keer) r(i)"""
VLOER = "SELECT count(*), count(DISTINCT object), max(dag) FROM ritmebezoek"


def main(argumenten: Sequence[str] | None = None) -> int:
    """Make, measure and print."""
    return run(argumenten, "bench.ritme", __doc__, measure, omvang=500_000, vragen=50)


def measure(omvang: int, vragen: int) -> dict[str, Any]:
    """Do all measurements in a fresh installation."""
    uit = _measure_geheel(omvang)
    for begin in range(0, omvang, PER_KEER):
        fill(begin, min(PER_KEER, omvang - begin))
    for naam, aantal in (("landelijk", 0), ("tien", 10), ("een", 1)):
        uit |= _measure_lijst(naam, aantal, vragen)
    return uit


def _measure_geheel(omvang: int) -> dict[str, Any]:
    """Work out what is due at all sites, in processor seconds, beside one pass over the visits."""
    from vth.analyse.motor import open_duckdb
    from vth.toezicht.ritme.regelset import read_ritmeregels
    from vth.toezicht.ritme.vervallijst import make_feitentabellen, make_vervallijst

    with tempfile.TemporaryDirectory() as map_, open_duckdb(Path(map_)) as con:
        make_feitentabellen(con)
        con.execute(OBJECTEN, {"aantal": omvang})
        con.execute(BEZOEK, {"aantal": omvang, "keer": BEZOEKEN})
        begin = time.process_time()
        con.execute(VLOER).fetchall()
        vloer = time.process_time() - begin
        begin = time.process_time()
        make_vervallijst(con, read_ritmeregels(OP), op=OP)
        geheel = time.process_time() - begin
        rij = con.execute("SELECT count(*) FROM vervallijst").fetchone()
    return {
        "bezoeken": omvang * BEZOEKEN,
        "vervaldagen": rij[0] if rij else 0,
        "alles_cpu_s": round(geheel, 2),
        "alles_tegen_vloer": round(geheel / max(vloer, 0.001), 1),
    }


def _measure_lijst(naam: str, gemeenten: int, vragen: int) -> dict[str, Any]:
    """Ask pages of the list one after another with their explanation, and the bare rows of each."""
    from vth.toegang.rules import ALLE_SOORTEN, Viewer, Zicht
    from vth.toezicht.models import Vervaldag
    from vth.toezicht.ritme.vervallezen import Plek, Vervalfilter, explain_vervaldagen, list_vervaldagen

    gebieden = frozenset(f"GM{1000 + n}" for n in range(gemeenten))
    zicht = Zicht(
        landelijk=not gemeenten, gebieden=gebieden, niveaus=frozenset({"openbaar"}), soorten=ALLE_SOORTEN
    )
    viewer, na, tijden, kaal = Viewer("bench", zicht), None, [], []
    for _ in range(vragen):
        begin = time.perf_counter()
        rijen = list_vervaldagen(viewer, Vervalfilter(), na=na)
        explain_vervaldagen(viewer, rijen[:50])
        tijden.append(1000 * (time.perf_counter() - begin))
        begin = time.perf_counter()
        list(Vervaldag.objects.filter(pk__in=[r.pk for r in rijen]).values_list())
        kaal.append(1000 * (time.perf_counter() - begin))
        na = Plek(rijen[-1].uiterlijk, rijen[-1].pk) if len(rijen) > 50 else None
    return {
        f"lijst_{naam}_ms": round(median(tijden), 1),
        f"lijst_{naam}_p95_ms": round(quantiles(tijden, n=20)[-1], 1),
        f"lijst_{naam}_tegen_kaal": round(median(tijden) / median(kaal), 1),
    }


def fill(begin: int, aantal: int) -> None:
    """Write some sites with one thing due at each, straight into the tables."""
    from vth.register.models import Bronobject
    from vth.tijd.models import Herkomst
    from vth.toezicht.models import Vervaldag

    nu = datetime.now(UTC) - timedelta(hours=1)
    herkomst = Herkomst.objects.create(leverancier="OD-BENCH", soort=Herkomst.Soort.HANDELING, moment=nu)
    objecten = Bronobject.objects.bulk_create(
        Bronobject(
            soort="vthobject",
            leverancier=f"OD-{n % 28}",
            sleutel=f"B-{n}",
            reeks="bench",
            gebied=f"GM{1000 + n % GEMEENTEN}",
            vertrouwelijkheid="openbaar",
            herkomst=herkomst,
        )
        for n in range(begin, begin + aantal)
    )
    Vervaldag.objects.bulk_create(
        Vervaldag(
            soort="vthobject",
            leverancier=b.leverancier,
            gebied=b.gebied,
            vertrouwelijkheid=b.vertrouwelijkheid,
            bronobject=b,
            vervalsoort="routine_ippc",
            regel="ippc_groot",
            vanaf=DAG,
            uiterlijk=DAG + timedelta(days=(begin + n) * 7919 % 1500),
        )
        for n, b in enumerate(objecten)
    )


if __name__ == "__main__":
    raise SystemExit(main())
