"""What rooms above add to letters: the fields that they know, the templates that ask for those, and what their law still asks of a decision."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from vth.toegang.rules import Viewer
from vth.zaken.models import Besluit, Zaak

from .velden import Veld, Waarde, register_velden


@dataclass(frozen=True)
class Briefonderwerp:
    """Of which thing in a room above a letter tells: its kind and id, and the number by which people know it."""

    soort: str
    sleutel: str
    kenmerk: str


@dataclass(frozen=True)
class Briefbron:
    """What a letter is made of: a zaak, the decision it carries when it does, the day on which it will be sent, and of what in a room above it tells."""

    zaak: Zaak
    besluit: Besluit | None
    verzending: date
    onderwerp: Briefonderwerp | None = None


@dataclass(frozen=True)
class Gemis:
    """One thing that is not there yet, and what fills it."""

    wat: str
    doe: str


@dataclass(frozen=True)
class Briefkamer:
    """What one room adds: `lees` fills its fields, `passend` says which of its templates can be used for a letter, `gemis` what a draft still lacks by its law."""

    naam: str
    velden: tuple[Veld, ...]
    lees: Callable[[Viewer, Briefbron], Mapping[str, Waarde]]
    sjablonen: Callable[[], Mapping[str, bytes]]
    passend: Callable[[Viewer, Briefbron], Collection[str]]
    gemis: Callable[[Viewer, Besluit], Iterable[Gemis]]


_kamers: dict[str, Briefkamer] = {}


def register_briefkamer(kamer: Briefkamer) -> None:
    """Let a room add to letters, at import of its letters."""
    register_velden(kamer.velden)
    _kamers[kamer.naam] = kamer


def list_briefkamers() -> list[Briefkamer]:
    """List the rooms that add to letters, by name."""
    return [_kamers[naam] for naam in sorted(_kamers)]


def list_passend(viewer: Viewer, bron: Briefbron) -> set[str]:
    """List the templates of rooms above that can be used for a letter."""
    return {code for kamer in list_briefkamers() for code in kamer.passend(viewer, bron)}
