"""Advice without a zaak goes when its own term has passed, at whoever has it; that in a zaak goes with the zaak."""

import uuid
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import Max, Q, QuerySet

from vth.logboek.vernietiging import Vernietigbaar
from vth.regelgeving.dagen import derive_dag_in_maand
from vth.regelgeving.rules import Grond
from vth.regelgeving.selectors import find_grond
from vth.tijd.rules import derive_legal_day
from vth.toegang.claim import claim_alles
from vth.toegang.rules import Viewer, check_bevoegd

from ..bewaring.wissen import erase_adviezen
from ..models import Adviesverzoek
from ..selectors import BestaatNietError
from .boeking import note_vernietigd
from .rules import LOOPT
from .selectors import list_zichtbare_adviezen

KAMER, SOORT = "adviezen", "adviesverzoek"
TERMIJN = "zaken.bewaartermijn_advies"
HANDELING = "register.erase"
LEEG = Q(over="", vraag="", advies="", opvolging_reden="", grondslag="")


def find_termijn(leverancier: str, op: date) -> Grond:
    """Give the term that an organisation keeps on a day; its own rule file comes before that of the country."""
    return find_grond(TERMIJN, geldig_op=op, omgevingsdienst=leverancier)


def list_te_vernietigen(viewer: Viewer, *, op: date, hoogstens: int) -> list[Vernietigbaar]:
    """List the advice without a zaak that may go on a day, as far as the viewer may see it: nobody waits for it, or did anything with it for so long."""
    rijen, gevonden = _list_los(viewer), list[Vernietigbaar]()
    for leverancier in sorted(set(rijen.order_by().values_list("leverancier", flat=True).distinct())):
        grond = find_termijn(leverancier, op)
        eigen = rijen.filter(leverancier=leverancier, laatst__date__lte=_derive_grens(grond, op))
        for advies in eigen.order_by("pk")[: hoogstens - len(gevonden)]:
            dag, termijn = derive_legal_day(advies.laatst), f"{grond.waarde} {grond.eenheid}"
            gevonden.append(Vernietigbaar(KAMER, SOORT, str(advies.pk), leverancier, dag, termijn))
    return gevonden


def _list_los(viewer: Viewer) -> QuerySet[Any]:
    """Give what still says something of advice without a zaak for which nobody waits, with when something was last done with it."""
    rijen = list_zichtbare_adviezen(viewer).filter(zaak=None).exclude(staat=LOOPT).exclude(LEEG)
    return rijen.annotate(laatst=Max("gebeurtenissen__op"))


def _derive_grens(grond: Grond, op: date) -> date:
    """Give up to and with which day something was last done with what may go."""
    return derive_dag_in_maand(op, -int(grond.waarde))[0]


def is_te_vernietigen(viewer: Viewer, advies_id: uuid.UUID | str, *, op: date) -> bool:
    """Tell whether one request may go on a day. Raises BestaatNietError."""
    advies = _get_los(viewer, advies_id)
    grens = _derive_grens(find_termijn(advies.leverancier, op), op)
    return _list_los(viewer).filter(pk=advies.pk, laatst__date__lte=grens).exists()


def _get_los(viewer: Viewer, advies_id: uuid.UUID | str) -> Adviesverzoek:
    """Give a request without a zaak that the viewer may see. Raises BestaatNietError."""
    try:
        advies = list_zichtbare_adviezen(viewer).filter(zaak=None, pk=advies_id).first()
    except ValidationError:
        advies = None
    if advies is None:
        raise BestaatNietError(
            f"Adviesverzoek {str(advies_id)[:40]} zonder zaak bestaat niet, of u mag het niet zien."
        )
    return advies


@transaction.atomic
@claim_alles()
def erase_advies(*, viewer: Viewer, advies_id: uuid.UUID | str, grond: str) -> int:
    """Erase what one request without a zaak says, and leave its number, kind and days; gives how many were emptied.

    Part of the controlled destruction (`vth vernietig`); `grond` is the ground that the log keeps. What was erased before writes no line.
    Raises GeenToegangError and BestaatNietError.
    """
    check_bevoegd(viewer, HANDELING)
    advies = _get_los(viewer, advies_id)
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete = ON")
    rijen = Adviesverzoek.objects.filter(pk=advies.pk)
    vol = rijen.select_for_update().exclude(LEEG).first()
    if vol is None:
        return 0
    note_vernietigd(viewer, vol, grond=grond)
    erase_adviezen(rijen)
    return 1
