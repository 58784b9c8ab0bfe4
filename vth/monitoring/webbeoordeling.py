"""One self-assessment in the site: its page, and every act on it by its own form."""

import uuid
from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from vth.interface.pagina import as_pagina
from vth.interface.vraag import Vraag
from vth.toegang.rules import Viewer
from vth.zaken.selectors import BestaatNietError

from . import forms, plannen, services, toetsen
from .beoordelingpagina import Beoordelingpagina, make_beoordelingpagina
from .models import Plan, Zelfbeoordeling
from .rules import STAPPEN, UITGENODIGD, AnderWasVoorError, MonitoringError, say_getal
from .web import make_kruimels, note_gezien


@login_required
@require_safe
def show_zelfbeoordeling(request: Vraag, id_: uuid.UUID) -> HttpResponse:
    """Show one self-assessment."""
    return _render(request, id_)


def _render(
    request: Vraag, id_: uuid.UUID, fout: tuple[str, Form] | None = None, status: int = 200
) -> HttpResponse:
    with as_pagina(BestaatNietError):
        pagina = make_beoordelingpagina(request.viewer, id_)
    note_gezien(request, [pagina.zelfbeoordeling])
    gemaakt = _make_forms(pagina) | ({fout[0]: fout[1]} if fout else {})
    ronde = pagina.zelfbeoordeling.ronde
    context = {
        "pagina": pagina,
        "forms": gemaakt,
        "blokken": [
            (
                blok,
                gemaakt.get(f"cijfers-{blok.criterium.code}"),
                gemaakt.get(f"bewijs-{blok.criterium.code}"),
            )
            for blok in pagina.blokken
        ],
        "stappen": [(naam, STAPPEN[naam].knop, gemaakt[naam]) for naam in pagina.stappen],
        "hier": reverse("monitoring:zelfbeoordeling", args=[id_]),
        "kruimels": make_kruimels(
            (ronde.naam, reverse("monitoring:ronde", args=[ronde.pk])), (pagina.naam, "")
        ),
    }
    return render(request, "monitoring/zelfbeoordeling.html", context, status=status)


def _make_forms(pagina: Beoordelingpagina, data: Any = None) -> dict[str, Form]:
    """Make the form of each act that this viewer may do as it stands."""
    z, kader = pagina.zelfbeoordeling, pagina.kader
    gezien: dict[str, Any] = {"gezien": z.versie}
    gemaakt: dict[str, Form] = {
        stap: forms.StapForm(data, initial=gezien, auto_id=f"{stap}_%s") for stap in pagina.stappen
    }
    if pagina.mag_invullen:
        if z.stand == UITGENODIGD:
            for c in kader.criteria:
                begin = gezien | {m: _as_invoer(pagina.waarden.get(m)) for m in c.metingen}
                gemaakt[f"cijfers-{c.code}"] = forms.OpgaveForm(
                    data, kader=kader, criterium=c, initial=begin, auto_id=f"{c.code}_%s"
                )
                gemaakt[f"bewijs-{c.code}"] = forms.BewijsForm(data, initial=gezien, auto_id=f"b_{c.code}_%s")
        if pagina.open_bewijzen:
            gemaakt["intrekken"] = forms.IntrekkenForm(
                data, bewijzen=list(pagina.open_bewijzen), initial=gezien, auto_id="intrekken_%s"
            )
        if pagina.open_vragen:
            gemaakt["antwoord"] = forms.AntwoordForm(
                data, vragen=pagina.open_vragen, initial=gezien, auto_id="antwoord_%s"
            )
    if pagina.mag_toetsen and z.stand == Zelfbeoordeling.Stand.IN_TOETS:
        gemaakt["vraag"] = forms.VraagForm(data, kader=kader, initial=gezien, auto_id="vraag_%s")
    if pagina.mag_oordelen and z.stand in (Zelfbeoordeling.Stand.GETOETST, Zelfbeoordeling.Stand.BEOORDEELD):
        gemaakt["oordeel"] = forms.OordeelForm(data, kader=kader, initial=gezien, auto_id="oordeel_%s")
    return gemaakt | _make_planforms(pagina, data, gezien)


def _make_planforms(pagina: Beoordelingpagina, data: Any, gezien: dict[str, Any]) -> dict[str, Form]:
    """Make the forms of the plan van aanpak, for who makes it and for who checks it."""
    blok = pagina.plan
    if blok is None:
        return {}
    gemaakt: dict[str, Form] = {}
    concept = blok.plan is None or blok.plan.stand == Plan.Stand.CONCEPT
    criteria = list(blok.niet_gehaald)
    if pagina.mag_invullen:
        gemaakt["maatregel"] = forms.PlanmaatregelForm(
            data, criteria=criteria, initial=gezien, auto_id="maatregel_%s"
        )
        if blok.open_maatregelen:
            keuze: dict[str, Any] = {"maatregelen": list(blok.open_maatregelen), "initial": gezien}
            gemaakt["planning"] = forms.PlanningForm(data, auto_id="planning_%s", **keuze)
            gemaakt["klaar"] = forms.KlaarForm(data, auto_id="klaar_%s", **keuze)
        if concept and blok.rijen:
            gemaakt["plan"] = forms.StapForm(data, initial=gezien, auto_id="plan_%s")
    if pagina.mag_toetsen and not concept:
        gemaakt["plantoets"] = forms.PlantoetsForm(
            data, criteria=criteria, punten=blok.punten, initial=gezien, auto_id="plantoets_%s"
        )
    return gemaakt


def _as_invoer(waarde: Any) -> str:
    return "" if waarde is None else say_getal(waarde)


@login_required
@require_POST
def act_zelfbeoordeling(request: Vraag, id_: uuid.UUID, wat: str) -> HttpResponse:
    """Do one act; what goes wrong comes back in its form with what was given (409 when somebody else was first)."""
    with as_pagina(BestaatNietError):
        pagina = make_beoordelingpagina(request.viewer, id_)
    soort, _, deel = wat.partition("-")
    if soort not in DADEN and wat not in STAPPEN:
        raise Http404("Deze handeling bestaat niet.")
    form = _make_forms(pagina, request.POST).get(wat)
    if form is None:
        messages.error(
            request, "Dit kan hier niet (meer), of u mag het niet. Bekijk hoe het er nu voor staat."
        )
        return redirect("monitoring:zelfbeoordeling", id_)
    if not form.is_valid():
        return _render(request, id_, (wat, form), 422)
    doe = DADEN.get(soort) or partial(_step, stap=wat)
    try:
        melding = doe(request.viewer, id_, form, deel)
    except MonitoringError as fout:
        form.add_error(None, str(fout))
        return _render(request, id_, (wat, form), 409 if isinstance(fout, AnderWasVoorError) else 422)
    messages.success(request, melding)
    return redirect("monitoring:zelfbeoordeling", id_)


def _step(viewer: Viewer, id_: uuid.UUID, form: Any, _deel: str, *, stap: str) -> str:
    services.do_stap(viewer=viewer, zelfbeoordeling_id=id_, stap=stap, **form.cleaned_data)
    return f"Gedaan: {STAPPEN[stap].knop.lower()}."


def _tell(viewer: Viewer, id_: uuid.UUID, form: Any, _deel: str) -> str:
    v = dict(form.cleaned_data)
    toelichting, gezien = v.pop("toelichting"), v.pop("gezien")
    services.record_opgaven(
        viewer=viewer, zelfbeoordeling_id=id_, waarden=v, toelichting=toelichting, gezien=gezien
    )
    return "De cijfers zijn vastgelegd."


def _prove(viewer: Viewer, id_: uuid.UUID, form: Any, deel: str) -> str:
    services.record_bewijs(viewer=viewer, zelfbeoordeling_id=id_, criterium=deel, **form.cleaned_data)
    return "Het bewijs is toegevoegd."


def _take_back(viewer: Viewer, id_: uuid.UUID, form: Any, _deel: str) -> str:
    services.cancel_bewijs(viewer=viewer, zelfbeoordeling_id=id_, **form.cleaned_data)
    return "Het bewijs is ingetrokken; het blijft met de reden zichtbaar."


def _ask(viewer: Viewer, id_: uuid.UUID, form: Any, _deel: str) -> str:
    toetsen.record_toetsvraag(viewer=viewer, zelfbeoordeling_id=id_, **form.cleaned_data)
    return "De vraag is gesteld."


def _answer(viewer: Viewer, id_: uuid.UUID, form: Any, _deel: str) -> str:
    toetsen.answer_toetsvraag(viewer=viewer, zelfbeoordeling_id=id_, **form.cleaned_data)
    return "Het antwoord is vastgelegd."


def _judge(viewer: Viewer, id_: uuid.UUID, form: Any, _deel: str) -> str:
    v = form.cleaned_data
    oordeel = toetsen.record_oordeel(
        viewer=viewer,
        zelfbeoordeling_id=id_,
        oordelen=form.read_oordelen(),
        motivering=v["motivering"],
        gezien=v["gezien"],
    )
    return f"Het oordeel is vastgelegd: {oordeel}."


def _add_maatregel(viewer: Viewer, id_: uuid.UUID, form: Any, _deel: str) -> str:
    v = dict(form.cleaned_data)
    gezien = v.pop("gezien")
    plannen.record_planmaatregel(
        viewer=viewer, zelfbeoordeling_id=id_, nieuw=plannen.NieuweMaatregel(**v), gezien=gezien
    )
    return "De maatregel staat in het plan."


def _replan(viewer: Viewer, id_: uuid.UUID, form: Any, _deel: str) -> str:
    plannen.replan_maatregel(viewer=viewer, zelfbeoordeling_id=id_, **form.cleaned_data)
    return "De nieuwe planning is vastgelegd; de eerdere blijft zichtbaar."


def _finish(viewer: Viewer, id_: uuid.UUID, form: Any, _deel: str) -> str:
    plannen.close_planmaatregel(viewer=viewer, zelfbeoordeling_id=id_, **form.cleaned_data)
    return "Vastgelegd dat de maatregel klaar is."


def _submit_plan(viewer: Viewer, id_: uuid.UUID, form: Any, _deel: str) -> str:
    plannen.submit_plan(viewer=viewer, zelfbeoordeling_id=id_, **form.cleaned_data)
    return "Het plan van aanpak is ingeleverd."


def _check_plan(viewer: Viewer, id_: uuid.UUID, form: Any, _deel: str) -> str:
    v = form.cleaned_data
    plannen.record_plantoets(
        viewer=viewer,
        zelfbeoordeling_id=id_,
        antwoorden=form.read_antwoorden(),
        toelichting=v["toelichting"],
        gezien=v["gezien"],
    )
    return "De toets van het plan is vastgelegd."


DADEN: dict[str, Callable[[Viewer, uuid.UUID, Any, str], str]] = {
    "cijfers": _tell,
    "bewijs": _prove,
    "intrekken": _take_back,
    "vraag": _ask,
    "antwoord": _answer,
    "oordeel": _judge,
    "maatregel": _add_maatregel,
    "planning": _replan,
    "klaar": _finish,
    "plan": _submit_plan,
    "plantoets": _check_plan,
}
