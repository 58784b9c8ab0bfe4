"""The pages that several rooms make together: start, one thing, the map; and what is shown when something is not there."""

import uuid

from django.core.exceptions import SuspiciousOperation
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_safe

from vth.interface.invoer import read_peilmoment
from vth.interface.inzage import note_inzage
from vth.interface.pagina import as_pagina
from vth.interface.probleem import make_probleem, wants_probleem
from vth.interface.vraag import Vraag
from vth.register.inzage import note_beeld, note_regels
from vth.register.kaartlezen import PUNTGRENS
from vth.register.overzicht import MET_PLEK
from vth.register.selectors import BestaatNietError
from vth.register.zoekpagina import KOLOMMEN, make_rij, read_zoekpagina
from vth.vormgeving.opmaak import shorten

from .objectpagina import make_objectpagina
from .startpagina import make_startpagina

PER_KAART = 20


@require_safe
def show_start(request: Vraag) -> HttpResponse:
    """Show what needs this person; who is not signed in reads what this site is."""
    if request.viewer.zicht.is_leeg:
        return render(request, "portaal/voordeur.html")
    pagina = make_startpagina(request.viewer)
    note_inzage(
        request,
        "start.read",
        leveranciers={w.leverancier for w in pagina.wijzigingen},
        soorten=["vthobject"],
        aantal=len(pagina.wijzigingen),
    )
    return render(request, "portaal/start.html", {"pagina": pagina})


@require_safe
def show_object(request: Vraag, identiteit: uuid.UUID) -> HttpResponse:
    """Show one thing at the moment that the address asks for."""
    with as_pagina(BestaatNietError):
        peilmoment = read_peilmoment(request.GET)
        pagina = make_objectpagina(request.viewer, identiteit, peilmoment)
    note_beeld(request, "object.read", pagina.beeld)
    context = {
        "pagina": pagina,
        "peilmoment": peilmoment,
        "peilmoment_kiesbaar": True,
        "vast_adres": request.build_absolute_uri(pagina.vast_adres),
        "kruimels": [("Register", reverse("register:zoeken")), (shorten(pagina.titel, 60), "")],
    }
    return render(request, "portaal/object.html", context)


@require_safe
def show_kaart(request: Vraag) -> HttpResponse:
    """Show the map, and beside it the list with the same filter."""
    with as_pagina():
        pagina = read_zoekpagina(request.viewer, request.GET, per=PER_KAART, alleen=MET_PLEK)
    note_regels(request, "kaart.list", pagina.bladzij.regels)
    context = {
        "pagina": pagina,
        "kolommen": [k for k in KOLOMMEN if k.naam in ("naam", "plaats", "toestand")],
        "rijen": [make_rij(regel) for regel in pagina.bladzij.regels],
        "zoekterm": pagina.filter.vraag,
        "grens": PUNTGRENS,
        "blind": request.viewer.zicht.is_leeg,
    }
    return render(request, "portaal/kaart.html", context)


def _show_fout(request: Vraag, status: int, reden: str) -> HttpResponse:
    """Show an error as a page, or as a problem to a program."""
    if wants_probleem(request):
        return make_probleem(status, reden)
    return render(request, f"{status}.html", {"reden": reden}, status=status)


def show_onleesbaar(request: Vraag, exception: Exception) -> HttpResponse:
    """Say what in the address or the request cannot be read; what Django itself says of an attack is for the log."""
    return _show_fout(request, 400, "" if isinstance(exception, SuspiciousOperation) else str(exception))


def show_geen_toegang(request: Vraag, exception: Exception) -> HttpResponse:
    """Say why somebody may not do this."""
    return _show_fout(request, 403, str(exception))


def show_bestaat_niet(request: Vraag, exception: Exception) -> HttpResponse:
    """Say that this is not there, or not for this viewer: the two are not told apart."""
    return _show_fout(request, 404, "")


def show_storing(request: Vraag) -> HttpResponse:
    """Say that something broke, without asking anything of a database that may be what broke."""
    if wants_probleem(request):
        return make_probleem(500)
    return HttpResponse(render_to_string("500.html"), status=500)
