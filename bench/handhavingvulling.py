"""Lasts under penalty with one forfeited amount each, set-based and the same each time; one in a hundred is still open."""

from datetime import date
from typing import Any

from django.db import connection, models, transaction

from vth.handhaving.models import Last, Lastadressaat, Maatregel, Verbeurte
from vth.register.services import record_object
from vth.tijd import klok
from vth.toegang.selectors import make_systeemviewer

from .vulling import _write_code, _write_reeks

GEMEENTEN, JURISTEN, PER = 342, 500, 100_000
OPEN_PER = 100
KOP = {"maatregel": "01900000000070008500", "verbeurte": "01900000000070008600"}
BEGIN = date(2017, 1, 1)


def fill_maatregelen(aantal: int) -> None:
    """Write them in parts, each in one transaction."""
    wie = record_object(
        viewer=make_systeemviewer("bench", op=klok.today()),
        leverancier="BENCH",
        soort="nietnatuurlijkpersoon",
        sleutel="1",
        inhoud={"naam": "Bench BV"},
        begin_geldigheid=BEGIN,
    )
    for van in range(0, aantal, PER):
        reeks = _write_reeks(van, min(van + PER, aantal))
        with transaction.atomic(), connection.cursor() as cursor:
            for sql in _list_inserts(_write_uuid(str(wie.pk))):
                cursor.execute(sql.replace("REEKS", reeks))


def _write_uuid(tekst: str) -> str:
    """Write one id in SQL."""
    return f"'{tekst}'::uuid" if connection.vendor == "postgresql" else f"'{tekst.replace('-', '')}'"


def _write_id(soort: str) -> str:
    """Write the id of number n in SQL."""
    if connection.vendor == "postgresql":
        return f"('{KOP[soort]}' || lpad(to_hex(n::bigint), 12, '0'))::uuid"
    return f"('{KOP[soort]}' || printf('%012x', n))"


def _write_dag(plus: str) -> str:
    """Write a day so many days after the begin."""
    if connection.vendor == "postgresql":
        return f"(DATE '{BEGIN}' + ({plus})::int)"
    return f"date('{BEGIN}', '+' || ({plus}) || ' days')"


def _list_inserts(wie: str) -> list[str]:
    """List the statements for the numbers n in REEKS: lasts of ten years, the open ones forfeited in the last year."""
    open_ = f"n % {OPEN_PER} = 0"
    verbeurd = f"CASE WHEN {open_} THEN 3260 + n / {OPEN_PER} % 350 ELSE 60 + n % 3190 END"
    zicht = {
        "leverancier": "'BENCH'",
        "gebied": _write_code("GM", f"n % {GEMEENTEN} + 1", 4),
        "vertrouwelijkheid": "'intern'",
        "geregistreerd_op": f"'{klok.now():%Y-%m-%d %H:%M:%S}'",
        "geregistreerd_door": "'bench'",
    }
    maatregel = zicht | {
        "id": _write_id("maatregel"),
        "soort": "'maatregeldossier'",
        "kenmerk": "'M' || n",
        "omschrijving": "'last ' || n",
        "instrument": "'last_onder_dwangsom'",
        "bevoegd_gezag": "'BENCH'",
        "staat": f"CASE WHEN {open_} THEN 'lopend' ELSE 'afgerond' END",
        "opgelegd_op": _write_dag(f"({verbeurd}) - 30"),
        "jurist": f"'jurist ' || (n / {OPEN_PER} % {JURISTEN})",
        "laatste_dag": _write_dag(f"({verbeurd}) + 60"),
    }
    last = {
        "maatregel_id": _write_id("maatregel"),
        "soort": "'ongedaan'",
        "opdracht": "'Doe het.'",
        "modaliteit": "'ineens'",
        "begunstiging_tot": _write_dag(f"({verbeurd}) - 1"),
        "leidraad": "'{}'",
    }
    adressaat = {
        "id": "n + 1",
        "last_id": _write_id("maatregel"),
        "bronobject_id": wie,
        "bedrag": "1000",
        "maximum": "1000",
    }
    verbeurte = zicht | {
        "id": _write_id("verbeurte"),
        "soort": "'dwangsomdossier'",
        "aard": "'dwangsom'",
        "adressaat_id": "n + 1",
        "vanaf": _write_dag(verbeurd),
        "dag": _write_dag(verbeurd),
        "bedrag": "1000",
        "grond": "'gezien'",
        "staat": f"CASE WHEN {open_} THEN 'open' ELSE 'betaald' END",
        "betalen_voor": _write_dag(f"({verbeurd}) + 42"),
        "laatste_dag": _write_dag(f"({verbeurd}) + 365"),
        "verlengd": _write_waar(waar=False),
        "betaald": "0",
        "kwijtgescholden": "0",
    }
    rijen: list[tuple[type[models.Model], dict[str, str]]] = [
        (Maatregel, maatregel),
        (Last, last),
        (Lastadressaat, adressaat),
        (Verbeurte, verbeurte),
    ]
    return [_write_insert(model, waarden) for model, waarden in rijen]


def _write_waar(*, waar: bool) -> str:
    """Write a truth value in SQL."""
    if connection.vendor == "postgresql":
        return str(waar).lower()
    return "1" if waar else "0"


def _write_insert(model: type[models.Model], waarden: dict[str, Any]) -> str:
    """Write the statement: a column that is not named is empty."""
    kolommen = {
        f.column: waarden.get(
            f.column, "NULL" if f.null else "0" if isinstance(f, models.IntegerField) else "''"
        )
        for f in model._meta.local_fields
    }
    namen = ", ".join(f'"{k}"' for k in kolommen)
    return (
        f'INSERT INTO "{model._meta.db_table}" ({namen}) SELECT {", ".join(kolommen.values())} FROM (REEKS) r'
    )
