"""Lindeland as it lies: municipalities, places and borders, made from `gegevens/gebied.yaml` with whole numbers only.

Whole numbers (centimetres in EPSG:28992) and a polynomial for degrees make the outcome the same on every machine.
"""

import hashlib
import json
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import shapely
import yaml

GEGEVENS = Path(__file__).parent / "gegevens"

# How far a corner may be shifted and a side may bend, in metres. Sites keep further from the sides than a side bends.
SCHUIF_M, BUIG_M = 900, 300
# A core takes in as many sites as this many cells without one.
KERNGEWICHT = 6
GRADEN_DECIMALEN = 7

# Approximate transformation from EPSG:28992 to degrees (Schreutelkamp and Strang van Hees, 2001), within half a metre.
_BREEDTE = (
    (0, 1, 3235.65389), (2, 0, -32.58297), (0, 2, -0.24750), (2, 1, -0.84978), (0, 3, -0.06550), (2, 2, -0.01709),
    (1, 0, -0.00738), (4, 0, 0.00530), (2, 3, -0.00039), (4, 1, 0.00033), (1, 1, -0.00012),
)  # fmt: skip
_LENGTE = (
    (1, 0, 5260.52916), (1, 1, 105.94684), (1, 2, 2.45656), (3, 0, -0.81885), (1, 3, 0.05594), (3, 1, -0.05607),
    (0, 1, 0.01199), (3, 2, -0.00256), (1, 4, 0.00128), (0, 2, 0.00022), (2, 0, -0.00022), (5, 0, 0.00026),
)  # fmt: skip

Punt = tuple[int, int]


@dataclass(frozen=True)
class Cel:
    """One cell of the map: where it lies, to which place it belongs, and its corners (southwest, southeast, northwest,
    northeast) in centimetres.
    """

    rij: int
    kolom: int
    letter: str
    gemeente: str
    woonplaats: str
    pc4: int
    kern: bool
    hoeken: tuple[Punt, Punt, Punt, Punt]


@cache
def read_gegevens(naam: str) -> Any:
    """Read one of the files from which the world is made."""
    return yaml.load((GEGEVENS / f"{naam}.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


def derive_getal(*delen: object) -> int:
    """Give a number that depends on the parts alone."""
    return int.from_bytes(hashlib.md5("/".join(map(str, delen)).encode(), usedforsecurity=False).digest()[:8])


@cache
def list_cellen() -> tuple[Cel, ...]:
    """List the cells of the map, from the northwest, row by row."""
    gebied = read_gegevens("gebied")
    gemeenten = {g["letter"]: g for g in gebied["gemeenten"]}
    cellen = []
    for rij, regel in enumerate(gebied["kaart"]):
        for kolom, letter in enumerate(regel):
            gemeente = gemeenten[letter]
            plaats = min(gemeente["woonplaatsen"], key=lambda w: _afstand(w["kern"], (rij, kolom)))
            cellen.append(
                Cel(
                    rij=rij,
                    kolom=kolom,
                    letter=letter,
                    gemeente=gemeente["code"],
                    woonplaats=plaats["naam"],
                    pc4=plaats["pc4"],
                    kern=tuple(plaats["kern"]) == (rij, kolom),
                    hoeken=tuple(derive_hoek(r, k) for r, k in _list_hoeken(rij, kolom)),  # type: ignore[arg-type]
                )
            )
    return tuple(cellen)


def _afstand(kern: list[int], cel: Punt) -> int:
    """Measure how far a cell lies from a core, squared."""
    return (kern[0] - cel[0]) ** 2 + (kern[1] - cel[1]) ** 2


def _list_hoeken(rij: int, kolom: int) -> tuple[Punt, Punt, Punt, Punt]:
    """List the nodes of a cell: southwest, southeast, northwest, northeast."""
    return (rij + 1, kolom), (rij + 1, kolom + 1), (rij, kolom), (rij, kolom + 1)


@cache
def derive_hoek(rij: int, kolom: int) -> Punt:
    """Give the place of a node of the map in centimetres; row 0 is the northern edge."""
    gebied = read_gegevens("gebied")
    zijde, rijen = gebied["cel_m"] * 100, len(gebied["kaart"])
    schuif = [derive_getal("hoek", as_, rij, kolom) % (2 * SCHUIF_M * 100) - SCHUIF_M * 100 for as_ in "xy"]
    x = gebied["oorsprong"]["x"] * 100 + kolom * zijde + schuif[0]
    y = gebied["oorsprong"]["y"] * 100 + (rijen - rij) * zijde + schuif[1]
    return x, y


@cache
def derive_zijde(een: Punt, ander: Punt) -> tuple[Punt, ...]:
    """Give the points of the bent side between two neighbouring nodes, both ends included; the same from both sides."""
    (x1, y1), (x2, y2) = derive_hoek(*een), derive_hoek(*ander)
    punten = [(x1, y1)]
    for stap in (1, 2, 3):
        buiging = derive_getal("zijde", *een, *ander, stap) % (2 * BUIG_M * 100) - BUIG_M * 100
        x, y = x1 + (x2 - x1) * stap // 4, y1 + (y2 - y1) * stap // 4
        punten.append((x, y + buiging) if een[0] == ander[0] else (x + buiging, y))
    return (*punten, (x2, y2))


def make_vlakken() -> dict[str, shapely.Polygon]:
    """Make the area of each gemeente in centimetres: its cells with bent sides, joined; neighbours share every point."""
    per_gemeente: dict[str, list[shapely.Polygon]] = defaultdict(list)
    for cel in list_cellen():
        zw, zo, nw, no = _list_hoeken(cel.rij, cel.kolom)
        zijden = [
            derive_zijde(nw, no),
            derive_zijde(no, zo),
            derive_zijde(zw, zo)[::-1],
            derive_zijde(nw, zw)[::-1],
        ]
        per_gemeente[cel.gemeente].append(shapely.Polygon([p for zijde in zijden for p in zijde[:-1]]))
    return {code: shapely.normalize(shapely.union_all(delen)) for code, delen in sorted(per_gemeente.items())}


def derive_graden(x: float, y: float) -> tuple[float, float]:
    """Give longitude and latitude of a place in metres (EPSG:28992)."""
    dx, dy = (x - 155_000) * 1e-5, (y - 463_000) * 1e-5
    breedte = 52.15517440 + sum(c * dx**p * dy**q for p, q, c in _BREEDTE) / 3600
    lengte = 5.38720621 + sum(c * dx**p * dy**q for p, q, c in _LENGTE) / 3600
    return round(lengte, GRADEN_DECIMALEN), round(breedte, GRADEN_DECIMALEN)


def write_grenzen(file: Path) -> None:
    """Write the borders as GeoJSON (CRS84), for `import_grenzen`."""
    namen = {g["code"]: g["naam"] for g in read_gegevens("gebied")["gemeenten"]}
    features = [
        {
            "type": "Feature",
            "properties": {"code": code, "naam": namen[code]},
            "geometry": {
                "type": "Polygon",
                "coordinates": [
                    [list(derive_graden(x / 100, y / 100)) for x, y in ring.coords]
                    for ring in (vlak.exterior, *vlak.interiors)
                ],
            },
        }
        for code, vlak in make_vlakken().items()
    ]
    regels = ",\n".join(json.dumps(f, ensure_ascii=False, separators=(",", ":")) for f in features)
    file.write_text(f'{{"type":"FeatureCollection","features":[\n{regels}\n]}}\n', encoding="utf-8")


def list_celplekken(reeks: str) -> list[int]:
    """List, for one series of sites, the numbers of the cells, each as often as its weight: a site draws one of them."""
    gebied = read_gegevens("gebied")
    letters = {g["letter"] for g in gebied["gemeenten"] if g["reeks"] == reeks}
    plekken: list[int] = []
    for letter in sorted(letters):
        eigen = [(n, KERNGEWICHT if c.kern else 1) for n, c in enumerate(list_cellen()) if c.letter == letter]
        trekking = [n for n, gewicht in eigen for _ in range(gewicht)]
        deel = gebied["gewicht"][letter] * 12
        plekken += [trekking[i * len(trekking) // deel] for i in range(deel)]
    return plekken


def make_harten() -> dict[str, Punt]:
    """Give the middle of the first place of each gemeente, in centimetres: where suppliers put what they cannot place."""
    eerste = {g["code"]: tuple(g["woonplaatsen"][0]["kern"]) for g in read_gegevens("gebied")["gemeenten"]}
    harten = {}
    for cel in list_cellen():
        if eerste[cel.gemeente] == (cel.rij, cel.kolom):
            x, y = (sum(hoek[n] for hoek in cel.hoeken) // 4 for n in (0, 1))
            harten[cel.gemeente] = (x, y)
    return harten
