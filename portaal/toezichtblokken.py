"""What other pages show of toezicht: on the page of a thing the controles that are open there, on the start page what is due."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.urls import reverse

from vth.register.models import Bronobject
from vth.register.selectors import Objectbeeld
from vth.tijd import klok
from vth.tijd.rules import Peilmoment
from vth.toegang.rules import Viewer
from vth.toezicht.boeking import SCHRIJVEN
from vth.toezicht.geschiedenis import Bezoekregel, Toezichtgeschiedenis, read_geschiedenis
from vth.toezicht.geschiedenislezen import derive_records
from vth.toezicht.lijstpagina import make_taak
from vth.toezicht.models import Controle
from vth.toezicht.selectors import find_dossiers, list_open_controles_van
from vth.toezicht.weergave import Namen, get_toestand
from vth.toezicht.werklijst import Werkfilter, list_werk
from vth.vormgeving.onderdelen import Kolom, Taak

from .terugblik import Terugblik

MEESTE, WEEK = 8, timedelta(days=7)
CONTROLEKOLOMMEN = (
    Kolom("kenmerk", "Controle"),
    Kolom("omschrijving", "Omschrijving"),
    Kolom("wie", "Toezichthouder"),
    Kolom("dag", "Gepland op", "datum"),
    Kolom("toestand", "Toestand", "toestand"),
)
BEZOEKKOLOMMEN = (
    Kolom("dag", "Gecontroleerd op", "datum"),
    Kolom("wat", "Wat"),
    Kolom("wie", "Door"),
    Kolom("uitkomst", "Uitkomst"),
    Kolom("bevindingen", "Bevindingen"),
)
OVERTREDINGKOLOMMEN = (
    Kolom("dag", "Gezien op", "datum"),
    Kolom("waarover", "Waarover"),
    Kolom("norm", "Norm"),
    Kolom("oordeel", "Oordeel"),
    Kolom("afloop", "Hoe het afliep"),
    Kolom("herhaling", "Eerder"),
)


@dataclass(frozen=True)
class Toezichtblok:
    """The inspection history of a thing as a page shows it; empty without a visit."""

    geschiedenis: Toezichtgeschiedenis
    bezoeken: tuple[dict[str, Any], ...]
    overtredingen: tuple[dict[str, Any], ...]
    bezoekkolommen: tuple[Kolom, ...] = BEZOEKKOLOMMEN
    overtredingkolommen: tuple[Kolom, ...] = OVERTREDINGKOLOMMEN


def make_toezichtblok(
    viewer: Viewer,
    records: Sequence[Bronobject],
    peilmoment: Peilmoment,
    beeld: Objectbeeld | None = None,
) -> Toezichtblok | None:
    """Give the last visits to a thing, what was violated and how that ended, and the compliance of its years; None without a visit.

    Of a thing that was read (`beeld`) its parts are known.
    """
    delen = derive_records(beeld) if beeld else None
    geschiedenis = read_geschiedenis(viewer, records, peilmoment, records=delen)
    if not geschiedenis.bezoeken:
        return None
    dossiers = find_dossiers(viewer, [b.id for b in geschiedenis.bezoeken])
    return Toezichtblok(
        geschiedenis=geschiedenis,
        bezoeken=tuple(_make_bezoekrij(b, dossiers) for b in geschiedenis.bezoeken),
        overtredingen=tuple(
            {
                "dag": b.dag,
                "waarover": o.aandachtspunt or o.onderwerp,
                "norm": o.norm,
                "oordeel": "; ".join(
                    filter(None, (o.oordeel, o.sevesocategorie and f"Seveso {o.sevesocategorie} (aanname)"))
                ),
                "afloop": o.afloop_tekst,
                "herhaling": o.herhaling_tekst,
            }
            for b in geschiedenis.bezoeken
            for o in b.overtredingen
        ),
    )


def _make_bezoekrij(b: Bezoekregel, dossiers: Mapping[uuid.UUID, uuid.UUID]) -> dict[str, Any]:
    """Make the row of one visit; it leads to the work on it for who may see that, else to what the register holds."""
    dossier = dossiers.get(b.id)
    return {
        "url": reverse("toezicht:controle", args=[dossier])
        if dossier
        else reverse("portaal:object", args=[b.id]),
        "dag": b.dag,
        "wat": f"{b.controletype} {b.kenmerk}".strip(),
        "wie": ", ".join(b.uitvoerders) or b.leverancier,
        "uitkomst": b.uitkomst,
        "bevindingen": ", ".join(f"{woord}: {aantal}" for woord, aantal in b.tellingen),
    }


def ziet_toezicht(viewer: Viewer) -> bool:
    """Tell whether the viewer sees controles as work."""
    return "controledossier" in viewer.zicht.soorten or viewer.zicht.alle_soorten


def list_toezichttaken(viewer: Viewer) -> list[Taak]:
    """List the viewer's own controles that are late, come or are planned within a week, and those that he began."""
    if SCHRIJVEN not in viewer.handelingen or not ziet_toezicht(viewer):
        return []
    op, meer = klok.today(), False
    gevonden: dict[uuid.UUID, Controle] = {}
    for filter_ in (
        Werkfilter(op, viewer.actor, wanneer="te_laat"),
        Werkfilter(op, viewer.actor, wanneer="week"),
        Werkfilter(op, viewer.actor, staat="bezocht"),
    ):
        rijen = list_werk(viewer, filter_, hoogstens=MEESTE)
        meer = meer or len(rijen) > MEESTE
        gevonden |= {c.pk: c for c in rijen[:MEESTE]}
    namen = Namen(gevonden.values())
    taken = [make_taak(c, namen, op) for c in gevonden.values()]
    if meer:
        waarom = "Hierboven staan de eerste die te laat zijn, deze week komen of niet af zijn."
        taken.append(Taak(titel="Meer: uw controles", url=reverse("toezicht:lijst"), waarom=waarom))
    return taken


def list_controlerijen(
    viewer: Viewer,
    bronobject_ids: Iterable[uuid.UUID],
    *,
    zonder: uuid.UUID | None = None,
    terug: Terugblik | None = None,
) -> tuple[dict[str, Any], ...]:
    """List the controles that are open at the records of one thing, or were on a day looked back at, by whomever they are planned, as rows of a table."""
    if not ziet_toezicht(viewer):
        return ()
    gevonden = list_open_controles_van(viewer, bronobject_ids, peilmoment=terug.peilmoment if terug else None)
    controles = [c for c in gevonden if c.pk != zonder]
    namen, op = Namen(controles), klok.today()
    return tuple(
        {
            "url": reverse("toezicht:controle", args=[c.pk]),
            "kenmerk": c.kenmerk,
            "omschrijving": c.omschrijving,
            "wie": namen.get_inspecteur(c),
            "dag": c.gepland_op,
            "toestand": _tell_toen(c, terug) if terug else get_toestand(c, op),
        }
        for c in controles
    )


def _tell_toen(controle: Controle, terug: Terugblik) -> tuple[str, str]:
    """Tell whether a controle was to come or was being done on a day looked back at."""
    return ("bezig", "liep") if terug.is_voorbij(controle.controledatum) else ("wacht", "gepland")
