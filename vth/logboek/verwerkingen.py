"""The log of reads: writing a line before the answer leaves, and reading who looked at what."""

import re
import secrets
import uuid
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import router, transaction
from django.db.models import Q, QuerySet

from .models import Verwerking, Verwerkingbetrokkene

TRACEPARENT = re.compile(r"[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}")
VRAAG_MAX = 2000
BETROKKENE_SOORT = "openvth:bronobject"


@dataclass
class Inzage:
    """What one request showed: of which suppliers, which kinds, how many, and which natural persons by key."""

    naam: str
    aantal: int = 0
    leveranciers: set[str] = field(default_factory=set)
    soorten: set[str] = field(default_factory=set)
    personen: set[uuid.UUID] = field(default_factory=set)


@dataclass(frozen=True)
class Spoor:
    """The place of a request in a chain of requests over systems (W3C Trace Context)."""

    trace_id: str
    span_id: str
    ouder_span_id: str = ""


def make_spoor(traceparent: str) -> Spoor:
    """Go on with the trace that a caller sent along, or begin one; what is not a trace is not believed."""
    treffer = TRACEPARENT.fullmatch(traceparent)
    if treffer and set(treffer[1]) != {"0"} and set(treffer[2]) != {"0"}:
        return Spoor(treffer[1], secrets.token_hex(8), treffer[2])
    return Spoor(secrets.token_hex(16), secrets.token_hex(8))


def record_verwerking(
    *,
    spoor: Spoor,
    inzage: Inzage,
    activiteit: str,
    actor: str,
    organisatie: str,
    vraag: str,
    begin: datetime,
    eind: datetime,
    gelukt: bool = True,
    client: str | None = None,
    eindgebruiker: str | None = None,
) -> Verwerking:
    """Write the line of one read; it is committed when this returns, whatever becomes of the request.

    `activiteit` is the ground under which was looked (`toegang.gronden`). `client` is the case system that asked, and
    `eindgebruiker` the number that it gives for who sat at it. Raises DatabaseError when it cannot be
    written; then nothing may be shown.
    """
    with transaction.atomic(using=router.db_for_write(Verwerking)):
        verwerking = Verwerking.objects.create(
            trace_id=spoor.trace_id,
            span_id=spoor.span_id,
            ouder_span_id=spoor.ouder_span_id,
            naam=inzage.naam,
            begin=begin,
            eind=eind,
            gelukt=gelukt,
            activiteit=activiteit,
            actor=actor,
            organisatie=organisatie[:200],
            leveranciers=sorted(inzage.leveranciers),
            soorten=sorted(inzage.soorten),
            vraag=vraag[:VRAAG_MAX],
            aantal=inzage.aantal,
            client=client,
            eindgebruiker=eindgebruiker,
        )
        Verwerkingbetrokkene.objects.bulk_create(
            Verwerkingbetrokkene(verwerking=verwerking, sleutel=sleutel)
            for sleutel in sorted(inzage.personen)
        )
    return verwerking


def list_verwerkingen(
    *,
    organisaties: Collection[str] | None = None,
    actor: str = "",
    betrokkene: uuid.UUID | None = None,
    vanaf: datetime | None = None,
    tot: datetime | None = None,
) -> QuerySet[Verwerking]:
    """List who looked at what, newest first; `organisaties` keeps the looks of their people, None keeps all."""
    rijen = Verwerking.objects.all()
    if organisaties is not None:
        rijen = rijen.filter(organisatie__in=list(organisaties))
    if actor:
        rijen = rijen.filter(actor=actor)
    if betrokkene:
        rijen = rijen.filter(betrokkenen__sleutel=betrokkene)
    keuze = Q(begin__gte=vanaf) if vanaf else Q()
    keuze &= Q(begin__lt=tot) if tot else Q()
    return rijen.filter(keuze).order_by("-begin", "-id")


def make_spans(verwerkingen: QuerySet[Verwerking], *, adres: str) -> Iterator[dict[str, Any]]:
    """Give lines in the shape of Logboek Dataverwerkingen: one span per data subject, or one when there is none.

    `adres` is where this installation explains its processing activities. Times are in milliseconds since 1970.
    """
    for v in verwerkingen.prefetch_related("betrokkenen").iterator(chunk_size=500):
        span = {
            "trace_id": v.trace_id,
            "span_id": v.span_id,
            "parent_span_id": v.ouder_span_id or None,
            "name": v.naam,
            "start_time": _as_milliseconds(v.begin),
            "end_time": _as_milliseconds(v.eind),
            "status": "Ok" if v.gelukt else "Error",
        }
        kenmerken = {"dpl.core.processing_activity_id": f"{adres}{v.activiteit}"}
        for betrokkene in v.betrokkenen.all() or (None,):
            eigen: dict[str, str] = {}
            if betrokkene:
                eigen = {
                    "dpl.core.data_subject_id": str(betrokkene.sleutel),
                    "dpl.core.data_subject_id_type": BETROKKENE_SOORT,
                }
            yield span | {"attributes": kenmerken | eigen, "resource": {"service.name": "open-vth"}}


def _as_milliseconds(moment: datetime) -> int:
    """Write a moment as the standard does."""
    return int(moment.timestamp() * 1000)
