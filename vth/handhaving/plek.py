"""Where something was seen: a finding proves nothing about another place than the one of the violation."""

import uuid
from collections.abc import Collection, Iterable

from vth.register.models import Bronobject, Relatie
from vth.tijd import klok
from vth.tijd.rules import Peilmoment
from vth.toegang.rules import Viewer
from vth.toezicht.geschiedenislezen import ONDER, list_records
from vth.toezicht.models import Bevinding, Bevindingonderwerp, Controleonderwerp

from .models import Overtreding, Overtredingsonderwerp
from .rules import HandhavingError


def list_plekken(viewer: Viewer, overtredingen: Iterable[Overtreding]) -> set[uuid.UUID]:
    """List the records of the place of violations: where it was, the site it lies in, and all that lies in that site; none when no place is known."""
    ids = [o.pk for o in overtredingen]
    eigen = set(
        Overtredingsonderwerp.objects.filter(overtreding__in=ids).values_list("bronobject_id", flat=True)
    )
    if not eigen:
        return set()
    nu = Peilmoment(klok.today(), klok.now())
    boven = Relatie.objects.filter(van_id__in=eigen, soort__in=ONDER).seen_at(nu)
    alles = eigen | set(boven.values_list("naar_id", flat=True))
    plekken = list(Bronobject.objects.filter(pk__in=alles))
    return eigen | list_records(viewer, plekken, nu)


def list_van_plek(bevindingen: Collection[Bevinding], plekken: Collection[uuid.UUID]) -> list[Bevinding]:
    """Give those findings that are about a place: by what each names itself, else by what its controle visited."""
    eigen: dict[uuid.UUID, set[uuid.UUID]] = {}
    rijen = Bevindingonderwerp.objects.filter(bevinding__in=[b.pk for b in bevindingen])
    for bevinding, waar in rijen.values_list("bevinding_id", "bronobject_id"):
        eigen.setdefault(bevinding, set()).add(waar)
    bezocht: dict[uuid.UUID, set[uuid.UUID]] = {}
    gezien = Controleonderwerp.objects.filter(controle__in={b.controle_id for b in bevindingen})
    for controle, waar in gezien.values_list("controle_id", "bronobject_id"):
        bezocht.setdefault(controle, set()).add(waar)
    hier = set(plekken)
    return [b for b in bevindingen if hier & (eigen.get(b.pk) or bezocht.get(b.controle_id, set()))]


def check_plek(viewer: Viewer, bevinding: Bevinding, overtredingen: Iterable[Overtreding]) -> None:
    """Refuse a finding of another place as proof. A violation of which no place is known says nothing about that."""
    plekken = list_plekken(viewer, overtredingen)
    if plekken and not list_van_plek([bevinding], plekken):
        raise HandhavingError(
            f"Bevinding {bevinding.volgnummer} van {bevinding.controle.kenmerk} is op een andere plek gedaan dan waar de overtreding was. Daaruit blijkt niets over deze "
            "overtreding. Kies een bevinding van deze locatie, of schrijf op wat het bewijs is."
        )
