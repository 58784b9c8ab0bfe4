"""The tables of toezicht: controles with what they found, incidents and what was told of them."""

from .bevinding import Bevinding, Bevindingbewijs, Bevindingnorm, Bevindingonderwerp
from .bodemenergie import Bodemenergiestand
from .controle import Controle, Controlegebeurtenis, Controleonderwerp, Veiligheidswaarschuwing
from .incident import (
    Incident,
    Incidentsignaal,
    Signaaldocument,
    Signaalgebeurtenis,
    Signaalmelder,
)
from .monster import (
    Labbestand,
    Lablevering,
    Labmelding,
    Meetresultaat,
    Monster,
    Monsterovergave,
)
from .ritme import Toezichtrisico, Verslagopenbaar, Vervaldag
from .slot import list_sloten

__all__ = [
    "Bevinding",
    "Bevindingbewijs",
    "Bevindingnorm",
    "Bevindingonderwerp",
    "Bodemenergiestand",
    "Controle",
    "Controlegebeurtenis",
    "Controleonderwerp",
    "Incident",
    "Incidentsignaal",
    "Labbestand",
    "Lablevering",
    "Labmelding",
    "Meetresultaat",
    "Monster",
    "Monsterovergave",
    "Signaaldocument",
    "Signaalgebeurtenis",
    "Signaalmelder",
    "Toezichtrisico",
    "Veiligheidswaarschuwing",
    "Verslagopenbaar",
    "Vervaldag",
    "list_sloten",
]
