"""Destroying a document: its bytes, its text and its words go; that it was there, and its hash, stay as proof."""

import time
import uuid
from collections.abc import Collection

from django.db import transaction
from django.db.models import F, Q, QuerySet

from vth.logboek.services import record_gebeurtenis
from vth.tijd import klok
from vth.toegang.claim import claim_alles
from vth.toegang.rules import Viewer, check_bevoegd
from vth.zaken.models import Brief, Document, Documenttekst, Documentversie
from vth.zoeken.services import remove_zoekregels

from .bewaarplaats import get_opslag
from .opruimen import find_gebruikt
from .rules import DocumentError
from .selectors import get_document
from .voorbeeld import drop_voorbeeld

RECHT = "document.erase"
VERNIETIGD = "vernietigd document"
# Bytes that somebody else brings at this moment are left to the sweep.
NET_SECONDEN = 60


@transaction.atomic
@claim_alles()
def erase_document(*, viewer: Viewer, document_id: uuid.UUID | str, grond: str) -> Document:
    """Destroy the content of a document of a closed zaak, on a ground; bytes that another document has too stay.

    What may go and who signs for it is decided by whoever calls this. Destroying again changes nothing. Raises
    GeenToegangError, BestaatNietError, and DocumentError while the zaak is open.
    """
    document = get_document(viewer, document_id)
    check_bevoegd(viewer, RECHT, namens=document.leverancier)
    if document.vernietigd_op is not None:
        return document
    if document.zaak is not None and document.zaak.einddatum is None:
        raise DocumentError(
            f"Zaak {document.zaak.identificatie} is nog open; haar documenten worden niet vernietigd. Sluit de zaak eerst."
        )
    hashes = sorted(set(document.versies.values_list("sha256", flat=True)))
    erase_documenten(Document.objects.filter(pk=document.pk))
    document.refresh_from_db()
    record_gebeurtenis(
        actor=viewer.actor,
        organisatie=document.leverancier,
        handeling=RECHT,
        onderwerp=("document", str(document.pk)),
        inhoud={"identificatie": document.identificatie, "sha256": hashes, "grond": grond[:300]},
    )
    return document


def derive_van_zaken(zaak_ids: Collection[uuid.UUID]) -> Q:
    """Give the condition for the documents of some zaken: their own, and those of their decisions and verzoeken."""
    ids = list(zaak_ids)
    return Q(zaak_id__een_van=ids) | Q(besluit__zaak_id__een_van=ids) | Q(verzoek__zaak_id__een_van=ids)


def erase_documenten(documenten: QuerySet[Document]) -> int:
    """Empty documents of words and bytes, set-based, inside the act that decided it; gives how many went.

    Their number, kind, days, sizes and hashes stay. The bytes go after the act is committed.
    """
    ids = list(documenten.filter(vernietigd_op=None).values_list("pk", flat=True))
    weg = Document.objects.filter(pk__een_van=ids)
    versies = Documentversie.objects.filter(document_id__een_van=ids)
    hashes = sorted(set(versies.values_list("sha256", flat=True)))
    teksten = Documenttekst.objects.filter(documentversie__document_id__een_van=ids)
    teksten.update(staat=Documenttekst.Staat.NIET_LEESBAAR, uitleg="Het document is vernietigd.", tekst="")
    Brief.objects.filter(documentversie__document_id__een_van=ids).update(herkomst=[])
    versies.update(bestandsnaam="", naam_gegeven="", reden="")
    weg.update(vernietigd_op=klok.now(), titel=VERNIETIGD, beschrijving="", auteur="", versie=F("versie") + 1)
    remove_zoekregels(ids)
    transaction.on_commit(lambda: drop_bytes(hashes))
    return len(ids)


def drop_bytes(hashes: Collection[str]) -> None:
    """Remove bytes that no document has any more, with their pictures; a crash before this leaves them to the sweep."""
    for sha256 in set(hashes) - find_gebruikt(list(hashes)):
        drop_voorbeeld(sha256)
        get_opslag().remove(sha256, time.time() - NET_SECONDEN)
