"""What other rooms have to put right in records that they wrote: that nothing holds of one any more, and who may see some of them."""

import uuid
from collections.abc import Collection
from datetime import date
from typing import Any

from django.db import transaction

from vth.logboek.services import record_gebeurtenis
from vth.tijd.models import Herkomst, Voorkomen
from vth.tijd.rules import Geldigheid
from vth.tijd.services import record_herkomst, record_voorkomen
from vth.toegang.claim import claim_alles
from vth.toegang.rules import Viewer, check_bevoegd

from . import stand
from .models import VOORKOMENS, Bronobject, Relatie, Zichtwijziging
from .rules import check_kop
from .selectors import get_bronobject, list_zichtbare_ids
from .zoekregels import write_zoekregels_van


@transaction.atomic
@claim_alles()
def close_object(*, viewer: Viewer, bronobject_id: uuid.UUID, vanaf: date) -> bool:
    """Say that nothing holds of a record from a day on, nor what it leads to: it ended, or it turned out that it never was.

    What was known before stays to be read. Gives whether anything changed; again changes nothing. Raises GeenToegangError, and
    BestaatNietError for a record that is not there for this viewer.
    """
    bronobject = get_bronobject(viewer, bronobject_id)
    check_bevoegd(viewer, "register.record", namens=bronobject.leverancier)
    later = VOORKOMENS[bronobject.soort].objects.filter(bronobject=bronobject).believed()
    relaties = Relatie.objects.filter(van=bronobject).believed().filter(eind_geldigheid__gt=vanaf)
    paren = list(relaties.values_list("soort", "naar_id").distinct())
    if not paren and not later.filter(eind_geldigheid__gt=vanaf).exists():
        return False
    herkomst = record_herkomst(leverancier=bronobject.leverancier, soort=Herkomst.Soort.HANDELING)
    sleutels = [{"van_id": bronobject.pk, "soort": soort, "naar_id": naar_id} for soort, naar_id in paren]
    _close(VOORKOMENS[bronobject.soort], {"bronobject": bronobject}, vanaf, herkomst)
    for sleutel in sleutels:
        _close(Relatie, sleutel, vanaf, herkomst)
    stand.raise_nummer(bronobject.leverancier, bronobject.soort)
    write_zoekregels_van([bronobject.pk])
    record_gebeurtenis(
        actor=viewer.actor,
        organisatie=bronobject.leverancier,
        handeling="register.close",
        onderwerp=(bronobject.soort, str(bronobject.pk)),
        inhoud={"sleutel": bronobject.sleutel, "vanaf": str(vanaf), "herkomst": herkomst.pk},
    )
    return True


def _close(model: type[Voorkomen], sleutel: dict[str, Any], vanaf: date, herkomst: Herkomst) -> None:
    """Let one timeline say nothing from a day on."""
    record_voorkomen(model, sleutel=sleutel, venster=Geldigheid(vanaf), vaststellingen=[], herkomst=herkomst)


@transaction.atomic
@claim_alles()
def record_zicht(
    *, viewer: Viewer, leverancier: str, soort: str, ids: Collection[uuid.UUID], vertrouwelijkheid: str
) -> int:
    """Say how confidential some records of one supplier are from now on, all in one act; gives of how many that was otherwise.

    Who saw them until now is kept, so that the feed can tell. What is as confidential already, or not there for this viewer, is
    not touched. Raises GeenToegangError, and RegisterError for a level that does not exist.
    """
    check_bevoegd(viewer, "register.record", namens=leverancier)
    check_kop(sleutel=soort, gebied="", vertrouwelijkheid=vertrouwelijkheid)
    zichtbaar = list(list_zichtbare_ids(viewer, ids))
    anders = Bronobject.objects.filter(leverancier=leverancier, soort=soort, pk__een_van=zichtbaar)
    rijen = list(anders.exclude(vertrouwelijkheid=vertrouwelijkheid).select_for_update())
    if not rijen:
        return 0
    herkomst = record_herkomst(leverancier=leverancier, soort=Herkomst.Soort.HANDELING)
    Zichtwijziging.objects.bulk_create(
        Zichtwijziging(
            bronobject=b, herkomst=herkomst, gebied=b.gebied, vertrouwelijkheid=b.vertrouwelijkheid
        )
        for b in rijen
    )
    geraakt = [b.pk for b in rijen]
    Bronobject.objects.filter(pk__een_van=geraakt).update(vertrouwelijkheid=vertrouwelijkheid)
    stand.raise_nummer(leverancier, soort)
    write_zoekregels_van(geraakt)
    record_gebeurtenis(
        actor=viewer.actor,
        organisatie=leverancier,
        handeling="register.zicht",
        onderwerp=("herkomst", str(herkomst.pk)),
        inhoud={
            "soort": soort,
            "aantal": len(geraakt),
            "vertrouwelijkheid": vertrouwelijkheid,
            "herkomst": herkomst.pk,
        },
    )
    return len(geraakt)
