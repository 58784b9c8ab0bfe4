"""The strategy in the site: weighing one violation, who adopted what and how it is used, and the leidraad."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from vth.interface.inzage import note_rijen
from vth.interface.pagina import as_pagina
from vth.interface.vraag import Vraag
from vth.zaken.selectors import BestaatNietError

from ..rules import AnderWasVoorError
from .afwegingpagina import (
    Afwegingpagina,
    list_aspectrijen,
    list_begrippen,
    list_instrumentrijen,
    list_matrixrijen,
    list_ruimten,
    make_afwegingpagina,
    make_form,
)
from .forms import AfwegingForm
from .fouten import StrategieError
from .gebruikpagina import read_strategiepagina
from .leidraadpagina import read_leidraadpagina
from .services import record_afweging

STRATEGIE = "Handhavingsstrategie"


@login_required
@require_http_methods(["GET", "POST"])
def show_afweging(request: Vraag, overtreding_id: uuid.UUID) -> HttpResponse:
    """Show how a violation was weighed, and weigh it; what is refused comes back with what was given."""
    with as_pagina(BestaatNietError):
        pagina = make_afwegingpagina(request.viewer, overtreding_id)
    ander = pagina.dossier.ander if pagina.dossier else ()
    note_rijen(request, "overtreding.read", [pagina.overtreding, *ander])
    if pagina.elders.records:
        note_rijen(request, "overtreding.elders.read", pagina.elders.records)
    form, status = make_form(pagina, request.POST if request.method == "POST" else None), 200
    if request.method == "POST":
        if form is None:
            raise PermissionDenied(_say_gesloten(pagina))
        status = 422
        if form.is_valid():
            try:
                return _record(request, pagina, form)
            except StrategieError as fout:
                form.add_bezwaren(fout)
            except AnderWasVoorError as fout:
                form.add_error(None, str(fout))
                status = 409
    return render(request, "handhaving/strategie/afweging.html", _make_context(pagina, form), status=status)


def _record(request: Vraag, pagina: Afwegingpagina, form: AfwegingForm) -> HttpResponse:
    """Record what was filled in, and show it."""
    with as_pagina(BestaatNietError):
        afweging = record_afweging(
            viewer=request.viewer,
            overtreding_id=pagina.overtreding.pk,
            nieuw=form.make_afweging(),
            gezien=form.cleaned_data["gezien"],
        )
    messages.success(request, f"De afweging is vastgelegd: {afweging}.")
    return redirect("strategie:afweging", pagina.overtreding.pk)


def _say_gesloten(pagina: Afwegingpagina) -> str:
    """Say why nobody, or not this viewer, weighs this violation."""
    if pagina.fout:
        return pagina.fout
    if not pagina.open:
        return f"Overtreding {pagina.overtreding.kenmerk} is {pagina.overtreding.get_staat_display()}. Alleen een die nog loopt wordt afgewogen."
    return "U mag geen overtredingen afwegen. Vraag uw functioneel beheerder om dit recht."


def _make_context(pagina: Afwegingpagina, form: AfwegingForm | None) -> dict[str, Any]:
    """Give what the template shows."""
    return {
        "pagina": pagina,
        "form": form,
        "matrixrijen": list_matrixrijen(pagina, form),
        "aspectrijen": list_aspectrijen(pagina, form) if form else [],
        "instrumentrijen": list_instrumentrijen(form) if form else [],
        "ruimten": list_ruimten(pagina),
        "begrippen": list_begrippen(),
        "gesloten": "" if form else _say_gesloten(pagina),
        "kruimels": [
            ("Handhaving", reverse("handhaving:lijst")),
            (pagina.overtreding.kenmerk, reverse("handhaving:overtreding", args=[pagina.overtreding.pk])),
            ("Afweging", ""),
        ],
    }


@login_required
@require_safe
def show_strategie(request: Vraag) -> HttpResponse:
    """Show who adopted which strategy since when, and how it is used."""
    with as_pagina():
        pagina = read_strategiepagina(request.viewer, request.GET)
    note_rijen(request, "overtredingen.list", list(pagina.overtredingen))
    context = {"pagina": pagina, "kruimels": [(STRATEGIE, "")]}
    return render(request, "handhaving/strategie/strategie.html", context)


@login_required
@require_safe
def show_leidraad(request: Vraag) -> HttpResponse:
    """Show what the leidraad proposes for a violation, and the published cases."""
    pagina = read_leidraadpagina(request.viewer, request.GET)
    kruimels = [(STRATEGIE, reverse("strategie:strategie")), ("Leidraad", "")]
    return render(request, "handhaving/strategie/leidraad.html", {"pagina": pagina, "kruimels": kruimels})
