"""What a permit can be about: the activities at its place, the things there, and who can hold it; as far as the viewer may see."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from vth.register.models import Bronobject
from vth.register.selectors import (
    BestaatNietError,
    Objectbeeld,
    Relatiebeeld,
    find_identiteiten,
    find_zichtbaar,
    list_namen,
    list_relaties,
    read_object,
)
from vth.tijd import klok
from vth.tijd.rules import Peilmoment
from vth.toegang.rules import Viewer

from .models import Vergunning
from .selectors import list_houderwissels, list_onderwerpen, list_toestemmingen

BINNEN, DEEL_VAN = "vindt_plaats_binnen", "deel_van"
ACTIVITEIT, OBJECT = "activiteituitvoering", "vthobject"
PERSOON = "natuurlijkpersoon"
HOUDERS = ("vestiging", "nietnatuurlijkpersoon", PERSOON)
Keuzes = list[tuple[str, str]]


@dataclass(frozen=True)
class Onderwerpkeuzes:
    """What can be chosen, each by its id with its name."""

    activiteiten: Keuzes
    objecten: Keuzes
    houders: Keuzes


def read_onderwerpkeuzes(viewer: Viewer, vergunning: Vergunning) -> Onderwerpkeuzes:
    """Give what the toestemmingen and voorschriften of a permit can be about: what they are about already, and what is at its place.

    Of one real thing of which the organisation of the permit has a record, those of others are not offered; of what only others
    know of they all are.
    """
    nu = Peilmoment(klok.today(), klok.now())
    toestemmingen = list_toestemmingen(vergunning)
    al = {b.pk: b for _, b in list_onderwerpen(viewer, toestemmingen)}
    al |= find_zichtbaar(viewer, [w.houder_id for w in list_houderwissels(toestemmingen)])
    records = al | {b.pk: b for b in _list_plaatsrecords(viewer, vergunning, nu)}
    activiteiten = [b.pk for b in records.values() if b.soort == ACTIVITEIT]
    wie = [r for r in list_relaties(viewer, activiteiten, nu) if r.ander.soort in HOUDERS]
    records |= {r.ander.pk: r.ander for r in wie}
    namen = list_namen(records.values(), nu)
    namen |= _name_personen(records, namen, wie)
    dingen = find_identiteiten(records, nu)
    eigen = {dingen[b.pk] for b in records.values() if b.leverancier == vergunning.leverancier}

    def is_offered(b: Bronobject) -> bool:
        return b.pk in al or b.leverancier == vergunning.leverancier or dingen[b.pk] not in eigen

    def choose(*soorten: str) -> Keuzes:
        hier = [b for b in records.values() if b.soort in soorten and is_offered(b)]
        keuzes = ((str(b.pk), namen.get(b.pk) or b.sleutel) for b in hier)
        return sorted(keuzes, key=lambda paar: (paar[1], paar[0]))

    return Onderwerpkeuzes(choose(ACTIVITEIT), choose(OBJECT), choose(*HOUDERS))


def _name_personen(
    records: Mapping[uuid.UUID, Bronobject], namen: Mapping[uuid.UUID, str], relaties: Iterable[Relatiebeeld]
) -> dict[uuid.UUID, str]:
    """Tell natural persons apart where lists do not name them: by the activity they are with, and the end of the number in their address.

    The viewer sees both of these already: of what he may not see nothing is in `records` and `relaties`.
    """
    bij: dict[uuid.UUID, set[str]] = {}
    for r in relaties:
        bij.setdefault(r.ander.pk, set()).add(namen.get(r.eigen.pk) or r.eigen.sleutel)
    return {
        pk: f"{namen[pk]} …{str(pk)[-6:]}" + (f", bij {', '.join(sorted(bij[pk]))}" if pk in bij else "")
        for pk, b in records.items()
        if b.soort == PERSOON
    }


def _list_plaatsrecords(viewer: Viewer, vergunning: Vergunning, peilmoment: Peilmoment) -> list[Bronobject]:
    """List the records of the place of a permit, of its parts, and of what and who is there; not of what it is a part of."""
    if vergunning.vthobject_id is None:
        return []
    try:
        beeld = read_object(viewer, vergunning.vthobject_id, peilmoment)
    except BestaatNietError:
        return []
    boven = {r.ander.pk for r in beeld.relaties if r.soort == DEEL_VAN and r.heen}
    return [*beeld.bronobjecten, *(r.ander for r in beeld.relaties if r.ander.pk not in boven)]


def list_plaatsactiviteiten(beeld: Objectbeeld) -> list[Bronobject]:
    """List the records of activities at a place, as far as the viewer may see them; of an activity itself its own."""
    if beeld.objecttype.naam == ACTIVITEIT:
        return list(beeld.bronobjecten)
    gevonden = {r.ander.pk: r.ander for r in beeld.relaties if r.soort == BINNEN and not r.heen}
    return list(gevonden.values())
