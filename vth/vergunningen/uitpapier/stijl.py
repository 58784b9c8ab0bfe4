"""How one permit numbers its voorschriften, seen over all its lines. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from .nummers import read_kandidaat
from .punt import Bronregel

HOOFDSTUKWOORDEN = ("hoofdstuk", "afdeling", "paragraaf")


@dataclass(frozen=True)
class Stijl:
    """The habits of one permit.

    `plat`: it numbers 1, 2, 3 and nothing below that. `met_woord`: its voorschriften are called so (`Voorschrift 3`), so that a
    bare number is a part of one and never a chapter. `doorlopend`: under `Hoofdstuk I` the numbers go on from chapter to chapter.
    """

    plat: bool
    met_woord: bool
    doorlopend: bool


def derive_stijl(regels: Sequence[Bronregel]) -> Stijl:
    """Find the habits of a permit in the lines that can hold voorschriften."""
    gevonden = (read_kandidaat(r.tekst) for r in regels if not r.cellen)
    kandidaten = [k for k in gevonden if k is not None and not k.letter]
    diep = sum(len(k.sleutel) > 1 for k in kandidaten)
    genoemd = sum(k.woord.lower() in ("voorschrift", "artikel") and len(k.sleutel) == 1 for k in kandidaten)
    eersten = sum(not k.woord and k.sleutel == (1,) for k in kandidaten)
    hoofdstukken = sum(k.woord.lower() in HOOFDSTUKWOORDEN for k in kandidaten)
    return Stijl(
        plat=diep < 0.2 * len(kandidaten),
        met_woord=genoemd > 1,
        doorlopend=eersten == 1 and hoofdstukken > 0,
    )
