"""Retention in the site: what is due, lists of destruction, and per zaak the exception, the package and the transfer."""

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vth.interface.inzage import note_rijen
from vth.interface.pagina import as_pagina
from vth.interface.vraag import Vraag

from ..rules import AnderWasVoorError, ZaakError
from ..selectors import BestaatNietError, get_zaak
from . import forms, services
from .pagina import (
    WAT,
    list_bewaarkenmerken,
    make_bewaarpagina,
    make_vernietigingspagina,
)
from .pakket import make_pakket

RECHTEN = frozenset({services.VOORSTELLEN, services.BEOORDELEN, services.BEWAREN})


def _check_kamer(request: Vraag) -> None:
    """Refuse who has nothing to do with retention."""
    if not RECHTEN & request.viewer.handelingen:
        raise PermissionDenied("U beheert geen archief. Vraag uw functioneel beheerder om deze rol.")


@login_required
@require_http_methods(["GET", "POST"])
def show_bewaring(request: Vraag) -> HttpResponse:
    """Show a tab of the archivist, and make a list of what was chosen."""
    _check_kamer(request)
    wat = request.GET.get("wat", "beurt")
    if wat not in WAT:
        raise Http404("Dit bestaat niet.")
    fout, status = "", 200
    if request.method == "POST":
        try:
            ids = [uuid.UUID(w) for w in request.POST.getlist("zaak")]
            with as_pagina():
                lijst = services.record_voorstel(
                    viewer=request.viewer, organisatie=request.POST.get("organisatie", "")[:40], zaak_ids=ids
                )
        except ValueError:
            raise Http404("Deze zaak bestaat niet.") from None
        except ZaakError as error:
            fout, status = str(error), 422
        else:
            messages.success(request, f"Lijst {lijst.identificatie} wacht op een tweede persoon.")
            return redirect("zaken:vernietiging", lijst.pk)
    pagina = make_bewaarpagina(request.viewer, wat)
    note_rijen(request, "bewaring.list", list(pagina.zaken))
    context = {"pagina": pagina, "fout": fout, "kruimels": [("Bewaren en vernietigen", "")]}
    return render(request, "zaken/bewaring.html", context, status=status)


@login_required
@require_safe
def show_vernietiging(request: Vraag, vernietiging_id: uuid.UUID) -> HttpResponse:
    """Show one list of destruction with its protocol."""
    return _render(request, vernietiging_id)


def _render(
    request: Vraag, vernietiging_id: uuid.UUID, fout: tuple[str, Form] | None = None, status: int = 200
) -> HttpResponse:
    """Show one list with the forms of what the viewer may do."""
    _check_kamer(request)
    with as_pagina(BestaatNietError):
        pagina = make_vernietigingspagina(request.viewer, vernietiging_id)
    note_rijen(request, "bewaring.list", list(pagina.zaken))
    soorten: dict[str, type[Form]] = {"oordeel": forms.OordeelForm, "uitvoeren": forms.UitvoerForm}
    gemaakt = {naam: soort() for naam, soort in soorten.items() if naam in pagina.kan}
    context = {
        "pagina": pagina,
        "forms": gemaakt | ({fout[0]: fout[1]} if fout else {}),
        "kruimels": [
            ("Bewaren en vernietigen", f"{reverse('zaken:bewaring')}?wat=lijsten"),
            (pagina.vernietiging.identificatie, ""),
        ],
    }
    return render(request, "zaken/vernietiging.html", context, status=status)


@login_required
@require_POST
def act_vernietiging(request: Vraag, vernietiging_id: uuid.UUID, wat: str) -> HttpResponse:
    """Judge a list, or carry it out."""
    _check_kamer(request)
    soorten: dict[str, type[Form]] = {"oordeel": forms.OordeelForm, "uitvoeren": forms.UitvoerForm}
    if wat not in soorten:
        raise Http404("Deze handeling bestaat niet.")
    form = soorten[wat](request.POST)
    if not form.is_valid():
        return _render(request, vernietiging_id, (wat, form), 422)
    wie: dict[str, Any] = {"viewer": request.viewer, "vernietiging_id": vernietiging_id}
    try:
        with as_pagina(BestaatNietError):
            if wat == "oordeel":
                velden = form.cleaned_data
                services.decide_voorstel(akkoord=velden["akkoord"] == "ja", reden=velden["reden"], **wie)
            else:
                services.carry_out_vernietiging(**wie)
    except ZaakError as fout:
        form.add_error(None, str(fout))
        return _render(request, vernietiging_id, (wat, form), _derive_status(fout))
    messages.success(
        request, "Vastgelegd." if wat == "oordeel" else "Uitgevoerd. De verklaring staat hieronder."
    )
    return redirect("zaken:vernietiging", vernietiging_id)


def _derive_status(fout: ZaakError) -> int:
    """Give 409 when somebody else was first, else 422."""
    return 409 if isinstance(fout, AnderWasVoorError) else 422


SOORTEN: dict[str, tuple[type[Form], str, str]] = {
    "uitzonderen": (forms.UitzonderForm, "Bewaar deze zaak langer", "Leg vast"),
    "opheffen": (forms.OpheffenForm, "Hef de uitzondering op", "Hef op"),
    "overbrengen": (forms.OverbrengForm, "Leg vast dat de zaak is overgebracht", "Leg vast"),
}
DIENSTEN: dict[str, Callable[..., object]] = {
    "uitzonderen": services.record_uitzondering,
    "opheffen": services.close_uitzondering,
    "overbrengen": services.record_overbrenging,
}


@login_required
@require_http_methods(["GET", "POST"])
def change_bewaring(request: Vraag, zaak_id: uuid.UUID, wat: str) -> HttpResponse:
    """Keep a zaak longer, let the rule decide again, or say that an archive took it over."""
    if wat not in SOORTEN:
        raise Http404("Deze handeling bestaat niet.")
    with as_pagina(BestaatNietError):
        zaak = get_zaak(request.viewer, zaak_id)
    note_rijen(request, "zaak.read", [zaak])
    _, kan = list_bewaarkenmerken(request.viewer, zaak)
    if wat not in kan and request.method == "GET":
        raise Http404("Deze handeling kan hier nu niet.")
    soort, titel, knop = SOORTEN[wat]
    form, status = soort(request.POST or None, initial={"gezien": zaak.versie}), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                with as_pagina(BestaatNietError):
                    DIENSTEN[wat](viewer=request.viewer, zaak_id=zaak_id, **form.cleaned_data)
            except ZaakError as fout:
                form.add_error(None, str(fout))
                status = _derive_status(fout)
            else:
                messages.success(request, "Vastgelegd.")
                return redirect("zaken:zaak", zaak_id)
    kruimels = [
        ("Zaken", reverse("zaken:lijst")),
        (zaak.identificatie, reverse("zaken:zaak", args=[zaak.pk])),
        (titel, ""),
    ]
    context = {"form": form, "titel": titel, "knop": knop, "kruimels": kruimels}
    return render(request, "zaken/formulier.html", context, status=status)


@login_required
@require_safe
def send_pakket(request: Vraag, zaak_id: uuid.UUID) -> HttpResponseBase:
    """Send the package of a closed zaak for an archive."""
    try:
        with as_pagina(BestaatNietError):
            zaak, bestand = make_pakket(request.viewer, zaak_id)
    except ZaakError as fout:
        raise Http404(str(fout)) from fout
    note_rijen(request, "zaak.pakket", [zaak], altijd=True)
    antwoord = FileResponse(
        bestand.open("rb"),
        as_attachment=True,
        filename=f"{zaak.identificatie}.zip",
        content_type="application/zip",
    )
    bestand.unlink()
    return antwoord
