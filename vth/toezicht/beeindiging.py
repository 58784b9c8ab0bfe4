"""A place that ended: since when, by the register, and what is said of it where somebody plans, visits or concludes there.

A visit to a place that ended is no mistake by itself: somebody looks whether it really stopped, or what was left behind. So planning one
asks for the reason, a visit that was made is always taken in, and concluding it asks what was found there.
"""

import uuid
from collections.abc import Iterable, Mapping
from datetime import date

from vth.register.models import VOORKOMENS, Bronobject, Toewijzing
from vth.register.selectors import find_identiteiten, list_namen
from vth.tijd import klok
from vth.tijd.rules import Peilmoment
from vth.vormgeving.opmaak import format_datum

from .models import Controleonderwerp
from .rules import Einde, ToezichtError

KORTSTE_REDEN = 5
Rij = tuple[date, date, date | None]


def find_einden(bronobjecten: Iterable[Bronobject], op: date) -> list[Einde]:
    """Give of these places and activities those that had ended on a day, with their name and since when.

    Ended is what nobody says anything of any more, or of which its supplier gives a day of ending. What another record of the same real
    thing still says to be there has not ended; what had not begun yet has not either.
    """
    records = {b.pk: b for b in bronobjecten if b.soort in Controleonderwerp.Rol.values}
    if not records:
        return []
    peilmoment = Peilmoment(op, klok.now())
    leden = _list_leden(records, peilmoment)
    rijen = _list_rijen({lid for groep in leden.values() for lid in groep}, peilmoment)
    dagen = {
        id_: dag
        for id_, groep in leden.items()
        if (dag := derive_einde([r for lid in groep for r in rijen.get(lid, ())], op)) is not None
    }
    namen = list_namen([records[id_] for id_ in dagen], peilmoment)
    return [Einde(namen[id_], dag) for id_, dag in dagen.items()]


def derive_einde(rijen: Iterable[Rij], op: date) -> date | None:
    """Give the day since which a thing is no more, from what is said of it: per state its begin, its end and the day of ending.

    None when it is there on `op`, had not begun, or nothing is known. Pure.
    """
    geweest = [(begin, eind, einddag) for begin, eind, einddag in rijen if begin <= op]
    if not geweest or any(eind > op and (einddag is None or einddag > op) for _, eind, einddag in geweest):
        return None
    return max(min(eind, einddag or eind) for _, eind, einddag in geweest)


def check_einden(bronobjecten: Iterable[Bronobject], op: date, grond: str) -> None:
    """Refuse to plan a visit to what has ended without a reason. Raises ToezichtError, which says since when and what to do."""
    einden = find_einden(bronobjecten, op)
    if einden and len(grond.strip()) < KORTSTE_REDEN:
        raise ToezichtError(
            f"{say_einden(einden)} Is er toch iets te controleren, zoals of het echt is gestopt of wat er is achtergebleven? Schrijf dan op "
            "waarom. Klopt het register niet? Doe een terugmelding."
        )


def say_einden(einden: Iterable[Einde]) -> str:
    """Say in sentences what has ended and since when; empty without any."""
    return " ".join(f"{e.naam} is volgens het register beëindigd op {format_datum(e.dag)}." for e in einden)


def list_onderwerprecords(controle_id: uuid.UUID) -> list[Bronobject]:
    """List the records that a controle is about, for a rule: whether the viewer sees them is not asked."""
    rijen = Controleonderwerp.objects.filter(controle_id=controle_id).select_related("bronobject")
    return [o.bronobject for o in rijen]


def _list_leden(
    records: Mapping[uuid.UUID, Bronobject], peilmoment: Peilmoment
) -> dict[uuid.UUID, set[uuid.UUID]]:
    """Give of each record all records of the same real thing, itself among them."""
    identiteiten = find_identiteiten(records, peilmoment)
    per_ding: dict[uuid.UUID, set[uuid.UUID]] = {}
    rijen = Toewijzing.objects.seen_at(peilmoment).filter(identiteit__in=set(identiteiten.values()))
    for lid, identiteit in rijen.values_list("bronobject_id", "identiteit"):
        per_ding.setdefault(identiteit, set()).add(lid)
    return {
        id_: {id_, identiteiten.get(id_, id_), *per_ding.get(identiteiten.get(id_, id_), ())}
        for id_ in records
    }


def _list_rijen(ids: set[uuid.UUID], peilmoment: Peilmoment) -> dict[uuid.UUID, list[Rij]]:
    """Give what is believed of some records: per state its begin, its end, and the day of ending that its supplier gives."""
    rijen: dict[uuid.UUID, list[Rij]] = {}
    for soort in Controleonderwerp.Rol.values:
        gevonden = VOORKOMENS[soort].objects.known_at(peilmoment).filter(bronobject_id__in=ids)
        velden = ("bronobject_id", "begin_geldigheid", "eind_geldigheid", "beeindigingsdatum")
        for id_, *rij in gevonden.values_list(*velden):
            rijen.setdefault(id_, []).append((rij[0], rij[1], rij[2]))
    return rijen
