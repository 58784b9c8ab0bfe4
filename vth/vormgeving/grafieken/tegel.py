"""The tile map: one equal square per organisation, about where it lies, with its state as shape and shade."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString

from ..onderdelen import VORMEN, Grafiek, Kolom
from .doek import INKT, LIJN, Doek, fit, make_grafiek

HOOGSTE, RUIMTE, VORM = 74.0, 2.0, 16.0
# The shade of a tile by its state; the shape in it says the same without colour.
TINTEN = {"goed": 2, "aandacht": 1, "fout": 0, "bezig": 1, "neutraal": 0, "wacht": 0}
KLEUREN = ("#f4fafe", "#c7e7fa", "#8ecef6")


@dataclass(frozen=True)
class Tegel:
    """One square: the short name in it, the whole name, its place, and its state with the word for it."""

    kort: str
    naam: str
    kolom: int
    rij: int
    toestand: str
    woord: str
    nadruk: bool = False


def make_tegelkaart(
    titel: str, tegels: Sequence[Tegel], *, beschrijving: str = "", bron: str = "", datum: date | None = None
) -> Grafiek:
    """Make a map of squares; two on one place are refused, for one would hide the other."""
    plekken = [(tegel.kolom, tegel.rij) for tegel in tegels]
    if len(set(plekken)) < len(plekken):
        dubbel = next(plek for plek in plekken if plekken.count(plek) > 1)
        raise ValueError(
            f"Op kolom {dubbel[0]}, rij {dubbel[1]} liggen twee tegels. Geef elke tegel een eigen plek."
        )
    tekst = beschrijving or describe([tegel.woord for tegel in tegels])

    def teken(breedte: float) -> SafeString:
        links, boven = min(k for k, _ in plekken), min(r for _, r in plekken)
        zijde = min(HOOGSTE, breedte / (max(k for k, _ in plekken) - links + 1))
        doek = Doek(breedte, zijde * (max(r for _, r in plekken) - boven + 1) + 2, titel, tekst)
        for tegel in tegels:
            _draw_tegel(
                doek, tegel, (tegel.kolom - links) * zijde, (tegel.rij - boven) * zijde, zijde - RUIMTE
            )
        return doek.render()

    kolommen = [Kolom("naam", "Naam"), Kolom("woord", "Stand")]
    rijen = [{"naam": t.naam, "woord": t.woord} for t in sorted(tegels, key=lambda t: t.naam)]
    return make_grafiek(titel, teken if tegels else None, kolommen, rijen, bron, datum)


def _draw_tegel(doek: Doek, tegel: Tegel, x: float, y: float, zijde: float) -> None:
    """Draw the square, its shape above and its short name below."""
    tint = TINTEN.get(tegel.toestand, 0)
    doek.add(
        "rect",
        klasse=f"vth-svg__tint{tint}",
        x=x + 1,
        y=y + 1,
        width=zijde,
        height=zijde,
        fill=KLEUREN[tint],
        stroke=INKT if tegel.nadruk else LIJN,
        stroke_width=2.4 if tegel.nadruk else 0.6,
    )
    vorm = VORMEN.get(tegel.toestand, VORMEN["neutraal"])
    plek = f"translate({x + 1 + (zijde - VORM) / 2:.1f} {y + zijde * 0.16:.1f})"
    doek.open("g", transform=plek, fill="none", stroke=INKT, stroke_width=1.4, klasse="vth-svg__maatstok")
    doek.add("path", d=vorm.vlak)
    if vorm.lijn:
        doek.add("path", d=vorm.lijn)
    doek.close("g")
    grootte = 11.0 if zijde < 60 else 13.0
    doek.add_tekst(
        x + 1 + zijde / 2,
        y + zijde * 0.8,
        fit(tegel.kort, (zijde - 2) * 13.0 / grootte),
        anker="middle",
        font_size=grootte,
    )


def describe(woorden: Sequence[str]) -> str:
    """Count the states in words."""
    if not woorden:
        return "Er zijn geen gegevens."
    return "; ".join(f"{woord}: {woorden.count(woord)}" for woord in dict.fromkeys(woorden)) + "."
