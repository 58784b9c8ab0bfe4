"""What a merge touches in other rooms: rooms above say so here, for the page on which it is confirmed.

A room registers at import of its models a function that counts, for some records and one viewer, what of it hangs to
them (running cases, visits, sanctions). Only what the viewer may see is counted: the room asks its own selectors.
"""

import uuid
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from vth.toegang.rules import Viewer


@dataclass(frozen=True)
class Gevolg:
    """One line: what hangs to the records, how many, and what a merge does to it in one sentence."""

    wat: str
    aantal: int
    zin: str
    url: str = ""


Telling = Callable[[Viewer, Collection[uuid.UUID]], Iterable[Gevolg]]
_tellers: list[Telling] = []


def register_gevolgen(tel: Telling) -> None:
    """Let a room tell what a merge of records does to its things."""
    if tel not in _tellers:
        _tellers.append(tel)


def list_gevolgen(viewer: Viewer, ids: Collection[uuid.UUID]) -> list[Gevolg]:
    """List what hangs to some records in all rooms that said they have such things, and of which there are any."""
    return [g for tel in _tellers for g in tel(viewer, ids) if g.aantal]
