"""This room in the site: the work list, and what all its pages share."""

from functools import partial

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from vth.interface.inzage import note_rijen
from vth.interface.lijstuitvoer import note_and_send
from vth.interface.pagina import as_pagina
from vth.interface.vraag import Vraag
from vth.toegang.rules import Viewer
from vth.zaken import webformulier
from vth.zaken.rules import AnderWasVoorError as ZaakAnderWasVoorError
from vth.zaken.rules import ZaakError
from vth.zaken.selectors import BestaatNietError

from .lijstbestand import make_werklijst
from .lijstpagina import EEN, TABS, read_werkfilter, read_werkpagina
from .rules import AnderWasVoorError, HandhavingError

LIJST = ("Handhaving", "handhaving:lijst")
FOUTEN = (HandhavingError, ZaakError)


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
    context = {"pagina": pagina, "wat": TABS[pagina.tab].lower(), "een": EEN[pagina.tab]}
    return render(request, "handhaving/lijst.html", context)


@login_required
@require_safe
def download(request: Vraag, vorm: str) -> HttpResponseBase:
    """Send the list at the same address as a file."""
    with as_pagina():
        tab, _ = read_werkfilter(request.viewer, request.GET)
    return note_and_send(request, f"{tab}.download", vorm, make_werklijst, bestand=tab)


# Acts of this room, by the frame of all rooms.
do_act = partial(
    webformulier.do_act,
    weigert=FOUTEN,
    ander_was_voor=(AnderWasVoorError, ZaakAnderWasVoorError),
    bestaat_niet=(BestaatNietError,),
)
