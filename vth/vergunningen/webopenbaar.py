"""The public version of a permit in the site: what everybody may read of it, to look over and to take along for publishing."""

import uuid

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from vth.interface.invoer import read_peilmoment
from vth.interface.inzage import note_rijen
from vth.interface.pagina import as_pagina
from vth.interface.vraag import Vraag
from vth.zaken.selectors import BestaatNietError

from .vergunningpagina import make_vergunningpagina
from .web import make_pad


@login_required
@require_safe
def show_openbaar(request: Vraag, vergunning_id: uuid.UUID) -> HttpResponse:
    """Show what everybody may read of a permit as it stands at the moment that the address asks for."""
    with as_pagina(BestaatNietError):
        peilmoment = read_peilmoment(request.GET)
        deel = request.GET.get("deel", "")
        pagina = make_vergunningpagina(request.viewer, vergunning_id, peilmoment, deel=deel, openbaar=True)
    note_rijen(request, "vergunning.read", [pagina.vergunning])
    context = {
        "pagina": pagina,
        "peilmoment": peilmoment,
        "peilmoment_kiesbaar": True,
        "kruimels": make_pad(pagina.vergunning, ("Openbare versie", "")),
    }
    return render(request, "vergunningen/openbaar.html", context)
