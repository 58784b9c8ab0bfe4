"""The writers of proposals: a source is taken to be read, and a person accepts or rejects what was read, piece by piece.

Nothing of a proposal is in a draft before it was accepted; the draft itself is written by `vergunningen.services`.
"""

import hashlib
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from vth.logboek.services import record_gebeurtenis
from vth.tijd import klok
from vth.toegang.claim import claim_alles
from vth.toegang.rules import Viewer, check_bevoegd
from vth.zaken.documenten.selectors import get_document
from vth.zaken.models import Documentversie

from ..boeking import SCHRIJVEN
from ..controle import Mutatievoorstel, check_concept
from ..inhoud import Voorschriftinhoud
from ..models import Mutatiesoort, Toestemming, Voorstel, Voorstelregel
from ..rules import VergunningError
from ..selectors import get_toestemming
from ..services import record_ontwerpen, remove_ontwerp
from .lezing import find_leessoort
from .selectors import get_voorstel, get_voorstelregel
from .tasks import run_voorstel
from .vorm import make_puntinhoud

MEESTE_TEKENS = 500_000
Staat = Voorstelregel.Staat
GENOMEN = (Staat.AANVAARD, Staat.AANGEPAST)


class OuderError(VergunningError):
    """A part was accepted before what it stands under; says which must be accepted first."""


@dataclass(frozen=True)
class Bron:
    """Where a permit is read from: the last version of a document, or a text that was pasted (`naam` says what it is)."""

    document_id: uuid.UUID | None = None
    tekst: str = ""
    naam: str = ""


@transaction.atomic
@claim_alles()
def record_voorstel(*, viewer: Viewer, toestemming_id: uuid.UUID, bron: Bron) -> Voorstel:
    """Take a source to be read for a draft; the reading waits in the queue, and nothing enters the draft.

    Raises GeenToegangError, BestaatNietError (of this room, or of `zaken` for the document), and VergunningError for a toestemming that is no draft, a kind of file that is
    not read, and a text that is empty or too long.
    """
    toestemming = get_toestemming(viewer, toestemming_id)
    check_bevoegd(viewer, SCHRIJVEN, namens=toestemming.vergunning.leverancier)
    check_concept(toestemming)
    versie = _get_versie(viewer, bron.document_id) if bron.document_id else None
    _check_bron(bron, versie)
    sha256 = versie.sha256 if versie else hashlib.sha256(bron.tekst.encode()).hexdigest()
    voorstel = Voorstel.objects.create(
        toestemming=toestemming,
        documentversie=versie,
        naam=(versie.document.titel if versie else bron.naam.strip() or "geplakte tekst")[:300],
        sha256=sha256,
        geplakt="" if versie else bron.tekst,
        door=viewer.actor,
        op=klok.now(),
    )
    _log(viewer, voorstel, "gevraagd", sha256=sha256)
    run_voorstel.enqueue(str(voorstel.pk))
    return voorstel


def _get_versie(viewer: Viewer, document_id: uuid.UUID) -> Documentversie:
    """Give the last version of a document that the viewer may see. Raises BestaatNietError."""
    document = get_document(viewer, document_id)
    return document.versies.select_related("document").latest("volgnummer")


def _check_bron(bron: Bron, versie: Documentversie | None) -> None:
    """Refuse a source that cannot be read, before anything is written."""
    if versie is not None:
        if versie.document.vernietigd_op is not None:
            raise VergunningError(
                "Dit document is vernietigd; er is niets meer te lezen. Kies een ander document."
            )
        if not find_leessoort(versie):
            raise VergunningError(
                f"Uit {versie.bestandsnaam!r} worden geen voorschriften gelezen. Kies Word (docx), PDF met tekst, ODT, tekst, CSV "
                "of JSON, of plak de tekst."
            )
        return
    if not bron.tekst.strip():
        raise VergunningError(
            "Er is geen tekst om te lezen. Kies een document, of plak de tekst van de vergunning."
        )
    if len(bron.tekst) > MEESTE_TEKENS:
        raise VergunningError(
            f"De tekst is {len(bron.tekst)} tekens; hoogstens {MEESTE_TEKENS} worden in een keer gelezen. Plak alleen de voorschriften, of "
            "lever het als document aan."
        )


@transaction.atomic
@claim_alles()
def accept_voorstelregel(
    *, viewer: Viewer, voorstel_id: uuid.UUID, volgnummer: int, inhoud: Voorschriftinhoud | None = None
) -> Voorstelregel:
    """Accept one part as it was read, or as it was adapted (`inhoud`): it enters the draft.

    Accepting the same again changes nothing; another adaptation takes the place of the one before. Under a part that was
    rejected it stands under what that one stood under. Raises GeenToegangError, BestaatNietError, OuderError while what it
    stands under is not decided, VergunningError, and VoorschriftError for contents that are none.
    """
    voorstel = get_voorstel(viewer, voorstel_id)
    check_bevoegd(viewer, SCHRIJVEN, namens=voorstel.toestemming.vergunning.leverancier)
    regel = _lock(voorstel, volgnummer)
    gelezen = make_puntinhoud(regel.nummer, regel.titel, regel.tekst, regel.gegevens)
    zelfde = inhoud is None or (inhoud == gelezen and regel.staat == Staat.AANVAARD)
    if regel.staat in GENOMEN and zelfde and _is_in_ontwerp(voorstel, regel):
        return regel
    ouder_id = _find_ouder(regel)
    _write(viewer, voorstel, [(regel, inhoud or gelezen, ouder_id)])
    return regel


@transaction.atomic
@claim_alles()
def accept_zekere(*, viewer: Viewer, voorstel_id: uuid.UUID, hoofdstuk: int) -> int:
    """Accept everything of a chapter that is sure and not decided yet, in one act; gives how many.

    What stands under something doubtful waits, for its place is doubtful too. Raises GeenToegangError, BestaatNietError and
    VergunningError.
    """
    voorstel = get_voorstel(viewer, voorstel_id)
    check_bevoegd(viewer, SCHRIJVEN, namens=voorstel.toestemming.vergunning.leverancier)
    top = _lock(voorstel, hoofdstuk)
    regels = voorstel.regels.select_for_update().filter(hoofdstuk=top.hoofdstuk).order_by("volgnummer")
    plek: dict[int, uuid.UUID | None] = {}
    te_doen: list[tuple[Voorstelregel, Voorschriftinhoud, uuid.UUID | None]] = []
    for regel in regels:
        if regel.ouder_id is not None and regel.ouder_id not in plek:
            continue
        ouder_id = plek[regel.ouder_id] if regel.ouder_id is not None else None
        if regel.staat in GENOMEN:
            plek[regel.pk] = regel.voorschrift_id
        elif regel.staat == Staat.VERWORPEN:
            plek[regel.pk] = ouder_id
        elif regel.zeker:
            regel.voorschrift_id = plek[regel.pk] = klok.make_uuid7()
            te_doen.append(
                (regel, make_puntinhoud(regel.nummer, regel.titel, regel.tekst, regel.gegevens), ouder_id)
            )
    if te_doen:
        _write(viewer, voorstel, te_doen)
    return len(te_doen)


@transaction.atomic
@claim_alles()
def reject_voorstelregel(*, viewer: Viewer, voorstel_id: uuid.UUID, volgnummer: int) -> Voorstelregel:
    """Reject one part; one that was accepted leaves the draft again. Rejecting again changes nothing.

    Raises GeenToegangError, BestaatNietError, and VergunningError while accepted parts stand under it.
    """
    voorstel = get_voorstel(viewer, voorstel_id)
    check_bevoegd(viewer, SCHRIJVEN, namens=voorstel.toestemming.vergunning.leverancier)
    regel = _lock(voorstel, volgnummer)
    if regel.staat == Staat.VERWORPEN:
        return regel
    if regel.staat in GENOMEN:
        onder = (
            regel.onderdelen.filter(staat__in=GENOMEN)
            .order_by("volgnummer")
            .values_list("nummer", flat=True)[:3]
        )
        if onder:
            raise VergunningError(
                f"Onder {regel.nummer} staan onderdelen die al zijn aanvaard ({', '.join(onder)}). Verwerp die eerst."
            )
        if regel.voorschrift_id is not None:
            remove_ontwerp(
                viewer=viewer, toestemming_id=voorstel.toestemming_id, voorschrift_id=regel.voorschrift_id
            )
    _decide(viewer, [regel], Staat.VERWORPEN)
    _log(viewer, voorstel, "verworpen", nummer=regel.nummer)
    return regel


def _lock(voorstel: Voorstel, volgnummer: int) -> Voorstelregel:
    """Give one part of a proposal, locked; refuse when the toestemming is no draft any more. Raises BestaatNietError."""
    check_concept(Toestemming.objects.select_for_update().get(pk=voorstel.toestemming_id))
    get_voorstelregel(voorstel, volgnummer)
    rijen = voorstel.regels.select_for_update(of=("self",)).select_related("ouder")
    return rijen.get(volgnummer=volgnummer)


def _is_in_ontwerp(voorstel: Voorstel, regel: Voorstelregel) -> bool:
    """Tell whether an accepted part still stands in the draft; by hand it can have been taken out."""
    id_ = regel.voorschrift_id
    return id_ is not None and voorstel.toestemming.ontwerp.filter(voorschrift_id=id_).exists()


def _find_ouder(regel: Voorstelregel) -> uuid.UUID | None:
    """Give the voorschrift under which a part comes to stand. Raises OuderError while that is not decided."""
    ouder = regel.ouder
    while ouder is not None and ouder.staat == Staat.VERWORPEN:
        ouder = ouder.ouder
    if ouder is None:
        return None
    if ouder.staat not in GENOMEN:
        raise OuderError(
            f"Voorschrift {regel.nummer} staat onder {ouder.nummer}, en daarover is nog niet beslist. Aanvaard of verwerp eerst {ouder.nummer}."
        )
    return ouder.voorschrift_id


def _write(
    viewer: Viewer,
    voorstel: Voorstel,
    delen: Sequence[tuple[Voorstelregel, Voorschriftinhoud, uuid.UUID | None]],
) -> None:
    """Write accepted parts in the draft, in one act, and remember what each became."""
    mutaties = [
        Mutatievoorstel(
            Mutatiesoort.VAN_KRACHT,
            inhoud,
            voorschrift_id=regel.voorschrift_id,
            ouder_id=ouder_id,
            plaats=regel.volgnummer,
        )
        for regel, inhoud, ouder_id in delen
    ]
    ontwerp = record_ontwerpen(viewer=viewer, toestemming_id=voorstel.toestemming_id, voorstellen=mutaties)
    for (regel, inhoud, _), rij in zip(delen, ontwerp, strict=True):
        regel.voorschrift_id = rij.voorschrift_id
        gelezen = make_puntinhoud(regel.nummer, regel.titel, regel.tekst, regel.gegevens)
        regel.staat = Staat.AANVAARD if inhoud == gelezen else Staat.AANGEPAST
    for staat in GENOMEN:
        _decide(viewer, [regel for regel, _, _ in delen if regel.staat == staat], staat)
    _log(viewer, voorstel, "aanvaard", aantal=len(delen))


def _decide(viewer: Viewer, regels: Sequence[Voorstelregel], staat: str) -> None:
    """Write what was decided of parts, by whom and when."""
    for regel in regels:
        regel.staat, regel.door, regel.op = staat, viewer.actor, klok.now()
        if staat == Staat.VERWORPEN:
            regel.voorschrift_id = None
    Voorstelregel.objects.bulk_update(regels, ["staat", "door", "op", "voorschrift"], batch_size=200)


def _log(viewer: Viewer, voorstel: Voorstel, handeling: str, **inhoud: object) -> None:
    """Write the line of the log; never words of the source."""
    record_gebeurtenis(
        actor=viewer.actor,
        organisatie=voorstel.toestemming.vergunning.leverancier,
        handeling=f"vergunning.voorstel.{handeling}",
        onderwerp=("vergunning", str(voorstel.toestemming.vergunning_id)),
        inhoud={"voorstel": str(voorstel.pk), **{k: str(v) for k, v in inhoud.items()}},
    )
