"""In which coordinates a geometry goes out: CRS84 unless the reader asks for EPSG:28992 (`Accept-Crs`)."""

from collections.abc import Mapping
from functools import cache
from typing import Any

import shapely
from pyproj import Transformer
from shapely.geometry.base import BaseGeometry

CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
RD = "http://www.opengis.net/def/crs/EPSG/0/28992"
STELSELS = (CRS84, RD)
NAMEN = {
    CRS84.lower(): CRS84,
    "ogc:crs84": CRS84,
    "crs84": CRS84,
    RD.lower(): RD,
    "epsg:28992": RD,
}
# A millimetre on the ground, and what degrees need for it.
DECIMALEN = {CRS84: 8, RD: 3}


class StelselError(Exception):
    """A reader asks for coordinates that are not given out; the message names those that are."""


def read_stelsel(tekst: str) -> str:
    """Read the value of `Accept-Crs`: the first one that is known, CRS84 when nothing is asked.

    Raises StelselError when none of what is asked can be given.
    """
    gevraagd = [deel.split(";")[0].strip().strip("<>") for deel in tekst.split(",")]
    if not any(gevraagd) or "*" in gevraagd:
        return CRS84
    gekozen = next((NAMEN[naam.lower()] for naam in gevraagd if naam.lower() in NAMEN), None)
    if gekozen is None:
        raise StelselError(
            f"Coördinaten in {tekst[:80]!r} zijn er niet. Vraag {CRS84} (zonder opgave) of {RD} (EPSG:28992)."
        )
    return gekozen


def make_punt(plaats: Any, stelsel: str) -> dict[str, Any] | None:
    """Make the GeoJSON point of a place with `x y lengtegraad breedtegraad`; nothing when it has no coordinates.

    What the place has in the asked coordinates is given as it is; else it is computed from the other pair.
    """
    rd, graden = (plaats.x, plaats.y), (plaats.lengtegraad, plaats.breedtegraad)
    eigen, ander = (graden, rd) if stelsel == CRS84 else (rd, graden)
    if None not in eigen:
        return _write_punt(eigen, stelsel)
    return None if None in ander else _write_punt(_transform(ander, naar=stelsel), stelsel)


def find_graden(plaats: Any) -> tuple[float, float] | None:
    """Give longitude and latitude of a place as `make_punt` does, for a map that the server draws."""
    punt = make_punt(plaats, CRS84)
    return (punt["coordinates"][0], punt["coordinates"][1]) if punt else None


def complete_plaats(inhoud: Mapping[str, Any]) -> dict[str, float]:
    """Compute the pair of coordinates that a place lacks from the other pair, rounded as for a delivery."""
    rd, graden = ((inhoud.get(a), inhoud.get(b)) for a, b in (("x", "y"), ("lengtegraad", "breedtegraad")))
    if None in graden and None not in rd:
        lon, lat = _transform(rd, naar=CRS84)
        return {"lengtegraad": round(lon, 7), "breedtegraad": round(lat, 7)}
    if None in rd and None not in graden:
        x, y = _transform(graden, naar=RD)
        return {"x": round(x, 3), "y": round(y, 3)}
    return {}


def make_geometrie(plaats: Any, stelsel: str) -> dict[str, Any] | None:
    """Make the GeoJSON geometry of a place: its shape (WKT in EPSG:28992) when it has one, else its point."""
    if not plaats.geometrie:
        return make_punt(plaats, stelsel)
    vorm = shapely.from_wkt(plaats.geometrie)
    if stelsel == CRS84:
        vorm = shapely.transform(vorm, _get_transformer(CRS84).transform, interleaved=False)
    return _write_vorm(vorm, stelsel)


def transform_kader(kader: tuple[float, float, float, float], *, naar: str) -> tuple[float, ...]:
    """Give the smallest box in `naar` around a box in the other coordinates."""
    return tuple(_get_transformer(naar).transform_bounds(*kader))


def write_kop(stelsel: str) -> str:
    """Write the value of `Content-Crs`."""
    return f"<{stelsel}>"


def _write_punt(paar: tuple[Any, ...], stelsel: str) -> dict[str, Any]:
    """Write a point."""
    return {"type": "Point", "coordinates": [round(float(c), DECIMALEN[stelsel]) for c in paar]}


def _write_vorm(vorm: BaseGeometry, stelsel: str) -> dict[str, Any]:
    """Write a shape, rounded to what means something."""
    geschreven: Mapping[str, Any] = shapely.geometry.mapping(vorm)
    return {
        k: _round(v, DECIMALEN[stelsel]) if k == "coordinates" else _write_deel(v, stelsel)
        for k, v in geschreven.items()
    }


def _write_deel(waarde: Any, stelsel: str) -> Any:
    """Write the type of a shape, or the shapes of a collection."""
    if isinstance(waarde, str):
        return waarde
    return [_write_vorm(shapely.geometry.shape(deel), stelsel) for deel in waarde]


def _round(waarde: Any, decimalen: int) -> Any:
    """Round coordinates at any depth."""
    if isinstance(waarde, list | tuple):
        return [_round(deel, decimalen) for deel in waarde]
    return round(waarde, decimalen)


def _transform(paar: tuple[Any, ...], *, naar: str) -> tuple[Any, ...]:
    """Compute one pair in `naar` from the other coordinates."""
    return tuple(_get_transformer(naar).transform(*paar))


@cache
def _get_transformer(naar: str) -> Transformer:
    """Give the transformation to one of the two, from the other; x or longitude always comes first."""
    van = RD if naar == CRS84 else CRS84
    codes = {CRS84: "OGC:CRS84", RD: "EPSG:28992"}
    return Transformer.from_crs(codes[van], codes[naar], always_xy=True)
