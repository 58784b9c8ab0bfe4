"""The whole timelines of several records at once, and which row of one holds on a day."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import QuerySet

from vth.tijd.rules import Peilmoment

from .models import VOORKOMENS, Bronobject


def list_tijdlijnen(
    bronobjecten: Iterable[Bronobject],
    peilmoment: Peilmoment,
    *,
    velden: Sequence[str] = (),
    herkomst: bool = False,
) -> dict[uuid.UUID, list[Any]]:
    """Give the known timelines of several records, oldest first; one query per kind of record.

    They are voorkomens, with `herkomst` with the act that said it; or rows with of `velden` what the kind has: a page of rows costs half of one of objects.
    """
    per_soort: dict[str, list[uuid.UUID]] = defaultdict(list)
    for b in bronobjecten:
        per_soort[b.soort].append(b.pk)
    tijdlijnen: dict[uuid.UUID, list[Any]] = defaultdict(list)
    for soort, ids in per_soort.items():
        rijen: QuerySet[Any] = (
            VOORKOMENS[soort].objects.filter(bronobject_id__een_van=ids).known_at(peilmoment)
        )
        if herkomst:
            rijen = rijen.select_related("herkomst")
        for voorkomen in read_velden(rijen.order_by("begin_geldigheid"), velden):
            tijdlijnen[voorkomen.bronobject_id].append(voorkomen)
    return dict(tijdlijnen)


def read_velden(rijen: QuerySet[Any], velden: Sequence[str]) -> Iterable[Any]:
    """Read rows as objects, or as rows with the fields that they have; by their own names either way."""
    if not velden:
        return rijen
    heeft = {veld.attname for veld in rijen.model._meta.concrete_fields}
    return rijen.values_list(*(veld for veld in velden if veld in heeft), named=True)


def find_geldend(tijdlijn: Sequence[Any], peilmoment: Peilmoment) -> Any:
    """Give what holds on the day; else the last before it, else the first after it."""
    eerder = [v for v in tijdlijn if v.begin_geldigheid <= peilmoment.geldig_op]
    return eerder[-1] if eerder else next(iter(tijdlijn), None)
