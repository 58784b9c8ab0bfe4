"""Violations in the site: establish one from a visit, look at it, and act on it."""

import uuid
from functools import partial
from typing import Any

from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vth.interface.inzage import note_rijen
from vth.interface.pagina import as_pagina
from vth.interface.vraag import Vraag
from vth.toegang.rules import Viewer
from vth.toezicht.models import Bevinding, Controle
from vth.toezicht.rules import MET_OORDEEL, NAGELEEFD
from vth.toezicht.selectors import get_bevinding, list_bevindingen
from vth.toezicht.selectors import list_zichtbaar as list_controles
from vth.zaken.selectors import BestaatNietError
from vth.zaken.webformulier import Gedaan, handle_formulier
from vth.zaken.weergave import list_collegas

from . import forms, services
from .boeking import OVERTREDING
from .invoer import (
    NieuweMaatregel,
    NieuweOvertreding,
    Overtrederkeuze,
    list_mogelijke_overtreders,
)
from .maatregelen import record_maatregel
from .overtredingpagina import Overtredingpagina, make_overtredingpagina
from .plek import list_plekken, list_van_plek
from .selectors import get_overtreding, list_samen, list_zichtbare_verzoeken
from .verzoeken import assign_overtreding_aan_verzoek
from .web import FOUTEN, check_recht, do_act, make_kruimels


@login_required
@require_http_methods(["GET", "POST"])
def add_overtreding(request: Vraag, bevinding_id: uuid.UUID) -> HttpResponse:
    """Establish a violation from a finding, and others of the same visit."""
    viewer = request.viewer
    check_recht(viewer, OVERTREDING)
    with as_pagina(BestaatNietError):
        bevinding = get_bevinding(viewer, bevinding_id)
    mis = [
        b for b in list_bevindingen(bevinding.controle) if b.resultaat in MET_OORDEEL and not b.ingetrokken_op
    ]
    personen = list_mogelijke_overtreders(viewer, bevinding.controle)
    note_rijen(request, "bevinding.read", [bevinding.controle, *(b for b, _ in personen)])
    form = forms.OvertredingForm(
        request.POST or None,
        overtreders=[(str(b.pk), naam) for b, naam in personen],
        bevindingen=[(str(b.pk), f"{b.volgnummer}. {b.aandachtspunt or b.onderwerp}") for b in mis],
        initial={"bevindingen": [str(bevinding.pk)], "aard": bevinding.aandachtspunt},
    )

    def establish(velden: dict[str, Any]) -> Gedaan:
        wie = Overtrederkeuze(velden.pop("overtreder"), velden.pop("grond"))
        nieuw = NieuweOvertreding(overtreders=[wie], jurist=viewer.actor, **velden)
        overtreding = services.record_overtreding(viewer=viewer, nieuw=nieuw)
        return f"Overtreding {overtreding.kenmerk} is vastgesteld.", reverse(
            "handhaving:overtreding", args=[overtreding.pk]
        )

    return handle_formulier(
        request,
        form,
        establish,
        weigert=FOUTEN,
        titel="Stel een overtreding vast",
        knop="Stel vast",
        kruimels=make_kruimels(("Nieuwe overtreding", "")),
    )


@login_required
@require_safe
def show_overtreding(request: Vraag, overtreding_id: uuid.UUID) -> HttpResponse:
    """Show one violation."""
    return _render(request, overtreding_id)


def _render(
    request: Vraag, overtreding_id: uuid.UUID, fout: tuple[str, Form] | None = None, status: int = 200
) -> HttpResponse:
    """Show one violation with the forms of what the viewer may do."""
    with as_pagina(BestaatNietError):
        pagina = make_overtredingpagina(request.viewer, overtreding_id)
    note_rijen(request, "overtreding.read", list(pagina.records))
    context = {
        "pagina": pagina,
        "forms": _make_forms(request.viewer, pagina) | ({fout[0]: fout[1]} if fout else {}),
        "hier": reverse("handhaving:overtreding", args=[overtreding_id]),
        "kruimels": make_kruimels((pagina.overtreding.kenmerk, "")),
    }
    return render(request, "handhaving/overtreding.html", context, status=status)


def _make_forms(viewer: Viewer, pagina: Overtredingpagina, data: Any = None) -> dict[str, Form]:
    """Make the form of each act that this viewer may do on a violation as it stands."""
    o = pagina.overtreding
    vast = {"gezien": o.versie}
    if not pagina.mag:
        return {}
    if not pagina.open:
        return {"heropen": forms.RedenForm(data, initial=vast)}
    gemaakt: dict[str, Form] = {}
    if anderen := _list_anderen(viewer, pagina):
        gemaakt["overtreder"] = forms.OvertrederForm(data, overtreders=anderen, initial=vast)
    if verzoeken := _list_verzoeken(viewer, pagina):
        gemaakt["verzoek"] = forms.VerzoekForm(data, verzoeken=verzoeken, initial=vast)
    return gemaakt | {
        "verdeel": forms.VerdeelForm(
            data, collegas=list_collegas(viewer), initial=vast | {"jurist": o.jurist}
        ),
        "legalisatie": forms.LegalisatieForm(
            data, initial=vast | {"keuze": o.legalisatie, "toelichting": o.legalisatie_toelichting}
        ),
        "niet_handhaven": forms.RedenForm(data, initial=vast),
        "beeindig": forms.EindeForm(data, bevindingen=_list_nageleefd(viewer, pagina), initial=vast),
        "vervalt": forms.RedenForm(data, initial=vast),
    }


def _list_anderen(viewer: Viewer, pagina: Overtredingpagina) -> list[tuple[str, str]]:
    """List who belongs to what was visited and is no offender yet."""
    al = set(pagina.overtreding.overtreders.values_list("bronobject_id", flat=True))
    controle = (
        list_controles(viewer).filter(bevindingen__overtredingen__overtreding=pagina.overtreding).first()
    )
    personen = list_mogelijke_overtreders(viewer, controle) if controle else []
    return [(str(b.pk), naam) for b, naam in personen if b.pk not in al]


def _list_verzoeken(viewer: Viewer, pagina: Overtredingpagina) -> list[tuple[str, str]]:
    """List the requests to enforce at these places that it does not answer yet."""
    o = pagina.overtreding
    rijen = list_zichtbare_verzoeken(viewer).filter(
        vthobject__in=o.onderwerpen.values("bronobject_id"), leverancier=o.leverancier
    )
    return [
        (str(v.pk), f"{v.verzoek}: {v}")
        for v in rijen.exclude(overtredingen__overtreding=o).order_by("-id")[:50]
    ]


def _list_nageleefd(viewer: Viewer, pagina: Overtredingpagina) -> list[tuple[str, str]]:
    """List what later visits to the same places found to be in order."""
    plekken = list_plekken(viewer, [pagina.overtreding])
    controles = list_controles(viewer).filter(
        onderwerpen__bronobject__in=plekken,
        staat=Controle.Staat.AFGEROND,
        controledatum__gte=pagina.overtreding.overtredingsdatum,
    )
    rijen = Bevinding.objects.filter(controle__in=controles, resultaat=NAGELEEFD, ingetrokken_op=None)
    gezien = list(rijen.select_related("controle").order_by("-norm_op", "volgnummer").distinct()[:50])
    return [
        (str(b.pk), f"{b.controle.kenmerk}, {b.volgnummer}. {b.aandachtspunt or b.onderwerp}")
        for b in list_van_plek(gezien, plekken)
    ]


@login_required
@require_POST
def act_overtreding(request: Vraag, overtreding_id: uuid.UUID, wat: str) -> HttpResponse:
    """Do one act on a violation."""
    with as_pagina(BestaatNietError):
        pagina = make_overtredingpagina(request.viewer, overtreding_id)
    daden = {naam: partial(daad, overtreding_id) for naam, daad in DADEN.items()}
    return do_act(
        request,
        wat,
        _make_forms(request.viewer, pagina, request.POST),
        daden,
        lambda fout, status: _render(request, overtreding_id, fout, status),
        reverse("handhaving:overtreding", args=[overtreding_id]),
    )


def _assign(id_: uuid.UUID, viewer: Viewer, velden: dict[str, Any]) -> str:
    """Give it to somebody."""
    services.assign_overtreding(viewer=viewer, overtreding_id=id_, **velden)
    return "De overtreding is verdeeld."


def _add_overtreder(id_: uuid.UUID, viewer: Viewer, velden: dict[str, Any]) -> str:
    """Add an offender."""
    keuze = Overtrederkeuze(uuid.UUID(velden["overtreder"]), velden["grond"])
    services.record_overtreder(viewer=viewer, overtreding_id=id_, keuze=keuze, gezien=velden["gezien"])
    return "De overtreder is toegevoegd."


def _answer_verzoek(id_: uuid.UUID, viewer: Viewer, velden: dict[str, Any]) -> str:
    """Tie it to a request."""
    assign_overtreding_aan_verzoek(viewer=viewer, verzoek_id=uuid.UUID(velden["verzoek"]), overtreding_id=id_)
    return "De overtreding hoort nu bij dat verzoek."


def _note_legalisatie(id_: uuid.UUID, viewer: Viewer, velden: dict[str, Any]) -> str:
    """Note the prospect of legalisation."""
    services.record_legalisatie(viewer=viewer, overtreding_id=id_, **velden)
    return "Het zicht op legalisatie is vastgelegd."


def _decide_niet(id_: uuid.UUID, viewer: Viewer, velden: dict[str, Any]) -> str:
    """Decide not to enforce."""
    services.decide_handhaving(viewer=viewer, overtreding_id=id_, handhaven=False, **velden)
    return "Vastgelegd dat niet wordt gehandhaafd, en waarom."


def _end(id_: uuid.UUID, viewer: Viewer, velden: dict[str, Any]) -> str:
    """Note that it ended."""
    services.end_overtreding(viewer=viewer, overtreding_id=id_, **velden)
    return "Vastgelegd dat de overtreding is beëindigd."


def _reopen(id_: uuid.UUID, viewer: Viewer, velden: dict[str, Any]) -> str:
    """Open it again."""
    services.reopen_overtreding(viewer=viewer, overtreding_id=id_, **velden)
    return "De overtreding staat weer open."


def _cancel(id_: uuid.UUID, viewer: Viewer, velden: dict[str, Any]) -> str:
    """Take it back."""
    services.cancel_overtreding(viewer=viewer, overtreding_id=id_, **velden)
    return "De overtreding is vervallen."


DADEN: dict[str, Any] = {
    "overtreder": _add_overtreder,
    "verzoek": _answer_verzoek,
    "verdeel": _assign,
    "legalisatie": _note_legalisatie,
    "niet_handhaven": _decide_niet,
    "beeindig": _end,
    "heropen": _reopen,
    "vervalt": _cancel,
}


@login_required
@require_http_methods(["GET", "POST"])
def add_maatregel(request: Vraag, overtreding_id: uuid.UUID) -> HttpResponse:
    """Prepare a measure against a violation."""
    viewer = request.viewer
    check_recht(viewer, "maatregel.record")
    with as_pagina(BestaatNietError):
        overtreding = get_overtreding(viewer, overtreding_id)
    afweging = overtreding.afwegingen.order_by("-volgnummer").first()
    begin = {
        "omschrijving": overtreding.aard,
        "instrument": afweging.gekozen[0] if afweging and afweging.gekozen else "",
    }
    samen = list_samen(viewer, overtreding)
    note_rijen(request, "overtreding.read", [overtreding, *samen])
    form = forms.MaatregelForm(
        request.POST or None, initial=begin, samen=[(str(o.pk), f"{o.kenmerk} {o.aard}") for o in samen]
    )

    def prepare(velden: dict[str, Any]) -> Gedaan:
        tegen = [overtreding_id, *velden.pop("samen", ())]
        maatregel = record_maatregel(viewer=viewer, nieuw=NieuweMaatregel(overtredingen=tegen, **velden))
        return f"Maatregel {maatregel.kenmerk} wordt voorbereid.", reverse(
            "handhaving:maatregel", args=[maatregel.pk]
        )

    return handle_formulier(
        request,
        form,
        prepare,
        weigert=FOUTEN,
        titel=f"Bereid een maatregel voor: {overtreding.kenmerk}",
        knop="Bereid voor",
        kruimels=make_kruimels(
            (overtreding.kenmerk, reverse("handhaving:overtreding", args=[overtreding_id])), ("Maatregel", "")
        ),
    )
