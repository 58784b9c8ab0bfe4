"""The clock of one term in a file: what happened to it, in order, gives its last day with the reasoning.

Pure, on top of `regelgeving`: the events are what is kept, the last day follows from them. So a holiday that is declared
afterwards, or a corrected rule, gives another day out of the same events.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from vth.regelgeving.rules import Grond
from vth.regelgeving.termijnen import (
    Opschorting,
    Termijn,
    TermijnError,
    Termijnregels,
    Termijnuitkomst,
    Termijnverlenging,
    Tijdseenheid,
    check_verlenging,
    derive_einde,
)
from vth.vormgeving.opmaak import format_datum

from .rules import ZaakError


class Wat(StrEnum):
    """What can happen to a term."""

    BEGIN = "begin"
    VERBETERING = "verbetering"
    OPSCHORTING = "opschorting"
    HERVATTING = "hervatting"
    VERLENGING = "verlenging"
    INGEBREKESTELLING = "ingebrekestelling"
    VOLDAAN = "voldaan"
    VERVALLEN = "vervallen"


BEGINT = (Wat.BEGIN, Wat.VERBETERING)


@dataclass(frozen=True)
class Klokgebeurtenis:
    """One thing that happened to a term: on which legal day, and for an extension how much and when it was made known."""

    wat: Wat
    dag: date
    reden: str = ""
    aantal: int = 0
    eenheid: str = ""


@dataclass(frozen=True)
class Klokregels:
    """The law that a term rests on: the term itself, the calendar, and the longest extension where there is one, used once or more."""

    termijn: Termijn
    regels: Termijnregels
    verlenging: Termijn | None = None
    eenmalig: bool = True


@dataclass(frozen=True)
class Klokstand:
    """How a term stands: its outcome with the reasoning, and what ended it when something did; `te_vroeg_op` is a notice of default that does not count."""

    uitkomst: Termijnuitkomst
    voldaan_op: date | None = None
    vervallen_op: date | None = None
    in_gebreke_op: date | None = None
    te_vroeg_op: date | None = None

    @property
    def loopt(self) -> bool:
        """Tell whether the term still asks for something."""
        return self.voldaan_op is None and self.vervallen_op is None

    @property
    def is_te_laat_voldaan(self) -> bool:
        """Tell whether what the term asked was done after its last day."""
        laatste = self.uitkomst.laatste_dag
        return self.voldaan_op is not None and laatste is not None and self.voldaan_op > laatste


def derive_stand(regels: Klokregels, gebeurtenissen: Sequence[Klokgebeurtenis], *, na: str) -> Klokstand:
    """Work out how a term stands from all that happened to it, in the order in which it was recorded.

    A begin that was put right (`VERBETERING`) counts instead of what stood there. An ingebrekestelling counts only after the last day, whatever was
    thought when it came (Awb 4:17, derde lid). Raises ZaakError when the events cannot be: no begin, a resumption of what was not suspended, an end
    before the begin.
    """
    begin = next((g for g in reversed(gebeurtenissen) if g.wat in BEGINT), None)
    if begin is None:
        raise ZaakError("Deze termijn is nooit begonnen. Leg eerst vast wanneer hij begint.")
    for g in gebeurtenissen:
        if g.wat not in BEGINT and g.dag < begin.dag:
            raise ZaakError(
                f"De termijn begint op {format_datum(begin.dag)}, en {g.wat} is van {format_datum(g.dag)}. Een termijn eindigt of stopt niet voordat hij "
                "begint. Controleer de datum."
            )
    uitkomst = derive_einde(
        regels.termijn,
        begin.dag,
        regels=regels.regels,
        gebeurtenis=na,
        opschortingen=list_opschortingen(gebeurtenissen),
        verlengingen=[make_verlenging(g, regels) for g in gebeurtenissen if g.wat is Wat.VERLENGING],
    )
    ingebreke, laatste = _find_dag(gebeurtenissen, Wat.INGEBREKESTELLING), uitkomst.laatste_dag
    telt = ingebreke is not None and laatste is not None and ingebreke > laatste
    return Klokstand(
        uitkomst,
        voldaan_op=_find_dag(gebeurtenissen, Wat.VOLDAAN),
        vervallen_op=_find_dag(gebeurtenissen, Wat.VERVALLEN),
        in_gebreke_op=ingebreke if telt else None,
        te_vroeg_op=None if telt else ingebreke,
    )


def list_opschortingen(gebeurtenissen: Sequence[Klokgebeurtenis]) -> list[Opschorting]:
    """Pair each suspension with the resumption after it. Raises ZaakError for one that does not fit."""
    gevonden: list[Opschorting] = []
    open_: Klokgebeurtenis | None = None
    for g in gebeurtenissen:
        if g.wat is Wat.OPSCHORTING:
            if open_ is not None:
                raise ZaakError(
                    f"De termijn staat al stil sinds {format_datum(open_.dag)} ({open_.reden}). Hervat hem eerst, of laat hem stilstaan."
                )
            open_ = g
        elif g.wat is Wat.HERVATTING:
            if open_ is None:
                raise ZaakError("De termijn staat niet stil, dus er is niets te hervatten.")
            try:
                gevonden.append(Opschorting(open_.dag, g.dag, open_.reden))
            except TermijnError as fout:
                raise ZaakError(str(fout)) from fout
            open_ = None
    if open_ is not None:
        gevonden.append(Opschorting(open_.dag, None, open_.reden))
    return gevonden


def make_verlenging(g: Klokgebeurtenis, regels: Klokregels) -> Termijnverlenging:
    """Make the extension that an event tells of, with its legal maximum."""
    duur = Termijn(g.aantal, Tijdseenheid(g.eenheid), gesteld_in=regels.termijn.gesteld_in)
    return Termijnverlenging(
        duur, g.dag, hoogstens=regels.verlenging, eenmalig=regels.eenmalig, reden=g.reden or "verlenging"
    )


def check_gebeurtenis(
    regels: Klokregels, tot_nu: Sequence[Klokgebeurtenis], nieuw: Klokgebeurtenis, *, na: str
) -> Klokstand:
    """Give how a term stands after one more event. Raises ZaakError when the law or the order does not allow it."""
    nu = derive_stand(regels, tot_nu, na=na)
    if not nu.loopt:
        raise ZaakError("Deze termijn is al afgelopen. Er kan niets meer mee gebeuren.")
    if nieuw.wat is Wat.VERLENGING:
        _check_verlenging(regels, tot_nu, nieuw, nu)
    if nieuw.wat is Wat.OPSCHORTING and nu.uitkomst.laatste_dag and nieuw.dag > nu.uitkomst.laatste_dag:
        raise ZaakError(
            f"De termijn liep tot en met {format_datum(nu.uitkomst.laatste_dag)}. Op {format_datum(nieuw.dag)} is hij voorbij, en kan hij niet meer worden "
            "opgeschort. Neem het besluit zo snel mogelijk."
        )
    if nieuw.wat is Wat.INGEBREKESTELLING and (
        nu.uitkomst.laatste_dag is None or nieuw.dag <= nu.uitkomst.laatste_dag
    ):
        raise ZaakError(
            f"Op {format_datum(nieuw.dag)} was de termijn nog niet voorbij. Een ingebrekestelling telt pas daarna (Awb 4:17, derde lid). "
            "Schrijf de afzender dat zij te vroeg is."
        )
    return derive_stand(regels, [*tot_nu, nieuw], na=na)


def _check_verlenging(
    regels: Klokregels, tot_nu: Sequence[Klokgebeurtenis], nieuw: Klokgebeurtenis, nu: Klokstand
) -> None:
    """Refuse an extension where the law has none, a second one, one made known too late, and one that is too long."""
    if regels.verlenging is None:
        raise ZaakError("De wet geeft bij deze termijn geen verlenging. Neem het besluit binnen de termijn.")
    if regels.eenmalig and any(g.wat is Wat.VERLENGING for g in tot_nu):
        raise ZaakError("Deze termijn is al een keer verlengd. Vaker verlengen mag niet.")
    try:
        check_verlenging(make_verlenging(nieuw, regels), nu.uitkomst)
    except TermijnError as fout:
        raise ZaakError(str(fout)) from fout


def list_gronden(stand: Klokstand) -> tuple[Grond, ...]:
    """Give the grounds under the answer."""
    return stand.uitkomst.gronden


def _find_dag(gebeurtenissen: Sequence[Klokgebeurtenis], wat: Wat) -> date | None:
    """Give the day of the last event of a kind."""
    return next((g.dag for g in reversed(gebeurtenissen) if g.wat is wat), None)
