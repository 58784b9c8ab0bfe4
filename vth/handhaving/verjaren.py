"""Until when one forfeited amount can still be claimed: interruption and extension from what was done and what runs. Pure.

Awb 5:35 and 5:37a with 4:105 to 4:111; the counting itself is `regelgeving.verjaring`. As long as the last can still be appealed the limitation of what it
forfeited is extended (5:35 lid 2); an appeal against the last covers the recovery decision too (5:39).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from vth.regelgeving.verjaring import (
    Stuiting,
    Verjaringsregels,
    Verjaringsuitkomst,
    Verjaringsverlenging,
    derive_verjaring,
)

RECHTSMIDDEL_LAST = "rechtsmiddel_last"
# What is part of claiming, and of which nobody thinks that it interrupts.
STIL = ("voornemen", "zienswijze", "kostenbeschikking", "betaaltermijn")


@dataclass(frozen=True)
class Handelingbeeld:
    """Something done to a claim: its kind, its day, and for what lasts until when (none while it lasts)."""

    soort: str
    dag: date
    tot: date | None = None
    duurt: bool = False


@dataclass(frozen=True)
class Laststand:
    """Since when the last can be appealed, and since when no more; neither when it is no decision of which that is known."""

    verzonden_op: date | None = None
    onherroepelijk_op: date | None = None


def derive_stand(
    dag: date,
    handelingen: Sequence[Handelingbeeld],
    last: Laststand,
    *,
    op: date,
    regels: Verjaringsregels,
    gebeurtenis: str = "verbeurte",
) -> Verjaringsuitkomst:
    """Work out on `op` until when an amount that was forfeited on `dag` can be claimed, with the reasoning.

    For the costs of bestuursdwang `dag` is the last day to pay; an appeal against the last does not hold up their limitation.
    What neither interrupts nor extends (a voornemen, an invoice) does nothing; the answer warns of an invoice that was taken for an interruption.
    """
    bekend = {soort for grond in regels.verlengingen for soort in grond.waarde}
    stuitingen = [Stuiting(h.dag, h.soort) for h in handelingen if not h.duurt and h.soort not in STIL]
    verlengingen = [
        Verjaringsverlenging(h.soort, h.dag, h.tot) for h in handelingen if h.duurt and h.soort in bekend
    ]
    if last.verzonden_op is not None and RECHTSMIDDEL_LAST in bekend:
        tot = last.onherroepelijk_op
        if tot is None or tot > dag:
            verlengingen.append(Verjaringsverlenging(RECHTSMIDDEL_LAST, min(last.verzonden_op, dag), tot))
    return derive_verjaring(
        dag,
        op=op,
        regels=regels,
        stuitingen=stuitingen,
        verlengingen=verlengingen,
        gebeurtenis=gebeurtenis,
    )


def derive_waakdag(uitkomst: Verjaringsuitkomst) -> date:
    """Give the day by which a claim must be interrupted to be safe: its last day, or were all extensions to end today."""
    return uitkomst.laatste_dag or uitkomst.laatste_dag_als_nu_eindigt
