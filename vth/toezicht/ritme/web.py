"""What is due, the rhythm of one site, and the day plan, in the site."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from vth.interface.inzage import note_rijen
from vth.interface.pagina import as_pagina
from vth.interface.vraag import Vraag
from vth.regelgeving.dagen import as_dagtekst
from vth.register.selectors import BestaatNietError as GegevenBestaatNietError
from vth.tijd import klok
from vth.vormgeving.onderdelen import Kolom
from vth.vormgeving.opmaak import format_telling
from vth.zaken.selectors import BestaatNietError

from ..boeking import SCHRIJVEN
from ..invoer import Planning
from ..rules import ToezichtError
from ..services import plan_controle
from .boeking import record_toezichtrisico, record_verslagopenbaar
from .dagplan import DagplanError, Keuze, Plek
from .dagplanlezen import Planbeeld, read_planbeeld
from .forms import DagplanForm, OpenbaarForm, RisicoForm
from .lijstpagina import read_termijnpagina
from .plekpagina import read_ritmepagina

BEZOEKKOLOMMEN = (
    Kolom("dag", "Bezocht op", "datum"),
    Kolom("soort", "Soort"),
    Kolom("ernstig", "Ernstige overtreding"),
    Kolom("verslag", "Verslag verzonden", "datum"),
    Kolom("openbaar", "Verslag openbaar", "datum"),
)
WOORDEN: dict[Keuze, tuple[str, str]] = {
    Keuze.VASTGEZET: ("goed", "vastgezet"),
    Keuze.VERPLICHT: ("goed", "moet vandaag"),
    Keuze.GEKOZEN: ("goed", "gekozen"),
    Keuze.WEGGELATEN: ("neutraal", "weggelaten"),
    Keuze.PAST_NIET: ("wacht", "past niet"),
    Keuze.ZONDER_PLAATS: ("aandacht", "geen plaats bekend"),
}


@login_required
@require_safe
def list_termijnen(request: Vraag) -> HttpResponse:
    """Show what is due, the most urgent first."""
    with as_pagina():
        pagina = read_termijnpagina(request.viewer, request.GET)
    note_rijen(request, "toezicht.termijnen", [r.vervaldag for r in pagina.regels])
    context = {"pagina": pagina, "kruimels": [("Toezicht", reverse("toezicht:lijst")), ("Wat er moet", "")]}
    return render(request, "toezicht/termijnen.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def show_ritme(request: Vraag, bronobject_id: uuid.UUID) -> HttpResponse:
    """Show the rhythm of one site, and record the appraisal that it rests on."""
    with as_pagina(BestaatNietError, GegevenBestaatNietError):
        pagina = read_ritmepagina(request.viewer, bronobject_id)
    note_rijen(request, "toezicht.ritme", [pagina.bronobject])
    mag = (
        SCHRIJVEN in request.viewer.handelingen
        and pagina.bronobject.leverancier in request.viewer.organisaties
    )
    is_openbaar = "openbaar_op" in request.POST
    begin = _read_besluit(pagina.besluit)
    form = RisicoForm(None if is_openbaar else request.POST or None, initial=begin) if mag else None
    openbaar = None
    if mag and pagina.te_openbaren:
        openbaar = OpenbaarForm(request.POST if is_openbaar else None, controles=pagina.te_openbaren)
    gekozen: RisicoForm | OpenbaarForm | None = openbaar if is_openbaar else form
    if request.method == "POST" and gekozen is not None and gekozen.is_valid():
        try:
            with as_pagina(BestaatNietError, GegevenBestaatNietError):
                _record(request, bronobject_id, gekozen)
        except ToezichtError as fout:
            gekozen.add_error(None, str(fout))
        else:
            messages.success(request, "Vastgelegd; de termijnen zijn opnieuw berekend.")
            return redirect("toezicht:ritme", bronobject_id)
    kruimels = [
        ("Toezicht", reverse("toezicht:lijst")),
        ("Wat er moet", reverse("toezicht:termijnen")),
        (pagina.naam, reverse("portaal:object", args=[bronobject_id])),
        ("Toezichtritme", ""),
    ]
    context = {
        "pagina": pagina,
        "form": form,
        "openbaar": openbaar,
        "kolommen": BEZOEKKOLOMMEN,
        "kruimels": kruimels,
    }
    return render(request, "toezicht/ritme.html", context, status=422 if gekozen and gekozen.errors else 200)


def _record(request: Vraag, bronobject_id: uuid.UUID, form: RisicoForm | OpenbaarForm) -> None:
    """Write what was filled in: the appraisal of the site, or that a report is public."""
    v = form.cleaned_data
    if isinstance(form, OpenbaarForm):
        record_verslagopenbaar(
            viewer=request.viewer, controle_id=uuid.UUID(v["controle"]), openbaar_op=v["openbaar_op"]
        )
        return
    record_toezichtrisico(
        viewer=request.viewer,
        bronobject_id=bronobject_id,
        risico=v["risico"],
        seveso_maanden=v["seveso_maanden"] or 0,
        motivering=v["motivering"],
    )


def _read_besluit(besluit: Any) -> dict[str, object]:
    """Give what was decided before, to begin from."""
    if besluit is None:
        return {}
    return {"risico": besluit.risico, "seveso_maanden": besluit.seveso_maanden or None}


@login_required
@require_http_methods(["GET", "POST"])
def show_dagplan(request: Vraag) -> HttpResponse:
    """Propose the visits of a day, let the inspector pin and drop, and write the plan when he says so."""
    vraag = request.GET
    form = DagplanForm(vraag if "dag" in vraag else {"dag": klok.today(), "uren": 8})
    beeld, fout = None, ""
    if form.is_valid():
        try:
            beeld = _read_beeld(request, form)
        except DagplanError as gevonden:
            fout = str(gevonden)
    if request.method == "POST" and beeld is not None:
        try:
            _write_plan(request, beeld)
        except ToezichtError as gevonden:
            fout = str(gevonden)
        else:
            messages.success(
                request,
                f"{format_telling(len(beeld.plan.route), 'controle staat', 'controles staan')} gepland op {beeld.vraag.dag:%d-%m-%Y}.",
            )
            return redirect(f"{reverse('toezicht:dagplan')}?{_make_vraag(vraag, beeld)}")
    if beeld is not None:
        note_rijen(request, "toezicht.dagplan", beeld.controles.values())
    context = {
        "form": form,
        "beeld": beeld,
        "fout": fout,
        "rijen": _make_rijen(vraag, beeld) if beeld else [],
        "omweg": str(beeld.grond.waarde["omwegfactor"]).replace(".", ",") if beeld else "",
        "mag": SCHRIJVEN in request.viewer.handelingen,
        "kruimels": [("Toezicht", reverse("toezicht:lijst")), ("Dagplan", "")],
    }
    return render(request, "toezicht/dagplan.html", context, status=422 if fout else 200)


def _read_beeld(request: Vraag, form: DagplanForm) -> Planbeeld:
    """Plan what the address asks."""
    schoon = form.cleaned_data
    heeft_vertrek = schoon["x"] is not None and schoon["y"] is not None
    return read_planbeeld(
        request.viewer,
        schoon["dag"],
        schoon["uren"],
        vastgezet=frozenset(request.GET.getlist("vast")[:100]),
        weggelaten=frozenset(request.GET.getlist("weg")[:100]),
        vertrek=Plek(schoon["x"], schoon["y"]) if heeft_vertrek else None,
    )


@transaction.atomic
def _write_plan(request: Vraag, beeld: Planbeeld) -> None:
    """Plan each chosen controle for the day, for the inspector who looks; all or none."""
    for kandidaat in beeld.plan.route:
        c = beeld.controles[kandidaat.id]
        planning = Planning(beeld.vraag.dag, c.uiterlijk_op, request.viewer.actor, c.team, c.uren, "dagplan")
        if c.uiterlijk_op is not None and c.uiterlijk_op < beeld.vraag.dag:
            planning = Planning(
                beeld.vraag.dag,
                None,
                request.viewer.actor,
                c.team,
                c.uren,
                f"dagplan; te laat, was uiterlijk {as_dagtekst(c.uiterlijk_op)}",
            )
        try:
            with as_pagina(BestaatNietError):
                plan_controle(viewer=request.viewer, controle_id=c.pk, planning=planning)
        except ToezichtError as fout:
            raise ToezichtError(
                f"Controle {c.kenmerk} kan zo niet in dit dagplan. {fout} Wijzig haar op haar eigen pagina, of laat haar hier weg."
            ) from fout


def _make_rijen(vraag: QueryDict, beeld: Planbeeld) -> list[dict[str, object]]:
    """Make a row per candidate: those in the plan in the order of the route, then the others; each with what can be changed."""
    plaats = {k.id: n for n, k in enumerate(beeld.plan.route, 1)}
    rijen: list[dict[str, object]] = []
    for keuze in sorted(beeld.plan.keuzes, key=lambda k: (plaats.get(k.kandidaat.id, 999), k.kandidaat.naam)):
        id_ = keuze.kandidaat.id
        toestand, woord = WOORDEN[keuze.keuze]
        rijen.append(
            {
                "nummer": plaats.get(id_),
                "naam": keuze.kandidaat.naam,
                "url": reverse("toezicht:controle", args=[beeld.controles[id_].pk]),
                "uren": keuze.kandidaat.uren,
                "toestand": toestand,
                "woord": woord,
                "uitleg": keuze.uitleg,
                "vast": "" if keuze.keuze is Keuze.VASTGEZET else _make_vraag(vraag, beeld, vast=id_),
                "weg": "" if keuze.keuze is Keuze.WEGGELATEN else _make_vraag(vraag, beeld, weg=id_),
                "los": _make_vraag(vraag, beeld, los=id_)
                if keuze.keuze in (Keuze.VASTGEZET, Keuze.WEGGELATEN)
                else "",
            }
        )
    return rijen


def _make_vraag(vraag: QueryDict, beeld: Planbeeld, *, vast: str = "", weg: str = "", los: str = "") -> str:
    """Write the address of the same plan with one visit pinned, dropped or left free."""
    nieuw = vraag.copy()
    nieuw["dag"], nieuw["uren"] = beeld.vraag.dag.isoformat(), f"{beeld.vraag.uren:g}"
    gekozen = {vast, weg, los}
    nieuw.setlist(
        "vast", sorted({v for v in vraag.getlist("vast") if v not in gekozen} | ({vast} if vast else set()))
    )
    nieuw.setlist(
        "weg", sorted({v for v in vraag.getlist("weg") if v not in gekozen} | ({weg} if weg else set()))
    )
    return nieuw.urlencode()
