"""Approval by a second person: asked for one version of a text, answered by somebody who did not write it; and comments."""

import uuid

from django.db import transaction

from vth.tijd import klok
from vth.toegang.claim import claim_alles
from vth.toegang.rules import Viewer, check_bevoegd, derive_zicht_q

from .besluitboeking import get_laatste, lock_besluit, record_besluitact
from .models import Besluit, Goedkeuring, Goedkeuringsopmerking
from .rules import ZaakError, check_goedkeurder
from .selectors import BestaatNietError, get_besluit, list_waargenomen

SCHRIJVEN, GOEDKEUREN = "besluit.record", "besluit.approve"
Staat = Besluit.Staat
Uitkomst = Goedkeuring.Uitkomst


@transaction.atomic
@claim_alles()
def request_goedkeuring(
    *, viewer: Viewer, besluit_id: uuid.UUID, aan: str = "", gezien: int | None = None
) -> Goedkeuring:
    """Ask a second person to agree with the text as it is now; without `aan` whoever has the right may answer.

    Raises GeenToegangError, BestaatNietError, AnderWasVoorError, and ZaakError for an empty text, one that waits already, or
    when a writer of the text is asked.
    """
    besluit = get_besluit(viewer, besluit_id)
    check_bevoegd(viewer, SCHRIJVEN, namens=besluit.leverancier)
    besluit = lock_besluit(besluit, gezien)
    if besluit.staat != Staat.CONCEPT:
        raise ZaakError(
            f"Besluit {besluit.identificatie} is {besluit.get_staat_display()}. Alleen een concept wordt voorgelegd."
        )
    versie = get_laatste(besluit)
    if aan in _list_opstellers(besluit):
        raise ZaakError(
            "U vraagt het aan iemand die aan dit besluit schreef. Een tweede persoon moet het goedkeuren. Kies een ander."
        )
    goedkeuring = Goedkeuring.objects.create(
        besluit=besluit, versie=versie, gevraagd_door=viewer.actor, gevraagd_aan=aan, gevraagd_op=klok.now()
    )
    besluit.staat = Staat.VOORGELEGD
    record_besluitact(viewer, besluit, "goedkeuring.request", aan=aan)
    return goedkeuring


@transaction.atomic
@claim_alles()
def decide_goedkeuring(
    *, viewer: Viewer, goedkeuring_id: uuid.UUID, akkoord: bool, opmerking: str = ""
) -> Goedkeuring:
    """Agree with a text, or send it back with what must change; never by who wrote any of it.

    Raises GeenToegangError, BestaatNietError, and ZaakError when it was answered already, when it was asked of somebody whom
    the viewer does not stand in for, or when it is sent back without words.
    """
    rijen = Goedkeuring.objects.filter(derive_zicht_q(viewer.zicht, "besluit__"), pk=goedkeuring_id)
    goedkeuring = rijen.select_related("besluit", "versie").first()
    if goedkeuring is None:
        raise BestaatNietError("Deze vraag om goedkeuring bestaat niet, of u mag die niet zien.")
    check_bevoegd(viewer, GOEDKEUREN, namens=goedkeuring.besluit.leverancier)
    besluit = lock_besluit(goedkeuring.besluit, None)
    goedkeuring.refresh_from_db()
    if goedkeuring.uitkomst != Uitkomst.GEVRAAGD:
        raise ZaakError(
            f"Over deze tekst is al beslist: {goedkeuring.get_uitkomst_display()}. Bekijk het besluit opnieuw."
        )
    namens = check_goedkeurder(
        viewer.actor,
        opstellers=_list_opstellers(besluit),
        gevraagd_aan=goedkeuring.gevraagd_aan,
        vervangt=list_waargenomen(viewer.actor, klok.today()),
    )
    if not akkoord and not opmerking.strip():
        raise ZaakError("Schrijf op wat er anders moet, zodat de opsteller verder kan.")
    goedkeuring.uitkomst = Uitkomst.AKKOORD if akkoord else Uitkomst.TERUG
    goedkeuring.door, goedkeuring.namens, goedkeuring.op = viewer.actor, namens, klok.now()
    goedkeuring.opmerking = opmerking.strip()[:2000]
    goedkeuring.save()
    besluit.staat = Staat.GOEDGEKEURD if akkoord else Staat.CONCEPT
    record_besluitact(
        viewer,
        besluit,
        GOEDKEUREN,
        uitkomst=goedkeuring.uitkomst,
        sha256=goedkeuring.versie.sha256,
        namens=namens,
    )
    return goedkeuring


@transaction.atomic
@claim_alles()
def record_opmerking(*, viewer: Viewer, besluit_id: uuid.UUID, tekst: str) -> Goedkeuringsopmerking:
    """Comment on a text; by whoever may write or approve. Raises GeenToegangError, BestaatNietError and ZaakError."""
    besluit = get_besluit(viewer, besluit_id)
    recht = GOEDKEUREN if GOEDKEUREN in viewer.handelingen else SCHRIJVEN
    check_bevoegd(viewer, recht, namens=besluit.leverancier)
    if not tekst.strip():
        raise ZaakError("Schrijf op wat u wilt zeggen.")
    besluit = lock_besluit(besluit, None)
    opmerking = Goedkeuringsopmerking.objects.create(
        besluit=besluit,
        versie=get_laatste(besluit),
        tekst=tekst.strip()[:2000],
        door=viewer.actor,
        op=klok.now(),
    )
    record_besluitact(viewer, besluit, "besluit.opmerking")
    return opmerking


def _list_opstellers(besluit: Besluit) -> set[str]:
    """List who wrote any part of a decision."""
    return {besluit.geregistreerd_door, *besluit.versies.values_list("door", flat=True)}
