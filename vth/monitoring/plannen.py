"""The writers of the plan van aanpak: measures, their planning and re-planning, handing in, and its check."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction

from vth.regelgeving.dagen import as_dagtekst
from vth.tijd import klok
from vth.toegang.claim import claim_alles
from vth.toegang.rules import Viewer, check_bevoegd

from .boeking import lock_zelfbeoordeling, record_act
from .models import Plan, Planmaatregel, Planning, Plantoets, Zelfbeoordeling
from .planlezen import list_niet_gehaald, read_checklist
from .rules import INVULLEN, TOETSEN, MonitoringError, check_motivering, check_op_tijd
from .selectors import find_namens, get_zelfbeoordeling

Stand = Plan.Stand


@dataclass(frozen=True, kw_only=True)
class NieuweMaatregel:
    """A measure as somebody plans it."""

    criterium: str
    omschrijving: str
    eigenaar: str
    gereed_voor: date
    bedrag: Decimal | None = None
    besluit_door: str = ""
    risico: str = ""


def _lock(z: Zelfbeoordeling, gezien: int | None) -> tuple[Zelfbeoordeling, Plan]:
    """Lock a self-assessment with its plan, which is made when there is none. Refuses who is robust or was not judged."""
    z = lock_zelfbeoordeling(z, gezien)
    if z.robuust is not False:
        wat = "is robuust" if z.robuust else "is nog niet beoordeeld"
        raise MonitoringError(f"{z.dienst} {wat}. Een plan van aanpak maakt wie niet robuust is.")
    return z, Plan.objects.get_or_create(zelfbeoordeling=z)[0]


@transaction.atomic
@claim_alles()
def record_planmaatregel(
    *, viewer: Viewer, zelfbeoordeling_id: uuid.UUID | str, nieuw: NieuweMaatregel, gezien: int | None = None
) -> Planmaatregel:
    """Add a measure to the plan. Raises MonitoringError for a criterion that was met, without owner, ready in the past or after the day
    on which the dienst must be robust, and for an amount below zero.
    """
    z = get_zelfbeoordeling(viewer, zelfbeoordeling_id)
    check_bevoegd(viewer, INVULLEN, namens=find_namens(viewer, z.dienst))
    z, plan = _lock(z, gezien)
    if nieuw.criterium not in list_niet_gehaald(z):
        raise MonitoringError(
            f"Criterium ‘{nieuw.criterium[:60]}’ is gehaald of bestaat niet. Een maatregel hoort bij een criterium dat niet is gehaald."
        )
    if not nieuw.omschrijving.strip() or not nieuw.eigenaar.strip():
        raise MonitoringError("Zeg wat er wordt gedaan, en wie ervoor zorgt.")
    if nieuw.bedrag is not None and nieuw.bedrag < 0:
        raise MonitoringError(
            f"Een bedrag van {nieuw.bedrag} kan niet. Laat het leeg als het nog niet bekend is."
        )
    _check_dag(z, nieuw.gereed_voor)
    maatregel = Planmaatregel.objects.create(
        plan=plan,
        criterium=nieuw.criterium,
        omschrijving=nieuw.omschrijving.strip()[:500],
        eigenaar=nieuw.eigenaar.strip()[:200],
        bedrag=nieuw.bedrag,
        besluit_door=nieuw.besluit_door.strip()[:200],
        risico=nieuw.risico.strip()[:1000],
    )
    _plan(viewer, maatregel, 1, nieuw.gereed_voor, "")
    record_act(viewer, z, "planmaatregel", reden=maatregel.omschrijving, criterium=nieuw.criterium)
    return maatregel


def _check_dag(z: Zelfbeoordeling, dag: date) -> None:
    grens = z.ronde.robuust_voor
    if dag <= klok.today() or (grens and dag > grens):
        tot = f" en uiterlijk {as_dagtekst(grens)}, want dan moet de dienst robuust zijn" if grens else ""
        raise MonitoringError(
            f"Klaar vóór {as_dagtekst(dag)} kan niet. Kies een dag na vandaag ({as_dagtekst(klok.today())}){tot}."
        )


def _plan(viewer: Viewer, maatregel: Planmaatregel, nummer: int, dag: date, reden: str) -> Planning:
    return Planning.objects.create(
        planmaatregel=maatregel,
        volgnummer=nummer,
        gereed_voor=dag,
        reden=reden,
        op=klok.now(),
        door=viewer.actor,
    )


def _get_maatregel(plan: Plan, id_: uuid.UUID | str) -> Planmaatregel:
    maatregel = plan.maatregelen.filter(pk=id_).first()
    if maatregel is None:
        raise MonitoringError("Deze maatregel staat niet in dit plan. Bekijk opnieuw wat er staat.")
    if maatregel.afgerond_op is not None:
        raise MonitoringError(
            f"‘{maatregel.omschrijving}’ is al klaar sinds {as_dagtekst(maatregel.afgerond_op)}."
        )
    return maatregel


@transaction.atomic
@claim_alles()
def replan_maatregel(
    *,
    viewer: Viewer,
    zelfbeoordeling_id: uuid.UUID | str,
    maatregel_id: uuid.UUID | str,
    gereed_voor: date,
    reden: str,
    gezien: int | None = None,
) -> Planning:
    """Plan a measure anew, with the reason; what was planned before stays. Raises MonitoringError as `record_planmaatregel` does."""
    z = get_zelfbeoordeling(viewer, zelfbeoordeling_id)
    check_bevoegd(viewer, INVULLEN, namens=find_namens(viewer, z.dienst))
    z, plan = _lock(z, gezien)
    maatregel = _get_maatregel(plan, maatregel_id)
    check_motivering(reden, "waarom de planning verandert")
    _check_dag(z, gereed_voor)
    laatste = maatregel.planningen.order_by("-volgnummer")[0]
    if laatste.gereed_voor == gereed_voor:
        raise MonitoringError(f"De maatregel was al gepland vóór {gereed_voor}. Er verandert niets.")
    planning = _plan(viewer, maatregel, laatste.volgnummer + 1, gereed_voor, reden.strip()[:1000])
    record_act(viewer, z, "planning", reden=f"{maatregel.omschrijving}: {reden}", maatregel=str(maatregel.pk))
    return planning


@transaction.atomic
@claim_alles()
def close_planmaatregel(
    *,
    viewer: Viewer,
    zelfbeoordeling_id: uuid.UUID | str,
    maatregel_id: uuid.UUID | str,
    op: date,
    gezien: int | None = None,
) -> Planmaatregel:
    """Note that a measure was done, today or before. Raises MonitoringError for the future and for what was done already."""
    z = get_zelfbeoordeling(viewer, zelfbeoordeling_id)
    check_bevoegd(viewer, INVULLEN, namens=find_namens(viewer, z.dienst))
    z, plan = _lock(z, gezien)
    maatregel = _get_maatregel(plan, maatregel_id)
    if op > klok.today():
        raise MonitoringError(
            f"Klaar op {as_dagtekst(op)} ligt in de toekomst. Leg het vast als het zo ver is."
        )
    maatregel.afgerond_op = op
    maatregel.save()
    record_act(viewer, z, "planmaatregel_klaar", reden=maatregel.omschrijving, maatregel=str(maatregel.pk))
    return maatregel


@transaction.atomic
@claim_alles()
def submit_plan(
    *, viewer: Viewer, zelfbeoordeling_id: uuid.UUID | str, reden: str = "", gezien: int | None = None
) -> Plan:
    """Hand the plan in: a measure for every criterion that was not met, and why when it is late. Raises MonitoringError; twice is refused."""
    z = get_zelfbeoordeling(viewer, zelfbeoordeling_id)
    check_bevoegd(viewer, INVULLEN, namens=find_namens(viewer, z.dienst))
    z, plan = _lock(z, gezien)
    if plan.stand != Stand.CONCEPT:
        raise MonitoringError(
            f"Het plan {plan.get_stand_display()}. De planning van een maatregel kunt u wel veranderen."
        )
    zonder = sorted(list_niet_gehaald(z) - set(plan.maatregelen.values_list("criterium", flat=True)))
    if zonder:
        raise MonitoringError(
            f"Er is nog geen maatregel voor: {', '.join(zonder)}. Voeg er voor elk minstens één toe."
        )
    voor = z.ronde.plan_voor
    plan.op_tijd = check_op_tijd(klok.today(), voor, reden) if voor else True
    plan.stand, plan.ingediend_op, plan.versie = Stand.INGEDIEND, klok.now(), plan.versie + 1
    plan.save()
    record_act(viewer, z, "plan_ingediend", reden=reden)
    return plan


@transaction.atomic
@claim_alles()
def record_plantoets(
    *,
    viewer: Viewer,
    zelfbeoordeling_id: uuid.UUID | str,
    antwoorden: Mapping[str, Mapping[str, bool]],
    toelichting: str,
    gezien: int | None = None,
) -> Plantoets:
    """Score a plan that was handed in, each point of the checklist for each criterion that was not met; again is possible.

    Raises MonitoringError for a point or criterion left out or unknown, and for a plan that was not handed in.
    """
    z = get_zelfbeoordeling(viewer, zelfbeoordeling_id)
    check_bevoegd(viewer, TOETSEN, namens=z.ronde.organisatie)
    z, plan = _lock(z, gezien)
    if plan.stand == Stand.CONCEPT:
        raise MonitoringError("Het plan is nog niet ingediend.")
    check_motivering(toelichting, "de toets van het plan")
    checklist = read_checklist(klok.today()).waarde
    nodig = {(c, punt) for c in list_niet_gehaald(z) for punt in checklist["punten"]}
    gegeven = {(c, punt) for c, rij in antwoorden.items() for punt in rij}
    if nodig != gegeven:
        anders = " en ".join(sorted(nodig ^ gegeven)[0])
        raise MonitoringError(
            f"De checklist is niet volledig of noemt iets wat er niet is: {anders}. Beantwoord elk punt voor elk criterium."
        )
    plan.stand, plan.versie = Stand.GETOETST, plan.versie + 1
    plan.save()
    record_act(viewer, z, "plan_getoetst", reden=toelichting)
    return Plantoets.objects.create(
        plan=plan,
        volgnummer=plan.versie,
        checklist=checklist["versie"],
        antwoorden={c: dict(rij) for c, rij in antwoorden.items()},
        toelichting=toelichting.strip(),
        op=klok.now(),
        door=viewer.actor,
    )
