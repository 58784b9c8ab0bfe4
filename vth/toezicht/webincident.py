"""Incidents in the site, the figures about signals, and a trial of other questions."""

import uuid
from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vth.interface.inzage import note_rijen
from vth.interface.pagina import as_pagina
from vth.interface.vraag import Vraag
from vth.tijd import klok
from vth.vormgeving.onderdelen import Kolom
from vth.zaken.selectors import BestaatNietError

from .forms import GezienForm
from .incidenten import close_incident
from .signaalcijfers import Triageproef, list_voorbeelden, make_proef, read_voorstel
from .signaalforms import TriageproefForm
from .signaallijstpagina import list_organisaties, read_cijferpagina, read_incidentenpagina
from .signaalpagina import make_incidentpagina
from .signaalrules import SignaalError, Triageuitkomst
from .signaalwoorden import name_code
from .websignaal import check_recht, derive_status, make_kruimels

INCIDENTEN = ("Incidenten", "toezicht:incidenten")
TOON = 30
PROEFKOLOMMEN = (
    Kolom("categorie", "Categorie"),
    Kolom("antwoorden", "Antwoorden"),
    Kolom("nu", "Nu"),
    Kolom("dan", "Met dit bestand"),
    Kolom("aantal", "Berichten", "getal"),
    Kolom("zoals", "Zoals"),
)


@login_required
@require_safe
def list_incidenten(request: Vraag) -> HttpResponse:
    """Show the incidents."""
    with as_pagina():
        pagina = read_incidentenpagina(request.viewer, request.GET)
    note_rijen(request, "incidenten.list", pagina.incidenten)
    context = {"pagina": pagina, "kruimels": make_kruimels((INCIDENTEN[0], ""))}
    return render(request, "toezicht/incidenten.html", context)


@login_required
@require_safe
def show_incident(request: Vraag, incident_id: uuid.UUID) -> HttpResponse:
    """Show one incident with its signals."""
    return _render(request, incident_id)


def _render(
    request: Vraag, incident_id: uuid.UUID, form: GezienForm | None = None, status: int = 200
) -> HttpResponse:
    """Show one incident, with what went wrong when something did."""
    with as_pagina(BestaatNietError):
        pagina = make_incidentpagina(request.viewer, incident_id)
    note_rijen(request, "incident.read", [pagina.incident, *pagina.signalen])
    if form is None and pagina.kan_sluiten:
        form = GezienForm(initial={"gezien": pagina.incident.versie})
    kruimels = make_kruimels((INCIDENTEN[0], reverse(INCIDENTEN[1])), (pagina.incident.kenmerk, ""))
    context = {"pagina": pagina, "form": form, "kruimels": kruimels}
    return render(request, "toezicht/incident.html", context, status=status)


@login_required
@require_POST
def end_incident(request: Vraag, incident_id: uuid.UUID) -> HttpResponse:
    """Close one incident."""
    form = GezienForm(request.POST)
    gezien = form.cleaned_data["gezien"] if form.is_valid() else None
    try:
        with as_pagina(BestaatNietError):
            close_incident(viewer=request.viewer, incident_id=incident_id, gezien=gezien)
    except SignaalError as fout:
        form.add_error(None, str(fout))
        return _render(request, incident_id, form, derive_status(fout))
    messages.success(request, "Het incident is afgesloten.")
    return redirect("toezicht:incident", incident_id)


@login_required
@require_safe
def show_cijfers(request: Vraag) -> HttpResponse:
    """Show how many came in, about what, and how they ended."""
    with as_pagina():
        pagina = read_cijferpagina(request.viewer, request.GET)
    context = {"pagina": pagina, "kruimels": make_kruimels(("Cijfers", ""))}
    return render(request, "toezicht/signaalcijfers.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def try_triage(request: Vraag) -> HttpResponse:
    """Try a file of questions on the signals of last month; nothing changes by it."""
    check_recht(request.viewer)
    eerste = klok.today().replace(day=1)
    van = (eerste - timedelta(days=1)).replace(day=1)
    form = TriageproefForm(
        request.POST or None,
        request.FILES or None,
        organisaties=list_organisaties(request.viewer),
        van=van,
        tot=eerste - timedelta(days=1),
    )
    context: dict[str, object] = {"form": form, "kruimels": make_kruimels(("Vragen beproeven", ""))}
    if request.method == "POST" and form.is_valid():
        try:
            context |= _try(request, form)
        except SignaalError as fout:
            form.add_error(None, str(fout))
    return render(request, "toezicht/triageproef.html", context, status=422 if form.errors else 200)


def _try(request: Vraag, form: TriageproefForm) -> dict[str, object]:
    """Try the file of a form, and give what the page shows of it."""
    velden = form.cleaned_data
    voorstel = read_voorstel(velden["bestand"].read(), klok.today())
    periode = {"van": velden["van"], "tot": velden["tot"] + timedelta(days=1)}
    proef: Triageproef = make_proef(request.viewer, velden["organisatie"], voorstel, **periode)
    getoond = proef.regels[:TOON]
    zoals = list_voorbeelden(request.viewer, velden["organisatie"], getoond, **periode)
    note_rijen(request, "signalen.list", [s for rij in zoals.values() for s in rij])
    rijen = [
        {
            "categorie": name_code("signaalcategorie", r.signaalcategorie),
            "antwoorden": ", ".join(f"{c}: {a}" for c, a in sorted(r.antwoorden.items())),
            "nu": _say(r.nu),
            "dan": _say(r.dan),
            "aantal": r.aantal,
            "zoals": ", ".join(s.kenmerk for s in zoals[nr]),
        }
        for nr, r in enumerate(getoond)
    ]
    return {
        "proef": proef,
        "rijen": rijen,
        "kolommen": PROEFKOLOMMEN,
        "meer": len(proef.regels) - len(getoond),
    }


def _say(uitkomst: Triageuitkomst) -> str:
    """Say where a signal goes, and whether it is urgent."""
    return f"{'spoed, ' if uitkomst.spoed else ''}{uitkomst.naar or 'geen vast team'}"
