"""The blocks of a page that looks back: what of zaken, permits, controles and violations was there on the chosen day."""

from dataclasses import dataclass
from datetime import date

from vth.tijd import klok
from vth.tijd.rules import Peilmoment, derive_legal_day
from vth.vormgeving.onderdelen import NOG_NU
from vth.vormgeving.opmaak import format_datum

from .adres import add_peilmoment


@dataclass(frozen=True)
class Terugblik:
    """A moment that is looked back at: `peilmoment` is what a room is asked; on `dag` the state of its things is told."""

    peilmoment: Peilmoment
    dag: date

    def is_voorbij(self, moment: date | None) -> bool:
        """Tell whether something had ended on the day that is looked at; what has no end did not."""
        return moment is not None and moment <= self.dag


def derive_terugblik(peilmoment: Peilmoment) -> Terugblik | None:
    """Give the moment to look back at; None when it is now, or a day to come, of which no room can tell more than it knows now."""
    eerder_bekend = peilmoment.beschikbaar_op < klok.now() - NOG_NU
    if peilmoment.geldig_op >= klok.today() and not eerder_bekend:
        return None
    # What was known at a moment goes no further than that moment.
    return Terugblik(peilmoment, min(peilmoment.geldig_op, derive_legal_day(peilmoment.beschikbaar_op)))


def derive_blokadres(adres: str, terug: Terugblik | None) -> str:
    """Keep the reader in the day that is looked back at, on pages that can show another day."""
    return add_peilmoment(adres, terug.peilmoment) if terug else adres


def name_stand(peilmoment: Peilmoment) -> str:
    """Say behind the heading of a block of which day it tells: nothing when it is now."""
    terug = derive_terugblik(peilmoment)
    if terug is not None:
        return f"op {format_datum(terug.dag)}"
    return "zoals nu" if peilmoment.geldig_op != klok.today() else ""
