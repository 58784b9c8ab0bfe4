"""The writers of hearing the offender before a measure: the voornemen, his answer, or why he is not heard (Awb 4:8 and 4:11)."""

import uuid
from datetime import date

from django.db import transaction

from vth.regelgeving.dagen import as_dagtekst
from vth.regelgeving.selectors import find_termijn
from vth.regelgeving.termijn import Termijn, derive_kaal_einde
from vth.tijd import klok
from vth.toegang.claim import claim_alles
from vth.toegang.rules import Viewer, check_bevoegd

from .boeking import KORTSTE_REDEN, MAATREGEL, lock_voorbereiding, record_maatregelact
from .models import Maatregel
from .rules import HandhavingError, check_overgang
from .selectors import find_regel, get_maatregel

Staat = Maatregel.Staat


def derive_zienswijze_tot(maatregel: Maatregel, op: date) -> date:
    """Work out until when somebody can answer a voornemen that is sent on a day, by the rule of the authority (Awb 4:8 names no term)."""
    return derive_kaal_einde(_find_zienswijzetermijn(maatregel, op), op)


def name_zienswijzegrond(maatregel: Maatregel, op: date) -> str:
    """Name the rule of that term for who reads the letter over, and say so when it is an assumption."""
    grond = _find_zienswijzetermijn(maatregel, op).grond
    if grond is None:
        return ""
    return f"{grond.regel_id}{' (aanname)' if grond.is_aanname else ''}"


def say_zienswijzeaanname(maatregel: Maatregel, op: date) -> tuple[str, ...]:
    """Say to who gets the letter that nobody adopted this term; nothing when the authority did."""
    grond = _find_zienswijzetermijn(maatregel, op).grond
    if grond is None or not grond.is_aanname:
        return ()
    return (
        "De wet noemt geen termijn voor een zienswijze. De termijn in deze brief is een aanname en nog niet vastgesteld.",
    )


def _find_zienswijzetermijn(maatregel: Maatregel, op: date) -> Termijn:
    """Find the term to answer a voornemen, by the rule of the authority."""
    return find_termijn(
        "handhaving.zienswijzetermijn",
        geldig_op=op,
        bevoegd_gezag=maatregel.bevoegd_gezag,
        omgevingsdienst=maatregel.leverancier,
    )


@transaction.atomic
@claim_alles()
def record_voornemen(
    *,
    viewer: Viewer,
    maatregel_id: uuid.UUID,
    op: date,
    zienswijze_tot: date | None = None,
    gezien: int | None = None,
) -> Maatregel:
    """Note that the voornemen was sent; the offender may answer until a day, by the rule or as given (Awb 4:8).

    Raises HandhavingError for a day in the future, or an end that is not after it.
    """
    maatregel = get_maatregel(viewer, maatregel_id)
    check_bevoegd(viewer, MAATREGEL, namens=maatregel.leverancier)
    maatregel = lock_voorbereiding(maatregel, gezien)
    if op > klok.today():
        raise HandhavingError(
            f"Het voornemen zou zijn verzonden op {as_dagtekst(op)}, en dat is nog niet geweest."
        )
    tot = zienswijze_tot or derive_zienswijze_tot(maatregel, op)
    if tot <= op:
        raise HandhavingError(
            f"De zienswijze kan niet eindigen op {as_dagtekst(tot)}: dat is niet na het voornemen ({as_dagtekst(op)})."
        )
    naar = check_overgang(Staat.CONCEPT, "voornemen")
    maatregel.voornemen_op, maatregel.zienswijze_tot = op, tot
    record_maatregelact(viewer, maatregel, "voornemen", naar=naar, dag=op, tot=tot)
    return maatregel


@transaction.atomic
@claim_alles()
def record_zienswijze(
    *, viewer: Viewer, maatregel_id: uuid.UUID, op: date, oordeel: str, gezien: int | None = None
) -> Maatregel:
    """Note that the offender answered, and what is thought of it. Refused before there was a voornemen."""
    maatregel = get_maatregel(viewer, maatregel_id)
    check_bevoegd(viewer, MAATREGEL, namens=maatregel.leverancier)
    maatregel = lock_voorbereiding(maatregel, gezien)
    if maatregel.voornemen_op is None or not maatregel.voornemen_op <= op <= klok.today():
        raise HandhavingError(
            f"Een zienswijze op {as_dagtekst(op)} kan niet: zij komt na het voornemen ({as_dagtekst(maatregel.voornemen_op) if maatregel.voornemen_op else 'nog niet verzonden'}) en niet in de toekomst."
        )
    maatregel.zienswijze_op, maatregel.zienswijze_oordeel = op, oordeel.strip()[:4000]
    record_maatregelact(viewer, maatregel, "zienswijze", dag=op)
    return maatregel


@transaction.atomic
@claim_alles()
def record_niet_gehoord(
    *, viewer: Viewer, maatregel_id: uuid.UUID, waarom: str, toelichting: str, gezien: int | None = None
) -> Maatregel:
    """Note why the offender is not heard first: one of the reasons of Awb 4:11, with what makes it so."""
    maatregel = get_maatregel(viewer, maatregel_id)
    check_bevoegd(viewer, MAATREGEL, namens=maatregel.leverancier)
    maatregel = lock_voorbereiding(maatregel, gezien)
    redenen = find_regel("handhaving.niet_horen", klok.today()).waarde
    if waarom not in redenen:
        raise HandhavingError(
            f"‘{waarom[:40]}’ is geen reden om niet te horen (Awb 4:11). Kies uit: {', '.join(redenen)}."
        )
    if len(toelichting.strip()) < KORTSTE_REDEN:
        raise HandhavingError("Schrijf op waaruit dat hier blijkt.")
    maatregel.niet_gehoord = f"{redenen[waarom]}: {toelichting.strip()}"[:1000]
    record_maatregelact(viewer, maatregel, "niet_gehoord", reden=toelichting)
    return maatregel
