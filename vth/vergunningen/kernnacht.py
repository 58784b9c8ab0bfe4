"""Every night: the register shows of meldingen and toestemmingen what this room says of them, whatever wrote their kernel and when.

A melding can become more or less confidential by its verzoek, and kernels were written before the rules of today; what is right
already is not touched.
"""

import logging
import uuid
from collections import defaultdict
from dataclasses import replace
from datetime import date

from django.db import transaction
from django.db.models import Exists, OuterRef

from vth.agenda.dagtaken import Dagtaak
from vth.register.bijstelling import record_zicht
from vth.register.models import ToestemmingVoorkomen
from vth.toegang.claim import claim_alles
from vth.toegang.rules import VERTROUWELIJKHEDEN, derive_kernniveau
from vth.toegang.selectors import make_systeemviewer

from .kern import ALLES, derive_kernperioden, record_kern
from .melding import SOORT
from .models import Ingreep, Melding, Toestemming, Vergunning
from .rules import VergunningError
from .selectors import BUITEN_WERKING

ACTOR = "vth dagelijks"
logger = logging.getLogger(__name__)
# So many records are put right in one act.
PER_KEER = 5000


def update_meldingniveaus(na: date | None, op: date) -> int:
    """Make the kernel of each melding as confidential as its verzoek asks (`derive_kernniveau`); gives how many that changed."""
    return sum(_update_niveau(niveau, op) for niveau in VERTROUWELIJKHEDEN)


def _update_niveau(niveau: str, op: date) -> int:
    """Put right the kernels of the verzoeken of one level, supplier by supplier and share by share."""
    kernniveau = derive_kernniveau(niveau)
    viewer = replace(make_systeemviewer(ACTOR, op=op).with_handeling("register.record"), zicht=ALLES)
    per_leverancier: dict[str, list[uuid.UUID]] = defaultdict(list)
    with claim_alles():
        rijen = Melding.objects.filter(verzoek__vertrouwelijkheid=niveau)
        for leverancier, id_ in rijen.exclude(bronobject__vertrouwelijkheid=kernniveau).values_list(
            "verzoek__leverancier", "bronobject_id"
        ):
            per_leverancier[leverancier].append(id_)
    aantal = 0
    for leverancier, ids in sorted(per_leverancier.items()):
        for n in range(0, len(ids), PER_KEER):
            aantal += record_zicht(
                viewer=viewer,
                leverancier=leverancier,
                soort=SOORT,
                ids=ids[n : n + PER_KEER],
                vertrouwelijkheid=kernniveau,
            )
    return aantal


@transaction.atomic
@claim_alles()
def update_toestemmingkernen(na: date | None, op: date) -> int:
    """Write again the kernel of toestemmingen of which the register says that they work on days on which they do not; gives how many.

    Of what a court or the authority took out of force as a whole, and of what began later than was thought. One that the register
    refuses waits, and is told to who runs the machine; the others are written.
    """
    viewer, aantal = make_systeemviewer(ACTOR, op=op), 0
    toestemmingen = _lock_toestemmingen()
    perioden = _read_perioden([t.bronobject_id for t in toestemmingen if t.bronobject_id])
    ingrepen = _read_ingrepen()
    for t in toestemmingen:
        if perioden.get(t.bronobject_id, set()) == {
            (p.begin, p.eind) for p in derive_kernperioden(t, ingrepen[t.pk])
        }:
            continue
        try:
            with transaction.atomic():
                record_kern(viewer, t)
        except VergunningError as fout:
            logger.warning("De kern van toestemming %s is niet bijgewerkt: %s", t.pk, fout)
        else:
            aantal += 1
    return aantal


def _lock_toestemmingen() -> list[Toestemming]:
    """Give the toestemmingen to look at, with their permits locked: an act on one of those waits, or is seen here.

    All at once and in one order, before anything is written: who holds one of them needs nothing that is held here.
    """
    te_vroeg = Toestemming.objects.filter(
        Exists(
            ToestemmingVoorkomen.objects.filter(
                bronobject=OuterRef("bronobject"), begin_geldigheid__lt=OuterRef("ingangsdatum")
            ).believed()
        )
    )
    ids = {*_read_ingrepen(), *te_vroeg.values_list("pk", flat=True)}
    rijen = Toestemming.objects.filter(pk__een_van=list(ids), bronobject__isnull=False)
    vergunningen = set(rijen.values_list("vergunning_id", flat=True))
    list(Vergunning.objects.select_for_update().filter(pk__een_van=list(vergunningen)).order_by("pk"))
    return list(rijen.select_related("vergunning", "bronobject").order_by("pk"))


def _read_ingrepen() -> dict[uuid.UUID, list[Ingreep]]:
    """Give what took toestemmingen out of force as a whole, and counts now."""
    ingrepen: dict[uuid.UUID, list[Ingreep]] = defaultdict(list)
    for i in Ingreep.objects.filter(soort__in=BUITEN_WERKING, mutaties=[], herroepen_op=None):
        ingrepen[i.toestemming_id].append(i)
    return ingrepen


def _read_perioden(bronobject_ids: list[uuid.UUID]) -> dict[uuid.UUID | None, set[tuple[date, date]]]:
    """Give when the register holds that toestemmingen work; what follows on each other (of one holder and the next) is one period."""
    perioden: dict[uuid.UUID | None, list[tuple[date, date]]] = defaultdict(list)
    rijen = ToestemmingVoorkomen.objects.filter(bronobject_id__een_van=bronobject_ids).believed()
    velden = ("bronobject_id", "begin_geldigheid", "eind_geldigheid")
    for id_, begin, eind in rijen.order_by("begin_geldigheid").values_list(*velden):
        eigen = perioden[id_]
        sluit_aan = bool(eigen) and eigen[-1][1] == begin
        eigen.append((eigen.pop()[0] if sluit_aan else begin, eind))
    return {id_: set(eigen) for id_, eigen in perioden.items()}


DAGTAKEN = (
    Dagtaak(
        "vergunningen.meldingkernen",
        "meldingen even vertrouwelijk gemaakt in het register",
        update_meldingniveaus,
    ),
    Dagtaak(
        "vergunningen.toestemmingkernen", "toestemmingen bijgewerkt in het register", update_toestemmingkernen
    ),
)
