"""The guard on what only grows, and the second lock: a thing by its own columns, what hangs to it by the thing."""

from collections.abc import Iterable

from django.db.models import Model

from vth.register.models import Bronobject
from vth.tijd.guard import Wachtdeel, make_vastlegging, register_wachtdelen
from vth.tijd.slot import ALLES_SQL, Slot, register_sloten
from vth.toegang.rules import derive_zicht_slot

from .besluit import (
    Besluit,
    Besluitonderwerp,
    Besluitversie,
    Goedkeuring,
    Goedkeuringsopmerking,
    Overweging,
    Rechtsmiddelprocedure,
)
from .brief import Brief, Briefsjabloonversie
from .document import Document, Documentontvangst, Documenttekst, Documentversie
from .termijn import Termijngebeurtenis, Zaaktermijn
from .zaak import (
    Verzoek,
    Verzoekonderwerp,
    Zaak,
    Zaakgebeurtenis,
    Zaakonderwerp,
    Zaakrelatie,
    Zaaksoortversie,
)

ONDERWERPEN: tuple[tuple[type[Model], type[Model], str], ...] = (
    (Zaakonderwerp, Zaak, "zaak_id"),
    (Verzoekonderwerp, Verzoek, "verzoek_id"),
    (Besluitonderwerp, Besluit, "besluit_id"),
)
VAN_EEN_DING: tuple[tuple[type[Model], type[Model], str], ...] = (
    (Zaakgebeurtenis, Zaak, "zaak_id"),
    (Zaaktermijn, Zaak, "zaak_id"),
    (Termijngebeurtenis, Zaaktermijn, "termijn_id"),
    (Overweging, Besluit, "besluit_id"),
    (Besluitversie, Besluit, "besluit_id"),
    (Rechtsmiddelprocedure, Besluit, "besluit_id"),
    (Goedkeuring, Besluit, "besluit_id"),
    (Goedkeuringsopmerking, Besluit, "besluit_id"),
    (Documentversie, Document, "document_id"),
    (Documenttekst, Documentversie, "documentversie_id"),
    (Brief, Documentversie, "documentversie_id"),
)


GROEIT: tuple[tuple[type[Model], tuple[str, ...]], ...] = (
    (Zaaksoortversie, ()),
    (Zaakgebeurtenis, ("reden",)),
    (Termijngebeurtenis, ("reden",)),
    (Besluitversie, ("tekst",)),
    (Goedkeuringsopmerking, ("tekst",)),
    (Documentversie, ("bestandsnaam", "naam_gegeven", "reden")),
    (Briefsjabloonversie, ()),
    (Brief, ("herkomst",)),
)


def list_wachtdelen(vendor: str) -> Iterable[Wachtdeel]:
    """Guard what must stay: acts, events of terms, versions of texts and definitions only grow.

    What somebody wrote in them may be emptied, when the zaak is destroyed (`bewaring`), and never be changed.
    """
    for model, leeg in GROEIT:
        yield from make_vastlegging(model, vendor, leeg=leeg)


def list_sloten() -> Iterable[Slot]:
    """Lock every table of this room that tells of one thing; a relation shows only to who may see both sides."""
    dingen: tuple[type[Model], ...] = (Zaak, Verzoek, Besluit, Document, Documentontvangst)
    for ding in dingen:
        yield Slot(ding._meta.db_table, derive_zicht_slot())
    for model, van, kolom in VAN_EEN_DING:
        yield Slot(model._meta.db_table, f"{ALLES_SQL} OR {_ziet(model, van, kolom)}")
    for model, van, kolom in ONDERWERPEN:
        beide = f"{_ziet(model, van, kolom)} AND {_ziet(model, Bronobject, 'bronobject_id')}"
        yield Slot(model._meta.db_table, f"{ALLES_SQL} OR ({beide})")
    beide = f"{_ziet(Zaakrelatie, Zaak, 'van_id')} AND {_ziet(Zaakrelatie, Zaak, 'naar_id')}"
    yield Slot(Zaakrelatie._meta.db_table, f"{ALLES_SQL} OR ({beide})")


def _ziet(model: type[Model], van: type[Model], kolom: str) -> str:
    """Write that the thing a row belongs to may be seen."""
    return f'EXISTS (SELECT 1 FROM "{van._meta.db_table}" d WHERE d.id = "{model._meta.db_table}".{kolom} OFFSET 0)'


register_wachtdelen(list_wachtdelen)
register_sloten(list_sloten)
