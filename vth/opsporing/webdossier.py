"""One file in the site: open it for a purpose, look at it, and act on it."""

import uuid
from collections.abc import Callable
from functools import partial
from typing import Any

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from vth.interface.pagina import as_pagina
from vth.interface.vraag import Vraag
from vth.tijd import klok
from vth.toegang.rules import Viewer
from vth.zaken.webformulier import do_act

from . import overdrachten, processenverbaal, services, strafbeschikkingen
from .dossierlezen import read_dossier
from .dossierpagina import make_dossierpagina
from .forms import DoelForm
from .models import Opsporingsdossier
from .mogelijk import make_forms
from .rules import AnderWasVoorError, OpsporingError
from .selectors import BestaatNietError, get_dossier, read_keuzes
from .web import find_doel, hide, keep_doel

# Does an act with the cleaned fields of its form; gives what is said to who did it.
Daad = Callable[[Viewer, uuid.UUID, dict[str, Any]], str]


@hide
@require_safe
def show_dossier(request: Vraag, dossier_id: uuid.UUID) -> HttpResponse:
    """Show one file to who said what for; to who did not, the question."""
    with as_pagina(BestaatNietError):
        dossier = get_dossier(request.viewer, dossier_id)
    if not find_doel(request, dossier_id):
        return _ask_doel(request, dossier)
    return _render(request, dossier)


def _ask_doel(request: Vraag, dossier: Opsporingsdossier, form: Form | None = None) -> HttpResponse:
    """Ask for which purpose a file is opened."""
    context = {
        "form": form or _make_doelform(dossier),
        "hier": reverse("opsporing:dossier", args=[dossier.pk]),
        "kruimels": [("Opsporing", reverse("opsporing:lijst")), ("Dossier", "")],
    }
    return render(request, "opsporing/openen.html", context, status=422 if form else 200)


def _make_doelform(dossier: Opsporingsdossier, data: Any = None) -> DoelForm:
    """Make the question."""
    doelen = read_keuzes("opsporing.doeleinden", klok.today(), dienst=dossier.organisatie)
    return DoelForm(data, keuzes={"doel": [(c, str(w)) for c, w in doelen.items()]})


@hide
@require_POST
def open_dossier(request: Vraag, dossier_id: uuid.UUID) -> HttpResponse:
    """Note for which purpose, and go on to the file."""
    with as_pagina(BestaatNietError):
        dossier = get_dossier(request.viewer, dossier_id)
    form = _make_doelform(dossier, request.POST)
    if not form.is_valid():
        return _ask_doel(request, dossier, form)
    keep_doel(request, dossier_id, form.cleaned_data["doel"])
    return redirect("opsporing:dossier", dossier_id)


def _render(
    request: Vraag, dossier: Opsporingsdossier, fout: tuple[str, Form] | None = None, status: int = 200
) -> HttpResponse:
    """Write that somebody looks, and then show the file with the forms of what he can do."""
    viewer = request.viewer
    services.record_inzage(viewer=viewer, dossier_id=dossier.pk, doel=find_doel(request, dossier.pk))
    beeld = read_dossier(viewer, dossier)
    context = {
        "pagina": make_dossierpagina(beeld),
        "forms": make_forms(viewer, beeld) | ({fout[0]: fout[1]} if fout else {}),
        "hier": reverse("opsporing:dossier", args=[dossier.pk]),
        "kruimels": [("Opsporing", reverse("opsporing:lijst")), (dossier.titel, "")],
    }
    return render(request, "opsporing/dossier.html", context, status=status)


@hide
@require_POST
def act_dossier(request: Vraag, dossier_id: uuid.UUID, wat: str) -> HttpResponse:
    """Do one act; what goes wrong comes back in its form with what was given (409 when somebody else was first)."""
    adres = reverse("opsporing:dossier", args=[dossier_id])
    with as_pagina(BestaatNietError):
        dossier = get_dossier(request.viewer, dossier_id)
    if wat in DADEN and not find_doel(request, dossier_id):
        return redirect(adres)
    return do_act(
        request,
        wat,
        make_forms(request.viewer, read_dossier(request.viewer, dossier), request.POST),
        {naam: partial(_do, daad, dossier_id) for naam, daad in DADEN.items()},
        lambda fout, status: _render(request, dossier, fout, status),
        adres,
        weigert=(OpsporingError,),
        ander_was_voor=(AnderWasVoorError,),
        bestaat_niet=(BestaatNietError,),
    )


def _do(daad: Daad, id_: uuid.UUID, viewer: Viewer, velden: dict[str, Any]) -> str:
    return daad(viewer, id_, velden)


def _add_verdachte(viewer: Viewer, id_: uuid.UUID, velden: dict[str, Any]) -> str:
    """Write who is suspected."""
    gezien = velden.pop("gezien")
    services.record_verdachte(
        viewer=viewer, dossier_id=id_, nieuw=services.NieuweVerdachte(**velden), gezien=gezien
    )
    return "De verdachte is vastgelegd."


def _add_handeling(viewer: Viewer, id_: uuid.UUID, velden: dict[str, Any]) -> str:
    """Write what was seen, said or done."""
    gezien = velden.pop("gezien")
    h = services.record_handeling(
        viewer=viewer, dossier_id=id_, nieuw=services.NieuweHandeling(**velden), gezien=gezien
    )
    return f"Vastgelegd: {h.get_soort_display()}, in de fase {h.get_fase_display()}."


def _weigh(viewer: Viewer, id_: uuid.UUID, velden: dict[str, Any]) -> str:
    """Weigh."""
    gezien = velden.pop("gezien")
    w = strafbeschikkingen.record_weging(
        viewer=viewer, dossier_id=id_, nieuw=strafbeschikkingen.NieuweWeging(**velden), gezien=gezien
    )
    return f"Gewogen: {w.get_uitkomst_display()}."


def _draft(viewer: Viewer, id_: uuid.UUID, velden: dict[str, Any]) -> str:
    """Draft a strafbeschikking."""
    strafbeschikkingen.record_strafbeschikking(viewer=viewer, dossier_id=id_, **velden)
    return "De strafbeschikking is opgesteld."


def _hear(viewer: Viewer, id_: uuid.UUID, velden: dict[str, Any]) -> str:
    """Write that somebody was heard."""
    strafbeschikkingen.record_gehoord(viewer=viewer, dossier_id=id_, **velden)
    return "Het horen is vastgelegd."


def _give_out(viewer: Viewer, id_: uuid.UUID, velden: dict[str, Any]) -> str:
    """Give it out."""
    s = strafbeschikkingen.decide_strafbeschikking(viewer=viewer, dossier_id=id_, **velden)
    return f"De strafbeschikking is uitgegeven. Verzet kan tot en met {s.verzet_tot:%d-%m-%Y}."


def _oppose(viewer: Viewer, id_: uuid.UUID, velden: dict[str, Any]) -> str:
    """Write that verzet was done."""
    s = strafbeschikkingen.record_verzet(viewer=viewer, dossier_id=id_, **velden)
    return "Het verzet is vastgelegd. " + (
        "Het is op tijd." if strafbeschikkingen.is_op_tijd(s) else "Het is te laat."
    )


def _begin_pv(viewer: Viewer, id_: uuid.UUID, velden: dict[str, Any]) -> str:
    """Begin a proces-verbaal."""
    processenverbaal.record_procesverbaal(viewer=viewer, dossier_id=id_, **velden)
    return "Het proces-verbaal is begonnen. Open het om het na te kijken en te sluiten."


def _hand_over(viewer: Viewer, id_: uuid.UUID, velden: dict[str, Any]) -> str:
    """Hand over."""
    gezien = velden.pop("gezien")
    overdrachten.record_overdracht(
        viewer=viewer, dossier_id=id_, nieuw=overdrachten.NieuweOverdracht(**velden), gezien=gezien
    )
    return "De overdracht is vastgelegd."


def _hear_back(viewer: Viewer, id_: uuid.UUID, velden: dict[str, Any]) -> str:
    """Write what came of it."""
    overdrachten.record_uitkomst(viewer=viewer, dossier_id=id_, **velden)
    return "De uitkomst is vastgelegd."


def _add_lid(viewer: Viewer, id_: uuid.UUID, velden: dict[str, Any]) -> str:
    """Put a colleague on it."""
    services.record_lid(viewer=viewer, dossier_id=id_, **velden)
    return "Uw collega werkt nu ook aan dit dossier."


def _close(viewer: Viewer, id_: uuid.UUID, velden: dict[str, Any]) -> str:
    """Close it."""
    d = services.close_dossier(viewer=viewer, dossier_id=id_, **velden)
    return f"Het dossier is gesloten. Het wordt bewaard tot en met {d.bewaren_tot:%d-%m-%Y}."


DADEN: dict[str, Daad] = {
    "verdachte": _add_verdachte,
    "handeling": _add_handeling,
    "weging": _weigh,
    "strafbeschikking": _draft,
    "gehoord": _hear,
    "geef_uit": _give_out,
    "verzet": _oppose,
    "procesverbaal": _begin_pv,
    "overdracht": _hand_over,
    "uitkomst": _hear_back,
    "lid": _add_lid,
    "sluit": _close,
}
