"""The milestone trend: when milestones were planned, by each moment at which that was told; a line that rises slips, one that ends on the diagonal was kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString

from ..onderdelen import Grafiek, Kolom
from .doek import Doek, fit, make_grafiek
from .lijn import add_omrand, draw_reeks
from .schaal import Schaal, format_maand, format_plaats

BOVEN, ONDER, LINKS, REGEL = 22, 30, 66, 16
HOOGSTENS = 6


@dataclass(frozen=True)
class Trend:
    """One milestone: when it was planned, by each moment at which that was told."""

    naam: str
    punten: Sequence[tuple[date, date]]


def make_mijlpaaltrend(
    titel: str,
    trends: Sequence[Trend],
    *,
    grens: tuple[str, date] | None = None,
    beschrijving: str = "",
    bron: str = "",
    datum: date | None = None,
) -> Grafiek:
    """Make the trend of at most six milestones; `grens` is a named day to hold them against. The table has them in words."""
    if len(trends) > HOOGSTENS:
        raise ValueError(
            f"De trend krijgt {len(trends)} mijlpalen. Meer dan {HOOGSTENS} zijn niet te volgen. Kies er minder."
        )
    momenten = sorted({m for t in trends for m, _ in t.punten})
    dagen = [d for t in trends for _, d in t.punten]
    tekst = beschrijving or _describe(trends)

    def teken(breedte: float) -> SafeString:
        doek = Doek(breedte, 300.0 + REGEL * len(trends), titel, tekst)
        alle = [*momenten, *dagen, *([grens[1]] if grens else [])]
        vroegst, laatst = min(alle), max(alle)
        hoog = doek.hoogte - ONDER - REGEL * len(trends)
        y = Schaal(vroegst.toordinal() - 20, laatst.toordinal() + 20, hoog, BOVEN)
        x = Schaal(momenten[0].toordinal() - 10, momenten[-1].toordinal() + 10, LINKS + 8, breedte - 12)
        _draw_assen(doek, x, y, momenten, (vroegst, laatst))
        if grens:
            _draw_grens(doek, y, grens)
        for nummer, trend in enumerate(trends):
            punten = [(x.place(m.toordinal()), y.place(d.toordinal())) for m, d in trend.punten]
            draw_reeks(doek, [punten], nummer)
            onder = doek.hoogte - REGEL * (len(trends) - nummer) + 10
            draw_reeks(doek, [[(6.0, onder - 4), (34.0, onder - 4)]], nummer)
            doek.add_tekst(42, onder, fit(trend.naam, breedte - 44))
        return doek.render()

    koppen = (Kolom(f"m{n}", format_plaats(m, momenten)) for n, m in enumerate(momenten))
    kolommen = [Kolom("naam", "Mijlpaal"), *koppen]
    rijen = [_make_rij(t, momenten) for t in trends]
    return make_grafiek(titel, teken if dagen else None, kolommen, rijen, bron, datum)


def _make_rij(trend: Trend, momenten: Sequence[date]) -> dict[str, str]:
    """Give a milestone as a row: what was planned at each moment, empty where that was not told."""
    punten = dict(trend.punten)
    return {"naam": trend.naam} | {
        f"m{n}": punten[m].isoformat() if m in punten else "" for n, m in enumerate(momenten)
    }


def _draw_grens(doek: Doek, y: Schaal, grens: tuple[str, date]) -> None:
    """Draw the named day across the chart, with its name on it."""
    plek = y.place(grens[1].toordinal())
    lijn = {"x1": LINKS, "y1": plek, "x2": doek.breedte, "y2": plek}
    doek.add("line", klasse="vth-svg__drempel", **lijn, stroke="#001a40", stroke_dasharray="3 3")
    add_omrand(doek, LINKS + 4, plek - 5, fit(grens[0], doek.breedte - LINKS - 8))


def _draw_assen(
    doek: Doek, x: Schaal, y: Schaal, momenten: Sequence[date], bereik: tuple[date, date]
) -> None:
    """Draw the years and halves of years on the left, the moments below, and the diagonal on which planning is now."""
    vroegst, laatst = bereik
    for jaar in range(vroegst.year, laatst.year + 2):
        for maand in (1, 7):
            dag = date(jaar, maand, 1)
            if y.laag <= dag.toordinal() <= y.hoog:
                plek = y.place(dag.toordinal())
                doek.add_lijn(LINKS, plek, doek.breedte, plek)
                doek.add_tekst(
                    LINKS - 6,
                    plek + 4,
                    format_maand(dag),
                    anker="end",
                    klasse="zacht",
                )
    ruimte = max(int((doek.breedte - LINKS) / 70), 1)
    stap = -(-len(momenten) // ruimte)
    for moment in momenten[::-1][::stap]:
        plek = x.place(moment.toordinal())
        doek.add_lijn(plek, y.begin, plek, y.begin + 5, as_=True)
        anker = "end" if plek > doek.breedte - 30 else "middle"
        doek.add_tekst(plek, y.begin + 20, format_plaats(moment, momenten), anker=anker, klasse="zacht")
    eerst, laatst_moment = (max(min(m.toordinal(), y.hoog), y.laag) for m in (momenten[0], momenten[-1]))
    doek.add(
        "line",
        klasse="vth-svg__raster",
        x1=x.place(eerst),
        y1=y.place(eerst),
        x2=x.place(laatst_moment),
        y2=y.place(laatst_moment),
        stroke="#586c88",
        stroke_dasharray="1 4",
    )
    doek.add_lijn(LINKS, y.begin, doek.breedte, y.begin, as_=True)


def _describe(trends: Sequence[Trend]) -> str:
    """Say in words how each milestone moved."""
    zinnen = [
        f"{t.naam}: eerst {t.punten[0][1].isoformat()}, laatst {t.punten[-1][1].isoformat()}"
        for t in trends
        if t.punten
    ]
    return ("Mijlpalentrend. " + "; ".join(zinnen) + ".") if zinnen else "Er zijn geen gegevens."
