"""The guard on what only grows, and the second lock: a permit by its own columns, what hangs to it by the permit."""

from collections.abc import Iterable

from django.db.models import Model

from vth.tijd.guard import Wachtdeel, make_vastlegging, register_wachtdelen
from vth.tijd.slot import ALLES_SQL, Slot, register_sloten
from vth.toegang.rules import derive_zicht_slot
from vth.zaken.models import Verzoek

from .bijlage import Plichtafdoening, Vergunningdocument
from .informatie import Activiteitinformatie, Informatieoordeel
from .melding import Melding, Meldingoordeel
from .vergunning import Houderwissel, Ingreep, Toestemming, Toestemmingonderwerp, Vergunning
from .veroudering import Verouderingsstand, Verouderingsvlag
from .voorschrift import (
    Grenswaarderegel,
    Mutatie,
    Mutatiebereik,
    Mutatiewerking,
    Ontwerpmutatie,
    Standaardversie,
    Voorschrift,
)
from .voorstel import Voorstel, Voorstelregel

VAN_EEN_DING: tuple[tuple[type[Model], type[Model], str], ...] = (
    (Toestemming, Vergunning, "vergunning_id"),
    (Voorschrift, Vergunning, "vergunning_id"),
    (Mutatiewerking, Vergunning, "vergunning_id"),
    (Toestemmingonderwerp, Toestemming, "toestemming_id"),
    (Ingreep, Toestemming, "toestemming_id"),
    (Houderwissel, Toestemming, "toestemming_id"),
    (Ontwerpmutatie, Toestemming, "toestemming_id"),
    (Mutatie, Toestemming, "toestemming_id"),
    (Vergunningdocument, Toestemming, "toestemming_id"),
    (Plichtafdoening, Vergunning, "vergunning_id"),
    (Mutatiebereik, Mutatie, "mutatie_id"),
    (Grenswaarderegel, Mutatie, "mutatie_id"),
    (Voorstel, Toestemming, "toestemming_id"),
    (Voorstelregel, Voorstel, "voorstel_id"),
    (Verouderingsstand, Vergunning, "vergunning_id"),
    (Verouderingsvlag, Vergunning, "vergunning_id"),
    (Melding, Verzoek, "verzoek_id"),
    (Meldingoordeel, Verzoek, "melding_id"),
    (Activiteitinformatie, Verzoek, "verzoek_id"),
    (Informatieoordeel, Verzoek, "informatie_id"),
)


def list_wachtdelen(vendor: str) -> Iterable[Wachtdeel]:
    """Guard what must stay: what a decision did to a condition, its limits, how a standard text ran, and who came to hold it, only grow."""
    for model in (
        Mutatie,
        Mutatiebereik,
        Grenswaarderegel,
        Standaardversie,
    ):
        yield from make_vastlegging(model, vendor)
    for oordeel in (Meldingoordeel, Informatieoordeel):
        yield from make_vastlegging(oordeel, vendor, leeg=("ontbreekt", "toelichting"))
    yield from make_vastlegging(Plichtafdoening, vendor, leeg=("toelichting",))
    yield from make_vastlegging(
        Houderwissel, vendor, vrij=("herroepen_op", "herroepen_reden"), leeg=("grond",)
    )


def list_sloten() -> Iterable[Slot]:
    """Lock every table of this room that tells of one permit."""
    yield Slot(Vergunning._meta.db_table, derive_zicht_slot())
    for model, van, kolom in VAN_EEN_DING:
        tabel = model._meta.db_table
        ziet = f'EXISTS (SELECT 1 FROM "{van._meta.db_table}" d WHERE d.id = "{tabel}".{kolom} OFFSET 0)'
        yield Slot(tabel, f"{ALLES_SQL} OR {ziet}")


register_wachtdelen(list_wachtdelen)
register_sloten(list_sloten)
