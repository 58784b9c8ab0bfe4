"""Letters in the site: see what one would hold, make it; and the templates of one's organisation."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vth.interface.pagina import as_pagina
from vth.interface.vraag import Vraag
from vth.zaken.documenten.bewaarplaats import get_opslag
from vth.zaken.documenten.uitgifte import seal
from vth.zaken.documenten.webgrens import refuse_te_groot
from vth.zaken.rules import ZaakError
from vth.zaken.selectors import BestaatNietError

from . import services
from .briefformulier import Briefvraag, handle_brief
from .briefpagina import make_sjablonenpagina, make_sjabloonpagina
from .forms import SjabloonForm
from .sjablonen import get_eigen

FORMATEN = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "text/plain",
}


@login_required
@require_http_methods(["GET", "POST"])
def make_zaakbrief(request: Vraag, zaak_id: uuid.UUID) -> HttpResponse:
    """Make a letter of a zaak."""
    return handle_brief(request, Briefvraag(zaak_id=zaak_id))


@login_required
@require_http_methods(["GET", "POST"])
def make_besluitbrief(request: Vraag, besluit_id: uuid.UUID) -> HttpResponse:
    """Make a letter that carries a decision."""
    return handle_brief(request, Briefvraag(besluit_id=besluit_id))


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
