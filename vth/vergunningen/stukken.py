"""Documents that are part of a permit: the application, drawings; for everybody to read or not, per part."""

import uuid

from django.db import IntegrityError, transaction

from vth.tijd import klok
from vth.toegang.claim import claim_alles
from vth.toegang.rules import Viewer, check_bevoegd
from vth.zaken.documenten.selectors import get_document, list_zichtbare_documenten

from .boeking import SCHRIJVEN, lock_vergunning, record_act
from .models import Vergunning, Vergunningdocument
from .rules import VergunningError
from .selectors import get_toestemming


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
    """Make a document that the viewer may see part of a toestemming.

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
    try:
        with transaction.atomic():
            stuk = Vergunningdocument.objects.create(
                toestemming=toestemming, document=document, onderdeel=onderdeel, openbaar=openbaar
            )
    except IntegrityError as fout:
        raise VergunningError(f"Document {document} hoort al bij deze toestemming.") from fout
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


def list_stukken(viewer: Viewer, vergunning: Vergunning) -> list[Vergunningdocument]:
    """List the documents of a permit that the viewer may see, by their part."""
    rijen = Vergunningdocument.objects.filter(toestemming__vergunning=vergunning, vervallen_op=None)
    zichtbaar = list_zichtbare_documenten(viewer).filter(pk__in=rijen.values("document_id"))
    gekozen = rijen.filter(document__in=zichtbaar).select_related("document", "toestemming")
    return sorted(
        gekozen, key=lambda s: (s.toestemming.ingangsdatum or klok.today(), s.onderdeel, str(s.document))
    )
