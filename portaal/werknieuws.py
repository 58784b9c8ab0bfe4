"""What others did since the last visit to zaken, decisions and permits that the viewer may see."""

import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from vth.logboek.selectors import list_laatste_daden
from vth.toegang.rules import Viewer
from vth.vergunningen.selectors import list_zichtbaar as list_vergunningen
from vth.vormgeving.onderdelen import Kolom
from vth.zaken.selectors import list_zichtbaar as list_zaken
from vth.zaken.selectors import list_zichtbare_besluiten

# How many acts are looked at, over how many lines of the log, and how many things are shown.
KIJK, REGELS, TOON = 400, 20_000, 8
KOLOMMEN = (
    Kolom("naam", "Naam"),
    Kolom("soort", "Soort"),
    Kolom("wat", "Wat er gebeurde"),
    Kolom("binnen", "Wanneer", "tijdstip"),
)
MAKEN = ("zaak.open", "besluit.record", "besluit.import", "vergunning.opgenomen")


@dataclass(frozen=True)
class Werksoort:
    """One kind of work: what it is called, how it is read with the viewer's sight, its page, and the words of one thing."""

    titel: str
    lees: Callable[[Viewer], QuerySet[Any]]
    adres: str
    noem: Callable[[Any], str]


SOORTEN: Mapping[str, Werksoort] = {
    "zaak": Werksoort("Zaak", list_zaken, "zaken:zaak", lambda z: f"{z.identificatie} {z.omschrijving}"),
    "besluit": Werksoort(
        "Besluit", list_zichtbare_besluiten, "zaken:besluit", lambda b: f"{b.identificatie} {b.omschrijving}"
    ),
    "vergunning": Werksoort(
        "Vergunning", list_vergunningen, "vergunningen:vergunning", lambda v: f"{v.kenmerk} {v.titel}"
    ),
}


@dataclass(frozen=True)
class Werkregel:
    """Of one thing that was told: who said it and which kind it is, for the log of reads."""

    leverancier: str
    soort: str


@dataclass(frozen=True)
class Werknieuws:
    """The last things that others worked on, and whether there is more; nothing is counted."""

    rijen: tuple[dict[str, Any], ...] = ()
    regels: tuple[Werkregel, ...] = ()
    meer: bool = False
    kolommen: tuple[Kolom, ...] = KOLOMMEN


def make_werknieuws(viewer: Viewer, *, na: int, tot: int) -> Werknieuws:
    """Put together what others did to work of this viewer's sight, by the sealed numbers of the log: nothing twice, nothing missed."""
    soorten = [s for s in SOORTEN if viewer.zicht.alle_soorten or s in viewer.zicht.soorten]
    if not soorten or na >= tot:
        return Werknieuws()
    begin = max(na, tot - REGELS)
    daden = list_laatste_daden(soorten, na=begin, tot=tot, behalve=viewer.actor, hoogstens=KIJK)
    laatste = {(d.onderwerp_soort, d.onderwerp_id): d for d in reversed(daden)}
    gemaakt = {(d.onderwerp_soort, d.onderwerp_id) for d in daden if d.handeling in MAKEN}
    rijen, regels = [], []
    for soort in soorten:
        for ding in _read_dingen(viewer, soort, (id_ for s, id_ in laatste if s == soort)):
            sleutel = (soort, str(ding.pk))
            rijen.append(
                _make_rij(
                    soort, ding, "nieuw" if sleutel in gemaakt else "gewijzigd", laatste[sleutel].moment
                )
            )
            regels.append(Werkregel(ding.leverancier, soort))
    volgorde = sorted(range(len(rijen)), key=lambda n: rijen[n]["binnen"], reverse=True)
    return Werknieuws(
        rijen=tuple(rijen[n] for n in volgorde[:TOON]),
        regels=tuple(regels[n] for n in volgorde[:TOON]),
        meer=len(rijen) > TOON or len(daden) == KIJK or begin > na,
    )


def _read_dingen(viewer: Viewer, soort: str, ids: Iterable[str]) -> list[Any]:
    """Read the things of one kind that the viewer may see now, in one question; none is asked for none."""
    gezocht = [uuid.UUID(id_) for id_ in ids]
    return list(SOORTEN[soort].lees(viewer).filter(pk__in=gezocht)) if gezocht else []


def _make_rij(soort: str, ding: Any, wat: str, moment: Any) -> dict[str, Any]:
    """Make the row of one thing."""
    werk = SOORTEN[soort]
    return {
        "url": reverse(werk.adres, args=[ding.pk]),
        "naam": werk.noem(ding).strip(),
        "soort": werk.titel,
        "wat": wat,
        "binnen": moment,
    }
