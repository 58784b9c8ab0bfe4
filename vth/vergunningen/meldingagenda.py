"""The waiting time of a melding in the agenda: until its last day the activity may not begin, so that somebody can look whether it did."""

from datetime import date, timedelta

from vth.agenda.dagtaken import Dagtaak
from vth.agenda.rules import Punt
from vth.agenda.services import replace_agendapunten, settle_agendapunten
from vth.tijd import klok
from vth.vormgeving.opmaak import format_datum

from .models import Melding

SOORT, SLEUTEL, ROL = "verzoek", "wachttijd", "toezichthouder"


def write_wachttijd(melding: Melding) -> None:
    """Put the last day of the waiting in the agenda, or take it out when nothing runs; inside the act that judged the melding."""
    begin, verzoek, punten = melding.begin_vanaf, melding.verzoek, []
    if begin is not None and begin > klok.today():
        titel = f"Melding {verzoek}: wachttijd, de activiteit mag beginnen op {format_datum(begin)}"
        punten = [Punt(SLEUTEL, "termijn", begin - timedelta(days=1), titel, rol=ROL)]
    replace_agendapunten(ding=verzoek, namens=verzoek.leverancier, punten=punten)


def update_wachttijden(na: date | None, op: date) -> int:
    """Take waiting times that are over out of the agenda: nobody has to do anything for that."""
    return settle_agendapunten(soort=SOORT, sleutel=SLEUTEL, voor=op)


DAGTAKEN = (
    Dagtaak("vergunningen.wachttijden", "wachttijden van meldingen die voorbij zijn", update_wachttijden),
)
