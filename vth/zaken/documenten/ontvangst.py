"""A file that comes in parts: begin, send parts from an offset, finish with the hash of the whole; and go on after a break.

A part is received and checked outside the transaction; only its place in the file is decided under the lock of the row.
Sending the same part again changes nothing. What the row says counts: bytes after that are of a part that broke off.
"""

import hashlib
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from pydantic import TypeAdapter

from vth.interface.storing import is_vol
from vth.tijd import klok
from vth.toegang.claim import claim_alles
from vth.toegang.rules import Viewer, check_bevoegd, derive_zicht_q
from vth.zaken.models import Documentontvangst, Documentversie
from vth.zaken.selectors import get_zichtbaar

from .bewaarplaats import get_opslag
from .opslag import BLOK, VOL, Klaargezet, get_werkmap, measure, sync_bestand
from .plek import NieuwDocument, check_gegevens, check_open, find_plek
from .rules import DeelError, DocumentError, check_omvang, derive_bestandsnaam
from .selectors import get_document
from .services import RECHT, Bekeken, add_document, add_versie, look_at

DEEL_HOOGSTENS = 16 << 20
Staat = Documentontvangst.Staat
GEGEVENS = TypeAdapter(NieuwDocument)


@dataclass(frozen=True)
class Aankondiging:
    """What is said of a file before it comes: what it will be called, how large it is, and what it becomes.

    With `document_id` it becomes the next version of that document, for `reden`; else a new document.
    """

    bestandsnaam: str
    bestandsomvang: int
    nieuw: NieuwDocument | None = None
    document_id: uuid.UUID | None = None
    reden: str = ""


def get_ontvangst(viewer: Viewer, ontvangst_id: uuid.UUID | str) -> Documentontvangst:
    """Give what comes in, to who began it. Raises BestaatNietError."""
    rijen = Documentontvangst.objects.filter(derive_zicht_q(viewer.zicht), begonnen_door=viewer.actor)
    return get_zichtbaar(rijen.select_related("resultaat__document"), ontvangst_id, "Ontvangst")


def get_ontvangstpad(ontvangst: Documentontvangst) -> Path:
    """Give the file in which the parts come together."""
    return get_werkmap() / f"{ontvangst.pk}.ontvangst"


@transaction.atomic
@claim_alles()
def record_ontvangst(*, viewer: Viewer, aankondiging: Aankondiging) -> Documentontvangst:
    """Begin to take in a file in parts, when it could be taken in at all.

    Raises GeenToegangError, BestaatNietError, and DocumentError: a size or a name that cannot be, a zaak that is closed.
    """
    check_bevoegd(viewer, RECHT)
    derive_bestandsnaam(aankondiging.bestandsnaam)
    check_omvang(aankondiging.bestandsomvang, settings.DOCUMENT_MAX_BYTES)
    ontvangst = Documentontvangst(
        soort="document",
        bestandsnaam=aankondiging.bestandsnaam,
        bestandsomvang=aankondiging.bestandsomvang,
        begonnen_op=klok.now(),
        begonnen_door=viewer.actor,
        vervalt_op=klok.now() + timedelta(days=settings.ONTVANGST_DAGEN),
    )
    _put_doel(viewer, ontvangst, aankondiging)
    check_bevoegd(viewer, RECHT, namens=ontvangst.leverancier)
    ontvangst.save()
    return ontvangst


def _put_doel(viewer: Viewer, ontvangst: Documentontvangst, aankondiging: Aankondiging) -> None:
    """Say what a file will be, with the sight of that."""
    if aankondiging.document_id is not None:
        document = get_document(viewer, aankondiging.document_id)
        check_open(document.zaak)
        ontvangst.document, ontvangst.zaak = document, document.zaak
        ontvangst.leverancier, ontvangst.gebied = document.leverancier, document.gebied
        ontvangst.vertrouwelijkheid = document.vertrouwelijkheid
        ontvangst.gegevens = {"reden": aankondiging.reden}
        return
    if aankondiging.nieuw is None:
        raise DocumentError("Zeg wat het bestand wordt: een nieuw document, of een versie van een document.")
    plek = find_plek(viewer, aankondiging.nieuw)
    check_open(plek.zaak)
    ontvangst.vertrouwelijkheid = check_gegevens(viewer, aankondiging.nieuw, plek)
    ontvangst.zaak, ontvangst.leverancier = plek.zaak, plek.ding.leverancier
    ontvangst.gebied = plek.ding.gebied
    ontvangst.gegevens = GEGEVENS.dump_python(aankondiging.nieuw, mode="json")


def accept_deel(
    *, viewer: Viewer, ontvangst_id: uuid.UUID, vanaf: int, brokken: Iterable[bytes], sha256: str
) -> Documentontvangst:
    """Take in one part from an offset, when its hash is the one that was announced; a part that is there already is well.

    Raises GeenToegangError, BestaatNietError, DeelError that tells which offset is expected, and DocumentError for a part
    that is too large or came in damaged.
    """
    check_bevoegd(viewer, RECHT)
    ontvangst = get_ontvangst(viewer, ontvangst_id)
    check_bevoegd(viewer, RECHT, namens=ontvangst.leverancier)
    _check_bezig(ontvangst)
    deel = get_werkmap() / f"{ontvangst.pk}.{uuid.uuid4().hex}.deel"
    try:
        bytes_ = _receive(brokken, deel, sha256, ontvangst.ontvangen)
        return _add_deel(viewer, ontvangst, vanaf, deel, bytes_)
    finally:
        deel.unlink(missing_ok=True)


def _receive(brokken: Iterable[bytes], deel: Path, sha256: str, verwacht: int) -> int:
    """Write a part down, and refuse it when it is not what was announced; gives its size."""
    som, aantal = hashlib.sha256(), 0
    try:
        with deel.open("wb") as uit:
            for brok in brokken:
                aantal += len(brok)
                if aantal > DEEL_HOOGSTENS:
                    raise DeelError(
                        f"Een deel is hoogstens {DEEL_HOOGSTENS >> 20} MB. Stuur kleinere delen; verwacht wordt het deel vanaf byte {verwacht}.",
                        verwacht,
                    )
                som.update(brok)
                uit.write(brok)
    except OSError as fout:
        if is_vol(fout):
            raise DocumentError(VOL) from fout
        raise
    if not aantal or som.hexdigest() != sha256.lower():
        raise DeelError(
            f"Het deel kwam beschadigd aan: het telt {aantal} bytes met controlegetal {som.hexdigest()}, en aangekondigd was "
            f"{sha256[:64]}. Stuur het opnieuw; verwacht wordt het deel vanaf byte {verwacht}.",
            verwacht,
        )
    return aantal


@transaction.atomic
@claim_alles()
def _add_deel(
    viewer: Viewer, ontvangst: Documentontvangst, vanaf: int, deel: Path, bytes_: int
) -> Documentontvangst:
    """Put a part at its place under the lock of the row; on the disk first, then in the row."""
    vast = Documentontvangst.objects.select_for_update().get(pk=ontvangst.pk)
    _check_bezig(vast)
    pad = get_ontvangstpad(vast)
    if vanaf != vast.ontvangen:
        if _is_gelijk(pad, vanaf, deel, min(vast.ontvangen, vast.bestandsomvang)):
            return vast
        raise DeelError(
            f"Het deel begint bij byte {vanaf}, en verwacht wordt het deel vanaf byte {vast.ontvangen}.",
            vast.ontvangen,
        )
    if vanaf + bytes_ > vast.bestandsomvang:
        raise DeelError(
            f"Met dit deel telt het bestand {vanaf + bytes_} bytes, en aangekondigd waren er {vast.bestandsomvang}. Verwacht worden "
            f"nog {vast.bestandsomvang - vast.ontvangen} bytes vanaf byte {vast.ontvangen}.",
            vast.ontvangen,
        )
    with pad.open("r+b" if pad.exists() else "wb") as uit, deel.open("rb") as bron:
        uit.seek(vanaf)
        uit.truncate()
        while brok := bron.read(BLOK):
            uit.write(brok)
    sync_bestand(pad)
    vast.ontvangen = vanaf + bytes_
    vast.save(update_fields=["ontvangen"])
    return vast


def _is_gelijk(pad: Path, vanaf: int, deel: Path, ontvangen: int) -> bool:
    """Tell whether a part is there already, byte for byte."""
    inhoud = deel.read_bytes()
    if vanaf < 0 or vanaf + len(inhoud) > ontvangen or not pad.exists():
        return False
    with pad.open("rb") as bestand:
        bestand.seek(vanaf)
        return bestand.read(len(inhoud)) == inhoud


def _check_bezig(ontvangst: Documentontvangst) -> None:
    """Refuse a part of what is finished or lapsed."""
    if ontvangst.staat != Staat.BEZIG:
        raise DeelError("Dit bestand is al helemaal ontvangen en vastgelegd.", ontvangst.bestandsomvang)
    if ontvangst.vervalt_op <= klok.now():
        raise DocumentError(
            f"Deze ontvangst is verlopen op {ontvangst.vervalt_op:%d-%m-%Y}. Begin opnieuw met het versturen."
        )


def close_ontvangst(*, viewer: Viewer, ontvangst_id: uuid.UUID, sha256: str) -> Documentversie:
    """Finish: every byte is there and the whole has the announced hash; it becomes the document or version it was meant to be.

    Finishing again gives the same. Raises GeenToegangError, BestaatNietError, DeelError when bytes are missing or the hash is
    another, and whatever `accept_document` refuses.
    """
    check_bevoegd(viewer, RECHT)
    ontvangst = get_ontvangst(viewer, ontvangst_id)
    check_bevoegd(viewer, RECHT, namens=ontvangst.leverancier)
    if ontvangst.resultaat is not None:
        return ontvangst.resultaat
    _check_bezig(ontvangst)
    if ontvangst.ontvangen != ontvangst.bestandsomvang:
        raise DeelError(
            f"Er zijn {ontvangst.ontvangen} van {ontvangst.bestandsomvang} bytes binnen. Verwacht wordt het deel vanaf byte {ontvangst.ontvangen}.",
            ontvangst.ontvangen,
        )
    bekeken = look_at(_find_heel(ontvangst, sha256.lower()), ontvangst.bestandsnaam)
    return _finish(viewer, ontvangst, bekeken)


def _find_heel(ontvangst: Documentontvangst, sha256: str) -> Klaargezet:
    """Give the whole file, after its hash was worked out; also when it went into the store and the row was not written."""
    pad = get_ontvangstpad(ontvangst)
    if not pad.exists():
        return _bring_back(ontvangst, sha256)
    bestand = measure(pad)
    if bestand.sha256 != sha256:
        with transaction.atomic(), claim_alles():
            Documentontvangst.objects.filter(pk=ontvangst.pk, staat=Staat.BEZIG).update(ontvangen=0)
        raise DeelError(
            f"Het geheel heeft controlegetal {bestand.sha256}, en u noemt {sha256[:64]}. Er is onderweg iets veranderd. Stuur het bestand "
            "opnieuw; verwacht wordt het deel vanaf byte 0.",
            0,
        )
    return bestand


def _bring_back(ontvangst: Documentontvangst, sha256: str) -> Klaargezet:
    """Set the bytes down again that a try that died had put into the store."""
    pad = get_ontvangstpad(ontvangst)
    try:
        with get_opslag().open(sha256) as bron, pad.open("wb") as uit:
            while brok := bron.read(BLOK):
                uit.write(brok)
    except (FileNotFoundError, ValueError):
        pad.unlink(missing_ok=True)
        with transaction.atomic(), claim_alles():
            Documentontvangst.objects.filter(pk=ontvangst.pk, staat=Staat.BEZIG).update(ontvangen=0)
        raise DeelError(
            "De ontvangen delen zijn er niet meer. Stuur het bestand opnieuw; verwacht wordt het deel vanaf byte 0.",
            0,
        ) from None
    return measure(pad)


@transaction.atomic
@claim_alles()
def _finish(viewer: Viewer, ontvangst: Documentontvangst, bekeken: Bekeken) -> Documentversie:
    """Make the document or the version, once; the row is kept, so that finishing again gives the same."""
    vast = Documentontvangst.objects.select_for_update().get(pk=ontvangst.pk)
    if vast.resultaat is not None:
        return vast.resultaat
    if vast.document_id is not None:
        versie = add_versie(viewer, vast.document_id, bekeken, vast.gegevens.get("reden", ""), None)
    else:
        document = add_document(viewer, GEGEVENS.validate_python(vast.gegevens), bekeken)
        versie = document.versies.get()
    vast.staat, vast.resultaat = Staat.KLAAR, versie
    vast.save(update_fields=["staat", "resultaat"])
    return versie
