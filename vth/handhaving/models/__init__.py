"""The tables of handhaving: violations and how they were weighed, the measures against them, and the money that follows."""

from .bestuursdwang import Bestuursdwang, Kostenregel
from .geld import Betaling, Invorderingshandeling, Verbeurte
from .lastloop import Lastbedrag, Lastschorsing, Lasttermijn, Lastverzoek, Lastverzoekbesluit, Lastverzoekdag
from .maatregel import (
    Last,
    Lastadressaat,
    Maatregel,
    Maatregelgebeurtenis,
    Maatregelovertreding,
)
from .overtreding import (
    Afweging,
    Handhavingsverzoek,
    Handhavingsverzoekversie,
    Overtreder,
    Overtreding,
    Overtredingsbevinding,
    Overtredingsgebeurtenis,
    Overtredingsnorm,
    Overtredingsonderwerp,
    Verzoekovertreding,
)
from .slot import list_sloten
from .vervolg import Vervolgbesluit, Vervolguitvoering, Vervolgverbeurte, Vervolgwacht

__all__ = [
    "Afweging",
    "Bestuursdwang",
    "Betaling",
    "Handhavingsverzoek",
    "Handhavingsverzoekversie",
    "Invorderingshandeling",
    "Kostenregel",
    "Last",
    "Lastadressaat",
    "Lastbedrag",
    "Lastschorsing",
    "Lasttermijn",
    "Lastverzoek",
    "Lastverzoekbesluit",
    "Lastverzoekdag",
    "Maatregel",
    "Maatregelgebeurtenis",
    "Maatregelovertreding",
    "Overtreder",
    "Overtreding",
    "Overtredingsbevinding",
    "Overtredingsgebeurtenis",
    "Overtredingsnorm",
    "Overtredingsonderwerp",
    "Verbeurte",
    "Vervolgbesluit",
    "Vervolguitvoering",
    "Vervolgverbeurte",
    "Vervolgwacht",
    "Verzoekovertreding",
    "list_sloten",
]
