"""Requests of third parties to enforce in the site: taken in at a site; the zaak that opens is where they are handled."""

import uuid
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from vth.interface.inzage import note_rijen
from vth.interface.pagina import as_pagina
from vth.interface.vraag import Vraag
from vth.organisaties.selectors import list_namen as list_organisatienamen
from vth.register.selectors import BestaatNietError as RegisterBestaatNietError
from vth.register.selectors import get_bronobject, list_namen
from vth.tijd import klok
from vth.tijd.rules import Peilmoment
from vth.toegang.rules import ALLE_ORGANISATIES
from vth.vormgeving.formvelden import make_dag, make_tekst
from vth.zaken.webformulier import Gedaan, handle_formulier

from .boeking import OVERTREDING
from .verzoeken import NieuwHandhavingsverzoek, record_handhavingsverzoek
from .web import FOUTEN, check_recht, make_kruimels


class VerzoekForm(forms.Form):
    """What is asked, of whom and when."""

    organisatie = forms.ChoiceField(label="Organisatie")
    omschrijving = make_tekst(
        "Wat wordt er gevraagd?",
        verplicht=True,
        hoogstens=1000,
        regels=4,
        hint="Schrijf hier niet wie het vraagt.",
    )
    ontvangen_op = make_dag("Ontvangen op")

    def __init__(self, *args: Any, organisaties: list[tuple[str, str]], **kwargs: Any) -> None:
        """Offer the organisations of this viewer."""
        super().__init__(*args, **kwargs)
        self.fields["organisatie"].choices = organisaties  # type: ignore[attr-defined]


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
            "zaken:zaak", args=[verzoek.zaak_id]
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
