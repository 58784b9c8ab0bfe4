"""The leidraad: what a list of terms and amounts proposes for a kind of violation, and what must be said by who departs from it. Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from vth.regelgeving.rules import Grond
from vth.vormgeving.opmaak import format_getal

from .fouten import StrategieError

INEENS, TIJDSEENHEID = "ineens", "tijdseenheid"
MODALITEITEN = (INEENS, TIJDSEENHEID, "overtreding")
EENHEDEN = ("dag", "week", "maand")
TERMIJNEENHEDEN = ("dagen", "weken", "maanden")
SLEUTELS = {
    "code",
    "aard",
    "normen",
    "woorden",
    "termijn",
    "bedrag",
    "modaliteit",
    "per",
    "maximum",
    "opmerking",
}


@dataclass(frozen=True)
class Rij:
    """One row of a list: for which norms or words, and what it proposes. Without `termijn` none is given."""

    code: str
    aard: str
    normen: tuple[str, ...]
    woorden: tuple[str, ...]
    termijn: int | None
    eenheid: str
    bedrag: Decimal
    modaliteit: str
    per: str
    maximum: Decimal
    opmerking: str = ""

    @property
    def zin(self) -> str:
        """Say what it proposes."""
        wijze = {INEENS: "ineens", TIJDSEENHEID: f"per {self.per}", "overtreding": "per overtreding"}
        termijn = f"{self.termijn} {self.eenheid}" if self.termijn else "geen termijn"
        bedragen = f"€ {format_getal(self.bedrag)} {wijze[self.modaliteit]}, ten hoogste € {format_getal(self.maximum)}"
        return f"{self.aard}: {termijn}; {bedragen}."


@dataclass(frozen=True)
class Precedent:
    """A published case: what it was about, what was ordered, how it ended and what it teaches."""

    code: str
    naam: str
    woorden: tuple[str, ...]
    feiten: str
    gegevens: Mapping[str, str]
    zekerheid: str

    @property
    def url(self) -> str:
        """Give where it can be read."""
        return self.gegevens.get("url", "")


@dataclass(frozen=True)
class Leidraadvoorstel:
    """What the list proposes: the row that fits best, others that fit, the rule with its source, and precedents.

    Without a row `ontbreekt` says which file lacks it.
    """

    rij: Rij | None
    anderen: tuple[Rij, ...]
    grond: Grond
    precedenten: tuple[Precedent, ...]
    ontbreekt: str = ""

    @property
    def zekerheid(self) -> str:
        """Give how sure it is."""
        return self.grond.zekerheid

    def as_dict(self) -> dict[str, Any]:
        """Give it as plain JSON, to keep with a last."""
        return {
            "rij": self.rij.code if self.rij else "",
            "zin": self.rij.zin if self.rij else self.ontbreekt,
            "zekerheid": self.zekerheid,
            "bron": self.grond.verwijzing,
            "laag": self.grond.laag,
            "vanaf": self.grond.vanaf.isoformat(),
            "precedenten": [p.code for p in self.precedenten],
        }


def read_rijen(grond: Grond) -> tuple[Rij, ...]:
    """Read the rows of a list. Raises StrategieError with everything that is wrong, each with its row."""
    rijen = grond.waarde.get("rijen") if isinstance(grond.waarde, Mapping) else None
    if rijen is None or isinstance(rijen, str):
        raise StrategieError(
            f"{grond.bestand}: er staat geen `rijen` in. Schrijf bij `waarde` een lijst `rijen`."
        )
    fouten = [
        f"{grond.bestand}, rij {n}: {fout}" for n, rij in enumerate(rijen, 1) for fout in _list_rijfouten(rij)
    ]
    if fouten:
        raise StrategieError(*fouten)
    return tuple(_read_rij(rij) for rij in rijen)


def _list_rijfouten(rij: Any) -> list[str]:
    """List what is wrong with one row."""
    if not isinstance(rij, Mapping) or set(rij) - SLEUTELS or not rij.get("code") or not rij.get("aard"):
        return [
            f"een rij heeft code en aard, en verder alleen {', '.join(sorted(SLEUTELS))}. Verbeter de rij."
        ]
    fouten = []
    bedrag, maximum = _read_bedrag(rij.get("bedrag")), _read_bedrag(rij.get("maximum"))
    if bedrag is None or maximum is None or maximum < bedrag:
        fouten.append(
            f"het bedrag is {rij.get('bedrag')!r} en het maximum {rij.get('maximum')!r}. Schrijf beide als '1500' of '1500.50', het "
            "maximum niet lager dan het bedrag (Awb 5:32b)."
        )
    if rij.get("modaliteit") not in MODALITEITEN:
        fouten.append(f"de modaliteit is {rij.get('modaliteit')!r}. Kies uit: {', '.join(MODALITEITEN)}.")
    if (rij.get("modaliteit") == TIJDSEENHEID) != (rij.get("per", "") in EENHEDEN):
        fouten.append(f"`per` hoort bij tijdseenheid, en is dan een van: {', '.join(EENHEDEN)}.")
    termijn = rij.get("termijn")
    if termijn is not None and not _is_termijn(termijn):
        fouten.append(
            f"de termijn is {termijn!r}. Schrijf {{aantal: 4, eenheid: weken}}, of laat haar weg. Eenheden zijn {', '.join(TERMIJNEENHEDEN)}."
        )
    if not rij.get("normen") and not rij.get("woorden"):
        fouten.append("zonder normen en woorden wordt zij nooit gevonden. Noem er ten minste een.")
    return fouten


def _is_termijn(termijn: Any) -> bool:
    """Tell whether something is a number of days, weeks or months."""
    if not isinstance(termijn, Mapping) or termijn.get("eenheid") not in TERMIJNEENHEDEN:
        return False
    aantal = termijn.get("aantal")
    return isinstance(aantal, int) and not isinstance(aantal, bool) and aantal > 0


def _read_bedrag(waarde: Any) -> Decimal | None:
    """Read an amount above zero in cents at most; None for what is none. A float is none: it is not exact."""
    try:
        bedrag = Decimal(waarde) if isinstance(waarde, str | int) and not isinstance(waarde, bool) else None
    except InvalidOperation:
        return None
    if bedrag is None or not bedrag.is_finite() or bedrag <= 0:
        return None
    cijfers = bedrag.as_tuple().exponent
    return bedrag if isinstance(cijfers, int) and cijfers >= -2 else None


def _read_rij(rij: Mapping[str, Any]) -> Rij:
    """Read one row that was found to be good."""
    termijn = rij.get("termijn") or {}
    return Rij(
        code=str(rij["code"]),
        aard=str(rij["aard"]),
        normen=tuple(str(n) for n in rij.get("normen") or ()),
        woorden=tuple(str(w) for w in rij.get("woorden") or ()),
        termijn=termijn.get("aantal"),
        eenheid=termijn.get("eenheid", ""),
        bedrag=Decimal(rij["bedrag"]),
        modaliteit=rij["modaliteit"],
        per=rij.get("per", ""),
        maximum=Decimal(rij["maximum"]),
        opmerking=rij.get("opmerking", ""),
    )


def read_precedenten(grond: Grond) -> tuple[Precedent, ...]:
    """Read the published cases."""
    vast = {"code", "naam", "woorden", "feiten"}
    return tuple(
        Precedent(
            p["code"],
            p["naam"],
            tuple(p["woorden"]),
            p["feiten"],
            {k: str(v) for k, v in p.items() if k not in vast},
            grond.zekerheid,
        )
        for p in grond.waarde
    )


def derive_leidraadvoorstel(
    rijen: Sequence[Rij],
    grond: Grond,
    precedenten: Sequence[Precedent],
    *,
    aard: str,
    normen: Sequence[str],
) -> Leidraadvoorstel:
    """Find the row for a violation: by a norm that was broken, else by the most of its words in what the violation is called."""
    gewogen = [(weging, n, rij) for n, rij in enumerate(rijen) if any(weging := _weigh(rij, aard, normen))]
    volgorde = [rij for _, _, rij in sorted(gewogen, key=lambda g: (-g[0][0], -g[0][1], g[1]))]
    tekst = " ".join([aard, *normen])
    gevonden = sorted(precedenten, key=lambda p: -_count_woorden(p.woorden, tekst))
    ontbreekt = ""
    if not volgorde:
        over = f"‘{aard[:80]}’" if aard.strip() else "deze overtreding"
        ontbreekt = (
            f"Voor {over} staat er geen rij in {grond.bestand}. Bepaal termijn en bedragen zelf en motiveer ze, of voeg een rij met bron "
            "toe aan het eigen bestand van het bevoegd gezag."
        )
    return Leidraadvoorstel(
        volgorde[0] if volgorde else None,
        tuple(volgorde[1:]),
        grond,
        tuple(p for p in gevonden if _count_woorden(p.woorden, tekst)),
        ontbreekt,
    )


def _weigh(rij: Rij, aard: str, normen: Sequence[str]) -> tuple[int, int]:
    """Count how many norms of a row were broken, and how many of its words are in what the violation is called."""
    geschreven = [_flatten(n) for n in normen]
    raak = sum(any(_covers(_flatten(eigen), n) for n in geschreven) for eigen in rij.normen)
    return raak, _count_woorden(rij.woorden, aard)


def _covers(norm: str, geschreven: str) -> bool:
    """Tell whether a norm of a row is the one that was written, or an article of which that is a part."""
    return geschreven == norm or bool(re.match(rf"{re.escape(norm)}(?![\w.])", geschreven))


def _flatten(tekst: str) -> str:
    """Write a norm so that it compares."""
    return " ".join(tekst.casefold().split())


def _count_woorden(woorden: Sequence[str], tekst: str) -> int:
    """Count which words stand in a text; compounds count, so `asfalt` is in `asfaltcentrale`."""
    plat = tekst.casefold()
    return sum(w.casefold() in plat for w in woorden)


def list_te_motiveren(
    voorstel: Leidraadvoorstel,
    *,
    bedrag: Decimal | None,
    maximum: Decimal | None,
    modaliteit: str,
    termijn_dagen: int | None = None,
) -> list[str]:
    """Say what of a last must be motivated: always the amount (Awb 5:32b), and each departure from the proposal.

    `termijn_dagen` is compared in days, weeks and months of the row as 7 and 30 days.
    """
    uit = []
    if bedrag is not None:
        uit.append("Motiveer de hoogte van de dwangsom en van het maximum (Awb 5:32b).")
    if (rij := voorstel.rij) is None:
        return uit
    for naam, wat, stelt_voor in (("Het bedrag", bedrag, rij.bedrag), ("Het maximum", maximum, rij.maximum)):
        if wat is not None and wat != stelt_voor:
            uit.append(
                f"{naam} is € {format_getal(wat)}; de leidraad stelt € {format_getal(stelt_voor)} voor."
            )
    if modaliteit and modaliteit != rij.modaliteit:
        uit.append(f"De dwangsom is {modaliteit}; de leidraad stelt {rij.modaliteit} voor.")
    dagen = rij.termijn and rij.termijn * {"dagen": 1, "weken": 7, "maanden": 30}[rij.eenheid]
    if termijn_dagen is not None and termijn_dagen != (dagen or 0):
        langer = "langer" if termijn_dagen > (dagen or 0) else "korter"
        uit.append(
            f"De termijn is {termijn_dagen} dagen, {langer} dan de leidraad voorstelt ({rij.termijn or 'geen'} {rij.eenheid})."
        )
    return uit
