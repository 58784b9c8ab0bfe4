"""Zaken in the site: the work list, one zaak, and what one does with it."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import Http404, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vth.interface.inzage import note_rijen
from vth.interface.lijstuitvoer import note_and_send
from vth.interface.pagina import as_pagina
from vth.interface.vraag import Vraag
from vth.organisaties.selectors import list_namen
from vth.tijd import klok
from vth.toegang.rules import ALLE_ORGANISATIES, Viewer
from vth.vormgeving.opmaak import format_telling, shorten

from . import forms, services, termijnen, uitvoer
from .begindag import record_begindag, record_startdatum
from .controle import NieuweZaak, NieuwVerzoek
from .documenten.documentpagina import make_zaakblok
from .lijstpagina import list_teamkeuzes, read_werkpagina, write_adres
from .models import Zaak
from .overdracht import record_overdracht, record_overdracht_van
from .rules import AnderWasVoorError, ZaakError
from .selectors import BestaatNietError, get_zaak, list_zaaksoorten
from .webformulier import handle_formulier
from .weergave import list_collegas
from .zaakpagina import make_zaakpagina

LIJST = ("Zaken", "zaken:lijst")
TERMIJNFORMS: dict[str, type[Form]] = {
    "opschorting": forms.OpschortForm,
    "hervatting": forms.HervatForm,
    "verlenging": forms.VerlengForm,
    "ingebrekestelling": forms.IngebrekeForm,
    "begindag": forms.BegindagForm,
}
TERMIJNTITELS = {
    "opschorting": "Schort op",
    "hervatting": "Laat weer lopen",
    "verlenging": "Verleng",
    "ingebrekestelling": "Leg een ingebrekestelling vast",
    "begindag": "Verbeter de begindag",
}


@login_required
@require_safe
def list_zaken(request: Vraag) -> HttpResponse:
    """Show the work list."""
    return _render_lijst(request, request.GET)


def _render_lijst(
    request: Vraag, vraag: QueryDict, form: Form | None = None, status: int = 200
) -> HttpResponse:
    """Show the work list with the form to hand over."""
    with as_pagina():
        pagina = read_werkpagina(request.viewer, vraag)
    note_rijen(request, "zaken.list", list(pagina.zaken))
    if form is None and pagina.kan_overdragen:
        form = _make_overdrachtform(request.viewer)
    # Without the place: a file holds all pages.
    mee = write_adres(vraag).partition("?")[2]
    context = {
        "pagina": pagina,
        "form": form,
        "adres": write_adres(vraag),
        "vraag": vraag.urlencode(),
        "meevraag": mee,
    }
    return render(request, "zaken/lijst.html", context, status=status)


def _make_overdrachtform(viewer: Viewer, data: QueryDict | None = None) -> forms.OverdrachtForm:
    """Make the form to hand over with the colleagues of this viewer."""
    return forms.OverdrachtForm(data, collegas=list_collegas(viewer), teams=list_teamkeuzes(viewer))


@login_required
@require_POST
def hand_over(request: Vraag) -> HttpResponse:
    """Hand the chosen zaken over."""
    form = _make_overdrachtform(request.viewer, request.POST)
    vraag = QueryDict(request.POST.get("vraag", ""))
    if not form.is_valid():
        return _render_lijst(request, vraag, form, 422)
    try:
        ids = [uuid.UUID(w) for w in request.POST.getlist("zaak")]
        with as_pagina(BestaatNietError):
            if van := request.POST.get("alles_van", ""):
                aantal = record_overdracht_van(viewer=request.viewer, van=van[:200], **form.cleaned_data)
            else:
                aantal = record_overdracht(viewer=request.viewer, zaak_ids=ids, **form.cleaned_data)
    except ValueError:
        raise Http404("Deze zaak bestaat niet.") from None
    except ZaakError as fout:
        form.add_error(None, str(fout))
        return _render_lijst(request, vraag, form, 422)
    messages.success(request, f"{format_telling(aantal, 'zaak', 'zaken')} overgedragen.")
    return redirect(write_adres(vraag))


@login_required
@require_http_methods(["GET", "POST"])
def add_zaak(request: Vraag) -> HttpResponse:
    """Open a zaak."""
    viewer = request.viewer
    if services.RECHT not in viewer.handelingen:
        raise PermissionDenied("U mag geen zaken openen. Vraag uw functioneel beheerder om dit recht.")
    eigen = sorted(viewer.organisaties - {ALLE_ORGANISATIES})
    gebieden = sorted(viewer.zicht.gebieden)[:400]
    namen = list_namen([*eigen, *gebieden], klok.today())
    form = forms.ZaakForm(
        request.POST or None,
        soorten=sorted(list_zaaksoorten(klok.today()).items(), key=lambda p: p[1]),
        organisaties=[(c, namen.get(c, c)) for c in eigen],
        gebieden=sorted(((c, namen.get(c, c)) for c in gebieden), key=lambda p: p[1]),
    )
    if request.method == "POST" and form.is_valid():
        try:
            with as_pagina(BestaatNietError):
                zaak = services.open_zaak(viewer=viewer, nieuw=NieuweZaak(**form.cleaned_data))
        except ZaakError as fout:
            form.add_error(None, str(fout))
        else:
            messages.success(request, f"Zaak {zaak.identificatie} is geopend.")
            return redirect("zaken:zaak", zaak.pk)
    context = {"form": form, "titel": "Open een zaak", "knop": "Open", "kruimels": _make_kruimels("Nieuw")}
    return render(request, "zaken/formulier.html", context, status=422 if form.errors else 200)


@login_required
@require_safe
def show_zaak(request: Vraag, zaak_id: uuid.UUID) -> HttpResponse:
    """Show one zaak."""
    return _render_zaak(request, zaak_id)


def _render_zaak(
    request: Vraag, zaak_id: uuid.UUID, form: Form | None = None, status: int = 200
) -> HttpResponse:
    """Show one zaak, with the form of the step that went wrong when one did."""
    with as_pagina(BestaatNietError):
        pagina = make_zaakpagina(request.viewer, zaak_id)
    documenten = make_zaakblok(request.viewer, pagina.zaak)
    getoond = [pagina.zaak, *(o["record"] for o in pagina.onderwerpen), *documenten.documenten]
    note_rijen(request, "zaak.read", getoond)
    if form is None and pagina.mogelijk:
        form = forms.StapForm(resultaten=list(pagina.soort.resultaten.items()))
    context = {
        "pagina": pagina,
        "form": form,
        "documenten": documenten,
        "titels": TERMIJNTITELS,
        "kruimels": _make_kruimels(pagina.zaak.identificatie),
    }
    return render(request, "zaken/zaak.html", context, status=status)


@login_required
@require_POST
def take_stap(request: Vraag, zaak_id: uuid.UUID) -> HttpResponse:
    """Take a step in a zaak."""
    with as_pagina(BestaatNietError):
        zaak = get_zaak(request.viewer, zaak_id)
        soort = make_zaakpagina(request.viewer, zaak.pk).soort
    form = forms.StapForm(request.POST, resultaten=list(soort.resultaten.items()))
    if not form.is_valid():
        return _render_zaak(request, zaak_id, form, 422)
    try:
        with as_pagina(BestaatNietError):
            services.record_stap(viewer=request.viewer, zaak_id=zaak_id, **form.cleaned_data)
    except ZaakError as fout:
        form.add_error(None, str(fout))
        return _render_zaak(request, zaak_id, form, _derive_status(fout))
    messages.success(request, "De stap is vastgelegd.")
    return redirect("zaken:zaak", zaak_id)


def _derive_status(fout: ZaakError) -> int:
    """Give 409 when somebody else was first, else 422."""
    return 409 if isinstance(fout, AnderWasVoorError) else 422


@login_required
@require_http_methods(["GET", "POST"])
def change_termijn(request: Vraag, zaak_id: uuid.UUID, code: str, wat: str) -> HttpResponse:
    """Let a term stand still, go on, last longer, or be called late."""
    if wat not in TERMIJNFORMS:
        raise Http404("Deze handeling bestaat niet.")
    with as_pagina(BestaatNietError, ZaakError):
        pagina = make_zaakpagina(request.viewer, zaak_id)
        pagina.soort.get_termijn(code)
    note_rijen(request, "zaak.read", [pagina.zaak])
    form = TERMIJNFORMS[wat](request.POST or None, initial={"gezien": pagina.zaak.versie})
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                _do_termijn(request.viewer, wat, zaak_id, code, form.cleaned_data)
            except ZaakError as fout:
                form.add_error(None, str(fout))
                status = _derive_status(fout)
            else:
                messages.success(request, "De termijn is bijgewerkt.")
                return redirect("zaken:zaak", zaak_id)
    blok = next(b for b in pagina.termijnen if b.termijn.code == code)
    context = {
        "form": form,
        "titel": f"{TERMIJNTITELS[wat]}: {blok.termijn.naam}",
        "knop": TERMIJNTITELS[wat],
        "blok": blok,
    }
    context["kruimels"] = _make_kruimels(TERMIJNTITELS[wat], pagina.zaak)
    return render(request, "zaken/formulier.html", context, status=status)


def _do_termijn(viewer: Viewer, wat: str, zaak_id: uuid.UUID, code: str, velden: dict[str, Any]) -> None:
    """Call the service of one act on a term."""
    diensten: dict[str, Any] = {
        "opschorting": termijnen.record_opschorting,
        "hervatting": termijnen.record_hervatting,
        "verlenging": termijnen.record_verlenging,
        "ingebrekestelling": termijnen.record_ingebrekestelling,
        "begindag": record_begindag,
    }
    with as_pagina(BestaatNietError):
        diensten[wat](viewer=viewer, zaak_id=zaak_id, termijn=code, **velden)


@login_required
@require_http_methods(["GET", "POST"])
def change_startdatum(request: Vraag, zaak_id: uuid.UUID) -> HttpResponse:
    """Put right the day on which a zaak began."""
    with as_pagina(BestaatNietError):
        zaak = get_zaak(request.viewer, zaak_id)
    note_rijen(request, "zaak.read", [zaak])
    form = forms.BegindagForm(request.POST or None, initial={"gezien": zaak.versie, "dag": zaak.startdatum})
    titel = "Verbeter de begindag van de zaak"

    def doe(velden: dict[str, Any]) -> tuple[str, str]:
        """Put it right."""
        with as_pagina(BestaatNietError):
            record_startdatum(viewer=request.viewer, zaak_id=zaak_id, **velden)
        return "De begindag is verbeterd.", reverse("zaken:zaak", args=[zaak_id])

    kruimels = _make_kruimels(titel, zaak)
    return handle_formulier(
        request, form, doe, weigert=(ZaakError,), titel=titel, knop="Verbeter", kruimels=kruimels
    )


@login_required
@require_http_methods(["GET", "POST"])
def add_verzoek(request: Vraag, zaak_id: uuid.UUID) -> HttpResponse:
    """Take in a verzoek for a zaak."""
    with as_pagina(BestaatNietError):
        zaak = get_zaak(request.viewer, zaak_id)
    note_rijen(request, "zaak.read", [zaak])
    form = forms.VerzoekForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        nieuw = NieuwVerzoek(
            organisatie=zaak.leverancier,
            gebied=zaak.gebied,
            bevoegd_gezag=zaak.bevoegd_gezag,
            vertrouwelijkheid=zaak.vertrouwelijkheid,
            **form.cleaned_data,
        )
        try:
            with as_pagina(BestaatNietError):
                services.record_verzoek(viewer=request.viewer, nieuw=nieuw, zaak_id=zaak_id)
        except ZaakError as fout:
            form.add_error(None, str(fout))
        else:
            messages.success(request, "Het verzoek is vastgelegd.")
            return redirect("zaken:zaak", zaak_id)
    context = {"form": form, "titel": "Leg een verzoek vast", "knop": "Leg vast"}
    context["kruimels"] = _make_kruimels("Verzoek", zaak)
    return render(request, "zaken/formulier.html", context, status=422 if form.errors else 200)


@login_required
@require_safe
def download(request: Vraag, vorm: str) -> HttpResponseBase:
    """Send the work list at the same address as a file."""
    return note_and_send(request, "zaken.download", vorm, uitvoer.make_lijst, bestand="zaken")


def _make_kruimels(laatste: str, zaak: Zaak | None = None) -> list[tuple[str, Any]]:
    """Make the way from the list to a page."""
    midden = [(zaak.identificatie, reverse("zaken:zaak", args=[zaak.pk]))] if zaak else []
    return [(LIJST[0], reverse(LIJST[1])), *midden, (shorten(laatste, 60), "")]
