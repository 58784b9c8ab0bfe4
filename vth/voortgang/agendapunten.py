"""The days of a programme in the agenda: the last day of a contribution with a reminder before it, and the milestones of an owner."""

from datetime import date, timedelta

from vth.agenda.rules import Ding, Punt
from vth.agenda.services import replace_agendapunten
from vth.regelgeving.selectors import find_grond
from vth.tijd import klok

from .models import Bijdrage, Onderdeel, Programma, Rapportageronde
from .rules import GEHAALD, OPNIEUW, TE_SCHRIJVEN
from .wanneer import Wanneer

SOORT = "programma"
BIJDRAGE, MIJLPAAL = "bijdrage", "mijlpaal"
REGEL = "voortgang.herinnering"


def put_mijlpaal(
    programma: Programma, mijlpaal: Onderdeel, eigenaar: str, wanneer: Wanneer, stand: str
) -> None:
    """Put the last day of a milestone in the agenda of its owner; nothing where there is no day to come."""
    wie = eigenaar or programma.organisatie
    titel = mijlpaal.versies.order_by("-volgnummer").values_list("titel", flat=True)[0]
    punten = (
        [Punt(MIJLPAAL, "termijn", wanneer.tot, f"Mijlpaal: {titel}", rol="onderwerpeigenaar")]
        if wanneer.tot and wanneer.tot >= klok.today() and stand not in (GEHAALD, OPNIEUW)
        else []
    )
    replace_agendapunten(ding=Ding(mijlpaal.pk, wie, SOORT), namens=wie, punten=punten)


def put_bijdrage(
    programma: Programma, ronde: Rapportageronde, bijdrage: Bijdrage, titel: str, partij: str
) -> None:
    """Put the last day to hand in, with a reminder before it, in the agenda of who writes; nothing once it was handed in."""
    wie = partij or programma.organisatie
    punten = []
    if bijdrage.stand in TE_SCHRIJVEN and ronde.stand == Rapportageronde.Stand.OPEN:
        laatste = ronde.indienen_voor - timedelta(days=1)
        zin = f"{ronde.naam}: bijdrage over {titel}"
        dagen = _count_dagen(ronde.indienen_voor)
        punten = [
            Punt("herinnering", "herinnering", laatste - timedelta(days=dagen), zin, rol="onderwerpeigenaar"),
            Punt("indienen", "termijn", laatste, zin, rol="onderwerpeigenaar"),
        ]
    replace_agendapunten(ding=Ding(bijdrage.pk, wie, SOORT), namens=wie, punten=punten)


def _count_dagen(dag: date) -> int:
    return int(find_grond(REGEL, geldig_op=dag).waarde)
