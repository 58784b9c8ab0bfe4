"""Checking and judging: questions and answers, the verdict per criterion, its revision, and making a round public."""

import uuid
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.db import transaction

from vth.logboek.services import record_gebeurtenis
from vth.regelgeving.dagen import as_dagtekst
from vth.tijd import klok
from vth.toegang.claim import claim_alles
from vth.toegang.rules import Viewer, check_bevoegd

from .agendapunten import write_agenda
from .bewijslezen import make_bewijsgrondslag
from .boeking import lock_zelfbeoordeling, record_act
from .kader import Kader
from .models import Oordeel, Ronde, Toetsvraag, Zelfbeoordeling
from .rules import (
    BEOORDEELD,
    IN_TOETS,
    INVULLEN,
    OORDELEN,
    PUBLICEREN,
    TOETSEN,
    Criteriumoordeel,
    MonitoringError,
    check_motivering,
    check_stap,
    decide_robuust,
)
from .selectors import find_namens, get_ronde, get_zelfbeoordeling, read_kader_van, read_waarden_van


@transaction.atomic
@claim_alles()
def record_toetsvraag(
    *,
    viewer: Viewer,
    zelfbeoordeling_id: uuid.UUID | str,
    criterium: str,
    vraag: str,
    gezien: int | None = None,
) -> Toetsvraag:
    """Ask the dienst about a criterion during the check; the term for the answer is that of the kader."""
    zelfbeoordeling = get_zelfbeoordeling(viewer, zelfbeoordeling_id)
    check_bevoegd(viewer, TOETSEN, namens=zelfbeoordeling.ronde.organisatie)
    zelfbeoordeling = lock_zelfbeoordeling(zelfbeoordeling, gezien)
    kader = read_kader_van(zelfbeoordeling.ronde)
    kader.get_criterium(criterium)
    check_motivering(vraag, "de vraag")
    if zelfbeoordeling.stand != IN_TOETS:
        raise MonitoringError(
            f"De zelfbeoordeling {zelfbeoordeling.get_stand_display()}. Vragen kan zolang zij wordt getoetst."
        )
    toetsvraag = Toetsvraag.objects.create(
        zelfbeoordeling=zelfbeoordeling,
        criterium=criterium,
        vraag=vraag.strip()[:2000],
        gevraagd_op=klok.now(),
        gevraagd_door=viewer.actor,
        antwoord_voor=klok.today() + timedelta(days=kader.antwoorddagen + 1),
    )
    record_act(viewer, zelfbeoordeling, "toetsvraag", criterium=criterium)
    return toetsvraag


@transaction.atomic
@claim_alles()
def answer_toetsvraag(
    *,
    viewer: Viewer,
    zelfbeoordeling_id: uuid.UUID | str,
    vraag_id: int,
    antwoord: str,
    gezien: int | None = None,
) -> Toetsvraag:
    """Answer a question, once. Raises MonitoringError for one that was answered or is not there, and for an empty answer."""
    zelfbeoordeling = get_zelfbeoordeling(viewer, zelfbeoordeling_id)
    check_bevoegd(viewer, INVULLEN, namens=find_namens(viewer, zelfbeoordeling.dienst))
    zelfbeoordeling = lock_zelfbeoordeling(zelfbeoordeling, gezien)
    vraag = zelfbeoordeling.toetsvragen.filter(pk=vraag_id, beantwoord_op=None).first()
    if vraag is None:
        raise MonitoringError("Deze vraag is er niet, of is al beantwoord. Bekijk opnieuw wat er openstaat.")
    if not antwoord.strip():
        raise MonitoringError("Het antwoord is leeg. Schrijf op wat de toetser moet weten.")
    vraag.antwoord, vraag.beantwoord_op, vraag.beantwoord_door = (
        antwoord.strip()[:4000],
        klok.now(),
        viewer.actor,
    )
    vraag.save()
    record_act(viewer, zelfbeoordeling, "antwoord", criterium=vraag.criterium)
    return vraag


@transaction.atomic
@claim_alles()
def record_oordeel(
    *,
    viewer: Viewer,
    zelfbeoordeling_id: uuid.UUID | str,
    oordelen: Mapping[str, Criteriumoordeel],
    motivering: str,
    gezien: int | None = None,
) -> Oordeel:
    """Judge each criterion on behalf of the bewindspersoon; a second time revises the first, which stays. Who checked may not judge.

    Raises GeenToegangError, BestaatNietError, and MonitoringError for a criterion left out, a reason that says nothing, and too early.
    """
    zelfbeoordeling = get_zelfbeoordeling(viewer, zelfbeoordeling_id)
    check_bevoegd(viewer, OORDELEN, namens=zelfbeoordeling.ronde.organisatie)
    zelfbeoordeling = lock_zelfbeoordeling(zelfbeoordeling, gezien)
    stap = "herzie" if zelfbeoordeling.stand == BEOORDEELD else "oordeel"
    naar = check_stap(stap, zelfbeoordeling.stand).naar
    if zelfbeoordeling.gebeurtenissen.filter(
        door=viewer.actor, handeling__in=("rond_toets_af", "toetsvraag", "gebiedoordeel")
    ).exists():
        raise MonitoringError("U heeft deze zelfbeoordeling getoetst. Het oordeel is aan iemand anders.")
    kader = read_kader_van(zelfbeoordeling.ronde)
    robuust = decide_robuust(oordelen, [c.code for c in kader.criteria])
    check_motivering(motivering, "het oordeel")
    zelfbeoordeling.robuust = robuust
    record_act(viewer, zelfbeoordeling, stap, naar=naar, reden=motivering, robuust=robuust)
    return Oordeel.objects.create(
        zelfbeoordeling=zelfbeoordeling,
        volgnummer=zelfbeoordeling.versie,
        robuust=robuust,
        criteria={
            code: {"voldoet": o.voldoet, "motivering": o.motivering.strip()} for code, o in oordelen.items()
        },
        motivering=motivering.strip(),
        grondslag=_make_grondslag(zelfbeoordeling, kader),
        op=klok.now(),
        door=viewer.actor,
    )


def _make_grondslag(zelfbeoordeling: Zelfbeoordeling, kader: Kader) -> dict[str, Any]:
    """Keep what a verdict rested on: the versions, and the figures, the evidence and what the checker found of each field as they stood."""
    waarden = read_waarden_van(zelfbeoordeling)
    return {
        "kader": kader.versie,
        "kwaliteitscriteria": kader.kwaliteitscriteria,
        "peildatum": zelfbeoordeling.ronde.peildatum.isoformat(),
        "waarden": {code: str(waarde) for code, waarde in sorted(waarden.items())},
        "bewijs": make_bewijsgrondslag(zelfbeoordeling),
        "gebieden": {
            o.gebied: {"uitkomst": o.uitkomst, "motivering": o.motivering}
            for o in zelfbeoordeling.gebiedoordelen.order_by("volgnummer")
        },
    }


@transaction.atomic
@claim_alles()
def publish_ronde(
    *,
    viewer: Viewer,
    ronde_id: uuid.UUID | str,
    plan_voor: date | None = None,
    robuust_voor: date | None = None,
) -> Ronde:
    """Make the verdicts of a round known to all, with before when who is not robust makes a plan and must be robust.

    Once, and only when everyone was judged. Raises MonitoringError, also for dates that passed or lie in the wrong order.
    """
    ronde = get_ronde(ronde_id)
    check_bevoegd(viewer, PUBLICEREN, namens=ronde.organisatie)
    ronde = Ronde.objects.select_for_update().get(pk=ronde.pk)
    if ronde.gepubliceerd_op is not None:
        raise MonitoringError(f"{ronde.naam} is al openbaar gemaakt.")
    wacht = list(
        ronde.zelfbeoordelingen.exclude(stand=BEOORDEELD).order_by("dienst").values_list("dienst", flat=True)
    )
    if wacht:
        raise MonitoringError(
            f"Over {len(wacht)} diensten is nog geen oordeel, zoals {wacht[0]}. Beoordeel eerst iedereen."
        )
    dagen = [klok.today(), *(dag for dag in (plan_voor, robuust_voor) if dag is not None)]
    if sorted(set(dagen)) != dagen:
        raise MonitoringError(
            f"{_say_dagen(plan_voor, robuust_voor)} kan niet: eerst vandaag ({as_dagtekst(dagen[0])}), dan het plan, dan robuust."
        )
    ronde.plan_voor, ronde.robuust_voor = plan_voor, robuust_voor
    ronde.gepubliceerd_op, ronde.versie = klok.now(), ronde.versie + 1
    ronde.save()
    for z in ronde.zelfbeoordelingen.select_related("ronde").filter(robuust=False):
        write_agenda(z)
    record_gebeurtenis(
        actor=viewer.actor,
        handeling="ronde.publiceer",
        organisatie=ronde.organisatie,
        onderwerp=("ronde", str(ronde.pk)),
    )
    return ronde


def _say_dagen(plan_voor: date | None, robuust_voor: date | None) -> str:
    """Say which days were given."""
    gegeven = (("een plan", plan_voor), ("robuust", robuust_voor))
    return " en ".join(
        f"{wat} vóór {as_dagtekst(dag)}" for wat, dag in gegeven if dag is not None
    ).capitalize()
