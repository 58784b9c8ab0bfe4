"""From a value to a place on the drawing, and which values get a mark on the axis."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from vth.tijd.dagtekst import MAANDEN

from ..opmaak import format_getal

Plaats = date | int | float | str
KORTE_MAANDEN = [{"maart": "mrt"}.get(maand, maand[:3]) for maand in MAANDEN]


@dataclass(frozen=True)
class Schaal:
    """A straight line from values `laag`–`hoog` to places `begin`–`eind`."""

    laag: float
    hoog: float
    begin: float
    eind: float

    def place(self, waarde: float) -> float:
        """Give the place of a value."""
        return self.begin + (waarde - self.laag) / (self.hoog - self.laag) * (self.eind - self.begin)


def list_eindig(waarden: Iterable[float | None]) -> list[float]:
    """Keep the values that can be drawn."""
    return [w for w in waarden if w is not None and math.isfinite(w)]


# What a float can hardly hold is no width: a step of a part of it would be nothing.
SMALST = 1e-300


def derive_bereik(waarden: Sequence[float], *, vanaf_nul: bool = True) -> tuple[float, float]:
    """Give the ends of an axis around these values: with zero on it for amounts, never without width."""
    laag, hoog = min(waarden), max(waarden)
    if vanaf_nul:
        laag, hoog = min(laag, 0.0), max(hoog, 0.0)
    if hoog - laag < SMALST:
        nul = abs(laag) < SMALST
        laag, hoog = (0.0, 1.0) if nul else (laag - abs(laag) * 0.1, hoog + abs(hoog) * 0.1)
    return laag, hoog


def list_streepjes(laag: float, hoog: float, hoogstens: int = 5) -> list[float]:
    """List round values from at or below `laag` to at or above `hoog`, at most `hoogstens` steps apart."""
    ruw = (hoog - laag) / max(hoogstens, 1)
    macht = 10.0 ** math.floor(math.log10(ruw))
    stap = next(macht * keer for keer in (1, 2, 2.5, 5, 10) if macht * keer >= ruw * 0.999)
    eerste, laatste = math.floor(laag / stap + 1e-9), math.ceil(hoog / stap - 1e-9)
    return [float(f"{n * stap:.12g}") for n in range(eerste, laatste + 1)]


def format_waarde(waarde: float) -> str:
    """Write a value in a drawing: no more digits than can be read there; the table has them all."""
    if waarde and abs(waarde) < 1e-4:
        return f"{waarde:.2g}".replace(".", ",")
    return format_getal(waarde, 0) if abs(waarde) >= 1e5 else format_getal(float(f"{waarde:.6g}"))


def list_plaatsen(reeksen: Iterable[Sequence[tuple[Plaats, float | None]]]) -> list[Plaats]:
    """List every x once: days and numbers in their own order, names in the order they came."""
    plaatsen = list(dict.fromkeys(x for punten in reeksen for x, _ in punten))
    if all(isinstance(x, date) for x in plaatsen) or all(_is_getal(x) for x in plaatsen):
        return sorted(plaatsen)
    return plaatsen


def derive_x(plaatsen: Sequence[Plaats]) -> dict[Plaats, float]:
    """Give each x its distance along the axis: days and numbers by size, names evenly."""
    if all(isinstance(x, date) for x in plaatsen):
        return {x: float(x.toordinal()) for x in plaatsen}  # type: ignore[union-attr]
    if all(_is_getal(x) for x in plaatsen):
        return {x: float(x) for x in plaatsen}  # type: ignore[arg-type]
    return {x: float(n) for n, x in enumerate(plaatsen)}


def _is_getal(x: Plaats) -> bool:
    """Tell whether an x is a number and not a name."""
    return isinstance(x, int | float) and not isinstance(x, bool)


def format_plaats(x: Plaats, plaatsen: Sequence[Plaats]) -> str:
    """Write an x under the axis; days as short as the whole axis allows."""
    if not isinstance(x, date):
        return format_getal(x) if isinstance(x, float) else str(x)
    dagen = [d for d in plaatsen if isinstance(d, date)]
    if all((d.month, d.day) in ((1, 1), (12, 31)) for d in dagen):
        return str(x.year)
    maand = KORTE_MAANDEN[x.month - 1]
    if all(d.day == dagen[0].day for d in dagen) or (max(dagen) - min(dagen)).days > 200:
        return f"{maand} {x.year}"
    return f"{x.day} {maand}"


def pick(plaatsen: Sequence[Plaats], hoogstens: int) -> list[Plaats]:
    """Pick at most so many x to write under the axis, at equal steps, the last always among them."""
    stap = max(-(-len(plaatsen) // max(hoogstens, 1)), 1)
    return list(plaatsen)[::-1][::stap][::-1]


def format_maand(dag: date) -> str:
    """Write a month with its year, short."""
    return f"{KORTE_MAANDEN[dag.month - 1]} {dag.year}"
