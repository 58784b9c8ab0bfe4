"""The tables of the room `voortgang`."""

from .inlezing import Inlezing, Tegenspraak, Voorstelregel
from .programma import (
    Deelname,
    Middel,
    Onderdeel,
    Onderdeelversie,
    Pijlerplanversie,
    Planning,
    Programma,
    Programmaversie,
)
from .ronde import Bijdrage, Bijdragetekst, Rapportageronde, Rondegebeurtenis, Statusoordeel
from .slot import list_sloten

__all__ = [
    "Bijdrage",
    "Bijdragetekst",
    "Deelname",
    "Inlezing",
    "Middel",
    "Onderdeel",
    "Onderdeelversie",
    "Pijlerplanversie",
    "Planning",
    "Programma",
    "Programmaversie",
    "Rapportageronde",
    "Rondegebeurtenis",
    "Statusoordeel",
    "Tegenspraak",
    "Voorstelregel",
    "list_sloten",
]
