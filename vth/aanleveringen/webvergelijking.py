"""The quality of suppliers in the site: the score of one series, and how suppliers fill the same fields."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from vth.interface.pagina import as_pagina
from vth.interface.vraag import Vraag

from .lijstpagina import make_kruimels
from .scorepagina import make_scorepagina
from .selectors import BestaatNietError
from .vergelijkingpagina import STANDAARD, make_vergelijkingpagina


@login_required
@require_safe
def show_score(request: Vraag, leverancier: str, reeks: str) -> HttpResponse:
    """Show the marks of one series of deliveries through time, and what they are made of."""
    with as_pagina(BestaatNietError):
        pagina = make_scorepagina(request.viewer, leverancier, reeks)
    return render(request, "aanleveringen/score.html", {"pagina": pagina, "kruimels": make_kruimels("Score")})


@login_required
@require_safe
def compare_leveranciers(request: Vraag) -> HttpResponse:
    """Show how suppliers fill the same fields; for who has to do with deliveries."""
    if not (request.viewer.zicht.landelijk or request.viewer.zicht.leveranciers):
        raise Http404("Deze pagina is er voor wie met aanleveringen te maken heeft.")
    with as_pagina():
        pagina = make_vergelijkingpagina(request.viewer, request.GET.get("gegevensset") or STANDAARD)
    return render(
        request,
        "aanleveringen/vergelijking.html",
        {"pagina": pagina, "kruimels": make_kruimels("Vergelijking")},
    )
