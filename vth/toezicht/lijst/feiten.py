"""What the register knows of the site of a controle, as far as conditions of checklists look at it (`voorwaarde.KENMERKEN`)."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from vth.register.models import Bronobject
from vth.register.selectors import BestaatNietError, Objectbeeld, read_object
from vth.tijd import klok
from vth.tijd.rules import Peilmoment
from vth.toegang.rules import Viewer
from vth.toezicht.geschiedenis import read_geschiedenis
from vth.toezicht.models import Controle
from vth.toezicht.selectors import list_onderwerpen
from vth.vergunningen.onderwerpkeuzes import BINNEN
from vth.vergunningen.regelsvanpassing import Regelsvanpassing, read_regelsvanpassing

from .rules import Locatiefeiten


def list_regels(viewer: Viewer, controle: Controle) -> list[Regelsvanpassing]:
    """Give what holds at each thing that a controle is about, as far as the viewer may see it."""
    nu = Peilmoment(klok.today(), klok.now())
    gevonden = []
    for _, bronobject in list_onderwerpen(viewer, controle):
        try:
            gevonden.append(read_regelsvanpassing(viewer, bronobject.pk, nu))
        except BestaatNietError:
            continue
    return gevonden


def read_feiten(viewer: Viewer, controle: Controle) -> dict[str, Any]:
    """Read the facts of a site in their plain form: activities, object types and features. What is not known is left out."""
    regels = list_regels(viewer, controle)
    kenmerken: dict[str, str] = {}
    for beeld in _list_plekken(viewer, [r.beeld for r in regels]):
        kenmerken |= _read_kenmerken(beeld)
    if regels:
        kenmerken["vergunning"] = "ja" if any(r.vergunningen for r in regels) else "nee"
        geschiedenis = read_geschiedenis(
            viewer, list_records(regels), Peilmoment(klok.today(), klok.now()), 1
        )
        kenmerken["eerdere_overtreding"] = "ja" if geschiedenis.overtredingen else "nee"
    typen = {str(t) for r in regels if (t := r.beeld.get_waarde("subtype"))}
    return {
        "activiteiten": sorted({p.code for r in regels for p in r.algemeen.paragrafen}),
        "objecttypen": sorted(typen),
        "kenmerken": kenmerken,
    }


def is_seveso(viewer: Viewer, controle: Controle) -> bool:
    """Tell whether the register calls something that a controle is about a Seveso site."""
    ids = [bronobject.pk for _, bronobject in list_onderwerpen(viewer, controle)]
    plekken = _list_plekken(viewer, _list_beelden(viewer, ids))
    return any(_read_kenmerken(beeld).get("seveso", "geen") != "geen" for beeld in plekken)


def _list_beelden(viewer: Viewer, ids: Iterable[uuid.UUID]) -> list[Objectbeeld]:
    """Read records as they are now, as far as the viewer may see them."""
    nu = Peilmoment(klok.today(), klok.now())
    beelden = []
    for id_ in ids:
        try:
            beelden.append(read_object(viewer, id_, nu))
        except BestaatNietError:
            continue
    return beelden


def _list_plekken(viewer: Viewer, beelden: Sequence[Objectbeeld]) -> list[Objectbeeld]:
    """Give these things and the sites that the activities among them lie in: of an activity the site has the features."""
    boven = {r.ander.pk for b in beelden for r in b.relaties if r.soort == BINNEN and r.heen}
    return [*_list_beelden(viewer, boven - {x.pk for b in beelden for x in b.bronobjecten}), *beelden]


def list_records(regels: Sequence[Regelsvanpassing]) -> list[Bronobject]:
    """Give the records of all suppliers about the things that a controle is about."""
    return [b for r in regels for b in r.beeld.bronobjecten]


def make_feiten(vorm: Mapping[str, Any]) -> Locatiefeiten:
    """Make facts of their plain form."""
    return Locatiefeiten(
        tuple(vorm.get("activiteiten", ())), tuple(vorm.get("objecttypen", ())), vorm.get("kenmerken", {})
    )


def _read_kenmerken(beeld: Objectbeeld) -> dict[str, str]:
    """Read what a record says of itself."""
    kenmerken = {}
    if (ippc := beeld.get_waarde("ippc")) is not None:
        kenmerken["ippc"] = "ja" if ippc else "nee"
    if seveso := beeld.get_waarde("seveso_niveau"):
        kenmerken["seveso"] = str(seveso)
    if subtype := beeld.get_waarde("subtype"):
        kenmerken["woning"] = "ja" if subtype == "woning" else "nee"
    return kenmerken
