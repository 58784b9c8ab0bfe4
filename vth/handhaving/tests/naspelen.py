"""Files of ten years played again, day by day, by another and slower way: what is forfeited when, and until when each amount can be claimed.

Nothing here uses the rules that it checks but for their values (a year, one act interrupts, which does not).
"""

import random
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

DAG = timedelta(days=1)
Periode = tuple[date, date]
STUIT = ("invorderingsbeschikking", "aanmaning", "dwangbevel", "erkenning")
NIET = ("factuur", "voornemen")


@dataclass(frozen=True)
class Dossier:
    """One last, what was seen of it, and what was done about each amount."""

    modaliteit: str
    per: str
    bedrag: Decimal
    maximum: Decimal
    vanaf: date
    overtreden: Sequence[Periode]
    geschorst: Sequence[Periode]
    verlaagd: tuple[date, Decimal, Decimal] | None
    verzonden_op: date
    onherroepelijk_op: date | None
    gedaan: Sequence[tuple[str, date]]
    uitstel: Sequence[Periode]


def make_dossiers(aantal: int, zaad: int = 1) -> Iterator[Dossier]:
    """Make files that are the same each time: all modalities, short and long, with acts that are in time, too late, or of no effect."""
    kies = random.Random(zaad)
    for _ in range(aantal):
        vanaf = date(2021, 4, 1) + kies.randrange(3400) * DAG
        modaliteit = kies.choice(("ineens", "tijdseenheid", "overtreding"))
        bedrag = Decimal(kies.choice((100, 250, 1000)))
        maal = 1 if modaliteit == "ineens" else kies.randrange(1, 7)
        perioden = [
            (van := vanaf + kies.randrange(-20, 90) * DAG, van + kies.randrange(45) * DAG)
            for _ in range(kies.randrange(4))
        ]
        geschorst = [
            (van := vanaf + kies.randrange(-30, 80) * DAG, van + kies.randrange(30) * DAG)
            for _ in range(kies.choice((0, 0, 1, 2)))
        ]
        uitstel = [
            (van := vanaf + kies.randrange(60, 500) * DAG, van + kies.randrange(1, 60) * DAG)
            for _ in range(kies.randrange(2))
        ]
        yield Dossier(
            modaliteit,
            kies.choice(("dag", "week", "maand")) if modaliteit == "tijdseenheid" else "",
            bedrag,
            bedrag * maal + kies.choice((0, 0, 50)),
            vanaf,
            perioden,
            geschorst,
            (vanaf + kies.randrange(100) * DAG, bedrag / 2, bedrag * (maal + 1) / 2)
            if kies.randrange(3) == 0
            else None,
            vanaf - kies.randrange(5, 60) * DAG,
            vanaf + kies.randrange(-40, 600) * DAG,
            [
                (kies.choice(STUIT + NIET), vanaf + kies.randrange(900) * DAG)
                for _ in range(kies.randrange(4))
            ],
            uitstel,
        )


def play_verbeuren(d: Dossier) -> list[tuple[date, date, Decimal]]:
    """Walk over the days and write down every amount as it falls: of what, when, how much."""
    rust = {van + i * DAG for van, tot in d.geschorst for i in range((tot - van).days + 1)}
    gezien = [[van + i * DAG for i in range((tot - van).days + 1)] for van, tot in d.overtreden]
    geteld = [[dag for dag in stuk if dag >= d.vanaf and dag not in rust] for stuk in gezien]
    dagen = {dag for lijst in geteld for dag in lijst}
    eerste = {lijst[0] for lijst in geteld if lijst}
    einde = max([*dagen, d.vanaf]) + DAG
    uit: list[tuple[date, date, Decimal]] = []
    som, begin, dag = Decimal(0), d.vanaf, d.vanaf
    heel, k = True, 0
    while dag <= einde:
        slaat, vanaf = False, dag
        later = d.verlaagd is not None and dag >= d.verlaagd[0]
        een, hoogste = d.verlaagd[1:] if d.verlaagd and later else (d.bedrag, d.maximum)
        if d.modaliteit == "ineens":
            slaat = dag in dagen and not uit
        elif d.modaliteit == "overtreding":
            slaat = dag in eerste
        else:
            heel = heel and dag in dagen
            if dag + DAG == next_begin(d, k + 1):
                slaat, vanaf = heel, begin
                begin, heel, k = dag + DAG, True, k + 1
        if slaat and som < hoogste:
            uit.append((vanaf, dag, min(een, hoogste - som)))
            som += uit[-1][2]
        dag += DAG
    return uit


def next_begin(d: Dossier, k: int) -> date:
    """Give the first day of unit k, by counting on the calendar."""
    if d.per == "dag":
        return d.vanaf + k * DAG
    if d.per == "week":
        return d.vanaf + 7 * k * DAG
    jaar, maand = d.vanaf.year, d.vanaf.month
    for _ in range(k):
        jaar, maand = (jaar, maand + 1) if maand < 12 else (jaar + 1, 1)
    return date(jaar, maand, min(d.vanaf.day, monthrange(jaar, maand)[1]))


def play_verjaring(d: Dossier, dag: date) -> date:
    """Walk on from a forfeiture: each term is a number of days that run out, but not while payment was deferred; give the last day."""
    tellers, loopt = [count_jaar(dag)], dag
    acties = {op for soort, op in d.gedaan if soort in STUIT}
    while True:
        loopt += DAG
        if not any(van <= loopt < tot for van, tot in d.uitstel):
            tellers = [max(t - 1, 0) for t in tellers]
        if loopt in acties:
            tellers.append(count_jaar(loopt))
        betwist = d.onherroepelijk_op is not None and d.verzonden_op <= loopt < d.onherroepelijk_op - DAG
        # While the last is appealed nothing lapses, and what is done until then counts.
        if max(tellers) == 0 and not betwist:
            return loopt


def count_jaar(dag: date) -> int:
    """Count the days of a year that begins the day after."""
    try:
        einde = dag.replace(year=dag.year + 1)
    except ValueError:
        einde = date(dag.year + 1, 2, 28)
    return (einde - dag).days
