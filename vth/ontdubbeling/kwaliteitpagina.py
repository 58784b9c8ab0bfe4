"""The quality desk: how good the linking is on what people judged, what changes per supplier, and where to look first."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse

from vth.begrippen.selectors import read_objecttype
from vth.organisaties.selectors import list_namen as list_organisatienamen
from vth.register.models import Bronobject
from vth.register.weergave import shorten_organisatie
from vth.tijd import klok
from vth.tijd.rules import Peilmoment
from vth.toegang.rules import Viewer
from vth.vormgeving.onderdelen import Gebeurtenis, Grafiek, Kolom
from vth.vormgeving.opmaak import format_datum, format_getal

from . import selectors
from .kwaliteitbeeld import make_aandeelgrafieken, make_verloopgrafiek
from .models import Entiteitgebeurtenis, Koppelronde
from .profiel import Profiel, read_profiel
from .rules import Maten
from .selectors import Entiteitbeeld, Paarfilter
from .weergave import Namen, make_rij

VREEMDSTE, GROOTSTE = 20, 20
CIJFERKOLOMMEN = (
    Kolom("leverancier", "Leverancier"),
    Kolom("soort", "Soort"),
    Kolom("gegevens", "Gegevens", "getal"),
    Kolom("gekoppeld", "Gekoppeld", "getal"),
    Kolom("aandeel", "Aandeel in %", "getal", decimalen=1),
    Kolom("vorig_aandeel", "Vorige ronde in %", "getal", decimalen=1),
    Kolom("te_beoordelen", "Te beoordelen", "getal"),
    Kolom("dubbel", "Dubbel bij zichzelf", "getal"),
)
GROOTKOLOMMEN = (
    Kolom("naam", "Naam"),
    Kolom("soort", "Soort"),
    Kolom("aantal", "Gegevens", "getal"),
    Kolom("leveranciers", "Leveranciers", "getal"),
)
VREEMDKOLOMMEN = (
    Kolom("links", "Gegeven"),
    Kolom("rechts", "Gekoppeld aan"),
    Kolom("grond", "Waarom"),
    Kolom("kans", "Kans dat het één is"),
)
RONDEKOLOMMEN = (
    Kolom("op", "Op", "tijdstip"),
    Kolom("wat", "Wat"),
    Kolom("vergeleken", "Vergeleken", "getal"),
    Kolom("gekoppeld", "Paren gekoppeld", "getal"),
    Kolom("te_beoordelen", "Te beoordelen", "getal"),
    Kolom("seconden", "Seconden", "getal", decimalen=1),
)
RECORDKOLOMMEN = (
    Kolom("naam", "Naam"),
    Kolom("leverancier", "Leverancier"),
    Kolom("sleutel", "Nummer bij de leverancier"),
)
ZINNEN = {
    Entiteitgebeurtenis.Soort.ONTSTAAN: "Kreeg een blijvend nummer.",
    Entiteitgebeurtenis.Soort.SAMENGEVOEGD: "Een ander nummer ging hierin op.",
    Entiteitgebeurtenis.Soort.OPGEGAAN: "Ging op in een ander nummer.",
    Entiteitgebeurtenis.Soort.GESPLITST: "Een deel ging verder onder een ander nummer.",
    Entiteitgebeurtenis.Soort.ERBIJ: "{naam} van {leverancier} hoort erbij.",
    Entiteitgebeurtenis.Soort.ERAF: "{naam} van {leverancier} hoort er niet meer bij.",
}


@dataclass(frozen=True)
class Kwaliteitpagina:
    """What the quality desk shows."""

    maten: Maten
    cijferlijst: tuple[tuple[str, str], ...]
    drempels: tuple[tuple[str, str], ...]
    cijfers: tuple[dict[str, Any], ...]
    aandelen: tuple[Grafiek, ...]
    verloop: Grafiek | None
    grootste: tuple[dict[str, Any], ...]
    vreemdste: tuple[dict[str, Any], ...]
    rondes: tuple[dict[str, Any], ...]
    records: tuple[Bronobject, ...]
    cijferkolommen: tuple[Kolom, ...] = CIJFERKOLOMMEN
    grootkolommen: tuple[Kolom, ...] = GROOTKOLOMMEN
    vreemdkolommen: tuple[Kolom, ...] = VREEMDKOLOMMEN
    rondekolommen: tuple[Kolom, ...] = RONDEKOLOMMEN


def make_kwaliteitpagina(viewer: Viewer) -> Kwaliteitpagina:
    """Put the quality desk together, of what the viewer may see."""
    profiel, rondes = read_profiel(settings.KOPPELPROFIEL), selectors.list_rondes()
    maten = selectors.read_maten(viewer)
    vreemd = selectors.list_paren(viewer, Paarfilter(uitkomst="gekoppeld"), hoogstens=VREEMDSTE)[:VREEMDSTE]
    groot = selectors.list_grootste(viewer, rondes[0], hoogstens=GROOTSTE) if rondes else []
    records = tuple(b for p in vreemd for b in (p.links, p.rechts)) + tuple(g.voorbeeld for g in groot)
    namen = Namen(records)
    return Kwaliteitpagina(
        maten=maten,
        cijferlijst=(
            ("Precisie", _write_deel(maten.precisie)),
            ("Volledigheid", _write_deel(maten.volledigheid)),
        ),
        drempels=tuple(_list_drempels(profiel)),
        cijfers=tuple(_list_cijfers(viewer, rondes)),
        aandelen=make_aandeelgrafieken(viewer, rondes[0]) if rondes else (),
        verloop=make_verloopgrafiek(viewer, rondes),
        grootste=tuple(
            {
                "url": reverse("ontdubbeling:entiteit", args=[g.entiteit]),
                "naam": namen.get_naam(g.voorbeeld),
                "soort": read_objecttype(g.voorbeeld.soort).titel,
                "aantal": g.aantal,
                "leveranciers": g.leveranciers,
            }
            for g in groot
        ),
        vreemdste=tuple(make_rij(p, namen, profiel, "uitkomst=gekoppeld") for p in vreemd),
        rondes=tuple(_make_ronderij(r) for r in rondes) if viewer.zicht.landelijk else (),
        records=records,
    )


def _write_deel(deel: float | None) -> str:
    """Write a share, or that nobody judged enough to tell."""
    return "nog niet te zeggen" if deel is None else f"{format_getal(round(deel * 100, 1))}%"


def _list_drempels(profiel: Profiel) -> list[tuple[str, str]]:
    """List the thresholds, and beside them what was measured with them, as the profile says."""
    regel, d = profiel.inhoud["drempels"], profiel.drempels
    rijen = [
        ("Koppelen vanaf", _write_deel(d.koppelen)),
        ("Laten beoordelen vanaf", _write_deel(d.beoordelen)),
    ]
    if gemeten := regel.get("gemeten"):
        waarop = (
            f"{gemeten['waarop']}, {format_getal(gemeten['records'])} gegevens, {format_datum(gemeten['op'])}"
        )
        rijen += [
            ("Daarmee gemeten op", waarop),
            ("Precisie daar", _write_deel(gemeten["precisie"])),
            ("Volledigheid daar", _write_deel(gemeten["vindt"])),
        ]
    return [*rijen, ("Bron", str(regel.get("bron", "")))]


def _list_cijfers(viewer: Viewer, rondes: list[Koppelronde]) -> list[dict[str, Any]]:
    """List the counts per supplier and kind of the last run, beside what they were in the run before: the drift."""
    if not rondes:
        return []
    vorige = (
        {(c["leverancier"], c["soort"]): c for c in selectors.list_cijfers(viewer, rondes[1])}
        if rondes[1:]
        else {}
    )
    nu = selectors.list_cijfers(viewer, rondes[0])
    namen = list_organisatienamen({c["leverancier"] for c in nu}, klok.today())
    return [
        c
        | {
            "leverancier": shorten_organisatie(namen.get(c["leverancier"], c["leverancier"])),
            "soort": read_objecttype(c["soort"]).titel,
            "aandeel": _derive_aandeel(c),
            "vorig_aandeel": _derive_aandeel(vorige.get((c["leverancier"], c["soort"]))),
        }
        for c in nu
    ]


def _derive_aandeel(cijfers: dict[str, Any] | None) -> float | None:
    """Give which part of a supplier's records was linked."""
    return 100 * cijfers["gekoppeld"] / cijfers["gegevens"] if cijfers and cijfers["gegevens"] else None


def _make_ronderij(ronde: Koppelronde) -> dict[str, Any]:
    """Make the row of a table out of a run."""
    return {
        "op": ronde.afgerond_op,
        "wat": "alles met alles" if ronde.volledig else "wat nieuw was",
        "seconden": (ronde.afgerond_op - ronde.begonnen_op).total_seconds(),
        **{k: ronde.tellingen.get(k) for k in ("vergeleken", "gekoppeld", "te_beoordelen")},
    }


@dataclass(frozen=True)
class Entiteitpagina:
    """What the page of a lasting id shows."""

    beeld: Entiteitbeeld
    titel: str
    soortnaam: str
    verder: bool
    object_url: str
    rijen: tuple[dict[str, Any], ...]
    tijdlijn: tuple[Gebeurtenis, ...]
    kolommen: tuple[Kolom, ...] = RECORDKOLOMMEN


def make_entiteitpagina(viewer: Viewer, id_: uuid.UUID) -> Entiteitpagina:
    """Put the page of an id together. Raises BestaatNietError."""
    beeld = selectors.read_entiteit(viewer, id_, Peilmoment(klok.today(), klok.now()))
    over = [g.bronobject for g in beeld.gebeurtenissen if g.bronobject is not None]
    namen = Namen([*beeld.records, *over])
    return Entiteitpagina(
        beeld=beeld,
        titel=namen.get_naam(beeld.records[0]),
        soortnaam=read_objecttype(beeld.soort).titel,
        verder=beeld.leeft_in != id_,
        object_url=reverse("portaal:object", args=[beeld.leeft_in]),
        rijen=tuple(
            {
                "url": reverse("portaal:object", args=[b.pk]),
                "naam": namen.get_naam(b),
                "leverancier": namen.get_leverancier(b.leverancier),
                "sleutel": b.sleutel,
            }
            for b in beeld.records
        ),
        tijdlijn=tuple(_tell(g, namen) for g in beeld.gebeurtenissen),
    )


def _tell(gebeurtenis: Entiteitgebeurtenis, namen: Namen) -> Gebeurtenis:
    """Tell one event in a sentence."""
    b = gebeurtenis.bronobject
    wat = {"naam": namen.get_naam(b), "leverancier": namen.get_leverancier(b.leverancier)} if b else {}
    return Gebeurtenis(
        gebeurtenis.herkomst.moment, ZINNEN[Entiteitgebeurtenis.Soort(gebeurtenis.soort)].format(**wat)
    )
