"""The locator map: where a site lies, drawn from its own shapes, without tiles; always beside a list."""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.safestring import SafeString

from ..onderdelen import Grafiek, Kolom
from ..opmaak import format_getal
from .doek import INKT, PAPIER, Doek, add_teken, fit, format_maat, make_grafiek, measure
from .lijn import add_omrand

RAND, METER_PER_GRAAD = 22, 111_320.0
Ring = Sequence[Sequence[float]]


@dataclass(frozen=True)
class Vlak:
    """A named area: a GeoJSON geometry of Polygons; `nadruk` for the one that the page is about."""

    naam: str
    geometrie: Mapping[str, Any]
    nadruk: bool = False


@dataclass(frozen=True)
class Punt:
    """A named point; `soort` (0 to 4) chooses its shape."""

    naam: str
    x: float
    y: float
    soort: int = 0


@dataclass(frozen=True)
class _Kader:
    """From coordinates in the world to places on the drawing, the same scale both ways, north up."""

    west: float
    noord: float
    schaal: float
    rek: float
    links: float
    boven: float

    def place(self, x: float, y: float) -> tuple[float, float]:
        """Give the place of a coordinate."""
        return self.links + (x - self.west) * self.rek * self.schaal, self.boven + (
            self.noord - y
        ) * self.schaal


def make_locatiekaart(
    titel: str,
    vlakken: Sequence[Vlak] = (),
    punten: Sequence[Punt] = (),
    *,
    beschrijving: str = "",
    bron: str = "",
    datum: date | None = None,
) -> Grafiek:
    """Make a map of areas and points, all in RD metres or all in degrees (longitude, latitude)."""
    coordinaten = [
        *((p.x, p.y) for p in punten),
        *(tuple(c[:2]) for v in vlakken for r in _list_ringen(v) for c in r),
    ]
    tekst = beschrijving or _describe(vlakken, punten)

    def teken(breedte: float) -> SafeString:
        hoogte = 320.0 if breedte > 500 else 260.0
        doek = Doek(breedte, hoogte, titel, tekst)
        kader = _make_kader(coordinaten, doek)  # type: ignore[arg-type]
        doek.add("rect", klasse="vth-svg__kaart", x=0, y=0, width=breedte, height=hoogte, fill="#f9f9fa")
        for vlak in sorted(vlakken, key=lambda v: v.nadruk):
            _draw_vlak(doek, kader, vlak)
        _draw_punten(doek, kader, punten)
        _draw_maatstok(doek, kader, graden=_is_graden(coordinaten))  # type: ignore[arg-type]
        return doek.render()

    kolommen = [Kolom("naam", "Naam"), Kolom("x", "x"), Kolom("y", "y")]
    rijen: list[dict[str, object]] = [{"naam": p.naam, "x": _write(p.x), "y": _write(p.y)} for p in punten]
    return make_grafiek(titel, teken if coordinaten else None, kolommen if punten else (), rijen, bron, datum)


def _write(coordinaat: float) -> str:
    """Write a coordinate for the table: whole metres, or degrees with five decimals."""
    return f"{coordinaat:.0f}" if abs(coordinaat) > 180 else f"{coordinaat:.5f}"


def _list_ringen(vlak: Vlak) -> Iterator[Ring]:
    """Walk the rings of a Polygon or MultiPolygon; other kinds are refused."""
    soort, inhoud = vlak.geometrie.get("type"), vlak.geometrie.get("coordinates", ())
    if soort not in ("Polygon", "MultiPolygon"):
        raise ValueError(
            f"Het vlak {vlak.naam!r} is een {soort}. De kaart tekent Polygon en MultiPolygon. "
            "Geef een punt als Punt."
        )
    for polygoon in [inhoud] if soort == "Polygon" else inhoud:
        yield from polygoon


def _is_graden(coordinaten: Iterable[tuple[float, float]]) -> bool:
    """Tell degrees from RD metres: no place in the Netherlands has RD coordinates below 180."""
    return all(abs(x) <= 180 and abs(y) <= 90 for x, y in coordinaten)


def _make_kader(coordinaten: Sequence[tuple[float, float]], doek: Doek) -> _Kader:
    """Fit everything in, with a rim; a single point gets a kilometre around it."""
    west, oost = min(x for x, _ in coordinaten), max(x for x, _ in coordinaten)
    zuid, noord = min(y for _, y in coordinaten), max(y for _, y in coordinaten)
    graden = _is_graden(coordinaten)
    rek = math.cos(math.radians((zuid + noord) / 2)) if graden else 1.0
    minst = 1000 / METER_PER_GRAAD if graden else 1000.0
    breed, hoog = max((oost - west) * rek, minst), max(noord - zuid, minst)
    schaal = min((doek.breedte - 2 * RAND) / breed, (doek.hoogte - 2 * RAND) / hoog)
    midden = ((west + oost) / 2, (zuid + noord) / 2)
    return _Kader(midden[0], midden[1], schaal, rek, doek.breedte / 2, doek.hoogte / 2)


def _draw_vlak(doek: Doek, kader: _Kader, vlak: Vlak) -> None:
    """Draw an area; places that fall on the same tenth of a pixel are drawn once."""
    delen = []
    for ring in _list_ringen(vlak):
        plekken = dict.fromkeys(
            f"{format_maat(x)} {format_maat(y)}" for x, y in (kader.place(c[0], c[1]) for c in ring)
        )
        delen.append("M" + "L".join(plekken) + "z")
    soort, kleur, dikte = ("vlaknadruk", "#c7e7fa", 2.2) if vlak.nadruk else ("vlak", "#eff1f3", 1)
    doek.add(
        "path",
        klasse=f"vth-svg__kaart{soort}",
        d="".join(delen),
        fill=kleur,
        fill_rule="evenodd",
        stroke="#00568b" if vlak.nadruk else "#586c88",
        stroke_width=dikte,
        stroke_linejoin="round",
    )
    plekken_ = [kader.place(c[0], c[1]) for ring in _list_ringen(vlak) for c in ring]
    x = (min(p[0] for p in plekken_) + max(p[0] for p in plekken_)) / 2
    y = min(p[1] for p in plekken_) + 26
    if vlak.naam and measure(vlak.naam) < max(p[0] for p in plekken_) - min(p[0] for p in plekken_):
        add_omrand(doek, x, y, vlak.naam, anker="middle", klasse="vet" if vlak.nadruk else "zacht")


def _draw_punten(doek: Doek, kader: _Kader, punten: Sequence[Punt]) -> None:
    """Draw the points, each with its name beside it where no other name stands yet."""
    bezet: list[tuple[float, float, float]] = []
    for punt in punten:
        x, y = kader.place(punt.x, punt.y)
        add_teken(doek, punt.soort, x, y, 5.5)
        breed = measure(punt.naam)
        links = x + 10 + breed > doek.breedte - 4
        begin = x - 10 - breed if links else x + 10
        if any(abs(y - by) < 15 and begin < bx + bb and bx < begin + breed for bx, by, bb in bezet):
            continue
        bezet.append((begin, y, breed))
        ruimte = x - 14 if links else doek.breedte - x - 14
        add_omrand(
            doek,
            x - 10 if links else x + 10,
            y + 4.5,
            fit(punt.naam, ruimte),
            anker="end" if links else "start",
        )


def _draw_maatstok(doek: Doek, kader: _Kader, *, graden: bool) -> None:
    """Draw a round length in metres, and which way north is."""
    per_meter = kader.schaal / (METER_PER_GRAAD if graden else 1.0)
    ruw = doek.breedte * 0.2 / per_meter
    macht = 10.0 ** math.floor(math.log10(ruw))
    meter = next(macht * keer for keer in (5, 2, 1) if macht * keer <= ruw)
    lengte, y = meter * per_meter, doek.hoogte - 12
    tekst = f"{format_getal(meter / 1000)} km" if meter >= 1000 else f"{format_getal(meter)} m"
    d = f"M12 {y - 4:.1f}V{y:.1f}H{12 + lengte:.1f}V{y - 4:.1f}"
    doek.add("path", klasse="vth-svg__rand", d=d, fill="none", stroke=PAPIER, stroke_width=4)
    doek.add("path", klasse="vth-svg__maatstok", d=d, fill="none", stroke=INKT, stroke_width=1.4)
    add_omrand(doek, 12 + lengte + 6, y + 1, tekst)
    x = doek.breedte - 18
    doek.add("path", klasse="vth-svg__noord", d=f"M{x:.1f} 10l5 13-5-3-5 3z", fill=INKT)
    doek.add_tekst(x, 36, "N", anker="middle", klasse="vet")


def _describe(vlakken: Sequence[Vlak], punten: Sequence[Punt]) -> str:
    """Say in words what the map shows."""
    namen = [v.naam for v in vlakken if v.naam] + [p.naam for p in punten]
    return f"Kaart, noorden boven, met: {', '.join(namen[:12])}." if namen else "Kaart, noorden boven."
