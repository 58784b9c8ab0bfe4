"""The log at size: filled, sealed as the product seals it, read of one zaak, and checked from its first line to its last.

`python -m bench.logregels [--omvang 200000] [--database sqlite|postgresql] [--vragen 200]`, or `python -m bench.zaken --logregels N` beside
so many zaken. The lines are made set-based, twenty for each zaak; numbering and hashing them is the work of the product itself
(`logboek.verzegelaar`), in its own batches, and so is the check (`vth logboek controleer`).
"""

import sys
import time
import uuid
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from .zaken import PER, _time, run, settle

PER_ZAAK = 20
# So many seconds after the first line: twenty million of them fill 58 days.
ELKE_S, BEGIN = 0.25, 1790841600


def main(argumenten: Sequence[str] | None = None) -> int:
    """Make, seal, read, check and print."""
    return run(argumenten, "bench.logregels", __doc__, measure, omvang=200_000, vragen=200)


def measure(omvang: int, vragen: int) -> dict[str, Any]:
    """Do all measurements of so many lines."""
    from typer.testing import CliRunner

    from vth.logboek.cli import app
    from vth.logboek.models import Gebeurtenis
    from vth.logboek.verzegelaar import seal_alles

    def seal() -> None:
        assert seal_alles() >= omvang, "niet alle regels zijn verzegeld"

    uit = {"regels": omvang, "vullen": _rate(partial(fill_log, omvang), omvang)}
    settle()
    uit["verzegelen"] = _rate(seal, omvang)
    assert Gebeurtenis.objects.exclude(volgnummer=None).count() >= omvang
    settle()

    def check() -> None:
        uitkomst = CliRunner().invoke(app, ["controleer"])
        assert (uitkomst.exit_code, uitkomst.output) == (0, "Het logboek is heel.\n"), uitkomst.output

    uit["controleren"] = _rate(check, omvang)
    return uit | {"lezen_ms": measure_lezen(omvang, vragen)}


def _rate(do: Callable[[], Any], aantal: int) -> dict[str, float]:
    """Give the seconds of one go, and how many lines a second that is."""
    begin = time.perf_counter()
    do()
    duur = time.perf_counter() - begin
    return {"s": round(duur, 2), "per_s": round(aantal / duur)}


def fill_log(aantal: int) -> None:
    """Write the lines as they stand before they are sealed, a hundred thousand in a transaction."""
    from django.db import connection, transaction

    for van in range(0, aantal, PER):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(_write_insert(van, min(van + PER, aantal), sqlite=connection.vendor == "sqlite"))


def _write_insert(van: int, tot: int, *, sqlite: bool) -> str:
    """Write the statement for the lines from `van` up to `tot`."""
    if sqlite:
        reeks = f"WITH RECURSIVE r(n) AS (SELECT {van} UNION ALL SELECT n + 1 FROM r WHERE n < {tot - 1}) SELECT n FROM r"
        id_ = "'01900000000070009300' || printf('%012x', n)"
        over = f"'01900000-0000-7000-9000-' || printf('%012x', n / {PER_ZAAK})"
        moment = f"strftime('%Y-%m-%d %H:%M:%f', {BEGIN} + n * {ELKE_S}, 'unixepoch')"
        inhoud = '\'{"naar": "in_behandeling", "stap": \' || n || \'}\''
    else:
        reeks = f"SELECT n::bigint AS n FROM generate_series({van}, {tot - 1}) n"
        id_ = "('01900000000070009300' || lpad(to_hex(n), 12, '0'))::uuid"
        over = f"'01900000-0000-7000-9000-' || lpad(to_hex(n / {PER_ZAAK}), 12, '0')"
        moment = f"to_timestamp({BEGIN} + n * {ELKE_S})"
        inhoud = '(\'{"naar": "in_behandeling", "stap": \' || n || \'}\')::jsonb'
    return f"""INSERT INTO logboek_gebeurtenis (id, moment, actor, organisatie, handeling, onderwerp_soort, onderwerp_id, inhoud,
        volgnummer, hash)
        SELECT {id_}, {moment}, 'gebruiker ' || (n % 2000), 'OD' || (n % 26), 'zaak.step', 'zaak', {over}, {inhoud}, NULL, ''
        FROM ({reeks}) s"""


def measure_lezen(aantal: int, vragen: int) -> dict[str, Any]:
    """Read the lines of one zaak, beside the bare query of its rows."""
    from django.db import connection

    from vth.logboek.selectors import list_gebeurtenissen

    zaken = max(aantal // PER_ZAAK, 1)

    def name(n: int) -> str:
        return str(uuid.UUID(f"01900000000070009000{n * 7919 % zaken:012x}"))

    def kaal(n: int) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT * FROM logboek_gebeurtenis WHERE onderwerp_soort = 'zaak' AND onderwerp_id = %s",
                [name(n)],
            )
            assert cursor.fetchall()

    def ask(n: int) -> None:
        assert list_gebeurtenissen("zaak", name(n))

    return {"kaal": _time(kaal, vragen), "zaak": _time(ask, vragen)}


if __name__ == "__main__":
    sys.exit(main())
