"""The rules of the explorer held against a merger that took place: what it says by hand, and where its search would have put it. Pure.

Only what is public counts: who took part, which provinces and safety regions, who adjoins. Without the figures of the diensten nobody can say whether a group
would be robust, so criteria are left out; without their seats distance is, and weighs nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from vth.monitoring.fusie.blokken import list_blokken
from vth.monitoring.fusie.model import Aannamen, Dienst, FusieError, Groep
from vth.monitoring.fusie.samen import derive_groep


@dataclass(frozen=True, kw_only=True)
class Alternatief:
    """A group of as many diensten that the search would look at as well; `minstens` where a safety region of a part is not known."""

    groep: Groep
    minstens: bool


@dataclass(frozen=True, kw_only=True)
class Vergelijking:
    """What the explorer says of one merger that took place.

    `apart` is each dienst as it was. `toegelaten` and `binnen_provincie` say whether the search looks at this group, as it is and when groups may not cross
    a province. `alternatieven` are the groups of this size with one of these diensten, most natural first, this one among them.
    """

    groep: Groep
    apart: tuple[Groep, ...]
    toegelaten: bool
    binnen_provincie: bool
    alternatieven: tuple[Alternatief, ...]
    erbij: frozenset[str]
    weg: frozenset[str]

    @property
    def natuurlijker(self) -> tuple[Alternatief, ...]:
        """The other groups with certainly fewer points against than this one."""
        return tuple(
            a for a in self.alternatieven if not a.minstens and a.groep.onnatuurlijk < self.groep.onnatuurlijk
        )

    @property
    def onbeslist(self) -> tuple[Alternatief, ...]:
        """The groups of which it cannot be said, because a safety region is not known."""
        return tuple(
            a for a in self.alternatieven if a.minstens and a.groep.onnatuurlijk < self.groep.onnatuurlijk
        )

    @property
    def herstelt(self) -> frozenset[str]:
        """The safety regions that were divided before this merger and are not after it."""
        eerder = frozenset().union(*(g.gebroken_veiligheidsregios for g in self.apart))
        return eerder - self.groep.gebroken_veiligheidsregios


def derive_vergelijking(
    codes: Iterable[str],
    diensten: Mapping[str, Dienst],
    opvolger: frozenset[str],
    *,
    aannamen: Aannamen,
    onbekend: frozenset[str] = frozenset(),
) -> Vergelijking:
    """Hold a merger of `codes` against the rules; `opvolger` are the participants of what came of it, `onbekend` who has a safety region that is not known.

    Raises FusieError for a merger of fewer than two diensten, or with one that is not in the list.
    """
    gekozen = sorted(set(codes))
    if len(gekozen) < 2:
        raise FusieError("Een fusie is van minstens twee diensten. Noem er nog een.")
    zonder = replace(aannamen, gewicht_reisafstand_km=0)
    groep = derive_groep(gekozen, diensten, (), zonder)
    groepen = _list_groepen(len(gekozen), list(diensten.values()), zonder)
    rij = sorted(
        (derive_groep(g, diensten, (), zonder) for g in groepen if set(g) & set(gekozen)),
        key=lambda g: (g.onnatuurlijk, g.diensten != groep.diensten, g.diensten),
    )
    return Vergelijking(
        groep=groep,
        apart=tuple(derive_groep([code], diensten, (), zonder) for code in gekozen),
        toegelaten=groep.diensten in groepen,
        binnen_provincie=groep.diensten
        in _list_groepen(len(gekozen), list(diensten.values()), replace(zonder, binnen_provincie=True)),
        alternatieven=tuple(Alternatief(groep=g, minstens=bool(onbekend & set(g.diensten))) for g in rij),
        erbij=opvolger - groep.deelnemers,
        weg=groep.deelnemers - opvolger,
    )


def _list_groepen(grootte: int, diensten: Sequence[Dienst], aannamen: Aannamen) -> frozenset[tuple[str, ...]]:
    """Give the groups of a size that the search looks at, by the search itself."""
    if grootte > aannamen.hoogstens_diensten:
        return frozenset()
    blokken = list_blokken(diensten, diensten, (), replace(aannamen, hoogstens_diensten=grootte))
    namen = [d.code for d in diensten]
    return frozenset(
        tuple(sorted(code for code, erin in zip(namen, rij, strict=True) if erin))
        for rij in blokken.leden
        if rij.sum() == grootte
    )
