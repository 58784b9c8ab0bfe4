"""The list of my files, and opening a new one."""

import uuid
from datetime import datetime
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from vth.handhaving.selectors import list_zichtbaar as list_overtredingen
from vth.interface.invoer import read_keuze
from vth.interface.pagina import as_pagina
from vth.interface.plaats import make_plaats, read_sleutel
from vth.interface.vraag import Vraag
from vth.tijd import klok
from vth.tijd.rules import AMSTERDAM
from vth.toegang.rules import ALLE_ORGANISATIES, Viewer
from vth.toezicht.selectors import list_zichtbaar as list_controles
from vth.vormgeving.onderdelen import Filterveld, Taak, Uitleg
from vth.vormgeving.opmaak import format_tijdstip
from vth.zaken.webformulier import Gedaan, handle_formulier

from .dossierpagina import get_toestand
from .forms import DossierForm
from .models import Opsporingsdossier
from .rules import OpsporingError
from .selectors import LEIDEN, list_bladzij, list_dossiers_over, read_keuzes
from .services import NieuwDossier, record_dossier
from .web import hide, keep_doel

LIJST, PER_BLADZIJ = "opsporing", 50
STATEN = [("open", "open"), ("gesloten", "gesloten")]


@hide
@require_safe
def list_mijn(request: Vraag) -> HttpResponse:
    """Show the files that one works on, and of who leads those of the organisation."""
    staat = request.GET.get("staat", "")
    with as_pagina():
        read_keuze(staat, dict(STATEN), "staat")
        gevonden = list_bladzij(
            request.viewer, staat=staat, na=_read_plek(request.GET.get("vanaf", "")), hoogstens=PER_BLADZIJ
        )
    bladzij, meer = gevonden[:PER_BLADZIJ], len(gevonden) > PER_BLADZIJ
    context = {
        "taken": [make_taak(d) for d in bladzij],
        "velden": [Filterveld("staat", "Stand", STATEN)],
        "gefilterd": bool(staat),
        "leidt": LEIDEN in request.viewer.handelingen,
        "volgende": _make_plek(bladzij[-1]) if meer else "",
        "aantal": len(bladzij),
    }
    return render(request, "opsporing/lijst.html", context)


def make_taak(d: Opsporingsdossier) -> Taak:
    """Make the line of one file."""
    toestand, woord = get_toestand(d)
    return Taak(
        titel=d.titel,
        url=reverse("opsporing:dossier", args=[d.pk]),
        waarom=f"Verdenking sinds {format_tijdstip(d.verdenking_op)}.",
        toestand=toestand,  # type: ignore[arg-type]
        woord=woord,
        id=str(d.pk),
    )


def _make_plek(d: Opsporingsdossier) -> str:
    """Write the place after a file."""
    return make_plaats(LIJST, "na", f"{d.geopend_op.isoformat()} {d.pk}")


def _read_plek(tekst: str) -> tuple[datetime, str] | None:
    """Read such a place. Raises PlaatsError."""

    def parse(sleutel: str) -> tuple[datetime, str]:
        moment, _, id_ = sleutel.partition(" ")
        return datetime.fromisoformat(moment), str(uuid.UUID(id_))

    return read_sleutel(LIJST, tekst, parse)


@hide
@require_http_methods(["GET", "POST"])
def add_dossier(request: Vraag) -> HttpResponse:
    """Open a file, from a controle or a violation or from nothing of the kind."""
    viewer = request.viewer
    aanleiding = _find_aanleiding(viewer, request.GET)
    eigen = sorted(viewer.organisaties - {ALLE_ORGANISATIES})
    doelen = [(c, str(w)) for c, w in read_keuzes("opsporing.doeleinden", klok.today()).items()]
    form = DossierForm(
        request.POST or None,
        keuzes={"organisatie": [(c, c) for c in eigen], "doel": doelen},
        initial={"verdenking_op": aanleiding["sinds"], "titel": aanleiding["titel"], "organisatie": eigen[0]},
    )

    def open_dossier(velden: dict[str, Any]) -> Gedaan:
        velden.pop("gezien")
        nieuw = NieuwDossier(controle=aanleiding["controle"], overtreding=aanleiding["overtreding"], **velden)
        dossier = record_dossier(viewer=viewer, nieuw=nieuw)
        keep_doel(request, dossier.pk, nieuw.doel)
        return "Het dossier is geopend.", reverse("opsporing:dossier", args=[dossier.pk])

    return handle_formulier(
        request,
        form,
        open_dossier,
        weigert=(OpsporingError,),
        titel="Open een opsporingsdossier",
        knop="Open het dossier",
        kruimels=[("Opsporing", reverse("opsporing:lijst")), ("Nieuw dossier", "")],
        uitleg=_explain(viewer, aanleiding),
    )


def _find_aanleiding(viewer: Viewer, vraag: Any) -> dict[str, Any]:
    """Find what gives rise to the file, as far as this viewer may see it. Raises Http404 for what is not there."""
    uit: dict[str, Any] = {"controle": None, "overtreding": None, "sinds": None, "titel": "", "waarvan": ""}
    for naam, rijen in (("controle", list_controles(viewer)), ("overtreding", list_overtredingen(viewer))):
        if not (tekst := vraag.get(naam, "")):
            continue
        try:
            gevonden: Any = rijen.filter(pk=uuid.UUID(tekst)).first()
        except ValueError:
            gevonden = None
        if gevonden is None:
            raise Http404
        uit[naam], uit["waarvan"] = gevonden.pk, f"{naam} {gevonden.kenmerk}"
        uit["titel"] = gevonden.omschrijving if naam == "controle" else gevonden.aard
        if naam == "controle" and gevonden.cautie_op:
            uit["sinds"] = gevonden.cautie_op.astimezone(AMSTERDAM)
    return uit


def _explain(viewer: Viewer, aanleiding: dict[str, Any]) -> Uitleg:
    """Say what opening a file means, and which files about this the viewer sees already."""
    over = list_dossiers_over(viewer, controle=aanleiding["controle"], overtreding=aanleiding["overtreding"])
    al = f" U ziet hierover al: {'; '.join(d.titel for d in over)}." if over else ""
    van = f"Naar aanleiding van {aanleiding['waarvan']}. " if aanleiding["waarvan"] else ""
    return Uitleg(
        "Vanaf hier is het opsporing",
        f"{van}Alleen u, wie u eraan laat werken en uw leidinggevende zien dat dit dossier bestaat. Elke inzage wordt vastgelegd.{al}",
    )
