"""Forfeiture: which amounts fall due by operation of law when a last under penalty is not obeyed (Awb 5:32b and 5:33). Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from vth.regelgeving.dagen import as_dagtekst, derive_dag_in_maand

from .rules import HandhavingError

DAG = timedelta(days=1)
# A last under penalty of more units than this is a mistake in a date.
HOOGSTENS = 20_000
Periode = tuple[date, date]


@dataclass(frozen=True)
class Bedragen:
    """What is forfeited each time and at most, in euro; none when the last has no penalty. `vanaf` is the day from which it holds, when it was changed."""

    bedrag: Decimal | None
    maximum: Decimal | None
    vanaf: date | None = None


@dataclass(frozen=True)
class Dwangsom:
    """What one addressee forfeits. `vanaf` is the first day that counts: the day after the begunstigingstermijn. Amounts in euro.

    `wijzigingen` are the amounts that came instead, in the order in which they were told: the last one told holds from its day on.
    """

    modaliteit: str
    per: str
    bedrag: Decimal
    maximum: Decimal
    vanaf: date
    wijzigingen: tuple[Bedragen, ...] = ()

    def find_bedragen(self, dag: date) -> tuple[Decimal, Decimal]:
        """Give the amount and the maximum that hold on a day."""
        for w in reversed(self.wijzigingen):
            if w.vanaf is not None and w.vanaf <= dag and w.bedrag is not None and w.maximum is not None:
                return w.bedrag, w.maximum
        return self.bedrag, self.maximum


@dataclass(frozen=True)
class Verbeurd:
    """One amount: the first day of what it is for, and the day it was forfeited."""

    vanaf: date
    dag: date
    bedrag: Decimal


@dataclass(frozen=True)
class Verbeurduitkomst:
    """What is forfeited besides what was already, whether the maximum is reached, and why what was seen gives nothing."""

    nieuw: tuple[Verbeurd, ...]
    vol: bool
    totaal: Decimal
    meldingen: tuple[str, ...] = field(default=())


def derive_verbeurd(
    dwangsom: Dwangsom,
    overtreden: Sequence[Periode],
    *,
    eerder: Sequence[Verbeurd] = (),
    geschorst: Sequence[Periode] = (),
    telt: str = "volledig",
) -> Verbeurduitkomst:
    """Work out what is forfeited, given the days (first and last) on which the last was seen not to be obeyed.

    For a penalty per violation each of those periods is one violation. Days in `geschorst` do not count. Never more than the maximum, and never twice
    for the same unit. Raises HandhavingError for a period that ends before it begins, and for a modality that does not exist.
    """
    for van, tot in overtreden:
        if tot < van:
            raise HandhavingError(
                f"De overtreding zou duren van {as_dagtekst(van)} tot en met {as_dagtekst(tot)}. Het einde ligt voor het begin."
            )
    meldingen = [
        f"Wat op {as_dagtekst(van)} werd gezien, telt niet: de dwangsom verbeurt pas vanaf {as_dagtekst(dwangsom.vanaf)}."
        for van, tot in overtreden
        if tot < dwangsom.vanaf
    ]
    meldingen += [
        f"Wat van {as_dagtekst(van)} tot en met {as_dagtekst(tot)} werd gezien, telt niet: de last was geschorst of opgeheven."
        for van, tot in overtreden
        if tot >= dwangsom.vanaf and not _cut([(van, tot)], dwangsom.vanaf, geschorst)
    ]
    totaal = sum((v.bedrag for v in eerder), Decimal(0))
    bekend = {v.vanaf for v in eerder}
    nieuw: list[Verbeurd] = []
    for vanaf, dag in _list_momenten(dwangsom, overtreden, geschorst, telt, bool(eerder)):
        een, maximum = dwangsom.find_bedragen(dag)
        # A penalty can be lowered and never raised: what is full stays full.
        if totaal >= maximum:
            break
        if vanaf in bekend:
            continue
        bedrag = min(een, maximum - totaal)
        nieuw.append(Verbeurd(vanaf, dag, bedrag))
        totaal += bedrag
    _, maximum = dwangsom.find_bedragen(max((tot for _, tot in overtreden), default=dwangsom.vanaf))
    return Verbeurduitkomst(tuple(nieuw), totaal >= maximum, totaal, tuple(meldingen))


def _list_momenten(
    d: Dwangsom, overtreden: Sequence[Periode], geschorst: Sequence[Periode], telt: str, al: bool
) -> Iterator[tuple[date, date]]:
    """Give in order of time for what and when an amount would be forfeited, were there no maximum."""
    stukken = _cut(overtreden, d.vanaf, geschorst)
    if d.modaliteit == "ineens":
        if stukken and not al:
            yield stukken[0][0], stukken[0][0]
    elif d.modaliteit == "overtreding":
        yield from sorted(
            {(eerste, eerste) for p in overtreden if (eerste := _find_eerste(p, d.vanaf, geschorst))}
        )
    elif d.modaliteit == "tijdseenheid":
        yield from _list_eenheden(d, _merge(stukken), telt)
    else:
        raise HandhavingError(
            f"De wijze van verbeuren ‘{d.modaliteit}’ bestaat niet. Kies: ineens, tijdseenheid of overtreding."
        )


def _list_eenheden(d: Dwangsom, stukken: Sequence[Periode], telt: str) -> Iterator[tuple[date, date]]:
    """Give the units of time that count: each wholly (`volledig`) or partly (`begonnen`) within the days on which the last was not obeyed."""
    if not stukken:
        return
    k = 0
    for van, tot in stukken:
        while (einde := derive_eenheid(d.vanaf, d.per, k)[1]) < van:
            k += 1
        while True:
            begin, einde = derive_eenheid(d.vanaf, d.per, k)
            if begin > tot or k > HOOGSTENS:
                break
            if telt == "begonnen":
                yield begin, max(begin, van)
            elif begin >= van and einde <= tot:
                yield begin, einde
            elif einde > tot:
                break
            k += 1


def derive_eenheid(vanaf: date, per: str, k: int) -> Periode:
    """Give the first and last day of unit `k` (0 is the first) of a day, week or month, counted from `vanaf`; months keep their day of the month."""
    if per == "dag":
        return vanaf + k * DAG, vanaf + k * DAG
    if per == "week":
        return vanaf + 7 * k * DAG, vanaf + (7 * k + 6) * DAG
    if per == "maand":
        return derive_dag_in_maand(vanaf, k)[0], derive_dag_in_maand(vanaf, k + 1)[0] - DAG
    raise HandhavingError(f"De tijdseenheid ‘{per}’ bestaat niet. Kies: dag, week of maand.")


def is_weggevallen(verbeurd: Verbeurd, geschorst: Sequence[Periode], *, heel: bool) -> bool:
    """Tell whether an amount that was written is not forfeited after all: its day, or with `heel` a day of its unit of time, was suspended."""
    van = verbeurd.vanaf if heel else verbeurd.dag
    return any(s_van <= verbeurd.dag and van <= s_tot for s_van, s_tot in geschorst)


def _cut(perioden: Sequence[Periode], vanaf: date, geschorst: Sequence[Periode]) -> list[Periode]:
    """Give what of the periods counts: from `vanaf`, without what was suspended; in order."""
    over = [(max(van, vanaf), tot) for van, tot in perioden if tot >= vanaf]
    for s_van, s_tot in geschorst:
        nieuw = []
        for van, tot in over:
            if s_tot < van or s_van > tot:
                nieuw.append((van, tot))
                continue
            if van < s_van:
                nieuw.append((van, s_van - DAG))
            if tot > s_tot:
                nieuw.append((s_tot + DAG, tot))
        over = nieuw
    return sorted(over)


def _find_eerste(periode: Periode, vanaf: date, geschorst: Sequence[Periode]) -> date | None:
    """Give the first day of a violation that counts, if any."""
    stukken = _cut([periode], vanaf, geschorst)
    return stukken[0][0] if stukken else None


def _merge(stukken: Sequence[Periode]) -> list[Periode]:
    """Join periods that overlap or touch."""
    uit: list[Periode] = []
    for van, tot in stukken:
        if uit and van <= uit[-1][1] + DAG:
            uit[-1] = (uit[-1][0], max(uit[-1][1], tot))
        else:
            uit.append((van, tot))
    return uit
