"""What a program can ask of documents that come in parts and what the answers hold, as their OpenAPI document tells it."""

import uuid
from datetime import date, datetime
from typing import Any

from ninja import Field, Header

from vth.interface.vormen import LINKS, Adres, Vorm, make_vraagveld

from .ontvangst import DEEL_HOOGSTENS

LICHAAM: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "description": f"De bytes van dit deel, hoogstens {DEEL_HOOGSTENS >> 20} MB.",
        "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    }
}
CONTENT_DIGEST = Header(
    "",
    alias="Content-Digest",
    description="Het controlegetal van dit deel (RFC 9530): `sha-256=:…:`, de SHA-256 in base64.",
)


class Aankondigingvorm(Vorm):
    """A file that will come, and what it becomes."""

    bestandsnaam: str = Field(
        description="De naam van het bestand, met de extensie van zijn soort.", max_length=5000
    )
    bestandsomvang: int = Field(description="Hoeveel bytes het telt.", ge=0, le=2**53)
    zaak_id: uuid.UUID | None = Field(None, description="De zaak waarbij het hoort.")
    verzoek_id: uuid.UUID | None = Field(None, description="Het verzoek waarbij het hoort.")
    besluit_id: uuid.UUID | None = Field(None, description="Het besluit waarbij het hoort.")
    document_id: uuid.UUID | None = Field(
        None, description="Het document waarvan het de volgende versie wordt; laat dan de rest weg."
    )
    reden: str = Field("", description="Wat er anders is in deze versie.", max_length=300)
    titel: str = Field("", description="De titel van een nieuw document.", max_length=200)
    documentsoort: str = Field("overig", description="De soort document.", max_length=60)
    beschrijving: str = Field("", description="Een korte beschrijving.", max_length=1000)
    auteur: str = Field("", description="Wie het maakte; leeg is wie het verstuurt.", max_length=200)
    vertrouwelijkheid: str = Field(
        "", description="Hoe vertrouwelijk het is; leeg is zoals de zaak.", max_length=20
    )
    openbare_delen: bool = Field(False, description="Of delen ervan openbaar kunnen worden.")
    creatiedatum: date | None = Field(None, description="De dag waarop het is gemaakt; leeg is vandaag.")
    ontvangstdatum: date | None = Field(None, description="De dag waarop het van buiten kwam.")
    verzenddatum: date | None = Field(None, description="De dag waarop het naar buiten ging.")


class Klaarvorm(Vorm):
    """That every part was sent."""

    sha256: str = Field(description="De SHA-256 van het hele bestand, hexadecimaal.", max_length=64)


class Deelvraag(Vorm):
    """Where a part begins."""

    vanaf: str = make_vraagveld(
        "De byte waarmee dit deel begint; zonder opgave 0.", type="integer", minimum=0
    )


class Ontvangstvorm(Vorm):
    """How far a file is."""

    id: uuid.UUID = Field(description="De identificatie van deze ontvangst.")
    staat: str = Field(description="`bezig` of `klaar`.")
    bestandsomvang: int = Field(description="Hoeveel bytes het worden.")
    ontvangen: int = Field(description="Hoeveel bytes er zijn: het volgende deel begint hier.")
    deel_hoogstens: int = Field(description="Hoeveel bytes een deel ten hoogste telt.")
    vervalt_op: datetime = Field(description="Tot wanneer een half bestand wordt bewaard.")
    links: dict[str, Adres] = LINKS


class Documentvorm(Vorm):
    """The version that a file became."""

    id: uuid.UUID = Field(description="De identificatie van het document.")
    identificatie: str = Field(description="Het nummer van het document.")
    titel: str = Field(description="De titel.")
    versie: int = Field(description="Het nummer van de versie.")
    bestandsnaam: str = Field(description="De naam waaronder het wordt bewaard.")
    bestandsomvang: int = Field(description="Hoeveel bytes het telt.")
    formaat: str = Field(description="Het mediatype, naar de inhoud.")
    sha256: str = Field(description="De SHA-256 van de inhoud.")
    scan: str = Field(description="`schoon`, of `niet_gescand` waar geen virusscanner is ingesteld.")
    links: dict[str, Adres] = LINKS
