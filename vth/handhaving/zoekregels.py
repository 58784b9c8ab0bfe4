"""What can be found of this room: a violation and a measure by number and words; never who is involved."""

import uuid
from collections.abc import Collection

from django.urls import reverse

from vth.toegang.rules import Viewer
from vth.zaken.models.velden import Beschermd
from vth.zoeken.services import write_kolomwoorden
from vth.zoeken.vondsten import Vondst, register_vondsten

from .models import Maatregel, Overtreding
from .selectors import list_zichtbaar, list_zichtbare_maatregelen, read_instrument

VINDBAAR: dict[type[Beschermd], tuple[str, ...]] = {
    Overtreding: ("kenmerk", "aard"),
    Maatregel: ("kenmerk", "omschrijving", "instrument"),
}


def write_zoekregels(
    ids: Collection[uuid.UUID] | None = None, *, model: type[Beschermd] = Overtreding
) -> int:
    """Bring the index up to date for some violations or measures, or for all of a kind; inside a transaction."""
    return write_kolomwoorden(model._meta.db_table, VINDBAAR[model], (), ids)


def read_overtredingen(viewer: Viewer, ids: Collection[uuid.UUID]) -> list[Vondst]:
    """Give violations by their ids as they are shown among what was found."""
    return [
        Vondst(
            o.pk,
            o.soort,
            "Overtreding",
            str(o),
            o.aard,
            o.leverancier,
            reverse("handhaving:overtreding", args=[o.pk]),
        )
        for o in list_zichtbaar(viewer).filter(pk__in=ids)
    ]


def read_maatregelen(viewer: Viewer, ids: Collection[uuid.UUID]) -> list[Vondst]:
    """Give measures by their ids as they are shown among what was found."""
    return [
        Vondst(
            m.pk,
            m.soort,
            "Maatregel",
            str(m),
            f"{read_instrument(m.instrument, m.geregistreerd_op.date())['naam']}: {m.omschrijving}",
            m.leverancier,
            reverse("handhaving:maatregel", args=[m.pk]),
        )
        for m in list_zichtbare_maatregelen(viewer).filter(pk__in=ids)
    ]


register_vondsten("overtredingdossier", read_overtredingen)
register_vondsten("maatregeldossier", read_maatregelen)
