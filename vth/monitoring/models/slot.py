"""The guard on what only grows, and the second lock: who may see a zelfbeoordeling stands in `Lezer`, the rest hangs to it."""

from collections.abc import Iterable

from django.db.models import Model

from vth.tijd.guard import Wachtdeel, make_vastlegging, register_wachtdelen
from vth.tijd.slot import ALLES_SQL, Slot, register_sloten
from vth.toegang.rules import derive_zicht_slot

from .beoordeling import (
    Bewijs,
    Lezer,
    Oordeel,
    Opgave,
    Toetsvraag,
    Zelfbeoordeling,
    Zelfbeoordelinggebeurtenis,
)
from .fusie import Openstelling
from .indicator import Indicatorstand, Indicatorwaarde
from .lijst import Lijst
from .plan import Plan, Planmaatregel, Planning, Plantoets

VAST: tuple[type[Model], ...] = (
    Zelfbeoordelinggebeurtenis,
    Opgave,
    Oordeel,
    Openstelling,
    Planning,
    Plantoets,
    Indicatorstand,
    Indicatorwaarde,
    Lijst,
)
DELEN: tuple[type[Model], ...] = (
    Zelfbeoordelinggebeurtenis,
    Opgave,
    Bewijs,
    Toetsvraag,
    Oordeel,
    Plan,
    Lijst,
)
VAN_PLAN: tuple[tuple[type[Model], type[Model], str], ...] = (
    (Planmaatregel, Plan, "plan_id"),
    (Plantoets, Plan, "plan_id"),
    (Planning, Planmaatregel, "planmaatregel_id"),
)


def list_wachtdelen(vendor: str) -> Iterable[Wachtdeel]:
    """Guard what must stay: acts, figures and verdicts only grow."""
    for vast in VAST:
        yield from make_vastlegging(vast, vendor)


def list_sloten() -> Iterable[Slot]:
    """Lock what belongs to one dienst."""
    lezer, heel = Lezer._meta.db_table, Zelfbeoordeling._meta.db_table
    yield Slot(lezer, derive_zicht_slot())
    yield Slot(Indicatorwaarde._meta.db_table, derive_zicht_slot())
    for tabel, via, sleutel in (
        (heel, f'"{lezer}" d WHERE d.zelfbeoordeling_id', "id"),
        *((model._meta.db_table, f'"{heel}" d WHERE d.id', "zelfbeoordeling_id") for model in DELEN),
        *(
            (model._meta.db_table, f'"{van._meta.db_table}" d WHERE d.id', sleutel)
            for model, van, sleutel in VAN_PLAN
        ),
    ):
        yield Slot(tabel, f'{ALLES_SQL} OR EXISTS (SELECT 1 FROM {via} = "{tabel}".{sleutel} OFFSET 0)')


register_wachtdelen(list_wachtdelen)
register_sloten(list_sloten)
