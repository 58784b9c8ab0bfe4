"""The report of a controle as a file, made of the record as it stands."""

import uuid

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from vth.interface.inzage import note_rijen
from vth.interface.pagina import as_pagina
from vth.interface.vraag import Vraag
from vth.zaken.rapport.maken import VORMEN, send_bestand
from vth.zaken.selectors import BestaatNietError

from .models import Controle
from .rapport import make_rapport
from .selectors import get_controle


@login_required
@require_safe
def send_rapport(request: Vraag, controle_id: uuid.UUID, vorm: str) -> HttpResponse:
    """Send the report as it would be made now; of what is not concluded there is none."""
    with as_pagina(BestaatNietError):
        controle = get_controle(request.viewer, controle_id)
    if vorm not in VORMEN or controle.staat != Controle.Staat.AFGEROND:
        raise Http404("Dit rapport bestaat niet: het komt van een afgeronde controle, als pdf, docx of md.")
    note_rijen(request, "controle.read", [controle])
    return send_bestand(make_rapport(request.viewer, controle), vorm, f"rapport-{controle.kenmerk}")
