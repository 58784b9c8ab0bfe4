"""The map with real borders: one area per organisation, with its state as shape and shade; the table says the rest."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.utils.safestring import SafeString

from ..onderdelen import VORMEN, Grafiek, Kolom
from .doek import INKT, LIJN, PAPIER, Doek, format_maat, make_grafiek, measure
from .lijn import add_omrand
from .tegel import KLEUREN, TINTEN, describe

RAND, VORM, HOOGSTENS = 6.0, 14.0, 620.0
# Of more words than this the table tells.
REGEL, HOOGSTENS_WOORDEN = 20.0, 6
LUCHT = 6.0
Ring = Sequence[tuple[float, float]]
Vak = tuple[float, float, float, float]


class Uitlegregel(NamedTuple):
    """One shape with what it says, below the map."""

    x: float
    y: float
    toestand: str
    tekst: str


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
    tekst = beschrijving or describe([vlak.woord for vlak in vlakken])
    met = [vlak for vlak in vlakken if vlak.delen]

    def teken(breedte: float) -> SafeString:
        return _draw_kaart(met, breedte, titel, tekst)

    kolommen = [Kolom("naam", "Naam"), Kolom("woord", "Stand"), Kolom("kaart", "Op de kaart")]
    rijen = [
        {"naam": v.naam, "woord": v.woord, "kaart": "ja" if v.delen else "nee, geen grens bekend"}
        for v in sorted(vlakken, key=lambda v: v.naam)
    ]
    return make_grafiek(titel, teken if met else None, kolommen, rijen, bron, datum)


def _draw_kaart(vlakken: Sequence[Landvlak], breedte: float, titel: str, tekst: str) -> SafeString:
    """Draw the areas as large as the width allows, what stands in them, and below them what the shapes say."""
    punten = [punt for vlak in vlakken for deel in vlak.delen for punt in deel[0]]
    links, boven = min(x for x, _ in punten), max(y for _, y in punten)
    breed, hoog = max(x for x, _ in punten) - links, boven - min(y for _, y in punten)
    maat = min((breedte - 2 * RAND) / max(breed, 1), HOOGSTENS / max(hoog, 1))
    begin, onder = (breedte - breed * maat) / 2, hoog * maat + 2 * RAND
    uitleg = _lay_out_uitleg(vlakken, breedte)
    doek = Doek(breedte, onder + (uitleg[-1].y + REGEL if uitleg else 0), titel, tekst)

    def lay(ring: Ring) -> list[tuple[float, float]]:
        return [(begin + (x - links) * maat, RAND + (boven - y) * maat) for x, y in ring]

    for vlak in vlakken:
        _draw_vlak(doek, vlak, [[lay(ring) for ring in deel] for deel in vlak.delen])
    ringen = [(vlak, lay(max(vlak.delen, key=lambda d: _measure(d[0]))[0])) for vlak in vlakken]
    _draw_tekens(doek, sorted(ringen, key=lambda paar: -_measure(paar[1])))
    for regel in uitleg:
        _draw_vorm(doek, regel.toestand, regel.x + VORM / 2, onder + regel.y + 2)
        doek.add_tekst(regel.x + VORM + 4, onder + regel.y, regel.tekst)
    return doek.render()


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


def _draw_tekens(doek: Doek, ringen: Sequence[tuple[Landvlak, Ring]]) -> None:
    """Draw in each area the shape of its state, and below or above it the short name where that fits and hides nothing; the largest go first."""
    bezet: list[Vak] = []
    midden = [_find_midden(ring) for _, ring in ringen]
    for (vlak, _), (x, y) in zip(ringen, midden, strict=True):
        _draw_vorm(doek, vlak.toestand, x, y)
        bezet.append((x - VORM / 2, y - VORM, x + VORM / 2, y))
    for (vlak, ring), (x, y) in zip(ringen, midden, strict=True):
        breed = measure(vlak.kort)
        onder, boven = ((x - breed / 2, y + dy, x + breed / 2, y + dy + 13) for dy in (2, -VORM - 15))
        past = measure(vlak.kort, 11.0) <= (max(px for px, _ in ring) - min(px for px, _ in ring)) * 0.9
        # As near to another shape as to its own, a name would be read as that one's.
        ruim = ((*onder[:3], onder[3] + LUCHT), (boven[0], boven[1] - LUCHT, *boven[2:]))
        paren = zip((onder, boven), ruim, strict=True)
        vrij = next((v for v, om in paren if not any(_overlaps(om, ander) for ander in bezet)), None)
        if past and vrij:
            add_omrand(doek, x, vrij[1] + 10, vlak.kort, anker="middle")
            bezet.append(vrij)


def _draw_vorm(doek: Doek, toestand: str, x: float, y: float) -> None:
    """Draw the shape of a state, standing on a point."""
    vorm = VORMEN.get(toestand, VORMEN["neutraal"])
    plek = f"translate({x - VORM / 2:.1f} {y - VORM:.1f}) scale({VORM / 16:.2f})"
    doek.open("g", transform=plek, fill=PAPIER, stroke=INKT, stroke_width=1.4, klasse="vth-svg__maatstok")
    doek.add("path", d=vorm.vlak)
    if vorm.lijn:
        doek.add("path", d=vorm.lijn)
    doek.close("g")


def _overlaps(vak: Vak, ander: Vak) -> bool:
    return vak[0] < ander[2] and ander[0] < vak[2] and vak[1] < ander[3] and ander[1] < vak[3]


def _lay_out_uitleg(vlakken: Sequence[Landvlak], breedte: float) -> list[Uitlegregel]:
    """Say what each shape on the map is and how often it stands there, side by side as far as there is room."""
    regels: list[Uitlegregel] = []
    aantallen = Counter((v.toestand, v.woord) for v in vlakken if v.delen)
    x, y = RAND, REGEL
    for (toestand, woord), aantal in aantallen.most_common(HOOGSTENS_WOORDEN):
        tekst = f"{woord} ({aantal})"
        if x > RAND and x + VORM + 4 + measure(tekst) > breedte - RAND:
            x, y = RAND, y + REGEL
        regels.append(Uitlegregel(x, y, toestand, tekst))
        x += VORM + 4 + measure(tekst) + 18
    return regels if len(aantallen) <= HOOGSTENS_WOORDEN else []


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
