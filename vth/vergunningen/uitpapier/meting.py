"""How well the reader of paper reads: its proposal beside what a permit writer read in permits written for the purpose.

Of each kind of finding precision is how many of the proposed are right, recall how many of the right were proposed. A voorschrift
is right when its number, its first and its last words are; a limit in two ways: what, how much and in which unit (`grenswaarde`),
and with its time and its point as well (`grenswaarde volledig`).
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from ..eenheden import derive_eenheid
from ..stoffen import find_grootheid
from .boom import make_voorstel
from .docxlezer import read_docxregels
from .pdflezer import read_pdfregels
from .punt import Voorstelboom, Voorstelpunt, make_bronregels

GOUD = Path(__file__).with_name("goud")
SOORTEN = ("voorschrift", "rangorde", "grenswaarde", "grenswaarde volledig", "verplichting", "verwijzing")
Gevonden = tuple[str, tuple[Any, ...]]


@dataclass(frozen=True)
class Score:
    """Of one kind of finding: how many right, how many proposed, how many there are."""

    goed: int
    voorgesteld: int
    werkelijk: int

    @property
    def precisie(self) -> float:
        """Give which part of what was proposed is right."""
        return self.goed / self.voorgesteld if self.voorgesteld else 1.0

    @property
    def opbrengst(self) -> float:
        """Give which part of what is there was proposed (recall)."""
        return self.goed / self.werkelijk if self.werkelijk else 1.0


@dataclass(frozen=True)
class Meting:
    """The scores of one permit, and what was missed or made up."""

    naam: str
    omschrijving: str
    achtergehouden: bool
    scores: Mapping[str, Score]
    gemist: tuple[Gevonden, ...]
    verzonnen: tuple[Gevonden, ...]
    eerste: Mapping[str, Any]
    ondergrens: Mapping[str, float]


def measure_goud(map_: Path = GOUD) -> list[Meting]:
    """Measure every permit of the set; the one that was kept apart comes last."""
    metingen = [measure(pad) for pad in sorted(map_.glob("*.yaml"))]
    return sorted(metingen, key=lambda m: m.achtergehouden)


def measure(pad: Path) -> Meting:
    """Measure one permit by its file with the truth."""
    waar = yaml.safe_load(pad.read_text(encoding="utf-8"))
    bron = pad.with_name(waar["bestand"])
    regels = read_pdfregels(str(bron)) if bron.suffix == ".pdf" else read_docxregels(str(bron))
    boom = make_voorstel(make_bronregels(regels, heel=bron.suffix != ".pdf"))
    werkelijk, voorgesteld = Counter(list_waar(waar["voorschriften"], boom)), Counter(list_voorgesteld(boom))
    goed = werkelijk & voorgesteld
    return Meting(
        naam=pad.stem,
        omschrijving=waar["omschrijving"],
        achtergehouden=waar["achtergehouden"],
        scores={s: Score(_count(goed, s), _count(voorgesteld, s), _count(werkelijk, s)) for s in SOORTEN},
        gemist=tuple((werkelijk - goed).elements()),
        verzonnen=tuple((voorgesteld - goed).elements()),
        eerste=waar.get("eerste_meting", {}),
        ondergrens=waar.get("ondergrens", {}),
    )


def _count(tellingen: Counter[Gevonden], soort: str) -> int:
    """Count the findings of one kind."""
    return sum(n for (s, _), n in tellingen.items() if s == soort)


def list_waar(rijen: Sequence[Mapping[str, Any]], boom: Voorstelboom) -> Iterator[Gevonden]:
    """List the findings of the truth; a voorschrift of which the proposal has number and extent is written as the proposal has it."""
    teksten: dict[str, list[str]] = {}
    for punt in boom.punten:
        teksten.setdefault(punt.nummer, []).append(_flatten(punt))
    for rij in rijen:
        nummer = str(rij["nummer"])
        gelijk = [
            t for t in teksten.get(nummer, []) if t.startswith(rij["begin"]) and t.endswith(rij["eind"])
        ]
        yield "voorschrift", (nummer, gelijk[0] if gelijk else f"{rij['begin']} … {rij['eind']}")
        yield "rangorde", (nummer, str(rij["ouder"]))
        for grens in rij.get("grens", ()):
            yield from _list_grens(nummer, *grens)
        for soort, maanden in rij.get("plicht", ()):
            yield "verplichting", (nummer, soort, maanden)
        for verwijzing in rij.get("verwijst", ()):
            yield "verwijzing", (nummer, verwijzing)


def _list_grens(
    nummer: str, naam: str, vergelijking: str, waarde: Any, eenheid: str, middeling: str, punt: str
) -> Iterator[Gevonden]:
    """Write one limit of the truth as findings."""
    een, twee = (waarde[0], waarde[1]) if isinstance(waarde, list) else (waarde, None)
    kern = (
        nummer,
        _name(naam),
        vergelijking,
        Decimal(een),
        Decimal(twee) if twee else None,
        derive_eenheid(eenheid),
    )
    yield "grenswaarde", kern
    yield "grenswaarde volledig", (*kern, middeling, punt.lower())


def list_voorgesteld(boom: Voorstelboom) -> Iterator[Gevonden]:
    """List the findings of a proposal."""
    for punt in boom.punten:
        yield "voorschrift", (punt.nummer, _flatten(punt))
        yield "rangorde", (punt.nummer, boom.punten[punt.ouder].nummer if punt.ouder is not None else "")
        for g in punt.gelezen.grenswaarden:
            kern = (punt.nummer, _name(g.naam), g.vergelijking.value, g.waarde, g.waarde_tot, g.eenheid)
            yield "grenswaarde", kern
            yield "grenswaarde volledig", (*kern, g.middeling, g.emissiepunt.lower())
        for plicht in punt.gelezen.plichten:
            yield "verplichting", (punt.nummer, plicht.soort.value, plicht.iedere_maanden)
        for verwijzing in punt.gelezen.verwijzingen:
            yield "verwijzing", (punt.nummer, verwijzing)


def _flatten(punt: Voorstelpunt) -> str:
    """Give the words of a point on one line."""
    return " ".join(f"{punt.titel} {punt.tekst}".split())


def _name(naam: str) -> str:
    """Give the one name of a quantity, so that two ways to write it are the same."""
    grootheid = find_grootheid(naam)
    return (grootheid.cas or grootheid.naam if grootheid else naam).lower()


def add_scores(metingen: Iterable[Meting]) -> dict[str, Score]:
    """Add the scores of permits."""
    alle = [m.scores for m in metingen]
    return {
        s: Score(
            sum(a[s].goed for a in alle),
            sum(a[s].voorgesteld for a in alle),
            sum(a[s].werkelijk for a in alle),
        )
        for s in SOORTEN
    }
