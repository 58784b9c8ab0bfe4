"""The tables of the room `monitoring`."""

from .beoordeling import (
    Bewijs,
    Lezer,
    Oordeel,
    Opgave,
    Ronde,
    Toetsvraag,
    Zelfbeoordeling,
    Zelfbeoordelinggebeurtenis,
)
from .fusie import Dienstbeeld, Openstelling, Verkenning
from .slot import list_sloten

__all__ = [
    "Bewijs",
    "Dienstbeeld",
    "Lezer",
    "Oordeel",
    "Openstelling",
    "Opgave",
    "Ronde",
    "Toetsvraag",
    "Verkenning",
    "Zelfbeoordeling",
    "Zelfbeoordelinggebeurtenis",
    "list_sloten",
]
