"""The letters of a strafbeschikking in the site: made when they are asked for and kept nowhere; that somebody took one is written first."""

import uuid

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from vth.interface.pagina import as_pagina
from vth.interface.vraag import Vraag
from vth.zaken.rapport.maken import send_bestand

from . import services
from .selectors import BestaatNietError, get_dossier
from .strafstuk import make_strafstuk
from .web import find_doel, hide


@hide
@require_safe
def send_strafstuk(
    request: Vraag, dossier_id: uuid.UUID, strafbeschikking_id: uuid.UUID, vorm: str
) -> HttpResponse:
    """Send the announcement of a strafbeschikking, or itself once it was given out."""
    with as_pagina(BestaatNietError):
        dossier = get_dossier(request.viewer, dossier_id)
    s = dossier.strafbeschikkingen.filter(pk=strafbeschikking_id).first()
    if s is None or vorm not in ("pdf", "docx"):
        raise Http404
    doel = find_doel(request, dossier_id)
    if not doel:
        return redirect("opsporing:dossier", dossier_id)
    services.record_inzage(
        viewer=request.viewer, dossier_id=dossier.pk, doel=doel, wat="strafbeschikking.download"
    )
    return send_bestand(make_strafstuk(dossier, s), vorm, "strafbeschikking")
