"""What can be found of this room: a violation and a measure by number and words; never who is involved."""

import uuid
from collections.abc import Collection

from django.urls import reverse

from vth.toegang.rules import Viewer, derive_zichttermen_sql
from vth.zaken.models.velden import Beschermd
from vth.zoeken.services import replace_zoekregels, select_ids
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
    tabel = model._meta.db_table
    if ids is not None and not ids:
        return 0
    wie = f"SELECT id FROM {tabel}" if ids is None else select_ids(ids)
    tekst = " || ' ' || ".join(f"replace(t.{k}, '_', ' ')" for k in VINDBAAR[model])
    regels = (
        f"SELECT t.soort AS soort, t.id AS onderwerp, substr({tekst}, 1, 300) AS titel, {tekst} AS tekst, "
        f"{derive_zichttermen_sql('t')} AS zicht FROM {tabel} t WHERE t.id IN ({wie})"
    )
    return replace_zoekregels(onderwerpen_sql=wie, regels_sql=regels)


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
