"""Reading proposals: only of a permit that the viewer may see, and out of a document that he may see."""

import uuid
from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet

from vth.toegang.rules import Viewer, derive_zicht_q
from vth.zaken.documenten.selectors import list_zichtbare_documenten
from vth.zaken.models import Document, Documentversie

from ..models import Toestemming, Voorstel, Voorstelregel
from ..selectors import BestaatNietError
from .lezing import find_leessoort

MEESTE = 100


def list_zichtbare_voorstellen(viewer: Viewer) -> QuerySet[Voorstel]:
    """Give the proposals that the viewer may see; of a document that was destroyed nobody sees the proposal either."""
    documenten = list_zichtbare_documenten(viewer).filter(vernietigd_op=None)
    van = Q(documentversie=None) | Q(documentversie__document__in=documenten)
    return Voorstel.objects.filter(derive_zicht_q(viewer.zicht, "toestemming__vergunning__")).filter(van)


def get_voorstel(viewer: Viewer, voorstel_id: uuid.UUID | str) -> Voorstel:
    """Give one proposal; raises BestaatNietError when it is not there for this viewer."""
    rijen = list_zichtbare_voorstellen(viewer).select_related(
        "toestemming__vergunning", "documentversie__document"
    )
    try:
        gevonden = rijen.filter(pk=voorstel_id).first()
    except ValidationError:
        gevonden = None
    if gevonden is None:
        raise BestaatNietError(f"Voorstel {str(voorstel_id)[:40]} bestaat niet, of u mag dat niet zien.")
    return gevonden


def get_voorstelregel(voorstel: Voorstel, volgnummer: int) -> Voorstelregel:
    """Give one part of a proposal that the viewer may see. Raises BestaatNietError."""
    gevonden = voorstel.regels.select_related("ouder").filter(volgnummer=min(volgnummer, 2**31 - 1)).first()
    if gevonden is None:
        raise BestaatNietError(f"Voorstel {voorstel.pk} heeft geen deel {volgnummer}.")
    return gevonden


def list_voorstellen(viewer: Viewer, toestemming: Toestemming) -> list[Voorstel]:
    """List the proposals for a draft that the viewer may see, newest first, without their texts."""
    rijen = list_zichtbare_voorstellen(viewer).filter(toestemming=toestemming)
    return list(rijen.defer("bronregels", "geplakt", "rest").order_by("-op", "-id")[:MEESTE])


def find_document(viewer: Viewer, identificatie: str) -> Document | None:
    """Find a document by its number among what the viewer may see; None when it is not there, or more than one has it."""
    rijen = list_zichtbare_documenten(viewer).filter(identificatie=identificatie.strip(), vernietigd_op=None)
    gevonden = list(rijen[:2])
    return gevonden[0] if len(gevonden) == 1 else None


def list_leesbaar(viewer: Viewer, toestemming: Toestemming) -> list[Document]:
    """List the documents of the zaak and the decision of a toestemming that can be read as a permit."""
    besluit = toestemming.besluit
    if besluit is None:
        return []
    van = Q(besluit=besluit) | (Q(zaak_id=besluit.zaak_id) if besluit.zaak_id else Q(pk=None))
    documenten = list(
        list_zichtbare_documenten(viewer)
        .filter(van, vernietigd_op=None)
        .order_by("-geregistreerd_op")[:MEESTE]
    )
    leesbaar = _list_leesbare_ids([d.pk for d in documenten])
    return [d for d in documenten if d.pk in leesbaar]


def _list_leesbare_ids(ids: Collection[uuid.UUID]) -> set[uuid.UUID]:
    """Give which documents have a last version that can be read."""
    laatste = {
        v.document_id: v for v in Documentversie.objects.filter(document_id__in=ids).order_by("volgnummer")
    }
    return {id_ for id_, versie in laatste.items() if find_leessoort(versie)}
