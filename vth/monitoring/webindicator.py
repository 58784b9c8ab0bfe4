"""The indicators in the site: the catalogue, one indicator, a frozen figure, and the records behind it."""

import uuid
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from vth.interface.inzage import note_inzage
from vth.interface.pagina import as_pagina
from vth.interface.vraag import Vraag
from vth.organisaties.selectors import list_namen
from vth.tijd import klok
from vth.zaken.selectors import BestaatNietError
from vth.zaken.webformulier import Gedaan, handle_formulier

from . import forms
from .indicatoren import services
from .indicatoren.catalogus import list_indicatoren
from .indicatoren.pagina import (
    CATALOGUSKOLOMMEN,
    HOOGSTENS,
    RECORDKOLOMMEN,
    list_catalogus,
    list_recordrijen,
    make_indicatorpagina,
    make_standpagina,
    make_vastleggingpagina,
    name_indicator,
    say_periode,
)
from .indicatoren.selectors import get_stand, list_waarden
from .indicatoren.wachtrij import get_vastlegging, is_stil, list_wachtend, request_vastlegging
from .models import Indicatorstand
from .rules import MonitoringError
from .web import make_kruimels

CATALOGUS = ("Indicatoren", "monitoring:indicatoren")


def _make_kruimels(*rest: tuple[str, str]) -> list[tuple[str, str]]:
    return make_kruimels((CATALOGUS[0], reverse(CATALOGUS[1])), *rest)


def _note(request: Vraag, organisaties: list[str]) -> None:
    """Note of which organisations figures are shown to somebody else."""
    note_inzage(
        request,
        "indicator.read",
        leveranciers=organisaties,
        soorten={services.SOORT},
        aantal=len(organisaties),
    )


@login_required
@require_safe
def list_alle(request: Vraag) -> HttpResponse:
    """Show the catalogue."""
    context = {
        "kolommen": CATALOGUSKOLOMMEN,
        "rijen": list_catalogus(),
        "kruimels": make_kruimels((CATALOGUS[0], "")),
        "mag_vastleggen": services.VASTLEGGEN in request.viewer.handelingen,
        "wachtend": list_wachtend(request.viewer),
    }
    return render(request, "monitoring/indicatoren.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def add_standen(request: Vraag) -> HttpResponse:
    """Freeze every indicator over a period."""
    _check_vastleggen(request)

    def freeze(velden: dict[str, Any]) -> Gedaan:
        return _ask(request, list(list_indicatoren()), velden)

    return handle_formulier(
        request,
        forms.StandForm(request.POST if request.method == "POST" else None),
        freeze,
        weigert=(MonitoringError,),
        titel="Leg alle indicatoren vast",
        knop="Leg vast",
        kruimels=_make_kruimels(("Vastleggen", "")),
    )


def _ask(request: Vraag, codes: list[str], velden: dict[str, Any]) -> Gedaan:
    """Put the freezing in the queue and go where its progress is seen."""
    van, tot = services.read_periode(velden["periode"])
    rij = request_vastlegging(viewer=request.viewer, codes=codes, van=van, tot=tot, reden=velden["reden"])
    wat = name_indicator(codes[0]) if len(codes) == 1 else f"{len(codes)} indicatoren"
    return f"Gevraagd: {wat} over {say_periode(van, tot)} vastleggen.", reverse(
        "monitoring:vastlegging", args=[rij.pk]
    )


@login_required
@require_safe
def show_vastlegging(request: Vraag, vastlegging_id: uuid.UUID) -> HttpResponse:
    """Show how far a request of oneself to freeze figures is, and what came of it."""
    with as_pagina(BestaatNietError):
        rij = get_vastlegging(request.viewer, vastlegging_id)
    context = {
        "pagina": make_vastleggingpagina(rij, stil=is_stil(rij)),
        "kruimels": _make_kruimels(("Vastleggen", "")),
    }
    return render(request, "monitoring/vastlegging.html", context)


def _check_vastleggen(request: Vraag) -> None:
    if services.VASTLEGGEN not in request.viewer.handelingen:
        raise PermissionDenied("U mag geen cijfers vastleggen. Vraag uw functioneel beheerder om dit recht.")


@login_required
@require_safe
def show_indicator(request: Vraag, code: str) -> HttpResponse:
    """Show one indicator: what it says, how it is computed, and how it went."""
    if code not in list_indicatoren():
        raise Http404("Deze indicator staat niet in de catalogus.")
    pagina = make_indicatorpagina(request.viewer, list_indicatoren()[code])
    _note(request, list(pagina.organisaties))
    context = {
        "pagina": pagina,
        "kruimels": _make_kruimels((pagina.indicator.titel, "")),
        "mag_vastleggen": services.VASTLEGGEN in request.viewer.handelingen,
        "wachtend": list_wachtend(request.viewer),
    }
    return render(request, "monitoring/indicator.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def add_stand(request: Vraag, code: str) -> HttpResponse:
    """Freeze an indicator over a period."""
    if code not in list_indicatoren():
        raise Http404("Deze indicator staat niet in de catalogus.")
    _check_vastleggen(request)
    indicator = list_indicatoren()[code]

    def freeze(velden: dict[str, Any]) -> Gedaan:
        return _ask(request, [code], velden)

    return handle_formulier(
        request,
        forms.StandForm(request.POST if request.method == "POST" else None),
        freeze,
        weigert=(MonitoringError,),
        titel=f"{indicator.titel}: leg een cijfer vast",
        knop="Leg vast",
        kruimels=_make_kruimels(
            (indicator.titel, reverse("monitoring:indicator", args=[code])), ("Vastleggen", "")
        ),
    )


def _get_stand(stand_id: uuid.UUID) -> Indicatorstand:
    with as_pagina(BestaatNietError):
        return get_stand(stand_id)


@login_required
@require_safe
def show_stand(request: Vraag, stand_id: uuid.UUID) -> HttpResponse:
    """Show a frozen figure; with `?narekenen=ja` it is computed again, for who sees what an organisation delivered to it."""
    stand = _get_stand(stand_id)
    pagina = make_standpagina(request.viewer, stand)
    _note(request, list(pagina.organisaties))
    context = {
        "pagina": pagina,
        "mag_narekenen": bool(pagina.organisaties),
        "nagerekend": services.check_stand(stand)
        if pagina.organisaties and request.GET.get("narekenen") == "ja"
        else None,
        "kruimels": _make_kruimels(
            (pagina.titel, reverse("monitoring:indicator", args=[stand.indicator])),
            (say_periode(stand.van, stand.tot), ""),
        ),
    }
    return render(request, "monitoring/indicatorstand.html", context)


@login_required
@require_safe
def list_stand_records(request: Vraag, stand_id: uuid.UUID, organisatie: str) -> HttpResponse:
    """Show the records behind the figure of one organisation, to who may see that organisation's figure."""
    stand = _get_stand(stand_id)
    waarde = next((w for w in list_waarden(request.viewer, [stand]) if w.dienst == organisatie), None)
    if waarde is None:
        raise Http404("Dit cijfer bestaat niet, of u mag het niet zien.")
    with as_pagina(MonitoringError):
        rijen = list_recordrijen(request.viewer, stand, organisatie)
    _note(request, [organisatie])
    naam = list_namen([organisatie], klok.today()).get(organisatie, organisatie)
    context = {
        "rijen": rijen,
        "kolommen": RECORDKOLOMMEN,
        "naam": naam,
        "meer": waarde.records > HOOGSTENS,
        "hoogstens": HOOGSTENS,
        "waarde": waarde,
        "kruimels": _make_kruimels(
            (name_indicator(stand.indicator), reverse("monitoring:indicator", args=[stand.indicator])),
            (say_periode(stand.van, stand.tot), reverse("monitoring:indicatorstand", args=[stand.pk])),
            (naam, ""),
        ),
    }
    return render(request, "monitoring/indicatorrecords.html", context)
