"""The tables of toezicht: controles with what they found, incidents and what was told of them."""

from .bevinding import Bevinding, Bevindingbewijs, Bevindingnorm, Bevindingonderwerp
from .bodemenergie import Bodemenergiestand
from .checklist import VERNIETIGD, Antwoord, Checklistversie, Controlelijst, Veldstuk
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
from .veldslot import list_sloten as list_veldsloten

__all__ = [
    "VERNIETIGD",
    "Antwoord",
    "Bevinding",
    "Bevindingbewijs",
    "Bevindingnorm",
    "Bevindingonderwerp",
    "Bodemenergiestand",
    "Checklistversie",
    "Controle",
    "Controlegebeurtenis",
    "Controlelijst",
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
    "Veldstuk",
    "Verslagopenbaar",
    "Vervaldag",
    "list_sloten",
    "list_veldsloten",
]
