"""The guard on what only grows, and the second lock: who may see a programme stands in `Deelname`, the rest hangs to it."""

from collections.abc import Iterable

from django.db.models import Model

from vth.tijd.guard import Wachtdeel, make_vastlegging, register_wachtdelen
from vth.tijd.slot import ALLES_SQL, Slot, register_sloten
from vth.toegang.rules import derive_zicht_slot

from .inlezing import Inlezing, Tegenspraak, Voorstelregel
from .programma import (
    Deelname,
    Middel,
    Onderdeel,
    Onderdeelversie,
    Pijlerplanversie,
    Planning,
    Programma,
    Programmaversie,
)
from .ronde import Bijdrage, Bijdragetekst, Rapportageronde, Rondegebeurtenis, Statusoordeel

VAST: tuple[type[Model], ...] = (
    Bijdragetekst,
    Middel,
    Onderdeelversie,
    Pijlerplanversie,
    Planning,
    Programmaversie,
    Rondegebeurtenis,
    Statusoordeel,
)
VAN_PROGRAMMA: tuple[type[Model], ...] = (
    *VAST,
    Bijdrage,
    Inlezing,
    Onderdeel,
    Rapportageronde,
    Tegenspraak,
    Voorstelregel,
)


def list_wachtdelen(vendor: str) -> Iterable[Wachtdeel]:
    """Guard what must stay: what was said, planned, written and judged only grows."""
    for vast in VAST:
        yield from make_vastlegging(vast, vendor)


def list_sloten() -> Iterable[Slot]:
    """Lock what belongs to one programme."""
    deelname = Deelname._meta.db_table
    yield Slot(deelname, derive_zicht_slot())
    for tabel, sleutel in (
        (Programma._meta.db_table, "id"),
        *((model._meta.db_table, "programma_id") for model in VAN_PROGRAMMA),
    ):
        yield Slot(
            tabel,
            f'{ALLES_SQL} OR EXISTS (SELECT 1 FROM "{deelname}" d WHERE d.programma_id = "{tabel}".{sleutel} OFFSET 0)',
        )


register_wachtdelen(list_wachtdelen)
register_sloten(list_sloten)
