"""What becomes of one voorschrift, in the site: by a draft, as it should have been taken over, and on 1 January 2024."""

import uuid
from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from vth.interface.inzage import note_rijen
from vth.interface.pagina import as_pagina
from vth.interface.vraag import Vraag
from vth.tijd import klok
from vth.tijd.rules import Peilmoment
from vth.toegang.rules import Viewer
from vth.zaken.selectors import BestaatNietError

from . import mutatieforms, services
from .bereikvorm import Bereikvorm, make_bereikvormen
from .boeking import SCHRIJVEN, VASTSTELLEN
from .consolidatie import read_bereik, read_stand, read_standregels
from .controle import Mutatievoorstel
from .correcties import record_correctie
from .models import Mutatie, Toestemming, Vergunning
from .onderwerpkeuzes import read_onderwerpkeuzes
from .overgang import read_overgang, record_overgang
from .rules import GEWIJZIGD, VAN_KRACHT, VERVALLEN
from .selectors import get_mutatie, get_toestemming, get_vergunning
from .standaard import list_standaardversies
from .toestemmingpagina import derive_proefdag, list_keuzes, make_overganguitleg
from .web import make_kruimels, make_pad
from .webformulier import GECORRIGEERD, Gedaan, check_recht, handle_formulier


@login_required
@require_http_methods(["GET", "POST"])
def change_mutatie(request: Vraag, toestemming_id: uuid.UUID) -> HttpResponse:
    """Write what a draft does to one voorschrift; `voorschrift` in the address names one that stands or that it is about already."""
    with as_pagina(BestaatNietError):
        toestemming = get_toestemming(request.viewer, toestemming_id)
    check_recht(request, SCHRIJVEN)
    note_rijen(request, "toestemming.read", [toestemming.vergunning])
    adres = reverse("vergunningen:toestemming", args=[toestemming_id])
    dag = derive_proefdag(toestemming)
    begin = _make_begin(toestemming, request.GET.get("voorschrift", ""), dag)

    def put(velden: dict[str, Any]) -> Gedaan:
        voorstellen = _list_voorstellen(toestemming, velden["voorstel"])
        services.record_ontwerpen(
            viewer=request.viewer, toestemming_id=toestemming_id, voorstellen=voorstellen
        )
        return "Het voorschrift staat in het concept.", adres

    form = mutatieforms.MutatieForm(
        request.POST or None,
        **list_keuzes(toestemming, dag),
        standaarden=list_standaardversies(request.viewer),
        bereik=_make_bereikvorm(request.viewer, toestemming.vergunning, begin.pop("bereik", ())),
        initial=begin,
    )
    return handle_formulier(
        request,
        form,
        put,
        titel="Wat doet het besluit met een voorschrift?",
        knop="Zet in het concept",
        kruimels=make_kruimels((toestemming.kenmerk[:60], adres), ("Voorschrift", "")),
    )


def _list_voorstellen(toestemming: Toestemming, voorstel: Mutatievoorstel) -> list[Mutatievoorstel]:
    """Give what comes into a draft: what was asked, and that what it replaces lapses just as long and on the same condition."""
    oud = voorstel.vervangt_id
    if oud is None and voorstel.soort == VAN_KRACHT and voorstel.voorschrift_id:
        eigen = toestemming.ontwerp.filter(voorschrift_id=voorstel.voorschrift_id)
        paar = eigen.values_list("voorschrift__vervangt_id", flat=True).first()
        einden = toestemming.ontwerp.filter(soort=VERVALLEN).values_list("voorschrift_id", flat=True)
        oud = paar if paar in set(einden) else None
    if oud is None:
        return [voorstel]
    weg = Mutatievoorstel(
        VERVALLEN,
        voorschrift_id=oud,
        vanaf=voorstel.vanaf,
        tot=voorstel.tot,
        voorwaarde=voorstel.voorwaarde,
    )
    return [voorstel, weg]


def _make_begin(toestemming: Toestemming, voorschrift: str, dag: date) -> dict[str, Any]:
    """Fill the form with what the draft does to a voorschrift, or else with how that stands on the day of the draft.

    Of what the draft ends it is what stands, so that nothing of it is gone for who changes it after all.
    """
    try:
        id_ = uuid.UUID(voorschrift)
    except ValueError:
        return {}
    eigen = toestemming.ontwerp.filter(voorschrift_id=id_).first()
    if eigen is not None and eigen.soort != VERVALLEN:
        return mutatieforms.make_begin(eigen) | {"bereik": mutatieforms.list_bereik(eigen)}
    regels = read_standregels(toestemming.vergunning_id, [id_], Peilmoment(dag, klok.now()))
    if not regels:
        return mutatieforms.make_begin(eigen) if eigen else {}
    mutatie = Mutatie.objects.get(pk=regels[0].mutatie_id)
    nieuw: dict[str, Any] = {"soort": GEWIJZIGD, "vanaf": None, "tot": None, "voorwaarde": ""}
    if eigen is not None:
        nieuw = {veld: getattr(eigen, veld) for veld in nieuw}
    bereik = {"standaard": "", "bereik": mutatieforms.list_bereik(mutatie)}
    return mutatieforms.make_begin(mutatie) | nieuw | bereik


def _make_bereikvorm(viewer: Viewer, vergunning: Vergunning, al: Collection[uuid.UUID]) -> Bereikvorm:
    """Say for what a voorschrift can be: what is at the place, and what it is for already."""
    keuzes = read_onderwerpkeuzes(viewer, vergunning)
    return make_bereikvormen(viewer, [*keuzes.activiteiten, *keuzes.objecten], {"": al})[""]


@login_required
@require_http_methods(["GET", "POST"])
def correct_mutatie(request: Vraag, mutatie_id: int) -> HttpResponse:
    """Put right what was taken over wrongly from a decision."""
    with as_pagina(BestaatNietError):
        mutatie = get_mutatie(request.viewer, mutatie_id)
    check_recht(request, VASTSTELLEN)
    toestemming = mutatie.toestemming
    note_rijen(request, "toestemming.read", [toestemming.vergunning])

    def correct(velden: dict[str, Any]) -> Gedaan:
        record_correctie(
            viewer=request.viewer,
            mutatie_id=mutatie_id,
            voorstel=velden["voorstel"],
            reden=velden["reden"],
        )
        return GECORRIGEERD, reverse("vergunningen:voorschrift", args=[mutatie.voorschrift_id])

    form = mutatieforms.CorrectieForm(
        request.POST or None,
        **list_keuzes(toestemming, toestemming.ingangsdatum or klok.today()),
        bereik=_make_bereikvorm(request.viewer, toestemming.vergunning, mutatieforms.list_bereik(mutatie)),
        initial=mutatieforms.make_begin(mutatie),
    )
    return handle_formulier(
        request,
        form,
        correct,
        titel=f"Verbeter wat van {toestemming.kenmerk} is overgenomen",
        knop="Leg de correctie vast",
        kruimels=make_kruimels(
            (toestemming.kenmerk[:60], reverse("vergunningen:toestemming", args=[toestemming.pk])),
            ("Correctie", ""),
        ),
    )


@login_required
@require_http_methods(["GET", "POST"])
def add_overgang(request: Vraag, vergunning_id: uuid.UUID) -> HttpResponse:
    """Make the passage of a permit into the law of 1 January 2024 as a draft."""
    with as_pagina(BestaatNietError):
        vergunning = get_vergunning(request.viewer, vergunning_id)
    check_recht(request, SCHRIJVEN)
    note_rijen(request, "vergunning.read", [vergunning])
    stand = read_stand(vergunning.pk, Peilmoment(read_overgang()[0] - timedelta(days=1), klok.now()))
    records = read_onderwerpkeuzes(request.viewer, vergunning).activiteiten
    al = read_bereik(r.mutatie_id for r in stand)
    form = mutatieforms.OvergangForm(
        request.POST or None,
        voorschriften=[(str(r.voorschrift_id), f"{r.nummer} {r.titel}".strip()[:120]) for r in stand],
        records=records,
        bereik=make_bereikvormen(
            request.viewer, records, {str(r.voorschrift_id): al.get(r.mutatie_id, ()) for r in stand}
        ),
    )

    def pass_over(velden: dict[str, Any]) -> Gedaan:
        toestemming = record_overgang(
            viewer=request.viewer,
            vergunning_id=vergunning_id,
            keuzes=form.make_keuzes(),
            activiteiten=form.list_activiteiten(),
        )
        adres = reverse("vergunningen:toestemming", args=[toestemming.pk])
        zin = "De overgang staat als concept klaar. Controleer wat zij verandert, en stel haar vast."
        return zin, f"{adres}?op={read_overgang()[0].isoformat()}"

    return handle_formulier(
        request,
        form,
        pass_over,
        titel="Overgang naar de Omgevingswet op 1 januari 2024",
        knop="Maak het concept",
        kruimels=make_pad(vergunning, ("Overgang", "")),
        uitleg=make_overganguitleg(),
    )
