"""Reading from paper in the site: give a source, see it beside what was read, accept or reject it piece by piece."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vth.interface.inzage import note_rijen
from vth.interface.pagina import as_pagina
from vth.interface.vraag import Vraag
from vth.vormgeving.opmaak import format_telling
from vth.zaken.selectors import BestaatNietError

from ..inhoud import VoorschriftError
from ..models import Toestemming, Voorstel
from ..rules import VergunningError
from ..selectors import get_toestemming
from ..stukken import find_document
from ..web import make_kruimels
from . import services
from .forms import AanpasForm, BronForm, make_begin
from .selectors import list_leesbaar, list_voorstellen
from .voorstelpagina import make_regelpagina, make_voorstelpagina, may_write


@login_required
@require_http_methods(["GET", "POST"])
def add_voorstel(request: Vraag, toestemming_id: uuid.UUID) -> HttpResponse:
    """Give a source to be read for a draft; shows what was read for it before."""
    viewer = request.viewer
    with as_pagina(BestaatNietError):
        toestemming = get_toestemming(viewer, toestemming_id)
    if not may_write(viewer, toestemming):
        raise PermissionDenied(
            "U kunt voor deze toestemming niets van papier lezen: u mag er niet in schrijven, of zij is geen concept meer."
        )
    note_rijen(request, "toestemming.read", [toestemming.vergunning])
    form = BronForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        voorstel = _try_voorstel(request, toestemming, form)
        if voorstel is not None:
            messages.success(request, f"{voorstel.naam} wordt gelezen.")
            return redirect("vergunningen:voorstel", voorstel.pk)
    context = {
        "form": form,
        "documenten": list_leesbaar(viewer, toestemming),
        "voorstellen": list_voorstellen(viewer, toestemming),
        "kruimels": _make_pad(toestemming, ("Van papier", "")),
    }
    return render(request, "vergunningen/voorstel_nieuw.html", context, status=422 if form.errors else 200)


def _try_voorstel(request: Vraag, toestemming: Toestemming, form: BronForm) -> Voorstel | None:
    """Take the source; what is wrong with it comes on the form."""
    velden = form.cleaned_data
    document_id = None
    if velden["documentnummer"].strip():
        document = find_document(request.viewer, velden["documentnummer"])
        if document is None:
            form.add_error(
                "documentnummer",
                f"Document {velden['documentnummer']} bestaat niet, of u mag het niet zien. Kies een ander nummer.",
            )
            return None
        document_id = document.pk
    bron = services.Bron(
        document_id=document_id, tekst="" if document_id else velden["tekst"], naam=velden["naam"]
    )
    try:
        return services.record_voorstel(viewer=request.viewer, toestemming_id=toestemming.pk, bron=bron)
    except (VergunningError, BestaatNietError) as fout:
        form.add_error(None, str(fout))
        return None


@login_required
@require_safe
def show_voorstel(request: Vraag, voorstel_id: uuid.UUID) -> HttpResponse:
    """Show a proposal beside its source, one chapter at a time."""
    with as_pagina(BestaatNietError):
        pagina = make_voorstelpagina(
            request.viewer, voorstel_id, _read_getal(request, "hoofdstuk"), _read_getal(request, "vanaf") or 0
        )
    toestemming = pagina.voorstel.toestemming
    note_rijen(request, "voorstel.read", [toestemming.vergunning])
    context = {
        "pagina": pagina,
        "kruimels": _make_pad(
            toestemming,
            ("Van papier", reverse("vergunningen:voorstelnieuw", args=[toestemming.pk])),
            (pagina.voorstel.naam[:60], ""),
        ),
    }
    return render(request, "vergunningen/voorstel.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def change_regel(request: Vraag, voorstel_id: uuid.UUID, volgnummer: int) -> HttpResponse:
    """Show one part beside its source and take it over as it is adapted."""
    with as_pagina(BestaatNietError):
        voorstel, beeld = make_regelpagina(request.viewer, voorstel_id, volgnummer)
    if not may_write(request.viewer, voorstel.toestemming):
        raise PermissionDenied(
            "U kunt hier niets overnemen: u mag in deze vergunning niet schrijven, of de toestemming is geen concept meer."
        )
    note_rijen(request, "voorstel.read", [voorstel.toestemming.vergunning])
    form = AanpasForm(request.POST or None, initial=make_begin(beeld.regel))
    if request.method == "POST" and form.is_valid():
        try:
            regel = services.accept_voorstelregel(
                viewer=request.viewer,
                voorstel_id=voorstel_id,
                volgnummer=volgnummer,
                inhoud=form.cleaned_data["inhoud"],
            )
        except (VergunningError, VoorschriftError) as fout:
            form.add_error(None, str(fout))
        else:
            messages.success(request, f"Voorschrift {regel.nummer} staat in het concept.")
            return _back(voorstel_id, regel.hoofdstuk, volgnummer)
    kruimels = _make_pad(
        voorstel.toestemming,
        (voorstel.naam[:60], reverse("vergunningen:voorstel", args=[voorstel_id])),
        (beeld.regel.nummer, ""),
    )
    context = {"beeld": beeld, "voorstel": voorstel, "form": form, "kruimels": kruimels}
    return render(request, "vergunningen/voorstelregel.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def act_regel(request: Vraag, voorstel_id: uuid.UUID, volgnummer: int, wat: str) -> HttpResponse:
    """Accept or reject one part as it was read, or accept everything that is sure in its chapter."""
    viewer, hoofdstuk = request.viewer, volgnummer
    try:
        with as_pagina(BestaatNietError):
            if wat == "aanvaarden":
                hoofdstuk = services.accept_voorstelregel(
                    viewer=viewer, voorstel_id=voorstel_id, volgnummer=volgnummer
                ).hoofdstuk
            elif wat == "verwerpen":
                hoofdstuk = services.reject_voorstelregel(
                    viewer=viewer, voorstel_id=voorstel_id, volgnummer=volgnummer
                ).hoofdstuk
            elif wat == "zeker":
                aantal = services.accept_zekere(viewer=viewer, voorstel_id=voorstel_id, hoofdstuk=volgnummer)
                messages.success(
                    request,
                    f"Aanvaard van dit hoofdstuk: {format_telling(aantal, 'voorschrift', 'voorschriften')}."
                    if aantal
                    else "Er was niets meer zeker.",
                )
            else:
                raise Http404("Deze handeling bestaat niet.")
    except (VergunningError, VoorschriftError) as fout:
        messages.error(request, str(fout))
        with as_pagina(BestaatNietError):
            hoofdstuk = make_regelpagina(viewer, voorstel_id, volgnummer)[1].regel.hoofdstuk
    return _back(voorstel_id, hoofdstuk, volgnummer)


def _back(voorstel_id: uuid.UUID, hoofdstuk: int, volgnummer: int) -> HttpResponse:
    """Go back to the part, in its chapter, so that the next one is near."""
    vanaf = f"&vanaf={volgnummer - 3}" if volgnummer - hoofdstuk > 30 else ""
    return redirect(
        f"{reverse('vergunningen:voorstel', args=[voorstel_id])}?hoofdstuk={hoofdstuk}{vanaf}#deel-{volgnummer}"
    )


def _read_getal(request: Vraag, naam: str) -> int | None:
    """Read a whole number from the address; anything else is as if it was not there."""
    waarde = request.GET.get(naam, "")
    return int(waarde) if waarde.isascii() and waarde.isdigit() and len(waarde) < 9 else None


def _make_pad(toestemming: Toestemming, *rest: tuple[str, str]) -> list[tuple[str, str]]:
    """Make the path to a page under a toestemming."""
    vergunning = toestemming.vergunning
    return make_kruimels(
        (vergunning.kenmerk, reverse("vergunningen:vergunning", args=[vergunning.pk])),
        (toestemming.kenmerk[:60], reverse("vergunningen:toestemming", args=[toestemming.pk])),
        *rest,
    )
