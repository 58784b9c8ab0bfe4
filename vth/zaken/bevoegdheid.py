"""Whether somebody may sign a decision for a bevoegd gezag: asked of the mandate register at signing, and kept with the decision.

The register of `organisaties` answers (Awb 10:1-10:12), and knows on which power each kind of decision rests. Of an authority
whose mandates are not kept here only its own people may sign, and the answer says that their function was not looked at.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from vth.organisaties.mandaten.begrippen import Mandaatoordeel
from vth.organisaties.mandaten.selectors import Besluitvraag, has_mandaten
from vth.organisaties.mandaten.selectors import check_bevoegdheid as ask_register
from vth.organisaties.rules import MandaatError
from vth.organisaties.selectors import find_naam
from vth.tijd.rules import derive_legal_day
from vth.toegang.rules import ALLE_ORGANISATIES, Viewer
from vth.vormgeving.opmaak import format_datum


@dataclass(frozen=True)
class Bevoegdheid:
    """The answer: allowed or not, why, for whom is signed, what it rests on, and the power that the signer named."""

    mag: bool
    reden: str
    namens: str = ""
    gronden: tuple[str, ...] = ()
    zekerheid: str = "aanname"
    meer: dict[str, Any] = field(default_factory=dict)
    genoemd: str = ""

    def as_dict(self) -> dict[str, Any]:
        """Give the answer as plain JSON, to keep with the decision."""
        return {
            "mag": self.mag,
            "reden": self.reden,
            "namens": self.namens,
            "gronden": list(self.gronden),
            "zekerheid": self.zekerheid,
            **({"meer": self.meer} if self.meer else {}),
            **({"genoemd": self.genoemd} if self.genoemd else {}),
        }


def check_bevoegdheid(viewer: Viewer, vraag: Besluitvraag, moment: datetime) -> Bevoegdheid:
    """Tell whether the viewer may sign this at this moment, on which chain of mandates, or who may instead."""
    if not has_mandaten(vraag.gezag, derive_legal_day(moment)):
        return _check_eigen(viewer, vraag.gezag, derive_legal_day(moment))
    try:
        oordeel = ask_register(viewer, vraag, moment)
    except MandaatError as fout:
        return Bevoegdheid(False, str(fout))
    waarom = "" if oordeel.mag else f" ({', '.join(oordeel.artikelen)}){_say_wie(oordeel)}"
    return Bevoegdheid(
        oordeel.mag,
        oordeel.reden + waarom,
        oordeel.ondertekening,
        oordeel.artikelen,
        oordeel.zekerheid,
        oordeel.as_dict(),
    )


def _say_wie(oordeel: Mandaatoordeel) -> str:
    """Say which functions may sign instead."""
    functies = list(dict.fromkeys(str(w.functie) for w in oordeel.wie_wel))
    return f" Wel bevoegd: {', '.join(functies[:5])}." if functies else ""


def _check_eigen(viewer: Viewer, gezag: str, op: date) -> Bevoegdheid:
    """Answer for an authority of which no mandates are kept: its own people sign, whatever their function."""
    naam = find_naam(gezag, op)
    if {gezag, ALLE_ORGANISATIES} & viewer.organisaties:
        return Bevoegdheid(
            True,
            f"Ondertekend voor het eigen bestuursorgaan: {naam}. Van {naam} staat geen mandaatregister in Open VTH; de functie "
            "is niet nagegaan.",
            naam,
        )
    return Bevoegdheid(
        False,
        f"Op {format_datum(op)} is er geen mandaat van {naam} aan uw organisatie (Awb 10:1 en 10:4). Laat het besluit ondertekenen door "
        f"iemand van {naam}, of leg het mandaat vast.",
    )
