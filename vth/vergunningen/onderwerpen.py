"""For which activities and whom a draft is: that can change until it is established."""

import uuid
from collections.abc import Sequence

from django.db import transaction

from vth.register.selectors import list_zichtbare_ids
from vth.toegang.claim import claim_alles
from vth.toegang.rules import Viewer, check_bevoegd

from .boeking import SCHRIJVEN, lock_vergunning, record_act
from .controle import check_concept, check_records
from .models import Toestemming, Toestemmingonderwerp
from .onderwerpkeuzes import ACTIVITEIT, HOUDERS
from .selectors import get_toestemming

Rol = Toestemmingonderwerp.Rol


@transaction.atomic
@claim_alles()
def record_onderwerpen(
    *,
    viewer: Viewer,
    toestemming_id: uuid.UUID,
    activiteiten: Sequence[uuid.UUID] | None = None,
    houders: Sequence[uuid.UUID] | None = None,
    gezien: int | None = None,
) -> Toestemming:
    """Say for which activities and whom a draft is, instead of what it said; None leaves that as it is.

    What it names that the viewer may not see stays. Raises GeenToegangError, BestaatNietError, and VergunningError for what is
    established (then it is a change of holder, or a later decision), and for a record that is not there for this viewer or is of
    another kind.
    """
    toestemming = get_toestemming(viewer, toestemming_id)
    check_bevoegd(viewer, SCHRIJVEN, namens=toestemming.vergunning.leverancier)
    vergunning = lock_vergunning(toestemming.vergunning, gezien)
    # What another act did while this one waited is seen only now.
    toestemming.refresh_from_db()
    check_concept(toestemming)
    check_records(viewer, activiteiten or (), (ACTIVITEIT,))
    check_records(viewer, houders or (), HOUDERS)
    for rol, ids in ((Rol.ACTIVITEIT, activiteiten), (Rol.HOUDER, houders)):
        if ids is not None:
            _put_rol(viewer, toestemming, rol, set(ids))
    record_act(viewer, vergunning, "onderwerpen", toestemming=toestemming.pk)
    return toestemming


def _put_rol(viewer: Viewer, toestemming: Toestemming, rol: Rol, ids: set[uuid.UUID]) -> None:
    """Let a draft name these records in one role, and beside them those that the viewer may not see."""
    rijen = toestemming.onderwerpen.filter(rol=rol)
    al = set(rijen.values_list("bronobject_id", flat=True))
    weg = list_zichtbare_ids(viewer, al - ids)
    rijen.filter(bronobject_id__in=weg).delete()
    Toestemmingonderwerp.objects.bulk_create(
        Toestemmingonderwerp(toestemming=toestemming, bronobject_id=id_, rol=rol) for id_ in sorted(ids - al)
    )
