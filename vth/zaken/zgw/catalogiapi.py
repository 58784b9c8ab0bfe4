"""The Catalogi API of VNG as far as it reads: the kinds of zaak, step, outcome, role, decision and document.

The catalogue is configuration that holds for everybody; a viewer must be known, and sees all of it.
"""

import uuid
from collections.abc import Callable

from django.http import HttpResponse
from ninja import Query, Router

from vth.interface.vraag import Vraag
from vth.tijd import klok

from ..selectors import BestaatNietError
from .antwoord import Bladvraag, Rij, answer, answer_lijst, find_een, make_adressen, read_adres, read_na
from .typen import Soortversie, Typen, find_einden, list_besluitsoorten, list_documenten, list_soortversies

LIJST = "zgw.catalogi"
router = Router(tags=["Catalogi"])


class Zaaktypevraag(Bladvraag):
    """What the kinds of zaak can be narrowed to."""

    identificatie: str = ""


class Onderdeelvraag(Bladvraag):
    """Of which kind of zaak parts are asked; all of them when it is left out."""

    zaaktype: str = ""


def _make_alles(request: Vraag) -> dict[str, list[Rij]]:
    """Write the whole catalogue: some tens of kinds."""
    op, typen = klok.today(), Typen(make_adressen(request))
    versies, besluiten = list_soortversies(op), list_besluitsoorten(op)
    einden = find_einden(versies)
    return {
        "catalogussen": [typen.make_catalogus(versies, besluiten)],
        "zaaktypen": [typen.make_zaaktype(v, einden.get(v.versie)) for v in versies],
        "statustypen": _flatten(typen.list_statustypen, versies),
        "resultaattypen": _flatten(typen.list_resultaattypen, versies),
        "roltypen": _flatten(typen.list_roltypen, versies),
        "besluittypen": [typen.make_besluittype(code, dict(b)) for code, b in besluiten.items()],
        "informatieobjecttypen": [typen.make_informatieobjecttype(n) for n in list_documenten(versies)],
    }


def _flatten(maak: Callable[[Soortversie], list[Rij]], versies: list[Soortversie]) -> list[Rij]:
    """Write the parts of all versions one after the other."""
    return [rij for versie in versies for rij in maak(versie)]


def _list(request: Vraag, bron: str, vraag: Bladvraag, **velden: str) -> HttpResponse:
    """Answer the list of one kind of type, narrowed to what was given."""
    read_na(LIJST, vraag)
    rijen = _make_alles(request)[bron]
    for naam, waarde in velden.items():
        rijen = [r for r in rijen if not waarde or r[naam] == waarde]
    return answer_lijst(request, rijen)


def _read(request: Vraag, bron: str, id_: uuid.UUID) -> HttpResponse:
    """Answer one type."""
    url = make_adressen(request).write("catalogi", bron, id_)
    return answer(
        find_een(_make_alles(request)[bron], url, lambda: BestaatNietError(f"{bron}: {id_} bestaat niet."))
    )


def _check_zaaktype(request: Vraag, vraag: Onderdeelvraag) -> str:
    """Give the address of the kind of zaak that was asked. Raises InvoerError for an address that is none."""
    if vraag.zaaktype:
        read_adres(make_adressen(request), "zaaktype", vraag.zaaktype, "zaaktypen")
    return vraag.zaaktype


@router.get("/catalogussen", operation_id="catalogus_list")
def list_catalogussen(request: Vraag, vraag: Query[Bladvraag]) -> HttpResponse:
    """Geef de catalogus."""
    return _list(request, "catalogussen", vraag)


@router.get("/catalogussen/{uuid:id_}", url_name="catalogussen", operation_id="catalogus_read")
def read_catalogus(request: Vraag, id_: uuid.UUID) -> HttpResponse:
    """Geef de catalogus."""
    return _read(request, "catalogussen", id_)


@router.get("/zaaktypen", operation_id="zaaktype_list")
def list_zaaktypen(request: Vraag, vraag: Query[Zaaktypevraag]) -> HttpResponse:
    """Geef de zaaktypen, met elke versie waaronder een zaak loopt."""
    return _list(request, "zaaktypen", vraag, identificatie=vraag.identificatie)


@router.get("/zaaktypen/{uuid:id_}", url_name="zaaktypen", operation_id="zaaktype_read")
def read_zaaktype(request: Vraag, id_: uuid.UUID) -> HttpResponse:
    """Geef één zaaktype."""
    return _read(request, "zaaktypen", id_)


@router.get("/statustypen", operation_id="statustype_list")
def list_statustypen(request: Vraag, vraag: Query[Onderdeelvraag]) -> HttpResponse:
    """Geef de stappen van zaaktypen."""
    return _list(request, "statustypen", vraag, zaaktype=_check_zaaktype(request, vraag))


@router.get("/statustypen/{uuid:id_}", url_name="statustypen", operation_id="statustype_read")
def read_statustype(request: Vraag, id_: uuid.UUID) -> HttpResponse:
    """Geef één stap."""
    return _read(request, "statustypen", id_)


@router.get("/resultaattypen", operation_id="resultaattype_list")
def list_resultaattypen(request: Vraag, vraag: Query[Onderdeelvraag]) -> HttpResponse:
    """Geef de resultaten van zaaktypen."""
    return _list(request, "resultaattypen", vraag, zaaktype=_check_zaaktype(request, vraag))


@router.get("/resultaattypen/{uuid:id_}", url_name="resultaattypen", operation_id="resultaattype_read")
def read_resultaattype(request: Vraag, id_: uuid.UUID) -> HttpResponse:
    """Geef één resultaat."""
    return _read(request, "resultaattypen", id_)


@router.get("/roltypen", operation_id="roltype_list")
def list_roltypen(request: Vraag, vraag: Query[Onderdeelvraag]) -> HttpResponse:
    """Geef de rollen bij zaaktypen."""
    return _list(request, "roltypen", vraag, zaaktype=_check_zaaktype(request, vraag))


@router.get("/roltypen/{uuid:id_}", url_name="roltypen", operation_id="roltype_read")
def read_roltype(request: Vraag, id_: uuid.UUID) -> HttpResponse:
    """Geef één rol."""
    return _read(request, "roltypen", id_)


@router.get("/besluittypen", operation_id="besluittype_list")
def list_besluittypen(request: Vraag, vraag: Query[Bladvraag]) -> HttpResponse:
    """Geef de soorten besluit."""
    return _list(request, "besluittypen", vraag)


@router.get("/besluittypen/{uuid:id_}", url_name="besluittypen", operation_id="besluittype_read")
def read_besluittype(request: Vraag, id_: uuid.UUID) -> HttpResponse:
    """Geef één soort besluit."""
    return _read(request, "besluittypen", id_)


@router.get("/informatieobjecttypen", operation_id="informatieobjecttype_list")
def list_informatieobjecttypen(request: Vraag, vraag: Query[Bladvraag]) -> HttpResponse:
    """Geef de soorten document."""
    return _list(request, "informatieobjecttypen", vraag)


@router.get(
    "/informatieobjecttypen/{uuid:id_}",
    url_name="informatieobjecttypen",
    operation_id="informatieobjecttype_read",
)
def read_informatieobjecttype(request: Vraag, id_: uuid.UUID) -> HttpResponse:
    """Geef één soort document."""
    return _read(request, "informatieobjecttypen", id_)
