"""The complaints and signals of the demo, by the same services that everybody uses; made once."""

from datetime import timedelta
from typing import Any

from vth.organisaties.selectors import make_viewer
from vth.register.models import VthObjectVoorkomen
from vth.tijd import klok
from vth.toegang.models import Gebruiker
from vth.toezicht.incidenten import record_incident
from vth.toezicht.models import Incidentsignaal
from vth.toezicht.signaalinvoer import Melder, NieuwIncident, NieuwSignaal
from vth.toezicht.signalen import assign_signaal, close_signaal, record_signaal

from .wereld import read_gegevens
from .zaken import DIENST

WIE, GEBIED = "veenrand-toezicht", "GM9901"


def make_signalen() -> int:
    """Take in the messages of the story and bring each as far as the story says, unless there are any; gives how many."""
    if Incidentsignaal.objects.filter(leverancier=DIENST).exists():
        return 0
    verhalen = read_gegevens("signalen")
    for verhaal in verhalen:
        _follow(_record(verhaal), verhaal)
    return len(verhalen)


def _record(verhaal: dict[str, Any]) -> Incidentsignaal:
    """Take one message in."""
    objecten = VthObjectVoorkomen.objects.believed().filter(
        naam=verhaal.get("object", ""), bronobject__leverancier=DIENST
    )
    site = objecten.first() if "object" in verhaal else None
    nieuw = NieuwSignaal(
        organisatie=DIENST,
        gebied=GEBIED,
        signaalsoort=verhaal["soort"],
        signaalcategorie=verhaal["categorie"],
        omschrijving=verhaal["tekst"],
        ontvangen_op=klok.now() - timedelta(hours=verhaal["uren"]),
        kanaal=verhaal["kanaal"],
        plek=verhaal["plek"],
        bij=site.bronobject_id if site else None,
        antwoorden=verhaal["antwoorden"],
        melder=Melder(**verhaal.get("melder", {})),
    )
    return record_signaal(viewer=_get_viewer(), nieuw=nieuw)


def _get_viewer() -> Any:
    """Give the viewer of the inspector of the demo."""
    return make_viewer(Gebruiker.objects.get(username=WIE), klok.today())


def _follow(signaal: Incidentsignaal, verhaal: dict[str, Any]) -> None:
    """Do with one message what the story says."""
    viewer, doe = _get_viewer(), verhaal.get("doe", "")
    if doe in ("neem", "incident"):
        assign_signaal(viewer=viewer, signaal_id=signaal.pk, naar=viewer.actor)
    if doe == "incident":
        nieuw = NieuwIncident(verhaal["incident"], incidenteffect=verhaal["effect"])
        record_incident(viewer=viewer, signaal_id=signaal.pk, nieuw=nieuw)
    if doe == "sluit":
        close_signaal(
            viewer=viewer,
            signaal_id=signaal.pk,
            afloop=verhaal["afloop"],
            toelichting=verhaal.get("waarom", ""),
            doorverwezen_naar=verhaal.get("naar", ""),
        )
