"""Where one thing lies: its address, its municipality, and a small map with the border, drawn on the server."""

from dataclasses import dataclass

from vth.interface.stelsel import find_graden
from vth.organisaties.gemeenten import list_grenzen
from vth.organisaties.selectors import find_naam
from vth.register.models import GeoObjectVoorkomen
from vth.register.overzicht import find_geldend, list_tijdlijnen, list_zichtbare_plaatsen
from vth.register.selectors import Objectbeeld
from vth.register.weergave import derive_naam, format_adres
from vth.toegang.rules import Viewer
from vth.vormgeving.grafieken import Punt, Vlak, make_locatiekaart
from vth.vormgeving.onderdelen import Grafiek
from vth.vormgeving.opmaak import shorten

from .adres import derive_objectadres


@dataclass(frozen=True)
class Plek:
    """One place: its address, its municipality and its coordinates as people write them."""

    adres: str
    gemeente: str
    coordinaten: str
    url: str


@dataclass(frozen=True)
class Locatie:
    """The places of one thing and their map; `bij` names the site whose place it is, when it has none of its own."""

    plekken: tuple[Plek, ...]
    kaart: Grafiek | None
    bij: str = ""


def make_locatie(viewer: Viewer, beeld: Objectbeeld, naam: str) -> Locatie | None:
    """Find the places of a thing at its moment; an activity without a place lies where its site lies."""
    plaatsen, bij = _find_plaatsen(viewer, beeld)
    if not plaatsen:
        return None
    dag = beeld.peilmoment.geldig_op
    plekken = tuple(
        Plek(
            adres=format_adres(p) or "zonder adres",
            gemeente=find_naam(p.gemeente, dag) if p.gemeente else "",
            coordinaten=f"{p.x:.0f}, {p.y:.0f}" if p.x is not None and p.y is not None else "",
            url=""
            if p.bronobject_id == beeld.identiteit
            else derive_objectadres(p.bronobject_id, beeld.peilmoment),
        )
        for p in plaatsen
    )
    return Locatie(plekken, _make_kaart(beeld, plaatsen, naam), bij)


def _find_plaatsen(viewer: Viewer, beeld: Objectbeeld) -> tuple[list[GeoObjectVoorkomen], str]:
    """Give the places of a thing, or those of the site in which it is, with the name of that site."""
    peilmoment = beeld.peilmoment
    if beeld.objecttype.naam == "geoobject":
        eigen = list(beeld.bronobjecten[:1])
    else:
        eigen = [r.ander for r in beeld.relaties if (r.soort, r.heen) == ("locatie", True)]
    if eigen:
        tijdlijnen = list_tijdlijnen(eigen, peilmoment)
        gevonden = [find_geldend(tijdlijnen.get(b.pk, ()), peilmoment) for b in eigen]
        return [g for g in gevonden if isinstance(g, GeoObjectVoorkomen)], ""
    sites = [r.ander for r in beeld.relaties if r.heen and r.soort in ("vindt_plaats_binnen", "deel_van")]
    plaatsen = list_zichtbare_plaatsen(viewer, sites, peilmoment)
    site = next((s for s in sites if s.pk in plaatsen), None)
    if site is None:
        return [], ""
    voorkomen = find_geldend(list_tijdlijnen([site], peilmoment).get(site.pk, ()), peilmoment)
    return [plaatsen[site.pk]], derive_naam(site.soort, site.sleutel, voorkomen, peilmoment.geldig_op)


def _make_kaart(beeld: Objectbeeld, plaatsen: list[GeoObjectVoorkomen], naam: str) -> Grafiek | None:
    """Draw the places with the border of their municipality on that day."""
    dag = beeld.peilmoment.geldig_op
    punten = [
        Punt(shorten(naam if len(plaatsen) == 1 else format_adres(p) or naam, 40), *graden)
        for p in plaatsen
        if (graden := find_graden(p))
    ]
    if not punten:
        return None
    codes = {p.gemeente for p in plaatsen if p.gemeente}
    grenzen = [f for f in list_grenzen(dag)["features"] if f["properties"]["code"] in codes]
    # The municipality is named above the map: in it, its name would stand over that of the place.
    vlakken = [Vlak("", feature["geometry"], nadruk=True) for feature in grenzen]
    waar = " en ".join(feature["properties"]["naam"] for feature in grenzen)
    titel = f"Gemeente {waar}" if waar else "Op de kaart"
    bron = "gemeentegrenzen in Open VTH" if vlakken else ""
    tekst = f"De plek van {shorten(naam, 60)} binnen de grens van de gemeente, noorden boven."
    return make_locatiekaart(titel, vlakken, punten, beschrijving=tekst, bron=bron, datum=dag)
