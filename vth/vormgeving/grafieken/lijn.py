"""The line chart: a few series over time, each named where it ends."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString

from ..onderdelen import Grafiek, Kolom
from .doek import PAPIER, STREPEN, Doek, add_teken, fit, format_maat, get_kleur, make_grafiek, measure
from .schaal import (
    Plaats,
    Schaal,
    derive_bereik,
    derive_x,
    format_plaats,
    format_waarde,
    list_eindig,
    list_plaatsen,
    list_streepjes,
    pick,
)

BOVEN, ONDER, REGEL, VEEL_PUNTEN = 30, 30, 16, 24


@dataclass(frozen=True)
class Reeks:
    """A named series of (x, value); an x is a day, a number or a name, a value that is missing is None."""

    naam: str
    punten: Sequence[tuple[Plaats, float | None]]


@dataclass(frozen=True)
class Lijnvlak:
    """Where a line chart draws: both scales and the width of the drawing."""

    x: Schaal
    y: Schaal
    plaatsen: Sequence[Plaats]
    afstand: dict[Plaats, float]

    def list_stukken(self, reeks: Reeks) -> list[list[tuple[float, float]]]:
        """Give the points of a series in pieces: a missing value breaks the line, it is never guessed."""
        stukken: list[list[tuple[float, float]]] = [[]]
        waarden = dict(reeks.punten)
        for plaats in self.plaatsen:
            if list_eindig([waarden.get(plaats)]):
                stukken[-1].append((self.x.place(self.afstand[plaats]), self.y.place(waarden[plaats] or 0.0)))
            elif plaats in waarden and stukken[-1]:
                stukken.append([])
        return [stuk for stuk in stukken if stuk]


def make_lijngrafiek(
    titel: str,
    reeksen: Sequence[Reeks],
    *,
    eenheid: str = "",
    drempel: tuple[str, float] | None = None,
    vanaf_nul: bool = True,
    beschrijving: str = "",
    bron: str = "",
    datum: date | None = None,
) -> Grafiek:
    """Make a line chart. `drempel` is a named level to hold the lines against; gaps stay gaps.

    Set `vanaf_nul` to False only for what is no amount, such as an index or a temperature.
    """
    plaatsen = list_plaatsen(reeks.punten for reeks in reeksen)
    waarden = list_eindig(w for reeks in reeksen for _, w in reeks.punten)
    tekst = beschrijving or _describe(reeksen, plaatsen, eenheid)

    def teken(breedte: float) -> SafeString:
        hoogte = 280.0 if breedte > 500 else 240.0
        doek = Doek(breedte, hoogte, titel, tekst)
        vlak = _make_vlak(reeksen, plaatsen, [*waarden, *([drempel[1]] if drempel else [])], doek, vanaf_nul)
        _draw_assen(doek, vlak, eenheid)
        if drempel:
            _draw_drempel(doek, vlak, drempel)
        for nummer, reeks in enumerate(reeksen):
            draw_reeks(doek, vlak.list_stukken(reeks), nummer, tekens=len(plaatsen) <= VEEL_PUNTEN)
        _draw_namen(doek, vlak, reeksen)
        return doek.render()

    return make_grafiek(titel, teken if waarden else None, *make_reekstabel(reeksen, plaatsen), bron, datum)


def make_reekstabel(
    reeksen: Sequence[Reeks], plaatsen: Sequence[Plaats]
) -> tuple[list[Kolom], list[dict[str, str | float | None]]]:
    """Make the table of a chart of series: a row per moment, a column per series."""
    tabellen = [dict(reeks.punten) for reeks in reeksen]
    rijen: list[dict[str, str | float | None]] = [
        {"x": format_plaats(x, plaatsen)} | {f"r{n}": tabel.get(x) for n, tabel in enumerate(tabellen)}
        for x in plaatsen
    ]
    return [Kolom("x", "Moment"), *(Kolom(f"r{n}", r.naam, "getal") for n, r in enumerate(reeksen))], rijen


def _make_vlak(
    reeksen: Sequence[Reeks],
    plaatsen: Sequence[Plaats],
    waarden: Sequence[float],
    doek: Doek,
    vanaf_nul: bool,
) -> Lijnvlak:
    """Lay out the drawing: room for the axis on the left and for the names on the right."""
    streepjes = list_streepjes(*derive_bereik(waarden, vanaf_nul=vanaf_nul))
    links = max(measure(format_waarde(s)) for s in streepjes) + 10
    namen = (
        max(measure(_name_einde(r, n, 999)) for r, n in zip(reeksen, _list_namen(reeksen, doek), strict=True))
        + 14
    )
    rechts = min(namen, doek.breedte * 0.36)
    afstand = derive_x(plaatsen)
    laag, hoog = min(afstand.values()), max(afstand.values())
    marge = 0.0 if hoog > laag else 1.0
    return Lijnvlak(
        Schaal(laag - marge, hoog + marge, links + 6, doek.breedte - rechts),
        Schaal(streepjes[0], streepjes[-1], doek.hoogte - ONDER, BOVEN),
        plaatsen,
        afstand,
    )


def _draw_assen(doek: Doek, vlak: Lijnvlak, eenheid: str) -> None:
    """Draw the grid, its values on the left, the unit above them and the moments below."""
    links, rechts = vlak.x.begin - 6, vlak.x.eind
    for streepje in list_streepjes(vlak.y.laag, vlak.y.hoog):
        y = vlak.y.place(streepje)
        doek.add_lijn(links, y, rechts, y, as_=streepje == 0)
        doek.add_tekst(links - 6, y + 4, format_waarde(streepje), anker="end", klasse="zacht")
    if eenheid:
        doek.add_tekst(0, 13, eenheid, klasse="zacht")
    breedst = max(measure(format_plaats(x, vlak.plaatsen)) for x in vlak.plaatsen)
    for plaats in pick(vlak.plaatsen, int((rechts - links) / (breedst + 14))):
        x = vlak.x.place(vlak.afstand[plaats])
        doek.add_lijn(x, doek.hoogte - ONDER, x, doek.hoogte - ONDER + 5, as_=True)
        doek.add_tekst(
            x, doek.hoogte - 8, format_plaats(plaats, vlak.plaatsen), anker="middle", klasse="zacht"
        )


def _draw_drempel(doek: Doek, vlak: Lijnvlak, drempel: tuple[str, float]) -> None:
    """Draw a level across the chart, with its name on it."""
    naam, waarde = drempel
    y = vlak.y.place(waarde)
    links, rechts = vlak.x.begin - 6, vlak.x.eind
    doek.add(
        "line",
        klasse="vth-svg__drempel",
        x1=links,
        y1=y,
        x2=rechts,
        y2=y,
        stroke="#001a40",
        stroke_dasharray="3 3",
    )
    add_omrand(doek, links + 4, y - 5, f"{naam}: {format_waarde(waarde)}")


def add_omrand(
    doek: Doek, x: float, y: float, tekst: str, *, anker: str = "start", klasse: str = "tekst"
) -> None:
    """Write a text over lines: a rim of paper keeps it readable."""
    rand = {"stroke": PAPIER, "stroke_width": 4, "paint_order": "stroke", "stroke_linejoin": "round"}
    doek.add_tekst(x, y, tekst, anker=anker, klasse=klasse, **rand)


def draw_reeks(
    doek: Doek, stukken: list[list[tuple[float, float]]], nummer: int, *, tekens: bool = True
) -> None:
    """Draw one series: its line with its own dash, and its marks, or only the last when there are many."""
    for stuk in stukken:
        if len(stuk) > 1:
            doek.add(
                "polyline",
                klasse=f"vth-svg__lijn{nummer % 6}",
                points=" ".join(f"{format_maat(x)},{format_maat(y)}" for x, y in stuk),
                fill="none",
                stroke=get_kleur(nummer),
                stroke_width=2.2,
                stroke_linejoin="round",
                stroke_dasharray=STREPEN[nummer % len(STREPEN)],
            )
    for stuk in stukken:
        for x, y in stuk:
            if tekens or len(stuk) == 1 or (x, y) == stukken[-1][-1]:
                add_teken(doek, nummer, x, y)


def _name_einde(reeks: Reeks, naam: str, ruimte: float) -> str:
    """Give the text at the end of a line: its name, cut where it must be, and its last value, never cut."""
    waarden = list_eindig(w for _, w in reeks.punten)
    laatste = f" {format_waarde(waarden[-1])}" if waarden else ""
    return fit(naam, ruimte - measure(laatste)) + laatste


def shorten_namen(namen: Sequence[str]) -> list[str]:
    """Leave out the words that all names begin with, so that on a narrow page the rest can be read."""
    woorden = [naam.split() for naam in namen]
    gelijk = 0
    while len(namen) > 1 and all(len(w) > gelijk + 1 and w[gelijk] == woorden[0][gelijk] for w in woorden):
        gelijk += 1
    return [" ".join(w[gelijk:]) for w in woorden]


def _list_namen(reeksen: Sequence[Reeks], doek: Doek) -> list[str]:
    """Give the names as this drawing has room for them."""
    namen = [reeks.naam for reeks in reeksen]
    return namen if doek.breedte > 500 else shorten_namen(namen)


def _draw_namen(doek: Doek, vlak: Lijnvlak, reeksen: Sequence[Reeks]) -> None:
    """Write each name at the end of its line, and move names apart that would touch."""
    einden = [(vlak.list_stukken(reeks), nummer) for nummer, reeks in enumerate(reeksen)]
    plekken = sorted((stukken[-1][-1][1], nummer) for stukken, nummer in einden if stukken)
    y = BOVEN - REGEL + 4.0
    ruimte = doek.breedte - vlak.x.eind - 12
    namen = _list_namen(reeksen, doek)
    onder = doek.hoogte - ONDER
    for rang, (gewenst, nummer) in enumerate(plekken):
        y = max(y + REGEL, min(gewenst + 4, onder - (len(plekken) - 1 - rang) * REGEL))
        tekst = _name_einde(reeksen[nummer], namen[nummer], ruimte)
        kleur = get_kleur(nummer)
        doek.add_tekst(vlak.x.eind + 10, y, tekst, klasse=f"naam{nummer % 6}", fill=kleur, font_weight=600)


def _describe(reeksen: Sequence[Reeks], plaatsen: Sequence[Plaats], eenheid: str) -> str:
    """Say in words what the lines do, for who cannot see them."""
    zinnen = []
    for reeks in reeksen:
        tabel = dict(reeks.punten)
        punten = [(x, w) for x in plaatsen for w in list_eindig([tabel.get(x)])]
        if punten:
            (x0, w0), (x1, w1) = punten[0], punten[-1]
            zinnen.append(
                f"{reeks.naam}: van {format_waarde(w0)} ({format_plaats(x0, plaatsen)}) "
                f"naar {format_waarde(w1)} ({format_plaats(x1, plaatsen)})"
            )
    kop = f"Lijngrafiek{f' in {eenheid}' if eenheid else ''}. "
    return kop + ("; ".join(zinnen) + "." if zinnen else "Er zijn geen gegevens.")
