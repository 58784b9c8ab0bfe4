"""The agenda in the site, and as a calendar that a program reads with a secret in its address."""

from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from vth.agenda.models import Agendapunt
from vth.agenda.rules import Kalenderpunt, derive_kalender
from vth.agenda.selectors import find_agendagebruiker, find_agendasleutel, list_dagen
from vth.agenda.services import AgendaError, close_agendasleutel, record_agendasleutel
from vth.interface.invoer import InvoerError, Veldfout
from vth.interface.inzage import note_rijen
from vth.interface.pagina import as_pagina
from vth.interface.vraag import Vraag
from vth.organisaties.selectors import make_viewer
from vth.tijd import klok
from vth.toegang.claim import claim_zicht
from vth.toegang.rules import MET_TWEEDE_FACTOR
from vth.vormgeving.onderdelen import Kolom

TERUG, VOORUIT, HOOGSTENS = timedelta(days=60), timedelta(days=365), 500
WEKEN, KALENDERGRENS = 4, 2_000
KOLOMMEN = (Kolom("titel", "Wat"), Kolom("dag", "Dag", "datum"), Kolom("aard", "Soort dag"))
AARDEN = dict(Agendapunt.Aard.choices)
PAGINAS = {
    "zaak": "zaken:zaak",
    "adviesverzoek": "zaken:advies",
    "controledossier": "toezicht:controle",
    "overtredingdossier": "handhaving:overtreding",
    "maatregeldossier": "handhaving:maatregel",
    "dwangsomdossier": "handhaving:verbeurte",
    "vergunning": "vergunningen:plichten",
    "vthobject": "toezicht:ritme",
    "verzoek": "vergunningen:melding",
    "zelfbeoordeling": "monitoring:zelfbeoordeling",
}


@login_required
@require_safe
def show_agenda(request: Vraag) -> HttpResponse:
    """Show what is asked of the viewer in four weeks from a day, his own or of his organisations as well."""
    with as_pagina():
        vanaf = _read_vanaf(request.GET.get("dag", ""))
    eigen = request.GET.get("wie") != "alles"
    tot = vanaf + timedelta(weeks=WEKEN)
    punten = list_dagen(request.viewer, vanaf=vanaf, tot=tot, alleen_eigen=eigen, hoogstens=HOOGSTENS)
    eerder = list_dagen(request.viewer, vanaf=date.min, tot=vanaf, alleen_eigen=eigen, hoogstens=HOOGSTENS)
    note_rijen(request, "agenda.list", [*eerder, *punten])
    context = {
        "weken": list_weken(punten[:HOOGSTENS], vanaf),
        "eerder": [make_rij(p) for p in eerder[:HOOGSTENS]],
        "kolommen": KOLOMMEN,
        "eigen": eigen,
        "vanaf": vanaf,
        "vorige": vanaf - timedelta(weeks=WEKEN),
        "volgende": tot,
        "afgekapt": len(punten) > HOOGSTENS,
        "sleutel": find_agendasleutel(request.viewer),
        "kan_sleutel": request.viewer.gebruiker_id is not None,
    }
    return render(request, "portaal/agenda.html", context)


def _read_vanaf(tekst: str) -> date:
    """Read the first day; without one it is Monday of this week. Raises InvoerError."""
    vandaag = klok.today()
    if not tekst:
        return vandaag - timedelta(days=vandaag.weekday())
    try:
        dag = date.fromisoformat(tekst)
        if not 1900 < dag.year < 2200:
            raise ValueError
    except ValueError as fout:
        melding = f"‘{tekst[:40]}’ is geen dag. Schrijf haar als 2025-04-22."
        raise InvoerError([Veldfout("dag", melding, "geen_datum")]) from fout
    return dag


def list_weken(punten: list[Agendapunt], vanaf: date) -> list[dict[str, Any]]:
    """Put days in weeks, each with its rows; a week without a day stays, so that one sees that it is free."""
    weken = []
    for n in range(WEKEN):
        begin = vanaf + timedelta(weeks=n)
        eind = begin + timedelta(days=7)
        rijen = [make_rij(p) for p in punten if begin <= p.dag < eind]
        weken.append({"nummer": str(begin.isocalendar().week), "begin": begin, "rijen": rijen})
    return weken


def derive_puntadres(punt: Agendapunt) -> str:
    """Give the address of what a day is about; empty when it has no page. Of a programme that is a contribution or a part."""
    naam = PAGINAS.get(punt.soort)
    if punt.soort == "programma":
        naam = "voortgang:onderdeel" if punt.sleutel == "mijlpaal" else "voortgang:bijdrage"
    return reverse(naam, args=[punt.onderwerp]) if naam else ""


def make_rij(punt: Agendapunt) -> dict[str, Any]:
    """Make the row of one day."""
    return {
        "url": derive_puntadres(punt),
        "titel": punt.titel,
        "dag": punt.dag,
        "aard": AARDEN[punt.aard],
    }


@login_required
@require_POST
def change_sleutel(request: Vraag) -> HttpResponse:
    """Give a new secret address, shown this once, or withdraw the one that is there."""
    with as_pagina():
        if request.POST.get("weg"):
            close_agendasleutel(viewer=request.viewer)
            messages.success(request, "Het adres van uw agenda werkt niet meer.")
            return redirect("portaal:agenda")
        try:
            geheim = record_agendasleutel(viewer=request.viewer)
        except AgendaError as fout:
            raise Http404(str(fout)) from fout
    adres = request.build_absolute_uri(reverse("portaal:kalender", args=[geheim]))
    return render(
        request,
        "portaal/agendasleutel.html",
        {"adres": adres, "kruimels": [("Agenda", reverse("portaal:agenda")), ("Adres", "")]},
    )


@require_safe
def send_kalender(request: Vraag, geheim: str) -> HttpResponse:
    """Send the days of the account that the secret belongs to, with what that account may see now.

    Of what asks a second factor it says only that there is a day: who has the address has no second factor.
    """
    gebruiker = find_agendagebruiker(geheim)
    if gebruiker is None:
        raise Http404("Deze agenda bestaat niet.")
    viewer, vandaag = make_viewer(gebruiker, klok.today()), klok.today()
    request.viewer = viewer
    with claim_zicht(viewer.zicht):
        punten = list_dagen(
            viewer, vanaf=vandaag - TERUG, tot=vandaag + VOORUIT, alleen_eigen=True, hoogstens=KALENDERGRENS
        )[:KALENDERGRENS]
    note_rijen(request, "agenda.kalender", punten)
    tekst = derive_kalender(
        (make_kalenderpunt(request, p) for p in punten), naam="Termijnen Open VTH", stempel=klok.now()
    )
    antwoord = HttpResponse(tekst, content_type="text/calendar; charset=utf-8")
    antwoord["Referrer-Policy"] = "no-referrer"
    return antwoord


def make_kalenderpunt(request: Vraag, punt: Agendapunt) -> Kalenderpunt:
    """Make one day of the calendar, without a word of what is confidential."""
    rij = make_rij(punt)
    titel = (
        f"{AARDEN[punt.aard].capitalize()} in een zaak"
        if punt.vertrouwelijkheid in MET_TWEEDE_FACTOR
        else punt.titel
    )
    return Kalenderpunt(
        f"{punt.pk}@open-vth", punt.dag, titel, request.build_absolute_uri(rij["url"]) if rij["url"] else ""
    )
