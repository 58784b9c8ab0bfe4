"""This room in the site: the programmes, one programme as it is known at a moment, and the views on it."""

import uuid
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from vth.interface.pagina import as_pagina
from vth.interface.vraag import Vraag
from vth.toegang.rules import ALLE_ORGANISATIES
from vth.zaken.selectors import BestaatNietError
from vth.zaken.webformulier import Gedaan, handle_formulier

from .beeldpagina import PAGINAS, list_tabs, make_beeldpagina
from .configuratie import list_bestanden, read_configuratie
from .forms import ProgrammaForm, TegenspraakForm
from .inzage import note_gezien
from .models import Programma
from .overzichtpagina import PROGRAMMAKOLOMMEN, list_programmarijen, make_programmapagina
from .rules import BEHEREN, VoortgangError
from .selectors import get_programma
from .services import record_programma

# What an address asks for and is not there: for this viewer, or on that day.
WEG = (BestaatNietError, VoortgangError)


def make_kruimels(programma: Programma | None, *rest: tuple[str, str]) -> list[tuple[str, str]]:
    """Make the path to a page of this room."""
    begin = [("Voortgang", reverse("voortgang:overzicht"))]
    if programma is not None:
        begin.append((programma.naam, reverse("voortgang:programma", args=[programma.pk]) if rest else ""))
    return [*begin, *rest]


def find_programma(request: Vraag, programma_id: uuid.UUID) -> Programma:
    """Give the programme of an address, or the page of what does not exist."""
    with as_pagina(*WEG):
        programma = get_programma(request.viewer, programma_id)
    note_gezien(request, programma)
    return programma


@login_required
@require_safe
def list_overzicht(request: Vraag) -> HttpResponse:
    """Show the programmes."""
    context = {
        "kolommen": PROGRAMMAKOLOMMEN,
        "rijen": list_programmarijen(request.viewer),
        "mag": BEHEREN in request.viewer.handelingen,
    }
    return render(request, "voortgang/overzicht.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def add_programma(request: Vraag) -> HttpResponse:
    """Start a programme."""
    viewer = request.viewer
    if BEHEREN not in viewer.handelingen:
        raise PermissionDenied("U mag geen programma beginnen. Vraag uw functioneel beheerder om dit recht.")
    with as_pagina():
        codes = [(code, _name(code)) for code in list_bestanden()]

    def begin(velden: dict[str, Any]) -> Gedaan:
        eigen = viewer.organisatie or next(iter(sorted(viewer.organisaties - {ALLE_ORGANISATIES})), "")
        programma = record_programma(viewer=viewer, organisatie=eigen, **velden)
        return f"{programma.naam} is begonnen.", reverse("voortgang:programma", args=[programma.pk])

    return handle_formulier(
        request,
        ProgrammaForm(request.POST if request.method == "POST" else None, codes=codes),
        begin,
        weigert=(VoortgangError,),
        titel="Begin een programma",
        knop="Begin",
        kruimels=make_kruimels(None, ("Nieuw programma", "")),
    )


def _name(code: str) -> str:
    """Name a programme by its file; one that cannot be read is named by its code."""
    try:
        return read_configuratie(code).naam
    except VoortgangError:
        return f"{code} (het bestand is niet goed)"


@login_required
@require_safe
def show_programma(request: Vraag, programma_id: uuid.UUID) -> HttpResponse:
    """Show a programme."""
    programma = find_programma(request, programma_id)
    with as_pagina(*WEG):
        pagina = make_programmapagina(request.viewer, programma, request.GET)
    context = {
        "pagina": pagina,
        "tabs": list_tabs(programma, "programma"),
        "kruimels": make_kruimels(programma),
        "peilmoment": pagina.peilmoment,
        "peilmoment_kiesbaar": True,
    }
    return render(request, "voortgang/programma.html", context)


@login_required
@require_safe
def show_beeld(request: Vraag, programma_id: uuid.UUID, naam: str) -> HttpResponse:
    """Show one of the views on a programme."""
    programma = find_programma(request, programma_id)
    if naam not in PAGINAS:
        raise Http404("Deze pagina bestaat niet.")
    with as_pagina(*WEG):
        pagina = make_beeldpagina(programma, naam, request.GET)
    context = {
        "pagina": pagina,
        "naam": naam,
        "tabs": list_tabs(programma, naam),
        "kruimels": make_kruimels(programma, (pagina.titel, "")),
        "tegenspraken": [
            (t, None if t.besloten_op else TegenspraakForm(auto_id=f"t{t.pk}_%s"))
            for t in pagina.tegenspraken
        ],
    }
    fout = pagina.form is not None and bool(pagina.form.errors)
    return render(request, "voortgang/beeld.html", context, status=422 if fout else 200)
