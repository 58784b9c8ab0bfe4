"""The Catalogi API of VNG as far as it reads: the kinds of zaak, step, outcome, role, decision and document.

The catalogue is configuration that holds for everybody; a viewer must be known, and sees all of it.
"""

import uuid
from collections.abc import Callable

from django.http import HttpResponse
from ninja import Query, Router

from vth.interface.invoer import InvoerError, Veldfout, collect_fouten, read_keuze
from vth.interface.vraag import Vraag
from vth.tijd import klok

from ..selectors import BestaatNietError
from .antwoord import Bladvraag, Rij, answer, answer_lijst, find_een, make_adressen, read_adres, read_na
from .typen import Soortversie, Typen, find_einden, list_besluitsoorten, list_documenten, list_soortversies

LIJST = "zgw.catalogi"
router = Router(tags=["Catalogi"])


# By what the types of each kind can be narrowed.
BRONNEN: dict[str, tuple[str, ...]] = {
    "catalogussen": ("domein", "rsin"),
    "zaaktypen": ("identificatie", "catalogus", "status"),
    "statustypen": ("zaaktype", "status"),
    "resultaattypen": ("zaaktype", "status"),
    "roltypen": ("zaaktype", "omschrijvingGeneriek", "status"),
    "besluittypen": ("catalogus", "status"),
    "informatieobjecttypen": ("catalogus", "omschrijving", "status"),
}
# Which a kind is in: there are no drafts here, so of those there is none.
STANDEN = ("alles", "definitief", "concept")


class Typevraag(Bladvraag):
    """What types can be narrowed to; which of these a kind knows stands in BRONNEN."""

    identificatie: str = ""
    zaaktype: str = ""
    catalogus: str = ""
    domein: str = ""
    rsin: str = ""
    omschrijving: str = ""
    omschrijvingGeneriek: str = ""
    status: str = ""


@router.get("/{str:bron}", operation_id="type_list")
def list_typen(request: Vraag, bron: str, vraag: Query[Typevraag]) -> HttpResponse:
    """Geef de catalogus, de zaaktypen (met elke versie waaronder een zaak loopt), of een soort onderdeel daarvan."""
    rijen = _read_bron(request, bron)
    with collect_fouten() as read:
        read(read_na, LIJST, vraag)
        for naam in sorted({naam for namen in BRONNEN.values() for naam in namen}):
            if waarde := getattr(vraag, naam):
                read(_check_vraag, request, bron, naam, waarde)
                rijen = [r for r in rijen if _fits(r, naam, waarde)]
    return answer_lijst(request, rijen)


@router.get("/{str:bron}/{uuid:id_}", url_name="typen", operation_id="type_read")
def read_type(request: Vraag, bron: str, id_: uuid.UUID) -> HttpResponse:
    """Geef één type."""
    url = make_adressen(request).write("catalogi", bron, id_)
    return answer(
        find_een(_read_bron(request, bron), url, lambda: BestaatNietError(f"{bron} {id_} bestaat niet."))
    )


def _read_bron(request: Vraag, bron: str) -> list[Rij]:
    """Write all types of a kind. Raises BestaatNietError for a kind that is not there."""
    if bron not in BRONNEN:
        raise BestaatNietError(f"{bron[:60]} bestaat niet. Kies uit: {', '.join(BRONNEN)}.")
    return _make_alles(request)[bron]


def read_catalogus(request: Vraag) -> dict[str, list[Rij]]:
    """Give every type, by its kind, for what names them."""
    return _make_alles(request)


def _fits(rij: Rij, naam: str, waarde: str) -> bool:
    """Tell whether a type fits what is asked."""
    if naam == "status":
        return waarde != "concept"
    return bool(rij.get(naam) == waarde)


def _check_vraag(request: Vraag, bron: str, naam: str, waarde: str) -> None:
    """Refuse a filter that a kind of type does not know, and an address that is none."""
    if naam not in BRONNEN[bron]:
        melding = f"{bron} zijn niet te kiezen op {naam}. Laat de parameter weg."
        raise InvoerError([Veldfout(naam, melding, "onbekende_parameter")])
    if naam in ("zaaktype", "catalogus"):
        read_adres(make_adressen(request), naam, waarde, {"zaaktype": "zaaktypen"}.get(naam, "catalogussen"))
    if naam == "status":
        read_keuze(waarde, STANDEN, "status")


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
