"""The register as features: records with what holds of them on a day, and the point where they are."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import connection

from vth.begrippen.rules import Objecttype
from vth.begrippen.selectors import read_objecttype
from vth.interface.antwoord import as_camel
from vth.interface.stelsel import CRS84, make_punt
from vth.tijd import klok
from vth.tijd.guard import OPEN_POSTGRES, OPEN_SQLITE
from vth.tijd.rules import OPEN_DAG, OPEN_TIJDSTIP, Peilmoment
from vth.toegang.claim import claim_alles
from vth.toegang.rules import Viewer, derive_zicht_sql
from vth.vormgeving.opmaak import format_datum

from .geschiedenis import format_waarde
from .kaartlezen import has_weinig
from .models import VOORKOMENS, Bronobject, GeoObjectVoorkomen, Objectvoorkomen
from .ogcvraag import Itemvraag, Vlak
from .overzicht import list_sites, list_zichtbare_plaatsen
from .selectors import BestaatNietError, get_bronobject
from .standlezen import as_uuid
from .weergave import derive_naam, format_adres


@dataclass(frozen=True)
class Collectie:
    """One collection of features: the records of one kind."""

    id: str
    soort: str
    titel: str
    uitleg: str


COLLECTIES = {
    c.id: c
    for c in (
        Collectie(
            "vthobjecten",
            "vthobject",
            "VTH-objecten",
            "Inrichtingen, installaties, tanks, gebouwen en andere objecten van vergunningverlening, toezicht en "
            "handhaving, met het punt waar zij liggen. Zonder `datetime` staat erin wat er vandaag is.",
        ),
        Collectie(
            "activiteituitvoeringen",
            "activiteituitvoering",
            "Activiteituitvoeringen",
            "Activiteiten die iemand ergens uitvoert, met het punt waar dat gebeurt. Zonder `datetime` staat erin wat "
            "er vandaag is.",
        ),
    )
}
# From this share of the country a box is no help: nearly every record lies in it.
GROOT = 0.05
NEDERLAND = Vlak(3.2, 50.7, 7.3, 53.6)


@dataclass(frozen=True)
class Kenmerk:
    """One feature: a record, what holds of it, and where it is."""

    record: Bronobject
    voorkomen: Objectvoorkomen
    plaats: GeoObjectVoorkomen | None


def list_kenmerken(viewer: Viewer, collectie: Collectie, vraag: Itemvraag) -> tuple[list[Kenmerk], bool]:
    """Give the features that are asked, in order of id, and whether there is more.

    Every record that held on one of the days is in it, in its last state of those days. Nothing is counted.
    """
    na, gevonden = vraag.na, list[Kenmerk]()
    while True:
        ids = _list_ids(viewer, collectie.soort, vraag, na, vraag.hoogstens + 1)
        if not ids:
            return gevonden, False
        for kenmerk in _make_kenmerken(viewer, collectie.soort, ids, vraag):
            if vraag.vlak and not _lies_in(kenmerk.plaats, vraag.vlak):
                continue
            if len(gevonden) == vraag.hoogstens:
                return gevonden, True
            gevonden.append(kenmerk)
        na = str(ids[-1])


def get_kenmerk(viewer: Viewer, collectie: Collectie, id_: str) -> Kenmerk:
    """Give one feature as it is today, or as it was last. Raises BestaatNietError."""
    record = get_bronobject(viewer, id_)
    vandaag = klok.today()
    vraag = Itemvraag(1, None, date.min, vandaag, "", CRS84)
    kenmerken = (
        _make_kenmerken(viewer, collectie.soort, [record.pk], vraag)
        if record.soort == collectie.soort
        else []
    )
    if not kenmerken:
        raise BestaatNietError(f"Object {id_} bestaat niet in {collectie.titel}, of u mag het niet zien.")
    return kenmerken[0]


def make_feature(kenmerk: Kenmerk, stelsel: str) -> dict[str, Any]:
    """Make the GeoJSON of one feature. Every member is always there, so that a table can be made of features."""
    v, b, plaats = kenmerk.voorkomen, kenmerk.record, kenmerk.plaats
    return {
        "type": "Feature",
        "id": str(b.pk),
        "geometry": make_punt(plaats, stelsel) if plaats else None,
        "properties": {
            "naam": derive_naam(b.soort, b.sleutel, v, v.begin_geldigheid),
            "adres": (format_adres(plaats) if plaats else "") or None,
            "gemeentecode": b.gebied or None,
            "leverancier": b.leverancier,
            "leveranciersleutel": b.sleutel,
            "beginGeldigheid": v.begin_geldigheid,
            "eindGeldigheid": None if v.eind_geldigheid == OPEN_DAG else v.eind_geldigheid,
            **{as_camel(naam): getattr(v, naam) for naam in list_eigenschappen(read_objecttype(b.soort))},
        },
    }


def list_regels(kenmerk: Kenmerk) -> list[tuple[str, str]]:
    """List what is known of a feature as people read it: the name of each thing and its value."""
    v, b, plaats = kenmerk.voorkomen, kenmerk.record, kenmerk.plaats
    regels = [("Adres", format_adres(plaats))] if plaats and format_adres(plaats) else []
    for attribuut in read_objecttype(b.soort).attributen:
        if (waarde := getattr(v, attribuut.naam)) is not None:
            regels.append((attribuut.titel, format_waarde(attribuut, waarde, v.begin_geldigheid)))
    return [*regels, ("Nummer bij de leverancier", b.sleutel), ("Zo sinds", format_datum(v.begin_geldigheid))]


def list_eigenschappen(objecttype: Objecttype) -> list[str]:
    """List the attributes of a kind of record that its features carry, beside the name that all have."""
    return [a.naam for a in objecttype.attributen if a.naam != "naam"]


def _lies_in(plaats: GeoObjectVoorkomen | None, vlak: Vlak) -> bool:
    """Tell whether a place lies in a box."""
    punt = make_punt(plaats, CRS84) if plaats else None
    return punt is not None and vlak.contains(*punt["coordinates"])


def _make_kenmerken(viewer: Viewer, soort: str, ids: Sequence[uuid.UUID], vraag: Itemvraag) -> list[Kenmerk]:
    """Make the features of records, in the order of their ids; a fixed number of queries per day that is shown."""
    rijen = VOORKOMENS[soort].objects.filter(
        bronobject_id__in=ids,
        eind_registratie=OPEN_TIJDSTIP,
        begin_geldigheid__lte=vraag.tot,
        eind_geldigheid__gt=vraag.van,
    )
    laatste = {v.bronobject_id: v for v in rijen.select_related("bronobject").order_by("begin_geldigheid")}
    per_dag: dict[date, list[Bronobject]] = defaultdict(list)
    nu = klok.now()
    for v in laatste.values():
        per_dag[min(vraag.tot, v.eind_geldigheid - timedelta(days=1))].append(v.bronobject)
    plaatsen: dict[uuid.UUID, GeoObjectVoorkomen] = {}
    for dag, records in per_dag.items():
        plaatsen |= _list_plaatsen(viewer, records, Peilmoment(dag, nu))
    return [Kenmerk(laatste[id_].bronobject, laatste[id_], plaatsen.get(id_)) for id_ in sorted(laatste)]


def _list_plaatsen(
    viewer: Viewer, records: Iterable[Bronobject], peilmoment: Peilmoment
) -> Mapping[uuid.UUID, GeoObjectVoorkomen]:
    """Give where records are on a day: an activity without a place of its own is where its site is."""
    records = list(records)
    plaatsen = list_zichtbare_plaatsen(viewer, records, peilmoment)
    zonder = [b for b in records if b.soort == "activiteituitvoering" and b.pk not in plaatsen]
    if zonder and (sites := list_sites(viewer, zonder, peilmoment)):
        bij = list_zichtbare_plaatsen(viewer, sites.values(), peilmoment)
        plaatsen |= {van: bij[site.pk] for van, site in sites.items() if site.pk in bij}
    return plaatsen


def _list_ids(viewer: Viewer, soort: str, vraag: Itemvraag, na: str, hoogstens: int) -> list[uuid.UUID]:
    """List the records that may be asked, in order of id: those that held, and that may lie in the box."""
    weinig = has_weinig(viewer.zicht)
    zicht, params = derive_zicht_sql(viewer.zicht, "b", connection.vendor, in_rij=not weinig)
    sqlite = connection.vendor == "sqlite"
    vanaf = uuid.UUID(na) if na else uuid.UUID(int=0)
    waar, waarparams = _write_vlak(vraag.vlak, soort)
    sql = (
        f"SELECT b.id FROM register_bronobject b WHERE b.soort = %s AND b.id > %s AND {zicht} AND EXISTS ("
        f"SELECT 1 FROM {VOORKOMENS[soort]._meta.db_table} v WHERE v.bronobject_id = b.id AND {_write_geldt('v')}) "
        f"{waar} ORDER BY b.id LIMIT %s"
    )
    dagen = [vraag.tot.isoformat(), vraag.van.isoformat()]
    alles = [soort, vanaf.hex if sqlite else vanaf, *params, *dagen, *_fill(waarparams, dagen), hoogstens]
    # The box would be tried record after record under the second lock; what is found is fetched by id with it shut.
    with claim_alles(), connection.cursor() as cursor:
        cursor.execute(sql, alles)
        return [as_uuid(id_) for (id_,) in cursor.fetchall()]


def _write_geldt(alias: str) -> str:
    """Write that a row is believed and held on one of the days; takes two parameters."""
    open_ = OPEN_SQLITE if connection.vendor == "sqlite" else OPEN_POSTGRES
    return f"{alias}.eind_registratie = '{open_}' AND {alias}.begin_geldigheid <= %s AND {alias}.eind_geldigheid > %s"


DAGEN = object()


def _fill(params: Iterable[Any], dagen: Sequence[str]) -> list[Any]:
    """Put both days where they are asked."""
    return [w for p in params for w in (dagen if p is DAGEN else [p])]


def _write_vlak(vlak: Vlak | None, soort: str) -> tuple[str, list[Any]]:
    """Write that a record may lie in a box: it, or the site it takes place in, has a place there.

    A small box is looked up among places first, a large one is tried for record after record.
    """
    if vlak is None:
        return "", []
    groot = (vlak.oost - vlak.west) * (vlak.noord - vlak.zuid) >= GROOT * _measure(NEDERLAND)
    over_datumgrens = vlak.west > vlak.oost
    lengte = (
        "NOT (g.lengtegraad > %s AND g.lengtegraad < %s)"
        if over_datumgrens
        else "g.lengtegraad BETWEEN %s AND %s"
    )
    grens = [vlak.oost, vlak.west] if over_datumgrens else [vlak.west, vlak.oost]
    plek = (
        f"g.breedtegraad BETWEEN %s AND %s AND {lengte} AND {_write_geldt('g')} AND {_write_geldt('r')}",
        [vlak.zuid, vlak.noord, *grens, DAGEN, DAGEN],
    )
    van = "register_geoobjectvoorkomen g JOIN register_relatie r ON r.naar_id = g.bronobject_id AND r.soort = 'locatie'"
    wegen = [("r.van_id", van, plek[0], plek[1])]
    if soort == "activiteituitvoering":
        via = f"{van} JOIN register_relatie a ON a.naar_id = r.van_id AND a.soort = 'vindt_plaats_binnen'"
        wegen.append(("a.van_id", via, f"{plek[0]} AND {_write_geldt('a')}", [*plek[1], DAGEN]))
    if groot or over_datumgrens:
        delen = [f"EXISTS (SELECT 1 FROM {uit} WHERE {wie} = b.id AND {waar})" for wie, uit, waar, _ in wegen]
        return f"AND ({' OR '.join(delen)})", [p for *_, ps in wegen for p in ps]
    delen = [f"SELECT {wie} FROM {uit} WHERE {waar}" for wie, uit, waar, _ in wegen]
    return f"AND b.id IN ({' UNION '.join(delen)})", [p for *_, ps in wegen for p in ps]


def _measure(vlak: Vlak) -> float:
    """Give the size of a box in square degrees."""
    return (vlak.oost - vlak.west) * (vlak.noord - vlak.zuid)
