"""The days of a programme in the agenda: the last day of a contribution with a reminder before it, and the milestones of an owner."""

import uuid
from collections.abc import Iterable
from datetime import date, timedelta

from vth.agenda.rules import Ding, Punt
from vth.agenda.services import finish_agendapunten, replace_agendapunten, transfer_agendapunten
from vth.regelgeving.selectors import find_grond
from vth.tijd import klok

from .beeld import Deel, Programmabeeld
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
    titel = mijlpaal.versies.order_by("-volgnummer").values_list("titel", flat=True)[0]
    _put(mijlpaal.pk, titel, eigenaar or programma.organisatie, wanneer, stand)


def put_mijlpalen(programma: Programma, beeld: Programmabeeld, mijlpalen: Iterable[Deel]) -> None:
    """Put the last days of the milestones that are still to come in the agendas of their owners."""
    for deel in mijlpalen:
        plan = beeld.find_planning(deel.id)
        if plan and plan.wanneer.tot and plan.wanneer.tot >= klok.today():
            wie = beeld.find_partij(deel) or programma.organisatie
            _put(deel.id, deel.titel, wie, plan.wanneer, plan.stand)


def _put(id_: uuid.UUID, titel: str, wie: str, wanneer: Wanneer, stand: str) -> None:
    punten = (
        [Punt(MIJLPAAL, "termijn", wanneer.tot, f"Mijlpaal: {titel}", rol="onderwerpeigenaar")]
        if wanneer.tot and wanneer.tot >= klok.today() and stand not in (GEHAALD, OPNIEUW)
        else []
    )
    replace_agendapunten(ding=Ding(id_, wie, SOORT), namens=wie, punten=punten)


def move_eigenaar(programma: Programma, beeld: Programmabeeld, id_: uuid.UUID, partij: str) -> None:
    """Give the open days of a part that gets another owner to that owner: its milestones and what is still to be written of it.

    What hangs under it and names an owner of its own stays where it is. `beeld` is the programme as it was before.
    """
    boven = beeld.delen[id_]
    wie = partij or (beeld.find_partij(beeld.delen[boven.ouder]) if boven.ouder else "")
    onder = [id_, *_list_zonder_eigenaar(beeld, id_)]
    bijdragen = Bijdrage.objects.filter(programma=programma, onderdeel__in=onder, ronde__vergrendeld_op=None)
    dingen = [*onder, *bijdragen.values_list("pk", flat=True)]
    transfer_agendapunten(soort=SOORT, onderwerpen=dingen, naar=wie or programma.organisatie)


def _list_zonder_eigenaar(beeld: Programmabeeld, boven: uuid.UUID) -> list[uuid.UUID]:
    """List what hangs under a part at any depth without naming an owner of its own."""
    uit: list[uuid.UUID] = []
    for soort in ("onderwerp", "actie", "mijlpaal", "tryout", "onderzoek"):
        for deel in beeld.list_soort(soort, boven):
            if not deel.partij:
                uit += [deel.id, *_list_zonder_eigenaar(beeld, deel.id)]
    return uit


def clear_programma(programma: Programma) -> None:
    """Let nothing of a programme stand open in the agenda."""
    for dingen in (programma.onderdelen, Bijdrage.objects.filter(programma=programma)):
        finish_agendapunten(soort=SOORT, onderwerpen=dingen.values("pk"))


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
