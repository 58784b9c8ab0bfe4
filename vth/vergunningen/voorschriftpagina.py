"""What the permanent page of one voorschrift shows: how it runs now and on any day, where it comes from and what came after."""

import uuid
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from vth.tijd.rules import OPEN_DAG, Peilmoment
from vth.toegang.rules import Viewer

from .consolidatie import Standregel, read_stand
from .models import Mutatie, Mutatiewerking, Voorschrift
from .selectors import get_voorschrift
from .vergunningpagina import describe_grenswaarde, describe_verplichting
from .verschil import Stukje, derive_renvooi


@dataclass(frozen=True)
class Versie:
    """One mutation of a voorschrift, with what it changed of the one before."""

    mutatie: Mutatie
    nummer: str
    perioden: tuple[tuple[date, date | None], ...]
    tekst: tuple[Stukje, ...]
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
    stand = read_stand(voorschrift.vergunning_id, peilmoment)
    per_id = {r.voorschrift_id: r for r in stand}
    regel = per_id.get(voorschrift.pk)
    return Voorschriftpagina(
        voorschrift=voorschrift,
        peilmoment=peilmoment,
        regel=regel,
        versies=tuple(_list_versies(voorschrift, peilmoment, regel)),
        kinderen=tuple(r for r in stand if r.ouder_id == voorschrift.pk),
        pad=tuple(_list_pad(per_id, regel)),
        vervangt=_get_adres(voorschrift.vervangt_id),
        opvolgers=tuple(_get_adres(pk) for pk in voorschrift.opvolgers.values_list("pk", flat=True)),
    )


def _get_adres(voorschrift_id: uuid.UUID | None) -> str:
    """Give the address of a voorschrift, or nothing."""
    return reverse("vergunningen:voorschrift", args=[voorschrift_id]) if voorschrift_id else ""


def _list_pad(per_id: dict[uuid.UUID, Standregel], regel: Standregel | None) -> list[Standregel]:
    """List what a voorschrift stands under, the highest first."""
    pad: list[Standregel] = []
    hier = per_id.get(regel.ouder_id) if regel and regel.ouder_id else None
    while hier is not None and hier not in pad:
        pad.insert(0, hier)
        hier = per_id.get(hier.ouder_id) if hier.ouder_id else None
    return pad


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
                tekst=tuple(derive_renvooi(vorige or m.tekst, m.tekst)),
                grenzen=tuple(describe_grenswaarde(g) for g in inhoud.grenswaarden) if inhoud else (),
                plichten=tuple(describe_verplichting(v) for v in inhoud.verplichtingen) if inhoud else (),
                geldt=regel is not None and regel.mutatie_id == pk,
                adres=reverse("vergunningen:toestemming", args=[m.toestemming_id]),
            )
        )
        vorige = m.tekst
    return versies
