"""Judging in the site: what waits, one pair, what was judged, how good the linking is, and where an id lives."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from vth.interface.inzage import note_rijen
from vth.interface.pagina import as_pagina
from vth.interface.vraag import Vraag
from vth.register.selectors import BestaatNietError as ObjectBestaatNietError
from vth.tijd import klok
from vth.tijd.rules import Peilmoment
from vth.vormgeving.opmaak import shorten

from . import selectors, services
from .forms import OordeelForm
from .goudenpagina import make_goudenpagina
from .kwaliteitpagina import make_entiteitpagina, make_kwaliteitpagina
from .lijstpagina import make_oordeelrijen, read_filter, read_lijstpagina, read_oordelenpagina, write_filter
from .models import Koppeloordeel
from .paarpagina import make_paarpagina
from .rules import AnderOordeelError, KringError, OordeelError
from .selectors import BestaatNietError

LIJST = ("Dubbele gegevens", "ontdubbeling:lijst")


@login_required
@require_safe
def list_paren(request: Vraag) -> HttpResponse:
    """Show the pairs that ask for a person, the strangest first."""
    with as_pagina():
        pagina = read_lijstpagina(request.viewer, request.GET)
    note_rijen(request, "paren.list", pagina.records)
    return render(request, "ontdubbeling/lijst.html", {"pagina": pagina})


@login_required
@require_safe
def list_oordelen(request: Vraag) -> HttpResponse:
    """Show what was judged, newest first."""
    with as_pagina():
        pagina = read_oordelenpagina(request.viewer, request.GET)
    note_rijen(request, "oordelen.list", pagina.records)
    context = {"pagina": pagina, "kruimels": _make_kruimels("Wat er is beoordeeld")}
    return render(request, "ontdubbeling/oordelen.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def judge_paar(request: Vraag, links: uuid.UUID, rechts: uuid.UUID) -> HttpResponse:
    """Show one pair, or take in what somebody says of it and go on to the next."""
    with as_pagina(BestaatNietError, ObjectBestaatNietError):
        filter_ = read_filter(request.GET)
        selectors.get_paar(request.viewer, links, rechts)
    form, tegenspraak, status = OordeelForm(request.POST or None), list[Koppeloordeel](), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                with as_pagina(BestaatNietError, ObjectBestaatNietError):
                    oordeel = services.record_oordeel(
                        viewer=request.viewer, links=links, rechts=rechts, **form.cleaned_data
                    )
            except KringError as fout:
                tegenspraak = selectors.list_oordelen_rond(request.viewer, fout.pad)  # type: ignore[arg-type]
                form.add_error(None, str(fout))
            except AnderOordeelError as fout:
                form.add_error(None, str(fout))
                status = 409
            except OordeelError as fout:
                form.add_error("reden", str(fout))
            else:
                messages.success(
                    request,
                    f"Vastgelegd: {oordeel.get_keuze_display()}. Terugkomen kan bij ‘Wat er is beoordeeld’.",
                )
                verder = make_paarpagina(request.viewer, links, rechts, filter_).volgende
                return redirect(
                    verder or f"{reverse('ontdubbeling:lijst')}?{write_filter(filter_)}".rstrip("?")
                )
    return _render(request, form, filter_, (links, rechts), tegenspraak, status)


def _render(
    request: Vraag,
    form: OordeelForm,
    filter_: selectors.Paarfilter,
    paar: tuple[uuid.UUID, uuid.UUID],
    tegenspraak: list[Koppeloordeel],
    status: int,
) -> HttpResponse:
    """Show the page of a pair with the form."""
    with as_pagina(BestaatNietError, ObjectBestaatNietError):
        pagina = make_paarpagina(request.viewer, *paar, filter_)
    note_rijen(request, "paar.read", [pagina.beeld.links, pagina.beeld.rechts])
    context = {
        "pagina": pagina,
        "form": form,
        "tegenspraak": make_oordeelrijen(tegenspraak),
        "vraag": write_filter(filter_),
        "kruimels": _make_kruimels(shorten(pagina.titel, 60)),
    }
    return render(request, "ontdubbeling/paar.html", context, status=status)


@login_required
@require_safe
def show_kwaliteit(request: Vraag) -> HttpResponse:
    """Show how good the linking is, and where to look first."""
    pagina = make_kwaliteitpagina(request.viewer)
    note_rijen(request, "paren.list", pagina.records)
    context = {"pagina": pagina, "kruimels": _make_kruimels("Kwaliteit van het koppelen")}
    return render(request, "ontdubbeling/kwaliteit.html", context)


@login_required
@require_safe
def show_voorop(request: Vraag) -> HttpResponse:
    """Show by which rule one value of several stands first."""
    context = {"pagina": make_goudenpagina(), "kruimels": _make_kruimels("Welke waarde voorop staat")}
    return render(request, "ontdubbeling/voorop.html", context)


@login_required
@require_safe
def show_entiteit(request: Vraag, id_: uuid.UUID) -> HttpResponse:
    """Show where an id lives and what happened to it."""
    with as_pagina(BestaatNietError):
        pagina = make_entiteitpagina(request.viewer, id_)
    note_rijen(request, "entiteit.read", pagina.beeld.records)
    context = {"pagina": pagina, "kruimels": _make_kruimels(shorten(pagina.titel, 60))}
    return render(request, "ontdubbeling/entiteit.html", context)


@require_safe
def redirect_entiteit(request: Vraag, id_: uuid.UUID) -> HttpResponse:
    """Send the lasting id of a thing on to its page; answers the same whether it exists or not."""
    leeft_in = selectors.find_entiteit(id_, Peilmoment(klok.today(), klok.now()))
    adres = reverse("portaal:object", args=[leeft_in])
    return redirect(f"{adres}?{request.GET.urlencode()}" if request.GET else adres)


def _make_kruimels(laatste: str) -> list[tuple[str, Any]]:
    """Make the way from the list to a page."""
    return [(LIJST[0], reverse(LIJST[1])), (laatste, "")]
