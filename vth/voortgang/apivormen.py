"""What programs can ask of programmes, and what the answers hold, as their OpenAPI document tells it."""

from datetime import date, datetime
from typing import Any

from ninja import Field

from vth.interface.vormen import LINKS, VANAF, Adres, Vorm, make_aantal, make_vraagveld
from vth.zaken.rapport.maken import VORMEN

STANDAARD, HOOGSTENS = 50, 200


class BladVraag(Vorm):
    """How many come on a page."""

    aantal: str = make_aantal(STANDAARD, HOOGSTENS)
    vanaf: str = VANAF


class VoorstellenVraag(BladVraag):
    """Which proposals are asked for."""

    stand: str = make_vraagveld("`open`, `overgenomen` of `afgewezen`.")


class RapportVraag(Vorm):
    """As what a report is asked for."""

    vorm: str = make_vraagveld("`md`, `pdf` of `docx`; leeg is `md`.")


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


class ProgrammaversieVorm(Vorm):
    """How a programme was."""

    versie: int = Field(description="Het nummer van de versie; stuur die mee als u schrijft.")
    naam: str = Field(description="De naam.")
    einddatum: date = Field(description="De laatste dag.")
    deelnemers: list[str] = Field(description="De codes van wie meedeed.")
    geeindigd: bool = Field(description="Of het was beëindigd.")
    reden: str | None = Field(None, description="Waarom het veranderde.")
    bekend_op: date = Field(description="Sinds wanneer dit bekend is.")
    vastgelegd_op: datetime = Field(description="Wanneer dit is vastgelegd.")


class ProgrammaVorm(Vorm):
    """One programme."""

    id: str = Field(description="De identificatie.")
    code: str = Field(description="De code.")
    naam: str = Field(description="De naam.")
    organisatie: str = Field(description="De code van de organisatie die het programma houdt.")
    einddatum: date = Field(description="De laatste dag van het programma.")
    geeindigd_op: date | None = Field(None, description="Wanneer het is beëindigd.")
    rondes: list[RondeVorm] = Field(description="De rapportagerondes, de laatste eerst.")
    deelnemers: list[str] | None = Field(None, description="Wie meedoet; niet in een lijst.")
    versies: list[ProgrammaversieVorm] | None = Field(None, description="Hoe het was; niet in een lijst.")
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
    indienen_voor: date = Field(description="Indienen kan tot deze dag.")
    stand: str = Field(description="`open` of `vergrendeld`.")
    versie: int = Field(description="Hoe vaak er iets mee is gedaan; stuur die mee als u schrijft.")
    vergrendeld_op: datetime | None = Field(None, description="Wanneer de ronde is vergrendeld.")
    bijdragen: list[BijdrageVorm] = Field(description="De bijdragen die u mag lezen.")
    links: dict[str, Adres] = LINKS


class GedaanVorm(Vorm):
    """How many an act was done with, and why others could not."""

    aantal: int = Field(description="Met hoeveel het is gedaan.")
    niet: list[str] = Field(description="Waarom het met andere niet kon.")


class OordeelVorm(Vorm):
    """A judgement on a status."""

    volgnummer: int = Field(description="Het hoeveelste oordeel over dit onderdeel.")
    ronde: str | None = Field(
        None, description="De ronde die het bewaarde; zonder ronde is het zelf vastgesteld."
    )
    regelstand: str = Field(description="Wat de regel zei.")
    regelreden: str = Field(description="Waarom.")
    beeldstand: str | None = Field(None, description="De stand in het beeld.")
    stand: str | None = Field(None, description="Wat ervoor in de plaats kwam.")
    motivering: str | None = Field(None, description="Waarom.")
    bekend_op: date = Field(description="Sinds wanneer dit bekend is.")
    vastgelegd_op: datetime = Field(description="Wanneer dit is vastgelegd.")


class OordelenLijst(Vorm):
    """A page of judgements."""

    oordelen: list[OordeelVorm] = Field(description="De oordelen op deze bladzijde.")
    links: dict[str, Adres] = LINKS


class MiddelVorm(Vorm):
    """What a participant has for a topic; amounts are text with two decimals."""

    onderdeel: str = Field(description="De identificatie van het onderwerp, de actie of de try-out.")
    regeling: str = Field(description="De regeling.")
    deelnemer: str = Field(description="De code van de deelnemer.")
    toegekend: str = Field(description="Toegekend in euro.")
    besteed: str = Field(description="Besteed in euro.")
    over: str = Field(description="Wat er over is; onder nul is er meer besteed.")
    toelichting: str | None = Field(None, description="De toelichting.")
    bekend_op: date = Field(description="De dag van deze stand.")


class MiddelenLijst(Vorm):
    """A page of money."""

    middelen: list[MiddelVorm] = Field(description="De posten op deze bladzijde.")
    links: dict[str, Adres] = LINKS


class AgendaVorm(Vorm):
    """The agenda of one organ."""

    orgaan: str = Field(description="Het orgaan.")
    punten: list[OnderdeelVorm] = Field(description="De besluiten die wachten, het eerste eerst.")


class AgendaLijst(Vorm):
    """What waits for a decision."""

    agenda: list[AgendaVorm] = Field(description="De agenda per orgaan.")
    links: dict[str, Adres] = LINKS


class KenmerkVorm(Vorm):
    """A label with its value."""

    naam: str = Field(description="De naam.")
    waarde: str = Field(description="De waarde.")


class RapportVorm(Vorm):
    """A report as blocks; `soort` says which fields a block has."""

    titel: str = Field(description="De titel.")
    organisatie: str = Field(description="De organisatie.")
    voet: str = Field(description="De voetregel: waarvan dit het rapport is en van wanneer.")
    kenmerken: list[KenmerkVorm] = Field(description="De kenmerken onder de titel.")
    blokken: list[dict[str, Any]] = Field(
        description="`kop`, `alinea`, `lijst`, `tabel` of `beeld` (met zijn tabel)."
    )


class RondegegevensLijst(Vorm):
    """A page of the open data of a round."""

    gegevens: list[dict[str, str]] = Field(description="Een rij per pijler, onderwerp, actie en mijlpaal.")
    links: dict[str, Adres] = LINKS


class InlezingVorm(Vorm):
    """A report that was read."""

    id: str = Field(description="De identificatie.")
    ronde: str = Field(description="De identificatie van de ronde.")
    bestandsnaam: str = Field(description="De naam van het bestand.")
    sha256: str = Field(description="De vingerafdruk van het bestand.")
    gelezen_op: datetime = Field(description="Wanneer het is gelezen.")
    meldingen: list[dict[str, Any]] | None = Field(None, description="Wat opviel.")
    onbegrepen: list[dict[str, Any]] | None = Field(
        None, description="Zinnen over planning die niet zijn begrepen."
    )
    links: dict[str, Adres] = LINKS


class InlezingenLijst(Vorm):
    """A page of reports that were read."""

    inlezingen: list[InlezingVorm] = Field(description="De inlezingen op deze bladzijde.")
    links: dict[str, Adres] = LINKS


class VoorstelVorm(Vorm):
    """What a report proposes."""

    nummer: int = Field(description="Het nummer in deze inlezing.")
    soort: str = Field(description="De soort.")
    sleutel: str = Field(description="De sleutel.")
    ouder: str | None = Field(None, description="De sleutel van waar het onder hangt.")
    velden: dict[str, Any] = Field(description="De velden.")
    regel: int = Field(description="De regel van het bestand.")
    zin: str = Field(description="De zin waar het uit komt.")
    twijfel: str | None = Field(None, description="Waarom iemand ernaar moet kijken.")
    stand: str = Field(description="`open`, `overgenomen` of `afgewezen`.")
    onderdeel: str | None = Field(None, description="Wat het werd.")
    reden: str | None = Field(None, description="Waarom het is afgewezen.")


class VoorstellenLijst(Vorm):
    """A page of proposals."""

    voorstellen: list[VoorstelVorm] = Field(description="De voorstellen op deze bladzijde.")
    links: dict[str, Adres] = LINKS


class TegenspraakVorm(Vorm):
    """Two statements that do not agree."""

    id: str = Field(description="De identificatie.")
    onderdeel: str | None = Field(None, description="Waar zij over gaan.")
    uitleg: str = Field(description="Wat niet klopt.")
    eerste_zin: str = Field(description="De eerste zin.")
    eerste_bron: str = Field(description="Waar die staat.")
    tweede_zin: str = Field(description="De tweede zin.")
    tweede_bron: str = Field(description="Waar die staat.")
    gekozen: str | None = Field(None, description="`eerste`, `tweede` of `geen`.")
    reden: str | None = Field(None, description="Waarom.")
    besloten_op: datetime | None = Field(None, description="Wanneer daarover is beslist.")


class TegensprakenLijst(Vorm):
    """A page of statements that do not agree."""

    tegenspraken: list[TegenspraakVorm] = Field(description="De tegenspraken op deze bladzijde.")
    links: dict[str, Adres] = LINKS


INLEESBESTAND: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["bestand"],
                    "properties": {
                        "bestand": {
                            "type": "string",
                            "format": "binary",
                            "description": "Markdown, tekst of Word.",
                        },
                        "ronde": {
                            "type": "string",
                            "description": "De naam van de ronde; leeg is de periode die het rapport noemt.",
                        },
                    },
                }
            }
        },
    }
}
RAPPORTBESTAND: dict[str, Any] = {
    "responses": {
        "200": {
            "description": "Het rapport.",
            "content": {
                soort.split(";")[0]: {"schema": {"type": "string", "format": "binary"}}
                for soort in VORMEN.values()
            },
        }
    }
}
