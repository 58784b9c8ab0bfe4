"""What programs can ask of this room, and what the answers hold, as their OpenAPI document tells it."""

from datetime import date, datetime

from ninja import Field

from vth.interface.vormen import LINKS, VANAF, Adres, Vorm, make_aantal, make_vraagveld

STANDAARD, HOOGSTENS = 50, 200


class Bladvraag(Vorm):
    """How many come on a page."""

    aantal: str = make_aantal(STANDAARD, HOOGSTENS)
    vanaf: str = VANAF


class CijfersVraag(Bladvraag):
    """What the list of frozen figures can be narrowed to."""

    indicator: str = make_vraagveld("De code van een indicator.")


class Momentvraag(Bladvraag):
    """As known at which moment."""

    beschikbaar_op: str = make_vraagveld("Zoals bekend op dit moment; leeg is nu.", format="date-time")


class TellingVorm(Vorm):
    """What a figure was made of."""

    waarde: str | None = Field(
        None, description="Het cijfer, precies; een aandeel in procenten. Er niet als er niets bruikbaar was."
    )
    teller: str = Field(description="De som van de tellers.")
    noemer: str = Field(description="De som van de noemers.")
    records: int = Field(description="Hoeveel records er waren.")
    bruikbaar: int = Field(description="Hoeveel daarvan te gebruiken waren.")


class WaardeVorm(TellingVorm):
    """What one organisation delivered."""

    organisatie: str = Field(description="De code van de organisatie.")


class CijferVorm(TellingVorm):
    """One frozen figure of the whole country."""

    id: str = Field(description="De identificatie.")
    indicator: str = Field(description="De code van de indicator.")
    versie: str = Field(description="De versie van de formule.")
    van: date = Field(description="De eerste dag van de periode.")
    tot: date = Field(description="De dag na de laatste van de periode.")
    volgnummer: int = Field(description="De hoeveelste keer dit cijfer werd vastgelegd.")
    geldt: bool = Field(description="Of dit het laatste cijfer over de periode is.")
    dagstand: date = Field(description="Uit welke dagstand het is berekend.")
    controlesom: str = Field(description="De controlesom van die dagstand.")
    reden: str | None = Field(None, description="Waarom het opnieuw werd vastgelegd.")
    vastgelegd_op: datetime = Field(description="Wanneer het werd vastgelegd.")
    links: dict[str, Adres] = LINKS


class CijferVolVorm(CijferVorm):
    """One frozen figure, with what each organisation in sight delivered."""

    sql: str = Field(description="De formule zoals zij toen was.")
    waarden: list[WaardeVorm] = Field(description="Per organisatie die u mag zien.")


class CijfersLijst(Vorm):
    """A page of frozen figures."""

    cijfers: list[CijferVorm] = Field(description="De cijfers op deze bladzijde.")
    links: dict[str, Adres] = LINKS


class IndicatorVorm(Vorm):
    """One indicator of the catalogue."""

    code: str = Field(description="De code.")
    titel: str = Field(description="De naam.")
    definitie: str = Field(description="Wat het cijfer zegt.")
    soort: str = Field(description="`aantal` of `aandeel`.")
    eenheid: str = Field(description="De eenheid.")
    korrel: str = Field(description="Wat er wordt geteld.")
    volledig: str = Field(description="Wanneer een record bruikbaar is.")
    bronnen: list[str] = Field(description="Uit welke tabellen het komt.")
    herkomst: str = Field(description="Waar de definitie vandaan komt.")
    zekerheid: str = Field(description="Hoe zeker de definitie is.")
    versie: str = Field(description="De versie van de formule.")
    sql: str = Field(description="De formule.")
    links: dict[str, Adres] = LINKS


class IndicatorenLijst(Vorm):
    """A page of the catalogue."""

    indicatoren: list[IndicatorVorm] = Field(description="De indicatoren op deze bladzijde.")
    links: dict[str, Adres] = LINKS


class BeoordelingsrondeVorm(Vorm):
    """One round."""

    id: str = Field(description="De identificatie.")
    naam: str = Field(description="De naam.")
    organisatie: str = Field(description="De code van wie de ronde houdt.")
    peildatum: date = Field(description="De dag van de cijfers.")
    indienen_voor: date = Field(description="De dag vóór welke wordt ingediend.")
    gepubliceerd_op: datetime | None = Field(None, description="Sinds wanneer de oordelen openbaar zijn.")
    plan_voor: date | None = Field(None, description="De dag vóór welke een plan wordt ingeleverd.")
    robuust_voor: date | None = Field(None, description="De dag vóór welke een dienst robuust is.")
    kader: str = Field(description="De versie van het toetsingskader.")
    kwaliteitscriteria: str = Field(description="De versie van de kwaliteitscriteria.")
    links: dict[str, Adres] = LINKS


class BeoordelingsrondenLijst(Vorm):
    """A page of rounds."""

    rondes: list[BeoordelingsrondeVorm] = Field(description="De rondes op deze bladzijde, de oudste eerst.")
    links: dict[str, Adres] = LINKS


class CriteriumoordeelVorm(Vorm):
    """The verdict on one criterion."""

    criterium: str = Field(description="De code van het criterium.")
    voldoet: bool = Field(description="Of het is gehaald.")
    motivering: str | None = Field(None, description="Waarom; alleen voor wie het dossier mag zien.")


class GebiedoordeelVorm(Vorm):
    """What the checker found of one field of expertise."""

    gebied: str = Field(description="De code van het deskundigheidsgebied.")
    uitkomst: str = Field(description="`voldoet`, `uitleg_volstaat` of `voldoet_niet`.")
    motivering: str | None = Field(None, description="Waarom; alleen voor wie het dossier mag zien.")


class DienstoordeelVorm(Vorm):
    """The verdict on one dienst, as it was known at the moment."""

    dienst: str = Field(description="De code van de omgevingsdienst.")
    naam: str = Field(description="De naam op de peildatum.")
    robuust: bool | None = Field(None, description="Het oordeel; er niet als er nog geen is.")
    vastgesteld_op: datetime | None = Field(None, description="Wanneer dat werd vastgesteld.")
    herzien: bool = Field(description="Of er een eerder oordeel is.")
    motivering: str | None = Field(None, description="Waarom; alleen voor wie het dossier mag zien.")
    criteria: list[CriteriumoordeelVorm] = Field(description="Per criterium.")
    gebieden: list[GebiedoordeelVorm] = Field(description="Per deskundigheidsgebied dat is beoordeeld.")


class DienstoordelenLijst(Vorm):
    """A page of verdicts."""

    openbaar: bool = Field(description="Of de oordelen van de ronde openbaar waren.")
    oordelen: list[DienstoordeelVorm] = Field(description="De oordelen op deze bladzijde, op code.")
    links: dict[str, Adres] = LINKS


class PlanningVorm(Vorm):
    """One planning of a measure."""

    gereed_voor: date = Field(description="De dag vóór welke de maatregel klaar is.")
    reden: str | None = Field(None, description="Waarom de planning veranderde.")
    vastgelegd_op: datetime = Field(description="Wanneer dit is vastgelegd.")


class PlanmaatregelVorm(Vorm):
    """One measure."""

    id: str = Field(description="De identificatie.")
    criterium: str = Field(description="Voor welk criterium.")
    omschrijving: str = Field(description="Wat er wordt gedaan.")
    eigenaar: str = Field(description="Wie ervoor zorgt.")
    bedrag: str | None = Field(None, description="De kosten in euro, precies.")
    afgerond_op: date | None = Field(None, description="Wanneer de maatregel klaar was.")
    planningen: list[PlanningVorm] = Field(description="Elke planning, de eerste eerst.")


class PlanVorm(Vorm):
    """The plan van aanpak of one dienst."""

    dienst: str = Field(description="De code van de omgevingsdienst.")
    stand: str = Field(description="`concept`, `ingediend` of `getoetst`.")
    ingediend_op: datetime | None = Field(None, description="Wanneer het is ingeleverd.")
    op_tijd: bool | None = Field(None, description="Of dat op tijd was.")
    maatregelen: list[PlanmaatregelVorm] = Field(description="De maatregelen.")


class PlannenLijst(Vorm):
    """A page of plans."""

    plannen: list[PlanVorm] = Field(description="De plannen op deze bladzijde, op code van de dienst.")
    links: dict[str, Adres] = LINKS


class BijdrageVorm(Vorm):
    """What one participant pays for one task."""

    deelnemer: str = Field(description="Wie betaalt.")
    taak: str = Field(description="Waarvoor.")
    soort: str = Field(description="`basis` of `plus`.")
    bijdrage: str = Field(description="Het bedrag in euro, precies.")
    uren: str = Field(description="De uren.")
    aantal: str = Field(description="Hoeveel producten.")


class FinancieringVorm(Vorm):
    """What one dienst costs."""

    dienst: str = Field(description="De code van de omgevingsdienst.")
    bijdrage: str = Field(description="Alle bijdragen samen, in euro.")
    basis: str = Field(description="Daarvan voor basistaken.")
    uren: str = Field(description="Alle uren samen.")
    per_uur: str | None = Field(None, description="Wat een uur kost, afgerond op centen.")
    deelnemers: int = Field(description="Hoeveel deelnemers er betalen.")
    regels: list[BijdrageVorm] = Field(
        description="Per deelnemer en taak; leeg als u het dossier niet mag zien."
    )


class FinancieringenLijst(Vorm):
    """A page of funding."""

    financiering: list[FinancieringVorm] = Field(description="De diensten op deze bladzijde, op code.")
    links: dict[str, Adres] = LINKS
