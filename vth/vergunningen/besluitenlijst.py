"""The decisions that make a permit, as they stand on a day by what was known then."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.urls import reverse

from vth.tijd.rules import Peilmoment
from vth.vormgeving.onderdelen import Kolom

from .besluitstand import Dagen, list_genomen, read_dagen, read_ingrepen
from .models import Ingreep, Mutatiesoort, Mutatiewerking, Toestemming
from .selectors import WEG

BESLUITKOLOMMEN = (
    Kolom("kenmerk", "Besluit"),
    Kolom("type", "Wat"),
    Kolom("onderwerp", "Onderwerp"),
    Kolom("vanaf", "In werking", "datum"),
    Kolom("aantal", "Voorschriften hieruit", "getal"),
    Kolom("toestand", "Toestand", "toestand"),
)
IN_WERKING = ("goed", "in werking")
IN_STAND = "vernietigd, rechtsgevolgen in stand gelaten"
# Whether the dictum of such a decision still counts is a judgement.
UITGEWERKT = ("neutraal", "geen voorschrift meer hieruit")


def list_besluiten(
    toestemmingen: Sequence[Toestemming], peilmoment: Peilmoment, telling: Mapping[uuid.UUID, int]
) -> list[dict[str, Any]]:
    """List the decisions that make a permit, the newest first, with how each stood on a day by what was known then.

    `telling` says how many voorschriften of the day each has made. One that made some and has none left is told as such.
    """
    ingrepen = read_ingrepen(toestemmingen, peilmoment)
    dagen = read_dagen(list_genomen(toestemmingen, peilmoment), peilmoment)
    dag = peilmoment.geldig_op
    toestanden = {t.pk: find_toestemmingtoestand(t, ingrepen.get(t.pk, ()), dag, d) for t, d in dagen.items()}
    leeg = [t.pk for t in dagen if toestanden[t.pk] == IN_WERKING and not telling.get(t.pk)]
    toestanden |= dict.fromkeys(_find_makers(leeg, peilmoment), UITGEWERKT)
    volgorde = sorted(dagen, key=lambda t: dagen[t].ingangsdatum or date.max)
    return [
        {
            "id": t.pk,
            "url": reverse("vergunningen:toestemming", args=[t.pk]),
            "kenmerk": t.kenmerk,
            "type": t.toestemmingtype,
            "onderwerp": t.onderwerp,
            "vanaf": dagen[t].ingangsdatum,
            "aantal": telling.get(t.pk, 0),
            "toestand": toestanden[t.pk],
        }
        for t in reversed(volgorde)
    ]


def _find_makers(toestemming_ids: Sequence[uuid.UUID], peilmoment: Peilmoment) -> set[uuid.UUID]:
    """Give which toestemmingen made or changed a voorschrift by then."""
    rijen = Mutatiewerking.objects.known_at(peilmoment).filter(
        mutatie__toestemming__in=toestemming_ids, begin_geldigheid__lte=peilmoment.geldig_op
    )
    makers = rijen.exclude(soort=Mutatiesoort.VERVALLEN).values_list("mutatie__toestemming_id", flat=True)
    return set(makers.distinct())


def find_toestemmingtoestand(
    t: Toestemming, ingrepen: Sequence[Ingreep], dag: date, dagen: Dagen | None = None
) -> tuple[str, str]:
    """Say how one toestemming stands on a day: code and word. `dagen` are its days as they were known, else those of now."""
    heel = [i for i in ingrepen if not i.mutaties]
    if t.staat != Toestemming.Staat.VASTGESTELD:
        return (
            ("bezig", "concept") if t.staat == Toestemming.Staat.CONCEPT else ("neutraal", "niet doorgegaan")
        )
    if weg := next((i for i in heel if i.soort in WEG), None):
        return "fout", str(weg.get_soort_display())
    dagen = dagen or Dagen(t.ingangsdatum, t.vervaldatum)
    if any(i.soort == Ingreep.Soort.SCHORSING and _loopt(i, dag) for i in heel):
        return "aandacht", "geschorst"
    if dagen.ingangsdatum is not None and dag < dagen.ingangsdatum:
        return "wacht", "nog niet in werking"
    if dagen.vervaldatum is not None and dag >= dagen.vervaldatum:
        return "neutraal", "verlopen"
    in_stand = any(i.soort == Ingreep.Soort.INSTANDLATING for i in heel)
    deels = [i for i in ingrepen if i.mutaties and i.soort != Ingreep.Soort.VOORWAARDE]
    if any(i.soort in WEG or (i.soort == Ingreep.Soort.SCHORSING and _loopt(i, dag)) for i in deels):
        return "aandacht", f"{f'{IN_STAND}; ' if in_stand else ''}deels geschorst of vernietigd"
    if in_stand:
        return "aandacht", IN_STAND
    if any(i.soort == Ingreep.Soort.INSTANDLATING for i in deels):
        return "aandacht", f"deels {IN_STAND}"
    return IN_WERKING


def _loopt(ingreep: Ingreep, dag: date) -> bool:
    """Tell whether what happened to a toestemming is so on a day."""
    return ingreep.begin <= dag and (ingreep.eind is None or dag < ingreep.eind)
