"""How people read a delivery: its state, what must be done now, and what its checks are called; pure functions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from vth.begrippen.selectors import read_model
from vth.vormgeving.onderdelen import ToestandCode

from . import toetswoorden, verslag
from .models import Aanlevering

STATEN: dict[str, ToestandCode] = {
    Aanlevering.Staat.ONTVANGEN: "wacht",
    Aanlevering.Staat.BEZIG: "bezig",
    Aanlevering.Staat.WACHT: "aandacht",
    Aanlevering.Staat.VERWERKT: "goed",
    Aanlevering.Staat.GEWEIGERD: "fout",
    Aanlevering.Staat.MISLUKT: "fout",
}
VERSCHILLEN = (
    ("nieuw", "Nieuw"),
    ("gewijzigd", "Gewijzigd"),
    ("beeindigd", "Beëindigd"),
    ("niet_meer_aangeleverd", "Niet meer aangeleverd"),
    ("ongewijzigd", "Ongewijzigd"),
)
GROEPEN = {
    "bestand": "Bestand",
    "elk": "Nummers en perioden",
    "veld": "Velden",
    "relatie": "Verwijzingen",
    "verloop": "Vergeleken met de vorige keer",
}
# What every gegevensset has and no model names.
VASTE_VELDEN = {
    "sleutel": "Eigen nummer",
    "begin_geldigheid": "Geldig vanaf",
    "eind_geldigheid": "Geldig tot",
}
STIL_NA = timedelta(seconds=20)


@dataclass(frozen=True)
class Vervolg:
    """What must be done now with a delivery: one sentence what, one why, and whether somebody must act."""

    wat: str
    waarom: str = ""
    moet: bool = False


def get_toestand(aanlevering: Aanlevering) -> tuple[ToestandCode, str]:
    """Give the state of a delivery as code and word."""
    return STATEN[aanlevering.staat], aanlevering.get_staat_display()


def derive_vervolg(aanlevering: Aanlevering, *, bevindingen: int) -> Vervolg:
    """Say what must be done now. `bevindingen` is the number of lines of the report."""
    staat = Aanlevering.Staat
    geweigerd = int(aanlevering.tellingen.get("geweigerd") or 0)
    if aanlevering.staat in (staat.ONTVANGEN, staat.BEZIG):
        return Vervolg("U hoeft niets te doen.", "Het bestand wordt gelezen, getoetst en vastgelegd.")
    if aanlevering.staat == staat.WACHT:
        return Vervolg("Beslis of deze aanlevering mag doorgaan.", aanlevering.uitleg, moet=True)
    if aanlevering.staat == staat.GEWEIGERD:
        return Vervolg("Verbeter het bestand en lever het opnieuw aan.", aanlevering.uitleg, moet=True)
    if aanlevering.staat == staat.MISLUKT:
        waarom = f"{aanlevering.uitleg} Lever opnieuw aan, of vraag de beheerder van Open VTH om `vth aanleveringen verwerk`."
        return Vervolg("Aan uw bestand ligt het niet.", waarom, moet=True)
    if geweigerd:
        wat = "Verbeter de geweigerde rijen bij de bron en lever opnieuw aan."
        return Vervolg(wat, "Van die objecten houdt het register de vorige stand.", moet=True)
    if bevindingen:
        wat = "Bekijk de waarschuwingen. Verbeter wat niet klopt; aanvaard wat wel klopt."
        return Vervolg(wat, "Alle rijen zijn vastgelegd.")
    return Vervolg("U hoeft niets te doen.", "Alle rijen zijn vastgelegd en er is niets op te merken.")


def is_stil(aanlevering: Aanlevering, nu: datetime, *, wordt_gedaan: bool) -> bool:
    """Tell whether nothing is at work on a delivery that is not done: never started, or broken off halfway.

    `wordt_gedaan` is whether some process holds the lock for it.
    """
    if aanlevering.staat == Aanlevering.Staat.BEZIG:
        return not wordt_gedaan
    return aanlevering.staat == Aanlevering.Staat.ONTVANGEN and nu - aanlevering.ontvangen_op > STIL_NA


def list_verschillen(tellingen: Mapping[str, Any]) -> list[dict[str, Any]]:
    """List per gegevensset what the delivery did to the register, or would do while it waits."""
    return [
        {"gegevensset": get_gegevenssetnaam(naam), **dict(telling)}
        for naam, telling in (tellingen.get("verschil") or {}).items()
    ]


def get_gegevenssetnaam(gegevensset: str) -> str:
    """Give the name of a gegevensset: what its records are called, or empty for the file as a whole."""
    objecttype = read_model().get(gegevensset)
    return objecttype.meervoud if objecttype else gegevensset


def get_veldtitel(gegevensset: str, veld: str) -> str:
    """Give the Dutch title of a field or relation; the name itself when the model does not know it."""
    return verslag.get_veldtitel(read_model().get(gegevensset), veld)


def get_toetsnaam(toets: str) -> str:
    """Give what a check is called, behind the kind of check; its own id in words when it has no name."""
    groep, _, naam = toets.partition(".")
    kop = GROEPEN.get(groep) or (read_model()[groep].titel if groep in read_model() else groep)
    return f"{kop}: {toetswoorden.NAMEN.get(toets, naam.replace('_', ' '))}"


def count_per_ernst(tellingen: Iterable[Any]) -> dict[str, int]:
    """Add up the findings per weight."""
    som = {"blokkerend": 0, "waarschuwing": 0}
    for telling in tellingen:
        som[telling.ernst] = som.get(telling.ernst, 0) + telling.aantal
    return som
