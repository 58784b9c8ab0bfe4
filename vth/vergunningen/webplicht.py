"""Obligations and standard texts in the site: what a permit asks by when, its calendar, and which permits stand on an old text."""

import uuid
from datetime import date, timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from vth.interface.inzage import note_rijen
from vth.interface.pagina import as_pagina
from vth.interface.vraag import Vraag
from vth.organisaties.selectors import list_namen
from vth.tijd import klok
from vth.tijd.rules import Peilmoment
from vth.toegang.rules import ALLE_ORGANISATIES, Viewer
from vth.vormgeving.onderdelen import Kolom
from vth.vormgeving.opmaak import format_datum
from vth.zaken.selectors import BestaatNietError

from . import forms
from .boeking import SCHRIJVEN
from .models import Vergunning
from .plichten import TERUG, VOORUIT, Plichtdag, list_plichtdagen, make_kalender, record_afdoening
from .rules import VergunningError
from .selectors import get_vergunning
from .standaard import list_standaarden, list_verouderd_gebruik, record_standaard
from .web import make_kruimels

PLICHTKOLOMMEN = (
    Kolom("dag", "Uiterlijk", "datum"),
    Kolom("wat", "Wat"),
    Kolom("nummer", "Voorschrift"),
    Kolom("toestand", "Toestand", "toestand"),
)
STANDAARDKOLOMMEN = (
    Kolom("code", "Code"),
    Kolom("onderwerp", "Onderwerp"),
    Kolom("vanaf", "Laatste versie vanaf", "datum"),
    Kolom("aantal", "In voorschriften", "getal"),
    Kolom("ouder", "Oudere versie", "getal"),
)
GEBRUIKKOLOMMEN = (
    Kolom("vergunning", "Vergunning"),
    Kolom("nummer", "Voorschrift"),
    Kolom("versie", "Versie", "getal"),
)


def _read_dagen(vergunning: Vergunning) -> list[Plichtdag]:
    """Give what a permit asks from a year ago up to a year ahead, as it stands now."""
    op = klok.today()
    return list_plichtdagen(vergunning, Peilmoment(op, klok.now()), op - TERUG, op + VOORUIT)


@login_required
@require_http_methods(["GET", "POST"])
def show_plichten(request: Vraag, vergunning_id: uuid.UUID) -> HttpResponse:
    """Show what a permit asks of its holder and by when; record that something was met."""
    with as_pagina(BestaatNietError):
        vergunning = get_vergunning(request.viewer, vergunning_id)
    note_rijen(request, "vergunning.read", [vergunning])
    dagen = _read_dagen(vergunning)
    open_ = [
        (d.sleutel, f"{format_datum(d.dag)}: {d.nummer} {d.verplichting.omschrijving}"[:140])
        for d in dagen
        if d.voldaan_op is None
    ]
    mag = SCHRIJVEN in request.viewer.handelingen and vergunning.leverancier in request.viewer.organisaties
    form = forms.AfdoenForm(request.POST or None, dagen=open_) if mag and open_ else None
    if request.method == "POST" and form is not None and form.is_valid():
        try:
            _settle(request.viewer, vergunning_id, form.cleaned_data)
        except VergunningError as fout:
            form.add_error(None, str(fout))
        else:
            messages.success(request, "Vastgelegd dat aan de verplichting is voldaan.")
            return redirect("vergunningen:plichten", vergunning_id)
    context = {
        "vergunning": vergunning,
        "kolommen": PLICHTKOLOMMEN,
        "rijen": [_make_rij(d, klok.today()) for d in dagen],
        "form": form,
        "kruimels": make_kruimels(
            (vergunning.kenmerk, reverse("vergunningen:vergunning", args=[vergunning.pk])),
            ("Verplichtingen", ""),
        ),
    }
    return render(request, "vergunningen/plichten.html", context, status=422 if form and form.errors else 200)


def _settle(viewer: Viewer, vergunning_id: uuid.UUID, velden: dict[str, object]) -> None:
    """Record that the chosen obligation was met."""
    voorschrift, plicht, dag = str(velden["plichtdag"]).split(":")
    record_afdoening(
        viewer=viewer,
        vergunning_id=vergunning_id,
        voorschrift_id=uuid.UUID(voorschrift),
        plicht=int(plicht),
        dag=date.fromisoformat(dag),
        voldaan_op=velden["voldaan_op"],  # type: ignore[arg-type]
        toelichting=str(velden["toelichting"]),
    )


def _make_rij(d: Plichtdag, op: date) -> dict[str, object]:
    """Make the row of one day."""
    if d.voldaan_op:
        toestand = ("goed", f"voldaan op {format_datum(d.voldaan_op)}")
    elif d.dag < op:
        toestand = ("fout", "niet op tijd vastgelegd")
    else:
        toestand = ("aandacht", "binnen een maand") if d.dag < op + timedelta(days=31) else ("wacht", "later")
    return {
        "dag": d.dag,
        "wat": f"{d.verplichting.soort.value.capitalize()}: {d.verplichting.omschrijving}",
        "nummer": d.nummer,
        "toestand": toestand,
    }


@login_required
@require_safe
def send_kalender(request: Vraag, vergunning_id: uuid.UUID) -> HttpResponse:
    """Send the obligations of a permit as a calendar, for the company or for one's own program."""
    with as_pagina(BestaatNietError):
        vergunning = get_vergunning(request.viewer, vergunning_id)
    note_rijen(request, "vergunning.download", [vergunning])
    adres = request.build_absolute_uri(reverse("vergunningen:plichten", args=[vergunning_id]))
    antwoord = HttpResponse(
        make_kalender(vergunning, _read_dagen(vergunning), adres), content_type="text/calendar; charset=utf-8"
    )
    antwoord["Content-Disposition"] = 'attachment; filename="verplichtingen.ics"'
    return antwoord


@login_required
@require_http_methods(["GET", "POST"])
def list_alle_standaarden(request: Vraag) -> HttpResponse:
    """Show the standard texts with their use; write a next version of one."""
    viewer = request.viewer
    eigen = sorted(viewer.organisaties - {ALLE_ORGANISATIES})
    namen = list_namen(eigen, klok.today())
    form = None
    if SCHRIJVEN in viewer.handelingen and eigen:
        form = forms.StandaardForm(request.POST or None, organisaties=[(c, namen.get(c, c)) for c in eigen])
    if request.method == "POST" and form is not None and form.is_valid():
        try:
            versie = record_standaard(viewer=viewer, **form.cleaned_data)
        except VergunningError as fout:
            form.add_error(None, str(fout))
        else:
            messages.success(request, f"Versie {versie.volgnummer} is vastgelegd.")
            return redirect("vergunningen:standaarden")
    rijen = [
        {
            "url": reverse("vergunningen:standaard", args=[g.standaard.pk]),
            "code": g.standaard.code,
            "onderwerp": g.standaard.onderwerp,
            "vanaf": g.laatste.vanaf,
            "aantal": g.aantal,
            "ouder": g.ouder,
        }
        for g in list_standaarden(viewer)
    ]
    context = {
        "kolommen": STANDAARDKOLOMMEN,
        "rijen": rijen,
        "form": form,
        "kruimels": make_kruimels(("Standaardteksten", "")),
    }
    return render(
        request, "vergunningen/standaarden.html", context, status=422 if form and form.errors else 200
    )


@login_required
@require_safe
def show_standaard(request: Vraag, standaard_id: uuid.UUID) -> HttpResponse:
    """Show one standard text with its versions, and where permits stand on an older one."""
    gevonden = next((g for g in list_standaarden(request.viewer) if g.standaard.pk == standaard_id), None)
    if gevonden is None:
        raise Http404("Deze standaardtekst bestaat niet, of is niet van uw organisatie.")
    gebruik = list_verouderd_gebruik(request.viewer, standaard_id)
    note_rijen(request, "vergunningen.list", [w.vergunning for w in gebruik])
    context = {
        "gebruik": gevonden,
        "versies": gevonden.standaard.versies.order_by("-volgnummer"),
        "kolommen": GEBRUIKKOLOMMEN,
        "rijen": [
            {
                "url": reverse("vergunningen:voorschrift", args=[w.voorschrift_id]),
                "vergunning": f"{w.vergunning.kenmerk} {w.vergunning.titel}",
                "nummer": w.mutatie.nummer,
                "versie": w.mutatie.standaard.volgnummer if w.mutatie.standaard else 0,
            }
            for w in gebruik
        ],
        "kruimels": make_kruimels(
            ("Standaardteksten", reverse("vergunningen:standaarden")), (gevonden.standaard.code, "")
        ),
    }
    return render(request, "vergunningen/standaard.html", context)
