"""Taking along what a list of the register shows."""

from pathlib import Path

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from vth.interface.inzage import note_inzage
from vth.interface.pagina import as_pagina, serve_bestand
from vth.interface.vraag import Vraag
from vth.tijd import klok

from . import tasks, uitvoer
from .overzicht import make_filter


@login_required
@require_safe
def download(request: Vraag, vorm: str) -> HttpResponseBase:
    """Send all lines of the list at the same address; what takes long is made in the queue and waited for on a page."""
    if vorm not in uitvoer.VORMEN:
        raise Http404("Deze download bestaat niet.")
    if request.viewer.zicht.is_leeg:
        raise PermissionDenied("Er is niets dat u mag zien. Vraag uw functioneel beheerder om een rol.")
    with as_pagina():
        make_filter(request.GET)
    verzoek = uitvoer.make_verzoek(request.viewer, request.GET, vorm)
    if uitvoer.is_direct(request.viewer, verzoek):
        klaar = uitvoer.make_uitvoer(request.viewer, verzoek)
        antwoord = _serve(request, verzoek, klaar)
        uitvoer.drop_uitvoer(verzoek)
        return antwoord
    if bestand := uitvoer.find_uitvoer(verzoek):
        return _serve(request, verzoek, bestand)
    tasks.start_download(verzoek)
    return _show_wacht(request)


def _serve(request: Vraag, verzoek: uitvoer.Verzoek, bestand: Path) -> HttpResponseBase:
    """Note what goes along, whoever said it, and send the file."""
    telling = uitvoer.read_telling(verzoek)
    note_inzage(
        request,
        "objecten.download",
        leveranciers=telling.leveranciers,
        soorten=telling.soorten,
        aantal=telling.aantal,
        altijd=True,
    )
    return serve_bestand(bestand, f"register-{klok.today().isoformat()}", verzoek.vorm)


def _show_wacht(request: Vraag) -> HttpResponse:
    """Say that the file is being made; the page asks again by itself."""
    terug = f"{reverse('register:zoeken')}?{request.GET.urlencode()}"
    context = {"terug": terug, "kruimels": [("Register", terug), ("Download", "")]}
    return render(request, "register/download_wacht.html", context, status=202)
