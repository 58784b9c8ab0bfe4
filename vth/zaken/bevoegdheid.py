"""Whether somebody may sign a decision for a bevoegd gezag: asked at the moment of signing, and kept with the decision.

The mandate register of `organisaties` answers. What it answers with is kept as it is (`as_dict`). Until it is handed in
(`register_toets`), this module asks the mandates between organisations only, and says that it did no more.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from vth.organisaties.selectors import find_naam, list_mandaten
from vth.toegang.rules import ALLE_ORGANISATIES, Viewer


@dataclass(frozen=True)
class Bevoegdheidsvraag:
    """What is signed: for which bevoegd gezag, which kind of decision, on which legal day, and where."""

    bevoegd_gezag: str
    besluitsoort: str
    op: date
    gebied: str = ""
    onderwerp: tuple[str, str] = ("", "")


@dataclass(frozen=True)
class Bevoegdheid:
    """The answer: allowed or not, why, for whom is signed, and what it rests on."""

    mag: bool
    reden: str
    namens: str = ""
    gronden: tuple[str, ...] = ()
    zekerheid: str = "aanname"
    meer: dict[str, Any] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        """Give the answer as plain JSON, to keep with the decision."""
        return {
            "mag": self.mag,
            "reden": self.reden,
            "namens": self.namens,
            "gronden": list(self.gronden),
            "zekerheid": self.zekerheid,
            **({"meer": self.meer} if self.meer else {}),
        }


Toets = Callable[[Viewer, Bevoegdheidsvraag], Bevoegdheid]


def check_mandaten(viewer: Viewer, vraag: Bevoegdheidsvraag) -> Bevoegdheid:
    """Answer by the mandates between organisations on the day of signing; roles, articles and limits are not looked at."""
    gezag = find_naam(vraag.bevoegd_gezag, vraag.op)
    if {vraag.bevoegd_gezag, ALLE_ORGANISATIES} & viewer.organisaties:
        return Bevoegdheid(True, f"Ondertekend voor het eigen bestuursorgaan: {gezag}.", gezag)
    for organisatie in sorted(viewer.organisaties):
        mandaten = list_mandaten(vraag.op, mandaatgever=vraag.bevoegd_gezag, mandaatnemer=organisatie)
        if mandaten:
            gronden = tuple(f"{m.soort} {m.regeling} {m.artikel}" for m in mandaten[:5])
            reden = (
                f"{gezag} heeft een mandaat gegeven aan {find_naam(organisatie, vraag.op)} (Awb 10:1). Functie, artikel en omvang "
                "zijn niet nagegaan."
            )
            return Bevoegdheid(True, reden, gezag, gronden)
    return Bevoegdheid(
        False,
        f"Op {vraag.op} is er geen mandaat van {gezag} aan uw organisatie (Awb 10:1 en 10:4). Laat het besluit ondertekenen door "
        f"iemand van {gezag}, of leg het mandaat vast.",
    )


_toets: list[Toets] = [check_mandaten]


def register_toets(toets: Toets) -> None:
    """Let the mandate register answer from now on, at import of the module that has it."""
    _toets[:] = [toets]


def check_bevoegdheid(viewer: Viewer, vraag: Bevoegdheidsvraag) -> Bevoegdheid:
    """Ask whether the viewer may sign."""
    return _toets[0](viewer, vraag)
