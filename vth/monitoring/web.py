"""This room in the site: the rounds, one round, and one self-assessment with what each may do on it."""

import uuid
from collections.abc import Collection
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from vth.interface.inzage import note_inzage
from vth.interface.pagina import as_pagina
from vth.interface.vraag import Vraag
from vth.organisaties.selectors import list_codes, list_namen
from vth.tijd import klok
from vth.toegang.rules import ALLE_ORGANISATIES
from vth.vormgeving.opmaak import format_telling
from vth.zaken.selectors import BestaatNietError
from vth.zaken.webformulier import Gedaan, handle_formulier

from . import forms, services, toetsen
from .boeking import SOORT
from .models import Ronde, Zelfbeoordeling
from .rondepagina import FEITKOLOMMEN, RONDEKOLOMMEN, list_feiten, list_ronderijen, make_rondepagina
from .rules import PUBLICEREN, MonitoringError
from .selectors import get_ronde

OMGEVINGSDIENST = "omgevingsdienst"


def make_kruimels(*rest: tuple[str, str]) -> list[tuple[str, str]]:
    """Make the path to a page of this room."""
    return [("Monitoring", reverse("monitoring:overzicht")), *rest]


def note_gezien(request: Vraag, zelfbeoordelingen: list[Zelfbeoordeling]) -> None:
    """Note whose self-assessments are shown to somebody else."""
    note_cijfers(request, [z.dienst for z in zelfbeoordelingen])


def note_cijfers(request: Vraag, diensten: Collection[str]) -> None:
    """Note of which diensten figures are shown to somebody else."""
    note_soort(request, "zelfbeoordeling.read", SOORT, diensten)


def note_soort(request: Vraag, naam: str, soort: str, organisaties: Collection[str]) -> None:
    """Note of which organisations something of a kind is shown to somebody else."""
    note_inzage(request, naam, leveranciers=organisaties, soorten={soort}, aantal=len(organisaties))


@login_required
@require_safe
def list_overzicht(request: Vraag) -> HttpResponse:
    """Show the rounds."""
    feiten, uitleg = list_feiten()
    context = {
        "feiten": feiten,
        "feitkolommen": FEITKOLOMMEN,
        "uitleg": uitleg,
        "kolommen": RONDEKOLOMMEN,
        "rijen": list_ronderijen(),
        "mag_openen": PUBLICEREN in request.viewer.handelingen,
        "mag_openstellen": services.OPENSTELLEN in request.viewer.handelingen,
    }
    return render(request, "monitoring/overzicht.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def add_ronde(request: Vraag) -> HttpResponse:
    """Open a round."""
    viewer = request.viewer
    if PUBLICEREN not in viewer.handelingen:
        raise PermissionDenied("U mag geen ronde openen. Vraag uw functioneel beheerder om dit recht.")
    diensten = list_namen(list_codes(klok.today(), soort=OMGEVINGSDIENST), klok.today())
    form = forms.RondeForm(request.POST or None, diensten=sorted(diensten.items(), key=lambda paar: paar[1]))

    def begin(velden: dict[str, Any]) -> Gedaan:
        eigen = viewer.organisatie or next(iter(sorted(viewer.organisaties - {ALLE_ORGANISATIES})), "")
        ronde = services.record_ronde(viewer=viewer, organisatie=eigen, **velden)
        return (
            f"{ronde.naam} is geopend; {format_telling(len(velden['diensten']), 'dienst is', 'diensten zijn')} uitgenodigd.",
            reverse("monitoring:ronde", args=[ronde.pk]),
        )

    return handle_formulier(
        request,
        form,
        begin,
        weigert=(MonitoringError,),
        titel="Nieuwe beoordelingsronde",
        knop="Open de ronde",
        kruimels=make_kruimels(("Nieuwe ronde", "")),
    )


def _get_ronde(ronde_id: uuid.UUID) -> Ronde:
    with as_pagina(BestaatNietError):
        return get_ronde(ronde_id)


@login_required
@require_safe
def show_ronde(request: Vraag, ronde_id: uuid.UUID) -> HttpResponse:
    """Show a round."""
    ronde = _get_ronde(ronde_id)
    with as_pagina(MonitoringError):
        pagina = make_rondepagina(request.viewer, ronde)
    note_gezien(request, list(pagina.zelfbeoordelingen))
    return render(
        request, "monitoring/ronde.html", {"pagina": pagina, "kruimels": make_kruimels((ronde.naam, ""))}
    )


@login_required
@require_http_methods(["GET", "POST"])
def publish_ronde(request: Vraag, ronde_id: uuid.UUID) -> HttpResponse:
    """Make the verdicts of a round known, with before when plans are made."""
    ronde = _get_ronde(ronde_id)
    if PUBLICEREN not in request.viewer.handelingen:
        raise PermissionDenied(
            "U mag oordelen niet openbaar maken. Vraag uw functioneel beheerder om dit recht."
        )

    def publish(velden: dict[str, Any]) -> Gedaan:
        toetsen.publish_ronde(viewer=request.viewer, ronde_id=ronde_id, **velden)
        return "De oordelen van deze ronde zijn openbaar.", reverse("monitoring:ronde", args=[ronde_id])

    return handle_formulier(
        request,
        forms.PubliceerForm(request.POST if request.method == "POST" else None),
        publish,
        weigert=(MonitoringError,),
        titel=f"{ronde.naam}: maak de oordelen openbaar",
        knop="Maak openbaar",
        kruimels=make_kruimels(
            (ronde.naam, reverse("monitoring:ronde", args=[ronde.pk])), ("Openbaar maken", "")
        ),
    )
