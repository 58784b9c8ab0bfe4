"""How one text became another, as a lawyer marks it: word by word what went and what came. Pure."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from enum import StrEnum
from typing import NamedTuple

# Above so many words a text is marked sentence by sentence: word by word would cost its square.
WOORDEN = 4000
_WOORD = re.compile(r"\s+|\w+|[^\w\s]")
_ZIN = re.compile(r"[^.\n]*[.\n]?\s*")


class Merk(StrEnum):
    """What became of a piece of text."""

    GELIJK = "gelijk"
    WEG = "was"
    ERBIJ = "wordt"


class Stukje(NamedTuple):
    """A piece of text with what became of it."""

    merk: Merk
    tekst: str


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
