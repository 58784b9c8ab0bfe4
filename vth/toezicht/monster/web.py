"""Samples and files of laboratories in the site."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from vth.interface.inzage import note_rijen
from vth.interface.pagina import as_pagina
from vth.interface.vraag import Vraag
from vth.organisaties.selectors import list_namen
from vth.tijd import klok
from vth.toegang.rules import Viewer, decide_handeling
from vth.vormgeving.onderdelen import Kolom
from vth.vormgeving.opmaak import format_telling
from vth.zaken.selectors import BestaatNietError
from vth.zaken.webformulier import Gedaan, handle_formulier

from ..boeking import SCHRIJVEN
from ..models import Lablevering
from ..rules import ToezichtError
from ..selectors import get_controle
from ..web import check_schrijven, make_kruimels
from .boeking import record_monster, record_monsterbevindingen, record_overgave
from .forms import LabForm, MonsterForm, OvergaveForm
from .labpagina import make_labpagina
from .levering import Inkomend, accept_lablevering
from .lezen import get_levering, get_monster, list_leveringen
from .monsterpagina import OVERGAVEKOLOMMEN, RESULTAATKOLOMMEN, make_monsterpagina
from .regelset import read_monsterregels

LEVERINGKOLOMMEN = (
    Kolom("naam", "Bestand"),
    Kolom("ontvangen_op", "Ontvangen", "tijdstip"),
    Kolom("rijen", "Rijen", "getal"),
    Kolom("overgenomen", "Overgenomen", "getal"),
    Kolom("geweigerd", "Geweigerd", "getal"),
)


def may_write(viewer: Viewer, organisatie: str) -> bool:
    """Tell whether a page offers to write: the service decides again."""
    return decide_handeling(viewer, SCHRIJVEN, namens=organisatie).mag


@login_required
@require_http_methods(["GET", "POST"])
def add_monster(request: Vraag, controle_id: uuid.UUID) -> HttpResponse:
    """Record a sample of a controle that runs."""
    with as_pagina(BestaatNietError):
        controle = get_controle(request.viewer, controle_id)
    check_schrijven(request.viewer)
    note_rijen(request, "controle.read", [controle])
    regels = read_monsterregels(
        klok.today(), bevoegd_gezag=controle.bevoegd_gezag, omgevingsdienst=controle.leverancier
    )
    form = MonsterForm(request.POST or None, grenzen=regels.grenzen)

    def take(_: dict[str, Any]) -> Gedaan:
        nieuw = form.make_monster()
        with as_pagina(BestaatNietError):
            monster = record_monster(viewer=request.viewer, controle_id=controle_id, nieuw=nieuw)
        return f"Monster {monster.nummer} is vastgelegd.", reverse("toezicht:monster", args=[monster.pk])

    return handle_formulier(
        request,
        form,
        take,
        weigert=(ToezichtError,),
        titel=f"Monster bij controle {controle.kenmerk}",
        knop="Leg het monster vast",
        kruimels=make_kruimels(
            (controle.kenmerk, reverse("toezicht:controle", args=[controle.pk])), ("Monster", "")
        ),
    )


@login_required
@require_http_methods(["GET", "POST"])
def show_monster(request: Vraag, monster_id: uuid.UUID) -> HttpResponse:
    """Show a sample with its results and what they say; hand it over, and make findings of outcomes."""
    with as_pagina(BestaatNietError):
        monster = get_monster(request.viewer, monster_id)
    form = OvergaveForm(request.POST if "houder" in request.POST else None)
    fout = ""
    if request.method == "POST":
        try:
            if _act(request, monster_id, form):
                return redirect("toezicht:monster", monster_id)
        except ToezichtError as gevonden:
            fout = str(gevonden)
    pagina = make_monsterpagina(request.viewer, monster)
    note_rijen(request, "toezicht.monster", [monster.controle])
    context = {
        "pagina": pagina,
        "form": form if may_write(request.viewer, monster.leverancier) else None,
        "fout": fout,
        "resultaatkolommen": RESULTAATKOLOMMEN,
        "overgavekolommen": OVERGAVEKOLOMMEN,
        "kruimels": [
            ("Toezicht", reverse("toezicht:lijst")),
            (monster.controle.kenmerk, reverse("toezicht:controle", args=[monster.controle_id])),
            (f"Monster {monster.nummer}", ""),
        ],
    }
    return render(request, "toezicht/monster.html", context, status=422 if fout or form.errors else 200)


def _act(request: Vraag, monster_id: uuid.UUID, form: OvergaveForm) -> bool:
    """Do what was asked on the page of a sample; False when the form was not filled in well."""
    with as_pagina(BestaatNietError):
        if "bevinding" in request.POST or "houder" not in request.POST:
            gekozen = request.POST.getlist("bevinding")[:100]
            gemaakt = record_monsterbevindingen(viewer=request.viewer, monster_id=monster_id, bronnen=gekozen)
            messages.success(
                request,
                f"{format_telling(len(gemaakt), 'bevinding is', 'bevindingen zijn')} vastgelegd. Geef bij een overtreding uw oordeel over gevolg en gedrag.",
            )
            return True
        if not form.is_valid():
            return False
        record_overgave(viewer=request.viewer, monster_id=monster_id, **form.cleaned_data)
    messages.success(request, "De overdracht is vastgelegd.")
    return True


@login_required
@require_http_methods(["GET", "POST"])
def list_laboratorium(request: Vraag) -> HttpResponse:
    """Show the files of laboratories, and take in a new one."""
    form = _make_labform(request)
    if request.method == "POST" and form is not None and form.is_valid():
        try:
            with as_pagina():
                levering = _accept(request, form.cleaned_data)
        except ToezichtError as fout:
            form.add_error("bestand", str(fout))
        else:
            messages.success(
                request,
                f"{levering.overgenomen} resultaten overgenomen, {levering.geweigerd} rijen geweigerd.",
            )
            return redirect("toezicht:lablevering", levering.pk)
    leveringen = list_leveringen(request.viewer)
    note_rijen(request, "toezicht.laboratorium", leveringen)
    rijen = [
        {k.naam: getattr(v, k.naam) for k in LEVERINGKOLOMMEN}
        | {"url": reverse("toezicht:lablevering", args=[v.pk])}
        for v in leveringen
    ]
    context = {
        "form": form,
        "rijen": rijen,
        "kolommen": LEVERINGKOLOMMEN,
        "kruimels": [("Toezicht", reverse("toezicht:lijst")), ("Laboratorium", "")],
    }
    return render(request, "toezicht/laboratorium.html", context, status=422 if form and form.errors else 200)


def _make_labform(request: Vraag) -> LabForm | None:
    """Make the form for a new file, for who may write for an organisation."""
    viewer = request.viewer
    codes = sorted(c for c in viewer.zicht.leveranciers if may_write(viewer, c))
    if not codes:
        return None
    namen = list_namen(codes, klok.today())
    keuzes = [(c, namen.get(c, c)) for c in codes]
    return LabForm(request.POST or None, request.FILES or None, organisaties=keuzes)


def _accept(request: Vraag, schoon: dict[str, Any]) -> Lablevering:
    """Take in the file of the form."""
    bestand = schoon["bestand"]
    inkomend = Inkomend(
        schoon["organisatie"], schoon["profiel"], bestand.name, bestand.read(), schoon["correctie"]
    )
    return accept_lablevering(viewer=request.viewer, inkomend=inkomend)


@login_required
@require_safe
def show_levering(request: Vraag, levering_id: uuid.UUID) -> HttpResponse:
    """Show the report on a file of a laboratory."""
    with as_pagina(BestaatNietError):
        levering = get_levering(request.viewer, levering_id)
        pagina = make_labpagina(levering, request.GET)
    note_rijen(request, "toezicht.lablevering", [levering])
    kruimels = [
        ("Toezicht", reverse("toezicht:lijst")),
        ("Laboratorium", reverse("toezicht:laboratorium")),
        (levering.naam, ""),
    ]
    return render(request, "toezicht/lablevering.html", {"pagina": pagina, "kruimels": kruimels})


@login_required
@require_safe
def send_bestand(request: Vraag, levering_id: uuid.UUID) -> HttpResponse:
    """Send the bytes of a file as they came, never to be opened by a browser itself."""
    with as_pagina(BestaatNietError):
        levering = get_levering(request.viewer, levering_id)
    inhoud = bytes(levering.bestand.inhoud)
    if not inhoud:
        raise Http404("Dit bestand is vernietigd, samen met de zaken van de controles waar het over ging.")
    note_rijen(request, "toezicht.labbestand", [levering])
    antwoord = HttpResponse(inhoud, content_type="application/octet-stream")
    einde = levering.bestandsnaam.rpartition(".")[2].lower()
    naam = f"uitslag-{levering.pk}.{einde if einde in ('csv', 'xlsx') else 'bin'}"
    antwoord["Content-Disposition"] = f'attachment; filename="{naam}"'
    return antwoord
