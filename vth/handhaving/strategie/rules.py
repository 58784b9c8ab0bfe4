"""What a weighing must hold: where it stands, what it may choose there, what must be motivated and talked over. Pure.

A person judges; these rules say what follows from it, and refuse what cannot be. All faults are told at once.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from vth.regelgeving.rules import Grond, derive_zekerheid

from .aspecten import VERZWAREND, Aspect, Drempels
from .fouten import Bezwaar, StrategieError
from .matrix import (
    BESTUUR,
    GEDRAGINGEN,
    GEVOLGEN,
    SPOREN,
    STRAF,
    Cel,
    Instrument,
    Matrix,
    Plaats,
    Zwaarte,
)

WAARSCHUWING = "waarschuwing"
OPEN = "vastgesteld"
EERSTE, HERZIEN, ESCALATIE = "eerste", "herzien", "escalatie"
KORTSTE_GROND = 10


@dataclass(frozen=True)
class Overlegregels:
    """When consultation is asked besides where the matrix asks it, and with whom it can be."""

    bij_verzwarend: bool
    bij_beide_sporen: bool
    partijen: Mapping[str, str]


@dataclass(frozen=True)
class Strategieregels:
    """Everything that a weighing rests on, of one authority on one day, with the rules that it comes from."""

    matrix: Matrix
    instrumenten: Mapping[str, Instrument]
    zwaarte: Zwaarte
    aspecten: Mapping[str, Aspect]
    drempels: Drempels
    overleg: Overlegregels
    gronden: tuple[Grond, ...] = ()

    @property
    def zekerheid(self) -> str:
        """Give how sure it is: as the weakest of its rules."""
        return derive_zekerheid(self.gronden)

    def name(self, codes: Iterable[str]) -> str:
        """Name interventions in the order of the list; a code that is not known stays a code."""
        bekend = list(self.instrumenten)
        volgorde = sorted(set(codes), key=lambda c: (bekend.index(c) if c in bekend else len(bekend), c))
        return ", ".join(self.instrumenten[c].naam if c in self.instrumenten else c for c in volgorde)


@dataclass(frozen=True)
class Interventieruimte:
    """What a place allows, and in a sentence why."""

    plaats: Plaats
    cel: Cel
    uitleg: str


@dataclass(frozen=True)
class Aspectoordeel:
    """What a person says of an aspect: that it counts, on what ground and with which evidence."""

    grond: str
    bewijs: str = ""


@dataclass(frozen=True)
class Overleg:
    """Whether there was consultation: with whom, when and with what outcome, or why not. None: nothing was said of it."""

    gehouden: bool | None = None
    met: Sequence[str] = ()
    op: date | None = None
    uitkomst: str = ""
    waarom_niet: str = ""


@dataclass(frozen=True)
class NieuweAfweging:
    """A weighing as it is to be recorded.

    `aspecten` are those that count; `verworpen` says of an alternative why not. `zwaarder` makes it an escalation of the one before, `reden` says
    why it is weighed again. `bewijzen` lead to what in the file it rests on.
    """

    gevolg: str
    gedrag: str
    gevolg_grond: str
    gedrag_grond: str
    gekozen: Sequence[str]
    motivering: str
    verworpen: Mapping[str, str] = field(default_factory=dict)
    aspecten: Mapping[str, Aspectoordeel] = field(default_factory=dict)
    overleg: Overleg = Overleg()
    afwijking: str = ""
    zonder_waarschuwing: str = ""
    zwaarder: bool = False
    reden: str = ""
    bewijzen: Sequence[str] = ()


@dataclass(frozen=True)
class Stand:
    """How the violation stands: its state, whether it was warned against before, and what was chosen last, at which place."""

    staat: str = OPEN
    gewaarschuwd: bool = False
    plaats: Plaats | None = None
    gekozen: Collection[str] = ()


def derive_interventieruimte(matrix: Matrix, plaats: Plaats, regels: Strategieregels) -> Interventieruimte:
    """Give what may be chosen at a place, and say what that means."""
    cel = matrix.cellen[plaats]
    zin = (
        f"Bij {plaats} past: {regels.name(cel.bestuursrecht)}" if cel.bestuursrecht else f"Bij {plaats} past"
    )
    if cel.strafrecht:
        zin += f"; en in het strafrecht: {regels.name(cel.strafrecht)}"
    zin += ". Kies er een of meer; er is geen vaste volgorde."
    if cel.samen:
        zin += " Hier horen bestuursrecht en strafrecht bij elkaar."
    if cel.overleg:
        zin += " Hier hoort overleg bij met politie en openbaar ministerie."
    return Interventieruimte(plaats, cel, zin)


def derive_aard(nieuw: NieuweAfweging, stand: Stand) -> str:
    """Say which weighing this is: the first, a revised one, or an escalation."""
    if stand.plaats is None:
        return EERSTE
    return ESCALATIE if nieuw.zwaarder else HERZIEN


def list_afwijkingen(plaats: Plaats, gekozen: Iterable[str], regels: Strategieregels) -> list[str]:
    """Say in what a choice departs from the cell of its place; empty when it does not."""
    cel, codes = regels.matrix.cellen[plaats], set(gekozen)
    uit = []
    if buiten := codes - cel.mogelijk:
        uit.append(f"{_capitalize(regels.name(buiten))} staat niet in cel {plaats}")
    sporen = {s for s in SPOREN if codes & {i.code for i in regels.instrumenten.values() if i.spoor == s}}
    if cel.samen and codes and (mist := set(SPOREN) - sporen):
        uit.append(
            f"In cel {plaats} horen bestuursrecht en strafrecht bij elkaar, en {' en '.join(sorted(mist))} is niet gekozen"
        )
    return uit


def skips_waarschuwing(plaats: Plaats, gekozen: Iterable[str], stand: Stand, regels: Strategieregels) -> bool:
    """Tell whether a choice goes past a warning that its cell offers: then why must be said."""
    codes, zwaarte = set(gekozen), regels.zwaarte
    if (
        stand.gewaarschuwd
        or WAARSCHUWING in codes
        or WAARSCHUWING not in regels.matrix.cellen[plaats].mogelijk
    ):
        return False
    return zwaarte.derive_bereik(codes, BESTUUR)[1] > zwaarte.derive_bereik([WAARSCHUWING], BESTUUR)[1]


def list_overlegvragen(
    plaats: Plaats, gekozen: Iterable[str], tellend: Iterable[str], regels: Strategieregels
) -> list[str]:
    """Say why consultation with police and OM is proposed; empty when no rule asks it. `tellend` are the aspects that count."""
    codes, uit = set(gekozen), []
    if regels.matrix.cellen[plaats].overleg:
        uit.append(f"De matrix vraagt het bij {plaats}.")
    verzwarend = [a.naam for c, a in regels.aspecten.items() if c in set(tellend) and a.werking == VERZWAREND]
    if regels.overleg.bij_verzwarend and verzwarend:
        uit.append(f"Er telt een verzwarend aspect mee: {', '.join(verzwarend)}.")
    sporen = {regels.instrumenten[c].spoor for c in codes if c in regels.instrumenten}
    if regels.overleg.bij_beide_sporen and {BESTUUR, STRAF} <= sporen:
        uit.append("Bestuursrecht en strafrecht zijn samen gekozen.")
    return uit


def list_bezwaren(
    nieuw: NieuweAfweging, stand: Stand, regels: Strategieregels, *, vandaag: date
) -> list[Bezwaar]:
    """List everything for which a weighing is refused, each with its field; empty when it can be recorded."""
    bezwaren = [*_check_stand(nieuw, stand), *_check_plaats(nieuw), *_check_gronden(nieuw)]
    bezwaren += _check_keuze(nieuw, regels)
    bezwaren += _check_aspecten(nieuw, regels)
    vragen: list[str] = []
    if nieuw.gevolg in GEVOLGEN and nieuw.gedrag in GEDRAGINGEN:
        plaats = Plaats(nieuw.gevolg, nieuw.gedrag)
        bezwaren += _check_motiveringen(nieuw, plaats, stand, regels)
        bezwaren += _check_zwaarder(nieuw, plaats, stand, regels)
        vragen = list_overlegvragen(plaats, nieuw.gekozen, nieuw.aspecten, regels)
    return bezwaren + _check_overleg(nieuw.overleg, vragen, regels, vandaag)


def check_afweging(nieuw: NieuweAfweging, stand: Stand, regels: Strategieregels, *, vandaag: date) -> None:
    """Refuse a weighing that cannot be recorded. Raises StrategieError with every fault and its field."""
    if bezwaren := list_bezwaren(nieuw, stand, regels, vandaag=vandaag):
        raise StrategieError(*bezwaren)


def _capitalize(tekst: str) -> str:
    """Write a first capital and leave the rest."""
    return tekst[:1].upper() + tekst[1:]


def _is_leeg(tekst: str) -> bool:
    """Tell whether a text says too little to be a ground."""
    return len(tekst.strip()) < KORTSTE_GROND


def _check_stand(nieuw: NieuweAfweging, stand: Stand) -> list[Bezwaar]:
    """Refuse to weigh what is over, to escalate what was never weighed, and to weigh again without saying why."""
    if stand.staat != OPEN:
        zin = f"Deze overtreding is {stand.staat}. Alleen een overtreding die nog loopt wordt afgewogen."
        return [Bezwaar("", zin)]
    if stand.plaats is None and nieuw.zwaarder:
        return [
            Bezwaar("zwaarder", "Er is nog niets gekozen om zwaarder te maken. Leg eerst een afweging vast.")
        ]
    if stand.plaats is not None and _is_leeg(nieuw.reden):
        return [Bezwaar("reden", "Er is al een afweging. Schrijf op waarom u opnieuw afweegt.")]
    return []


def _check_plaats(nieuw: NieuweAfweging) -> list[Bezwaar]:
    """Refuse a place that the matrix does not have."""
    uit = []
    if nieuw.gevolg not in GEVOLGEN:
        zin = f"Gevolg ‘{nieuw.gevolg[:20]}’ bestaat niet. Kies uit: {', '.join(GEVOLGEN)}."
        uit.append(Bezwaar("plaats", zin))
    if nieuw.gedrag not in GEDRAGINGEN:
        zin = f"Gedrag ‘{nieuw.gedrag[:20]}’ bestaat niet. Kies uit: {', '.join(GEDRAGINGEN)}."
        uit.append(Bezwaar("plaats", zin))
    return uit


def _check_gronden(nieuw: NieuweAfweging) -> list[Bezwaar]:
    """Refuse a place and a choice without a ground."""
    vragen = {
        "gevolg_grond": (nieuw.gevolg_grond, "waarom u dit gevolg kiest, en waaruit dat blijkt"),
        "gedrag_grond": (nieuw.gedrag_grond, "waarom u dit gedrag kiest, en waaruit dat blijkt"),
        "motivering": (nieuw.motivering, "waarom u hiervoor kiest"),
    }
    return [Bezwaar(v, f"Schrijf op {zin}.") for v, (tekst, zin) in vragen.items() if _is_leeg(tekst)]


def _check_keuze(nieuw: NieuweAfweging, regels: Strategieregels) -> list[Bezwaar]:
    """Refuse to choose nothing, what does not exist, and what is chosen and rejected at once."""
    gekozen, bekend = set(nieuw.gekozen), set(regels.instrumenten)
    uit = []
    if not gekozen:
        uit.append(Bezwaar("gekozen", "Er is niets gekozen. Kies ten minste één interventie."))
    for veld, codes in (("gekozen", gekozen), ("verworpen", set(nieuw.verworpen))):
        if vreemd := sorted(codes - bekend):
            zin = f"‘{', '.join(vreemd)[:80]}’ is geen interventie. Kies uit: {', '.join(sorted(bekend))}."
            uit.append(Bezwaar(veld, zin))
    if beide := gekozen & set(nieuw.verworpen):
        zin = f"{_capitalize(regels.name(beide))} is gekozen en ook afgewezen. Haal een van de twee weg."
        uit.append(Bezwaar("verworpen", zin))
    if leeg := [c for c, reden in nieuw.verworpen.items() if not reden.strip()]:
        uit.append(Bezwaar("verworpen", f"Schrijf op waarom niet: {regels.name(leeg)}."))
    return uit


def _check_aspecten(nieuw: NieuweAfweging, regels: Strategieregels) -> list[Bezwaar]:
    """Refuse an aspect that does not exist, or that counts without a ground."""
    uit = [
        Bezwaar("", f"Aspect ‘{code[:40]}’ bestaat niet. Kies uit: {', '.join(regels.aspecten)}.")
        for code in nieuw.aspecten
        if code not in regels.aspecten
    ]
    return uit + [
        Bezwaar(
            f"grond_{code}",
            f"Schrijf op waaruit dit blijkt, als het moet meetellen: {regels.aspecten[code].naam}.",
        )
        for code, oordeel in nieuw.aspecten.items()
        if code in regels.aspecten and not oordeel.grond.strip()
    ]


def _check_motiveringen(
    nieuw: NieuweAfweging, plaats: Plaats, stand: Stand, regels: Strategieregels
) -> list[Bezwaar]:
    """Refuse a departure and a skipped warning without a motivation, and a motivation of a departure that is none."""
    uit = []
    bekend = [c for c in nieuw.gekozen if c in regels.instrumenten]
    afwijkingen = list_afwijkingen(plaats, bekend, regels)
    if afwijkingen and _is_leeg(nieuw.afwijking):
        zin = f"{'. '.join(afwijkingen)}. Kies iets anders, of motiveer waarom u afwijkt."
        uit.append(Bezwaar("afwijking", zin))
    if not afwijkingen and nieuw.afwijking.strip():
        zin = f"Uw keuze past bij {plaats}; er is niets om van af te wijken. Haal deze motivering weg."
        uit.append(Bezwaar("afwijking", zin))
    if skips_waarschuwing(plaats, bekend, stand, regels) and _is_leeg(nieuw.zonder_waarschuwing):
        zin = "Er ging geen waarschuwing vooraf, en die past hier wel. Motiveer waarom u haar overslaat."
        uit.append(Bezwaar("zonder_waarschuwing", zin))
    return uit


def _check_zwaarder(
    nieuw: NieuweAfweging, plaats: Plaats, stand: Stand, regels: Strategieregels
) -> list[Bezwaar]:
    """Refuse an escalation that goes no further, or that stands at a lighter place."""
    if not nieuw.zwaarder or stand.plaats is None:
        return []
    if plaats.is_lichter_dan(stand.plaats):
        zin = f"{plaats} is lichter dan {stand.plaats}. Bij een zwaardere keuze wordt de plaats niet lichter; leg dit vast als herziening."
        return [Bezwaar("plaats", zin)]
    if not regels.zwaarte.is_zwaarder(nieuw.gekozen, stand.gekozen):
        zin = f"Dit is niet zwaarder dan wat eerder is gekozen ({regels.name(stand.gekozen)}). Kies iets zwaarders, of leg dit vast als herziening."
        return [Bezwaar("gekozen", zin)]
    return []


def _check_overleg(
    overleg: Overleg, vragen: Sequence[str], regels: Strategieregels, vandaag: date
) -> list[Bezwaar]:
    """Refuse silence about consultation that a rule asks, and one of which it is not said with whom, when and with what outcome."""
    if overleg.gehouden is None:
        zin = f"Overleg met politie en openbaar ministerie wordt gevraagd. {' '.join(vragen)} Schrijf op of het er was, of waarom niet."
        return [Bezwaar("overleg", zin)] if vragen else []
    if not overleg.gehouden:
        if vragen and _is_leeg(overleg.waarom_niet):
            return [Bezwaar("waarom_niet", f"{' '.join(vragen)} Schrijf op waarom er geen overleg was.")]
        return []
    uit = []
    if not overleg.met or set(overleg.met) - set(regels.overleg.partijen):
        uit.append(
            Bezwaar("met", f"Met wie was het overleg? Kies uit: {', '.join(regels.overleg.partijen)}.")
        )
    if overleg.op is None or overleg.op > vandaag:
        uit.append(Bezwaar("overleg_op", "Wanneer was het overleg? Vul een dag in die is geweest."))
    if _is_leeg(overleg.uitkomst):
        uit.append(Bezwaar("uitkomst", "Schrijf op wat het overleg opleverde."))
    return uit
