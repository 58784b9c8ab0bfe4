"""Holding a result against a limit: kept, exceeded, or not to be told, and why. Pure.

A limit of another averaging time, in a unit that cannot be converted, or below what the laboratory could measure gives no judgement: the
outcome says so, with what would make it testable. Nothing is rounded and nothing is guessed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any

from vth.regelgeving.rules import Grond, derive_zekerheid
from vth.vergunningen.eenheden import derive_eenheid, find_eenheid
from vth.vergunningen.inhoud import Grenswaarde, Vergelijking

from .bemonstering import MonsterError
from .meting import Bereik, Meting, as_getal, convert, derive_bereik


class Toetsoordeel(StrEnum):
    """What a result says of a limit."""

    VOLDOET = "voldoet"
    OVERSCHRIJDING = "overschrijding"
    NIET_TE_TOETSEN = "niet_te_toetsen"


class Toetsreden(StrEnum):
    """Why there is no judgement; empty where there is one."""

    GEEN = ""
    DETECTIEGRENS = "detectiegrens"
    MEETBEREIK = "meetbereik"
    MIDDELING = "middeling"
    EENHEID = "eenheid"
    NIET_GEMETEN = "niet_gemeten"
    DREMPEL = "drempel"
    MEETOPZET = "meetopzet"


@dataclass(frozen=True)
class Toetsnorm:
    """A limit as it is used: with the place that it stands in, the factor for a grab sample, and the rule that it comes from if any.

    `streng` says that the limit itself is not allowed any more (`minder dan`); `voorschrift` is the id of the condition of a permit.
    """

    grens: Grenswaarde
    plaats: str
    steekfactor: Decimal | None = None
    streng: bool = False
    grond: Grond | None = None
    toelichting: str = ""
    voorschrift: str = ""


@dataclass(frozen=True)
class Toetsuitkomst:
    """The judgement on one limit with everything it rests on; `gebruikt` are the values in the order in which they were used."""

    oordeel: Toetsoordeel
    norm: Toetsnorm
    uitleg: str
    reden: Toetsreden = Toetsreden.GEEN
    gemeten: Bereik | None = None
    grens: Decimal | None = None
    eenheid: str = ""
    gebruikt: tuple[tuple[str, str], ...] = ()
    gronden: tuple[Grond, ...] = field(default=())

    @property
    def zekerheid(self) -> str:
        """Give the certainty: that of the weakest rule that was used."""
        return derive_zekerheid(self.gronden)

    @property
    def verhouding(self) -> Decimal | None:
        """Give how many times the limit was surely measured, where that can be told."""
        return self.gemeten.laag / self.grens if self.gemeten and self.grens else None

    def as_dict(self) -> dict[str, Any]:
        """Give everything as plain JSON values, to store beside the result."""
        return {
            "oordeel": self.oordeel.value,
            "reden": self.reden.value,
            "plaats": self.norm.plaats,
            "stof": self.norm.grens.naam,
            "uitleg": self.uitleg,
            "gemeten": str(self.gemeten or ""),
            "grens": "" if self.grens is None else as_getal(self.grens),
            "eenheid": self.eenheid,
            "gebruikt": [list(paar) for paar in self.gebruikt],
            "zekerheid": self.zekerheid,
            "gronden": [g.as_dict() for g in self.gronden],
        }


def check_meting(
    meting: Meting | None, norm: Toetsnorm, *, middeling: str, gronden: tuple[Grond, ...] = ()
) -> Toetsuitkomst:
    """Hold one result against a limit; `middeling` is what the sample averages over (`derive_middeling`).

    `gronden` are rules that were used before, such as what counts as a 24-hour sample. Never raises for a result: what
    cannot be tested is an outcome.
    """
    if meting is None:
        return _refuse(
            norm,
            Toetsreden.NIET_GEMETEN,
            f"{norm.grens.naam} is niet gemeten. Vraag het laboratorium erom.",
            gronden,
        )
    try:
        bereik = derive_bereik(meting)
    except MonsterError as fout:
        return _refuse(norm, Toetsreden.EENHEID, str(fout), gronden)
    return check_bereik(
        bereik, norm, middeling=middeling, gronden=gronden, gebruikt=(("gemeten", str(meting)),)
    )


def check_bereik(
    bereik: Bereik,
    norm: Toetsnorm,
    *,
    middeling: str,
    gronden: tuple[Grond, ...] = (),
    gebruikt: tuple[tuple[str, str], ...] = (),
) -> Toetsuitkomst:
    """Hold what is known of a value (or a sum of values) against a limit."""
    if fout := _find_eenheidfout(bereik, norm):
        return _refuse(norm, Toetsreden.EENHEID, fout, gronden, bereik, gebruikt)
    factor = _find_factor(norm, middeling)
    if factor is None:
        return _refuse(norm, Toetsreden.MIDDELING, _say_middeling(norm, middeling), gronden, bereik, gebruikt)
    grens, eenheid = convert(norm.grens.waarde, norm.grens.eenheid)
    gebruikt = (*gebruikt, ("grenswaarde", f"{as_getal(norm.grens.waarde)} {norm.grens.eenheid}"))
    if factor != 1:
        grens *= factor
        gebruikt = (*gebruikt, ("factor voor een steekmonster", as_getal(factor)))
    if norm.grens.waarde_tot is not None:
        gebruikt = (*gebruikt, ("bovengrens", f"{as_getal(norm.grens.waarde_tot)} {norm.grens.eenheid}"))
    oordeel = _compare(bereik, norm, grens, factor)
    return Toetsuitkomst(
        oordeel=oordeel,
        norm=norm,
        reden=_find_reden(oordeel, bereik),
        uitleg=_say(oordeel, bereik, norm, grens, eenheid),
        gemeten=bereik,
        grens=grens,
        eenheid=eenheid,
        gebruikt=gebruikt,
        gronden=_add_grond(norm, gronden),
    )


def make_weigering(
    norm: Toetsnorm,
    reden: Toetsreden,
    uitleg: str,
    *,
    gronden: tuple[Grond, ...] = (),
    gemeten: Bereik | None = None,
) -> Toetsuitkomst:
    """Make the outcome that there is no judgement, with why and what to do."""
    return _refuse(norm, reden, uitleg, gronden, gemeten)


def _refuse(
    norm: Toetsnorm,
    reden: Toetsreden,
    uitleg: str,
    gronden: tuple[Grond, ...],
    gemeten: Bereik | None = None,
    gebruikt: tuple[tuple[str, str], ...] = (),
) -> Toetsuitkomst:
    """Make an outcome without judgement."""
    return Toetsuitkomst(
        Toetsoordeel.NIET_TE_TOETSEN,
        norm,
        uitleg,
        reden=reden,
        gemeten=gemeten,
        gebruikt=gebruikt,
        gronden=_add_grond(norm, gronden),
    )


def _add_grond(norm: Toetsnorm, gronden: tuple[Grond, ...]) -> tuple[Grond, ...]:
    """Add the rule that a limit comes from to the rules that were used, once."""
    return (*gronden, norm.grond) if norm.grond and norm.grond not in gronden else gronden


def _find_eenheidfout(bereik: Bereik, norm: Toetsnorm) -> str:
    """Say why the two units cannot be compared, or nothing."""
    bekend = find_eenheid(norm.grens.eenheid)
    if bekend is not None and bekend.basis == bereik.eenheid:
        return ""
    return (
        f"{norm.grens.naam} is gemeten in {bereik.eenheid}, de grens staat in {derive_eenheid(norm.grens.eenheid)}. Die twee zijn niet in "
        "elkaar om te rekenen zonder meer gegevens. Vraag het laboratorium om de eenheid van de grens."
    )


def _find_factor(norm: Toetsnorm, middeling: str) -> Decimal | None:
    """Give by what a limit is multiplied for this sample, or None where it is of another averaging time."""
    grens = _read_middeling(norm)
    if grens in ("", middeling):
        return Decimal(1)
    if grens == "etmaal" and middeling == "steek":
        return norm.steekfactor
    return None


def _read_middeling(norm: Toetsnorm) -> str:
    """Give over what a limit averages; a permit writes a grab sample in full."""
    return "steek" if norm.grens.middeling == "steekmonster" else norm.grens.middeling


def _say_middeling(norm: Toetsnorm, middeling: str) -> str:
    """Say that limit and sample are about another time."""
    wat = {"steek": "een steekmonster", "etmaal": "een etmaalmonster"}
    return (
        f"De grens voor {norm.grens.naam} geldt voor {wat.get(_read_middeling(norm), f'een gemiddelde over {norm.grens.middeling}')}; dit is "
        f"{wat.get(middeling, f'een monster over {middeling}')}. Neem een monster dat bij de grens past."
    )


def _compare(bereik: Bereik, norm: Toetsnorm, grens: Decimal, factor: Decimal) -> Toetsoordeel:
    """Compare the whole range with the limit: a judgement only where every value in it gives the same one."""
    if norm.grens.vergelijking is Vergelijking.MINSTENS:
        zeker = bereik.hoog is not None and _is_over(grens, bereik.hoog, norm.streng)
        return _judge(_is_over(grens, bereik.laag, norm.streng), zeker)
    boven = grens
    if norm.grens.vergelijking is Vergelijking.TUSSEN:
        assert norm.grens.waarde_tot is not None
        boven = convert(norm.grens.waarde_tot, norm.grens.eenheid)[0] * factor
    over = _is_over(bereik.laag, boven, norm.streng)
    mogelijk_over = bereik.hoog is None or _is_over(bereik.hoog, boven, norm.streng)
    if norm.grens.vergelijking is Vergelijking.TUSSEN:
        over = over or (bereik.hoog is not None and bereik.hoog < grens)
        mogelijk_over = mogelijk_over or bereik.laag < grens
    return _judge(mogelijk_over, over)


def _is_over(waarde: Decimal, grens: Decimal, streng: bool) -> bool:
    """Tell whether a value is more than a limit allows."""
    return waarde >= grens if streng else waarde > grens


def _judge(mogelijk: bool, zeker: bool) -> Toetsoordeel:
    """Judge by whether an exceedance is possible and whether it is sure."""
    if zeker:
        return Toetsoordeel.OVERSCHRIJDING
    return Toetsoordeel.NIET_TE_TOETSEN if mogelijk else Toetsoordeel.VOLDOET


def _find_reden(oordeel: Toetsoordeel, bereik: Bereik) -> Toetsreden:
    """Give why there is no judgement after comparing."""
    if oordeel is not Toetsoordeel.NIET_TE_TOETSEN:
        return Toetsreden.GEEN
    return Toetsreden.MEETBEREIK if bereik.hoog is None else Toetsreden.DETECTIEGRENS


def _say(oordeel: Toetsoordeel, bereik: Bereik, norm: Toetsnorm, grens: Decimal, eenheid: str) -> str:
    """Say the outcome in one sentence."""
    naam = norm.grens.naam
    ding = f"{as_getal(grens)} {eenheid}"
    if norm.grens.waarde_tot is not None:
        tot, _ = convert(norm.grens.waarde_tot, norm.grens.eenheid)
        ding = f"{as_getal(grens)} tot {as_getal(tot)} {eenheid}"
    woord = "minimum" if norm.grens.vergelijking is Vergelijking.MINSTENS else "grens"
    if oordeel is Toetsoordeel.VOLDOET:
        return f"{naam}: {bereik} voldoet aan de {woord} van {ding} ({norm.plaats})."
    if oordeel is Toetsoordeel.OVERSCHRIJDING:
        return f"{naam}: {bereik} voldoet niet aan de {woord} van {ding} ({norm.plaats})."
    if bereik.hoog is None:
        return f"{naam}: bekend is alleen {bereik}. Of dat voldoet aan de {woord} van {ding} is niet te zeggen. Vraag alle waarden."
    return (
        f"{naam}: het laboratorium kon alleen vaststellen dat het {bereik} is. Of dat voldoet aan de {woord} van {ding} is niet te zeggen. "
        "Vraag een bepaling met een lagere rapportagegrens."
    )


def check_metingen(
    metingen: Mapping[str, Meting],
    norm: Toetsnorm,
    sleutel: str,
    *,
    middeling: str,
    gronden: tuple[Grond, ...] = (),
) -> Toetsuitkomst:
    """Hold the result for one key out of all results of a sample against a limit; a missing one is an outcome too."""
    return check_meting(metingen.get(sleutel), norm, middeling=middeling, gronden=gronden)
