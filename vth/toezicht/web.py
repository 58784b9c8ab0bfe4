"""Controles in the site: the work list, one controle, and what one does with it."""

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
from vth.organisaties.selectors import list_namen as list_organisatienamen
from vth.register.models import Bronobject
from vth.register.selectors import BestaatNietError as RegisterBestaatNietError
from vth.register.selectors import get_bronobject, list_namen, list_relaties
from vth.tijd import klok
from vth.tijd.rules import AMSTERDAM, Peilmoment
from vth.toegang.rules import ALLE_ORGANISATIES, Viewer
from vth.zaken.lijstpagina import list_teamkeuzes
from vth.zaken.selectors import BestaatNietError
from vth.zaken.webformulier import Gedaan, handle_formulier
from vth.zaken.weergave import list_collegas

from . import bevindingen, forms, rapport, services
from .beeindiging import find_einden, say_einden
from .boeking import SCHRIJVEN
from .controlepagina import Controlepagina, make_controlepagina
from .invoer import NieuweControle, Planning
from .lijstbestand import make_controlelijst
from .lijstpagina import read_werkpagina
from .models import Controle
from .monster.lezen import list_monsters_van
from .rules import AnderWasVoorError, ToezichtError

LIJST = ("Toezicht", "toezicht:lijst")


def make_kruimels(*rest: tuple[str, str]) -> list[tuple[str, str]]:
    """Make the path to a page of this room."""
    return [(LIJST[0], reverse(LIJST[1])), *rest]


def check_schrijven(viewer: Viewer) -> None:
    """Refuse a form to who may not send it."""
    if SCHRIJVEN not in viewer.handelingen:
        raise PermissionDenied(
            "U mag geen controles vastleggen. Vraag uw functioneel beheerder om dit recht."
        )


def derive_status(fout: ToezichtError) -> int:
    """Give 409 when somebody else was first, else 422."""
    return 409 if isinstance(fout, AnderWasVoorError) else 422


@login_required
@require_safe
def list_controles(request: Vraag) -> HttpResponse:
    """Show the work list."""
    with as_pagina():
        pagina = read_werkpagina(request.viewer, request.GET)
    note_rijen(request, "controles.list", list(pagina.controles))
    return render(request, "toezicht/lijst.html", {"pagina": pagina})


@login_required
@require_safe
def download(request: Vraag, vorm: str) -> HttpResponseBase:
    """Send the work list at the same address as a file."""
    return note_and_send(request, "controles.download", vorm, make_controlelijst, bestand="controles")


@login_required
@require_http_methods(["GET", "POST"])
def add_controle(request: Vraag, bronobject_id: uuid.UUID) -> HttpResponse:
    """Plan a controle of a site or an activity."""
    viewer = request.viewer
    check_schrijven(viewer)
    with as_pagina(RegisterBestaatNietError):
        bronobject = get_bronobject(viewer, bronobject_id)
    note_rijen(request, "object.read", [bronobject])
    eigen = sorted(viewer.organisaties - {ALLE_ORGANISATIES})
    namen = list_organisatienamen(eigen, klok.today())
    form = forms.ControleForm(
        request.POST or None,
        organisaties=[(c, namen.get(c, c)) for c in eigen],
        activiteiten=_list_activiteiten(viewer, bronobject),
        collegas=list_collegas(viewer),
        teams=list_teamkeuzes(viewer),
        initial={"inspecteur": viewer.actor},
    )

    if einden := find_einden(viewer, [bronobject], klok.today()):
        form.fields["grond"].help_text = f"{say_einden(einden)} Schrijf daarom op waarom u er toch heen gaat."

    def plan(velden: dict[str, Any]) -> Gedaan:
        gekozen = velden.pop("activiteiten", None) or [bronobject.pk]
        nieuw = NieuweControle(gebied=bronobject.gebied, onderwerpen=gekozen, **velden)
        controle = services.record_controle(viewer=viewer, nieuw=nieuw)
        return f"Controle {controle.kenmerk} is gepland.", reverse("toezicht:controle", args=[controle.pk])

    naam = list_namen([bronobject], Peilmoment(klok.today(), klok.now()))[bronobject.pk]
    return handle_formulier(
        request,
        form,
        plan,
        weigert=(ToezichtError,),
        titel=f"Plan een controle: {naam}",
        knop="Plan",
        kruimels=make_kruimels(("Nieuw", "")),
    )


def _list_activiteiten(viewer: Viewer, bronobject: Bronobject) -> list[tuple[str, str]]:
    """List the activities at a site that can be controlled apart."""
    peilmoment = Peilmoment(klok.today(), klok.now())
    relaties = list_relaties(viewer, [bronobject.pk], peilmoment)
    hier = {r.ander.pk: r.ander for r in relaties if r.soort == "vindt_plaats_binnen" and not r.heen}
    namen = list_namen(hier.values(), peilmoment)
    return sorted(((str(pk), namen[pk]) for pk in hier), key=lambda p: p[1])[:200]


@login_required
@require_safe
def show_controle(request: Vraag, controle_id: uuid.UUID) -> HttpResponse:
    """Show one controle."""
    return _render(request, controle_id)


def _render(
    request: Vraag, controle_id: uuid.UUID, fout: tuple[str, Form] | None = None, status: int = 200
) -> HttpResponse:
    """Show one controle with the forms of what the viewer may do; one that went wrong keeps what was given."""
    with as_pagina(BestaatNietError):
        pagina = make_controlepagina(request.viewer, controle_id)
    note_rijen(request, "controle.read", [pagina.controle, *(o["record"] for o in pagina.onderwerpen)])
    context = {
        "pagina": pagina,
        "forms": _make_forms(request.viewer, pagina) | ({fout[0]: fout[1]} if fout else {}),
        "hier": reverse("toezicht:controle", args=[controle_id]),
        "monsters": list_monsters_van(request.viewer, pagina.controle),
        "kruimels": make_kruimels((pagina.controle.kenmerk, "")),
    }
    return render(request, "toezicht/controle.html", context, status=status)


def _make_forms(viewer: Viewer, pagina: Controlepagina, data: Any = None) -> dict[str, Form]:
    """Make the form of each act that this viewer may do on a controle as it stands."""
    c, gemaakt = pagina.controle, dict[str, Form]()
    vast = {"gezien": c.versie}
    if "begin" in pagina.mogelijk:
        plan = vast | {v: getattr(c, v) for v in ("gepland_op", "uiterlijk_op", "inspecteur", "team", "uren")}
        gemaakt["herplan"] = forms.PlanForm(
            data, collegas=list_collegas(viewer), teams=list_teamkeuzes(viewer), initial=plan
        )
        gemaakt["begin"] = forms.GezienForm(data, initial=vast)
    if "rond_af" in pagina.mogelijk:
        gemaakt["bezoek"] = forms.BezoekForm(data, initial=vast | _make_bezoekbegin(c))
        gemaakt["rond_af"] = forms.GezienForm(data, initial=vast)
    for handeling in ("vervalt", "heropen"):
        if handeling in pagina.mogelijk:
            gemaakt[handeling] = forms.RedenForm(data, initial=vast)
    if pagina.kan_hercontrole:
        mis = [b for b in pagina.bevindingen if b["resultaat"][0] in ("fout", "wacht")]
        keuzes = [(str(b["nummer"]), f"{b['nummer']}. {b['waarover']}") for b in mis]
        gemaakt["hercontrole"] = forms.HercontroleForm(data, bevindingen=keuzes)
    if c.staat == Controle.Staat.AFGEROND and pagina.mag:
        if not c.rapport_verzonden_op:
            gemaakt["rapport"] = forms.GezienForm(data, initial=vast)
            if c.akkoord_op:
                gemaakt["verzonden"] = forms.VerzondenForm(data, initial=vast)
        gemaakt["reactie"] = forms.ReactieForm(
            data, initial=vast | {"reactie": c.reactie, "reactie_op": c.reactie_op}
        )
    ander = rapport.GOEDKEUREN in viewer.handelingen and viewer.actor not in (c.rapport_door, c.inspecteur)
    if ander and c.rapport_id and not c.akkoord_op:
        gemaakt["akkoord"] = forms.GezienForm(data, initial=vast)
    return gemaakt


def _make_bezoekbegin(c: Controle) -> dict[str, Any]:
    """Fill the form of a visit with what is known."""
    ja = {True: "ja", False: "nee", None: ""}
    tijd = {
        veld: getattr(c, naam).astimezone(AMSTERDAM).time() if getattr(c, naam) else None
        for veld, naam in (("begon", "begonnen_op"), ("eind", "geeindigd_op"), ("cautie", "cautie_op"))
    }
    vast = (
        "controledatum",
        "uitkomst",
        "gesproken_met",
        "bevoegdheden",
        "cautie_toelichting",
        "bijzonderheden",
    )
    return tijd | {v: getattr(c, v) for v in vast} | {"legitimatie": ja[c.legitimatie_getoond]}


@login_required
@require_POST
def act_controle(request: Vraag, controle_id: uuid.UUID, wat: str) -> HttpResponse:
    """Do one act on a controle; what goes wrong comes back with what was given."""
    with as_pagina(BestaatNietError):
        pagina = make_controlepagina(request.viewer, controle_id)
    if wat not in HANDELINGEN:
        raise Http404("Deze handeling bestaat niet.")
    mogelijk = _make_forms(request.viewer, pagina, request.POST)
    if wat not in mogelijk:
        check_schrijven(request.viewer)
        messages.error(
            request, f"Dit kan niet (meer): deze controle is {pagina.controle.get_staat_display()}."
        )
        return redirect("toezicht:controle", controle_id)
    form = mogelijk[wat]
    if not form.is_valid():
        return _render(request, controle_id, (wat, form), 422)
    try:
        with as_pagina(BestaatNietError):
            melding, naar = HANDELINGEN[wat](request.viewer, controle_id, form)
    except ToezichtError as fout:
        form.add_error(None, str(fout))
        return _render(request, controle_id, (wat, form), derive_status(fout))
    messages.success(request, melding)
    return redirect("toezicht:controle", naar)


Uitkomst = tuple[str, uuid.UUID]


def _replan(viewer: Viewer, id_: uuid.UUID, form: Any) -> Uitkomst:
    """Change the plan, and tell what speaks against this inspector."""
    velden = dict(form.cleaned_data)
    gezien = velden.pop("gezien")
    _, bezwaren = services.plan_controle(
        viewer=viewer, controle_id=id_, planning=Planning(**velden, grond=velden["reden"]), gezien=gezien
    )
    return " ".join(
        ["De planning is gewijzigd.", *(f"Let op: {b.reden} ({b.artikel})" for b in bezwaren)]
    ), id_


def _begin(viewer: Viewer, id_: uuid.UUID, form: Any) -> Uitkomst:
    """Begin now."""
    services.begin_controle(viewer=viewer, controle_id=id_, gezien=form.cleaned_data["gezien"])
    return "De controle is begonnen.", id_


def _note_bezoek(viewer: Viewer, id_: uuid.UUID, form: Any) -> Uitkomst:
    """Write what happened; with an end or an outcome the visit is over."""
    bezoek = form.make_bezoek()
    eindig = bool(bezoek.geeindigd_op or bezoek.uitkomst)
    services.record_bezoek(
        viewer=viewer, controle_id=id_, bezoek=bezoek, eindig=eindig, gezien=form.cleaned_data["gezien"]
    )
    return "Het bezoek is vastgelegd.", id_


def _conclude(viewer: Viewer, id_: uuid.UUID, form: Any) -> Uitkomst:
    """Conclude."""
    services.conclude_controle(viewer=viewer, controle_id=id_, gezien=form.cleaned_data["gezien"])
    return "De controle is afgerond. Zij en haar bevindingen staan nu in het register.", id_


def _cancel(viewer: Viewer, id_: uuid.UUID, form: Any) -> Uitkomst:
    """Let it not go through."""
    services.cancel_controle(viewer=viewer, controle_id=id_, **form.cleaned_data)
    return "Vastgelegd dat de controle niet doorgaat.", id_


def _reopen(viewer: Viewer, id_: uuid.UUID, form: Any) -> Uitkomst:
    """Open it again."""
    services.reopen_controle(viewer=viewer, controle_id=id_, **form.cleaned_data)
    return "De controle is heropend. Rond haar daarna weer af.", id_


def _plan_hercontrole(viewer: Viewer, id_: uuid.UUID, form: Any) -> Uitkomst:
    """Plan the re-inspection, and go to it."""
    nieuw = bevindingen.plan_hercontrole(viewer=viewer, controle_id=id_, **form.cleaned_data)
    return f"Hercontrole {nieuw.kenmerk} is gepland.", nieuw.pk


def _make_rapport(viewer: Viewer, id_: uuid.UUID, form: Any) -> Uitkomst:
    """Make the report."""
    controle = rapport.record_rapport(viewer=viewer, controle_id=id_, gezien=form.cleaned_data["gezien"])
    return f"Het rapport staat bij de documenten van zaak {controle.zaak}.", id_


def _approve(viewer: Viewer, id_: uuid.UUID, form: Any) -> Uitkomst:
    """Agree with the report."""
    rapport.approve_rapport(viewer=viewer, controle_id=id_, gezien=form.cleaned_data["gezien"])
    return "U hebt het rapport goedgekeurd.", id_


def _send(viewer: Viewer, id_: uuid.UUID, form: Any) -> Uitkomst:
    """Say that the report was sent."""
    rapport.send_rapport(viewer=viewer, controle_id=id_, **form.cleaned_data)
    return "Vastgelegd dat het rapport is verzonden.", id_


def _record_reactie(viewer: Viewer, id_: uuid.UUID, form: Any) -> Uitkomst:
    """Write what the operator says."""
    rapport.record_reactie(viewer=viewer, controle_id=id_, **form.cleaned_data)
    return "De reactie is vastgelegd.", id_


HANDELINGEN: dict[str, Callable[[Viewer, uuid.UUID, Any], Uitkomst]] = {
    "herplan": _replan,
    "begin": _begin,
    "bezoek": _note_bezoek,
    "rond_af": _conclude,
    "vervalt": _cancel,
    "heropen": _reopen,
    "hercontrole": _plan_hercontrole,
    "rapport": _make_rapport,
    "akkoord": _approve,
    "verzonden": _send,
    "reactie": _record_reactie,
}
