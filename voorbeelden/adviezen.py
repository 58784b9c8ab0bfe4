"""The advice of the demo, by the same services that everybody uses; what is there already is left alone."""

from datetime import date, timedelta
from typing import Any

from vth.organisaties.selectors import make_viewer
from vth.tijd import klok
from vth.toegang.models import Gebruiker
from vth.toegang.rules import Viewer
from vth.zaken.advies.rules import NieuwAdviesverzoek, Uitgebracht
from vth.zaken.advies.services import (
    record_adviesverzoek,
    record_herinnering,
    record_opvolging,
    record_uitgebracht,
    record_uitvoeringstoets,
)
from vth.zaken.models import Adviesverzoek, Zaak

from .wereld import read_gegevens
from .zaken import DIENST

VELDEN = ("richting", "adviessoort", "vraag", "partij", "partijnaam", "over")


def make_adviezen() -> int:
    """Ask the advice of the story that is not there yet, and bring each as far as the story says; gives how many."""
    gemaakt = 0
    for verhaal in read_gegevens("adviezen"):
        if Adviesverzoek.objects.filter(leverancier=DIENST, vraag=verhaal["vraag"]).exists():
            continue
        door = make_viewer(Gebruiker.objects.get(username=verhaal["door"]), klok.today())
        zaak = Zaak.objects.filter(leverancier=DIENST, omschrijving=verhaal.get("zaak", "")).first()
        nieuw = NieuwAdviesverzoek(
            gevraagd_op=_derive_dag(verhaal["dag"]),
            organisatie=DIENST,
            gebied=verhaal.get("gebied", ""),
            **{veld: verhaal[veld] for veld in VELDEN if veld in verhaal},
        )
        advies = record_adviesverzoek(viewer=door, nieuw=nieuw, zaak_id=zaak.pk if zaak else None)
        for stap in verhaal.get("stappen", ()):
            _do_stap(door, advies, stap)
        gemaakt += 1
    return gemaakt


def _derive_dag(geleden: int) -> date:
    """Give the day so many days ago."""
    return klok.today() - timedelta(days=geleden)


def _do_stap(door: Viewer, advies: Adviesverzoek, stap: dict[str, Any]) -> None:
    """Do one thing of the story."""
    dag = _derive_dag(stap["dag"])
    wie: dict[str, Any] = {"viewer": door, "advies_id": advies.pk}
    if stap["doe"] == "herinnering":
        record_herinnering(op=dag, reden=stap["reden"], **wie)
    elif stap["doe"] == "uitvoeringstoets":
        record_uitvoeringstoets(toets={v: (a[0], a[1]) for v, a in stap["toets"].items()}, **wie)
    elif stap["doe"] == "uitgebracht":
        record_uitgebracht(uit=Uitgebracht(dag, stap["strekking"], stap["advies"], {}), **wie)
    else:
        record_opvolging(opvolging=stap["opvolging"], op=dag, **wie)
