"""The list of what is due: the most urgent first and why it is due, of whoever the viewer asks, a page at a time by an index."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from vth.regelgeving.rules import Grond
from vth.register.models import Bronobject
from vth.register.selectors import find_identiteiten, find_zichtbaar
from vth.tijd import klok
from vth.tijd.rules import Peilmoment
from vth.toegang.rules import Viewer, derive_zicht_q
from vth.toegang.wegen import derive_wegzicht_sql, list_wegen, write_bladzij

from ..models import Controle, Controleonderwerp, Toezichtrisico, Vervaldag
from ..selectors import OPEN, list_zichtbaar
from .regelset import Ritmekast

MEESTE_PLEKKEN = 2000


@dataclass(frozen=True)
class Vervalfilter:
    """What the list is narrowed to; empty means not. `inspecteur` is one account, `teams` some teams; `voor` leaves out later days."""

    inspecteur: str = ""
    teams: tuple[str, ...] | None = None
    vervalsoort: str = ""
    leverancier: str = ""
    gebied: str = ""
    voor: date | None = None


@dataclass(frozen=True)
class Plek:
    """Where a row stands in the list."""

    uiterlijk: date
    id: int


@dataclass(frozen=True)
class Vervalregel:
    """One row: what is due at which site, by which rule, and whether the risk that it rests on was assessed by somebody."""

    vervaldag: Vervaldag
    bronobject: Bronobject
    grond: Grond
    is_beoordeeld: bool
    controle: Controle | None = None


def list_vervaldagen(
    viewer: Viewer, filter_: Vervalfilter, *, na: Plek | None = None, hoogstens: int = 50
) -> list[Vervaldag]:
    """List what is due within sight, the first day first, one more than `hoogstens` when there are."""
    if viewer.zicht.is_leeg:
        return []
    if filter_.inspecteur or filter_.teams is not None:
        return _list_van(viewer, filter_, na, hoogstens + 1)
    sql, params = derive_lijst_sql(viewer, filter_, na, hoogstens + 1)
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        ids = [rij[0] for rij in cursor.fetchall()]
    gevonden = Vervaldag.objects.filter(derive_zicht_q(viewer.zicht)).in_bulk(ids)
    return [gevonden[id_] for id_ in ids if id_ in gevonden]


def derive_lijst_sql(
    viewer: Viewer, filter_: Vervalfilter, na: Plek | None, hoogstens: int
) -> tuple[str, list[Any]]:
    """Write the question for one page: ids in order, each stretch by its own index."""
    if filter_.gebied:
        wegen = [("s.gebied", filter_.gebied)]
    elif filter_.leverancier:
        wegen = [("s.leverancier", filter_.leverancier)]
    else:
        wegen = list_wegen(viewer.zicht, "s")
    zicht, params = derive_wegzicht_sql(viewer.zicht, "s", wegen, connection.vendor)
    delen = [f"({zicht})"]
    if filter_.vervalsoort:
        delen.append("s.vervalsoort = %s")
        params.append(filter_.vervalsoort)
    if filter_.gebied and filter_.leverancier:
        delen.append("s.leverancier = %s")
        params.append(filter_.leverancier)
    if filter_.voor is not None:
        delen.append("s.uiterlijk < %s")
        params.append(filter_.voor)
    if na is not None:
        delen.append("(s.uiterlijk > %s OR (s.uiterlijk = %s AND s.id > %s))")
        params += [na.uiterlijk, na.uiterlijk, na.id]
    return write_bladzij(
        wegen,
        tabel=Vervaldag._meta.db_table,
        alias="s",
        kolom="uiterlijk",
        vast=" AND ".join(delen),
        params=params,
        hoogstens=hoogstens,
        vendor=connection.vendor,
    )


def _list_van(viewer: Viewer, filter_: Vervalfilter, na: Plek | None, hoogstens: int) -> list[Vervaldag]:
    """List what is due where an inspector or a team has an open controle, or a report that is not out."""
    controles = list_zichtbaar(viewer)
    if filter_.inspecteur:
        controles = controles.filter(inspecteur=filter_.inspecteur)
    else:
        controles = controles.filter(team__in=filter_.teams or ())
    open_ = controles.filter(staat__in=OPEN).order_by("gepland_op", "id").values_list("pk", flat=True)
    klaar = controles.filter(staat=Controle.Staat.AFGEROND, rapport_verzonden_op=None)
    ids = [*open_[:MEESTE_PLEKKEN], *klaar.order_by("-id").values_list("pk", flat=True)[:MEESTE_PLEKKEN]]
    plekken = Controleonderwerp.objects.filter(controle_id__in=ids).values_list("bronobject_id", flat=True)
    rijen = Vervaldag.objects.filter(derive_zicht_q(viewer.zicht), bronobject_id__in=set(plekken))
    for veld in ("vervalsoort", "leverancier", "gebied"):
        if waarde := getattr(filter_, veld):
            rijen = rijen.filter(**{veld: waarde})
    if filter_.voor is not None:
        rijen = rijen.filter(uiterlijk__lt=filter_.voor)
    if na is not None:
        rijen = rijen.filter(uiterlijk__gte=na.uiterlijk).exclude(uiterlijk=na.uiterlijk, id__lte=na.id)
    return list(rijen.order_by("uiterlijk", "id")[:hoogstens])


def explain_vervaldagen(viewer: Viewer, dagen: Sequence[Vervaldag]) -> list[Vervalregel]:
    """Give rows of the list with their site and the rule that they follow; a site that is out of sight takes its row along.

    What several suppliers say of one real thing is one row on a page: that of an own organisation before others, else the first.
    """
    zichtbaar = find_zichtbaar(viewer, {d.bronobject_id for d in dagen})
    kast = Ritmekast(klok.today())
    beoordeeld = set(
        Toezichtrisico.objects.filter(bronobject_id__in=zichtbaar)
        .exclude(risico="")
        .values_list("bronobject_id", flat=True)
    )
    kernen = [uuid.UUID(d.bezoek) for d in dagen if d.bezoek]
    controles = {str(c.bronobject_id): c for c in list_zichtbaar(viewer).filter(bronobject_id__in=kernen)}
    return [
        Vervalregel(
            d,
            b,
            kast.get_regels(kast.derive_groep(b.gebied, b.leverancier)).gronden[d.regel],
            d.vervalsoort != Vervaldag.Vervalsoort.ROUTINE_IPPC or b.pk in beoordeeld,
            controles.get(d.bezoek),
        )
        for d in _fold(viewer, [d for d in dagen if d.bronobject_id in zichtbaar])
        if (b := zichtbaar.get(d.bronobject_id)) is not None
    ]


def _fold(viewer: Viewer, dagen: Sequence[Vervaldag]) -> list[Vervaldag]:
    """Keep of each real thing, kind and visit one row, in the order that they came in."""
    identiteiten = find_identiteiten({d.bronobject_id for d in dagen}, Peilmoment(klok.today(), klok.now()))
    eigen = viewer.zicht.leveranciers
    beste: dict[tuple[uuid.UUID, str, str], Vervaldag] = {}
    for d in sorted(dagen, key=lambda d: d.leverancier not in eigen):
        beste.setdefault((identiteiten.get(d.bronobject_id, d.bronobject_id), d.vervalsoort, d.bezoek), d)
    gekozen = {d.pk for d in beste.values()}
    return [d for d in dagen if d.pk in gekozen]
