"""Permits that are out of date in the site: the work list, the signs of one permit, and proposing to revise it."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from vth.interface.inzage import note_rijen
from vth.interface.pagina import as_pagina
from vth.interface.vraag import Vraag
from vth.zaken.rules import ZaakError
from vth.zaken.selectors import BestaatNietError

from .herziening import RECHT, list_soorten, open_herziening
from .rules import VergunningError
from .verouderinglijst import read_verouderdpagina
from .verouderingpagina import make_verouderingpagina


@login_required
@require_safe
def list_verouderd(request: Vraag) -> HttpResponse:
    """Show the work list of permits that are out of date."""
    with as_pagina():
        pagina = read_verouderdpagina(request.viewer, request.GET)
    note_rijen(request, "vergunningen.verouderd", [r.vergunning for r in pagina.regels])
    kruimels = [("Vergunningen", reverse("vergunningen:lijst")), ("Verouderd", "")]
    return render(request, "vergunningen/verouderd.html", {"pagina": pagina, "kruimels": kruimels})


@login_required
@require_http_methods(["GET", "POST"])
def show_veroudering(request: Vraag, vergunning_id: uuid.UUID) -> HttpResponse:
    """Show the signs of one permit, and open a zaak to revise it."""
    fout = ""
    if request.method == "POST":
        try:
            with as_pagina(BestaatNietError):
                zaak = open_herziening(
                    viewer=request.viewer,
                    vergunning_id=vergunning_id,
                    zaaksoort=request.POST.get("zaaksoort", "")[:60],
                )
        except (VergunningError, ZaakError) as gevonden:
            fout = str(gevonden)
        else:
            messages.success(request, f"Zaak {zaak.identificatie} is geopend.")
            return redirect("zaken:zaak", zaak.pk)
    with as_pagina(BestaatNietError):
        pagina = make_verouderingpagina(request.viewer, vergunning_id)
    note_rijen(request, "vergunning.veroudering", [pagina.vergunning])
    context = {
        "pagina": pagina,
        "fout": fout,
        "soorten": list_soorten() if RECHT in request.viewer.handelingen else [],
        "kruimels": [
            ("Vergunningen", reverse("vergunningen:lijst")),
            ("Verouderd", reverse("vergunningen:verouderd")),
            (pagina.vergunning.kenmerk, ""),
        ],
    }
    return render(request, "vergunningen/veroudering.html", context, status=422 if fout else 200)
