"""The timeline: things under headings, each a bar from its first to its last day, against a named day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString

from vth.tijd.dagtekst import write_dag

from ..onderdelen import VORMEN, Grafiek, Kolom
from .doek import INKT, LIJN, Doek, fit, make_grafiek
from .lijn import add_omrand
from .schaal import Schaal, format_maand

RIJ, KOP, BALK, VORM = 34, 30, 12, 12.0
TINT = "#8ecef6"

KOLOMMEN = [
    Kolom("groep", "Onder"),
    Kolom("naam", "Wat"),
    Kolom("van", "Van", "datum"),
    Kolom("tot", "Tot en met", "datum"),
    Kolom("woord", "Stand"),
]


@dataclass(frozen=True)
class Balk:
    """One thing on the timeline: under which heading, from when to when, and its state with the word for it."""

    groep: str
    naam: str
    van: date
    tot: date
    toestand: str = "neutraal"
    woord: str = ""


def make_tijdbalk(
    titel: str,
    balken: Sequence[Balk],
    *,
    grens: tuple[str, date] | None = None,
    beschrijving: str = "",
    bron: str = "",
    datum: date | None = None,
) -> Grafiek:
    """Make a timeline of bars in the order given; a heading stands where it changes, `grens` is a named day across all."""
    groepen = sum(n == 0 or balken[n - 1].groep != b.groep for n, b in enumerate(balken))
    tekst = beschrijving or _describe(balken)

    def teken(breedte: float) -> SafeString:
        doek = Doek(breedte, KOP + RIJ * len(balken) + KOP * groepen + 6, titel, tekst)
        dagen = [d.toordinal() for b in balken for d in (b.van, b.tot)] + (
            [grens[1].toordinal()] if grens else []
        )
        x = Schaal(min(dagen) - 15, max(dagen) + 15, 0, breedte)
        _draw_maanden(doek, x)
        y, vorige = float(KOP), None
        for balk in balken:
            if balk.groep != vorige:
                y, vorige = y + KOP, balk.groep
                doek.add_tekst(0, y - 8, fit(balk.groep, breedte), klasse="vet")
            _draw_balk(doek, x, balk, y)
            y += RIJ
        if grens:
            _draw_grens(doek, x, grens)
        return doek.render()

    rijen = [vars(b) for b in balken]
    return make_grafiek(titel, teken if balken else None, KOLOMMEN, rijen, bron, datum)


def _draw_grens(doek: Doek, x: Schaal, grens: tuple[str, date]) -> None:
    """Draw the named day across all, with its name on top."""
    plek = x.place(grens[1].toordinal())
    lijn = {"x1": plek, "y1": KOP - 6, "x2": plek, "y2": doek.hoogte}
    doek.add("line", klasse="vth-svg__drempel", **lijn, stroke=INKT, stroke_dasharray="3 3")
    rechts = plek > doek.breedte / 2
    naam, anker = fit(grens[0], doek.breedte / 2), "end" if rechts else "start"
    add_omrand(doek, plek + (-4 if rechts else 4), 12, naam, anker=anker)


def _draw_maanden(doek: Doek, x: Schaal) -> None:
    """Draw a line at the begin of each half year, with its month."""
    begin, eind = date.fromordinal(max(int(x.laag), 1)), date.fromordinal(int(x.hoog))
    for jaar in range(begin.year, eind.year + 1):
        for maand in (1, 7):
            dag = date(jaar, maand, 1)
            if begin <= dag <= eind:
                plek = x.place(dag.toordinal())
                doek.add_lijn(plek, KOP - 6, plek, doek.hoogte)
                anker = "end" if plek > doek.breedte - 50 else "start"
                doek.add_tekst(
                    plek + (2 if anker == "start" else -2),
                    KOP - 8,
                    format_maand(dag),
                    anker=anker,
                    klasse="zacht",
                )


def _draw_balk(doek: Doek, x: Schaal, balk: Balk, y: float) -> None:
    """Draw one bar with its name above it and the shape of its state before it."""
    links, rechts = x.place(balk.van.toordinal()), x.place(balk.tot.toordinal())
    doek.add(
        "rect",
        klasse="vth-svg__tint2",
        x=links,
        y=y + 16,
        width=max(rechts - links, 4.0),
        height=BALK,
        fill=TINT,
        stroke=LIJN,
        stroke_width=0.6,
    )
    vorm = VORMEN.get(balk.toestand, VORMEN["neutraal"])
    begin = min(links, doek.breedte * 0.55)
    doek.open(
        "g",
        transform=f"translate({begin:.1f} {y + 2:.1f}) scale({VORM / 16:.2f})",
        fill="none",
        stroke=INKT,
        stroke_width=1.6,
    )
    doek.add("path", d=vorm.vlak)
    if vorm.lijn:
        doek.add("path", d=vorm.lijn)
    doek.close("g")
    add_omrand(doek, begin + VORM + 5, y + 12, fit(balk.naam, doek.breedte - begin - VORM - 6))


def _describe(balken: Sequence[Balk]) -> str:
    """Say how many there are and between which days."""
    if not balken:
        return "Er zijn geen gegevens."
    van, tot = min(b.van for b in balken), max(b.tot for b in balken)
    return f"Tijdlijn van {len(balken)} dingen, van {write_dag(van)} tot en met {write_dag(tot)}."
