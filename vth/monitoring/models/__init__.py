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
from .indicator import Indicatorstand, Indicatorwaarde
from .lijst import Lijst
from .plan import Plan, Planmaatregel, Planning, Plantoets
from .slot import list_sloten

__all__ = [
    "Bewijs",
    "Dienstbeeld",
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
    "Verkenning",
    "Zelfbeoordeling",
    "Zelfbeoordelinggebeurtenis",
    "list_sloten",
]
