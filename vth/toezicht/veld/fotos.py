"""A photo from the field: its bytes come in parts and go on after a break; whole, it is a document of the controle."""

import uuid
from collections.abc import Iterable
from itertools import chain

from django.db import transaction

from vth.tijd import klok
from vth.tijd.rules import derive_legal_day
from vth.toegang.claim import claim_alles
from vth.toegang.rules import Viewer, check_bevoegd
from vth.toezicht.boeking import SCHRIJVEN, lock_controle, open_dossier
from vth.toezicht.models import Veldstuk
from vth.toezicht.selectors import get_controle
from vth.zaken.documenten.ontvangst import Aankondiging, accept_deel, close_ontvangst, record_ontvangst
from vth.zaken.documenten.plek import NieuwDocument
from vth.zaken.models import Documentontvangst
from vth.zaken.selectors import BestaatNietError

from .rules import FOTO, VeldError, is_fotobegin

SOORT = "foto"


def get_foto(viewer: Viewer, stuk_id: uuid.UUID) -> Veldstuk:
    """Give a photo of a controle that the viewer may see; raises BestaatNietError."""
    stuk = (
        Veldstuk.objects.filter(pk=stuk_id, soort=FOTO)
        .select_related("controle", "ontvangst", "document")
        .first()
    )
    if stuk is None:
        raise BestaatNietError(f"Foto {stuk_id} is hier niet bekend. Bied haar opnieuw aan.")
    get_controle(viewer, stuk.controle_id)
    return stuk


def count_ontvangen(viewer: Viewer, stuk_id: uuid.UUID) -> int:
    """Say how many bytes of a photo are here, so that a device goes on from there. Raises BestaatNietError."""
    stuk = get_foto(viewer, stuk_id)
    if stuk.document_id:
        return int(stuk.inhoud.get("bytes", 0))
    return stuk.ontvangst.ontvangen if stuk.ontvangst and stuk.ontvangst.vervalt_op > klok.now() else 0


def accept_fotodeel(
    *, viewer: Viewer, stuk_id: uuid.UUID, vanaf: int, brokken: Iterable[bytes], sha256: str
) -> int:
    """Take in one part of a photo and say how many bytes are here; a part that is here already is well.

    Raises GeenToegangError, BestaatNietError, DeelError that tells which byte is expected, DocumentError, and VeldError for what is no photo.
    """
    stuk = get_foto(viewer, stuk_id)
    check_bevoegd(viewer, SCHRIJVEN, namens=stuk.controle.leverancier)
    if stuk.document_id:
        return int(stuk.inhoud.get("bytes", 0))
    rest = iter(brokken)
    eerste = next(rest, b"")
    if vanaf == 0 and not is_fotobegin(eerste):
        raise VeldError(
            f"{str(stuk.inhoud.get('naam', 'Dit bestand'))[:80]} is geen foto. Foto's zijn JPEG, PNG of WebP; voeg iets anders in het dossier toe."
        )
    ontvangst = _find_ontvangst(viewer, stuk)
    deel = accept_deel(
        viewer=viewer, ontvangst_id=ontvangst.pk, vanaf=vanaf, brokken=chain([eerste], rest), sha256=sha256
    )
    return deel.ontvangen


def _find_ontvangst(viewer: Viewer, stuk: Veldstuk) -> Documentontvangst:
    """Give the receipt that is open for a photo, or begin one, with the zaak of the controle as its place."""
    if stuk.ontvangst and stuk.ontvangst.vervalt_op > klok.now():
        return stuk.ontvangst
    with transaction.atomic(), claim_alles():
        controle = lock_controle(stuk.controle, None)
        zaak = open_dossier(viewer, controle)
    naam = str(stuk.inhoud.get("naam") or "foto.jpg").rsplit(".", 1)[0][:80] + ".jpg"
    ontvangst = record_ontvangst(
        viewer=viewer,
        aankondiging=Aankondiging(
            bestandsnaam=naam,
            bestandsomvang=int(stuk.inhoud["bytes"]),
            nieuw=NieuwDocument(
                titel=f"Foto bij {controle.kenmerk}{f', vraag {stuk.vraag}' if stuk.vraag else ''}"[:200],
                documentsoort=SOORT,
                zaak_id=zaak.pk,
                creatiedatum=derive_legal_day(stuk.geldt_op),
            ),
        ),
    )
    Veldstuk.objects.filter(pk=stuk.pk).update(ontvangst=ontvangst)
    return ontvangst


def close_foto(*, viewer: Viewer, stuk_id: uuid.UUID, sha256: str) -> Veldstuk:
    """Finish a photo: it becomes a document of the zaak of its controle; finishing again gives the same.

    Raises GeenToegangError, BestaatNietError, DeelError when bytes are missing or the hash is another, and DocumentError.
    """
    stuk = get_foto(viewer, stuk_id)
    check_bevoegd(viewer, SCHRIJVEN, namens=stuk.controle.leverancier)
    if stuk.document_id:
        return stuk
    if stuk.ontvangst_id is None:
        raise VeldError("Van deze foto is nog niets ontvangen. Bied haar opnieuw aan.")
    versie = close_ontvangst(viewer=viewer, ontvangst_id=stuk.ontvangst_id, sha256=sha256)
    stuk.document = versie.document
    with transaction.atomic(), claim_alles():
        Veldstuk.objects.filter(pk=stuk.pk).update(document=versie.document)
    return stuk
