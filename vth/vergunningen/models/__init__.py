"""The tables of the permit: toestemmingen, their voorschriften through time, and what of those is data."""

from .slot import list_sloten, list_wachtdelen
from .velden import Mutatiesoort
from .vergunning import Ingreep, Toestemming, Toestemmingonderwerp, Vergunning
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

__all__ = [
    "Grenswaarderegel",
    "Ingreep",
    "Mutatie",
    "Mutatiebereik",
    "Mutatiesoort",
    "Mutatiewerking",
    "Ontwerpmutatie",
    "Standaardversie",
    "Standaardvoorschrift",
    "Toestemming",
    "Toestemmingonderwerp",
    "Vergunning",
    "Voorschrift",
    "Voorstel",
    "Voorstelregel",
    "list_sloten",
    "list_wachtdelen",
]
