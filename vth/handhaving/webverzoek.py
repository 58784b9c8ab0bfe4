"""Requests of third parties to enforce in the site: taken in at a site, put right when they turn out to be about something else; the zaak is where they are handled."""

import uuid
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vth.interface.inzage import note_rijen
from vth.interface.pagina import as_pagina
from vth.interface.vraag import Vraag
from vth.organisaties.selectors import list_namen as list_organisatienamen
from vth.register.selectors import BestaatNietError as RegisterBestaatNietError
from vth.register.selectors import get_bronobject, list_namen
from vth.tijd import klok
from vth.tijd.rules import Peilmoment
from vth.toegang.rules import ALLE_ORGANISATIES, Viewer
from vth.vormgeving.formvelden import make_dag, make_tekst
from vth.zaken.selectors import BestaatNietError
from vth.zaken.webformulier import Gedaan, handle_formulier

from .boeking import OVERTREDING
from .forms import GezienForm, Keuzes
from .verzoeken import (
    NieuwHandhavingsverzoek,
    Verzoekcorrectie,
    record_correctie,
    record_handhavingsverzoek,
)
from .verzoekpagina import Verzoekpagina, make_verzoekpagina, read_beslistermijn
from .web import FOUTEN, check_recht, do_act, make_kruimels


def make_vraagveld() -> forms.CharField:
    """Make the field for what is asked, when a request comes in and when it is put right."""
    return make_tekst(
        "Wat wordt er gevraagd?",
        verplicht=True,
        hoogstens=1000,
        regels=4,
        hint="Schrijf hier niet wie het vraagt.",
    )


class VerzoekForm(forms.Form):
    """What is asked, of whom and when."""

    organisatie = forms.ChoiceField(label="Organisatie")
    omschrijving = make_vraagveld()
    ontvangen_op = make_dag("Ontvangen op")

    def __init__(self, *args: Any, organisaties: list[tuple[str, str]], **kwargs: Any) -> None:
        """Offer the organisations of this viewer."""
        super().__init__(*args, **kwargs)
        self.fields["organisatie"].choices = organisaties  # type: ignore[attr-defined]


class CorrectieForm(GezienForm):
    """What a request turns out to be about and when it came, and why that is put right."""

    omschrijving = make_vraagveld()
    vthobject_id = forms.TypedChoiceField(label="Waar?", coerce=uuid.UUID)
    betrokkene_id = forms.TypedChoiceField(
        label="Wie zou de overtreding begaan?", coerce=uuid.UUID, required=False, empty_value=None
    )
    ontvangen_op = make_dag(
        "Ontvangen op", hint="Verandert u deze dag, dan wordt de termijn om te beslissen opnieuw berekend."
    )
    reden = make_tekst("Waarom verbetert u dit?", verplicht=True)

    def __init__(self, *args: Any, plekken: Keuzes, personen: Keuzes, **kwargs: Any) -> None:
        """Offer the places and who belongs there."""
        super().__init__(*args, **kwargs)
        self.fields["vthobject_id"].choices = plekken  # type: ignore[attr-defined]
        self.fields["betrokkene_id"].choices = [("", "niet bekend"), *personen]  # type: ignore[attr-defined]


@login_required
@require_safe
def show_verzoek(request: Vraag, verzoek_id: uuid.UUID) -> HttpResponse:
    """Show one request to enforce."""
    return _render(request, verzoek_id)


def _render(
    request: Vraag, verzoek_id: uuid.UUID, fout: tuple[str, forms.Form] | None = None, status: int = 200
) -> HttpResponse:
    """Show one request, with the form that puts it right."""
    with as_pagina(BestaatNietError):
        pagina = make_verzoekpagina(request.viewer, verzoek_id)
    note_rijen(request, "handhavingsverzoek.read", list(pagina.records))
    context = {
        "pagina": pagina,
        "forms": _make_forms(pagina) | ({fout[0]: fout[1]} if fout else {}),
        "hier": reverse("handhaving:verzoek", args=[verzoek_id]),
        "kruimels": make_kruimels((str(pagina.verzoek.verzoek), "")),
    }
    return render(request, "handhaving/verzoek.html", context, status=status)


def _make_forms(pagina: Verzoekpagina, data: Any = None) -> dict[str, forms.Form]:
    """Make the form, for who may put it right."""
    if not pagina.mag:
        return {}
    v = pagina.verzoek
    begin = {
        "gezien": len(pagina.versies),
        "omschrijving": v.omschrijving,
        "vthobject_id": str(v.vthobject_id),
        "betrokkene_id": str(v.betrokkene_id or ""),
        "ontvangen_op": v.ontvangen_op,
    }
    return {"verbeter": CorrectieForm(data, plekken=pagina.plekken, personen=pagina.personen, initial=begin)}


@login_required
@require_POST
def act_verzoek(request: Vraag, verzoek_id: uuid.UUID, wat: str) -> HttpResponse:
    """Put a request right."""
    with as_pagina(BestaatNietError):
        pagina = make_verzoekpagina(request.viewer, verzoek_id)

    def correct(viewer: Viewer, velden: dict[str, Any]) -> str:
        gezien, reden = velden.pop("gezien"), velden.pop("reden")
        verzoek = record_correctie(
            viewer=viewer,
            verzoek_id=verzoek_id,
            correctie=Verzoekcorrectie(**velden),
            reden=reden,
            gezien=gezien,
        )
        gezegd = "Het verzoek is verbeterd. Wat er stond, blijft te zien."
        if velden["ontvangen_op"] != pagina.verzoek.ontvangen_op:
            gezegd += f" Beslissen {read_beslistermijn(verzoek).uitkomst.samenvatting}."
        return gezegd

    return do_act(
        request,
        wat,
        _make_forms(pagina, request.POST),
        {"verbeter": correct},
        lambda fout, status: _render(request, verzoek_id, fout, status),
        reverse("handhaving:verzoek", args=[verzoek_id]),
    )


@login_required
@require_http_methods(["GET", "POST"])
def add_verzoek(request: Vraag, bronobject_id: uuid.UUID) -> HttpResponse:
    """Take in a request to enforce at a site."""
    viewer = request.viewer
    check_recht(viewer, OVERTREDING)
    with as_pagina(RegisterBestaatNietError):
        bronobject = get_bronobject(viewer, bronobject_id)
    note_rijen(request, "object.read", [bronobject])
    eigen = sorted(viewer.organisaties - {ALLE_ORGANISATIES})
    namen = list_organisatienamen(eigen, klok.today())
    form = VerzoekForm(
        request.POST or None,
        organisaties=[(c, namen.get(c, c)) for c in eigen],
        initial={"ontvangen_op": klok.today()},
    )

    def take_in(velden: dict[str, Any]) -> Gedaan:
        nieuw = NieuwHandhavingsverzoek(gebied=bronobject.gebied, vthobject_id=bronobject.pk, **velden)
        verzoek = record_handhavingsverzoek(viewer=viewer, nieuw=nieuw)
        return f"Het verzoek is ingeboekt als {verzoek.verzoek}; de beslistermijn loopt.", reverse(
            "handhaving:verzoek", args=[verzoek.pk]
        )

    naam = list_namen([bronobject], Peilmoment(klok.today(), klok.now()))[bronobject.pk]
    return handle_formulier(
        request,
        form,
        take_in,
        weigert=FOUTEN,
        titel=f"Verzoek om handhaving: {naam}",
        knop="Boek in",
        kruimels=make_kruimels(("Verzoek om handhaving", "")),
    )
