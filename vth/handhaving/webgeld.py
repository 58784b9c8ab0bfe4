"""One forfeited amount in the site: until when it can be claimed and why, what was done, and what was paid."""

import uuid
from functools import partial
from typing import Any

from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from vth.interface.inzage import note_rijen
from vth.interface.pagina import as_pagina
from vth.interface.vraag import Vraag
from vth.toegang.rules import Viewer
from vth.zaken.selectors import BestaatNietError

from . import betalen, forms, invorderen
from .geldoverzicht import read_geldpagina
from .verbeurtepagina import Verbeurtepagina, make_verbeurtepagina
from .web import do_act, make_kruimels


@login_required
@require_safe
def show_overzicht(request: Vraag) -> HttpResponse:
    """Show the money of some years."""
    with as_pagina():
        pagina = read_geldpagina(request.viewer, request.GET)
    return render(
        request, "handhaving/geld.html", {"pagina": pagina, "kruimels": make_kruimels(("Per jaar", ""))}
    )


@login_required
@require_safe
def show_verbeurte(request: Vraag, verbeurte_id: uuid.UUID) -> HttpResponse:
    """Show one forfeited amount."""
    return _render(request, verbeurte_id)


def _render(
    request: Vraag, verbeurte_id: uuid.UUID, fout: tuple[str, Form] | None = None, status: int = 200
) -> HttpResponse:
    """Show one forfeited amount with the forms of what the viewer may do."""
    with as_pagina(BestaatNietError):
        pagina = make_verbeurtepagina(request.viewer, verbeurte_id)
    note_rijen(request, "verbeurte.read", [pagina.verbeurte])
    maatregel = pagina.maatregel
    context = {
        "pagina": pagina,
        "forms": _make_forms(pagina) | ({fout[0]: fout[1]} if fout else {}),
        "hier": reverse("handhaving:verbeurte", args=[verbeurte_id]),
        "kruimels": make_kruimels(
            (maatregel.kenmerk, reverse("handhaving:maatregel", args=[maatregel.pk])), (pagina.wat, "")
        ),
    }
    return render(request, "handhaving/verbeurte.html", context, status=status)


def _make_forms(pagina: Verbeurtepagina, data: Any = None) -> dict[str, Form]:
    """Make the form of each act that this viewer may do on a claim as it stands."""
    if not pagina.mag:
        return {}
    v = pagina.verbeurte
    deze = (str(v.pk), f"{pagina.bedrag} van {v.dag:%d-%m-%Y}")
    gemaakt: dict[str, Form] = {
        "handeling": forms.HandelingForm(
            data, verbeurten=[deze], aard=v.aard, initial={"verbeurten": [deze[0]]}
        ),
        "betaling": forms.BetalingForm(data),
    }
    if pagina.lopend:
        gemaakt["sluit"] = forms.SluitForm(data, handelingen=pagina.lopend)
    return gemaakt


@login_required
@require_POST
def act_verbeurte(request: Vraag, verbeurte_id: uuid.UUID, wat: str) -> HttpResponse:
    """Do one act on a claim."""
    with as_pagina(BestaatNietError):
        pagina = make_verbeurtepagina(request.viewer, verbeurte_id)
    return do_act(
        request,
        wat,
        _make_forms(pagina, request.POST),
        {naam: partial(daad, verbeurte_id) for naam, daad in DADEN.items()},
        lambda fout, status: _render(request, verbeurte_id, fout, status),
        reverse("handhaving:verbeurte", args=[verbeurte_id]),
    )


def _note_handeling(_id: uuid.UUID, viewer: Viewer, velden: dict[str, Any]) -> str:
    """Write what was done or happened."""
    wie = velden.pop("verbeurten")
    invorderen.record_handeling(viewer=viewer, verbeurten=wie, nieuw=invorderen.NieuweHandeling(**velden))
    return "Vastgelegd. De laatste dag is opnieuw berekend."


def _close(_id: uuid.UUID, viewer: Viewer, velden: dict[str, Any]) -> str:
    """Note that what extended it ended."""
    invorderen.close_handeling(viewer=viewer, **velden)
    return "Vastgelegd dat het is geëindigd. De laatste dag is opnieuw berekend."


def _pay(id_: uuid.UUID, viewer: Viewer, velden: dict[str, Any]) -> str:
    """Write what was paid."""
    betalen.record_betaling(viewer=viewer, verbeurte_id=id_, nieuw=betalen.NieuweBetaling(**velden))
    return "De boeking is vastgelegd."


DADEN: dict[str, Any] = {"handeling": _note_handeling, "sluit": _close, "betaling": _pay}
