"""Who told a signal goes when the term after its ending has passed; the signal itself stays as long as its zaak does."""

import uuid
from datetime import date

from django.db import connection, transaction

from vth.logboek.services import record_gebeurtenis
from vth.logboek.vernietiging import Vernietigbaar
from vth.regelgeving.dagen import derive_dag_in_maand
from vth.regelgeving.rules import Grond
from vth.regelgeving.selectors import find_grond
from vth.tijd import klok
from vth.tijd.rules import derive_legal_day
from vth.toegang.claim import claim_alles
from vth.toegang.rules import Viewer, check_bevoegd, derive_zicht_q
from vth.zaken.selectors import BestaatNietError

from .models import Signaalmelder

KAMER, SOORT = "toezicht", "signaalmelder"
TERMIJN = "toezicht.bewaartermijn_melder"
HANDELING = "register.erase"


def find_termijn(leverancier: str, op: date) -> Grond:
    """Give the term that an organisation keeps on a day; its own rule file comes before that of the country."""
    return find_grond(TERMIJN, geldig_op=op, omgevingsdienst=leverancier)


def list_te_vernietigen(viewer: Viewer, *, op: date, hoogstens: int) -> list[Vernietigbaar]:
    """List whose data may go on a day, as far as the viewer may see the signal: who told one that ended so long ago.

    A signal that is open, or whose zaak is (who told it may still have to hear what came of it), keeps who told it.
    """
    melders = Signaalmelder.objects.filter(derive_zicht_q(viewer.zicht, "signaal__"), vernietigd_op=None)
    melders = melders.exclude(signaal__afgesloten_op=None).exclude(
        signaal__zaak__isnull=False, signaal__zaak__einddatum=None
    )
    gevonden: list[Vernietigbaar] = []
    for leverancier in sorted(
        set(melders.order_by().values_list("signaal__leverancier", flat=True).distinct())
    ):
        grond = find_termijn(leverancier, op)
        grens, _ = derive_dag_in_maand(op, -int(grond.waarde))
        rijen = melders.filter(signaal__leverancier=leverancier, signaal__afgesloten_op__date__lte=grens)
        termijn = f"{grond.waarde} {grond.eenheid}"
        for id_, moment in rijen.order_by("pk").values_list("pk", "signaal__afgesloten_op")[:hoogstens]:
            assert moment is not None
            gevonden.append(
                Vernietigbaar(KAMER, SOORT, str(id_), leverancier, derive_legal_day(moment), termijn)
            )
        if len(gevonden) >= hoogstens:
            return gevonden[:hoogstens]
    return gevonden


def is_te_vernietigen(viewer: Viewer, melder_id: uuid.UUID | str, *, op: date) -> bool:
    """Tell whether what is known of who told one signal may go on a day. Raises BestaatNietError."""
    signaal = _get_melder(viewer, melder_id).signaal
    if signaal.afgesloten_op is None or (signaal.zaak is not None and signaal.zaak.einddatum is None):
        return False
    grens, _ = derive_dag_in_maand(op, -int(find_termijn(signaal.leverancier, op).waarde))
    return derive_legal_day(signaal.afgesloten_op) <= grens


def _get_melder(viewer: Viewer, melder_id: uuid.UUID | str) -> Signaalmelder:
    """Give who told a signal, when the viewer may see that signal. Raises BestaatNietError."""
    rijen = Signaalmelder.objects.filter(derive_zicht_q(viewer.zicht, "signaal__"))
    melder = rijen.select_related("signaal__zaak").filter(pk=melder_id).first()
    if melder is None:
        raise BestaatNietError(f"Melder {str(melder_id)[:40]} bestaat niet, of u mag het bericht niet zien.")
    return melder


@transaction.atomic
@claim_alles()
def erase_melders(*, viewer: Viewer, melder_id: uuid.UUID | str, grond: str) -> int:
    """Erase what is known of who told one signal, and leave the key; gives how many rows were emptied.

    Part of the controlled destruction (`vth vernietig`); `grond` is the ground that the log keeps. What was erased before writes no line.
    Raises GeenToegangError and BestaatNietError.
    """
    check_bevoegd(viewer, HANDELING)
    melder = _get_melder(viewer, melder_id)
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete = ON")
    leeg = {"naam": "", "telefoon": "", "email": "", "adres": "", "terugkoppeling": False}
    aantal = Signaalmelder.objects.filter(pk=melder.pk, vernietigd_op=None).update(
        **leeg, vernietigd_op=klok.now()
    )
    if aantal:
        record_gebeurtenis(
            actor=viewer.actor,
            organisatie=melder.signaal.leverancier,
            handeling="signaal.erase",
            onderwerp=(SOORT, str(melder.pk)),
            inhoud={"aantal": aantal, "grond": grond},
        )
    return aantal
