"""Reading pairs, judgements and Entiteiten for people: only what is about two records that the viewer may both see."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from vth.register.models import Bronobject, Toewijzing
from vth.register.selectors import find_identiteit, find_zichtbaar, get_bronobject, list_zichtbare_ids
from vth.tijd.rules import Peilmoment
from vth.toegang.rules import Viewer, derive_zicht_q

from .models import (
    Entiteitgebeurtenis,
    Gelijkstelling,
    Koppeloordeel,
    Koppelronde,
    Snede,
    derive_paar,
)
from .rules import Maten, derive_maten

Uitkomst = Gelijkstelling.Uitkomst
SOORTEN = ("vthobject", "activiteituitvoering", "vestiging", "nietnatuurlijkpersoon")
TELGRENS = 1000
# What a pair that was cut is called beside the outcomes of a run.
GESNEDEN = "gesneden"
# How far an id is followed that went into another: no chain of merges is that long.
LANGSTE_WEG = 50


class BestaatNietError(Exception):
    """A pair or an Entiteit that is not there for this viewer; the two reasons are not told apart."""


@dataclass(frozen=True)
class Paarfilter:
    """What the list of pairs is narrowed to; empty means not. `uitkomst` is what the run made of them, or GESNEDEN."""

    uitkomst: str = Uitkomst.TE_BEOORDELEN
    soort: str = ""
    leverancier: str = ""
    grond: str = ""


@dataclass(frozen=True)
class Paarbeeld:
    """Two records, what the last run found of them, whether they were cut, and all that was judged of them, newest first."""

    links: Bronobject
    rechts: Bronobject
    gelijkstelling: Gelijkstelling | None
    snede: Snede | None
    oordelen: tuple[Koppeloordeel, ...]

    @property
    def oordeel(self) -> Koppeloordeel | None:
        """Give the judgement that holds."""
        return next((o for o in self.oordelen if not hasattr(o, "opvolger")), None)


def list_zichtbare_paren(viewer: Viewer) -> QuerySet[Gelijkstelling]:
    """Give the pairs that runs found and that hold now, of which the viewer may see both records."""
    zicht = derive_zicht_q(viewer.zicht, "links__") & derive_zicht_q(viewer.zicht, "rechts__")
    return Gelijkstelling.objects.believed().filter(zicht)


def list_zichtbare_oordelen(viewer: Viewer) -> QuerySet[Koppeloordeel]:
    """Give the judgements that hold, about two records that the viewer may see."""
    zicht = derive_zicht_q(viewer.zicht, "links__") & derive_zicht_q(viewer.zicht, "rechts__")
    return Koppeloordeel.objects.filter(zicht, opvolger=None)


def list_paren(
    viewer: Viewer, filter_: Paarfilter, *, na: tuple[float, int] | None = None, hoogstens: int = 50
) -> list[Gelijkstelling]:
    """List pairs that nobody judged yet, in the order in which they ask for somebody, one more than `hoogstens` when there are.

    `na` is the place (rang and id) after which to go on.
    """
    rijen = filter_paren(viewer, filter_)
    if na:
        rijen = rijen.filter(Q(rang__gt=na[0]) | Q(rang=na[0], pk__gt=na[1]))
    return list(rijen.order_by("rang", "pk").select_related("links", "rechts")[: hoogstens + 1])


def filter_paren(viewer: Viewer, filter_: Paarfilter) -> QuerySet[Gelijkstelling]:
    """Give the pairs within a filter that nobody judged yet, in no order."""
    oordeel = Koppeloordeel.objects.filter(links=OuterRef("links"), rechts=OuterRef("rechts"))
    rijen = list_zichtbare_paren(viewer).filter(
        _is_binnen(filter_), ~Exists(oordeel), uitkomst=filter_.uitkomst
    )
    return rijen.filter(grond__startswith=filter_.grond) if filter_.grond else rijen


def _is_binnen(filter_: Paarfilter) -> Q:
    """Write the part of a filter that asks the same of every list of pairs."""
    binnen = Q(soort=filter_.soort) if filter_.soort else Q()
    if van := filter_.leverancier:
        binnen &= Q(links__leverancier=van) | Q(rechts__leverancier=van)
    return binnen


def list_sneden(
    viewer: Viewer, filter_: Paarfilter, *, na: tuple[float, int] | None = None, hoogstens: int = 50
) -> list[Snede]:
    """List pairs that were tied and are kept apart, as `list_paren` does: what a judgement keeps apart first."""
    rijen = filter_sneden(viewer, filter_)
    if na:
        rijen = rijen.filter(Q(rang__gt=na[0]) | Q(rang=na[0], pk__gt=na[1]))
    return list(rijen.order_by("rang", "pk").select_related("links", "rechts")[: hoogstens + 1])


def filter_sneden(viewer: Viewer, filter_: Paarfilter) -> QuerySet[Snede]:
    """Give the cut pairs within a filter, in no order; those of which somebody said not to know are left out."""
    weet_niet = Koppeloordeel.objects.filter(
        links=OuterRef("links"),
        rechts=OuterRef("rechts"),
        opvolger=None,
        keuze=Koppeloordeel.Keuze.WEET_NIET,
    )
    zicht = derive_zicht_q(viewer.zicht, "links__") & derive_zicht_q(viewer.zicht, "rechts__")
    rijen = Snede.objects.believed().filter(zicht, _is_binnen(filter_), ~Exists(weet_niet))
    if not filter_.grond:
        return rijen
    paar = Gelijkstelling.objects.believed().filter(links=OuterRef("links"), rechts=OuterRef("rechts"))
    return rijen.filter(Exists(paar.filter(grond__startswith=filter_.grond)))


def find_gelijkstellingen(
    viewer: Viewer, sneden: Iterable[Snede]
) -> dict[tuple[uuid.UUID, uuid.UUID], Gelijkstelling]:
    """Find what the run made of cut pairs, by pair; one that was only judged is not among them."""
    paren = {(s.links_id, s.rechts_id) for s in sneden}
    rijen = list_zichtbare_paren(viewer).filter(
        links_id__in={a for a, _ in paren}, rechts_id__in={b for _, b in paren}
    )
    return {(g.links_id, g.rechts_id): g for g in rijen if (g.links_id, g.rechts_id) in paren}


def count_te_beoordelen(viewer: Viewer, *, grens: int = TELGRENS) -> int:
    """Count the pairs that wait for a judgement, those that were cut among them, up to `grens`: from there on nobody counts."""
    aantal = filter_paren(viewer, Paarfilter()).values("pk")[:grens].count()
    if aantal < grens:
        aantal += filter_sneden(viewer, Paarfilter()).values("pk")[: grens - aantal].count()
    return aantal


def get_paar(viewer: Viewer, a: uuid.UUID, b: uuid.UUID) -> Paarbeeld:
    """Give any two records of one kind with what is known of them as a pair.

    Raises BestaatNietError of `register` when the viewer may not see one of them, and here when they are one or no pair.
    """
    links, rechts = (get_bronobject(viewer, id_) for id_ in derive_paar(a, b))
    if links.pk == rechts.pk or links.soort != rechts.soort or links.soort not in SOORTEN:
        raise BestaatNietError("Alleen twee verschillende gegevens van dezelfde soort vormen een paar.")
    gelijkstelling = Gelijkstelling.objects.filter(links=links, rechts=rechts).believed().first()
    snede = Snede.objects.filter(links=links, rechts=rechts).believed().first()
    oordelen = (
        Koppeloordeel.objects.filter(links=links, rechts=rechts)
        .select_related("opvolger")
        .order_by("-op", "-pk")
    )
    return Paarbeeld(links, rechts, gelijkstelling, snede, tuple(oordelen))


def list_oordelen(
    viewer: Viewer, *, keuze: str = "", na: uuid.UUID | None = None, hoogstens: int = 50
) -> list[Koppeloordeel]:
    """List what was judged and holds, newest first, one more than `hoogstens` when there are. `na` is an id to go on after."""
    rijen = list_zichtbare_oordelen(viewer)
    if keuze:
        rijen = rijen.filter(keuze=keuze)
    if na and (plek := Koppeloordeel.objects.filter(pk=na).first()):
        rijen = rijen.filter(Q(op__lt=plek.op) | Q(op=plek.op, pk__lt=plek.pk))
    return list(rijen.order_by("-op", "-pk").select_related("links", "rechts")[: hoogstens + 1])


def list_leveranciers() -> list[str]:
    """List of which suppliers the last run compared records."""
    laatste = find_ronde()
    return sorted({p["leverancier"] for p in laatste.tellingen.get("per", ())}) if laatste else []


def find_ronde() -> Koppelronde | None:
    """Give the last run."""
    return Koppelronde.objects.order_by("-afgerond_op").first()


def find_entiteit(id_: uuid.UUID, peilmoment: Peilmoment) -> uuid.UUID:
    """Give where an id lived at a moment: of a record, of a thing that lived, or of one that went into another.

    An id is that of the record that founded it, so it lives where that record belongs.
    Gives the id itself when nobody ever heard of it: its page then says that it is not there.
    """
    for _ in range(LANGSTE_WEG):
        verder = find_identiteit(id_, peilmoment)
        if verder == id_:
            break
        id_ = verder
    return id_


@dataclass(frozen=True)
class Entiteitbeeld:
    """One thing by its lasting id: where that lives now, and what happened to it as far as this viewer may know."""

    id: uuid.UUID
    leeft_in: uuid.UUID
    soort: str
    records: tuple[Bronobject, ...]
    gebeurtenissen: tuple[Entiteitgebeurtenis, ...]


def read_entiteit(viewer: Viewer, id_: uuid.UUID, peilmoment: Peilmoment) -> Entiteitbeeld:
    """Give an Entiteit with its history. Raises BestaatNietError when the viewer may see no record of it.

    It is told as it was known at that moment. Of events about a record that the viewer may not see nothing is told, and
    natural persons have no page here.
    """
    leeft_in = find_entiteit(id_, peilmoment)
    ids = set(
        Toewijzing.objects.filter(identiteit=leeft_in)
        .seen_at(peilmoment)
        .values_list("bronobject_id", flat=True)
    )
    if find_identiteit(leeft_in, peilmoment) == leeft_in:
        ids.add(leeft_in)
    bekend = Bronobject.objects.filter(pk__in=ids, herkomst__moment__lte=peilmoment.beschikbaar_op)
    ids = set(bekend.filter(soort__in=SOORTEN).values_list("pk", flat=True))
    records = sorted(
        find_zichtbaar(viewer, ids).values(), key=lambda b: (b.pk != leeft_in, b.leverancier, str(b.pk))
    )
    if not records:
        raise BestaatNietError(f"Entiteit {id_} bestaat niet, of u mag haar niet zien.")
    rijen = (
        Entiteitgebeurtenis.objects.filter(entiteit=id_, herkomst__moment__lte=peilmoment.beschikbaar_op)
        .select_related("bronobject", "herkomst")
        .order_by("-pk")
    )
    over = {g.bronobject_id for g in rijen if g.bronobject_id}
    ziet = list_zichtbare_ids(viewer, over)
    return Entiteitbeeld(
        id=id_,
        leeft_in=leeft_in,
        soort=records[0].soort,
        records=tuple(records),
        gebeurtenissen=tuple(g for g in rijen if g.bronobject_id is None or g.bronobject_id in ziet),
    )


def list_oordelen_rond(viewer: Viewer, pad: Sequence[uuid.UUID]) -> list[Koppeloordeel]:
    """List the judgements between any two of some records that the viewer may see: where a contradiction can be undone."""
    rijen = list_zichtbare_oordelen(viewer).filter(links_id__in=pad, rechts_id__in=pad)
    return list(rijen.select_related("links", "rechts").order_by("op", "pk"))


@dataclass(frozen=True)
class Groot:
    """An Entiteit with many records: how many of them the viewer may see, of how many suppliers, and one of them."""

    entiteit: uuid.UUID
    aantal: int
    leveranciers: int
    voorbeeld: Bronobject


def list_grootste(viewer: Viewer, ronde: Koppelronde, *, hoogstens: int = 20) -> list[Groot]:
    """List the Entiteiten that were the largest after a run, as far as the viewer sees more than one of their records."""
    ids = [uuid.UUID(g["entiteit"]) for g in ronde.tellingen.get("grootste", ())]
    leden: dict[uuid.UUID, set[uuid.UUID]] = {id_: set() for id_ in ids}
    rijen = (
        Toewijzing.objects.filter(identiteit__in=ids).believed().values_list("identiteit", "bronobject_id")
    )
    for identiteit, bronobject_id in rijen:
        leden[identiteit].add(bronobject_id)
    elders = set(
        Toewijzing.objects.filter(bronobject_id__in=ids).believed().values_list("bronobject_id", flat=True)
    )
    for id_ in set(ids) - elders:
        leden[id_].add(id_)
    zichtbaar = find_zichtbaar(viewer, {i for van in leden.values() for i in van})
    groot = []
    for id_, van in leden.items():
        ziet = sorted((zichtbaar[i] for i in van if i in zichtbaar), key=lambda b: str(b.pk))
        if len(ziet) > 1:
            groot.append(Groot(id_, len(ziet), len({b.leverancier for b in ziet}), ziet[0]))
    return sorted(groot, key=lambda g: (-g.aantal, str(g.entiteit)))[:hoogstens]


def read_maten(viewer: Viewer) -> Maten:
    """Give precision and recall on what was judged of records that the viewer may see."""
    rijen = list_zichtbare_oordelen(viewer).exclude(uitkomst="")
    return derive_maten(rijen.values_list("uitkomst", "keuze"))


def list_rondes(*, hoogstens: int = 12) -> list[Koppelronde]:
    """List the last runs, newest first."""
    return list(Koppelronde.objects.order_by("-afgerond_op")[:hoogstens])


def list_cijfers(viewer: Viewer, ronde: Koppelronde) -> list[dict[str, Any]]:
    """Give the counts of a run per supplier and kind, of the suppliers whose records the viewer sees as a whole."""
    zicht = viewer.zicht
    return [
        p for p in ronde.tellingen.get("per", ()) if zicht.landelijk or p["leverancier"] in zicht.leveranciers
    ]
