"""The canvas that all charts draw on: escaped elements, the theme's colours, and how wide a text is."""

import hashlib
import html
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from ..onderdelen import Grafiek, Kolom

BREED, SMAL = 720, 340
LETTER = "'Source Sans 3', 'Segoe UI', system-ui, sans-serif"
GROOTTE = 13.0

# The attribute is what a PDF or a saved file shows; on a page the class lets the theme choose (open-vth.css).
REEKSKLEUREN = ("#00568b", "#863d15", "#105f26", "#5115ef", "#3d5374", "#a01d23")
INKT, ZACHT, LIJN, RASTER, PAPIER = "#001a40", "#3d5374", "#586c88", "#dfe3e8", "#ffffff"
STREPEN = ("", "7 3", "2 3", "9 3 2 3", "4 4", "1 4")


class Doek:
    """Collects the elements of one drawing; every text and attribute that goes in is escaped."""

    def __init__(self, breedte: float, hoogte: float, titel: str, beschrijving: str) -> None:
        self.breedte, self.hoogte = breedte, hoogte
        self._titel, self._beschrijving = titel, beschrijving
        self._delen: list[str] = []
        stof = f"{titel}|{beschrijving}|{breedte}|{hoogte}".encode()
        self.id = "g" + hashlib.sha256(stof).hexdigest()[:10]

    def add(self, naam: str, tekst: str | None = None, /, **attributen: object) -> None:
        """Add an element; `klasse` becomes `class`, underscores become hyphens, None is left out."""
        self._delen.append(_make_element(naam, None if tekst is None else escape(tekst), attributen))

    def open(self, naam: str, **attributen: object) -> None:
        """Open a group or a definition; close it with `close`."""
        self._delen.append(_make_element(naam, "", attributen).removesuffix(f"</{naam}>"))

    def close(self, naam: str) -> None:
        """Close what `open` opened."""
        self._delen.append(f"</{naam}>")

    def add_tekst(
        self, x: float, y: float, tekst: str, *, anker: str = "start", klasse: str = "tekst", **rest: object
    ) -> None:
        """Add a line of text; `klasse` is tekst, zacht or vet."""
        kleur = ZACHT if klasse == "zacht" else INKT
        dikte = 600 if klasse == "vet" else None
        attributen = {
            "fill": kleur,
            "font_weight": dikte,
            "text_anchor": None if anker == "start" else anker,
            **rest,
        }
        self.add("text", tekst, klasse=f"vth-svg__{klasse}", x=x, y=y, **attributen)

    def add_lijn(self, x1: float, y1: float, x2: float, y2: float, *, as_: bool = False) -> None:
        """Add a grid line, or the stronger line of an axis."""
        klasse, kleur = ("vth-svg__as", LIJN) if as_ else ("vth-svg__raster", RASTER)
        self.add("line", klasse=klasse, x1=x1, y1=y1, x2=x2, y2=y2, stroke=kleur)

    def render(self) -> SafeString:
        """Give the SVG; safe, because everything in it came through `add`."""
        breed, hoog = format_maat(self.breedte), format_maat(self.hoogte)
        titel, beschrijving = escape(self._titel), escape(self._beschrijving)
        return mark_safe(
            f'<svg xmlns="http://www.w3.org/2000/svg" class="vth-svg" role="img" '
            f'aria-label="{titel}. {beschrijving}" '
            f'viewBox="0 0 {breed} {hoog}" width="{breed}" height="{hoog}" font-family="{escape(LETTER)}" '
            f'font-size="{format_maat(GROOTTE)}"><title>{titel}</title><desc>{beschrijving}</desc>'
            f"{''.join(self._delen)}</svg>"
        )


def _make_element(naam: str, inhoud: str | None, attributen: dict[str, object]) -> str:
    """Write one element; numbers get one decimal at most."""
    delen = [naam]
    for sleutel, waarde in attributen.items():
        if waarde is None or waarde == "":
            continue
        kop = "class" if sleutel == "klasse" else sleutel.replace("_", "-")
        # A number has nothing to escape, and Django's own `escape` looks for lazy texts at each of a thousand calls.
        tekst = format_maat(waarde) if isinstance(waarde, int | float) else html.escape(str(waarde))
        delen.append(f'{kop}="{tekst}"')
    return f"<{' '.join(delen)}/>" if inhoud is None else f"<{' '.join(delen)}>{inhoud}</{naam}>"


def format_maat(waarde: float) -> str:
    """Write a coordinate short: one decimal, none when it is whole."""
    tekst = f"{waarde:.1f}".removesuffix(".0")
    return "0" if tekst == "-0" else tekst


def measure(tekst: str, grootte: float = GROOTTE) -> float:
    """Estimate the width of a text, on the wide side, because the reader's font is not known here."""
    return sum(0.32 if t in "il.,:;|'!jtfrI ()" else 0.82 if t in "mwMW@%" else 0.56 for t in tekst) * grootte


def fit(tekst: str, breedte: float) -> str:
    """Cut a text so that it fits; the whole text stands in the table under the chart."""
    if measure(tekst) <= breedte:
        return tekst
    while tekst and measure(tekst + "…") > breedte:
        tekst = tekst[:-1]
    return tekst.rstrip() + "…"


def fit_regels(tekst: str, breedte: float, grootte: float = GROOTTE, hoogstens: int = 2) -> list[str]:
    """Break a text at its spaces into a few lines that fit; only what is still too long is cut."""
    regels: list[str] = []
    for woord in tekst.split():
        langer = f"{regels[-1]} {woord}" if regels else woord
        if regels and (measure(langer, grootte) <= breedte or len(regels) == hoogstens):
            regels[-1] = langer
        else:
            regels.append(woord)
    return [fit(regel, breedte * GROOTTE / grootte) for regel in regels] or [""]


def get_kleur(nummer: int) -> str:
    """Give the colour of a series by its number."""
    return REEKSKLEUREN[nummer % len(REEKSKLEUREN)]


def add_teken(doek: Doek, nummer: int, x: float, y: float, straal: float = 3.6) -> None:
    """Draw the mark of a series at a point: each number has its own shape."""
    klasse, kleur, r, s = f"vth-svg__vlak{nummer % len(REEKSKLEUREN)}", get_kleur(nummer), straal, straal + 1
    vormen = (
        "",
        f"M{x - r:.1f} {y - r:.1f}h{2 * r:.1f}v{2 * r:.1f}h{-2 * r:.1f}z",
        f"M{x:.1f} {y - r - 1:.1f}l{r + 1:.1f} {2 * r:.1f}h{-2 * (r + 1):.1f}z",
        f"M{x:.1f} {y - s:.1f}l{s:.1f} {s:.1f}l{-s:.1f} {s:.1f}l{-s:.1f} {-s:.1f}z",
        f"M{x:.1f} {y + r + 1:.1f}l{r + 1:.1f} {-2 * r:.1f}h{-2 * (r + 1):.1f}z",
    )
    vorm = vormen[nummer % len(vormen)]
    if vorm:
        doek.add("path", klasse=klasse, d=vorm, fill=kleur, stroke=PAPIER, stroke_width=1)
    else:
        doek.add("circle", klasse=klasse, cx=x, cy=y, r=r, fill=kleur, stroke=PAPIER, stroke_width=1)


def make_leeg(titel: str, breedte: float) -> SafeString:
    """Draw a chart that has nothing to show, and say so."""
    doek = Doek(breedte, 64, titel, "Er zijn geen gegevens.")
    doek.add(
        "rect", klasse="vth-svg__leeg", x=0.5, y=0.5, width=breedte - 1, height=63, fill="none", stroke=RASTER
    )
    doek.add_tekst(breedte / 2, 37, "Geen gegevens", anker="middle", klasse="zacht")
    return doek.render()


def make_grafiek(
    titel: str,
    teken: Callable[[float], SafeString] | None,
    kolommen: Sequence[Kolom],
    rijen: Sequence[Mapping[str, object]],
    bron: str,
    datum: date | None,
) -> Grafiek:
    """Draw wide and narrow, or say that there is nothing, and put the table beside it."""
    teken = teken or (lambda breedte: make_leeg(titel, breedte))
    return Grafiek(titel, teken(BREED), teken(SMAL), kolommen, rijen, bron, datum)
