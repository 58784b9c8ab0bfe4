"""What this room can be asked by programs and what its answers hold, as its OpenAPI document tells it."""

from datetime import date, datetime
from typing import Any

from ninja import Field
from pydantic import ConfigDict

from vth.interface.antwoord import as_camel
from vth.interface.vormen import (
    LINKS,
    VANAF,
    VELDEN,
    Adres,
    Kiesbaar,
    Tijdvraag,
    Vorm,
    make_aantal,
    make_vraagveld,
)

from .lijstpagina import GRONDEN, UITKOMSTEN
from .models import Koppeloordeel, Snede
from .selectors import SOORTEN

STANDAARD, HOOGSTENS = 50, 200
KEUZES: list[Any] = list(Koppeloordeel.Keuze.values)
UITKOMST = "Wat er van het paar werd: `te_beoordelen`, `gekoppeld`, of `gesneden` (gekoppeld, maar uit elkaar gehouden)."
VERDER: dict[str, Any] = {
    "responses": {
        "307": {
            "description": "Dit nummer ging op in een ander; `Location` zegt waar het nu leeft. Het kan later weer zelf leven.",
            "headers": {"Location": {"$ref": "#/components/headers/Location"}},
        }
    }
}
GEMAAKT: dict[str, Any] = {
    "responses": {
        "201": {
            "description": "Het oordeel is vastgelegd en geldt meteen.",
            "headers": {"Location": {"$ref": "#/components/headers/Location"}},
        }
    }
}


class ParenVraag(Vorm):
    """What the list of pairs can be narrowed to."""

    uitkomst: str = make_vraagveld(f"{UITKOMST} Leeg is te beoordelen.", enum=list(UITKOMSTEN))
    soort: str = make_vraagveld("De soort object.", enum=list(SOORTEN))
    leverancier: str = make_vraagveld("De code van een leverancier van een van beide gegevens.")
    grond: str = make_vraagveld(
        "Waarom het een paar is: een sleutel, gelijkenis, of een tegenspraak.", enum=list(GRONDEN)
    )
    velden: str = VELDEN
    aantal: str = make_aantal(STANDAARD, HOOGSTENS)
    vanaf: str = VANAF


class PaarVraag(Vorm):
    """What of one pair comes back."""

    velden: str = VELDEN


class EntiteitVraag(Tijdvraag):
    """At which moment one Entiteit is asked."""


class GegevenVorm(Vorm):
    """One record of one supplier."""

    id: str = Field(description="De identificatie van dit gegeven.")
    leverancier: str = Field(description="De code van de organisatie die dit heeft aangeleverd.")
    leveranciersleutel: str = Field(description="Het nummer dat de leverancier er zelf aan geeft.")
    naam: str = Field(description="Hoe het heet.")


class PaarRegel(Kiesbaar):
    """One pair in a list."""

    links: GegevenVorm = Field(description="Het ene gegeven.")
    rechts: GegevenVorm = Field(description="Het andere gegeven.")
    soort: str = Field(description="De soort object.")
    uitkomst: str | None = Field(None, description=f"{UITKOMST} Er niet: onder de grens, of niet vergeleken.")
    reden: str | None = Field(
        None, description=f"Wat een gesneden paar uit elkaar houdt: {' of '.join(Snede.Reden.values)}."
    )
    kans: float | None = Field(None, description="Hoe waarschijnlijk het één is, van 0 tot 1.")
    grond: str | None = Field(None, description="Waarom: `score`, `sleutel:…` of `tegenspraak:…`.")
    adressen: dict[str, Adres] = LINKS


class BewijsVorm(Vorm):
    """One comparison: what both say, what that tells, and how much it weighs."""

    vergelijking: str = Field(description="Wat er is vergeleken.")
    uitleg: str = Field(description="Wat dat zegt, in een zin.")
    gewicht: float = Field(description="Wat het toevoegt; elk punt is een verdubbeling van de kans.")
    links: str | None = Field(None, description="Wat het ene gegeven zegt.")
    rechts: str | None = Field(None, description="Wat het andere gegeven zegt.")


class OordeelVorm(Vorm):
    """What a person said of a pair."""

    id: str = Field(description="De identificatie; geef die van het oordeel dat geldt mee als `gezien`.")
    keuze: str = Field(description=f"Het oordeel: {', '.join(KEUZES)}.")
    reden: str | None = Field(None, description="Waarom.")
    door: str = Field(description="Wie het zei.")
    op: datetime = Field(description="Wanneer.")
    geldt: bool = Field(description="Of er geen later oordeel over dit paar is.")


class PaarVorm(PaarRegel):
    """One pair with all that tells for and against, and what was judged."""

    gewicht: float | None = Field(None, description="De som van de gewichten.")
    is_een: bool = Field(description="Of beide nu over hetzelfde gaan.")
    bewijs: list[BewijsVorm] = Field(description="Wat ervoor en ertegen pleit.")
    oordelen: list[OordeelVorm] = Field(description="Wat mensen zeiden, het nieuwste eerst.")
    gezien: str | None = Field(
        None, description="De identificatie van het oordeel dat geldt; er is er geen als zij ontbreekt."
    )


class ParenLijst(Vorm):
    """One page of pairs."""

    paren: list[PaarRegel] = Field(description="De paren op deze bladzijde, het vreemdste eerst.")
    links: dict[str, Adres] = LINKS


class OordeelInvoer(Vorm):
    """What one says of a pair."""

    model_config = ConfigDict(alias_generator=as_camel, populate_by_name=True, extra="forbid")

    keuze: str = Field(description="Het oordeel.", json_schema_extra={"enum": KEUZES})
    reden: str = Field(
        "",
        description="Nodig als u terugkomt op een oordeel of een koppeling, en bij een opvolging. Noem geen namen van mensen.",
        json_schema_extra={"maxLength": 500},
    )
    gezien: str = Field(
        "",
        description="De identificatie van het oordeel dat u zag (`gezien` van het paar); leeg als er geen was.",
    )


class EntiteitgebeurtenisVorm(Vorm):
    """One thing that happened to a lasting id."""

    moment: datetime = Field(description="Wanneer.")
    soort: str = Field(description="ontstaan, samengevoegd, opgegaan, gesplitst, erbij of eraf.")
    ander: str | None = Field(None, description="Het andere nummer, als u daarvan iets mag zien.")
    bronobject_id: str | None = Field(None, description="Het gegeven dat erbij kwam of eraf ging.")


class EntiteitVorm(Vorm):
    """One real thing by its lasting id, at a moment, from the records that you may see."""

    id: str = Field(description="Het blijvende nummer.")
    soort: str = Field(description="De soort object.")
    geldig_op: date = Field(description="De dag waarop dit antwoord gaat.")
    beschikbaar_op: datetime = Field(description="Het moment van kennis waarop dit antwoord gaat.")
    bronobjecten: list[GegevenVorm] = Field(description="De gegevens die hierover gaan.")
    gebeurtenissen: list[EntiteitgebeurtenisVorm] = Field(
        description="Wat er tot dat moment mee gebeurde, het nieuwste eerst."
    )
    links: dict[str, Adres] = LINKS
