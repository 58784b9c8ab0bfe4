"""The guard on what only grows, and the second lock: who may see a zelfbeoordeling stands in `Lezer`, the rest hangs to it."""

from collections.abc import Iterable

from django.db.models import Model

from vth.tijd.guard import Wachtdeel, make_vastlegging, register_wachtdelen
from vth.tijd.slot import ALLES_SQL, Slot, register_sloten
from vth.toegang.rules import derive_zicht_slot

from .beoordeling import (
    Bewijs,
    Gebiedoordeel,
    Lezer,
    Oordeel,
    Opgave,
    Ronde,
    Toetsvraag,
    Zelfbeoordeling,
    Zelfbeoordelinggebeurtenis,
)
from .bewijs import Bewijsstuk, Bewijsversie, Visitatie, Visitatiebewijs, Visitatiebezoeker
from .fusie import Afstandenlijst, Dienstbeeld, Openstelling, Verkenning
from .indicator import Indicatorstand, Indicatorwaarde, Vastlegging
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
    Bewijsversie,
    Visitatiebewijs,
    Visitatiebezoeker,
    Gebiedoordeel,
    Afstandenlijst,
)
# Open to everybody who has an account, on purpose: they name nobody's figures, and the pages ask them without a filter. That a round runs, the map of the
# country, that a board opened the search (who explores must know with whom that can), the figures of the whole country, each real thing once, and that these
# were asked: which, over which period.
VOOR_IEDEREEN: tuple[type[Model], ...] = (Ronde, Dienstbeeld, Openstelling, Indicatorstand, Vastlegging)
# What has the four columns itself.
EIGEN: tuple[type[Model], ...] = (Lezer, Indicatorwaarde, Visitatiebezoeker, Afstandenlijst)
# What a published round tells of everybody, and what stays between the dienst, its participants and the ministry.
OPENBAAR: tuple[type[Model], ...] = (Opgave, Oordeel, Lijst, Gebiedoordeel)
BESLOTEN: tuple[type[Model], ...] = (Zelfbeoordelinggebeurtenis, Bewijs, Toetsvraag, Plan)
VAN_EEN_DING: tuple[tuple[type[Model], type[Model], str], ...] = (
    (Planmaatregel, Plan, "plan_id"),
    (Plantoets, Plan, "plan_id"),
    (Planning, Planmaatregel, "planmaatregel_id"),
    (Bewijsversie, Bewijsstuk, "bewijsstuk_id"),
    (Visitatiebewijs, Visitatie, "visitatie_id"),
)


def list_wachtdelen(vendor: str) -> Iterable[Wachtdeel]:
    """Guard what must stay: acts, figures and verdicts only grow."""
    for vast in VAST:
        yield from make_vastlegging(vast, vendor)


def list_sloten() -> Iterable[Slot]:
    """Lock what belongs to one dienst; of a published round who is in it, with verdicts, figures and lists, is open to all.

    A visit shows to who was visited, and as long as it stands to who came. A document shows to its dienst, and to who may see a self-assessment in which it is used; a search to who may see every dienst whose figures it holds.
    """
    lezer, heel, ronde = (model._meta.db_table for model in (Lezer, Zelfbeoordeling, Ronde))
    for model in EIGEN:
        yield Slot(model._meta.db_table, derive_zicht_slot())
    bij, kwam = Visitatie._meta.db_table, Visitatiebezoeker._meta.db_table
    was_er = f'EXISTS (SELECT 1 FROM "{kwam}" d WHERE d.visitatie_id = "{bij}".id OFFSET 0)'
    yield Slot(bij, f"{derive_zicht_slot()} OR (ingetrokken_op IS NULL AND {was_er})")
    stuk, bewijs, zoek = (model._meta.db_table for model in (Bewijsstuk, Bewijs, Verkenning))
    gebruikt = f'EXISTS (SELECT 1 FROM "{bewijs}" d WHERE d.bewijsstuk_id = "{stuk}".id OFFSET 0)'
    yield Slot(stuk, f"{derive_zicht_slot()} OR {gebruikt}")
    yield Slot(
        zoek,
        f"{ALLES_SQL} OR NOT EXISTS (SELECT 1 FROM jsonb_array_elements(grondslag -> 'diensten') r WHERE NOT EXISTS ("
        f'SELECT 1 FROM "{heel}" d WHERE d.ronde_id = "{zoek}".ronde_id AND d.dienst = r ->> \'code\'))',
    )
    gedeeld, openbaar = (
        f'"{lezer}" d WHERE d.zelfbeoordeling_id',
        f'"{ronde}" d WHERE d.gepubliceerd_op IS NOT NULL AND d.id',
    )
    yield Slot(
        heel,
        f'{ALLES_SQL} OR EXISTS (SELECT 1 FROM {gedeeld} = "{heel}".id OFFSET 0) '
        f'OR EXISTS (SELECT 1 FROM {openbaar} = "{heel}".ronde_id OFFSET 0)',
    )
    for tabel, via, sleutel in (
        *((model._meta.db_table, f'"{heel}" d WHERE d.id', "zelfbeoordeling_id") for model in OPENBAAR),
        *((model._meta.db_table, gedeeld, "zelfbeoordeling_id") for model in BESLOTEN),
        *(
            (model._meta.db_table, f'"{van._meta.db_table}" d WHERE d.id', sleutel)
            for model, van, sleutel in VAN_EEN_DING
        ),
    ):
        yield Slot(tabel, f'{ALLES_SQL} OR EXISTS (SELECT 1 FROM {via} = "{tabel}".{sleutel} OFFSET 0)')


register_wachtdelen(list_wachtdelen)
register_sloten(list_sloten)
