"""Where one thing lies: its address, its municipality, and a small map with the border, drawn on the server."""

from collections.abc import Callable
from dataclasses import dataclass

from vth.interface.stelsel import find_graden
from vth.organisaties.gemeenten import list_grenzen
from vth.register.models import GeoObjectVoorkomen
from vth.register.overzicht import find_geldend, list_zichtbare_plaatsen
from vth.register.selectors import Objectbeeld
from vth.register.weergave import derive_naam, format_adres
from vth.toegang.rules import Viewer
from vth.vormgeving.grafieken import Punt, Vlak, make_locatiekaart
from vth.vormgeving.onderdelen import Grafiek
from vth.vormgeving.opmaak import shorten

from .adres import derive_objectadres
from .objectrelaties import Opzoek


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


@dataclass(frozen=True)
class Plaatsen:
    """Where one thing lies as it was read; `bij` names the site whose place it is."""

    plaatsen: tuple[GeoObjectVoorkomen, ...] = ()
    bij: str = ""

    @property
    def gemeenten(self) -> set[str]:
        """List the codes of the municipalities in which it lies."""
        return {p.gemeente for p in self.plaatsen if p.gemeente}


def make_locatie(
    beeld: Objectbeeld, plaatsen: Plaatsen, naam: str, get_naam: Callable[[str], str]
) -> Locatie | None:
    """Show the places of a thing at its moment, with their map; `get_naam` names a municipality by its code."""
    if not plaatsen.plaatsen:
        return None
    plekken = tuple(
        Plek(
            adres=format_adres(p) or "zonder adres",
            gemeente=get_naam(p.gemeente) if p.gemeente else "",
            coordinaten=f"{p.x:.0f}, {p.y:.0f}" if p.x is not None and p.y is not None else "",
            url=""
            if p.bronobject_id == beeld.identiteit
            else derive_objectadres(p.bronobject_id, beeld.peilmoment),
        )
        for p in plaatsen.plaatsen
    )
    return Locatie(plekken, _make_kaart(beeld, plaatsen, naam), plaatsen.bij)


def find_plaatsen(viewer: Viewer, beeld: Objectbeeld, opzoek: Opzoek) -> Plaatsen:
    """Find the places of a thing at its moment; an activity without a place lies where its site lies."""
    peilmoment = beeld.peilmoment
    if beeld.objecttype.naam == "geoobject":
        gevonden = [find_geldend(beeld.tijdlijnen.get(beeld.bronobjecten[0].pk, ()), peilmoment)]
        eigen = True
    else:
        relaties = [r.ander.pk for r in beeld.relaties if (r.soort, r.heen) == ("locatie", True)]
        gevonden, eigen = [opzoek.geldend.get(pk) for pk in relaties], bool(relaties)
    if eigen:
        return Plaatsen(tuple(g for g in gevonden if isinstance(g, GeoObjectVoorkomen)))
    sites = [r.ander for r in beeld.relaties if r.heen and r.soort in ("vindt_plaats_binnen", "deel_van")]
    plaatsen = list_zichtbare_plaatsen(viewer, sites, peilmoment)
    site = next((s for s in sites if s.pk in plaatsen), None)
    if site is None:
        return Plaatsen()
    naam = derive_naam(site.soort, site.sleutel, opzoek.geldend.get(site.pk), peilmoment.geldig_op)
    return Plaatsen((plaatsen[site.pk],), naam)


def _make_kaart(beeld: Objectbeeld, plaatsen: Plaatsen, naam: str) -> Grafiek | None:
    """Draw the places with the border of their municipality on that day."""
    dag, alleen = beeld.peilmoment.geldig_op, len(plaatsen.plaatsen) == 1
    punten = [
        Punt(shorten(naam if alleen else format_adres(p) or naam, 40), *graden)
        for p in plaatsen.plaatsen
        if (graden := find_graden(p))
    ]
    if not punten:
        return None
    grenzen = list_grenzen(dag, alleen=plaatsen.gemeenten)["features"]
    # The municipality is named above the map: in it, its name would stand over that of the place.
    vlakken = [Vlak("", feature["geometry"], nadruk=True) for feature in grenzen]
    waar = " en ".join(feature["properties"]["naam"] for feature in grenzen)
    titel = f"Gemeente {waar}" if waar else "Op de kaart"
    bron = "gemeentegrenzen in Open VTH" if vlakken else ""
    tekst = f"De plek van {shorten(naam, 60)} binnen de grens van de gemeente, noorden boven."
    return make_locatiekaart(titel, vlakken, punten, beschrijving=tekst, bron=bron, datum=dag)
