"""Found records as the things that they are about: one line for each, with whose the other records are."""

from collections.abc import Iterable
from dataclasses import dataclass

from vth.tijd.rules import Peilmoment

from .overzicht import Regel
from .selectors import find_identiteiten
from .weergave import shorten_organisatie
from .zoekpagina import make_rij


@dataclass(frozen=True)
class Samen:
    """One thing among what was found: the line that stands for it, and those of the other records in the order found."""

    regel: Regel
    anderen: tuple[Regel, ...] = ()

    @property
    def ook_bij(self) -> str:
        """Say whose the other records are; of one supplier once."""
        namen = dict.fromkeys(
            shorten_organisatie(r.leverancier_naam)
            for r in self.anderen
            if r.leverancier != self.regel.leverancier
        )
        return f"ook bij {' en '.join(namen)}" if namen else "staat er dubbel" if self.anderen else ""


def fold_regels(regels: Iterable[Regel], peilmoment: Peilmoment) -> list[Samen]:
    """Take together the lines of one page that are about one thing, in one query; each stands where its first was found.

    The page of any of them is the page of the thing, so nothing is out of reach.
    """
    alle = list(regels)
    identiteiten = find_identiteiten((r.id for r in alle), peilmoment)
    per: dict[object, list[Regel]] = {}
    for regel in alle:
        per.setdefault(identiteiten[regel.id], []).append(regel)
    return [_make_samen(groep) for groep in per.values()]


def _make_samen(groep: list[Regel]) -> Samen:
    """Let the line stand for a thing that is as it should be: it exists as long as one supplier says so."""
    eerste, *rest = sorted(groep, key=lambda r: r.toestand.code != "goed")
    return Samen(eerste, tuple(rest))


def make_samenrij(samen: Samen) -> dict[str, object]:
    """Make the row of a table out of a thing that was found."""
    rij = make_rij(samen.regel)
    return rij | {"leverancier": f"{rij['leverancier']}, {samen.ook_bij}"} if samen.anderen else rij
