"""Reading the fields of a checklist one by one: each gives its value, or says what is wrong with it. Pure."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from .keuring import Meld, Melding
from .voorwaarde import Boom, VoorwaardeError, read_voorwaarde

GERESERVEERD = ("en", "of", "niet", "in", "beantwoord", "activiteit", "objecttype", "locatie")


@dataclass(frozen=True)
class Codes:
    """The codes that a checklist may use, of the lists as they stand on the day of reading."""

    activiteiten: Collection[str]
    objecttypen: Collection[str]
    onderwerpen: Collection[str]
    gevolgen: Collection[str]
    gedragingen: Collection[str]
    sevesocategorieen: Collection[str]
    paragrafen: Collection[str]


class Weigering(Exception):
    """Reading cannot go on; carries the remark that says why."""

    def __init__(self, melding: Melding) -> None:
        super().__init__(str(melding))
        self.melding = melding


@dataclass
class Veldlezer:
    """Reads fields of one file and keeps the remarks; what cannot be gone on with is raised as `Weigering`."""

    meld: Meld
    codes: Codes
    meldingen: list[Melding] = field(default_factory=list)

    def fault(self, vraag: str, gezien: str, waarom: str, doe: str) -> None:
        """Keep a remark that stands in the way of use, and go on."""
        self.meldingen.append(self.meld.fault(vraag, gezien, waarom, doe))

    def refuse(self, vraag: str, gezien: str, waarom: str, doe: str) -> Weigering:
        """Make the refusal of a part that cannot be made."""
        return Weigering(self.meld.fault(vraag, gezien, waarom, doe))

    def check_namen(self, vorm: Mapping[Any, Any], bekend: Collection[str], plek: str, wat: str) -> None:
        """Refuse names that mean nothing at this place."""
        for naam in (n for n in vorm if n not in bekend):
            self.fault(
                plek,
                f"{wat} heeft {naam!r}",
                "Die naam betekent hier niets.",
                f"Kies uit: {', '.join(sorted(bekend))}.",
            )

    def read_id(self, waarde: Any, plek: str, wat: str) -> str:
        """Read a name that conditions can use."""
        goed = isinstance(waarde, str) and waarde.isascii() and waarde.replace("_", "a").isalnum()
        if goed and waarde == waarde.lower() and waarde not in GERESERVEERD:
            return str(waarde)
        raise self.refuse(
            plek,
            f"{wat} is {waarde!r}",
            "Daar horen kleine letters, cijfers en _ in, en geen woord van de voorwaarden.",
            "Kies een andere naam.",
        )

    def read_tekst(self, waarde: Any, plek: str, wat: str, *, verplicht: bool = False) -> str:
        """Read a text, its spaces put right."""
        if waarde is None or isinstance(waarde, dict | list) or not str(waarde).strip():
            if verplicht or waarde:
                raise self.refuse(plek, f"{wat} is {waarde!r}", "Daar hoort een tekst.", "Vul hem in.")
            return ""
        return " ".join(str(waarde).split())

    def read_lijst(self, waarde: Any, plek: str, wat: str) -> list[Any]:
        """Read a list; none is an empty one."""
        if waarde is None:
            return []
        if not isinstance(waarde, list):
            raise self.refuse(
                plek,
                f"{wat} is {waarde!r}",
                "Daar hoort een lijst.",
                "Begin elk deel op een eigen regel met een streepje.",
            )
        return waarde

    def read_keuze(self, waarde: Any, mogelijk: Collection[str], plek: str, wat: str) -> str:
        """Read a code of a list."""
        if str(waarde) in mogelijk:
            return str(waarde)
        raise self.refuse(
            plek,
            f"{wat} is {waarde!r}",
            "Die code bestaat niet.",
            f"Kies uit: {', '.join(map(str, mogelijk if isinstance(mogelijk, tuple) else sorted(mogelijk)))}.",
        )

    def read_codes(self, vorm: Any, bekend: Collection[str], wat: str, lijst: str) -> tuple[str, ...]:
        """Read the activities or object types that a list is for."""
        codes = tuple(map(str, self.read_lijst(vorm, "", f"`{wat}en`")))
        for code in (c for c in codes if c not in bekend):
            self.fault("", f"`voor` noemt {wat} {code}", f"Die code staat niet in de waardelijst {lijst}.",
                       f"Zoek de code op in docs/begrippen/waardelijsten/{lijst}.csv.")  # fmt: skip
        return codes

    def read_getal(self, waarde: Any, plek: str, wat: str) -> float | None:
        """Read a number as YAML has it."""
        if waarde is None:
            return None
        if isinstance(waarde, int | float) and not isinstance(waarde, bool):
            return float(waarde)
        raise self.refuse(
            plek,
            f"{wat} is {waarde!r}",
            "Dat is geen getal.",
            "Schrijf in YAML een punt voor de decimalen: 0.5.",
        )

    def read_als(self, waarde: Any, plek: str) -> Boom | None:
        """Read a condition."""
        if waarde is None:
            return None
        try:
            boom = read_voorwaarde(str(waarde))
        except VoorwaardeError as fout:
            raise self.refuse(
                plek, f"`als` is {waarde!r}", str(fout), "Zie de handleiding over checklists."
            ) from fout
        self.check_feiten(boom, plek)
        return boom

    def check_feiten(self, boom: Boom, plek: str) -> None:
        """Refuse codes of activities and object types that are not there."""
        for bron, bekend, lijst in (
            ("activiteit", self.codes.activiteiten, "bal_paragraaf"),
            ("objecttype", self.codes.objecttypen, "vthobject_subtype"),
        ):
            for code in _iter_codes(boom, bron):
                if code not in bekend:
                    self.fault(
                        plek,
                        f"`als` noemt {bron} {code}",
                        f"Die code staat niet in de waardelijst {lijst}.",
                        "Verbeter de code.",
                    )


def _iter_codes(boom: Boom, bron: str) -> Iterator[str]:
    """The codes that a condition compares a feature of the site with."""
    if boom[0] in ("of", "en"):
        for tak in boom[1]:
            yield from _iter_codes(tak, bron)
    elif boom[0] == "niet":
        yield from _iter_codes(boom[1], bron)
    elif boom[0] == "is" and boom[1] == bron:
        yield from boom[4]
