"""The country as a picture: its real borders where the register has them (`vth organisaties grenzen`), else the tiles that ship with the project."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from vth.organisaties.gemeenten import list_omtrekken
from vth.organisaties.selectors import list_deelnemers_per_dienst
from vth.vormgeving.grafieken import Landvlak, Tegel, make_landkaart, make_tegelkaart
from vth.vormgeving.onderdelen import Grafiek

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
    """Draw the country as it was on a day; with `bekend_op` by the borders that were known at that moment. None where nothing has a place.

    By borders where those show as many diensten as the tiles do: of a country half of which has no borders, the tiles tell more.
    """
    tegels = _list_tegels(gebieden, dag)
    leden = list_deelnemers_per_dienst([g.dienst for g in gebieden], dag)
    omtrekken = list_omtrekken(leden, dag, bekend_op=bekend_op)
    met = sum(bool(delen) for delen in omtrekken.delen.values())
    if met and met >= len(tegels):
        vlakken = [
            Landvlak(g.kort, g.naam, omtrekken.delen[g.dienst], g.toestand, g.woord, bool(g.letter))
            for g in gebieden
        ]
        return make_landkaart(titel, vlakken, bron=f"{bron}; grenzen: {omtrekken.bron}", datum=dag)
    return make_tegelkaart(titel, tegels, bron=bron, datum=dag) if tegels else None


def _list_tegels(gebieden: Sequence[Gebied], dag: date) -> list[Tegel]:
    """List the tiles; who has no place among them stands in the table of the page only."""
    beelden = list_beelden(dag)
    return [
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
