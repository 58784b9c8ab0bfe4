"""Writing a line with the act, and sealing committed lines afterwards."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from vth.tijd import klok

from .models import Gebeurtenis, Zegel
from .rules import derive_hash
from .selectors import as_regel


def record_gebeurtenis(
    *,
    actor: str,
    handeling: str,
    organisatie: str = "",
    onderwerp: tuple[str, str] = ("", ""),
    inhoud: Mapping[str, Any] | None = None,
) -> Gebeurtenis:
    """Write the line of one act in the caller's transaction: the act and its line stand or fall together.

    `onderwerp` is (kind, id). `inhoud` is JSON; a natural person appears in it by key only.
    """
    soort, id_ = onderwerp
    return Gebeurtenis.objects.create(
        moment=klok.now(),
        actor=actor,
        organisatie=organisatie,
        handeling=handeling,
        onderwerp_soort=soort,
        onderwerp_id=str(id_),
        inhoud=dict(inhoud or {}),
    )


@transaction.atomic
def seal_gebeurtenissen(*, hoogstens: int = 5000) -> int:
    """Number and hash the committed lines that are not sealed yet, oldest first; give how many.

    Run by one task at a time: the row of the Zegel is locked. What a slow transaction commits later gets a
    later number, so that whoever reads by number misses nothing.
    """
    Zegel.objects.get_or_create(pk=1)
    zegel = Zegel.objects.select_for_update().get(pk=1)
    open_regels = list(Gebeurtenis.objects.filter(volgnummer=None).order_by("moment", "id")[:hoogstens])
    for gebeurtenis in open_regels:
        zegel.volgnummer += 1
        zegel.hash = derive_hash(as_regel(gebeurtenis), zegel.volgnummer, zegel.hash)
        gebeurtenis.volgnummer, gebeurtenis.hash = zegel.volgnummer, zegel.hash
    Gebeurtenis.objects.bulk_update(open_regels, ["volgnummer", "hash"], batch_size=200)
    # While there is more than fits in one batch, nothing after its last line is numbered yet.
    zegel.definitief_tot = open_regels[-1].moment if len(open_regels) == hoogstens else klok.now()
    zegel.save()
    return len(open_regels)
