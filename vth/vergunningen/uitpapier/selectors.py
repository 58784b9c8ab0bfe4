"""Reading proposals: only of a permit that the viewer may see, and out of a document that he may see."""

import uuid
from collections.abc import Collection

from django.db.models import Q, QuerySet

from vth.toegang.rules import Viewer, derive_zicht_q
from vth.zaken.documenten.selectors import list_zichtbare_documenten
from vth.zaken.models import Document, Documentversie
from vth.zaken.selectors import BestaatNietError, get_zichtbaar

from ..models import Toestemming, Voorstel, Voorstelregel
from ..stukken import list_dossierdocumenten
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
    return get_zichtbaar(rijen, voorstel_id, "Voorstel")


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


def list_leesbaar(viewer: Viewer, toestemming: Toestemming) -> list[Document]:
    """List the documents of the zaak and the decision of a toestemming that can be read as a permit."""
    documenten = list_dossierdocumenten(viewer, toestemming)
    leesbaar = _list_leesbare_ids([d.pk for d in documenten])
    return [d for d in documenten if d.pk in leesbaar]


def _list_leesbare_ids(ids: Collection[uuid.UUID]) -> set[uuid.UUID]:
    """Give which documents have a last version that can be read."""
    laatste = {
        v.document_id: v for v in Documentversie.objects.filter(document_id__in=ids).order_by("volgnummer")
    }
    return {id_ for id_, versie in laatste.items() if find_leessoort(versie)}
