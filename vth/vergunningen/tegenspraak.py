"""Voorschriften that cannot all be meant: two limits for one thing, a reference to what does not hold, a child without a parent. Pure."""

import re
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from vth.vormgeving.opmaak import format_getal

from .eenheden import derive_basis
from .inhoud import Grenswaarde, Voorschriftinhoud

NOEM = 10
_NUMMER = r"\d+(?:\.\d+)*[a-z]?"
_SCHEIDING = r"(?:\s*,\s*(?:en\s+)?|\s+(?:en|of|tot en met)\s+)"
_VERWIJZING = re.compile(
    rf"\bvoorschrift(?:en)?\s+({_NUMMER}(?:{_SCHEIDING}{_NUMMER})*)(\s+van\s+\w+)?", re.IGNORECASE
)
# A number of another text, as in `voorschrift 4.2 van PGS 15`, is not ours; of this permit it is.
_ONS = re.compile(r"\s+van\s+(?:deze|dit|de)", re.IGNORECASE)


class Geldige(Protocol):
    """What is looked at of a voorschrift that stands."""

    @property
    def id(self) -> uuid.UUID: ...  # noqa: D102
    @property
    def inhoud(self) -> Voorschriftinhoud: ...  # noqa: D102
    @property
    def ouder(self) -> uuid.UUID | None: ...  # noqa: D102
    @property
    def bereik(self) -> frozenset[uuid.UUID]: ...  # noqa: D102


@dataclass(frozen=True)
class Fout:
    """One thing that is wrong between voorschriften: of which kind, in plain Dutch, and which they are."""

    code: str
    reden: str
    voorschriften: tuple[uuid.UUID, ...]


def list_tegenspraken(voorschriften: Sequence[Geldige]) -> list[Fout]:
    """List what two voorschriften limit differently: the same substance, at the same point, in the same medium and over the same time.

    Voorschriften for different activities do not contradict each other. Values are compared in their base unit.
    """
    per_ding: dict[tuple[str, ...], list[tuple[Geldige, Grenswaarde, tuple[float, ...]]]] = {}
    for v in voorschriften:
        for g in v.inhoud.grenswaarden:
            waarde, basis = derive_basis(g.waarde, g.eenheid)
            tot = (derive_basis(g.waarde_tot, g.eenheid)[0],) if g.waarde_tot is not None else ()
            ding = (
                g.stof or g.naam.lower(),
                g.medium,
                g.emissiepunt.lower(),
                g.middeling.lower(),
                g.vergelijking,
                basis,
            )
            per_ding.setdefault(ding, []).append((v, g, (waarde, *tot)))
    return [fout for rijen in per_ding.values() if (fout := _compare(rijen))]


def _compare(rijen: Sequence[tuple[Geldige, Grenswaarde, tuple[float, ...]]]) -> Fout | None:
    """Say that limits of one thing differ, or nothing when they do not."""
    overal = {waarde for v, _, waarde in rijen if not v.bereik}
    alle = {waarde for _, _, waarde in rijen}
    per_activiteit: dict[uuid.UUID, set[tuple[float, ...]]] = {}
    for v, _, waarde in rijen:
        for activiteit in v.bereik:
            per_activiteit.setdefault(activiteit, set()).add(waarde)
    delen = []
    for v, g, waarde in rijen:
        andere = overal.union(*(per_activiteit[a] for a in v.bereik)) if v.bereik else alle
        if andere - {waarde}:
            delen.append((v, g))
    if not delen:
        return None
    grens = delen[0][1]
    waar = f" in {grens.emissiepunt}" if grens.emissiepunt else ""
    over = f" ({grens.middeling})" if grens.middeling else ""
    zeggen = "; ".join(f"voorschrift {v.inhoud.nummer} zegt {_write(g)}" for v, g in delen[:NOEM])
    meer = f"; en nog {len(delen) - NOEM} keer" if len(delen) > NOEM else ""
    reden = f"Voor {grens.naam}{waar}{over} gelden verschillende grenzen: {zeggen}{meer}."
    return Fout("tegenspraak", reden, tuple(dict.fromkeys(v.id for v, _ in delen)))


def write_nummers(voorschriften: Sequence[Geldige]) -> str:
    """Name voorschriften by their numbers, the first ones and how many more."""
    genoemd = ", ".join(v.inhoud.nummer for v in voorschriften[:NOEM])
    return f"{genoemd} en {len(voorschriften) - NOEM} andere" if len(voorschriften) > NOEM else genoemd


def _write(grens: Grenswaarde) -> str:
    """Write a value as people do."""
    tot = f" tot {format_getal(grens.waarde_tot)}" if grens.waarde_tot is not None else ""
    return f"{format_getal(grens.waarde)}{tot} {grens.eenheid}"


def list_weggevallen(voorschriften: Sequence[Geldige]) -> list[Fout]:
    """List the voorschriften that cite a number which does not hold in this permit."""
    bekend = {v.inhoud.nummer.strip().lower() for v in voorschriften}
    fouten = []
    for v in voorschriften:
        teksten = (v.inhoud.tekst, *v.inhoud.verwijzingen)
        weg = sorted({n for t in teksten for n in list_genoemd(t)} - bekend)
        if weg:
            reden = f"Voorschrift {v.inhoud.nummer} verwijst naar voorschrift {', '.join(weg)}, dat in deze vergunning niet geldt."
            fouten.append(Fout("verwijzing_weg", reden, (v.id,)))
    return fouten


def list_genoemd(tekst: str) -> Iterator[str]:
    """Give the numbers of voorschriften of this permit that a text names; of a range only its ends."""
    for gevonden in _VERWIJZING.finditer(tekst):
        if gevonden[2] and not _ONS.match(gevonden[2]):
            continue
        yield from (n.lower() for n in re.findall(_NUMMER, gevonden[1]))


def list_losse(voorschriften: Sequence[Geldige]) -> list[Fout]:
    """List the voorschriften that stand under one that does not stand."""
    staat = {v.id for v in voorschriften}
    return [
        Fout(
            "los", f"Voorschrift {v.inhoud.nummer} hoort onder een voorschrift dat niet meer geldt.", (v.id,)
        )
        for v in voorschriften
        if v.ouder is not None and v.ouder not in staat
    ]
