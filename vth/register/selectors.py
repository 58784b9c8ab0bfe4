"""Reading the register for people: what holds and was known at a moment, who said it, and how it came to be."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet

from vth.begrippen.rules import Objecttype
from vth.begrippen.selectors import read_objecttype
from vth.organisaties.selectors import find_bronhouder
from vth.tijd.rules import Peilmoment
from vth.toegang.rules import Viewer, check_ziet, derive_zicht_q
from vth.zoeken.selectors import Treffer, find_treffers

from .models import VOORKOMENS, Bronobject, Leverstatus, Objectvoorkomen, Relatie, Toewijzing
from .models.controle import VAN_BEZOEKEN
from .momentopname import find_voorkomen as find_voorkomen
from .tijdlijnen import list_tijdlijnen
from .volgorde import Reeks, count_op_id, list_gevonden, list_op_id, list_op_sleutel, sort_gevonden
from .waarden import Waardebeeld as Waardebeeld
from .waarden import list_waarden

# What is looked for when nobody says which kind.
GEZOCHT = tuple(s for s in VOORKOMENS if s not in ("geoobject", "natuurlijkpersoon", "bevinding"))

# What a thing is called by, the first that is known.
NOEMT = ("naam", "omschrijving", "aard", "kenmerk")
# So many relations of one thing are read at most.
MEESTE_RELATIES = 500
# What decides who may see a record.
ZICHTVELDEN = ("soort", "leverancier", "gebied", "vertrouwelijkheid")


class BestaatNietError(Exception):
    """Something that does not exist, or that the viewer may not see: the two are not told apart."""


@dataclass(frozen=True)
class Relatiebeeld:
    """One relation as it is shown: which kind, between which of the asked records and which other, in which period."""

    soort: str
    titel: str
    ander: Bronobject
    heen: bool
    begin: date
    eind: date
    eigen: Bronobject


@dataclass(frozen=True)
class Objectbeeld:
    """One real thing at a moment: its records, their values, relations and whether suppliers keep them up to date.

    `bronhouder` is who says what is true of this kind of object where it lies; empty when that is not known. `tijdlijnen` and `leverstatussen` are what was known
    of each record on all days: who tells the history need not ask it again. `is_heel` says that the viewer sees
    every record of the thing, `is_afgekapt` that it has more relations than are read.
    """

    identiteit: uuid.UUID
    objecttype: Objecttype
    peilmoment: Peilmoment
    bronobjecten: tuple[Bronobject, ...]
    waarden: tuple[Waardebeeld, ...]
    relaties: tuple[Relatiebeeld, ...]
    statussen: tuple[Leverstatus, ...]
    bestaat: bool
    eerste_dag: date | None
    laatste_dag: date | None
    bronhouder: str = ""
    tijdlijnen: Mapping[uuid.UUID, Sequence[Any]] = field(default_factory=dict, compare=False, repr=False)
    leverstatussen: tuple[Leverstatus, ...] = field(default=(), compare=False, repr=False)
    is_heel: bool = False
    is_afgekapt: bool = False

    def get_waarde(self, naam: str) -> Any:
        """Give the value of an attribute, or None when nothing is said."""
        return next(
            (w.waarde for w in self.waarden if w.attribuut.naam == naam and w.waarde is not None), None
        )

    @property
    def naam(self) -> str:
        """Give what people call it: its name, its description, or its supplier's number."""
        for naam in NOEMT:
            if waarde := self.get_waarde(naam):
                return str(waarde)
        return self.bronobjecten[0].sleutel


def list_zichtbaar(viewer: Viewer) -> QuerySet[Bronobject]:
    """Give the records the viewer may see: the one place where the filter meets the register."""
    return Bronobject.objects.filter(derive_zicht_q(viewer.zicht))


def find_zichtbaar(viewer: Viewer, ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, Bronobject]:
    """Give of some records those that the viewer may see, by id.

    They are fetched by id alone and `check_ziet` decides: with hundreds of municipalities beside the ids SQLite would
    look up each of them for each id.
    """
    rijen = Bronobject.objects.in_bulk(set(ids))
    return {id_: b for id_, b in rijen.items() if ziet_record(viewer, b)}


def list_zichtbare_ids(viewer: Viewer, ids: Iterable[uuid.UUID]) -> set[uuid.UUID]:
    """Give which of some records the viewer may see, as `find_zichtbaar`, when nothing else of them is asked."""
    gevraagd = set(ids)
    if not gevraagd:
        return set()
    rijen = Bronobject.objects.filter(pk__een_van=gevraagd)
    return {r.pk for r in rijen.values_list("pk", *ZICHTVELDEN, named=True) if ziet_record(viewer, r)}


def ziet_record(viewer: Viewer, record: Any) -> bool:
    """Tell of one record that was read whether the viewer may see it."""
    return ziet_velden(viewer, [getattr(record, veld) for veld in ZICHTVELDEN])


def ziet_velden(viewer: Viewer, waarden: Sequence[Any]) -> bool:
    """Tell whether the viewer may see a record of which the ZICHTVELDEN were read, in that order."""
    return check_ziet(viewer.zicht, **dict(zip(ZICHTVELDEN, waarden, strict=True)))


def get_bronobject(viewer: Viewer, bronobject_id: uuid.UUID | str) -> Bronobject:
    """Give one record; raises BestaatNietError when it is not there for this viewer."""
    try:
        return list_zichtbaar(viewer).get(pk=bronobject_id)
    except (Bronobject.DoesNotExist, ValidationError) as fout:
        raise BestaatNietError(f"Object {bronobject_id} bestaat niet, of u mag het niet zien.") from fout


def find_bronobjecten(
    viewer: Viewer, leverancier: str, sleutels: Iterable[tuple[str, str]]
) -> dict[tuple[str, str], uuid.UUID]:
    """Give the ids of a supplier's records by kind and own number, as far as the viewer may see them."""
    gevraagd = set(sleutels)
    rijen = list_zichtbaar(viewer).filter(
        leverancier=leverancier,
        soort__in={soort for soort, _ in gevraagd},
        sleutel__in={sleutel for _, sleutel in gevraagd},
    )
    return {
        (soort, sleutel): id_
        for id_, soort, sleutel in rijen.values_list("pk", "soort", "sleutel")
        if (soort, sleutel) in gevraagd
    }


def find_identiteit(bronobject_id: uuid.UUID, peilmoment: Peilmoment) -> uuid.UUID:
    """Give the id of the real thing that a record is about; its own when nobody judged otherwise."""
    toewijzing = Toewijzing.objects.filter(bronobject_id=bronobject_id).seen_at(peilmoment).first()
    return toewijzing.identiteit if toewijzing else bronobject_id


def find_identiteiten(ids: Iterable[uuid.UUID], peilmoment: Peilmoment) -> dict[uuid.UUID, uuid.UUID]:
    """Give for each record the id of the real thing that it is about, as `find_identiteit`; in one query."""
    gevraagd = list(ids)
    rijen = Toewijzing.objects.filter(bronobject_id__in=gevraagd).seen_at(peilmoment)
    return {id_: id_ for id_ in gevraagd} | dict(rijen.values_list("bronobject_id", "identiteit"))


def list_bronobjecten(viewer: Viewer, identiteit: uuid.UUID, peilmoment: Peilmoment) -> list[Bronobject]:
    """List the records about one real thing that the viewer may see, the founding one first."""
    return _list_bronobjecten(viewer, identiteit, _find_records(identiteit, peilmoment)[0])


def _list_bronobjecten(viewer: Viewer, identiteit: uuid.UUID, ids: Iterable[uuid.UUID]) -> list[Bronobject]:
    """Give of the records of one thing those that the viewer may see, the founding one first."""
    return sorted(find_zichtbaar(viewer, ids).values(), key=lambda b: (b.pk != identiteit, b.leverancier))


def _find_records(id_: uuid.UUID, peilmoment: Peilmoment) -> tuple[set[uuid.UUID], uuid.UUID | None]:
    """Give the ids of the records of a thing, and of which other thing the record with this id is, if of another; one query."""
    rijen = Toewijzing.objects.filter(Q(identiteit=id_) | Q(bronobject_id=id_)).seen_at(peilmoment)
    paren = list(rijen.values_list("bronobject_id", "identiteit"))
    elders = next((ding for record, ding in paren if record == id_ != ding), None)
    ids = {record for record, ding in paren if ding == id_}
    return (ids if elders else ids | {id_}), elders


def list_voorkomens(bronobject: Bronobject, peilmoment: Peilmoment) -> list[Objectvoorkomen]:
    """Give the whole timeline of a record as it was known, oldest first."""
    return list_tijdlijnen([bronobject], peilmoment, herkomst=True).get(bronobject.pk, [])


def read_object(viewer: Viewer, identiteit: uuid.UUID | str, peilmoment: Peilmoment) -> Objectbeeld:
    """Give one real thing as its page shows it at a moment, from the records the viewer may see.

    The id of a record gives the thing that it was about at that moment, under the id of the thing. What has ended or had not begun is shown in its last or first state, with `bestaat=False`. Raises
    BestaatNietError when the viewer may see no record of it.
    """
    try:
        id_ = identiteit if isinstance(identiteit, uuid.UUID) else uuid.UUID(str(identiteit))
    except ValueError as fout:
        raise BestaatNietError(f"{identiteit} is geen geldige identificatie.") from fout
    ids, elders = _find_records(id_, peilmoment)
    if elders:
        id_, (ids, _) = elders, _find_records(elders, peilmoment)
    bronobjecten = _list_bronobjecten(viewer, id_, ids)
    if not bronobjecten:
        raise BestaatNietError(f"Object {id_} bestaat niet, of u mag het niet zien.")
    objecttype = read_objecttype(bronobjecten[0].soort)
    tijdlijnen = list_tijdlijnen(bronobjecten, peilmoment, herkomst=True)
    alles = [v for tijdlijn in tijdlijnen.values() for v in tijdlijn]
    zichtbaar = [b.pk for b in bronobjecten]
    statussen = Leverstatus.objects.filter(bronobject_id__in=zichtbaar).known_at(peilmoment)
    bekend = tuple(statussen.select_related("herkomst"))
    relaties, afgekapt = _read_relaties(viewer, zichtbaar, peilmoment)
    return Objectbeeld(
        identiteit=id_,
        objecttype=objecttype,
        peilmoment=peilmoment,
        bronobjecten=tuple(bronobjecten),
        waarden=tuple(
            waarde
            for b in bronobjecten
            for waarde in list_waarden(objecttype, b, tijdlijnen.get(b.pk, []), peilmoment.geldig_op)
        ),
        relaties=tuple(relaties),
        statussen=tuple(s for s in bekend if _holds(s, peilmoment.geldig_op)),
        bestaat=any(_holds(v, peilmoment.geldig_op) for v in alles),
        eerste_dag=min((v.begin_geldigheid for v in alles), default=None),
        laatste_dag=max((v.eind_geldigheid for v in alles), default=None),
        bronhouder=_find_bronhouder(bronobjecten, peilmoment.geldig_op),
        tijdlijnen=tijdlijnen,
        leverstatussen=bekend,
        is_heel=len(bronobjecten) == len(ids),
        is_afgekapt=afgekapt,
    )


def _find_bronhouder(bronobjecten: Sequence[Bronobject], dag: date) -> str:
    """Give who is the source of truth for this kind of object in the area of the first record that lies in one."""
    gebied = next((b.gebied for b in bronobjecten if b.gebied), "")
    return find_bronhouder(bronobjecten[0].soort, gebied, dag)


def list_relaties(viewer: Viewer, ids: Sequence[uuid.UUID], peilmoment: Peilmoment) -> list[Relatiebeeld]:
    """List the relations to and from records at a moment, as far as the viewer may see the other side.

    What was visited and found at a thing is not among them: a site has hundreds of visits, and their history is asked of `toezicht`.
    """
    return _read_relaties(viewer, ids, peilmoment)[0]


def _read_relaties(
    viewer: Viewer, ids: Sequence[uuid.UUID], peilmoment: Peilmoment
) -> tuple[list[Relatiebeeld], bool]:
    """Give the relations as `list_relaties`, and whether the viewer may see more than are read."""
    # Sight comes before the cut: what the viewer may not see takes no place of what he may, and is not told of.
    van, naar = Q(van_id__in=ids), Q(naar_id__in=ids)
    ziet = (van | derive_zicht_q(viewer.zicht, "van__")) & (naar | derive_zicht_q(viewer.zicht, "naar__"))
    rijen = list(
        Relatie.objects.filter(van | naar & ~Q(soort__in=VAN_BEZOEKEN), ziet)
        .seen_at(peilmoment)
        .select_related("van", "naar")
        .order_by("soort", "begin_geldigheid")[: MEESTE_RELATIES + 1]
    )
    beelden = []
    for r in rijen[:MEESTE_RELATIES]:
        heen = r.van_id in ids
        ander, eigen = (r.naar, r.van) if heen else (r.van, r.naar)
        relatiesoort = read_objecttype(r.van.soort).get_relatie(r.soort)
        if relatiesoort and ziet_record(viewer, ander):
            beelden.append(
                Relatiebeeld(
                    r.soort, relatiesoort.titel, ander, heen, r.begin_geldigheid, r.eind_geldigheid, eigen
                )
            )
    return beelden, len(rijen) > MEESTE_RELATIES


def list_namen(
    bronobjecten: Iterable[Bronobject],
    peilmoment: Peilmoment,
    *,
    bekend: Mapping[uuid.UUID, Sequence[Any]] | None = None,
) -> dict[uuid.UUID, str]:
    """Give for each record what people call it at a moment; natural persons are not named in lists.

    Of a record whose timeline is in `bekend` nothing is asked.
    """
    namen: dict[uuid.UUID, str] = {}
    per_soort: dict[str, list[Bronobject]] = {}
    for b in bronobjecten:
        per_soort.setdefault(b.soort, []).append(b)
        namen[b.pk] = "natuurlijk persoon" if b.soort == "natuurlijkpersoon" else b.sleutel
    for soort, groep in per_soort.items():
        velden = [n for n in NOEMT if read_objecttype(soort).get_attribuut(n)]
        if soort == "natuurlijkpersoon" or not velden:
            continue
        gelezen = {b.pk: bekend[b.pk] for b in groep if bekend and b.pk in bekend}
        rest = [b for b in groep if b.pk not in gelezen]
        gelezen |= list_tijdlijnen(rest, peilmoment, velden=("bronobject_id", *velden))
        for id_, tijdlijn in gelezen.items():
            teksten = (
                next((w for v in velden if (w := getattr(rij, v))), None) for rij in reversed(tijdlijn)
            )
            namen[id_] = next((str(tekst) for tekst in teksten if tekst), namen[id_])
    return namen


@dataclass(frozen=True)
class Filter:
    """What a list of the register is narrowed to; empty means not.

    Without a kind it holds the kinds of `soorten`: places and natural persons are shown with what they belong to.
    `bekend_op` leaves out what came into the register later. `sorteer` is one of SORTERINGEN of `volgorde`, with a `-`
    before it for the other way round; `na` and `voor` are then places of that order.
    """

    soort: str = "vthobject"
    vraag: str = ""
    leverancier: str = ""
    gebied: str = ""
    na: str = ""
    voor: str = ""
    soorten: tuple[str, ...] = GEZOCHT
    bekend_op: datetime | None = None
    sorteer: str = ""


def list_gefilterd(viewer: Viewer, filter_: Filter) -> QuerySet[Bronobject]:
    """Give the records within the filter that the viewer may see, whatever words are asked for."""
    rijen = list_zichtbaar(viewer).filter(soort__in=[filter_.soort] if filter_.soort else filter_.soorten)
    if filter_.leverancier:
        rijen = rijen.filter(leverancier=filter_.leverancier)
    if filter_.bekend_op:
        rijen = rijen.filter(herkomst__moment__lte=filter_.bekend_op)
    return rijen.filter(gebied=filter_.gebied) if filter_.gebied else rijen


def list_objecten(viewer: Viewer, filter_: Filter, *, hoogstens: int = 50) -> list[Bronobject]:
    """List records within the filter that the viewer may see, as `list_geplaatst` without their places."""
    return [bronobject for _, bronobject in list_geplaatst(viewer, filter_, hoogstens=hoogstens)]


def list_geplaatst(viewer: Viewer, filter_: Filter, *, hoogstens: int = 50) -> list[tuple[str, Bronobject]]:
    """List records within the filter: in the order of `sorteer`, else found by words best first, else in order of id.

    Gives one more than `hoogstens` when there is more; nothing is counted. `na` is the place after which to go on, `voor`
    the place before which to go back: the one that is too many then stands first. Each comes with its own place.
    """
    rijen = list_gefilterd(viewer, filter_)
    reeks = make_reeks(viewer, filter_, rijen)
    if filter_.vraag:
        treffers = find_woorden(viewer, filter_, hoogstens=1000)
        ids = [t.onderwerp for t in treffers]
        if filter_.sorteer:
            ids = sort_gevonden(reeks, ids, {t.onderwerp: t.titel for t in treffers})
        gevonden = list_gevonden(reeks, ids, na=filter_.na, voor=filter_.voor, hoogstens=hoogstens + 1)
        return [(str(b.pk), b) for b in gevonden]
    if filter_.sorteer:
        return list_op_sleutel(reeks, na=filter_.na, voor=filter_.voor, hoogstens=hoogstens + 1)
    gevonden = list_op_id(reeks, na=filter_.na, voor=filter_.voor, hoogstens=hoogstens + 1)
    return [(str(b.pk), b) for b in gevonden]


def count_gevonden(viewer: Viewer, filter_: Filter, *, hoogstens: int) -> int:
    """Count the records within the filter that have its words, up to `hoogstens`; nothing is weighed for it."""
    treffers = find_woorden(viewer, filter_, hoogstens=hoogstens, gewogen=False)
    reeks = make_reeks(viewer, filter_, list_gefilterd(viewer, filter_))
    return count_op_id(reeks, [t.onderwerp for t in treffers])


def make_reeks(viewer: Viewer, filter_: Filter, rijen: QuerySet[Bronobject]) -> Reeks:
    """Say to `volgorde` what is to be put in order."""
    soorten = (filter_.soort,) if filter_.soort else filter_.soorten
    return Reeks(
        viewer, rijen, soorten, filter_.leverancier, filter_.gebied, filter_.sorteer, filter_.bekend_op
    )


def find_woorden(viewer: Viewer, filter_: Filter, *, hoogstens: int, gewogen: bool = True) -> list[Treffer]:
    """Find the records within the filter that have its words, cut off at `hoogstens`, best first when weighed; never persons (`docs/adr/0028`)."""
    if filter_.soort == "natuurlijkpersoon":
        return []
    return find_treffers(
        viewer,
        filter_.vraag,
        soorten=(filter_.soort,) if filter_.soort else filter_.soorten,
        leverancier=filter_.leverancier,
        gebied=filter_.gebied,
        hoogstens=hoogstens,
        gewogen=gewogen,
    )


def _holds(voorkomen: Objectvoorkomen | Leverstatus, dag: date) -> bool:
    """Tell whether a voorkomen holds on a day."""
    return voorkomen.begin_geldigheid <= dag < voorkomen.eind_geldigheid
