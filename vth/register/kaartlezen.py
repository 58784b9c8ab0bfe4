"""Where records are, for maps: points in a box, found by the index on open places.

The question decides itself who sees what, by the one filter, and so passes the second lock of PostgreSQL by: its
policies would try the box record after record. What was found is then asked by id with the lock shut.
"""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from vth.tijd import klok
from vth.tijd.guard import OPEN_POSTGRES, OPEN_SQLITE
from vth.toegang.claim import claim_alles
from vth.toegang.rules import Viewer, Zicht, derive_zicht_sql

from .overzicht import MET_PLEK, TELGRENS
from .selectors import Filter, find_woorden
from .standlezen import as_uuid

# More points than these go to a map as tiles (`tegels`).
PUNTGRENS = 5_000
# A twentieth of the country, and a sixth, in square degrees.
KLEIN_GRADEN2, GROOT_GRADEN2 = 0.6, 2.0


@dataclass(frozen=True)
class Kader:
    """A box on the map, in degrees."""

    west: float
    zuid: float
    oost: float
    noord: float

    @property
    def is_klein(self) -> bool:
        """Tell whether the box is a small part of the country."""
        return self._graden2 < KLEIN_GRADEN2

    @property
    def is_groot(self) -> bool:
        """Tell whether the box is so much of the country that its places are better found by their records."""
        return self._graden2 > GROOT_GRADEN2

    @property
    def _graden2(self) -> float:
        """Give the size of the box in square degrees."""
        return (self.oost - self.west) * (self.noord - self.zuid)


@dataclass(frozen=True)
class Punt:
    """One place of a record on the map."""

    id: uuid.UUID
    naam: str
    lengtegraad: float
    breedtegraad: float


# The open end stands in the words of the index on places (`models.object`), which is only taken for those.
PLEK_SQL = """SELECT g.bronobject_id, g.lengtegraad, g.breedtegraad FROM register_geoobjectvoorkomen g
WHERE g.lengtegraad BETWEEN %s AND %s AND g.breedtegraad BETWEEN %s AND %s
AND g.eind_registratie = '{open_}' AND g.begin_geldigheid <= %s AND g.eind_geldigheid > %s"""
RECORD_SQL = (
    "SELECT b.id, b.sleutel FROM register_bronobject b WHERE b.soort IN ({soorten}) AND ({zicht}) {waar}"
)
# Where to begin is written down, for the database thinks that who has 10 municipalities has nearly no places: it counts
# the sight of a record and of its place as two accidents.
PLEKKEN_SQL = """WITH g AS {eerst_plek} ({plek}), b AS {eerst_record} ({record}) {kolommen}
FROM {van} {erbij}
WHERE r.eind_registratie = '{open_}' AND r.begin_geldigheid <= %s AND r.eind_geldigheid > %s AND ({zicht_plaats}) {staart}
"""
VAN_PLEK = """g JOIN register_bronobject gb ON gb.id = g.bronobject_id
JOIN register_relatie r ON r.naar_id = g.bronobject_id AND r.soort = 'locatie' JOIN b ON b.id = r.van_id"""
# SQLite reads a CROSS JOIN in the order in which it is written: record by record as they were written, and not from a
# place of the index to a record anywhere on the disk. PostgreSQL counts which is shorter.
VAN_RECORD = """b CROSS JOIN register_relatie r ON r.van_id = b.id AND r.soort = 'locatie'
CROSS JOIN g ON g.bronobject_id = r.naar_id CROSS JOIN register_bronobject gb ON gb.id = g.bronobject_id"""
PUNTKOLOMMEN = "SELECT b.id, coalesce(z.titel, b.sleutel), g.lengtegraad, g.breedtegraad, gb.id"
MET_TITEL = "LEFT JOIN zoeken_zoekregel z ON z.onderwerp = b.id"
# Up to so many suppliers and municipalities a large box is better left for last.
SMAL = 40


def list_punten(
    viewer: Viewer, filter_: Filter, kader: Kader, *, hoogstens: int = PUNTGRENS
) -> tuple[list[Punt], bool]:
    """Give the places of records within the filter in a box now, and whether there are more than are given.

    A record with two places gives two points. Nothing is sorted, so that a full map is as quick as a small one.
    """
    sql, params = write_plekken(viewer, filter_, kader, PUNTKOLOMMEN, erbij=MET_TITEL, staart="LIMIT %s")
    with claim_alles(), connection.cursor() as cursor:
        cursor.execute(sql, [*params, hoogstens + 1])
        rijen = cursor.fetchall()
    gezien = find_gezien(id_ for rij in rijen for id_ in (rij[0], rij[4]))
    punten = [
        Punt(as_uuid(id_), naam, round(lon, 5), round(lat, 5))
        for id_, naam, lon, lat, plaats in rijen[:hoogstens]
        if gezien is None or {id_, plaats} <= gezien
    ]
    return punten, len(rijen) > hoogstens


def write_plekken(
    viewer: Viewer,
    filter_: Filter,
    kader: Kader,
    kolommen: str,
    *,
    erbij: str = "",
    staart: str = "",
    leveranciers: Sequence[str] | None = None,
) -> tuple[str, list[Any]]:
    """Write the SELECT of places `g` of records `b` in a box now, with the filter for both in it; of some suppliers only or all."""
    dag = klok.today().isoformat()
    vendor, smal = connection.vendor, _is_smal(viewer.zicht, filter_)
    zicht, zichtparams = derive_zicht_sql(viewer.zicht, "b", vendor, in_rij=not smal or kader.is_klein)
    zicht_plaats, plaatsparams = derive_zicht_sql(viewer.zicht, "gb", vendor, in_rij=True)
    waar, waarparams = _derive_waar(viewer, filter_)
    if leveranciers is not None:
        waar += f" AND b.leverancier IN ({', '.join(['%s'] * len(leveranciers))})"
        waarparams += leveranciers
    soorten = [filter_.soort] if filter_.soort else list(MET_PLEK)
    open_ = OPEN_SQLITE if vendor == "sqlite" else OPEN_POSTGRES
    sql = PLEKKEN_SQL.format(
        kolommen=kolommen,
        van=VAN_RECORD if kader.is_groot and vendor == "sqlite" else VAN_PLEK,
        erbij=erbij,
        staart=staart,
        open_=open_,
        zicht_plaats=zicht_plaats,
        plek=PLEK_SQL.format(open_=open_),
        record=RECORD_SQL.format(soorten=", ".join(["%s"] * len(soorten)), zicht=zicht, waar=waar),
        eerst_plek="MATERIALIZED" if kader.is_klein else "NOT MATERIALIZED",
        eerst_record="MATERIALIZED" if smal and not kader.is_klein else "NOT MATERIALIZED",
    )
    params: list[Any] = [kader.west, kader.oost, kader.zuid, kader.noord, dag, dag]
    return sql, [*params, *soorten, *zichtparams, *waarparams, dag, dag, *plaatsparams]


def _is_smal(zicht: Zicht, filter_: Filter) -> bool:
    """Tell whether a viewer or a filter leaves few records of the country."""
    return has_weinig(zicht) or bool(filter_.vraag or filter_.leverancier or filter_.gebied)


def has_weinig(zicht: Zicht) -> bool:
    """Tell whether a viewer sees few records of the country, as far as the number of areas tells."""
    return not zicht.landelijk and len(zicht.gebieden) + len(zicht.leveranciers) <= SMAL


def find_gezien(ids: Iterable[uuid.UUID]) -> set[uuid.UUID] | None:
    """Give which of these records the second lock lets through; nothing where there is no such lock."""
    if connection.vendor != "postgresql":
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM register_bronobject WHERE id = ANY(%s)", [list(set(ids))])
        return {id_ for (id_,) in cursor.fetchall()}


def _derive_waar(viewer: Viewer, filter_: Filter) -> tuple[str, list[Any]]:
    """Render the rest of the filter as SQL on `b`."""
    delen, params = [], list[Any]()
    for kolom, waarde in (("leverancier", filter_.leverancier), ("gebied", filter_.gebied)):
        if waarde:
            delen.append(f"AND b.{kolom} = %s")
            params.append(waarde)
    if filter_.vraag:
        treffers = find_woorden(viewer, filter_, hoogstens=TELGRENS)
        ids: Sequence[Any] = [
            t.onderwerp.hex if connection.vendor == "sqlite" else t.onderwerp for t in treffers
        ]
        delen.append(f"AND b.id IN ({', '.join(['%s'] * len(ids)) or 'NULL'})")
        params += ids
    return " ".join(delen), params
