"""Meldingen in the site: the list, taking one in, and judging whether it is complete."""

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
from vth.zaken.controle import NieuwVerzoek, Over
from vth.zaken.models import Verzoek
from vth.zaken.models.velden import Onderwerp
from vth.zaken.rules import ZaakError
from vth.zaken.selectors import BestaatNietError, get_verzoek

from .melding import RECHT, accept_melding, accept_verzoek, record_meldingoordeel
from .meldingforms import MeldingForm, OordeelForm, list_keuzes
from .meldinglezen import find_open_verzoek
from .meldingpagina import make_meldingpagina, read_meldingenpagina
from .meldingrules import MeldingError

LIJST = ("Meldingen", "vergunningen:meldingen")


@login_required
@require_safe
def list_meldingen(request: Vraag) -> HttpResponse:
    """Show the meldingen."""
    with as_pagina():
        pagina = read_meldingenpagina(request.viewer, request.GET)
    note_rijen(request, "meldingen.list", list(pagina.verzoeken))
    context = {
        "pagina": pagina,
        "kruimels": [("Vergunningen", reverse("vergunningen:lijst")), (LIJST[0], "")],
    }
    return render(request, "vergunningen/meldingen.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def add_melding(request: Vraag) -> HttpResponse:
    """Take in a melding."""
    viewer = request.viewer
    if RECHT not in viewer.handelingen:
        raise PermissionDenied("U mag geen zaken behandelen. Vraag uw functioneel beheerder om dit recht.")
    form = MeldingForm(
        request.POST or None,
        **list_keuzes(viewer),
        initial={"vthobject": request.GET.get("object", "")[:36]},
    )
    if request.method == "POST" and form.is_valid():
        try:
            with as_pagina(BestaatNietError):
                melding = accept_melding(viewer=viewer, nieuw=_make_verzoek(form.cleaned_data))
        except (MeldingError, ZaakError) as fout:
            form.add_error(None, str(fout))
        else:
            messages.success(request, f"Melding {melding.verzoek} is vastgelegd.")
            return redirect("vergunningen:melding", melding.pk)
    context = {
        "form": form,
        "titel": "Leg een melding vast",
        "knop": "Leg vast",
        "kruimels": [(LIJST[0], reverse(LIJST[1])), ("Nieuw", "")],
    }
    return render(request, "zaken/formulier.html", context, status=422 if form.errors else 200)


def _make_verzoek(velden: dict[str, Any]) -> NieuwVerzoek:
    """Make a melding of what a form gave."""
    object_id = velden.pop("vthobject")
    over = [Over(object_id, Onderwerp.Rol.VTHOBJECT)] if object_id else []
    return NieuwVerzoek(type=Verzoek.Type.MELDING, onderwerpen=over, **velden)


@login_required
@require_http_methods(["GET", "POST"])
def show_melding(request: Vraag, verzoek_id: uuid.UUID) -> HttpResponse:
    """Show one melding, and judge it; of a verzoek that nobody took as a melding yet, offer that."""
    if find_open_verzoek(request.viewer, verzoek_id):
        return _take_verzoek(request, verzoek_id)
    with as_pagina(BestaatNietError):
        pagina = make_meldingpagina(request.viewer, verzoek_id)
    note_rijen(request, "melding.read", [pagina.melding.verzoek])
    form = OordeelForm(
        request.POST or None, gegevens=pagina.gegevens, initial={"gezien": pagina.melding.versie}
    )
    if request.method == "POST" and form.is_valid():
        velden = {k: form.cleaned_data[k] for k in ("dag", "toelichting", "gezien")}
        try:
            with as_pagina(BestaatNietError):
                record_meldingoordeel(
                    viewer=request.viewer, verzoek_id=verzoek_id, ontbreekt=form.list_gemis(), **velden
                )
        except (MeldingError, ZaakError) as fout:
            form.add_error(None, str(fout))
        else:
            messages.success(request, "Het oordeel is vastgelegd.")
            return redirect("vergunningen:melding", verzoek_id)
    context = {
        "pagina": pagina,
        "form": form if pagina.kan_oordelen else None,
        "kruimels": [(LIJST[0], reverse(LIJST[1])), (str(pagina.melding.verzoek), "")],
    }
    return render(request, "vergunningen/melding.html", context, status=422 if form.errors else 200)


def _take_verzoek(request: Vraag, verzoek_id: uuid.UUID) -> HttpResponse:
    """Show a verzoek that is a melding and was not taken as one yet, and take it."""
    fout = ""
    with as_pagina(BestaatNietError):
        verzoek = get_verzoek(request.viewer, verzoek_id)
    note_rijen(request, "melding.read", [verzoek])
    if request.method == "POST":
        try:
            with as_pagina(BestaatNietError):
                accept_verzoek(viewer=request.viewer, verzoek_id=verzoek_id)
            return redirect("vergunningen:melding", verzoek_id)
        except (MeldingError, ZaakError) as gevonden:
            fout = str(gevonden)
    kruimels = [
        ("Vergunningen", reverse("vergunningen:lijst")),
        (LIJST[0], reverse(LIJST[1])),
        (str(verzoek), ""),
    ]
    context = {"verzoek": verzoek, "fout": fout, "kruimels": kruimels}
    return render(request, "vergunningen/melding_nieuw.html", context, status=422 if fout else 200)
