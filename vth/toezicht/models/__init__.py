"""The tables of toezicht: controles with what they found, incidents and what was told of them."""

from .bevinding import Bevinding, Bevindingbewijs, Bevindingnorm, Bevindingonderwerp
from .checklist import Antwoord, Checklistversie, Controlelijst, Veldstuk
from .controle import Controle, Controlegebeurtenis, Controleonderwerp, Veiligheidswaarschuwing
from .incident import (
    Incident,
    Incidentsignaal,
    Signaaldocument,
    Signaalgebeurtenis,
    Signaalmelder,
)
from .slot import list_sloten
from .veldslot import list_sloten as list_veldsloten

__all__ = [
    "Antwoord",
    "Bevinding",
    "Bevindingbewijs",
    "Bevindingnorm",
    "Bevindingonderwerp",
    "Checklistversie",
    "Controle",
    "Controlegebeurtenis",
    "Controlelijst",
    "Controleonderwerp",
    "Incident",
    "Incidentsignaal",
    "Signaaldocument",
    "Signaalgebeurtenis",
    "Signaalmelder",
    "Veiligheidswaarschuwing",
    "Veldstuk",
    "list_sloten",
    "list_veldsloten",
]
