"""The writer of ground energy systems: what is known after one act, as a new version."""

import uuid
from typing import Any

from django.db import transaction
from django.db.models import Max

from vth.logboek.services import record_gebeurtenis
from vth.register.models import Bronobject
from vth.register.selectors import get_bronobject
from vth.tijd import klok
from vth.toegang.claim import claim_alles
from vth.toegang.rules import Viewer, check_bevoegd

from ..boeking import SCHRIJVEN
from ..models import Bodemenergiestand
from ..rules import AnderWasVoorError, ToezichtError
from .bemonstering import MonsterError
from .bodemenergiegegevens import as_gegevens, make_systeem


@transaction.atomic
@claim_alles()
def record_bodemenergie(
    *,
    viewer: Viewer,
    bronobject_id: uuid.UUID,
    gegevens: dict[str, Any],
    reden: str = "",
    gezien: int | None = None,
) -> Bodemenergiestand:
    """Record what is known of a closed ground energy system now; what was known before stays beside it.

    Raises GeenToegangError, BestaatNietError, AnderWasVoorError when somebody wrote since version `gezien`, and ToezichtError for values
    that cannot be read, or for a first version in which nothing is.
    """
    bronobject = get_bronobject(viewer, bronobject_id)
    check_bevoegd(viewer, SCHRIJVEN, namens=bronobject.leverancier)
    Bronobject.objects.select_for_update().get(pk=bronobject.pk)
    try:
        schoon = as_gegevens(make_systeem(gegevens))
    except MonsterError as fout:
        raise ToezichtError(str(fout)) from fout
    laatste = Bodemenergiestand.objects.filter(bronobject=bronobject).aggregate(n=Max("versie"))["n"] or 0
    _check_versie(laatste, gezien, schoon)
    stand = Bodemenergiestand.objects.create(
        bronobject=bronobject,
        versie=laatste + 1,
        bro_id=str(schoon.get("bro_id", ""))[:60],
        gegevens=schoon,
        reden=reden.strip()[:500],
        geregistreerd_op=klok.now(),
        geregistreerd_door=viewer.actor,
    )
    record_gebeurtenis(
        actor=viewer.actor,
        organisatie=bronobject.leverancier,
        handeling="bodemenergie.record",
        onderwerp=("bronobject", str(bronobject.pk)),
        inhoud={"versie": stand.versie, "bro_id": stand.bro_id},
    )
    return stand


def _check_versie(laatste: int, gezien: int | None, gegevens: dict[str, Any]) -> None:
    """Refuse what was written over somebody else's work, and a first version in which nothing stands."""
    if gezien is not None and gezien != laatste:
        raise AnderWasVoorError(
            "Iemand anders wijzigde dit systeem intussen. Er is niets vastgelegd. Bekijk het opnieuw en kies dan."
        )
    # "No, there is hinder" is an answer too: one that counts heavily.
    beantwoord = gegevens.get("geen_negatieve_interferentie") is not None
    if not laatste and not beantwoord and not any(gegevens.values()):
        raise ToezichtError(
            "Er is niets ingevuld, en er is hier nog geen systeem bekend. Vul in wat er is gemeld, of ga terug."
        )
