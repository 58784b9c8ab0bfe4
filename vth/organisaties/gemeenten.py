"""Which gemeente a point lies in, how far it lies from one, and the borders for a map.

Coordinates are metres in EPSG:28992. Borders are read once per content: the key of the cache is what they say, so a
corrected border is used at once and two databases never mix. A day before the first known borders uses those.
"""

from collections.abc import Collection, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely
from django.db.models import Min, QuerySet
from pyproj import Transformer

from vth.tijd.rules import Peilmoment

from .grensbestand import CRS84, RD
from .models import Gebiedsgrens, Organisatie
from .selectors import list_codes, list_namen

STUKSGEWIJS = 250_000
GRADEN_DECIMALEN = 5

Sleutel = tuple[tuple[str, str], ...]
Getallen = npt.NDArray[np.float64]
Teksten = npt.NDArray[np.str_]
Ring = tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Grenskaart:
    """The areas of one set of borders, in order of code, ready to be asked."""

    codes: tuple[str, ...]
    vlakken: "np.ndarray[Any, Any]"
    boom: shapely.STRtree


@dataclass(frozen=True)
class Omtrekken:
    """The outlines of groups of gemeenten, by the name of the group: per part its outer ring and the holes in it (EPSG:28992); `bron` says whose borders they are."""

    delen: Mapping[str, tuple[tuple[Ring, ...], ...]]
    bron: str


def find_gemeenten(x: "npt.ArrayLike", y: "npt.ArrayLike", op: date) -> Teksten:
    """Give for each point the code of the gemeente it lies in on a day; '' for a point in none or without a place.

    A point on a border belongs to the gemeente with the lowest code.
    """
    xs, ys = _as_getallen(x), _as_getallen(y)
    kaart = _find_kaart(op)
    nummers = np.full(xs.shape, len(kaart.codes))
    heeft_plaats = np.flatnonzero(np.isfinite(xs) & np.isfinite(ys))

    def locate(begin: int) -> None:
        deel = heeft_plaats[begin : begin + STUKSGEWIJS]
        for nummer, punten in _list_kandidaten(kaart, xs[deel], ys[deel]):
            kandidaten = deel[punten]
            binnen = shapely.intersects_xy(kaart.vlakken[nummer], xs[kandidaten], ys[kandidaten])
            nummers[kandidaten[binnen]] = nummer

    with ThreadPoolExecutor() as samen:
        list(samen.map(locate, range(0, len(heeft_plaats), STUKSGEWIJS)))
    return np.array([*kaart.codes, ""], dtype="U10")[nummers]


def find_buurafstand(
    x: "npt.ArrayLike", y: "npt.ArrayLike", gemeenten: "npt.ArrayLike", op: date
) -> Getallen:
    """Give for each point how many metres it lies outside the gemeente that is claimed for it; 0 inside.

    So a check can allow for borders that were drawn coarsely. NaN where the gemeente has no border on that day or the
    point no place.
    """
    xs, ys, codes = _as_getallen(x), _as_getallen(y), np.asarray(gemeenten, dtype="U10")
    uit = np.full(xs.shape, np.nan)
    kaart = _find_kaart(op)
    nummers = {code: nummer for nummer, code in enumerate(kaart.codes)}
    gezien, welke = np.unique(codes, return_inverse=True)
    volgorde = np.argsort(welke, kind="stable")
    grenzen = np.searchsorted(welke[volgorde], np.arange(len(gezien) + 1))
    for n, code in enumerate(gezien):
        if (nummer := nummers.get(str(code))) is None:
            continue
        rijen = volgorde[grenzen[n] : grenzen[n + 1]]
        rijen = rijen[np.isfinite(xs[rijen]) & np.isfinite(ys[rijen])]
        binnen = shapely.intersects_xy(kaart.vlakken[nummer], xs[rijen], ys[rijen])
        uit[rijen[binnen]] = 0.0
        buiten = rijen[~binnen]
        uit[buiten] = shapely.distance(kaart.vlakken[nummer], shapely.points(xs[buiten], ys[buiten]))
    return uit


def list_grenzen(
    op: date, *, tolerantie_m: float = 100.0, alleen: Collection[str] | None = None
) -> dict[str, Any]:
    """Give the borders of a day as a GeoJSON FeatureCollection (CRS84) for a map, with code and name; with `alleen` those of some gemeenten.

    Borders are simplified together, so that neighbours still touch; `tolerantie_m` is about the size, in metres, of
    what may disappear. Not for measuring: use `find_gemeenten`.
    """
    if alleen is not None and not alleen:
        return {"type": "FeatureCollection", "features": []}
    gevonden = [
        (code, geometrie)
        for code, geometrie in _simplify(_find_sleutel(op), tolerantie_m)
        if alleen is None or code in alleen
    ]
    namen = list_namen([code for code, _ in gevonden], op)
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "id": code,
                "properties": {"code": code, "naam": namen[code]},
                "geometry": dict(geometrie),
            }
            for code, geometrie in gevonden
        ],
    }


def list_omtrekken(
    groepen: Mapping[str, Collection[str]],
    op: date,
    *,
    bekend_op: datetime | None = None,
    tolerantie_m: float = 250.0,
) -> Omtrekken:
    """Give the outline of each group of gemeenten (by code) on a day, for a drawing; as the borders were known at `bekend_op`, else as they are known now.

    Simplified as `list_grenzen`, so that groups that adjoin still touch. A group without a border is empty.
    """
    rijen = _list_rijen(op, bekend_op)
    sleutel = _find_sleutel(op, bekend_op)
    delen = {naam: _merge(sleutel, frozenset(codes), tolerantie_m) for naam, codes in groepen.items()}
    return Omtrekken(delen, ", ".join(rijen.order_by("bron").values_list("bron", flat=True).distinct()))


def _as_getallen(waarden: "npt.ArrayLike") -> Getallen:
    """Give numbers as an array of floats."""
    return np.asarray(waarden, dtype=np.float64)


def _find_kaart(op: date) -> Grenskaart:
    """Give the map of the borders of a day, made once per content."""
    return _make_kaart(_find_sleutel(op))


def _list_rijen(op: date, bekend_op: datetime | None = None) -> QuerySet[Gebiedsgrens]:
    """Give the rows of the borders of a day, as they are known now or were known at a moment."""
    alle = Gebiedsgrens.objects
    grenzen = alle.believed() if bekend_op is None else alle.known_at(Peilmoment(op, bekend_op))
    eerste = grenzen.aggregate(eerste=Min("begin_geldigheid"))["eerste"]
    dag = max(op, eerste) if eerste else op
    return grenzen.filter(begin_geldigheid__lte=dag, eind_geldigheid__gt=dag)


def _find_sleutel(op: date, bekend_op: datetime | None = None) -> Sleutel:
    """Name what the borders of a day say: code and hash of each gemeente that exists, in order of code."""
    rijen = _list_rijen(op, bekend_op).order_by("gebied")
    bestaat = list_codes(op, soort=Organisatie.Soort.GEMEENTE)
    return tuple(
        (gebied, md5) for gebied, md5 in rijen.values_list("gebied", "inhoud_md5") if gebied in bestaat
    )


@lru_cache(maxsize=4)
def _make_kaart(sleutel: Sleutel) -> Grenskaart:
    """Read the areas that the key names, and prepare them."""
    rijen = Gebiedsgrens.objects.filter(inhoud_md5__in={md5 for _, md5 in sleutel})
    wkt = {
        (gebied, md5): tekst for gebied, md5, tekst in rijen.values_list("gebied", "inhoud_md5", "geometrie")
    }
    vlakken = np.array([shapely.from_wkt(wkt[deel]) for deel in sleutel], dtype=object)
    shapely.prepare(vlakken)
    # GEOS builds its index at the first question; asked here, so that threads only read it.
    punten = shapely.get_coordinates(shapely.point_on_surface(vlakken))
    shapely.intersects_xy(vlakken, punten[:, 0], punten[:, 1])
    return Grenskaart(tuple(code for code, _ in sleutel), vlakken, shapely.STRtree(vlakken))


def _list_kandidaten(
    kaart: Grenskaart, x: Getallen, y: Getallen
) -> "Iterator[tuple[int, npt.NDArray[np.intp]]]":
    """Give per area the points within its bounds, the highest code first so that the lowest has the last word."""
    punten, nummers = kaart.boom.query(shapely.points(x, y))
    volgorde = np.argsort(nummers, kind="stable")
    grenzen = np.searchsorted(nummers[volgorde], np.arange(len(kaart.codes) + 1))
    for nummer in reversed(range(len(kaart.codes))):
        if grenzen[nummer] < grenzen[nummer + 1]:
            yield nummer, punten[volgorde[grenzen[nummer] : grenzen[nummer + 1]]]


@lru_cache(maxsize=8)
def _simplify(sleutel: Sleutel, tolerantie_m: float) -> tuple[tuple[str, dict[str, Any]], ...]:
    """Bring the simplified borders to CRS84."""
    transformer = Transformer.from_crs(RD, CRS84, always_xy=True)

    def move(punten: "np.ndarray[Any, Any]") -> "np.ndarray[Any, Any]":
        return np.round(np.column_stack(transformer.transform(punten[:, 0], punten[:, 1])), GRADEN_DECIMALEN)

    graden = shapely.transform(_simplify_rd(sleutel, tolerantie_m), move)
    return tuple(
        (code, shapely.geometry.mapping(vlak))
        for (code, _), vlak in zip(sleutel, graden, strict=True)
        if not vlak.is_empty
    )


@lru_cache(maxsize=8)
def _simplify_rd(sleutel: Sleutel, tolerantie_m: float) -> "np.ndarray[Any, Any]":
    """Simplify the borders as one coverage."""
    if not sleutel:
        return np.array([], dtype=object)
    return np.asarray(shapely.coverage_simplify(_make_kaart(sleutel).vlakken, tolerantie_m))


@lru_cache(maxsize=512)
def _merge(sleutel: Sleutel, codes: frozenset[str], tolerantie_m: float) -> tuple[tuple[Ring, ...], ...]:
    """Give the outline of some gemeenten together, without the borders between them."""
    vlakken = [
        v for (code, _), v in zip(sleutel, _simplify_rd(sleutel, tolerantie_m), strict=True) if code in codes
    ]
    return tuple(
        tuple(tuple((x, y) for x, y in ring.coords) for ring in (deel.exterior, *deel.interiors))
        for deel in shapely.get_parts(shapely.union_all(vlakken))
        if deel.geom_type == "Polygon" and not deel.is_empty
    )
