"""What was agreed about a file that comes in: its form, and the columns it must have."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Bestandsvorm:
    """In which form the file comes; what is left out is found out from the file itself."""

    soort: str
    codering: str = ""
    scheiding: str = ""
    blad: str = ""
    pad: str = ""
    kopregel: int = 1


class Leesafspraak(Protocol):
    """What a reader asks: a leverprofiel has it, and so has a table that a room takes in by hand."""

    @property
    def bestand(self) -> Bestandsvorm:
        """Give the form of the file."""

    def list_kolommen(self) -> list[str]:
        """List every column that the file must have."""


@dataclass(frozen=True)
class Tabelafspraak:
    """A table with fixed columns, in a form that is known."""

    bestand: Bestandsvorm
    kolommen: Sequence[str]

    def list_kolommen(self) -> list[str]:
        """List every column that the file must have."""
        return list(self.kolommen)
