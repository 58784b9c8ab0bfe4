"""What the list of permits shows, on a page and as a file: narrowed by words, gemeente and bevoegd gezag."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.urls import reverse

from vth.interface.invoer import InvoerError, Veldfout, read_volgorde
from vth.interface.lijstuitvoer import MEESTE, Lijst
from vth.organisaties.selectors import list_namen
from vth.tijd import klok
from vth.toegang.rules import Viewer
from vth.vormgeving.onderdelen import Filterveld, Kolom, make_volgordeveld
from vth.zaken.werklijst import split_wegen

from .boeking import SCHRIJVEN
from .models import Vergunning
from .selectors import list_zichtbaar

PER_BLADZIJ, TELGRENS = 50, 100
VOLGORDES = {"-vastgelegd": "Het laatst vastgelegd, bovenaan", "vastgelegd": "Het eerst vastgelegd, bovenaan"}
KOLOMMEN = (
    Kolom("kenmerk", "Vergunning"),
    Kolom("titel", "Titel"),
    Kolom("gezag", "Bevoegd gezag"),
    Kolom("gemeente", "Gemeente"),
)
KOPPEN = {k.naam: k.titel for k in KOLOMMEN} | {
    "id": "Id",
    "gezagcode": "Code van het gezag",
    "gemeentecode": "Gemeentecode",
}


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
    """Give a page of the permits that the viewer may see, the newest first unless asked otherwise, and whether there are more.

    Raises InvoerError for a place in the list or an order that cannot be read.
    """
    af, vanaf = read_volgorde(vraag, VOLGORDES).startswith("-"), vraag.get("vanaf")
    na = _read_id(vanaf) if vanaf else None
    ids = _list_ids(viewer, vraag, na=na, af=af, hoogstens=hoogstens + 1)
    gevonden = Vergunning.objects.in_bulk(ids[:hoogstens])
    return [gevonden[id_] for id_ in ids[:hoogstens] if id_ in gevonden], len(ids) > hoogstens


def count_vergunningen(viewer: Viewer, vraag: Mapping[str, str]) -> int:
    """Count what an address asks for, up to TELGRENS."""
    return len(_list_ids(viewer, vraag, na=None, af=True, hoogstens=TELGRENS))


def _list_ids(
    viewer: Viewer, vraag: Mapping[str, str], *, na: uuid.UUID | None, af: bool, hoogstens: int
) -> list[uuid.UUID]:
    """List the ids of what an address asks for, from the newest or from the oldest; each stretch by its own index."""
    if viewer.zicht.is_leeg:
        return []
    rijen = list_zichtbaar(viewer)
    if woord := (vraag.get("q") or "").strip()[:100]:
        rijen = rijen.filter(Q(kenmerk__icontains=woord) | Q(titel__icontains=woord))
    if gezag := (vraag.get("gezag") or "")[:40]:
        rijen = rijen.filter(bevoegd_gezag=gezag)
    if na is not None:
        rijen = rijen.filter(**{"pk__lt" if af else "pk__gt": na})
    gevonden: set[uuid.UUID] = set()
    for deel in split_wegen(viewer, rijen, gebied=(vraag.get("gebied") or "")[:10]):
        gevonden |= set(deel.order_by("-id" if af else "id").values_list("pk", flat=True)[:hoogstens])
    return sorted(gevonden, reverse=af)[:hoogstens]


def read_lijstpagina(viewer: Viewer, vraag: Mapping[str, str]) -> Lijstpagina:
    """Read the page that an address asks for. Raises InvoerError for one that cannot be read."""
    bladzij, meer = list_bladzij(viewer, vraag, hoogstens=PER_BLADZIJ)
    namen = _list_namen(bladzij, sorted(viewer.zicht.gebieden)[:400])
    gebieden = sorted(((c, namen.get(c, c)) for c in sorted(viewer.zicht.gebieden)[:400]), key=lambda p: p[1])
    return Lijstpagina(
        vergunningen=tuple(bladzij),
        rijen=tuple(
            {"url": reverse("vergunningen:vergunning", args=[v.pk])} | _make_rij(v, namen) for v in bladzij
        ),
        velden=(
            Filterveld("q", "Kenmerk of titel", soort="tekst"),
            Filterveld("gebied", "Gemeente", gebieden),
            make_volgordeveld(VOLGORDES),
        ),
        aantal=count_vergunningen(viewer, vraag),
        volgende=str(bladzij[-1].pk) if meer else "",
        gefilterd=any(vraag.get(veld) for veld in ("q", "gebied", "gezag")),
        blind=viewer.zicht.is_leeg,
        mag=SCHRIJVEN in viewer.handelingen,
    )


def make_lijst(viewer: Viewer, vraag: Mapping[str, str]) -> Lijst:
    """Make the whole list that an address asks for, from its begin. Raises InvoerError for an order that does not exist."""
    zonder_plek = {naam: vraag[naam] for naam in ("q", "gebied", "gezag", "sorteer") if vraag.get(naam)}
    vergunningen, meer = list_bladzij(viewer, zonder_plek, hoogstens=MEESTE)
    namen = _list_namen(vergunningen)
    regels = (
        _make_rij(v, namen) | {"id": str(v.pk), "gezagcode": v.bevoegd_gezag, "gemeentecode": v.gebied}
        for v in vergunningen
    )
    return Lijst(KOPPEN, regels, vergunningen, meer)


def _list_namen(vergunningen: Iterable[Vergunning], ook: Iterable[str] = ()) -> dict[str, str]:
    """Name the organisations of some permits, and those of other codes."""
    codes = {c for v in vergunningen for c in (v.gebied, v.bevoegd_gezag)} | set(ook)
    return list_namen(codes - {""}, klok.today())


def _make_rij(vergunning: Vergunning, namen: Mapping[str, str]) -> dict[str, Any]:
    """Make the cells of one permit."""
    return {
        "kenmerk": vergunning.kenmerk,
        "titel": vergunning.titel,
        "gezag": namen.get(vergunning.bevoegd_gezag, vergunning.bevoegd_gezag),
        "gemeente": namen.get(vergunning.gebied, vergunning.gebied),
    }


def _read_id(tekst: str) -> uuid.UUID:
    """Read the place from which the next page goes on."""
    try:
        return uuid.UUID(tekst)
    except ValueError:
        zin = f"‘{tekst[:40]}’ is geen plek in deze lijst. Begin bij de eerste bladzijde."
        raise InvoerError([Veldfout("vanaf", zin, "onbekend")]) from None
