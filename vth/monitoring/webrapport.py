"""The national report on a round in the site: as a page, and as a file; for any moment, as it was known then."""

import uuid
from datetime import datetime, time
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from vth.interface.invoer import read_peilmoment
from vth.interface.pagina import as_pagina
from vth.interface.vraag import Vraag
from vth.tijd.rules import AMSTERDAM, derive_legal_day
from vth.zaken.rapport.maken import send_bestand
from vth.zaken.selectors import BestaatNietError

from .landelijk import list_momenten, make_rapport, read_stand
from .models import Ronde
from .oordeelbrief import make_oordeelbrief
from .rules import MonitoringError
from .selectors import get_ronde, get_zelfbeoordeling
from .web import make_kruimels, note_cijfers, note_gezien

EINDE = time(23, 59, 59)


def _read(request: Vraag, ronde_id: uuid.UUID) -> tuple[Ronde, datetime]:
    """Read which round, and as known when."""
    with as_pagina(BestaatNietError):
        return get_ronde(ronde_id), read_peilmoment(request.GET).beschikbaar_op


@login_required
@require_safe
def show_rapport(request: Vraag, ronde_id: uuid.UUID) -> HttpResponse:
    """Show the report, with the days on which it was another one."""
    ronde, op = _read(request, ronde_id)
    with as_pagina(MonitoringError):
        stand = read_stand(request.viewer, ronde, op)
        rapport = make_rapport(request.viewer, stand)
    note_cijfers(request, list(stand.cijfers))
    moment = urlencode({"beschikbaarOp": op.isoformat()})
    context = {
        "rapport": rapport,
        "momenten": [
            {"dag": dag, "moment": datetime.combine(dag, EINDE, AMSTERDAM).isoformat()}
            for dag in list_momenten(stand)
            if dag < derive_legal_day(op)
        ],
        "bestanden": [
            {"naam": naam, "url": f"{reverse('monitoring:rapportbestand', args=[ronde.pk, vorm])}?{moment}"}
            for vorm, naam in (("pdf", "PDF"), ("docx", "Word"), ("md", "Markdown"))
        ],
        "kruimels": make_kruimels(
            (ronde.naam, reverse("monitoring:ronde", args=[ronde.pk])), ("Rapport", "")
        ),
    }
    return render(request, "monitoring/rapport.html", context)


@login_required
@require_safe
def send_rapport(request: Vraag, ronde_id: uuid.UUID, vorm: str) -> HttpResponse:
    """Send the report as a file."""
    ronde, op = _read(request, ronde_id)
    with as_pagina(MonitoringError):
        stand = read_stand(request.viewer, ronde, op)
        rapport = make_rapport(request.viewer, stand)
    note_cijfers(request, list(stand.cijfers))
    return send_bestand(rapport, vorm, f"robuustheid-{ronde.peildatum}-bekend-{derive_legal_day(op)}")


@login_required
@require_safe
def send_brief(request: Vraag, id_: uuid.UUID, vorm: str) -> HttpResponse:
    """Send the letter of the verdict on one dienst, to who may see its self-assessment."""
    with as_pagina(BestaatNietError, MonitoringError):
        z = get_zelfbeoordeling(request.viewer, id_)
        brief = make_oordeelbrief(z)
    note_gezien(request, [z])
    return send_bestand(brief, vorm, f"oordeel-{z.dienst}-{z.ronde.peildatum}")
