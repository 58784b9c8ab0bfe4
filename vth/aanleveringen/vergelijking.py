"""How suppliers fill the same field, side by side, and where that looks as if they mean different things; pure.

What suppliers deliver differs as well: who only delivers tanks has other codes than who delivers farms. Two suppliers
whose kinds of object differ are therefore compared on their kinds alone.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from .kengetallen import derive_afstand

# The same bound as the check that looks for a changed meaning (`toetsen/verloop/betekenis.sql`).
AFSTAND = 0.6
VULVERSCHIL = 0.6
MINST_GEVULD = 20
MINST_GEDEKT = 0.5
MEESTAL_CIJFERS = 0.5
VEEL_VERSCHILLEND = 5
# The field of a gegevensset that says what kind of thing a record is.
SOORTVELDEN = {
    "vthobject": "hoofdtype",
    "activiteituitvoering": "activiteit",
    "geoobject": "soort",
    "toestemming": "toestemmingsoort",
}

Paar = tuple[str, str]


@dataclass(frozen=True)
class Vulling:
    """How one supplier fills one field: rows, filled ones, how many different, and the commonest codes or shapes."""

    leverancier: str
    rijen: int
    gevuld: int
    verschillend: int
    verdeling: Mapping[str, float]
    is_code: bool

    @property
    def aandeel(self) -> float:
        """Give the share of the rows in which the field is filled."""
        return self.gevuld / self.rijen if self.rijen else 0.0

    @property
    def vooral(self) -> str:
        """Name the commonest codes or shapes with their share."""
        eerste = sorted(self.verdeling.items(), key=lambda paar: (-paar[1], paar[0]))[:3]
        return ", ".join(f"‘{waarde}’ ({format_procent(deel)})" for waarde, deel in eerste)


@dataclass(frozen=True)
class Veldvergelijking:
    """One field of all suppliers that deliver it, with the distance between each two that can be compared."""

    veld: str
    vullingen: tuple[Vulling, ...]
    afstanden: Mapping[Paar, float]

    @property
    def grootste(self) -> float:
        """Give the largest distance between two suppliers; 0 when there is nothing to compare."""
        return max(self.afstanden.values(), default=0.0)


@dataclass(frozen=True)
class Vermoeden:
    """That suppliers seem to mean different things by one field: what was seen of each, why it is odd, what to do."""

    veld: str
    sterkte: float
    wat: str
    gezien: tuple[tuple[str, str], ...]
    waarom: str
    doe: str


def derive_vergelijkingen(per_veld: Mapping[str, Iterable[Vulling]]) -> list[Veldvergelijking]:
    """Put the fillings of each field side by side, in the order given; fields of one supplier stay, without distance."""
    vergelijkingen = []
    for veld, vullingen in per_veld.items():
        lijst = tuple(vullingen)
        afstanden = {
            (een.leverancier, ander.leverancier): derive_afstand(een.verdeling, ander.verdeling)
            for een, ander in combinations(lijst, 2)
            if _is_vergelijkbaar(een) and _is_vergelijkbaar(ander) and not _is_vrije_tekst(een, ander)
        }
        vergelijkingen.append(Veldvergelijking(veld, lijst, afstanden))
    return vergelijkingen


def derive_vermoedens(vergelijkingen: Iterable[Veldvergelijking], *, soortveld: str = "") -> list[Vermoeden]:
    """List where suppliers seem to mean different things, the strongest first; one per field. A person judges.

    `soortveld` names the field that says what kind of thing a record is.
    """
    lijst = list(vergelijkingen)
    soort = next((v for v in lijst if v.veld == soortveld), None)
    anders = {paar for paar, afstand in soort.afstanden.items() if afstand > AFSTAND} if soort else set()
    gevonden = []
    for vergelijking in lijst:
        weg: set[Paar] = set() if vergelijking is soort else anders
        vermoedens = (
            _check_vast(vergelijking, weg),
            _check_inhoud(vergelijking, weg, is_soort=vergelijking is soort),
            _check_vulling(vergelijking, weg),
        )
        if eerste := next((v for v in vermoedens if v), None):
            gevonden.append(eerste)
    return sorted(gevonden, key=lambda v: (-v.sterkte, v.veld))


def _is_vergelijkbaar(vulling: Vulling) -> bool:
    """Tell whether enough is known of a filling: rows enough, and the commonest outcomes are most of them."""
    return vulling.gevuld >= MINST_GEVULD and sum(vulling.verdeling.values()) >= MINST_GEDEKT


def _is_vrije_tekst(een: Vulling, ander: Vulling) -> bool:
    """Tell whether a field holds words in both: how people write names says nothing about what they mean."""
    if een.is_code or ander.is_code:
        return False
    cijfers = [sum(d for vorm, d in v.verdeling.items() if "9" in vorm) for v in (een, ander)]
    return max(cijfers) < MEESTAL_CIJFERS


def _check_inhoud(vergelijking: Veldvergelijking, weg: set[Paar], *, is_soort: bool) -> Vermoeden | None:
    """Tell that what suppliers write differs too much to be the same."""
    verre = {p: a for p, a in vergelijking.afstanden.items() if a > AFSTAND and p not in weg}
    if not verre:
        return None
    betrokken = _list_betrokken(vergelijking, verre)
    hoogste = max(verre.values())
    if is_soort:
        waarom = "Zij leveren verschillende soorten, of vertalen hun codes anders. Hun andere velden zijn daarom niet vergeleken."
        doe = "Kijk of dezelfde soort bij allen dezelfde code krijgt."
    elif betrokken[0].is_code:
        waarom = "Zo verschillend is de werkelijkheid in twee gebieden zelden."
        doe = "Leg de lijsten van de systemen naast elkaar en verbeter de vertaling in het leverprofiel."
    else:
        waarom = "Dat wijst op een andere eenheid, een ander nummer of een ander veld."
        doe = "Vraag wat zij in dit veld zetten, en in welke eenheid."
    wat = f"{'De codes verschillen' if betrokken[0].is_code else 'De schrijfwijzen verschillen'} voor {format_procent(hoogste)}."
    gezien = tuple((v.leverancier, v.vooral) for v in betrokken)
    return Vermoeden(vergelijking.veld, hoogste, wat, gezien, waarom, doe)


def _check_vast(vergelijking: Veldvergelijking, weg: set[Paar]) -> Vermoeden | None:
    """Tell that one supplier writes the same code everywhere while others use several."""
    vullingen = [v for v in vergelijking.vullingen if v.is_code and v.gevuld >= MINST_GEVULD]
    vast = [v for v in vullingen if v.verschillend == 1]
    rijk = [v for v in vullingen if v.verschillend >= VEEL_VERSCHILLEND]
    paren = {_paar(vergelijking, a, b) for a in vast for b in rijk} - weg
    if not paren:
        return None
    betrokken = _list_betrokken(vergelijking, dict.fromkeys(paren, 1.0))
    gezien = tuple((v.leverancier, f"{v.verschillend} verschillend, vooral {v.vooral}") for v in betrokken)
    namen = " en ".join(v.leverancier for v in betrokken if v in vast)
    return Vermoeden(
        vergelijking.veld,
        AFSTAND,
        f"{namen} schrijft overal hetzelfde.",
        gezien,
        "Een veld dat nooit verschilt, zegt weinig. Misschien is het een vaste waarde uit het systeem.",
        "Vraag of dat systeem dit veld wel bijhoudt.",
    )


def _check_vulling(vergelijking: Veldvergelijking, weg: set[Paar]) -> Vermoeden | None:
    """Tell that one supplier fills a field nearly always and another nearly never."""
    groot = [v for v in vergelijking.vullingen if v.rijen >= MINST_GEVULD]
    paren = {
        (een.leverancier, ander.leverancier): abs(een.aandeel - ander.aandeel)
        for een, ander in combinations(groot, 2)
        if abs(een.aandeel - ander.aandeel) > VULVERSCHIL
    }
    paren = {paar: verschil for paar, verschil in paren.items() if paar not in weg}
    if not paren:
        return None
    betrokken = _list_betrokken(vergelijking, paren)
    gezien = tuple(
        (v.leverancier, f"gevuld in {format_procent(v.aandeel)} van {v.rijen} rijen") for v in betrokken
    )
    return Vermoeden(
        vergelijking.veld,
        round(max(paren.values()) / 2, 4),
        "De een vult dit bijna altijd in, de ander bijna nooit.",
        gezien,
        "Wie het bijna nooit invult, houdt het niet bij, of heeft het in een andere kolom staan.",
        "Zoek de kolom bij wie weinig invult, of spreek af dat het veld bijgehouden wordt.",
    )


def _list_betrokken(vergelijking: Veldvergelijking, paren: Mapping[Paar, float]) -> Sequence[Vulling]:
    """List the fillings of who is in one of the pairs, in the order of the field."""
    namen = {naam for paar in paren for naam in paar}
    return [v for v in vergelijking.vullingen if v.leverancier in namen]


def _paar(vergelijking: Veldvergelijking, een: Vulling, ander: Vulling) -> Paar:
    """Name two suppliers in the order of the field, as the distances do."""
    eerste, tweede = sorted((een, ander), key=vergelijking.vullingen.index)
    return eerste.leverancier, tweede.leverancier


def format_procent(deel: float) -> str:
    """Write a share as a whole percentage; what is there never becomes 0."""
    return "minder dan 1%" if 0 < deel < 0.005 else f"{deel * 100:.0f}%"
