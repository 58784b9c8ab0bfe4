"""Reading from the register which visits there were to some records and what they found: three questions, whatever the number of visits."""

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Q

from vth.register.models import Bronobject, Relatie, Toewijzing
from vth.register.selectors import (
    ZICHTVELDEN,
    Objectbeeld,
    list_zichtbare_ids,
    ziet_record,
    ziet_velden,
)
from vth.register.standlezen import as_uuid
from vth.tijd.rules import Peilmoment
from vth.toegang.lijst import derive_lijst
from vth.toegang.rules import Viewer, derive_zicht_sql

# What belongs to a site: what is done in it, and what is a part of it.
ONDER = ("vindt_plaats_binnen", "deel_van")


@dataclass(frozen=True)
class Bezoek:
    """One controle of the register as it is read."""

    id: uuid.UUID
    leverancier: str
    dag: date
    kenmerk: str
    controletype: str
    uitvoerder: str
    uitkomst: str


@dataclass(frozen=True)
class Gevonden:
    """One finding of the register as it is read."""

    id: uuid.UUID
    controle: uuid.UUID
    volgnummer: int
    onderwerp: str
    aandachtspunt: str
    resultaat: str
    gevolg: str
    gedrag: str
    norm: str
    sevesocategorie: str


def list_records(
    viewer: Viewer, bronobjecten: Sequence[Bronobject], peilmoment: Peilmoment
) -> set[uuid.UUID]:
    """Give the records about the same real things as these, and of what is done in them or is a part of them, that the viewer may see.

    A relation is seen by who sees both its sides: what lies in a record out of sight is not given, as that would tell that it is there. What is already read
    is not asked again: of a thing with one record that is one question for the thing and one for its parts.
    """
    gelezen = {b.pk: b for b in bronobjecten}
    eigen = _list_samen(set(gelezen), peilmoment)
    gezien = {b.pk for b in gelezen.values() if ziet_record(viewer, b)}
    gezien |= list_zichtbare_ids(viewer, eigen - set(gelezen))
    onder = Relatie.objects.filter(naar_id__een_van=set(gezien), soort__in=ONDER).seen_at(peilmoment)
    for van, *zicht in onder.values_list("van_id", *(f"van__{veld}" for veld in ZICHTVELDEN)):
        if ziet_velden(viewer, zicht):
            gezien.add(van)
    return gezien


def derive_records(beeld: Objectbeeld) -> set[uuid.UUID] | None:
    """Give what `list_records` would of a thing that was read; None when reading it did not tell: records out of sight, or too many relations."""
    if not beeld.is_heel or beeld.is_afgekapt:
        return None
    onder = {r.ander.pk for r in beeld.relaties if r.soort in ONDER and not r.heen}
    return onder | {b.pk for b in beeld.bronobjecten}


def _list_samen(ids: set[uuid.UUID], peilmoment: Peilmoment) -> set[uuid.UUID]:
    """Give these records and all others about the same real things."""
    paren = _list_toewijzingen(ids, peilmoment)
    dingen = {paren.get(id_, id_) for id_ in ids}
    if elders := dingen - ids:
        paren |= _list_toewijzingen(elders, peilmoment)
    zelf = {ding for ding in dingen if paren.get(ding, ding) == ding}
    return ids | zelf | {record for record, ding in paren.items() if ding in dingen}


def _list_toewijzingen(ids: set[uuid.UUID], peilmoment: Peilmoment) -> dict[uuid.UUID, uuid.UUID]:
    """Give of which thing records are, for these records and for all records of the things with these ids."""
    rijen = Toewijzing.objects.filter(Q(bronobject_id__in=ids) | Q(identiteit__in=ids)).seen_at(peilmoment)
    return dict(rijen.values_list("bronobject_id", "identiteit"))


def list_bezoeken(
    viewer: Viewer, records: Collection[uuid.UUID], peilmoment: Peilmoment, hoogstens: int
) -> list[Bezoek]:
    """List the controles of records that the viewer may see, of all suppliers, newest first."""
    if not records or viewer.zicht.is_leeg:
        return []
    lijst, ids = derive_lijst(set(records), connection.vendor)
    zicht, mag = derive_zicht_sql(viewer.zicht, "b", connection.vendor, in_rij=True)
    rijen = _ask(
        "SELECT DISTINCT b.id, b.leverancier, coalesce(c.controledatum, c.begin_geldigheid) AS dag, c.kenmerk, c.controletype, "
        "c.uitvoerder, c.uitkomst FROM register_relatie r JOIN register_bronobject b ON b.id = r.van_id "
        f"JOIN register_controlevoorkomen c ON c.bronobject_id = b.id WHERE r.naar_id {lijst} "
        f"AND r.soort IN ('controle_van', 'controle_van_activiteit') AND {_see('r')} AND {_see('c')} AND {zicht} "
        f"ORDER BY dag DESC, b.id DESC LIMIT {int(hoogstens)}",
        [ids, *_list_momenten(peilmoment), *_list_momenten(peilmoment), *mag],
    )
    return [Bezoek(as_uuid(r[0]), r[1], _as_dag(r[2]), *(w or "" for w in r[3:])) for r in rijen]


def list_gevonden(viewer: Viewer, controles: Collection[uuid.UUID], peilmoment: Peilmoment) -> list[Gevonden]:
    """List the findings of these controles that the viewer may see, by controle and number."""
    if not controles:
        return []
    lijst, ids = derive_lijst(set(controles), connection.vendor)
    zicht, mag = derive_zicht_sql(viewer.zicht, "b", connection.vendor, in_rij=True)
    rijen = _ask(
        "SELECT b.id, r.naar_id, v.volgnummer, v.onderwerp, v.aandachtspunt, v.resultaat, v.gevolg, v.gedrag, v.norm, v.sevesocategorie "
        "FROM register_relatie r JOIN register_bronobject b ON b.id = r.van_id "
        f"JOIN register_bevindingvoorkomen v ON v.bronobject_id = b.id WHERE r.naar_id {lijst} AND r.soort = 'uitkomst_van' "
        f"AND {_see('r')} AND {_see('v')} AND {zicht} ORDER BY r.naar_id, v.volgnummer, b.id",
        [ids, *_list_momenten(peilmoment), *_list_momenten(peilmoment), *mag],
    )
    return [Gevonden(as_uuid(r[0]), as_uuid(r[1]), r[2] or 0, *(w or "" for w in r[3:])) for r in rijen]


def list_hercontroles(
    controles: Collection[uuid.UUID], peilmoment: Peilmoment
) -> list[tuple[uuid.UUID, uuid.UUID]]:
    """List which controle re-inspects which, both among these: the later one first."""
    rijen = Relatie.objects.filter(naar_id__een_van=set(controles), soort="hercontrole_van").seen_at(
        peilmoment
    )
    return [(van, naar) for van, naar in rijen.values_list("van_id", "naar_id") if van in controles]


def _ask(sql: str, params: Sequence[Any]) -> list[Sequence[Any]]:
    """Read all rows of a question."""
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return list(cursor.fetchall())


def _see(alias: str) -> str:
    """Write that a row held on the day and was known at the moment; `_list_momenten` gives the parameters."""
    return (
        f"{alias}.begin_geldigheid <= %s AND {alias}.eind_geldigheid > %s AND {alias}.tijdstip_registratie <= %s "
        f"AND {alias}.eind_registratie > %s"
    )


def _list_momenten(peilmoment: Peilmoment) -> tuple[Any, Any, Any, Any]:
    """Give the parameters of `_see`."""
    dag = peilmoment.geldig_op.isoformat()
    op = connection.ops.adapt_datetimefield_value(peilmoment.beschikbaar_op)
    return dag, dag, op, op


def _as_dag(waarde: Any) -> date:
    """Read a day as either database gives it."""
    return waarde if isinstance(waarde, date) else date.fromisoformat(str(waarde))
