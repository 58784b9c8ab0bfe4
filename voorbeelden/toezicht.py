"""The visits of the demo, one after the other as they were done, by the same services that everybody uses.

What is there already is left alone. A visit is found back by its description and day.
"""

import uuid
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db import transaction

from vth.organisaties.selectors import make_viewer
from vth.register.models import Bronobject
from vth.tijd import klok
from vth.tijd.rules import Peilmoment
from vth.toegang.models import Gebruiker
from vth.toegang.rules import Viewer
from vth.toezicht.bevindingen import plan_hercontrole, record_bevinding
from vth.toezicht.invoer import Bezoek, NieuweBevinding, NieuweControle, Normkeuze
from vth.toezicht.models import Controle
from vth.toezicht.services import begin_controle, conclude_controle, record_controle
from vth.vergunningen.consolidatie import read_stand
from vth.vergunningen.models import Norm, Vergunning

from . import veldwerk
from .wereld import read_gegevens

VAST = ("onderwerp", "aandachtspunt", "resultaat", "bijzonderheden", "gevolg", "gedrag", "motivering")
Verhaal = Mapping[str, Any]


def make_controles() -> dict[str, Controle]:
    """Record the visits of the story when there are none yet; gives them by their name in the story."""
    if Controle.objects.exists():
        return {}
    gemaakt: dict[str, Controle] = {}
    for stuk in read_gegevens("toezicht")["controles"]:
        gemaakt[stuk["sleutel"]] = _make_controle(stuk, gemaakt)
    return gemaakt


@transaction.atomic
def _make_controle(stuk: Verhaal, eerdere: Mapping[str, Controle]) -> Controle:
    """Record one visit with all that was found, or nothing of it."""
    viewer = make_viewer(Gebruiker.objects.get(username=stuk["door"]), klok.today())
    controle = _plan(viewer, stuk, eerdere)
    if "dag" not in stuk:
        return controle
    dag = klok.today() - timedelta(days=stuk["dag"])
    begin_controle(viewer=viewer, controle_id=controle.pk, bezoek=Bezoek(controledatum=dag))
    for bevinding in stuk["bevindingen"]:
        nieuw = _make_bevinding(bevinding, dag)
        record_bevinding(viewer=viewer, controle_id=controle.pk, nieuw=nieuw)
    veldwerk.fill_checklist(viewer, controle, stuk.get("checklist"), dag)
    veldwerk.take_monsters(viewer, controle, stuk.get("monsters", ()), dag)
    bezoek = Bezoek(
        uitkomst=stuk["uitkomst"],
        gesproken_met=stuk.get("gesproken_met"),
        legitimatie_getoond=True,
        bevoegdheden=stuk.get("bevoegdheden"),
        bijzonderheden=stuk.get("bijzonderheden"),
    )
    controle = conclude_controle(viewer=viewer, controle_id=controle.pk, bezoek=bezoek)
    veldwerk.accept_uitslag(viewer, controle, stuk.get("uitslag"), dag)
    return controle


def _plan(viewer: Viewer, stuk: Verhaal, eerdere: Mapping[str, Controle]) -> Controle:
    """Plan a visit, or a re-inspection of an earlier one."""
    if vorige := stuk.get("hercontrole_van"):
        return plan_hercontrole(viewer=viewer, controle_id=eerdere[vorige].pk)
    dienst, soort, sleutel = stuk["bij"]
    plek = Bronobject.objects.get(leverancier=dienst, soort=soort, sleutel=sleutel)
    vandaag = klok.today()
    nieuw = NieuweControle(
        organisatie=dienst,
        gebied=plek.gebied,
        omschrijving=stuk["omschrijving"],
        controletype=stuk["controletype"],
        aanleiding=stuk["aanleiding"],
        grond=stuk["grond"],
        onderwerpen=[plek.pk],
        partners=stuk.get("partners", ()),
        inspecteur=viewer.actor,
        gepland_op=vandaag + timedelta(days=stuk["over"]) if "over" in stuk else None,
        uiterlijk_op=vandaag + timedelta(days=stuk["uiterlijk"]) if "uiterlijk" in stuk else None,
    )
    return record_controle(viewer=viewer, nieuw=nieuw)


def _make_bevinding(stuk: Verhaal, dag: Any) -> NieuweBevinding:
    """Make a finding of the story, with its norms as they stood that day."""
    herstel = stuk.get("herstel_na")
    return NieuweBevinding(
        **{k: stuk.get(k, "") for k in VAST},
        normen=[_find_norm(n, dag) for n in stuk["normen"]],
        herstel_voor=dag + timedelta(days=herstel) if herstel else None,
    )


def _find_norm(norm: Mapping[str, str], dag: Any) -> Normkeuze:
    """Find a norm of the story: a voorschrift by permit and number, a recorded norm, or an article as cited."""
    if "voorschrift" in norm:
        kenmerk, nummer = norm["voorschrift"].rsplit(" ", 1)
        vergunning = Vergunning.objects.get(kenmerk=kenmerk)
        return Normkeuze(voorschrift_id=_find_voorschrift(vergunning.pk, nummer, dag))
    if "norm" in norm:
        regeling, artikel = norm["norm"].rsplit(" ", 1)
        return Normkeuze(norm_id=Norm.objects.filter(regeling=regeling, artikel=artikel)[0].pk)
    return Normkeuze(citaat=norm["artikel"])


def _find_voorschrift(vergunning_id: uuid.UUID, nummer: str, dag: Any) -> uuid.UUID:
    """Find the voorschrift that had a number on a day."""
    stand = read_stand(vergunning_id, Peilmoment(dag, klok.now()))
    return next(r.voorschrift_id for r in stand if r.nummer == nummer)
