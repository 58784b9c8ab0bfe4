"""What a page with a list of the register needs, whichever page it is: the fields to choose with, and one page of lines."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.urls import reverse

from vth.interface.plaats import make_plaats, read_plaats
from vth.organisaties.selectors import list_namen, list_organisaties
from vth.tijd import klok
from vth.toegang.rules import Viewer
from vth.vormgeving.onderdelen import Filterveld, Kolom
from vth.zoeken.selectors import find_correctie

from . import overzicht
from .overzicht import SOORTEN
from .selectors import GEZOCHT, Filter
from .weergave import name_aantal, shorten_organisatie

LIJST = "register.objecten"
FILTERS = ("q", "soort", "leverancier", "gemeente", "sorteer")
KOLOMMEN = (
    Kolom("naam", "Naam", sorteerbaar=True),
    Kolom("soort", "Soort"),
    Kolom("plaats", "Plaats"),
    Kolom("gemeente", "Gemeente", sorteerbaar=True),
    Kolom("leverancier", "Leverancier"),
    Kolom("toestand", "Toestand", "toestand"),
    Kolom("gewijzigd", "Gewijzigd", "datum", sorteerbaar=True),
)
VOLGORDES = (
    ("naam", "Naam, van A naar Z"),
    ("-naam", "Naam, van Z naar A"),
    ("gemeente", "Gemeente, van A naar Z"),
    ("-gemeente", "Gemeente, van Z naar A"),
    ("-gewijzigd", "Laatst gewijzigd eerst"),
    ("gewijzigd", "Langst niet gewijzigd eerst"),
)


@dataclass(frozen=True)
class Zoekpagina:
    """One page of the list, with its filter as fields and as an address, and the places before and after it."""

    filter: Filter
    velden: tuple[Filterveld, ...]
    bladzij: overzicht.Bladzij
    vorige: str
    volgende: str
    wat: str
    een: str
    adres: str
    gefilterd: bool
    correctie: str = ""


def read_zoekpagina(
    viewer: Viewer,
    vraag: Mapping[str, str],
    *,
    per: int = overzicht.PER_BLADZIJ,
    alleen: tuple[str, ...] = (),
) -> Zoekpagina:
    """Read the page that an address asks for. Raises InvoerError and PlaatsError for one that cannot be read.

    `alleen` are the kinds that a page is about which does not show all of them, when the address names none.
    """
    filter_ = replace(overzicht.make_filter(vraag), soorten=alleen or GEZOCHT)
    # A place holds for one order only: what it is made of differs.
    lijst = f"{LIJST}.{filter_.sorteer}{'.q' if filter_.vraag else ''}" if filter_.sorteer else LIJST
    if plaats := read_plaats(lijst, vraag.get("vanaf", "")):
        na, voor = (plaats.sleutel, "") if plaats.richting == "na" else ("", plaats.sleutel)
        filter_ = replace(filter_, na=na, voor=voor)
    bladzij = overzicht.read_bladzij(viewer, filter_, per=per)
    regels = bladzij.regels
    return Zoekpagina(
        filter=filter_,
        velden=tuple(list_velden(viewer, soorten={*alleen, filter_.soort} if alleen else SOORTEN)),
        bladzij=bladzij,
        vorige=make_plaats(lijst, "voor", bladzij.eerste) if bladzij.meer_voor and regels else "",
        volgende=make_plaats(lijst, "na", bladzij.laatste) if bladzij.meer_na and regels else "",
        wat=name_aantal(filter_.soort, 2),
        een=name_aantal(filter_.soort, 1),
        adres=urlencode({naam: vraag[naam] for naam in FILTERS if vraag.get(naam)}),
        correctie=find_correctie(viewer, filter_.vraag)
        if filter_.vraag and not regels and not plaats
        else "",
        gefilterd=bool(filter_.vraag or filter_.leverancier or filter_.gebied or filter_.soort),
    )


def list_velden(viewer: Viewer, *, soorten: Collection[str]) -> list[Filterveld]:
    """List the fields to choose with; a viewer of one area chooses among its own municipalities."""
    keuzes = [(soort, naam) for soort, naam in overzicht.list_soorten() if soort in soorten]
    return [
        Filterveld("q", "Zoek", soort="tekst", hint="Naam, adres, KvK of nummer"),
        Filterveld("soort", "Soort", keuzes),
        Filterveld("leverancier", "Leverancier", overzicht.list_leveranciers()),
        Filterveld("gemeente", "Gemeente", _list_gemeenten(viewer)),
        Filterveld("sorteer", "Volgorde", VOLGORDES),
    ]


def _list_gemeenten(viewer: Viewer) -> list[tuple[str, str]]:
    """List the municipalities whose records the viewer may see."""
    dag = klok.today()
    if viewer.zicht.landelijk:
        return [
            (o.organisatie_id, o.naam) for o in sorted(list_organisaties(soort="gemeente", op=dag), key=_naam)
        ]
    namen = list_namen(viewer.zicht.gebieden, dag)
    return sorted(namen.items(), key=lambda paar: paar[1].lower())


def _naam(organisatie: object) -> str:
    """Sort by name."""
    return str(getattr(organisatie, "naam", "")).lower()


def _name_plaats(regel: overzicht.Regel) -> str:
    """Say where a record is; a place that is only a point on the map has no address to show."""
    if regel.plaats and regel.plaats != regel.naam:
        return regel.plaats
    return "zonder adres" if regel.lengtegraad is not None else "niet bekend"


def make_rij(regel: overzicht.Regel) -> dict[str, object]:
    """Make the row of a table out of a line."""
    return {"url": reverse("portaal:object", args=[regel.id])} | make_cellen(regel)


def make_cellen(regel: overzicht.Regel) -> dict[str, object]:
    """Make the cells of a line, under the names of the KOLOMMEN."""
    return {
        "naam": regel.naam,
        "soort": regel.soortnaam,
        "plaats": _name_plaats(regel),
        "gemeente": regel.gemeente,
        "leverancier": shorten_organisatie(regel.leverancier_naam),
        "toestand": (regel.toestand.code, regel.toestand.woord),
        "gewijzigd": regel.gewijzigd,
    }
