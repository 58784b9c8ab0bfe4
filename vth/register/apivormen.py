"""What the register can be asked and what its answers hold, as its OpenAPI document tells it."""

from datetime import date, datetime
from typing import Any

from ninja import Field

from vth.interface.vormen import (
    LINKS,
    VANAF,
    VELDEN,
    Adres,
    Geometrie,
    Kiesbaar,
    Tijdvraag,
    Vorm,
    make_aantal,
    make_vraagveld,
)

from .overzicht import SOORTEN

STANDAARD, HOOGSTENS = 50, 200
LEVERANCIER = Field(description="De code van de organisatie die dit heeft aangeleverd.")
SLEUTEL = Field(None, description="Het nummer dat de leverancier er zelf aan geeft.")
OBJECTSOORT = Field(description="De soort object, zoals `vthobject` of `activiteituitvoering`.")
GEOMETRIE = Field(None, description="Waar het is, als GeoJSON in het stelsel van `Content-Crs`.")


class LijstVraag(Tijdvraag):
    """What a list of records can be narrowed to."""

    soort: str = make_vraagveld("De soort object.", enum=list(SOORTEN))
    q: str = make_vraagveld(
        "Woorden die er nu in voorkomen: naam, adres, KvK-nummer of nummer. Niet bij tijdreizen."
    )
    leverancier: str = make_vraagveld("De code van de leverancier.")
    gemeente: str = make_vraagveld("De code van de gemeente waarin het nu ligt, zoals GM0014.")
    velden: str = VELDEN
    aantal: str = make_aantal(STANDAARD, HOOGSTENS)
    vanaf: str = VANAF


class ObjectVraag(Tijdvraag):
    """At which moment one thing is asked, and what of it."""

    velden: str = VELDEN


class ToestandVorm(Vorm):
    """How a record stands: a word that stands for it everywhere."""

    code: str = Field(description="Een vaste code: goed, aandacht, fout, bezig, neutraal, wacht of aanname.")
    woord: str = Field(description="De toestand in een paar woorden.")
    zin: str = Field(description="De toestand in een zin.")


class ObjectRegel(Kiesbaar):
    """One record in a list; natural persons are not named in lists."""

    id: str = Field(description="De blijvende identificatie.")
    soort: str = OBJECTSOORT
    naam: str = Field(
        description="Hoe het heet op de gevraagde dag; een natuurlijk persoon wordt niet genoemd."
    )
    leverancier: str = LEVERANCIER
    leveranciersleutel: str | None = SLEUTEL
    adres: str | None = Field(None, description="Het adres op één regel.")
    gemeente: str | None = Field(None, description="De naam van de gemeente waarin het nu ligt.")
    gemeentecode: str | None = Field(None, description="De code van die gemeente, zoals GM0014.")
    lengtegraad: float | None = Field(None, description="De lengtegraad (CRS84), in graden.")
    breedtegraad: float | None = Field(None, description="De breedtegraad (CRS84), in graden.")
    geometrie: Geometrie | None = GEOMETRIE
    toestand: ToestandVorm = Field(description="Hoe het ervoor staat op de gevraagde dag.")
    links: dict[str, Adres] = LINKS


class ObjectLijst(Vorm):
    """One page of records."""

    objecten: list[ObjectRegel] = Field(description="De objecten op deze bladzijde.")
    links: dict[str, Adres] = LINKS


class HerkomstVorm(Vorm):
    """The act in which something was said; `/aanleveringen?herkomst=` finds the delivery behind its id."""

    id: int = Field(description="Het nummer; `/aanleveringen?herkomst=` vindt de aanlevering erachter.")
    leverancier: str = LEVERANCIER
    soort: str = Field(description="`aanlevering` of `handeling` (in Open VTH zelf).")
    moment: datetime = Field(description="Wanneer het in het register kwam.")


class WaardeVorm(Vorm):
    """One value: the value itself, as people read it, since when it holds, and who said it."""

    naam: str = Field(description="De naam van het gegeven in het informatiemodel.")
    titel: str = Field(description="De naam voor mensen.")
    waarde: Any | None = Field(None, description="De waarde zelf; een code blijft een code.")
    weergave: str = Field(description="De waarde zoals mensen haar lezen.")
    sinds: date = Field(description="Vanaf welke dag zij onafgebroken geldt.")
    voidreden: str | None = Field(None, description="Waarom er geen waarde is.")
    herkomst: HerkomstVorm = Field(description="Wie het zei, en in welke handeling.")


class RelatieVorm(Vorm):
    """One relation with another record."""

    soort: str = Field(description="De soort relatie, zoals `locatie` of `deelVan`.")
    richting: str = Field(description="`naar` als zij van dit object uitgaat, anders `van`.")
    object_id: str = Field(description="De identificatie van het andere object.")
    object_soort: str = Field(description="De soort van het andere object.")
    begin_geldigheid: date = Field(description="De eerste dag.")
    eind_geldigheid: date | None = Field(
        None, description="De dag na de laatste; open als zij er niet staat."
    )


class BronobjectVorm(Vorm):
    """One record of one supplier."""

    id: str = Field(description="De identificatie van deze opgave.")
    leverancier: str = LEVERANCIER
    leveranciersleutel: str | None = SLEUTEL


class ObjectVorm(Kiesbaar):
    """One thing at a moment, from the records that you may see."""

    id: str = Field(description="De blijvende identificatie.")
    soort: str = OBJECTSOORT
    naam: str = Field(description="Hoe het heet op de gevraagde dag.")
    bestaat: bool = Field(
        description="Of het bestaat op de gevraagde dag; zo niet, dan staat hier de laatste stand."
    )
    geldig_op: date = Field(description="De dag waarop dit antwoord gaat.")
    beschikbaar_op: datetime = Field(description="Het moment van kennis waarop dit antwoord gaat.")
    eerste_dag: date | None = Field(None, description="De eerste dag waarvan iets bekend is.")
    laatste_dag: date | None = Field(None, description="De dag na de laatste; open als zij er niet staat.")
    geometrie: Geometrie | None = GEOMETRIE
    bronhouder: str | None = Field(None, description="De code van wie de bronhouder van dit object is.")
    bronobjecten: list[BronobjectVorm] = Field(description="De opgaven van leveranciers over dit object.")
    waarden: list[WaardeVorm] = Field(description="Wat erover is gezegd, met de bron van elke waarde.")
    relaties: list[RelatieVorm] = Field(description="Hoe het samenhangt met andere objecten.")
    leverstatussen: list[str] = Field(description="Of de leverancier het nog bijwerkt.")
    links: dict[str, Adres] = LINKS


class GebeurtenisVorm(Vorm):
    """One thing that happened, in a sentence."""

    dag: date = Field(description="De dag waarop het gebeurde of inging.")
    zin: str = Field(description="Wat er gebeurde, in een zin.")
    soort: str = Field(description="begin, wijziging, relatie, status of einde.")
    herkomst: HerkomstVorm = Field(description="Wie het zei, en in welke handeling.")


class GeschiedenisVorm(Vorm):
    """What happened to one thing, newest first."""

    gebeurtenissen: list[GebeurtenisVorm] = Field(description="Wat er gebeurde, het nieuwste eerst.")
    links: dict[str, Adres] = LINKS
