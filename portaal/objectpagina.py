"""The page of one thing, put together from register, deliveries, organisations and borders; reads, decides nothing."""

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any

from django.urls import reverse

from vth.begrippen.selectors import find_label
from vth.ontdubbeling.gouden import choose_gouden
from vth.ontdubbeling.models import derive_paar
from vth.register.geschiedenis import Regel, find_kenniswijzigingen, tell_geschiedenis
from vth.register.overzicht import find_geldend, list_toestanden
from vth.register.selectors import Objectbeeld, read_object
from vth.register.weergave import (
    Periode,
    Toestand,
    derive_naam,
    derive_persoonsnaam,
    derive_toestand,
    find_einddag,
)
from vth.tijd.rules import Peilmoment
from vth.toegang.rules import Viewer
from vth.vormgeving.onderdelen import Gebeurtenis, Kenmerk, Kolom
from vth.vormgeving.opmaak import format_datum, format_tijdstip, shorten

from .adres import add_peilmoment, write_moment
from .handhavingblokken import KOLOMMEN as OVERTREDINGKOLOMMEN
from .handhavingblokken import list_overtredingen_van
from .objectkaart import Locatie, find_plaatsen, make_locatie
from .objectkenmerken import Bronnen, list_kenmerken, list_organisaties
from .objectrelaties import SOORTCODES, Groep, Opzoek, list_groepen
from .terugblik import derive_terugblik, name_stand
from .toezichtblokken import (
    CONTROLEKOLOMMEN,
    Toezichtblok,
    list_controlerijen,
    make_toezichtblok,
)
from .vergunningblokken import VERGUNNINGKOLOMMEN, list_vergunningrijen
from .zaakblokken import ZAAKKOLOMMEN, list_zaakrijen

HOOGSTENS_TIJDLIJN = 200
RECORDKOLOMMEN = (
    Kolom("leverancier", "Leverancier"),
    Kolom("naam", "Naam"),
    Kolom("sleutel", "Nummer bij de leverancier"),
    Kolom("sinds", "Bekend sinds", "datum"),
    Kolom("toestand", "Toestand", "toestand"),
)
DAG = timedelta(days=1)
GECONTROLEERD = ("vthobject", "activiteituitvoering")


@dataclass(frozen=True)
class Stap:
    """A way to the state before or after a change: the field of the address that changes, and in words which state that is."""

    rel: str
    veld: str
    waarde: str
    woorden: str


@dataclass(frozen=True)
class Objectpagina:
    """Everything that the page of one thing shows."""

    beeld: Objectbeeld
    titel: str
    toestand: Toestand
    kenmerken: tuple[Kenmerk, ...]
    groepen: tuple[Groep, ...]
    locatie: Locatie | None
    tijdlijn: tuple[Gebeurtenis, ...]
    ouder: int
    stappen: tuple[Stap, ...]
    vast_adres: str
    leveranciers: tuple[str, ...]
    wat: str
    heeft_plek: bool
    bronhouder: str
    records: tuple[dict[str, Any], ...]
    zaken: tuple[dict[str, Any], ...] = ()
    vergunningen: tuple[dict[str, Any], ...] = ()
    controles: tuple[dict[str, Any], ...] = ()
    toezicht: Toezichtblok | None = None
    overtredingen: tuple[dict[str, Any], ...] = ()
    stand: str = ""
    recordkolommen: tuple[Kolom, ...] = RECORDKOLOMMEN
    controlekolommen: tuple[Kolom, ...] = CONTROLEKOLOMMEN
    zaakkolommen: tuple[Kolom, ...] = ZAAKKOLOMMEN
    vergunningkolommen: tuple[Kolom, ...] = VERGUNNINGKOLOMMEN
    overtredingkolommen: tuple[Kolom, ...] = OVERTREDINGKOLOMMEN


def list_onderdelen(pagina: Objectpagina) -> Iterator[tuple[str, str]]:
    """List the sections that the page shows, in its order: the anchor of each and its name."""
    yield "kop-gegevens", "Gegevens"
    for anker, naam, gevuld in (
        ("kop-ligging", "Ligging", pagina.heeft_plek),
        ("kop-leveranciers", "Wie hierover iets zegt", pagina.records),
    ):
        if gevuld:
            yield anker, naam
    yield from ((f"kop-groep-{n}", groep.titel) for n, groep in enumerate(pagina.groepen, 1))
    for anker, naam, gevuld in (
        ("kop-vergunningen", "Vergunningen", pagina.vergunningen),
        ("kop-controles", "Controles", pagina.controles),
        ("kop-toezicht", "Toezicht", pagina.toezicht is not None),
        ("kop-handhaving", "Handhaving", pagina.overtredingen),
        ("kop-zaken", "Zaken", pagina.zaken),
    ):
        if gevuld:
            yield anker, naam
    yield "kop-tijdlijn", "Wat er gebeurde"
    yield "kop-adres", "Vast adres"


def make_objectpagina(viewer: Viewer, identiteit: uuid.UUID, peilmoment: Peilmoment) -> Objectpagina:
    """Put the page of one thing together at a moment. Raises BestaatNietError when the viewer may see nothing of it."""
    gouden = choose_gouden(read_object(viewer, identiteit, peilmoment))
    beeld = gouden.beeld
    opzoek = Opzoek(viewer, beeld)
    plaatsen = find_plaatsen(viewer, beeld, opzoek)
    regels = tell_geschiedenis(viewer, beeld, opzoek.tijdlijnen)
    getoond = regels[:HOOGSTENS_TIJDLIJN]
    herkomsten = [w.herkomst for w in beeld.waarden] + [r.herkomst for r in getoond]
    organisaties = {*list_organisaties(beeld), *opzoek.codes, *plaatsen.gemeenten}
    bronnen = Bronnen(viewer, herkomsten, organisaties, peilmoment.geldig_op)
    titel, toestand = _describe(beeld)
    stappen = derive_stappen((r.dag for r in regels), peilmoment.geldig_op)
    stappen += derive_kennisstappen(*find_kenniswijzigingen(beeld.bronobjecten, peilmoment))
    ids, terug = [b.pk for b in beeld.bronobjecten], derive_terugblik(peilmoment)
    return Objectpagina(
        beeld=beeld,
        titel=shorten(titel, 160),
        toestand=toestand,
        kenmerken=tuple(list_kenmerken(beeld, bronnen, gouden.redenen, gouden.zekerheden)),
        groepen=list_groepen(opzoek, bronnen.get_naam),
        locatie=make_locatie(beeld, plaatsen, titel, bronnen.get_naam),
        tijdlijn=tuple(_list_gebeurtenissen(getoond, bronnen)),
        ouder=len(regels) - len(getoond),
        stappen=stappen,
        vast_adres=add_peilmoment(
            reverse("register:identificatie", args=[beeld.objecttype.naam, beeld.identiteit]), peilmoment
        ),
        wat=_describe_soort(beeld),
        heeft_plek=bool(beeld.objecttype.get_relatie("locatie")) or beeld.objecttype.naam == "geoobject",
        leveranciers=tuple(dict.fromkeys(bronnen.get_naam(b.leverancier) for b in beeld.bronobjecten)),
        bronhouder=bronnen.get_naam(beeld.bronhouder),
        records=tuple(list_records(beeld, bronnen)),
        stand=name_stand(peilmoment),
        zaken=list_zaakrijen(viewer, ids, terug),
        vergunningen=list_vergunningrijen(viewer, ids, terug),
        controles=list_controlerijen(viewer, ids, terug=terug),
        toezicht=_make_toezicht(viewer, beeld),
        overtredingen=tuple(list_overtredingen_van(viewer, ids, terug)),
    )


def _make_toezicht(viewer: Viewer, beeld: Objectbeeld) -> Toezichtblok | None:
    """Make the block of inspections for what can be inspected."""
    if beeld.objecttype.naam not in GECONTROLEERD:
        return None
    return make_toezichtblok(viewer, beeld.bronobjecten, beeld.peilmoment, beeld)


def _describe(beeld: Objectbeeld) -> tuple[str, Toestand]:
    """Give what the thing is called and how it stands; it is up to date as long as one supplier keeps it so."""
    peilmoment, eerste = beeld.peilmoment, beeld.bronobjecten[0]
    tijdlijnen = beeld.tijdlijnen
    geldend = find_geldend(tijdlijnen.get(eerste.pk, ()), peilmoment)
    if beeld.objecttype.persoonsgegevens:
        titel = derive_persoonsnaam(geldend)
    else:
        titel = derive_naam(eerste.soort, eerste.sleutel, geldend, peilmoment.geldig_op)
    if len(beeld.bronobjecten) > 1 and not beeld.objecttype.persoonsgegevens:
        titel = beeld.naam if beeld.get_waarde("naam") else titel
    verouderd = beeld.statussen if len(beeld.statussen) == len(beeld.bronobjecten) else ()
    status = next(iter(verouderd), None)
    toestand = derive_toestand(
        [Periode(v.begin_geldigheid, v.eind_geldigheid) for t in tijdlijnen.values() for v in t],
        peilmoment.geldig_op,
        ontstaan_op=getattr(geldend, "ontstaansdatum", None),
        beeindigd_op=find_einddag(geldend),
        status=status.status if status else "",
        status_sinds=status.begin_geldigheid if status else None,
    )
    return titel, toestand


def list_records(beeld: Objectbeeld, bronnen: Bronnen) -> Iterator[dict[str, Any]]:
    """List the records of all suppliers about one thing, when there are more: what each calls it and how each keeps it."""
    if len(beeld.bronobjecten) < 2:
        return
    dag = beeld.peilmoment.geldig_op
    tijdlijnen = beeld.tijdlijnen
    toestanden = list_toestanden(beeld.bronobjecten, tijdlijnen, beeld.peilmoment)
    eerste = beeld.bronobjecten[0]
    for b in beeld.bronobjecten:
        tijdlijn, toestand = tijdlijnen.get(b.pk, ()), toestanden[b.pk]
        yield {
            "leverancier": bronnen.get_naam(b.leverancier),
            "naam": derive_naam(b.soort, b.sleutel, find_geldend(tijdlijn, beeld.peilmoment), dag),
            "sleutel": "" if beeld.objecttype.persoonsgegevens else b.sleutel,
            "sinds": min((v.begin_geldigheid for v in tijdlijn), default=None),
            "toestand": (toestand.code, toestand.woord),
            "waarom_url": reverse("ontdubbeling:paar", args=derive_paar(eerste.pk, b.pk))
            if b.pk != eerste.pk
            else "",
        }


def _describe_soort(beeld: Objectbeeld) -> str:
    """Say what kind of thing it is: its most telling code behind the name of its kind."""
    for veld, lijst in SOORTCODES:
        if code := beeld.get_waarde(veld):
            return f"{beeld.objecttype.titel}: {find_label(lijst, code, beeld.peilmoment.geldig_op)}"
    return beeld.objecttype.titel


def derive_stappen(dagen: Iterable[date], dag: date) -> tuple[Stap, ...]:
    """Give the ways to the state before the last change up to a day, and to the first change after it."""
    wijzigingen = sorted(set(dagen))
    tot_nu = [d for d in wijzigingen if d <= dag]
    later = [d for d in wijzigingen if d > dag]
    stappen = []
    if len(tot_nu) > 1:
        laatste = tot_nu[-1] - DAG
        woorden = f"stand tot en met {format_datum(laatste)}"
        stappen.append(Stap("prev", "geldigOp", laatste.isoformat(), f"Vorige: {woorden}"))
    if later:
        woorden = f"stand vanaf {format_datum(later[0])}"
        stappen.append(Stap("next", "geldigOp", later[0].isoformat(), f"Volgende: {woorden}"))
    return tuple(stappen)


def derive_kennisstappen(laatste: datetime | None, later: datetime | None) -> tuple[Stap, ...]:
    """Give the ways to what was known before the register last learned something, and to what it learned after that."""
    stappen = []
    if laatste:
        net_ervoor = write_moment(laatste - timedelta(microseconds=1))
        woorden = f"Eerder bekend: vóór {format_tijdstip(laatste)}"
        stappen.append(Stap("prev", "beschikbaarOp", net_ervoor, woorden))
    if later:
        woorden = f"Later bekend: vanaf {format_tijdstip(later)}"
        stappen.append(Stap("next", "beschikbaarOp", write_moment(later), woorden))
    return tuple(stappen)


def _list_gebeurtenissen(regels: Iterable[Regel], bronnen: Bronnen) -> Iterator[Gebeurtenis]:
    """Make one event of what one act told about one day, with the delivery that told it."""
    for (dag, _, leverancier), groep in groupby(regels, key=_get_act):
        eerste, *rest = groep
        aanlevering, url = bronnen.describe(eerste.herkomst)
        verder = [r.zin for r in rest]
        yield Gebeurtenis(dag, eerste.zin, bronnen.get_naam(leverancier), aanlevering, url, verder=verder)


def _get_act(regel: Regel) -> tuple[date, int, str]:
    """Give what lines of one event share: the day, the act and the supplier."""
    return regel.dag, regel.herkomst.pk, regel.leverancier
