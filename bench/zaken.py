"""Zaken at size: the work list under a restricted role, the page of a zaak, and the nightly clock; each beside a floor.

`python -m bench.zaken [--omvang 1000000] [--database sqlite|postgresql] [--vragen 200] [--logregels 0]`. With `--logregels 20000000` a
sealed log of so many lines stands beside them (`bench.logregels`). The zaken are made set-based, the
same each time: half of them open, over 342 gemeenten, 26 services and 2,000 handlers, each open one with its term and its
four days in the agenda. Everything is asked in one process, one question after another, without the web around it.
"""

import argparse
import json
import os
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from statistics import median, quantiles
from typing import Any

GEMEENTEN, DIENSTEN, BEHANDELAARS, PER = 342, 26, 2_000, 100_000
BASIS = date(2026, 10, 1)
TERMIJN_DAGEN = 56


def main(argumenten: Sequence[str] | None = None) -> int:
    """Make, measure and print."""
    lezer = argparse.ArgumentParser(add_help=False)
    lezer.add_argument("--logregels", type=int, default=0)
    eigen, rest = lezer.parse_known_args(argumenten)
    meet = partial(measure, logregels=eigen.logregels)
    return run(rest, "bench.zaken", __doc__, meet, omvang=1_000_000, vragen=200)


def run(
    argumenten: Sequence[str] | None,
    naam: str,
    uitleg: str | None,
    measure: Callable[[int, int], dict[str, Any]],
    *,
    omvang: int,
    vragen: int,
) -> int:
    """Do measurements in a fresh installation on either database, and print them as JSON."""
    lezer = argparse.ArgumentParser(prog=f"python -m {naam}", description=uitleg)
    lezer.add_argument("--omvang", type=int, default=omvang)
    lezer.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    lezer.add_argument("--vragen", type=int, default=vragen)
    keuze = lezer.parse_args(argumenten)
    with tempfile.TemporaryDirectory(prefix="vth-bench-") as map_:
        Path(map_).chmod(0o755)
        with _open_database(keuze.database, map_) as url:
            os.environ |= {"DATABASE_URL": url, "VTH_VAR": map_, "DJANGO_SETTINGS_MODULE": "config.settings"}
            import django

            django.setup()
            from django.core.management import call_command

            call_command("migrate", verbosity=0, interactive=False)
            uitkomst = measure(keuze.omvang, keuze.vragen)
    print(json.dumps({"omvang": keuze.omvang, "database": keuze.database} | uitkomst, indent=1))
    return 0


def _open_database(soort: str, map_: str) -> Any:
    """Give the address of a fresh database."""
    if soort == "sqlite":
        return nullcontext(f"sqlite:///{map_}/bench.sqlite")
    from huisregels.proefpostgres import start_postgres

    return start_postgres()


def measure(omvang: int, vragen: int, *, logregels: int = 0) -> dict[str, Any]:
    """Do all measurements in a fresh installation; with `logregels` beside a log of so many lines."""
    from . import logregels as log

    begin = time.perf_counter()
    fill(omvang)
    uit: dict[str, Any] = {"vullen_s": round(time.perf_counter() - begin, 1)}
    if logregels:
        uit["logboek"] = log.measure(logregels, vragen)
    uit |= measure_lijst(vragen) | measure_pagina(vragen) | measure_zgw(vragen)
    return uit | measure_nacht()


def fill(omvang: int) -> None:
    """Write the zaken, half of them open, with their events, terms and agenda: some statements per hundred thousand."""
    from django.db import connection, transaction

    from vth.zaken.models import Zaaksoortversie
    from vth.zaken.selectors import find_definitie

    versie = find_definitie("aanvraag_regulier", geldig_op=BASIS)
    velden = ("versie", "zaaksoort", "vanaf", "definitie", "laag", "zekerheid")
    Zaaksoortversie.objects.get_or_create(**{v: getattr(versie, v) for v in velden})
    einden = _list_einden()
    for van in range(0, omvang, PER):
        with transaction.atomic(), connection.cursor() as cursor:
            for sql in _list_inserts(van, min(van + PER, omvang), versie.versie, einden):
                cursor.execute(sql)
    settle()


def settle() -> None:
    """Let the database know what was written, and SQLite bring it from its journal into the file, as it does between deliveries."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        if connection.vendor == "sqlite" and not connection.in_atomic_block:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _list_einden() -> list[date]:
    """Give the last day of the term for each day on which a zaak may have begun, by the clock itself."""
    from vth.regelgeving.selectors import find_termijn, read_termijnregels
    from vth.regelgeving.termijnen import derive_einde

    termijn = find_termijn("regelgeving.omgevingsvergunning_regulier", geldig_op=BASIS)
    regels = read_termijnregels(geldig_op=BASIS)
    dagen = [BASIS + timedelta(days=n) for n in range(TERMIJN_DAGEN)]
    einden = [derive_einde(termijn, dag, regels=regels).laatste_dag for dag in dagen]
    return [eind for eind in einden if eind is not None]


def _list_inserts(van: int, tot: int, versie: str, einden: list[date]) -> list[str]:
    """Write the statements for the zaken from `van` up to `tot`."""
    from django.db import connection

    sqlite = connection.vendor == "sqlite"
    reeks = (
        f"WITH RECURSIVE r(n) AS (SELECT {van} UNION ALL SELECT n + 1 FROM r WHERE n < {tot - 1}) SELECT n FROM r"
        if sqlite
        else f"SELECT n::bigint AS n FROM generate_series({van}, {tot - 1}) n"
    )
    hex_ = "printf('%012x', n)" if sqlite else "lpad(to_hex(n), 12, '0')"
    id_ = lambda kop: f"'{kop}' || {hex_}" if sqlite else f"('{kop}' || {hex_})::uuid"  # noqa: E731

    def pad(kolom: str, breed: int) -> str:
        return f"printf('%0{breed}d', {kolom})" if sqlite else f"lpad(({kolom})::text, {breed}, '0')"

    dag = (
        "CASE n % 56 "
        + " ".join(f"WHEN {n} THEN '{BASIS + timedelta(days=n)}'" for n in range(TERMIJN_DAGEN))
        + " END"
    )
    eind = "CASE n % 56 " + " ".join(f"WHEN {n} THEN '{e}'" for n, e in enumerate(einden)) + " END"
    als_dag = lambda tekst: tekst if sqlite else f"({tekst})::date"  # noqa: E731
    zaak, termijn = id_("01900000000070009000"), id_("01900000000070009100")
    gebied, dienst = f"'GM' || {pad('n * 7 % 342', 4)}", f"'OD' || {pad('n * 7 % 342 % 26', 2)}"
    niveau = "CASE n % 10 WHEN 0 THEN 'vertrouwelijk' ELSE 'zaakvertrouwelijk' END"
    wie, open_ = "'gebruiker ' || (n % 2000)", "n / 342 % 2 = 0"
    moment = "'2026-10-01 08:00:00'" if sqlite else "'2026-10-01 08:00:00+00'::timestamptz"
    ja = "1" if sqlite else "true"
    return [
        f"""INSERT INTO zaken_zaak (id, soort, leverancier, gebied, vertrouwelijkheid, identificatie, omschrijving, toelichting,
        zaaksoort, zaaksoortversie_id, recht_op, bevoegd_gezag, behandelaar, team, registratiedatum, startdatum, einddatum,
        laatste_dag, status, resultaat, versie)
        SELECT {zaak}, 'zaak', {dienst}, {gebied}, {niveau}, 'Z' || n, 'Zaak ' || n, '', 'aanvraag_regulier', '{versie}',
        {als_dag(dag)}, {gebied}, {wie}, 'team' || (n % 100), {als_dag(dag)}, {als_dag(dag)},
        CASE WHEN {open_} THEN NULL ELSE {als_dag(eind)} END,
        CASE WHEN {open_} THEN {als_dag(eind)} ELSE {als_dag("'9999-12-31'")} END,
        CASE WHEN {open_} THEN 'in_behandeling' ELSE 'afgehandeld' END,
        CASE WHEN {open_} THEN '' ELSE 'verleend' END, 1 FROM ({reeks}) s""",
        f"""INSERT INTO zaken_zaakgebeurtenis (zaak_id, volgnummer, handeling, van, naar, dag, op, door, namens, reden, grondslag)
        SELECT {zaak}, 1, 'open', '', 'ontvangen', {als_dag(dag)}, {moment}, {wie}, {dienst}, '', '' FROM ({reeks}) s""",
        f"""INSERT INTO zaken_zaaktermijn (id, zaak_id, code, naam, regel, recht_op, bevoegd_gezag, omgevingsdienst, dag, eenvoudig,
        laatste_dag) SELECT {termijn}, {zaak}, 'beslistermijn', 'Beslissen op de aanvraag',
        'regelgeving.omgevingsvergunning_regulier', {als_dag(dag)}, {gebied}, {dienst}, {als_dag(dag)}, {ja}, {als_dag(eind)}
        FROM ({reeks}) s WHERE {open_}""",
        f"""INSERT INTO zaken_termijngebeurtenis (termijn_id, volgnummer, soort, dag, aantal, eenheid, reden, grondslag, door, op)
        SELECT {termijn}, 1, 'begin', {als_dag(dag)}, 0, '', '', '', {wie}, {moment} FROM ({reeks}) s WHERE {open_}""",
        *(
            f"""INSERT INTO agenda_agendapunt (soort, onderwerp, sleutel, aard, dag, rol, voor, namens, titel, leverancier, gebied,
            vertrouwelijkheid) SELECT 'zaak', {zaak}, '{sleutel}', '{aard}', {_shift(als_dag(eind), dagen, sqlite)}, 'behandelaar',
            {wie}, {dienst}, 'Zaak ' || n, {dienst}, {gebied}, {niveau} FROM ({reeks}) s WHERE {open_}"""
            for sleutel, aard, dagen in (
                ("beslistermijn", "termijn", 0),
                ("beslistermijn:14:behandelaar", "herinnering", -14),
                ("beslistermijn:3:behandelaar", "herinnering", -3),
                ("beslistermijn:-1:teamleider", "te_laat", 1),
            )
        ),
    ]


def _shift(dag: str, dagen: int, sqlite: bool) -> str:
    """Write a day so many days later."""
    return f"date({dag}, '{dagen:+d} days')" if sqlite else f"({dag} + {dagen})"


def measure_lijst(vragen: int) -> dict[str, Any]:
    """Ask the first page of the work list as somebody of 1, 10 and 342 gemeenten, and as a handler; beside the bare query."""
    from django.db import connection

    from vth.toegang.rules import ALLE_SOORTEN, Viewer, Zicht, derive_niveaus
    from vth.zaken.werklijst import Werkfilter, list_werk

    op, niveaus = BASIS + timedelta(days=60), derive_niveaus("zaakvertrouwelijk")
    uit: dict[str, Any] = {}

    def kaal(n: int) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT * FROM zaken_zaak WHERE einddatum IS NULL AND gebied = %s ORDER BY laatste_dag, id LIMIT 51",
                [f"GM{n % GEMEENTEN:04}"],
            )
            cursor.fetchall()

    uit["kaal"] = _time(kaal, vragen)
    for breed in (1, 10, 342):

        def ask(n: int, breed: int = breed) -> None:
            gebieden = frozenset(f"GM{(n + k) % GEMEENTEN:04}" for k in range(breed))
            viewer = Viewer("x", Zicht(soorten=ALLE_SOORTEN, gebieden=gebieden, niveaus=niveaus))
            assert list_werk(viewer, Werkfilter(op))

        uit[f"gemeenten_{breed}"] = _time(ask, vragen)
        laat = lambda n, breed=breed: list_werk(  # noqa: E731
            Viewer(
                "x",
                Zicht(
                    soorten=ALLE_SOORTEN,
                    gebieden=frozenset(f"GM{(n + k) % GEMEENTEN:04}" for k in range(breed)),
                    niveaus=niveaus,
                ),
            ),
            Werkfilter(op, termijn="te_laat"),
        )
        uit[f"gemeenten_{breed}_te_laat"] = _time(laat, vragen)
    zicht = Zicht(
        soorten=ALLE_SOORTEN, gebieden=frozenset(f"GM{n:04}" for n in range(GEMEENTEN)), niveaus=niveaus
    )
    mijn = lambda n: list_werk(Viewer(f"gebruiker {n}", zicht), Werkfilter(op, f"gebruiker {n}"))  # noqa: E731
    uit["mijn"] = _time(mijn, vragen)
    return {"werklijst_ms": uit}


def measure_pagina(vragen: int) -> dict[str, Any]:
    """Put the page of a zaak together, beside reading its row by id."""
    from django.db import connection

    from vth.toegang.rules import ALLE_SOORTEN, Viewer, Zicht, derive_niveaus
    from vth.zaken.models import Zaak
    from vth.zaken.zaakpagina import make_zaakpagina

    ids = list(Zaak.objects.filter(einddatum=None).order_by("id").values_list("pk", flat=True)[: vragen * 2])
    viewer = Viewer("x", Zicht(soorten=ALLE_SOORTEN, landelijk=True, niveaus=derive_niveaus("vertrouwelijk")))

    def kaal(n: int) -> None:
        with connection.cursor() as cursor:
            sleutel = _as_param(ids[n % len(ids)], connection.vendor)
            cursor.execute("SELECT * FROM zaken_zaak WHERE id = %s", [sleutel])
            assert cursor.fetchone()

    def ask(n: int) -> None:
        make_zaakpagina(viewer, ids[n % len(ids)])

    return {"zaak_ms": {"kaal": _time(kaal, vragen), "pagina": _time(ask, vragen)}}


def _as_param(id_: uuid.UUID, vendor: str) -> Any:
    """Write an id as this database keeps it."""
    return id_.hex if vendor == "sqlite" else id_


def measure_zgw(vragen: int) -> dict[str, Any]:
    """Ask a page of a hundred zaken by the ZGW APIs, counted and with all that hangs to them; beside the bare query of those rows."""
    import orjson
    from django.db import connection

    from vth.toegang.rules import ALLE_SOORTEN, Viewer, Zicht, derive_niveaus
    from vth.zaken.zgw import lezen
    from vth.zaken.zgw.adressen import Adressen
    from vth.zaken.zgw.vormen import Vormen

    niveaus, vormen = derive_niveaus("zaakvertrouwelijk"), Vormen(Adressen("https://vth.example.nl"))

    def kaal(n: int) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT * FROM zaken_zaak WHERE gebied = %s ORDER BY id LIMIT 101", [f"GM{n % GEMEENTEN:04}"]
            )
            cursor.fetchall()

    uit: dict[str, Any] = {"kaal": _time(kaal, vragen)}
    for breed in (1, 10, 342):

        def ask(n: int, breed: int = breed) -> None:
            gebieden = frozenset(f"GM{(n + k) % GEMEENTEN:04}" for k in range(breed))
            viewer = Viewer("x", Zicht(soorten=ALLE_SOORTEN, gebieden=gebieden, niveaus=niveaus))
            bladzij = lezen.list_zaken(viewer, {}, na=None)
            bij = lezen.read_bijlagen(viewer, bladzij.rijen)
            assert orjson.dumps([vormen.make_zaak(z, bij) for z in bladzij.rijen])
            assert lezen.count_zaken(viewer, {})

        uit[f"gemeenten_{breed}"] = _time(ask, vragen)
    return {"zgw_lijst_ms": uit}


def measure_nacht() -> dict[str, Any]:
    """Do the work of a first night, of the next day, of a day that was done, and of a holiday that was declared."""
    from vth.agenda import services as agenda
    from vth.agenda.dagtaken import run_dagtaken
    from vth.regelgeving.feestdagen import Feestdag, Kalender
    from vth.zaken import dagloop

    taken = (*dagloop.DAGTAKEN, *agenda.DAGTAKEN)
    op, uit = BASIS + timedelta(days=70), {}
    for naam, dag in (
        ("inhaal", op),
        ("volgende_dag", op + timedelta(days=1)),
        ("al_gedaan", op + timedelta(days=1)),
    ):
        begin = time.perf_counter()
        verslag = run_dagtaken(taken, op=dag)
        uit[naam] = {"s": round(time.perf_counter() - begin, 3), "aantal": sum(v.aantal for v in verslag)}
    feest, echt = op + timedelta(days=6), Kalender.find_feestdag

    def find(zelf: Kalender, dag: date) -> Feestdag | None:
        return Feestdag(dag, "Nationale dag", zelf.vast[0][0].op(dag)) if dag == feest else echt(zelf, dag)

    Kalender.find_feestdag = find  # type: ignore[method-assign]
    try:
        begin = time.perf_counter()
        verslag = run_dagtaken(taken, op=op + timedelta(days=2))
        uit["feestdag"] = {"s": round(time.perf_counter() - begin, 3), "aantal": verslag[0].aantal}
    finally:
        Kalender.find_feestdag = echt  # type: ignore[method-assign]
    return {"nacht": uit}


def _time(ask: Callable[[int], Any], vragen: int) -> dict[str, float]:
    """Give the median and the 95th percentile in milliseconds; the first question warms up and does not count."""
    duren = []
    for n in range(vragen + 1):
        begin = time.perf_counter()
        ask(n)
        duren.append((time.perf_counter() - begin) * 1000)
    return {"p50": round(median(duren[1:]), 2), "p95": round(quantiles(duren[1:], n=20)[-1], 2)}


if __name__ == "__main__":
    sys.exit(main())
