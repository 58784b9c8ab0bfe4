"""The tables of the file: zaak, verzoek, besluit, and the clock of terms."""

from .advies import Adviesgebeurtenis, Adviesverzoek, Uitvoeringstoetspunt
from .besluit import (
    Besluit,
    Besluitonderwerp,
    Besluitversie,
    Goedkeuring,
    Goedkeuringsopmerking,
    Overweging,
    Rechtsmiddelprocedure,
)
from .bewaring import Zaakbewaring, Zaakvernietiging, Zaakvernietigingsregel
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
    "Adviesgebeurtenis",
    "Adviesverzoek",
    "Besluit",
    "Besluitonderwerp",
    "Besluitversie",
    "Goedkeuring",
    "Goedkeuringsopmerking",
    "Kalenderstand",
    "Kenmerkreeks",
    "Overweging",
    "Rechtsmiddelprocedure",
    "Team",
    "Teamlid",
    "Termijngebeurtenis",
    "Uitvoeringstoetspunt",
    "Verzoek",
    "Verzoekonderwerp",
    "Waarneming",
    "Zaak",
    "Zaakbewaring",
    "Zaakgebeurtenis",
    "Zaakonderwerp",
    "Zaakrelatie",
    "Zaaksoortversie",
    "Zaaktermijn",
    "Zaakvernietiging",
    "Zaakvernietigingsregel",
    "list_sloten",
    "list_wachtdelen",
]
