"""Waste water: which limits hold for a branch, and testing all results of a sample against them and against the permit. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from vth.regelgeving.rules import Grond
from vth.vergunningen.inhoud import Grenswaarde, Medium

from .meting import Meting, as_getal, find_som
from .parameter import Parameter, find_parameter
from .toetsing import (
    Toetsnorm,
    Toetsoordeel,
    Toetsreden,
    Toetsuitkomst,
    check_bereik,
    check_metingen,
    make_weigering,
)


@dataclass(frozen=True)
class Lozingsnorm:
    """A limit for waste water: what it is held against, or the sum of what."""

    norm: Toetsnorm
    sleutel: str
    uit: tuple[str, ...] = ()
    aantal: int = 0


def list_branches(grenzen: Grond) -> list[str]:
    """List the branches that the rule has limits for."""
    return sorted({r["branche"] for r in grenzen.waarde})


def list_lozingsnormen(
    grenzen: Grond, *, branche: str, route: str = "vuilwaterriool", voorzieningen: Sequence[str] = ()
) -> list[Lozingsnorm]:
    """List the limits of a branch for a route; a limit that is wider behind a provision is so when that is among `voorzieningen`."""
    return [
        _make_norm(rij, grenzen, voorzieningen)
        for rij in grenzen.waarde
        if rij["branche"] == branche and rij["route"] in ("elk", route)
    ]


def make_vergunningnorm(
    grens: Grenswaarde, plaats: str, *, voorschrift: str = "", steekfactor: Decimal | None = None
) -> Lozingsnorm:
    """Make a norm of a limit in a permit; `plaats` names the voorschrift in its version of the day of the sample, `voorschrift` its id."""
    parameter = find_parameter(grens.naam, grens.stof)
    sleutel = parameter.sleutel if parameter else grens.naam
    return Lozingsnorm(Toetsnorm(grens, plaats, steekfactor=steekfactor, voorschrift=voorschrift), sleutel)


def check_monster(
    metingen: Iterable[Meting],
    normen: Sequence[Lozingsnorm],
    *,
    middeling: str,
    gronden: tuple[Grond, ...] = (),
) -> list[Toetsuitkomst]:
    """Hold all results of one sample against limits: one outcome per limit, worst first, in the order of the limits otherwise."""
    per_stof = {m.parameter.sleutel: m for m in metingen}
    uitkomsten = [_check(per_stof, norm, middeling, gronden) for norm in normen]
    rang = {
        Toetsoordeel.OVERSCHRIJDING: 0,
        Toetsoordeel.NIET_TE_TOETSEN: 1,
        Toetsoordeel.VOLDOET: 2,
    }
    return sorted(uitkomsten, key=lambda u: rang[u.oordeel])


def list_zonder_grens(metingen: Iterable[Meting], normen: Sequence[Lozingsnorm]) -> list[Meting]:
    """List the results that no limit is about: found, and nobody has said how much may be."""
    gebruikt = {s for n in normen for s in (n.sleutel, *n.uit)}
    return [m for m in metingen if m.parameter.sleutel not in gebruikt]


def _check(
    metingen: Mapping[str, Meting], norm: Lozingsnorm, middeling: str, gronden: tuple[Grond, ...]
) -> Toetsuitkomst:
    """Test one limit: of one substance, or of a sum when that was not reported as such."""
    if not norm.uit or norm.sleutel in metingen:
        return check_metingen(metingen, norm.norm, norm.sleutel, middeling=middeling, gronden=gronden)
    som, delen, ontbreekt = find_som(metingen, norm.uit, norm.aantal)
    if som is None:
        return make_weigering(
            norm.norm,
            Toetsreden.NIET_GEMETEN,
            f"Voor {norm.norm.grens.naam} is geen van de stoffen gemeten. Vraag het laboratorium erom.",
            gronden=gronden,
        )
    gebruikt = [(f"gemeten {m.parameter.naam}", str(m)) for m in delen]
    if norm.aantal and len(delen) > norm.aantal:
        gebruikt.append(("opgeteld", f"de {norm.aantal} hoogste"))
    if ontbreekt:
        gebruikt.append(("niet gemeten", ", ".join(ontbreekt)))
    return check_bereik(som, norm.norm, middeling=middeling, gronden=gronden, gebruikt=tuple(gebruikt))


def _make_norm(rij: Mapping[str, Any], grenzen: Grond, voorzieningen: Sequence[str]) -> Lozingsnorm:
    """Make the norm of one row of the rule."""
    ruimer = "met_voorziening" in rij and rij["voorziening"] in voorzieningen
    waarde = Decimal(rij["met_voorziening"] if ruimer else rij["waarde"])
    parameter = find_parameter(rij["stof"]) or Parameter(rij["stof"])
    toelichting = rij.get("opmerking", "")
    if "met_voorziening" in rij and not ruimer:
        toelichting = f"{as_getal(Decimal(rij['met_voorziening']))} {rij['eenheid']} met {rij['voorziening']}"
    som = rij.get("som", {})
    grens = Grenswaarde(
        naam=parameter.naam,
        medium=Medium.WATER,
        waarde=waarde,
        eenheid=rij["eenheid"],
        stof=parameter.cas,
        middeling=rij.get("middeling", ""),
    )
    norm = Toetsnorm(
        grens,
        f"Activiteitenbesluit {rij['artikel']}",
        steekfactor=Decimal(rij["steekfactor"]) if "steekfactor" in rij else None,
        streng=rij.get("streng", False),
        grond=grenzen,
        toelichting=toelichting,
    )
    uit = tuple((find_parameter(n) or Parameter(n)).sleutel for n in som.get("uit", ()))
    return Lozingsnorm(norm, parameter.sleutel, uit, som.get("aantal", 0))
