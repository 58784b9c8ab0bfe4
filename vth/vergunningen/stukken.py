"""Documents that are part of a permit: the application, drawings; for everybody to read or not, per part."""

import uuid
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from vth.tijd import klok
from vth.toegang.claim import claim_alles
from vth.toegang.rules import Viewer, check_bevoegd
from vth.zaken.documenten.selectors import get_document, list_zichtbare_documenten
from vth.zaken.models import Document

from .boeking import SCHRIJVEN, lock_vergunning, record_act
from .models import Toestemming, Vergunning, Vergunningdocument
from .rules import VergunningError
from .selectors import get_toestemming

MEESTE = 100


@transaction.atomic
@claim_alles()
def record_vergunningdocument(
    *,
    viewer: Viewer,
    toestemming_id: uuid.UUID,
    document_id: uuid.UUID,
    onderdeel: str,
    openbaar: bool = False,
) -> Vergunningdocument:
    """Make a document that the viewer may see part of a toestemming, or part again when it was taken out.

    Raises GeenToegangError, BestaatNietError, and VergunningError for a part that does not exist, a document that is part of it
    already, or one that is confidential and would be public.
    """
    toestemming = get_toestemming(viewer, toestemming_id)
    check_bevoegd(viewer, SCHRIJVEN, namens=toestemming.vergunning.leverancier)
    if onderdeel not in Vergunningdocument.Onderdeel.values:
        raise VergunningError(
            f"Het onderdeel {onderdeel[:40]!r} bestaat niet. Kies uit: {', '.join(Vergunningdocument.Onderdeel.values)}."
        )
    document = get_document(viewer, document_id)
    if openbaar and document.vertrouwelijkheid != "openbaar":
        raise VergunningError(
            f"Document {document} is {document.vertrouwelijkheid}. Maak een versie zonder de vertrouwelijke delen, en neem die als "
            "openbaar onderdeel op."
        )
    vergunning = lock_vergunning(toestemming.vergunning, None)
    stuk, nieuw = Vergunningdocument.objects.get_or_create(
        toestemming=toestemming,
        document=document,
        defaults={"onderdeel": onderdeel, "openbaar": openbaar},
    )
    if not nieuw and stuk.vervallen_op is None:
        raise VergunningError(f"Document {document} hoort al bij deze toestemming.")
    if not nieuw:
        stuk.onderdeel, stuk.openbaar, stuk.vervallen_op = onderdeel, openbaar, None
        stuk.save(update_fields=["onderdeel", "openbaar", "vervallen_op"])
    record_act(
        viewer, vergunning, "document", toestemming=toestemming.pk, document=document.pk, onderdeel=onderdeel
    )
    return stuk


@transaction.atomic
@claim_alles()
def close_vergunningdocument(*, viewer: Viewer, toestemming_id: uuid.UUID, document_id: uuid.UUID) -> None:
    """Say that a document is no part of a toestemming any more. Raises GeenToegangError, BestaatNietError."""
    toestemming = get_toestemming(viewer, toestemming_id)
    check_bevoegd(viewer, SCHRIJVEN, namens=toestemming.vergunning.leverancier)
    vergunning = lock_vergunning(toestemming.vergunning, None)
    rijen = toestemming.documenten.filter(document_id=document_id, vervallen_op=None)
    if rijen.update(vervallen_op=klok.now()):
        record_act(viewer, vergunning, "document_vervallen", toestemming=toestemming.pk, document=document_id)


def list_dossierdocumenten(viewer: Viewer, toestemming: Toestemming) -> list[Document]:
    """List the documents of the zaak and the decision of a toestemming that the viewer may see, newest first."""
    besluit = toestemming.besluit
    if besluit is None:
        return []
    van = Q(besluit=besluit) | (Q(zaak_id=besluit.zaak_id) if besluit.zaak_id else Q(pk=None))
    rijen = list_zichtbare_documenten(viewer).filter(van, vernietigd_op=None)
    return list(rijen.order_by("-geregistreerd_op")[:MEESTE])


def find_document(viewer: Viewer, identificatie: str) -> Document | None:
    """Find a document by its number among what the viewer may see; None when it is not there, or more than one has it."""
    rijen = list_zichtbare_documenten(viewer).filter(identificatie=identificatie.strip(), vernietigd_op=None)
    gevonden = list(rijen[:2])
    return gevonden[0] if len(gevonden) == 1 else None


def list_stukken(
    viewer: Viewer, vergunning: Vergunning, toestemming: Toestemming | None = None
) -> list[Vergunningdocument]:
    """List the documents of a permit, or of one toestemming in it, that the viewer may see, by their part."""
    rijen = Vergunningdocument.objects.filter(toestemming__vergunning=vergunning, vervallen_op=None)
    if toestemming is not None:
        rijen = rijen.filter(toestemming=toestemming)
    zichtbaar = list_zichtbare_documenten(viewer).filter(pk__in=rijen.values("document_id"))
    gekozen = rijen.filter(document__in=zichtbaar).select_related("document", "toestemming")
    return sorted(
        gekozen, key=lambda s: (s.toestemming.ingangsdatum or klok.today(), s.onderdeel, str(s.document))
    )


def list_genomen_stukken(vergunning: Vergunning, bekend_op: datetime) -> set[int]:
    """Give the numbers of all documents of the decisions of a permit that were established by then, seen or not: to count them."""
    rijen = Vergunningdocument.objects.filter(toestemming__vergunning=vergunning, vervallen_op=None)
    return set(rijen.filter(toestemming__vastgesteld_op__lte=bekend_op).values_list("pk", flat=True))
