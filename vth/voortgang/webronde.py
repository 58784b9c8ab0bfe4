"""The cycle in the site: rounds, contributions, and the report of a round as a page and as a file."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vth.interface.pagina import INHOUDSOORTEN, as_pagina
from vth.interface.uitvoer import VORMEN
from vth.interface.vraag import Vraag
from vth.toegang.rules import Viewer
from vth.toegang.selectors import list_actornamen
from vth.vormgeving.opmaak import format_telling
from vth.zaken.rapport.blokken import Rapport
from vth.zaken.rapport.maken import send_bestand
from vth.zaken.selectors import BestaatNietError
from vth.zaken.webformulier import Daad, Gedaan, do_act, handle_formulier, make_daad

from . import forms, rondes
from .beeldpagina import list_tabs
from .bladeren import read_begin, slice_lijst
from .configuratie import read_configuratie
from .inzage import note_gezien
from .models import Rapportageronde
from .rapportage import Stof, make_gegevens, make_rapport, make_samenvatting, read_stof
from .rondepagina import (
    RONDEKOLOMMEN,
    Bijdragepagina,
    Rondepagina,
    derive_bijdragekolommen,
    list_paren,
    list_ronderijen,
    make_bijdragepagina,
    make_bijdragerijen,
    make_rondepagina,
)
from .rules import STAPPEN, VERGRENDELD, AnderWasVoorError, VoortgangError
from .selectors import get_ronde, is_bureau
from .web import WEG, find_programma, make_kruimels
from .weergave import get_adres

FOUTEN: dict[str, Any] = {
    "weigert": (VoortgangError,),
    "ander_was_voor": (AnderWasVoorError,),
    "bestaat_niet": (BestaatNietError,),
}


@login_required
@require_safe
def list_bijdragen(request: Vraag, programma_id: uuid.UUID) -> HttpResponse:
    """Show what I have to write or approve."""
    programma = find_programma(request, programma_id)
    alle = list_paren(request.viewer, programma)
    with as_pagina():
        deze, volgende = slice_lijst(alle, read_begin(request.GET))
    kolommen, zin = derive_bijdragekolommen(alle)
    context = {
        "programma": programma,
        "kolommen": kolommen,
        "rijen": make_bijdragerijen(programma, deze),
        "zin": zin,
        "volgende": volgende,
        "tabs": list_tabs(programma, "bijdragen"),
        "kruimels": make_kruimels(programma, ("Bijdragen", "")),
    }
    return render(request, "voortgang/bijdragen.html", context)


@login_required
@require_safe
def list_rondes(request: Vraag, programma_id: uuid.UUID) -> HttpResponse:
    """Show the rounds of a programme."""
    programma = find_programma(request, programma_id)
    context = {
        "programma": programma,
        "kolommen": RONDEKOLOMMEN,
        "rijen": list_ronderijen(programma),
        "mag": is_bureau(request.viewer, programma),
        "tabs": list_tabs(programma, "rondes"),
        "kruimels": make_kruimels(programma, ("Rondes", "")),
    }
    return render(request, "voortgang/rondes.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def add_ronde(request: Vraag, programma_id: uuid.UUID) -> HttpResponse:
    """Open a round; the next one that the programme expects is filled in."""
    programma = find_programma(request, programma_id)
    if not is_bureau(request.viewer, programma):
        raise PermissionDenied(
            "Alleen het programmabureau opent een ronde. Vraag uw functioneel beheerder om dit recht."
        )
    namen = set(programma.rondes.values_list("naam", flat=True))
    verwacht = next((r for r in read_configuratie(programma.code).rondes if r.naam not in namen), None)

    def begin(velden: dict[str, Any]) -> Gedaan:
        ronde = rondes.record_ronde(viewer=request.viewer, programma_id=programma.pk, **velden)
        return f"{ronde.naam} is geopend; de eigenaren kunnen schrijven.", reverse(
            "voortgang:ronde", args=[ronde.pk]
        )

    return handle_formulier(
        request,
        forms.RondeForm(
            request.POST if request.method == "POST" else None, initial=vars(verwacht) if verwacht else None
        ),
        begin,
        weigert=(VoortgangError,),
        titel="Open een ronde",
        knop="Open de ronde",
        kruimels=make_kruimels(programma, ("Nieuwe ronde", "")),
    )


@login_required
@require_safe
def show_ronde(request: Vraag, ronde_id: uuid.UUID) -> HttpResponse:
    """Show a round."""
    return _render_ronde(request, ronde_id)


def _render_ronde(
    request: Vraag, ronde_id: uuid.UUID, fout: tuple[str, Form] | None = None, status: int = 200
) -> HttpResponse:
    with as_pagina(*WEG):
        pagina = make_rondepagina(request.viewer, ronde_id, request.GET)
    note_gezien(request, pagina.ronde.programma)
    gemaakt = _make_rondeforms(pagina) | ({fout[0]: fout[1]} if fout else {})
    context = {
        "pagina": pagina,
        "forms": [(naam, _name_knop(pagina, naam), form) for naam, form in gemaakt.items()],
        "hier": reverse("voortgang:ronde", args=[ronde_id]),
        "kruimels": make_kruimels(pagina.ronde.programma, (pagina.ronde.naam, "")),
    }
    return render(request, "voortgang/ronde.html", context, status=status)


# What is done most stands first.
VOLGORDE = ("keur_goed", "geef_terug", "dien_in", "haal_terug")
KNOPPEN = {
    "dien_alles_in": "Dien in wat geschreven is",
    "keur_alles_goed": "Keur goed wat is ingediend",
    "vergrendel": "Vergrendel de ronde",
    "heropen": "Heropen de ronde",
}


def _name_knop(pagina: Rondepagina, naam: str) -> str:
    """Name an act with how many contributions it takes along."""
    aantal = pagina.te_doen.get(naam)
    return f"{KNOPPEN[naam]} ({aantal})" if aantal else KNOPPEN[naam]


def _make_rondeforms(pagina: Rondepagina, data: Any = None) -> dict[str, Form]:
    """Make the form of each act of the office; shown is only what would do something, sent can be all that the round allows."""
    if not pagina.is_bureau:
        return {}
    gezien = {"gezien": pagina.ronde.versie}
    if pagina.ronde.stand == VERGRENDELD:
        return {"heropen": forms.RedenForm(data, initial=gezien, auto_id="heropen_%s")}
    alle: dict[str, Form] = {
        "dien_alles_in": forms.LeegForm(data),
        "keur_alles_goed": forms.LeegForm(data),
        "vergrendel": forms.SluitForm(data, initial=gezien, auto_id="vergrendel_%s"),
    }
    if data is not None:
        return alle
    return {
        naam: form
        for naam, form in alle.items()
        if (not pagina.wacht if naam == "vergrendel" else pagina.te_doen[naam])
    }


@login_required
@require_POST
def act_ronde(request: Vraag, ronde_id: uuid.UUID, wat: str) -> HttpResponse:
    """Do one act on a round."""
    with as_pagina(*WEG):
        pagina = make_rondepagina(request.viewer, ronde_id, {})

    def doe_alle(stap: str) -> Daad:
        def doe(viewer: Viewer, velden: dict[str, Any]) -> str:
            """Take a step with all contributions that can take it, and say why others did not."""
            aantal, niet = rondes.do_stap_alle(viewer=viewer, ronde_id=ronde_id, stap=stap)
            for zin in niet[:3]:
                messages.warning(request, zin)
            return f"Gedaan met {format_telling(aantal, 'bijdrage', 'bijdragen')}."

        return doe

    daden: dict[str, Daad] = {
        "dien_alles_in": doe_alle("dien_in"),
        "keur_alles_goed": doe_alle("keur_goed"),
        "vergrendel": make_daad(rondes.close_ronde, "De ronde is vergrendeld.", ronde_id=ronde_id),
        "heropen": make_daad(
            rondes.reopen_ronde,
            "De ronde is heropend. Elke bijdrage is nog goedgekeurd; geef terug wat anders moet.",
            ronde_id=ronde_id,
        ),
    }

    def toon(fout: tuple[str, Form], status: int) -> HttpResponse:
        if status == 409:
            forms.renew_gezien(fout[1], get_ronde(request.viewer, ronde_id).versie)
        return _render_ronde(request, ronde_id, fout, status)

    adres = reverse("voortgang:ronde", args=[ronde_id])
    return do_act(request, wat, _make_rondeforms(pagina, request.POST), daden, toon, adres, **FOUTEN)


def _get_bijdrage(request: Vraag, bijdrage_id: uuid.UUID) -> Bijdragepagina:
    with as_pagina(*WEG):
        pagina = make_bijdragepagina(request.viewer, bijdrage_id)
    if pagina is None:
        raise Http404("Het onderwerp van deze bijdrage is vervallen.")
    return pagina


@login_required
@require_safe
def show_bijdrage(request: Vraag, bijdrage_id: uuid.UUID) -> HttpResponse:
    """Show a contribution."""
    return _render_bijdrage(request, bijdrage_id)


def _render_bijdrage(
    request: Vraag, bijdrage_id: uuid.UUID, fout: tuple[str, Form] | None = None, status: int = 200
) -> HttpResponse:
    pagina = _get_bijdrage(request, bijdrage_id)
    gemaakt = _make_bijdrageforms(pagina) | ({fout[0]: fout[1]} if fout else {})
    schrijfform = gemaakt.pop("tekst", None)
    context = {
        "pagina": pagina,
        "schrijfform": schrijfform,
        "ander": list_actornamen({pagina.tekst.door}).get(pagina.tekst.door, pagina.tekst.door)
        if status == 409 and pagina.tekst
        else "",
        "forms": [
            (naam, STAPPEN[naam].knop, form)
            for naam, form in sorted(gemaakt.items(), key=lambda paar: VOLGORDE.index(paar[0]))
            # Who writes hands in below what was written; whoever had a hand in it does not approve.
            if form.errors
            or not ((naam == "dien_in" and schrijfform) or (naam == "keur_goed" and pagina.eigen_hand))
        ],
        "hier": reverse("voortgang:bijdrage", args=[bijdrage_id]),
        "deeladres": get_adres(pagina.deel),
        "kruimels": make_kruimels(
            pagina.bijdrage.programma,
            ("Bijdragen", reverse("voortgang:bijdragen", args=[pagina.bijdrage.programma_id])),
            (pagina.deel.naam, ""),
        ),
    }
    return render(request, "voortgang/bijdrage.html", context, status=status)


def _make_bijdrageforms(pagina: Bijdragepagina, data: Any = None) -> dict[str, Form]:
    """Make the form of the text, and of each step that can be taken; without a text yet it begins with that of the last round."""
    gezien, gemaakt = {"gezien": pagina.bijdrage.versie}, dict[str, Form]()
    tekst = pagina.tekst or pagina.vorige
    if pagina.mag_schrijven:
        begin = gezien | ({"voortgang": tekst.voortgang, "planning": tekst.planning} if tekst else {})
        gemaakt["tekst"] = forms.BijdrageForm(data, initial=begin, auto_id="tekst_%s")
    for naam in pagina.stappen:
        soort = forms.StapForm if STAPPEN[naam].reden else forms.SluitForm
        gemaakt[naam] = soort(data, initial=gezien, auto_id=f"{naam}_%s")
    return gemaakt


@login_required
@require_POST
def act_bijdrage(request: Vraag, bijdrage_id: uuid.UUID, wat: str) -> HttpResponse:
    """Do one act on a contribution."""
    pagina = _get_bijdrage(request, bijdrage_id)
    daden = {
        naam: make_daad(rondes.do_stap, stap.gedaan, bijdrage_id=bijdrage_id, stap=naam)
        for naam, stap in STAPPEN.items()
    }
    indienen = "dien_in" in request.POST
    zin = STAPPEN["dien_in"].gedaan if indienen else "De tekst is bewaard als concept."
    daden["tekst"] = make_daad(rondes.record_bijdrage, zin, bijdrage_id=bijdrage_id, indienen=indienen)

    def toon(fout: tuple[str, Form], status: int) -> HttpResponse:
        if status == 409:
            forms.renew_gezien(fout[1], _get_bijdrage(request, bijdrage_id).bijdrage.versie)
        return _render_bijdrage(request, bijdrage_id, fout, status)

    adres = reverse("voortgang:bijdrage", args=[bijdrage_id])
    return do_act(request, wat, _make_bijdrageforms(pagina, request.POST), daden, toon, adres, **FOUTEN)


def _read_stof(request: Vraag, ronde_id: uuid.UUID) -> Stof:
    with as_pagina(*WEG):
        stof = read_stof(request.viewer, get_ronde(request.viewer, ronde_id))
    note_gezien(request, stof.ronde.programma)
    return stof


def _show(request: Vraag, ronde: Rapportageronde, rapport: Rapport, naam: str) -> HttpResponse:
    context = {
        "rapport": rapport,
        "ronde": ronde,
        "bestanden": [
            (vorm.upper(), reverse(f"voortgang:{naam}bestand", args=[ronde.pk, vorm]))
            for vorm in ("pdf", "docx", "md")
        ],
        "kruimels": make_kruimels(
            ronde.programma, (ronde.naam, reverse("voortgang:ronde", args=[ronde.pk])), (rapport.titel, "")
        ),
    }
    return render(request, "voortgang/rapport.html", context)


@login_required
@require_safe
def show_rapport(request: Vraag, ronde_id: uuid.UUID) -> HttpResponse:
    """Show the report of a round."""
    stof = _read_stof(request, ronde_id)
    return _show(request, stof.ronde, make_rapport(stof), "rapport")


@login_required
@require_safe
def show_samenvatting(request: Vraag, ronde_id: uuid.UUID) -> HttpResponse:
    """Show the summary of a round."""
    stof = _read_stof(request, ronde_id)
    return _show(request, stof.ronde, make_samenvatting(stof), "samenvatting")


@login_required
@require_safe
def download_rapport(request: Vraag, ronde_id: uuid.UUID, vorm: str) -> HttpResponse:
    """Send the report of a round as a file."""
    stof = _read_stof(request, ronde_id)
    return send_bestand(make_rapport(stof), vorm, f"voortgangsrapportage-{stof.ronde.peildatum.isoformat()}")


@login_required
@require_safe
def download_samenvatting(request: Vraag, ronde_id: uuid.UUID, vorm: str) -> HttpResponse:
    """Send the summary of a round as a file."""
    stof = _read_stof(request, ronde_id)
    return send_bestand(make_samenvatting(stof), vorm, f"samenvatting-{stof.ronde.peildatum.isoformat()}")


@login_required
@require_safe
def download_gegevens(request: Vraag, ronde_id: uuid.UUID, vorm: str) -> HttpResponse:
    """Send a round as open data."""
    stof = _read_stof(request, ronde_id)
    if vorm not in VORMEN:
        raise Http404(f"Deze gegevens zijn er als {', '.join(VORMEN)}.")
    antwoord = HttpResponse(make_gegevens(stof, vorm), content_type=INHOUDSOORTEN[vorm])
    antwoord["Content-Disposition"] = (
        f'attachment; filename="voortgang-{stof.ronde.peildatum.isoformat()}.{vorm}"'
    )
    return antwoord
