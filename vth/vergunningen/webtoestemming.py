"""Toestemmingen in the site: begin one, write what it does, see what that would change, establish it, and what a court did."""

import uuid
from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vth.interface.inzage import note_rijen
from vth.interface.pagina import as_pagina
from vth.interface.vraag import Vraag
from vth.vormgeving.opmaak import format_datum, format_telling
from vth.zaken.selectors import BestaatNietError

from . import forms, ingrepen, services
from .boeking import SCHRIJVEN
from .controle import NieuweToestemming
from .correcties import record_dagcorrectie
from .onderwerpkeuzes import read_onderwerpkeuzes
from .rules import VergunningError
from .selectors import get_vergunning, list_nummers
from .stukken import close_vergunningdocument, find_document, record_vergunningdocument
from .toestemmingpagina import Toestemmingpagina, make_toestemmingpagina
from .web import make_kruimels, make_pad
from .webformulier import GECORRIGEERD, Gedaan, check_recht, handle_formulier
from .webhouder import HOUDERDADEN, Daad, make_houderforms, make_onderwerpforms


@login_required
@require_http_methods(["GET", "POST"])
def add_toestemming(request: Vraag, vergunning_id: uuid.UUID) -> HttpResponse:
    """Begin a toestemming in a permit."""
    with as_pagina(BestaatNietError):
        vergunning = get_vergunning(request.viewer, vergunning_id)
    check_recht(request, SCHRIJVEN)
    note_rijen(request, "vergunning.read", [vergunning])

    def begin(velden: dict[str, Any]) -> Gedaan:
        gezien = velden.pop("gezien")
        for naam in ("activiteiten", "houders"):
            velden[naam] = [uuid.UUID(code) for code in velden.get(naam, ())]
        toestemming = services.record_toestemming(
            viewer=request.viewer,
            vergunning_id=vergunning_id,
            nieuw=NieuweToestemming(**velden),
            gezien=gezien,
        )
        zin = f"Toestemming {toestemming.kenmerk} is begonnen als concept."
        return zin, reverse("vergunningen:toestemming", args=[toestemming.pk])

    keuzes = read_onderwerpkeuzes(request.viewer, vergunning)
    form = forms.ToestemmingForm(
        request.POST or None,
        activiteiten=keuzes.activiteiten,
        houders=keuzes.houders,
        initial={"gezien": vergunning.versie},
    )
    return handle_formulier(
        request,
        form,
        begin,
        titel="Begin een toestemming",
        knop="Begin",
        kruimels=make_pad(vergunning, ("Toestemming", "")),
    )


@login_required
@require_safe
def show_toestemming(request: Vraag, toestemming_id: uuid.UUID) -> HttpResponse:
    """Show one toestemming; a draft with what it would change on the day that is asked for."""
    return _render(request, toestemming_id)


def _render(
    request: Vraag, toestemming_id: uuid.UUID, fout: tuple[str, Form] | None = None, status: int = 200
) -> HttpResponse:
    """Show one toestemming with the forms of what the viewer may do; one that went wrong keeps what was given."""
    op = forms.OpForm(request.GET if "op" in request.GET else None)
    dag = op.cleaned_data["op"] if op.is_bound and op.is_valid() else None
    with as_pagina(BestaatNietError):
        pagina = make_toestemmingpagina(request.viewer, toestemming_id, dag)
    vergunning = pagina.toestemming.vergunning
    note_rijen(request, "toestemming.read", [vergunning])
    context = {
        "pagina": pagina,
        "op": op if op.is_bound else forms.OpForm(initial={"op": pagina.dag}),
        "forms": _make_forms(pagina) | ({fout[0]: fout[1]} if fout else {}),
        "kruimels": make_kruimels(
            (vergunning.kenmerk, reverse("vergunningen:vergunning", args=[vergunning.pk])),
            (pagina.toestemming.kenmerk[:60], ""),
        ),
    }
    return render(request, "vergunningen/toestemming.html", context, status=status)


def _make_forms(pagina: Toestemmingpagina, data: Any = None) -> dict[str, Form]:
    """Make the form of each act that this viewer may do on a toestemming as it stands."""
    gemaakt: dict[str, Form] = {}
    vast = {"gezien": pagina.toestemming.vergunning.versie}
    if pagina.is_concept and pagina.mag_schrijven:
        gemaakt |= make_onderwerpforms(pagina.houderblok, vast, data)
    if not pagina.mag_vaststellen:
        return gemaakt
    if pagina.mag_schrijven:
        gemaakt["stuk"] = forms.StukForm(data, documenten=list(pagina.documentkeuzes))
    if pagina.is_concept:
        gemaakt["vaststellen"] = forms.VaststelForm(data, initial=vast)
    elif pagina.toestemming.staat == "vastgesteld":
        gemaakt["ingreep"] = forms.IngreepForm(data, initial=vast)
        gemaakt |= make_houderforms(pagina.houderblok, vast, data)
        dagen = {
            "ingangsdatum": pagina.toestemming.ingangsdatum,
            "vervaldatum": pagina.toestemming.vervaldatum,
        }
        gemaakt["dagen"] = forms.DagcorrectieForm(data, initial=vast | dagen)
        if telt := [(str(i.pk), str(i)) for i in pagina.ingrepen if i.herroepen_op is None]:
            gemaakt["herroep"] = forms.HerroepForm(data, ingrepen=telt, initial=vast)
    return gemaakt


@login_required
@require_POST
def act_toestemming(request: Vraag, toestemming_id: uuid.UUID, wat: str) -> HttpResponse:
    """Do one thing with a toestemming."""
    op = forms.OpForm(request.POST)
    with as_pagina(BestaatNietError):
        pagina = make_toestemmingpagina(
            request.viewer,
            toestemming_id,
            op.cleaned_data["op"] if op.is_valid() else None,
            met_verschil=False,
        )
    if wat == "vervalt":
        return _act_vervalt(request, toestemming_id, pagina.dag)
    if wat == "afzien":
        return _abandon(request, toestemming_id)
    if wat == "eruit":
        return _remove(request, toestemming_id)
    if wat == "stukeruit":
        return _remove_stuk(request, toestemming_id)
    formulieren = _make_forms(pagina, request.POST)
    if wat not in DADEN or wat not in formulieren:
        raise Http404("Dit kan niet met deze toestemming.")
    form = formulieren[wat]
    if not form.is_valid():
        return _render(request, toestemming_id, (wat, form), 422)
    doe, zin = DADEN[wat]
    try:
        doe(request, toestemming_id, dict(form.cleaned_data))
    except VergunningError as fout:
        form.add_error(None, str(fout))
        return _render(request, toestemming_id, (wat, form), 422)
    messages.success(request, zin)
    return redirect("vergunningen:toestemming", toestemming_id)


def _act_vervalt(request: Vraag, toestemming_id: uuid.UUID, dag: date) -> HttpResponse:
    """Let the draft end all that it does not name and that stands on the day of its decision, or the day that was looked at."""
    try:
        aantal = services.record_alles_vervallen(viewer=request.viewer, toestemming_id=toestemming_id, op=dag)
    except VergunningError as fout:
        messages.error(request, str(fout))
    else:
        messages.success(
            request,
            f"Het concept laat nog {format_telling(aantal, 'voorschrift', 'voorschriften')} vervallen die op {format_datum(dag)} gelden.",
        )
    return redirect(f"{reverse('vergunningen:toestemming', args=[toestemming_id])}?op={dag.isoformat()}")


def _abandon(request: Vraag, toestemming_id: uuid.UUID) -> HttpResponse:
    """Say that the draft will not be taken."""
    try:
        services.close_toestemming(viewer=request.viewer, toestemming_id=toestemming_id)
    except VergunningError as fout:
        messages.error(request, str(fout))
    else:
        messages.success(request, "Het concept gaat niet door. De vergunning is niet veranderd.")
    return redirect("vergunningen:toestemming", toestemming_id)


def _remove(request: Vraag, toestemming_id: uuid.UUID) -> HttpResponse:
    """Take one voorschrift out of the draft."""
    try:
        rest = services.remove_ontwerp(
            viewer=request.viewer,
            toestemming_id=toestemming_id,
            voorschrift_id=uuid.UUID(request.POST.get("voorschrift", "")),
        )
    except ValueError:
        raise Http404("Dit voorschrift bestaat niet.") from None
    except VergunningError as fout:
        messages.error(request, str(fout))
    else:
        zin = "Het voorschrift staat niet meer in het concept."
        if rest:
            nummer = list_nummers([rest]).get(rest, "")
            zin += f" Voorschrift {nummer}, dat het zou vervangen, vervalt in het concept nog wel. Haal ook dat eruit als het blijft gelden."
        messages.success(request, zin)
    return redirect("vergunningen:toestemming", toestemming_id)


def _remove_stuk(request: Vraag, toestemming_id: uuid.UUID) -> HttpResponse:
    """Say that a document is no part of the toestemming any more."""
    try:
        close_vergunningdocument(
            viewer=request.viewer,
            toestemming_id=toestemming_id,
            document_id=uuid.UUID(request.POST.get("document", "")),
        )
    except ValueError:
        raise Http404("Dit document bestaat niet.") from None
    messages.success(request, "Het document hoort niet meer bij de toestemming.")
    return redirect("vergunningen:toestemming", toestemming_id)


def _establish(request: Vraag, toestemming_id: uuid.UUID, velden: dict[str, Any]) -> None:
    """Establish the draft."""
    services.record_vaststelling(viewer=request.viewer, toestemming_id=toestemming_id, **velden)


def _intervene(request: Vraag, toestemming_id: uuid.UUID, velden: dict[str, Any]) -> None:
    """Record what happened to it."""
    ingrepen.record_ingreep(viewer=request.viewer, toestemming_id=toestemming_id, **velden)


def _revoke(request: Vraag, toestemming_id: uuid.UUID, velden: dict[str, Any]) -> None:
    """Take back what happened to it."""
    velden["ingreep_id"] = uuid.UUID(velden["ingreep_id"])
    ingrepen.revoke_ingreep(viewer=request.viewer, **velden)


def _add_stuk(request: Vraag, toestemming_id: uuid.UUID, velden: dict[str, Any]) -> None:
    """Make a document part of it."""
    nummer, gekozen = velden.pop("documentnummer").strip(), velden.pop("document_id", "")
    if nummer:
        document = find_document(request.viewer, nummer)
        if document is None:
            raise VergunningError(
                f"Document {nummer} bestaat niet, of u mag het niet zien. Kies een ander nummer."
            )
        gekozen = document.pk
    record_vergunningdocument(
        viewer=request.viewer, toestemming_id=toestemming_id, document_id=uuid.UUID(str(gekozen)), **velden
    )


def _correct_dagen(request: Vraag, toestemming_id: uuid.UUID, velden: dict[str, Any]) -> None:
    """Put its days right."""
    record_dagcorrectie(viewer=request.viewer, toestemming_id=toestemming_id, **velden)


DADEN: dict[str, tuple[Daad, str]] = {
    "vaststellen": (_establish, "De toestemming is vastgesteld. De vergunning is bijgewerkt."),
    "ingreep": (_intervene, "Vastgelegd. De vergunning is bijgewerkt."),
    "dagen": (_correct_dagen, GECORRIGEERD),
    "stuk": (_add_stuk, "Het document hoort nu bij de toestemming."),
    "herroep": (_revoke, "Vastgelegd. De vergunning is bijgewerkt."),
    **HOUDERDADEN,
}
