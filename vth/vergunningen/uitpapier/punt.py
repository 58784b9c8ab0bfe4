"""What reading a permit gives: its lines with their place, the proposed voorschriften, and all that is none of them. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ..inhoud import Grenswaarde, Plichtsoort


@dataclass(frozen=True)
class Bronregel:
    """One line of the source: a paragraph of Word, a row of a table, or a line as it was printed.

    `heel` says that it is a whole paragraph, `los` that there is white above it, `soort` what the file itself called it
    (`inhoud`, `voetnoot`, `paginarand`).
    """

    plek: int
    tekst: str
    blad: int | None = None
    cellen: tuple[str, ...] = ()
    soort: str = ""
    los: bool = True
    heel: bool = False


@dataclass(frozen=True)
class Plichtvoorstel:
    """An obligation as it is read: unlike `inhoud.Verplichting` it may come back without a first day, which is then asked."""

    soort: Plichtsoort
    omschrijving: str
    iedere_maanden: int = 0
    eerste_dag: date | None = None


@dataclass(frozen=True)
class Gelezen:
    """What of a text is data, and what is doubtful about that."""

    grenswaarden: tuple[Grenswaarde, ...] = ()
    plichten: tuple[Plichtvoorstel, ...] = ()
    verwijzingen: tuple[str, ...] = ()
    vragen: tuple[str, ...] = ()


@dataclass(frozen=True)
class Voorstelpunt:
    """One proposed voorschrift: its number in full and as written, under which other it stands, and where it was read.

    `ouder` is the place of the parent among the points; `vragen` is what a person must look at. Without questions it is sure.
    """

    nummer: str
    geschreven: str
    ouder: int | None
    titel: str
    tekst: str
    regels: tuple[int, ...]
    blad: int | None = None
    gelezen: Gelezen = field(default_factory=Gelezen)
    vragen: tuple[str, ...] = ()

    @property
    def zeker(self) -> bool:
        """Tell whether nothing about it is doubtful."""
        return not self.vragen and not self.gelezen.vragen

    @property
    def alle_vragen(self) -> tuple[str, ...]:
        """Give all that is doubtful about it."""
        return (*self.vragen, *self.gelezen.vragen)


@dataclass(frozen=True)
class Reststuk:
    """Lines that are no voorschrift, and what they seem to be."""

    soort: str
    regels: tuple[int, ...]


@dataclass(frozen=True)
class Voorstelboom:
    """A whole permit as a proposal: each line of the source is in exactly one point or in one piece of the rest."""

    regels: tuple[Bronregel, ...]
    punten: tuple[Voorstelpunt, ...]
    rest: tuple[Reststuk, ...]
    vragen: tuple[str, ...] = ()


def make_bronregels(rijen: Iterable[Mapping[str, Any]], *, heel: bool) -> tuple[Bronregel, ...]:
    """Make the lines of a source of what a reader gave."""
    return tuple(
        Bronregel(
            plek=n,
            tekst=str(rij["tekst"]),
            blad=rij.get("blad"),
            cellen=tuple(rij.get("cellen") or ()),
            soort=rij.get("soort") or "",
            los=bool(rij.get("los", True)),
            heel=heel,
        )
        for n, rij in enumerate(rijen)
    )
