"""Letters in the site: see what one would hold, make it; and the templates of one's organisation."""

import uuid
from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vth.interface.inzage import note_rijen
from vth.interface.pagina import as_pagina
from vth.interface.vraag import Vraag
from vth.tijd import klok
from vth.zaken.documenten.bewaarplaats import get_opslag
from vth.zaken.documenten.uitgifte import seal
from vth.zaken.documenten.webgrens import refuse_te_groot
from vth.zaken.rules import ZaakError
from vth.zaken.selectors import BestaatNietError

from . import services
from .briefpagina import (
    HERKOMSTKOLOMMEN,
    list_keuzes,
    make_herkomstrijen,
    make_sjablonenpagina,
    make_sjabloonpagina,
)
from .forms import BriefForm, SjabloonForm
from .ontbreekt import list_gemis
from .sjablonen import get_eigen, list_sjablonen

FORMATEN = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "text/plain",
}


@login_required
@require_http_methods(["GET", "POST"])
def make_zaakbrief(request: Vraag, zaak_id: uuid.UUID) -> HttpResponse:
    """Make a letter of a zaak."""
    return _make_brief(request, zaak_id=zaak_id)


@login_required
@require_http_methods(["GET", "POST"])
def make_besluitbrief(request: Vraag, besluit_id: uuid.UUID) -> HttpResponse:
    """Make a letter that carries a decision."""
    return _make_brief(request, besluit_id=besluit_id)


def _make_brief(
    request: Vraag, *, zaak_id: uuid.UUID | None = None, besluit_id: uuid.UUID | None = None
) -> HttpResponse:
    """Show what a letter would hold, by the template and the day of the address; make it when that is asked."""
    over: dict[str, Any] = {"zaak_id": zaak_id, "besluit_id": besluit_id}
    with as_pagina(BestaatNietError, ZaakError):
        bron = services.find_bron(request.viewer, zaak_id, besluit_id, klok.today())
    sjablonen = list_keuzes(list_sjablonen(request.viewer, bron.zaak.leverancier), bron.besluit is not None)
    gekozen = request.POST if request.method == "POST" else request.GET
    form = BriefForm(gekozen if "sjabloon" in gekozen else None, sjablonen=sjablonen)
    proef = _try_proef(request, form, over) if form.is_bound and form.is_valid() else None
    note_rijen(
        request,
        "brief.read",
        [bron.zaak, *([bron.besluit] if bron.besluit else [])],
        personen=proef.personen if proef else (),
    )
    if request.method == "POST" and proef is not None and form.is_valid():
        try:
            with as_pagina(BestaatNietError):
                brief = services.record_brief(viewer=request.viewer, **form.cleaned_data, **over)
        except ZaakError as fout:
            form.add_error(None, str(fout))
        else:
            messages.success(request, "De brief is gemaakt en als document bewaard.")
            return redirect("zaken:document", brief.documentversie.document_id)
    context = {
        "form": form,
        "proef": proef,
        "rijen": make_herkomstrijen(proef.herkomst) if proef else (),
        "kolommen": HERKOMSTKOLOMMEN,
        "gemis": list_gemis(request.viewer, bron.besluit) if bron.besluit else [],
        "bron": bron,
        "kruimels": _make_kruimels(bron),
    }
    return render(request, "zaken/brief.html", context, status=422 if form.errors else 200)


def _try_proef(request: Vraag, form: BriefForm, over: dict[str, Any]) -> services.Briefproef | None:
    """Work out what the letter would hold, or put on the form why that cannot be."""
    dag: date = form.cleaned_data["verzending"]
    try:
        with as_pagina(BestaatNietError):
            bron = services.find_bron(request.viewer, over["zaak_id"], over["besluit_id"], dag)
            return services.make_proef(request.viewer, bron, form.cleaned_data["sjabloon"])
    except ZaakError as fout:
        form.add_error(None, str(fout))
        return None


def _make_kruimels(bron: Any) -> list[tuple[str, str]]:
    """Make the way from the list to the letter."""
    zaak, besluit = bron.zaak, bron.besluit
    midden = [(zaak.identificatie, reverse("zaken:zaak", args=[zaak.pk]))]
    if besluit is not None:
        midden.append((besluit.identificatie, reverse("zaken:besluit", args=[besluit.pk])))
    return [("Zaken", reverse("zaken:lijst")), *midden, ("Brief", "")]


@refuse_te_groot
@require_http_methods(["GET", "POST"])
def list_alle(request: Vraag) -> HttpResponse:
    """Show the templates and the fields, and take a template in."""
    pagina = make_sjablonenpagina(request.viewer)
    form = None
    if pagina.mag:
        form = SjabloonForm(request.POST or None, request.FILES or None, organisaties=list(pagina.mag))
    if request.method == "POST":
        if form is None:
            raise Http404("Deze handeling kan hier niet.")
        if form.is_valid():
            velden = dict(form.cleaned_data)
            bestand: UploadedFile = velden.pop("bestand")
            try:
                with as_pagina(BestaatNietError):
                    versie = services.record_sjabloon(
                        viewer=request.viewer,
                        nieuw=services.NieuwSjabloon(**velden),
                        brokken=bestand.chunks(),
                        bestandsnaam=bestand.name or "",
                    )
            except ZaakError as fout:
                form.add_error(None, str(fout))
            else:
                messages.success(request, "Het sjabloon is nagekeken en bewaard.")
                return redirect("zaken:briefsjabloon", versie.sjabloon_id)
    context = {
        "pagina": pagina,
        "form": form,
        "kruimels": [("Zaken", reverse("zaken:lijst")), ("Sjablonen", "")],
    }
    return render(
        request, "zaken/sjablonen.html", context, status=422 if form is not None and form.errors else 200
    )


@login_required
@require_safe
def show_sjabloon(request: Vraag, sjabloon_id: uuid.UUID) -> HttpResponse:
    """Show one template: the fields it asks, and its versions."""
    with as_pagina(BestaatNietError):
        pagina = make_sjabloonpagina(request.viewer, sjabloon_id)
    kruimels = [
        ("Zaken", reverse("zaken:lijst")),
        ("Sjablonen", reverse("zaken:briefsjablonen")),
        (pagina.sjabloon.naam, ""),
    ]
    return render(request, "zaken/sjabloon.html", {"pagina": pagina, "kruimels": kruimels})


@login_required
@require_POST
def close_sjabloon(request: Vraag, sjabloon_id: uuid.UUID) -> HttpResponse:
    """Withdraw a template."""
    with as_pagina(BestaatNietError):
        services.close_sjabloon(viewer=request.viewer, sjabloon_id=sjabloon_id)
    messages.success(request, "Het sjabloon is ingetrokken. Brieven die ermee zijn gemaakt, blijven.")
    return redirect("zaken:briefsjablonen")


@login_required
@require_safe
def download(request: Vraag, sjabloon_id: uuid.UUID, volgnummer: int) -> HttpResponseBase:
    """Send the file of a version of a template."""
    with as_pagina(BestaatNietError):
        sjabloon = get_eigen(request.viewer, sjabloon_id)
    versie = sjabloon.versies.filter(volgnummer=min(volgnummer, 2**31 - 1)).first()
    if versie is None:
        raise Http404("Deze versie bestaat niet.")
    bestand = get_opslag().open(versie.sha256)
    soort = FORMATEN[sjabloon.vorm]
    return seal(FileResponse(bestand, as_attachment=True, filename=versie.bestandsnaam, content_type=soort))
