"""What the interface of this room shares: its router, addresses, pages of a list, and reading what stands in a question."""

import uuid
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from django.db.models import QuerySet
from django.http import HttpResponse
from ninja import Router

from vth.interface.antwoord import make_antwoord, make_links
from vth.interface.invoer import InvoerError, Veldfout, collect_fouten, read_aantal
from vth.interface.plaats import as_nummer, make_plaats, read_sleutel
from vth.interface.vraag import Vraag

from .apivormen import HOOGSTENS, STANDAARD, BladVraag

router = Router(tags=["Voortgang"])
LIJST = "api.voortgang"
Json = dict[str, Any]
T = TypeVar("T")


def make_adres(request: Vraag, rest: str) -> dict[str, str]:
    """Give the address of something of this room."""
    return {"href": request.build_absolute_uri(f"/api/v1/voortgang/{rest}")}


def read_plek(naam: str, tekst: str) -> uuid.UUID | None:
    """Read after which row a page begins. Raises PlaatsError."""
    return read_sleutel(f"{LIJST}.{naam}", tekst, uuid.UUID)


def read_nummerplek(naam: str, tekst: str) -> int:
    """Read after which number a page begins; 0 at the beginning. Raises PlaatsError."""
    return read_sleutel(f"{LIJST}.{naam}", tekst, as_nummer) or 0


def read_keuze(tekst: str, mag: Sequence[str], veld: str) -> str:
    """Read one of some words, or nothing. Raises InvoerError that names them."""
    if tekst and tekst not in mag:
        zin = f"‘{tekst[:40]}’ bestaat hier niet. Kies uit: {', '.join(mag)}."
        raise InvoerError([Veldfout(veld, zin, "onbekend")])
    return tekst


def answer_rijen(
    request: Vraag, vraag: BladVraag, naam: str, rijen: QuerySet[Any], maak: Callable[[Any], Json]
) -> HttpResponse:
    """Answer a page of rows of a table, in the order of their ids."""
    with collect_fouten() as read:
        per = read(read_aantal, vraag.aantal, standaard=STANDAARD, hoogstens=HOOGSTENS)
        na = read(read_plek, naam, vraag.vanaf)
    rijen = rijen.order_by("pk")
    gevonden = list((rijen.filter(pk__gt=na) if na else rijen)[: per + 1])
    bladzij = gevonden[:per]
    volgende = make_plaats(f"{LIJST}.{naam}", "na", str(bladzij[-1].pk)) if len(gevonden) > per else ""
    return answer_blad(request, naam, [maak(rij) for rij in bladzij], volgende)


def answer_lijst(
    request: Vraag, vraag: BladVraag, naam: str, rijen: Sequence[T], maak: Callable[[T], Json]
) -> HttpResponse:
    """Answer a page of a list that is in memory, in its own order."""
    with collect_fouten() as read:
        per = read(read_aantal, vraag.aantal, standaard=STANDAARD, hoogstens=HOOGSTENS)
        na = read(read_nummerplek, naam, vraag.vanaf)
    volgende = make_plaats(f"{LIJST}.{naam}", "na", str(na + per)) if len(rijen) > na + per else ""
    return answer_blad(request, naam, [maak(rij) for rij in rijen[na : na + per]], volgende)


def answer_blad(request: Vraag, naam: str, rijen: list[Json], volgende: str) -> HttpResponse:
    """Answer the rows of a page with where the next begins."""
    return make_antwoord({naam: rijen, "_links": make_links(request, volgende=volgende)})
