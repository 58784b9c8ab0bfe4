"""The writers of documents: take one in, give it a next version, change what is told of it.

The bytes are set down and looked at first, outside any transaction; then they go into the store, and then the rows are
written. Whatever fails in between leaves at most bytes that no row tells of, which `opruimen` sweeps away.
"""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from vth.logboek.services import record_gebeurtenis
from vth.organisaties.services import record_betrokkenheid
from vth.tijd import klok
from vth.toegang.claim import claim_alles
from vth.toegang.rules import Viewer, check_bevoegd
from vth.toegang.selectors import list_actornamen
from vth.zaken.boeking import make_kenmerk, record_act
from vth.zaken.models import Document, Documenttekst, Documentversie, Zaak
from vth.zaken.rules import AnderWasVoorError

from .bewaarplaats import get_opslag
from .inhoud import sniff_soort
from .opslag import Klaargezet, set_down
from .plek import NieuwDocument, Plek, check_gegevens, check_open, clean_soort, find_plek, lock_plek
from .rules import Bestandsnaam, Bestandssoort, DocumentError, check_soort, derive_bestandsnaam
from .selectors import get_document
from .tasks import enqueue_lezing
from .vindbaar import write_zoekregel
from .virusscan import Scan, scan_bestand

RECHT = "zaak.record"


@dataclass(frozen=True)
class Bekeken:
    """A file that was looked at: what it is, what it is called, and what the scanner said."""

    bestand: Klaargezet
    naam: Bestandsnaam
    soort: Bestandssoort
    scan: Scan


def look_at(bestand: Klaargezet, bestandsnaam: str) -> Bekeken:
    """Look at a file that was set down, and take its bytes into the store. Raises DocumentError, and ScanError."""
    naam = derive_bestandsnaam(bestandsnaam)
    soort = check_soort(naam, sniff_soort(bestand.pad))
    bekeken = Bekeken(bestand, naam, soort, scan_bestand(bestand.pad))
    get_opslag().put(bestand.pad, bestand.sha256)
    return bekeken


def accept_document(
    *, viewer: Viewer, nieuw: NieuwDocument, brokken: Iterable[bytes], bestandsnaam: str
) -> Document:
    """Take in a document, its bytes in pieces, for a zaak, verzoek or besluit that the viewer works on.

    Raises GeenToegangError, BestaatNietError, and DocumentError: a closed zaak, a name, size, type or content that is not
    taken in, a virus, a scanner that does not answer, less confidential than its zaak.
    """
    check_bevoegd(viewer, RECHT)
    plek = find_plek(viewer, nieuw)
    check_bevoegd(viewer, RECHT, namens=plek.ding.leverancier)
    check_open(plek.zaak)
    check_gegevens(viewer, nieuw, plek)
    derive_bestandsnaam(bestandsnaam)
    bestand = set_down(brokken)
    try:
        return record_document(viewer=viewer, nieuw=nieuw, bestand=bestand, bestandsnaam=bestandsnaam)
    finally:
        bestand.drop()


def record_document(
    *, viewer: Viewer, nieuw: NieuwDocument, bestand: Klaargezet, bestandsnaam: str
) -> Document:
    """Take in a document of which the bytes were set down. Raises as `accept_document` does."""
    check_bevoegd(viewer, RECHT)
    find_plek(viewer, nieuw)
    return add_document(viewer, nieuw, look_at(bestand, bestandsnaam))


@transaction.atomic
@claim_alles()
def add_document(viewer: Viewer, nieuw: NieuwDocument, bekeken: Bekeken) -> Document:
    """Write a document with its first version; everything is asked once more under the lock of its zaak."""
    plek = find_plek(viewer, nieuw)
    check_bevoegd(viewer, RECHT, namens=plek.ding.leverancier)
    zaak = lock_plek(plek.zaak)
    niveau = check_gegevens(viewer, nieuw, plek)
    document = Document.objects.create(
        soort="document",
        leverancier=plek.ding.leverancier,
        gebied=plek.ding.gebied,
        vertrouwelijkheid=niveau,
        identificatie=make_kenmerk(plek.ding.leverancier, "D", klok.today()),
        zaak=plek.zaak,
        verzoek=plek.verzoek,
        besluit=plek.besluit,
        documentsoort=clean_soort(nieuw.documentsoort),
        titel=nieuw.titel.strip()[:200],
        beschrijving=nieuw.beschrijving.strip()[:1000],
        auteur=(nieuw.auteur.strip() or list_actornamen([viewer.actor])[viewer.actor])[:200],
        creatiedatum=nieuw.creatiedatum or klok.today(),
        ontvangstdatum=nieuw.ontvangstdatum,
        verzenddatum=nieuw.verzenddatum,
        openbare_delen=nieuw.openbare_delen,
        status=nieuw.status,
        geregistreerd_op=klok.now(),
        geregistreerd_door=viewer.actor,
    )
    versie = _write_versie(viewer, document, bekeken, "")
    _record_documentact(viewer, document, zaak, "document.record", versie)
    return document


def accept_versie(
    *,
    viewer: Viewer,
    document_id: uuid.UUID,
    brokken: Iterable[bytes],
    bestandsnaam: str,
    reden: str = "",
    gezien: int | None = None,
) -> Documentversie:
    """Take in the next version of a document; the same bytes again are no new version.

    Raises GeenToegangError, BestaatNietError, AnderWasVoorError, and DocumentError as `accept_document` does; among them that
    the zaak is closed, or that the document is definitive.
    """
    check_bevoegd(viewer, RECHT)
    document = get_document(viewer, document_id)
    check_bevoegd(viewer, RECHT, namens=document.leverancier)
    check_open(document.zaak)
    _check_status(document)
    derive_bestandsnaam(bestandsnaam)
    bestand = set_down(brokken)
    try:
        return record_versie(
            viewer=viewer,
            document_id=document_id,
            bestand=bestand,
            bestandsnaam=bestandsnaam,
            reden=reden,
            gezien=gezien,
        )
    finally:
        bestand.drop()


def record_versie(
    *,
    viewer: Viewer,
    document_id: uuid.UUID,
    bestand: Klaargezet,
    bestandsnaam: str,
    reden: str = "",
    gezien: int | None = None,
) -> Documentversie:
    """Take in a version of which the bytes were set down. Raises as `accept_versie` does."""
    check_bevoegd(viewer, RECHT)
    get_document(viewer, document_id)
    return add_versie(viewer, document_id, look_at(bestand, bestandsnaam), reden, gezien)


@transaction.atomic
@claim_alles()
def add_versie(
    viewer: Viewer, document_id: uuid.UUID, bekeken: Bekeken, reden: str, gezien: int | None
) -> Documentversie:
    """Write the next version of a document, under the lock of its zaak and of itself."""
    document = get_document(viewer, document_id)
    check_bevoegd(viewer, RECHT, namens=document.leverancier)
    zaak = lock_plek(document.zaak)
    document = _lock_document(document, gezien)
    _check_status(document)
    laatste = document.versies.order_by("-volgnummer").first()
    if laatste is not None and laatste.sha256 == bekeken.bestand.sha256:
        return laatste
    versie = _write_versie(viewer, document, bekeken, reden)
    _record_documentact(viewer, document, zaak, "documentversie.record", versie)
    return versie


def _check_status(document: Document) -> None:
    """Refuse another version of a definitive document."""
    if document.status == Document.Status.DEFINITIEF:
        raise DocumentError(
            f"Document {document.identificatie} is definitief en verandert niet meer. Leg wat nieuw is als een ander document vast."
        )


def _lock_document(document: Document, gezien: int | None) -> Document:
    """Lock a document, and refuse when somebody changed it since version `gezien` was looked at."""
    vast = Document.objects.select_for_update(of=("self",)).select_related("zaak").get(pk=document.pk)
    if gezien is not None and vast.versie != gezien:
        raise AnderWasVoorError(
            f"Document {vast.identificatie} is intussen gewijzigd. Uw wijziging is niet vastgelegd. Bekijk het opnieuw en kies dan."
        )
    return vast


def _write_versie(viewer: Viewer, document: Document, bekeken: Bekeken, reden: str) -> Documentversie:
    """Write one version, and have its text read."""
    versie = Documentversie.objects.create(
        document=document,
        volgnummer=document.versies.count() + 1,
        sha256=bekeken.bestand.sha256,
        bestandsomvang=bekeken.bestand.bestandsomvang,
        formaat=bekeken.soort.formaat,
        bestandsnaam=bekeken.naam.veilig,
        naam_gegeven=bekeken.naam.gegeven,
        scan=bekeken.scan,
        reden=reden.strip()[:300],
        door=viewer.actor,
        op=klok.now(),
    )
    Documenttekst.objects.create(documentversie=versie, op=klok.now())
    enqueue_lezing(versie)
    return versie


def _record_documentact(
    viewer: Viewer, document: Document, zaak: Zaak | None, handeling: str, versie: Documentversie | None
) -> None:
    """Save a document under its next version, with the index, the line of the log, and the act on its zaak."""
    document.versie += 1
    document.save()
    write_zoekregel(document)
    inhoud: dict[str, object] = {"identificatie": document.identificatie, "zaak": str(document.zaak_id or "")}
    if versie is not None:
        inhoud |= {
            "versie": versie.volgnummer,
            "sha256": versie.sha256,
            "bytes": versie.bestandsomvang,
            "scan": versie.scan,
        }
    record_gebeurtenis(
        actor=viewer.actor,
        organisatie=document.leverancier,
        handeling=handeling,
        onderwerp=("document", str(document.pk)),
        inhoud=inhoud,
    )
    record_betrokkenheid(viewer=viewer, onderwerp=("document", str(document.pk)), handeling=handeling)
    if zaak is not None:
        wat = {"document.record": "document", "documentversie.record": "documentversie"}.get(
            handeling, "documentgegevens"
        )
        record_act(viewer, zaak, wat, naar=document.identificatie)


@dataclass(frozen=True)
class Gegevens:
    """What is told of a document that is there; None leaves a part as it is."""

    titel: str | None = None
    documentsoort: str | None = None
    beschrijving: str | None = None
    auteur: str | None = None
    vertrouwelijkheid: str | None = None
    openbare_delen: bool | None = None
    creatiedatum: date | None = None
    ontvangstdatum: date | None = None
    verzenddatum: date | None = None
    status: str | None = None


@transaction.atomic
@claim_alles()
def record_documentgegevens(
    *, viewer: Viewer, document_id: uuid.UUID, gegevens: Gegevens, gezien: int | None = None
) -> Document:
    """Change what is told of a document; never below the confidentiality of its zaak, and a definitive one stays definitive.

    Raises GeenToegangError, BestaatNietError, AnderWasVoorError and DocumentError.
    """
    document = get_document(viewer, document_id)
    check_bevoegd(viewer, RECHT, namens=document.leverancier)
    zaak = lock_plek(document.zaak)
    document = _lock_document(document, gezien)
    nieuw = {k: v for k, v in vars(gegevens).items() if v is not None}
    if document.status == Document.Status.DEFINITIEF and nieuw.get("status", "definitief") != "definitief":
        raise DocumentError(f"Document {document.identificatie} is definitief, en dat blijft het.")
    velden = {veld: getattr(document, veld) for veld in vars(gegevens)} | nieuw
    plek = Plek(document.zaak, document.verzoek, document.besluit)
    niveau = check_gegevens(viewer, NieuwDocument(**velden), plek)
    for veld, waarde in velden.items():
        setattr(document, veld, waarde.strip() if isinstance(waarde, str) else waarde)
    document.titel, document.beschrijving = document.titel[:200], document.beschrijving[:1000]
    document.documentsoort, document.vertrouwelijkheid = clean_soort(document.documentsoort), niveau
    _record_documentact(viewer, document, zaak, "document.gegevens", None)
    return document
