"""This room in the site: the rounds, one round, and one self-assessment with what each may do on it."""

import uuid
from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vth.interface.inzage import note_inzage
from vth.interface.pagina import as_pagina
from vth.interface.vraag import Vraag
from vth.organisaties.selectors import list_codes, list_namen
from vth.tijd import klok
from vth.toegang.rules import ALLE_ORGANISATIES, Viewer
from vth.zaken.selectors import BestaatNietError
from vth.zaken.webformulier import Gedaan, handle_formulier

from . import forms, services, toetsen
from .beoordelingpagina import Beoordelingpagina, make_beoordelingpagina
from .boeking import SOORT
from .models import Ronde, Zelfbeoordeling
from .rondepagina import RONDEKOLOMMEN, list_ronderijen, make_rondepagina
from .rules import PUBLICEREN, STAPPEN, UITGENODIGD, AnderWasVoorError, MonitoringError, say_getal
from .selectors import get_ronde

OMGEVINGSDIENST = "omgevingsdienst"


def make_kruimels(*rest: tuple[str, str]) -> list[tuple[str, str]]:
    """Make the path to a page of this room."""
    return [("Monitoring", reverse("monitoring:overzicht")), *rest]


def note_gezien(request: Vraag, zelfbeoordelingen: list[Zelfbeoordeling]) -> None:
    """Note whose self-assessments are shown to somebody else."""
    note_inzage(
        request,
        "zelfbeoordeling.read",
        leveranciers={z.dienst for z in zelfbeoordelingen},
        soorten={SOORT},
        aantal=len(zelfbeoordelingen),
    )


@login_required
@require_safe
def list_overzicht(request: Vraag) -> HttpResponse:
    """Show the rounds."""
    context = {
        "kolommen": RONDEKOLOMMEN,
        "rijen": list_ronderijen(),
        "mag_openen": PUBLICEREN in request.viewer.handelingen,
        "mag_openstellen": services.OPENSTELLEN in request.viewer.handelingen,
    }
    return render(request, "monitoring/overzicht.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def add_ronde(request: Vraag) -> HttpResponse:
    """Open a round."""
    viewer = request.viewer
    if PUBLICEREN not in viewer.handelingen:
        raise PermissionDenied("U mag geen ronde openen. Vraag uw functioneel beheerder om dit recht.")
    diensten = list_namen(list_codes(klok.today(), soort=OMGEVINGSDIENST), klok.today())
    form = forms.RondeForm(request.POST or None, diensten=sorted(diensten.items(), key=lambda paar: paar[1]))

    def begin(velden: dict[str, Any]) -> Gedaan:
        eigen = viewer.organisatie or next(iter(sorted(viewer.organisaties - {ALLE_ORGANISATIES})), "")
        ronde = services.record_ronde(viewer=viewer, organisatie=eigen, **velden)
        return f"{ronde.naam} is geopend; {len(velden['diensten'])} diensten zijn uitgenodigd.", reverse(
            "monitoring:ronde", args=[ronde.pk]
        )

    return handle_formulier(
        request,
        form,
        begin,
        weigert=(MonitoringError,),
        titel="Nieuwe beoordelingsronde",
        knop="Open de ronde",
        kruimels=make_kruimels(("Nieuwe ronde", "")),
    )


def _get_ronde(ronde_id: uuid.UUID) -> Ronde:
    with as_pagina(BestaatNietError):
        return get_ronde(ronde_id)


@login_required
@require_safe
def show_ronde(request: Vraag, ronde_id: uuid.UUID) -> HttpResponse:
    """Show a round."""
    ronde = _get_ronde(ronde_id)
    with as_pagina(MonitoringError):
        pagina = make_rondepagina(request.viewer, ronde)
    note_gezien(request, list(pagina.zelfbeoordelingen))
    return render(
        request, "monitoring/ronde.html", {"pagina": pagina, "kruimels": make_kruimels((ronde.naam, ""))}
    )


@login_required
@require_POST
def publish_ronde(request: Vraag, ronde_id: uuid.UUID) -> HttpResponse:
    """Make the verdicts of a round known."""
    _get_ronde(ronde_id)
    try:
        toetsen.publish_ronde(viewer=request.viewer, ronde_id=ronde_id)
        messages.success(request, "De oordelen van deze ronde zijn openbaar.")
    except MonitoringError as fout:
        messages.error(request, str(fout))
    return redirect("monitoring:ronde", ronde_id)


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


DADEN: dict[str, Callable[[Viewer, uuid.UUID, Any, str], str]] = {
    "cijfers": _tell,
    "bewijs": _prove,
    "intrekken": _take_back,
    "vraag": _ask,
    "antwoord": _answer,
    "oordeel": _judge,
}
