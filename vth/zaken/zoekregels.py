"""What can be found of this room: a zaak, a verzoek, a decision and advice by their numbers and by what they are about in words.

Written in the transaction of the act that makes the thing; number, description and sight change no more until it is destroyed. The
text of a decision and the names of those it is about are not in the index: those are read on the page.
"""

import uuid
from collections.abc import Callable, Collection
from typing import TypeVar

from django.db.models import QuerySet
from django.urls import reverse

from vth.toegang.rules import Viewer
from vth.zoeken.services import write_kolomwoorden
from vth.zoeken.vondsten import Vondst, register_vondsten

from .advies.selectors import list_zichtbare_adviezen
from .models import Adviesverzoek, Besluit, Verzoek, Zaak
from .models.velden import Beschermd
from .selectors import list_zichtbaar, list_zichtbare_besluiten, list_zichtbare_verzoeken

D = TypeVar("D", bound=Beschermd)
# Per kind: the model, the columns of its title, and the other columns whose words can be found.
VINDBAAR: dict[type[Beschermd], tuple[tuple[str, ...], tuple[str, ...]]] = {
    Zaak: (("identificatie", "omschrijving"), ("zaaksoort", "toelichting")),
    Verzoek: (("verzoeknummer", "omschrijving"), ("type",)),
    Besluit: (("identificatie", "omschrijving"), ("besluitsoort",)),
    Adviesverzoek: (("identificatie", "over"), ("adviessoort", "partijnaam")),
}


def write_zoekregels(model: type[Beschermd], ids: Collection[uuid.UUID] | None = None) -> int:
    """Bring the index up to date for some things of a kind, or for all of them; inside a transaction.

    Of an id that is no longer there nothing can be found any more. Gives how many rows stand there now.
    """
    return write_kolomwoorden(model._meta.db_table, *VINDBAAR[model], ids)


def read_zaken(viewer: Viewer, ids: Collection[uuid.UUID]) -> list[Vondst]:
    """Give zaken by their ids as they are shown among what was found."""
    return [
        _make(z, "Zaak", z.omschrijving, "zaken:zaak", "gesloten" if z.einddatum else "open")
        for z in _read(list_zichtbaar(viewer), ids)
    ]


def read_besluiten(viewer: Viewer, ids: Collection[uuid.UUID]) -> list[Vondst]:
    """Give decisions by their ids as they are shown among what was found."""
    return [
        _make(b, "Besluit", b.omschrijving, "zaken:besluit", b.get_staat_display())
        for b in _read(list_zichtbare_besluiten(viewer), ids)
    ]


def read_verzoeken(viewer: Viewer, ids: Collection[uuid.UUID]) -> list[Vondst]:
    """Give verzoeken by their ids as they are shown among what was found: on the page of the zaak that handles them."""
    zaken = set(list_zichtbaar(viewer).filter(verzoeken__in=ids).values_list("pk", flat=True))
    return [
        _make(
            v,
            "Verzoek",
            v.omschrijving,
            "zaken:zaak" if v.zaak_id in zaken else "",
            v.get_type_display(),
            v.zaak_id,
        )
        for v in _read(list_zichtbare_verzoeken(viewer), ids)
    ]


def read_adviezen(viewer: Viewer, ids: Collection[uuid.UUID]) -> list[Vondst]:
    """Give requests for advice by their ids as they are shown among what was found."""
    return [
        _make(a, "Advies", a.over, "zaken:advies", a.get_staat_display())
        for a in _read(list_zichtbare_adviezen(viewer), ids)
    ]


def _read(rijen: QuerySet[D], ids: Collection[uuid.UUID]) -> list[D]:
    """Read rows by their ids."""
    return list(rijen.filter(pk__in=ids))


def _make(
    ding: Zaak | Besluit | Verzoek | Adviesverzoek,
    soortnaam: str,
    omschrijving: str,
    pagina: str,
    staat: str,
    op: uuid.UUID | None = None,
) -> Vondst:
    """Make what is shown of one thing."""
    return Vondst(
        id=ding.pk,
        soort=ding.soort,
        soortnaam=soortnaam,
        naam=str(ding),
        toelichting=", ".join(deel for deel in (omschrijving, staat) if deel),
        leverancier=ding.leverancier,
        adres=reverse(pagina, args=[op or ding.pk]) if pagina else "",
    )


LEZERS: dict[str, Callable[[Viewer, Collection[uuid.UUID]], list[Vondst]]] = {
    "zaak": read_zaken,
    "verzoek": read_verzoeken,
    "besluit": read_besluiten,
    "adviesverzoek": read_adviezen,
}
for soort, lezer in LEZERS.items():
    register_vondsten(soort, lezer)
