"""What programs can ask of programmes, and what the answers hold, as their OpenAPI document tells it."""

from datetime import date, datetime
from typing import Any

from ninja import Field

from vth.interface.vormen import VANAF, Adres, Vorm, make_aantal, make_vraagveld

STANDAARD, HOOGSTENS = 50, 200
LINKS = Field(alias="_links", description="Adressen van en rond dit antwoord.")


class ProgrammasVraag(Vorm):
    """How many programmes come on a page."""

    aantal: str = make_aantal(STANDAARD, HOOGSTENS)
    vanaf: str = VANAF


class OnderdelenVraag(Vorm):
    """What the list of parts can be narrowed to, and for which moment it is asked."""

    soort: str = make_vraagveld("De soort, zoals `pijler`, `onderwerp`, `actie`, `mijlpaal` of `risico`.")
    geldig_op: str = make_vraagveld("Zoals bekend op deze dag.", type="string", format="date")
    beschikbaar_op: str = make_vraagveld(
        "Zoals vastgelegd op dit tijdstip.", type="string", format="date-time"
    )
    aantal: str = make_aantal(STANDAARD, HOOGSTENS)
    vanaf: str = VANAF


class RondeVorm(Vorm):
    """One round of a programme, in a list."""

    id: str = Field(description="De identificatie.")
    naam: str = Field(description="De naam.")
    peildatum: date = Field(description="De dag waarover het rapport gaat.")
    stand: str = Field(description="`open` of `vergrendeld`.")


class ProgrammaVorm(Vorm):
    """One programme."""

    id: str = Field(description="De identificatie.")
    code: str = Field(description="De code.")
    naam: str = Field(description="De naam.")
    organisatie: str = Field(description="De code van de organisatie die het programma houdt.")
    einddatum: date = Field(description="De laatste dag van het programma.")
    rondes: list[RondeVorm] = Field(description="De rapportagerondes, de laatste eerst.")
    links: dict[str, Adres] = LINKS


class ProgrammasLijst(Vorm):
    """A page of programmes."""

    programmas: list[ProgrammaVorm] = Field(description="De programma's op deze bladzijde.")
    links: dict[str, Adres] = LINKS


class PlanningVorm(Vorm):
    """One planning of a milestone."""

    tekst: str = Field(description="De tijd zoals hij is geschreven.")
    van: date | None = Field(None, description="De eerste dag die dat kan zijn.")
    tot: date | None = Field(None, description="De laatste dag die dat kan zijn.")
    stand: str = Field(description="Hoe de mijlpaal ervoor staat.")
    bekend_op: date = Field(description="Sinds wanneer dit bekend is.")
    vastgelegd_op: datetime = Field(description="Wanneer dit is vastgelegd.")
    besloten_door: str | None = Field(None, description="Wie dit besloot.")
    reden: str | None = Field(None, description="Waarom de planning veranderde.")


class OnderdeelVorm(Vorm):
    """One part of a programme, as it was known at the moment."""

    id: str = Field(description="De identificatie.")
    soort: str = Field(description="De soort.")
    sleutel: str = Field(description="Hoe rapporten het kennen.")
    ouder: str | None = Field(None, description="De identificatie van waar het onder hangt.")
    titel: str = Field(description="De titel of tekst.")
    inhoud: dict[str, Any] | None = Field(None, description="De velden van deze soort.")
    partij: str | None = Field(None, description="De code van de organisatie die eigenaar is.")
    bekend_op: date = Field(description="Sinds wanneer dit zo bekend is.")
    versie: int = Field(description="Hoe vaak er iets over is vastgelegd.")
    stand: str | None = Field(None, description="De stand in de tabel; ontbreekt bij wat geen status heeft.")
    beeldstand: str | None = Field(None, description="De stand in het beeld per pijler.")
    reden: str | None = Field(None, description="Waarom de stand zo is.")
    pijlerplan: str | None = Field(None, description="Van een mijlpaal: de tijd in het pijlerplan.")
    planningen: list[PlanningVorm] | None = Field(None, description="Van een mijlpaal: elke planning.")
    links: dict[str, Adres] = LINKS


class OnderdelenLijst(Vorm):
    """A page of parts."""

    onderdelen: list[OnderdeelVorm] = Field(description="De onderdelen op deze bladzijde.")
    links: dict[str, Adres] = LINKS


class BijdrageVorm(Vorm):
    """One contribution with its last text."""

    id: str = Field(description="De identificatie.")
    onderdeel: str = Field(description="De identificatie van het onderwerp of hoofdstuk.")
    stand: str = Field(description="Hoe ver zij is.")
    versie: int = Field(description="Hoe vaak er iets mee is gedaan; stuur die mee als u schrijft.")
    voortgang: str | None = Field(None, description="De tekst over voortgang en doel.")
    planning: str | None = Field(None, description="De tekst over planning en risico's.")


class RapportagerondeVorm(Vorm):
    """One round with the contributions that one may read."""

    id: str = Field(description="De identificatie.")
    naam: str = Field(description="De naam.")
    programma: str = Field(description="De identificatie van het programma.")
    peildatum: date = Field(description="De dag waarover het rapport gaat.")
    stand: str = Field(description="`open` of `vergrendeld`.")
    vergrendeld_op: datetime | None = Field(None, description="Wanneer de ronde is vergrendeld.")
    bijdragen: list[BijdrageVorm] = Field(description="De bijdragen die u mag lezen.")
    links: dict[str, Adres] = LINKS


class NieuweTekstVorm(Vorm):
    """The text of a contribution."""

    voortgang: str = Field(description="De tekst over voortgang en doel.", max_length=40_000)
    planning: str = Field("", description="De tekst over planning en risico's.", max_length=40_000)
    versie: int = Field(description="De versie die u las; is zij veranderd, dan wordt niets vastgelegd.")


class NieuwePlanningVorm(Vorm):
    """A planning of a milestone, in the words of a planning."""

    wanneer: str = Field(
        "",
        description="Zoals `Q2 van 2024`, `eind 2024` of `2024-03-31`; leeg laat de dag zoals hij is.",
        max_length=200,
    )
    stand: str = Field(
        description="Hoe de mijlpaal ervoor staat, zoals `gepland` of `gehaald`.", max_length=40
    )
    reden: str = Field("", description="Waarom de planning verandert.", max_length=1000)
    besloten_door: str = Field("", description="Wie dit besloot.", max_length=200)
    bekend_op: date | None = Field(None, description="Sinds wanneer dit bekend is; leeg is vandaag.")
