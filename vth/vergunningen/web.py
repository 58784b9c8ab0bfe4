"""Permits in the site: the list, one as it stands on any day, one voorschrift."""

import uuid
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from vth.interface.invoer import read_peilmoment
from vth.interface.inzage import note_rijen
from vth.interface.lijstuitvoer import note_and_send
from vth.interface.pagina import as_pagina
from vth.interface.vraag import Vraag
from vth.organisaties.selectors import list_namen
from vth.tijd import klok
from vth.tijd.rules import OPEN_TIJDSTIP
from vth.toegang.rules import ALLE_ORGANISATIES
from vth.zaken.selectors import BestaatNietError

from . import forms, services, uitvoer
from .boeking import SCHRIJVEN, VASTSTELLEN
from .controle import NieuweVergunning
from .lijstpagina import make_lijst, read_lijstpagina
from .models import Vergunning
from .selectors import find_eerste_werking, get_vergunning, get_voorschrift
from .vergunningpagina import make_vergunningpagina
from .voorschriftpagina import make_voorschriftpagina
from .webformulier import Gedaan, check_recht, handle_formulier

LIJST = ("Vergunningen", "vergunningen:lijst")


def make_kruimels(*rest: tuple[str, str]) -> list[tuple[str, str]]:
    """Make the path to a page of this room."""
    return [(LIJST[0], reverse(LIJST[1])), *rest]


def make_pad(vergunning: Vergunning, *rest: tuple[str, str]) -> list[tuple[str, str]]:
    """Make the path to a page below a permit."""
    return make_kruimels(
        (vergunning.kenmerk, reverse("vergunningen:vergunning", args=[vergunning.pk])), *rest
    )


@login_required
@require_safe
def list_vergunningen(request: Vraag) -> HttpResponse:
    """Show the permits that the viewer may see."""
    with as_pagina():
        pagina = read_lijstpagina(request.viewer, request.GET)
    note_rijen(request, "vergunningen.list", list(pagina.vergunningen))
    return render(request, "vergunningen/lijst.html", {"pagina": pagina})


@login_required
@require_safe
def download_lijst(request: Vraag, vorm: str) -> HttpResponseBase:
    """Send the list at the same address as a file."""
    return note_and_send(request, "vergunningen.download", vorm, make_lijst, bestand="vergunningen")


@login_required
@require_http_methods(["GET", "POST"])
def add_vergunning(request: Vraag) -> HttpResponse:
    """Record a permit."""
    viewer = request.viewer
    check_recht(request, SCHRIJVEN)
    eigen = sorted(viewer.organisaties - {ALLE_ORGANISATIES})
    gebieden = sorted(viewer.zicht.gebieden)[:400]
    namen = list_namen([*eigen, *gebieden], klok.today())
    form = forms.VergunningForm(
        request.POST or None,
        organisaties=[(c, namen.get(c, c)) for c in eigen],
        gebieden=sorted(((c, namen.get(c, c)) for c in gebieden), key=lambda p: p[1]),
    )

    def record(velden: dict[str, Any]) -> Gedaan:
        vergunning = services.record_vergunning(viewer=viewer, nieuw=NieuweVergunning(**velden))
        zin = f"Vergunning {vergunning.kenmerk} is vastgelegd."
        return zin, reverse("vergunningen:vergunning", args=[vergunning.pk])

    return handle_formulier(
        request,
        form,
        record,
        titel="Leg een vergunning vast",
        knop="Leg vast",
        kruimels=make_kruimels(("Nieuw", "")),
    )


@login_required
@require_safe
def show_vergunning(request: Vraag, vergunning_id: uuid.UUID) -> HttpResponse:
    """Show one permit as it stands at the moment that the address asks for."""
    with as_pagina(BestaatNietError):
        peilmoment = read_peilmoment(request.GET)
        deel = request.GET.get("deel", "")
        pagina = make_vergunningpagina(request.viewer, vergunning_id, peilmoment, deel=deel)
    note_rijen(request, "vergunning.read", [pagina.vergunning])
    context = {
        "pagina": pagina,
        "peilmoment": peilmoment,
        "peilmoment_kiesbaar": True,
        "vast_adres": request.build_absolute_uri(reverse("vergunningen:vergunning", args=[vergunning_id])),
        "kruimels": make_kruimels((pagina.vergunning.kenmerk, "")),
    }
    return render(request, "vergunningen/vergunning.html", context)


@login_required
@require_safe
def show_voorschrift(request: Vraag, voorschrift_id: uuid.UUID) -> HttpResponse:
    """Show one voorschrift with its whole life, at its permanent address."""
    with as_pagina(BestaatNietError):
        peilmoment = read_peilmoment(request.GET)
        pagina = make_voorschriftpagina(request.viewer, voorschrift_id, peilmoment)
    vergunning = pagina.voorschrift.vergunning
    note_rijen(request, "voorschrift.read", [vergunning])
    eigen = vergunning.leverancier in request.viewer.organisaties
    context = {
        "pagina": pagina,
        "mag_verbeteren": VASTSTELLEN in request.viewer.handelingen and eigen,
        "mag_wijzigen": SCHRIJVEN in request.viewer.handelingen and eigen,
        "peilmoment": peilmoment,
        "peilmoment_kiesbaar": True,
        "vast_adres": request.build_absolute_uri(reverse("vergunningen:voorschrift", args=[voorschrift_id])),
        "kruimels": make_pad(vergunning, (pagina.naam[:60], "")),
    }
    return render(request, "vergunningen/voorschrift.html", context)


@login_required
@require_safe
def redirect_versie(request: Vraag, voorschrift_id: uuid.UUID, mutatie_id: int) -> HttpResponse:
    """Lead the permanent address of one version of a voorschrift to its page, at the first moment at which it held and was known so."""
    with as_pagina(BestaatNietError):
        voorschrift = get_voorschrift(request.viewer, voorschrift_id)
    note_rijen(request, "voorschrift.read", [voorschrift.vergunning])
    werking = find_eerste_werking(voorschrift, mutatie_id)
    if werking is None:
        raise Http404("Deze versie van het voorschrift bestaat niet, of heeft nooit gewerkt.")
    vraag = {"geldigOp": werking.begin_geldigheid.isoformat()}
    if werking.eind_registratie < OPEN_TIJDSTIP:
        vraag["beschikbaarOp"] = werking.tijdstip_registratie.isoformat()
    adres = reverse("vergunningen:voorschrift", args=[voorschrift_id])
    return redirect(f"{adres}?{urlencode(vraag)}#versie-{mutatie_id}")


@login_required
@require_safe
def download(request: Vraag, vergunning_id: uuid.UUID, vorm: str, *, openbaar: bool = False) -> HttpResponse:
    """Send the permit as it stands at the moment that the address asks for, or what everybody may read of it, as a document or as data."""
    if vorm not in uitvoer.VORMEN:
        raise Http404("Deze download bestaat niet.")
    with as_pagina(BestaatNietError):
        peilmoment = read_peilmoment(request.GET)
        vergunning = get_vergunning(request.viewer, vergunning_id)
        adres = request.build_absolute_uri(reverse("vergunningen:vergunning", args=[vergunning_id]))
        bestand = uitvoer.make_bestand(request.viewer, vergunning, peilmoment, vorm, adres, openbaar=openbaar)
    note_rijen(request, "vergunning.download", [vergunning])
    antwoord = HttpResponse(bestand, content_type=uitvoer.VORMEN[vorm])
    naam = f"vergunning-{'openbaar-' if openbaar else ''}{peilmoment.geldig_op.isoformat()}.{vorm}"
    antwoord["Content-Disposition"] = f'attachment; filename="{naam}"'
    return antwoord
