"""Natural persons that were found by their name, for who has a ground to see them (`docs/adr/0028`).

They stand in no list and no download, and are not shown while somebody is still typing: who looks for a person writes the name
and asks. Whom he was shown is noted person by person.
"""

import uuid
from collections.abc import Collection

from django.db.models import QuerySet
from django.urls import reverse

from vth.tijd import klok
from vth.toegang.rules import Viewer
from vth.zoeken.vondsten import Vondst, register_vondsten

from .models import Bronobject, NatuurlijkPersoonVoorkomen
from .selectors import list_zichtbaar
from .weergave import NATUURLIJK_PERSOON, derive_persoonsnaam


def read_personen(viewer: Viewer, ids: Collection[uuid.UUID]) -> list[Vondst]:
    """Give the persons with these ids whom the viewer may see, by the name they have now, or the last one they had."""
    personen = list_zichtbaar(viewer).filter(soort=NATUURLIJK_PERSOON, pk__in=ids)
    namen = _read_namen(personen)
    return [
        Vondst(
            id=p.pk,
            soort=p.soort,
            soortnaam="Natuurlijk persoon",
            naam=namen[p.pk],
            toelichting="",
            leverancier=p.leverancier,
            adres=reverse("portaal:object", args=[p.pk]),
        )
        for p in personen
        if p.pk in namen
    ]


def _read_namen(personen: QuerySet[Bronobject]) -> dict[uuid.UUID, str]:
    """Give the names of persons of whom one is known: of what holds today, or else of what held last."""
    rijen = NatuurlijkPersoonVoorkomen.objects.filter(
        bronobject__in=personen, begin_geldigheid__lte=klok.today()
    )
    believed = rijen.believed().select_related("persoonsgegeven").order_by("begin_geldigheid")
    laatste = {r.bronobject_id: r for r in believed}
    return {id_: derive_persoonsnaam(r) for id_, r in laatste.items() if r.persoonsgegeven.geslachtsnaam}


def list_personen(vondsten: Collection[Vondst]) -> set[uuid.UUID]:
    """List which of what was found are persons: of those the log of reads names each."""
    return {v.id for v in vondsten if v.soort == NATUURLIJK_PERSOON}


register_vondsten(NATUURLIJK_PERSOON, read_personen)
