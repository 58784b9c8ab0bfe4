"""What stands around a voorschrift: for which records it is, and what came after it; as far as the viewer may see."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from vth.register.selectors import find_zichtbaar, list_namen
from vth.tijd.rules import Geldigheid, Peilmoment
from vth.toegang.rules import Viewer
from vth.vormgeving.opmaak import format_datum

from .consolidatie import read_bereik
from .models import Mutatiewerking
from .rules import Opvolging, Opvolgsoort, Werking, derive_opvolging

ONZICHTBAAR, NIET_GENOEMD = "iets dat u niet mag zien", "iets dat hier niet is genoemd"
OPVOLGZINNEN = {
    Opvolgsoort.GEWIJZIGD: "dan gewijzigd door {}",
    Opvolgsoort.VERVALLEN: "dan vervallen door {}",
    Opvolgsoort.HERLEEFT: "dan geldt weer de tekst uit {}",
    Opvolgsoort.EINDIGT: "dan geldt het niet meer",
}


class Opvolger(NamedTuple):
    """What comes after a voorschrift as it runs, and the toestemming that it is by, if by one."""

    opvolging: Opvolging
    toestemming_id: uuid.UUID | None


def read_opvolgers(
    vergunning_id: uuid.UUID, peilmoment: Peilmoment, voorschrift_ids: Sequence[uuid.UUID] | None = None
) -> dict[uuid.UUID, Opvolger]:
    """Give what comes after voorschriften that stand at a moment, as it was known then; of those that run on nothing.

    Whoever calls this has the permit from `selectors.get_vergunning`: sight is decided there.
    """
    rijen = Mutatiewerking.objects.known_at(peilmoment).filter(
        vergunning_id=vergunning_id, eind_geldigheid__gt=peilmoment.geldig_op
    )
    if voorschrift_ids is not None:
        rijen = rijen.filter(voorschrift_id__in=voorschrift_ids)
    velden = ("voorschrift_id", "soort", "rang", "begin_geldigheid", "eind_geldigheid")
    werkingen, van = [], {}
    for v, soort, rang, begin, eind, toestemming_id in rijen.values_list(*velden, "mutatie__toestemming_id"):
        werkingen.append(Werking(v, soort, rang, Geldigheid(begin, eind)))
        van[v, rang] = toestemming_id
    opvolgingen = derive_opvolging(werkingen, peilmoment.geldig_op)
    return {v: Opvolger(o, van.get((v, o.rang))) for v, o in opvolgingen.items()}


def say_opvolger(opvolger: Opvolger | None, kenmerken: Mapping[uuid.UUID, str]) -> str:
    """Write until when a voorschrift runs as it does and what comes then; nothing when it runs on."""
    if opvolger is None:
        return ""
    kenmerk = kenmerken.get(opvolger.toestemming_id, "") if opvolger.toestemming_id else ""
    zin = OPVOLGZINNEN[opvolger.opvolging.soort].format(kenmerk)
    return f"Luidt zo tot {format_datum(opvolger.opvolging.dag)}; {zin}"


def name_records(viewer: Viewer, ids: Iterable[uuid.UUID], peilmoment: Peilmoment) -> dict[uuid.UUID, str]:
    """Give the names of those records that the viewer may see."""
    return list_namen(find_zichtbaar(viewer, set(ids)).values(), peilmoment)


def say_bereik(
    records: Iterable[uuid.UUID], namen: Mapping[uuid.UUID, str], onzichtbaar: str = ONZICHTBAAR
) -> str:
    """Write for what a voorschrift is only; nothing when it is for the whole permit. What is not seen is not named."""
    gevonden = list(records)
    bekend = sorted(namen[r] for r in gevonden if r in namen)
    return ", ".join([*bekend, *([onzichtbaar] if len(bekend) < len(gevonden) else [])])


def read_bereikzinnen(
    viewer: Viewer, mutatie_ids: Iterable[int], peilmoment: Peilmoment, onzichtbaar: str = ONZICHTBAAR
) -> dict[int, str]:
    """Give of the mutations that are not for the whole permit for what they are, in words."""
    bereik = read_bereik(mutatie_ids)
    namen = name_records(viewer, {r for records in bereik.values() for r in records}, peilmoment)
    return {pk: say_bereik(records, namen, onzichtbaar) for pk, records in bereik.items()}
