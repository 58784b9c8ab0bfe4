"""The lists of a dienst in the site: its staff and its money; and over a round who costs what, and what other criteria would change."""

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from vth.interface.invoer import read_peilmoment
from vth.interface.pagina import as_pagina
from vth.interface.vraag import Vraag
from vth.tijd import klok
from vth.zaken.selectors import BestaatNietError
from vth.zaken.webformulier import do_act, make_daad

from . import forms
from .formsbewijs import GebiedoordeelForm
from .landelijk import Stand, read_stand
from .lijsten import services
from .lijsten.gebieden import record_gebiedoordeel
from .lijsten.pagina import Lijstpagina, make_gevolgpagina, make_lijstpagina, make_vergelijking
from .lijsten.rules import BEZETTING, FINANCIERING
from .rules import AnderWasVoorError, MonitoringError
from .selectors import get_ronde, get_zelfbeoordeling
from .web import make_kruimels, note_cijfers, note_gezien


def _read(request: Vraag, id_: uuid.UUID) -> Lijstpagina:
    with as_pagina(BestaatNietError):
        return make_lijstpagina(request.viewer, get_zelfbeoordeling(request.viewer, id_))


def _render(
    request: Vraag, pagina: Lijstpagina, fout: tuple[str, Form] | None = None, status: int = 200
) -> HttpResponse:
    z = pagina.zelfbeoordeling
    note_gezien(request, [z])
    hier = reverse("monitoring:zelfbeoordeling", args=[z.pk])
    context = {
        "pagina": pagina,
        "forms": _make_forms(pagina) | ({fout[0]: fout[1]} if fout else {}),
        "hier": reverse("monitoring:lijsten", args=[z.pk]),
        "kruimels": make_kruimels(
            (z.ronde.naam, reverse("monitoring:ronde", args=[z.ronde_id])),
            (pagina.naam, hier),
            ("Mensen en geld", ""),
        ),
    }
    return render(request, "monitoring/lijsten.html", context, status=status)


def _make_forms(pagina: Lijstpagina, data: Any = None) -> dict[str, Form]:
    """Make the form of each list, for who may hand it in, and of a verdict on a field, for who checks."""
    begin: dict[str, Any] = {"initial": {"gezien": pagina.zelfbeoordeling.versie}}
    if pagina.mag_toetsen:
        gebieden = [(rij["code"], rij["naam"]) for rij in pagina.gebieden]
        return {"oordeel": GebiedoordeelForm(data, gebieden=gebieden, auto_id="oordeel_%s", **begin)}
    if not pagina.mag_invullen:
        return {}
    gemaakt: dict[str, Form] = {
        "bezetting": forms.LijstForm(data, kolommen=BEZETTING, auto_id="bezetting_%s", **begin),
        "financiering": forms.LijstForm(data, kolommen=FINANCIERING, auto_id="financiering_%s", **begin),
    }
    if pagina.tekort:
        gemaakt["uitleg"] = forms.GebiedForm(data, gebieden=list(pagina.tekort), auto_id="uitleg_%s", **begin)
    return gemaakt


@login_required
@require_safe
def show_lijsten(request: Vraag, id_: uuid.UUID) -> HttpResponse:
    """Show the lists of a dienst."""
    return _render(request, _read(request, id_))


@login_required
@require_POST
def act_lijst(request: Vraag, id_: uuid.UUID, wat: str) -> HttpResponse:
    """Take a list in."""
    pagina = _read(request, id_)
    return do_act(
        request,
        wat,
        _make_forms(pagina, request.POST),
        {naam: make_daad(dienst, zin, zelfbeoordeling_id=id_) for naam, (dienst, zin) in DADEN.items()},
        lambda fout, status: _render(request, pagina, fout, status),
        reverse("monitoring:lijsten", args=[id_]),
        weigert=(MonitoringError,),
        ander_was_voor=(AnderWasVoorError,),
        bestaat_niet=(BestaatNietError,),
    )


DADEN: dict[str, tuple[Callable[..., object], str]] = {
    "bezetting": (
        services.record_bezetting,
        "De bezetting is opgenomen; de cijfers per gebied zijn eruit opgegeven.",
    ),
    "financiering": (services.record_financiering, "De financiering is opgenomen."),
    "oordeel": (
        record_gebiedoordeel,
        "Het oordeel over het gebied is vastgelegd; een eerder oordeel blijft zichtbaar.",
    ),
    "uitleg": (services.record_gebieduitleg, "De uitleg is vastgelegd."),
}


def _read_stand(request: Vraag, ronde_id: uuid.UUID) -> Stand:
    """Read what this viewer may know of a round now, and note whose figures that shows."""
    with as_pagina(BestaatNietError, MonitoringError):
        stand = read_stand(request.viewer, get_ronde(ronde_id), klok.now())
    note_cijfers(request, list(stand.cijfers))
    return stand


def _make_kruimels(stand: Stand, hier: str) -> list[tuple[str, str]]:
    return make_kruimels((stand.ronde.naam, reverse("monitoring:ronde", args=[stand.ronde.pk])), (hier, ""))


@login_required
@require_safe
def show_financiering(request: Vraag, ronde_id: uuid.UUID) -> HttpResponse:
    """Show what the diensten of a round cost beside each other."""
    stand = _read_stand(request, ronde_id)
    context = {
        "pagina": make_vergelijking(request.viewer, stand),
        "stand": stand,
        "kruimels": _make_kruimels(stand, "Financiering"),
    }
    return render(request, "monitoring/financiering.html", context)


@login_required
@require_safe
def show_gevolgen(request: Vraag, ronde_id: uuid.UUID) -> HttpResponse:
    """Show what the kwaliteitscriteria of another day would change in the verdicts of a round."""
    with as_pagina():
        dag = read_peilmoment(request.GET).geldig_op
    stand = _read_stand(request, ronde_id)
    with as_pagina(MonitoringError):
        pagina = make_gevolgpagina(stand, dag)
    context = {
        "pagina": pagina,
        "stand": stand,
        "kruimels": _make_kruimels(stand, "Andere kwaliteitscriteria"),
    }
    return render(request, "monitoring/gevolgen.html", context)
