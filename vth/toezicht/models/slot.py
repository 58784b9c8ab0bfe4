"""The guard on what only grows, and the second lock: a controle by its own columns, what hangs to it by the controle."""

from collections.abc import Iterable

from django.db.models import Model

from vth.register.models import Bronobject
from vth.tijd.guard import Wachtdeel, make_vastlegging, register_wachtdelen
from vth.tijd.slot import ALLES_SQL, Slot, register_sloten
from vth.toegang.rules import derive_zicht_slot

from .bevinding import Bevinding, Bevindingbewijs, Bevindingnorm, Bevindingonderwerp
from .bodemenergie import Bodemenergiestand
from .controle import Controle, Controlegebeurtenis, Controleonderwerp, Veiligheidswaarschuwing
from .incident import Incident, Incidentsignaal, Signaaldocument, Signaalgebeurtenis, Signaalmelder
from .monster import Labbestand, Lablevering, Labmelding, Meetresultaat, Monster, Monsterovergave
from .ritme import Toezichtrisico, Verslagopenbaar, Vervaldag

BESCHERMD: tuple[type[Model], ...] = (
    Controle,
    Incident,
    Incidentsignaal,
    Veiligheidswaarschuwing,
    Lablevering,
    Vervaldag,
)
# What only grows, in every column.
VAST: tuple[type[Model], ...] = (Meetresultaat, Bodemenergiestand, Toezichtrisico)
VAN_EEN_DING: tuple[tuple[type[Model], type[Model], str], ...] = (
    (Controleonderwerp, Controle, "controle_id"),
    (Controlegebeurtenis, Controle, "controle_id"),
    (Bevinding, Controle, "controle_id"),
    (Bevindingnorm, Bevinding, "bevinding_id"),
    (Bevindingbewijs, Bevinding, "bevinding_id"),
    (Bevindingonderwerp, Bevinding, "bevinding_id"),
    (Signaalmelder, Incidentsignaal, "signaal_id"),
    (Signaaldocument, Incidentsignaal, "signaal_id"),
    (Signaalgebeurtenis, Incidentsignaal, "signaal_id"),
    (Monster, Controle, "controle_id"),
    (Monsterovergave, Monster, "monster_id"),
    (Meetresultaat, Monster, "monster_id"),
    (Labbestand, Lablevering, "levering_id"),
    (Labmelding, Lablevering, "levering_id"),
    (Verslagopenbaar, Controle, "controle_id"),
    (Toezichtrisico, Bronobject, "bronobject_id"),
    (Bodemenergiestand, Bronobject, "bronobject_id"),
)


def list_wachtdelen(vendor: str) -> Iterable[Wachtdeel]:
    """Guard what must stay: the acts on a controle and on a signal only grow; of why, the words can be erased."""
    for model in (Controlegebeurtenis, Signaalgebeurtenis):
        yield from make_vastlegging(model, vendor, leeg=("reden",))
    # A file of a laboratory goes with the visits that it has results of.
    yield from make_vastlegging(Lablevering, vendor, leeg=("bestandsnaam", "opmerkingen"))
    yield from make_vastlegging(Labbestand, vendor, leeg=("inhoud",))
    for vast in VAST:
        yield from make_vastlegging(vast, vendor)


def list_sloten() -> Iterable[Slot]:
    """Lock every table of this room."""
    for model in BESCHERMD:
        yield Slot(model._meta.db_table, derive_zicht_slot())
    for model, van, kolom in VAN_EEN_DING:
        tabel = model._meta.db_table
        ziet = f'EXISTS (SELECT 1 FROM "{van._meta.db_table}" d WHERE d.id = "{tabel}".{kolom} OFFSET 0)'
        yield Slot(tabel, f"{ALLES_SQL} OR {ziet}")


register_wachtdelen(list_wachtdelen)
register_sloten(list_sloten)
