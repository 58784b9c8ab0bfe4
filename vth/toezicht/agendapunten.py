"""The days of a controle in the agenda: when it is planned, by when it must be done, and by when what was wrong is put right."""

from vth.agenda.rules import Punt
from vth.agenda.services import replace_agendapunten

from .models import Bevinding, Controle
from .rules import OVERTREDEN

VOOR_BEZOEK = (Controle.Staat.GEPLAND, Controle.Staat.BEZIG)
ROL = "toezichthouder"


def write_agenda(controle: Controle) -> None:
    """Bring the agenda up to date with one controle, in the act that changed it."""
    replace_agendapunten(ding=controle, namens=controle.leverancier, punten=_list_punten(controle))


def _list_punten(controle: Controle) -> list[Punt]:
    """List the days of a controle that are still to come or were not met."""
    wat, voor = f"{controle.kenmerk} {controle.omschrijving}", controle.inspecteur
    punten = []
    if controle.staat in VOOR_BEZOEK:
        if controle.gepland_op:
            punten.append(Punt("gepland", "herinnering", controle.gepland_op, f"Controle: {wat}", ROL, voor))
        if controle.uiterlijk_op:
            punten.append(
                Punt(
                    "uiterlijk", "termijn", controle.uiterlijk_op, f"Uiterlijk controleren: {wat}", ROL, voor
                )
            )
    if controle.staat == Controle.Staat.AFGEROND:
        punten += [
            Punt(
                f"herstel:{b.pk}",
                "termijn",
                b.herstel_voor,
                f"Hersteld? {wat}, bevinding {b.volgnummer}",
                ROL,
                voor,
            )
            for b in _list_te_herstellen(controle)
            if b.herstel_voor
        ]
    return punten


def _list_te_herstellen(controle: Controle) -> list[Bevinding]:
    """List the violations with a day of repair that no later controle looked at yet."""
    if controle.hercontroles.exclude(staat=Controle.Staat.VERVALLEN).exists():
        return []
    rijen = Bevinding.objects.filter(controle=controle, resultaat=OVERTREDEN, ingetrokken_op=None)
    return list(rijen.exclude(herstel_voor=None))
