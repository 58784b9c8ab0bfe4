"""Reads an existing progress report into proposed records. Pure: no database, no settings, no clock, no network."""

from .rapport import read_rapport
from .uitkomst import GeenRapport, Gelezen, Melding, Vindplaats, Voorstel

__all__ = ["GeenRapport", "Gelezen", "Melding", "Vindplaats", "Voorstel", "read_rapport"]
