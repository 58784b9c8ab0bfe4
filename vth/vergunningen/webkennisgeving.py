"""The notice for official publication in the site: its text with where each thing came from, and keeping it with the zaak."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from vth.interface.inzage import note_rijen
from vth.interface.pagina import as_pagina
from vth.interface.vraag import Vraag
from vth.zaken.documenten.plek import NieuwDocument
from vth.zaken.documenten.rules import DocumentError
from vth.zaken.documenten.services import accept_document
from vth.zaken.rules import ZaakError
from vth.zaken.selectors import BestaatNietError, get_zaak

from .kennisgeving import KennisgevingError
from .kennisgevinglezen import Kennisgevingstand, list_soorten, read_kennisgeving

RECHT, DOCUMENTSOORT = "zaak.record", "kennisgeving"


@login_required
@require_http_methods(["GET", "POST"])
def show_kennisgeving(request: Vraag, zaak_id: uuid.UUID) -> HttpResponse:
    """Show the notice of one kind in a zaak, and keep it with the zaak."""
    with as_pagina(BestaatNietError):
        zaak = get_zaak(request.viewer, zaak_id)
        soorten = list_soorten(zaak)
        soort = (request.GET.get("soort") or next(iter(soorten)))[:40]
        try:
            stand = read_kennisgeving(request.viewer, zaak_id, soort)
        except KennisgevingError as ongeldig:
            raise BadRequest(str(ongeldig)) from ongeldig
    note_rijen(request, "zaak.read", [zaak])
    fout = ""
    if request.method == "POST" and stand.kennisgeving:
        try:
            _keep(request, stand)
        except (DocumentError, ZaakError) as gevonden:
            fout = str(gevonden)
        else:
            messages.success(request, "De kennisgeving staat bij de documenten van de zaak.")
            return redirect("zaken:zaak", zaak_id)
    kruimels = [
        ("Zaken", reverse("zaken:lijst")),
        (zaak.identificatie, reverse("zaken:zaak", args=[zaak.pk])),
    ]
    context = {
        "stand": stand,
        "fout": fout,
        "tabs": [(code, naam, code == soort) for code, naam in soorten.items()],
        "kan_bewaren": RECHT in request.viewer.handelingen
        and zaak.leverancier in request.viewer.organisaties,
        "kruimels": [*kruimels, ("Kennisgeving", "")],
    }
    return render(request, "vergunningen/kennisgeving.html", context, status=422 if fout else 200)


def _keep(request: Vraag, stand: Kennisgevingstand) -> None:
    """Keep the text as a document of the zaak."""
    assert stand.kennisgeving is not None
    nieuw = NieuwDocument(
        titel=stand.kennisgeving.titel[:200], documentsoort=DOCUMENTSOORT, zaak_id=stand.zaak.pk
    )
    with as_pagina(BestaatNietError):
        accept_document(
            viewer=request.viewer,
            nieuw=nieuw,
            brokken=[stand.kennisgeving.tekst.encode()],
            bestandsnaam=f"kennisgeving-{stand.soort}.txt",
        )
