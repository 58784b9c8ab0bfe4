"""Teams, who is in them, and who stands in for whom, in the site."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from vth.interface.pagina import as_pagina
from vth.interface.vraag import Vraag
from vth.organisaties.selectors import list_namen
from vth.tijd import klok
from vth.tijd.rules import OPEN_DAG
from vth.toegang.rules import ALLE_ORGANISATIES, Viewer
from vth.toegang.selectors import list_actornamen
from vth.vormgeving.formvelden import make_dag, make_tekst

from .models import Teamlid, Waarneming
from .overdracht import (
    VERDELEN,
    close_teamlid,
    close_waarneming,
    record_team,
    record_teamlid,
    record_waarneming,
)
from .rules import ZaakError
from .selectors import list_teams
from .services import RECHT
from .weergave import list_collegas


class TeamForm(forms.Form):
    """A team: its code, its name, and of which organisation; the same code again gives it another name."""

    code = forms.SlugField(label="Code", max_length=40, help_text="Kleine letters, cijfers en streepjes.")
    naam = forms.CharField(label="Naam", max_length=100)
    organisatie = forms.ChoiceField(label="Organisatie")


class LidForm(forms.Form):
    """Who is in which team from when."""

    team = forms.ChoiceField(label="Team")
    lid = forms.ChoiceField(label="Wie")
    begin = make_dag("Vanaf")


class WaarneemForm(forms.Form):
    """Who stands in for whom, when, and why."""

    voor = forms.ChoiceField(label="Voor wie")
    door = forms.ChoiceField(label="Wie neemt waar")
    begin = make_dag("Vanaf")
    eind = make_dag("Tot", hint="De eerste dag waarop het niet meer geldt.")
    reden = make_tekst("Waarom?", verplicht=True, hoogstens=300)


class EindForm(forms.Form):
    """Which row ends today."""

    id = forms.IntegerField(min_value=1)


@login_required
@require_safe
def list_alle_teams(request: Vraag) -> HttpResponse:
    """Show the teams of the viewer's organisations, and who stands in for whom."""
    return _render(request)


def _render(request: Vraag, fout: tuple[str, Form] | None = None, status: int = 200) -> HttpResponse:
    """Show the page with its forms; one that went wrong keeps what was given."""
    viewer, op = request.viewer, klok.today()
    if RECHT not in viewer.handelingen:
        raise PermissionDenied("U behandelt geen zaken. Vraag uw functioneel beheerder om een rol.")
    teams = list_teams(viewer)
    leden = list(Teamlid.objects.filter(team__in=teams, eind__gt=op).order_by("team", "begin"))
    collegas = {code for code, _ in list_collegas(viewer)}
    waarnemingen = Waarneming.objects.filter(Q(voor__in=collegas) | Q(door__in=collegas), eind__gt=op)
    namen = list_actornamen({li.lid for li in leden} | {n for w in waarnemingen for n in (w.voor, w.door)})
    mag = VERDELEN in viewer.handelingen
    context = {
        "teams": [
            (t, [{"rij": li, "naam": namen[li.lid]} for li in leden if li.team_id == t.pk]) for t in teams
        ],
        "waarnemingen": [
            {"rij": w, "voor": namen[w.voor], "door": namen[w.door]} for w in waarnemingen.order_by("begin")
        ],
        "forms": (_make_forms(viewer) | ({fout[0]: fout[1]} if fout else {})) if mag else {},
        "mag": mag,
        "open": OPEN_DAG,
        "fout": fout[1] if fout and fout[0] in ("eind_lid", "eind_waarneming") else None,
        "kruimels": [("Zaken", reverse("zaken:lijst")), ("Teams en waarneming", "")],
    }
    return render(request, "zaken/teams.html", context, status=status)


def _make_forms(viewer: Viewer, data: Any = None) -> dict[str, Form]:
    """Make the forms of this page with what this viewer can choose."""
    collegas = [("", "kies"), *list_collegas(viewer)]
    eigen = sorted(viewer.organisaties - {ALLE_ORGANISATIES})
    namen = list_namen(eigen, klok.today())
    gemaakt: dict[str, Form] = {
        "team": TeamForm(data, auto_id="id_team_%s"),
        "lid": LidForm(data, auto_id="id_lid_%s", initial={"begin": klok.today()}),
        "waarneming": WaarneemForm(data, auto_id="id_waarneming_%s", initial={"begin": klok.today()}),
    }
    keuzes: dict[tuple[str, str], list[tuple[str, str]]] = {
        ("team", "organisatie"): [(c, namen[c]) for c in eigen],
        ("lid", "team"): [(t.code, t.naam) for t in list_teams(viewer)],
        ("lid", "lid"): collegas,
        ("waarneming", "voor"): collegas,
        ("waarneming", "door"): collegas,
    }
    for (form, veld), lijst in keuzes.items():
        gemaakt[form].fields[veld].choices = lijst  # type: ignore[attr-defined]
    return gemaakt


@login_required
@require_POST
def act_team(request: Vraag, wat: str) -> HttpResponse:
    """Do one act on teams and on who stands in for whom."""
    doe = DOE.get(wat)
    if doe is None:
        raise Http404("Deze handeling bestaat niet.")
    form = (_make_forms(request.viewer, request.POST) | {"eind_lid": EindForm(request.POST)}).get(wat)
    form = form or EindForm(request.POST)
    if not form.is_valid():
        return _render(request, (wat, form), 422)
    try:
        with as_pagina():
            doe(request.viewer, form.cleaned_data)
    except ZaakError as fout:
        form.add_error(None, str(fout))
        return _render(request, (wat, form), 422)
    messages.success(request, "Vastgelegd.")
    return redirect("zaken:teams")


DOE: dict[str, Callable[[Viewer, dict[str, Any]], object]] = {
    "team": lambda viewer, v: record_team(viewer=viewer, **v),
    "lid": lambda viewer, v: record_teamlid(viewer=viewer, **v),
    "waarneming": lambda viewer, v: record_waarneming(viewer=viewer, **v),
    "eind_lid": lambda viewer, v: close_teamlid(viewer=viewer, teamlid_id=v["id"], per=klok.today()),
    "eind_waarneming": lambda viewer, v: close_waarneming(
        viewer=viewer, waarneming_id=v["id"], per=klok.today()
    ),
}
