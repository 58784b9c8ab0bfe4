"""Destroying a document: its bytes, its text and its words go; that it was there, and its hash, stay as proof."""

import time
import uuid
from collections.abc import Collection

from django.db import transaction

from vth.logboek.services import record_gebeurtenis
from vth.tijd import klok
from vth.toegang.claim import claim_alles
from vth.toegang.rules import Viewer, check_bevoegd
from vth.zaken.models import Document, Documenttekst

from .opruimen import find_gebruikt
from .opslag import get_opslag
from .rules import DocumentError
from .selectors import get_document
from .vindbaar import write_zoekregel
from .voorbeeld import drop_voorbeeld

RECHT = "document.erase"
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
    document.vernietigd_op, document.titel = klok.now(), "vernietigd document"
    document.beschrijving = document.auteur = ""
    document.versie += 1
    document.save()
    teksten = Documenttekst.objects.filter(documentversie__document=document)
    teksten.update(staat=Documenttekst.Staat.NIET_LEESBAAR, uitleg="Het document is vernietigd.", tekst="")
    write_zoekregel(document)
    hashes = sorted(set(document.versies.values_list("sha256", flat=True)))
    record_gebeurtenis(
        actor=viewer.actor,
        organisatie=document.leverancier,
        handeling=RECHT,
        onderwerp=("document", str(document.pk)),
        inhoud={"identificatie": document.identificatie, "sha256": hashes, "grond": grond[:300]},
    )
    transaction.on_commit(lambda: drop_bytes(hashes))
    return document


def drop_bytes(hashes: Collection[str]) -> None:
    """Remove bytes that no document has any more, with their pictures; a crash before this leaves them to the sweep."""
    for sha256 in set(hashes) - find_gebruikt(list(hashes)):
        drop_voorbeeld(sha256)
        get_opslag().remove(sha256, time.time() - NET_SECONDEN)
