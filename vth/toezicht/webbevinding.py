"""Findings in the site: write one with its norms, look at it, change it, copy it, withdraw it."""

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vth.begrippen.selectors import find_label
from vth.interface.inzage import note_rijen
from vth.interface.pagina import as_pagina
from vth.interface.vraag import Vraag
from vth.tijd import klok
from vth.toegang.rules import Viewer, decide_handeling
from vth.toegang.selectors import list_actornamen
from vth.vormgeving.onderdelen import Kenmerk
from vth.zaken.selectors import BestaatNietError
from vth.zaken.webformulier import Gedaan

from . import bevindingen, forms
from .boeking import SCHRIJVEN
from .models import Bevinding, Bevindingnorm, Controle
from .normkeuzes import Normaanbod, read_normaanbod
from .rules import MET_OORDEEL, ToezichtError, derive_oordeel
from .selectors import LOPEND, get_bevinding, get_controle, list_normen
from .seveso import find_categorienaam
from .web import check_schrijven, derive_status, make_kruimels


@login_required
@require_http_methods(["GET", "POST"])
def add_bevinding(request: Vraag, controle_id: uuid.UUID) -> HttpResponse:
    """Write a finding of a controle that runs; `zoek` in the address narrows the norms to choose from."""
    with as_pagina(BestaatNietError):
        controle = get_controle(request.viewer, controle_id)
    check_schrijven(request.viewer)
    note_rijen(request, "controle.read", [controle])
    dag = controle.controledatum or klok.today()
    zoek = request.GET.get("zoek", "")[:200]
    aanbod = read_normaanbod(request.viewer, controle, dag, zoek, _read_gekozen(request.POST))
    form = _make_form(aanbod, request.POST or None, {"gezien": controle.versie})
    kop = {"titel": f"Leg een bevinding vast: {controle.omschrijving}", "aanbod": aanbod, "zoek": zoek}

    def record() -> Gedaan:
        bevinding = bevindingen.record_bevinding(
            viewer=request.viewer, controle_id=controle_id, nieuw=form.make_bevinding()
        )
        naar = "toezicht:bevindingnieuw" if "nog_een" in request.POST else "toezicht:controle"
        return f"Bevinding {bevinding.volgnummer} is vastgelegd.", reverse(naar, args=[controle_id])

    return _handle(request, form, record, kop | {"kruimels": _make_kruimels(controle, "Bevinding")})


def _handle(
    request: Vraag, form: forms.BevindingForm, doe: Callable[[], Gedaan], context: dict[str, Any]
) -> HttpResponse:
    """Show the form of a finding; when it was sent and can be read, do it and go on. What is refused is told in the form."""
    status = 422 if request.method == "POST" else 200
    if request.method == "POST" and form.is_valid():
        try:
            zin, adres = doe()
        except ToezichtError as fout:
            form.add_error(None, str(fout))
            status = derive_status(fout)
        else:
            messages.success(request, zin)
            return redirect(adres)
    return render(request, "toezicht/bevindingform.html", {"form": form, **context}, status=status)


def _make_form(aanbod: Normaanbod, data: Any, begin: dict[str, Any]) -> forms.BevindingForm:
    """Make the form of a finding with the norms that can be chosen."""
    return forms.BevindingForm(
        data, voorschriften=aanbod.voorschriften, normen=aanbod.normen, seveso=aanbod.seveso, initial=begin
    )


def _read_gekozen(data: Any) -> set[uuid.UUID]:
    """Read which norms were ticked, so that they stay when other words narrow the list."""
    gekozen = set()
    for id_ in [*data.getlist("voorschriften"), *data.getlist("normen")]:
        try:
            gekozen.add(uuid.UUID(id_))
        except ValueError:
            continue
    return gekozen


def _make_kruimels(controle: Controle, hier: str) -> list[tuple[str, str]]:
    """Make the path to a page of a finding."""
    return make_kruimels((controle.kenmerk, reverse("toezicht:controle", args=[controle.pk])), (hier, ""))


@login_required
@require_safe
def show_bevinding(request: Vraag, bevinding_id: uuid.UUID) -> HttpResponse:
    """Show one finding."""
    return _render(request, bevinding_id)


def _render(
    request: Vraag, bevinding_id: uuid.UUID, fout: tuple[str, Form] | None = None, status: int = 200
) -> HttpResponse:
    """Show one finding with what may be done with it."""
    with as_pagina(BestaatNietError):
        bevinding = get_bevinding(request.viewer, bevinding_id)
    note_rijen(request, "controle.read", [bevinding.controle])
    normen = list_normen([bevinding]).get(bevinding.pk, [])
    context = {
        "bevinding": bevinding,
        "kenmerken": _list_kenmerken(bevinding),
        "normen": [(n, _find_adres(n)) for n in normen],
        "bewijzen": [
            (str(b.document), reverse("zaken:document", args=[b.document_id]))
            for b in bevinding.bewijzen.select_related("document")
        ],
        "forms": _make_forms(request.viewer, bevinding) | ({fout[0]: fout[1]} if fout else {}),
        "oordeelbaar": bevinding.resultaat in MET_OORDEEL
        and bevinding.bronobject_id is not None
        and not bevinding.ingetrokken_op,
        "hier": reverse("toezicht:bevinding", args=[bevinding.pk]),
        "kruimels": _make_kruimels(bevinding.controle, f"Bevinding {bevinding.volgnummer}"),
    }
    return render(request, "toezicht/bevinding.html", context, status=status)


def _find_adres(norm: Bevindingnorm) -> str:
    """Give where the norm can be read, in its version of that day."""
    if norm.voorschrift_id:
        return reverse("vergunningen:versie", args=[norm.voorschrift_id, norm.mutatie_id])
    return reverse("vergunningen:norm", args=[norm.norm_id]) if norm.norm_id else ""


def _list_kenmerken(b: Bevinding) -> list[Kenmerk]:
    """List what was seen, and what the inspector thinks of it."""
    dag, oordeel = b.norm_op, derive_oordeel(b.gevolg, b.gedrag)
    woorden = (
        f"{oordeel}: {find_label('gevolg', b.gevolg, dag)}, {find_label('gedrag', b.gedrag, dag)}"
        if oordeel
        else ""
    )
    rijen: list[tuple[str, object]] = [
        ("Onderwerp", find_label("controle_onderwerp", b.onderwerp, dag)),
        ("Aandachtspunt", b.aandachtspunt),
        ("Resultaat", find_label("resultaat_bevinding", b.resultaat, dag)),
        ("Wat er is gezien", b.bijzonderheden),
        ("Oordeel van de toezichthouder", woorden),
        ("Waarom", b.motivering),
        ("Seveso (aanname)", b.sevesocategorie and find_categorienaam(b.sevesocategorie, dag)),
        ("Getoetst aan de normen van", dag),
        ("Hersteld voor", b.herstel_voor),
        ("Vastgelegd door", list_actornamen([b.geregistreerd_door])[b.geregistreerd_door]),
        ("Vastgelegd op", b.geregistreerd_op),
        ("Ingetrokken op", b.ingetrokken_op),
        ("Ingetrokken omdat", b.ingetrokken_reden),
    ]
    return [Kenmerk(label, waarde) for label, waarde in rijen if waarde not in ("", None)]


def _make_forms(viewer: Viewer, b: Bevinding, data: Any = None) -> dict[str, Form]:
    """Make the form of each act that this viewer may do."""
    if not decide_handeling(viewer, SCHRIJVEN, namens=b.controle.leverancier).mag or b.ingetrokken_op:
        return {}
    vast = {"gezien": b.controle.versie}
    gemaakt: dict[str, Form] = {"trek_in": forms.RedenForm(data, initial=vast)}
    if b.controle.staat in LOPEND:
        gemaakt["kopieer"] = forms.GezienForm(data, initial=vast)
    return gemaakt


@login_required
@require_http_methods(["GET", "POST"])
def change_bevinding(request: Vraag, bevinding_id: uuid.UUID) -> HttpResponse:
    """Change a finding of a controle that runs."""
    with as_pagina(BestaatNietError):
        bevinding = get_bevinding(request.viewer, bevinding_id)
    check_schrijven(request.viewer)
    controle = bevinding.controle
    note_rijen(request, "controle.read", [controle])
    nu = bevindingen.make_nieuw(bevinding)
    vast = {n.voorschrift_id or n.norm_id for n in nu.normen} - {None}
    zoek = request.GET.get("zoek", "")[:200]
    gekozen = _read_gekozen(request.POST) | {id_ for id_ in vast if id_}
    aanbod = read_normaanbod(request.viewer, controle, nu.norm_op or klok.today(), zoek, gekozen)
    form = _make_form(aanbod, request.POST or None, {"gezien": controle.versie} | _make_begin(bevinding))
    naam = f"bevinding {bevinding.volgnummer}"
    kop = {"titel": f"Wijzig {naam}", "aanbod": aanbod, "zoek": zoek}

    def change() -> Gedaan:
        bevindingen.change_bevinding(
            viewer=request.viewer,
            bevinding_id=bevinding_id,
            nieuw=form.make_bevinding(nu.bron, nu.bewijzen),
            gezien=form.cleaned_data["gezien"],
        )
        return f"{naam.capitalize()} is gewijzigd.", reverse("toezicht:controle", args=[controle.pk])

    return _handle(request, form, change, kop | {"kruimels": _make_kruimels(controle, naam.capitalize())})


def _make_begin(b: Bevinding) -> dict[str, Any]:
    """Fill the form with what stands there."""
    normen = list(b.normen.order_by("volgnummer"))
    vast = (
        "onderwerp",
        "aandachtspunt",
        "resultaat",
        "bijzonderheden",
        "gevolg",
        "gedrag",
        "motivering",
        "sevesocategorie",
        "herstel_voor",
    )
    return {v: getattr(b, v) for v in vast} | {
        "voorschriften": [str(n.voorschrift_id) for n in normen if n.voorschrift_id],
        "normen": [str(n.norm_id) for n in normen if n.norm_id],
        "artikel": "; ".join(n.citaat for n in normen if n.soort == Bevindingnorm.Soort.ARTIKEL),
    }


@login_required
@require_POST
def act_bevinding(request: Vraag, bevinding_id: uuid.UUID, wat: str) -> HttpResponse:
    """Withdraw a finding, or write it once more."""
    with as_pagina(BestaatNietError):
        bevinding = get_bevinding(request.viewer, bevinding_id)
    mogelijk = _make_forms(request.viewer, bevinding, request.POST)
    if wat not in mogelijk:
        check_schrijven(request.viewer)
        raise Http404("Dit kan niet met deze bevinding.")
    form = mogelijk[wat]
    if not form.is_valid():
        return _render(request, bevinding_id, (wat, form), 422)
    try:
        if wat == "kopieer":
            kopie = bevindingen.copy_bevinding(viewer=request.viewer, bevinding_id=bevinding_id)
            messages.success(request, f"Bevinding {kopie.volgnummer} is een kopie. Wijzig wat anders is.")
            return redirect("toezicht:bevindingwijzig", kopie.pk)
        bevindingen.withdraw_bevinding(viewer=request.viewer, bevinding_id=bevinding_id, **form.cleaned_data)
    except ToezichtError as fout:
        form.add_error(None, str(fout))
        return _render(request, bevinding_id, (wat, form), derive_status(fout))
    messages.success(request, f"Bevinding {bevinding.volgnummer} is ingetrokken.")
    return redirect("toezicht:controle", bevinding.controle_id)
