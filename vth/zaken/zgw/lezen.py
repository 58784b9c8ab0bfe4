"""Reading a page of zaken or decisions for the ZGW APIs with all that hangs to them, in a fixed number of queries."""

import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db import connection
from django.db.models import F, Max, Model, Q, QuerySet

from vth.register.models import Bronobject
from vth.register.selectors import find_zichtbaar
from vth.toegang.rules import Viewer, check_ziet, derive_zicht_sql

from ..documenten.selectors import list_zichtbare_documenten
from ..models import (
    Besluit,
    Document,
    Termijngebeurtenis,
    Zaak,
    Zaakbewaring,
    Zaakgebeurtenis,
    Zaakonderwerp,
    Zaakrelatie,
    Zaaktermijn,
)
from ..selectors import list_zichtbaar, list_zichtbare_besluiten, read_soort

PER_BLADZIJ = 100
# How far a list is counted; the standard asks for a number, and nobody waits for millions to be counted.
TELGRENS = 1000
D = TypeVar("D", Zaak, Besluit, Document)
# What there is to read of: a draft is nothing to exchange yet, and of what was destroyed only the protocol is left.
STAAT_ER: dict[type[Model], dict[str, Any]] = {
    Zaak: {"vernietigd_op": None},
    Besluit: {"besluitdatum__isnull": False},
    Document: {"vernietigd_op": None},
}
# So many organisations and gemeenten are each asked on their own.
WEINIG = 12
DINGEN = ("vthobject", "activiteituitvoering")


@dataclass(frozen=True)
class Bladzij(Generic[D]):
    """One page: what is on it, and whether there is more."""

    rijen: list[D]
    meer: bool


def list_zaken(viewer: Viewer, velden: dict[str, Any], *, na: uuid.UUID | None) -> Bladzij[Zaak]:
    """List the zaken that a viewer may see in the order in which they were recorded, a page at a time."""
    return _page(viewer, Zaak, velden, na)


def count_zaken(viewer: Viewer, velden: dict[str, Any]) -> int:
    """Count them, up to TELGRENS."""
    return _count(viewer, Zaak, velden)


def list_genomen(viewer: Viewer) -> QuerySet[Besluit]:
    """Give the decisions that the viewer may see and that were taken: a draft is nothing to exchange yet."""
    return list_zichtbare_besluiten(viewer).exclude(besluitdatum=None)


def list_besluiten(viewer: Viewer, velden: dict[str, Any], *, na: uuid.UUID | None) -> Bladzij[Besluit]:
    """List the decisions taken that a viewer may see, a page at a time."""
    return _page(viewer, Besluit, velden, na)


def count_besluiten(viewer: Viewer, velden: dict[str, Any]) -> int:
    """Count them, up to TELGRENS."""
    return _count(viewer, Besluit, velden)


def list_bewaard(viewer: Viewer) -> QuerySet[Document]:
    """Give the documents that the viewer may see and that were not destroyed."""
    return list_zichtbare_documenten(viewer).filter(vernietigd_op=None)


def list_documenten(viewer: Viewer, velden: dict[str, Any], *, na: uuid.UUID | None) -> Bladzij[Document]:
    """List the documents that a viewer may see, a page at a time."""
    return _page(viewer, Document, velden, na)


def count_documenten(viewer: Viewer, velden: dict[str, Any]) -> int:
    """Count them, up to TELGRENS."""
    return _count(viewer, Document, velden)


def list_ids_van(viewer: Viewer, soort: str, id_: uuid.UUID) -> list[uuid.UUID]:
    """List the ids of the documents of one `zaak` or `besluit` that the viewer may see; none when he may not see that."""
    ziet = {"zaak": list_zichtbaar(viewer), "besluit": list_genomen(viewer)}[soort]
    if not ziet.filter(pk=id_).exists():
        return []
    rijen = list_bewaard(viewer).filter(**{f"{soort}_id": id_})
    return list(rijen.order_by("pk").values_list("pk", flat=True))


def _page(viewer: Viewer, model: type[D], velden: dict[str, Any], na: uuid.UUID | None) -> Bladzij[D]:
    """Give one page after an id, in order of id."""
    verder = velden | ({"pk__gt": na} if na else {})
    ids = _list_ids(viewer, model, verder, PER_BLADZIJ + 1)
    gevonden: dict[Any, D] = model._default_manager.in_bulk(ids[:PER_BLADZIJ])
    return Bladzij([gevonden[id_] for id_ in ids[:PER_BLADZIJ] if id_ in gevonden], len(ids) > PER_BLADZIJ)


def _count(viewer: Viewer, model: type[Zaak | Besluit | Document], velden: dict[str, Any]) -> int:
    """Count up to the bound."""
    return len(_list_ids(viewer, model, velden, TELGRENS))


def _list_ids(
    viewer: Viewer, model: type[Zaak | Besluit | Document], velden: dict[str, Any], hoogstens: int
) -> list[uuid.UUID]:
    """List the first ids that a viewer may see and that fit, by the index of each organisation and gemeente that he has.

    With many of those the whole table is walked: enough of it is theirs.
    """
    zicht = viewer.zicht
    if zicht.is_leeg:
        return []
    sql, params = derive_zicht_sql(zicht, model._meta.db_table, connection.vendor, in_rij=True)
    rijen = model._default_manager.filter(**velden, **STAAT_ER[model])
    rijen = rijen.extra(where=[f"({sql})"], params=params).order_by("pk")
    wegen = [{"leverancier": c} for c in zicht.leveranciers] + [{"gebied": c} for c in zicht.gebieden]
    if zicht.landelijk or len(wegen) > WEINIG:
        wegen = [{}]
    ids = {id_ for weg in wegen for id_ in rijen.filter(**weg).values_list("pk", flat=True)[:hoogstens]}
    return sorted(ids)[:hoogstens]


@dataclass(frozen=True)
class Bijlagen:
    """What hangs to the zaken of one page, as far as the viewer may see it."""

    status: dict[uuid.UUID, int]
    onderwerpen: dict[uuid.UUID, list[tuple[Zaakonderwerp, Bronobject]]]
    delen: dict[uuid.UUID, list[uuid.UUID]]
    relaties: dict[uuid.UUID, list[tuple[uuid.UUID, str]]]
    opgeschort: dict[uuid.UUID, str]
    verlengd: dict[uuid.UUID, tuple[str, str]]
    zichtbaar: frozenset[uuid.UUID]
    documenten: dict[uuid.UUID, list[uuid.UUID]]
    bewaring: dict[uuid.UUID, Zaakbewaring]


def read_bijlagen(viewer: Viewer, zaken: Collection[Zaak]) -> Bijlagen:
    """Read what hangs to some zaken."""
    ids = [z.pk for z in zaken]
    delen = _list_van(viewer, Zaak, "hoofdzaak_id", ids)
    relaties = list(Zaakrelatie.objects.filter(van_id__in=ids).values_list("van_id", "naar_id", "aard"))
    genoemd = {n for _, n, _ in relaties} | {z.hoofdzaak_id for z in zaken if z.hoofdzaak_id}
    zichtbaar = frozenset(list_zichtbaar(viewer).filter(pk__in=genoemd).values_list("pk", flat=True))
    return Bijlagen(
        status=_find_status(ids),
        onderwerpen=list_onderwerpen(viewer, ids),
        delen=delen,
        relaties=_group((v, (n, aard)) for v, n, aard in relaties if n in zichtbaar),
        opgeschort=_find_opschorting(ids),
        verlengd=_find_verlenging(ids),
        zichtbaar=zichtbaar,
        bewaring={b.pk: b for b in Zaakbewaring.objects.filter(pk__in=ids)},
        documenten=_list_van(viewer, Document, "zaak_id", ids),
    )


def _list_van(
    viewer: Viewer, model: type[Zaak | Document], kolom: str, ids: list[uuid.UUID]
) -> dict[uuid.UUID, list[uuid.UUID]]:
    """List per zaak the ids of its parts or documents; sight is looked at in the rows, for who has hundreds of gemeenten."""
    velden = ("soort", "leverancier", "gebied", "vertrouwelijkheid")
    # In their order by Python: asked for in order, SQLite walks the whole table instead of looking up a hundred.
    rijen = model._default_manager.filter(**{f"{kolom}__in": ids}, **STAAT_ER[model]).order_by()
    return _group(
        (van, pk)
        for van, pk, *zicht in sorted(rijen.values_list(kolom, "pk", *velden))
        if check_ziet(viewer.zicht, **dict(zip(velden, zicht, strict=True)))
    )


def _group(paren: Iterable[tuple[Any, Any]]) -> dict[Any, list[Any]]:
    """Put pairs together by their first."""
    per: dict[Any, list[Any]] = {}
    for sleutel, waarde in paren:
        per.setdefault(sleutel, []).append(waarde)
    return per


def list_statussen(zaak: Zaak) -> list[Zaakgebeurtenis]:
    """List the acts that brought a zaak to a step, in order."""
    stappen = {s.code for s in read_soort(zaak).stappen}
    rijen = zaak.gebeurtenissen.filter(Q(handeling="open") | ~Q(van="")).order_by("volgnummer")
    return [g for g in rijen if g.naar in stappen and (g.van in stappen or g.handeling == "open")]


def _find_status(ids: list[uuid.UUID]) -> dict[uuid.UUID, int]:
    """Give of each zaak the act that brought it to the step where it is."""
    rijen = Zaakgebeurtenis.objects.filter(zaak_id__in=ids, naar=F("zaak__status"))
    return dict(rijen.values("zaak_id").annotate(laatste=Max("id")).values_list("zaak_id", "laatste"))


def list_onderwerpen(
    viewer: Viewer, ids: list[uuid.UUID]
) -> dict[uuid.UUID, list[tuple[Zaakonderwerp, Bronobject]]]:
    """Give what each zaak is about, with the record, as far as the viewer may see that record."""
    rijen = list(Zaakonderwerp.objects.filter(zaak_id__in=ids, vervallen_op=None).order_by("id"))
    records = find_zichtbaar(viewer, [o.bronobject_id for o in rijen])
    return _group((o.zaak_id, (o, records[o.bronobject_id])) for o in rijen if o.bronobject_id in records)


def _find_opschorting(ids: list[uuid.UUID]) -> dict[uuid.UUID, str]:
    """Give of each zaak of which a term stands still why it does."""
    stil = Zaaktermijn.objects.filter(zaak_id__in=ids, voldaan_op=None, vervallen_op=None)
    rijen = Termijngebeurtenis.objects.filter(
        termijn__in=stil.exclude(opgeschort_sinds=None), soort=Termijngebeurtenis.Soort.OPSCHORTING
    )
    return dict(rijen.order_by("op").values_list("termijn__zaak_id", "reden"))


def _find_verlenging(ids: list[uuid.UUID]) -> dict[uuid.UUID, tuple[str, str]]:
    """Give of each zaak of which a term was extended why, and by how long as ISO 8601 writes it."""
    rijen = Termijngebeurtenis.objects.filter(
        termijn__zaak_id__in=ids, soort=Termijngebeurtenis.Soort.VERLENGING
    )
    letters = {"dagen": "D", "weken": "W", "maanden": "M", "jaren": "Y"}
    return {
        zaak: (reden, f"P{aantal}{letters.get(eenheid, 'D')}")
        for zaak, reden, aantal, eenheid in rijen.order_by("op").values_list(
            "termijn__zaak_id", "reden", "aantal", "eenheid"
        )
    }
