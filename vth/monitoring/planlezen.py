"""Reading the plan van aanpak: which criteria it must answer, the checklist, how it scored and how its planning moved."""

from dataclasses import dataclass
from datetime import date

from vth.regelgeving.dagen import as_dagtekst
from vth.regelgeving.rules import Grond, RegelError
from vth.regelgeving.selectors import find_grond

from .models import Plan, Planmaatregel, Plantoets, Zelfbeoordeling
from .rules import MonitoringError


@dataclass(frozen=True)
class Maatregelbeeld:
    """A measure with all its plannings, the first and the last apart; `laat` when its day passed and it was not done."""

    maatregel: Planmaatregel
    eerste: date
    laatste: date
    keren: int
    redenen: tuple[str, ...]
    laat: bool

    @property
    def schoof_dagen(self) -> int:
        """How far it slipped since it was first planned."""
        return (self.laatste - self.eerste).days


def list_niet_gehaald(z: Zelfbeoordeling) -> set[str]:
    """Name the criteria that the verdict that holds says are not met."""
    oordeel = z.oordelen.order_by("-volgnummer").first()
    return {code for code, rij in oordeel.criteria.items() if not rij["voldoet"]} if oordeel else set()


def read_checklist(dag: date) -> Grond:
    """Give the checklist of a day: its value has `versie` and `punten`. Raises MonitoringError where no rule covers the day."""
    try:
        return find_grond("monitoring.plan_checklist", geldig_op=dag)
    except RegelError as fout:
        raise MonitoringError(f"Voor {as_dagtekst(dag)} is er geen checklist. {fout}") from fout


def list_maatregelen(plan: Plan | None, vandaag: date) -> list[Maatregelbeeld]:
    """Give the measures of a plan, the one that must be ready first on top."""
    if plan is None:
        return []
    beelden = []
    for maatregel in plan.maatregelen.prefetch_related("planningen"):
        planningen = sorted(maatregel.planningen.all(), key=lambda p: p.volgnummer)
        beelden.append(
            Maatregelbeeld(
                maatregel=maatregel,
                eerste=planningen[0].gereed_voor,
                laatste=planningen[-1].gereed_voor,
                keren=len(planningen) - 1,
                redenen=tuple(p.reden for p in planningen if p.reden),
                laat=maatregel.afgerond_op is None and planningen[-1].gereed_voor <= vandaag,
            )
        )
    return sorted(beelden, key=lambda b: (b.laatste, b.maatregel.pk))


def derive_scores(toets: Plantoets | None) -> dict[str, tuple[int, int]]:
    """Count per criterion how many points of the checklist are met, of how many."""
    if toets is None:
        return {}
    return {c: (sum(rij.values()), len(rij)) for c, rij in toets.antwoorden.items()}
