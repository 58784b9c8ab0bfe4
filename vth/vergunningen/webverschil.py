"""The difference in a permit between two days or two decisions, in the site."""

import uuid
from datetime import datetime, timedelta

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from vth.interface.invoer import read_peilmoment
from vth.interface.inzage import note_rijen
from vth.interface.pagina import as_pagina
from vth.interface.vraag import Vraag
from vth.tijd.rules import Peilmoment
from vth.vormgeving.opmaak import format_datum
from vth.zaken.selectors import BestaatNietError

from . import forms
from .models import Toestemming, Vergunning
from .selectors import get_vergunning, list_toestemmingen
from .vergunningpagina import list_stappen
from .verschilpagina import Verschilbeeld, make_besluitverschil, make_verschil
from .web import make_pad


@login_required
@require_safe
def show_verschil(request: Vraag, vergunning_id: uuid.UUID) -> HttpResponse:
    """Show what differs in a permit between two days or two decisions; without any, what its last change did."""
    with as_pagina(BestaatNietError):
        vergunning = get_vergunning(request.viewer, vergunning_id)
        peilmoment = read_peilmoment(request.GET)
    note_rijen(request, "vergunning.read", [vergunning])
    stappen = [d for d in list_stappen(vergunning, peilmoment) if d <= peilmoment.geldig_op]
    tot = stappen[-1] if stappen else peilmoment.geldig_op
    begin = {"van": tot - timedelta(days=1), "tot": tot}
    form = forms.VerschilForm(request.GET if "van" in request.GET else None, initial=begin)
    besluiten = _list_besluiten(vergunning, peilmoment.beschikbaar_op)
    besluitform = _make_besluitform(request, besluiten)
    context = {
        "vergunning": vergunning,
        "form": form,
        "besluitform": besluitform,
        "stappen": stappen,
        "kruimels": make_pad(vergunning, ("Verschil", "")),
    }
    if besluitform is not None and besluitform.is_bound:
        context |= _compare_besluiten(request, besluitform, besluiten, peilmoment.beschikbaar_op)
    else:
        dagen = form.cleaned_data if form.is_bound and form.is_valid() else begin
        momenten = [Peilmoment(dagen[kant], peilmoment.beschikbaar_op) for kant in ("van", "tot")]
        beelden = [] if form.errors else make_verschil(request.viewer, vergunning, momenten[0], momenten[1])
        tussen = " en ".join(format_datum(m.geldig_op) for m in momenten)
        context |= {"verschillen": beelden, "tussen": tussen}
    fout = bool(form.errors or (besluitform and besluitform.errors))
    return render(
        request, "vergunningen/verschil.html", context | {"fout": fout}, status=422 if fout else 200
    )


def _list_besluiten(vergunning: Vergunning, bekend_op: datetime) -> dict[str, Toestemming]:
    """List the decisions of a permit that were known at a moment and can be compared, in the order in which they work."""
    return {
        str(t.pk): t
        for t in list_toestemmingen(vergunning)
        if t.vastgesteld_op is not None and t.vastgesteld_op <= bekend_op
    }


def _make_besluitform(request: Vraag, besluiten: dict[str, Toestemming]) -> forms.BesluitverschilForm | None:
    """Make the form that asks for two decisions, of a permit that has two."""
    if len(besluiten) < 2:
        return None
    keuzes = [(pk, f"{t.kenmerk} {t.onderwerp}"[:120]) for pk, t in besluiten.items()]
    return forms.BesluitverschilForm(
        request.GET if "van_besluit" in request.GET else None,
        besluiten=keuzes,
        initial={"van_besluit": keuzes[-2][0], "tot_besluit": keuzes[-1][0]},
    )


def _compare_besluiten(
    request: Vraag, form: forms.BesluitverschilForm, besluiten: dict[str, Toestemming], bekend_op: datetime
) -> dict[str, object]:
    """Compare the permit as two decisions left it."""
    beelden: list[Verschilbeeld] = []
    if not form.is_valid():
        return {"verschillen": beelden, "tussen": ""}
    van, tot = (besluiten[form.cleaned_data[kant]] for kant in ("van_besluit", "tot_besluit"))
    beelden = make_besluitverschil(request.viewer, van, tot, bekend_op)
    return {"verschillen": beelden, "tussen": f"{van.kenmerk} en {tot.kenmerk}"}
