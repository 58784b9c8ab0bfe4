"""The tables of toezicht: controles with what they found, incidents and what was told of them."""

from .bevinding import Bevinding, Bevindingbewijs, Bevindingnorm, Bevindingonderwerp
from .controle import Controle, Controlegebeurtenis, Controleonderwerp, Veiligheidswaarschuwing
from .incident import (
    Incident,
    Incidentsignaal,
    Signaaldocument,
    Signaalgebeurtenis,
    Signaalmelder,
)
from .slot import list_sloten

__all__ = [
    "Bevinding",
    "Bevindingbewijs",
    "Bevindingnorm",
    "Bevindingonderwerp",
    "Controle",
    "Controlegebeurtenis",
    "Controleonderwerp",
    "Incident",
    "Incidentsignaal",
    "Signaaldocument",
    "Signaalgebeurtenis",
    "Signaalmelder",
    "Veiligheidswaarschuwing",
    "list_sloten",
]
