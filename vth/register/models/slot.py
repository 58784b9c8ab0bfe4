"""The second lock on the register (`tijd.slot`): a record by its own columns, all that hangs to it by the record."""

from collections.abc import Iterable

from vth.tijd.slot import ALLES_SQL, Slot, register_sloten
from vth.toegang.rules import derive_zicht_slot

from .betrokkene import (
    NatuurlijkPersoonVoorkomen,
    NietNatuurlijkPersoonVoorkomen,
    Persoonsgegeven,
    Pseudoniemsleutel,
    VestigingVoorkomen,
)
from .bronobject import Bronobject, Leverstatus, Relatie, Toewijzing, Zichtwijziging
from .controle import (
    BevindingVoorkomen,
    ControleVoorkomen,
    IncidentsignaalVoorkomen,
    IncidentVoorkomen,
)
from .handhaving import (
    HandhavingsmaatregelVoorkomen,
    HandhavingsverzoekVoorkomen,
    OvertredingVoorkomen,
)
from .object import (
    ActiviteitmeldingVoorkomen,
    ActiviteituitvoeringVoorkomen,
    GeoObjectVoorkomen,
    ToestemmingVoorkomen,
    VthObjectVoorkomen,
)
from .plekcel import Plekcel

# By the record that they are about. The tables that a condition reads are locked themselves: it sees what may be seen.
VAN_EEN_RECORD = (
    VthObjectVoorkomen,
    ActiviteituitvoeringVoorkomen,
    GeoObjectVoorkomen,
    VestigingVoorkomen,
    NietNatuurlijkPersoonVoorkomen,
    NatuurlijkPersoonVoorkomen,
    ToestemmingVoorkomen,
    ActiviteitmeldingVoorkomen,
    ControleVoorkomen,
    BevindingVoorkomen,
    IncidentVoorkomen,
    IncidentsignaalVoorkomen,
    OvertredingVoorkomen,
    HandhavingsmaatregelVoorkomen,
    HandhavingsverzoekVoorkomen,
    Leverstatus,
    Toewijzing,
    Zichtwijziging,
)


def list_sloten() -> Iterable[Slot]:
    """Lock every table that tells of a record; a relation shows only to who may see both sides."""
    bron = Bronobject._meta.db_table
    # With OFFSET 0 each row asks for its own record; else PostgreSQL may first gather all that the viewer sees.
    ziet = f'EXISTS (SELECT 1 FROM "{bron}" b WHERE b.id = {{}} OFFSET 0)'
    for tabel in (bron, Plekcel._meta.db_table):
        yield Slot(tabel, derive_zicht_slot())
    for model in VAN_EEN_RECORD:
        tabel = model._meta.db_table
        yield Slot(tabel, f"{ALLES_SQL} OR {ziet.format(_name(tabel, 'bronobject_id'))}")
    relatie = Relatie._meta.db_table
    kanten = " AND ".join(ziet.format(_name(relatie, kant)) for kant in ("van_id", "naar_id"))
    yield Slot(relatie, f"{ALLES_SQL} OR ({kanten})")
    gegeven, persoon = Persoonsgegeven._meta.db_table, NatuurlijkPersoonVoorkomen._meta.db_table
    yield Slot(
        gegeven,
        f'{ALLES_SQL} OR EXISTS (SELECT 1 FROM "{persoon}" v WHERE v.persoonsgegeven_id = "{gegeven}".id OFFSET 0)',
    )
    yield Slot(Pseudoniemsleutel._meta.db_table, ALLES_SQL)


def _name(tabel: str, kolom: str) -> str:
    """Write the SQL name of a column of the locked table."""
    return f'"{tabel}".{kolom}'


register_sloten(list_sloten)
