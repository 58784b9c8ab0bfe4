"""What this room can be asked by programs and what its answers hold, as its OpenAPI document tells it."""

from datetime import date, datetime
from typing import Any

from ninja import Field

from vth.interface.vormen import LINKS, VANAF, Adres, Tijdvraag, Vorm, make_aantal, make_vraagveld

STANDAARD, HOOGSTENS = 50, 200


class VergunningenVraag(Vorm):
    """What the list of permits can be narrowed to."""

    q: str = make_vraagveld("Een deel van het kenmerk of de titel.")
    gebied: str = make_vraagveld("De code van een gemeente.")
    gezag: str = make_vraagveld("De code van het bevoegd gezag.")
    aantal: str = make_aantal(STANDAARD, HOOGSTENS)
    vanaf: str = VANAF


class VergunningVraag(Tijdvraag):
    """At which moment a permit is asked."""


class VerschilVraag(Vorm):
    """Which two days or decisions are compared, as known when."""

    van: str = make_vraagveld("De eerste dag.", type="string", format="date")
    tot: str = make_vraagveld("De tweede dag.", type="string", format="date")
    van_besluit: str = make_vraagveld(
        "Of: de eerste toestemming, met haar nummer, haar kenmerk of haar adres."
    )
    tot_besluit: str = make_vraagveld("En de tweede.")
    beschikbaar_op: str = make_vraagveld("Zoals bekend op dit moment; leeg is nu.", format="date-time")


class VergunningRegel(Vorm):
    """One permit in a list."""

    id: str = Field(description="Het nummer van de vergunning.")
    kenmerk: str = Field(description="Het kenmerk in brieven.")
    titel: str = Field(description="De titel.")
    bevoegd_gezag: str = Field(description="De code van het bevoegd gezag.")
    gebied: str | None = Field(None, description="De code van de gemeente.")
    links: dict[str, Adres] = LINKS


class VergunningenLijst(Vorm):
    """A page of permits."""

    vergunningen: list[VergunningRegel] = Field(description="De vergunningen, de nieuwste eerst.")
    links: dict[str, Adres] = LINKS


class VoorschriftVorm(Vorm):
    """One voorschrift as it stands."""

    id: str = Field(description="Het vaste adres van het voorschrift.")
    versie: str = Field(description="Het vaste adres van de versie die geldt.")
    toestemming: str = Field(description="Het adres van de toestemming waaruit de tekst komt.")
    onder: str | None = Field(None, description="Het voorschrift waar het onder staat.")
    nummer: str = Field(description="Het nummer in de vergunning.")
    titel: str = Field(description="Het opschrift.")
    tekst: str = Field(description="De letterlijke tekst.")
    voorschrifttype: str = Field(description="`standaard` of `maatwerk`.")
    openbaar: bool = Field(description="Of het openbaar is.")
    sinds: date = Field(description="De dag vanaf wanneer het zo luidt.")
    rechtsgevolgen_in_stand: bool = Field(
        description="Of de rechter het besluit vernietigde waaruit de tekst komt, maar de rechtsgevolgen in stand liet."
    )
    alleen_voor: list[str] | None = Field(
        None,
        description="Ontbreekt als het voor de hele vergunning geldt; anders de adressen van waarvoor het alleen geldt, voor zover u die mag zien.",
    )
    tot: date | None = Field(None, description="De dag waarop het anders wordt, voor zover bekend.")
    daarna: str | None = Field(
        None, description="Wat er dan gebeurt: `gewijzigd`, `vervallen`, `herleeft` of `eindigt`."
    )
    opvolger: str | None = Field(None, description="Het adres van de toestemming waardoor dat gebeurt.")
    grenswaarden: list[dict[str, Any]] = Field(description="De grenswaarden erin.")
    verplichtingen: list[dict[str, Any]] = Field(description="De verplichtingen erin.")
    verwijzingen: list[str] = Field(description="Waarnaar het verwijst.")


class HouderVorm(Vorm):
    """Who holds a toestemming on the day."""

    houder: str = Field(description="Het adres van de betrokkene in het register.")
    naam: str = Field(description="De naam; een natuurlijk persoon wordt niet genoemd.")
    toestemming: str = Field(description="Het adres van de toestemming.")
    sinds: date = Field(description="De dag vanaf wanneer.")


class VergunningVorm(Vorm):
    """A permit as it stands at a moment."""

    id: str = Field(description="Het vaste adres van de vergunning.")
    kenmerk: str = Field(description="Het kenmerk in brieven.")
    titel: str = Field(description="De titel.")
    bevoegd_gezag: str = Field(description="De code van het bevoegd gezag.")
    geldig_op: date = Field(description="De dag waarvoor dit antwoord geldt.")
    beschikbaar_op: datetime = Field(description="Het tijdstip waarop dit bekend was.")
    houders: list[HouderVorm] = Field(
        description="Wie de toestemmingen op die dag houden, voor zover u dat mag zien."
    )
    voorschriften: list[VoorschriftVorm] = Field(
        description="De voorschriften die dan gelden, in leesvolgorde."
    )


class VerschilVorm(Vorm):
    """One voorschrift that differs."""

    voorschrift: str = Field(description="Het vaste adres van het voorschrift.")
    soort: str = Field(description="`nieuw`, `vervallen`, `gewijzigd` of `verplaatst`.")
    voor: dict[str, Any] | None = Field(None, description="Wat het was.")
    na: dict[str, Any] | None = Field(None, description="Wat het werd.")


class VerschillenVorm(Vorm):
    """What differs in a permit between two days."""

    van: date = Field(description="De eerste dag.")
    tot: date = Field(description="De tweede dag.")
    verschillen: list[VerschilVorm] = Field(description="Per voorschrift wat er anders is.")
