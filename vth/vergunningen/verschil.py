"""The difference between two states of a permit, as data; how a lawyer marks a text is `vormgeving.renvooi`. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID


class Verschilsoort(StrEnum):
    """How a voorschrift differs."""

    NIEUW = "nieuw"
    VERVALLEN = "vervallen"
    GEWIJZIGD = "gewijzigd"
    VERPLAATST = "verplaatst"


class Toestand(NamedTuple):
    """What a voorschrift is in one state: its place and everything it says."""

    ouder: UUID | None
    plaats: int
    nummer: str
    titel: str
    tekst: str
    gegevens: str = ""
    voorschrifttype: str = "standaard"
    openbaar: bool = True
    bereik: frozenset[UUID] = frozenset()

    @property
    def woorden(self) -> tuple[object, ...]:
        """Everything but the place."""
        return (
            self.nummer,
            self.titel,
            self.tekst,
            self.gegevens,
            self.voorschrifttype,
            self.openbaar,
            self.bereik,
        )


@dataclass(frozen=True)
class Verschil:
    """One voorschrift that differs: how, what it was and what it became."""

    soort: Verschilsoort
    voorschrift: UUID
    voor: Toestand | None
    na: Toestand | None


def derive_verschil(voor: Mapping[UUID, Toestand], na: Mapping[UUID, Toestand]) -> list[Verschil]:
    """List what differs between two states, voorschrift by voorschrift; what only stands elsewhere is moved."""
    uit = []
    for v in voor.keys() | na.keys():
        a, b = voor.get(v), na.get(v)
        if a == b:
            continue
        uit.append(Verschil(_find_soort(a, b), v, a, b))
    return sorted(uit, key=lambda d: ((d.na or d.voor or _LEEG).nummer, str(d.voorschrift)))


def apply_verschil(voor: Mapping[UUID, Toestand], verschillen: Iterable[Verschil]) -> dict[UUID, Toestand]:
    """Give the state that a difference makes of another; raises ValueError when it is not about that state."""
    na = dict(voor)
    for d in verschillen:
        if na.get(d.voorschrift) != d.voor:
            raise ValueError(
                f"Dit verschil gaat niet over deze toestand: voorschrift {d.voorschrift} is er anders."
            )
        if d.na is None:
            del na[d.voorschrift]
        else:
            na[d.voorschrift] = d.na
    return na


def _find_soort(a: Toestand | None, b: Toestand | None) -> Verschilsoort:
    """Name the kind of difference."""
    if a is None or b is None:
        return Verschilsoort.NIEUW if a is None else Verschilsoort.VERVALLEN
    return Verschilsoort.VERPLAATST if a.woorden == b.woorden else Verschilsoort.GEWIJZIGD


_LEEG = Toestand(None, 0, "", "", "")
