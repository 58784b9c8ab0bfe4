"""The tables of the permit: toestemmingen, their voorschriften through time, and what of those is data."""

from .bijlage import Plichtafdoening, Vergunningdocument
from .melding import Melding, Meldingoordeel
from .norm import Norm
from .slot import list_sloten, list_wachtdelen
from .velden import Mutatiesoort
from .vergunning import Ingreep, Toestemming, Toestemmingonderwerp, Vergunning
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

__all__ = [
    "Grenswaarderegel",
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
    "list_sloten",
    "list_wachtdelen",
]
