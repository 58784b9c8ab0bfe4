"""What other pages show of permits: on the page of a thing, the permits that are for it."""

import uuid
from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from vth.organisaties.selectors import list_namen
from vth.tijd import klok
from vth.toegang.rules import Viewer
from vth.vergunningen.selectors import list_vergunningen_van
from vth.vormgeving.onderdelen import Kolom

from .terugblik import Terugblik, derive_blokadres

VERGUNNINGKOLOMMEN = (
    Kolom("kenmerk", "Vergunning"),
    Kolom("titel", "Titel"),
    Kolom("gezag", "Bevoegd gezag"),
)


def list_vergunningrijen(
    viewer: Viewer, bronobject_ids: Iterable[uuid.UUID], terug: Terugblik | None = None
) -> tuple[dict[str, Any], ...]:
    """List the permits for the records of one real thing that the viewer may see, as rows of a table; of another day what was in force then."""
    vergunningen = list_vergunningen_van(
        viewer, bronobject_ids, peilmoment=terug.peilmoment if terug else None
    )
    namen = list_namen({v.bevoegd_gezag for v in vergunningen}, klok.today())
    return tuple(
        {
            "url": derive_blokadres(reverse("vergunningen:vergunning", args=[v.pk]), terug),
            "kenmerk": v.kenmerk,
            "titel": v.titel,
            "gezag": namen.get(v.bevoegd_gezag, v.bevoegd_gezag),
        }
        for v in vergunningen
    )
