"""The toetsverslag in the site: its lines with what to do, the downloads, and accepting one warning."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vth.interface.pagina import as_pagina, serve_bestand
from vth.interface.uitvoer import VORMEN
from vth.interface.vraag import Vraag

from . import selectors, services, tasks, uitvoer
from .aanvaardingpagina import read_aanvaardingpagina
from .forms import AanvaardForm
from .inzage import note_verslag
from .lijstpagina import make_kruimels
from .rules import AanleveringError
from .verslagpagina import read_regel, read_verslagpagina


@login_required
@require_safe
def list_verslag(request: Vraag, aanlevering_id: uuid.UUID) -> HttpResponse:
    """Show the lines of a report within the filters, a page at a time."""
    with as_pagina(selectors.BestaatNietError):
        pagina = read_verslagpagina(request.viewer, aanlevering_id, request.GET)
    note_verslag(request, "toetsverslag.list", pagina.aanlevering, len(pagina.regels))
    context = {"pagina": pagina, "kruimels": make_kruimels("Toetsverslag", pagina.aanlevering)}
    return render(request, "aanleveringen/verslag.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def accept_waarschuwing(request: Vraag, aanlevering_id: uuid.UUID, volgnummer: int) -> HttpResponse:
    """Show one line of a report, and accept it as right when somebody says why."""
    with as_pagina(selectors.BestaatNietError):
        regel = read_regel(request.viewer, aanlevering_id, volgnummer)
        form = AanvaardForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            try:
                services.accept_waarschuwing(
                    viewer=request.viewer,
                    aanlevering_id=aanlevering_id,
                    volgnummer=volgnummer,
                    reden=form.cleaned_data["reden"],
                )
            except AanleveringError as fout:
                form.add_error(None, str(fout))
            else:
                messages.success(request, "Aanvaard. Bij dit object blijft deze waarschuwing voortaan stil.")
                return redirect("aanleveringen:verslag", aanlevering_id)
    verslag = ("Toetsverslag", reverse("aanleveringen:verslag", args=[aanlevering_id]))
    kruimels = make_kruimels("Aanvaard", regel["aanlevering"], verslag)
    context = {"regel": regel, "form": form, "kruimels": kruimels}
    return render(request, "aanleveringen/aanvaarden.html", context, status=400 if form.errors else 200)


@login_required
@require_safe
def download(request: Vraag, aanlevering_id: uuid.UUID, soort: str, vorm: str) -> HttpResponseBase:
    """Send the whole report or the refused rows; what takes long is made in the queue and waited for on a page."""
    if soort not in uitvoer.SOORTEN or vorm not in VORMEN:
        raise Http404("Deze download bestaat niet.")
    with as_pagina(selectors.BestaatNietError):
        aanlevering = selectors.get_leesbaar(request.viewer, aanlevering_id)
    if not uitvoer.has_bron(aanlevering, soort):
        raise Http404("Er is niets te downloaden.")
    klaar = uitvoer.find_uitvoer(aanlevering, soort, vorm)
    if klaar is None and uitvoer.is_direct(aanlevering, soort, vorm):
        klaar = uitvoer.make_uitvoer(aanlevering, soort, vorm)
    if klaar:
        regels = uitvoer.count_regels(aanlevering, soort)
        note_verslag(request, f"{soort}.download", aanlevering, regels, altijd=True)
        return serve_bestand(klaar, uitvoer.name_uitvoer(aanlevering, soort), vorm)
    tasks.start_uitvoer(aanlevering, soort, vorm)
    context = {
        "aanlevering": aanlevering,
        "regels": uitvoer.count_regels(aanlevering, soort),
        "kruimels": make_kruimels("Download", aanlevering),
    }
    return render(request, "aanleveringen/download_wacht.html", context, status=202)


@login_required
@require_safe
def list_aanvaardingen(request: Vraag) -> HttpResponse:
    """Show the accepted warnings of the suppliers for whom the viewer may accept."""
    if "aanlevering.waarschuwing.accept" not in request.viewer.handelingen:
        raise Http404("Deze pagina is er voor wie waarschuwingen mag aanvaarden.")
    with as_pagina():
        pagina = read_aanvaardingpagina(request.viewer, request.GET)
    context = {"pagina": pagina, "kruimels": make_kruimels("Aanvaarde waarschuwingen")}
    return render(request, "aanleveringen/aanvaardingen.html", context)


@login_required
@require_POST
def close_aanvaarding(request: Vraag, aanvaarding_id: int) -> HttpResponse:
    """Withdraw an accepted warning; it is told again from the next delivery on."""
    with as_pagina(selectors.BestaatNietError):
        try:
            services.close_aanvaarding(viewer=request.viewer, aanvaarding_id=aanvaarding_id)
        except AanleveringError as fout:
            messages.warning(request, str(fout))
        else:
            messages.success(
                request,
                "Ingetrokken. Bij de volgende aanlevering staat de waarschuwing weer in het toetsverslag.",
            )
    return redirect("aanleveringen:aanvaardingen")
