"""For whom and what a toestemming is, in the site: as a draft it can be chosen, and established somebody else can come to hold it."""

import uuid
from collections.abc import Callable
from typing import Any

from django.forms import Form

from vth.interface.vraag import Vraag
from vth.vormgeving.opmaak import format_datum

from .forms import OnderwerpenForm, OverdrachtForm, OverdrachtherroepForm
from .houderblok import Houderblok
from .onderwerpen import record_onderwerpen
from .overdracht import Overdracht, record_overdracht, revoke_overdracht

Daad = Callable[[Vraag, uuid.UUID, dict[str, Any]], None]


def make_onderwerpforms(blok: Houderblok, vast: dict[str, Any], data: Any) -> dict[str, Form]:
    """Make the form in which a draft gets other activities and holders, where there is something to choose from."""
    if not (blok.keuzes.activiteiten or blok.keuzes.houders):
        return {}
    gekozen = {
        "activiteiten": [o.code for o in blok.activiteiten],
        "houders": [o.code for o in blok.gegeven_aan],
    }
    form = OnderwerpenForm(
        data,
        activiteiten=blok.keuzes.activiteiten,
        houders=blok.keuzes.houders,
        initial=vast | gekozen,
        auto_id="id_onderwerpen_%s",
    )
    return {"onderwerpen": form}


def make_houderforms(blok: Houderblok, vast: dict[str, Any], data: Any) -> dict[str, Form]:
    """Make the forms of a change of holder, and of taking one back."""
    gemaakt: dict[str, Form] = {
        "overdracht": OverdrachtForm(
            data,
            houders=blok.keuzes.houders,
            vorigen=blok.vorigen,
            initial=vast,
            auto_id="id_overdracht_%s",
        )
    }
    telt = [
        (str(w.wissel.pk), f"{w.houder} vanaf {format_datum(w.wissel.vanaf)}")
        for w in blok.wissels
        if w.wissel.herroepen_op is None
    ]
    if telt:
        gemaakt["overdrachtherroep"] = OverdrachtherroepForm(
            data, wissels=telt, initial=vast, auto_id="id_overdrachtherroep_%s"
        )
    return gemaakt


def _put_onderwerpen(request: Vraag, toestemming_id: uuid.UUID, velden: dict[str, Any]) -> None:
    """Give a draft other activities and holders; what was not asked stays."""
    ids = {
        naam: [uuid.UUID(code) for code in velden[naam]]
        for naam in ("activiteiten", "houders")
        if naam in velden
    }
    record_onderwerpen(
        viewer=request.viewer, toestemming_id=toestemming_id, gezien=velden.get("gezien"), **ids
    )


def _transfer(request: Vraag, toestemming_id: uuid.UUID, velden: dict[str, Any]) -> None:
    """Record that somebody else holds it from a day on."""
    gezien, heel = velden.pop("gezien", None), velden.pop("hele_vergunning")
    record_overdracht(
        viewer=request.viewer,
        toestemming_id=toestemming_id,
        overdracht=Overdracht(**velden),
        hele_vergunning=heel,
        gezien=gezien,
    )


def _revoke(request: Vraag, toestemming_id: uuid.UUID, velden: dict[str, Any]) -> None:
    """Take a change of holder back."""
    velden["houderwissel_id"] = uuid.UUID(velden["houderwissel_id"])
    revoke_overdracht(viewer=request.viewer, **velden)


HOUDERDADEN: dict[str, tuple[Daad, str]] = {
    "onderwerpen": (_put_onderwerpen, "Het concept is bijgewerkt."),
    "overdracht": (_transfer, "De overdracht is vastgelegd."),
    "overdrachtherroep": (_revoke, "De overdracht telt niet meer. Wat eerder bekend was, blijft te lezen."),
}
