"""All indicators of all services from a dagstand: how long the whole catalogue takes, beside the bare sums of the same records.

`python -m bench.indicatoren [--omvang 5000000] [--map MAP]`. `omvang` is the number of visits, with 2.4 findings each, a violation to every five, a measure to every twenty, and a site to every ten;
28 suppliers, and of one in fifty visits two suppliers tell. The dagstand is written as Parquet with the columns that the indicators read. The floor sums tellers and noemers
per supplier in the same run, without keeping the records and without counting a real thing once.
"""

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

VAN, TOT = date(2025, 1, 1), date(2026, 1, 1)
TIJDEN = "DATE '2024-01-01' AS begin_geldigheid, DATE '9999-12-31' AS eind_geldigheid, TIMESTAMP '2024-01-02' AS tijdstip_registratie, TIMESTAMP '9999-12-31' AS eind_registratie"
DAG = "DATE '2024-01-01' + (hash({}) % 1000)::INTEGER"
# Per table how many rows there are of it to a thousand visits, and its columns; `i` is the number of the row.
TABELLEN = {
    "register_controlevoorkomen": (
        1000,
        f"{TIJDEN}, 'c' || i AS bronobject_id, {DAG.format('i')} AS controledatum, if(i % 9 = 0, 'niemand_aanwezig', 'uitgevoerd') AS uitkomst",
    ),
    "register_bevindingvoorkomen": (
        2400,
        f"{TIJDEN}, 'b' || i AS bronobject_id, ['nageleefd', 'nageleefd', 'overtreden', 'nader_onderzoek'][1 + (hash(i) % 4)::INTEGER] AS resultaat",
    ),
    "register_overtredingvoorkomen": (
        200,
        f"{TIJDEN}, 'o' || i AS bronobject_id, {DAG.format('i + 1')} AS overtredingsdatum, if(i % 3 = 0, NULL, {DAG.format('i + 1')} + 40) AS hersteldatum, (i % 7 > 0)::INTEGER AS indicatie_handhaving",
    ),
    "register_handhavingsmaatregelvoorkomen": (
        50,
        f"{TIJDEN}, 'm' || i AS bronobject_id, {DAG.format('i + 2')} AS opgelegd_op, (i % 5) * 500.0 AS verbeurd, if(i % 11 = 0, NULL, (i % 3) * 200.0) AS geind",
    ),
    "register_vthobjectvoorkomen": (
        100,
        f"{TIJDEN}, 'v' || i AS bronobject_id, (i % 20 = 0)::INTEGER AS ippc",
    ),
    "register_activiteituitvoeringvoorkomen": (
        100,
        f"{TIJDEN}, 'a' || i AS bronobject_id, if(i % 50 = 0, '', 'GM0001') AS bevoegd_gezag",
    ),
    "register_toewijzing": (
        20,
        f"{TIJDEN}, 'c' || (i * 50 + i % 2) AS bronobject_id, 'e' || (i // 2) AS identiteit",
    ),
    "zaken_zaak": (50, "'z' || i AS id, 'OD-' || (i % 28) AS leverancier"),
    "zaken_zaaktermijn": (
        50,
        f"'z' || i AS zaak_id, 'beslistermijn' AS code, NULL::DATE AS vervallen_op, {DAG.format('i + 3')} AS laatste_dag, if(i % 8 = 0, NULL, {DAG.format('i + 3')} - 5 + (i % 9)::INTEGER) AS voldaan_op",
    ),
}
SOORTEN = {"c": 1000, "b": 2400, "o": 200, "m": 50, "v": 100, "a": 100}


def main(argumenten: Sequence[str] | None = None) -> int:
    """Measure and print."""
    lezer = argparse.ArgumentParser(prog="python -m bench.indicatoren", description=__doc__)
    lezer.add_argument("--omvang", type=int, default=5_000_000)
    keuze = lezer.parse_args(argumenten)
    import django

    django.setup()
    print(json.dumps(measure(keuze.omvang), indent=2))
    return 0


def measure(omvang: int, vragen: int = 3) -> dict[str, Any]:
    """Compute the whole catalogue a few times, and give the middle time beside that of the floor."""
    from vth.monitoring.indicatoren.catalogus import list_indicatoren
    from vth.monitoring.indicatoren.rekenen import compute, open_dagstand

    with tempfile.TemporaryDirectory(prefix="vth-bench-") as map_:
        fill(Path(map_), omvang)
        alles, vloeren, per_stuk = [], [], {}
        for _ in range(vragen):
            begin = time.perf_counter()
            with open_dagstand(Path(map_), TOT, VAN, TOT) as con:
                for indicator in list_indicatoren().values():
                    los = time.perf_counter()
                    uitkomst = compute(con, indicator.sql)
                    per_stuk[indicator.code] = round(time.perf_counter() - los, 3)
                    if not uitkomst.diensten or not uitkomst.landelijk.bruikbaar:
                        raise SystemExit(f"{indicator.code} telt niets: de maat deugt niet.")
            alles.append(time.perf_counter() - begin)
            vloeren.append(_measure_vloer(Path(map_)))
    midden, vloer = sorted(alles)[len(alles) // 2], sorted(vloeren)[len(vloeren) // 2]
    return {
        "bezoeken": omvang,
        "indicatoren": len(list_indicatoren()),
        "lat_s": 10,
        "alles_s": round(midden, 2),
        "per_indicator_s": per_stuk,
        "vloer_s": round(vloer, 2),
        "verhouding": round(midden / vloer, 2),
    }


def _measure_vloer(map_: Path) -> float:
    """Time the bare sums per supplier."""
    from vth.monitoring.indicatoren.catalogus import list_indicatoren
    from vth.monitoring.indicatoren.rekenen import open_dagstand

    begin = time.perf_counter()
    with open_dagstand(map_, TOT, VAN, TOT) as con:
        for indicator in list_indicatoren().values():
            con.execute(
                f"SELECT dienst, count(*), sum(teller), sum(noemer) FROM ({indicator.sql}) GROUP BY dienst"
            ).fetchall()
    return time.perf_counter() - begin


def fill(map_: Path, omvang: int) -> None:
    """Write the dagstand."""
    with duckdb.connect() as con:
        for tabel, (duizendste, kolommen) in TABELLEN.items():
            rijen = max(omvang * duizendste // 1000, 28)
            con.execute(
                f"COPY (SELECT {kolommen} FROM range({rijen}) t(i)) TO '{map_ / tabel}.parquet' (FORMAT parquet, COMPRESSION zstd)"
            )
        bronnen = " UNION ALL ".join(
            f"SELECT '{letter}' || i AS id, 'OD-' || (i % 28) AS leverancier FROM range({max(omvang * n // 1000, 28)}) t(i)"
            for letter, n in SOORTEN.items()
        )
        relaties = (
            f"SELECT {TIJDEN}, 'b' || i AS van_id, 'c' || (i * 5 // 12) AS naar_id, 'uitkomst_van' AS soort FROM range({omvang * 12 // 5}) t(i) UNION ALL "
            f"SELECT {TIJDEN}, 'c' || i AS van_id, 'v' || (hash(i) % {max(omvang // 10, 28)}) AS naar_id, 'controle_van' AS soort FROM range({omvang}) t(i)"
        )
        for tabel, sql in (("register_bronobject", bronnen), ("register_relatie", relaties)):
            con.execute(f"COPY ({sql}) TO '{map_ / tabel}.parquet' (FORMAT parquet, COMPRESSION zstd)")


if __name__ == "__main__":
    sys.exit(main())
