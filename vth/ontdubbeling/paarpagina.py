"""The page of one pair: both records side by side, what tells for and against, what was judged, and what a merge does."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.urls import reverse

from vth.begrippen.selectors import find_label, read_objecttype
from vth.interface.stelsel import find_graden
from vth.organisaties.gemeenten import list_grenzen
from vth.register.geschiedenis import format_waarde, list_geschiedenis
from vth.register.models import Bronobject
from vth.register.overzicht import find_geldend, list_tijdlijnen, list_toestanden, list_zichtbare_plaatsen
from vth.register.selectors import find_zichtbaar, list_relaties
from vth.register.weergave import format_adres
from vth.tijd import klok
from vth.tijd.rules import OPEN_DAG, Peilmoment
from vth.toegang.rules import Viewer
from vth.vormgeving.grafieken import Punt, Vlak, make_locatiekaart
from vth.vormgeving.onderdelen import Gebeurtenis, Grafiek
from vth.vormgeving.opmaak import format_datum, shorten

from . import selectors
from .gevolgen import Gevolg, list_gevolgen
from .lijstpagina import list_bladzij, make_oordeelrijen, write_filter
from .models import Gelijkstelling, Koppeloordeel, derive_paar
from .oorzaken import Oorzaken, find_oorzaken
from .profiel import read_profiel
from .selectors import GESNEDEN, Paarbeeld, Paarfilter
from .services import BEOORDELEN
from .toepassen import derive_omzetting
from .uitlegging import Uitlegging, read_uitlegging
from .waterval import make_watervalgrafiek
from .weergave import TOESTANDEN, Namen, make_paaradres, name_grond, name_kans

HOOGSTENS_TIJDLIJN = 12
# What tells nothing of whether two records are one.
NIET_VERGELEKEN = {"capaciteit_eenheid", "geometrie"}


@dataclass(frozen=True)
class Kant:
    """One of the two: what it is called, who says it, how it stands, and its page."""

    naam: str
    leverancier: str
    sleutel: str
    toestand: Any
    url: str


@dataclass(frozen=True)
class Vergelijkrij:
    """One fact of both, and in words how they compare."""

    titel: str
    links: str
    rechts: str
    code: str
    woord: str


@dataclass(frozen=True)
class Samenvoeging:
    """What making the two one does: how many records become one thing under which id, of whom, and what hangs to them."""

    zinnen: tuple[str, ...]
    gevolgen: tuple[Gevolg, ...]


@dataclass(frozen=True)
class Apart:
    """Why the two are kept apart though they seem one: judgements, suppliers with two records here, and whether there is more."""

    oordelen: tuple[dict[str, Any], ...]
    dubbelen: tuple[dict[str, str], ...]
    verborgen: bool


@dataclass(frozen=True)
class Paarpagina:
    """Everything that the page of a pair shows."""

    beeld: Paarbeeld
    titel: str
    soortnaam: str
    kanten: tuple[Kant, Kant]
    toestand: tuple[str, str]
    zin: str
    rijen: tuple[Vergelijkrij, ...]
    uitleg: Uitlegging | None
    grafiek: Grafiek | None
    kaart: Grafiek | None
    tijdlijn: tuple[Gebeurtenis, ...]
    oordelen: tuple[dict[str, Any], ...]
    samenvoeging: Samenvoeging | None
    apart: Apart | None
    keuzes: tuple[tuple[str, str, str], ...]
    reden_verplicht: bool
    gezien: str
    volgende: str
    wachten: int


# The key of each choice, in the order in which they stand on the page.
TOETSEN = {"gelijk": "h", "verschillend": "n", "opvolging": "o", "weet_niet": "w"}


def make_paarpagina(viewer: Viewer, a: uuid.UUID, b: uuid.UUID, filter_: Paarfilter) -> Paarpagina:
    """Put the page of a pair together. Raises BestaatNietError of `register` and of this room."""
    beeld, nu = selectors.get_paar(viewer, a, b), Peilmoment(klok.today(), klok.now())
    records = (beeld.links, beeld.rechts)
    namen, mag = Namen(records), BEOORDELEN in viewer.handelingen
    uitleg, oorzaken = read_uitlegging(beeld), find_oorzaken(viewer, beeld)
    oordeel = beeld.oordeel
    keuzes = [k for k in Koppeloordeel.Keuze if k != "opvolging" or beeld.links.soort == "vthobject"]
    return Paarpagina(
        beeld=beeld,
        titel=" en ".join(dict.fromkeys(namen.get_naam(r) for r in records)),
        soortnaam=read_objecttype(beeld.links.soort).titel,
        kanten=_make_kanten(records, namen, nu),
        toestand=_derive_toestand(beeld, is_apart=oorzaken is not None),
        zin=_say_zin(beeld, uitleg),
        rijen=tuple(_list_rijen(viewer, records, nu)),
        uitleg=uitleg,
        grafiek=make_watervalgrafiek(uitleg.stappen, uitleg.gewicht) if uitleg else None,
        kaart=_make_kaart(viewer, records, namen, nu),
        tijdlijn=tuple(_list_tijdlijn(viewer, records, namen, nu)),
        oordelen=tuple(make_oordeelrijen(list(beeld.oordelen))),
        samenvoeging=_make_samenvoeging(viewer, beeld) if mag else None,
        apart=_make_apart(oorzaken) if oorzaken else None,
        keuzes=tuple((k.value, str(k.label), TOETSEN[k.value]) for k in keuzes) if mag else (),
        reden_verplicht=oordeel is not None,
        gezien=str(oordeel.pk) if oordeel else "",
        volgende=find_volgende(viewer, filter_, beeld),
        wachten=selectors.count_te_beoordelen(viewer, grens=100),
    )


def find_volgende(viewer: Viewer, filter_: Paarfilter, na: Paarbeeld) -> str:
    """Give the address of the next pair of the list that asks for a person: after this one, else from the beginning.

    When none waits any more for being unsure, those come that were cut.
    """
    plek = _find_plek(filter_, na)
    hier = (na.links.pk, na.rechts.pk)
    for lijst, vanaf in ((filter_, plek), (filter_, None), (replace(filter_, uitkomst=GESNEDEN), None)):
        # The pair itself may still stand there.
        for paar in list_bladzij(viewer, lijst, na=vanaf, hoogstens=2)[0]:
            if (paar.links_id, paar.rechts_id) != hier:
                return make_paaradres(paar.links_id, paar.rechts_id, write_filter(lijst))
    return ""


def _find_plek(filter_: Paarfilter, na: Paarbeeld) -> tuple[float, int] | None:
    """Give where a pair stands in the list that one works off; nothing when it stands in another."""
    staat = na.snede if filter_.uitkomst == GESNEDEN else na.gelijkstelling
    if staat is None or (isinstance(staat, Gelijkstelling) and staat.uitkomst != filter_.uitkomst):
        return None
    return staat.rang, staat.pk


def _derive_toestand(beeld: Paarbeeld, *, is_apart: bool) -> tuple[str, str]:
    """Give shape and word of a pair: what was judged, else what the run made of it."""
    if is_apart:
        return "aandacht", "hoort bij elkaar, maar wordt uit elkaar gehouden"
    if beeld.oordeel:
        return TOESTANDEN[Koppeloordeel.Keuze(beeld.oordeel.keuze)]
    if beeld.gelijkstelling is None:
        return "neutraal", "niet gekoppeld"
    return (
        ("goed", "gekoppeld") if beeld.gelijkstelling.uitkomst == "gekoppeld" else ("wacht", "te beoordelen")
    )


def _say_zin(beeld: Paarbeeld, uitleg: Uitlegging | None) -> str:
    """Say in one sentence what the run makes of the pair."""
    if uitleg is None:
        return "Deze twee zijn nog niet vergeleken."
    grond = name_grond(uitleg.grond, read_profiel(settings.KOPPELPROFIEL))
    onder = "" if beeld.gelijkstelling else " Dat is onder de grens waarboven een mens het te zien krijgt."
    return f"Kans dat het één is: {name_kans(uitleg.kans)} ({grond}).{onder}"


def _make_apart(oorzaken: Oorzaken) -> Apart:
    """Say what keeps the two apart, with the address of each pair where that can be undone."""
    namen = Namen(b for paar in oorzaken.dubbelen for b in paar)
    return Apart(
        tuple(make_oordeelrijen(list(oorzaken.oordelen))),
        tuple(
            {
                "url": make_paaradres(*derive_paar(x.pk, y.pk)),
                "paar": f"{namen.get_naam(x)} ({x.sleutel}) en {namen.get_naam(y)} ({y.sleutel})",
                "leverancier": namen.get_leverancier(x.leverancier),
            }
            for x, y in oorzaken.dubbelen
        ),
        oorzaken.verborgen,
    )


def _make_kanten(records: tuple[Bronobject, Bronobject], namen: Namen, nu: Peilmoment) -> tuple[Kant, Kant]:
    """Make what stands above both columns."""
    toestanden = list_toestanden(records, list_tijdlijnen(records, nu), nu)
    links, rechts = (
        Kant(
            namen.get_naam(r),
            namen.get_leverancier(r.leverancier),
            r.sleutel,
            toestanden[r.pk],
            reverse("portaal:object", args=[r.pk]),
        )
        for r in records
    )
    return links, rechts


def _list_rijen(
    viewer: Viewer, records: tuple[Bronobject, Bronobject], nu: Peilmoment
) -> Iterable[Vergelijkrij]:
    """List every fact that at least one of the two tells, with where they differ."""
    objecttype, tijdlijnen = read_objecttype(records[0].soort), list_tijdlijnen(records, nu)
    geldend = [find_geldend(tijdlijnen.get(r.pk, ()), nu) for r in records]
    for attribuut in objecttype.attributen:
        waarden = [getattr(v, attribuut.naam, None) for v in geldend]
        if attribuut.naam in NIET_VERGELEKEN or waarden == [None, None]:
            continue
        teksten = [
            "" if w is None else shorten(format_waarde(attribuut, w, nu.geldig_op), 200) for w in waarden
        ]
        yield _compare(attribuut.titel, *teksten)
    plaatsen = list_zichtbare_plaatsen(viewer, records, nu)
    adressen = [format_adres(plaatsen[r.pk]) if r.pk in plaatsen else "" for r in records]
    if any(adressen):
        yield _compare("Adres", *adressen)
    per_record = [_list_anderen(viewer, r, nu) for r in records]
    for titel in dict.fromkeys(t for anderen in per_record for t in anderen):
        yield _compare(titel, *(anderen.get(titel, "") for anderen in per_record))
    perioden = [[(v.begin_geldigheid, v.eind_geldigheid) for v in tijdlijnen.get(r.pk, ())] for r in records]
    yield _compare("Bekend over", *(_say_periode(p) for p in perioden))


def _list_anderen(viewer: Viewer, record: Bronobject, nu: Peilmoment) -> Mapping[str, str]:
    """Give by title who runs a record and what is done there; natural persons are not named."""
    relaties = [r for r in list_relaties(viewer, [record.pk], nu) if r.soort != "locatie"]
    tijdlijnen = list_tijdlijnen([r.ander for r in relaties], nu)
    namen, gevonden = Namen(r.ander for r in relaties), dict[str, set[str]]()
    for r in relaties:
        titel = r.titel if r.heen else read_objecttype(r.ander.soort).meervoud
        activiteit = getattr(find_geldend(tijdlijnen.get(r.ander.pk, ()), nu), "activiteit", None)
        naam = find_label("activiteit", activiteit, nu.geldig_op) if activiteit else namen.get_naam(r.ander)
        gevonden.setdefault(titel, set()).add(naam)
    return {titel: shorten("; ".join(sorted(wat)), 300) for titel, wat in gevonden.items()}


def _say_periode(perioden: list[tuple[Any, Any]]) -> str:
    """Say over which days something is known of a record."""
    if not perioden:
        return ""
    eind = max(e for _, e in perioden)
    tot = "nu" if eind == OPEN_DAG else format_datum(eind)
    return f"{format_datum(min(b for b, _ in perioden))} tot {tot}"


def _compare(titel: str, links: str, rechts: str) -> Vergelijkrij:
    """Say of one fact whether both tell the same."""
    if links.casefold() == rechts.casefold():
        return Vergelijkrij(titel, links, rechts, "goed", "gelijk")
    if not links or not rechts:
        return Vergelijkrij(titel, links, rechts, "neutraal", "één zegt niets")
    return Vergelijkrij(titel, links, rechts, "aandacht", "verschilt")


def _make_kaart(
    viewer: Viewer, records: tuple[Bronobject, Bronobject], namen: Namen, nu: Peilmoment
) -> Grafiek | None:
    """Draw both places within the border of their municipality; nothing when neither has one."""
    plaatsen = list_zichtbare_plaatsen(viewer, records, nu)
    punten = [
        Punt(f"{letter}: {shorten(namen.get_naam(r), 30)}", *graden)
        for letter, r in zip("AB", records, strict=True)
        if r.pk in plaatsen and (graden := find_graden(plaatsen[r.pk]))
    ]
    if not punten:
        return None
    codes = {p.gemeente for p in plaatsen.values() if p.gemeente}
    vlakken = [
        Vlak("", f["geometry"], nadruk=True)
        for f in list_grenzen(nu.geldig_op)["features"]
        if f["properties"]["code"] in codes
    ]
    tekst = "De plekken van beide gegevens binnen de grens van de gemeente, noorden boven."
    return make_locatiekaart("Waar ze liggen", vlakken, punten, beschrijving=tekst, datum=nu.geldig_op)


def _list_tijdlijn(
    viewer: Viewer, records: tuple[Bronobject, Bronobject], namen: Namen, nu: Peilmoment
) -> Iterable[Gebeurtenis]:
    """List what happened to both, with which of the two it was."""
    for letter, record in zip("AB", records, strict=True):
        for regel in list_geschiedenis(viewer, [record], nu)[:HOOGSTENS_TIJDLIJN]:
            yield Gebeurtenis(regel.dag, f"{letter}: {regel.zin}", namen.get_leverancier(regel.leverancier))


def _make_samenvoeging(viewer: Viewer, beeld: Paarbeeld) -> Samenvoeging:
    """Say what it does to make the two one, of what the viewer may see."""
    a, b = beeld.links.pk, beeld.rechts.pk
    omzetting = derive_omzetting({a, b}, proef=(a, b, "gelijk"))
    samen = {id_ for id_, nieuw in omzetting.nu.items() if nieuw == omzetting.nu[a]} | {a, b}
    zichtbaar = list(find_zichtbaar(viewer, samen).values())
    namen = Namen(zichtbaar)
    per = sorted({namen.get_leverancier(r.leverancier) for r in zichtbaar})
    if not omzetting.nu:
        zinnen = ["Hier hangt zoveel aan vast dat de volgende ronde het uitwerkt."]
    elif not omzetting.verhuist:
        zinnen = ["Deze twee zijn al één; er verandert niets."]
    else:
        zinnen = [
            f"{len(zichtbaar)} gegevens worden één {name_soort(beeld)}: van {' en '.join(per)}.",
            "Het nummer van het grootste deel blijft, bij gelijke delen het oudste; de andere nummers leiden daarheen.",
            "Wat elders naar deze gegevens verwijst, verandert niet. U kunt het oordeel later terugnemen.",
        ]
    return Samenvoeging(tuple(zinnen), tuple(list_gevolgen(viewer, {r.pk for r in zichtbaar})))


def name_soort(beeld: Paarbeeld) -> str:
    """Give what the two are called together, in a sentence."""
    titel = read_objecttype(beeld.links.soort).titel
    return titel if titel[:2].isupper() else titel[:1].lower() + titel[1:]
