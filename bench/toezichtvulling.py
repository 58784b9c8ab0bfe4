"""Sites with their visits and findings in the register, and the work on visits, set-based and the same each time.

Every row passes the guard. Site `s` has a visit in each round; every fourth round is a re-inspection of the one before it. A visit has two or
three findings (2.4 on average), tied to the visit and to the site. What can be found of them by words is not written: nothing here asks for it.
"""

import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db import connection, transaction

from vth.tijd.services import record_herkomst

from .vulling import OPEN, OPEN_DAG, _list_inserts, _write_code, _write_reeks

GEMEENTEN, DIENSTEN, INSPECTEURS = 342, 26, 2_000
PER_LOCATIE, PER = 10, 100_000
KOPPEN = {
    "site": "01900000000070008000",
    "controle": "01900000000070008200",
    "bevinding": "01900000000070008300",
}
BEGIN, VANDAAG = date(2016, 1, 1), date(2026, 11, 26)


def count_locaties(controles: int) -> int:
    """Give how many sites have so many visits."""
    return max(controles // PER_LOCATIE, 1)


def fill_controles(controles: int, meld: Callable[[str], None] = print) -> None:
    """Write the sites, `controles` visits of them and 2.4 times as many findings."""
    begin, locaties = time.perf_counter(), count_locaties(controles)
    herkomst = record_herkomst(leverancier="BENCH", soort="aanlevering")
    moment = str(connection.ops.adapt_datetimefield_value(herkomst.moment))
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA cache_size = -3000000")
    for van in range(0, locaties, PER):
        _run(_list_inserts(herkomst.pk, moment), van, min(van + PER, locaties))
    for van in range(0, controles, PER):
        tot = min(van + PER, controles)
        _run(_list_controles(herkomst.pk, moment, locaties), van, tot)
        meld(f"{tot} controles na {time.perf_counter() - begin:.0f} s")


def _run(opdrachten: list[str], van: int, tot: int) -> None:
    """Do the statements for the numbers of one range, in one transaction."""
    reeks = _write_reeks(van, tot)
    with transaction.atomic(), connection.cursor() as cursor:
        for sql in opdrachten:
            cursor.execute(sql.replace("REEKS", reeks))


def make_id(soort: str, n: int) -> str:
    """Make the id of site, controle or bevinding number n."""
    return f"{KOPPEN[soort]}{n:012x}"


def _write_id(soort: str, n: str) -> str:
    """Write the id of a record in SQL: ordered, as identifiers by time are."""
    if connection.vendor == "postgresql":
        return f"('{KOPPEN[soort]}' || lpad(to_hex(({n})::bigint), 12, '0'))::uuid"
    return f"('{KOPPEN[soort]}' || printf('%012x', {n}))"


def _write_dag(ronde: str) -> str:
    """Write the day of a visit in a round: one a year, spread over the year by the number of the site."""
    plus = f"(({ronde}) * 365 + n % 360)"
    if connection.vendor == "postgresql":
        return f"(DATE '{BEGIN}' + ({plus})::int)"
    return f"date('{BEGIN}', '+' || {plus} || ' days')"


def _list_controles(herkomst: int, moment: str, locaties: int) -> list[str]:
    """List the statements that write visits and findings of the numbers `n` in REEKS."""
    s, ronde = f"(n % {locaties})", f"(n / {locaties})"
    dag, rest = _write_dag(ronde), f"'{OPEN_DAG}', '{moment}', '{OPEN[connection.vendor]}', {herkomst}"
    gemeente = _write_code("GM", f"{s} % {GEMEENTEN} + 1", 4)
    dienst = _write_code("OD-", f"{s} % {DIENSTEN} + 1", 2)
    kop = (
        f"{dienst}, 'bench', {gemeente}, CASE WHEN {s} % 2 = 0 THEN 'openbaar' ELSE 'intern' END, {herkomst}"
    )
    bron = "INSERT INTO register_bronobject (id, soort, sleutel, leverancier, reeks, gebied, vertrouwelijkheid, herkomst_id) "
    vier = "begin_geldigheid, eind_geldigheid, tijdstip_registratie, eind_registratie, herkomst_id"
    relatie = f"INSERT INTO register_relatie (van_id, soort, naar_id, {vier}) "
    controle, site = _write_id("controle", "n"), _write_id("site", s)
    # Two findings for each visit, and a third for two of five.
    delen = "(SELECT 0 AS i UNION ALL SELECT 1 UNION ALL SELECT 2) d"
    bij = f"FROM (REEKS) x CROSS JOIN {delen} WHERE i < 2 OR n % 5 < 2"
    bevinding = _write_id("bevinding", "n * 3 + i")
    resultaat = (
        f"CASE ({s} + {ronde} * 3 + i) % 10 WHEN 6 THEN 'overtreden' WHEN 7 THEN 'overtreden' "
        "WHEN 8 THEN 'akkoord_na_aanwijzing' WHEN 9 THEN 'nader_onderzoek' ELSE 'nageleefd' END"
    )
    fout = f"({s} + {ronde} * 3 + i) % 10 IN (6, 7)"
    norm = f"'Bal 4.' || (1100 + ({s} + i * 7) % 60)"
    return [
        f"{bron} SELECT {controle}, 'controle', 'C' || n, {kop} FROM (REEKS) x",
        f"INSERT INTO register_controlevoorkomen (bronobject_id, kenmerk, controledatum, controletype, uitvoerder, uitkomst, inhoud_md5, {vier}) "
        f"SELECT {controle}, 'C-' || n, {dag}, CASE WHEN {ronde} % 4 = 3 THEN 'hercontrole' ELSE 'regulier' END, {dienst}, 'uitgevoerd', '', "
        f"{dag}, {rest} FROM (REEKS) x",
        f"{relatie} SELECT {controle}, 'controle_van', {site}, {dag}, {rest} FROM (REEKS) x",
        f"{relatie} SELECT {controle}, 'hercontrole_van', {_write_id('controle', f'n - {locaties}')}, {dag}, {rest} "
        f"FROM (REEKS) x WHERE {ronde} % 4 = 3",
        f"{bron} SELECT {bevinding}, 'bevinding', 'B' || (n * 3 + i), {kop} {bij}",
        "INSERT INTO register_bevindingvoorkomen (bronobject_id, volgnummer, onderwerp, resultaat, gevolg, gedrag, norm, inhoud_md5, "
        f"{vier}) SELECT {bevinding}, i + 1, CASE i WHEN 0 THEN 'bodem' WHEN 1 THEN 'afval' ELSE 'energie' END, {resultaat}, "
        f"CASE WHEN {fout} THEN '2' END, CASE WHEN {fout} THEN 'B' END, {norm}, '', {dag}, {rest} {bij}",
        f"{relatie} SELECT {bevinding}, 'uitkomst_van', {controle}, {dag}, {rest} {bij}",
        f"{relatie} SELECT {bevinding}, 'bevinding_bij', {site}, {dag}, {rest} {bij}",
    ]


def fill_werk(aantal: int, open_: int, controles: int) -> None:
    """Write `aantal` rows of work on visits over all organisations and inspectors, of which `open_` are still to be done; what was done is of a visit in the register."""
    for van in range(0, aantal, PER):
        _run([_write_werk(max(aantal // max(open_, 1), 1), controles)], van, min(van + PER, aantal))


def _write_werk(per: int, controles: int) -> str:
    """Write the statement for the work of the numbers `n` in REEKS; one in `per` is open. What is not named here is as the model has it."""
    from vth.toezicht.models import Controle

    sqlite, is_open = connection.vendor == "sqlite", f"n % {per} = 0"
    begin, plus = (VANDAAG - timedelta(days=30)).isoformat(), f"((n / {per}) % 120)"
    dag = f"date('{begin}', '+' || {plus} || ' days')" if sqlite else f"(DATE '{begin}' + {plus}::int)"
    hex_ = "printf('%014x', n)" if sqlite else "lpad(to_hex(n), 14, '0')"
    gemeente = _write_code("GM", f"n % {GEMEENTEN} + 1", 4)
    waarden = {
        "id": f"('019000000000700084' || {hex_}){'' if sqlite else '::uuid'}",
        "soort": "'controle'",
        "leverancier": _write_code("OD-", f"n % {DIENSTEN} + 1", 2),
        "gebied": gemeente,
        "bevoegd_gezag": gemeente,
        "bronobject": f"CASE WHEN {is_open} OR n >= {controles} THEN NULL ELSE {_write_id('controle', 'n')} END",
        "vertrouwelijkheid": "'intern'",
        "kenmerk": "'K-' || n",
        "omschrijving": "'Controle ' || n",
        "controletype": "'regulier'",
        "aanleiding": "'programma'",
        "inspecteur": f"'gebruiker ' || ((n / {per}) % {INSPECTEURS})",
        "team": f"'T' || ((n / {per}) % 100)",
        "gepland_op": dag,
        "laatste_dag": f"CASE WHEN {is_open} THEN {dag} ELSE {'' if sqlite else 'DATE '}'{OPEN_DAG}' END",
        "staat": f"CASE WHEN {is_open} THEN 'gepland' ELSE 'afgerond' END",
        "controledatum": f"CASE WHEN {is_open} THEN NULL ELSE {dag} END",
        "geregistreerd_op": f"'{connection.ops.adapt_datetimefield_value(datetime(2026, 11, 1, tzinfo=UTC))}'",
        "geregistreerd_door": "'bench'",
    }
    velden = Controle._meta.concrete_fields
    keuze = ", ".join(waarden.get(f.name) or _write_standaard(f) for f in velden)
    return (
        f"INSERT INTO toezicht_controle ({', '.join(f.column for f in velden)}) SELECT {keuze} FROM (REEKS) x"
    )


def fill_vervaldagen(locaties: int) -> None:
    """Write one thing that is due at each site; its day lies within four years, and what is earliest is long over."""
    for van in range(0, locaties, PER):
        _run([_write_vervaldag()], van, min(van + PER, locaties))


def _write_vervaldag() -> str:
    """Write the statement for what is due at the sites of the numbers `n` in REEKS."""
    sqlite, plus = connection.vendor == "sqlite", "(n * 7919 % 1500)"
    dag = f"date('2024-01-01', '+' || {plus} || ' days')" if sqlite else f"(DATE '2024-01-01' + {plus}::int)"
    waarden = {
        "soort": "'vthobject'",
        "leverancier": _write_code("OD-", f"n % {DIENSTEN} + 1", 2),
        "gebied": _write_code("GM", f"n % {GEMEENTEN} + 1", 4),
        "vertrouwelijkheid": "CASE WHEN n % 2 = 0 THEN 'openbaar' ELSE 'intern' END",
        "bronobject_id": _write_id("site", "n"),
        "vervalsoort": "'routine_ippc'",
        "bezoek": "''",
        "regel": "'ippc_groot'",
        "vanaf": "'2024-01-01'" if sqlite else "DATE '2024-01-01'",
        "uiterlijk": dag,
    }
    return f"INSERT INTO toezicht_vervaldag ({', '.join(waarden)}) SELECT {', '.join(waarden.values())} FROM (REEKS) x"


def _write_standaard(veld: Any) -> str:
    """Write what a column holds when nobody says anything."""
    if veld.null:
        return "NULL"
    standaard = veld.get_default()
    if isinstance(standaard, list | dict):
        return "'[]'" if connection.vendor == "sqlite" else "'[]'::jsonb"
    return str(int(standaard)) if isinstance(standaard, int) else f"'{standaard}'"
