"""What can be found of this room: a controle, an incident and a signal by number and words; never who told of it."""

import uuid
from collections.abc import Callable, Collection
from typing import TypeVar

from django.db.models import QuerySet
from django.urls import reverse

from vth.toegang.rules import Viewer
from vth.zaken.models.velden import Beschermd
from vth.zoeken.services import write_kolomwoorden
from vth.zoeken.vondsten import Vondst, register_vondsten

from .models import Controle, Incidentsignaal
from .selectors import list_zichtbaar, list_zichtbare_signalen

D = TypeVar("D", bound=Beschermd)
VINDBAAR: dict[type[Beschermd], tuple[str, ...]] = {
    Controle: ("kenmerk", "omschrijving"),
    Incidentsignaal: ("kenmerk", "signaalcategorie", "plek"),
}


def write_zoekregels(ids: Collection[uuid.UUID] | None = None, *, model: type[Beschermd] = Controle) -> int:
    """Bring the index up to date for some controles or signals, or for all of a kind; inside a transaction."""
    return write_kolomwoorden(model._meta.db_table, VINDBAAR[model], (), ids)


def read_controles(viewer: Viewer, ids: Collection[uuid.UUID]) -> list[Vondst]:
    """Give controles by their ids as they are shown among what was found."""
    return _make(
        list_zichtbaar(viewer).filter(pk__in=ids), "Controle", lambda c: c.omschrijving, "toezicht:controle"
    )


def read_signalen(viewer: Viewer, ids: Collection[uuid.UUID]) -> list[Vondst]:
    """Give signals by their ids as they are shown among what was found."""
    rijen = list_zichtbare_signalen(viewer).filter(pk__in=ids)
    return _make(rijen, "Klacht of signaal", lambda s: s.plek, "toezicht:signaal")


def _make(rijen: QuerySet[D], soortnaam: str, toelichting: Callable[[D], str], adres: str) -> list[Vondst]:
    """Make what is shown of each row."""
    return [
        Vondst(
            id=rij.pk,
            soort=rij.soort,
            soortnaam=soortnaam,
            naam=str(rij),
            toelichting=toelichting(rij),
            leverancier=rij.leverancier,
            adres=reverse(adres, args=[rij.pk]),
        )
        for rij in rijen
    ]


register_vondsten("controledossier", read_controles)
register_vondsten("signaaldossier", read_signalen)
