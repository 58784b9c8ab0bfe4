"""Which rules hold here in the site, and the norms beside voorschriften."""

import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from vth.interface.invoer import read_peilmoment
from vth.interface.inzage import note_rijen
from vth.interface.pagina import as_pagina
from vth.interface.vraag import Vraag
from vth.organisaties.selectors import list_namen
from vth.regelgeving.rules import ZEKERHEDEN
from vth.register.selectors import BestaatNietError
from vth.tijd import klok
from vth.tijd.rules import OPEN_DAG
from vth.toegang.rules import ALLE_ORGANISATIES, Viewer
from vth.vormgeving.onderdelen import Filterveld, Kolom
from vth.zaken.selectors import BestaatNietError as NormBestaatNietError

from .models import Norm
from .normen import RECHT, NieuweNorm, close_norm, record_norm
from .regelsvanpassing import list_normen, read_regelsvanpassing
from .rules import VergunningError

KOLOMMEN = (
    Kolom("soort", "Soort"),
    Kolom("norm", "Norm"),
    Kolom("omschrijving", "Wat zij vraagt"),
    Kolom("waar", "Waar"),
    Kolom("begin", "Geldt vanaf", "datum"),
)


class NormForm(forms.Form):
    """What is needed to record a norm."""

    organisatie = forms.ChoiceField(label="Organisatie")
    soort = forms.ChoiceField(label="Soort", choices=Norm.Soort.choices)
    regeling = forms.CharField(label="Regeling", max_length=200)
    artikel = forms.CharField(label="Artikel", max_length=60)
    omschrijving = forms.CharField(
        label="Wat zij vraagt", max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    gebied = forms.ChoiceField(label="Gemeente", required=False)
    bal_paragraaf = forms.CharField(
        label="Alleen bij paragraaf van hoofdstuk 3 Bal", max_length=20, required=False
    )
    begin_geldigheid = forms.DateField(
        label="Geldt vanaf", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    bron = forms.URLField(label="Adres van de tekst", max_length=500, required=False, assume_scheme="https")
    zekerheid = forms.ChoiceField(
        label="Hoe zeker is dit?", choices=[(z, z) for z in ZEKERHEDEN], initial="aanname"
    )

    def __init__(
        self, *args: Any, organisaties: list[tuple[str, str]], gebieden: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        """Offer what this viewer can choose."""
        super().__init__(*args, **kwargs)
        self.fields["organisatie"].choices = organisaties  # type: ignore[attr-defined]
        self.fields["gebied"].choices = [("", "overal"), *gebieden]  # type: ignore[attr-defined]


@login_required
@require_safe
def show_regels(request: Vraag, bronobject_id: str) -> HttpResponse:
    """Show which rules hold at a place or for an activity."""
    with as_pagina(BestaatNietError):
        peilmoment = read_peilmoment(request.GET)
        pagina = read_regelsvanpassing(request.viewer, bronobject_id, peilmoment)
    note_rijen(
        request, "regels.read", [*pagina.beeld.bronobjecten, *(v.vergunning for v in pagina.vergunningen)]
    )
    context = {
        "pagina": pagina,
        "peilmoment": peilmoment,
        "peilmoment_kiesbaar": True,
        "kolommen": KOLOMMEN,
        "normen": _make_rijen(pagina.normen),
        "kruimels": [
            ("Vergunningen", reverse("vergunningen:lijst")),
            (f"Regels voor {pagina.beeld.naam}", ""),
        ],
    }
    return render(request, "vergunningen/regels.html", context)


def _make_rijen(normen: Any) -> list[dict[str, Any]]:
    """Make the rows of norms."""
    namen = list_namen({n.gebied for n in normen if n.gebied}, klok.today())
    return [
        {
            "soort": n.get_soort_display(),
            "norm": str(n),
            "url": reverse("vergunningen:norm", args=[n.pk]),
            "omschrijving": n.omschrijving + (" (aanname)" if n.zekerheid == "aanname" else ""),
            "waar": namen.get(n.gebied, n.gebied) or "overal",
            "begin": n.begin_geldigheid,
        }
        for n in normen
    ]


@login_required
@require_http_methods(["GET", "POST"])
def show_normen(request: Vraag) -> HttpResponse:
    """Show the norms that hold today in the viewer's area, and record one."""
    viewer: Viewer = request.viewer
    gebieden = sorted(viewer.zicht.gebieden)[:400]
    eigen = sorted(viewer.organisaties - {ALLE_ORGANISATIES})
    namen = list_namen([*eigen, *gebieden], klok.today())
    keuzes = sorted(((c, namen.get(c, c)) for c in gebieden), key=lambda p: p[1].lower())
    form = NormForm(request.POST or None, organisaties=[(c, namen.get(c, c)) for c in eigen], gebieden=keuzes)
    if request.method == "POST" and form.is_valid():
        try:
            with as_pagina():
                norm = record_norm(viewer=viewer, nieuw=NieuweNorm(**form.cleaned_data))
        except VergunningError as fout:
            form.add_error(None, str(fout))
        else:
            messages.success(request, f"{norm} is vastgelegd.")
            return redirect("vergunningen:normen")
    gekozen = (request.GET.get("gebied") or "")[:10]
    normen = list_normen(klok.today(), gebieden=[gekozen] if gekozen else gebieden, paragrafen=None)
    context = {
        "kolommen": KOLOMMEN,
        "rijen": _make_rijen(normen),
        "velden": [Filterveld("gebied", "Gemeente", keuzes)],
        "form": form if RECHT in viewer.handelingen and eigen else None,
        "kruimels": [("Vergunningen", reverse("vergunningen:lijst")), ("Normen", "")],
    }
    return render(request, "vergunningen/normen.html", context, status=422 if form.errors else 200)


class NormeindForm(forms.Form):
    """From which day a norm holds no more."""

    eind = forms.DateField(
        label="Geldt niet meer vanaf", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


@login_required
@require_http_methods(["GET", "POST"])
def show_norm(request: Vraag, norm_id: uuid.UUID) -> HttpResponse:
    """Show one norm at its permanent address, and say from when it holds no more."""
    norm = Norm.objects.filter(pk=norm_id).first()
    if norm is None:
        raise Http404("Deze norm bestaat niet.")
    mag = RECHT in request.viewer.handelingen and norm.organisatie in request.viewer.organisaties
    form = NormeindForm(request.POST or None) if mag else None
    if form is not None and request.method == "POST" and form.is_valid():
        try:
            with as_pagina(NormBestaatNietError):
                close_norm(viewer=request.viewer, norm_id=norm_id, eind=form.cleaned_data["eind"])
        except VergunningError as fout:
            form.add_error(None, str(fout))
        else:
            messages.success(request, "Vastgelegd.")
            return redirect("vergunningen:norm", norm_id)
    namen = list_namen([c for c in (norm.gebied, norm.organisatie) if c], klok.today())
    context = {
        "norm": norm,
        "waar": namen.get(norm.gebied, norm.gebied) or "overal",
        "wie": namen.get(norm.organisatie, norm.organisatie),
        "eind": norm.eind_geldigheid if norm.eind_geldigheid < OPEN_DAG else None,
        "form": form,
        "kruimels": [
            ("Vergunningen", reverse("vergunningen:lijst")),
            ("Normen", reverse("vergunningen:normen")),
            (str(norm), ""),
        ],
    }
    return render(request, "vergunningen/norm.html", context, status=422 if form and form.errors else 200)
