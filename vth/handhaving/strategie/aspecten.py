"""What makes a violation weigh more or less: what the data point at is proposed, a person decides. Pure.

An aspect never moves the place in the matrix; it gives a reason for what is chosen there, and for consultation.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from vth.regelgeving.rules import Grond
from vth.vormgeving.opmaak import format_datum

VERZWAREND, VERZACHTEND = "verzwarend", "verzachtend"
ONOMKEERBAAR_GEVOLG = "4"
MEEST_GENOEMD = 5
# Whether the data point at it (None: they do not know), and why.
Uitkomst = tuple[bool | None, str]


@dataclass(frozen=True)
class Aspect:
    """One aspect of a rule file: its name, whether it weighs more or less, and what the data can know of it."""

    code: str
    naam: str
    werking: str
    feit: str = ""
    uitleg: str = ""
    zekerheid: str = "aanname"


@dataclass(frozen=True)
class Drempels:
    """From where facts point at an aspect."""

    recidive_jaren: int
    zelfde_norm: bool
    overtredingen: int
    normen: int
    duur_dagen: int


@dataclass(frozen=True)
class Eerdere:
    """Another violation by the same offender, as far as who looks may see it; `bij` names the organisation that established it when that is another one."""

    kenmerk: str
    dag: date
    zelfde_norm: bool = False
    bij: str = ""


@dataclass(frozen=True)
class Aspectfeiten:
    """What is known when a violation is weighed.

    `eerdere` are violations by the same offender in the years that the rule looks back, `naast` those that still run or were seen on the same day.
    `gevolgen` are what inspectors judged, `vastgelegd` what an earlier weighing of this violation says of an aspect. `elders` are violations that other
    organisations established, seen on `eldersgrond`: a weighing that is kept is made without them.
    """

    dag: date
    overtreder_bekend: bool = True
    eerdere: Sequence[Eerdere] = ()
    naast: Sequence[Eerdere] = ()
    normen: int = 1
    begonnen_op: date | None = None
    gevolgen: Sequence[str] = ()
    direct_hersteld: bool = False
    vastgelegd: Mapping[str, str] = field(default_factory=dict)
    elders: Sequence[Eerdere] = ()
    eldersgrond: str = ""


@dataclass(frozen=True)
class Aspectvoorstel:
    """One aspect with what the data say of it: `voorgesteld` is None when they do not know."""

    aspect: Aspect
    voorgesteld: bool | None
    waarom: str


def read_aspecten(gronden: Sequence[Grond]) -> dict[str, Aspect]:
    """Read the aspects of several rules by code, each as certain as its rule; the first that names a code counts."""
    uit: dict[str, Aspect] = {}
    for grond in gronden:
        for code, waarde in grond.waarde.items():
            uit.setdefault(code, _read_aspect(code, waarde, grond.zekerheid))
    return uit


def _read_aspect(code: str, waarde: Mapping[str, Any], zekerheid: str) -> Aspect:
    """Read one aspect."""
    return Aspect(
        code,
        waarde["naam"],
        waarde["werking"],
        waarde.get("feit", ""),
        waarde.get("uitleg", ""),
        zekerheid,
    )


def derive_aspectvoorstellen(
    aspecten: Mapping[str, Aspect], feiten: Aspectfeiten, drempels: Drempels
) -> list[Aspectvoorstel]:
    """Say of each aspect what the data point at; what was recorded of it before counts as pointing at it."""
    uit = []
    for aspect in aspecten.values():
        voorgesteld, waarom = FEITEN.get(aspect.feit, _say_onbekend)(feiten, drempels)
        if eerder := feiten.vastgelegd.get(aspect.code):
            voorgesteld, waarom = True, f"In de vorige afweging vastgelegd: {eerder}"
        uit.append(Aspectvoorstel(aspect, voorgesteld, waarom))
    return uit


def _say_onbekend(feiten: Aspectfeiten, drempels: Drempels) -> Uitkomst:
    """Say that the data do not know."""
    return None, "Dit staat niet in de gegevens. U beoordeelt het zelf."


def _say_recidive(feiten: Aspectfeiten, drempels: Drempels) -> Uitkomst:
    """Say whether the same offender did it before, and what other organisations established of him."""
    wijst, zin = _say_eigen_recidive(feiten, drempels)
    if not feiten.elders:
        return wijst, zin
    tellend = [e for e in feiten.elders if e.zelfde_norm or not drempels.zelfde_norm]
    wat = "Bij een andere organisatie" if tellend else "Bij een andere organisatie, van een andere norm"
    return bool(
        wijst or tellend
    ), f"{zin} {wat}: {_name(tellend or feiten.elders)}. U ziet dit voor: {feiten.eldersgrond}"


def _say_eigen_recidive(feiten: Aspectfeiten, drempels: Drempels) -> Uitkomst:
    """Say whether the same offender did it before, by the files that the viewer may see."""
    if not feiten.overtreder_bekend:
        return None, "Er is geen overtreder vastgelegd, dus dit is niet na te gaan."
    tellend = [e for e in feiten.eerdere if e.zelfde_norm or not drempels.zelfde_norm]
    jaren = f"de {drempels.recidive_jaren} jaar ervoor"
    wat = "Deze norm" if drempels.zelfde_norm else "Een norm"
    if tellend:
        return True, f"{wat} is in {jaren} door dezelfde overtreder eerder overtreden: {_name(tellend)}."
    if feiten.eerdere:
        return False, f"In {jaren} is een andere norm overtreden: {_name(feiten.eerdere)}."
    return False, f"Binnen wat u mag zien is er van deze overtreder in {jaren} geen andere overtreding."


def _say_combinatie(feiten: Aspectfeiten, drempels: Drempels) -> Uitkomst:
    """Say whether there is more than one violation, or one that lasts long."""
    delen = []
    if len(feiten.naast) >= drempels.overtredingen:
        delen.append(f"dezelfde overtreder heeft ook {_name(feiten.naast)}")
    if feiten.normen >= drempels.normen:
        delen.append(f"er zijn {feiten.normen} normen overtreden")
    if feiten.begonnen_op and (duur := (feiten.dag - feiten.begonnen_op).days) >= drempels.duur_dagen:
        delen.append(f"de overtreding duurde toen al {duur} dagen")
    if delen:
        tekst = "; ".join(delen)
        return True, f"{tekst[:1].upper()}{tekst[1:]}."
    if not feiten.overtreder_bekend:
        return None, "Er is geen overtreder vastgelegd, dus andere overtredingen zijn niet na te gaan."
    return False, "Binnen wat u mag zien is dit de enige overtreding, van één norm."


def _say_onomkeerbaar(feiten: Aspectfeiten, drempels: Drempels) -> Uitkomst:
    """Say whether an inspector judged the gevolg as grave as can be."""
    if ONOMKEERBAAR_GEVOLG in feiten.gevolgen:
        return (
            True,
            "De toezichthouder gaf gevolg 4 (aanzienlijk en/of onomkeerbaar). Ga na of het onomkeerbaar is.",
        )
    return (False if feiten.gevolgen else None), "De toezichthouder gaf geen gevolg 4."


def _say_direct_hersteld(feiten: Aspectfeiten, drempels: Drempels) -> Uitkomst:
    """Say whether all of it was put right while the inspector was there."""
    if feiten.direct_hersteld:
        return True, "Volgens de bevindingen was alles tijdens de controle hersteld."
    return False, "Volgens de bevindingen was het tijdens de controle niet hersteld."


def _name(overtredingen: Sequence[Eerdere]) -> str:
    """Name some violations with their days, the newest first."""
    nieuwste = sorted(overtredingen, key=lambda e: (e.dag, e.kenmerk), reverse=True)
    delen = [
        f"{e.kenmerk}{f' van {e.bij}' if e.bij else ''} ({format_datum(e.dag)})"
        for e in nieuwste[:MEEST_GENOEMD]
    ]
    meer = len(nieuwste) - MEEST_GENOEMD
    return ", ".join(delen) + (f" en nog {meer}" if meer > 0 else "")


FEITEN: Mapping[str, Callable[[Aspectfeiten, Drempels], Uitkomst]] = {
    "recidive": _say_recidive,
    "combinatie": _say_combinatie,
    "onomkeerbaar": _say_onomkeerbaar,
    "direct_hersteld": _say_direct_hersteld,
}
