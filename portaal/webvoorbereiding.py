"""The page that an inspector reads before he goes."""

import uuid

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from vth.interface.inzage import note_rijen
from vth.interface.pagina import as_pagina
from vth.interface.vraag import Vraag
from vth.zaken.selectors import BestaatNietError

from .voorbereiding import make_voorbereiding


@login_required
@require_safe
def show_voorbereiding(request: Vraag, controle_id: uuid.UUID) -> HttpResponse:
    """Show what an inspector must know before a controle."""
    with as_pagina(BestaatNietError):
        pagina = make_voorbereiding(request.viewer, controle_id)
    note_rijen(request, "controle.prepare", [pagina.controle, *pagina.records])
    kruimels = [
        ("Toezicht", reverse("toezicht:lijst")),
        (pagina.controle.kenmerk, reverse("toezicht:controle", args=[controle_id])),
        ("Voorbereiding", ""),
    ]
    return render(request, "portaal/voorbereiding.html", {"pagina": pagina, "kruimels": kruimels})
