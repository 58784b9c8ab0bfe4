"""The tables of the permit: toestemmingen, their voorschriften through time, and what of those is data."""

from .bijlage import Plichtafdoening, Vergunningdocument
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
    "Plichtafdoening",
    "Standaardversie",
    "Standaardvoorschrift",
    "Toestemming",
    "Toestemmingonderwerp",
    "Vergunning",
    "Vergunningdocument",
    "Voorschrift",
    "Voorstel",
    "Voorstelregel",
    "list_sloten",
    "list_wachtdelen",
]
