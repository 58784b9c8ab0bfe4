"""Standard texts of an authority: their versions, and which permits stand on an older one."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Count, F, Max, OuterRef, Subquery

from vth.logboek.services import record_gebeurtenis
from vth.tijd import klok
from vth.toegang.claim import claim_alles
from vth.toegang.rules import Viewer, check_bevoegd, derive_zicht_q
from vth.vormgeving.opmaak import format_datum

from .boeking import SCHRIJVEN
from .inhoud import make_inhoud
from .models import Mutatiewerking, Standaardversie, Standaardvoorschrift
from .rules import VergunningError


@dataclass(frozen=True)
class Gebruik:
    """How a standard text is used now: in how many voorschriften, and in how many of those an older version."""

    standaard: Standaardvoorschrift
    laatste: Standaardversie
    aantal: int
    ouder: int


@transaction.atomic
@claim_alles()
def record_standaard(
    *,
    viewer: Viewer,
    organisatie: str,
    code: str,
    onderwerp: str,
    titel: str,
    tekst: str,
    vanaf: date,
    gegevens: Mapping[str, Any] | None = None,
) -> Standaardversie:
    """Write how a standard text runs from a day on; the same text again is no new version.

    Raises GeenToegangError, VoorschriftError for data that is none, and VergunningError for a text without a name or a version
    that begins before the one it follows.
    """
    check_bevoegd(viewer, SCHRIJVEN, namens=organisatie)
    if not code.strip() or not onderwerp.strip() or not tekst.strip():
        raise VergunningError("Geef de standaardtekst een code, een onderwerp en een tekst.")
    make_inhoud("standaard", titel, tekst, gegevens or {})
    standaard, _ = Standaardvoorschrift.objects.get_or_create(
        organisatie=organisatie, code=code.strip()[:60], defaults={"onderwerp": onderwerp.strip()[:200]}
    )
    laatste = standaard.versies.select_for_update().order_by("-volgnummer").first()
    velden = {"titel": titel.strip()[:300], "tekst": tekst.strip(), "gegevens": dict(gegevens or {})}
    if laatste is not None and all(getattr(laatste, k) == v for k, v in velden.items()):
        return laatste
    if laatste is not None and vanaf <= laatste.vanaf:
        raise VergunningError(
            f"De vorige versie van {standaard.code} geldt vanaf {format_datum(laatste.vanaf)}. Een nieuwe begint later; u gaf {format_datum(vanaf)}."
        )
    versie = Standaardversie.objects.create(
        standaardvoorschrift=standaard,
        volgnummer=laatste.volgnummer + 1 if laatste else 1,
        vanaf=vanaf,
        door=viewer.actor,
        op=klok.now(),
        **velden,
    )
    _log(viewer, standaard, versie)
    return versie


def _log(viewer: Viewer, standaard: Standaardvoorschrift, versie: Standaardversie) -> None:
    """Write the line of a new version."""
    record_gebeurtenis(
        actor=viewer.actor,
        organisatie=standaard.organisatie,
        handeling="vergunning.standaard",
        onderwerp=("standaardvoorschrift", str(standaard.pk)),
        inhoud={"code": standaard.code, "versie": versie.volgnummer},
    )


def list_standaarden(viewer: Viewer) -> list[Gebruik]:
    """List the standard texts of the viewer's organisations with how they are used in permits that he may see."""
    laatste = Standaardversie.objects.filter(standaardvoorschrift=OuterRef("pk")).order_by("-volgnummer")
    rijen = Standaardvoorschrift.objects.filter(
        organisatie__in=viewer.organisaties, vervallen_op=None
    ).annotate(laatste_id=Subquery(laatste.values("pk")[:1]))
    standaarden = list(rijen.order_by("organisatie", "code"))
    versies = Standaardversie.objects.in_bulk([s.laatste_id for s in standaarden])
    telling = dict(_count(viewer))
    uit = []
    for s in standaarden:
        versie = versies[s.laatste_id]
        gebruikt = {pk: n for pk, n in telling.items() if pk[0] == s.pk}
        ouder = sum(n for (_, volgnummer), n in gebruikt.items() if volgnummer < versie.volgnummer)
        uit.append(Gebruik(s, versie, sum(gebruikt.values()), ouder))
    return uit


def list_standaardversies(viewer: Viewer) -> list[Standaardversie]:
    """List the last version of each standard text of the viewer's organisations, to take over in a draft."""
    laatste = Standaardversie.objects.filter(standaardvoorschrift=OuterRef("standaardvoorschrift")).order_by(
        "-volgnummer"
    )
    rijen = Standaardversie.objects.filter(
        standaardvoorschrift__organisatie__in=viewer.organisaties,
        standaardvoorschrift__vervallen_op=None,
        pk=Subquery(laatste.values("pk")[:1]),
    )
    return list(rijen.select_related("standaardvoorschrift").order_by("standaardvoorschrift__code"))


def _count(viewer: Viewer) -> list[tuple[tuple[uuid.UUID, int], int]]:
    """Count per standard text and version the voorschriften that stand on it now; set-based."""
    rijen = _list_werkend(viewer).values(
        "mutatie__standaard__standaardvoorschrift_id", "mutatie__standaard__volgnummer"
    )
    return [
        ((r["mutatie__standaard__standaardvoorschrift_id"], r["mutatie__standaard__volgnummer"]), r["n"])
        for r in rijen.annotate(n=Count("voorschrift_id", distinct=True))
    ]


def _list_werkend(viewer: Viewer) -> Any:
    """Give the workings, believed now and holding today, of mutations that took over a standard text, within sight."""
    op = klok.today()
    rijen = Mutatiewerking.objects.believed().filter(begin_geldigheid__lte=op, eind_geldigheid__gt=op)
    laatste = (
        Mutatiewerking.objects.believed()
        .filter(voorschrift=OuterRef("voorschrift"), begin_geldigheid__lte=op, eind_geldigheid__gt=op)
        .values("voorschrift")
        .annotate(top=Max("rang"))
        .values("top")
    )
    zicht = derive_zicht_q(viewer.zicht, "vergunning__")
    return rijen.filter(zicht, mutatie__standaard__isnull=False, rang=Subquery(laatste)).exclude(
        soort="vervallen"
    )


def list_verouderd_gebruik(
    viewer: Viewer, standaard_id: uuid.UUID, *, hoogstens: int = 200
) -> list[Mutatiewerking]:
    """List where permits stand on an older version of a standard text, one more than `hoogstens` when there are."""
    laatste = (
        Standaardversie.objects.filter(standaardvoorschrift=standaard_id)
        .values("standaardvoorschrift")
        .annotate(n=Max("volgnummer"))
        .values("n")
    )
    rijen = _list_werkend(viewer).filter(
        mutatie__standaard__standaardvoorschrift_id=standaard_id,
        mutatie__standaard__volgnummer__lt=Subquery(laatste),
    )
    return list(
        rijen.select_related("vergunning", "mutatie__standaard").order_by(F("vergunning__kenmerk"), "pk")[
            : hoogstens + 1
        ]
    )
