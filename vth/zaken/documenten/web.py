"""Documents in the site: take one in, look at it, give it a next version, change what is told of it, take it along."""

import uuid
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.forms import Form
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from vth.interface.inzage import note_rijen
from vth.interface.lijstuitvoer import note_and_send
from vth.interface.pagina import as_pagina
from vth.interface.vraag import Vraag
from vth.toegang.rules import Viewer
from vth.vormgeving.opmaak import shorten
from vth.zaken.brieven.briefpagina import HERKOMSTKOLOMMEN, make_bewaarderijen
from vth.zaken.brieven.services import find_brief
from vth.zaken.models import Document, Zaak
from vth.zaken.rules import AnderWasVoorError, ZaakError
from vth.zaken.selectors import BestaatNietError, get_zaak

from . import services
from .documentpagina import list_keuzes, make_documentpagina
from .forms import ANDERS, DocumentForm, GegevensForm, VersieForm
from .lijstpagina import make_lijst, read_lijstpagina
from .plek import NieuwDocument
from .rules import derive_niveau
from .selectors import get_document, get_versie
from .uitgifte import seal, send_versie
from .voorbeeld import get_blad
from .webgrens import refuse_te_groot


@login_required
@require_safe
def list_documenten(request: Vraag) -> HttpResponse:
    """Show the documents that have the words of `q`, or those that the viewer brought, or all that he may see."""
    with as_pagina():
        pagina = read_lijstpagina(request.viewer, request.GET)
    note_rijen(request, "documenten.list", pagina.documenten)
    context = {
        "pagina": pagina,
        "zoekterm": pagina.vraag.woorden,
        "kruimels": [("Zaken", reverse("zaken:lijst")), ("Documenten", "")],
    }
    return render(request, "zaken/documenten.html", context)


@login_required
@require_safe
def download_lijst(request: Vraag, vorm: str) -> HttpResponseBase:
    """Send the list at the same address as a file."""
    return note_and_send(request, "documenten.download", vorm, make_lijst, bestand="documenten")


@refuse_te_groot
@require_http_methods(["GET", "POST"])
def add_document(request: Vraag, zaak_id: uuid.UUID) -> HttpResponse:
    """Take in a document for a zaak."""
    with as_pagina(BestaatNietError):
        zaak = get_zaak(request.viewer, zaak_id)
    note_rijen(request, "zaak.read", [zaak])
    keuzes = list_keuzes(request.viewer, zaak, zaak.vertrouwelijkheid)
    form = DocumentForm(request.POST or None, request.FILES or None, **keuzes)
    if request.method == "POST" and form.is_valid():
        document = _try_document(request.viewer, zaak, form)
        if document is not None:
            messages.success(request, f"Document {document.identificatie} is bewaard.")
            return redirect("zaken:document", document.pk)
    context = {
        "form": form,
        "zaak": zaak,
        "grens": settings.DOCUMENT_MAX_BYTES,
        "kruimels": _make_kruimels(zaak, "Document"),
    }
    return render(request, "zaken/document_nieuw.html", context, status=422 if form.errors else 200)


def _try_document(viewer: Viewer, zaak: Zaak, form: DocumentForm) -> Document | None:
    """Take the document of a form in, or put on the form why not."""
    velden = dict(form.cleaned_data)
    bestand: UploadedFile = velden.pop("bestand")
    velden.pop("gezien")
    try:
        with as_pagina(BestaatNietError):
            return services.accept_document(
                viewer=viewer,
                nieuw=NieuwDocument(zaak_id=zaak.pk, **velden),
                brokken=bestand.chunks(),
                bestandsnaam=bestand.name or "",
            )
    except ZaakError as fout:
        form.add_error(None, str(fout))
        return None


@login_required
@require_safe
def show_document(request: Vraag, document_id: uuid.UUID) -> HttpResponse:
    """Show one document."""
    return _render(request, document_id)


def _render(
    request: Vraag, document_id: uuid.UUID, form: Form | None = None, status: int = 200
) -> HttpResponse:
    """Show one document with the form for a next version; every look is a line in the log of reads."""
    with as_pagina(BestaatNietError):
        pagina = make_documentpagina(request.viewer, document_id)
    note_rijen(request, "document.read", [pagina.document], altijd=True)
    if form is None and pagina.mag:
        form = VersieForm(initial={"gezien": pagina.document.versie})
    brief = find_brief(pagina.laatste) if pagina.document.vernietigd_op is None else None
    context = {
        "pagina": pagina,
        "form": form,
        "brief": brief,
        "herkomst": make_bewaarderijen(brief) if brief else (),
        "herkomstkolommen": HERKOMSTKOLOMMEN,
        "kruimels": _make_kruimels(pagina.document.zaak, pagina.document.titel),
    }
    return render(request, "zaken/document.html", context, status=status)


@refuse_te_groot
@require_http_methods(["POST"])
def add_versie(request: Vraag, document_id: uuid.UUID) -> HttpResponse:
    """Take in the next version of a document."""
    with as_pagina(BestaatNietError):
        get_document(request.viewer, document_id)
    form = VersieForm(request.POST, request.FILES)
    if not form.is_valid():
        return _render(request, document_id, form, 422)
    bestand: UploadedFile = form.cleaned_data.pop("bestand")
    try:
        with as_pagina(BestaatNietError):
            versie = services.accept_versie(
                viewer=request.viewer,
                document_id=document_id,
                brokken=bestand.chunks(),
                bestandsnaam=bestand.name or "",
                **form.cleaned_data,
            )
    except ZaakError as fout:
        form.add_error(None, str(fout))
        return _render(request, document_id, form, 409 if isinstance(fout, AnderWasVoorError) else 422)
    messages.success(request, f"Versie {versie.volgnummer} is bewaard.")
    return redirect("zaken:document", document_id)


@login_required
@require_http_methods(["GET", "POST"])
def change_gegevens(request: Vraag, document_id: uuid.UUID) -> HttpResponse:
    """Change what is told of a document."""
    with as_pagina(BestaatNietError):
        document = get_document(request.viewer, document_id)
    note_rijen(request, "document.read", [document], altijd=True)
    form = _make_gegevensform(request, document)
    status = 422 if form.errors else 200
    if request.method == "POST" and form.is_valid():
        gezien = form.cleaned_data.pop("gezien")
        try:
            with as_pagina(BestaatNietError):
                services.record_documentgegevens(
                    viewer=request.viewer,
                    document_id=document_id,
                    gegevens=services.Gegevens(**form.cleaned_data),
                    gezien=gezien,
                )
        except ZaakError as fout:
            form.add_error(None, str(fout))
            status = 409 if isinstance(fout, AnderWasVoorError) else 422
        else:
            messages.success(request, "De gegevens zijn gewijzigd.")
            return redirect("zaken:document", document_id)
    context = {"form": form, "titel": f"Wijzig de gegevens van {document.identificatie}", "knop": "Wijzig"}
    context["kruimels"] = _make_kruimels(document.zaak, "Gegevens")
    return render(request, "zaken/formulier.html", context, status=status)


def _make_gegevensform(request: Vraag, document: Document) -> GegevensForm:
    """Make the form with what is told now."""
    delen = [d.vertrouwelijkheid for d in (document.zaak, document.besluit, document.verzoek) if d]
    keuzes = list_keuzes(request.viewer, document.zaak, derive_niveau("", delen))
    velden = (
        "titel",
        "vertrouwelijkheid",
        "openbare_delen",
        "ontvangstdatum",
        "verzenddatum",
        "beschrijving",
    )
    nu: dict[str, Any] = {veld: getattr(document, veld) for veld in velden}
    bekend = {soort for soort, _ in keuzes["soorten"]} | {"overig"}
    gewoon = document.documentsoort in bekend
    nu |= {
        "gezien": document.versie,
        "documentsoort": document.documentsoort if gewoon else ANDERS,
        "andere_soort": "" if gewoon else document.documentsoort.replace("_", " "),
    }
    return GegevensForm(request.POST or None, initial=nu, **keuzes)


@login_required
@require_safe
def download(request: Vraag, document_id: uuid.UUID, volgnummer: int) -> HttpResponseBase:
    """Send the bytes of one version; never to be shown by the browser itself."""
    with as_pagina(BestaatNietError):
        versie = get_versie(request.viewer, document_id, volgnummer)
    if versie.document.vernietigd_op is not None:
        raise Http404("Dit document is vernietigd.")
    try:
        antwoord = send_versie(versie)
    except FileNotFoundError:
        raise Http404("Het bestand is niet in de opslag. Meld dit bij uw beheerder.") from None
    note_rijen(request, "document.download", [versie.document], altijd=True)
    return antwoord


@login_required
@require_safe
def show_blad(request: Vraag, document_id: uuid.UUID, volgnummer: int, nummer: int) -> HttpResponseBase:
    """Send the picture of one page of a version."""
    with as_pagina(BestaatNietError):
        versie = get_versie(request.viewer, document_id, volgnummer)
    pad = get_blad(versie, nummer) if versie.document.vernietigd_op is None else None
    if pad is None:
        raise Http404("Van deze bladzijde is geen voorbeeld.")
    note_rijen(request, "document.blad", [versie.document], altijd=True)
    return seal(FileResponse(pad.open("rb"), content_type="image/png"))


def _make_kruimels(zaak: Zaak | None, laatste: str) -> list[tuple[str, Any]]:
    """Make the way from the list to a page."""
    midden = [(zaak.identificatie, reverse("zaken:zaak", args=[zaak.pk]))] if zaak else []
    return [("Zaken", reverse("zaken:lijst")), *midden, (shorten(laatste, 60), "")]
