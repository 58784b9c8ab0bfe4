"""What all published forms are made of, read once: the same content gives the same bytes."""

from collections.abc import Mapping
from dataclasses import dataclass

from .. import selectors
from ..rules import Begrip, Bron, Objecttype, Waardelijst
from ..verschil import Afwijking, Verschil


@dataclass(frozen=True)
class Inhoud:
    """Everything that is published, with the frame around it."""

    titel: str
    definitie: str
    basis: str
    versie: str
    datum_opname: str
    model: Mapping[str, Objecttype]
    lijsten: Mapping[str, Waardelijst]
    begrippen: tuple[Begrip, ...]
    verschillen: tuple[Verschil, ...]
    afwijkingen: tuple[Afwijking, ...]
    bronnen: Mapping[str, Bron]

    def make_id(self, soort: str, naam: str) -> str:
        """Give the address of one thing of a kind."""
        return f"{self.basis}/id/{soort}/{naam}"


def make_inhoud() -> Inhoud:
    """Read what the project itself holds; what an installation adds is its own and is not published here."""
    kader = selectors.read_kader()
    return Inhoud(
        titel=kader["titel"],
        definitie=kader["definitie"],
        basis=kader["basis"],
        versie=str(kader["versie"]),
        datum_opname=kader["datum_opname"].isoformat(),
        model=selectors.read_model(),
        lijsten=selectors.read_lijsten(""),
        begrippen=selectors.list_begrippen(),
        verschillen=selectors.list_verschillen(),
        afwijkingen=selectors.list_afwijkingen(),
        bronnen=selectors.read_bronnen(),
    )
