"""Suspension: days on which a term stands still, and what that does to its end."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from vth.tijd.rules import OPEN_DAG

from .dagen import DAG, as_dagtekst
from .rules import Grond
from .termijn import TermijnError


@dataclass(frozen=True)
class Opschorting:
    """Days on which a term stands still: from `vanaf` up to `tot`, which runs again; no `tot` is not over yet."""

    vanaf: date
    tot: date | None
    reden: str
    gronden: tuple[Grond, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a suspension that ends before it begins."""
        if self.tot is not None and self.tot < self.vanaf:
            raise TermijnError(
                f"De opschorting ({self.reden}) loopt van {as_dagtekst(self.vanaf)} tot {as_dagtekst(self.tot)}. Het einde ligt voor het "
                "begin. Controleer beide datums."
            )

    @property
    def periode(self) -> tuple[date, date]:
        """Give begin and end, with the sentinel for an open end."""
        return self.vanaf, self.tot or OPEN_DAG

    def __str__(self) -> str:
        """Write the period in words."""
        if self.tot is None:
            return f"sinds {as_dagtekst(self.vanaf)} ({self.reden}; nog niet geëindigd)"
        return f"van {as_dagtekst(self.vanaf)} tot {as_dagtekst(self.tot)} ({self.reden})"


@dataclass(frozen=True)
class Verschuiving:
    """What standing still does: the new last day (none while it still stands), days moved, days then left."""

    eind: date | None
    dagen: int
    stil_sinds: date | None = None
    resterend: int | None = None


def merge_perioden(perioden: Iterable[tuple[date, date]]) -> list[tuple[date, date]]:
    """Join half-open periods that overlap or touch, so that a day counts once; empty ones fall out."""
    samen: list[tuple[date, date]] = []
    for vanaf, tot in sorted(p for p in perioden if p[0] < p[1]):
        if samen and vanaf <= samen[-1][1]:
            samen[-1] = (samen[-1][0], max(tot, samen[-1][1]))
        else:
            samen.append((vanaf, tot))
    return samen


def derive_verschuiving(begin: date, eind: date, perioden: Iterable[tuple[date, date]]) -> Verschuiving:
    """Move the last day of a term that runs from `begin` to `eind` by the days on which it stood still.

    A period counts when it begins on or before the last day as moved so far; the days before `begin` do not count.
    """
    dagen = 0
    for vanaf, tot in merge_perioden((max(v, begin), t) for v, t in perioden):
        if vanaf > eind:
            break
        if tot == OPEN_DAG:
            return Verschuiving(None, dagen, vanaf, (eind - vanaf).days + 1)
        dagen += (tot - vanaf).days
        eind += tot - vanaf
    return Verschuiving(eind, dagen)


def derive_opschorting(
    gevraagd_op: date,
    *,
    hersteltermijn_tot_en_met: date,
    aangevuld_op: date | None,
    begin: Grond,
    einde: Grond,
) -> Opschorting:
    """Work out how long a request to complete an application (Awb 4:5, 4:15) or objection (6:6, 7:10) suspends.

    From the day after the request up to the day on which it was completed, at the latest the day on which the
    term for that lapsed. `begin` says how many days after the request it starts; `einde` whether the last day of
    that term still counts as suspended.
    """
    vanaf = gevraagd_op + timedelta(days=begin.waarde)
    verstreken = hersteltermijn_tot_en_met + (DAG if einde.waarde else timedelta())
    op_tijd = aangevuld_op is not None and aangevuld_op <= hersteltermijn_tot_en_met
    tot = aangevuld_op if op_tijd and aangevuld_op is not None else verstreken
    reden = (
        "gevraagd om aanvulling, aangevuld" if op_tijd else "gevraagd om aanvulling, niet op tijd aangevuld"
    )
    return Opschorting(vanaf, max(tot, vanaf), reden, (begin,) if op_tijd else (begin, einde))
