"""The nouns of the merger explorer: a dienst with its figures, a condition on sums, and what one assumes."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

# No source says what it is for the Netherlands: an assumption of Open VTH, to be changed on the page.
OMRIJFACTOR, MEESTE_OMWEG = Decimal("1.3"), Decimal(5)


class FusieError(ValueError):
    """A question about mergers that cannot be answered as asked; says what to change."""


@dataclass(frozen=True, kw_only=True)
class Dienst:
    """One omgevingsdienst as the explorer sees it. `x` and `y` are its seat in metres (EPSG:28992)."""

    code: str
    naam: str
    metingen: Mapping[str, Decimal | None]
    deelnemers: frozenset[str] = frozenset()
    provincies: frozenset[str] = frozenset()
    veiligheidsregios: frozenset[str] = frozenset()
    buren: frozenset[str] = frozenset()
    x: float = 0.0
    y: float = 0.0
    # Km by road to the seat of others, where somebody measured that.
    afstanden: Mapping[str, Decimal] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Eis:
    """One condition of a criterion on the sums of the parts: the sum of `teller` is at least `norm` times the sum of `noemer`.

    Without `noemer` the sum itself is compared with `norm`. Every kind of criterion is one or more of these: a sum, a share of
    sums, a thing that each part must have (the number of parts that have it, over the number of parts), a field of expertise.
    """

    criterium: str
    teller: str
    norm: Decimal
    noemer: str | None = None
    hoogstens: bool = False

    def list_metingen(self) -> list[str]:
        """The figures that this condition asks of a dienst."""
        return [self.teller] if self.noemer is None else [self.teller, self.noemer]


@dataclass(frozen=True, kw_only=True)
class Aannamen:
    """What the one who explores assumes. Every value stands on the page and can be changed there."""

    # Criteria that a merger does not solve and that one assumes to be met in another way, such as a strategy that was not adopted.
    anders_opgelost: tuple[str, ...] = ()
    aaneengesloten: bool = True
    hoogstens_diensten: int = 6
    binnen_provincie: bool = False
    gewicht_provincie: int = 30
    gewicht_veiligheidsregio: int = 20
    gewicht_reisafstand_km: int = 1
    # How much longer the road is than the straight line, where no distance by road is given.
    omrijfactor: Decimal = OMRIJFACTOR
    eenmalig_per_fusie: Decimal = Decimal(0)
    eenmalig_per_fte: Decimal = Decimal(0)

    def __post_init__(self) -> None:
        """Refuse what cannot be meant."""
        if self.hoogstens_diensten < 1:
            raise FusieError("Hoogstens 0 diensten in een fusie kan niet. Vul een getal van 1 of meer in.")
        gewichten = (self.gewicht_provincie, self.gewicht_veiligheidsregio, self.gewicht_reisafstand_km)
        if min(gewichten) < 0 or min(self.eenmalig_per_fusie, self.eenmalig_per_fte) < 0:
            raise FusieError(
                "Een gewicht of bedrag onder nul kan niet. Vul nul in om het niet mee te tellen."
            )

        if not 1 <= self.omrijfactor <= MEESTE_OMWEG:
            raise FusieError(
                f"Een omrijfactor van {self.omrijfactor} kan niet: een weg is nooit korter dan de rechte lijn. Vul een getal van 1 tot en met {MEESTE_OMWEG} in."
            )

    def list_eisen(self, eisen: Iterable[Eis]) -> list[Eis]:
        """Give the conditions that count under these assumptions. Refuses to leave out every one."""
        tellen = [eis for eis in eisen if eis.criterium not in self.anders_opgelost]
        if not tellen:
            raise FusieError(
                "Er telt geen criterium mee; dan is elke dienst robuust. Laat er minstens één meetellen."
            )
        return tellen


@dataclass(frozen=True, kw_only=True)
class Criteriumuitkomst:
    """How a group of diensten stands on one criterion; `waarde` is None where a part did not tell its figure."""

    criterium: str
    teller: str
    waarde: Decimal | None
    norm: Decimal
    voldoet: bool
    ontbreekt_bij: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Groep:
    """One or more diensten together: whether that would be robust, and how natural it is."""

    diensten: tuple[str, ...]
    uitkomsten: tuple[Criteriumuitkomst, ...]
    deelnemers: frozenset[str]
    provincies: frozenset[str]
    gebroken_veiligheidsregios: frozenset[str]
    aaneengesloten: bool
    zetel: str
    reisafstand_km: float
    eenmalige_kosten: Decimal
    onnatuurlijk: int

    @property
    def robuust(self) -> bool:
        """Only if every criterion is met."""
        return all(uitkomst.voldoet for uitkomst in self.uitkomsten)

    @property
    def niet_gehaald(self) -> tuple[str, ...]:
        """The criteria that this group does not meet, each once, in their order."""
        return tuple(dict.fromkeys(u.criterium for u in self.uitkomsten if not u.voldoet))


@dataclass(frozen=True, kw_only=True)
class Indeling:
    """One way to divide the country into diensten."""

    groepen: tuple[Groep, ...]

    @property
    def fusies(self) -> int:
        """How many diensten cease to be by themselves."""
        return sum(len(groep.diensten) - 1 for groep in self.groepen)

    @property
    def onnatuurlijk(self) -> int:
        """The sum of what speaks against each group, by the weights that were assumed."""
        return sum(groep.onnatuurlijk for groep in self.groepen)

    @property
    def niet_robuust(self) -> tuple[str, ...]:
        """Who stays behind without being robust."""
        return tuple(code for groep in self.groepen if not groep.robuust for code in groep.diensten)


@dataclass(frozen=True, kw_only=True)
class Zoekuitkomst:
    """The best ways found, best first, with what was proven and how much was looked at."""

    indelingen: tuple[Indeling, ...]
    bewezen: bool
    groepen_bekeken: int
    groepen_robuust: int
    hopeloos: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def check_diensten(diensten: Sequence[Dienst]) -> None:
    """Refuse a list in which a code stands twice, or a neighbour is named from one side only."""
    codes = [dienst.code for dienst in diensten]
    dubbel = sorted({code for code in codes if codes.count(code) > 1})
    if dubbel:
        raise FusieError(
            f"Omgevingsdienst {', '.join(dubbel)} staat er twee keer in. Noem elke dienst één keer."
        )
    per_code = {dienst.code: dienst for dienst in diensten}
    for dienst in diensten:
        for buur in sorted(dienst.buren & per_code.keys()):
            if dienst.code not in per_code[buur].buren:
                raise FusieError(
                    f"{dienst.code} noemt {buur} als buur, maar {buur} noemt {dienst.code} niet. "
                    "Zet het buurschap bij beide in het bestand."
                )


def measure_afstand_km(een: Dienst, ander: Dienst) -> float:
    """The straight distance between two seats."""
    return math.hypot(een.x - ander.x, een.y - ander.y) / 1000


def find_weg_km(van: Dienst, naar: Dienst) -> Decimal | None:
    """How far it is by road, where somebody measured that: this way, or else the other way."""
    return van.afstanden.get(naar.code, naar.afstanden.get(van.code))


def measure_reis_m(van: Dienst, naar: Dienst, omrijfactor: Decimal) -> int:
    """How far one travels in whole metres, so that sums are exact: by road where that was measured, and else the straight line times the factor."""
    gemeten = find_weg_km(van, naar)
    return round(
        measure_afstand_km(van, naar) * 1000 * float(omrijfactor) if gemeten is None else gemeten * 1000
    )


def is_aaneengesloten(diensten: Iterable[Dienst]) -> bool:
    """Whether one can go from every dienst of the group to every other over borders within the group."""
    over = {dienst.code: dienst for dienst in diensten}
    if not over:
        return True
    rand = [over.pop(next(iter(over)))]
    while rand:
        rand += [over.pop(code) for code in rand.pop().buren & over.keys()]
    return not over
