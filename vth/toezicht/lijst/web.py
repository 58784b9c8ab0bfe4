"""Checklists in the site: which there are, what one asks, trying one out, and taking in a version that an organisation wrote."""

import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from vth.begrippen.selectors import find_label
from vth.interface.pagina import as_pagina
from vth.interface.vraag import Vraag
from vth.organisaties.selectors import list_namen
from vth.tijd import klok
from vth.toegang.rules import ALLE_ORGANISATIES, Viewer
from vth.toezicht.models import Checklistversie
from vth.vormgeving.onderdelen import Kolom
from vth.zaken.selectors import BestaatNietError

from . import vorm
from .selectors import find_checklist, list_checklists
from .versies import RECHT, accept_checklistversie, close_checklistversie, get_versie, record_checklistversie
from .voorwaarde import KENMERKEN
from .voorwaardewoorden import KENMERKNAMEN, SEVESONAMEN, tell_voorwaarde
from .vorm import ANTWOORDNAMEN, Checklist, LijstError, list_antwoorden, make_checklist

KOLOMMEN = (
    Kolom("titel", "Checklist"),
    Kolom("versie", "Versie"),
    Kolom("vragen", "Vragen", "getal"),
    Kolom("van", "Van wie"),
    Kolom("staat", "Staat"),
    Kolom("vanaf", "Geldt vanaf", "datum"),
)
NORMNAMEN = {
    "bal": "Bal artikel",
    "paragraaf": "Bal paragraaf",
    "zorgplicht": "Zorgplicht",
    "voorschrift": "Voorschrift van de vergunning",
    "regel": "Regel",
}
GROOTSTE = 1_000_000


class ChecklistForm(forms.Form):
    """A version of a checklist that an organisation wrote."""

    organisatie = forms.ChoiceField(label="Organisatie")
    bestand = forms.FileField(
        label="Bestand (YAML)", help_text="Hoe u er een schrijft staat in de handleiding over checklists."
    )

    def __init__(self, *args: Any, organisaties: list[tuple[str, str]], **kwargs: Any) -> None:
        """Offer the organisations for which this viewer may do it."""
        super().__init__(*args, **kwargs)
        self.fields["organisatie"].choices = organisaties  # type: ignore[attr-defined]


@login_required
@require_safe
def list_alle(request: Vraag) -> HttpResponse:
    """List the checklists of the program and of organisations."""
    dag = klok.today()
    rijen = [
        {
            **_make_rij(li),
            "van": "Open VTH",
            "staat": "vastgesteld",
            "url": reverse("checklist:checklist", args=[li.code]),
        }
        for li in list_checklists(dag=dag)
    ]
    versies = list(Checklistversie.objects.order_by("organisatie", "titel", "-vastgelegd_op")[:500])
    namen = list_namen({v.organisatie for v in versies}, dag)
    for v in versies:
        url = reverse("checklist:versie", args=[v.pk])
        rij = _make_rij(make_checklist(v.inhoud))
        rijen.append(
            {
                **rij,
                "van": namen.get(v.organisatie, v.organisatie),
                "staat": v.get_staat_display(),
                "url": url,
            }
        )
    context = {
        "kolommen": KOLOMMEN,
        "rijen": rijen,
        "mag": bool(_list_eigen(request.viewer)),
        "kruimels": [("Checklists", "")],
    }
    return render(request, "toezicht/checklists.html", context)


def _make_rij(lijst: Checklist) -> dict[str, Any]:
    """Make one row."""
    aantal = sum(1 for _ in lijst.iter_vragen())
    return {"titel": lijst.titel, "versie": lijst.versie, "vragen": aantal, "vanaf": lijst.geldig_vanaf}


def _list_eigen(viewer: Viewer) -> list[tuple[str, str]]:
    """List the organisations for which a viewer may take in checklists."""
    if RECHT not in viewer.handelingen:
        return []
    eigen = sorted(viewer.organisaties - {ALLE_ORGANISATIES})
    namen = list_namen(eigen, klok.today())
    return [(code, namen.get(code, code)) for code in eigen]


@login_required
@require_safe
def show_checklist(request: Vraag, code: str) -> HttpResponse:
    """Show what a checklist of the program asks."""
    with as_pagina(LijstError):
        lijst = find_checklist(code, dag=klok.today())
    return _show(request, lijst, {"proef_url": reverse("checklist:proef", args=[code])})


@login_required
@require_http_methods(["GET", "POST"])
def show_versie(request: Vraag, versie_id: uuid.UUID) -> HttpResponse:
    """Show one version of an organisation's checklist, and establish or withdraw it."""
    fout = ""
    with as_pagina(BestaatNietError):
        versie = get_versie(versie_id)
        if request.method == "POST":
            handeling = (
                close_checklistversie if request.POST.get("wat") == "intrekken" else accept_checklistversie
            )
            try:
                handeling(viewer=request.viewer, versie_id=versie_id)
            except LijstError as geen:
                fout = str(geen)
            else:
                messages.success(request, "Vastgelegd.")
                return redirect("checklist:versie", versie_id)
    mag = RECHT in request.viewer.handelingen and versie.organisatie in request.viewer.organisaties
    context = {
        "versie": versie,
        "mag": mag,
        "fout": fout,
        "proef_url": reverse("checklist:versieproef", args=[versie_id]),
    }
    return _show(request, make_checklist(versie.inhoud), context)


def _show(request: Vraag, lijst: Checklist, erbij: dict[str, Any]) -> HttpResponse:
    """Show a checklist with, of each question, when it is asked, what it tests and what each answer proposes."""
    hoofdstukken = [
        {
            "titel": h.titel,
            "als": tell_voorwaarde(h.als, lijst) if h.als else "",
            "vragen": [describe_vraag(v, lijst) for v in h.vragen],
        }
        for h in lijst.hoofdstukken
    ]
    dag = klok.today()
    context = {
        "lijst": lijst,
        "aantal": sum(1 for _ in lijst.iter_vragen()),
        "hoofdstukken": hoofdstukken,
        "activiteiten": [find_label("bal_paragraaf", a, dag) for a in lijst.activiteiten],
        "objecttypen": [find_label("vthobject_subtype", o, dag) for o in lijst.objecttypen],
        "kruimels": [("Checklists", reverse("checklist:lijst")), (lijst.titel, "")],
        **erbij,
    }
    return render(request, "toezicht/checklist.html", context, status=422 if erbij.get("fout") else 200)


def describe_vraag(vraag: vorm.Vraag, lijst: Checklist) -> dict[str, Any]:
    """Say one question in words, for who reads a list before using it."""
    norm = vraag.norm
    gevolgen = [
        f"{vraag.keuzes.get(a) or ANTWOORDNAMEN.get(a, a)} → {find_label('resultaat_bevinding', vraag.bevinding[a].resultaat, klok.today())}"
        for a in list_antwoorden(vraag)
        if a in vraag.bevinding
    ]
    return {
        "vraag": vraag,
        "als": tell_voorwaarde(vraag.als, lijst) if vraag.als else "",
        "norm": _name_norm(norm) if norm else "",
        "zekerheid": norm.zekerheid if norm else "",
        "antwoorden": ", ".join(vraag.keuzes.values())
        if vraag.keuzes
        else str(vraag.soort).replace("_", " of "),
        "gevolgen": gevolgen,
    }


def _name_norm(norm: vorm.Norm) -> str:
    """Name a norm as the phone does: what kind it is, which, and what it is about."""
    delen = (f"{NORMNAMEN.get(norm.soort, norm.soort)} {norm.plaats}".strip(), norm.omschrijving)
    return ": ".join(filter(None, delen))


@login_required
@require_safe
def show_proef(request: Vraag, code: str = "", versie_id: uuid.UUID | None = None) -> HttpResponse:
    """Show a checklist as an inspector gets it, to fill in without keeping anything; `?inhoud` gives the list itself."""
    with as_pagina(LijstError, BestaatNietError):
        lijst = (
            make_checklist(get_versie(versie_id).inhoud)
            if versie_id
            else find_checklist(code, dag=klok.today())
        )
    terug = (
        reverse("checklist:versie", args=[versie_id])
        if versie_id
        else reverse("checklist:checklist", args=[code])
    )
    if "inhoud" in request.GET:
        return JsonResponse({"lijst": lijst.as_dict(), "dag": klok.today().isoformat()})
    context = {
        "lijst": lijst,
        "activiteiten": [(a, find_label("bal_paragraaf", a, klok.today())) for a in lijst.activiteiten],
        "objecttypen": [(o, find_label("vthobject_subtype", o, klok.today())) for o in lijst.objecttypen],
        "kenmerken": [(k, KENMERKNAMEN[k]) for k, w in KENMERKEN.items() if w == ("ja", "nee")],
        "drempels": [(w, SEVESONAMEN[w]) for w in KENMERKEN["seveso"]],
        "kruimels": [("Checklists", reverse("checklist:lijst")), (lijst.titel, terug), ("Proef", "")],
    }
    return render(request, "toezicht/checklistproef.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def add_versie(request: Vraag) -> HttpResponse:
    """Take in a version; what is wrong with it is listed with its place, and nothing is kept."""
    eigen = _list_eigen(request.viewer)
    form = ChecklistForm(request.POST or None, request.FILES or None, organisaties=eigen)
    fouten: list[str] = []
    if request.method == "POST" and form.is_valid():
        bestand = form.cleaned_data["bestand"]
        try:
            with as_pagina():
                versie = record_checklistversie(
                    viewer=request.viewer,
                    organisatie=form.cleaned_data["organisatie"],
                    tekst=bestand.read(GROOTSTE + 1),
                    bestandsnaam=bestand.name,
                )
        except LijstError as fout:
            fouten = str(fout).splitlines()
        else:
            messages.success(
                request, f"{versie} is opgenomen als concept. Probeer haar uit en stel haar vast."
            )
            return redirect("checklist:versie", versie.pk)
    context = {
        "form": form if eigen else None,
        "fouten": fouten,
        "kruimels": [("Checklists", reverse("checklist:lijst")), ("Nieuwe versie", "")],
    }
    return render(
        request, "toezicht/checklistnieuw.html", context, status=422 if fouten or form.errors else 200
    )
