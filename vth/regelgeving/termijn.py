"""What a legal term is, and where it ends on the calendar when nothing happens to it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

from vth.regelgeving.dagen import as_dagtekst

from .dagen import DAG, derive_dag_in_maand
from .keuring import TIJDSEENHEDEN
from .rules import Grond, RegelError


class TermijnError(Exception):
    """A term that cannot be counted, or an act on it that the law does not allow; the message is Dutch."""


class Tijdseenheid(StrEnum):
    """In what a term is counted."""

    UREN = "uren"
    DAGEN = "dagen"
    WEKEN = "weken"
    MAANDEN = "maanden"
    JAREN = "jaren"


class Aanvang(StrEnum):
    """Whether the day of the event is outside the term (the rule) or its first day (Awb 3:16)."""

    DAG_NA = "dag_na"
    DAG_ZELF = "dag_zelf"


class Richting(StrEnum):
    """Whether a term is counted on from an event or back from it."""

    VOORUIT = "vooruit"
    TERUG = "terug"


class GesteldIn(StrEnum):
    """What sets a term: the Algemene termijnenwet is about terms set in an act or an AMvB."""

    WET = "wet"
    AMVB = "amvb"
    BESLUIT = "besluit"
    ANDER_VOORSCHRIFT = "ander_voorschrift"


@dataclass(frozen=True)
class Termijn:
    """A number of days, weeks, months or years, with how it is counted and the rule that sets it.

    `zonder_atw` names the article that excludes the Algemene termijnenwet for this term, as Awb 4:17 does.
    """

    aantal: int
    eenheid: Tijdseenheid
    aanvang: Aanvang = Aanvang.DAG_NA
    richting: Richting = Richting.VOORUIT
    gesteld_in: GesteldIn = GesteldIn.WET
    zonder_atw: str = ""
    grond: Grond | None = None

    def __post_init__(self) -> None:
        """Refuse a term without a single unit."""
        if self.aantal < 1:
            raise TermijnError(
                f"De termijn is {self.aantal} {self.eenheid}. Een termijn is ten minste 1. Is er geen termijn, "
                "leg dan geen termijn vast."
            )

    def __str__(self) -> str:
        """Write it as people say it: `1 week`, `6 weken`, `5 jaar`."""
        enkelvoud = {"uren": "uur", "dagen": "dag", "weken": "week", "maanden": "maand", "jaren": "jaar"}
        heet_enkel = self.aantal == 1 or self.eenheid in (Tijdseenheid.UREN, Tijdseenheid.JAREN)
        return f"{self.aantal} {enkelvoud[self.eenheid] if heet_enkel else self.eenheid}"


def make_termijn(grond: Grond) -> Termijn:
    """Make the term that a rule sets: a number in the unit of the rule, or a block with `aantal` and how to count.

    The block may hold `aanvang`, `richting`, `gesteld_in` and `zonder_atw`. Raises RegelError for anything else.
    """
    blok = grond.waarde if isinstance(grond.waarde, Mapping) else {"aantal": grond.waarde}
    bekend = {"aantal", "aanvang", "richting", "gesteld_in", "zonder_atw"}
    try:
        if grond.eenheid not in TIJDSEENHEDEN or set(blok) - bekend or not isinstance(blok["aantal"], int):
            raise ValueError
        return Termijn(
            aantal=blok["aantal"],
            eenheid=Tijdseenheid(grond.eenheid),
            aanvang=Aanvang(blok.get("aanvang", Aanvang.DAG_NA)),
            richting=Richting(blok.get("richting", Richting.VOORUIT)),
            gesteld_in=GesteldIn(blok.get("gesteld_in", GesteldIn.WET)),
            zonder_atw=str(blok.get("zonder_atw", "")),
            grond=grond,
        )
    except (KeyError, ValueError) as fout:
        raise RegelError(
            f"{grond.bestand} ({grond.regel_id}): {grond.waarde!r} in {grond.eenheid} is geen termijn. Geef een "
            f"getal in {', '.join(TIJDSEENHEDEN)}, of een blok met aantal en eventueel aanvang, richting, "
            "gesteld_in en zonder_atw."
        ) from fout


def derive_begin(termijn: Termijn, dag: date) -> date:
    """Give the first day of a term that is counted on from an event on `dag`."""
    return dag + DAG if termijn.aanvang is Aanvang.DAG_NA else dag


def derive_kaal_einde(termijn: Termijn, dag: date) -> date:
    """Give the day on which a term ends on the calendar, before suspension and before the Algemene termijnenwet.

    Terms of months and years end on the day with the number of the event's day, or on the last day of a month
    that does not have it. For a term counted back it is the last day on which one is in time.
    """
    if termijn.eenheid is Tijdseenheid.UREN:
        raise TermijnError(
            f"De termijn is {termijn}. Een termijn in uren eindigt op een tijdstip, niet op een dag. Gebruik "
            "derive_tijdstip met het tijdstip van de gebeurtenis."
        )
    terug = termijn.richting is Richting.TERUG
    aantal = -termijn.aantal if terug else termijn.aantal
    inbegrepen = DAG if termijn.aanvang is Aanvang.DAG_ZELF and not terug else timedelta()
    try:
        if termijn.eenheid in (Tijdseenheid.DAGEN, Tijdseenheid.WEKEN):
            return (
                dag
                + timedelta(days=aantal * (7 if termijn.eenheid is Tijdseenheid.WEKEN else 1))
                - inbegrepen
            )
        maanden = aantal * (12 if termijn.eenheid is Tijdseenheid.JAREN else 1)
        einddag, bestaat = derive_dag_in_maand(dag, maanden)
    except (OverflowError, ValueError) as fout:
        raise TermijnError(
            f"Een termijn van {termijn} vanaf {as_dagtekst(dag)} valt buiten de kalender. Controleer het aantal en de datum."
        ) from fout
    return einddag - inbegrepen if bestaat else einddag


def derive_tijdstip(termijn: Termijn, tijdstip: datetime) -> datetime:
    """Give the moment on which a term in hours ends (or, counted back, begins), in UTC.

    Hours are counted as they pass, through nights, weekends and the change of the clock: the Algemene
    termijnenwet does not apply to them (article 4).
    """
    if termijn.eenheid is not Tijdseenheid.UREN:
        raise TermijnError(f"De termijn is {termijn}, niet in uren. Gebruik derive_einde met de dag.")
    if tijdstip.tzinfo is None:
        raise TermijnError(f"Het tijdstip {tijdstip} heeft geen tijdzone. Geef het met Z of +01:00.")
    duur = timedelta(hours=termijn.aantal)
    moment = tijdstip.astimezone(UTC)
    return moment - duur if termijn.richting is Richting.TERUG else moment + duur
