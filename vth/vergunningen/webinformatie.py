"""Information on activities in the site: the list, taking one in, and judging whether it is complete."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from vth.interface.inzage import note_rijen
from vth.interface.pagina import as_pagina
from vth.interface.vraag import Vraag
from vth.zaken.controle import NieuwVerzoek, Over
from vth.zaken.models import Verzoek
from vth.zaken.models.velden import Onderwerp
from vth.zaken.rules import ZaakError
from vth.zaken.selectors import BestaatNietError

from .informatie import accept_informatie, record_informatieoordeel, take_informatie
from .informatielezen import find_open_informatie
from .informatiepagina import make_informatiepagina, read_informatielijst
from .melding import RECHT
from .meldingforms import InformatieForm, InformatieoordeelForm, PlichtForm, list_keuzes
from .meldingrules import MeldingError

LIJST = ("Informatie over activiteiten", "vergunningen:informatielijst")
VELDEN = ("organisatie", "gebied", "verzoeknummer", "omschrijving", "indiendatum", "ontvangen_op")


@login_required
@require_safe
def list_informatie(request: Vraag) -> HttpResponse:
    """Show the information that came in."""
    with as_pagina():
        pagina = read_informatielijst(request.viewer, request.GET)
    note_rijen(request, "informatie.list", list(pagina.verzoeken))
    context = {
        "pagina": pagina,
        "kruimels": [("Vergunningen", reverse("vergunningen:lijst")), (LIJST[0], "")],
    }
    return render(request, "vergunningen/informatielijst.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def add_informatie(request: Vraag) -> HttpResponse:
    """Take in information."""
    if RECHT not in request.viewer.handelingen:
        raise PermissionDenied("U mag geen zaken behandelen. Vraag uw functioneel beheerder om dit recht.")
    form = InformatieForm(
        request.POST or None,
        **list_keuzes(request.viewer),
        initial={"vthobject": request.GET.get("object", "")[:36]},
    )
    if request.method == "POST" and form.is_valid():
        try:
            with as_pagina(BestaatNietError):
                informatie = accept_informatie(
                    viewer=request.viewer, nieuw=_make_verzoek(form), plicht=form.make_plicht()
                )
        except (MeldingError, ZaakError) as fout:
            form.add_error(None, str(fout))
        else:
            messages.success(request, f"Informatie {informatie.verzoek} is vastgelegd.")
            return redirect("vergunningen:informatie", informatie.pk)
    context = {
        "form": form,
        "titel": "Leg informatie over een activiteit vast",
        "knop": "Leg vast",
        "kruimels": [(LIJST[0], reverse(LIJST[1])), ("Nieuw", "")],
    }
    return render(request, "zaken/formulier.html", context, status=422 if form.errors else 200)


def _make_verzoek(form: InformatieForm) -> NieuwVerzoek:
    """Make a verzoek of what a form gave."""
    object_id = form.cleaned_data["vthobject"]
    return NieuwVerzoek(
        type=Verzoek.Type.INFORMATIE,
        onderwerpen=[Over(object_id, Onderwerp.Rol.VTHOBJECT)] if object_id else [],
        **{naam: form.cleaned_data[naam] for naam in VELDEN},
    )


@login_required
@require_http_methods(["GET", "POST"])
def show_informatie(request: Vraag, verzoek_id: uuid.UUID) -> HttpResponse:
    """Show one, and judge it; of a verzoek that nobody took as information yet, ask by which article it was given."""
    if verzoek := find_open_informatie(request.viewer, verzoek_id):
        return _take_verzoek(request, verzoek)
    with as_pagina(BestaatNietError):
        pagina = make_informatiepagina(request.viewer, verzoek_id)
    informatie = pagina.informatie
    note_rijen(request, "informatie.read", [informatie.verzoek])
    form = InformatieoordeelForm(
        request.POST or None,
        gegevens=pagina.gegevens,
        initial={"gezien": informatie.versie, "begin_op": informatie.begin_op},
    )
    if request.method == "POST" and form.is_valid():
        velden = {k: form.cleaned_data[k] for k in ("dag", "begin_op", "toelichting", "gezien")}
        try:
            with as_pagina(BestaatNietError):
                record_informatieoordeel(
                    viewer=request.viewer, verzoek_id=verzoek_id, ontbreekt=form.list_gemis(), **velden
                )
        except (MeldingError, ZaakError) as fout:
            form.add_error(None, str(fout))
        else:
            messages.success(request, "Het oordeel is vastgelegd.")
            return redirect("vergunningen:informatie", verzoek_id)
    context = {
        "pagina": pagina,
        "form": form if pagina.kan_oordelen else None,
        "kruimels": [(LIJST[0], reverse(LIJST[1])), (str(informatie.verzoek), "")],
    }
    return render(request, "vergunningen/informatie.html", context, status=422 if form.errors else 200)


def _take_verzoek(request: Vraag, verzoek: Verzoek) -> HttpResponse:
    """Show a verzoek that is information and was not taken as that yet, and take it."""
    note_rijen(request, "informatie.read", [verzoek])
    form = PlichtForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            with as_pagina(BestaatNietError):
                take_informatie(viewer=request.viewer, verzoek_id=verzoek.pk, plicht=form.make_plicht())
            return redirect("vergunningen:informatie", verzoek.pk)
        except (MeldingError, ZaakError) as fout:
            form.add_error(None, str(fout))
    context = {
        "verzoek": verzoek,
        "form": form if RECHT in request.viewer.handelingen else None,
        "kruimels": [(LIJST[0], reverse(LIJST[1])), (str(verzoek), "")],
    }
    return render(request, "vergunningen/informatie_nieuw.html", context, status=422 if form.errors else 200)
