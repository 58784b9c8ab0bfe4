"""Evidence in the site: the documents of the own diensten with the visits that saw them, and sending one to who may see it."""

import uuid
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.forms import Form
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from vth.interface.inzage import note_inzage
from vth.interface.pagina import as_pagina
from vth.interface.vraag import Vraag
from vth.toegang.rules import Viewer
from vth.zaken.documenten.rules import DocumentError
from vth.zaken.documenten.uitgifte import send_versie
from vth.zaken.documenten.webgrens import refuse_te_groot
from vth.zaken.selectors import BestaatNietError
from vth.zaken.webformulier import Daad, do_act, make_daad

from . import formsbewijs as forms
from .bewijslezen import get_bewijsversie
from .bewijspagina import Bewijspagina, make_bewijspagina
from .bewijzen import (
    Gebracht,
    accept_bewijsstuk,
    accept_bewijsversie,
    accept_stukbewijs,
    cancel_bewijsstuk,
    record_stukbewijs,
)
from .boeking import SOORT
from .rules import INVULLEN, AnderWasVoorError, MonitoringError
from .visitaties import cancel_visitatie, record_visitatie
from .web import make_kruimels


def say_gebracht(gebracht: Gebracht, nieuw: str) -> str:
    """Say that a document was taken in, or that the same bytes were there already."""
    versie = gebracht.versie
    if gebracht.nieuw:
        return nieuw
    return f"Dit bestand was er al, als versie {versie.volgnummer} van ‘{versie.bewijsstuk.titel}’. Dat stuk is gebruikt; er is niets dubbel bewaard."


def _split(velden: dict[str, Any]) -> dict[str, Any]:
    """Hand a service the bytes and the name of the file of a form."""
    bestand: UploadedFile = velden.pop("bestand")
    return velden | {"brokken": bestand.chunks(), "bestandsnaam": bestand.name or ""}


def make_stukdaad(id_: uuid.UUID) -> Daad:
    """Give the act that uses a document in a self-assessment, after taking it in when it is new."""

    def doe(viewer: Viewer, velden: dict[str, Any]) -> str:
        """Use the one that was chosen, or bring the file."""
        stuk = velden.pop("bewijsstuk_id")
        if not stuk:
            gebracht = accept_stukbewijs(viewer=viewer, zelfbeoordeling_id=id_, **_split(velden))
            return say_gebracht(gebracht, "Het bewijs is toegevoegd.")
        gekozen = {naam: velden[naam] for naam in ("voor", "reden", "gezien")}
        nieuw = record_stukbewijs(viewer=viewer, zelfbeoordeling_id=id_, bewijsstuk_id=stuk, **gekozen)
        return "Het bewijs is toegevoegd." if nieuw else "Dit stuk toonde dat al aan; er is niets veranderd."

    return doe


@login_required
@require_safe
def show_bewijs(request: Vraag) -> HttpResponse:
    """Show the evidence of the own diensten."""
    _check(request)
    return _render(request)


def _check(request: Vraag) -> None:
    if INVULLEN not in request.viewer.handelingen:
        raise PermissionDenied(
            "U beheert geen bewijs van een omgevingsdienst. Vraag uw functioneel beheerder om dit recht."
        )


def _render(request: Vraag, fout: tuple[str, Form] | None = None, status: int = 200) -> HttpResponse:
    pagina = make_bewijspagina(request.viewer)
    note_inzage(
        request, "visitatie.read", leveranciers=list(pagina.bij), soorten={SOORT}, aantal=len(pagina.gebracht)
    )
    context = {
        "pagina": pagina,
        "forms": _make_forms(pagina) | ({fout[0]: fout[1]} if fout else {}),
        "hier": reverse("monitoring:bewijs"),
        "kruimels": make_kruimels(("Bewijs en visitaties", "")),
    }
    return render(request, "monitoring/bewijs.html", context, status=status)


def _make_forms(pagina: Bewijspagina, data: Any = None, files: Any = None) -> dict[str, Form]:
    """Make the form of each act that can be done now."""
    stukken, diensten = list(pagina.stukkeuzes), list(pagina.diensten)
    gemaakt: dict[str, Form] = {
        "stuk": forms.NieuwStukForm(data, files, diensten=diensten, auto_id="stuk_%s"),
        "visitatie": forms.VisitatieForm(
            data,
            diensten=diensten,
            stukken=stukken,
            bezoekende=list(pagina.bezoekkeuzes),
            auto_id="visitatie_%s",
        ),
    }
    if stukken:
        gemaakt["versie"] = forms.StukversieForm(data, files, stukken=stukken, auto_id="versie_%s")
        gemaakt["intrekken"] = forms.StukintrekkenForm(data, stukken=stukken, auto_id="intrekken_%s")
    if pagina.visitatiekeuzes:
        gemaakt["visitatieweg"] = forms.VisitatieintrekkenForm(
            data, visitaties=list(pagina.visitatiekeuzes), auto_id="visitatieweg_%s"
        )
    return gemaakt


@refuse_te_groot
@require_POST
def act_bewijs(request: Vraag, wat: str) -> HttpResponse:
    """Do one act."""
    _check(request)
    pagina = make_bewijspagina(request.viewer)
    return do_act(
        request,
        wat,
        _make_forms(pagina, request.POST, request.FILES),
        DADEN,
        lambda fout, status: _render(request, fout, status),
        reverse("monitoring:bewijs"),
        weigert=(MonitoringError, DocumentError),
        ander_was_voor=(AnderWasVoorError,),
        bestaat_niet=(BestaatNietError,),
    )


def _bring(viewer: Viewer, velden: dict[str, Any]) -> str:
    gebracht = accept_bewijsstuk(viewer=viewer, **_split(velden))
    return say_gebracht(gebracht, "Het stuk is bewaard. Gebruik het bij een zelfbeoordeling of visitatie.")


def _renew(viewer: Viewer, velden: dict[str, Any]) -> str:
    gebracht = accept_bewijsversie(viewer=viewer, **_split(velden))
    return say_gebracht(
        gebracht,
        f"Versie {gebracht.versie.volgnummer} is bewaard. Wat op een eerdere rust, verandert pas als u het stuk daar opnieuw toevoegt.",
    )


DADEN: dict[str, Daad] = {
    "stuk": _bring,
    "versie": _renew,
    "intrekken": make_daad(
        cancel_bewijsstuk, "Het stuk is ingetrokken, overal waar het iets aantoonde; het blijft zichtbaar."
    ),
    "visitatie": make_daad(record_visitatie, "De visitatie is vastgelegd."),
    "visitatieweg": make_daad(
        cancel_visitatie, "De visitatie is ingetrokken; zij blijft met de reden zichtbaar."
    ),
}


@login_required
@require_safe
def send_bewijs(request: Vraag, id_: uuid.UUID, versie: int) -> FileResponse:
    """Send a version of a document to who may see it; every time is noted."""
    with as_pagina(BestaatNietError):
        gevonden = get_bewijsversie(request.viewer, id_, versie)
    note_inzage(
        request,
        "bewijs.download",
        leveranciers=[gevonden.bewijsstuk.leverancier],
        soorten={SOORT},
        aantal=1,
        altijd=True,
    )
    try:
        return send_versie(gevonden)
    except FileNotFoundError as fout:
        raise Http404(
            "Het bestand staat niet in de opslag. Meld dit aan de beheerder van Open VTH."
        ) from fout
