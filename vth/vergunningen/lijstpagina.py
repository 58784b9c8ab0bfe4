"""What the list of permits shows: a page at a time, narrowed by words, gemeente and bevoegd gezag."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.urls import reverse

from vth.interface.invoer import InvoerError, Veldfout
from vth.organisaties.selectors import list_namen
from vth.tijd import klok
from vth.toegang.rules import Viewer
from vth.vormgeving.onderdelen import Filterveld, Kolom

from .boeking import SCHRIJVEN
from .models import Vergunning
from .selectors import list_zichtbaar

PER_BLADZIJ = 50
KOLOMMEN = (
    Kolom("kenmerk", "Vergunning"),
    Kolom("titel", "Titel"),
    Kolom("gezag", "Bevoegd gezag"),
    Kolom("gemeente", "Gemeente"),
)


@dataclass(frozen=True)
class Lijstpagina:
    """One page of permits."""

    vergunningen: tuple[Vergunning, ...]
    rijen: tuple[dict[str, Any], ...]
    velden: tuple[Filterveld, ...]
    aantal: int
    volgende: str
    gefilterd: bool
    blind: bool
    mag: bool
    kolommen: tuple[Kolom, ...] = KOLOMMEN


def list_bladzij(
    viewer: Viewer, vraag: Mapping[str, str], *, hoogstens: int
) -> tuple[list[Vergunning], bool]:
    """Give a page of the permits that the viewer may see, the newest first, and whether there are more.

    Raises InvoerError for a place in the list that cannot be read.
    """
    rijen = list_zichtbaar(viewer)
    if woord := (vraag.get("q") or "").strip()[:100]:
        rijen = rijen.filter(Q(kenmerk__icontains=woord) | Q(titel__icontains=woord))
    if gebied := (vraag.get("gebied") or "")[:10]:
        rijen = rijen.filter(gebied=gebied)
    if gezag := (vraag.get("gezag") or "")[:40]:
        rijen = rijen.filter(bevoegd_gezag=gezag)
    if vanaf := vraag.get("vanaf"):
        rijen = rijen.filter(pk__lt=_read_id(vanaf))
    gevonden = list(rijen.order_by("-id")[: hoogstens + 1])
    return gevonden[:hoogstens], len(gevonden) > hoogstens


def read_lijstpagina(viewer: Viewer, vraag: Mapping[str, str]) -> Lijstpagina:
    """Read the page that an address asks for. Raises InvoerError for one that cannot be read."""
    bladzij, meer = list_bladzij(viewer, vraag, hoogstens=PER_BLADZIJ)
    codes = {c for v in bladzij for c in (v.gebied, v.bevoegd_gezag)} | set(
        sorted(viewer.zicht.gebieden)[:400]
    )
    namen = list_namen(codes - {""}, klok.today())
    gebieden = sorted(((c, namen.get(c, c)) for c in sorted(viewer.zicht.gebieden)[:400]), key=lambda p: p[1])
    return Lijstpagina(
        vergunningen=tuple(bladzij),
        rijen=tuple(
            {
                "url": reverse("vergunningen:vergunning", args=[v.pk]),
                "kenmerk": v.kenmerk,
                "titel": v.titel,
                "gezag": namen.get(v.bevoegd_gezag, v.bevoegd_gezag),
                "gemeente": namen.get(v.gebied, v.gebied),
            }
            for v in bladzij
        ),
        velden=(
            Filterveld("q", "Kenmerk of titel", soort="tekst"),
            Filterveld("gebied", "Gemeente", [("", "alle"), *gebieden]),
        ),
        aantal=len(bladzij) + meer,
        volgende=str(bladzij[-1].pk) if meer else "",
        gefilterd=any(vraag.get(veld) for veld in ("q", "gebied", "gezag")),
        blind=viewer.zicht.is_leeg,
        mag=SCHRIJVEN in viewer.handelingen,
    )


def _read_id(tekst: str) -> uuid.UUID:
    """Read the place from which the next page goes on."""
    try:
        return uuid.UUID(tekst)
    except ValueError:
        zin = f"‘{tekst[:40]}’ is geen plek in deze lijst. Begin bij de eerste bladzijde."
        raise InvoerError([Veldfout("vanaf", zin, "onbekend")]) from None
