"""The interventiematrix: sixteen places, in each a set of interventions without order, and what is heavier than what. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any

from vth.regelgeving.rules import Grond

from .fouten import StrategieError

# The codes of CIm VTH FLo, from light to grave.
GEVOLGEN, GEDRAGINGEN = ("1", "2", "3", "4"), ("A", "B", "C", "D")
BESTUUR, STRAF, GEEN = "bestuursrecht", "strafrecht", "geen"
SPOREN = (BESTUUR, STRAF)
OVERLEG = ("geen", "nodig")
CELSLEUTELS = {BESTUUR, STRAF, "overleg", "samen"}
# Of one track the lightest and the heaviest step; 0 is doing nothing.
Bereik = tuple[int, int]


@dataclass(frozen=True, order=True)
class Plaats:
    """One place in the matrix; as text it is B3: first how somebody behaves, then how grave it is."""

    gevolg: str
    gedrag: str

    def __str__(self) -> str:
        """Write it as the strategy does."""
        return f"{self.gedrag}{self.gevolg}"

    def is_lichter_dan(self, ander: "Plaats") -> bool:
        """Tell whether gevolg or gedrag is less grave here."""
        return self.gevolg < ander.gevolg or self.gedrag < ander.gedrag


@dataclass(frozen=True)
class Instrument:
    """One intervention: its name and its track, `GEEN` for what is no intervention of the strategy."""

    code: str
    naam: str
    spoor: str


@dataclass(frozen=True)
class Cel:
    """What a place allows: a set per track, whether consultation belongs to it, and whether both tracks belong together."""

    bestuursrecht: frozenset[str]
    strafrecht: frozenset[str]
    overleg: bool = False
    samen: bool = False

    @property
    def mogelijk(self) -> frozenset[str]:
        """Give all of it."""
        return self.bestuursrecht | self.strafrecht


@dataclass(frozen=True)
class Zwaarte:
    """How heavy each intervention is within its track: its step, from 1."""

    treden: Mapping[str, Mapping[str, int]]

    def derive_bereik(self, codes: Iterable[str], spoor: str) -> Bereik:
        """Give the lightest and the heaviest step of one track among these; 0 for none."""
        treden = [self.treden[spoor][c] for c in codes if c in self.treden[spoor]]
        return (min(treden), max(treden)) if treden else (0, 0)

    def derive_celbereik(self, cel: Cel) -> tuple[Bereik, Bereik]:
        """Give what may be done at least and at most in a cell, per track: without `samen` the criminal track may be left out."""
        laag, hoog = self.derive_bereik(cel.strafrecht, STRAF)
        return self.derive_bereik(cel.bestuursrecht, BESTUUR), (laag if cel.samen else 0, hoog)

    def is_zwaarder(self, nieuw: Iterable[str], oud: Iterable[str]) -> bool:
        """Tell whether a choice goes further than another: in one track at least, and in none less far."""
        nieuwe, oude = list(nieuw), list(oud)
        paren = [(self.derive_bereik(nieuwe, s)[1], self.derive_bereik(oude, s)[1]) for s in SPOREN]
        return all(n >= o for n, o in paren) and any(n > o for n, o in paren)


@dataclass(frozen=True)
class Matrix:
    """The sixteen cells by their place, and the rule that they come from."""

    cellen: Mapping[Plaats, Cel]
    grond: Grond


def list_plaatsen() -> Iterator[Plaats]:
    """Give all sixteen places, the lightest first."""
    return (Plaats(gevolg, gedrag) for gevolg, gedrag in product(GEVOLGEN, GEDRAGINGEN))


def read_plaats(tekst: str) -> Plaats:
    """Read a place as it is written, such as B3. Raises StrategieError for anything else."""
    schoon = tekst.strip().upper()
    if len(schoon) == 2 and schoon[0] in GEDRAGINGEN and schoon[1] in GEVOLGEN:
        return Plaats(schoon[1], schoon[0])
    raise StrategieError(
        f"‘{tekst[:20]}’ is geen plaats in de matrix. Een plaats is een letter van A tot en met D (gedrag) en een cijfer van 1 tot en "
        "met 4 (gevolg), zoals B3."
    )


def read_instrumenten(
    waarde: Mapping[str, Mapping[str, Any]], zwaarte: Mapping[str, Any]
) -> dict[str, Instrument]:
    """Read the instruments of the room by code; the track is where the order of what is heavier puts them."""
    sporen = {code: spoor for spoor in SPOREN for trede in zwaarte.get(spoor, ()) for code in trede}
    return {code: Instrument(code, i["naam"], sporen.get(code, GEEN)) for code, i in waarde.items()}


def read_zwaarte(grond: Grond, instrumenten: Mapping[str, Instrument]) -> Zwaarte:
    """Read which intervention is heavier than which. Raises StrategieError for a code that does not exist or stands in both tracks."""
    treden = {
        spoor: {code: n for n, trede in enumerate(grond.waarde.get(spoor, ()), 1) for code in trede}
        for spoor in SPOREN
    }
    fouten = [
        f"{grond.bestand}: ‘{code}’ bij {spoor} bestaat niet, of staat ook in het andere spoor. Verbeter of verwijder de code."
        for spoor, codes in treden.items()
        for code in codes
        if code not in instrumenten or instrumenten[code].spoor != spoor
    ]
    if fouten:
        raise StrategieError(*fouten)
    return Zwaarte(treden)


def list_matrixfouten(waarde: Any, instrumenten: Mapping[str, Instrument], bestand: str) -> list[str]:
    """List what makes a matrix unusable: a place that is missing or does not exist, a code that is not known, an empty cell."""
    cellen = waarde.get("cellen") if isinstance(waarde, Mapping) else None
    if not isinstance(cellen, Mapping):
        return [
            f"{bestand}: er staat geen `cellen` in. Schrijf bij `waarde` een blok `cellen` met A1 tot en met D4."
        ]
    bekend = {str(p) for p in list_plaatsen()}
    fouten = [
        f"{bestand}: cel {p} ontbreekt. De matrix heeft zestien cellen; voeg haar toe."
        for p in sorted(bekend - set(cellen))
    ]
    fouten += [
        f"{bestand}: cel {p!r} bestaat niet. De cellen zijn A1 tot en met D4; verwijder haar."
        for p in cellen
        if p not in bekend
    ]
    for naam in sorted(bekend & set(cellen)):
        fouten += _list_celfouten(f"{bestand}, cel {naam}", cellen[naam], instrumenten)
    return fouten


def _list_celfouten(plek: str, cel: Any, instrumenten: Mapping[str, Instrument]) -> list[str]:
    """List what is wrong with one cell."""
    if not isinstance(cel, Mapping) or set(cel) - CELSLEUTELS:
        return [f"{plek}: hier mogen alleen {', '.join(sorted(CELSLEUTELS))} staan. Verbeter de cel."]
    codes = [(spoor, code) for spoor in SPOREN for code in cel.get(spoor) or ()]
    fouten = [
        f"{plek}: ‘{code}’ is bij {spoor} geen interventie. Kies uit: "
        f"{', '.join(sorted(i.code for i in instrumenten.values() if i.spoor == spoor))}."
        for spoor, code in codes
        if code not in instrumenten or instrumenten[code].spoor != spoor
    ]
    if not codes:
        fouten.append(f"{plek}: er staat geen enkele interventie in. Noem ten minste een.")
    if cel.get("overleg", OVERLEG[0]) not in OVERLEG:
        fouten.append(f"{plek}: overleg is {cel['overleg']!r}. Kies uit: {', '.join(OVERLEG)}.")
    if cel.get("samen") and len({spoor for spoor, _ in codes}) < len(SPOREN):
        fouten.append(
            f"{plek}: `samen` vraagt interventies in beide sporen. Voeg ze toe, of haal `samen` weg."
        )
    return fouten


def read_matrix(grond: Grond, instrumenten: Mapping[str, Instrument]) -> Matrix:
    """Read a matrix from its rule. Raises StrategieError with everything that is wrong with it, and in which file."""
    if fouten := list_matrixfouten(grond.waarde, instrumenten, grond.bestand):
        raise StrategieError(*fouten)
    cellen = {p: _read_cel(grond.waarde["cellen"][str(p)]) for p in list_plaatsen()}
    return Matrix(cellen, grond)


def _read_cel(cel: Mapping[str, Any]) -> Cel:
    """Read one cell that was found to be good."""
    return Cel(
        frozenset(cel.get(BESTUUR) or ()),
        frozenset(cel.get(STRAF) or ()),
        overleg=cel.get("overleg") == OVERLEG[1],
        samen=bool(cel.get("samen")),
    )


def number_ruimten(matrix: Matrix, zwaarte: Zwaarte) -> dict[Cel, int]:
    """Number the different sets that the cells of a matrix have, from light to heavy, so that one can be named in a few signs."""
    plek = {cel: n for n, cel in reversed(list(enumerate(matrix.cellen.values())))}
    return {
        cel: n for n, cel in enumerate(sorted(plek, key=lambda c: (*zwaarte.derive_celbereik(c), plek[c])), 1)
    }


def list_lichter(matrix: Matrix, zwaarte: Zwaarte) -> list[tuple[Plaats, Plaats]]:
    """List each pair of neighbours of which the graver one allows something lighter: first the graver, then the other.

    An authority may have adopted a matrix so; it is told, and not refused, for what is heavier than what is an order of our own.
    """
    uit = []
    for plaats in matrix.cellen:
        for ander in _list_ernstiger(plaats):
            hier, daar = (zwaarte.derive_celbereik(matrix.cellen[p]) for p in (plaats, ander))
            lichter = any(
                d < h for h2, d2 in zip(hier, daar, strict=True) for h, d in zip(h2, d2, strict=True)
            )
            if lichter or matrix.cellen[plaats].overleg > matrix.cellen[ander].overleg:
                uit.append((ander, plaats))
    return uit


def _list_ernstiger(plaats: Plaats) -> list[Plaats]:
    """Give the places that are one step graver, in gevolg or in gedrag."""
    uit = []
    if (n := GEVOLGEN.index(plaats.gevolg) + 1) < len(GEVOLGEN):
        uit.append(Plaats(GEVOLGEN[n], plaats.gedrag))
    if (n := GEDRAGINGEN.index(plaats.gedrag) + 1) < len(GEDRAGINGEN):
        uit.append(Plaats(plaats.gevolg, GEDRAGINGEN[n]))
    return uit
