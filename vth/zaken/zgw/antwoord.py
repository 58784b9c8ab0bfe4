"""What the three ZGW APIs share: reading what an address asks, a page of a list, and an answer with every member of the standard."""

import uuid
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any
from urllib.parse import urlencode

import orjson
from django.http import HttpRequest, HttpResponse
from ninja import Schema

from vth.interface.invoer import DAG, InvoerError, Veldfout
from vth.interface.plaats import make_plaats, read_plaats

from .adressen import Adressen

Rij = dict[str, Any]
VERDER = "Volg het adres in `next`."


class Bladvraag(Schema):
    """Which page of a list is asked."""

    page: str = ""
    vanaf: str = ""


def make_adressen(request: HttpRequest) -> Adressen:
    """Give the addresses of the site that was asked."""
    return Adressen(request.build_absolute_uri("/").rstrip("/"))


def answer(inhoud: Any) -> HttpResponse:
    """Write an answer with every member of the standard, null where nothing is known."""
    return HttpResponse(orjson.dumps(inhoud), content_type="application/json")


def answer_lijst(
    request: HttpRequest, rijen: list[Rij], *, telling: int | None = None, volgende: str = ""
) -> HttpResponse:
    """Write a list; without `telling` the whole of it is there. `volgende` is the place after the last row."""
    adres = None
    if volgende:
        vraag = {k: v for k, v in request.GET.items() if k not in ("vanaf", "page")}
        adres = request.build_absolute_uri(f"{request.path}?{urlencode({**vraag, 'vanaf': volgende})}")
    aantal = len(rijen) if telling is None else telling
    return answer({"count": aantal, "next": adres, "previous": None, "results": rijen})


def read_na(lijst: str, vraag: Bladvraag) -> uuid.UUID | None:
    """Read after which row a page begins. Raises InvoerError for a number of a page other than the first."""
    if vraag.page not in ("", "1"):
        melding = f"Bladzijde {vraag.page[:20]!r} kan niet worden opgevraagd. {VERDER}"
        raise InvoerError([Veldfout("page", melding, "page")])
    plaats = read_plaats(lijst, vraag.vanaf)
    return uuid.UUID(plaats.sleutel) if plaats else None


def write_na(lijst: str, id_: uuid.UUID) -> str:
    """Write the place after a row."""
    return make_plaats(lijst, "na", id_)


def read_dag(veld: str, tekst: str) -> date:
    """Read a day. Raises InvoerError."""
    try:
        if DAG.fullmatch(tekst):
            return date.fromisoformat(tekst)
    except ValueError:
        pass
    melding = f"‘{tekst[:40]}’ is geen dag. Schrijf jaar, maand en dag, zoals 2025-04-22."
    raise InvoerError([Veldfout(veld, melding, "geen_datum")])


def read_dagen(vraag: Schema, kolom: str) -> dict[str, date]:
    """Read the conditions on a day that an address carries, as conditions of the ORM. Raises InvoerError."""
    namen = [naam for naam in type(vraag).model_fields if naam.partition("__")[0] == kolom]
    gevuld = {naam: str(getattr(vraag, naam)) for naam in namen if naam.rpartition("__")[2] != "isnull"}
    return {naam: read_dag(naam, tekst) for naam, tekst in gevuld.items() if tekst}


def read_ja(veld: str, tekst: str) -> bool:
    """Read true or false. Raises InvoerError."""
    if tekst not in ("true", "false"):
        melding = f"‘{tekst[:20]}’ is geen ja of nee. Schrijf true of false."
        raise InvoerError([Veldfout(veld, melding, "geen_boolean")])
    return tekst == "true"


def read_adres(adressen: Adressen, veld: str, tekst: str, bron: str) -> uuid.UUID:
    """Read the address of a thing of this site. Raises InvoerError for any other."""
    if id_ := adressen.read(tekst, bron):
        return id_
    melding = f"‘{tekst[:120]}’ is hier geen adres van {bron}. Neem het adres over uit `url`."
    raise InvoerError([Veldfout(veld, melding, "bad-url")])


def find_een(rijen: Iterable[Rij], url: str, niet: Callable[[], Exception]) -> Rij:
    """Give the row with an address; raises what `niet` makes when there is none."""
    rij = next((r for r in rijen if r["url"] == url), None)
    if rij is None:
        raise niet()
    return rij


def keep_adres(rijen: list[Rij], naam: str, adres: str) -> list[Rij]:
    """Keep the rows that name an address; all of them when none is asked. One of elsewhere or of nothing keeps no row."""
    return [r for r in rijen if r[naam] == adres] if adres else rijen
