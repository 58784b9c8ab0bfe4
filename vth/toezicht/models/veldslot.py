"""The guard on what came from the field, which only grows, and the second lock: all of it by its controle."""

from collections.abc import Iterable

from vth.tijd.guard import Wachtdeel, make_vastlegging, register_wachtdelen
from vth.tijd.slot import ALLES_SQL, Slot, register_sloten

from .checklist import Antwoord, Checklistversie, Controlelijst, Veldstuk
from .controle import Controle

VAN = ((Controlelijst, Controle, "controle_id"), (Veldstuk, Controle, "controle_id"), (Antwoord, Controlelijst, "controlelijst_id"))  # fmt: skip


def list_wachtdelen(vendor: str) -> Iterable[Wachtdeel]:
    """Guard answers and pieces: what was filled in can be destroyed when its time has come, and is never changed."""
    yield from make_vastlegging(Antwoord, vendor, leeg=("inhoud",))
    yield from make_vastlegging(Veldstuk, vendor, vrij=("ontvangst_id", "document_id"), leeg=("inhoud",))
    yield from make_vastlegging(
        Checklistversie,
        vendor,
        vrij=("staat", "vastgesteld_op", "vastgesteld_door", "ingetrokken_op"),
    )


def list_sloten() -> Iterable[Slot]:
    """Lock every table that tells of a place."""
    for model, van, kolom in VAN:
        tabel = model._meta.db_table
        ziet = f'EXISTS (SELECT 1 FROM "{van._meta.db_table}" d WHERE d.id = "{tabel}".{kolom} OFFSET 0)'
        yield Slot(tabel, f"{ALLES_SQL} OR {ziet}")


register_wachtdelen(list_wachtdelen)
register_sloten(list_sloten)
