"""The country as a picture: its real borders once an administrator imported them, else the tiles that ship with the project."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from vth.organisaties.selectors import list_deelnemers
from vth.vormgeving.grafieken import Landvlak, Tegel, make_landkaart, make_tegelkaart
from vth.vormgeving.onderdelen import Grafiek

from .grenzen import list_grenzen, merge_vlakken
from .selectors import list_beelden
from .weergave import name_tegel


@dataclass(frozen=True)
class Gebied:
    """What is shown of one dienst: its code and name, its state with the word for it; `letter` of the group it goes with."""

    dienst: str
    naam: str
    toestand: str
    woord: str
    letter: str = ""

    @property
    def kort(self) -> str:
        """Write the name as a picture has room for."""
        return f"{self.letter}: {name_tegel(self.naam)}" if self.letter else name_tegel(self.naam)


def make_kaart(
    titel: str, gebieden: Sequence[Gebied], dag: date, *, bron: str, bekend_op: datetime | None = None
) -> Grafiek | None:
    """Draw the country as it was on a day; with `bekend_op` by the borders that were imported up to that moment. None where nothing has a place."""
    grenzen = list_grenzen(dag, bekend_op)
    delen = {g.dienst: list_deelnemers(g.dienst, dag) & grenzen.keys() for g in gebieden} if grenzen else {}
    if any(delen.values()):
        eerste = next(iter(grenzen.values()))
        vlakken = [
            Landvlak(
                g.kort, g.naam, merge_vlakken(grenzen, delen[g.dienst]), g.toestand, g.woord, bool(g.letter)
            )
            for g in gebieden
        ]
        waaruit = f"{bron}; grenzen van {eerste.peildatum}: {eerste.bron}"
        return make_landkaart(titel, vlakken, bron=waaruit, datum=dag)
    return _make_tegels(titel, gebieden, dag, bron)


def _make_tegels(titel: str, gebieden: Sequence[Gebied], dag: date, bron: str) -> Grafiek | None:
    """Draw the tiles; who has no place on it stands in the table of the page only."""
    beelden = list_beelden(dag)
    tegels = [
        Tegel(
            kort=g.kort,
            naam=g.naam,
            kolom=beeld.kolom,
            rij=beeld.rij,
            toestand=g.toestand,
            woord=g.woord,
            nadruk=bool(g.letter),
        )
        for g in gebieden
        if (beeld := beelden.get(g.dienst)) is not None
    ]
    return make_tegelkaart(titel, tegels, bron=bron, datum=dag) if tegels else None
