"""The Documenten API of VNG as far as it reads: documents that were not destroyed, their last version and its bytes."""

import uuid
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from ninja import Query, Router

from vth.interface.invoer import InvoerError, Veldfout, read_nummer
from vth.interface.inzage import note_rijen
from vth.interface.vraag import Vraag
from vth.tijd import klok

from ..documenten.selectors import get_versie, read_laatste_versies
from ..documenten.uitgifte import send_versie
from ..models import Document
from ..selectors import BestaatNietError
from . import lezen
from .antwoord import Bladvraag, Rij, answer, answer_lijst, make_adressen, read_na, write_na
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


class Objectvraag(Bladvraag):
    """Of which zaak or decision documents are asked."""

    object: str


@router.get(f"/{BRON}", url_name="documenten-lijst", operation_id="enkelvoudiginformatieobject_list")
def list_documenten(request: Vraag, vraag: Query[Documentvraag]) -> HttpResponse:
    """Geef de documenten die u mag zien, in volgorde van registratie."""
    na = read_na(LIJST, vraag)
    velden: dict[str, Any] = {}
    for naam, kolom in (("identificatie", "identificatie"), ("bronorganisatie", "leverancier")):
        if waarde := getattr(vraag, naam):
            velden[kolom] = waarde
    bladzij = lezen.list_documenten(request.viewer, velden, na=na)
    return answer_lijst(
        request,
        _make(request, bladzij.rijen),
        telling=lezen.count_documenten(request.viewer, velden),
        volgende=write_na(LIJST, bladzij.rijen[-1].pk) if bladzij.meer else "",
    )


@router.get(f"/{BRON}/{{uuid:id_}}", url_name=BRON, operation_id="enkelvoudiginformatieobject_read")
def read_document(request: Vraag, id_: uuid.UUID) -> HttpResponse:
    """Geef één document met zijn laatste versie."""
    return answer(_make(request, [_get(request, id_)])[0])


@router.get(
    f"/{BRON}/{{uuid:id_}}/download", url_name="bestand", operation_id="enkelvoudiginformatieobject_download"
)
def download(request: Vraag, id_: uuid.UUID, versie: str = "") -> HttpResponseBase:
    """Geef het bestand van de laatste versie, of van de versie die u noemt."""
    document = _get(request, id_)
    laatste = read_laatste_versies([document])[document.pk]
    gevraagd = get_versie(request.viewer, id_, read_nummer(versie, "versie") or laatste.volgnummer)
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


def _make(request: Vraag, documenten: list[Document]) -> list[Rij]:
    """Write documents with their last version, and note the look at them."""
    note_rijen(request, "zgw.documenten.list", documenten)
    versies, vormen = read_laatste_versies(documenten), Vormen(make_adressen(request))
    bekend = set(list_kinds(list_soortversies(klok.today())))
    return [vormen.make_document(d, versies[d.pk], bekend) for d in documenten if d.pk in versies]
