"""The decisions that make a permit, as they stand on a day by what was known then."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from vth.register.models import ToestemmingVoorkomen
from vth.tijd.rules import Peilmoment
from vth.vormgeving.onderdelen import Kolom

from .models import Ingreep, Mutatie, Mutatiesoort, Mutatiewerking, Toestemming
from .selectors import WEG, find_ingetrokken, list_ingrepen

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


@dataclass(frozen=True)
class Dagen:
    """From which day a toestemming works, and on which it ends if it does."""

    ingangsdatum: date | None
    vervaldatum: date | None


def list_besluiten(
    toestemmingen: Sequence[Toestemming], peilmoment: Peilmoment, telling: Mapping[uuid.UUID, int]
) -> list[dict[str, Any]]:
    """List the decisions that make a permit, the newest first, with how each stood on a day by what was known then.

    `telling` says how many voorschriften of the day each has made. One that made some and has none left is told as such.
    """
    ingrepen = _read_ingrepen(toestemmingen, peilmoment)
    dagen = read_dagen(_list_genomen(toestemmingen, peilmoment), peilmoment)
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


def read_dagen(toestemmingen: Sequence[Toestemming], peilmoment: Peilmoment) -> dict[Toestemming, Dagen]:
    """Give from when to when established toestemmingen work as that was known at a moment, in the order given.

    The kernel in the register keeps what was known of the days before they were corrected. Of one that it knew on no day then,
    because it was taken away as a whole or came there later, the days of now are given.
    """
    rijen = ToestemmingVoorkomen.objects.filter(
        bronobject__in=[t.bronobject_id for t in toestemmingen if t.bronobject_id]
    ).known_at(peilmoment)
    velden = ("bronobject_id", "inwerkingtredingsdatum", "vervaldatum")
    bekend = {b: Dagen(begin, eind) for b, begin, eind in rijen.values_list(*velden) if begin is not None}
    return {t: bekend.get(t.bronobject_id) or Dagen(t.ingangsdatum, t.vervaldatum) for t in toestemmingen}


def find_werkend(toestemmingen: Sequence[Toestemming], peilmoment: Peilmoment) -> dict[Toestemming, date]:
    """Give the toestemmingen that were known then and work on the day, each with its first day; what was taken away as a whole is not among them.

    Nor is any of a permit that was withdrawn so that no voorschrift is left. What a court suspended is: it stands still, and is
    still there.
    """
    ingrepen, dag = _read_ingrepen(toestemmingen, peilmoment), peilmoment.geldig_op
    weg = {t for t, rijen in ingrepen.items() if any(i.soort in WEG and not i.mutaties for i in rijen)}
    dagen = read_dagen([t for t in _list_genomen(toestemmingen, peilmoment) if t.pk not in weg], peilmoment)
    ingetrokken = find_ingetrokken({t.vergunning_id for t in dagen}, peilmoment) if dagen else set()
    return {
        t: d.ingangsdatum
        for t, d in dagen.items()
        if t.vergunning_id not in ingetrokken
        and d.ingangsdatum is not None
        and d.ingangsdatum <= dag
        and (d.vervaldatum is None or dag < d.vervaldatum)
    }


def find_instandgelaten(vergunning_id: uuid.UUID, peilmoment: Peilmoment) -> set[int]:
    """Give which mutations stand by a decision that a court annulled while it let what it did stand (Awb 8:72, third lid), as was known then."""
    toestemmingen = Toestemming.objects.filter(
        vergunning_id=vergunning_id, ingrepen__soort=Ingreep.Soort.INSTANDLATING
    )
    delen = {
        t: [set(i.mutaties) for i in rijen if i.soort == Ingreep.Soort.INSTANDLATING]
        for t, rijen in _read_ingrepen(list(toestemmingen.distinct()), peilmoment).items()
    }
    rijen = Mutatie.objects.filter(toestemming__in=delen) if delen else Mutatie.objects.none()
    return {
        pk
        for pk, t, volgnummer in rijen.values_list("pk", "toestemming_id", "volgnummer")
        if any(not deel or volgnummer in deel for deel in delen[t])
    }


def _list_genomen(toestemmingen: Sequence[Toestemming], peilmoment: Peilmoment) -> list[Toestemming]:
    """List the toestemmingen that were established by what was known."""
    bekend = peilmoment.beschikbaar_op
    return [t for t in toestemmingen if t.vastgesteld_op is not None and t.vastgesteld_op <= bekend]


def _read_ingrepen(
    toestemmingen: Sequence[Toestemming], peilmoment: Peilmoment
) -> dict[uuid.UUID, list[Ingreep]]:
    """Give what had happened to each toestemming by what was known."""
    bekend = peilmoment.beschikbaar_op
    ingrepen: dict[uuid.UUID, list[Ingreep]] = {}
    for i in list_ingrepen(toestemmingen):
        if i.geregistreerd_op <= bekend and (i.herroepen_op is None or i.herroepen_op > bekend):
            ingrepen.setdefault(i.toestemming_id, []).append(i)
    return ingrepen


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
