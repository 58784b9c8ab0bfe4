"""The map with real borders: one area per organisation, with its state as shape and shade; the table says the rest."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString

from ..onderdelen import VORMEN, Grafiek, Kolom
from .doek import INKT, LIJN, PAPIER, Doek, format_maat, make_grafiek, measure
from .lijn import add_omrand
from .tegel import KLEUREN, TINTEN, describe

RAND, VORM, HOOGSTENS = 6.0, 14.0, 620.0
Ring = Sequence[tuple[float, float]]


@dataclass(frozen=True)
class Landvlak:
    """One area: its short and whole name, its parts (each an outer ring and its holes, in metres), and its state with the word for it."""

    kort: str
    naam: str
    delen: Sequence[Sequence[Ring]]
    toestand: str
    woord: str
    nadruk: bool = False


def make_landkaart(
    titel: str,
    vlakken: Sequence[Landvlak],
    *,
    beschrijving: str = "",
    bron: str = "",
    datum: date | None = None,
) -> Grafiek:
    """Make a map of areas; what has no shape stands in the table only, and says so."""
    met = [vlak for vlak in vlakken if vlak.delen]
    tekst = beschrijving or describe([vlak.woord for vlak in vlakken])
    punten = [punt for vlak in met for deel in vlak.delen for punt in deel[0]]

    def teken(breedte: float) -> SafeString:
        links, boven = min(x for x, _ in punten), max(y for _, y in punten)
        breed, hoog = max(x for x, _ in punten) - links, boven - min(y for _, y in punten)
        maat = min((breedte - 2 * RAND) / max(breed, 1), HOOGSTENS / max(hoog, 1))
        begin = (breedte - breed * maat) / 2
        doek = Doek(breedte, hoog * maat + 2 * RAND, titel, tekst)

        def plek(x: float, y: float) -> tuple[float, float]:
            return begin + (x - links) * maat, RAND + (boven - y) * maat

        for vlak in met:
            _draw_vlak(doek, vlak, [[[plek(*punt) for punt in ring] for ring in deel] for deel in vlak.delen])
        for vlak in met:
            _draw_teken(
                doek, vlak, [plek(*punt) for punt in max(vlak.delen, key=lambda d: _measure(d[0]))[0]]
            )
        return doek.render()

    kolommen = [Kolom("naam", "Naam"), Kolom("woord", "Stand"), Kolom("kaart", "Op de kaart")]
    rijen = [
        {"naam": v.naam, "woord": v.woord, "kaart": "ja" if v.delen else "nee, geen grens bekend"}
        for v in sorted(vlakken, key=lambda v: v.naam)
    ]
    return make_grafiek(titel, teken if met else None, kolommen, rijen, bron, datum)


def _measure(ring: Ring) -> float:
    """Measure how large a ring is."""
    paren = zip(ring, [*ring[1:], ring[0]], strict=True)
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in paren)) / 2


def _draw_vlak(doek: Doek, vlak: Landvlak, delen: Sequence[Sequence[Ring]]) -> None:
    tint = TINTEN.get(vlak.toestand, 0)
    paden = (
        "M" + "L".join(f"{format_maat(x)} {format_maat(y)}" for x, y in ring) + "z"
        for deel in delen
        for ring in deel
    )
    doek.add(
        "path",
        klasse=f"vth-svg__tint{tint}",
        d="".join(paden),
        fill=KLEUREN[tint],
        fill_rule="evenodd",
        stroke=INKT if vlak.nadruk else LIJN,
        stroke_width=2 if vlak.nadruk else 0.8,
    )


def _draw_teken(doek: Doek, vlak: Landvlak, ring: Ring) -> None:
    """Draw the shape of the state in the middle of the largest part, and the short name below it where that fits."""
    links, rechts = min(x for x, _ in ring), max(x for x, _ in ring)
    x, y = _find_midden(ring)
    vorm = VORMEN.get(vlak.toestand, VORMEN["neutraal"])
    plek = f"translate({x - VORM / 2:.1f} {y - VORM:.1f}) scale({VORM / 16:.2f})"
    doek.open("g", transform=plek, fill=PAPIER, stroke=INKT, stroke_width=1.4, klasse="vth-svg__maatstok")
    doek.add("path", d=vorm.vlak)
    if vorm.lijn:
        doek.add("path", d=vorm.lijn)
    doek.close("g")
    if measure(vlak.kort, 11.0) <= (rechts - links) * 0.9:
        add_omrand(doek, x, y + 12, vlak.kort, anker="middle")


def _find_midden(ring: Ring) -> tuple[float, float]:
    """Give a point well inside: the middle of the widest cut among some horizontal ones."""
    boven, onder = min(y for _, y in ring), max(y for _, y in ring)
    beste = (0.0, ring[0])
    for deel in (0.5, 0.4, 0.6, 0.3, 0.7):
        y = boven + (onder - boven) * deel
        paren = zip(ring, [*ring[1:], ring[0]], strict=True)
        snijdt = sorted(
            x1 + (y - y1) * (x2 - x1) / (y2 - y1) for (x1, y1), (x2, y2) in paren if (y1 > y) != (y2 > y)
        )
        for links, rechts in zip(snijdt[::2], snijdt[1::2], strict=False):
            beste = max(beste, (rechts - links, ((links + rechts) / 2, y)))
    return beste[1]
