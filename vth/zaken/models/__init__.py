"""The tables of the file: zaak, verzoek, besluit, and the clock of terms."""

from vth.analyse.tabellen import register_dagstandtabel

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

# What leaves in the dagstand, without what people wrote and who they are: course, terms and outcome of the work.
for _model, _zonder in (
    (Zaak, ("omschrijving", "toelichting", "behandelaar", "team")),
    (Zaakgebeurtenis, ("reden", "door")),
    (Zaakonderwerp, ()),
    (Zaakrelatie, ()),
    (Zaaktermijn, ()),
    (Termijngebeurtenis, ("reden", "door")),
    (Verzoek, ("omschrijving", "geregistreerd_door")),
    (Verzoekonderwerp, ()),
    (
        Besluit,
        (
            "omschrijving",
            "tekst",
            "ondertekend_door",
            "ondertekend_namens",
            "bevoegdheid",
            "geregistreerd_door",
        ),
    ),
    (Besluitonderwerp, ()),
    (Document, ("titel", "beschrijving", "auteur", "geregistreerd_door")),
    (Rechtsmiddelprocedure, ("toelichting", "geregistreerd_door")),
    (
        Adviesverzoek,
        (
            "over",
            "partijnaam",
            "behandelaar",
            "vraag",
            "grondslag",
            "advies",
            "opvolging_reden",
            "geregistreerd_door",
        ),
    ),
    (Adviesgebeurtenis, ("reden", "door")),
):
    register_dagstandtabel(_model, zonder=_zonder)

__all__ = [
    "Adviesgebeurtenis",
    "Adviesverzoek",
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
