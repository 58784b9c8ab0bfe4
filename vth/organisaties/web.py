"""The mandate register in the site: the list, one mandate, who may sign, taking in a table, differences and functions."""

import tempfile
import uuid
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vth.interface.inlezen import Leesfout
from vth.interface.invoer import read_peilmoment
from vth.interface.pagina import as_pagina, serve_bestand
from vth.interface.uitvoer import VORMEN
from vth.interface.vraag import Vraag
from vth.tijd import klok
from vth.tijd.rules import OPEN_DAG, Geldigheid, TijdError
from vth.toegang.rules import GeenToegangError, Viewer, check_bevoegd

from .forms import FunctieForm, IngreepForm, IntrekForm, InvoerForm, ModelForm, TekenForm
from .mandaten.begrippen import Functie
from .mandaten.functiepagina import make_functiepagina
from .mandaten.invoer import GROOTSTE_BYTES, KOLOMMEN
from .mandaten.lijstpagina import filter_voorkomens, read_lijstpagina
from .mandaten.mandaatform import MandaatForm
from .mandaten.mandaatpagina import BestaatDanNietError, make_mandaatpagina
from .mandaten.model import make_modeltabel, read_modelmandaat
from .mandaten.rijen import MandaatrijenError
from .mandaten.selectors import BestaatNietError
from .mandaten.services import (
    VASTLEGGEN,
    close_functievervulling,
    close_mandaat,
    import_mandaten,
    record_functievervulling,
    record_mandaatingreep,
    record_mandaten,
)
from .mandaten.tekenpagina import list_keuzes, make_antwoord
from .mandaten.toetsing import Rijfout
from .mandaten.uitvoer import list_uitvoerrijen, open_uitvoer
from .mandaten.verschilpagina import read_verschilpagina
from .models import Organisatie
from .rules import MandaatError
from .selectors import list_organisaties
from .taakpagina import read_taakpagina

MEESTE_FOUTEN = 200


@login_required
@require_safe
def list_mandaten(request: Vraag) -> HttpResponse:
    """Show the register on a day, within the filters, a page at a time."""
    with as_pagina():
        pagina = read_lijstpagina(request.viewer, request.GET)
    context = {
        "pagina": pagina,
        "peilmoment": pagina.peilmoment,
        "peilmoment_kiesbaar": True,
        "vormen": VORMEN,
        "vraag": request.GET.urlencode(),
    }
    return render(request, "organisaties/mandaten.html", context)


@login_required
@require_safe
def download_mandaten(request: Vraag, vorm: str) -> HttpResponseBase:
    """Send the mandates within the filters as a file that can be changed and taken in again."""
    if vorm not in VORMEN:
        raise Http404("Deze download bestaat niet.")
    with as_pagina():
        peil = read_peilmoment(request.GET)
        rijen, _ = filter_voorkomens(request.viewer, peil, request.GET)
    with open_uitvoer(list_uitvoerrijen(rijen), vorm) as bestand:
        return serve_bestand(bestand, f"mandaten-{peil.geldig_op.isoformat()}", vorm)


@login_required
@require_safe
def show_mandaat(request: Vraag, mandaat_id: uuid.UUID) -> HttpResponse:
    """Show one mandate: what it holds, its chain, and what happened to it."""
    return _render_mandaat(request, mandaat_id, IntrekForm(), IngreepForm())


@login_required
@require_POST
def close(request: Vraag, mandaat_id: uuid.UUID) -> HttpResponse:
    """Withdraw a mandate."""
    form = IntrekForm(request.POST)
    if form.is_valid():
        with as_pagina(BestaatNietError):
            try:
                close_mandaat(viewer=request.viewer, mandaat_id=mandaat_id, **form.cleaned_data)
                messages.success(
                    request, "Ingetrokken. Wie het mandaat gebruikte, kan vanaf die dag niet meer tekenen."
                )
                return redirect("organisaties:mandaat", mandaat_id)
            except MandaatError as fout:
                form.add_error(None, str(fout))
    return _render_mandaat(request, mandaat_id, form, IngreepForm(), status=422)


@login_required
@require_POST
def record_ingreep(request: Vraag, mandaat_id: uuid.UUID) -> HttpResponse:
    """Write down an instruction, or a power taken back or given back in one case."""
    form = IngreepForm(request.POST)
    if form.is_valid():
        velden = dict(form.cleaned_data)
        onderwerp = (velden.pop("onderwerp_soort"), velden.pop("onderwerp_id"))
        with as_pagina(BestaatNietError):
            try:
                record_mandaatingreep(
                    viewer=request.viewer, mandaat_id=mandaat_id, onderwerp=onderwerp, **velden
                )
                messages.success(request, "Vastgelegd. Bij het tekenen wordt hier rekening mee gehouden.")
                return redirect("organisaties:mandaat", mandaat_id)
            except MandaatError as fout:
                form.add_error(None, str(fout))
    return _render_mandaat(request, mandaat_id, IntrekForm(), form, status=422)


def _render_mandaat(
    request: Vraag, mandaat_id: uuid.UUID, intrek: IntrekForm, ingreep: IngreepForm, status: int = 200
) -> HttpResponse:
    """Show the page of one mandate with its forms."""
    with as_pagina(BestaatNietError, BestaatDanNietError):
        peil = read_peilmoment(request.GET)
        pagina = make_mandaatpagina(request.viewer, mandaat_id, peil)
    context = {
        "pagina": pagina,
        "intrek": intrek,
        "ingreep": ingreep,
        "peilmoment": peil,
        "peilmoment_kiesbaar": True,
        "kruimels": make_kruimels(pagina.mandaat.kenmerk or "Mandaat"),
    }
    return render(request, "organisaties/mandaat.html", context, status=status)


@login_required
@require_safe
def ask_ondertekening(request: Vraag) -> HttpResponse:
    """Answer who may sign a decision, for who asks and for everybody."""
    keuzes = list_keuzes(request.viewer, klok.today())
    gevraagd = "bevoegdheid" in request.GET
    form = TekenForm(request.GET if gevraagd else None, keuzes=keuzes)
    antwoord, status = None, 200
    if gevraagd:
        if form.is_valid():
            try:
                antwoord = make_antwoord(request.viewer, form.cleaned_data)
            except MandaatError as fout:
                form.add_error(None, str(fout))
        status = 200 if antwoord else 422
    context = {
        "form": form,
        "antwoord": antwoord,
        "leeg": not keuzes["gezag"],
        "kruimels": make_kruimels("Wie mag dit tekenen?"),
    }
    return render(request, "organisaties/ondertekening.html", context, status=status)


@login_required
@require_http_methods(["GET", "POST"])
def take_in(request: Vraag) -> HttpResponse:
    """Ask for a table of mandates and take it in, whole or not at all."""
    with as_pagina():
        check_bevoegd(request.viewer, VASTLEGGEN)
    form = InvoerForm(request.POST or None, request.FILES or None)
    fouten: tuple[Rijfout, ...] = ()
    if request.method == "POST" and form.is_valid():
        try:
            verslag = _import(request.viewer, form.cleaned_data["bestand"])
        except MandaatrijenError as fout:
            fouten = fout.fouten
        except (Leesfout, MandaatError, GeenToegangError, TijdError) as fout:
            form.add_error(None, str(fout))
        else:
            zin = f"{verslag.nieuw} nieuwe mandaten, {verslag.rijen} regels gewijzigd of toegevoegd."
            messages.success(
                request, f"{verslag.gelezen} rijen gelezen: {zin if verslag.rijen else 'er verandert niets.'}"
            )
            return redirect("organisaties:mandaten")
    context = {
        "form": form,
        "fouten": fouten[:MEESTE_FOUTEN],
        "aantal": len(fouten),
        "grens": GROOTSTE_BYTES,
        "kolommen": KOLOMMEN,
        "kruimels": make_kruimels("Neem een tabel in"),
    }
    return render(
        request, "organisaties/mandaatinvoer.html", context, status=422 if fouten or form.errors else 200
    )


def _import(viewer: Viewer, bestand: UploadedFile) -> Any:
    """Put an uploaded file on disk for as long as it is read, and take it in."""
    Path(settings.VAR_DIR).mkdir(parents=True, exist_ok=True)
    if (bestand.size or 0) > GROOTSTE_BYTES:
        raise Leesfout(
            "Het bestand is groter dan 10 MB. Een mandaatregister is kleiner; kies de goede tabel."
        )
    with tempfile.TemporaryDirectory(prefix="invoer-", dir=settings.VAR_DIR) as map_:
        pad = Path(map_) / "tabel"
        with pad.open("wb") as uit:
            for brok in bestand.chunks():
                uit.write(brok)
        return import_mandaten(viewer=viewer, bestand=pad, naam=bestand.name or "tabel")


@login_required
@require_http_methods(["GET", "POST"])
def add_mandaat(request: Vraag) -> HttpResponse:
    """Write down one mandate by form."""
    with as_pagina():
        check_bevoegd(request.viewer, VASTLEGGEN)
    dag = klok.today()
    organisaties = [(o.organisatie_id, o.naam) for o in list_organisaties(op=dag)]
    form = MandaatForm(
        request.POST or None, organisaties=sorted(organisaties, key=lambda o: o[1].lower()), op=dag
    )
    if request.method == "POST" and form.is_valid():
        rij, fouten = form.read_rij()
        try:
            if rij is None:
                raise MandaatrijenError(fouten)
            record_mandaten(viewer=request.viewer, rijen=[rij], bron="invoer")
        except MandaatrijenError as fout:
            form.add_fouten(fout.fouten)
        except (MandaatError, GeenToegangError, TijdError) as fout:
            form.add_error(None, str(fout))
        else:
            messages.success(request, f"Mandaat {rij.kenmerk} is vastgelegd.")
            return redirect("organisaties:mandaten")
    context = {"form": form, "kruimels": make_kruimels("Leg een mandaat vast")}
    return render(request, "organisaties/mandaatnieuw.html", context, status=422 if form.errors else 200)


@login_required
@require_safe
def show_modelmandaat(request: Vraag) -> HttpResponseBase:
    """Show the model mandate, or send it as a table filled in for one mandator and one mandatary."""
    dag, viewer = klok.today(), request.viewer
    organisaties = [(o.organisatie_id, o.naam) for o in list_organisaties(op=dag)]
    soorten = {o.organisatie_id: o.organisatie.soort for o in list_organisaties(op=dag)}
    zicht = viewer.zicht
    mag = [o for o in organisaties if zicht.landelijk or o[0] in zicht.leveranciers | zicht.gebieden]
    diensten = [o for o in organisaties if soorten[o[0]] == Organisatie.Soort.OMGEVINGSDIENST]
    form = ModelForm(
        request.GET if "vorm" in request.GET else None, gevers=mag, nemers=diensten, eigen=viewer.organisatie
    )
    if form.is_bound and form.is_valid() and request.GET["vorm"] in VORMEN:
        d = form.cleaned_data
        gever, nemer = Functie(d["gever"], d["gever_functie"]), Functie(d["nemer"], d["nemer_functie"])
        rijen = make_modeltabel(read_modelmandaat(), gever, nemer, d["begin"])
        with open_uitvoer(rijen, request.GET["vorm"]) as bestand:
            return serve_bestand(bestand, f"modelmandaat-{d['gever']}", request.GET["vorm"])
    context = {
        "form": form,
        "regels": read_modelmandaat(),
        "leeg": not mag,
        "kruimels": make_kruimels("Modelmandaat"),
    }
    return render(request, "organisaties/modelmandaat.html", context, status=422 if form.errors else 200)


@login_required
@require_safe
def compare(request: Vraag) -> HttpResponse:
    """Show how participants differ in what they gave one organisation."""
    with as_pagina():
        pagina = read_verschilpagina(request.viewer, request.GET)
    context = {
        "pagina": pagina,
        "peilmoment": pagina.peilmoment,
        "peilmoment_kiesbaar": True,
        "kruimels": make_kruimels("Verschillen"),
    }
    return render(request, "organisaties/mandaatverschillen.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def list_functies(request: Vraag) -> HttpResponse:
    """Show who holds which function, and write down who does from when, or who no longer does."""
    with as_pagina():
        check_bevoegd(request.viewer, VASTLEGGEN)
    pagina = make_functiepagina(request.viewer, klok.today())
    form = FunctieForm(request.POST or None, organisaties=pagina.organisaties, mensen=pagina.mensen)
    if request.method == "POST" and form.is_valid():
        velden = dict(form.cleaned_data)
        vanaf, tot = velden.pop("vanaf"), velden.pop("tot")
        try:
            aantal = record_functievervulling(
                viewer=request.viewer, geldigheid=Geldigheid(vanaf, tot or OPEN_DAG), **velden
            )
        except (MandaatError, GeenToegangError, TijdError) as fout:
            form.add_error(None, str(fout))
        else:
            messages.success(request, "Vastgelegd." if aantal else "Dit was al bekend; er verandert niets.")
            return redirect("organisaties:functies")
    context = {"pagina": pagina, "form": form, "kruimels": make_kruimels("Functies"), "vandaag": klok.today()}
    return render(request, "organisaties/functies.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def close_functie(request: Vraag) -> HttpResponse:
    """Write down that somebody no longer holds a function from today on."""
    organisatie, _, rest = request.POST.get("sleutel", "").partition("|")
    functie, _, betrokkene = rest.rpartition("|")
    with as_pagina():
        aantal = close_functievervulling(
            viewer=request.viewer,
            organisatie=organisatie,
            functie=functie,
            betrokkene=betrokkene,
            per=klok.today(),
        )
    messages.success(
        request, "Vastgelegd: vanaf vandaag niet meer." if aantal else "Er was niets te beëindigen."
    )
    return redirect("organisaties:functies")


@login_required
@require_safe
def show_taakscheiding(request: Vraag) -> HttpResponse:
    """Show how often duties were not kept apart, why, and where nobody said why."""
    with as_pagina():
        pagina = read_taakpagina(request.viewer, request.GET)
    return render(request, "organisaties/taakscheiding.html", {"pagina": pagina})


def make_kruimels(laatste: str) -> list[tuple[str, str]]:
    """Make the way from the register to a page."""
    return [("Mandaatregister", reverse("organisaties:mandaten")), (laatste, "")]
