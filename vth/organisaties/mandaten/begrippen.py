"""What the mandate check is handed and what it answers: plain values, without a database."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from vth.tijd.rules import Geldigheid

# In a scope: every code. An empty scope covers nothing, so a forgotten cell never makes a mandate wide.
ALLE = frozenset({"*"})
Mandaatsoort = Literal["mandaat", "volmacht", "machtiging", "ondertekening"]


@dataclass(frozen=True, order=True)
class Functie:
    """A function (or an organ) at an organisation: what gives and takes mandates, never a person.

    `organisatienaam` is only how the organisation is written for people; by its code it is told apart.
    """

    organisatie: str
    naam: str
    organisatienaam: str = field(default="", compare=False)

    def __str__(self) -> str:
        """Name the function with its organisation."""
        return f"{self.naam} van {self.organisatienaam or self.organisatie}"


@dataclass(frozen=True)
class Bevoegdheid:
    """A power: the law, the article, and the paragraph; no paragraph in a mandate means each of them."""

    regeling: str
    artikel: str
    lid: str = ""

    def __str__(self) -> str:
        """Write the power as a lawyer does."""
        return f"{self.regeling} {self.artikel}" + (f" lid {self.lid}" if self.lid else "")

    def covers(self, ander: "Bevoegdheid") -> bool:
        """Tell whether a mandate for this power holds for the other one; of an unknown paragraph only when it names none."""
        return (self.regeling, self.artikel) == (ander.regeling, ander.artikel) and self.lid in (
            "",
            ander.lid,
        )


@dataclass(frozen=True)
class Omvang:
    """How far a mandate goes: codes per kind, or ALLE; and the highest amount in euro, or none."""

    besluitsoorten: frozenset[str] = ALLE
    activiteiten: frozenset[str] = ALLE
    categorieen: frozenset[str] = ALLE
    gebieden: frozenset[str] = ALLE
    processtappen: frozenset[str] = ALLE
    hoogste_bedrag_euro: Decimal | None = None
    gevoelig_terug: bool = False


@dataclass(frozen=True)
class Mandaatregel:
    """One mandate in one period, as the register holds it."""

    id: str
    kenmerk: str
    soort: Mandaatsoort
    gever: Functie
    nemer: Functie
    bevoegdheid: Bevoegdheid
    geldigheid: Geldigheid
    omvang: Omvang = Omvang()
    ondermandaat_van: str = ""
    ondermandaat_niveaus: int = 0
    ondergeschikt: bool = False
    instemming_op: date | None = None
    instemming_leiding_op: date | None = None
    mandaatbesluit: str = ""
    instructies: str = ""
    beperkingen: str = ""
    gepubliceerd_op: date | None = None


@dataclass(frozen=True)
class Vervulling:
    """That somebody holds a function in a period; `betrokkene` is the key of an account, never a name."""

    functie: Functie
    betrokkene: str
    geldigheid: Geldigheid
    plaatsvervanger: bool = False


@dataclass(frozen=True)
class Ingreep:
    """What the mandator did beside its mandates: an instruction, or a power taken back (or given back) in one case."""

    soort: str
    mandaat: str
    op: date
    onderwerp: tuple[str, str] = ("", "")
    inhoud: str = ""


@dataclass(frozen=True)
class Besluitsoort:
    """What the law says of a kind of act: its nature, whether it carries an amount, what 10:3 keeps from mandate, its usual
    article and step."""

    code: str
    naam: str
    aard: Literal["besluit", "privaatrechtelijk", "feitelijk"] = "besluit"
    met_bedrag: bool = False
    op_bezwaar: bool = False
    boete: bool = False
    algemeen_voorschrift: bool = False
    regeling: str = ""
    artikel: str = ""
    lid: str = ""
    processtap: str = "besluiten"


@dataclass(frozen=True)
class Besluitgegevens:
    """What is to be signed: in whose name, on which power, about what, in which step, for how much.

    `genomen_door` are those who took the decision that is objected to, `rapport_van` who made the report on which a fine
    rests; None where nobody recorded that. `gezag_besloot` says that the authority decided itself and only has it signed.
    """

    gezag: Functie
    bevoegdheid: Bevoegdheid
    soort: Besluitsoort
    activiteiten: frozenset[str] = frozenset()
    categorieen: frozenset[str] = frozenset()
    gebied: str = ""
    processtap: str = "besluiten"
    bedrag_euro: Decimal | None = None
    gevoelig: bool = False
    onderwerp: tuple[str, str] = ("", "")
    genomen_door: frozenset[str] | None = None
    rapport_van: frozenset[str] | None = None
    gezag_besloot: bool = False


@dataclass(frozen=True)
class Schakel:
    """One step of the chain from the authority to who signs."""

    mandaat: str
    kenmerk: str
    van: Functie
    aan: Functie
    bevoegdheid: Bevoegdheid
    mandaatbesluit: str
    artikel: str


@dataclass(frozen=True)
class WieWel:
    """Who may sign instead: the function, and who holds it that day (keys of accounts)."""

    functie: Functie
    betrokkenen: tuple[str, ...] = ()
    via: str = ""


@dataclass(frozen=True)
class Mandaatoordeel:
    """Whether this person may sign this on this day, and why; to be kept with the decision (`as_dict`)."""

    mag: bool
    reden: str
    artikelen: tuple[str, ...]
    op: date
    betrokkene: str
    functie: Functie | None = None
    als_plaatsvervanger: bool = False
    keten: tuple[Schakel, ...] = ()
    ondertekening: str = ""
    wie_wel: tuple[WieWel, ...] = ()
    voorwaarden: tuple[str, ...] = ()
    waarschuwingen: tuple[str, ...] = ()
    zekerheid: str = "afgeleid"

    @property
    def artikel(self) -> str:
        """Give the article that decided: the first one."""
        return self.artikelen[0] if self.artikelen else ""

    def as_dict(self) -> dict[str, Any]:
        """Write the verdict as JSON can hold it, whole, for the record of the decision."""
        return asdict(self) | {"op": self.op.isoformat()}


@dataclass(frozen=True)
class Register:
    """All that the check may look at: mandates of all periods, who holds which function, and what the mandator did."""

    mandaten: tuple[Mandaatregel, ...] = ()
    vervullingen: tuple[Vervulling, ...] = ()
    ingrepen: tuple[Ingreep, ...] = ()
    per_nemer: dict[Functie, list[Mandaatregel]] = field(default_factory=dict, compare=False, repr=False)
    per_id: dict[str, list[Mandaatregel]] = field(default_factory=dict, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Lay the mandates out by who got them and by identity, so that a chain is followed without searching."""
        for regel in self.mandaten:
            self.per_nemer.setdefault(regel.nemer, []).append(regel)
            self.per_id.setdefault(regel.id, []).append(regel)


def make_codes(waarden: Iterable[str]) -> frozenset[str]:
    """Make a scope out of codes: with a star it is ALLE, empty codes do not count."""
    codes = frozenset(w for w in waarden if w)
    return ALLE if "*" in codes else codes
