"""The matrix: one value per row and column, written in a cell whose shade follows it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Literal

from django.utils.safestring import SafeString

from ..onderdelen import Grafiek, Kolom
from ..opmaak import format_getal
from .doek import INKT, LIJN, PAPIER, Doek, fit, fit_regels, make_grafiek, measure
from .schaal import format_waarde, list_eindig

CEL, REGEL, STAPPEN = 30, 15, 5
KOPLETTER = 12.0
TINTEN = ("#f4fafe", "#c7e7fa", "#8ecef6", "#006fb3", "#003e65")


def make_matrix(
    titel: str,
    rijen: Sequence[str],
    kolommen: Sequence[str],
    waarden: Mapping[tuple[str, str], float | None],
    *,
    eenheid: str = "",
    decimalen: int | None = None,
    woorden: Mapping[float, str] | None = None,
    beschrijving: str = "",
    bron: str = "",
    datum: date | None = None,
) -> Grafiek:
    """Make a matrix from (row, column) to value; darker is higher, a missing value is hatched. `woorden` are written in the place of values, where these only order words."""
    eindig = list_eindig(waarden.values())
    tekst = beschrijving or _describe(rijen, kolommen, eindig, eenheid)

    schrijf = partial(_write, decimalen, woorden)

    def teken(breedte: float) -> SafeString:
        smal = breedte < 500
        links = 0.0 if smal else min(max(measure(r) for r in rijen) + 12, breedte * 0.34)
        hoogte = CEL + (24 if smal else 0)
        cel = (breedte - links) / len(kolommen)
        koppen = [fit_regels(kolom, cel - 4, KOPLETTER) for kolom in kolommen]
        kop = REGEL * max(len(regels) for regels in koppen) + 11
        doek = Doek(breedte, kop + hoogte * len(rijen) + 4, titel, tekst)
        _define_arcering(doek)
        for n, regels in enumerate(koppen):
            _draw_kop(doek, links + (n + 0.5) * cel, kop, regels)
        for r, rij in enumerate(rijen):
            y = kop + r * hoogte
            doek.add_tekst(0, y + (17 if smal else 20), fit(rij, breedte if smal else links - 8))
            for n, kolom in enumerate(kolommen):
                plek = (links + n * cel, y + (hoogte - CEL), cel)
                _draw_cel(doek, plek, waarden.get((rij, kolom)), _find_bereik(eindig), schrijf)
        return doek.render()

    koppen, cellen = _make_tabel(rijen, kolommen, waarden, woorden)
    return make_grafiek(titel, teken if eindig and rijen and kolommen else None, koppen, cellen, bron, datum)


def _make_tabel(
    rijen: Sequence[str],
    kolommen: Sequence[str],
    waarden: Mapping[tuple[str, str], float | None],
    woorden: Mapping[float, str] | None,
) -> tuple[list[Kolom], list[dict[str, object]]]:
    """Give the same as a table: columns and rows."""
    soort: Literal["tekst", "getal"] = "tekst" if woorden else "getal"
    koppen = [Kolom("rij", "Naam"), *(Kolom(f"k{n}", kolom, soort) for n, kolom in enumerate(kolommen))]
    cellen: list[dict[str, object]] = []
    for rij in rijen:
        getallen = [waarden.get((rij, kolom)) for kolom in kolommen]
        woord = [w if w is None or not woorden else woorden.get(w, w) for w in getallen]
        cellen.append({"rij": rij, **{f"k{n}": w for n, w in enumerate(woord)}})
    return koppen, cellen


def _write(decimalen: int | None, woorden: Mapping[float, str] | None, waarde: float) -> str:
    """Write one value: as its word, with so many decimals, or as it comes."""
    if woorden and waarde in woorden:
        return woorden[waarde]
    return format_waarde(waarde) if decimalen is None else format_getal(waarde, decimalen)


def _draw_kop(doek: Doek, midden: float, kop: float, regels: Sequence[str]) -> None:
    """Write the heading of a column, its last line just above the cells."""
    for n, regel in enumerate(reversed(regels)):
        doek.add_tekst(
            midden, kop - 9 - n * REGEL, regel, anker="middle", klasse="zacht", font_size=KOPLETTER
        )


def _find_bereik(eindig: Sequence[float]) -> tuple[float, float]:
    """Give the lowest and highest value, between which the shades run."""
    return min(eindig), max(eindig)


def _define_arcering(doek: Doek) -> None:
    """Define the hatching of a missing value."""
    doek.open("pattern", id=f"{doek.id}m", width=6, height=6, patternUnits="userSpaceOnUse")
    doek.add("path", d="M-1 7L7 -1", stroke="#c0c7d2", stroke_width=1)
    doek.close("pattern")


def _draw_cel(
    doek: Doek,
    plek: tuple[float, float, float],
    waarde: float | None,
    bereik: tuple[float, float],
    schrijf: Callable[[float], str],
) -> None:
    """Draw one cell with its value in it; dark cells carry light text."""
    x, y, breed = plek
    midden, basis = x + breed / 2, y + CEL / 2 + 4.5
    maat = {"x": x + 1, "y": y + 1, "width": breed - 2, "height": CEL - 2}
    if waarde is None or not list_eindig([waarde]):
        doek.add("rect", **maat, fill=f"url(#{doek.id}m)", stroke="#c0c7d2", stroke_width=0.8)
        doek.add_tekst(midden, basis, "–", anker="middle", klasse="zacht")
        return
    laag, hoog = bereik
    stap = min(int((waarde - laag) / (hoog - laag) * STAPPEN), STAPPEN - 1) if hoog > laag else 1
    doek.add("rect", klasse=f"vth-svg__tint{stap}", **maat, fill=TINTEN[stap], stroke=LIJN, stroke_width=0.4)
    tekst = schrijf(waarde)
    kleur = PAPIER if stap >= 3 else INKT
    klasse = "licht" if stap >= 3 else "tekst"
    grootte = 11.0 if measure(tekst) > breed - 4 else None
    doek.add_tekst(midden, basis, tekst, anker="middle", klasse=klasse, fill=kleur, font_size=grootte)


def _describe(rijen: Sequence[str], kolommen: Sequence[str], eindig: Sequence[float], eenheid: str) -> str:
    """Say in words what the matrix holds."""
    if not eindig:
        return "Er zijn geen gegevens."
    van, tot = format_waarde(min(eindig)), format_waarde(max(eindig))
    maat = f" {eenheid}" if eenheid else ""
    return f"Matrix van {len(rijen)} rijen en {len(kolommen)} kolommen; waarden van {van} tot {tot}{maat}."
