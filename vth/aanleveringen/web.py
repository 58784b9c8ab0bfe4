"""Delivering in the site: the list, a new delivery, one delivery with its progress, and the decision about it."""

import uuid

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vth.interface.lijstuitvoer import note_and_send
from vth.interface.pagina import as_pagina, is_htmx, reload_pagina
from vth.interface.probleem import RAND_BYTES
from vth.interface.vraag import Vraag
from vth.toegang.rules import GeenToegangError
from vth.vormgeving.opmaak import shorten

from . import selectors, tasks
from .detailpagina import Detailpagina, make_detailpagina
from .forms import AanleverForm, BesluitForm
from .lijstpagina import make_kruimels, make_lijst, read_lijstpagina
from .profiel import ProfielError
from .rules import AanleveringError

BESLUITEN = {"doorgaan": True, "weigeren": False}


@login_required
@require_safe
def list_aanleveringen(request: Vraag) -> HttpResponse:
    """Show the deliveries that an address asks for, a page at a time."""
    with as_pagina():
        pagina = read_lijstpagina(request.viewer, request.GET)
    return render(request, "aanleveringen/lijst.html", {"pagina": pagina})


@login_required
@require_safe
def download_lijst(request: Vraag, vorm: str) -> HttpResponseBase:
    """Send the list at the same address as a file."""
    return note_and_send(request, "aanleveringen.download", vorm, make_lijst, bestand="aanleveringen")


@csrf_exempt
@login_required
@require_http_methods(["GET", "POST"])
def accept_aanlevering(request: Vraag) -> HttpResponse:
    """Ask for a file and take it in; one that is too large is refused before it is read."""
    grens = settings.AANLEVERING_MAX_BYTES
    if int(request.META.get("CONTENT_LENGTH") or 0) > grens + RAND_BYTES:
        return render(request, "aanleveringen/te_groot.html", {"grens": grens}, status=413)
    return _accept(request)


@csrf_protect
def _accept(request: Vraag) -> HttpResponse:
    """Show the form, or take in what it brought."""
    profielen = selectors.list_eigen_profielen(request.viewer)
    form = AanleverForm(request.POST or None, request.FILES or None, profielen=profielen)
    if request.method == "POST" and form.is_valid():
        bestand: UploadedFile = form.cleaned_data["bestand"]
        try:
            aanlevering = tasks.accept_and_enqueue(
                viewer=request.viewer,
                profiel_id=form.cleaned_data["profiel"],
                brokken=bestand.chunks(),
                bestandsnaam=bestand.name or "bestand",
                peildatum=form.cleaned_data["peildatum"],
                correctie=form.cleaned_data["correctie"],
            )
        except (AanleveringError, ProfielError, GeenToegangError) as fout:
            form.add_error(None, str(fout))
        else:
            return redirect("aanleveringen:aanlevering", aanlevering.pk)
    context = {
        "form": form,
        "profielen": profielen,
        "grens": settings.AANLEVERING_MAX_BYTES,
        "kruimels": make_kruimels("Lever aan"),
    }
    return render(request, "aanleveringen/nieuw.html", context, status=400 if form.errors else 200)


@login_required
@require_safe
def show_aanlevering(request: Vraag, aanlevering_id: uuid.UUID) -> HttpResponse:
    """Show one delivery: how it stands, what must be done, what was found and what it changed."""
    with as_pagina(selectors.BestaatNietError):
        pagina = make_detailpagina(request.viewer, aanlevering_id)
    return _render(request, pagina, BesluitForm())


@login_required
@require_safe
def show_voortgang(request: Vraag, aanlevering_id: uuid.UUID) -> HttpResponse:
    """Show how far the work is; when it is done the whole page has more to show."""
    with as_pagina(selectors.BestaatNietError):
        pagina = make_detailpagina(request.viewer, aanlevering_id)
    if not is_htmx(request):
        return redirect("aanleveringen:aanlevering", aanlevering_id)
    if not pagina.loopt:
        return reload_pagina()
    return render(request, "aanleveringen/voortgang.html", {"pagina": pagina})


@login_required
@require_POST
def decide_aanlevering(request: Vraag, aanlevering_id: uuid.UUID) -> HttpResponse:
    """Let a waiting delivery go on, or refuse it."""
    form = BesluitForm(request.POST)
    akkoord = BESLUITEN.get(request.POST.get("besluit", ""))
    if akkoord is None:
        form.add_error(None, "Kies of de aanlevering mag doorgaan of wordt geweigerd.")
    if form.is_valid() and akkoord is not None:
        with as_pagina(selectors.BestaatNietError):
            try:
                tasks.decide_and_enqueue(
                    viewer=request.viewer,
                    aanlevering_id=aanlevering_id,
                    akkoord=akkoord,
                    reden=form.cleaned_data["reden"],
                )
                messages.success(request, "Uw besluit is vastgelegd.")
                return redirect("aanleveringen:aanlevering", aanlevering_id)
            except AanleveringError as fout:
                form.add_error(None, str(fout))
    with as_pagina(selectors.BestaatNietError):
        pagina = make_detailpagina(request.viewer, aanlevering_id)
    return _render(request, pagina, form)


def _render(request: Vraag, pagina: Detailpagina, form: BesluitForm) -> HttpResponse:
    """Show the page of one delivery with the form for a decision."""
    context = {
        "pagina": pagina,
        "form": form,
        "kruimels": make_kruimels(shorten(pagina.aanlevering.bestandsnaam, 40)),
    }
    return render(request, "aanleveringen/aanlevering.html", context, status=400 if form.errors else 200)
