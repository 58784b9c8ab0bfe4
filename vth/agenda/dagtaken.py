"""Work of every day, that rooms have and `vth dagelijks` does: done once per day, and what was missed is caught up with.

A job is asked for all days after the last one it did, up to and with today, in one go: it is set-based, and its work is
that of what those days hold.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from vth.tijd import klok
from vth.toegang.claim import claim_alles

from .models import Dagtaakstand

# Does the work of the days after the first (none: from the beginning) up to and with the second; gives how much it did.
Werk = Callable[[date | None, date], int]


@dataclass(frozen=True)
class Dagtaak:
    """One job: its lasting name, what it does in words for who runs it, and the work."""

    naam: str
    titel: str
    doe: Werk


@dataclass(frozen=True)
class Dagverslag:
    """What a job did: nothing, when its day was done already."""

    titel: str
    aantal: int
    gedaan: bool


def run_dagtaken(taken: Iterable[Dagtaak], *, op: date) -> list[Dagverslag]:
    """Do every job up to and with a day, each in its own transaction; a job that fails keeps its day for the next time.

    Running twice does nothing the second time; two at once wait for each other.
    """
    return [run_dagtaak(taak, op=op) for taak in taken]


@transaction.atomic
def run_dagtaak(taak: Dagtaak, *, op: date) -> Dagverslag:
    """Do one job for all days that it has not done yet."""
    Dagtaakstand.objects.get_or_create(naam=taak.naam)
    stand = Dagtaakstand.objects.select_for_update().get(naam=taak.naam)
    if stand.gedaan_tot is not None and stand.gedaan_tot >= op:
        return Dagverslag(taak.titel, 0, gedaan=False)
    with claim_alles():
        aantal = taak.doe(stand.gedaan_tot, op)
    stand.gedaan_tot, stand.klaar_op, stand.aantal = op, klok.now(), aantal
    stand.save()
    return Dagverslag(taak.titel, aantal, gedaan=True)
