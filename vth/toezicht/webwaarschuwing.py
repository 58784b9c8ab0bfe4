"""Warnings for an inspector's safety in the site: give one for a place, and withdraw it."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from vth.interface.inzage import note_rijen
from vth.interface.pagina import as_pagina
from vth.interface.vraag import Vraag
from vth.register.selectors import BestaatNietError as RegisterBestaatNietError
from vth.register.selectors import get_bronobject
from vth.zaken.selectors import BestaatNietError
from vth.zaken.webformulier import Gedaan, handle_formulier

from . import forms, waarschuwingen
from .rules import ToezichtError
from .web import make_kruimels


@login_required
@require_http_methods(["GET", "POST"])
def add_waarschuwing(request: Vraag, bronobject_id: uuid.UUID) -> HttpResponse:
    """Warn inspectors of a danger at a place."""
    viewer = request.viewer
    if waarschuwingen.RECHT not in viewer.handelingen:
        raise PermissionDenied("Alleen toezichthouders en hun teamleiders leggen waarschuwingen vast.")
    with as_pagina(RegisterBestaatNietError):
        bronobject = get_bronobject(viewer, bronobject_id)
    note_rijen(request, "object.read", [bronobject])
    form = forms.WaarschuwingForm(request.POST or None)

    def warn(velden: dict[str, Any]) -> Gedaan:
        waarschuwingen.record_waarschuwing(
            viewer=viewer, bronobject_id=bronobject_id, organisatie=viewer.organisatie, **velden
        )
        adres = reverse("portaal:object", args=[bronobject_id])
        return "De waarschuwing staat bij deze plek, alleen voor toezichthouders.", adres

    return handle_formulier(
        request,
        form,
        warn,
        weigert=(ToezichtError,),
        titel="Waarschuw toezichthouders",
        knop="Waarschuw",
        kruimels=make_kruimels(("Waarschuwing", "")),
    )


@login_required
@require_POST
def withdraw_waarschuwing(request: Vraag, waarschuwing_id: uuid.UUID) -> HttpResponse:
    """Let a warning hold no more."""
    with as_pagina(BestaatNietError):
        weg = waarschuwingen.withdraw_waarschuwing(viewer=request.viewer, waarschuwing_id=waarschuwing_id)
    messages.success(request, "De waarschuwing is ingetrokken; wat erin stond is weg.")
    return redirect("portaal:object", weg.bronobject_id)
