"""What the page of one delivery shows, read in a fixed number of queries."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from vth.interface.uitvoer import VORMEN
from vth.organisaties.selectors import find_naam
from vth.register.stand import is_bezet
from vth.tijd import klok
from vth.toegang.rules import Viewer, decide_handeling
from vth.toegang.selectors import list_actornamen
from vth.vormgeving.onderdelen import Kenmerk, Kolom
from vth.vormgeving.opmaak import format_bytes

from . import selectors, uitvoer
from .models import Aanlevering, Kengetal, Toetstelling
from .profiel import ProfielError
from .toetswoorden import name_gemeenten
from .weergave import (
    VERSCHILLEN,
    Vervolg,
    count_per_ernst,
    derive_vervolg,
    get_gegevenssetnaam,
    get_toestand,
    get_toetsnaam,
    get_veldtitel,
    is_stil,
    list_verschillen,
)

STAPPEN = 6
VERSCHILKOLOMMEN = (
    Kolom("gegevensset", "Gegevensset"),
    *(Kolom(code, titel, "getal") for code, titel in VERSCHILLEN),
)
VULKOLOMMEN = (
    Kolom("veld", "Veld"),
    Kolom("nu", "Gevuld"),
    Kolom("toen", "Vorige keer"),
    Kolom("verschillend", "Verschillende waarden", "getal"),
    Kolom("vooral", "Meest gebruikt"),
)


@dataclass(frozen=True)
class Bevindinggroep:
    """One kind of finding in a report: how often, how heavy, and the first example."""

    naam: str
    gegevensset: str
    titel: str
    ernst: str
    aantal: int
    voorbeeld: str
    rij: int | None
    url: str


@dataclass(frozen=True)
class Detailpagina:
    """Everything that the page of one delivery shows."""

    aanlevering: Aanlevering
    leverancier: str
    toestand: tuple[str, str]
    vervolg: Vervolg
    loopt: bool
    stil: bool
    gedaan: int
    kenmerken: tuple[Kenmerk, ...]
    verschillen: tuple[dict[str, Any], ...]
    groepen: tuple[Bevindinggroep, ...]
    per_ernst: dict[str, int]
    vulling: tuple[dict[str, Any], ...]
    mag_beslissen: bool
    ziet_verslag: bool
    downloads: tuple[tuple[str, str], ...]
    geweigerd: tuple[tuple[str, str], ...]
    score_url: str
    verslag_url: str
    stappen: int = STAPPEN
    verschilkolommen: tuple[Kolom, ...] = VERSCHILKOLOMMEN
    vulkolommen: tuple[Kolom, ...] = VULKOLOMMEN


def make_detailpagina(viewer: Viewer, aanlevering_id: uuid.UUID) -> Detailpagina:
    """Put the page of one delivery together. Raises BestaatNietError when it is not there for this viewer."""
    a = selectors.get_aanlevering(viewer, aanlevering_id)
    ziet = selectors.ziet_verslag(viewer, a)
    tellingen = list(a.toetstellingen.order_by("ernst", "-aantal", "toets", "veld"))
    loopt = a.staat in (Aanlevering.Staat.ONTVANGEN, Aanlevering.Staat.BEZIG)
    return Detailpagina(
        aanlevering=a,
        leverancier=find_naam(a.leverancier_id, klok.today()),
        toestand=get_toestand(a),
        vervolg=derive_vervolg(a, bevindingen=sum(t.aantal for t in tellingen)),
        loopt=loopt,
        stil=loopt and is_stil(a, klok.now(), wordt_gedaan=is_bezet(a.leverancier_id, str(a.pk))),
        gedaan=a.gedaan if a.staat == Aanlevering.Staat.BEZIG else 0,
        kenmerken=tuple(_list_kenmerken(a)),
        verschillen=tuple(list_verschillen(a.tellingen)),
        groepen=tuple(_list_groepen(a, tellingen, met_voorbeeld=ziet)),
        per_ernst=count_per_ernst(tellingen),
        vulling=tuple(_list_vulling(a)),
        mag_beslissen=a.staat == Aanlevering.Staat.WACHT
        and decide_handeling(viewer, "aanlevering.decide", namens=a.leverancier_id).mag,
        ziet_verslag=ziet,
        downloads=tuple(list_downloads(a, "toetsverslag")) if ziet else (),
        geweigerd=tuple(list_downloads(a, "geweigerd")) if ziet and a.tellingen.get("geweigerd") else (),
        score_url=reverse("aanleveringen:score", args=[a.leverancier_id, a.reeks])
        if hasattr(a, "score")
        else "",
        verslag_url=reverse("aanleveringen:verslag", args=[a.pk]) if ziet and tellingen else "",
    )


def list_downloads(aanlevering: Aanlevering, soort: str) -> list[tuple[str, str]]:
    """List the forms in which something can be downloaded, with their addresses; none when there is nothing."""
    if not uitvoer.has_bron(aanlevering, soort):
        return []
    return [
        (naam, reverse("aanleveringen:download", args=[aanlevering.pk, soort, vorm]))
        for vorm, naam in VORMEN.items()
    ]


def _list_kenmerken(a: Aanlevering) -> list[Kenmerk]:
    """List what is known of the file and how it came in."""
    kenmerken = [
        Kenmerk("Bestand", a.bestandsnaam),
        Kenmerk("Afspraak", _name_profiel(a)),
        Kenmerk("Stand van", a.peildatum),
        Kenmerk("Ontvangen", a.ontvangen_op),
        Kenmerk("Grootte", format_bytes(a.bytes)),
        Kenmerk("SHA-256", a.sha256),
    ]
    if a.correctie:
        kenmerken.insert(3, Kenmerk("Soort", "correctie van een stand van vroeger"))
    if a.afgerond_op:
        kenmerken.append(Kenmerk("Afgerond", a.afgerond_op))
    if verwacht := _find_volgende(a):
        kenmerken.append(Kenmerk("Volgende verwacht", verwacht))
    if a.vernietigd_op:
        kenmerken.append(Kenmerk("Bestand vernietigd", a.vernietigd_op))
    if a.besluit:
        naam = list_actornamen([a.besloten_door])[a.besloten_door]
        kenmerken.append(Kenmerk("Besluit", f"{a.besluit} ({naam})"))
    return kenmerken


def _find_volgende(a: Aanlevering) -> date | None:
    """Give the day of which the next snapshot is expected, where that was agreed."""
    try:
        dagen = selectors.read_profiel(a.profiel).interval_dagen
    except ProfielError:
        return None
    return a.peildatum + timedelta(days=dagen) if dagen else None


def _name_profiel(a: Aanlevering) -> str:
    """Name the profile of a delivery; its id when the profile is gone."""
    try:
        return f"{selectors.read_profiel(a.profiel).titel} ({a.profiel})"
    except ProfielError:
        return a.profiel


def _list_groepen(
    a: Aanlevering, tellingen: Iterable[Toetstelling], *, met_voorbeeld: bool
) -> list[Bevindinggroep]:
    """List the kinds of finding, blocking ones first, then by how often."""
    voorbeelden = selectors.list_voorbeelden(a) if met_voorbeeld else {}
    groepen = []
    for t in tellingen:
        eerste = voorbeelden.get((t.gegevensset, t.toets, t.ernst, t.veld))
        titel = get_veldtitel(t.gegevensset, t.veld) if t.veld else ""
        filters = {naam: w for naam, w in (("toets", t.toets), ("ernst", t.ernst), ("veld", t.veld)) if w}
        adres = f"{reverse('aanleveringen:verslag', args=[a.pk])}?{urlencode(filters)}"
        groepen.append(
            Bevindinggroep(
                naam=get_toetsnaam(t.toets),
                gegevensset=get_gegevenssetnaam(t.gegevensset),
                titel=titel,
                ernst=t.ernst,
                aantal=t.aantal,
                voorbeeld=name_gemeenten([eerste.tekst], klok.today())[0] if eerste else "",
                rij=eerste.rijnummer if eerste else None,
                url=adres if met_voorbeeld else "",
            )
        )
    return groepen


def _list_vulling(a: Aanlevering) -> list[dict[str, Any]]:
    """List how each field is filled, beside the supplier's delivery before this one."""
    vorige = selectors.find_vorige(a)
    toen = {(k.gegevensset, k.veld): k for k in vorige.kengetallen.all()} if vorige else {}
    rijen = []
    for k in a.kengetallen.order_by("gegevensset", "pk"):
        eerder = toen.get((k.gegevensset, k.veld))
        rijen.append(
            {
                "veld": f"{get_veldtitel(k.gegevensset, k.veld)} ({k.gegevensset})",
                "nu": _percent(k),
                "toen": _percent(eerder) if eerder else "",
                "verschillend": k.verschillend,
                "vooral": ", ".join(list(k.waarden)[:3]) or ", ".join(list(k.vormen)[:2]),
            }
        )
    return rijen


def _percent(k: Kengetal) -> str:
    """Write how far a field is filled."""
    return f"{100 * k.gevuld / k.rijen:.0f}%" if k.rijen else "geen rijen"
