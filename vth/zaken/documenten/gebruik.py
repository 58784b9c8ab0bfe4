"""Which bytes of the store rooms above this one still have: they say so here, and what they have is not swept away."""

from collections.abc import Callable, Collection

Zoeker = Callable[[Collection[str]], set[str]]
_zoekers: list[Zoeker] = []


def register_gebruik(zoek: Zoeker) -> None:
    """Let a room tell which of some hashes it has, at import of its models."""
    if zoek not in _zoekers:
        _zoekers.append(zoek)


def find_elders_gebruikt(hashes: Collection[str]) -> set[str]:
    """Give which of some hashes a room above this one has."""
    return {sha256 for zoek in _zoekers for sha256 in zoek(hashes)}
