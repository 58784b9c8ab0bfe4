"""What the permanent page of one voorschrift shows: how it runs now and on any day, where it comes from and what came after."""

import uuid
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from vth.tijd.rules import OPEN_DAG, Peilmoment
from vth.toegang.rules import Viewer

from .consolidatie import Standregel, read_standregels
from .models import Mutatie, Mutatiewerking, Voorschrift
from .selectors import get_voorschrift
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
    vervangt: str
    opvolgers: tuple[str, ...]

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
    return Voorschriftpagina(
        voorschrift=voorschrift,
        peilmoment=peilmoment,
        regel=regel,
        versies=tuple(_list_versies(voorschrift, peilmoment, regel)),
        kinderen=tuple(kinderen),
        pad=tuple(pad),
        vervangt=_get_adres(voorschrift.vervangt_id),
        opvolgers=tuple(_get_adres(pk) for pk in voorschrift.opvolgers.values_list("pk", flat=True)),
    )


def _get_adres(voorschrift_id: uuid.UUID | None) -> str:
    """Give the address of a voorschrift, or nothing."""
    return reverse("vergunningen:voorschrift", args=[voorschrift_id]) if voorschrift_id else ""


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


def _list_versies(voorschrift: Voorschrift, peilmoment: Peilmoment, regel: Standregel | None) -> list[Versie]:
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
                geldt=regel is not None and regel.mutatie_id == pk,
                adres=reverse("vergunningen:toestemming", args=[m.toestemming_id]),
            )
        )
        vorige = m.tekst
    return versies
