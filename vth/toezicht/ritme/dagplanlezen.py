"""What could be visited on a day, and the plan that follows: planned controles of the inspector and his teams, with their places."""

import uuid
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from vth.regelgeving.rules import Grond
from vth.regelgeving.selectors import find_grond
from vth.register.models import Bronobject
from vth.register.overzicht import list_zichtbare_plaatsen
from vth.register.selectors import find_zichtbaar
from vth.tijd import klok
from vth.tijd.rules import Peilmoment
from vth.toegang.rules import Viewer
from vth.zaken.selectors import list_eigen_teams

from ..models import Controle, Controleonderwerp
from ..selectors import list_zichtbaar
from .dagplan import Dagplan, Dagvraag, Kandidaat, Plek, make_dagplan

MEESTE = 150


@dataclass(frozen=True)
class Planbeeld:
    """A plan with what it was asked and the controles in it; `is_vertrek_geschat` says that nobody told where the day begins."""

    plan: Dagplan
    vraag: Dagvraag
    controles: dict[str, Controle]
    grond: Grond
    is_vertrek_geschat: bool
    afgekapt: bool


def read_planbeeld(
    viewer: Viewer,
    dag: date,
    uren: float,
    *,
    vastgezet: frozenset[str] = frozenset(),
    weggelaten: frozenset[str] = frozenset(),
    vertrek: Plek | None = None,
) -> Planbeeld:
    """Plan a day for the viewer. Raises DagplanError for what `make_dagplan` refuses."""
    grond = find_grond("toezicht.dagplan", geldig_op=dag)
    gevonden = list_planbaar(viewer, dag)
    controles = gevonden[:MEESTE]
    plekken = find_plekken(viewer, controles)
    kandidaten = [_make_kandidaat(c, plekken.get(c.pk), dag, grond) for c in controles]
    bekend = list(plekken.values())
    midden = (
        Plek(sum(p.x for p in bekend) / len(bekend), sum(p.y for p in bekend) / len(bekend))
        if bekend
        else Plek(0, 0)
    )
    vraag = Dagvraag(dag, uren, vertrek or midden, vastgezet, weggelaten)
    return Planbeeld(
        plan=make_dagplan(kandidaten, vraag, grond),
        vraag=vraag,
        controles={str(c.pk): c for c in controles},
        grond=grond,
        is_vertrek_geschat=vertrek is None,
        afgekapt=len(gevonden) > MEESTE,
    )


def list_planbaar(viewer: Viewer, dag: date) -> list[Controle]:
    """List the planned controles of the viewer, and those of his teams that nobody has, that can still be done on a day; at most one too many."""
    teams = list_eigen_teams(viewer, dag)
    van = Q(inspecteur=viewer.actor) | Q(inspecteur="", team__in=teams)
    wanneer = Q(gepland_op=None) | Q(gepland_op__lte=dag)
    rijen = list_zichtbaar(viewer).filter(van, wanneer, staat=Controle.Staat.GEPLAND)
    return list(rijen.order_by("uiterlijk_op", "id")[: MEESTE + 1])


def find_plekken(viewer: Viewer, controles: list[Controle]) -> dict[uuid.UUID, Plek]:
    """Give where each controle is, as far as the viewer may see that."""
    onderwerpen = Controleonderwerp.objects.filter(controle_id__in=[c.pk for c in controles])
    per_controle: dict[uuid.UUID, list[uuid.UUID]] = {}
    for controle_id, bronobject_id in onderwerpen.order_by("pk").values_list("controle_id", "bronobject_id"):
        per_controle.setdefault(controle_id, []).append(bronobject_id)
    records: dict[uuid.UUID, Bronobject] = find_zichtbaar(
        viewer, {i for ids in per_controle.values() for i in ids}
    )
    plaatsen: dict[uuid.UUID, Any] = list_zichtbare_plaatsen(
        viewer, records.values(), Peilmoment(klok.today(), klok.now()), velden=("bronobject_id", "x", "y")
    )
    uit = {}
    for controle_id, ids in per_controle.items():
        plaats = next(
            (p for i in ids if (p := plaatsen.get(i)) and p.x is not None and p.y is not None), None
        )
        if plaats is not None:
            uit[controle_id] = Plek(plaats.x, plaats.y)
    return uit


def _make_kandidaat(c: Controle, plek: Plek | None, dag: date, grond: Grond) -> Kandidaat:
    """Make of a controle what the plan weighs: it must be done when it is planned for the day, or when its last day is there."""
    waarde = grond.waarde
    return Kandidaat(
        id=str(c.pk),
        naam=f"{c.kenmerk} {c.omschrijving}",
        uren=float(c.uren or waarde["uren"]),
        gewicht=float(waarde["gewichten"].get(c.aanleiding, 1)),
        uiterlijk=c.uiterlijk_op,
        plek=plek,
        is_verplicht=c.gepland_op == dag or (c.uiterlijk_op is not None and c.uiterlijk_op <= dag),
    )
