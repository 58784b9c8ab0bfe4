"""Whether somebody may sign a decision for a bevoegd gezag: asked of the mandate register at signing, and kept with the decision.

The register of `organisaties` answers (Awb 10:1-10:12). Which power a kind of decision rests on stands in
`zaken.besluitsoorten`. Of an authority whose mandates are not kept here only its own people may sign, and the answer says
that their function was not looked at.
"""

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from vth.organisaties.mandaten.begrippen import Mandaatoordeel
from vth.organisaties.mandaten.selectors import Besluitvraag
from vth.organisaties.mandaten.selectors import check_bevoegdheid as ask_register
from vth.organisaties.rules import MandaatError
from vth.organisaties.selectors import find_naam, list_mandaten
from vth.tijd.rules import derive_legal_day
from vth.toegang.rules import ALLE_ORGANISATIES, Viewer

from .besluitsoort import Besluitsoort


@dataclass(frozen=True)
class Bevoegdheidsvraag:
    """What is signed: for which bevoegd gezag, which kind of decision, when, where and about what.

    What is left out counts as not known, and never widens a mandate.
    """

    bevoegd_gezag: str
    besluitsoort: Besluitsoort
    moment: datetime
    gebied: str = ""
    onderwerp: tuple[str, str] = ("", "")
    activiteiten: frozenset[str] = frozenset()
    categorieen: frozenset[str] = frozenset()
    bedrag_euro: Decimal | None = None
    gevoelig: bool = False
    bezwaar_tegen: tuple[str, str] | None = None


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


def check_bevoegdheid(viewer: Viewer, vraag: Bevoegdheidsvraag) -> Bevoegdheid:
    """Tell whether the viewer may sign this at this moment, on which chain of mandates, or who may instead."""
    op = derive_legal_day(vraag.moment)
    gegeven = [
        m
        for m in list_mandaten(op, mandaatgever=vraag.bevoegd_gezag)
        if m.mandaat.ondermandaat_van_id is None
    ]
    if not gegeven:
        return _check_eigen(viewer, vraag)
    macht = vraag.besluitsoort.mandaat
    if macht is None:
        return Bevoegdheid(
            False,
            f"Van {vraag.besluitsoort.naam} is niet vastgelegd op welke bevoegdheid het besluit rust; dan is het mandaat niet na te gaan. "
            "Leg die bevoegdheid vast in zaken.besluitsoorten van dit bevoegd gezag.",
        )
    van_deze = [m for m in gegeven if (m.regeling, m.artikel) == (macht["regeling"], macht["artikel"])]
    organen = sorted({m.mandaatgever_functie for m in van_deze or gegeven})
    oordelen = [_ask(viewer, vraag, orgaan) for orgaan in organen]
    return next((o for o in oordelen if o.mag), oordelen[0])


def _ask(viewer: Viewer, vraag: Bevoegdheidsvraag, orgaan: str) -> Bevoegdheid:
    """Ask the register in the name of one organ of the authority."""
    macht = vraag.besluitsoort.mandaat or {}
    try:
        oordeel = ask_register(
            viewer,
            Besluitvraag(
                gezag=vraag.bevoegd_gezag,
                gezag_functie=orgaan,
                regeling=macht["regeling"],
                artikel=macht["artikel"],
                lid=macht.get("lid", ""),
                besluitsoort=macht["soort"],
                processtap=macht.get("processtap", "besluiten"),
                gebied=vraag.gebied,
                activiteiten=vraag.activiteiten,
                categorieen=vraag.categorieen,
                bedrag_euro=vraag.bedrag_euro,
                gevoelig=vraag.gevoelig,
                onderwerp=vraag.onderwerp,
                bezwaar_tegen=vraag.bezwaar_tegen,
            ),
            vraag.moment,
        )
    except MandaatError as fout:
        return Bevoegdheid(False, str(fout))
    reden = (
        oordeel.reden
        if oordeel.mag
        else f"{oordeel.reden} ({', '.join(oordeel.artikelen)}){_say_wie(oordeel)}"
    )
    return Bevoegdheid(
        oordeel.mag, reden, oordeel.ondertekening, oordeel.artikelen, oordeel.zekerheid, oordeel.as_dict()
    )


def _say_wie(oordeel: Mandaatoordeel) -> str:
    """Say which functions may sign instead."""
    functies = list(dict.fromkeys(str(w.functie) for w in oordeel.wie_wel))
    return f" Wel bevoegd: {', '.join(functies[:5])}." if functies else ""


def _check_eigen(viewer: Viewer, vraag: Bevoegdheidsvraag) -> Bevoegdheid:
    """Answer for an authority of which no mandates are kept: its own people sign, whatever their function."""
    op = derive_legal_day(vraag.moment)
    gezag = find_naam(vraag.bevoegd_gezag, op)
    if {vraag.bevoegd_gezag, ALLE_ORGANISATIES} & viewer.organisaties:
        return Bevoegdheid(
            True,
            f"Ondertekend voor het eigen bestuursorgaan: {gezag}. Van {gezag} staat geen mandaatregister in Open VTH; de functie "
            "is niet nagegaan.",
            gezag,
        )
    return Bevoegdheid(
        False,
        f"Op {op} is er geen mandaat van {gezag} aan uw organisatie (Awb 10:1 en 10:4). Laat het besluit ondertekenen door "
        f"iemand van {gezag}, of leg het mandaat vast.",
    )
