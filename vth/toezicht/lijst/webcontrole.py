"""The checklists of one controle in the site: choose them, see what came from the field, and make findings of what answers propose."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.http.request import QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from vth.begrippen.selectors import find_label, list_waarden
from vth.interface.inzage import note_rijen
from vth.interface.pagina import as_pagina
from vth.interface.vraag import Vraag
from vth.tijd import klok
from vth.toegang.selectors import list_actornamen
from vth.toezicht.boeking import SCHRIJVEN
from vth.toezicht.models import VERNIETIGD, Controle, Veldstuk
from vth.toezicht.rules import ToezichtError
from vth.toezicht.selectors import get_controle
from vth.zaken.selectors import BestaatNietError

from .feiten import make_feiten, read_feiten
from .rules import Lijststand
from .versies import list_keuzes, record_controlelijst
from .voorstellen import Ingevuldelijst, Keuze, Voorstelregel, list_ingevuld, record_voorstellen
from .vorm import RESULTATEN, LijstError

TOESTANDEN = {
    "overtreden": "fout",
    "nader_onderzoek": "aandacht",
    "akkoord_na_aanwijzing": "aandacht",
    "nageleefd": "goed",
}


@login_required
@require_http_methods(["GET", "POST"])
def show_controlelijsten(request: Vraag, controle_id: uuid.UUID) -> HttpResponse:
    """Show the checklists of a controle with their answers and proposals; choose a list, or make findings."""
    fout = ""
    with as_pagina(BestaatNietError):
        controle = get_controle(request.viewer, controle_id)
        if request.method == "POST":
            try:
                messages.success(request, _act(request, controle))
            except (ToezichtError, LijstError) as geen:
                fout = str(geen)
            else:
                return redirect("checklist:controle", controle_id)
        lijsten = list_ingevuld(request.viewer, controle)
    note_rijen(request, "controle.checklist", [controle])
    context = {
        "controle": controle,
        "fout": fout,
        "mag": SCHRIJVEN in request.viewer.handelingen,
        "lijsten": [_describe(li) for li in lijsten],
        "keuzes": {
            c: t
            for c, t in list_keuzes(
                controle, make_feiten(read_feiten(request.viewer, controle)), klok.today()
            ).items()
            if c not in {li.checklist.code for li in lijsten}
        },
        "stukken": _list_stukken(controle),
        **{
            naam: [(w.code, w.naam) for w in list_waarden(naam, klok.today())]
            for naam in ("gevolg", "gedrag")
        },
        "kruimels": [
            ("Toezicht", reverse("toezicht:lijst")),
            (controle.kenmerk, reverse("toezicht:controle", args=[controle.pk])),
            ("Checklist", ""),
        ],
    }
    return render(request, "toezicht/controlelijsten.html", context, status=422 if fout else 200)


def _act(request: Vraag, controle: Controle) -> str:
    """Do what was asked, and say what was done. Raises LijstError and ToezichtError."""
    if code := request.POST.get("kies", ""):
        gekozen = record_controlelijst(viewer=request.viewer, controle_id=controle.pk, code=code)
        return (
            f"{gekozen.checklistversie} hoort nu bij deze controle en verandert niet meer tijdens het bezoek."
        )
    keuzes = read_keuzes(request.POST)
    if not keuzes:
        raise ToezichtError("U hebt geen voorstel gekozen. Kruis aan wat u wilt vastleggen.")
    gemaakt = record_voorstellen(
        viewer=request.viewer,
        controle_id=controle.pk,
        lijst_id=_read_uuid(request.POST.get("lijst")) or controle.pk,
        keuzes=keuzes,
    )
    return f"{len(gemaakt)} {'bevinding is' if len(gemaakt) == 1 else 'bevindingen zijn'} vastgelegd."


def read_keuzes(gegeven: QueryDict) -> list[Keuze]:
    """Read which proposals were chosen, and what the inspector made of each."""
    return [
        Keuze(
            vraag=vraag,
            gevolg=gegeven.get(f"gevolg-{vraag}", ""),
            gedrag=gegeven.get(f"gedrag-{vraag}", ""),
            motivering=gegeven.get(f"motivering-{vraag}", "")[:4000],
            voorschrift_id=_read_uuid(gegeven.get(f"voorschrift-{vraag}")),
        )
        for vraag in gegeven.getlist("vraag")
    ]


def _read_uuid(tekst: str | None) -> uuid.UUID | None:
    """Read an id; what is none is none."""
    try:
        return uuid.UUID(tekst or "")
    except ValueError:
        return None


def _describe(lijst: Ingevuldelijst) -> dict[str, Any]:
    """Say one list: how far it is, what each answer proposes, and what lacks."""
    stand: Lijststand = lijst.stand
    namen = list_actornamen([a.door for a in lijst.antwoorden.values()])
    teksten = {v.id: v.tekst for _, v in lijst.checklist.iter_vragen()}
    regels = sorted(lijst.regels, key=lambda r: RESULTATEN.index(r.voorstel.resultaat))
    return {
        "lijst": lijst,
        "regels": [_describe_regel(r, namen[lijst.antwoorden[r.voorstel.vraag].door], lijst) for r in regels],
        "ontbreekt": [(teksten[g.vraag], g.wat) for g in stand.ontbreekt],
        "fouten": [(teksten[f.vraag], f.melding) for f in stand.fout],
        "telt_niet": [teksten.get(v, v) for v in stand.telt_niet],
    }


def _describe_regel(regel: Voorstelregel, wie: str, lijst: Ingevuldelijst) -> dict[str, Any]:
    """Say one proposal."""
    voorstel = regel.voorstel
    anders = regel.bevinding is not None and regel.bevinding.resultaat != voorstel.resultaat
    return {
        "voorstel": voorstel,
        "naam": find_label("resultaat_bevinding", voorstel.resultaat, klok.today()),
        "toestand": TOESTANDEN.get(voorstel.resultaat, "neutraal"),
        "bevinding": regel.bevinding,
        "anders": anders,
        "kandidaten": regel.kandidaten,
        "antwoord": lijst.antwoorden[voorstel.vraag],
        "wie": wie,
        "oordeel": voorstel.resultaat in ("overtreden", "akkoord_na_aanwijzing"),
    }


def _list_stukken(controle: Controle) -> list[dict[str, Any]]:
    """List the notes, photos and samples of a controle, the last version of each."""
    rijen = list(
        Veldstuk.objects.filter(controle=controle).exclude(soort="bezoek").order_by("soort", "geldt_op", "id")
    )
    namen = list_actornamen([r.door for r in rijen])
    laatste = {(r.soort, r.vraag if r.soort == "notitie" else str(r.pk)): r for r in rijen}
    return [
        {"stuk": r, "wie": namen[r.door], "inhoud": r.inhoud}
        for r in laatste.values()
        if r.inhoud != VERNIETIGD
    ]
