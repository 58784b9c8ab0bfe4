"""Searching in voorschriften over many permits: by words, by limit, and by both, as wide and as narrow viewers; beside bare queries.

`python -m bench.voorschriftzoeken [--omvang 100000] [--database sqlite|postgresql] [--vragen 60]`. `omvang` is how many permits; each has 25
voorschriften of two versions, of which the second holds now, and ten limits over 40 substances. Each text has two words that stand in a
fifth of all texts ("woorden"), and one that stands in one of two hundred ("gewone woorden" asks for it beside one of the others), which is
nearer to how people search. Everything is made set-based and asked in one process, one question after another, without the web around it.
"""

import sys
import time
from collections.abc import Callable, Sequence
from decimal import Decimal
from random import Random
from statistics import median, quantiles
from typing import Any

from .zaken import run, settle

PER, VERSIES, GRENZEN, STOFFEN, GEMEENTEN = 25, 2, 10, 40, 342
WOORDEN = [
    "opslagtank",
    "dampretour",
    "meetput",
    "vloeistofdicht",
    "naverbrander",
    "lekbak",
    "koelinstallatie",
    "stoomketel",
    "slibdroging",
    "rookgas",
]
GEWOON = 200
ZIN = "De inrichting is in goede staat van onderhoud en de uitkomsten van metingen worden bewaard in het logboek."


def main(argumenten: Sequence[str] | None = None) -> int:
    """Make, measure and print."""
    return run(argumenten, "bench.voorschriftzoeken", __doc__, measure, omvang=100_000, vragen=60)


def measure(omvang: int, vragen: int) -> dict[str, Any]:
    """Do all measurements in a fresh installation."""
    from vth.toegang.rules import ALLE_SOORTEN, Viewer, Zicht, derive_niveaus
    from vth.vergunningen.grenszoeken import Zoekvraag
    from vth.vergunningen.zoekpagina import find_voorschriften

    begin = time.perf_counter()
    aantal = fill(omvang)
    uit: dict[str, Any] = {"versies": aantal, "vullen_s": round(time.perf_counter() - begin, 1)}
    toeval, niveaus = Random(1), derive_niveaus("openbaar")
    for naam, gebieden in (("gemeenten_1", 1), ("gemeenten_10", 10), ("gemeenten_342", GEMEENTEN)):
        codes = frozenset(f"GM{n:04}" for n in range(gebieden))
        viewer = Viewer(naam, Zicht(soorten=ALLE_SOORTEN, gebieden=codes, niveaus=niveaus))
        kies = {
            "woorden": lambda: Zoekvraag(woorden=" ".join(toeval.sample(WOORDEN, 2))),
            "gewone_woorden": lambda: Zoekvraag(
                woorden=f"{toeval.choice(WOORDEN)} installatie{toeval.randrange(GEWOON)}"
            ),
            "grens": lambda: Zoekvraag(
                stof=f"7{toeval.randrange(STOFFEN):02}-10-1", waarde=Decimal(40), eenheid="mg/Nm3"
            ),
            "beide": lambda: Zoekvraag(
                woorden=toeval.choice(WOORDEN),
                stof=f"7{toeval.randrange(STOFFEN):02}-10-1",
                waarde=Decimal(10),
                eenheid="mg/Nm3",
            ),
        }
        for soort, maak in kies.items():
            gesteld = [maak() for _ in range(vragen)]
            uit[f"{soort}_{naam}_ms"] = _time(
                [lambda q=q, v=viewer: find_voorschriften(v, q) for q in gesteld]
            )
            if naam == "gemeenten_342" and soort == "woorden":
                uit["gevonden"] = len(find_voorschriften(viewer, gesteld[0]).gevonden)
    uit["kaal_grens_ms"] = _time([lambda n=n: _read_kaal(f"7{n % STOFFEN:02}-10-1") for n in range(vragen)])
    return uit


def _read_kaal(stof: str) -> list[Any]:
    """Read a hundred limits of a substance with their mutation, whoever may see them: what the database needs at least."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT m.id, m.nummer, m.titel, m.tekst, g.basiswaarde FROM vergunningen_grenswaarderegel g JOIN vergunningen_mutatie m "
            "ON m.id = g.mutatie_id WHERE g.sleutel = %s AND g.basiseenheid = 'mg/Nm3' AND g.basiswaarde > 40 ORDER BY g.basiswaarde DESC LIMIT 100",
            [stof],
        )
        return cursor.fetchall()


def fill(omvang: int) -> int:
    """Write permits with everything in them, straight into the tables, and index their words; gives how many versions."""
    from django.db import connection, transaction

    from vth.tijd.models import Herkomst
    from vth.vergunningen.zoekregels import write_zoekregels

    nu = "2026-01-01 00:00:00+00:00" if connection.vendor == "postgresql" else "2026-01-01 00:00:00"
    herkomst = Herkomst.objects.create(
        leverancier="OD-BENCH", soort=Herkomst.Soort.HANDELING, moment=f"{nu[:10]}T00:00:00Z"
    )
    with transaction.atomic(), connection.cursor() as cursor:
        for sql in _write_fill(connection.vendor == "sqlite", nu, herkomst.pk):
            cursor.execute(sql.replace("{omvang}", str(omvang)))
        write_zoekregels()
    settle()
    return omvang * PER * VERSIES


def _write_fill(sqlite: bool, nu: str, herkomst: int) -> list[str]:
    """Write the statements that fill the tables; of both databases the same numbers."""

    def uid(getal: str, soort: int) -> str:
        if sqlite:
            return f"printf('%032x', {soort} * 1000000000000 + {getal})"
        return f"lpad(to_hex({soort}::bigint * 1000000000000 + {getal}), 32, '0')::uuid"

    reeks = "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < {omvang}), k(j) AS (SELECT 0 UNION ALL SELECT j + 1 FROM k WHERE j < %d)"
    gm = (
        "'GM' || substr('0000' || (i %% 342), -4)".replace("%%", "%")
        if sqlite
        else "'GM' || lpad((i %% 342)::text, 4, '0')".replace("%%", "%")
    )
    woord = " ".join(f"WHEN {n} THEN '{w}'" for n, w in enumerate(WOORDEN))
    kies = (
        f"CASE (i * 7 + j * 3 + {{v}}) % 10 {woord} END || ' ' || CASE (i * 3 + j) % 10 {woord} END "
        f"|| ' installatie' || ((i / 10 + j * 7) % {GEWOON})"
    )
    v = f"i * {PER} + j"
    m = f"(i * {PER} + j) * 2"
    open_op = "9999-12-31 00:00:00" + ("" if sqlite else "+00:00")
    waar, onwaar, leeg = ("1", "0", "'{}'") if sqlite else ("true", "false", "'{}'::jsonb")
    stof = (
        "'7' || substr('00' || ((i + j) % 40), -2) || '-10-1'"
        if sqlite
        else "'7' || lpad(((i + j) % 40)::text, 2, '0') || '-10-1'"
    )
    uit = [
        f"{reeks % 0} INSERT_IN vergunningen_vergunning (id, soort, leverancier, gebied, vertrouwelijkheid, kenmerk, titel, bevoegd_gezag, versie, geregistreerd_op, geregistreerd_door) "
        f"SELECT {uid('i', 1)}, 'vergunning', 'OD-BENCH', {gm}, 'openbaar', 'B-' || i, 'Bedrijf ' || i, {gm}, 1, '{nu}', 'bench' FROM n",
        f"{reeks % 0} INSERT_IN vergunningen_toestemming (id, vergunning_id, grondslag, toestemmingsoort, toestemmingtype, kenmerk, onderwerp, dictum, besluitdatum, ingangsdatum, volgorde, staat, vastgesteld_door) "
        f"SELECT {uid('i', 2)}, {uid('i', 1)}, 'bench', 'vergunning', 'verlening', 'B-' || i, 'Bench', '', '2000-01-01', '2000-01-01', 0, 'vastgesteld', 'bench' FROM n",
        f"{reeks % (PER - 1)} INSERT_IN vergunningen_voorschrift (id, vergunning_id) SELECT {uid(v, 3)}, {uid('i', 1)} FROM n, k",
    ]
    for versie in (0, 1):
        dag = "2000-01-01" if versie == 0 else "2010-01-01"
        soort = "van_kracht" if versie == 0 else "gewijzigd"
        uit += [
            f"{reeks % (PER - 1)} INSERT_IN vergunningen_mutatie (id, toestemming_id, voorschrift_id, volgnummer, soort, plaats, nummer, titel, tekst, voorschrifttype, gegevens, openbaar, voorwaarde) "
            f"SELECT {m} + {versie + 1}, {uid('i', 2)}, {uid(v, 3)}, j, '{soort}', j, (j / 5 + 1) || '.' || (j % 5 + 1), 'Over ' || j, {kies.format(v=versie)} || ' {ZIN}', 'standaard', {leeg}, {waar}, '' FROM n, k",
            f"{reeks % (PER - 1)} INSERT_IN vergunningen_mutatiewerking (mutatie_id, vergunning_id, voorschrift_id, soort, rang, begin_geldigheid, eind_geldigheid, tijdstip_registratie, eind_registratie, herkomst_id) "
            f"SELECT {m} + {versie + 1}, {uid('i', 1)}, {uid(v, 3)}, '{soort}', '{dag}|{dag}|00000|00000', '{dag}', '9999-12-31', '{nu}', '{open_op}', {herkomst} FROM n, k",
            f"{reeks % (GRENZEN - 1)} INSERT_IN vergunningen_grenswaarderegel (mutatie_id, stof, naam, medium, vergelijking, waarde, eenheid, basiswaarde, basiseenheid, middeling, emissiepunt, methode, sleutel, leverancier, gebied) "
            f"SELECT {m} + {versie + 1}, {stof}, 'stof', 'lucht', 'hoogstens', (i * 13 + j * 7 + {versie}) % 50, 'mg/Nm3', (i * 13 + j * 7 + {versie}) % 50, 'mg/Nm3', '', '', '', {stof}, 'OD-BENCH', {gm} FROM n, k",
        ]
    del onwaar
    return [_put_insert(sql) for sql in uit]


def _put_insert(sql: str) -> str:
    """Put the INSERT before its WITH, where both databases take it."""
    met, rest = sql.split(" INSERT_IN ", 1)
    tabel, vraag = rest.split(" SELECT ", 1)
    return f"INSERT INTO {tabel} {met} SELECT {vraag}"


def _time(vragen: Sequence[Callable[[], object]]) -> dict[str, float]:
    """Ask the first once to warm up and each once to time; give the median and the 95th percentile in milliseconds."""
    vragen[0]()
    tijden = []
    for vraag in vragen:
        begin = time.perf_counter()
        vraag()
        tijden.append((time.perf_counter() - begin) * 1000)
    return {"mediaan": round(median(tijden), 1), "p95": round(quantiles(tijden, n=20)[-1], 1)}


if __name__ == "__main__":
    sys.exit(main())
