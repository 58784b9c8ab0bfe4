"""Searching in voorschriften over all permits, in the site."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from vth.interface.inzage import note_rijen
from vth.interface.vraag import Vraag

from .grenszoeken import Zoekvraag
from .inhoud import VoorschriftError
from .web import make_kruimels
from .zoekforms import ZoekForm
from .zoekpagina import TOON, Zoekuitkomst, find_voorschriften


@login_required
@require_safe
def find(request: Vraag) -> HttpResponse:
    """Show the voorschriften that have the words and the limit that the address asks for."""
    form = ZoekForm(request.GET or None)
    uitkomst: Zoekuitkomst | None = None
    if form.is_bound and form.is_valid():
        vraag = Zoekvraag(**{k: v for k, v in form.cleaned_data.items() if v not in (None, "")})
        try:
            if vraag.woorden.strip() or vraag.op_gegevens:
                uitkomst = find_voorschriften(request.viewer, vraag)
        except VoorschriftError as fout:
            form.add_error("eenheid", str(fout))
    if uitkomst is not None:
        note_rijen(request, "voorschriften.find", [g.vergunning for g in uitkomst.gevonden])
    andere = request.GET.copy()
    if uitkomst is not None and uitkomst.verwant:
        andere["eenheid"] = uitkomst.verwant
    context = {
        "andere": andere.urlencode(),
        "form": form,
        "uitkomst": uitkomst,
        "toon": TOON,
        "kruimels": make_kruimels(("Zoek in voorschriften", "")),
    }
    return render(request, "vergunningen/zoeken.html", context, status=422 if form.errors else 200)
