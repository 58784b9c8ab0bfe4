"""One large permit, consolidated and compared; each beside the bare query for the same rows.

`python -m bench.vergunningen [--omvang 3000] [--database sqlite|postgresql] [--vragen 50]`. The permit has `omvang` voorschriften in a
tree of three levels and 80 decisions over forty years: the first makes all, each later one changes, ends or adds some. Everything is
asked in one process, one question after another, without the web around it.
"""

import gc
import sys
import time
import uuid
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from random import Random
from statistics import median, quantiles
from typing import Any

from .zaken import run

BESLUITEN, PER_BESLUIT = 80, 60
BEGIN = date(1985, 1, 1)
TEKST = (
    "De concentratie van de stof in de afgezogen lucht bedraagt bij het emissiepunt niet meer dan de waarde in de tabel. "
    * 3
)


def main(argumenten: Sequence[str] | None = None) -> int:
    """Make, measure and print."""
    return run(argumenten, "bench.vergunningen", __doc__, measure, omvang=3_000, vragen=50)


def measure(omvang: int, vragen: int) -> dict[str, Any]:
    """Do all measurements in a fresh installation."""
    from vth.tijd.rules import Peilmoment
    from vth.vergunningen.consolidatie import find_verschil, read_stand

    vergunning_id, mutaties = fill(omvang)
    # As the site does at its start (`config.wsgi`).
    gc.collect()
    gc.freeze()
    toeval, op = Random(1), datetime.now(UTC) + timedelta(hours=1)
    dagen = [BEGIN + timedelta(days=180 * toeval.randrange(1, BESLUITEN) + 1) for _ in range(vragen)]
    momenten = [Peilmoment(dag, op) for dag in dagen]
    paren = list(zip(momenten, [*momenten[1:], momenten[0]], strict=True))
    standen = {m.geldig_op: [r.mutatie_id for r in read_stand(vergunning_id, m)] for m in momenten}
    uit: dict[str, Any] = {"mutaties": mutaties, "geldend": len(standen[dagen[0]])}
    geheel = _time([lambda m=m: read_stand(vergunning_id, m) for m in momenten])
    kaal = _time([lambda m=m: _read_kaal(vergunning_id, standen[m.geldig_op]) for m in momenten])
    anders = _time([lambda a=a, b=b: find_verschil(vergunning_id, a, b) for a, b in paren])
    uit |= {f"stand_{k}_ms": v for k, v in geheel.items()} | {f"kaal_{k}_ms": v for k, v in kaal.items()}
    uit |= {f"verschil_{k}_ms": v for k, v in anders.items()}
    uit["stand_tegen_kaal"] = round(geheel["mediaan"] / kaal["mediaan"], 2)
    return uit


def fill(omvang: int) -> tuple[uuid.UUID, int]:
    """Write the permit with its decisions, straight into the tables; gives its id and how many mutations it has."""
    from vth.tijd.models import Herkomst
    from vth.vergunningen.models import Mutatie, Mutatiewerking, Toestemming, Vergunning, Voorschrift
    from vth.vergunningen.rules import derive_rang

    nu, toeval = datetime.now(UTC), Random(2)
    v = Vergunning.objects.create(
        soort="vergunning",
        leverancier="OD-BENCH",
        gebied="GM9901",
        vertrouwelijkheid="openbaar",
        kenmerk="B-1",
        titel="Groot",
        bevoegd_gezag="GM9901",
        geregistreerd_op=nu,
        geregistreerd_door="bench",
    )
    herkomst = Herkomst.objects.create(leverancier="OD-BENCH", soort=Herkomst.Soort.HANDELING, moment=nu)
    voorschriften = Voorschrift.objects.bulk_create(Voorschrift(vergunning=v) for _ in range(omvang))
    dagen = [BEGIN + timedelta(days=180 * n) for n in range(BESLUITEN)]
    besluiten = Toestemming.objects.bulk_create(
        Toestemming(
            vergunning=v,
            toestemmingsoort="vergunning",
            toestemmingtype="wijziging" if n else "verlening",
            kenmerk=f"B-1/{n}",
            onderwerp="Bench",
            grondslag="bench",
            besluitdatum=dag,
            ingangsdatum=dag,
            staat="vastgesteld",
        )
        for n, dag in enumerate(dagen)
    )
    mutaties, dag_van = [], []
    for n, besluit in enumerate(besluiten):
        gekozen = range(omvang) if n == 0 else sorted(toeval.sample(range(omvang), min(PER_BESLUIT, omvang)))
        for k, i in enumerate(gekozen):
            soort = "van_kracht" if n == 0 else "vervallen" if i % 10 == 9 and n % 20 == 0 else "gewijzigd"
            ouder = voorschriften[i // 30 * 30] if i % 30 else None
            mutaties.append(
                Mutatie(
                    toestemming=besluit,
                    voorschrift=voorschriften[i],
                    volgnummer=k,
                    soort=soort,
                    ouder=ouder,
                    plaats=i % 30,
                    nummer=f"{i // 30 + 1}.{i % 30}",
                    titel=f"Voorschrift {i}",
                    tekst=f"{TEKST}{n}",
                )
            )
            dag_van.append(dagen[n])
    Mutatie.objects.bulk_create(mutaties, batch_size=2000)
    Mutatiewerking.objects.bulk_create(
        (
            Mutatiewerking(
                mutatie=m,
                vergunning=v,
                voorschrift_id=m.voorschrift_id,
                soort=m.soort,
                rang=derive_rang(dag, dag, 0, m.volgnummer),
                begin_geldigheid=dag,
                tijdstip_registratie=nu,
                herkomst=herkomst,
            )
            for m, dag in zip(mutaties, dag_van, strict=True)
        ),
        batch_size=2000,
    )
    return v.pk, len(mutaties)


def _read_kaal(vergunning_id: uuid.UUID, mutatie_ids: Sequence[int]) -> list[Any]:
    """Read the same rows by their ids, in no order and of nothing made: what the database needs at least."""
    from django.db import connection

    van = "json_each(%s)" if connection.vendor == "sqlite" else "json_array_elements_text(%s)"
    id_ = "SELECT value" if connection.vendor == "sqlite" else "SELECT value::bigint"
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, toestemming_id, voorschrift_id, soort, ouder_id, plaats, nummer, titel, tekst, voorschrifttype, openbaar, "
            f"gegevens FROM vergunningen_mutatie WHERE id IN ({id_} FROM {van})",
            [str(list(mutatie_ids))],
        )
        return cursor.fetchall()


def _time(vragen: Sequence[Callable[[], object]]) -> dict[str, float]:
    """Ask each once to warm up and once to time; give the median and the 95th percentile in milliseconds."""
    vragen[0]()
    tijden = []
    for vraag in vragen:
        begin = time.perf_counter()
        vraag()
        tijden.append((time.perf_counter() - begin) * 1000)
    return {"mediaan": round(median(tijden), 1), "p95": round(quantiles(tijden, n=20)[-1], 1)}


if __name__ == "__main__":
    sys.exit(main())
