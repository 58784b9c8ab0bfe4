"""Closed zaken of the demo for the archivist, by the same services that everybody uses; what is there already is left alone."""

from datetime import timedelta
from typing import Any

from vth.organisaties.selectors import make_viewer
from vth.register.models import VthObjectVoorkomen
from vth.tijd import klok
from vth.toegang.models import Gebruiker
from vth.toegang.rules import Viewer
from vth.zaken.bewaring.services import record_uitzondering
from vth.zaken.controle import NieuweZaak, Over
from vth.zaken.models import Zaak
from vth.zaken.services import open_zaak, record_stap

from .wereld import read_gegevens
from .zaken import DIENST


def make_bewaarzaken() -> int:
    """Open and close the zaken of the story that are not there yet; gives how many."""
    gemaakt = 0
    for verhaal in read_gegevens("bewaring"):
        if Zaak.objects.filter(leverancier=DIENST, omschrijving=verhaal["zaak"]).exists():
            continue
        zaak = _open(_get_viewer(verhaal["door"]), verhaal)
        if anders := verhaal.get("uitzondering"):
            record_uitzondering(
                viewer=_get_viewer(anders["door"]),
                zaak_id=zaak.pk,
                soort=anders["soort"],
                reden=anders["reden"],
            )
        gemaakt += 1
    return gemaakt


def _get_viewer(gebruikersnaam: str) -> Viewer:
    """Give the viewer of a demo account."""
    return make_viewer(Gebruiker.objects.get(username=gebruikersnaam), klok.today())


def _open(door: Viewer, verhaal: dict[str, Any]) -> Zaak:
    """Open one zaak and close it, both long ago."""
    begin, eind = (klok.today() - timedelta(days=verhaal[d]) for d in ("begin", "eind"))
    site = (
        VthObjectVoorkomen.objects.believed()
        .filter(naam=verhaal["object"], bronobject__leverancier=DIENST)
        .first()
    )
    nieuw = NieuweZaak(
        verhaal["soort"],
        organisatie=DIENST,
        gebied=verhaal["gebied"],
        omschrijving=verhaal["zaak"],
        startdatum=begin,
        onderwerpen=[Over(site.bronobject_id, "vthobject")] if site else [],
    )
    zaak = open_zaak(viewer=door, nieuw=nieuw)
    return record_stap(
        viewer=door, zaak_id=zaak.pk, handeling="sluit", resultaat=verhaal["resultaat"], dag=eind
    )
