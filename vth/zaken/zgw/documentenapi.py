"""The Documenten API of VNG as far as it reads: documents that were not destroyed, their last version and its bytes."""

import uuid
from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from ninja import Query, Router

from vth.interface.invoer import InvoerError, Veldfout, read_nummer, read_tijdstip
from vth.interface.inzage import note_rijen
from vth.interface.vraag import Vraag
from vth.tijd import klok

from ..documenten.selectors import get_versie, read_laatste_versies
from ..documenten.uitgifte import send_versie
from ..models import Document, Documentversie
from ..selectors import BestaatNietError
from . import lezen
from .antwoord import (
    Bladvraag,
    Rij,
    answer,
    answer_lijst,
    make_adressen,
    read_adres,
    read_na,
    write_na,
)
from .audittrail import get_regel, list_regels
from .catalogiapi import read_catalogus
from .expand import add_expand, check_expand, check_lijst, read_expand
from .typen import list_documenten as list_kinds
from .typen import list_soortversies
from .vormen import Vormen

LIJST = "zgw.documenten"
BRON = "enkelvoudiginformatieobjecten"
router = Router(tags=["Documenten"])


class Documentvraag(Bladvraag):
    """What the list of documents can be narrowed to, by the names of the standard."""

    identificatie: str = ""
    bronorganisatie: str = ""
    expand: str = ""


class Versievraag(Bladvraag):
    """Which version of a document is asked: by its number, or the last one of a moment."""

    versie: str = ""
    registratieOp: str = ""


class Leesvraag(Versievraag):
    """What of a document is written out with it."""

    expand: str = ""


class Gebruiksvraag(Bladvraag):
    """Of which document rights of use are asked, and since and until when."""

    informatieobject: str = ""
    startdatum__lt: str = ""
    startdatum__lte: str = ""
    startdatum__gt: str = ""
    startdatum__gte: str = ""
    einddatum__lt: str = ""
    einddatum__lte: str = ""
    einddatum__gt: str = ""
    einddatum__gte: str = ""


class Objectvraag(Bladvraag):
    """Of which zaak or decision documents are asked."""

    object: str


@router.get(f"/{BRON}", url_name="documenten-lijst", operation_id="enkelvoudiginformatieobject_list")
def list_documenten(request: Vraag, vraag: Query[Documentvraag]) -> HttpResponse:
    """Geef de documenten die u mag zien, in volgorde van registratie."""
    na, uitschrijven = read_na(LIJST, vraag), _read_expand(request, vraag.expand, lijst=True)
    velden: dict[str, Any] = {}
    for naam, kolom in (("identificatie", "identificatie"), ("bronorganisatie", "leverancier")):
        if waarde := getattr(vraag, naam):
            velden[kolom] = waarde
    bladzij = lezen.list_documenten(request.viewer, velden, na=na)
    return answer_lijst(
        request,
        [uitschrijven(rij) for rij in _make(request, bladzij.rijen)],
        telling=lezen.count_documenten(request.viewer, velden),
        volgende=write_na(LIJST, bladzij.rijen[-1].pk) if bladzij.meer else "",
    )


@router.get(f"/{BRON}/{{uuid:id_}}", url_name=BRON, operation_id="enkelvoudiginformatieobject_read")
def read_document(request: Vraag, id_: uuid.UUID, vraag: Query[Leesvraag]) -> HttpResponse:
    """Geef één document met zijn laatste versie, of met die welke u noemt."""
    document, uitschrijven = _get(request, id_), _read_expand(request, vraag.expand)
    (rij,) = _make(request, [document], {id_: _get_versie(request, document, vraag)})
    return answer(uitschrijven(rij))


@router.get(
    f"/{BRON}/{{uuid:id_}}/download", url_name="bestand", operation_id="enkelvoudiginformatieobject_download"
)
def download(request: Vraag, id_: uuid.UUID, vraag: Query[Versievraag]) -> HttpResponseBase:
    """Geef het bestand van de laatste versie, of van de versie die u noemt."""
    document = _get(request, id_)
    gevraagd = _get_versie(request, document, vraag)
    try:
        antwoord = send_versie(gevraagd)
    except FileNotFoundError:
        raise BestaatNietError("Het bestand is niet in de opslag. Meld dit bij uw beheerder.") from None
    note_rijen(request, "document.download", [document], altijd=True)
    return antwoord


@router.get(
    "/objectinformatieobjecten",
    url_name="objectinformatieobjecten",
    operation_id="objectinformatieobject_list",
)
def list_objecten(request: Vraag, vraag: Query[Objectvraag]) -> HttpResponse:
    """Geef welke documenten bij een zaak of een besluit horen."""
    adressen = make_adressen(request)
    for soort, bron in (("zaak", "zaken"), ("besluit", "besluiten")):
        if id_ := adressen.read(vraag.object, bron):
            ids = lezen.list_ids_van(request.viewer, soort, id_)
            rijen = [{"informatieobject": adressen.write("documenten", BRON, pk)} for pk in ids]
            return answer([r | {"object": vraag.object, "objectType": soort} for r in rijen])
    melding = f"‘{vraag.object[:120]}’ is hier geen adres van een zaak of een besluit. Neem het adres over uit `url`."
    raise InvoerError([Veldfout("object", melding, "bad-url")])


def _get(request: Vraag, id_: uuid.UUID) -> Document:
    """Give a document that is there and that the viewer may see."""
    document = lezen.list_bewaard(request.viewer).filter(pk=id_).first()
    if document is None:
        raise BestaatNietError("Document bestaat niet, of u mag dat niet zien.")
    return document


@router.get(
    f"/{BRON}/{{uuid:id_}}/audittrail",
    url_name="stukaudittrail",
    operation_id="enkelvoudiginformatieobject_audittrail_list",
)
def list_audittrail(request: Vraag, id_: uuid.UUID) -> HttpResponse:
    """Geef wie wat met een document deed, het laatste eerst."""
    return answer(list_regels("document", id_, _get_url(request, id_)))


@router.get(
    f"/{BRON}/{{uuid:id_}}/audittrail/{{uuid:regel}}",
    url_name="stukauditregel",
    operation_id="enkelvoudiginformatieobject_audittrail_read",
)
def read_audittrail(request: Vraag, id_: uuid.UUID, regel: uuid.UUID) -> HttpResponse:
    """Geef één ding dat met een document is gedaan."""
    return answer(get_regel("document", id_, _get_url(request, id_), regel))


@router.get("/gebruiksrechten", url_name="gebruiksrechten", operation_id="gebruiksrechten_list")
def list_gebruiksrechten(request: Vraag, vraag: Query[Gebruiksvraag]) -> HttpResponse:
    """Geef de gebruiksrechten van een document: hier altijd geen, want die worden niet vastgelegd."""
    if vraag.informatieobject:
        _get(request, read_adres(make_adressen(request), "informatieobject", vraag.informatieobject, BRON))
    return answer([])


def _read_expand(request: Vraag, tekst: str, *, lijst: bool = False) -> Callable[[Rij], Rij]:
    """Read what is to be written out of the type of a document, and give what does so. Raises InvoerError."""
    boom = read_expand(tekst, "informatieobjecttype")
    if not boom:
        return lambda rij: rij
    catalogus = read_catalogus(request)
    check_expand(boom["informatieobjecttype"], "informatieobjecttypen", catalogus)
    if lijst:
        check_lijst(boom)
    typen = {type_["url"]: type_ for soort in catalogus.values() for type_ in soort}
    return lambda rij: add_expand(rij, boom, typen)


def _get_url(request: Vraag, id_: uuid.UUID) -> str:
    """Give where a document stands that the viewer may see, and note the look at it."""
    note_rijen(request, "zgw.documenten.list", [_get(request, id_)])
    return make_adressen(request).write("documenten", BRON, id_)


def _get_versie(request: Vraag, document: Document, vraag: Versievraag) -> Documentversie:
    """Give the version that is asked of a document. Raises InvoerError and BestaatNietError."""
    nummer = read_nummer(vraag.versie, "versie")
    laatste = read_laatste_versies([document])[document.pk].volgnummer
    if vraag.registratieOp:
        op = read_tijdstip(vraag.registratieOp, "registratieOp")
        laatste = Documentversie.objects.filter(document=document, op__lte=op).count()
    if not laatste or (nummer or 0) > laatste:
        raise BestaatNietError("Die versie van het document is er niet, of was er toen nog niet.")
    return get_versie(request.viewer, document.pk, nummer or laatste)


def _make(
    request: Vraag, documenten: list[Document], versies: dict[uuid.UUID, Documentversie] | None = None
) -> list[Rij]:
    """Write documents with their last version or the one that is given, and note the look at them."""
    note_rijen(request, "zgw.documenten.list", documenten)
    versies, vormen = versies or read_laatste_versies(documenten), Vormen(make_adressen(request))
    bekend = set(list_kinds(list_soortversies(klok.today())))
    return [vormen.make_document(d, versies[d.pk], bekend) for d in documenten if d.pk in versies]
