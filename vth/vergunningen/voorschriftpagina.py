"""What the permanent page of one voorschrift shows: how it runs now and on any day, where it comes from and what came after."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from vth.tijd.rules import OPEN_DAG, Peilmoment
from vth.toegang.rules import Viewer

from .besluitenlijst import IN_STAND
from .besluitstand import find_instandgelaten
from .consolidatie import Standregel, read_standregels
from .models import Mutatie, Mutatiewerking, Toestemming, Voorschrift
from .omgeving import read_bereikzinnen, read_opvolgers, say_opvolger
from .selectors import get_voorschrift, list_toestemmingen
from .vergunningpagina import describe_grenswaarde, describe_verplichting


@dataclass(frozen=True)
class Versie:
    """One mutation of a voorschrift, with the text before it and its own."""

    mutatie: Mutatie
    nummer: str
    perioden: tuple[tuple[date, date | None], ...]
    teksten: tuple[str, str]
    grenzen: tuple[str, ...]
    plichten: tuple[str, ...]
    bereik: str
    in_stand: str
    geldt: bool
    adres: str


@dataclass(frozen=True)
class Voorschriftpagina:
    """Everything that the page of a voorschrift shows."""

    voorschrift: Voorschrift
    peilmoment: Peilmoment
    regel: Standregel | None
    versies: tuple[Versie, ...]
    kinderen: tuple[Standregel, ...]
    pad: tuple[Standregel, ...]
    vervangt: tuple[str, str] | None
    opvolgers: tuple[tuple[str, str], ...]
    opvolging: str
    concepten: tuple[Toestemming, ...]

    @property
    def naam(self) -> str:
        """How it is called: by its number of that day, else by its last."""
        laatste = self.versies[-1] if self.versies else None
        nummer = self.regel.nummer if self.regel else laatste.nummer if laatste else ""
        titel = self.regel.titel if self.regel else laatste.mutatie.titel if laatste else ""
        return f"Voorschrift {nummer} {titel}".strip()


def make_voorschriftpagina(
    viewer: Viewer, voorschrift_id: uuid.UUID, peilmoment: Peilmoment
) -> Voorschriftpagina:
    """Put the page of a voorschrift together for a moment. Raises BestaatNietError."""
    voorschrift = get_voorschrift(viewer, voorschrift_id)
    kinderen = _list_kinderen(voorschrift, peilmoment)
    pad = _list_pad(voorschrift, peilmoment)
    regel = pad.pop() if pad else None
    opvolgers = read_opvolgers(voorschrift.vergunning_id, peilmoment, [voorschrift_id])
    toestemmingen = list_toestemmingen(voorschrift.vergunning)
    versies = _list_versies(viewer, voorschrift, peilmoment, regel)
    later = _list_opvolgers(voorschrift, peilmoment)
    # What is a draft still came in no place, and took none.
    eerder = voorschrift.vervangt_id if versies else None
    buren = _name_voorschriften([*later, *([eerder] if eerder else [])])
    return Voorschriftpagina(
        voorschrift=voorschrift,
        peilmoment=peilmoment,
        regel=regel,
        versies=tuple(versies),
        kinderen=tuple(kinderen),
        pad=tuple(pad),
        vervangt=buren.get(eerder) if eerder else None,
        opvolgers=tuple(buren[pk] for pk in later),
        opvolging=say_opvolger(opvolgers.get(voorschrift_id), {t.pk: t.kenmerk for t in toestemmingen}),
        concepten=tuple(t for t in toestemmingen if t.staat == Toestemming.Staat.CONCEPT),
    )


def _list_opvolgers(voorschrift: Voorschrift, peilmoment: Peilmoment) -> list[uuid.UUID]:
    """List what took its place by a decision that was known."""
    rijen = Mutatiewerking.objects.known_at(peilmoment).filter(voorschrift__vervangt=voorschrift)
    return sorted(set(rijen.values_list("voorschrift_id", flat=True)))


def _name_voorschriften(voorschrift_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, tuple[str, str]]:
    """Give of voorschriften of one permit the address, and the number and title that they had last."""
    namen = dict.fromkeys(voorschrift_ids, "een voorschrift zonder nummer")
    rijen = Mutatie.objects.filter(voorschrift_id__in=voorschrift_ids).exclude(nummer="").order_by("pk")
    for v, nummer, titel in rijen.values_list("voorschrift_id", "nummer", "titel"):
        namen[v] = f"voorschrift {nummer} {titel}".strip()
    return {v: (reverse("vergunningen:voorschrift", args=[v]), naam) for v, naam in namen.items()}


def _list_pad(voorschrift: Voorschrift, peilmoment: Peilmoment) -> list[Standregel]:
    """List what a voorschrift stands under, the highest first, and itself last; nothing when it does not stand."""
    pad: list[Standregel] = []
    hier: uuid.UUID | None = voorschrift.pk
    while hier is not None and hier not in {r.voorschrift_id for r in pad}:
        regels = read_standregels(voorschrift.vergunning_id, [hier], peilmoment)
        pad[:0] = regels
        hier = regels[0].ouder_id if regels else None
    return pad


def _list_kinderen(voorschrift: Voorschrift, peilmoment: Peilmoment) -> list[Standregel]:
    """List what stands under a voorschrift, of all that a decision ever put there."""
    ooit = Mutatie.objects.filter(ouder=voorschrift).values_list("voorschrift_id", flat=True).distinct()
    regels = read_standregels(voorschrift.vergunning_id, list(ooit), peilmoment)
    return [r for r in regels if r.ouder_id == voorschrift.pk]


def _list_versies(
    viewer: Viewer, voorschrift: Voorschrift, peilmoment: Peilmoment, regel: Standregel | None
) -> list[Versie]:
    """List the mutations of a voorschrift as they were known, the oldest first, each marked against the one before."""
    rijen = (
        Mutatiewerking.objects.known_at(peilmoment)
        .filter(voorschrift=voorschrift)
        .select_related("mutatie__toestemming")
        .order_by("rang", "begin_geldigheid")
    )
    perioden: dict[int, list[tuple[date, date | None]]] = {}
    mutaties: dict[int, Mutatie] = {}
    for w in rijen:
        mutaties[w.mutatie_id] = w.mutatie
        eind = w.eind_geldigheid if w.eind_geldigheid < OPEN_DAG else None
        perioden.setdefault(w.mutatie_id, []).append((w.begin_geldigheid, eind))
    bereik = read_bereikzinnen(viewer, list(mutaties), peilmoment)
    in_stand = find_instandgelaten(voorschrift.vergunning_id, peilmoment)
    versies, vorige, nummer = [], "", ""
    for pk, m in mutaties.items():
        nummer = m.nummer or nummer
        inhoud: Any = m.inhoud if m.gegevens and m.nummer else None
        versies.append(
            Versie(
                mutatie=m,
                nummer=nummer,
                perioden=tuple(perioden[pk]),
                teksten=(vorige or m.tekst, m.tekst),
                grenzen=tuple(describe_grenswaarde(g) for g in inhoud.grenswaarden) if inhoud else (),
                plichten=tuple(describe_verplichting(v) for v in inhoud.verplichtingen) if inhoud else (),
                bereik=bereik.get(pk, ""),
                in_stand=IN_STAND if pk in in_stand else "",
                geldt=regel is not None and regel.mutatie_id == pk,
                adres=reverse("vergunningen:toestemming", args=[m.toestemming_id]),
            )
        )
        vorige = m.tekst
    return versies
