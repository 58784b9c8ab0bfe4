"""The pages about who looked at what."""

import csv
import uuid

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from vth.interface.lijstuitvoer import note_and_send
from vth.interface.pagina import as_pagina
from vth.interface.vraag import Vraag
from vth.register.selectors import BestaatNietError
from vth.tijd import klok
from vth.toegang.inzage import InzageError, Overzichtregel, record_inzageoverzicht
from vth.toegang.selectors import list_gronden

from .inzagen import make_lijst, read_inzagenpagina
from .inzageoverzicht import Keuze, check_persoon, make_bestandrijen, read_keuze, read_overzichtpagina


@login_required
@require_safe
def list_inzagen(request: Vraag) -> HttpResponse:
    """Show who looked at what, for who may see that."""
    with as_pagina():
        pagina = read_inzagenpagina(request.viewer, request.GET)
    return render(request, "portaal/inzagen.html", {"pagina": pagina})


@login_required
@require_safe
def download(request: Vraag, vorm: str) -> HttpResponseBase:
    """Send the list at the same address as a file, to who may see who looked at what."""
    return note_and_send(request, "inzagen.download", vorm, make_lijst, bestand="inzagen", op_recht=True)


@login_required
@require_http_methods(["GET", "POST"])
def make_overzicht(request: Vraag, betrokkene: uuid.UUID) -> HttpResponse:
    """Show the looks at one person's data page by page, and make the overview for that person without the lines left out.

    What was decided on one page goes along to the next in the form itself.
    """
    fout, keuze, plaats = "", Keuze(), request.GET.get("vanaf", "")
    with as_pagina(BestaatNietError):
        check_persoon(request.viewer, betrokkene)
        if request.method == "POST":
            keuze = read_keuze(betrokkene, request.POST)
            plaats = request.POST.get("hier", "")
            try:
                if "naar" not in request.POST:
                    return _send(
                        record_inzageoverzicht(
                            viewer=request.viewer, betrokkene=betrokkene, weglaten=keuze.weglaten
                        )
                    )
                keuze.check_redenen()
                plaats = request.POST["naar"]
            except InzageError as mis:
                fout = str(mis)
        pagina = read_overzichtpagina(request.viewer, betrokkene, plaats, keuze.weglaten)
    context = {"pagina": pagina, "fout": fout}
    return render(request, "portaal/inzageoverzicht.html", context, status=422 if fout else 200)


def _send(regels: list[Overzichtregel]) -> HttpResponse:
    """Send the overview as a file that a person can open and that no spreadsheet takes for a sum."""
    antwoord = HttpResponse(content_type="text/csv; charset=utf-8")
    antwoord["Content-Disposition"] = 'attachment; filename="wie-keek-naar-mijn-gegevens.csv"'
    antwoord.write("\ufeff")
    schrijver = csv.writer(antwoord, delimiter=";")
    schrijver.writerow(["Wanneer", "Organisatie", "Waarvoor", "Wat"])
    schrijver.writerows(make_bestandrijen(regels))
    return antwoord


@require_safe
def list_verwerkingsactiviteiten(request: Vraag) -> HttpResponse:
    """Show for everybody for what purposes and on which legal grounds this register is looked at."""
    return render(request, "portaal/verwerkingsactiviteiten.html", {"gronden": list_gronden(op=klok.today())})
