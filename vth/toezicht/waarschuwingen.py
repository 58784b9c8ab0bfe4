"""The writers of warnings for an inspector's safety: only inspectors and their team leaders see them, and each is looked at again."""

import uuid
from datetime import date, timedelta

from django.db import transaction

from vth.logboek.services import record_gebeurtenis
from vth.regelgeving.dagen import as_dagtekst
from vth.register.selectors import get_bronobject
from vth.tijd import klok
from vth.toegang.claim import claim_alles
from vth.toegang.rules import Viewer, check_bevoegd, derive_zicht_q
from vth.zaken.selectors import get_zichtbaar

from .models import Veiligheidswaarschuwing
from .rules import ToezichtError

RECHT = "waarschuwing.record"
LANGST = timedelta(days=731)


@transaction.atomic
@claim_alles()
def record_waarschuwing(
    *, viewer: Viewer, bronobject_id: uuid.UUID, organisatie: str, tekst: str, reden: str, herzien_op: date
) -> Veiligheidswaarschuwing:
    """Warn inspectors of a danger at a place, with how that is known and when it is looked at again.

    What it says is in no log and no search. Raises GeenToegangError, the BestaatNietError of the register, and ToezichtError without words,
    without how it is known, or with a day of review that has passed or is more than two years off.
    """
    check_bevoegd(viewer, RECHT, namens=organisatie)
    bronobject = get_bronobject(viewer, bronobject_id)
    vandaag = klok.today()
    if len(tekst.strip()) < 5 or len(reden.strip()) < 5:
        raise ToezichtError(
            "Schrijf op waarvoor iemand moet oppassen, en hoe wij dat weten. Zonder dat heeft niemand er iets aan."
        )
    if not vandaag < herzien_op <= vandaag + LANGST:
        raise ToezichtError(
            f"De waarschuwing zou opnieuw bekeken worden op {as_dagtekst(herzien_op)}. Kies een dag na vandaag en binnen twee jaar: wat niet meer klopt, doet kwaad."
        )
    waarschuwing = Veiligheidswaarschuwing.objects.create(
        soort="veiligheidswaarschuwing",
        leverancier=organisatie,
        gebied=bronobject.gebied,
        vertrouwelijkheid="zaakvertrouwelijk",
        bronobject=bronobject,
        tekst=tekst.strip()[:1000],
        reden=reden.strip()[:500],
        vanaf=vandaag,
        herzien_op=herzien_op,
        geregistreerd_op=klok.now(),
        geregistreerd_door=viewer.actor,
    )
    _log(viewer, waarschuwing, "record")
    return waarschuwing


@transaction.atomic
@claim_alles()
def withdraw_waarschuwing(*, viewer: Viewer, waarschuwing_id: uuid.UUID) -> Veiligheidswaarschuwing:
    """Say that a warning holds no more; its words go, for they may be about a person. Raises GeenToegangError and BestaatNietError."""
    rijen = Veiligheidswaarschuwing.objects.filter(derive_zicht_q(viewer.zicht), ingetrokken_op=None)
    waarschuwing = get_zichtbaar(rijen, waarschuwing_id, "Waarschuwing")
    check_bevoegd(viewer, RECHT, namens=waarschuwing.leverancier)
    waarschuwing.ingetrokken_op = klok.now()
    waarschuwing.tekst = waarschuwing.reden = ""
    waarschuwing.save(update_fields=["ingetrokken_op", "tekst", "reden"])
    _log(viewer, waarschuwing, "withdraw")
    return waarschuwing


def _log(viewer: Viewer, waarschuwing: Veiligheidswaarschuwing, wat: str) -> None:
    """Write the line of the act; never what the warning says."""
    record_gebeurtenis(
        actor=viewer.actor,
        organisatie=waarschuwing.leverancier,
        handeling=f"waarschuwing.{wat}",
        onderwerp=("veiligheidswaarschuwing", str(waarschuwing.pk)),
        inhoud={"herzien": str(waarschuwing.herzien_op)},
    )
