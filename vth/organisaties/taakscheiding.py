"""Separation of duties and rotation, read from who worked on what: to plan against, and to see where it was broken."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from vth.regelgeving.selectors import find_grond
from vth.tijd.rules import derive_legal_day
from vth.toegang.rules import Viewer

from .mandaten.selectors import derive_taak_q
from .models import Betrokkenheid, Scheidingsafwijking
from .taakregels import Bezwaar, Inzet, check_inzet

TAKEN = ("vergunningverlening", "toezicht", "handhaving")


@dataclass(frozen=True)
class Doorbreking:
    """That somebody did two tasks that do not go together at one activity, and nobody wrote down why."""

    betrokkene: str
    organisatie: str
    onderwerp: tuple[str, str]
    taken: tuple[str, ...]
    laatste: datetime


def list_taaknamen(op: date) -> dict[str, str]:
    """Give what the tasks are called."""
    waarde = find_grond("organisaties.taken", geldig_op=op).waarde
    return {code: waarde[code]["naam"] for code in TAKEN}


def list_inzet(onderwerp: tuple[str, str], op: date) -> list[Inzet]:
    """List who did which task at an activity or VTH-object up to a day, oldest first."""
    rijen = Betrokkenheid.objects.filter(onderwerp_soort=onderwerp[0], onderwerp_id=str(onderwerp[1]))
    taken = find_grond("organisaties.taken", geldig_op=op).waarde
    uit = []
    for betrokkene, handeling, moment in rijen.order_by("moment").values_list(
        "betrokkene", "handeling", "moment"
    ):
        for taak in TAKEN:
            if handeling.startswith(tuple(taken[taak]["handelingen"])):
                uit.append(Inzet(betrokkene, taak, derive_legal_day(moment)))
    return [i for i in uit if i.dag <= op]


def find_bezwaren(betrokkene: str, onderwerp: tuple[str, str], taak: str, op: date) -> list[Bezwaar]:
    """List what speaks against putting somebody to a task at an activity on a day; for who plans. Empty is free."""
    return list_inzetbaar([betrokkene], onderwerp, taak, op)[betrokkene]


def list_inzetbaar(
    betrokkenen: Iterable[str], onderwerp: tuple[str, str], taak: str, op: date
) -> dict[str, list[Bezwaar]]:
    """Give for each of some people what speaks against putting them to a task at an activity; one question for all."""
    eerdere = list_inzet(onderwerp, op)
    scheiding = find_grond("organisaties.taakscheiding", geldig_op=op).waarde
    keer = find_grond("organisaties.roulatie", geldig_op=op).waarde
    namen = list_taaknamen(op)
    return {
        b: check_inzet(b, taak, eerdere, scheiding=scheiding, roulatie_keer=keer, namen=namen)
        for b in betrokkenen
    }


def list_afwijkingen(viewer: Viewer) -> QuerySet[Scheidingsafwijking]:
    """List the breakings that were written down, newest first, of the organisations whose records the viewer sees."""
    rijen = Scheidingsafwijking.objects.filter(_derive_q(viewer))
    return rijen.order_by("-moment", "-pk")


def list_doorbrekingen(viewer: Viewer, op: date, *, hoogstens: int = 200) -> list[Doorbreking]:
    """List where one person did tasks that do not go together and nobody wrote down why, newest first.

    The database finds them: of each work of the one task whether the same person did the other one at the same
    activity.
    """
    zelfde = Betrokkenheid.objects.filter(
        betrokkene=OuterRef("betrokkene"),
        onderwerp_soort=OuterRef("onderwerp_soort"),
        onderwerp_id=OuterRef("onderwerp_id"),
    )
    gemeld = Scheidingsafwijking.objects.filter(
        regel=Scheidingsafwijking.Regel.SCHEIDING,
        betrokkene=OuterRef("betrokkene"),
        onderwerp_soort=OuterRef("onderwerp_soort"),
        onderwerp_id=OuterRef("onderwerp_id"),
    )
    scheiding = find_grond("organisaties.taakscheiding", geldig_op=op).waarde
    uit: dict[tuple[str, str, str], Doorbreking] = {}
    for taak in ("toezicht", "handhaving"):
        botst = _derive_taken_q(scheiding[taak], op)
        rijen = Betrokkenheid.objects.filter(_derive_q(viewer), derive_taak_q(taak, op)).filter(
            Exists(zelfde.filter(botst)), ~Exists(gemeld)
        )
        for rij in rijen.order_by("-moment")[:hoogstens]:
            sleutel = (rij.betrokkene, rij.onderwerp_soort, rij.onderwerp_id)
            eerder = uit.get(sleutel)
            taken = {taak, *scheiding[taak], *(eerder.taken if eerder else ())}
            laatste = max(rij.moment, eerder.laatste) if eerder else rij.moment
            uit[sleutel] = Doorbreking(
                rij.betrokkene, rij.organisatie, sleutel[1:], tuple(t for t in TAKEN if t in taken), laatste
            )
    return sorted(uit.values(), key=lambda d: d.laatste, reverse=True)[:hoogstens]


def _derive_taken_q(taken: Collection[str], op: date) -> Q:
    """Render the acts of several tasks as a filter."""
    q = Q(pk__in=[])
    for taak in taken:
        q |= derive_taak_q(taak, op)
    return q


def _derive_q(viewer: Viewer) -> Q:
    """Render whose work a viewer sees: of the organisations whose records are his own."""
    if viewer.zicht.is_leeg:
        return Q(pk__in=[])
    return Q() if viewer.zicht.landelijk else Q(organisatie__een_van=viewer.zicht.leveranciers)
