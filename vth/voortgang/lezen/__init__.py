"""Reads an existing progress report into proposed records. Pure: no database, no settings, no clock, no network."""

from .rapport import read_rapport
from .tegenspraak import find_tegenspraken
from .uitkomst import GeenRapport, Gelezen, Melding, Tegenspraak, Vindplaats, Voorstel

__all__ = [
    "GeenRapport",
    "Gelezen",
    "Melding",
    "Tegenspraak",
    "Vindplaats",
    "Voorstel",
    "find_tegenspraken",
    "read_rapport",
]
