"""How people read a terugmelding: its term in words, with the rule that it comes from."""

from typing import Literal, cast

from vth.regelgeving.rules import Grond
from vth.tijd.rules import AMSTERDAM
from vth.vormgeving.onderdelen import Termijn

from .models import Terugmelding
from .terugmeldingen import find_antwoordtermijn

Zekerheid = Literal["vastgesteld", "afgeleid", "aanname"]


def make_termijn(terugmelding: Terugmelding) -> Termijn:
    """Make the term within which a question is to be answered, by the rule of the day on which it was asked."""
    grond = find_antwoordtermijn(terugmelding.gemeld_op.astimezone(AMSTERDAM).date())
    reden = f"{name_termijn(grond)} na de melding"
    return Termijn(terugmelding.termijn, reden, zekerheid=cast("Zekerheid", grond.zekerheid))


def name_termijn(grond: Grond) -> str:
    """Write a term of a rule in words, as in `28 dagen`."""
    return f"{grond.waarde} {grond.eenheid}"
