"""Limitation: until when a money debt can be enforced, with interruption and extension kept apart.

Interruption (stuiting) is an act that begins a new term. Extension (verlenging) lengthens the running one: by the
days of a payment deferral, or because an appeal is still pending on the day the claim would lapse.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from vth.tijd.rules import OPEN_DAG

from .dagen import DAG, as_dagental, as_dagtekst
from .opschorting import derive_verschuiving, merge_perioden
from .rules import Grond, derive_zekerheid
from .termijn import Termijn, TermijnError, Tijdseenheid, derive_kaal_einde
from .verslag import Stap, Verslag


class Werking(StrEnum):
    """What an extension does: add its days; last until it ends; or add its whole length, when it runs on the last day."""

    DUUR = "duur"
    TOT_EINDE = "tot_einde"
    DUUR_ALS_LOPEND = "duur_als_lopend"


@dataclass(frozen=True)
class Stuiting:
    """An act that interrupts limitation; `soort` is a kind that the rules name (aanmaning, dwangbevel, …)."""

    dag: date
    soort: str


@dataclass(frozen=True)
class Verjaringsverlenging:
    """A circumstance that extends limitation, from `vanaf` up to `tot`; no `tot` means that it is still so."""

    soort: str
    vanaf: date
    tot: date | None = None

    def __post_init__(self) -> None:
        """Refuse an extension that ends before it begins."""
        if self.tot is not None and self.tot < self.vanaf:
            raise TermijnError(
                f"De verlenging ({self.soort}) loopt van {as_dagtekst(self.vanaf)} tot {as_dagtekst(self.tot)}. Het einde ligt voor het begin. "
                "Controleer beide datums."
            )


@dataclass(frozen=True)
class Verjaringsregels:
    """The values that limitation rests on, for one kind of debt on the day on which it arose."""

    termijn: Termijn
    stuiting: Grond
    handelingen: tuple[Grond, ...]
    verlengingen: tuple[Grond, ...]
    stuiting_verkort_niet: Grond
    einde_verlenging: Grond

    def find_handeling(self, soort: str) -> tuple[str, Grond] | None:
        """Give the name of an interrupting act and its ground; nothing when it does not interrupt."""
        return next(((g.waarde[soort], g) for g in self.handelingen if soort in g.waarde), None)

    def read_verlenging(self, soort: str) -> tuple[str, Werking, Grond]:
        """Give the name and effect of an extension with its ground; raises TermijnError for an unknown kind."""
        for grond in self.verlengingen:
            if soort in grond.waarde:
                return grond.waarde[soort]["naam"], Werking(grond.waarde[soort]["werking"]), grond
        bekend = ", ".join(sorted(s for g in self.verlengingen for s in g.waarde)) or "geen"
        raise TermijnError(
            f"{soort!r} verlengt deze verjaring niet. Bekend zijn: {bekend}. Kies een van deze, of laat de verlenging "
            "weg."
        )


@dataclass(frozen=True)
class Verjaringsuitkomst:
    """Whether a claim is time-barred on `op`, and why.

    Without `laatste_dag` an extension is still running, so that nobody can say when it ends;
    `laatste_dag_als_nu_eindigt` is the last day if every open extension were to end on `op`: the one to watch.
    """

    dag: date
    op: date
    termijn: Termijn
    laatste_dag: date | None
    laatste_dag_als_nu_eindigt: date
    stuitingen: tuple[Stuiting, ...] = ()
    open_verlengingen: tuple[Verjaringsverlenging, ...] = ()
    stappen: tuple[Stap, ...] = ()
    waarschuwingen: tuple[str, ...] = ()
    gronden: tuple[Grond, ...] = ()

    @property
    def verjaard(self) -> bool:
        """Tell whether the claim is time-barred on `op`."""
        return self.is_verjaard_op(self.op)

    @property
    def zekerheid(self) -> str:
        """Give the certainty of the answer: that of its weakest ground."""
        return derive_zekerheid(self.gronden)

    @property
    def samenvatting(self) -> str:
        """Say it in one line."""
        if self.laatste_dag is None:
            nu = as_dagtekst(self.laatste_dag_als_nu_eindigt)
            return (
                f"niet verjaard zolang de verlenging loopt; eindigt die vandaag, dan is de laatste dag {nu}"
            )
        woord = "verjaard sinds" if self.verjaard else "niet verjaard; te stuiten tot en met"
        return f"{woord} {as_dagtekst(self.laatste_dag + DAG if self.verjaard else self.laatste_dag)}"

    def is_verjaard_op(self, dag: date) -> bool:
        """Tell whether the claim is time-barred on a day, as far as is known now."""
        return self.laatste_dag is not None and dag > self.laatste_dag

    def as_dict(self) -> dict[str, Any]:
        """Give the answer with its reasoning and grounds as plain JSON values."""
        return {
            "dag": self.dag.isoformat(),
            "op": self.op.isoformat(),
            "termijn": str(self.termijn),
            "verjaard": self.verjaard,
            "laatste_dag": self.laatste_dag and self.laatste_dag.isoformat(),
            "laatste_dag_als_nu_eindigt": self.laatste_dag_als_nu_eindigt.isoformat(),
            "samenvatting": self.samenvatting,
            "zekerheid": self.zekerheid,
            "stappen": [stap.as_dict() for stap in self.stappen],
            "waarschuwingen": list(self.waarschuwingen),
            "gronden": [grond.as_dict() for grond in self.gronden],
        }


def derive_verjaring(
    dag: date,
    *,
    op: date,
    regels: Verjaringsregels,
    stuitingen: Sequence[Stuiting] = (),
    verlengingen: Sequence[Verjaringsverlenging] = (),
    gebeurtenis: str = "verbeurte",
) -> Verjaringsuitkomst:
    """Work out until when a debt that arose on `dag` can be enforced, and whether it is time-barred on `op`.

    For a forfeited penalty `dag` is the day of forfeiture, for another debt the last day to pay. An act that does
    not interrupt, or that comes too early or too late, does nothing; a warning says so.
    """
    verslag = Verslag()
    verslag.say(
        f"De termijn is {regels.termijn} na {gebeurtenis} op {as_dagtekst(dag)}; hij begint de dag daarna",
        dag=dag,
        grond=regels.termijn.grond,
    )
    laatste, gedaan = _follow(dag, regels, stuitingen, verlengingen, verslag)
    nu = [v if v.tot else replace(v, tot=max(op, v.vanaf) + DAG) for v in verlengingen]
    als_nu, _ = _follow(dag, regels, stuitingen, nu, Verslag())
    assert als_nu is not None
    uitkomst = Verjaringsuitkomst(
        dag,
        op,
        regels.termijn,
        laatste,
        als_nu,
        stuitingen=tuple(gedaan),
        open_verlengingen=tuple(v for v in verlengingen if v.tot is None) if laatste is None else (),
        waarschuwingen=tuple(dict.fromkeys(verslag.waarschuwingen)),
        gronden=tuple(verslag.gronden),
    )
    verslag.say(f"Op {as_dagtekst(op)}: {uitkomst.samenvatting}", dag=op)
    return replace(uitkomst, stappen=tuple(verslag.stappen))


def _follow(
    dag: date,
    regels: Verjaringsregels,
    stuitingen: Sequence[Stuiting],
    verlengingen: Sequence[Verjaringsverlenging],
    verslag: Verslag,
) -> tuple[date | None, list[Stuiting]]:
    """Follow the claim from term to term; give the last day (none while extended) and the acts that interrupted."""
    laatste = _derive_laatste_dag(dag, derive_kaal_einde(regels.termijn, dag), regels, verlengingen, verslag)
    hoogstens = Termijn(regels.stuiting.waarde["hoogstens_jaren"], Tijdseenheid.JAREN)
    gedaan: list[Stuiting] = []
    for stuiting in sorted(stuitingen, key=lambda s: s.dag):
        if waarom_niet := _find_bezwaar(stuiting, dag, laatste, regels):
            verslag.warn(waarom_niet)
            continue
        gedaan.append(stuiting)
        naam, grond = regels.find_handeling(stuiting.soort) or ("", regels.stuiting)
        verslag.say(f"Gestuit op {as_dagtekst(stuiting.dag)} door {naam}", dag=stuiting.dag, grond=grond)
        verslag.say(
            "De volgende dag begint een nieuwe termijn", dag=stuiting.dag + DAG, grond=regels.stuiting
        )
        kaal = min(
            derive_kaal_einde(regels.termijn, stuiting.dag), derive_kaal_einde(hoogstens, stuiting.dag)
        )
        nieuw = _derive_laatste_dag(stuiting.dag, kaal, regels, verlengingen, verslag)
        if (laatste or OPEN_DAG) > (nieuw or OPEN_DAG) and regels.stuiting_verkort_niet.waarde:
            tekst = (
                f"De lopende termijn eindigde later ({as_dagtekst(laatste)})"
                if laatste
                else "Die termijn loopt nog"
            )
            verslag.say(
                f"{tekst}; stuiting verkort hem niet", dag=laatste, grond=regels.stuiting_verkort_niet
            )
        else:
            laatste = nieuw
    return laatste, gedaan


def _find_bezwaar(stuiting: Stuiting, dag: date, laatste: date | None, regels: Verjaringsregels) -> str:
    """Say why an act does not interrupt, or nothing when it does."""
    wat = f"De handeling {stuiting.soort!r} van {as_dagtekst(stuiting.dag)} stuit de verjaring niet:"
    if regels.find_handeling(stuiting.soort) is None:
        return f"{wat} dit is geen stuitingshandeling."
    if stuiting.dag <= dag:
        return f"{wat} de verjaringstermijn begon pas na {as_dagtekst(dag)}."
    if laatste is not None and stuiting.dag > laatste:
        return f"{wat} de vordering was al verjaard; de laatste dag was {as_dagtekst(laatste)}."
    return ""


def _derive_laatste_dag(
    dag: date,
    kaal: date,
    regels: Verjaringsregels,
    verlengingen: Sequence[Verjaringsverlenging],
    verslag: Verslag,
) -> date | None:
    """Give the last day of one term that begins after `dag` and would end on `kaal`, extended where the law says so.

    First the days of deferral are added. Then, as long as something that extends is running on the last day:
    an appeal moves the last day to where it ends, a suspension adds its length (and so ends before the new last day).
    """
    per_werking = _sort_by_werking(regels, verlengingen)
    verslag.say(f"Zonder verlenging is de laatste dag {as_dagtekst(kaal)}", dag=kaal)
    pauzes = [p for perioden in per_werking[Werking.DUUR].values() for p in perioden]
    schuif = derive_verschuiving(dag + DAG, kaal, pauzes)
    laatste = schuif.eind
    if laatste != kaal:
        for soort, perioden in per_werking[Werking.DUUR].items():
            if any(tot > dag + DAG and vanaf <= (laatste or OPEN_DAG) for vanaf, tot in perioden):
                _say_verlenging(soort, laatste, regels, verslag, extra=as_dagental(schuif.dagen))
    while laatste is not None:
        verlengd = _extend_once(laatste, per_werking, pauzes, regels)
        if verlengd is None:
            break
        soort, laatste = verlengd
        _say_verlenging(soort, laatste, regels, verslag)
    return laatste


def _extend_once(
    laatste: date,
    per_werking: Mapping[Werking, Mapping[str, list[tuple[date, date]]]],
    pauzes: Sequence[tuple[date, date]],
    regels: Verjaringsregels,
) -> tuple[str, date | None] | None:
    """Extend the term by one thing that runs on its last day; nothing when there is none."""
    telt_mee = bool(regels.einde_verlenging.waarde)
    for soort, perioden in per_werking[Werking.TOT_EINDE].items():
        for vanaf, tot in perioden:
            if vanaf <= laatste < (tot if telt_mee else tot - DAG):
                return soort, None if tot == OPEN_DAG else tot if telt_mee else tot - DAG
    for soort, perioden in per_werking[Werking.DUUR_ALS_LOPEND].items():
        for vanaf, tot in perioden:
            if vanaf <= laatste < tot:
                if tot == OPEN_DAG:
                    return soort, None
                return soort, derive_verschuiving(laatste + DAG, laatste + (tot - vanaf), pauzes).eind
    return None


def _sort_by_werking(
    regels: Verjaringsregels, verlengingen: Sequence[Verjaringsverlenging]
) -> dict[Werking, dict[str, list[tuple[date, date]]]]:
    """Put the periods of each kind together under what they do; periods of one kind that touch become one."""
    per_soort: dict[str, list[tuple[date, date]]] = {}
    for verlenging in verlengingen:
        per_soort.setdefault(verlenging.soort, []).append((verlenging.vanaf, verlenging.tot or OPEN_DAG))
    gesorteerd: dict[Werking, dict[str, list[tuple[date, date]]]] = {werking: {} for werking in Werking}
    for soort, perioden in per_soort.items():
        gesorteerd[regels.read_verlenging(soort)[1]][soort] = merge_perioden(perioden)
    return gesorteerd


def _say_verlenging(
    soort: str, laatste: date | None, regels: Verjaringsregels, verslag: Verslag, *, extra: str = ""
) -> None:
    """Say what extended the term and to which day."""
    naam, werking, grond = regels.read_verlenging(soort)
    if laatste is None:
        verslag.say(f"De termijn is verlengd door {naam}; dat loopt nog", grond=grond)
        verslag.warn(f"De verjaring wordt tegengehouden door {naam}. Stuit haar voordat dat eindigt.")
        return
    met = f" met {extra}" if extra else ""
    verslag.say(
        f"Verlengd{met} door {naam}: de laatste dag wordt {as_dagtekst(laatste)}", dag=laatste, grond=grond
    )
    if werking is Werking.TOT_EINDE:
        verslag.rest_on(regels.einde_verlenging)
