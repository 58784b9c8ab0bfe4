"""The holidays of the Algemene termijnenwet, computed for any day from rule files."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from .dagen import derive_pasen, is_weekend
from .keuring import is_dag
from .rules import Grond, Regel, RegelError

Stapel = tuple[Regel, ...]


@dataclass(frozen=True)
class Feestdag:
    """A day on which a lawful term does not end, and the ground on which it is one."""

    dag: date
    naam: str
    grond: Grond


@dataclass(frozen=True)
class Kalender:
    """Which days are holidays, according to stacks of rule files, the nearest authority first.

    `vast` are the stacks that must cover every day asked (the holidays of the law itself, King's Day): of each the
    first file that covers a day decides. `gelijkgesteld` holds the days that a decree puts on a par with them,
    known for some years only: there the files add up, so that adding one day never hides another.
    """

    vast: tuple[Stapel, ...]
    gelijkgesteld: Stapel = ()
    _jaren: dict[tuple[str, str, date, int], dict[date, str]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def find_feestdag(self, dag: date) -> Feestdag | None:
        """Give the holiday on a day, if it is one; raises RegelError outside the years that the rules know."""
        for stapel in self.vast:
            regel = next((r for r in stapel if r.find_periode(dag)), stapel[-1])
            if feestdag := self._find_in(regel, dag, stapel):
                return feestdag
        for regel in self.gelijkgesteld:
            if regel.find_periode(dag) and (feestdag := self._find_in(regel, dag, self.gelijkgesteld)):
                return feestdag
        return None

    def _find_in(self, regel: Regel, dag: date, stapel: Stapel) -> Feestdag | None:
        """Give the holiday that one file makes of a day, if it does; raises RegelError when it does not cover it."""
        grond = regel.op(dag, volgorde=tuple(r.laag for r in stapel))
        naam = self._list_dagen(regel, grond, dag.year).get(dag)
        return Feestdag(dag, naam, grond) if naam else None

    def is_gewone_dag(self, dag: date) -> bool:
        """Tell whether a day is no Saturday, Sunday or holiday."""
        return not is_weekend(dag) and self.find_feestdag(dag) is None

    def kent_gelijkstelling(self, dag: date) -> bool:
        """Tell whether it is known which days are put on a par with holidays around this day."""
        return any(regel.find_periode(dag) for regel in self.gelijkgesteld)

    def list_feestdagen(self, jaar: int) -> list[Feestdag]:
        """List the holidays of a year in order; a name per day, also when two coincide."""
        begin = date(jaar, 1, 1)
        dagen = (begin + timedelta(days=n) for n in range((date(jaar + 1, 1, 1) - begin).days))
        return [feestdag for dag in dagen if (feestdag := self.find_feestdag(dag))]

    def _list_dagen(self, regel: Regel, grond: Grond, jaar: int) -> dict[date, str]:
        """Give the days that one period of one file makes in a year, computed once."""
        sleutel = (regel.laag, regel.id, grond.vanaf, jaar)
        if sleutel not in self._jaren:
            self._jaren[sleutel] = derive_dagen(grond.waarde, jaar, plaats=f"{regel.plaats} ({regel.id})")
        return self._jaren[sleutel]


def derive_dagen(waarde: Iterable[Mapping[str, Any]], jaar: int, *, plaats: str) -> dict[date, str]:
    """Work out in one year the days that a rule describes, each with its name.

    A day is described by `na_pasen` (days after Easter Sunday), by `maand` and `dag` (with `bij_zondag`: so many
    days away when that is a Sunday), or by `op`, one date. Raises RegelError for anything else.
    """
    dagen: dict[date, str] = {}
    for beschrijving in waarde:
        try:
            dag = _derive_dag(beschrijving, jaar)
            naam = beschrijving["naam"]
        except (KeyError, TypeError, ValueError) as fout:
            raise RegelError(
                f"{plaats}: {beschrijving!r} beschrijft geen feestdag. Geef naam en een van: op (datum), na_pasen "
                "(aantal dagen), of maand en dag (eventueel met bij_zondag)."
            ) from fout
        if dag.year == jaar:
            dagen.setdefault(dag, naam)
    return dagen


def _derive_dag(beschrijving: Mapping[str, Any], jaar: int) -> date:
    """Work out one described day in a year; a single date stays in its own year."""
    if "op" in beschrijving:
        if not is_dag(beschrijving["op"]):
            raise TypeError
        dag: date = beschrijving["op"]
        return dag
    if "na_pasen" in beschrijving:
        return derive_pasen(jaar) + timedelta(days=beschrijving["na_pasen"])
    dag = date(jaar, beschrijving["maand"], beschrijving["dag"])
    return dag + timedelta(days=beschrijving.get("bij_zondag", 0)) if dag.weekday() == 6 else dag
