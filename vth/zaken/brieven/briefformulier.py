"""The frame of the page on which a letter is made, for this room and for those above: see what it would hold, make it."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from vth.interface.inzage import Getoond, note_rijen
from vth.interface.pagina import as_pagina
from vth.interface.vraag import Vraag
from vth.tijd import klok
from vth.zaken.rules import ZaakError
from vth.zaken.selectors import BestaatNietError

from . import services
from .briefpagina import HERKOMSTKOLOMMEN, list_keuzes, make_herkomstrijen
from .forms import BriefForm
from .kamers import Briefbron, Briefonderwerp
from .ontbreekt import list_gemis


@dataclass(frozen=True)
class Briefvraag:
    """What a letter is to be made of; `rijen` are the records of a room above that its page shows, `kruimels` the way to it."""

    zaak_id: uuid.UUID | None = None
    besluit_id: uuid.UUID | None = None
    onderwerp: Briefonderwerp | None = None
    rijen: Sequence[Getoond] = ()
    kruimels: Sequence[tuple[str, str]] = field(default=())

    def as_velden(self) -> dict[str, Any]:
        """Give what the services ask."""
        return {"zaak_id": self.zaak_id, "besluit_id": self.besluit_id, "onderwerp": self.onderwerp}


def handle_brief(request: Vraag, vraag: Briefvraag) -> HttpResponse:
    """Show what a letter would hold and where that comes from, and make it when that is asked."""
    with as_pagina(BestaatNietError, ZaakError):
        bron = services.find_bron(request.viewer, dag=klok.today(), **vraag.as_velden())
    gekozen = request.POST if request.method == "POST" else request.GET
    form = BriefForm(gekozen if "sjabloon" in gekozen else None, sjablonen=list_keuzes(request.viewer, bron))
    proef = _try_proef(request, form, vraag) if form.is_bound and form.is_valid() else None
    note_rijen(
        request,
        "brief.read",
        [bron.zaak, *([bron.besluit] if bron.besluit else []), *vraag.rijen],
        personen=proef.personen if proef else (),
    )
    if request.method == "POST" and proef is not None and form.is_valid():
        try:
            with as_pagina(BestaatNietError):
                brief = services.record_brief(viewer=request.viewer, **form.cleaned_data, **vraag.as_velden())
        except ZaakError as fout:
            form.add_error(None, str(fout))
        else:
            messages.success(request, "De brief is gemaakt en als document bewaard.")
            return redirect("zaken:document", brief.documentversie.document_id)
    return _render(request, vraag, bron, form, proef)


def _render(
    request: Vraag, vraag: Briefvraag, bron: Briefbron, form: BriefForm, proef: services.Briefproef | None
) -> HttpResponse:
    """Show the page."""
    context = {
        "form": form,
        "proef": proef,
        "rijen": make_herkomstrijen(proef.herkomst) if proef else (),
        "kolommen": HERKOMSTKOLOMMEN,
        "gemis": list_gemis(request.viewer, bron.besluit) if bron.besluit else [],
        "bron": bron,
        "kruimels": [*(vraag.kruimels or _make_kruimels(bron)), ("Brief", "")],
    }
    return render(request, "zaken/brief.html", context, status=422 if form.errors else 200)


def _try_proef(request: Vraag, form: BriefForm, vraag: Briefvraag) -> services.Briefproef | None:
    """Work out what the letter would hold, or put on the form why that cannot be."""
    dag: date = form.cleaned_data["verzending"]
    try:
        with as_pagina(BestaatNietError):
            bron = services.find_bron(request.viewer, dag=dag, **vraag.as_velden())
            return services.make_proef(request.viewer, bron, form.cleaned_data["sjabloon"])
    except ZaakError as fout:
        form.add_error(None, str(fout))
        return None


def _make_kruimels(bron: Briefbron) -> list[tuple[str, str]]:
    """Make the way from the list to the letter."""
    zaak, besluit = bron.zaak, bron.besluit
    midden = [(zaak.identificatie, reverse("zaken:zaak", args=[zaak.pk]))]
    if besluit is not None:
        midden.append((besluit.identificatie, reverse("zaken:besluit", args=[besluit.pk])))
    return [("Zaken", reverse("zaken:lijst")), *midden]
