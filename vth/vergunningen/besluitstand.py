"""How the decisions of a permit stood at a moment, as it was known then: which were taken, their days, what became of them."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from vth.register.models import ToestemmingVoorkomen
from vth.tijd.rules import Peilmoment

from .models import Ingreep, Mutatie, Toestemming
from .selectors import WEG, find_ingetrokken, list_ingrepen


@dataclass(frozen=True)
class Dagen:
    """From which day a toestemming works, and on which it ends if it does."""

    ingangsdatum: date | None
    vervaldatum: date | None


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
    ingrepen, dag = read_ingrepen(toestemmingen, peilmoment), peilmoment.geldig_op
    weg = {t for t, rijen in ingrepen.items() if any(i.soort in WEG and not i.mutaties for i in rijen)}
    dagen = read_dagen([t for t in list_genomen(toestemmingen, peilmoment) if t.pk not in weg], peilmoment)
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
        for t, rijen in read_ingrepen(list(toestemmingen.distinct()), peilmoment).items()
    }
    rijen = Mutatie.objects.filter(toestemming__in=delen) if delen else Mutatie.objects.none()
    return {
        pk
        for pk, t, volgnummer in rijen.values_list("pk", "toestemming_id", "volgnummer")
        if any(not deel or volgnummer in deel for deel in delen[t])
    }


def list_genomen(toestemmingen: Sequence[Toestemming], peilmoment: Peilmoment) -> list[Toestemming]:
    """List the toestemmingen that were established by what was known."""
    bekend = peilmoment.beschikbaar_op
    return [t for t in toestemmingen if t.vastgesteld_op is not None and t.vastgesteld_op <= bekend]


def read_ingrepen(
    toestemmingen: Sequence[Toestemming], peilmoment: Peilmoment
) -> dict[uuid.UUID, list[Ingreep]]:
    """Give what had happened to each toestemming by what was known."""
    bekend = peilmoment.beschikbaar_op
    ingrepen: dict[uuid.UUID, list[Ingreep]] = {}
    for i in list_ingrepen(toestemmingen):
        if i.geregistreerd_op <= bekend and (i.herroepen_op is None or i.herroepen_op > bekend):
            ingrepen.setdefault(i.toestemming_id, []).append(i)
    return ingrepen
