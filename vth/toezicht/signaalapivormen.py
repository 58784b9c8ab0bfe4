"""What programs can ask of signals and what the answers hold, as their OpenAPI document tells it."""

import uuid
from datetime import datetime

from ninja import Field

from vth.interface.vormen import LINKS, VANAF, Adres, Vorm, make_aantal, make_vraagveld

STANDAARD, HOOGSTENS = 50, 200


class Meldervorm(Vorm):
    """Who told it; nothing need be given, and nothing of it ever comes back."""

    naam: str = Field("", description="De naam.", max_length=200)
    telefoon: str = Field("", description="Het telefoonnummer.", max_length=40)
    email: str = Field("", description="Het e-mailadres.", max_length=200)
    adres: str = Field("", description="Het adres.", max_length=300)
    terugkoppeling: bool = Field(False, description="Of de melder wil horen wat eruit kwam.")


class NieuwIncidentsignaal(Vorm):
    """A message as another system took it in."""

    id: uuid.UUID | None = Field(
        None, description="Een eigen nummer van het bericht; twee keer hetzelfde nummer is één bericht."
    )
    organisatie: str = Field(description="De code van de organisatie die het behandelt.", max_length=40)
    gebied: str = Field("", description="De code van de gemeente.", max_length=10)
    signaalsoort: str = Field(description="Een code van de lijst `signaalsoort`.", max_length=100)
    signaalcategorie: str = Field(description="Een code van de lijst `signaalcategorie`.", max_length=100)
    omschrijving: str = Field(description="Wat er is gezien, zonder namen van mensen.", max_length=4000)
    ontvangen_op: datetime = Field(description="Wanneer het bericht binnenkwam.")
    gebeurd_op: datetime | None = Field(None, description="Wanneer het was.")
    kanaal: str = Field("", description="Hoe het binnenkwam.", max_length=40)
    plek: str = Field("", description="Het adres of een omschrijving van de plek.", max_length=300)
    x: float | None = Field(None, description="X in meters (EPSG:28992).")
    y: float | None = Field(None, description="Y in meters (EPSG:28992).")
    bij: uuid.UUID | None = Field(None, description="Het VTH-object waar het was.")
    spoed: bool = Field(False, description="Of er nu iemand naartoe moet.")
    antwoorden: dict[str, str] = Field(
        default_factory=dict,
        description="De antwoorden op de vragen van de categorie: code van de vraag en van het antwoord.",
    )
    melder: Meldervorm = Field(
        default_factory=lambda: Meldervorm.model_validate({}), description="Wie het meldde."
    )


class IncidentsignalenVraag(Vorm):
    """What the list of signals can be narrowed to."""

    categorie: str = make_vraagveld("Een code van de lijst `signaalcategorie`.")
    gebied: str = make_vraagveld("De code van een gemeente.")
    aantal: str = make_aantal(STANDAARD, HOOGSTENS)
    vanaf: str = VANAF


class IncidentsignaalVorm(Vorm):
    """One signal; who told it is never in it."""

    id: str = Field(description="De identificatie.")
    kenmerk: str = Field(description="Het nummer waaronder erover wordt geschreven.")
    organisatie: str = Field(description="De code van de organisatie die het behandelt.")
    gebied: str | None = Field(None, description="De code van de gemeente.")
    signaalsoort: str = Field(description="De soort.")
    signaalcategorie: str = Field(description="De categorie.")
    omschrijving: str | None = Field(None, description="Wat er is gezien; niet in de lijst.")
    plek: str | None = Field(None, description="Waar het was.")
    x: float | None = Field(None, description="X in meters (EPSG:28992).")
    y: float | None = Field(None, description="Y in meters (EPSG:28992).")
    ontvangen_op: datetime = Field(description="Wanneer het binnenkwam.")
    gebeurd_op: datetime | None = Field(None, description="Wanneer het was.")
    spoed: bool = Field(description="Of er meteen iemand naartoe moest.")
    team: str | None = Field(None, description="Het team waar het naartoe ging.")
    afloop: str | None = Field(None, description="Hoe het afliep; ontbreekt zolang het open is.")
    afgesloten_op: datetime | None = Field(None, description="Wanneer het is afgehandeld.")
    incident: str | None = Field(None, description="Het incident waar het over gaat.")
    zaak: str | None = Field(None, description="De zaak waar stukken bij horen.")
    versie: int = Field(description="Hoe vaak er iets mee is gedaan.")
    links: dict[str, Adres] = LINKS


class IncidentsignalenLijst(Vorm):
    """A page of open signals."""

    incidentsignalen: list[IncidentsignaalVorm] = Field(
        description="De open berichten: spoed eerst, daarna wat het langst wacht."
    )
    links: dict[str, Adres] = LINKS
