"""What programs can ask of visits and what the answers hold, as their OpenAPI document tells it."""

from datetime import date

from ninja import Field

from vth.interface.vormen import LINKS, VANAF, Adres, Vorm, make_aantal, make_vraagveld

STANDAARD, HOOGSTENS = 50, 200


class ControlesVraag(Vorm):
    """What the list of visits can be narrowed to."""

    gebied: str = make_vraagveld("De code van een gemeente.")
    staat: str = make_vraagveld("Hoe ver de controle is, zoals `gepland` of `afgerond`.")
    aantal: str = make_aantal(STANDAARD, HOOGSTENS)
    vanaf: str = VANAF


class BevindingVorm(Vorm):
    """One finding of a visit."""

    id: str = Field(description="De identificatie.")
    volgnummer: int = Field(description="Het nummer binnen de controle.")
    onderwerp: str = Field(description="Een code van de lijst `controle_onderwerp`.")
    aandachtspunt: str | None = Field(None, description="Waar op is gelet.")
    resultaat: str = Field(description="Een code van de lijst `resultaat_bevinding`.")
    gevolg: str | None = Field(None, description="Het gevolg zoals de toezichthouder het voorstelt.")
    gedrag: str | None = Field(None, description="Het gedrag zoals de toezichthouder het voorstelt.")
    sevesocategorie: str | None = Field(
        None, description="De categorie bij een Seveso-inrichting (regel `toezicht.sevesocategorieen`)."
    )
    norm_op: date = Field(description="De dag van de norm die is getoetst.")
    normen: list[str] = Field(description="De normen, zoals zij worden aangehaald.")
    herstel_voor: date | None = Field(None, description="De dag waarvoor het hersteld moet zijn.")
    ingetrokken: bool = Field(description="Of de bevinding is ingetrokken en niet meer telt.")


class ControleVorm(Vorm):
    """One visit. Who went and who was spoken to is not told."""

    id: str = Field(description="De identificatie.")
    kenmerk: str = Field(description="Het nummer waaronder erover wordt geschreven.")
    omschrijving: str = Field(description="Waar de controle over gaat.")
    organisatie: str = Field(description="De code van de organisatie die controleert.")
    bevoegd_gezag: str = Field(description="De code van het bevoegd gezag.")
    gebied: str | None = Field(None, description="De code van de gemeente.")
    controletype: str = Field(description="Een code van de lijst `controletype`.")
    aanleiding: str = Field(description="Waarom er wordt gecontroleerd.")
    staat: str = Field(description="`gepland`, `bezig`, `bezocht`, `afgerond` of `vervallen`.")
    gepland_op: date | None = Field(None, description="De dag waarop zij is gepland.")
    uiterlijk_op: date | None = Field(None, description="De laatste dag waarop zij kan.")
    controledatum: date | None = Field(None, description="De dag waarop zij was.")
    uitkomst: str | None = Field(None, description="Een code van de lijst `controleuitkomst`.")
    rapport_verzonden_op: date | None = Field(None, description="De dag waarop het rapport is verzonden.")
    hercontrole_van: str | None = Field(
        None, description="De controle waarvan dit de hercontrole is, als u die mag zien; niet in de lijst."
    )
    versie: int = Field(description="Hoe vaak er iets mee is gedaan.")
    onderwerpen: list[str] | None = Field(
        None, description="Gegevens van wat is gecontroleerd, voor zover u die mag zien; niet in de lijst."
    )
    bevindingen: list[BevindingVorm] | None = Field(None, description="De bevindingen; niet in de lijst.")
    links: dict[str, Adres] = LINKS


class ControlesLijst(Vorm):
    """A page of visits."""

    controles: list[ControleVorm] = Field(description="De controles, de oudste eerst.")
    links: dict[str, Adres] = LINKS
