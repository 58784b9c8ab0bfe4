"""Which permits are out of date: the first night, a night in which some changed, one in which nothing did, and the work list.

`python -m bench.verouderd [--omvang 20000] [--database sqlite|postgresql] [--vragen 50]`. Each permit has 12 voorschriften; half of
them give a sign. They lie in 342 gemeenten. A page of the list is asked by somebody who sees all, ten, and one; beside it the bare
query for the same rows by their ids. Everything is asked in one process, without the web around it.
"""

import time
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from statistics import median, quantiles
from typing import Any

from .zaken import run

VOORSCHRIFTEN, GEMEENTEN, GEWIJZIGD, PER_KEER = 12, 342, 100, 2000
DAG, OP = date(2018, 1, 1), date(2026, 11, 26)
OUD = "Artikel 2.17 van het Activiteitenbesluit geldt voor het geluid van deze installatie."
GOED = "De concentratie benzeen bij het emissiepunt is niet hoger dan de waarde in de tabel."
GEWOON = "De vergunninghouder houdt een logboek bij van metingen, keuringen en storingen. " * 4


def main(argumenten: Sequence[str] | None = None) -> int:
    """Make, measure and print."""
    return run(argumenten, "bench.verouderd", __doc__, measure, omvang=20_000, vragen=50)


def measure(omvang: int, vragen: int) -> dict[str, Any]:
    """Do all measurements in a fresh installation."""
    from vth.toegang.claim import claim_alles
    from vth.vergunningen.models import Vergunning
    from vth.vergunningen.verouderingnacht import update_veroudering

    for begin in range(0, omvang, PER_KEER):
        fill(begin, min(PER_KEER, omvang - begin))
    uit: dict[str, Any] = {}
    with claim_alles():
        uit["eerste_nacht_s"], uit["bekeken"] = _time(lambda: update_veroudering(None, OP))
        uit["per_seconde"] = round(uit["bekeken"] / uit["eerste_nacht_s"])
        ids = list(Vergunning.objects.order_by("pk").values_list("pk", flat=True)[:GEWIJZIGD])
        Vergunning.objects.filter(pk__in=ids).update(versie=2)
        uit["honderd_gewijzigd_s"], uit["honderd"] = _time(lambda: update_veroudering(OP, OP))
        uit["niets_gewijzigd_s"], uit["niets"] = _time(lambda: update_veroudering(OP, OP))
    for naam, aantal in (("landelijk", 0), ("tien", 10), ("een", 1)):
        uit |= _measure_lijst(naam, aantal, vragen)
    return uit


def _measure_lijst(naam: str, gemeenten: int, vragen: int) -> dict[str, Any]:
    """Ask pages of the list one after another, and the bare rows of each."""
    from vth.toegang.rules import ALLE_SOORTEN, Viewer, Zicht
    from vth.vergunningen.models import Vergunning
    from vth.vergunningen.verouderinglijst import Plek, Vlagfilter, list_verouderd

    gebieden = frozenset(f"GM{1000 + n}" for n in range(gemeenten))
    zicht = Zicht(
        landelijk=not gemeenten, gebieden=gebieden, niveaus=frozenset({"openbaar"}), soorten=ALLE_SOORTEN
    )
    viewer, na, tijden, kaal = Viewer("bench", zicht), None, [], []
    for _ in range(vragen):
        begin = time.perf_counter()
        rijen = list_verouderd(viewer, Vlagfilter(), na=na)
        tijden.append(1000 * (time.perf_counter() - begin))
        ids = [r.vergunning.pk for r in rijen]
        begin = time.perf_counter()
        list(Vergunning.objects.filter(pk__in=ids).values_list())
        kaal.append(1000 * (time.perf_counter() - begin))
        na = Plek(rijen[-1].gewicht, rijen[-1].vergunning.pk) if len(rijen) > 50 else None
    return {
        f"lijst_{naam}_ms": round(median(tijden), 1),
        f"lijst_{naam}_p95_ms": round(quantiles(tijden, n=20)[-1], 1),
        f"lijst_{naam}_tegen_kaal": round(median(tijden) / median(kaal), 1),
    }


def _time(doe: Callable[[], int]) -> tuple[float, int]:
    """Do it once; give the seconds and what it gave."""
    begin = time.perf_counter()
    uit = doe()
    return round(time.perf_counter() - begin, 2), uit


def fill(begin: int, aantal: int) -> None:
    """Write some permits of one decision, straight into the tables."""
    from vth.tijd.models import Herkomst
    from vth.vergunningen.models import Mutatie, Mutatiewerking, Toestemming, Vergunning, Voorschrift
    from vth.vergunningen.rules import derive_rang

    nu = datetime.now(UTC) - timedelta(hours=1)
    herkomst = Herkomst.objects.create(leverancier="OD-BENCH", soort=Herkomst.Soort.HANDELING, moment=nu)
    vergunningen = Vergunning.objects.bulk_create(_make_vergunning(begin + n, nu) for n in range(aantal))
    besluiten = Toestemming.objects.bulk_create(_make_toestemming(v) for v in vergunningen)
    voorschriften = Voorschrift.objects.bulk_create(
        Voorschrift(vergunning=v) for v in vergunningen for _ in range(VOORSCHRIFTEN)
    )
    mutaties = Mutatie.objects.bulk_create(
        Mutatie(
            toestemming=besluiten[i // VOORSCHRIFTEN],
            voorschrift=voorschrift,
            volgnummer=i % VOORSCHRIFTEN,
            soort="van_kracht",
            nummer=f"1.{i % VOORSCHRIFTEN}",
            titel=f"Voorschrift {i % VOORSCHRIFTEN}",
            tekst=_write_tekst(begin + i // VOORSCHRIFTEN, i % VOORSCHRIFTEN),
        )
        for i, voorschrift in enumerate(voorschriften)
    )
    Mutatiewerking.objects.bulk_create(
        Mutatiewerking(
            mutatie=m,
            vergunning=voorschrift.vergunning,
            voorschrift=voorschrift,
            soort=m.soort,
            rang=derive_rang(DAG, DAG, 0, m.volgnummer),
            begin_geldigheid=DAG,
            tijdstip_registratie=nu,
            herkomst=herkomst,
        )
        for m, voorschrift in zip(mutaties, voorschriften, strict=True)
    )


def _make_vergunning(nummer: int, nu: datetime) -> Any:
    """Make one permit in one of the gemeenten."""
    from vth.vergunningen.models import Vergunning

    gebied = f"GM{1000 + nummer % GEMEENTEN}"
    return Vergunning(
        soort="vergunning",
        leverancier=f"OD-{nummer % 28}",
        gebied=gebied,
        vertrouwelijkheid="openbaar",
        kenmerk=f"B-{nummer}",
        titel="Loods",
        bevoegd_gezag=gebied,
        versie=1,
        geregistreerd_op=nu,
        geregistreerd_door="bench",
    )


def _make_toestemming(vergunning: Any) -> Any:
    """Make the one decision of a permit."""
    from vth.vergunningen.models import Toestemming

    return Toestemming(
        vergunning=vergunning,
        toestemmingsoort="vergunning",
        toestemmingtype="verlening",
        kenmerk=f"{vergunning.kenmerk}/1",
        onderwerp="Bench",
        grondslag="bench",
        besluitdatum=DAG,
        ingangsdatum=DAG,
        staat="vastgesteld",
    )


def _write_tekst(vergunning: int, plaats: int) -> str:
    """Write a text; of every second permit one cites law that lapsed, of every third one names a substance."""
    if plaats == 3 and vergunning % 2 == 0:
        return OUD
    return GOED if plaats == 4 and vergunning % 3 == 0 else GEWOON


if __name__ == "__main__":
    raise SystemExit(main())
