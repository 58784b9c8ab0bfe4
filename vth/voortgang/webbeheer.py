"""A programme itself in the site: its name and end, who take part, ending it and going on with it."""

import uuid
from typing import Any

from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from vth.interface.vraag import Vraag
from vth.zaken.selectors import BestaatNietError
from vth.zaken.webformulier import Daad, do_act, make_daad

from . import beheer, forms
from .beeldpagina import list_tabs
from .beheerpagina import Beheerpagina, make_beheerpagina
from .rules import AnderWasVoorError, VoortgangError
from .web import find_programma, make_kruimels

TITELS = {
    "wijzig": "Wijzig naam of einde",
    "erbij": "Laat een organisatie meedoen",
    "eraf": "Laat een organisatie vertrekken",
    "beeindig": "Beëindig het programma",
    "hervat": "Hervat het programma",
}


@login_required
@require_safe
def show_beheer(request: Vraag, programma_id: uuid.UUID) -> HttpResponse:
    """Show how a programme is kept."""
    return _render(request, programma_id)


def _render(
    request: Vraag, programma_id: uuid.UUID, fout: tuple[str, Form] | None = None, status: int = 200
) -> HttpResponse:
    programma = find_programma(request, programma_id)
    pagina = make_beheerpagina(request.viewer, programma)
    gemaakt = _make_forms(pagina) | ({fout[0]: fout[1]} if fout else {})
    context = {
        "pagina": pagina,
        "forms": [(naam, TITELS[naam], form) for naam, form in gemaakt.items()],
        "hier": reverse("voortgang:beheer", args=[programma_id]),
        "tabs": list_tabs(programma, "beheer"),
        "kruimels": make_kruimels(programma, ("Beheer", "")),
    }
    return render(request, "voortgang/beheer.html", context, status=status)


def _make_forms(pagina: Beheerpagina, data: Any = None) -> dict[str, Form]:
    """Make the form of each act that this viewer may do now."""
    if not pagina.is_bureau:
        return {}
    programma, gezien = pagina.programma, {"gezien": pagina.laatste.volgnummer}
    if programma.geeindigd_op is not None:
        return {"hervat": forms.RedenForm(data, initial=gezien, auto_id="hervat_%s")}
    begin = gezien | {"naam": programma.naam, "einddatum": programma.einddatum}
    gemaakt: dict[str, Form] = {
        "wijzig": forms.WijzigForm(data, initial=begin, auto_id="wijzig_%s"),
        "erbij": forms.DeelnemerForm(data, auto_id="erbij_%s"),
    }
    leden = [(d["code"], d["naam"]) for d in pagina.deelnemers if d["code"] != programma.organisatie]
    if leden:
        gemaakt["eraf"] = forms.DeelnemerForm(data, leden=leden, auto_id="eraf_%s")
    return gemaakt | {"beeindig": forms.EindeForm(data, initial=gezien, auto_id="beeindig_%s")}


@login_required
@require_POST
def act_beheer(request: Vraag, programma_id: uuid.UUID, wat: str) -> HttpResponse:
    """Do one act."""
    programma = find_programma(request, programma_id)
    vast = {"programma_id": programma_id}
    daden: dict[str, Daad] = {
        "wijzig": make_daad(beheer.change_programma, "De wijziging is vastgelegd.", **vast),
        "erbij": make_daad(beheer.add_deelnemer, "De organisatie doet mee.", **vast),
        "eraf": make_daad(beheer.remove_deelnemer, "De organisatie doet niet meer mee.", **vast),
        "beeindig": make_daad(beheer.end_programma, "Het programma is beëindigd.", **vast),
        "hervat": make_daad(beheer.resume_programma, "Het programma gaat weer door.", **vast),
    }

    def toon(fout: tuple[str, Form], status: int) -> HttpResponse:
        if status == 409:
            forms.renew_gezien(fout[1], make_beheerpagina(request.viewer, programma).laatste.volgnummer)
        return _render(request, programma_id, fout, status)

    return do_act(
        request,
        wat,
        _make_forms(make_beheerpagina(request.viewer, programma), request.POST),
        daden,
        toon,
        reverse("voortgang:beheer", args=[programma_id]),
        weigert=(VoortgangError,),
        ander_was_voor=(AnderWasVoorError,),
        bestaat_niet=(BestaatNietError,),
    )
