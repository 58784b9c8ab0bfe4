"""The tables of CIm VTH FLo as shapes that can be compared: names, formats, cardinalities and values, no sentences."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

TABELLEN = ("objecttypen", "attributen", "relaties", "waarden", "elementen")
SPECIALISATIE = "is specialisatie van"
OVERIG = ("relatieklasse", "gestructureerd datatype")

Rij = Mapping[str, str]


@dataclass(frozen=True)
class StandaardAttribuut:
    """One attribute of an object type of the standard; `groep` when it stands inside a gegevensgroep."""

    objecttype: str
    groep: str
    naam: str
    formaat: str
    kardinaliteit: str

    @property
    def sleutel(self) -> str:
        """Give the name under which our model refers to it within its object type."""
        return f"{self.groep} - {self.naam}" if self.groep else self.naam


@dataclass(frozen=True)
class StandaardRelatie:
    """One relation of the standard, with how many may stand on either side."""

    bron: str
    bron_kardinaliteit: str
    naam: str
    doel: str
    doel_kardinaliteit: str

    @property
    def sleutel(self) -> str:
        """Give the sentence under which our model refers to it."""
        return f"{self.bron} {self.naam} {self.doel}"


@dataclass(frozen=True)
class Standaard:
    """The whole standard, indexed as the comparison needs it."""

    objecttypen: tuple[str, ...]
    attributen: Mapping[str, Mapping[str, StandaardAttribuut]]
    groepen: Mapping[str, Mapping[str, str]]
    relaties: Mapping[str, StandaardRelatie]
    generalisaties: Mapping[str, str]
    enumeraties: Mapping[str, Mapping[str, str]]
    referentielijsten: Mapping[str, tuple[str, ...]]
    overig: Mapping[str, str]

    def list_specialisaties(self, objecttype: str) -> tuple[str, ...]:
        """Name the object types that are a kind of this one."""
        return tuple(kind for kind, ouder in self.generalisaties.items() if ouder == objecttype)

    def list_attributen(self, objecttype: str) -> tuple[StandaardAttribuut, ...]:
        """Give the attributes of one object type itself."""
        return tuple(self.attributen.get(objecttype, {}).values())


def make_standaard(tabellen: Mapping[str, Sequence[Rij]]) -> Standaard:
    """Make the standard from its tables."""
    objecttypen = tuple(r["naam"] for r in tabellen["objecttypen"] if r["soort"] == "objecttype")
    attributen: dict[str, dict[str, StandaardAttribuut]] = {}
    groepen: dict[str, dict[str, str]] = {}
    for rij in tabellen["attributen"]:
        if rij["soort"] == "objecttype" and rij["formaat"] == "gegevensgroep":
            groepen.setdefault(rij["van"], {})[rij["naam"]] = rij["kardinaliteit"]
        elif rij["soort"] == "objecttype":
            attribuut = StandaardAttribuut(
                *(rij[k] for k in ("van", "groep", "naam", "formaat", "kardinaliteit"))
            )
            attributen.setdefault(rij["van"], {})[attribuut.sleutel] = attribuut
    velden = ("bron", "bron_kardinaliteit", "naam", "doel", "doel_kardinaliteit")
    relaties = [StandaardRelatie(*(rij[veld] for veld in velden)) for rij in tabellen["relaties"]]
    enumeraties: dict[str, dict[str, str]] = {}
    for rij in tabellen["waarden"]:
        enumeraties.setdefault(rij["lijst"], {})[rij["waarde"]] = rij["code"]
    referentielijsten: dict[str, tuple[str, ...]] = {}
    for rij in tabellen["elementen"]:
        referentielijsten[rij["lijst"]] = (*referentielijsten.get(rij["lijst"], ()), rij["element"])
    return Standaard(
        objecttypen=objecttypen,
        attributen=attributen,
        groepen=groepen,
        relaties={r.sleutel: r for r in relaties if r.naam != SPECIALISATIE},
        generalisaties={r.bron: r.doel for r in relaties if r.naam == SPECIALISATIE},
        enumeraties=enumeraties,
        referentielijsten=referentielijsten,
        overig={r["naam"]: r["soort"] for r in tabellen["objecttypen"] if r["soort"] in OVERIG},
    )
