"""The pages that several rooms make together: start, one thing, the map; and what is shown when something is not there."""

import re
import uuid

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_safe

from vth.interface.invoer import read_peilmoment
from vth.interface.inzage import note_inzage, note_rijen
from vth.interface.pagina import as_pagina
from vth.interface.probleem import make_probleem, wants_probleem
from vth.interface.vraag import Vraag
from vth.register.inzage import note_beeld
from vth.register.kaartlezen import PUNTGRENS
from vth.register.overzicht import MET_PLEK
from vth.register.selectors import BestaatNietError
from vth.register.zoekpagina import KOLOMMEN, make_rij, read_zoekpagina
from vth.tijd import klok
from vth.toegang.rules import Viewer
from vth.toegang.selectors import read_handelingnamen, read_rollen
from vth.vormgeving.opmaak import shorten

from .objectpagina import list_onderdelen, make_objectpagina
from .startpagina import make_startpagina

PER_KAART = 20


@require_safe
def show_start(request: Vraag) -> HttpResponse:
    """Show what needs this person; who is not signed in reads what this site is."""
    if request.viewer.zicht.is_leeg:
        return render(request, "portaal/voordeur.html")
    pagina = make_startpagina(request.viewer)
    getoond = [(w.leverancier, "vthobject") for w in pagina.wijzigingen]
    getoond += [(r.leverancier, r.soort) for r in pagina.nieuws.regels]
    getoond += [(r.leverancier, r.soort) for r in pagina.nieuws.werk.regels]
    note_inzage(
        request,
        "start.read",
        leveranciers={leverancier for leverancier, _ in getoond},
        soorten={soort for _, soort in getoond},
        aantal=len(getoond),
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
        "onderdelen": list(list_onderdelen(pagina)),
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
    note_rijen(request, "kaart.list", pagina.bladzij.regels)
    context = {
        "pagina": pagina,
        "kolommen": [k for k in KOLOMMEN if k.naam in ("naam", "plaats", "toestand")],
        "rijen": [make_rij(regel) for regel in pagina.bladzij.regels],
        "zoekterm": pagina.filter.vraag,
        "grens": PUNTGRENS,
        "blind": request.viewer.zicht.is_leeg,
    }
    return render(request, "portaal/kaart.html", context)


@require_safe
def show_toegankelijkheid(request: Vraag) -> HttpResponse:
    """Say for everybody how accessible this site is, and where a problem can be told."""
    return render(request, "portaal/toegankelijkheid.html", {"contact": settings.API_CONTACT})


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
    return _show_fout(request, 403, say_reden(request.viewer, str(request.user), str(exception)))


def say_reden(viewer: Viewer, naam: str, reden: str) -> str:
    """Say a reason of `toegang` in names instead of codes: who it is, in which role, and which right is missing."""
    for code, woorden in read_handelingnamen().items():
        reden = reden.replace(f"het recht '{code}'", f"het recht ‘{woorden}’")
    for rol, wat in read_rollen(op=klok.today()).items():
        reden = re.sub(rf"\b{rol}\b(?=[^()]*\))", str(wat["naam"]).lower(), reden)
    return reden.replace(viewer.actor, naam) if viewer.gebruiker_id else reden


def show_bestaat_niet(request: Vraag, exception: Exception) -> HttpResponse:
    """Say that this is not there, or not for this viewer: the two are not told apart."""
    return _show_fout(request, 404, "")


def show_storing(request: Vraag) -> HttpResponse:
    """Say that something broke, without asking anything of a database that may be what broke."""
    if wants_probleem(request):
        return make_probleem(500)
    return HttpResponse(render_to_string("500.html"), status=500)
