"""The merger explorer in the site: by hand at once, a search in the background, and the decision of a board to allow it."""

import uuid
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from vth.interface.pagina import as_pagina
from vth.interface.vraag import Vraag
from vth.organisaties.selectors import list_namen
from vth.regelgeving.rules import RegelError
from vth.tijd import klok
from vth.toegang.rules import ALLE_ORGANISATIES
from vth.vormgeving.opmaak import format_telling
from vth.zaken.selectors import BestaatNietError
from vth.zaken.webformulier import Gedaan, handle_formulier

from . import forms, services
from .afstanden import KOLOMMEN, VERKENNEN, record_afstanden
from .fusie.model import FusieError
from .fusiepagina import make_fusiepagina, make_verkenningpagina
from .geschiedenispagina import make_geschiedenispagina
from .rules import MonitoringError
from .selectors import get_ronde
from .verkennen import get_verkenning, record_verkenning
from .web import make_kruimels, note_cijfers


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def show_fusies(request: Vraag, ronde_id: uuid.UUID) -> HttpResponse:
    """Show what the chosen diensten would be as one; POST asks for a search under the same assumptions."""
    viewer = request.viewer
    if VERKENNEN not in viewer.handelingen:
        raise PermissionDenied("U mag geen fusies verkennen. Vraag uw functioneel beheerder om dit recht.")
    with as_pagina(BestaatNietError, MonitoringError):
        ronde = get_ronde(ronde_id)
        pagina = make_fusiepagina(viewer, ronde, request.POST if request.method == "POST" else request.GET)
    if request.method == "POST" and pagina.form.is_valid():
        try:
            verkenning = record_verkenning(viewer=viewer, ronde=ronde, aannamen=pagina.form.read_aannamen())
        except (MonitoringError, FusieError) as fout:
            pagina.form.add_error(None, str(fout))
        else:
            return redirect("monitoring:verkenning", verkenning.pk)
    kruimels = make_kruimels(
        (ronde.naam, reverse("monitoring:ronde", args=[ronde.pk])), ("Fusies verkennen", "")
    )
    note_cijfers(request, pagina.groep.diensten if pagina.groep else ())
    status = 422 if pagina.form.errors else 200
    return render(request, "monitoring/fusies.html", {"pagina": pagina, "kruimels": kruimels}, status=status)


@login_required
@require_safe
def show_verkenning(request: Vraag, verkenning_id: uuid.UUID) -> HttpResponse:
    """Show a search of oneself: what was found, or that it still runs."""
    with as_pagina(BestaatNietError, MonitoringError, FusieError):
        verkenning = get_verkenning(request.viewer, verkenning_id)
        nummer = request.GET.get("indeling", "1")
        pagina = make_verkenningpagina(
            verkenning, int(nummer) if nummer.isdecimal() and len(nummer) < 4 else 1
        )
    ronde = pagina.ronde
    note_cijfers(request, [rij["code"] for rij in verkenning.grondslag["diensten"]])
    kruimels = make_kruimels(
        (ronde.naam, reverse("monitoring:ronde", args=[ronde.pk])),
        ("Fusies verkennen", reverse("monitoring:fusies", args=[ronde.pk])),
        ("Gevonden indelingen", ""),
    )
    return render(request, "monitoring/verkenning.html", {"pagina": pagina, "kruimels": kruimels})


@login_required
@require_safe
def show_geschiedenis(request: Vraag) -> HttpResponse:
    """Show the explorer beside the mergers that took place; public facts, so everybody who enters the room sees it."""
    with as_pagina(RegelError):
        pagina = make_geschiedenispagina()
    kruimels = make_kruimels(("Fusies die er kwamen", ""))
    return render(request, "monitoring/geschiedenis.html", {"pagina": pagina, "kruimels": kruimels})


@login_required
@require_http_methods(["GET", "POST"])
def add_openstelling(request: Vraag) -> HttpResponse:
    """Write the decision of a board to open or close the search."""
    viewer = request.viewer
    if services.OPENSTELLEN not in viewer.handelingen:
        raise PermissionDenied("U mag dit niet vastleggen. Vraag uw functioneel beheerder om dit recht.")
    eigen = sorted(viewer.organisaties - {ALLE_ORGANISATIES})
    namen = list_namen(eigen, klok.today())
    form = forms.OpenstellingForm(request.POST or None, diensten=[(c, namen.get(c, c)) for c in eigen])

    def decide(velden: dict[str, Any]) -> Gedaan:
        rij = services.record_openstelling(viewer=viewer, **velden)
        wat = "opengesteld" if rij.open else "gesloten"
        return f"Zoeken naar fusies is {wat} voor {namen.get(rij.dienst, rij.dienst)}.", reverse(
            "monitoring:overzicht"
        )

    return handle_formulier(
        request,
        form,
        decide,
        weigert=(MonitoringError,),
        titel="Zoeken naar fusies openstellen of sluiten",
        knop="Leg vast",
        kruimels=make_kruimels(("Openstellen", "")),
    )


@login_required
@require_http_methods(["GET", "POST"])
def add_afstanden(request: Vraag) -> HttpResponse:
    """Take in distances by road of an own organisation."""
    viewer = request.viewer
    if VERKENNEN not in viewer.handelingen:
        raise PermissionDenied("U mag geen fusies verkennen. Vraag uw functioneel beheerder om dit recht.")
    eigen = sorted(viewer.organisaties - {ALLE_ORGANISATIES})
    namen = list_namen(eigen, klok.today())
    form = forms.AfstandenForm(
        request.POST or None, organisaties=[(c, namen.get(c, c)) for c in eigen], kolommen=KOLOMMEN
    )

    def keep(velden: dict[str, Any]) -> Gedaan:
        lijst = record_afstanden(viewer=viewer, **velden)
        return (
            f"{format_telling(len(lijst.regels), 'afstand is opgenomen en telt', 'afstanden zijn opgenomen en tellen')} in wat u vanaf nu verkent.",
            reverse("monitoring:overzicht"),
        )

    return handle_formulier(
        request,
        form,
        keep,
        weigert=(MonitoringError,),
        titel="Afstanden over de weg opgeven",
        knop="Neem op",
        kruimels=make_kruimels(("Afstanden", "")),
    )
