"""What programs send to a programme, as their OpenAPI document tells it: the fields of the forms of the site."""

from datetime import date
from typing import Any

from ninja import Field

from vth.interface.vormen import Vorm

from .rondes import LANGST

BEKEND = Field(None, description="Sinds wanneer dit bekend is; leeg is vandaag.")
GEZIEN = Field(
    None,
    description="De versie die u las; is zij veranderd, dan wordt niets vastgelegd. Leeg kijkt daar niet naar.",
)


def make_reden(uitleg: str, hoogstens: int = 1000) -> Any:
    """Make the field of a reason that must be given."""
    return Field(description=uitleg, max_length=hoogstens)


class NieuwProgrammaVorm(Vorm):
    """A programme that begins."""

    code: str = Field(description="De code van het programmabestand.", max_length=40)
    organisatie: str = Field(description="De organisatie die het programma houdt.", max_length=40)
    deelnemers: list[str] = Field([], description="De codes van wie meedoet.", max_length=500)
    bekend_op: date | None = BEKEND


class ProgrammawijzigingVorm(Vorm):
    """Another name or end of a programme."""

    naam: str = Field(description="De naam.", max_length=200)
    einddatum: date = Field(description="De laatste dag van het programma.")
    reden: str = make_reden("Waarom het programma verandert.")
    bekend_op: date | None = BEKEND
    versie: int | None = GEZIEN


class DeelnemerVorm(Vorm):
    """An organisation that comes in or leaves."""

    organisatie: str = Field(description="De code van de organisatie.", max_length=40)
    doet_mee: bool = Field(True, description="`false` laat de organisatie vertrekken.")
    reden: str = make_reden("Waarom.")
    bekend_op: date | None = BEKEND


class EindeVorm(Vorm):
    """Ending a programme, or going on with it."""

    geeindigd: bool = Field(True, description="`false` hervat het programma.")
    reden: str = make_reden("Waarom.")
    bekend_op: date | None = BEKEND
    versie: int | None = GEZIEN


class NieuwOnderdeelVorm(Vorm):
    """A part: also a risk, decision, agenda item, product, try-out, study or dependency."""

    soort: str = Field(description="De soort, zoals `risico`, `besluit` of `samenhang`.", max_length=20)
    titel: str = Field(description="De titel of tekst.", max_length=4000)
    ouder: str = Field("", description="De identificatie van waar het onder hangt.", max_length=40)
    inhoud: dict[str, str | int] = Field({}, description="De velden van deze soort.")
    partij: str = Field("", description="De code van de organisatie die eigenaar is.", max_length=40)
    bekend_op: date | None = BEKEND


class NieuweOnderdeelversieVorm(Vorm):
    """What is said of a part from now on."""

    titel: str = Field(description="De titel of tekst.", max_length=4000)
    inhoud: dict[str, str | int] = Field({}, description="Alle velden, ook die blijven zoals zij zijn.")
    partij: str | None = Field(None, description="Een andere eigenaar; weggelaten blijft zoals het is.")
    vervallen: bool = Field(False, description="`true` laat het onderdeel vervallen.")
    reden: str = make_reden("Waarom dit verandert.")
    bekend_op: date | None = BEKEND
    versie: int | None = GEZIEN


class NieuwOordeelVorm(Vorm):
    """Another state than the rule gives."""

    stand: str = Field(
        "", description="De stand uit de legenda; leeg geeft de regel haar plaats terug.", max_length=20
    )
    motivering: str = make_reden("Waarom.", 2000)
    bekend_op: date | None = BEKEND


class NieuwPijlerplanVorm(Vorm):
    """The adoption of a pijlerplan."""

    besluit: str = make_reden("Met welk besluit het pijlerplan is vastgesteld.", 500)
    bekend_op: date | None = BEKEND


class NieuwMiddelVorm(Vorm):
    """How money stands for a topic and a participant."""

    regeling: str = Field(description="De regeling.", max_length=100)
    deelnemer: str = Field(description="De code van de deelnemer.", max_length=40)
    toegekend: str = Field(description="In euro, met een punt: `12500.50`.", max_length=20)
    besteed: str = Field(description="In euro, met een punt.", max_length=20)
    toelichting: str = Field(
        "", description="Verplicht als er meer is besteed dan toegekend.", max_length=1000
    )
    bekend_op: date | None = BEKEND


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
    bekend_op: date | None = BEKEND


class NieuweRondeVorm(Vorm):
    """A round that opens."""

    naam: str = Field(description="De naam van de ronde.", max_length=100)
    peildatum: date = Field(description="De dag waarover het rapport gaat.")
    indienen_voor: date = Field(description="Indienen kan tot deze dag.")


class RondestapVorm(Vorm):
    """An act on a round."""

    stap: str = Field(
        description="`dien_in` of `keur_goed` (alle bijdragen die dat kunnen), `vergrendel` of `heropen`.",
        max_length=20,
    )
    reden: str = Field("", description="Verplicht bij `heropen`.", max_length=1000)
    versie: int | None = GEZIEN


class BijdragestapVorm(Vorm):
    """A step with a contribution."""

    stap: str = Field(description="De stap.", max_length=20)
    reden: str = Field("", description="Verplicht bij `geef_terug`.", max_length=2000)
    versie: int | None = GEZIEN


class NieuweTekstVorm(Vorm):
    """The text of a contribution."""

    voortgang: str = Field(description="De tekst over voortgang en doel.", max_length=LANGST)
    planning: str = Field("", description="De tekst over planning en risico's.", max_length=LANGST)
    versie: int = Field(description="De versie die u las; is zij veranderd, dan wordt niets vastgelegd.")


class VoorstelbesluitVorm(Vorm):
    """What is decided on a proposal."""

    besluit: str = Field(description="`neem`, `weiger` of `terugzetten`.", max_length=20)
    reden: str = Field("", description="Verplicht bij `weiger`.", max_length=1000)
    wacht: str = Field(
        "",
        description="Bij samenhang: `van` (het eerste wacht op het tweede) of `naar` (andersom) maakt er een afhankelijkheid van.",
        max_length=10,
    )
    dagen: int = Field(0, description="Hoeveel dagen er minstens tussen zitten.", ge=0, le=3650)


class OvernameVorm(Vorm):
    """Taking over all that waits, or all of one part."""

    onder: str = Field("", description="De sleutel van het deel; leeg is alles.", max_length=80)
    met_twijfel: bool = Field(False, description="Ook waar Open VTH over twijfelt.")


class TegenspraakbesluitVorm(Vorm):
    """Which of two statements holds."""

    gekozen: str = Field(description="`eerste`, `tweede` of `geen`.", max_length=20)
    reden: str = make_reden("Waarom dat zo is.", 2000)
