"""The Algemene termijnenwet: when a term that ends on a weekend or holiday runs on, and when it does not."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from .dagen import DAG, as_dagtekst, as_opsomming, is_weekend
from .feestdagen import Kalender
from .rules import Grond
from .termijn import GesteldIn, Termijn, Tijdseenheid
from .verslag import Verslag


@dataclass(frozen=True)
class Termijnregels:
    """The values that counting a term rests on: the calendar and the articles of the Algemene termijnenwet."""

    kalender: Kalender
    gewone_dag: Grond
    gewone_dagen: Grond
    grens: Grond
    bereik: Grond
    buiten_bereik: Grond
    terugrekening: Grond
    verlengde_termijn: Grond


@dataclass(frozen=True)
class Doorloop:
    """Where the Algemene termijnenwet takes a term: its last day, and for which days it ran on."""

    dag: date
    wegens: str = ""


@dataclass(frozen=True)
class ZonderAtw:
    """Why the Algemene termijnenwet does not lengthen a term; `let_op` when the author of the term must act."""

    reden: str
    grond: Grond | None
    let_op: str = ""


def find_reden_zonder_atw(termijn: Termijn, regels: Termijnregels) -> ZonderAtw | None:
    """Say why the Algemene termijnenwet does not apply to a term, or nothing when it does."""
    if termijn.zonder_atw:
        return ZonderAtw(
            f"De Algemene termijnenwet geldt hier niet volgens {termijn.zonder_atw}", termijn.grond
        )
    if termijn.gesteld_in not in regels.bereik.waarde:
        waar = "een besluit" if termijn.gesteld_in is GesteldIn.BESLUIT else "een ander voorschrift"
        return ZonderAtw(
            f"De termijn is gesteld in {waar}; de Algemene termijnenwet verlengt hem niet vanzelf",
            regels.buiten_bereik,
            str(regels.buiten_bereik.waarde.get(termijn.gesteld_in, "")),
        )
    grens = regels.grens.waarde.get(termijn.eenheid)
    if termijn.eenheid is Tijdseenheid.JAREN or grens is None or termijn.aantal > grens:
        lang = (
            "in jaren" if termijn.eenheid is Tijdseenheid.JAREN else f"van meer dan {grens} {termijn.eenheid}"
        )
        return ZonderAtw(f"Een termijn {lang} loopt niet door om een weekend of feestdag", regels.grens)
    return None


def derive_verlenging_atw(
    termijn: Termijn,
    begin: date,
    eind: date,
    stil: Sequence[tuple[date, date]],
    regels: Termijnregels,
    verslag: Verslag,
    *,
    lengte: int = 0,
) -> Doorloop:
    """Apply the Algemene termijnenwet to a term that would end on `eind`.

    Article 1: it does not end on a Saturday, Sunday or holiday. Article 2: a term of at least three days holds at
    least two ordinary days; days on which it stood still (`stil`) are not among them. `lengte` is the number of
    days including extensions, for the warning that the exception for long terms may apply after all.
    """
    if zonder := find_reden_zonder_atw(termijn, regels):
        verslag.say(zonder.reden, dag=eind, grond=zonder.grond)
        if zonder.let_op:
            verslag.warn(zonder.let_op)
        return Doorloop(eind)
    redenen: list[str] = []
    laatste = _find_gewone_dag(eind, regels, redenen, verslag)
    if laatste != eind:
        verslag.say(
            f"{_say_dagen(eind, redenen)}. De termijn loopt door tot en met {as_dagtekst(laatste)}",
            dag=laatste,
            grond=regels.gewone_dag,
        )
    tweede = _find_tweede_gewone_dag(termijn, begin, laatste, stil, regels, redenen, verslag)
    if tweede != laatste:
        nodig = regels.gewone_dagen.waarde["gewone_dagen"]
        verslag.say(
            f"In de termijn moeten ten minste {nodig} gewone dagen zitten. Hij loopt door tot en met "
            f"{as_dagtekst(tweede)}",
            dag=tweede,
            grond=regels.gewone_dagen,
        )
    _warn(eind, tweede, lengte, regels, verslag)
    return Doorloop(tweede, as_opsomming(redenen))


def _find_gewone_dag(dag: date, regels: Termijnregels, redenen: list[str], verslag: Verslag) -> date:
    """Give the first ordinary day from `dag` on, noting for what it was skipped."""
    while (reden := _say_reden(dag, regels, verslag)) is not None:
        redenen.append(reden)
        dag += DAG
    return dag


def _find_tweede_gewone_dag(
    termijn: Termijn,
    begin: date,
    laatste: date,
    stil: Sequence[tuple[date, date]],
    regels: Termijnregels,
    redenen: list[str],
    verslag: Verslag,
) -> date:
    """Give the day on which a term holds enough ordinary days: `laatste`, or a later one."""
    kort, nodig = regels.gewone_dagen.waarde["vanaf_dagen"], regels.gewone_dagen.waarde["gewone_dagen"]
    if termijn.eenheid is Tijdseenheid.DAGEN and termijn.aantal < kort:
        return laatste
    gewoon, dag = 0, begin
    while dag <= laatste and gewoon < nodig:
        staat_stil = any(vanaf <= dag < tot for vanaf, tot in stil)
        gewoon += not staat_stil and regels.kalender.is_gewone_dag(dag)
        dag += DAG
    while gewoon < nodig:
        laatste += DAG
        if (reden := _say_reden(laatste, regels, verslag)) is None:
            gewoon += 1
        else:
            redenen.append(reden)
    return laatste


def _say_reden(dag: date, regels: Termijnregels, verslag: Verslag) -> str | None:
    """Name what makes a day no ordinary one, and rest on its ground; nothing for an ordinary day."""
    if feestdag := regels.kalender.find_feestdag(dag):
        verslag.rest_on(feestdag.grond)
        return feestdag.naam
    return "het weekend" if is_weekend(dag) else None


def _say_dagen(eind: date, redenen: list[str]) -> str:
    """Say what the last day of the calendar runs into."""
    return f"{as_dagtekst(eind)} is geen gewone dag ({as_opsomming(redenen)})"


def _warn(eind: date, laatste: date, lengte: int, regels: Termijnregels, verslag: Verslag) -> None:
    """Warn where the day may still turn out otherwise."""
    if not regels.kalender.kent_gelijkstelling(laatste):
        verslag.warn(
            f"Voor {laatste.year} is nog niet bekend welke dagen met een feestdag zijn gelijkgesteld. De laatste dag "
            "kan daardoor later worden."
        )
    if (
        laatste != eind
        and lengte > regels.grens.waarde["weken"] * 7
        and regels.verlengde_termijn in verslag.gronden
    ):
        verslag.warn(
            f"De termijn is door verlenging langer dan {regels.grens.waarde['weken']} weken. Of hij dan nog om een "
            f"weekend of feestdag doorloopt, is een aanname. Ga voor de zekerheid uit van {as_dagtekst(eind)}."
        )
