"""What was found, as its own room shows it: each room says how its kinds are read, and this one finds them among the words."""

import uuid
from collections.abc import Callable, Collection, Set
from dataclasses import dataclass

from vth.toegang.rules import Viewer

from .selectors import find_treffers


@dataclass(frozen=True)
class Vondst:
    """One thing that was found: what it is, its name, what is told with it, whose it is, and the address of its page."""

    id: uuid.UUID
    soort: str
    soortnaam: str
    naam: str
    toelichting: str
    leverancier: str
    adres: str


Lezer = Callable[[Viewer, Collection[uuid.UUID]], list[Vondst]]
_LEZERS: dict[str, Lezer] = {}


def register_vondsten(soort: str, lezer: Lezer) -> None:
    """Let a room say how things of a kind are read by their ids, as far as the viewer may see them."""
    _LEZERS[soort] = lezer


def find_vondsten(
    viewer: Viewer, vraag: str, *, hoogstens: int, zonder: Set[str] = frozenset()
) -> tuple[list[Vondst], bool]:
    """Find things of the rooms that registered here, best first, and tell whether there are more.

    What the index holds is read again in its room: a row that is no longer to be seen is left out. No words, or a viewer
    who may see nothing, gives nothing. Kinds of `zonder` are not looked for.
    """
    treffers = find_treffers(viewer, vraag, soorten=sorted(_LEZERS.keys() - zonder), hoogstens=hoogstens + 1)
    per_soort: dict[str, list[uuid.UUID]] = {}
    for treffer in treffers[:hoogstens]:
        per_soort.setdefault(treffer.soort, []).append(treffer.onderwerp)
    gelezen = {v.id: v for soort, ids in per_soort.items() for v in _LEZERS[soort](viewer, ids)}
    gevonden = [gelezen[t.onderwerp] for t in treffers[:hoogstens] if t.onderwerp in gelezen]
    return gevonden, len(treffers) > hoogstens
