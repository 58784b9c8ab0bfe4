"""When something is planned, as planning prose says it: a day, a quarter, half a year, "eind 2024"; the words stay beside the days they span."""

from dataclasses import dataclass
from datetime import date

# How fine a time is told. What is `doorlopend` or `onbekend` spans no days.
SOORTEN = ("dag", "maand", "kwartaal", "periode", "halfjaar", "jaar", "doorlopend", "onbekend")


@dataclass(frozen=True, slots=True)
class Wanneer:
    """A planned time: `tekst` as it was written, with the first day and the last day that it can mean (both included)."""

    soort: str
    tekst: str
    van: date | None = None
    tot: date | None = None
