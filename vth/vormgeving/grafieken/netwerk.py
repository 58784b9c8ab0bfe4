"""The dependency picture: each thing on its own line, after what it waits for, with an arrow from there; a chain stands out."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString

from ..onderdelen import Grafiek, Kolom
from .doek import INKT, LIJN, PAPIER, Doek, fit, format_maat, make_grafiek

RIJ, HOOG, INSPRONG = 44.0, 30.0, 26.0


@dataclass(frozen=True)
class Schakel:
    """One thing: its name, what stands behind it (a day), and whether it is on the chain that stands out."""

    id: str
    naam: str
    tekst: str = ""
    nadruk: bool = False


def make_netwerk(
    titel: str,
    schakels: Sequence[Schakel],
    lijnen: Collection[tuple[str, str]],
    *,
    nadruk: str = "",
    beschrijving: str = "",
    bron: str = "",
    datum: date | None = None,
) -> Grafiek:
    """Make a picture of things in an order in which each comes after what it waits for; `lijnen` lead from before to after."""
    plek, gekend = _order(schakels, lijnen)
    diepte: dict[str, int] = {}
    for schakel in schakels:
        diepte[schakel.id] = 1 + max((diepte[v] for v, n in gekend if n == schakel.id), default=-1)
    namen = {s.id: s.naam for s in schakels}
    tekst = beschrijving or f"{len(schakels)} dingen en {len(gekend)} afhankelijkheden."

    def teken(breedte: float) -> SafeString:
        doek = Doek(breedte, RIJ * len(schakels) + 4, titel, tekst)
        stap = min(INSPRONG, breedte * 0.4 / max(max(diepte.values()), 1))
        for van, naar in gekend:
            vet = all(schakels[plek[k]].nadruk for k in (van, naar))
            _draw_pijl(doek, (diepte[van] * stap, plek[van]), (diepte[naar] * stap, plek[naar]), vet)
        for n, schakel in enumerate(schakels):
            _draw_schakel(doek, schakel, diepte[schakel.id] * stap, n * RIJ)
        return doek.render()

    kolommen = [
        Kolom("naam", "Wat"),
        Kolom("tekst", "Klaar"),
        Kolom("na", "Wacht op"),
        Kolom("keten", nadruk or "Op de keten"),
    ]
    rijen = [_make_rij(s, namen, gekend) for s in schakels]
    return make_grafiek(titel, teken if schakels else None, kolommen, rijen, bron, datum)


def _order(
    schakels: Sequence[Schakel], lijnen: Collection[tuple[str, str]]
) -> tuple[dict[str, int], list[tuple[str, str]]]:
    """Give the place of each thing, and the lines between things that are there; refuses one that leads back."""
    plek = {s.id: n for n, s in enumerate(schakels)}
    gekend = [(van, naar) for van, naar in lijnen if van in plek and naar in plek]
    terug = [paar for paar in gekend if plek[paar[0]] >= plek[paar[1]]]
    if terug:
        raise ValueError(
            f"{terug[0][1]} staat vóór {terug[0][0]}, waar het op wacht. Zet de schakels op volgorde."
        )
    return plek, gekend


def _make_rij(
    schakel: Schakel, namen: Mapping[str, str], gekend: Sequence[tuple[str, str]]
) -> dict[str, str]:
    """Give a thing as a row, with what it waits for."""
    na = "; ".join(namen[van] for van, naar in gekend if naar == schakel.id)
    return {
        "naam": schakel.naam,
        "tekst": schakel.tekst,
        "na": na,
        "keten": "ja" if schakel.nadruk else "nee",
    }


def _draw_schakel(doek: Doek, schakel: Schakel, x: float, y: float) -> None:
    """Draw one thing as a box with its name and its day."""
    breed = doek.breedte - x - 2
    doek.add(
        "rect",
        klasse="vth-svg__tint0",
        x=x + 1,
        y=y + 2,
        width=breed,
        height=HOOG,
        fill="#f4fafe",
        stroke=INKT if schakel.nadruk else LIJN,
        stroke_width=2.4 if schakel.nadruk else 0.8,
    )
    kant = min(len(schakel.tekst) * 7.5, breed * 0.4)
    doek.add_tekst(
        x + 12, y + 21, fit(schakel.naam, breed - kant - 24), klasse="vet" if schakel.nadruk else "tekst"
    )
    doek.add_tekst(doek.breedte - 8, y + 21, fit(schakel.tekst, kant), anker="end", klasse="zacht")


def _draw_pijl(doek: Doek, van: tuple[float, int], naar: tuple[float, int], vet: bool) -> None:
    """Draw an arrow from under one box to the left of another."""
    x, boven = van[0] + 8, van[1] * RIJ + HOOG + 2
    eind, onder = naar[0], naar[1] * RIJ + 2 + HOOG / 2
    pad = f"M{format_maat(x)} {format_maat(boven)}V{format_maat(onder)}H{format_maat(eind)}"
    doek.add(
        "path",
        klasse="vth-svg__leider",
        d=pad,
        fill="none",
        stroke=INKT,
        stroke_width=2.6 if vet else 1.0,
        stroke_dasharray="" if vet else "4 3",
    )
    doek.add(
        "path",
        klasse="vth-svg__vlak0",
        d=f"M{format_maat(eind + 1)} {format_maat(onder)}l-7 -4v8z",
        fill=INKT,
        stroke=PAPIER,
        stroke_width=0.5,
    )
