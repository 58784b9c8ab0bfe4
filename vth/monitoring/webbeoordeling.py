"""One self-assessment in the site: its page, and every act on it by its own form."""

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from vth.interface.pagina import as_pagina
from vth.interface.vraag import Vraag
from vth.zaken.documenten.rules import DocumentError
from vth.zaken.documenten.webgrens import refuse_te_groot
from vth.zaken.selectors import BestaatNietError
from vth.zaken.webformulier import Daad, do_act, make_daad

from . import forms, plannen, services, toetsen
from .beoordelingpagina import Beoordelingpagina, make_beoordelingpagina
from .formsbewijs import StukForm
from .kader import Kader
from .models import Plan, Zelfbeoordeling
from .rules import STAPPEN, UITGENODIGD, AnderWasVoorError, MonitoringError, say_getal
from .web import make_kruimels, note_gezien
from .webbewijs import make_stukdaad


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


def _make_forms(pagina: Beoordelingpagina, data: Any = None, files: Any = None) -> dict[str, Form]:
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
            gemaakt["stuk"] = StukForm(
                data,
                files,
                stukken=list(pagina.stukkeuzes),
                plekken=list(pagina.plekken),
                initial=gezien,
                auto_id="stuk_%s",
            )
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


@refuse_te_groot
@require_POST
def act_zelfbeoordeling(request: Vraag, id_: uuid.UUID, wat: str) -> HttpResponse:
    """Do one act."""
    with as_pagina(BestaatNietError):
        pagina = make_beoordelingpagina(request.viewer, id_)
    return do_act(
        request,
        wat,
        _make_forms(pagina, request.POST, request.FILES),
        _list_daden(id_, pagina.kader),
        lambda fout, status: _render(request, id_, fout, status),
        reverse("monitoring:zelfbeoordeling", args=[id_]),
        weigert=(MonitoringError, DocumentError),
        ander_was_voor=(AnderWasVoorError,),
        bestaat_niet=(BestaatNietError,),
    )


def _list_daden(id_: uuid.UUID, kader: Kader) -> dict[str, Daad]:
    """Give what each act does: the service with the fields of its form, and what is said of it."""
    wie = {"zelfbeoordeling_id": id_}
    daden = {
        naam: make_daad(services.do_stap, f"Gedaan: {stap.knop.lower()}.", stap=naam, **wie)
        for naam, stap in STAPPEN.items()
    }
    # The step to a verdict has a form of its own, under the same name.
    daden |= {naam: make_daad(dienst, zin, **wie) for naam, (dienst, zin) in DADEN.items()}
    daden["stuk"] = make_stukdaad(id_)
    for c in kader.criteria:
        daden[f"cijfers-{c.code}"] = make_daad(services.record_opgaven, "De cijfers zijn vastgelegd.", **wie)
        daden[f"bewijs-{c.code}"] = make_daad(
            services.record_bewijs, "Het bewijs is toegevoegd.", criterium=c.code, **wie
        )
    return daden


DADEN: dict[str, tuple[Callable[..., object], str]] = {
    "intrekken": (services.cancel_bewijs, "Het bewijs is ingetrokken; het blijft met de reden zichtbaar."),
    "vraag": (toetsen.record_toetsvraag, "De vraag is gesteld."),
    "antwoord": (toetsen.answer_toetsvraag, "Het antwoord is vastgelegd."),
    "oordeel": (toetsen.record_oordeel, "Het oordeel is vastgelegd."),
    "maatregel": (plannen.record_planmaatregel, "De maatregel staat in het plan."),
    "planning": (plannen.replan_maatregel, "De nieuwe planning is vastgelegd; de eerdere blijft zichtbaar."),
    "klaar": (plannen.close_planmaatregel, "Vastgelegd dat de maatregel klaar is."),
    "plan": (plannen.submit_plan, "Het plan van aanpak is ingeleverd."),
    "plantoets": (plannen.record_plantoets, "De toets van het plan is vastgelegd."),
}
