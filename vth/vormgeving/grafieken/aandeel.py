"""The share bar: what one whole is made of, each part named with a line to it."""

from collections.abc import Sequence
from datetime import date

from django.utils.safestring import SafeString

from ..onderdelen import Grafiek, Kolom
from ..opmaak import format_getal
from .doek import INKT, PAPIER, Doek, fit, get_kleur, make_grafiek
from .schaal import list_eindig

BALK, REGEL, HOOGSTENS = 34, 20, 6
# Each part has its own pattern over its colour: lines, dots, nothing.
PATRONEN = (
    "",
    "M-2 10L10 -2M2 14L14 2",
    "M0 3h8",
    "M3 0v8",
    "M2 2h2v2h-2zM6 6h2v2h-2z",
    "M-2 -2L10 10M-2 6L2 10M6 -2L10 2M-2 10L10 -2",
)


def make_aandeelbalk(
    titel: str,
    delen: Sequence[tuple[str, float]],
    *,
    eenheid: str = "",
    beschrijving: str = "",
    bron: str = "",
    datum: date | None = None,
) -> Grafiek:
    """Make a bar of parts of one whole, at most six; parts below zero are refused."""
    for naam, waarde in delen:
        if not list_eindig([waarde]) or waarde < 0:
            raise ValueError(
                f"Het deel {naam!r} heeft de waarde {waarde}. Delen van een geheel zijn nul of meer. "
                "Geef het aantal zelf."
            )
    if len(delen) > HOOGSTENS:
        raise ValueError(
            f"De balk krijgt {len(delen)} delen. Meer dan {HOOGSTENS} zijn niet te onderscheiden. "
            "Voeg de kleinste samen, of gebruik een staafgrafiek."
        )
    totaal = sum(waarde for _, waarde in delen)
    rijen: list[dict[str, object]] = [
        {"naam": n, "waarde": w, "aandeel": f"{_share(w, totaal)}%" if totaal else ""} for n, w in delen
    ]
    tekst = beschrijving or "Verdeling. " + "; ".join(f"{r['naam']}: {r['aandeel']}" for r in rijen) + "."

    def teken(breedte: float) -> SafeString:
        return _draw([(n, w / totaal) for n, w in delen if w > 0], breedte, titel, tekst)

    kolommen = [
        Kolom("naam", "Deel"),
        Kolom("waarde", eenheid.capitalize() or "Waarde", "getal"),
        Kolom("aandeel", "Aandeel"),
    ]
    return make_grafiek(titel, teken if totaal else None, kolommen, rijen, bron, datum)


def _share(waarde: float, totaal: float) -> str:
    """Write a share; a part that is there never becomes 0."""
    aandeel = waarde / totaal * 100
    return "minder dan 1" if 0 < aandeel < 0.5 else format_getal(aandeel, 0)


def _draw(delen: Sequence[tuple[str, float]], breedte: float, titel: str, tekst: str) -> SafeString:
    """Draw the bar; parts left of the middle are named below it, the others above: no line crosses."""
    stukken, x = [], 0.0
    for nummer, (naam, aandeel) in enumerate(delen):
        stukken.append((nummer, naam, aandeel, x * breedte, (x + aandeel) * breedte))
        x += aandeel
    onder = [s for s in stukken if (s[3] + s[4]) / 2 <= breedte * 0.55]
    boven = [s for s in stukken if s not in onder]
    top = len(boven) * REGEL + (8 if boven else 0)
    doek = Doek(breedte, top + BALK + len(onder) * REGEL + (12 if onder else 0), titel, tekst)
    for stuk in stukken:
        _draw_deel(doek, stuk, top)
    for rang, stuk in enumerate(reversed(onder)):
        _draw_naam(doek, stuk, top + BALK, top + BALK + 12 + rang * REGEL, "start")
    for rang, stuk in enumerate(boven):
        _draw_naam(doek, stuk, top, top - 12 - rang * REGEL, "end")
    return doek.render()


def _draw_deel(doek: Doek, stuk: tuple[int, str, float, float, float], top: float) -> None:
    """Draw one part: its colour, its pattern over it, a gap of paper to its neighbour."""
    nummer, _, _, a, b = stuk
    breed = max(b - a - 1.5, 0.8)
    doek.add(
        "rect",
        klasse=f"vth-svg__vlak{nummer}",
        x=a,
        y=top,
        width=breed,
        height=BALK,
        fill=get_kleur(nummer),
    )
    if patroon := PATRONEN[nummer]:
        naam = f"{doek.id}p{nummer}"
        doek.open("pattern", id=naam, width=8, height=8, patternUnits="userSpaceOnUse")
        doek.add("path", d=patroon, fill="none", stroke=PAPIER, stroke_width=1.4, stroke_opacity="0.75")
        doek.close("pattern")
        doek.add("rect", x=a, y=top, width=breed, height=BALK, fill=f"url(#{naam})")


def _draw_naam(
    doek: Doek, stuk: tuple[int, str, float, float, float], rand: float, y: float, anker: str
) -> None:
    """Write the name and share of a part, with a line from the part to its text."""
    _, naam, aandeel, a, b = stuk
    x = (a + b) / 2
    doek.add("path", klasse="vth-svg__leider", d=f"M{x:.1f} {rand:.1f}V{y:.1f}", fill="none", stroke=INKT)
    plek = x + 6 if anker == "start" else x - 6
    ruimte = doek.breedte - plek if anker == "start" else plek
    tekst = f"{_share(aandeel, 1)}%"
    doek.add_tekst(plek, y + 4, f"{fit(naam, ruimte - 40)} {tekst}", anker=anker)
