"""Withdrawing a draft decision: one that was never signed goes on no more, and stays to be read with who did that, when and why."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from vth.toegang.claim import claim_alles
from vth.toegang.rules import Viewer, check_bevoegd
from vth.toegang.selectors import list_actornamen

from .besluitboeking import lock_besluit, record_besluitact
from .besluiten import OPEN, SCHRIJVEN, tell_zaak
from .models import Besluit, Goedkeuring, Zaakgebeurtenis
from .rules import ZaakError
from .selectors import get_besluit

HANDELING = "besluit_concept_ingetrokken"
KORTSTE_REDEN = 5


@dataclass(frozen=True)
class Intrekking:
    """Who withdrew a draft, when and why."""

    door: str
    op: datetime
    reden: str


@transaction.atomic
@claim_alles()
def withdraw_concept(
    *, viewer: Viewer, besluit_id: uuid.UUID, reden: str, gezien: int | None = None
) -> Besluit:
    """Withdraw a decision that was not signed yet: its text, versions and approvals stay, and nothing follows from it.

    A decision that was signed exists (Awb 1:3) and is withdrawn by another decision only. Raises GeenToegangError, BestaatNietError, AnderWasVoorError,
    and ZaakError for one that was signed, sent or withdrawn, and without a reason.
    """
    besluit = get_besluit(viewer, besluit_id)
    check_bevoegd(viewer, SCHRIJVEN, namens=besluit.leverancier)
    besluit = lock_besluit(besluit, gezien)
    if besluit.staat == Besluit.Staat.INGETROKKEN:
        raise ZaakError(f"Besluit {besluit.identificatie} is al ingetrokken. U hoeft niets te doen.")
    if besluit.staat not in OPEN:
        raise ZaakError(
            f"Besluit {besluit.identificatie} is {besluit.get_staat_display()}: het is genomen en geen concept meer. Neem een nieuw besluit om het in te trekken."
        )
    if len(reden.strip()) < KORTSTE_REDEN:
        raise ZaakError("Schrijf op waarom u dit concept intrekt, zodat een ander dat later begrijpt.")
    Goedkeuring.objects.filter(besluit=besluit, uitkomst=Goedkeuring.Uitkomst.GEVRAAGD).update(
        uitkomst=Goedkeuring.Uitkomst.VERVALLEN
    )
    besluit.staat = Besluit.Staat.INGETROKKEN
    record_besluitact(viewer, besluit, "besluit.withdraw")
    tell_zaak(viewer, besluit, HANDELING, reden)
    return besluit


def is_ingetrokken_concept(besluit: Besluit | None) -> bool:
    """Tell whether a decision is a draft that was withdrawn: it was never taken, and another can come instead."""
    return besluit is not None and besluit.staat == Besluit.Staat.INGETROKKEN and besluit.besluitdatum is None


def find_intrekking(besluit: Besluit) -> Intrekking | None:
    """Give who withdrew a draft, when and why; none of a decision that is no withdrawn draft."""
    if not is_ingetrokken_concept(besluit):
        return None
    rijen = Zaakgebeurtenis.objects.filter(
        zaak=besluit.zaak_id, handeling=HANDELING, naar=besluit.identificatie
    )
    rij = rijen.order_by("-volgnummer").first()
    if rij is None:
        return None
    return Intrekking(list_actornamen([rij.door])[rij.door], rij.op, rij.reden)
