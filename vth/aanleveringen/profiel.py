"""The leverprofiel: how one supplier's columns and codes become a gegevensset (made from YAML by `profielmaken`)."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from vth.interface.inlezen import Bestandsvorm

SOORTEN = ("csv", "xlsx", "json", "geojson", "parquet")
LEVERINGEN = ("volledig", "mutaties")
AFWEZIG = ("niet_meer_aangeleverd", "beeindigd")
CRS = ("EPSG:28992", "EPSG:4326", "EPSG:4258")
ERNSTEN = ("blokkerend", "waarschuwing", "uit")


class ProfielError(Exception):
    """A leverprofiel that cannot be used; the message names the place, what is wrong and what to do."""


@dataclass(frozen=True)
class Veld:
    """How one value is made out of a row: from a column, a fixed value, columns joined together, or a number counted.

    `nummer_binnen` counts 1, 2, … among the rows of the file that are equal in those columns, in the order of `volgorde`;
    rows that are equal in both get the same number.
    """

    kolom: str = ""
    vast: str | None = None
    samenvoegen: tuple[str, ...] = ()
    met: str = " "
    codes: Mapping[str, str | None] = field(default_factory=dict)
    anders: str = ""
    patroon: str = ""
    splits: str = ""
    leeg: tuple[str, ...] = ()
    datums: tuple[str, ...] = ()
    decimaal: str = ""
    nummer_binnen: tuple[str, ...] = ()
    volgorde: tuple[str, ...] = ()

    def list_kolommen(self) -> list[str]:
        """List the columns that the value is made of."""
        return [self.kolom] if self.kolom else [*self.samenvoegen, *self.nummer_binnen, *self.volgorde]


@dataclass(frozen=True)
class Verwijzing:
    """How a row refers to another record of the same supplier: its object type and the parts of its key.

    With `deel: begin` the row knows only the first parts of that key. It is then the one record whose key begins so;
    of several the one whose rest stands first in `voorkeur`, and without such a one the row is refused.
    """

    naar: str
    sleutel: tuple[Veld, ...]
    splits: str = ""
    deel: str = ""
    voorkeur: tuple[str, ...] = ()


@dataclass(frozen=True)
class Stroom:
    """How rows of the file become records of one gegevensset."""

    gegevensset: str
    sleutel: tuple[Veld, ...]
    velden: Mapping[str, Veld]
    relaties: Mapping[str, tuple[Verwijzing, ...]] = field(default_factory=dict)
    waar: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    begin_geldigheid: Veld | None = None
    eind_geldigheid: Veld | None = None

    def list_kolommen(self) -> list[str]:
        """List every column of the file that this stream needs."""
        velden: list[Veld] = [*self.sleutel, *self.velden.values()]
        velden += [v for vs in self.relaties.values() for verwijzing in vs for v in verwijzing.sleutel]
        velden += [v for v in (self.begin_geldigheid, self.eind_geldigheid) if v]
        return sorted({k for v in velden for k in v.list_kolommen()} | set(self.waar))


@dataclass(frozen=True)
class Toetsafspraak:
    """That a check is heavier or lighter for this supplier, or off, and why."""

    ernst: str
    reden: str


@dataclass(frozen=True)
class Leverprofiel:
    """One agreed way of delivering, of one supplier."""

    id: str
    titel: str
    leverancier: str
    bestand: Bestandsvorm
    stromen: tuple[Stroom, ...]
    levering: str = "volledig"
    afwezig: str = "niet_meer_aangeleverd"
    historie: bool = False
    reeks: str = ""
    vertrouwelijkheid: str = "intern"
    crs: str = "EPSG:28992"
    geweigerd_procent: float = 10.0
    einden_procent: float = 2.0
    leeg: tuple[str, ...] = ("", "-")
    onbekend: tuple[str, ...] = ()
    datums: tuple[str, ...] = ("%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y", "%Y%m%d")
    decimaal: str = "."
    interval_dagen: float = 0
    sleutelpatroon: str = ""
    apostrof: str = ""
    toetsen: Mapping[str, Toetsafspraak] = field(default_factory=dict)
    toelichting: str = ""
    basis: str = ""
    plaats: str = ""

    @property
    def gegevenssets(self) -> tuple[str, ...]:
        """List the gegevenssets that this profile fills, each once, in order."""
        return tuple(dict.fromkeys(s.gegevensset for s in self.stromen))

    def list_doelen(self) -> list[str]:
        """List the kinds of record that the rows refer to."""
        return sorted({v.naar for s in self.stromen for vs in s.relaties.values() for v in vs})

    def list_kolommen(self) -> list[str]:
        """List every column that the file must have."""
        return sorted({k for s in self.stromen for k in s.list_kolommen()})
