"""The last day of a legal term: suspension, extension and the Algemene termijnenwet, with the reasoning."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from .atw import Termijnregels, derive_verlenging_atw, find_reden_zonder_atw
from .dagen import as_dagental, as_dagtekst
from .opschorting import Opschorting, Verschuiving, derive_opschorting, derive_verschuiving
from .rules import Grond, derive_zekerheid
from .termijn import (
    Aanvang,
    GesteldIn,
    Richting,
    Termijn,
    TermijnError,
    Tijdseenheid,
    derive_begin,
    derive_kaal_einde,
    derive_tijdstip,
    make_termijn,
)
from .verslag import Stap, Verslag

# The door of the clock: rooms above import all of it from here.
__all__ = [
    "Aanvang",
    "GesteldIn",
    "Opschorting",
    "Richting",
    "Stap",
    "Termijn",
    "TermijnError",
    "Termijnregels",
    "Termijnuitkomst",
    "Termijnverlenging",
    "Tijdseenheid",
    "check_verlenging",
    "derive_einde",
    "derive_opschorting",
    "derive_tijdstip",
    "make_termijn",
]


@dataclass(frozen=True)
class Termijnverlenging:
    """A decision to take longer (verdaging, verlenging): how much, when it was made known, and its legal maximum.

    `eenmalig` says that the law allows this kind only once.
    """

    duur: Termijn
    bekendgemaakt_op: date
    hoogstens: Termijn | None = None
    eenmalig: bool = False
    reden: str = "verlenging"


@dataclass(frozen=True)
class Termijnuitkomst:
    """Where a term ends and why. Without `laatste_dag` it stands still: `resterend_dagen` are then left."""

    termijn: Termijn
    dag: date
    gebeurtenis: str
    begin: date
    kaal_einde: date
    laatste_dag: date | None
    verlengd_met: tuple[str, ...] = ()
    verlengd_wegens: str = ""
    opgeschort_dagen: int = 0
    opgeschort_sinds: date | None = None
    resterend_dagen: int | None = None
    stappen: tuple[Stap, ...] = ()
    waarschuwingen: tuple[str, ...] = ()
    gronden: tuple[Grond, ...] = ()

    @property
    def zekerheid(self) -> str:
        """Give the certainty of the answer: that of its weakest ground."""
        return derive_zekerheid(self.gronden)

    @property
    def samenvatting(self) -> str:
        """Say it in one line: `tot en met di 22 april 2025 (6 weken na verzending; verlengd wegens Tweede Paasdag)`."""
        woord = "na" if self.termijn.aanvang is Aanvang.DAG_NA else "vanaf"
        if self.termijn.richting is Richting.TERUG:
            return f"uiterlijk {as_dagtekst(self.kaal_einde)} ({self.termijn} voor {self.gebeurtenis})"
        delen = [f"{self.termijn} {woord} {self.gebeurtenis}"]
        if self.opgeschort_dagen:
            delen.append(f"{as_dagental(self.opgeschort_dagen)} opgeschort")
        delen += [f"verlengd met {duur}" for duur in self.verlengd_met]
        if self.verlengd_wegens:
            delen.append(f"verlengd wegens {self.verlengd_wegens}")
        if self.laatste_dag is None and self.opgeschort_sinds is not None:
            over = as_dagental(self.resterend_dagen or 0)
            return (
                f"opgeschort sinds {as_dagtekst(self.opgeschort_sinds)}, nog {over} over ({'; '.join(delen)})"
            )
        return f"tot en met {as_dagtekst(self.laatste_dag or self.kaal_einde)} ({'; '.join(delen)})"

    def dagen_over(self, op: date) -> int | None:
        """Count the days left after `op`: 0 on the last day, negative when late, nothing while it stands still."""
        return None if self.laatste_dag is None else (self.laatste_dag - op).days

    def as_dict(self) -> dict[str, Any]:
        """Give the answer with its reasoning and grounds as plain JSON values, to store with a decision."""
        return {
            "termijn": str(self.termijn),
            "gebeurtenis": self.gebeurtenis,
            "dag": self.dag.isoformat(),
            "begin": self.begin.isoformat(),
            "laatste_dag": self.laatste_dag and self.laatste_dag.isoformat(),
            "kaal_einde": self.kaal_einde.isoformat(),
            "verlengd_met": list(self.verlengd_met),
            "verlengd_wegens": self.verlengd_wegens,
            "opgeschort_dagen": self.opgeschort_dagen,
            "resterend_dagen": self.resterend_dagen,
            "samenvatting": self.samenvatting,
            "zekerheid": self.zekerheid,
            "stappen": [stap.as_dict() for stap in self.stappen],
            "waarschuwingen": list(self.waarschuwingen),
            "gronden": [grond.as_dict() for grond in self.gronden],
        }


def derive_einde(
    termijn: Termijn,
    dag: date,
    *,
    regels: Termijnregels,
    gebeurtenis: str = "de gebeurtenis",
    opschortingen: Sequence[Opschorting] = (),
    verlengingen: Sequence[Termijnverlenging] = (),
) -> Termijnuitkomst:
    """Work out the last day of a term after (or back from) an event on `dag`.

    The order is: the calendar, extensions, suspensions, and last the Algemene termijnenwet. What the law does not
    let count (an extension made known too late or too long) does not count, and a warning says so. Raises
    TermijnError for a term in hours, and for suspension or extension of a term that is counted back.
    """
    if termijn.richting is Richting.TERUG:
        if opschortingen or verlengingen:
            raise TermijnError(
                f"De termijn van {termijn} wordt teruggerekend vanaf {as_dagtekst(dag)}. Zo'n termijn kan niet worden opgeschort "
                "of verlengd. Laat die gegevens weg, of wijzig de datum van de gebeurtenis."
            )
        return _derive_terug(termijn, dag, regels, gebeurtenis)
    return _derive_vooruit(termijn, dag, regels, gebeurtenis, opschortingen, verlengingen)


def check_verlenging(verlenging: Termijnverlenging, uitkomst: Termijnuitkomst) -> None:
    """Refuse an extension that the law does not allow, before it is decided.

    Raises TermijnError when it is made known after the last day or is longer than the maximum.
    """
    laatste = uitkomst.laatste_dag
    if laatste is not None and verlenging.bekendgemaakt_op > laatste:
        raise TermijnError(
            f"De {verlenging.reden} wordt bekendgemaakt op {as_dagtekst(verlenging.bekendgemaakt_op)}, na de laatste "
            f"dag van de termijn ({as_dagtekst(laatste)}). Een verstreken termijn kan niet meer worden verlengd. "
            "Neem het besluit zo snel mogelijk."
        )
    if _is_te_lang(verlenging, uitkomst.kaal_einde):
        raise TermijnError(
            f"De {verlenging.reden} is {verlenging.duur}; ten hoogste mag {verlenging.hoogstens}. Kies een kortere "
            "verlenging."
        )


def _derive_vooruit(
    termijn: Termijn,
    dag: date,
    regels: Termijnregels,
    gebeurtenis: str,
    opschortingen: Sequence[Opschorting],
    verlengingen: Sequence[Termijnverlenging],
) -> Termijnuitkomst:
    """Work out the last day of a term that is counted on."""
    verslag = Verslag()
    begin, kaal = derive_begin(termijn, dag), derive_kaal_einde(termijn, dag)
    _say_begin(termijn, dag, begin, kaal, gebeurtenis, verslag)
    kaal, verlengd_met = _apply_verlengingen(
        termijn, begin, kaal, opschortingen, verlengingen, regels, verslag
    )
    schuif = derive_verschuiving(begin, kaal, (o.periode for o in opschortingen))
    _say_opschortingen(begin, schuif, opschortingen, verslag)
    laatste, wegens = schuif.eind, ""
    if laatste is not None:
        stil = [o.periode for o in opschortingen]
        roll = derive_verlenging_atw(termijn, begin, laatste, stil, regels, verslag, lengte=(kaal - dag).days)
        laatste, wegens = roll.dag, roll.wegens
    return Termijnuitkomst(
        termijn,
        dag,
        gebeurtenis,
        begin,
        kaal,
        laatste,
        verlengd_met=verlengd_met,
        verlengd_wegens=wegens,
        opgeschort_dagen=schuif.dagen,
        opgeschort_sinds=schuif.stil_sinds,
        resterend_dagen=schuif.resterend,
        stappen=tuple(verslag.stappen),
        waarschuwingen=tuple(verslag.waarschuwingen),
        gronden=tuple(verslag.gronden),
    )


def _is_te_lang(verlenging: Termijnverlenging, vanaf: date) -> bool:
    """Tell whether an extension is longer than its maximum, counted from a day."""
    hoogstens = verlenging.hoogstens
    return hoogstens is not None and derive_kaal_einde(verlenging.duur, vanaf) > derive_kaal_einde(
        hoogstens, vanaf
    )


def _derive_terug(termijn: Termijn, dag: date, regels: Termijnregels, gebeurtenis: str) -> Termijnuitkomst:
    """Work out the last day on which one is in time for something that must be done before an event."""
    verslag, kaal = Verslag(), derive_kaal_einde(termijn, dag)
    verslag.say(
        f"De termijn is {termijn} voor {gebeurtenis} op {as_dagtekst(dag)}", dag=dag, grond=termijn.grond
    )
    verslag.say(f"{termijn} terug is {as_dagtekst(kaal)}", dag=kaal)
    verslag.say(
        "Een teruggerekende termijn verschuift niet om een weekend of feestdag", grond=regels.terugrekening
    )
    return Termijnuitkomst(
        termijn,
        dag,
        gebeurtenis,
        begin=kaal,
        kaal_einde=kaal,
        laatste_dag=kaal,
        stappen=tuple(verslag.stappen),
        gronden=tuple(verslag.gronden),
    )


def _say_begin(
    termijn: Termijn, dag: date, begin: date, kaal: date, gebeurtenis: str, verslag: Verslag
) -> None:
    """Say what the term is, when it begins and where the calendar ends it."""
    woord = "na" if termijn.aanvang is Aanvang.DAG_NA else "vanaf"
    verslag.say(
        f"De termijn is {termijn} {woord} {gebeurtenis} op {as_dagtekst(dag)}", dag=dag, grond=termijn.grond
    )
    eerste = "de dag daarna" if termijn.aanvang is Aanvang.DAG_NA else "de dag zelf"
    verslag.say(f"De eerste dag is {eerste}: {as_dagtekst(begin)}", dag=begin)
    verslag.say(f"Op de kalender eindigt de termijn op {as_dagtekst(kaal)}", dag=kaal)


def _apply_verlengingen(
    termijn: Termijn,
    begin: date,
    kaal: date,
    opschortingen: Sequence[Opschorting],
    verlengingen: Sequence[Termijnverlenging],
    regels: Termijnregels,
    verslag: Verslag,
) -> tuple[date, tuple[str, ...]]:
    """Lengthen the term on the calendar by each extension that counts, in the order in which they were made known."""
    stil = [o.periode for o in opschortingen]
    toegepast: list[str] = []
    eenmalige = 0
    for verlenging in sorted(verlengingen, key=lambda v: v.bekendgemaakt_op):
        eind = derive_verschuiving(begin, kaal, stil).eind
        laatste = eind and derive_verlenging_atw(termijn, begin, eind, stil, regels, Verslag()).dag
        if laatste is not None and verlenging.bekendgemaakt_op > laatste:
            verslag.warn(
                f"De {verlenging.reden} van {as_dagtekst(verlenging.bekendgemaakt_op)} telt niet mee: zij is "
                f"bekendgemaakt na de laatste dag van de termijn ({as_dagtekst(laatste)})."
            )
            continue
        if verlenging.eenmalig and eenmalige:
            verslag.warn(f"De tweede {verlenging.reden} telt niet mee: verlengen mag hier één keer.")
            continue
        eenmalige += verlenging.eenmalig
        duur = verlenging.duur
        if _is_te_lang(verlenging, kaal):
            duur = verlenging.hoogstens or duur
            verslag.warn(f"De {verlenging.reden} van {verlenging.duur} telt mee tot het maximum van {duur}.")
        kaal = derive_kaal_einde(duur, kaal)
        toegepast.append(str(duur))
        grond = verlenging.hoogstens.grond if verlenging.hoogstens else duur.grond
        verslag.say(
            f"Door {verlenging.reden} met {duur} wordt dat {as_dagtekst(kaal)}", dag=kaal, grond=grond
        )
    if verlengingen and find_reden_zonder_atw(termijn, regels) is None:
        verslag.rest_on(regels.verlengde_termijn)
    return kaal, tuple(toegepast)


def _say_opschortingen(
    begin: date, schuif: Verschuiving, opschortingen: Sequence[Opschorting], verslag: Verslag
) -> None:
    """Say which days the term stood still, and which suspensions fall outside it."""
    for opschorting in opschortingen:
        vanaf, tot = opschorting.periode
        if tot <= begin or vanaf == tot or (schuif.eind is not None and vanaf > schuif.eind):
            verslag.warn(
                f"De opschorting {opschorting} telt niet mee: zij valt buiten de termijn of duurt geen dag."
            )
            continue
        verslag.say(
            f"De termijn staat stil {opschorting}", dag=vanaf, grond=next(iter(opschorting.gronden), None)
        )
        for grond in opschorting.gronden:
            verslag.rest_on(grond)
    if schuif.eind is None:
        verslag.say(f"De termijn staat nog stil; daarna zijn er {as_dagental(schuif.resterend or 0)} over")
    elif schuif.dagen:
        verslag.say(
            f"Dat is samen {as_dagental(schuif.dagen)}; een dag telt één keer. De laatste dag schuift naar "
            f"{as_dagtekst(schuif.eind)}",
            dag=schuif.eind,
        )
