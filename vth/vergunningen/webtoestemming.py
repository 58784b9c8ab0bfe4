"""Toestemmingen in the site: begin one, write what it does, see what that would change, establish it, and what a court did."""

import uuid
from collections.abc import Callable
from datetime import timedelta
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
from vth.tijd import klok
from vth.tijd.rules import Peilmoment
from vth.vormgeving.opmaak import format_telling
from vth.zaken.selectors import BestaatNietError

from . import forms, ingrepen, services
from .boeking import SCHRIJVEN, VASTSTELLEN
from .consolidatie import read_stand
from .controle import NieuweToestemming
from .correcties import record_correctie, record_dagcorrectie
from .models import Ontwerpmutatie, Vergunning
from .overgang import read_overgang, record_overgang
from .rules import VergunningError
from .selectors import get_mutatie, get_toestemming, get_vergunning
from .standaard import list_standaardversies
from .stukken import close_vergunningdocument, find_document, record_vergunningdocument
from .toestemmingpagina import (
    Toestemmingpagina,
    list_keuzes,
    list_onderwerpkeuzes,
    make_overganguitleg,
    make_toestemmingpagina,
)
from .web import make_kruimels
from .webformulier import Gedaan, check_recht, handle_formulier

GECORRIGEERD = "De correctie is vastgelegd. Wat eerder bekend was, blijft te lezen."


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
        toestemming = services.record_toestemming(
            viewer=request.viewer,
            vergunning_id=vergunning_id,
            nieuw=NieuweToestemming(**velden),
            gezien=gezien,
        )
        zin = f"Toestemming {toestemming.kenmerk} is begonnen als concept."
        return zin, reverse("vergunningen:toestemming", args=[toestemming.pk])

    return handle_formulier(
        request,
        forms.ToestemmingForm(request.POST or None, initial={"gezien": vergunning.versie}),
        begin,
        titel="Begin een toestemming",
        knop="Begin",
        kruimels=_make_pad(vergunning, ("Toestemming", "")),
    )


def _make_pad(vergunning: Vergunning, *rest: tuple[str, str]) -> list[tuple[str, str]]:
    """Make the path to a page below a permit."""
    return make_kruimels(
        (vergunning.kenmerk, reverse("vergunningen:vergunning", args=[vergunning.pk])), *rest
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
    if not pagina.mag_vaststellen:
        return gemaakt
    vast = {"gezien": pagina.toestemming.vergunning.versie}
    if pagina.mag_schrijven:
        gemaakt["stuk"] = forms.StukForm(data, documenten=list(pagina.documentkeuzes))
    if pagina.is_concept:
        gemaakt["vaststellen"] = forms.VaststelForm(data, initial=vast)
    elif pagina.toestemming.staat == "vastgesteld":
        gemaakt["ingreep"] = forms.IngreepForm(data, initial=vast)
        dagen = {
            "ingangsdatum": pagina.toestemming.ingangsdatum,
            "vervaldatum": pagina.toestemming.vervaldatum,
        }
        gemaakt["dagen"] = forms.DagcorrectieForm(data, initial=vast | dagen)
        if telt := [(str(i.pk), str(i)) for i in pagina.ingrepen if i.herroepen_op is None]:
            gemaakt["herroep"] = forms.HerroepForm(data, ingrepen=telt, initial=vast)
    return gemaakt


@login_required
@require_http_methods(["GET", "POST"])
def change_mutatie(request: Vraag, toestemming_id: uuid.UUID) -> HttpResponse:
    """Write what a draft does to one voorschrift; `voorschrift` in the address names one that it does something to already."""
    with as_pagina(BestaatNietError):
        toestemming = get_toestemming(request.viewer, toestemming_id)
    check_recht(request, SCHRIJVEN)
    note_rijen(request, "toestemming.read", [toestemming.vergunning])
    adres = reverse("vergunningen:toestemming", args=[toestemming_id])

    def put(velden: dict[str, Any]) -> Gedaan:
        services.record_ontwerp(
            viewer=request.viewer, toestemming_id=toestemming_id, voorstel=velden["voorstel"]
        )
        return "Het voorschrift staat in het concept.", adres

    form = forms.MutatieForm(
        request.POST or None,
        voorschriften=list_keuzes(toestemming, toestemming.ingangsdatum or klok.today()),
        standaarden=list_standaardversies(request.viewer),
        initial=_find_begin(toestemming_id, request.GET.get("voorschrift", "")),
    )
    return handle_formulier(
        request,
        form,
        put,
        titel="Wat doet het besluit met een voorschrift?",
        knop="Zet in het concept",
        kruimels=make_kruimels((toestemming.kenmerk[:60], adres), ("Voorschrift", "")),
    )


def _find_begin(toestemming_id: uuid.UUID, voorschrift: str) -> dict[str, Any]:
    """Fill the form with what the draft does to a voorschrift already."""
    try:
        rij = Ontwerpmutatie.objects.filter(
            toestemming_id=toestemming_id, voorschrift_id=uuid.UUID(voorschrift)
        ).first()
    except ValueError:
        return {}
    return forms.make_begin(rij) if rij else {}


@login_required
@require_http_methods(["GET", "POST"])
def correct_mutatie(request: Vraag, mutatie_id: int) -> HttpResponse:
    """Put right what was taken over wrongly from a decision."""
    with as_pagina(BestaatNietError):
        mutatie = get_mutatie(request.viewer, mutatie_id)
    check_recht(request, VASTSTELLEN)
    toestemming = mutatie.toestemming
    note_rijen(request, "toestemming.read", [toestemming.vergunning])

    def correct(velden: dict[str, Any]) -> Gedaan:
        record_correctie(
            viewer=request.viewer,
            mutatie_id=mutatie_id,
            voorstel=velden["voorstel"],
            reden=velden["reden"],
        )
        return GECORRIGEERD, reverse("vergunningen:voorschrift", args=[mutatie.voorschrift_id])

    return handle_formulier(
        request,
        forms.CorrectieForm(
            request.POST or None,
            voorschriften=list_keuzes(toestemming, toestemming.ingangsdatum or klok.today()),
            initial=forms.make_begin(mutatie),
        ),
        correct,
        titel=f"Verbeter wat van {toestemming.kenmerk} is overgenomen",
        knop="Leg de correctie vast",
        kruimels=make_kruimels(
            (toestemming.kenmerk[:60], reverse("vergunningen:toestemming", args=[toestemming.pk])),
            ("Correctie", ""),
        ),
    )


@login_required
@require_http_methods(["GET", "POST"])
def add_overgang(request: Vraag, vergunning_id: uuid.UUID) -> HttpResponse:
    """Make the passage of a permit into the law of 1 January 2024 as a draft."""
    with as_pagina(BestaatNietError):
        vergunning = get_vergunning(request.viewer, vergunning_id)
    check_recht(request, SCHRIJVEN)
    note_rijen(request, "vergunning.read", [vergunning])
    form, records = _make_overgangform(request, vergunning)

    def pass_over(velden: dict[str, Any]) -> Gedaan:
        toestemming = record_overgang(
            viewer=request.viewer,
            vergunning_id=vergunning_id,
            keuzes=form.make_keuzes(),
            activiteiten=[uuid.UUID(code) for code, _ in records],
        )
        adres = reverse("vergunningen:toestemming", args=[toestemming.pk])
        zin = "De overgang staat als concept klaar. Controleer wat zij verandert, en stel haar vast."
        return zin, f"{adres}?op={read_overgang()[0].isoformat()}"

    return handle_formulier(
        request,
        form,
        pass_over,
        titel="Overgang naar de Omgevingswet op 1 januari 2024",
        knop="Maak het concept",
        kruimels=_make_pad(vergunning, ("Overgang", "")),
        uitleg=make_overganguitleg(),
    )


def _make_overgangform(
    request: Vraag, vergunning: Vergunning
) -> tuple[forms.OvergangForm, list[tuple[str, str]]]:
    """Make the form of the passage, and the activities to choose from."""
    stand = read_stand(vergunning.pk, Peilmoment(read_overgang()[0] - timedelta(days=1), klok.now()))
    records = list_onderwerpkeuzes(request.viewer, vergunning)
    voorschriften = [(str(r.voorschrift_id), f"{r.nummer} {r.titel}".strip()[:120]) for r in stand]
    return forms.OvergangForm(request.POST or None, voorschriften=voorschriften, records=records), records


@login_required
@require_POST
def act_toestemming(request: Vraag, toestemming_id: uuid.UUID, wat: str) -> HttpResponse:
    """Do one thing with a toestemming."""
    with as_pagina(BestaatNietError):
        pagina = make_toestemmingpagina(request.viewer, toestemming_id)
    if wat == "vervalt":
        return _act_vervalt(request, toestemming_id)
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


def _act_vervalt(request: Vraag, toestemming_id: uuid.UUID) -> HttpResponse:
    """Let the draft end all that stands and that it does not name."""
    try:
        aantal = services.record_alles_vervallen(
            viewer=request.viewer, toestemming_id=toestemming_id, op=klok.today()
        )
    except VergunningError as fout:
        messages.error(request, str(fout))
    else:
        messages.success(
            request,
            f"Het concept laat nog {format_telling(aantal, 'voorschrift', 'voorschriften')} vervallen.",
        )
    return redirect("vergunningen:toestemming", toestemming_id)


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
        services.remove_ontwerp(
            viewer=request.viewer,
            toestemming_id=toestemming_id,
            voorschrift_id=uuid.UUID(request.POST.get("voorschrift", "")),
        )
    except ValueError:
        raise Http404("Dit voorschrift bestaat niet.") from None
    except VergunningError as fout:
        messages.error(request, str(fout))
    else:
        messages.success(request, "Het voorschrift staat niet meer in het concept.")
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


DADEN: dict[str, tuple[Callable[[Vraag, uuid.UUID, dict[str, Any]], None], str]] = {
    "vaststellen": (_establish, "De toestemming is vastgesteld. De vergunning is bijgewerkt."),
    "ingreep": (_intervene, "Vastgelegd. De vergunning is bijgewerkt."),
    "dagen": (_correct_dagen, GECORRIGEERD),
    "stuk": (_add_stuk, "Het document hoort nu bij de toestemming."),
    "herroep": (_revoke, "Vastgelegd. De vergunning is bijgewerkt."),
}
