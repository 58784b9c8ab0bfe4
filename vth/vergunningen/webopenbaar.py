"""The public version of a permit in the site: what everybody may read of it, to look over and to take along for publishing."""

import uuid

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from vth.interface.invoer import read_peilmoment
from vth.interface.inzage import note_rijen
from vth.interface.pagina import as_pagina
from vth.interface.vraag import Vraag
from vth.zaken.selectors import BestaatNietError

from . import uitvoer
from .rules import VergunningError
from .selectors import get_vergunning
from .vergunningpagina import make_vergunningpagina
from .web import make_pad


@login_required
@require_safe
def show_openbaar(request: Vraag, vergunning_id: uuid.UUID) -> HttpResponse:
    """Show what everybody may read of a permit as it stands at the moment that the address asks for."""
    with as_pagina(BestaatNietError):
        peilmoment = read_peilmoment(request.GET)
        try:
            pagina = make_vergunningpagina(
                request.viewer,
                vergunning_id,
                peilmoment,
                deel=request.GET.get("deel", ""),
                openbaar=True,
            )
        except VergunningError as fout:
            raise PermissionDenied(str(fout)) from fout
    note_rijen(request, "vergunning.read", [pagina.vergunning])
    context = {
        "pagina": pagina,
        "peilmoment": peilmoment,
        "peilmoment_kiesbaar": True,
        "kruimels": make_pad(pagina.vergunning, ("Openbare versie", "")),
    }
    return render(request, "vergunningen/openbaar.html", context)


@login_required
@require_safe
def download_openbaar(request: Vraag, vergunning_id: uuid.UUID, vorm: str) -> HttpResponse:
    """Send what everybody may read of a permit, as a document or as data."""
    if vorm not in uitvoer.VORMEN:
        raise Http404("Deze download bestaat niet.")
    with as_pagina(BestaatNietError):
        peilmoment = read_peilmoment(request.GET)
        vergunning = get_vergunning(request.viewer, vergunning_id)
    note_rijen(request, "vergunning.download", [vergunning])
    adres = request.build_absolute_uri(reverse("vergunningen:vergunning", args=[vergunning_id]))
    try:
        bestand = uitvoer.make_bestand(request.viewer, vergunning, peilmoment, vorm, adres, openbaar=True)
    except VergunningError as fout:
        raise PermissionDenied(str(fout)) from fout
    antwoord = HttpResponse(bestand, content_type=uitvoer.VORMEN[vorm])
    naam = f"vergunning-openbaar-{peilmoment.geldig_op.isoformat()}.{vorm}"
    antwoord["Content-Disposition"] = f'attachment; filename="{naam}"'
    return antwoord
