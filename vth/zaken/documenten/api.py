"""Documents for programs: send a large file in parts, and go on where it broke off."""

import base64
import binascii
import re
from collections.abc import Iterator
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from ninja import Query, Router

from vth.interface.antwoord import make_antwoord
from vth.interface.invoer import InvoerError, Veldfout, read_nummer
from vth.interface.inzage import note_rijen
from vth.interface.probleem import make_probleem
from vth.interface.vraag import Vraag
from vth.zaken.models import Documentontvangst, Documentversie

from .apivormen import (
    CONTENT_DIGEST,
    LICHAAM,
    Aankondigingvorm,
    Deelvraag,
    Documentvorm,
    Klaarvorm,
    Ontvangstvorm,
)
from .ontvangst import (
    DEEL_HOOGSTENS,
    Aankondiging,
    accept_deel,
    close_ontvangst,
    get_ontvangst,
    record_ontvangst,
)
from .plek import NieuwDocument
from .rules import DeelError

BROK = 1 << 16
DIGEST = re.compile(r"(?:^|,\s*)sha-256=:([A-Za-z0-9+/]+={0,2}):")
router = Router(tags=["Documenten"])


@router.post(
    "/documentontvangsten",
    response={201: Ontvangstvorm},
    by_alias=True,
    operation_id="recordDocumentontvangst",
    summary="Kondig een document aan",
)
def start(request: Vraag, aankondiging: Aankondigingvorm) -> HttpResponse:
    """Begin met het versturen van een bestand in delen; `Location` zegt waar de delen heen gaan."""
    velden = aankondiging.model_dump()
    los = {naam: velden.pop(naam) for naam in ("bestandsnaam", "bestandsomvang", "document_id", "reden")}
    nieuw = None if los["document_id"] else NieuwDocument(**velden)
    ontvangst = record_ontvangst(viewer=request.viewer, aankondiging=Aankondiging(nieuw=nieuw, **los))
    inhoud = _make_ontvangst(request, ontvangst)
    return make_antwoord(inhoud, status=201, location=inhoud["_links"]["self"]["href"])


@router.get(
    "/documentontvangsten/{id}",
    response=Ontvangstvorm,
    by_alias=True,
    operation_id="readDocumentontvangst",
    summary="Lees hoe ver een document is",
)
def read(request: Vraag, id: str) -> HttpResponse:
    """Geef hoeveel bytes er zijn; na een onderbreking gaat het versturen vanaf daar verder."""
    return make_antwoord(_make_ontvangst(request, get_ontvangst(request.viewer, id)))


@router.put(
    "/documentontvangsten/{id}/deel",
    response=Ontvangstvorm,
    by_alias=True,
    operation_id="acceptDocumentdeel",
    summary="Stuur een deel van een document",
    openapi_extra=LICHAAM,
)
def accept(
    request: Vraag,
    id: str,
    vraag: Query[Deelvraag],
    content_digest: str = CONTENT_DIGEST,
) -> HttpResponse:
    """Neem een deel aan. Hetzelfde deel nog eens mag. Past het niet, dan zegt `Upload-Offset` welk deel wordt verwacht."""
    vanaf = read_nummer(vraag.vanaf, "vanaf") or 0
    sha256 = read_digest(content_digest)
    ontvangst = get_ontvangst(request.viewer, id)
    try:
        if int(request.META.get("CONTENT_LENGTH") or 0) > DEEL_HOOGSTENS:
            raise DeelError(f"Een deel is hoogstens {DEEL_HOOGSTENS >> 20} MB.", ontvangst.ontvangen)
        ontvangst = accept_deel(
            viewer=request.viewer,
            ontvangst_id=ontvangst.pk,
            vanaf=vanaf,
            brokken=_iter_brokken(request),
            sha256=sha256,
        )
    except DeelError as fout:
        return _refuse(fout)
    return make_antwoord(_make_ontvangst(request, ontvangst))


def _iter_brokken(request: Vraag) -> Iterator[bytes]:
    """Read the body piece by piece, as it comes."""
    while brok := request.read(BROK):
        yield brok


def read_digest(kop: str) -> str:
    """Read the SHA-256 out of a Content-Digest, as hexadecimal. Raises InvoerError."""
    gevonden = DIGEST.search(kop)
    try:
        ruw = base64.b64decode(gevonden.group(1), validate=True) if gevonden else b""
    except binascii.Error:
        ruw = b""
    if len(ruw) != 32:
        melding = "Stuur het controlegetal van het deel mee: Content-Digest: sha-256=:(base64):."
        raise InvoerError([Veldfout("Content-Digest", melding, "geen_digest")])
    return ruw.hex()


@router.post(
    "/documentontvangsten/{id}/klaar",
    response={201: Documentvorm},
    by_alias=True,
    operation_id="closeDocumentontvangst",
    summary="Rond het versturen van een document af",
)
def close(request: Vraag, id: str, klaar: Klaarvorm) -> HttpResponse:
    """Zeg dat elk deel is verstuurd; het bestand wordt getoetst en bewaard. Nog eens afronden geeft hetzelfde."""
    ontvangst = get_ontvangst(request.viewer, id)
    try:
        versie = close_ontvangst(viewer=request.viewer, ontvangst_id=ontvangst.pk, sha256=klaar.sha256)
    except DeelError as fout:
        return _refuse(fout)
    note_rijen(request, "document.read", [versie.document])
    inhoud = _make_document(request, versie)
    return make_antwoord(inhoud, status=201, location=inhoud["_links"]["self"]["href"])


def _refuse(fout: DeelError) -> HttpResponse:
    """Answer a part that does not fit with the offset that is expected."""
    antwoord = make_probleem(409, str(fout), code="deel_past_niet")
    antwoord["Upload-Offset"] = str(fout.verwacht)
    return antwoord


def _make_ontvangst(request: Vraag, o: Documentontvangst) -> dict[str, Any]:
    """Make the answer of how far a file is."""
    adres = request.build_absolute_uri(f"/api/v1/documentontvangsten/{o.pk}")
    return {
        "id": str(o.pk),
        "staat": o.staat,
        "bestandsomvang": o.bestandsomvang,
        "ontvangen": o.ontvangen,
        "deelHoogstens": DEEL_HOOGSTENS,
        "vervaltOp": o.vervalt_op,
        "_links": {
            "self": {"href": adres},
            "deel": {"href": f"{adres}/deel"},
            "klaar": {"href": f"{adres}/klaar"},
        },
    }


def _make_document(request: Vraag, versie: Documentversie) -> dict[str, Any]:
    """Make the answer of a version that was taken in."""
    document = versie.document
    pagina = request.build_absolute_uri(reverse("zaken:document", args=[document.pk]))
    return {
        "id": str(document.pk),
        "identificatie": document.identificatie,
        "titel": document.titel,
        "versie": versie.volgnummer,
        "bestandsnaam": versie.bestandsnaam,
        "bestandsomvang": versie.bestandsomvang,
        "formaat": versie.formaat,
        "sha256": versie.sha256,
        "scan": versie.scan,
        "_links": {"self": {"href": pagina}},
    }
