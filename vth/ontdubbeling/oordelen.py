"""Which judgements hold, and what ties records together: read for services, without a viewer."""

import uuid
from collections.abc import Collection, Iterable
from typing import Any

from django.db import connection
from django.db.models import Q

from vth.register.models import Bronobject, Relatie, Toewijzing
from vth.tijd.rules import Peilmoment

from .models import Gelijkstelling, Koppeloordeel
from .rules import Paar

# A ring that is larger than this is left to the next run: a page does not wait for it.
GROOTSTE_KRING = 2000
# Any number, the same for all: who writes links or judgements waits for whoever is writing them.
SLOT = 20_261_126
Keuze = Koppeloordeel.Keuze
Uitkomst = Gelijkstelling.Uitkomst
# What makes two records one thing.
EEN = (Keuze.GELIJK, Keuze.OPVOLGING)


def lock_oordelen() -> None:
    """Let one at a time write links and judgements; on SQLite a transaction that writes is alone already."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [SLOT])


def list_geldend(**filters: Any) -> Iterable[tuple[uuid.UUID, uuid.UUID, str]]:
    """List the judgements that hold, as (links, rechts, `gelijk` or `verschillend`): what a run is bound by.

    Succession makes sites one. Who does not know says nothing.
    """
    rijen = Koppeloordeel.objects.filter(opvolger=None, **filters).exclude(keuze=Keuze.WEET_NIET)
    for links, rechts, keuze in rijen.values_list("links_id", "rechts_id", "keuze"):
        yield links, rechts, "verschillend" if keuze == Keuze.VERSCHILLEND else "gelijk"


def list_beoordeeld() -> Iterable[tuple[uuid.UUID, str, str]]:
    """List the records that judgements which hold are about, as (id, leverancier, soort)."""
    rijen = Koppeloordeel.objects.filter(opvolger=None).exclude(keuze=Keuze.WEET_NIET)
    for kant in ("links", "rechts"):
        yield from rijen.values_list(f"{kant}_id", f"{kant}__leverancier", f"{kant}__soort")


def list_gelijk_rond(
    ids: Collection[uuid.UUID], *, zonder: Paar[uuid.UUID]
) -> tuple[list[Paar[uuid.UUID]], list[Paar[uuid.UUID]]]:
    """Give what was judged one around some records, walked to its end, and what was judged different among those."""
    gezien, rand, gelijk = set(ids), set(ids), list[Paar[uuid.UUID]]()
    while rand:
        rijen = Koppeloordeel.objects.filter(Q(links_id__in=rand) | Q(rechts_id__in=rand), opvolger=None)
        rijen = rijen.filter(keuze__in=EEN)
        paren = [p for p in rijen.values_list("links_id", "rechts_id") if p != zonder]
        gelijk += paren
        rand = {id_ for paar in paren for id_ in paar} - gezien
        gezien |= rand
    anders = Koppeloordeel.objects.filter(
        links_id__in=gezien, rechts_id__in=gezien, opvolger=None, keuze=Keuze.VERSCHILLEND
    )
    verschillend = [p for p in anders.values_list("links_id", "rechts_id") if p != zonder]
    return list(dict.fromkeys(gelijk)), verschillend


def find_kring(ids: Iterable[uuid.UUID]) -> set[uuid.UUID]:
    """Give all records that links and judgements tie to some records, also where a judgement cut what ties them.

    Gives an empty set when there are more than GROOTSTE_KRING: then the next run must do it.
    """
    gezien: set[uuid.UUID] = set()
    rand = {*ids, *list_zelfde_entiteit(ids)}
    while rand:
        gezien |= rand
        if len(gezien) > GROOTSTE_KRING:
            return set()
        raakt = Q(links_id__in=rand) | Q(rechts_id__in=rand)
        paren = [
            *Gelijkstelling.objects.filter(raakt, uitkomst=Uitkomst.GEKOPPELD).believed().values_list("links_id", "rechts_id"),
            *Koppeloordeel.objects.filter(raakt, opvolger=None, keuze__in=EEN).values_list("links_id", "rechts_id"),
        ]  # fmt: skip
        rand = {id_ for paar in paren for id_ in paar} - gezien
    return gezien


def list_zelfde_entiteit(ids: Iterable[uuid.UUID]) -> set[uuid.UUID]:
    """Give the records that are about the same real things as these now."""
    eigen = set(ids)
    gezegd = dict(
        Toewijzing.objects.filter(bronobject_id__in=eigen)
        .believed()
        .values_list("bronobject_id", "identiteit")
    )
    identiteiten = {gezegd.get(id_, id_) for id_ in eigen}
    rijen = Toewijzing.objects.filter(identiteit__in=identiteiten).believed()
    elders = set(
        Toewijzing.objects.filter(bronobject_id__in=identiteiten)
        .believed()
        .values_list("bronobject_id", flat=True)
    )
    stichters = Bronobject.objects.filter(pk__in=identiteiten - elders).values_list("pk", flat=True)
    return {*rijen.values_list("bronobject_id", flat=True), *stichters}


def list_drijvers(bronobject_id: uuid.UUID, peilmoment: Peilmoment) -> set[uuid.UUID]:
    """Give who runs a site at a moment, as its supplier says."""
    rijen = Relatie.objects.filter(van_id=bronobject_id, soort="drijver").seen_at(peilmoment)
    return set(rijen.values_list("naar_id", flat=True))
