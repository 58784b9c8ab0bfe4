"""Which legal values were asked for while something was made, so that a page can say on what it rests without every page keeping count itself."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from .rules import Grond

_gevolgd: ContextVar[dict[tuple[str, str], Grond] | None] = ContextVar("gevolgde_regels", default=None)


@contextmanager
def follow_gebruik() -> Iterator[None]:
    """Keep count of what is asked for within this block; a block within another has a count of its own."""
    teken = _gevolgd.set({})
    try:
        yield
    finally:
        _gevolgd.reset(teken)


def note_gebruik(grond: Grond) -> Grond:
    """Count a value that was asked for; outside a block nobody counts."""
    gevolgd = _gevolgd.get()
    if gevolgd is not None:
        gevolgd[(grond.regel_id, grond.zekerheid)] = grond
    return grond


def list_gebruikte_aannames() -> list[Grond]:
    """List the assumptions that were asked for so far in this block, each once, by title."""
    gronden = (_gevolgd.get() or {}).values()
    return sorted((g for g in gronden if g.is_aanname), key=lambda g: g.titel)
