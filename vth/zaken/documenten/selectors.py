"""Reading documents: only what the viewer may see, by the one filter of `toegang`."""

import uuid
from collections.abc import Iterable

from django.db.models import QuerySet

from vth.toegang.rules import Viewer, derive_zicht_q
from vth.zaken.models import Document, Documentversie, Zaak
from vth.zaken.selectors import BestaatNietError, get_zichtbaar, read_soort

MEESTE = 200


def list_zichtbare_documenten(viewer: Viewer) -> QuerySet[Document]:
    """Give the documents the viewer may see."""
    return Document.objects.filter(derive_zicht_q(viewer.zicht))


def get_document(viewer: Viewer, document_id: uuid.UUID | str) -> Document:
    """Give one document; raises BestaatNietError when it is not there for this viewer."""
    rijen = list_zichtbare_documenten(viewer).select_related("zaak", "verzoek", "besluit")
    return get_zichtbaar(rijen, document_id, "Document")


def get_versie(viewer: Viewer, document_id: uuid.UUID | str, volgnummer: int) -> Documentversie:
    """Give one version of a document; raises BestaatNietError when it is not there for this viewer."""
    document = get_document(viewer, document_id)
    versie = document.versies.select_related("document").filter(volgnummer=min(volgnummer, 2**31 - 1)).first()
    if versie is None:
        raise BestaatNietError(f"Document {document.identificatie} heeft geen versie {volgnummer}.")
    return versie


def list_zaakdocumenten(viewer: Viewer, zaak: Zaak, *, hoogstens: int = MEESTE) -> list[Document]:
    """List the documents of a zaak that the viewer may see, newest first."""
    rijen = list_zichtbare_documenten(viewer).filter(zaak=zaak)
    return list(rijen.order_by("-geregistreerd_op", "-id")[:hoogstens])


def list_besluitdocumenten(
    viewer: Viewer, besluit_id: uuid.UUID, *, hoogstens: int = MEESTE
) -> list[Document]:
    """List the documents of a decision that the viewer may see, newest first."""
    rijen = list_zichtbare_documenten(viewer).filter(besluit_id=besluit_id)
    return list(rijen.order_by("-geregistreerd_op", "-id")[:hoogstens])


def read_laatste_versies(documenten: Iterable[Document]) -> dict[uuid.UUID, Documentversie]:
    """Give the last version of each of some documents."""
    ids = [d.pk for d in documenten]
    versies = Documentversie.objects.filter(document_id__in=ids).select_related("lezing")
    return {v.document_id: v for v in versies.order_by("volgnummer")}


def list_verwacht(viewer: Viewer, zaak: Zaak) -> list[tuple[str, bool]]:
    """List what the kind of a zaak expects, and whether it is there for this viewer."""
    er = set(list_zichtbare_documenten(viewer).filter(zaak=zaak).values_list("documentsoort", flat=True))
    return [(soort, soort in er) for soort in read_soort(zaak).documenten]


def sees_documenten(viewer: Viewer) -> bool:
    """Tell whether there is a ground on which the viewer sees any documents at all."""
    return viewer.zicht.alle_soorten or "document" in viewer.zicht.soorten
