"""The guard of this room: what was done stays as it was written, and goes only with a file that may be destroyed."""

from collections.abc import Iterable

from django.db.models import Model

from vth.tijd.guard import (
    Wachtdeel,
    make_postgres_trigger,
    make_sqlite_trigger,
    make_vastlegging,
    register_wachtdelen,
)

from .afdoening import Overdracht, Overdrachtuitkomst, Procesverbaal, Strafbeschikking, Strafweging
from .dossier import Dossierlid, Opsporingsdossier, Opsporingshandeling, Verdachte
from .logregel import Opsporingsanker, Opsporingslogregel

# In the order in which they can go.
DELEN: tuple[type[Model], ...] = (
    Overdrachtuitkomst,
    Overdracht,
    Procesverbaal,
    Strafbeschikking,
    Strafweging,
    Opsporingshandeling,
    Verdachte,
    Dossierlid,
)
VAST: tuple[type[Model], ...] = (Overdrachtuitkomst, Overdracht, Strafweging, Opsporingshandeling)
MELDING = "een opsporingsdossier gaat alleen weg als zijn bewaartermijn voorbij is"


def list_wachtdelen(vendor: str) -> Iterable[Wachtdeel]:
    """Guard all tables of this room."""
    yield from make_vastlegging(Opsporingslogregel, vendor, vrij=("volgnummer", "hash"))
    yield from make_vastlegging(Opsporingsanker, vendor)
    dossier = Opsporingsdossier._meta.db_table
    weg = f'NOT EXISTS (SELECT 1 FROM "{dossier}" d WHERE d.id = OLD.dossier_id AND d.vernietigd_op IS NOT NULL)'
    yield from _make(vendor, dossier, "wis", "DELETE", "OLD.vernietigd_op IS NULL", MELDING)
    for model in DELEN:
        yield from _make(vendor, model._meta.db_table, "wis", "DELETE", weg, MELDING)
    for model in VAST:
        for deel in make_vastlegging(model, vendor):
            if "_wacht_wijzig" in deel.naam:
                yield deel
    dicht = "OLD.gesloten_op IS NOT NULL"
    yield from _make(
        vendor,
        Procesverbaal._meta.db_table,
        "dicht",
        "UPDATE",
        dicht,
        "een gesloten proces-verbaal verandert niet",
    )
    zegel = "OLD.volgnummer IS NOT NULL"
    yield from _make(
        vendor,
        Opsporingslogregel._meta.db_table,
        "zegel",
        "UPDATE",
        zegel,
        "een verzegelde regel wordt nooit gewijzigd",
    )


def _make(vendor: str, tabel: str, naam: str, moment: str, voorwaarde: str, melding: str) -> list[Wachtdeel]:
    """Make one refusal in the way of this database."""
    if vendor == "sqlite":
        return [make_sqlite_trigger(tabel, naam, moment, voorwaarde, melding)]
    return make_postgres_trigger(tabel, naam, moment, voorwaarde, melding)


register_wachtdelen(list_wachtdelen)
