"""Putting right on which day a request about a last came: the term to decide is counted again, what stood there stays."""

import uuid
from datetime import date

from django.db import transaction

from vth.regelgeving.dagen import as_dagtekst
from vth.tijd import klok
from vth.tijd.rules import derive_legal_day
from vth.toegang.claim import claim_alles
from vth.toegang.rules import Viewer, check_bevoegd

from .boeking import KORTSTE_REDEN, MAATREGEL, lock_maatregel, record_maatregelact
from .models import Lastverzoek, Lastverzoekbesluit, Lastverzoekdag, Maatregel
from .rules import HandhavingError
from .selectors import get_maatregel
from .termijnlezen import derive_beslistermijn


@transaction.atomic
@claim_alles()
def record_lastverzoekdag(
    *,
    viewer: Viewer,
    maatregel_id: uuid.UUID,
    verzoek_id: int,
    ontvangen_op: date,
    reden: str,
    gezien: int | None = None,
) -> Lastverzoekdag:
    """Put right on which day a request about a last came; by when is decided follows (Awb 4:13), in the agenda too.

    Raises GeenToegangError, BestaatNietError, AnderWasVoorError, and HandhavingError for a request that is not there, no reason, the day that stands
    there, a day before the last was imposed or after the request was taken in, and a day after what was decided on it.
    """
    maatregel = get_maatregel(viewer, maatregel_id)
    check_bevoegd(viewer, MAATREGEL, namens=maatregel.leverancier)
    maatregel = lock_maatregel(maatregel, gezien)
    verzoek = Lastverzoek.objects.filter(last__maatregel=maatregel, pk=verzoek_id).first()
    if verzoek is None:
        raise HandhavingError("Dit verzoek bestaat niet. Bekijk de last opnieuw.")
    if len(reden.strip()) < KORTSTE_REDEN:
        raise HandhavingError("Schrijf op waarom u deze dag verbetert, en waaruit de goede dag blijkt.")
    oud = verzoek.stand.ontvangen_op
    _check_dag(maatregel, verzoek, oud, ontvangen_op)
    termijn = derive_beslistermijn(ontvangen_op)
    assert termijn.laatste_dag is not None
    gemaakt = Lastverzoekdag.objects.create(
        verzoek=verzoek,
        volgnummer=verzoek.dagen.count() + 1,
        ontvangen_op=ontvangen_op,
        beslissen_voor=termijn.laatste_dag,
        termijn=termijn.as_dict(),
        reden=reden.strip()[:1000],
        op=klok.now(),
        door=viewer.actor,
    )
    record_maatregelact(viewer, maatregel, "lastverzoekdag", dag=ontvangen_op, reden=reden, was=oud)
    return gemaakt


def _check_dag(maatregel: Maatregel, verzoek: Lastverzoek, oud: date, dag: date) -> None:
    """Refuse a day that cannot be."""
    if dag == oud:
        raise HandhavingError(f"{as_dagtekst(dag)} is de dag die er al staat. Kies een andere, of ga terug.")
    ingeboekt = derive_legal_day(verzoek.op)
    assert maatregel.opgelegd_op is not None
    if not maatregel.opgelegd_op <= dag <= ingeboekt:
        raise HandhavingError(
            f"Ontvangen op {as_dagtekst(dag)} kan niet: de last is opgelegd op {as_dagtekst(maatregel.opgelegd_op)} en het verzoek is ingeboekt op {as_dagtekst(ingeboekt)}. Kies een dag daartussen."
        )
    besluit = Lastverzoekbesluit.objects.filter(verzoek=verzoek).first()
    if besluit is not None and dag > min(besluit.besloten_op, besluit.vanaf or besluit.besloten_op):
        vanaf = f", met gevolg vanaf {as_dagtekst(besluit.vanaf)}" if besluit.vanaf else ""
        raise HandhavingError(
            f"Op dit verzoek is beslist op {as_dagtekst(besluit.besloten_op)}{vanaf}; het kan niet pas op {as_dagtekst(dag)} zijn ontvangen. Controleer de datum."
        )
