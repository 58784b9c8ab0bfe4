"""What a program can ask of deliveries and what the answers hold, as their OpenAPI document tells it."""

from datetime import date, datetime
from typing import Any

from ninja import Field

from vth.interface.pagina import INHOUDSOORTEN
from vth.interface.uitvoer import VORMEN
from vth.interface.vormen import LINKS, VANAF, VELDEN, Adres, Kiesbaar, Vorm, make_aantal, make_vraagveld

from .models import Aanlevering
from .verslagpagina import ERNSTEN

STANDAARD, HOOGSTENS = 50, 200
PER_VERSLAG, VERSLAG_HOOGSTENS = 100, 1000
GEGEVENSSET = "De gegevensset, zoals `vthobject`."
LICHAAM: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["bestand", "profiel"],
                    "properties": {
                        "bestand": {
                            "type": "string",
                            "format": "binary",
                            "description": "CSV, XLSX, JSON, GeoJSON of Parquet.",
                        },
                        "profiel": {
                            "type": "string",
                            "description": "Het leverprofiel waarin het bestand is gemaakt.",
                        },
                        "peildatum": {
                            "type": "string",
                            "format": "date",
                            "description": "De dag van de stand; leeg is vandaag.",
                        },
                        "correctie": {
                            "type": "boolean",
                            "description": "true als dit een stand van vroeger verbetert.",
                        },
                    },
                }
            }
        },
    }
}
BESTAND = {"schema": {"type": "string", "format": "binary"}}
DOWNLOAD: dict[str, Any] = {
    "responses": {
        "200": {
            "description": "Het hele toetsverslag.",
            "content": {INHOUDSOORTEN[vorm].split(";")[0]: BESTAND for vorm in VORMEN},
        },
        "202": {
            "description": "Het bestand wordt gemaakt.",
            "content": {
                "application/json": {
                    "schema": {
                        "type": "object",
                        "properties": {"stand": {"type": "string", "description": "Hoe het ervoor staat."}},
                    }
                }
            },
        },
    }
}


class LijstVraag(Vorm):
    """What a list of deliveries can be narrowed to."""

    leverancier: str = make_vraagveld("De code van de leverancier.")
    staat: str = make_vraagveld("Hoe ver de aanlevering is.", enum=list(Aanlevering.Staat.values))
    reeks: str = make_vraagveld("De reeks waarin zij hoort.")
    herkomst: str = make_vraagveld("De herkomst van een waarde: alleen de aanlevering die haar gaf.")
    velden: str = VELDEN
    aantal: str = make_aantal(STANDAARD, HOOGSTENS)
    vanaf: str = VANAF


class DetailVraag(Vorm):
    """What of one delivery is asked."""

    velden: str = VELDEN


class VerslagVraag(Vorm):
    """What a toetsverslag can be narrowed to."""

    toets: str = make_vraagveld("Alleen deze toets.")
    ernst: str = make_vraagveld("Alleen bevindingen van deze ernst.", enum=[ernst for ernst, _ in ERNSTEN])
    veld: str = make_vraagveld("Alleen dit veld.")
    aantal: str = make_aantal(PER_VERSLAG, VERSLAG_HOOGSTENS)
    vanaf: str = VANAF


class DownloadVraag(Vorm):
    """In which form a toetsverslag is asked."""

    vorm: str = make_vraagveld("De vorm van het bestand; zonder opgave json.", enum=list(VORMEN))


class Voortgang(Vorm):
    """How far the work on a delivery is."""

    stap: str | None = Field(None, description="Wat er nu gebeurt.")
    gedaan: int = Field(description="Hoeveel ervan gedaan is.")
    totaal: int = Field(description="Hoeveel het er zijn; 0 als dat nog niet bekend is.")


class ScoreVorm(Vorm):
    """The quality of a delivery, from 0 to 100."""

    juistheid: float = Field(description="Hoeveel er juist is, van 0 tot 100.")
    volledigheid: float = Field(description="Hoeveel er gevuld is, van 0 tot 100.")
    plausibiliteit: float = Field(description="Hoeveel er aannemelijk is, van 0 tot 100.")
    samenhang: float = Field(description="Hoeveel er onderling klopt, van 0 tot 100.")
    totaal: float = Field(description="Het gewogen geheel, van 0 tot 100.")


class Toetsuitkomst(Vorm):
    """How often one check found something in one field."""

    gegevensset: str = Field(description=GEGEVENSSET)
    toets: str = Field(description="De toets die iets vond.")
    ernst: str = Field(description="`blokkerend` of `waarschuwing`.")
    veld: str | None = Field(None, description="Het veld waarover het gaat.")
    aantal: int = Field(description="Hoe vaak.")


class AanleveringVorm(Kiesbaar):
    """One delivery."""

    id: str = Field(description="De blijvende identificatie.")
    leverancier: str = Field(description="De code van de organisatie die aanlevert.")
    profiel: str = Field(description="Het leverprofiel waarin het bestand is gemaakt.")
    reeks: str = Field(description="De reeks waarin zij hoort.")
    bestandsnaam: str = Field(description="Hoe het bestand heette.")
    sha256: str = Field(description="De controlesom van het bestand.")
    bytes: int = Field(description="Hoe groot het bestand is.")
    peildatum: date = Field(description="De dag van de stand.")
    correctie: bool = Field(description="Of zij een stand van vroeger verbetert.")
    ontvangen_op: datetime = Field(description="Wanneer het bestand is ontvangen.")
    afgerond_op: datetime | None = Field(None, description="Wanneer het werk eraan klaar was.")
    vernietigd_op: datetime | None = Field(None, description="Wanneer het bestand is vernietigd.")
    staat: str = Field(description="Hoe ver de aanlevering is.")
    uitleg: str | None = Field(None, description="Waarom zij zo staat en wat u kunt doen.")
    rijen: int | None = Field(None, description="Hoeveel rijen het bestand heeft.")
    geweigerd: int | None = Field(None, description="Hoeveel rijen er geweigerd zijn.")
    met_waarschuwing: int | None = Field(None, description="Hoeveel rijen een waarschuwing hebben.")
    score: float | None = Field(None, description="De kwaliteit, van 0 tot 100.")
    links: dict[str, Adres] = LINKS


class AanleveringDetail(AanleveringVorm):
    """One delivery with what it changed and what was found."""

    voortgang: Voortgang = Field(description="Hoe ver het werk is.")
    opmerkingen: list[str] = Field(description="Wat er bij het lezen opviel.")
    verschil: dict[str, dict[str, int]] | None = Field(
        None, description="Per gegevensset: hoeveel er nieuw is, wijzigde, eindigde of gelijk bleef."
    )
    toetsuitkomsten: list[Toetsuitkomst] = Field(description="Hoe vaak elke toets iets vond.")
    scoredelen: ScoreVorm | None = Field(None, description="De delen van de score.")


class AanleveringLijst(Vorm):
    """One page of deliveries, newest first."""

    aanleveringen: list[AanleveringVorm] = Field(description="De aanleveringen op deze bladzijde.")
    links: dict[str, Adres] = LINKS


class Verslagregel(Vorm):
    """One finding: what was seen, why it is wrong, what to do."""

    volgnummer: int = Field(description="De plaats in het verslag.")
    rijnummer: int | None = Field(None, description="De rij in het bestand.")
    gegevensset: str | None = Field(None, description=GEGEVENSSET)
    sleutel: str | None = Field(None, description="Het nummer dat de leverancier er zelf aan geeft.")
    object_id: str | None = Field(None, description="Het object in het register, als het daar bekend is.")
    toets: str = Field(description="De toets die dit vond.")
    ernst: str = Field(description="`blokkerend` of `waarschuwing`.")
    veld: str | None = Field(None, description="Het veld waarover het gaat.")
    waarde: str | None = Field(None, description="Wat er in het bestand staat.")
    grens: str | None = Field(None, description="Waarmee het is vergeleken.")
    tekst: str = Field(description="Wat er staat, waarom dat niet kan en wat u kunt doen.")


class Verslagbladzij(Vorm):
    """One page of a toetsverslag."""

    regels: list[Verslagregel] = Field(description="De bevindingen op deze bladzijde.")
    links: dict[str, Adres] = LINKS
