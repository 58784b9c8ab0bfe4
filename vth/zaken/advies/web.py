"""Advice in the site: the register, one request, and what one does with it."""

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vth.interface.inzage import note_rijen
from vth.interface.lijstuitvoer import note_and_send
from vth.interface.pagina import as_pagina
from vth.interface.vraag import Vraag
from vth.organisaties.selectors import list_namen, list_organisaties
from vth.tijd import klok
from vth.toegang.rules import ALLE_ORGANISATIES

from ..forms import GezienForm
from ..models import Zaak
from ..rules import AnderWasVoorError, ZaakError
from ..selectors import BestaatNietError, get_zaak
from . import forms, lijst, services
from .pagina import Advieskijk, make_advieskijk
from .rules import NieuwAdviesverzoek, Uitgebracht
from .selectors import RECHT, read_adviessoorten


@login_required
@require_safe
def list_adviezen(request: Vraag) -> HttpResponse:
    """Show the register of advice."""
    with as_pagina():
        pagina = lijst.read_adviespagina(request.viewer, request.GET)
    note_rijen(request, "adviezen.list", list(pagina.adviezen))
    return render(request, "zaken/adviezen.html", {"pagina": pagina})


@login_required
@require_safe
def download(request: Vraag, vorm: str) -> HttpResponseBase:
    """Send the register at the same address as a file."""
    return note_and_send(request, "adviezen.download", vorm, lijst.make_lijst, bestand="adviezen")


@login_required
@require_http_methods(["GET", "POST"])
def add_advies(request: Vraag, zaak_id: uuid.UUID | None = None) -> HttpResponse:
    """Ask advice, or take in a request for it; in a zaak or without one."""
    if RECHT not in request.viewer.handelingen:
        raise PermissionDenied("U mag geen zaken behandelen. Vraag uw functioneel beheerder om dit recht.")
    zaak = None
    if zaak_id is not None:
        with as_pagina(BestaatNietError):
            zaak = get_zaak(request.viewer, zaak_id)
        note_rijen(request, "zaak.read", [zaak])
    form = _make_form(request, zaak)
    if request.method == "POST" and form.is_valid():
        try:
            with as_pagina(BestaatNietError):
                advies = services.record_adviesverzoek(
                    viewer=request.viewer, nieuw=NieuwAdviesverzoek(**form.cleaned_data), zaak_id=zaak_id
                )
        except ZaakError as fout:
            form.add_error(None, str(fout))
        else:
            messages.success(request, f"Adviesverzoek {advies.identificatie} is vastgelegd.")
            return redirect("zaken:advies", advies.pk)
    midden = (
        [(zaak.identificatie, reverse("zaken:zaak", args=[zaak.pk]))]
        if zaak
        else [("Adviezen", reverse("zaken:adviezen"))]
    )
    context = {
        "form": form,
        "titel": "Leg een adviesverzoek vast",
        "knop": "Leg vast",
        "kruimels": [("Zaken", reverse("zaken:lijst")), *midden, ("Advies", "")],
    }
    return render(request, "zaken/formulier.html", context, status=422 if form.errors else 200)


def _make_form(request: Vraag, zaak: Zaak | None) -> forms.AdviesForm:
    """Make the form for a new request with what this viewer can choose."""
    viewer, op = request.viewer, klok.today()
    eigen = [zaak.leverancier] if zaak else sorted(viewer.organisaties - {ALLE_ORGANISATIES})
    gebieden = [] if zaak else sorted(viewer.zicht.gebieden)[:400]
    namen = list_namen([*eigen, *gebieden], op)
    partijen = [(o.organisatie_id, o.naam) for o in list_organisaties(op=op) if o.organisatie_id not in eigen]
    soorten = read_adviessoorten(
        op,
        bevoegd_gezag=zaak.bevoegd_gezag if zaak else "",
        omgevingsdienst=zaak.leverancier if zaak else viewer.organisatie,
    )
    return forms.AdviesForm(
        request.POST or None,
        soorten=[(s.code, s.naam) for s in soorten.values()],
        partijen=sorted(partijen, key=lambda p: p[1].lower()),
        organisaties=[(c, namen.get(c, c)) for c in eigen],
        gebieden=sorted(((c, namen.get(c, c)) for c in gebieden), key=lambda p: p[1]),
        met_zaak=zaak is not None,
    )


@login_required
@require_safe
def show_advies(request: Vraag, advies_id: uuid.UUID) -> HttpResponse:
    """Show one request for advice."""
    return _render(request, advies_id)


def _render(
    request: Vraag, advies_id: uuid.UUID, fout: tuple[str, Form] | None = None, status: int = 200
) -> HttpResponse:
    """Show one request with the forms of what the viewer may do; one that went wrong keeps what was given."""
    with as_pagina(BestaatNietError):
        kijk = make_advieskijk(request.viewer, advies_id)
    note_rijen(request, "advies.read", [kijk.advies])
    formulieren = make_forms(kijk) | ({fout[0]: fout[1]} if fout else {})
    zaak = [("Zaak", kijk.zaak_url)] if kijk.zaak_url else []
    context = {
        "kijk": kijk,
        "forms": formulieren,
        "kruimels": [("Adviezen", reverse("zaken:adviezen")), *zaak, (kijk.advies.identificatie, "")],
    }
    return render(request, "zaken/advies.html", context, status=status)


def make_forms(kijk: Advieskijk, data: Any = None) -> dict[str, Form]:
    """Make the form of each act that this viewer may do on a request as it stands."""
    toets = {"vragen": kijk.vragen, "antwoorden": kijk.antwoorden}
    soorten: dict[str, tuple[type[Form], dict[str, Any]]] = {
        "uitgebracht": (forms.UitgebrachtForm, toets),
        "toets": (forms.ToetsForm, toets),
        "herinnering": (forms.HerinnerForm, {}),
        "uitstel": (forms.UitstelForm, {}),
        "opvolging": (forms.OpvolgForm, {"besluiten": list(kijk.besluiten)}),
        "intrekken": (forms.IntrekForm, {}),
        "oppakken": (GezienForm, {}),
    }
    vast = {"gezien": kijk.advies.versie}
    return {
        naam: soort(data, initial=vast, auto_id=f"id_{naam}_%s", **meer)
        for naam, (soort, meer) in soorten.items()
        if naam in kijk.kan
    }


@login_required
@require_POST
def act_advies(request: Vraag, advies_id: uuid.UUID, wat: str) -> HttpResponse:
    """Do one act on a request for advice."""
    with as_pagina(BestaatNietError):
        kijk = make_advieskijk(request.viewer, advies_id)
    form = make_forms(kijk, request.POST).get(wat)
    if form is None:
        raise Http404("Deze handeling kan hier nu niet.")
    if not form.is_valid():
        return _render(request, advies_id, (wat, form), 422)
    try:
        with as_pagina(BestaatNietError):
            _do(request, kijk, wat, form)
    except ZaakError as fout:
        form.add_error(None, str(fout))
        return _render(request, advies_id, (wat, form), 409 if isinstance(fout, AnderWasVoorError) else 422)
    messages.success(request, "Vastgelegd.")
    return redirect("zaken:advies", advies_id)


def _do(request: Vraag, kijk: Advieskijk, wat: str, form: Form) -> None:
    """Call the service of one act."""
    velden = dict(form.cleaned_data)
    wie: dict[str, Any] = {
        "viewer": request.viewer,
        "advies_id": kijk.advies.pk,
        "gezien": velden.pop("gezien"),
    }
    if wat == "uitgebracht" and isinstance(form, forms.UitgebrachtForm):
        uit = Uitgebracht(velden["op"], velden["strekking"], velden["advies"], form.list_antwoorden())
        services.record_uitgebracht(uit=uit, **wie)
    elif wat == "toets" and isinstance(form, forms.ToetsForm):
        services.record_uitvoeringstoets(toets=form.list_antwoorden(), **wie)
    elif wat == "opvolging":
        services.record_opvolging(**wie, **velden | {"besluit_id": velden["besluit_id"] or None})
    else:
        diensten: dict[str, Callable[..., object]] = {
            "herinnering": services.record_herinnering,
            "uitstel": services.record_uitstel,
            "intrekken": services.close_adviesverzoek,
            "oppakken": services.accept_adviesverzoek,
        }
        diensten[wat](**wie, **velden)
