"""Small multiples: the same small chart for each series, on one scale; and the trend line in a table cell."""

from collections.abc import Sequence
from datetime import date

from django.utils.html import format_html
from django.utils.safestring import SafeString

from ..onderdelen import Grafiek
from .doek import Doek, add_teken, fit, format_maat, get_kleur, make_grafiek, measure
from .lijn import Lijnvlak, Reeks, draw_reeks, make_reekstabel
from .schaal import (
    Schaal,
    derive_bereik,
    derive_x,
    format_plaats,
    format_waarde,
    list_eindig,
    list_plaatsen,
    list_streepjes,
)

PANEEL, GOOT, KOP, VOET = 110.0, 22.0, 20.0, 20.0


def make_kleine_lijnen(
    titel: str,
    reeksen: Sequence[Reeks],
    *,
    eenheid: str = "",
    beschrijving: str = "",
    bron: str = "",
    datum: date | None = None,
) -> Grafiek:
    """Make one small line chart per series, all on the same scale, so that they can be compared."""
    plaatsen = list_plaatsen(reeks.punten for reeks in reeksen)
    waarden = list_eindig(w for reeks in reeksen for _, w in reeks.punten)
    tekst = (
        beschrijving
        or f"{len(reeksen)} kleine lijngrafieken op één schaal{f', in {eenheid}' if eenheid else ''}."
    )

    def teken(breedte: float) -> SafeString:
        naast = 3 if breedte > 500 else 1
        rijen = -(-len(reeksen) // naast)
        doek = Doek(breedte, rijen * (PANEEL + 8), titel, tekst)
        breed = (breedte - GOOT * (naast - 1)) / naast
        for nummer, reeks in enumerate(reeksen):
            links, boven = (nummer % naast) * (breed + GOOT), (nummer // naast) * (PANEEL + 8)
            _draw_paneel(doek, reeks, reeksen, (links, boven, breed))
        return doek.render()

    return make_grafiek(titel, teken if waarden else None, *make_reekstabel(reeksen, plaatsen), bron, datum)


def _draw_paneel(doek: Doek, reeks: Reeks, alle: Sequence[Reeks], plek: tuple[float, float, float]) -> None:
    """Draw one panel: name and last value above, first and last moment below, the scale on the left."""
    links, boven, breed = plek
    plaatsen = list_plaatsen(r.punten for r in alle)
    afstand = derive_x(plaatsen)
    streepjes = list_streepjes(*derive_bereik(list_eindig(w for r in alle for _, w in r.punten)), 2)
    marge = max(measure(format_waarde(s)) for s in streepjes) + 6
    eigen = list_eindig(w for _, w in reeks.punten)
    laatste = format_waarde(eigen[-1]) if eigen else "geen gegevens"
    doek.add_tekst(links, boven + 13, fit(reeks.naam, breed - measure(laatste) - 8), klasse="vet")
    doek.add_tekst(links + breed, boven + 13, laatste, anker="end")
    y = Schaal(streepjes[0], streepjes[-1], boven + PANEEL - VOET, boven + KOP + 6)
    eind = max(afstand.values())
    x = Schaal(
        min(afstand.values()), eind if len(plaatsen) > 1 else eind + 1, links + marge + 4, links + breed - 4
    )
    for streepje in streepjes:
        hoogte = y.place(streepje)
        doek.add_lijn(links + marge, hoogte, links + breed, hoogte, as_=streepje == 0)
        doek.add_tekst(links + marge - 5, hoogte + 4, format_waarde(streepje), anker="end", klasse="zacht")
    draw_reeks(doek, Lijnvlak(x, y, plaatsen, afstand).list_stukken(reeks), 0, tekens=False)
    for plaats, anker in ((plaatsen[0], "start"), (plaatsen[-1], "end")):
        plek_x = links + marge if anker == "start" else links + breed
        doek.add_tekst(
            plek_x, boven + PANEEL - 4, format_plaats(plaats, plaatsen), anker=anker, klasse="zacht"
        )


def make_trendlijn(waarden: Sequence[float | None], *, naam: str = "Verloop") -> SafeString:
    """Make a line of a few millimetres for a table cell; its words say from where to where it goes.

    It has no axis, so it shows only the direction; a change below a fifth of the highest value stays small.
    """
    eindig = list_eindig(waarden)
    if not eindig:
        return format_html('<span class="vth-zacht">{}</span>', "geen gegevens")
    doek = Doek(96, 24, naam, f"Van {format_waarde(eindig[0])} naar {format_waarde(eindig[-1])}.")
    laag, hoog = derive_bereik(eindig, vanaf_nul=False)
    rek = max(0.2 * max(abs(laag), abs(hoog)) - (hoog - laag), 0.0) / 2
    y = Schaal(laag - rek, hoog + rek, 20, 4)
    x = Schaal(0, max(len(waarden) - 1, 1), 4, 90)
    plekken = [(x.place(n), y.place(w)) for n, w in enumerate(waarden) if w is not None and list_eindig([w])]
    if len(plekken) > 1:
        punten = " ".join(f"{format_maat(a)},{format_maat(b)}" for a, b in plekken)
        doek.add(
            "polyline",
            klasse="vth-svg__lijn0",
            points=punten,
            fill="none",
            stroke=get_kleur(0),
            stroke_width=1.8,
        )
    add_teken(doek, 0, *plekken[-1], straal=3)
    return doek.render()
