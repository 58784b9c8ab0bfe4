"""The tables of the permit: toestemmingen, their voorschriften through time, and what of those is data."""

from vth.analyse.tabellen import register_dagstandtabel

from .bijlage import Plichtafdoening, Vergunningdocument
from .informatie import Activiteitinformatie, Informatieoordeel
from .melding import Melding, Meldingoordeel
from .norm import Norm
from .slot import list_sloten, list_wachtdelen
from .velden import Mutatiesoort
from .vergunning import Houderwissel, Ingreep, Toestemming, Toestemmingonderwerp, Vergunning
from .veroudering import Verouderingsstand, Verouderingsvlag
from .voorschrift import (
    Grenswaarderegel,
    Mutatie,
    Mutatiebereik,
    Mutatiewerking,
    Ontwerpmutatie,
    Standaardversie,
    Standaardvoorschrift,
    Voorschrift,
)
from .voorstel import Voorstel, Voorstelregel

# What leaves in the dagstand: what holds when, and its limits; the words themselves stay, for they can name people.
for _model, _zonder in (
    (Vergunning, ("titel", "geregistreerd_door")),
    (Toestemming, ("onderwerp", "dictum", "vastgesteld_door")),
    (Toestemmingonderwerp, ()),
    (Ingreep, ("grond", "herroepen_reden", "geregistreerd_door")),
    (Houderwissel, ("grond", "herroepen_reden", "geregistreerd_door")),
    (Voorschrift, ()),
    (Mutatie, ("titel", "tekst", "voorwaarde", "gegevens")),
    (Mutatiewerking, ()),
    (Mutatiebereik, ()),
    (Grenswaarderegel, ("emissiepunt",)),
    (Plichtafdoening, ("toelichting", "door")),
):
    register_dagstandtabel(_model, zonder=_zonder)

__all__ = [
    "Activiteitinformatie",
    "Grenswaarderegel",
    "Houderwissel",
    "Informatieoordeel",
    "Ingreep",
    "Melding",
    "Meldingoordeel",
    "Mutatie",
    "Mutatiebereik",
    "Mutatiesoort",
    "Mutatiewerking",
    "Norm",
    "Ontwerpmutatie",
    "Plichtafdoening",
    "Standaardversie",
    "Standaardvoorschrift",
    "Toestemming",
    "Toestemmingonderwerp",
    "Vergunning",
    "Vergunningdocument",
    "Verouderingsstand",
    "Verouderingsvlag",
    "Voorschrift",
    "Voorstel",
    "Voorstelregel",
    "list_sloten",
    "list_wachtdelen",
]
