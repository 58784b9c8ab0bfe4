"""The difference between two states of a permit: as data, and as a lawyer marks it (renvooi). Pure."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

# Above so many words a text is marked sentence by sentence: word by word would cost its square.
WOORDEN = 4000
_WOORD = re.compile(r"\s+|\w+|[^\w\s]")
_ZIN = re.compile(r"[^.\n]*[.\n]?\s*")


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


class Merk(StrEnum):
    """What became of a piece of text."""

    GELIJK = "gelijk"
    WEG = "weg"
    ERBIJ = "erbij"


@dataclass(frozen=True)
class Stukje:
    """A piece of text with what became of it."""

    merk: Merk
    tekst: str


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


def derive_renvooi(voor: str, na: str) -> list[Stukje]:
    """Mark what of a text went and what came, word by word; both texts can be read back from it.

    A very long text is marked sentence by sentence.
    """
    if voor == na:
        return [Stukje(Merk.GELIJK, na)] if na else []
    a, b = _WOORD.findall(voor), _WOORD.findall(na)
    if len(a) > WOORDEN or len(b) > WOORDEN:
        a, b = _split_zinnen(voor), _split_zinnen(na)
    uit: list[Stukje] = []
    for wat, a1, a2, b1, b2 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if wat == "equal":
            _add(uit, Merk.GELIJK, a[a1:a2])
            continue
        _add(uit, Merk.WEG, a[a1:a2])
        _add(uit, Merk.ERBIJ, b[b1:b2])
    return uit


def _split_zinnen(tekst: str) -> list[str]:
    """Split a text into sentences and lines, with nothing lost."""
    return [z for z in _ZIN.findall(tekst) if z]


def _add(uit: list[Stukje], merk: Merk, delen: Sequence[str]) -> None:
    """Add a piece, when there is one."""
    if delen:
        uit.append(Stukje(merk, "".join(delen)))


_LEEG = Toestand(None, 0, "", "", "")
