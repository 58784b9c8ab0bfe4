"""The tables of the room `monitoring`."""

from .beoordeling import (
    Bewijs,
    Gebiedoordeel,
    Lezer,
    Oordeel,
    Opgave,
    Ronde,
    Toetsvraag,
    Zelfbeoordeling,
    Zelfbeoordelinggebeurtenis,
)
from .bewijs import Bewijsstuk, Bewijsversie, Visitatie, Visitatiebewijs, Visitatiebezoeker
from .fusie import Afstandenlijst, Dienstbeeld, Openstelling, Verkenning
from .indicator import Indicatorstand, Indicatorwaarde, Vastlegging
from .lijst import Lijst
from .plan import Plan, Planmaatregel, Planning, Plantoets
from .slot import VOOR_IEDEREEN, list_sloten

__all__ = [
    "VOOR_IEDEREEN",
    "Afstandenlijst",
    "Bewijs",
    "Bewijsstuk",
    "Bewijsversie",
    "Dienstbeeld",
    "Gebiedoordeel",
    "Indicatorstand",
    "Indicatorwaarde",
    "Lezer",
    "Lijst",
    "Oordeel",
    "Openstelling",
    "Opgave",
    "Plan",
    "Planmaatregel",
    "Planning",
    "Plantoets",
    "Ronde",
    "Toetsvraag",
    "Vastlegging",
    "Verkenning",
    "Visitatie",
    "Visitatiebewijs",
    "Visitatiebezoeker",
    "Zelfbeoordeling",
    "Zelfbeoordelinggebeurtenis",
    "list_sloten",
]
