"""Who holds which function at the organisations whose register one keeps, and what can be chosen there."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from vth.toegang.rules import ALLE_ORGANISATIES, Viewer
from vth.toegang.selectors import ACCOUNT, list_actornamen, list_gebruikers
from vth.vormgeving.onderdelen import Kolom

from ..models import Functievervulling
from ..selectors import list_namen
from .selectors import list_vervullingen, list_zichtbare_mandaten
from .weergave import say_tot

KOLOMMEN = (
    Kolom("functie", "Functie"),
    Kolom("organisatie", "Organisatie"),
    Kolom("wie", "Wie"),
    Kolom("als", "Als"),
    Kolom("vanaf", "Vanaf", "datum"),
    Kolom("tot", "Tot", "datum"),
)


@dataclass(frozen=True)
class Functiepagina:
    """What the page of functions shows, and what its form can choose from."""

    rijen: tuple[dict[str, Any], ...]
    onvervuld: tuple[str, ...]
    organisaties: tuple[tuple[str, str], ...]
    mensen: tuple[tuple[str, str], ...]
    kolommen: tuple[Kolom, ...] = KOLOMMEN


def make_functiepagina(viewer: Viewer, op: date) -> Functiepagina:
    """Put together who holds what that day at the organisations in whose name the viewer acts."""
    eigen = viewer.organisaties - {ALLE_ORGANISATIES}
    namen = list_namen(eigen, op)
    houders = list_vervullingen(eigen, op)
    mensen = list_actornamen(v.betrokkene for v in houders)
    return Functiepagina(
        rijen=tuple(_make_rij(v, namen, mensen) for v in houders),
        onvervuld=tuple(_list_onvervuld(viewer, eigen, houders, namen)),
        organisaties=tuple(sorted(namen.items(), key=lambda n: n[1])),
        mensen=tuple(_list_mensen(eigen, op)),
    )


def _make_rij(rij: Functievervulling, namen: dict[str, str], mensen: dict[str, str]) -> dict[str, Any]:
    """Make the row of one holder."""
    return {
        "functie": rij.functie,
        "organisatie": namen[rij.organisatie_id],
        "wie": mensen[rij.betrokkene],
        "als": "plaatsvervanger" if rij.plaatsvervanger else "vervult de functie",
        "vanaf": rij.begin_geldigheid,
        "tot": say_tot(rij.eind_geldigheid),
        "sleutel": f"{rij.organisatie_id}|{rij.functie}|{rij.betrokkene}",
    }


def _list_onvervuld(
    viewer: Viewer, eigen: frozenset[str], houders: list[Functievervulling], namen: dict[str, str]
) -> list[str]:
    """List the functions that got a mandate and that nobody holds."""
    bezet = {(v.organisatie_id, v.functie) for v in houders}
    gegeven = list_zichtbare_mandaten(viewer).filter(mandaatnemer__in=eigen)
    paren = set(gegeven.values_list("mandaatnemer_id", "voorkomens__mandaatnemer_functie"))
    return sorted(f"{functie} van {namen[code]}" for code, functie in paren - bezet if functie)


def _list_mensen(eigen: frozenset[str], op: date) -> list[tuple[str, str]]:
    """List the accounts that have a role at these organisations, to choose from."""
    return [
        (f"{ACCOUNT}{gebruiker.pk}", str(gebruiker))
        for gebruiker, rollen in list_gebruikers(op=op)
        if gebruiker.is_active and any(r.organisatie in eigen for r in rollen)
    ]
