"""What other pages show of handhaving: on the page of a thing its violations, on the start page what may be lost and what is due."""

import uuid
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.urls import reverse

from vth.handhaving.boeking import GELD, OVERTREDING
from vth.handhaving.lijstpagina import list_dringend, make_taken
from vth.handhaving.models import Maatregel, Overtreding
from vth.handhaving.selectors import list_overtredingen_bij
from vth.handhaving.weergave import get_toestand
from vth.handhaving.werklijst import Werkfilter, list_werk
from vth.tijd import klok
from vth.toegang.rules import Viewer
from vth.vormgeving.onderdelen import Kolom, Taak

from .terugblik import Terugblik

MEESTE, WEEK, MEESTE_OVERTREDINGEN = 8, timedelta(days=7), 100
KOLOMMEN = (
    Kolom("kenmerk", "Overtreding"),
    Kolom("aard", "Wat"),
    Kolom("dag", "Gezien op", "datum"),
    Kolom("toestand", "Stand", "toestand"),
)


def ziet_handhaving(viewer: Viewer) -> bool:
    """Tell whether the viewer sees violations as work."""
    return "overtredingdossier" in viewer.zicht.soorten or viewer.zicht.alle_soorten


def list_handhavingtaken(viewer: Viewer) -> list[Taak]:
    """List what may be lost first (amounts that lapse within 30 days), then the viewer's own work of this week."""
    if not ziet_handhaving(viewer):
        return []
    taken = list_dringend(viewer, MEESTE) if GELD in viewer.handelingen else []
    if OVERTREDING not in viewer.handelingen:
        return taken
    filter_ = Werkfilter(jurist=viewer.actor, tot=klok.today() + WEEK)
    taken += make_taken(list_werk(viewer, Maatregel, filter_, hoogstens=MEESTE)[:MEESTE])
    return taken + make_taken(list_werk(viewer, Overtreding, filter_, hoogstens=MEESTE)[:MEESTE])


def list_overtredingen_van(
    viewer: Viewer, ids: Sequence[uuid.UUID], terug: Terugblik | None = None
) -> list[dict[str, Any]]:
    """List the violations at a thing or by somebody that the viewer may see, the newest first; of another day those that had been seen."""
    if not ziet_handhaving(viewer):
        return []
    rijen = list_overtredingen_bij(viewer, ids)
    if terug is not None:
        gezien_op, bekend = terug.peilmoment.geldig_op, terug.peilmoment.beschikbaar_op
        rijen = rijen.filter(overtredingsdatum__lte=gezien_op, geregistreerd_op__lte=bekend)
    return [
        {
            "url": reverse("handhaving:overtreding", args=[o.pk]),
            "kenmerk": o.kenmerk,
            "aard": o.aard,
            "dag": o.overtredingsdatum,
            "toestand": _tell_toen(o, terug) if terug else get_toestand(o, klok.today()),
        }
        for o in rijen.order_by("-overtredingsdatum", "-kenmerk")[:MEESTE_OVERTREDINGEN]
    ]


def _tell_toen(overtreding: Overtreding, terug: Terugblik) -> tuple[str, str]:
    """Tell whether a violation lasted on a day looked back at; one that was taken back since never was one."""
    if overtreding.staat == Overtreding.Staat.VERVALLEN:
        return "neutraal", "later vervallen"
    return ("goed", "beëindigd") if terug.is_voorbij(overtreding.hersteldatum) else ("bezig", "duurde voort")
