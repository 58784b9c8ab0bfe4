"""All indicators of all services from a dagstand: how long the whole catalogue takes, beside the bare sums of the same records; and freezing it in the queue.

`python -m bench.indicatoren [--omvang 5000000] [--database sqlite|postgresql] [--vragen 3]`. `omvang` is the number of visits, with 2.4 findings each, a violation to every five, a measure to every twenty, and a site to every ten;
28 suppliers, and of one in fifty visits two suppliers tell. The dagstand is written as Parquet with the columns that the indicators read. The floor sums tellers and noemers
per supplier in the same run, without keeping the records and without counting a real thing once. Freezing is timed in three parts: asking (what a page waits for), the work
of the queue in the process of the bench, and computing one frozen figure again, which must be the same number.
"""

import json
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb

from .zaken import run

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
    """Measure in a fresh installation, and print."""
    return run(argumenten, "bench.indicatoren", __doc__, measure, omvang=5_000_000, vragen=3)


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
        vastleggen = measure_vastleggen(Path(map_))
    midden, vloer = sorted(alles)[len(alles) // 2], sorted(vloeren)[len(vloeren) // 2]
    return {
        "bezoeken": omvang,
        "indicatoren": len(list_indicatoren()),
        "lat_s": 10,
        "alles_s": round(midden, 2),
        "per_indicator_s": per_stuk,
        "vloer_s": round(vloer, 2),
        "verhouding": round(midden / vloer, 2),
        "vastleggen": vastleggen,
    }


def measure_vastleggen(bron: Path) -> dict[str, Any]:
    """Freeze the whole catalogue over a year as the queue does, from a dagstand where the installation keeps them; asked again it is there already."""
    from django.conf import settings

    from vth.monitoring.indicatoren.catalogus import list_indicatoren
    from vth.monitoring.indicatoren.services import check_stand
    from vth.monitoring.models import Indicatorstand, Indicatorwaarde
    from vth.organisaties.tests.builders import BASIS, load_map

    load_map(bron / "land", BASIS)
    dag = TOT + timedelta(days=31)
    map_ = Path(settings.DAGSTAND_DIR) / dag.isoformat()
    map_.mkdir(parents=True, exist_ok=True)
    for bestand in bron.glob("*.parquet"):
        bestand.rename(map_ / bestand.name)
    manifest = {"dag": dag.isoformat(), "logboek_tot": 1, "bestanden": {}}
    (map_ / "manifest.json").write_text(json.dumps(manifest))
    uit = {"eerste": _freeze(), "opnieuw": _freeze()}
    vast = Indicatorstand.objects.count()
    if vast != len(list_indicatoren()):
        raise SystemExit(f"Er liggen {vast} cijfers vast; dat moeten er {len(list_indicatoren())} zijn.")
    begin = time.perf_counter()
    gelijk, wat = check_stand(Indicatorstand.objects.order_by("pk")[0])
    if not gelijk:
        raise SystemExit(f"Een vastgelegd cijfer komt niet terug: {wat}")
    uit["naberekend_s"] = round(time.perf_counter() - begin, 2)
    return uit | {"cijfers": vast, "waarden": Indicatorwaarde.objects.count()}


def _freeze() -> dict[str, float]:
    """Ask to freeze everything, and do the work; both in seconds."""
    from vth.monitoring.indicatoren.catalogus import list_indicatoren
    from vth.monitoring.indicatoren.wachtrij import request_vastlegging, run_vastlegging
    from vth.organisaties.selectors import make_viewer
    from vth.tijd import klok
    from vth.toegang.models import Gebruiker, Lidmaatschap

    wie, _ = Gebruiker.objects.get_or_create(username="bench-toetser")
    Lidmaatschap.objects.get_or_create(
        gebruiker=wie, organisatie="LAB", rol="toetser", defaults={"begin": VAN, "eind": date(9999, 12, 31)}
    )
    viewer, begin = make_viewer(wie, klok.today()), time.perf_counter()
    rij = request_vastlegging(viewer=viewer, codes=list_indicatoren(), van=VAN, tot=TOT)
    gevraagd = time.perf_counter()
    run_vastlegging.func(str(rij.pk))
    klaar = time.perf_counter()
    rij.refresh_from_db()
    if rij.stand != "klaar":
        raise SystemExit(f"Het vastleggen mislukte: {rij.melding}")
    return {"vragen_s": round(gevraagd - begin, 3), "wachtrij_s": round(klaar - gevraagd, 2)}


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
