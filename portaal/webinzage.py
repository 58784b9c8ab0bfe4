"""The pages about who looked at what."""

import csv
import uuid

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from vth.interface.pagina import as_pagina
from vth.interface.vraag import Vraag
from vth.tijd import klok
from vth.toegang.inzage import InzageError, Overzichtregel, list_inzagen_over, record_inzageoverzicht
from vth.toegang.selectors import list_gronden, list_grondnamen

from .inzagen import WAT, make_rijen, read_inzagenpagina

MEESTE = 500


@login_required
@require_safe
def list_inzagen(request: Vraag) -> HttpResponse:
    """Show who looked at what, for who may see that."""
    with as_pagina():
        pagina = read_inzagenpagina(request.viewer, request.GET)
    return render(request, "portaal/inzagen.html", {"pagina": pagina})


@login_required
@require_http_methods(["GET", "POST"])
def make_overzicht(request: Vraag, betrokkene: uuid.UUID) -> HttpResponse:
    """Show every look at one person's data, and make the overview for that person without the lines left out."""
    fout = ""
    with as_pagina():
        if request.method == "POST":
            gekozen = [uuid.UUID(v) for v in request.POST.getlist("weglaten") if _is_uuid(v)]
            weglaten = {id_: request.POST.get(f"reden-{id_}", "") for id_ in gekozen}
            try:
                return _send(
                    record_inzageoverzicht(viewer=request.viewer, betrokkene=betrokkene, weglaten=weglaten)
                )
            except InzageError as mis:
                fout = str(mis)
        verwerkingen = list(list_inzagen_over(request.viewer, betrokkene)[:MEESTE])
    regels = [
        rij
        | {
            "id": v.pk,
            "gekozen": str(v.pk) in request.POST.getlist("weglaten"),
            "reden": request.POST.get(f"reden-{v.pk}", ""),
        }
        for v, rij in zip(verwerkingen, make_rijen(verwerkingen), strict=True)
    ]
    context = {"regels": regels, "fout": fout, "meeste": MEESTE}
    return render(request, "portaal/inzageoverzicht.html", context, status=422 if fout else 200)


def _is_uuid(tekst: str) -> bool:
    """Tell whether a text is an identification."""
    try:
        uuid.UUID(tekst)
    except ValueError:
        return False
    return True


def _send(regels: list[Overzichtregel]) -> HttpResponse:
    """Send the overview as a file that a person can open; no text in it comes from outside."""
    antwoord = HttpResponse(content_type="text/csv; charset=utf-8")
    antwoord["Content-Disposition"] = 'attachment; filename="wie-keek-naar-mijn-gegevens.csv"'
    antwoord.write("\ufeff")
    schrijver = csv.writer(antwoord, delimiter=";")
    schrijver.writerow(["Wanneer", "Organisatie", "Waarvoor", "Wat"])
    namen = list_grondnamen(op=klok.today())
    for r in regels:
        moment = r.moment.strftime("%Y-%m-%d %H:%M")
        schrijver.writerow(
            [moment, r.organisatie, namen.get(r.activiteit, r.activiteit), WAT.get(r.naam, r.naam)]
        )
    return antwoord


@require_safe
def list_verwerkingsactiviteiten(request: Vraag) -> HttpResponse:
    """Show for everybody for what purposes and on which legal grounds this register is looked at."""
    return render(request, "portaal/verwerkingsactiviteiten.html", {"gronden": list_gronden(op=klok.today())})
