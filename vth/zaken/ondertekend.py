"""Which letters lay before who signed: the versions that were made of the signed text, by their hash."""

from typing import Any

from django.db.models import F

from .models import Besluit, Besluitversie, Brief


def list_ondertekende_stukken(besluit: Besluit, versie: Besluitversie) -> list[dict[str, Any]]:
    """List the letters that were made of the text that is signed, to keep with the decision: document, version and hash.

    Only the last version of a letter counts, and only when it was made of this text. A letter that is made after the signature, with
    the signature in it, is of the same text: that stands fast.
    """
    brieven = Brief.objects.filter(
        besluitversie=versie,
        documentversie__document__besluit=besluit,
        documentversie__document__vernietigd_op=None,
        documentversie__volgnummer=F("documentversie__document__versie"),
    )
    velden = ("document__identificatie", "volgnummer", "sha256")
    rijen = brieven.order_by("documentversie__document_id").values_list(
        *(f"documentversie__{v}" for v in velden)
    )
    return [{"document": kenmerk, "versie": nummer, "sha256": sha256} for kenmerk, nummer, sha256 in rijen]
