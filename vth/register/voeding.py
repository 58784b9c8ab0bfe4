"""The feed of the register: which records each sealed act made, changed or ended, in the order of the log.

A place in the feed is a sealed number of the log and, inside a large act, the record up to which one has read. What
a slow transaction commits late gets a later number, so whoever reads by number misses nothing. What an act touched
never changes afterwards: its rows are only ever closed by later acts.
"""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from django.db import connection
from django.db.models import Q

from vth.logboek.models import Gebeurtenis, Zegel
from vth.tijd import klok
from vth.tijd.guard import OPEN_POSTGRES, OPEN_SQLITE
from vth.tijd.models import Herkomst
from vth.tijd.rules import OPEN_DAG
from vth.toegang.claim import claim_alles
from vth.toegang.rules import Viewer, check_ziet

from .models import VOORKOMENS, Bronobject, Leverstatus, Relatie, Zichtwijziging
from .selectors import list_zichtbaar, list_zichtbare_ids
from .standlezen import as_uuid

Soort = Literal["gemaakt", "gewijzigd", "beeindigd", "verschenen", "verdwenen", "gewist"]
SCHRIJFT = ("aanlevering.record", "register.record", "register.close", "register.zicht")
WIST = "register.erase"
# How far one question looks: over so many numbers of the log, and so many records, whatever it finds.
NUMMERS_PER_VRAAG, RECORDS_PER_VRAAG = 5_000, 5_000
# How many acts are looked at when one looks back from the end.
DADEN_TERUG = 50


@dataclass(frozen=True)
class Voedingsplaats:
    """Up to where a reader has read: all of the acts up to `volgnummer`, or of that act up to the record `na`."""

    volgnummer: int
    na: uuid.UUID | None = None


@dataclass(frozen=True)
class Voedingsgebeurtenis:
    """That an act made, changed, ended or erased a record, or that it came into or left the viewer's sight."""

    volgnummer: int
    moment: datetime
    soort: Soort
    onderwerp: uuid.UUID
    objectsoort: str
    leverancier: str
    wat: tuple[str, ...] = ()


@dataclass(frozen=True)
class Voeding:
    """One page of the feed, where to go on, and how far the sealed log reaches.

    `onverzegeld_s` is how long the oldest act waits that is not sealed yet; 0 when there is none.
    """

    gebeurtenissen: tuple[Voedingsgebeurtenis, ...]
    plaats: Voedingsplaats
    meer: bool
    definitief_tot: datetime | None
    onverzegeld_s: int


def find_eind() -> Voedingsplaats:
    """Give the end of the feed as it stands now: what is sealed later comes after it."""
    zegel = Zegel.objects.filter(pk=1).first()
    return Voedingsplaats(zegel.volgnummer if zegel else 0)


@claim_alles()
def read_voeding(viewer: Viewer, plaats: Voedingsplaats, *, hoogstens: int) -> Voeding:
    """Give what sealed acts after a place did to records that the viewer may see, at most `hoogstens` events.

    One question looks over a bounded stretch of the log: a page can be empty while there is more.
    """
    zegel = Zegel.objects.filter(pk=1).first()
    laatste = zegel.volgnummer if zegel else 0
    oudste = Gebeurtenis.objects.filter(volgnummer=None).order_by("moment").values_list("moment", flat=True)
    wacht = oudste.first()
    begin = plaats.volgnummer + (0 if plaats.na else 1)
    tot = min(laatste, begin + NUMMERS_PER_VRAAG - 1)
    regels = Gebeurtenis.objects.filter(
        volgnummer__gte=begin, volgnummer__lte=tot, handeling__in=(*SCHRIJFT, WIST)
    ).order_by("volgnummer")
    gevonden, hier = _read_regels(viewer, regels.iterator(), plaats, hoogstens, eind=Voedingsplaats(tot))
    if hier.volgnummer < plaats.volgnummer:
        hier = plaats
    return Voeding(
        gebeurtenissen=tuple(gevonden),
        plaats=hier,
        meer=hier.na is not None or hier.volgnummer < laatste,
        definitief_tot=zegel.definitief_tot if zegel else None,
        onverzegeld_s=max(int((klok.now() - wacht).total_seconds()), 0) if wacht else 0,
    )


def read_terug(
    viewer: Viewer, *, na: int, tot: int, hoogstens: int
) -> tuple[list[Voedingsgebeurtenis], bool]:
    """Give what acts numbered after `na`, up to and with `tot`, did to records that the viewer may see, last act first.

    Looks at a bounded number of acts and at most `hoogstens` records; tells also whether there was more to look at.
    """
    regels = Gebeurtenis.objects.filter(
        volgnummer__gt=na, volgnummer__lte=tot, handeling__in=SCHRIJFT
    ).order_by("-volgnummer")[: DADEN_TERUG + 1]
    gevonden: list[Voedingsgebeurtenis] = []
    for n, regel in enumerate(regels):
        if n == DADEN_TERUG or hoogstens <= 0:
            return gevonden, True
        nieuw, gezien, verder = _read_regel(viewer, regel, None, hoogstens)
        gevonden += nieuw
        hoogstens -= gezien
        if verder:
            return gevonden, True
    return gevonden, False


def _read_regels(
    viewer: Viewer,
    regels: Iterable[Gebeurtenis],
    plaats: Voedingsplaats,
    hoogstens: int,
    *,
    eind: Voedingsplaats,
) -> tuple[list[Voedingsgebeurtenis], Voedingsplaats]:
    """Read act after act until there is enough, or enough was looked at; give also up to where."""
    gevonden: list[Voedingsgebeurtenis] = []
    te_zien = RECORDS_PER_VRAAG
    for regel in regels:
        assert regel.volgnummer is not None
        na = plaats.na if regel.volgnummer == plaats.volgnummer else None
        while True:
            ruimte = min(hoogstens - len(gevonden), te_zien)
            if ruimte <= 0:
                return gevonden, Voedingsplaats(regel.volgnummer, na) if na else Voedingsplaats(
                    regel.volgnummer - 1
                )
            nieuw, gezien, na = _read_regel(viewer, regel, na, ruimte)
            gevonden += nieuw
            te_zien -= gezien
            if na is None:
                break
    return gevonden, eind


def _read_regel(
    viewer: Viewer, regel: Gebeurtenis, na: uuid.UUID | None, ruimte: int
) -> tuple[list[Voedingsgebeurtenis], int, uuid.UUID | None]:
    """Read at most `ruimte` records of one act; give what is to be seen, how many it were, and after which to go on."""
    if regel.handeling == WIST:
        return _tell_gewist(viewer, regel), 1, None
    herkomst = Herkomst.objects.filter(pk=regel.inhoud.get("herkomst")).first()
    if herkomst is None or _sees_none_of(viewer, herkomst):
        return [], 1, None
    geraakt = list_geraakt(herkomst, na, hoogstens=ruimte + 1)
    hier = list(geraakt)[:ruimte]
    gebeurtenissen = _tell_geraakt(viewer, regel, herkomst, {id_: geraakt[id_] for id_ in hier})
    return gebeurtenissen, max(len(hier), 1), hier[-1] if len(geraakt) > ruimte else None


def _sees_none_of(viewer: Viewer, herkomst: Herkomst) -> bool:
    """Tell whether a viewer can see nothing of a supplier, whatever it delivers: then its acts need not be read."""
    zicht = viewer.zicht
    return zicht.is_leeg or not (
        zicht.landelijk or zicht.gebieden or herkomst.leverancier in zicht.leveranciers
    )


def list_geraakt(
    herkomst: Herkomst, na: uuid.UUID | None, *, hoogstens: int
) -> dict[uuid.UUID, tuple[str, ...]]:
    """Give the records that an act touched after the record `na`, in order of id, each with what of it was touched.

    Costs some reads by index per table and then what it gives, whatever the size of the act or the register.
    """
    sql, params = _write_geraakt(herkomst, na, hoogstens)
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        rijen = [(as_uuid(id_), wat, tabel) for id_, wat, tabel in cursor.fetchall()]
    per_bron: dict[str, list[uuid.UUID]] = defaultdict(list)
    for id_, _, tabel in rijen:
        per_bron[tabel].append(id_)
    # What lies beyond the last record of a reading that was cut off may not be whole yet.
    grens = min((ids[-1] for ids in per_bron.values() if len(ids) == hoogstens), default=None)
    wat_per: dict[uuid.UUID, set[str]] = defaultdict(set)
    for id_, wat, _ in rijen:
        if grens is None or id_ <= grens:
            wat_per[id_].add(wat)
    return {id_: tuple(sorted(wat_per[id_])) for id_ in sorted(wat_per)[:hoogstens]}


def _write_geraakt(herkomst: Herkomst, na: uuid.UUID | None, hoogstens: int) -> tuple[str, list[Any]]:
    """Write the question to all tables of the register at once: rows that the act added, and rows that it closed."""
    tabellen = [(m._meta.db_table, "bronobject_id", "waarden") for m in VOORKOMENS.values()]
    tabellen += [(Relatie._meta.db_table, "van_id", "relaties")]
    tabellen += [(Leverstatus._meta.db_table, "bronobject_id", "leverstatus")]
    sqlite = connection.vendor == "sqlite"
    # The index on closed rows is only taken for a question that says so in its own words.
    dicht = f"eind_registratie = %s AND eind_registratie < '{OPEN_SQLITE if sqlite else OPEN_POSTGRES}'"
    moment = connection.ops.adapt_datetimefield_value(herkomst.moment)
    bronnen = [
        (t, k, wat, waar, p)
        for t, k, wat in tabellen
        for waar, p in (("herkomst_id = %s", herkomst.pk), (dicht, moment))
    ]
    bronnen.append((Zichtwijziging._meta.db_table, "bronobject_id", "zicht", "herkomst_id = %s", herkomst.pk))
    vanaf = na or uuid.UUID(int=0)
    delen, params = [], list[Any]()
    for n, (tabel, kolom, wat, waar, waarde) in enumerate(bronnen):
        delen.append(
            f"SELECT * FROM (SELECT {kolom} AS id, '{wat}' AS wat, 'b{n}' AS bron FROM {tabel} "
            f"WHERE {waar} AND {kolom} > %s ORDER BY {kolom} LIMIT %s) d{n}"
        )
        params += [waarde, vanaf.hex if sqlite else vanaf, hoogstens]
    return " UNION ALL ".join(delen), params


def _tell_geraakt(
    viewer: Viewer, regel: Gebeurtenis, herkomst: Herkomst, geraakt: dict[uuid.UUID, tuple[str, ...]]
) -> list[Voedingsgebeurtenis]:
    """Tell of touched records what happened to them, as far as the viewer sees them or saw them until then."""
    # Another supplier can have written in the very same microsecond.
    eigen = Bronobject.objects.filter(pk__in=list(geraakt), leverancier=herkomst.leverancier)
    records = {b.pk: b for b in eigen}
    ziet = list_zichtbare_ids(viewer, records)
    zag = _list_gezien_tot(viewer, herkomst, records)
    beeindigd = _list_beeindigd([records[id_] for id_ in ziet], herkomst.moment)
    verhaal = []
    for id_, b in sorted(records.items()):
        soort: Soort
        if id_ not in ziet:
            if not zag.get(id_, False):
                continue
            soort = "verdwenen"
        elif b.herkomst_id == herkomst.pk:
            soort = "gemaakt"
        elif not zag.get(id_, True):
            soort = "verschenen"
        else:
            soort = "beeindigd" if id_ in beeindigd else "gewijzigd"
        assert regel.volgnummer is not None
        verhaal.append(
            Voedingsgebeurtenis(
                regel.volgnummer,
                herkomst.moment,
                soort,
                id_,
                b.soort,
                b.leverancier,
                () if soort == "verdwenen" else geraakt[id_],
            )
        )
    return verhaal


def _list_gezien_tot(
    viewer: Viewer, herkomst: Herkomst, records: dict[uuid.UUID, Bronobject]
) -> dict[uuid.UUID, bool]:
    """Tell of records whose area or confidentiality the act changed whether the viewer saw them until then."""
    eerder = Zichtwijziging.objects.filter(herkomst=herkomst, bronobject_id__in=list(records))
    return {
        z.bronobject_id: check_ziet(
            viewer.zicht,
            soort=records[z.bronobject_id].soort,
            leverancier=records[z.bronobject_id].leverancier,
            gebied=z.gebied,
            vertrouwelijkheid=z.vertrouwelijkheid,
        )
        for z in eerder
    }


def _list_beeindigd(records: Sequence[Bronobject], moment: datetime) -> set[uuid.UUID]:
    """List the records that had no end until the act of this moment, and have one since."""
    per_soort: dict[str, list[uuid.UUID]] = defaultdict(list)
    for b in records:
        per_soort[b.soort].append(b.pk)
    open_tot, open_sinds = set[uuid.UUID](), set[uuid.UUID]()
    for soort, ids in per_soort.items():
        rijen = VOORKOMENS[soort].objects.filter(bronobject_id__in=ids, eind_geldigheid=OPEN_DAG)
        rijen = rijen.filter(Q(tijdstip_registratie=moment) | Q(eind_registratie=moment))
        for id_, tot in rijen.values_list("bronobject_id", "eind_registratie"):
            (open_tot if tot == moment else open_sinds).add(id_)
    return open_tot - open_sinds


def _tell_gewist(viewer: Viewer, regel: Gebeurtenis) -> list[Voedingsgebeurtenis]:
    """Tell that what was said of a natural person was erased: whoever keeps a copy must erase it as well."""
    b = list_zichtbaar(viewer).filter(pk=regel.onderwerp_id).first()
    if b is None:
        return []
    assert regel.volgnummer is not None
    return [
        Voedingsgebeurtenis(
            regel.volgnummer, regel.moment, "gewist", b.pk, b.soort, b.leverancier, ("waarden",)
        )
    ]
