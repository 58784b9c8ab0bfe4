"""This room in the site: the work list, and what all its pages share."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from vth.interface.inzage import note_rijen
from vth.interface.pagina import as_pagina
from vth.interface.vraag import Vraag
from vth.toegang.rules import Viewer
from vth.zaken.rules import ZaakError
from vth.zaken.selectors import BestaatNietError

from .lijstpagina import read_werkpagina
from .rules import AnderWasVoorError, HandhavingError

LIJST = ("Handhaving", "handhaving:lijst")
FOUTEN = (HandhavingError, ZaakError)
# Does an act with the cleaned fields of its form; gives what is said to who did it.
Daad = Callable[[Viewer, dict[str, Any]], str]


def make_kruimels(*rest: tuple[str, str]) -> list[tuple[str, str]]:
    """Make the path to a page of this room."""
    return [(LIJST[0], reverse(LIJST[1])), *rest]


def check_recht(viewer: Viewer, recht: str) -> None:
    """Refuse a form to who may not send it."""
    if recht not in viewer.handelingen:
        raise PermissionDenied("U mag dit niet vastleggen. Vraag uw functioneel beheerder om dit recht.")


@login_required
@require_safe
def list_werk(request: Vraag) -> HttpResponse:
    """Show the work list."""
    with as_pagina():
        pagina = read_werkpagina(request.viewer, request.GET)
    note_rijen(request, f"{pagina.tab}.list", list(pagina.rijen))
    return render(request, "handhaving/lijst.html", {"pagina": pagina})


def do_act(
    request: Vraag,
    wat: str,
    mogelijk: dict[str, Form],
    daden: Mapping[str, Daad],
    toon: Callable[[tuple[str, Form], int], HttpResponse],
    adres: str,
) -> HttpResponse:
    """Do one act of a page; what goes wrong comes back in its form with what was given (409 when somebody else was first)."""
    if wat not in daden:
        raise Http404("Deze handeling bestaat niet.")
    if wat not in mogelijk:
        messages.error(
            request, "Dit kan hier niet (meer), of u mag het niet. Bekijk hoe het er nu voor staat."
        )
        return redirect(adres)
    form = mogelijk[wat]
    if not form.is_valid():
        return toon((wat, form), 422)
    try:
        with as_pagina(BestaatNietError):
            melding = daden[wat](request.viewer, dict(form.cleaned_data))
    except FOUTEN as fout:
        form.add_error(None, str(fout))
        return toon((wat, form), 409 if isinstance(fout, AnderWasVoorError) else 422)
    messages.success(request, melding)
    return redirect(adres)
