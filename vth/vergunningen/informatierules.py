"""Whether information on an activity was there in time, and what it means that something lacks (Bal, information duties). Pure."""

from dataclasses import dataclass
from datetime import date, timedelta

from vth.regelgeving.dagen import as_dagental
from vth.vormgeving.opmaak import format_datum


@dataclass(frozen=True)
class Informatieuitkomst:
    """How information stands: the last day on which it was in time, how many days after it came, and that in words."""

    uiterlijk: date | None
    dagen_te_laat: int
    uitleg: str

    @property
    def te_laat(self) -> bool:
        """Tell whether it came after the last day."""
        return self.dagen_te_laat > 0


def derive_informatie(begin_op: date | None, ontvangen_op: date, weken: int) -> Informatieuitkomst:
    """Work out whether information was there in time, for an activity that begins or changes on `begin_op`.

    The weeks are counted back from that day, so the Algemene termijnenwet does not move the last day. Without a day it
    cannot be said. Being late or incomplete stops nothing: the activity does not wait, but the duty is not met.
    """
    if begin_op is None:
        uitleg = "Er staat niet bij wanneer de activiteit begint of wijzigt. Of de informatie op tijd is, valt niet te zeggen."
        return Informatieuitkomst(None, 0, uitleg)
    uiterlijk = begin_op - timedelta(weeks=weken)
    regel = f"ten minste {weken} weken voor {format_datum(begin_op)}"
    dagen = max((ontvangen_op - uiterlijk).days, 0)
    if not dagen:
        return Informatieuitkomst(
            uiterlijk,
            0,
            f"De informatie kwam op {format_datum(ontvangen_op)} en is op tijd: zij moest er uiterlijk {format_datum(uiterlijk)} zijn, {regel}.",
        )
    return Informatieuitkomst(
        uiterlijk,
        dagen,
        f"De informatie kwam op {format_datum(ontvangen_op)}, {as_dagental(dagen)} te laat: zij moest er uiterlijk "
        f"{format_datum(uiterlijk)} zijn, {regel}. De activiteit hoeft er niet op te wachten; of dit reden is voor een controle of "
        "een gesprek, beoordeelt de toezichthouder.",
    )
