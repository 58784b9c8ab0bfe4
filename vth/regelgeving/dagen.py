"""Days as people count and write them: months ahead, weekdays, and Dutch text."""

import calendar
from collections.abc import Sequence
from datetime import date, timedelta

from vth.tijd.dagtekst import write_dag
from vth.tijd.rules import OPEN_DAG

DAG = timedelta(days=1)


def derive_dag_in_maand(dag: date, maanden: int) -> tuple[date, bool]:
    """Give the same day number so many months on (or back), and whether that month has that day.

    Without such a day it is the last one of the month: from 31 January one month is 28 or 29 February.
    """
    nummer = dag.year * 12 + dag.month - 1 + maanden
    jaar, maand = nummer // 12, nummer % 12 + 1
    laatste = calendar.monthrange(jaar, maand)[1]
    return date(jaar, maand, min(dag.day, laatste)), dag.day <= laatste


def derive_pasen(jaar: int) -> date:
    """Give Easter Sunday in the Gregorian calendar (the method of Meeus, Jones and Butcher)."""
    a, (b, c) = jaar % 19, divmod(jaar, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    w = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 19 * w) // 433
    maand = (h + w - 7 * m + 90) // 25
    return date(jaar, maand, (h + w - 7 * m + 33 * maand + 19) % 32)


def is_weekend(dag: date) -> bool:
    """Tell whether a day is a Saturday or a Sunday."""
    return dag.weekday() >= 5


def as_dagtekst(dag: date) -> str:
    """Write a day in full: `di 22 april 2025`."""
    return write_dag(dag, weekdag=True)


def as_eindtekst(dag: date) -> str:
    """Write until when something holds: `tot di 22 april 2025`, or `zonder einde`."""
    return "zonder einde" if dag == OPEN_DAG else f"tot {as_dagtekst(dag)}"


def as_dagental(aantal: int) -> str:
    """Write a number of days: `1 dag`, `9 dagen`."""
    return f"{aantal} {'dag' if aantal == 1 else 'dagen'}"


def as_opsomming(woorden: Sequence[str]) -> str:
    """Write words as a list: `Goede Vrijdag, het weekend en Tweede Paasdag`; the same word once."""
    uniek = list(dict.fromkeys(woorden))
    return " en ".join([", ".join(uniek[:-1]), uniek[-1]]) if len(uniek) > 1 else "".join(uniek)
