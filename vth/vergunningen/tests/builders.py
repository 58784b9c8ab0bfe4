"""Builders with fixed values: one permit of one organisation, and decisions that rest on the law so that no file is needed."""

import uuid
from datetime import date
from typing import Any

from vth.tijd import klok
from vth.toegang.rules import Viewer
from vth.vergunningen.controle import Mutatievoorstel, NieuweToestemming, NieuweVergunning
from vth.vergunningen.inhoud import Voorschriftinhoud
from vth.vergunningen.models import Toestemming, Vergunning
from vth.vergunningen.services import (
    record_ontwerpen,
    record_toestemming,
    record_vaststelling,
    record_vergunning,
)
from vth.zaken.tests.builders import OD, make_viewer

VERA = make_viewer("gebruiker 911", "vergunning.record", "vergunning.decide")
BUITEN = make_viewer(
    "gebruiker 912", "vergunning.record", "vergunning.decide", organisatie="OD-ZUID", gebied="GM9903"
)


def make_vergunning(*, viewer: Viewer = VERA, **velden: Any) -> Vergunning:
    """Record a permit without any toestemming."""
    vast: dict[str, Any] = {"organisatie": OD, "gebied": "GM9901", "kenmerk": "V-1", "titel": "Verffabriek"}
    return record_vergunning(viewer=viewer, nieuw=NieuweVergunning(**(vast | velden)))


def make_inhoud(nummer: str, tekst: str = "", **velden: Any) -> Voorschriftinhoud:
    """Give a voorschrift with a text of its own."""
    return Voorschriftinhoud(nummer, f"Over {nummer}", tekst or f"Tekst van {nummer}.", **velden)


def stel(nummer: str, tekst: str = "", *, id_: uuid.UUID | None = None, **velden: Any) -> Mutatievoorstel:
    """Let a voorschrift come into force."""
    return Mutatievoorstel(
        "van_kracht", make_inhoud(nummer, tekst), voorschrift_id=id_ or klok.make_uuid7(), **velden
    )


def wijzig(id_: uuid.UUID, nummer: str, tekst: str, **velden: Any) -> Mutatievoorstel:
    """Let a voorschrift change."""
    return Mutatievoorstel("gewijzigd", make_inhoud(nummer, tekst), voorschrift_id=id_, **velden)


def trek_in(id_: uuid.UUID, **velden: Any) -> Mutatievoorstel:
    """Let a voorschrift lapse."""
    return Mutatievoorstel("vervallen", voorschrift_id=id_, **velden)


def make_toestemming(
    vergunning: Vergunning,
    vanaf: date | None,
    *voorstellen: Mutatievoorstel,
    viewer: Viewer = VERA,
    **velden: Any,
) -> Toestemming:
    """Write a toestemming with mutations; from `vanaf` on it is established, without one it stays a draft."""
    vast: dict[str, Any] = {
        "kenmerk": f"T {vanaf or 'concept'} {len(voorstellen)}",
        "onderwerp": "Vergunning",
        "grondslag": "Omgevingswet, overgang van rechtswege",
    }
    dagen = {k: velden.pop(k) for k in ("vervaldatum", "volgorde") if k in velden}
    toestemming = record_toestemming(
        viewer=viewer, vergunning_id=vergunning.pk, nieuw=NieuweToestemming(**(vast | velden))
    )
    record_ontwerpen(viewer=viewer, toestemming_id=toestemming.pk, voorstellen=voorstellen)
    if vanaf is None:
        return toestemming
    return record_vaststelling(viewer=viewer, toestemming_id=toestemming.pk, ingangsdatum=vanaf, **dagen)
