"""Terugmeldingen in the site: ask whether a value is right, see what was asked, and answer."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from vth.begrippen.selectors import read_objecttype
from vth.interface.inzage import note_inzage
from vth.interface.pagina import as_pagina
from vth.interface.vraag import Vraag
from vth.organisaties.selectors import find_naam
from vth.register.selectors import BestaatNietError as ObjectBestaatNietError
from vth.register.selectors import get_bronobject, list_namen
from vth.tijd import klok
from vth.tijd.rules import Peilmoment
from vth.toegang.rules import decide_handeling
from vth.vormgeving.onderdelen import Kolom
from vth.vormgeving.opmaak import shorten

from . import terugmeldingen
from .forms import AntwoordForm, TerugmeldForm
from .models import Terugmelding
from .selectors import BestaatNietError
from .terugmeldingen import TerugmeldingError
from .terugmeldpagina import make_termijn, name_termijn

HOOGSTENS = 200
KOLOMMEN = (
    Kolom("gegeven", "Gegeven"),
    Kolom("object", "Van"),
    Kolom("bronhouder", "Bronhouder"),
    Kolom("gemeld", "Gemeld", "datum"),
    Kolom("termijn", "Antwoord voor", "datum"),
    Kolom("toestand", "Toestand", "toestand"),
)


@login_required
@require_safe
def list_terugmeldingen(request: Vraag) -> HttpResponse:
    """Show what was asked by and of the viewer's organisations: first what is open, the oldest term first."""
    rijen = terugmeldingen.list_terugmeldingen(request.viewer)
    open_ = list(terugmeldingen.list_terugmeldingen(request.viewer, alleen_open=True)[:HOOGSTENS])
    gedaan = list(rijen.exclude(staat=Terugmelding.Staat.OPEN)[:HOOGSTENS])
    _note(request, "terugmeldingen.list", [*open_, *gedaan])
    context = {
        "open": _make_rijen([*open_]),
        "gedaan": _make_rijen([*gedaan]),
        "kolommen": KOLOMMEN,
        "grens": HOOGSTENS,
    }
    return render(request, "aanleveringen/terugmeldingen.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def record_terugmelding(request: Vraag, bronobject_id: uuid.UUID, veld: str) -> HttpResponse:
    """Ask whether a value of a record is right."""
    with as_pagina(ObjectBestaatNietError):
        bronobject = get_bronobject(request.viewer, bronobject_id)
    attribuut = read_objecttype(bronobject.soort).get_attribuut(veld)
    if attribuut is None:
        raise Http404("Dit gegeven bestaat niet.")
    form = TerugmeldForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            with as_pagina(ObjectBestaatNietError):
                terugmelding = terugmeldingen.record_terugmelding(
                    viewer=request.viewer, bronobject_id=bronobject_id, veld=veld, **form.cleaned_data
                )
        except TerugmeldingError as fout:
            form.add_error(None, str(fout))
        else:
            messages.success(request, "Uw vraag is gesteld. Het antwoord komt op deze bladzijde te staan.")
            return redirect("terugmeldingen:terugmelding", terugmelding.pk)
    object_url = reverse("portaal:object", args=[bronobject_id])
    naam = list_namen([bronobject], Peilmoment(klok.today(), klok.now()))[bronobject_id]
    context = {
        "form": form,
        "attribuut": attribuut,
        "naam": naam,
        "binnen": name_termijn(terugmeldingen.find_antwoordtermijn(klok.today())),
        "object_url": object_url,
        "kruimels": [(shorten(naam, 60), object_url), ("Terugmelding", "")],
    }
    return render(request, "aanleveringen/terugmelden.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "POST"])
def show_terugmelding(request: Vraag, terugmelding_id: uuid.UUID) -> HttpResponse:
    """Show one question with its answer, or the form to answer it for who may."""
    with as_pagina(BestaatNietError):
        terugmelding = terugmeldingen.get_terugmelding(request.viewer, terugmelding_id)
    form = AntwoordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            with as_pagina(BestaatNietError):
                terugmeldingen.answer_terugmelding(
                    viewer=request.viewer, terugmelding_id=terugmelding_id, **form.cleaned_data
                )
        except TerugmeldingError as fout:
            form.add_error(None, str(fout))
        else:
            messages.success(request, "Beantwoord. De melder ziet uw antwoord.")
            return redirect("terugmeldingen:terugmelding", terugmelding_id)
    _note(request, "terugmelding.read", [terugmelding])
    mag = decide_handeling(request.viewer, terugmeldingen.BEANTWOORDEN, namens=terugmelding.bronhouder).mag
    context = {
        "t": terugmelding,
        "rij": _make_rijen([terugmelding])[0],
        "termijn": make_termijn(terugmelding),
        "form": form if mag and terugmelding.staat == Terugmelding.Staat.OPEN else None,
        "object_url": reverse("portaal:object", args=[terugmelding.bronobject_id]),
        "kruimels": [("Terugmeldingen", reverse("terugmeldingen:lijst")), ("Vraag", "")],
    }
    return render(request, "aanleveringen/terugmelding.html", context, status=422 if form.errors else 200)


def _make_rijen(rijen: list[Terugmelding]) -> list[dict[str, Any]]:
    """Make the rows of the table."""
    nu = Peilmoment(klok.today(), klok.now())
    namen = list_namen([t.bronobject for t in rijen], nu)
    return [
        {
            "url": reverse("terugmeldingen:terugmelding", args=[t.pk]),
            "gegeven": _name_veld(t),
            "object": namen[t.bronobject_id],
            "bronhouder": find_naam(t.bronhouder, nu.geldig_op),
            "gemeld": t.gemeld_op,
            "termijn": t.termijn,
            "toestand": _derive_toestand(t),
        }
        for t in rijen
    ]


def _name_veld(terugmelding: Terugmelding) -> str:
    """Give the title of the value that is doubted."""
    attribuut = read_objecttype(terugmelding.bronobject.soort).get_attribuut(terugmelding.veld)
    return attribuut.titel if attribuut else terugmelding.veld


def _derive_toestand(terugmelding: Terugmelding) -> tuple[str, str]:
    """Give shape and word; what is open past its term stands out."""
    if terugmelding.staat != Terugmelding.Staat.OPEN:
        return "goed", terugmelding.get_staat_display()
    if terugmelding.termijn < klok.today():
        return "fout", "te laat"
    return "wacht", terugmelding.get_staat_display()


def _note(request: Vraag, naam: str, rijen: list[Terugmelding]) -> None:
    """Say to the log of reads of whose records questions are shown."""
    note_inzage(
        request,
        naam,
        leveranciers={t.bronobject.leverancier for t in rijen},
        soorten={t.bronobject.soort for t in rijen},
        aantal=len(rijen),
        personen={t.bronobject_id for t in rijen if read_objecttype(t.bronobject.soort).persoonsgegevens},
    )
