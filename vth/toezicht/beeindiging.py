"""A place that ended: since when, by the register, and what is said of it where somebody plans, visits or concludes there.

A visit to a place that ended is no mistake by itself: somebody looks whether it really stopped, or what was left behind. So planning one
asks for the reason, a visit that was made is always taken in, and concluding it asks what was found there.
"""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from operator import itemgetter

from vth.register.models import VOORKOMENS, Bronobject, Toewijzing
from vth.register.selectors import find_identiteiten, list_namen, list_zichtbare_ids
from vth.tijd import klok
from vth.tijd.rules import Peilmoment
from vth.toegang.claim import claim_alles
from vth.toegang.rules import Viewer
from vth.vormgeving.opmaak import format_datum

from .models import Controleonderwerp
from .rules import ONZICHTBAAR, Einde, ToezichtError

KORTSTE_REDEN = 5
# On a device there is no field for what concluding asks: a note is made there, and whoever concludes reads it in the file.
NOTEER = "Maak een notitie van wat u er aantreft; bij het afronden schrijft u het in het dossier onder Bijzonderheden."
Rij = tuple[date, date, date | None]


def find_einden(viewer: Viewer, bronobjecten: Iterable[Bronobject], op: date) -> list[Einde]:
    """Give of these places and activities those that had ended on a day and since when, with the name of what the viewer may see.

    Ended is what nobody says anything of any more, or of which its supplier gives a day of ending. What another record of the same real
    thing still says to be there has not ended; what had not begun yet has not either.
    """
    records = {b.pk: b for b in bronobjecten if b.soort in Controleonderwerp.Rol.values}
    if not records:
        return []
    peilmoment = Peilmoment(op, klok.now())
    # Whether it ended is the same for everybody: a record that the viewer may not see can say that the thing is still there.
    with claim_alles():
        leden = _list_leden(records, peilmoment)
        rijen = _list_rijen({lid for groep in leden.values() for lid in groep}, peilmoment)
    dagen = {
        id_: dag
        for id_, groep in leden.items()
        if (dag := derive_einde([rijen[lid] for lid in groep if lid in rijen], op)) is not None
    }
    zichtbaar = list_zichtbare_ids(viewer, dagen)
    namen = list_namen([records[id_] for id_ in zichtbaar], peilmoment)
    return [Einde(namen.get(id_, ""), dag) for id_, dag in dagen.items()]


def derive_einde(records: Iterable[Sequence[Rij]], op: date) -> date | None:
    """Give the day since which a thing is no more, from what each record says of it: per state its begin, its end and the day of ending.

    The day of ending of a record's last state counts first, also for a day before that state began: a delivery tells of an ending
    afterwards, in a state that begins when it was delivered. None when the thing is there on `op`, had not begun, or nothing is known. Pure.
    """
    dagen = []
    for rijen in records:
        geweest = [r for r in rijen if r[0] <= op]
        if not geweest:
            continue
        laatste, toen = max(rijen, key=itemgetter(0)), max(geweest, key=itemgetter(0))
        dag = next((d for _, eind, dag in (laatste, toen) if (d := min(eind, dag or eind)) <= op), None)
        if dag is None:
            return None
        dagen.append(dag)
    return max(dagen, default=None)


def check_einden(
    viewer: Viewer, bronobjecten: Iterable[Bronobject], op: date, grond: str, anders: str = ""
) -> str:
    """Refuse to plan a visit to what has ended without a reason; gives the reason: `grond`, or `anders` where that one was asked and lacks.

    Raises ToezichtError, which says since when and what to do.
    """
    if len(grond.strip()) >= KORTSTE_REDEN or not (einden := find_einden(viewer, bronobjecten, op)):
        return grond
    if len(anders.strip()) >= KORTSTE_REDEN:
        return anders.strip()[:300]
    raise ToezichtError(
        f"{say_einden(einden)} Is er toch iets te controleren, zoals of het echt is gestopt of wat er is achtergebleven? Schrijf dan op "
        "waarom. Klopt het register niet? Doe een terugmelding."
    )


def say_einden(einden: Iterable[Einde]) -> str:
    """Say in sentences what has ended and since when, and that something did which may not be seen; empty without any."""
    zinnen = (
        f"{e.naam} is volgens het register beëindigd op {format_datum(e.dag)}."
        if e.naam
        else f"Een {ONZICHTBAAR}, is volgens het register beëindigd."
        for e in einden
    )
    return " ".join(dict.fromkeys(zinnen))


def list_onderwerprecords(controle_id: uuid.UUID) -> list[Bronobject]:
    """List the records that a controle is about, for a rule: whether the viewer sees them is not asked."""
    rijen = Controleonderwerp.objects.filter(controle_id=controle_id).select_related("bronobject")
    with claim_alles():
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
