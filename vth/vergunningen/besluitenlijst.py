"""The decisions that make a permit, as they stand on a day by what was known then."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.urls import reverse

from vth.tijd.rules import Peilmoment
from vth.vormgeving.onderdelen import Kolom

from .models import Ingreep, Mutatiesoort, Mutatiewerking, Toestemming
from .selectors import list_ingrepen

BESLUITKOLOMMEN = (
    Kolom("kenmerk", "Besluit"),
    Kolom("type", "Wat"),
    Kolom("onderwerp", "Onderwerp"),
    Kolom("vanaf", "In werking", "datum"),
    Kolom("aantal", "Voorschriften hieruit", "getal"),
    Kolom("toestand", "Toestand", "toestand"),
)
IN_WERKING = ("goed", "in werking")
# Whether the dictum of such a decision still counts is a judgement.
UITGEWERKT = ("neutraal", "geen voorschrift meer hieruit")


def list_besluiten(
    toestemmingen: Sequence[Toestemming], peilmoment: Peilmoment, telling: Mapping[uuid.UUID, int]
) -> list[dict[str, Any]]:
    """List the decisions that make a permit, the newest first, with how each stood on a day by what was known then.

    `telling` says how many voorschriften of the day each has made. One that made some and has none left is told as such.
    """
    bekend = peilmoment.beschikbaar_op
    ingrepen: dict[uuid.UUID, list[Ingreep]] = {}
    for i in list_ingrepen(toestemmingen):
        if i.geregistreerd_op <= bekend and (i.herroepen_op is None or i.herroepen_op > bekend):
            ingrepen.setdefault(i.toestemming_id, []).append(i)
    genomen = [t for t in toestemmingen if t.vastgesteld_op is not None and t.vastgesteld_op <= bekend]
    dag = peilmoment.geldig_op
    toestanden = {t.pk: find_toestemmingtoestand(t, ingrepen.get(t.pk, ()), dag) for t in genomen}
    leeg = [t.pk for t in genomen if toestanden[t.pk] == IN_WERKING and not telling.get(t.pk)]
    toestanden |= dict.fromkeys(_find_makers(leeg, peilmoment), UITGEWERKT)
    return [
        {
            "url": reverse("vergunningen:toestemming", args=[t.pk]),
            "kenmerk": t.kenmerk,
            "type": t.toestemmingtype,
            "onderwerp": t.onderwerp,
            "vanaf": t.ingangsdatum,
            "aantal": telling.get(t.pk, 0),
            "toestand": toestanden[t.pk],
        }
        for t in reversed(genomen)
    ]


def _find_makers(toestemming_ids: Sequence[uuid.UUID], peilmoment: Peilmoment) -> set[uuid.UUID]:
    """Give which toestemmingen made or changed a voorschrift by then."""
    rijen = Mutatiewerking.objects.known_at(peilmoment).filter(
        mutatie__toestemming__in=toestemming_ids, begin_geldigheid__lte=peilmoment.geldig_op
    )
    makers = rijen.exclude(soort=Mutatiesoort.VERVALLEN).values_list("mutatie__toestemming_id", flat=True)
    return set(makers.distinct())


def find_toestemmingtoestand(t: Toestemming, ingrepen: Sequence[Ingreep], dag: date) -> tuple[str, str]:
    """Say how one toestemming stands on a day: code and word."""
    heel = [i for i in ingrepen if not i.mutaties]
    if t.staat != Toestemming.Staat.VASTGESTELD:
        return (
            ("bezig", "concept") if t.staat == Toestemming.Staat.CONCEPT else ("neutraal", "niet doorgegaan")
        )
    if weg := next(
        (i for i in heel if i.soort in (Ingreep.Soort.VERNIETIGING, Ingreep.Soort.HERROEPING)), None
    ):
        return "fout", str(weg.get_soort_display())
    if any(
        i.soort == Ingreep.Soort.SCHORSING and i.begin <= dag and (i.eind is None or dag < i.eind)
        for i in heel
    ):
        return "aandacht", "geschorst"
    if t.ingangsdatum is not None and dag < t.ingangsdatum:
        return "wacht", "nog niet in werking"
    if t.vervaldatum is not None and dag >= t.vervaldatum:
        return "neutraal", "verlopen"
    return ("aandacht", "deels geschorst of vernietigd") if _is_deels(ingrepen, dag) else IN_WERKING


def _is_deels(ingrepen: Sequence[Ingreep], dag: date) -> bool:
    """Tell whether part of a toestemming does not work on a day."""
    return any(
        i.mutaties
        and i.soort != Ingreep.Soort.VOORWAARDE
        and (i.soort != Ingreep.Soort.SCHORSING or (i.begin <= dag and (i.eind is None or dag < i.eind)))
        for i in ingrepen
    )
