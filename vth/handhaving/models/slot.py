"""The guard on what only grows, and the second lock: what is protected by its own columns, the rest by what it hangs to."""

from collections.abc import Iterable

from django.db.models import Model

from vth.tijd.guard import Wachtdeel, make_vastlegging, register_wachtdelen
from vth.tijd.slot import ALLES_SQL, Slot, register_sloten
from vth.toegang.rules import derive_zicht_slot

from .bestuursdwang import Bestuursdwang, Kostenregel
from .geld import Betaling, Invorderingshandeling, Verbeurte
from .lastloop import Lastbedrag, Lastschorsing, Lasttermijn, Lastverzoek, Lastverzoekbesluit, Lastverzoekdag
from .maatregel import (
    Last,
    Lastadressaat,
    Maatregel,
    Maatregelgebeurtenis,
    Maatregelovertreding,
)
from .overtreding import (
    Afweging,
    Handhavingsverzoek,
    Handhavingsverzoekversie,
    Overtreder,
    Overtreding,
    Overtredingsbevinding,
    Overtredingsgebeurtenis,
    Overtredingsnorm,
    Overtredingsonderwerp,
    Verzoekovertreding,
)
from .vervolg import Vervolgbesluit, Vervolguitvoering, Vervolgverbeurte, Vervolgwacht

BESCHERMD: tuple[type[Model], ...] = (Overtreding, Handhavingsverzoek, Maatregel, Verbeurte)
# What only grows, and which of its words can be emptied when the file goes.
WOORDEN: dict[type[Model], tuple[str, ...]] = {
    Overtredingsgebeurtenis: ("reden",),
    Maatregelgebeurtenis: ("reden",),
    Afweging: (
        "gevolg_grond",
        "gedrag_grond",
        "bewijzen",
        "aspecten",
        "overleg",
        "verworpen",
        "motivering",
        "afwijking",
        "zonder_waarschuwing",
    ),
    Invorderingshandeling: ("toelichting",),
    Betaling: ("reden",),
    Lastschorsing: ("kenmerk", "reden"),
    Lasttermijn: ("kenmerk", "motivering"),
    Lastverzoek: ("toelichting",),
    Lastverzoekdag: ("reden",),
    Lastverzoekbesluit: ("kenmerk", "motivering"),
    Lastbedrag: (),
    Bestuursdwang: ("omschrijving",),
    Kostenregel: ("omschrijving",),
    Vervolgbesluit: (),
    Vervolguitvoering: (),
    Vervolgverbeurte: (),
    Handhavingsverzoekversie: ("omschrijving", "betrokkene", "reden"),
}
VAN_EEN_DING: tuple[tuple[type[Model], type[Model], str, str], ...] = (
    (Overtredingsbevinding, Overtreding, "overtreding_id", "id"),
    (Overtredingsnorm, Overtreding, "overtreding_id", "id"),
    (Overtreder, Overtreding, "overtreding_id", "id"),
    (Overtredingsonderwerp, Overtreding, "overtreding_id", "id"),
    (Overtredingsgebeurtenis, Overtreding, "overtreding_id", "id"),
    (Afweging, Overtreding, "overtreding_id", "id"),
    (Verzoekovertreding, Handhavingsverzoek, "handhavingsverzoek_id", "id"),
    (Handhavingsverzoekversie, Handhavingsverzoek, "handhavingsverzoek_id", "id"),
    (Maatregelovertreding, Maatregel, "maatregel_id", "id"),
    (Maatregelgebeurtenis, Maatregel, "maatregel_id", "id"),
    (Last, Maatregel, "maatregel_id", "id"),
    (Lastadressaat, Last, "last_id", "maatregel_id"),
    (Lastschorsing, Last, "last_id", "maatregel_id"),
    (Lasttermijn, Last, "last_id", "maatregel_id"),
    (Lastverzoek, Last, "last_id", "maatregel_id"),
    (Lastverzoekdag, Lastverzoek, "verzoek_id", "id"),
    (Lastverzoekbesluit, Lastverzoek, "verzoek_id", "id"),
    (Lastbedrag, Lastadressaat, "adressaat_id", "id"),
    (Bestuursdwang, Last, "last_id", "maatregel_id"),
    (Kostenregel, Bestuursdwang, "bestuursdwang_id", "id"),
    (Invorderingshandeling, Verbeurte, "verbeurte_id", "id"),
    (Betaling, Verbeurte, "verbeurte_id", "id"),
    (Vervolgbesluit, Maatregel, "maatregel_id", "id"),
    (Vervolguitvoering, Vervolgbesluit, "vervolgbesluit_id", "besluit_id"),
    (Vervolgwacht, Vervolgbesluit, "vervolgbesluit_id", "besluit_id"),
    (Vervolgverbeurte, Verbeurte, "verbeurte_id", "id"),
)


def list_wachtdelen(vendor: str) -> Iterable[Wachtdeel]:
    """Guard what must stay: acts, weighings and money only grow; of why, the words can be erased."""
    for model, leeg in WOORDEN.items():
        yield from make_vastlegging(model, vendor, leeg=leeg)


def list_sloten() -> Iterable[Slot]:
    """Lock every table of this room."""
    for model in BESCHERMD:
        yield Slot(model._meta.db_table, derive_zicht_slot())
    for model, van, kolom, sleutel in VAN_EEN_DING:
        tabel = model._meta.db_table
        ziet = (
            f'EXISTS (SELECT 1 FROM "{van._meta.db_table}" d WHERE d.{sleutel} = "{tabel}".{kolom} OFFSET 0)'
        )
        yield Slot(tabel, f"{ALLES_SQL} OR {ziet}")


register_wachtdelen(list_wachtdelen)
register_sloten(list_sloten)
