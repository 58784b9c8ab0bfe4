"""What programs can ask of violations, measures and money, and what the answers hold, as their OpenAPI document tells it."""

from datetime import date
from typing import Any

from ninja import Field

from vth.interface.vormen import LINKS, VANAF, Adres, Vorm, make_aantal, make_vraagveld

STANDAARD, HOOGSTENS = 50, 200
EURO = "In euro, als tekst met een punt en twee decimalen, zoals `1200.10`."
AANNAMES: Any = Field(
    default_factory=list,
    description="Waar dit op rust dat niemand heeft vastgesteld of aan de tekst van de wet heeft getoetst, in zinnen; leeg als het op geen aanname rust.",
)
# An amount as it may be sent: what cannot be owed is refused in words, not by its form.
GESTUURD = r"^-?\d{1,10}(\.\d{1,2})?$"


class OvertredingenVraag(Vorm):
    """What the list of violations can be narrowed to."""

    gebied: str = make_vraagveld("De code van een gemeente.")
    staat: str = make_vraagveld("`vastgesteld`, `beeindigd` of `vervallen`.")
    aantal: str = make_aantal(STANDAARD, HOOGSTENS)
    vanaf: str = VANAF


class MaatregelenVraag(Vorm):
    """What the list of measures can be narrowed to."""

    gebied: str = make_vraagveld("De code van een gemeente.")
    staat: str = make_vraagveld("Hoe ver de maatregel is, zoals `lopend`.")
    aantal: str = make_aantal(STANDAARD, HOOGSTENS)
    vanaf: str = VANAF


class VerbeurtenVraag(Vorm):
    """What the list of open amounts can be narrowed to."""

    gebied: str = make_vraagveld("De code van een gemeente.")
    tot: str = make_vraagveld("Alleen wat op of voor deze dag verjaart.", type="string", format="date")
    aantal: str = make_aantal(STANDAARD, HOOGSTENS)
    vanaf: str = VANAF


class OvertredingVorm(Vorm):
    """One violation."""

    id: str = Field(description="De identificatie.")
    kenmerk: str = Field(description="Het nummer waaronder erover wordt geschreven.")
    aard: str = Field(description="Wat er is overtreden.")
    organisatie: str = Field(description="De code van de organisatie die haar behandelt.")
    bevoegd_gezag: str = Field(description="De code van het bevoegd gezag.")
    gebied: str | None = Field(None, description="De code van de gemeente.")
    overtredingsdatum: date = Field(description="De dag waarop zij is gezien.")
    recht_op: date = Field(description="De dag van het recht dat geldt.")
    staat: str = Field(description="Hoe zij ervoor staat.")
    hersteldatum: date | None = Field(None, description="De dag waarop zij eindigde.")
    hersteld_hoe: str | None = Field(None, description="Hoe dat is gezien.")
    indicatie_handhaving: bool | None = Field(
        None, description="Of er wordt gehandhaafd; ontbreekt zolang dat niet is besloten."
    )
    aannames: list[str] = AANNAMES
    versie: int = Field(description="Hoe vaak er iets mee is gedaan.")
    normen: list[str] | None = Field(None, description="De voorschriften; niet in de lijst.")
    overtreders: list[str] | None = Field(
        None, description="Gegevens van wie haar beging, voor zover u die mag zien; niet in de lijst."
    )
    onderwerpen: list[str] | None = Field(
        None, description="Gegevens van waar zij was, voor zover u die mag zien; niet in de lijst."
    )
    maatregelen: list[str] | None = Field(
        None, description="De maatregelen ertegen die u mag zien; niet in de lijst."
    )
    links: dict[str, Adres] = LINKS


class OvertredingenLijst(Vorm):
    """A page of violations."""

    overtredingen: list[OvertredingVorm] = Field(description="De overtredingen, de oudste eerst.")
    links: dict[str, Adres] = LINKS


class AdressaatVorm(Vorm):
    """Who must obey a last, and what it costs him as it holds today."""

    object: str | None = Field(
        None, description="Zijn gegeven in het register; ontbreekt als u het niet mag zien."
    )
    bedrag: str | None = Field(None, description=f"De dwangsom. {EURO}")
    maximum: str | None = Field(None, description=f"Het maximum. {EURO}")


class LastVorm(Vorm):
    """What a last orders."""

    soort: str = Field(description="Waar de last voor is.")
    opdracht: str = Field(description="Wat er moet gebeuren.")
    begunstiging_tot: date | None = Field(None, description="De laatste dag waarop niets verbeurt.")
    modaliteit: str | None = Field(None, description="Hoe de dwangsom verbeurt.")
    per: str | None = Field(None, description="De tijdseenheid.")
    adressaten: list[AdressaatVorm] = Field(description="Wie het moet doen.")


class BedragenVorm(Vorm):
    """The money of one measure."""

    verbeurd: str = Field(description=f"Verbeurd, of verhaald als kosten van bestuursdwang. {EURO}")
    ingevorderd: str = Field(description=f"Daarvan bij beschikking ingevorderd. {EURO}")
    betaald: str = Field(description=f"Betaald. {EURO}")
    kwijtgescholden: str = Field(description=f"Kwijtgescholden. {EURO}")
    verjaard: str = Field(description=f"Verjaard. {EURO}")
    open: str = Field(description=f"Nog open. {EURO}")


class MaatregelVorm(Vorm):
    """One measure."""

    id: str = Field(description="De identificatie.")
    kenmerk: str = Field(description="Het nummer waaronder erover wordt geschreven.")
    omschrijving: str = Field(description="Waar het over gaat.")
    instrument: str = Field(description="De code van het instrument.")
    organisatie: str = Field(description="De code van de organisatie die haar behandelt.")
    bevoegd_gezag: str = Field(description="De code van het bevoegd gezag.")
    gebied: str | None = Field(None, description="De code van de gemeente.")
    staat: str = Field(description="Hoe ver zij is.")
    opgelegd_op: date | None = Field(None, description="De dag waarop zij is opgelegd.")
    afgerond_op: date | None = Field(None, description="De dag waarop zij eindigde.")
    aannames: list[str] = AANNAMES
    versie: int = Field(description="Hoe vaak er iets mee is gedaan.")
    overtredingen: list[str] | None = Field(
        None, description="De overtredingen die u mag zien; niet in de lijst."
    )
    last: LastVorm | None = Field(None, description="De last; niet in de lijst.")
    bedragen: BedragenVorm | None = Field(None, description="Het geld; niet in de lijst.")
    links: dict[str, Adres] = LINKS


class MaatregelenLijst(Vorm):
    """A page of measures."""

    maatregelen: list[MaatregelVorm] = Field(description="De maatregelen, de oudste eerst.")
    links: dict[str, Adres] = LINKS


class BetalingVorm(Vorm):
    """One booking."""

    kenmerk: str = Field(description="Het nummer van de financiële administratie.")
    soort: str = Field(description="`betaling`, `terugbetaling` of `kwijtschelding`.")
    bedrag: str = Field(description=EURO)
    dag: date = Field(description="De dag waarop is geboekt.")
    reden: str | None = Field(None, description="De reden.")


class NieuweBetalingVorm(Vorm):
    """A booking as the financial administration sends it."""

    kenmerk: str = Field(
        description="Het eigen nummer van de boeking; twee keer hetzelfde nummer is één boeking.",
        max_length=100,
    )
    soort: str = Field(description="`betaling`, `terugbetaling` of `kwijtschelding`.", max_length=20)
    bedrag: str = Field(description=EURO, pattern=GESTUURD)
    dag: date = Field(description="De dag waarop is geboekt.")
    valuta: str = Field("EUR", description="De munt; alleen `EUR` wordt aangenomen.", max_length=3)
    reden: str = Field("", description="De reden; verplicht bij kwijtschelden.", max_length=1000)


class VerbeurteVorm(Vorm):
    """One amount that is owed under a last."""

    id: str = Field(description="De identificatie.")
    maatregel: str = Field(description="De maatregel waar het uit volgt.")
    kenmerk: str = Field(description="Het nummer van die maatregel.")
    aard: str = Field(description="`dwangsom` of `kosten` (van bestuursdwang).")
    adressaat: str | None = Field(
        None, description="Wie het moet betalen; ontbreekt als u het niet mag zien of in een lijst."
    )
    organisatie: str = Field(description="De code van de organisatie die het int.")
    gebied: str | None = Field(None, description="De code van de gemeente.")
    vanaf: date = Field(description="De eerste dag waarvoor het is verbeurd.")
    dag: date = Field(description="De dag waarop het verschuldigd werd.")
    bedrag: str = Field(description=EURO)
    betaald: str = Field(description=EURO)
    kwijtgescholden: str = Field(description=EURO)
    open: str = Field(description=f"Wat nog te betalen is. {EURO}")
    staat: str = Field(description="`open`, `betaald`, `kwijtgescholden`, `verjaard` of `vernietigd`.")
    betalen_voor: date = Field(description="De laatste dag om te betalen.")
    laatste_dag: date | None = Field(None, description="De laatste dag om de verjaring te stuiten.")
    verlengd: bool = Field(description="Of iets de verjaring nu tegenhoudt.")
    ingevorderd_op: date | None = Field(None, description="De dag van de beschikking.")
    aannames: list[str] = AANNAMES
    betalingen: list[BetalingVorm] | None = Field(None, description="Wat is geboekt; niet in de lijst.")
    links: dict[str, Adres] = LINKS


class VerbeurtenLijst(Vorm):
    """A page of open amounts."""

    verbeurten: list[VerbeurteVorm] = Field(
        description="De open bedragen: wat het eerst verjaart staat bovenaan."
    )
    links: dict[str, Adres] = LINKS
