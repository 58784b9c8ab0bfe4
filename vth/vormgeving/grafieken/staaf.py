"""The horizontal bar chart: amounts side by side, from zero, each with its value written at its end."""

from collections.abc import Collection, Sequence
from datetime import date

from django.utils.safestring import SafeString

from ..onderdelen import Grafiek, Kolom
from .doek import Doek, fit, get_kleur, make_grafiek, measure
from .lijn import add_omrand
from .schaal import Schaal, derive_bereik, format_waarde, list_eindig

RIJ_BREED, RIJ_SMAL, BALK, BOVEN = 28, 46, 16, 6


def make_staafgrafiek(
    titel: str,
    staven: Sequence[tuple[str, float | None]],
    *,
    eenheid: str = "",
    nadruk: Collection[str] = (),
    drempel: tuple[str, float] | None = None,
    beschrijving: str = "",
    bron: str = "",
    datum: date | None = None,
) -> Grafiek:
    """Make a bar chart in the order given; `nadruk` names the bars that the page is about.

    A value that is missing is shown as missing, never as zero. `drempel` is a named level across all bars.
    """
    waarden = list_eindig(w for _, w in staven)
    tekst = beschrijving or _describe(staven, eenheid)

    def teken(breedte: float) -> SafeString:
        rij = RIJ_BREED if breedte > 500 else RIJ_SMAL
        doek = Doek(breedte, BOVEN + rij * len(staven) + (26 if drempel else 6), titel, tekst)
        schaal = _make_schaal(staven, [*waarden, *([drempel[1]] if drempel else [])], breedte, eenheid)
        for nummer, staaf in enumerate(staven):
            _draw_staaf(doek, schaal, BOVEN + nummer * rij, rij, staaf, eenheid, staaf[0] in nadruk)
        if drempel:
            _draw_drempel(doek, schaal, BOVEN + rij * len(staven), drempel, eenheid)
        return doek.render()

    kolommen = [Kolom("naam", "Naam"), Kolom("waarde", eenheid.capitalize() or "Waarde", "getal")]
    rijen: list[dict[str, object]] = [{"naam": naam, "waarde": waarde} for naam, waarde in staven]
    return make_grafiek(titel, teken if waarden else None, kolommen, rijen, bron, datum)


def _write(waarde: float, eenheid: str) -> str:
    """Write a value with its unit; a percent sign stands close."""
    return f"{format_waarde(waarde)}{'%' if eenheid == '%' else ''}"


def _make_schaal(
    staven: Sequence[tuple[str, float | None]], waarden: Sequence[float], breedte: float, eenheid: str
) -> Schaal:
    """Leave room for the names on the left (wide) and for the values at both ends."""
    laag, hoog = derive_bereik(waarden)
    waardebreedte = max(measure(_write(w, eenheid)) for w in waarden) + 10
    namen = min(max(measure(naam) for naam, _ in staven) + 12, breedte * 0.38) if breedte > 500 else 0
    return Schaal(laag, hoog, namen + (waardebreedte if laag < 0 else 1), breedte - waardebreedte)


def _draw_staaf(
    doek: Doek,
    schaal: Schaal,
    boven: float,
    rij: float,
    staaf: tuple[str, float | None],
    eenheid: str,
    nadruk: bool,
) -> None:
    """Draw one bar with its name and its value; on a narrow page the name stands above the bar."""
    naam, waarde = staaf
    klasse, nul, breed = "vet" if nadruk else "tekst", schaal.place(0), rij == RIJ_BREED
    y = boven + (rij - BALK) / 2 if breed else boven + 20
    ruimte = doek.breedte * 0.38 - 12 if breed else doek.breedte
    doek.add_tekst(0, y + 12.5 if breed else boven + 14, fit(naam, ruimte), klasse=klasse)
    doek.add_lijn(nul, boven if breed else y - 3, nul, boven + rij if breed else y + BALK + 3, as_=True)
    if not list_eindig([waarde]) or waarde is None:
        doek.add_tekst(nul + 6, y + 12.5, "geen gegevens", klasse="zacht")
        return
    a, b = sorted((nul, schaal.place(waarde)))
    nummer = 0 if nadruk else 4
    maat = {"x": a, "y": y, "width": max(b - a, 1), "height": BALK}
    doek.add("rect", klasse=f"vth-svg__vlak{nummer}", **maat, fill=get_kleur(nummer))
    x, anker = (b + 6, "start") if waarde >= 0 else (a - 6, "end")
    doek.add_tekst(x, y + 12.5, _write(waarde, eenheid), anker=anker, klasse=klasse)


def _draw_drempel(doek: Doek, schaal: Schaal, onder: float, drempel: tuple[str, float], eenheid: str) -> None:
    """Draw a level across all bars, with its name under it."""
    naam, waarde = drempel
    x = schaal.place(waarde)
    doek.add(
        "line",
        klasse="vth-svg__drempel",
        x1=x,
        y1=BOVEN - 2,
        x2=x,
        y2=onder + 5,
        stroke="#001a40",
        stroke_width=1.5,
        stroke_dasharray="3 3",
    )
    tekst = f"{naam}: {_write(waarde, eenheid)}"
    half = measure(tekst) / 2
    add_omrand(doek, min(max(x, half), doek.breedte - half), onder + 19, tekst, anker="middle")


def _describe(staven: Sequence[tuple[str, float | None]], eenheid: str) -> str:
    """Say in words what the bars show."""
    bekend = [(naam, w) for naam, w in staven if w is not None and list_eindig([w])]
    if not bekend:
        return "Er zijn geen gegevens."
    meest, minst = max(bekend, key=lambda s: s[1]), min(bekend, key=lambda s: s[1])
    kop = f"Staafgrafiek{f' in {eenheid}' if eenheid else ''} met {len(staven)} staven. "
    return (
        kop
        + f"Hoogste: {meest[0]} ({format_waarde(meest[1])}). Laagste: {minst[0]} ({format_waarde(minst[1])})."
    )
