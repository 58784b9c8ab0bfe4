"""Where a document belongs, and what it takes over from there: whose it is, where, and how confidential at least."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from vth.tijd import klok
from vth.toegang.rules import Viewer
from vth.vormgeving.opmaak import format_datum
from vth.zaken.boeking import lock_zaak
from vth.zaken.controle import check_niveau
from vth.zaken.models import Besluit, Document, Verzoek, Zaak
from vth.zaken.selectors import get_besluit, get_verzoek, get_zaak

from .rules import DocumentError, derive_niveau

OVERIG = "overig"


@dataclass(frozen=True)
class NieuwDocument:
    """What is told of a document that comes in: what it belongs to (at least one), what it is, and its days."""

    titel: str
    documentsoort: str = OVERIG
    zaak_id: uuid.UUID | None = None
    verzoek_id: uuid.UUID | None = None
    besluit_id: uuid.UUID | None = None
    beschrijving: str = ""
    auteur: str = ""
    vertrouwelijkheid: str = ""
    openbare_delen: bool = False
    creatiedatum: date | None = None
    ontvangstdatum: date | None = None
    verzenddatum: date | None = None
    status: str = Document.Status.IN_BEWERKING


@dataclass(frozen=True)
class Plek:
    """What a document belongs to, as the viewer may see it."""

    zaak: Zaak | None
    verzoek: Verzoek | None
    besluit: Besluit | None

    @property
    def ding(self) -> Zaak | Verzoek | Besluit:
        """Give the thing whose organisation and area the document takes over."""
        gevonden = self.zaak or self.besluit or self.verzoek
        if gevonden is None:
            raise DocumentError(
                "Een document hoort bij een zaak, een verzoek of een besluit. Kies waar het bij hoort."
            )
        return gevonden

    @property
    def niveaus(self) -> Collection[str]:
        """Give the confidentialities under which the document never comes."""
        return [d.vertrouwelijkheid for d in (self.zaak, self.verzoek, self.besluit) if d is not None]


def find_plek(viewer: Viewer, nieuw: NieuwDocument) -> Plek:
    """Find what a new document belongs to. Raises BestaatNietError, and DocumentError for nothing or for two zaken."""
    verzoek = get_verzoek(viewer, nieuw.verzoek_id) if nieuw.verzoek_id else None
    besluit = get_besluit(viewer, nieuw.besluit_id) if nieuw.besluit_id else None
    zaak = get_zaak(viewer, nieuw.zaak_id) if nieuw.zaak_id else None
    zaken = {z.pk: z for z in (zaak, getattr(besluit, "zaak", None), getattr(verzoek, "zaak", None)) if z}
    if len(zaken) > 1:
        raise DocumentError(
            "Het besluit of het verzoek hoort bij een andere zaak. Kies wat bij dezelfde zaak hoort."
        )
    plek = Plek(next(iter(zaken.values()), None), verzoek, besluit)
    if len({d.leverancier for d in (plek.zaak, verzoek, besluit) if d is not None}) > 1:
        raise DocumentError(
            "Het besluit of het verzoek is van een andere organisatie. Kies wat bij elkaar hoort."
        )
    return plek


def lock_plek(zaak: Zaak | None) -> Zaak | None:
    """Lock the zaak of a document, and refuse when it is closed: what it rested on stays as it was. Raises DocumentError."""
    if zaak is None:
        return None
    zaak = lock_zaak(zaak, None)
    check_open(zaak)
    return zaak


def check_open(zaak: Zaak | None) -> None:
    """Refuse to change the documents of a closed zaak. Raises DocumentError."""
    if zaak is not None and zaak.einddatum is not None:
        raise DocumentError(
            f"Zaak {zaak.identificatie} is gesloten op {zaak.einddatum:%d-%m-%Y}; haar documenten staan vast. Heropen de zaak als er nog "
            "iets bij moet."
        )


def check_gegevens(viewer: Viewer, nieuw: NieuwDocument, plek: Plek) -> str:
    """Refuse what cannot be told of a document, and give how confidential it is. Raises DocumentError and ZaakError."""
    if not nieuw.titel.strip():
        raise DocumentError("Een document heeft een titel, zodat een ander het herkent. Schrijf er een op.")
    if nieuw.status not in Document.Status.values:
        raise DocumentError(
            f"De status {nieuw.status[:40]!r} bestaat niet. Kies uit: {', '.join(Document.Status.values)}."
        )
    for naam in ("creatiedatum", "ontvangstdatum", "verzenddatum"):
        dag = getattr(nieuw, naam)
        if dag is not None and dag > klok.today():
            raise DocumentError(
                f"De {naam} {format_datum(dag)} is nog niet geweest; vandaag is het {format_datum(klok.today())}. Verbeter de datum."
            )
    if nieuw.ontvangstdatum and nieuw.verzenddatum:
        raise DocumentError(
            "Een document is ontvangen of verzonden, niet allebei. Laat een van de datums leeg."
        )
    niveau = derive_niveau(nieuw.vertrouwelijkheid, plek.niveaus)
    check_niveau(viewer, niveau)
    return niveau


def clean_soort(soort: str) -> str:
    """Write a kind of document as it is kept."""
    return "_".join(soort.lower().split())[:60] or OVERIG
