"""Why two records that seem one are kept apart: what people judged, and suppliers that have two of them."""

import uuid
from collections import defaultdict
from dataclasses import dataclass
from itertools import islice

from django.db.models import Q

from vth.register.models import Bronobject
from vth.register.selectors import find_zichtbaar
from vth.toegang.rules import Viewer

from .models import Gelijkstelling, Koppeloordeel, derive_paar
from .oordelen import EEN, list_zelfde_entiteit
from .selectors import Paarbeeld, list_zichtbare_oordelen

HOOGSTENS = 5
Keuze = Koppeloordeel.Keuze


@dataclass(frozen=True)
class Oorzaken:
    """What keeps the things of two records apart, as far as the viewer may see; `verborgen` when there is more than that."""

    oordelen: tuple[Koppeloordeel, ...]
    dubbelen: tuple[tuple[Bronobject, Bronobject], ...]
    verborgen: bool


def find_oorzaken(viewer: Viewer, beeld: Paarbeeld) -> Oorzaken | None:
    """Find what keeps two records apart that were linked or judged the same; nothing when they are one, or never were tied.

    A judgement stands in the way when it is about a record on each side. So does a supplier with a record on each side,
    unless those two are tied themselves.
    """
    gekoppeld = beeld.gelijkstelling and beeld.gelijkstelling.uitkomst == "gekoppeld"
    keuze = beeld.oordeel.keuze if beeld.oordeel else ""
    if keuze == Keuze.VERSCHILLEND or not (gekoppeld or keuze in EEN):
        return None
    links, rechts = (list_zelfde_entiteit([r.pk]) for r in (beeld.links, beeld.rechts))
    if links & rechts:
        return None
    tussen = Q(links_id__in=links, rechts_id__in=rechts) | Q(links_id__in=rechts, rechts_id__in=links)
    alle = Koppeloordeel.objects.filter(tussen, opvolger=None, keuze=Keuze.VERSCHILLEND).count()
    oordelen = list(
        list_zichtbare_oordelen(viewer)
        .filter(tussen, keuze=Keuze.VERSCHILLEND)
        .select_related("links", "rechts")
        .order_by("-op", "-pk")[:HOOGSTENS]
    )
    dubbel = [] if alle else _list_dubbel(links, rechts, tussen)
    zichtbaar = find_zichtbaar(viewer, {id_ for paar in dubbel for id_ in paar})
    dubbelen = [(zichtbaar[a], zichtbaar[b]) for a, b in dubbel if a in zichtbaar and b in zichtbaar]
    verborgen = min(alle, HOOGSTENS) > len(oordelen) or len(dubbel) > len(dubbelen)
    return Oorzaken(tuple(oordelen), tuple(dubbelen), verborgen)


def _list_dubbel(
    links: set[uuid.UUID], rechts: set[uuid.UUID], tussen: Q
) -> list[tuple[uuid.UUID, uuid.UUID]]:
    """List records of one supplier on either side that nothing ties, as many as a page shows."""
    van = dict(Bronobject.objects.filter(pk__in=links | rechts).values_list("pk", "leverancier"))
    gekoppeld = Gelijkstelling.objects.filter(tussen, uitkomst="gekoppeld").believed()
    een = Koppeloordeel.objects.filter(tussen, opvolger=None, keuze__in=EEN)
    direct = {*gekoppeld.values_list("links_id", "rechts_id"), *een.values_list("links_id", "rechts_id")}
    rechts_van = defaultdict(list)
    for b in sorted(rechts, key=str):
        rechts_van[van[b]].append(b)
    paren = (derive_paar(a, b) for a in sorted(links, key=str) for b in rechts_van[van[a]])
    return list(islice((p for p in paren if p not in direct), HOOGSTENS))
