"""What changed since the last visit of this account, in what it may see now."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.urls import reverse

from vth.logboek.bezoeken import record_bezoek
from vth.register.overzicht import Regel, make_regels
from vth.register.selectors import GEZOCHT, find_zichtbaar
from vth.register.voeding import Voedingsgebeurtenis, find_eind, read_terug
from vth.register.weergave import shorten_organisatie
from vth.tijd import klok
from vth.tijd.rules import Peilmoment
from vth.toegang.rules import Viewer
from vth.vormgeving.onderdelen import Kolom
from vth.vormgeving.opmaak import format_aantal

from .werknieuws import Werknieuws, make_werknieuws

# How many records are looked at, how many are counted, and how many are shown.
KIJK, TELGRENS, TOON = 1_200, 1_000, 8
WOORDEN = {
    "gemaakt": "nieuw",
    "gewijzigd": "gewijzigd",
    "beeindigd": "beëindigd",
    "verschenen": "nieuw voor u",
}
KOLOMMEN = (
    Kolom("naam", "Naam"),
    Kolom("soort", "Soort"),
    Kolom("wat", "Wat er gebeurde"),
    Kolom("leverancier", "Leverancier"),
    Kolom("binnen", "Binnengekomen", "tijdstip"),
)


@dataclass(frozen=True)
class Nieuws:
    """What is new since a moment: how many records, up to a bound, and the last of them; no moment at a first visit."""

    sinds: datetime | None
    aantal: int = 0
    meer: bool = False
    rijen: tuple[dict[str, Any], ...] = ()
    regels: tuple[Regel, ...] = ()
    kolommen: tuple[Kolom, ...] = KOLOMMEN
    werk: Werknieuws = field(default_factory=Werknieuws)

    @property
    def telling(self) -> str:
        """Say how many, no more exactly than was counted."""
        begin = "meer dan " if self.meer and self.aantal < TELGRENS else ""
        return f"{begin}{format_aantal(self.aantal, TELGRENS)} {'object' if self.aantal == 1 else 'objecten'}"


def make_nieuws(viewer: Viewer) -> Nieuws:
    """Put together what is new for this viewer, and note that it looked."""
    eind, nu = find_eind().volgnummer, klok.now()
    bezoek = record_bezoek(actor=viewer.actor, moment=nu, volgnummer=eind)
    if bezoek.vorige_volgnummer is None:
        return Nieuws(sinds=None)
    gevonden, meer = read_terug(viewer, na=bezoek.vorige_volgnummer, tot=eind, hoogstens=KIJK)
    per_record = derive_laatste(gevonden)
    getoond = list(per_record.values())[:TOON]
    regels = _make_regels(viewer, getoond, Peilmoment(klok.today(), nu))
    return Nieuws(
        sinds=bezoek.vorige_moment,
        aantal=min(len(per_record), TELGRENS),
        meer=meer,
        rijen=tuple(make_nieuwsrij(g, regels[g.onderwerp]) for g in getoond if g.onderwerp in regels),
        regels=tuple(regels.values()),
        werk=make_werknieuws(viewer, na=bezoek.vorige_volgnummer, tot=eind),
    )


def derive_laatste(gebeurtenissen: Iterable[Voedingsgebeurtenis]) -> dict[uuid.UUID, Voedingsgebeurtenis]:
    """Keep of each record what happened last, from events that come last first.

    What was made since stays new, however often it changed after that. What left the viewer's sight is not told.
    """
    per_record: dict[uuid.UUID, Voedingsgebeurtenis] = {}
    weg: set[uuid.UUID] = set()
    for g in gebeurtenissen:
        if g.objectsoort not in GEZOCHT or g.onderwerp in weg:
            continue
        if g.soort not in WOORDEN:
            weg.add(g.onderwerp)
            per_record.pop(g.onderwerp, None)
        elif g.onderwerp not in per_record:
            per_record[g.onderwerp] = g
        elif g.soort == "gemaakt" and per_record[g.onderwerp].soort == "gewijzigd":
            per_record[g.onderwerp] = replace(per_record[g.onderwerp], soort="gemaakt")
    return per_record


def _make_regels(
    viewer: Viewer, gebeurtenissen: Iterable[Voedingsgebeurtenis], peilmoment: Peilmoment
) -> Mapping[uuid.UUID, Regel]:
    """Give the lines of the records of some events, asked once more through the filter of the register."""
    ids = [g.onderwerp for g in gebeurtenissen]
    bronobjecten = list(find_zichtbaar(viewer, ids).values())
    return {regel.id: regel for regel in make_regels(viewer, bronobjecten, peilmoment)}


def make_nieuwsrij(gebeurtenis: Voedingsgebeurtenis, regel: Regel) -> dict[str, Any]:
    """Make the row of a table out of what happened to a record."""
    return {
        "url": reverse("portaal:object", args=[regel.id]),
        "naam": regel.naam,
        "soort": regel.soortnaam,
        "wat": WOORDEN[gebeurtenis.soort],
        "leverancier": shorten_organisatie(regel.leverancier_naam),
        "binnen": gebeurtenis.moment,
    }
