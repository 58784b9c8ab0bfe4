"""Lists of the register as people and programs see them, a page at a time.

Each page costs a fixed number of queries, whatever it holds. What a viewer may not see is in none of them.
"""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from vth.begrippen.selectors import read_model, read_objecttype
from vth.interface.invoer import InvoerError, Veldfout
from vth.organisaties.selectors import list_namen as list_organisatienamen
from vth.tijd import klok
from vth.tijd.rules import Peilmoment
from vth.toegang.rules import Viewer

from .models import (
    VOORKOMENS,
    Bronobject,
    GeoObjectVoorkomen,
    Leverstatus,
    Relatie,
    Stand,
    VthObjectVoorkomen,
)
from .selectors import (
    ZICHTVELDEN,
    Filter,
    count_gevonden,
    find_zichtbaar,
    list_gefilterd,
    list_geplaatst,
    ziet_velden,
)
from .tijdlijnen import find_geldend as find_geldend
from .tijdlijnen import list_tijdlijnen as list_tijdlijnen
from .tijdlijnen import read_velden
from .volgorde import SORTERINGEN
from .weergave import (
    ADRESVELDEN,
    EINDVELDEN,
    NAAMVELDEN,
    Periode,
    Toestand,
    derive_naam,
    derive_plaats,
    derive_toestand,
    find_einddag,
)

PER_BLADZIJ = 50
TELGRENS = 1000
MET_PLEK = ("vthobject", "activiteituitvoering")
SOORTEN = tuple(s for s in VOORKOMENS if s not in ("geoobject", "bevinding"))
# What of a timeline, a place and a Leverstatus a list shows.
TIJDVELDEN = ("bronobject_id", "begin_geldigheid", "eind_geldigheid", "tijdstip_registratie")
LIJSTVELDEN = (*TIJDVELDEN, "ontstaansdatum", *EINDVELDEN, "activiteit", *NAAMVELDEN, *ADRESVELDEN)
PLAATSVELDEN = ("bronobject_id", "naam", *ADRESVELDEN, "lengtegraad", "breedtegraad", "x", "y")
STATUSVELDEN = ("bronobject_id", "status", "begin_geldigheid")


@dataclass(frozen=True)
class Regel:
    """One line of a list: a record with its name, place, supplier and state."""

    id: uuid.UUID
    soort: str
    soortnaam: str
    sleutel: str
    naam: str
    plaats: str
    gemeente: str
    leverancier: str
    leverancier_naam: str
    toestand: Toestand
    lengtegraad: float | None = None
    breedtegraad: float | None = None
    x: float | None = None
    y: float | None = None
    gebied: str = ""
    gewijzigd: datetime | None = None


@dataclass(frozen=True)
class Bladzij:
    """One page of a list: its lines, how many there are up to a bound, and whether there is more on either side.

    `eerste` and `laatste` are the places of its first and last line, from which to go back and on.
    """

    regels: tuple[Regel, ...]
    aantal: int
    meer_na: bool
    meer_voor: bool
    eerste: str = ""
    laatste: str = ""


@dataclass(frozen=True)
class Wijziging:
    """That something was written about a record: from which day it holds, who said it, and when it came in."""

    id: uuid.UUID
    naam: str
    leverancier: str
    leverancier_naam: str
    vanaf: date
    tijdstip: datetime


def make_filter(vraag: Mapping[str, str]) -> Filter:
    """Make a filter from what stands in an address: `q`, `soort`, `leverancier`, `gemeente`, `sorteer`.

    Raises InvoerError for a kind of object or an order that does not exist. An unknown supplier or municipality finds
    nothing.
    """
    soort = vraag.get("soort") or ""
    if soort and soort not in SOORTEN:
        mag = ", ".join(SOORTEN)
        raise InvoerError(
            [Veldfout("soort", f"De soort {soort[:40]!r} bestaat niet. Kies uit: {mag}.", "onbekend")]
        )
    sorteer = vraag.get("sorteer") or ""
    if sorteer and sorteer.removeprefix("-") not in SORTERINGEN:
        mag = ", ".join(f"{s}, -{s}" for s in SORTERINGEN)
        raise InvoerError(
            [Veldfout("sorteer", f"De volgorde {sorteer[:40]!r} bestaat niet. Kies uit: {mag}.", "onbekend")]
        )
    return Filter(
        soort=soort,
        vraag=(vraag.get("q") or "").strip()[:200],
        leverancier=vraag.get("leverancier") or "",
        gebied=vraag.get("gemeente") or "",
        sorteer=sorteer,
    )


def list_soorten() -> list[tuple[str, str]]:
    """List the kinds of object that can be chosen, with their names; places are shown with what is there."""
    model = read_model()
    return [(soort, model[soort].meervoud) for soort in SOORTEN]


def list_leveranciers() -> list[tuple[str, str]]:
    """List who delivered to the register, code and name; from the Stand, so that no record is counted."""
    codes = sorted(set(Stand.objects.filter(nummer__gt=0).values_list("leverancier", flat=True)))
    namen = list_organisatienamen(codes, klok.today())
    return sorted(((code, namen[code]) for code in codes), key=lambda paar: paar[1].lower())


def read_bladzij(
    viewer: Viewer,
    filter_: Filter,
    *,
    per: int = PER_BLADZIJ,
    tel: bool = True,
    peilmoment: Peilmoment | None = None,
) -> Bladzij:
    """Give one page of a list at a moment, or as the register knows it now; with `tel=False` nothing is counted."""
    gevonden = list_geplaatst(viewer, filter_, hoogstens=per)
    meer = len(gevonden) > per
    achteruit = bool(filter_.voor)
    getoond = (gevonden[-per:] if achteruit else gevonden[:per]) if meer else gevonden
    bronobjecten = [bronobject for _, bronobject in getoond]
    return Bladzij(
        regels=tuple(make_regels(viewer, bronobjecten, peilmoment or Peilmoment(klok.today(), klok.now()))),
        aantal=count_objecten(viewer, filter_) if tel else 0,
        meer_na=achteruit or meer,
        meer_voor=meer if achteruit else bool(filter_.na),
        eerste=getoond[0][0] if getoond else "",
        laatste=getoond[-1][0] if getoond else "",
    )


def count_objecten(viewer: Viewer, filter_: Filter, *, grens: int = TELGRENS) -> int:
    """Count what a filter finds, up to `grens`: from there on nobody counts."""
    if filter_.vraag:
        return count_gevonden(viewer, filter_, hoogstens=grens)
    return list_gefilterd(viewer, filter_).values("pk")[:grens].count()


def make_regels(viewer: Viewer, bronobjecten: Sequence[Bronobject], peilmoment: Peilmoment) -> list[Regel]:
    """Make the lines of records at a moment, in the order given."""
    dag = peilmoment.geldig_op
    tijdlijnen = list_tijdlijnen(bronobjecten, peilmoment, velden=LIJSTVELDEN)
    toestanden = list_toestanden(bronobjecten, tijdlijnen, peilmoment)
    plaatsen = list_zichtbare_plaatsen(viewer, bronobjecten, peilmoment, velden=PLAATSVELDEN)
    zonder = [b for b in bronobjecten if b.soort == "activiteituitvoering" and b.pk not in plaatsen]
    if zonder and (sites := list_sites(viewer, zonder, peilmoment)):
        bij = list_zichtbare_plaatsen(viewer, sites.values(), peilmoment, velden=PLAATSVELDEN)
        plaatsen |= {van: bij[site.pk] for van, site in sites.items() if site.pk in bij}
    codes = {b.leverancier for b in bronobjecten} | {b.gebied for b in bronobjecten if b.gebied}
    namen = list_organisatienamen(codes, dag)
    regels = []
    for b in bronobjecten:
        plaats = plaatsen.get(b.pk)
        geldend = find_geldend(tijdlijnen.get(b.pk, ()), peilmoment)
        regels.append(
            Regel(
                id=b.pk,
                soort=b.soort,
                soortnaam=read_objecttype(b.soort).titel,
                sleutel="" if read_objecttype(b.soort).persoonsgegevens else b.sleutel,
                naam=derive_naam(b.soort, b.sleutel, geldend, dag),
                plaats=derive_plaats(b.soort, plaats, geldend),
                gemeente=namen.get(b.gebied, ""),
                leverancier=b.leverancier,
                leverancier_naam=namen[b.leverancier],
                toestand=toestanden[b.pk],
                lengtegraad=plaats.lengtegraad if plaats else None,
                breedtegraad=plaats.breedtegraad if plaats else None,
                x=plaats.x if plaats else None,
                y=plaats.y if plaats else None,
                gebied=b.gebied,
                gewijzigd=max((v.tijdstip_registratie for v in tijdlijnen.get(b.pk, ())), default=None),
            )
        )
    return regels


def list_toestanden(
    bronobjecten: Iterable[Bronobject],
    tijdlijnen: Mapping[uuid.UUID, Sequence[Any]],
    peilmoment: Peilmoment,
) -> dict[uuid.UUID, Toestand]:
    """Say of several records how they stand; one query."""
    ids = [b.pk for b in bronobjecten]
    if not ids:
        return {}
    rijen = Leverstatus.objects.filter(bronobject_id__een_van=ids).seen_at(peilmoment)
    statussen = {s.bronobject_id: s for s in read_velden(rijen, STATUSVELDEN)}
    toestanden = {}
    for id_ in ids:
        tijdlijn, status = tijdlijnen.get(id_, ()), statussen.get(id_)
        geldend = find_geldend(tijdlijn, peilmoment)
        toestanden[id_] = derive_toestand(
            [Periode(v.begin_geldigheid, v.eind_geldigheid) for v in tijdlijn],
            peilmoment.geldig_op,
            ontstaan_op=getattr(geldend, "ontstaansdatum", None),
            beeindigd_op=find_einddag(geldend),
            status=status.status if status else "",
            status_sinds=status.begin_geldigheid if status else None,
        )
    return toestanden


def list_zichtbare_plaatsen(
    viewer: Viewer, bronobjecten: Iterable[Bronobject], peilmoment: Peilmoment, *, velden: Sequence[str] = ()
) -> dict[uuid.UUID, Any]:
    """Give for each record one place where it is at a moment and that is itself for this viewer, in two queries.

    A place is a voorkomen, or a row with of `velden` what it has, as in `list_tijdlijnen`.
    """
    ids = [b.pk for b in bronobjecten]
    if not ids:
        return {}
    relaties = Relatie.objects.filter(van_id__een_van=ids, soort="locatie").seen_at(peilmoment)
    waar = {
        van: naar
        for van, naar, *zicht in relaties.values_list(
            "van_id", "naar_id", *(f"naar__{v}" for v in ZICHTVELDEN)
        )
        if ziet_velden(viewer, zicht)
    }
    rijen = GeoObjectVoorkomen.objects.filter(bronobject_id__een_van=set(waar.values())).seen_at(peilmoment)
    plaatsen = {g.bronobject_id: g for g in read_velden(rijen, velden)} if waar else {}
    return {van: plaatsen[naar] for van, naar in waar.items() if naar in plaatsen}


def list_sites(
    viewer: Viewer, activiteiten: Iterable[Bronobject], peilmoment: Peilmoment
) -> dict[uuid.UUID, Bronobject]:
    """Give the VTH-object in which each activity takes place, as far as the viewer may see it."""
    relaties = dict(
        Relatie.objects.filter(van_id__in=[b.pk for b in activiteiten], soort="vindt_plaats_binnen")
        .seen_at(peilmoment)
        .values_list("van_id", "naar_id")
    )
    sites = find_zichtbaar(viewer, relaties.values())
    return {van: sites[naar] for van, naar in relaties.items() if naar in sites}


def list_recent(viewer: Viewer, *, hoogstens: int = 8, kijk_terug: int = 500) -> list[Wijziging]:
    """List what was last written about VTH-objecten that the viewer may see, newest first.

    Looks back over the last `kijk_terug` rows of the register and no further, so that it costs the same at any size.
    """
    rijen = VthObjectVoorkomen.objects.order_by("-pk").values_list(
        "bronobject_id", "naam", "begin_geldigheid", "tijdstip_registratie"
    )[:kijk_terug]
    laatste: dict[uuid.UUID, tuple[str | None, date, datetime]] = {}
    for id_, naam, begin, tijdstip in rijen:
        laatste.setdefault(id_, (naam, begin, tijdstip))
    zichtbaar = find_zichtbaar(viewer, laatste)
    gezien = [(zichtbaar[id_], *wat) for id_, wat in laatste.items() if id_ in zichtbaar][:hoogstens]
    namen = list_organisatienamen({b.leverancier for b, *_ in gezien}, klok.today())
    return [
        Wijziging(b.pk, naam or b.sleutel, b.leverancier, namen[b.leverancier], begin, tijdstip)
        for b, naam, begin, tijdstip in gezien
    ]
