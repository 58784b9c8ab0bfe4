"""What holds in the assessment of robustness: figures that can be, the steps of the cycle and who takes them, and the verdict."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from vth.regelgeving.dagen import as_dagtekst
from vth.vormgeving.getallen import GetalError, read_getal

KORTSTE_MOTIVERING = 20


class MonitoringError(Exception):
    """Something that cannot be recorded or judged; the message says what was seen, why that is wrong and what to do."""


class AnderWasVoorError(MonitoringError):
    """Somebody else changed it first."""


@dataclass(frozen=True)
class Meting:
    """A figure that a dienst tells: its unit, what is possible, and which other figure it cannot exceed."""

    code: str
    naam: str
    eenheid: str
    minimum: Decimal
    maximum: Decimal | None = None
    hoogstens: str = ""
    register: str = ""

    @classmethod
    def read(cls, code: str, rij: Mapping[str, Any]) -> Meting:
        """Read one figure from its rule."""
        maximum = rij.get("maximum")
        return cls(
            code,
            rij["naam"],
            rij["eenheid"],
            Decimal(rij["minimum"]),
            None if maximum is None else Decimal(maximum),
            rij.get("hoogstens", ""),
            rij.get("register", ""),
        )


@dataclass(frozen=True)
class Bevinding:
    """What the check of a self-assessment found; `blokkeert` keeps it from being handed in."""

    criterium: str
    tekst: str
    blokkeert: bool


@dataclass(frozen=True)
class Stap:
    """One step of the cycle: from which states, to which, and which right it asks."""

    van: frozenset[str]
    naar: str
    recht: str
    knop: str


INVULLEN, TOETSEN, OORDELEN, PUBLICEREN = (
    "zelfbeoordeling.record",
    "zelfbeoordeling.check",
    "robuustheid.decide",
    "robuustheid.publish",
)
UITGENODIGD, BIJ_BESTUUR, INGEDIEND, IN_TOETS, GETOETST, BEOORDEELD = (
    "uitgenodigd",
    "bij_bestuur",
    "ingediend",
    "in_toets",
    "getoetst",
    "beoordeeld",
)
# One table of steps: the board sees it before it is handed in; the check may send it back; a verdict can be revised.
STAPPEN: Mapping[str, Stap] = {
    "leg_voor": Stap(frozenset({UITGENODIGD}), BIJ_BESTUUR, INVULLEN, "Leg voor aan het bestuur"),
    "haal_terug": Stap(frozenset({BIJ_BESTUUR}), UITGENODIGD, INVULLEN, "Haal terug van het bestuur"),
    "dien_in": Stap(frozenset({BIJ_BESTUUR}), INGEDIEND, INVULLEN, "Dien in"),
    "begin_toets": Stap(frozenset({INGEDIEND}), IN_TOETS, TOETSEN, "Begin met toetsen"),
    "stuur_terug": Stap(
        frozenset({INGEDIEND, IN_TOETS}), UITGENODIGD, TOETSEN, "Stuur terug om aan te vullen"
    ),
    "rond_toets_af": Stap(frozenset({IN_TOETS}), GETOETST, TOETSEN, "Rond de toets af"),
    "oordeel": Stap(frozenset({GETOETST}), BEOORDEELD, OORDELEN, "Leg het oordeel vast"),
    "herzie": Stap(frozenset({BEOORDEELD}), BEOORDEELD, OORDELEN, "Herzie het oordeel"),
}
# From here on the ministry and its checkers see it; from the board on, the participants do.
GEDEELD_MET_DEELNEMERS = frozenset({BIJ_BESTUUR, INGEDIEND, IN_TOETS, GETOETST, BEOORDEELD})
GEDEELD_MET_STELSEL = GEDEELD_MET_DEELNEMERS - {BIJ_BESTUUR}


def check_stap(stap: str, stand: str) -> Stap:
    """Give a step that can be taken from a state. Raises MonitoringError that says from where it can."""
    if stap not in STAPPEN:
        raise MonitoringError(f"De stap ‘{stap[:40]}’ bestaat niet. Kies uit: {', '.join(STAPPEN)}.")
    if stand not in STAPPEN[stap].van:
        mag = " of ".join(sorted(STAPPEN[stap].van))
        raise MonitoringError(
            f"‘{STAPPEN[stap].knop}’ kan niet nu de zelfbeoordeling {stand.replace('_', ' ')} is, alleen als die {mag.replace('_', ' ')} is."
        )
    return STAPPEN[stap]


def parse_waarde(meting: Meting, tekst: str) -> Decimal:
    """Read a figure as somebody types it in Dutch (1.234,50; ja, nee). Refuses what is no number, another unit, or cannot be."""
    kaal = tekst.strip().lower()
    if meting.eenheid == "ja_nee" and kaal in ("ja", "nee"):
        return Decimal(kaal == "ja")
    for teken in ("€", "euro", "fte"):
        if teken in kaal and not (meting.eenheid == "fte") == (teken == "fte"):
            raise MonitoringError(
                f"{meting.naam}: ‘{tekst[:40]}’ is in een andere eenheid. Geef het op in {meting.eenheid}."
            )
        kaal = kaal.replace(teken, "").strip()
    waarde = parse_getal(kaal)
    if waarde is None:
        raise MonitoringError(
            f"{meting.naam}: ‘{tekst[:40]}’ is geen getal. Geef het op in {meting.eenheid}."
        )
    check_waarde(meting, waarde)
    return waarde


def parse_getal(tekst: str) -> Decimal | None:
    """Read a number as it is written in Dutch, with or without points between thousands; None for what is none."""
    try:
        return read_getal(tekst)
    except GetalError:
        return None


def check_waarde(meting: Meting, waarde: Decimal) -> None:
    """Refuse a figure that cannot be: not finite, out of bounds, in pieces where it counts things. Raises MonitoringError."""
    if not waarde.is_finite():
        raise MonitoringError(f"{meting.naam}: {waarde} is geen getal. Geef het op in {meting.eenheid}.")
    if waarde < meting.minimum or (meting.maximum is not None and waarde > meting.maximum):
        tot = "" if meting.maximum is None else f" en hoogstens {meting.maximum}"
        raise MonitoringError(f"{meting.naam}: {waarde} kan niet. Het is minstens {meting.minimum}{tot}.")
    if meting.eenheid in ("aantal", "ja_nee") and waarde != waarde.to_integral_value():
        raise MonitoringError(f"{meting.naam}: {waarde} is geen heel getal.")
    if waarde != round(waarde, 2):
        raise MonitoringError(
            f"{meting.naam}: {waarde} heeft meer dan twee cijfers achter de komma. Rond het af."
        )


def say_getal(waarde: Decimal) -> str:
    """Write a figure without the noughts that mean nothing, with a comma."""
    return f"{waarde.normalize():f}".replace(".", ",")


def list_bevindingen(
    criteria: Mapping[str, Collection[str]],
    metingen: Mapping[str, Meting],
    waarden: Mapping[str, Decimal],
    bewijs: Mapping[str, int],
    register: Mapping[str, Decimal],
    afwijking: Decimal,
) -> list[Bevinding]:
    """What is wrong with a self-assessment: figures missing, that exceed another or contradict the register, and criteria without evidence.

    `criteria` names per criterion the figures it asks, `bewijs` counts its evidence, `register` is what the register itself knows.
    """
    gevonden: list[Bevinding] = []
    gezien: set[str] = set()
    for criterium, gevraagd in criteria.items():
        if not bewijs.get(criterium):
            gevonden.append(Bevinding(criterium, "Er is geen bewijs bij dit criterium. Voeg het toe.", True))
        for code in gevraagd:
            if code not in gezien:
                gezien.add(code)
                gevonden += _check_meting(criterium, metingen[code], waarden, register, afwijking)
    return gevonden


def _check_meting(
    criterium: str,
    meting: Meting,
    waarden: Mapping[str, Decimal],
    register: Mapping[str, Decimal],
    afwijking: Decimal,
) -> list[Bevinding]:
    waarde = waarden.get(meting.code)
    if waarde is None:
        return [Bevinding(criterium, f"{meting.naam.capitalize()} is niet ingevuld.", True)]
    gevonden = []
    grens = waarden.get(meting.hoogstens)
    if grens is not None and waarde > grens:
        gevonden.append(
            Bevinding(
                criterium,
                f"{meting.naam.capitalize()} ({say_getal(waarde)}) is meer dan {meting.hoogstens.replace('_', ' ')} ({say_getal(grens)}).",
                True,
            )
        )
    bekend = register.get(meting.register)
    if bekend is not None and abs(waarde - bekend) > afwijking * abs(bekend):
        gevonden.append(
            Bevinding(
                criterium,
                f"{meting.naam.capitalize()}: opgegeven is {say_getal(waarde)}, het register kent er {say_getal(bekend)}. Leg het verschil uit.",
                False,
            )
        )
    return gevonden


@dataclass(frozen=True)
class Criteriumoordeel:
    """The verdict on one criterion, and why."""

    voldoet: bool
    motivering: str


def decide_robuust(oordelen: Mapping[str, Criteriumoordeel], criteria: Collection[str]) -> bool:
    """Robust only if every criterion is met. Refuses a verdict that leaves one out, knows another, or does not say why.

    Raises MonitoringError.
    """
    mist, vreemd = [c for c in criteria if c not in oordelen], sorted(oordelen.keys() - set(criteria))
    if mist or vreemd:
        raise MonitoringError(
            f"Over {', '.join(mist)} staat er geen oordeel. Beoordeel elk criterium."
            if mist
            else f"{', '.join(vreemd)} staat niet in deze versie van het toetsingskader."
        )
    for code, oordeel in oordelen.items():
        check_motivering(oordeel.motivering, f"het oordeel over {code}")
    return all(oordeel.voldoet for oordeel in oordelen.values())


def check_motivering(tekst: str, wat: str) -> None:
    """Refuse a reason that says nothing. Raises MonitoringError."""
    if len(tekst.strip()) < KORTSTE_MOTIVERING:
        raise MonitoringError(
            f"Motiveer {wat} in minstens {KORTSTE_MOTIVERING} tekens; er staat ‘{tekst.strip()}’."
        )


def check_op_tijd(vandaag: date, indienen_voor: date, reden: str) -> bool:
    """Tell whether it is handed in before the deadline; later asks why. Raises MonitoringError."""
    if vandaag < indienen_voor:
        return True
    if len(reden.strip()) < KORTSTE_MOTIVERING:
        raise MonitoringError(
            f"Indienen moest vóór {as_dagtekst(indienen_voor)}; het is {as_dagtekst(vandaag)}. Leg in minstens {KORTSTE_MOTIVERING} tekens uit waarom het later is."
        )
    return False
