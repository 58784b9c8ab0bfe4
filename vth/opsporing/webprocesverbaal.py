"""One proces-verbaal in the site: look it over by its points, and close it."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from vth.interface.pagina import as_pagina
from vth.interface.vraag import Vraag
from vth.zaken.rapport.maken import send_bestand

from . import services
from .forms import KwaliteitForm
from .models import Opsporingsdossier, Procesverbaal
from .processenverbaal import close_procesverbaal, read_punten, record_kwaliteit
from .pvstuk import make_pvstuk
from .rules import AnderWasVoorError, OpsporingError, list_pv_gebreken
from .selectors import BestaatNietError, get_dossier
from .web import find_doel, hide


@hide
@require_safe
def show_procesverbaal(request: Vraag, dossier_id: uuid.UUID, procesverbaal_id: uuid.UUID) -> HttpResponse:
    """Show one proces-verbaal with its points."""
    dossier, pv = _find(request, dossier_id, procesverbaal_id)
    if not find_doel(request, dossier_id):
        return redirect("opsporing:dossier", dossier_id)
    return _render(request, dossier, pv, _make_form(dossier, pv))


def _find(
    request: Vraag, dossier_id: uuid.UUID, procesverbaal_id: uuid.UUID
) -> tuple[Opsporingsdossier, Procesverbaal]:
    """Find both, for this viewer. Raises Http404."""
    with as_pagina(BestaatNietError):
        dossier = get_dossier(request.viewer, dossier_id)
    pv = dossier.processenverbaal.filter(pk=procesverbaal_id).first()
    if pv is None:
        raise Http404
    return dossier, pv


def _make_form(dossier: Opsporingsdossier, pv: Procesverbaal, data: Any = None) -> KwaliteitForm:
    """Make the form with what was answered before."""
    begin: dict[str, Any] = {"tekst": pv.tekst, "gezien": dossier.versie}
    for code, antwoord in pv.kwaliteit.items():
        begin |= {
            f"punt_{code}": antwoord.get("oordeel", ""),
            f"waarom_{code}": antwoord.get("toelichting", ""),
        }
    return KwaliteitForm(data, punten=read_punten(dossier), initial=begin)


def _render(
    request: Vraag, dossier: Opsporingsdossier, pv: Procesverbaal, form: KwaliteitForm, status: int = 200
) -> HttpResponse:
    """Write that somebody looks, and then show it."""
    services.record_inzage(
        viewer=request.viewer,
        dossier_id=dossier.pk,
        doel=find_doel(request, dossier.pk),
        wat="procesverbaal.read",
    )
    open_ = pv.gesloten_op is None and dossier.staat == Opsporingsdossier.Staat.OPEN
    terug = reverse("opsporing:dossier", args=[dossier.pk])
    context = {
        "pv": pv,
        "form": form if open_ else None,
        "gebreken": list_pv_gebreken(pv.kwaliteit, read_punten(dossier)) if open_ else [],
        "mag_sluiten": open_ and pv.opgesteld_door == request.viewer.actor,
        "hier": reverse("opsporing:procesverbaal", args=[dossier.pk, pv.pk]),
        **{
            vorm: reverse("opsporing:procesverbaalbestand", args=[dossier.pk, pv.pk, vorm])
            for vorm in ("pdf", "docx")
        },
        "kruimels": [("Opsporing", reverse("opsporing:lijst")), (dossier.titel, terug), (pv.titel, "")],
    }
    return render(request, "opsporing/procesverbaal.html", context, status=status)


@hide
@require_safe
def send_procesverbaal(
    request: Vraag, dossier_id: uuid.UUID, procesverbaal_id: uuid.UUID, vorm: str
) -> HttpResponse:
    """Send a proces-verbaal with its annex as a file; that somebody took it is written first."""
    dossier, pv = _find(request, dossier_id, procesverbaal_id)
    if vorm not in ("pdf", "docx"):
        raise Http404
    if not find_doel(request, dossier_id):
        return redirect("opsporing:dossier", dossier_id)
    doel = find_doel(request, dossier.pk)
    services.record_inzage(
        viewer=request.viewer, dossier_id=dossier.pk, doel=doel, wat="procesverbaal.download"
    )
    return send_bestand(make_pvstuk(dossier, pv), vorm, "proces-verbaal")


@hide
@require_POST
def act_procesverbaal(
    request: Vraag, dossier_id: uuid.UUID, procesverbaal_id: uuid.UUID, wat: str
) -> HttpResponse:
    """Keep what was looked over, or close it (409 when somebody else was first)."""
    dossier, pv = _find(request, dossier_id, procesverbaal_id)
    if wat not in ("kwaliteit", "sluit"):
        raise Http404
    if not find_doel(request, dossier_id):
        return redirect("opsporing:dossier", dossier_id)
    form = _make_form(dossier, pv, request.POST if wat == "kwaliteit" else None)
    vast: dict[str, Any] = {
        "viewer": request.viewer,
        "dossier_id": dossier_id,
        "procesverbaal": procesverbaal_id,
    }
    try:
        if wat == "sluit":
            close_procesverbaal(**vast)
        elif not form.is_valid():
            return _render(request, dossier, pv, form, 422)
        else:
            record_kwaliteit(
                antwoorden=form.make_antwoorden(),
                tekst=form.cleaned_data["tekst"],
                gezien=form.cleaned_data["gezien"],
                **vast,
            )
    except OpsporingError as fout:
        messages.error(request, str(fout))
        return _render(request, dossier, pv, form, 409 if isinstance(fout, AnderWasVoorError) else 422)
    messages.success(
        request, "Het proces-verbaal is gesloten." if wat == "sluit" else "Vastgelegd wat u hebt nagekeken."
    )
    return redirect("opsporing:procesverbaal", dossier_id, procesverbaal_id)
