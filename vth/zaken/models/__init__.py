"""The tables of the file: zaak, verzoek, besluit, and the clock of terms."""

from .besluit import Besluit, Besluitonderwerp, Besluitversie, Goedkeuring, Goedkeuringsopmerking, Overweging
from .brief import Brief, Briefsjabloon, Briefsjabloonversie
from .document import Document, Documentontvangst, Documenttekst, Documentversie
from .slot import list_sloten, list_wachtdelen
from .team import Team, Teamlid, Waarneming
from .termijn import Kalenderstand, Termijngebeurtenis, Zaaktermijn
from .zaak import (
    Kenmerkreeks,
    Verzoek,
    Verzoekonderwerp,
    Zaak,
    Zaakgebeurtenis,
    Zaakonderwerp,
    Zaakrelatie,
    Zaaksoortversie,
)

__all__ = [
    "Besluit",
    "Besluitonderwerp",
    "Besluitversie",
    "Brief",
    "Briefsjabloon",
    "Briefsjabloonversie",
    "Document",
    "Documentontvangst",
    "Documenttekst",
    "Documentversie",
    "Goedkeuring",
    "Goedkeuringsopmerking",
    "Kalenderstand",
    "Kenmerkreeks",
    "Overweging",
    "Team",
    "Teamlid",
    "Termijngebeurtenis",
    "Verzoek",
    "Verzoekonderwerp",
    "Waarneming",
    "Zaak",
    "Zaakgebeurtenis",
    "Zaakonderwerp",
    "Zaakrelatie",
    "Zaaksoortversie",
    "Zaaktermijn",
    "list_sloten",
    "list_wachtdelen",
]
