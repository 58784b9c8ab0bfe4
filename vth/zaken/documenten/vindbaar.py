"""What can be found of a document: its title, number, name and text, under the sight of the document itself."""

import uuid
from collections.abc import Collection

from django.urls import reverse

from vth.toegang.rules import Viewer, derive_zichttermen_sql
from vth.zaken.models import Document, Verzoek, Zaak
from vth.zoeken.services import replace_zoekregels, select_ids
from vth.zoeken.vondsten import Vondst, register_vondsten

from .rules import derive_niveau
from .selectors import list_zichtbare_documenten

# PostgreSQL keeps no more than a megabyte of words of one thing; what comes after this is not found.
MEESTE_TEKENS = 250_000
LAATSTE = (
    "SELECT v.id FROM zaken_documentversie v WHERE v.document_id = d.id ORDER BY v.volgnummer DESC LIMIT 1"
)


def write_zoekregel(document: Document) -> None:
    """Bring the index up to date for one document, inside the transaction of its change; of a destroyed one nothing stays."""
    write_zoekregels([document.pk])


def write_zoekregels(ids: Collection[uuid.UUID]) -> int:
    """Bring the index up to date for some documents, inside a transaction; gives how many rows stand there now."""
    wie = select_ids(ids)
    return replace_zoekregels(
        onderwerpen_sql=wie,
        regels_sql="SELECT 'document' AS soort, d.id AS onderwerp, d.titel AS titel, "
        "d.identificatie || ' ' || d.titel || ' ' || d.beschrijving || ' ' || coalesce(v.bestandsnaam, '') || ' ' || "
        f"substr(coalesce(t.tekst, ''), 1, {MEESTE_TEKENS}) AS tekst, {derive_zichttermen_sql('d')} AS zicht "
        f"FROM zaken_document d LEFT JOIN zaken_documentversie v ON v.id = ({LAATSTE}) "
        "LEFT JOIN zaken_documenttekst t ON t.documentversie_id = v.id "
        f"WHERE d.id IN ({wie}) AND d.vernietigd_op IS NULL",
    )


def follow_verzoek(verzoek: Verzoek, zaak: Zaak) -> None:
    """Let the documents of a verzoek come along to the zaak it is handled in, at least as confidential as that.

    Inside the transaction of whoever gives the verzoek its zaak.
    """
    for document in Document.objects.select_for_update().filter(verzoek=verzoek, zaak=None):
        document.zaak, document.gebied = zaak, zaak.gebied
        document.vertrouwelijkheid = derive_niveau("", [document.vertrouwelijkheid, zaak.vertrouwelijkheid])
        document.versie += 1
        document.save()
        write_zoekregel(document)


def read_documenten(viewer: Viewer, ids: Collection[uuid.UUID]) -> list[Vondst]:
    """Give documents by their ids as they are shown among what was found."""
    return [
        Vondst(
            id=d.pk,
            soort="document",
            soortnaam="Document",
            naam=d.identificatie,
            toelichting=d.titel,
            leverancier=d.leverancier,
            adres=reverse("zaken:document", args=[d.pk]),
        )
        for d in list_zichtbare_documenten(viewer).filter(pk__in=ids)
    ]


register_vondsten("document", read_documenten)
