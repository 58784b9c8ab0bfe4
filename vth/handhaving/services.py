"""The writers of violations: establish, divide, decide whether to enforce, note the end, and take one back."""

import uuid
from collections.abc import Sequence
from datetime import date

from django.db import transaction

from vth.regelgeving.dagen import as_dagtekst
from vth.tijd import klok
from vth.toegang.claim import claim_alles
from vth.toegang.rules import Viewer, check_bevoegd
from vth.toezicht.models import Bevinding, Bevindingnorm, Bevindingonderwerp, Controleonderwerp
from vth.toezicht.rules import NAGELEEFD
from vth.toezicht.selectors import get_bevinding
from vth.zaken.boeking import make_kenmerk

from .boeking import KORTSTE_REDEN, OVERTREDING, VERDELEN, lock_overtreding, record_overtredingact
from .invoer import (
    NieuweOvertreding,
    Overtrederkeuze,
    check_bevindingen,
    check_dagen,
    check_niveau,
    check_overtreders,
    derive_niveau,
)
from .models import (
    Overtreder,
    Overtreding,
    Overtredingsbevinding,
    Overtredingsnorm,
    Overtredingsonderwerp,
)
from .plek import check_plek
from .rules import HandhavingError
from .selectors import get_overtreding, list_sancties_op
from .zoekregels import write_zoekregels

Staat, Herstel, Legalisatie = Overtreding.Staat, Overtreding.Herstel, Overtreding.Legalisatie


@transaction.atomic
@claim_alles()
def record_overtreding(*, viewer: Viewer, nieuw: NieuweOvertreding) -> Overtreding:
    """Establish a violation from findings of concluded controles, with who committed it and the norms in their version of that day.

    Raises GeenToegangError, BestaatNietError, and HandhavingError for what `check_bevindingen`, `check_overtreders` and `check_dagen` refuse.
    """
    bevindingen = check_bevindingen(viewer, nieuw.bevindingen)
    controle = bevindingen[0].controle
    check_bevoegd(viewer, OVERTREDING, namens=controle.leverancier)
    if nieuw.jurist and nieuw.jurist != viewer.actor:
        check_bevoegd(viewer, VERDELEN, namens=controle.leverancier)
    if not nieuw.aard.strip():
        raise HandhavingError("Schrijf in een paar woorden op wat er is overtreden.")
    check_niveau(viewer, nieuw.vertrouwelijkheid)
    dag = nieuw.overtredingsdatum or min(b.norm_op for b in bevindingen)
    check_dagen(dag, nieuw.begonnen_op)
    overtreders = check_overtreders(viewer, nieuw.overtreders)
    overtreding = Overtreding.objects.create(
        soort="overtredingdossier",
        leverancier=controle.leverancier,
        gebied=controle.gebied,
        vertrouwelijkheid=derive_niveau(
            [nieuw.vertrouwelijkheid, *(b.controle.vertrouwelijkheid for b in bevindingen)]
        ),
        kenmerk=make_kenmerk(controle.leverancier, "O", klok.today()),
        aard=nieuw.aard.strip()[:300],
        bevoegd_gezag=nieuw.bevoegd_gezag or controle.bevoegd_gezag,
        overtredingsdatum=dag,
        begonnen_op=nieuw.begonnen_op,
        recht_op=dag,
        toelichting=nieuw.toelichting.strip(),
        jurist=nieuw.jurist,
        team=nieuw.team,
        geregistreerd_op=klok.now(),
        geregistreerd_door=viewer.actor,
    )
    _write_delen(overtreding, bevindingen, nieuw.citaten)
    for bronobject, grond in overtreders:
        Overtreder.objects.create(overtreding=overtreding, bronobject=bronobject, grond=grond)
    write_zoekregels([overtreding.pk])
    record_overtredingact(
        viewer, overtreding, "stel_vast", reden=nieuw.toelichting[:1000], bevindingen=len(bevindingen)
    )
    return overtreding


def _write_delen(overtreding: Overtreding, bevindingen: Sequence[Bevinding], citaten: Sequence[str]) -> None:
    """Write from which findings, of which norms and where; raises HandhavingError when no norm is left."""
    ids = [b.pk for b in bevindingen]
    Overtredingsbevinding.objects.bulk_create(
        Overtredingsbevinding(overtreding=overtreding, bevinding=b) for b in bevindingen
    )
    normen = list(Bevindingnorm.objects.filter(bevinding__in=ids).order_by("bevinding_id", "volgnummer"))
    rijen = {(n.citaat, n.tekst): n for n in normen}
    delen: list[tuple[str, str, Bevindingnorm | None]] = [(n.citaat, n.tekst, n) for n in rijen.values()]
    delen += [(c.strip()[:300], "", None) for c in citaten if c.strip()]
    if not delen:
        raise HandhavingError(
            "Er staat niet welk voorschrift is overtreden. Haal het aan zoals een jurist dat doet, zoals: Bal 4.1141."
        )
    Overtredingsnorm.objects.bulk_create(
        Overtredingsnorm(
            overtreding=overtreding, volgnummer=i, bevindingnorm=norm, citaat=citaat, tekst=tekst
        )
        for i, (citaat, tekst, norm) in enumerate(delen, 1)
    )
    eigen = set(Bevindingonderwerp.objects.filter(bevinding__in=ids).values_list("bronobject_id", flat=True))
    controles = {b.controle_id for b in bevindingen}
    over = eigen or set(
        Controleonderwerp.objects.filter(controle__in=controles).values_list("bronobject_id", flat=True)
    )
    Overtredingsonderwerp.objects.bulk_create(
        Overtredingsonderwerp(overtreding=overtreding, bronobject_id=id_) for id_ in sorted(over)
    )


def _lock_open(overtreding: Overtreding, gezien: int | None) -> Overtreding:
    """Lock a violation that stands. Raises HandhavingError for one that ended or lapsed."""
    overtreding = lock_overtreding(overtreding, gezien)
    if overtreding.staat != Staat.VASTGESTELD:
        raise HandhavingError(
            f"Overtreding {overtreding.kenmerk} is {overtreding.get_staat_display()}. Heropen haar eerst, met een reden."
        )
    return overtreding


@transaction.atomic
@claim_alles()
def assign_overtreding(
    *, viewer: Viewer, overtreding_id: uuid.UUID, jurist: str, team: str = "", gezien: int | None = None
) -> Overtreding:
    """Give a violation to a lawyer; taking what nobody has is free, giving to or taking from somebody else asks `overtreding.assign`."""
    overtreding = get_overtreding(viewer, overtreding_id)
    check_bevoegd(viewer, OVERTREDING, namens=overtreding.leverancier)
    overtreding = _lock_open(overtreding, gezien)
    if {overtreding.jurist, jurist} - {"", viewer.actor}:
        check_bevoegd(viewer, VERDELEN, namens=overtreding.leverancier)
    overtreding.jurist, overtreding.team = jurist, team or overtreding.team
    record_overtredingact(viewer, overtreding, "verdeel", jurist=jurist)
    return overtreding


@transaction.atomic
@claim_alles()
def record_overtreder(
    *, viewer: Viewer, overtreding_id: uuid.UUID, keuze: Overtrederkeuze, gezien: int | None = None
) -> Overtreding:
    """Add somebody who committed the violation too. Raises as `record_overtreding`, and HandhavingError for who stands there already."""
    overtreding = get_overtreding(viewer, overtreding_id)
    check_bevoegd(viewer, OVERTREDING, namens=overtreding.leverancier)
    overtreding = _lock_open(overtreding, gezien)
    [(bronobject, grond)] = check_overtreders(viewer, [keuze])
    if Overtreder.objects.filter(overtreding=overtreding, bronobject=bronobject).exists():
        raise HandhavingError(f"{bronobject} staat al bij deze overtreding.")
    Overtreder.objects.create(overtreding=overtreding, bronobject=bronobject, grond=grond)
    record_overtredingact(viewer, overtreding, "overtreder", wie=bronobject.pk)
    return overtreding


@transaction.atomic
@claim_alles()
def record_legalisatie(
    *, viewer: Viewer, overtreding_id: uuid.UUID, keuze: str, toelichting: str, gezien: int | None = None
) -> Overtreding:
    """Note whether the violation may become allowed: with concrete prospect of that no remedial sanction is proportionate. Asks a reason."""
    overtreding = get_overtreding(viewer, overtreding_id)
    check_bevoegd(viewer, OVERTREDING, namens=overtreding.leverancier)
    overtreding = _lock_open(overtreding, gezien)
    if keuze not in Legalisatie.values:
        raise HandhavingError(f"‘{keuze[:40]}’ bestaat niet. Kies uit: {', '.join(Legalisatie.values)}.")
    if keuze != Legalisatie.ONBEKEND and len(toelichting.strip()) < KORTSTE_REDEN:
        raise HandhavingError(
            "Schrijf op waaruit dat blijkt, zoals: er ligt een volledige aanvraag, en niets staat haar in de weg."
        )
    overtreding.legalisatie, overtreding.legalisatie_toelichting = keuze, toelichting.strip()[:2000]
    record_overtredingact(viewer, overtreding, "legalisatie", reden=toelichting, keuze=keuze)
    return overtreding


@transaction.atomic
@claim_alles()
def decide_handhaving(
    *, viewer: Viewer, overtreding_id: uuid.UUID, handhaven: bool, reden: str = "", gezien: int | None = None
) -> Overtreding:
    """Decide whether a measure is taken; not to asks a reason, for enforcing is the rule. Raises HandhavingError without, or while one is in force."""
    overtreding = get_overtreding(viewer, overtreding_id)
    check_bevoegd(viewer, OVERTREDING, namens=overtreding.leverancier)
    overtreding = _lock_open(overtreding, gezien)
    if not handhaven:
        if len(reden.strip()) < KORTSTE_REDEN:
            raise HandhavingError(
                "Niet handhaven is de uitzondering. Schrijf op waarom, in een zin die een ander begrijpt."
            )
        if namen := list_sancties_op(overtreding):
            raise HandhavingError(f"Tegen deze overtreding geldt {', '.join(namen)}. Trek die eerst in.")
    overtreding.indicatie_handhaving, overtreding.reden_geen = (
        handhaven,
        "" if handhaven else reden.strip()[:2000],
    )
    record_overtredingact(viewer, overtreding, "handhaven" if handhaven else "niet_handhaven", reden=reden)
    return overtreding


@transaction.atomic
@claim_alles()
def end_overtreding(
    *,
    viewer: Viewer,
    overtreding_id: uuid.UUID,
    hersteldatum: date,
    hoe: str,
    bevinding_id: uuid.UUID | None = None,
    toelichting: str = "",
    gezien: int | None = None,
) -> Overtreding:
    """Note that a violation ended, when and how that was seen; seen at a re-inspection rests on a finding that the norm was met.

    Raises GeenToegangError, BestaatNietError, AnderWasVoorError, and HandhavingError for a day in the future or before it was seen, for
    a way that does not exist, a re-inspection without such a finding, or a finding of another place.
    """
    overtreding = get_overtreding(viewer, overtreding_id)
    check_bevoegd(viewer, OVERTREDING, namens=overtreding.leverancier)
    overtreding = _lock_open(overtreding, gezien)
    if hoe not in Herstel.values:
        raise HandhavingError(f"‘{hoe[:40]}’ bestaat niet. Kies uit: {', '.join(Herstel.values)}.")
    if not overtreding.overtredingsdatum <= hersteldatum <= klok.today():
        raise HandhavingError(
            f"Hersteld op {as_dagtekst(hersteldatum)} kan niet: de overtreding werd gezien op {as_dagtekst(overtreding.overtredingsdatum)} en vandaag is het {as_dagtekst(klok.today())}."
        )
    bevinding = get_bevinding(viewer, bevinding_id) if bevinding_id else None
    if hoe == Herstel.HERCONTROLE and (
        bevinding is None or bevinding.resultaat != NAGELEEFD or bevinding.ingetrokken_op
    ):
        raise HandhavingError(
            "Gezien bij een hercontrole: kies de bevinding die zegt dat het voorschrift nu wordt nageleefd."
        )
    if bevinding is None and len(toelichting.strip()) < KORTSTE_REDEN:
        raise HandhavingError("Schrijf op waaruit blijkt dat de overtreding is beëindigd.")
    if bevinding is not None:
        check_plek(viewer, bevinding, [overtreding])
    overtreding.hersteldatum, overtreding.hersteld_hoe, overtreding.hersteld_door = (
        hersteldatum,
        hoe,
        bevinding,
    )
    record_overtredingact(
        viewer, overtreding, "beeindig", naar=Staat.BEEINDIGD, reden=toelichting, op=hersteldatum
    )
    return overtreding


@transaction.atomic
@claim_alles()
def reopen_overtreding(
    *, viewer: Viewer, overtreding_id: uuid.UUID, reden: str, gezien: int | None = None
) -> Overtreding:
    """Take back that a violation ended or lapsed, with a reason; what was decided before stays."""
    overtreding = get_overtreding(viewer, overtreding_id)
    check_bevoegd(viewer, OVERTREDING, namens=overtreding.leverancier)
    overtreding = lock_overtreding(overtreding, gezien)
    if overtreding.staat == Staat.VASTGESTELD:
        raise HandhavingError(f"Overtreding {overtreding.kenmerk} staat al open.")
    if len(reden.strip()) < KORTSTE_REDEN:
        raise HandhavingError("Schrijf op waarom de overtreding weer opengaat.")
    overtreding.hersteldatum, overtreding.hersteld_hoe, overtreding.hersteld_door = None, "", None
    record_overtredingact(viewer, overtreding, "heropen", naar=Staat.VASTGESTELD, reden=reden)
    return overtreding


@transaction.atomic
@claim_alles()
def cancel_overtreding(
    *, viewer: Viewer, overtreding_id: uuid.UUID, reden: str, gezien: int | None = None
) -> Overtreding:
    """Take a violation back that turned out to be none (its finding was withdrawn), with a reason. Refused while a sanction against it is in force."""
    overtreding = get_overtreding(viewer, overtreding_id)
    check_bevoegd(viewer, OVERTREDING, namens=overtreding.leverancier)
    overtreding = _lock_open(overtreding, gezien)
    if len(reden.strip()) < KORTSTE_REDEN:
        raise HandhavingError("Schrijf op waarom dit toch geen overtreding is.")
    if namen := list_sancties_op(overtreding):
        raise HandhavingError(
            f"Tegen deze overtreding geldt {', '.join(namen)}. Trek die eerst in; anders blijft een sanctie zonder grond over."
        )
    record_overtredingact(viewer, overtreding, "vervalt", naar=Staat.VERVALLEN, reden=reden)
    return overtreding
