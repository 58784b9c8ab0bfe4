"""Every group of neighbouring diensten at once, as bits in one number each: which are robust, and what speaks against each.

The same answers as `samen.derive_groep`, for hundreds of thousands of groups together; a test holds the two side by side.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from vth.monitoring.fusie.model import Aannamen, Dienst, Eis, FusieError, measure_reis_m

MAXIMUM = 3_000_000
HOOGSTENS_DIENSTEN = 60
RUIM = 2**62


@dataclass(frozen=True)
class Blokken:
    """`bits` (m): the group; `leden` (m×n): who is in it; `haalt` (m×eisen): which conditions it meets; `onnatuurlijk` (m)."""

    bits: NDArray[np.uint64]
    leden: NDArray[np.bool_]
    haalt: NDArray[np.bool_]
    onnatuurlijk: NDArray[np.int64]

    @property
    def robuust(self) -> NDArray[np.bool_]:
        """Which groups meet every condition."""
        return np.asarray(self.haalt.all(axis=1))


def list_blokken(
    diensten: Sequence[Dienst], alle: Sequence[Dienst], eisen: Sequence[Eis], aannamen: Aannamen
) -> Blokken:
    """Every group of `diensten` that the assumptions allow, judged. Refuses more groups than can be looked at one by one."""
    if len(diensten) > HOOGSTENS_DIENSTEN:
        raise FusieError(
            f"{len(diensten)} diensten is te veel om alle indelingen te bewijzen; {HOOGSTENS_DIENSTEN} kan."
        )
    bits = _enumerate(_make_buren(diensten, aannamen), min(aannamen.hoogstens_diensten, len(diensten)))
    leden = ((bits[:, None] >> np.arange(len(diensten), dtype=np.uint64)) & np.uint64(1)).astype(bool)
    provincies = _count_geraakt(leden, [dienst.provincies for dienst in diensten])
    if aannamen.binnen_provincie:
        # A dienst that lies in two provinces by itself is not to blame for that.
        houdt = (provincies <= 1) | (leden.sum(axis=1) == 1)
        bits, leden, provincies = bits[houdt], leden[houdt], provincies[houdt]
    onnatuurlijk = (
        aannamen.gewicht_provincie * np.maximum(provincies - 1, 0)
        + aannamen.gewicht_veiligheidsregio * _count_gebroken(leden, diensten, alle)
        + aannamen.gewicht_reisafstand_km * _measure_reisafstand(leden, diensten, aannamen.omrijfactor)
    )
    return Blokken(bits=bits, leden=leden, haalt=_judge(leden, diensten, eisen), onnatuurlijk=onnatuurlijk)


def _make_buren(diensten: Sequence[Dienst], aannamen: Aannamen) -> list[int]:
    plek = {dienst.code: nummer for nummer, dienst in enumerate(diensten)}
    if not aannamen.aaneengesloten:
        alle = (1 << len(diensten)) - 1
        return [alle & ~(1 << nummer) for nummer in range(len(diensten))]
    return [sum(1 << plek[buur] for buur in dienst.buren if buur in plek) for dienst in diensten]


def _enumerate(buren: list[int], hoogstens: int) -> NDArray[np.uint64]:
    """All connected sets of at most `hoogstens`, a size at a time: each set grown by each of its neighbours, once."""
    sets = np.array([1 << nummer for nummer in range(len(buren))], dtype=np.uint64)
    rand = np.array(buren, dtype=np.uint64)
    alle = [sets]
    aantal = len(sets)
    for _ in range(hoogstens - 1):
        gegroeid, nieuwe_rand = [], []
        for nummer, buur in enumerate(buren):
            raakt = ((rand >> np.uint64(nummer)) & np.uint64(1)).astype(bool)
            groter = sets[raakt] | np.uint64(1 << nummer)
            gegroeid.append(groter)
            nieuwe_rand.append((rand[raakt] | np.uint64(buur)) & ~groter)
        sets, eerste = np.unique(np.concatenate(gegroeid), return_index=True)
        rand = np.concatenate(nieuwe_rand)[eerste]
        aantal += len(sets)
        if aantal > MAXIMUM:
            raise FusieError(
                f"Dit zijn meer dan {MAXIMUM} mogelijke groepen. Laat minder diensten in één fusie toe, "
                "of vraag dat een groep aaneengesloten is."
            )
        alle.append(sets)
    return np.concatenate(alle)


def _count_geraakt(leden: NDArray[np.bool_], gebieden: Sequence[frozenset[str]]) -> NDArray[np.int64]:
    """In how many areas each group lies."""
    aantal = np.zeros(len(leden), dtype=np.int64)
    for gebied in sorted(frozenset().union(*gebieden)):
        aantal += leden[:, [gebied in eigen for eigen in gebieden]].any(axis=1)
    return aantal


def _count_gebroken(
    leden: NDArray[np.bool_], diensten: Sequence[Dienst], alle: Sequence[Dienst]
) -> NDArray[np.int64]:
    """Of how many safety regions a part lies in the group and a part outside it."""
    zoekers = {dienst.code for dienst in diensten}
    elders = frozenset().union(*(dienst.veiligheidsregios for dienst in alle if dienst.code not in zoekers))
    aantal = np.zeros(len(leden), dtype=np.int64)
    for regio in sorted(frozenset().union(*(dienst.veiligheidsregios for dienst in diensten))):
        binnen = leden[:, [regio in dienst.veiligheidsregios for dienst in diensten]]
        aantal += binnen.any(axis=1) & (~binnen.all(axis=1) | (regio in elders))
    return aantal


def _measure_reisafstand(
    leden: NDArray[np.bool_], diensten: Sequence[Dienst], omrijfactor: Decimal
) -> NDArray[np.int64]:
    """Km to the best seat within the group from the others, added up and rounded."""
    kortst = np.full(len(leden), RUIM, dtype=np.int64)
    getallen = leden.astype(np.int64)
    for nummer, zetel in enumerate(diensten):
        afstanden = np.array(
            [measure_reis_m(dienst, zetel, omrijfactor) for dienst in diensten], dtype=np.int64
        )
        erin = leden[:, nummer]
        kortst[erin] = np.minimum(kortst[erin], getallen[erin] @ afstanden)
    return np.rint(kortst / 1000).astype(np.int64)


def _judge(leden: NDArray[np.bool_], diensten: Sequence[Dienst], eisen: Sequence[Eis]) -> NDArray[np.bool_]:
    getallen = leden.astype(np.int64)
    haalt = np.empty((len(leden), len(eisen)), dtype=bool)
    for nummer, eis in enumerate(eisen):
        onbekend = [
            any(dienst.metingen.get(naam) is None for naam in eis.list_metingen()) for dienst in diensten
        ]
        teller = [dienst.metingen.get(eis.teller) or Decimal(0) for dienst in diensten]
        noemer = [dienst.metingen.get(eis.noemer or "") or Decimal(0) for dienst in diensten]
        gewicht = [t - eis.norm * n for t, n in zip(teller, noemer, strict=True)]
        grens = Decimal(0) if eis.noemer else eis.norm
        *heel, hele_grens = _make_geheel([*gewicht, grens], eis)
        som = getallen @ np.array(heel, dtype=np.int64)
        gehaald = som <= hele_grens if eis.hoogstens else som >= hele_grens
        if eis.noemer:
            gehaald &= leden[:, [bool(n) for n in noemer]].any(axis=1)
        haalt[:, nummer] = gehaald & ~leden[:, onbekend].any(axis=1)
    return haalt


def _make_geheel(waarden: Sequence[Decimal], eis: Eis) -> list[int]:
    """The values as whole numbers on one scale, so that a sum is exact. Refuses what would not fit 62 bits."""
    schaal = max(0, *(-int(waarde.normalize().as_tuple().exponent) for waarde in waarden))
    heel = [int(waarde.scaleb(schaal)) for waarde in waarden]
    if sum(abs(waarde) for waarde in heel) >= RUIM:
        raise FusieError(
            f"De cijfers van {eis.teller} zijn te groot of te precies om op te tellen ({max(heel)})."
        )
    return heel
