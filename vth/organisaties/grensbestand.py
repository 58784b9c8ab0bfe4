"""Reading municipal borders from GeoJSON: which code has which area, in EPSG:28992, or why that cannot be."""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

RD = "EPSG:28992"
CRS84 = "OGC:CRS84"
GEMEENTECODE = re.compile(r"GM\d{4}")

# Where known publishers (CBS, PDOK) put the code of a gemeente; the first that is present counts.
CODEVELDEN = ("statcode", "gm_code", "gemeentecode", "identificatie", "code")

# The bounds in which RD coordinates of the Netherlands lie, in metres (area of use of EPSG:28992, rounded outward).
RD_GRENZEN = (-7_000, 289_000, 300_000, 630_000)
DECIMALEN = 2


class GrenzenError(Exception):
    """A file of borders that cannot be used; the message says what, why and what to do, in Dutch."""


@dataclass(frozen=True)
class Grens:
    """The border of one area: WKT in EPSG:28992, and the hash by which it is compared."""

    gebied: str
    wkt: str
    inhoud_md5: str


@dataclass(frozen=True)
class Grensbestand:
    """What a file says: borders by code, and what had to be repaired, in Dutch."""

    grenzen: Mapping[str, Grens]
    waarschuwingen: tuple[str, ...]


def read_grensbestand(bestand: Path, *, crs: str = "") -> Grensbestand:
    """Read borders from a GeoJSON FeatureCollection; `crs` is the file's coordinate system, else what it says itself.

    A GeoJSON file without a statement is in CRS84, longitude first (RFC 7946). An area that crosses itself is
    repaired with a warning. Raises GrenzenError for whatever cannot be an area of a gemeente in the Netherlands.
    """
    inhoud = _read_json(bestand)
    transformer = _make_transformer(bestand.name, crs or _read_crs(inhoud))
    codeveld = _find_codeveld(bestand.name, inhoud["features"][0])
    grenzen: dict[str, Grens] = {}
    waarschuwingen: list[str] = []
    for nummer, feature in enumerate(inhoud["features"], start=1):
        plaats = f"{bestand.name}, object {nummer}"
        code = _read_code(plaats, feature, codeveld)
        if code in grenzen:
            raise GrenzenError(
                f"{plaats}: {code} staat er twee keer in. Voeg de delen samen tot een MultiPolygon."
            )
        vlak = _read_vlak(f"{plaats} ({code})", feature, transformer, waarschuwingen)
        wkt = shapely.to_wkt(vlak, rounding_precision=DECIMALEN)
        grenzen[code] = Grens(code, wkt, hashlib.md5(wkt.encode(), usedforsecurity=False).hexdigest())
    return Grensbestand(grenzen, tuple(waarschuwingen))


def _read_json(bestand: Path) -> dict[str, Any]:
    """Read the file as a FeatureCollection with at least one feature."""
    try:
        inhoud = json.loads(bestand.read_bytes())
    except FileNotFoundError:
        raise GrenzenError(f"Het bestand {bestand} bestaat niet. Controleer het pad.") from None
    except ValueError:
        raise GrenzenError(f"{bestand.name} is geen JSON. Geef de gemeentegrenzen als GeoJSON.") from None
    soort = inhoud.get("type") if isinstance(inhoud, dict) else None
    features = inhoud.get("features") if soort == "FeatureCollection" else None
    if not isinstance(features, list) or not features or not all(isinstance(f, dict) for f in features):
        raise GrenzenError(
            f"{bestand.name} is geen GeoJSON met objecten (type {soort!r}). Geef een FeatureCollection met per "
            "gemeente een Polygon of MultiPolygon."
        )
    return inhoud


def _read_crs(inhoud: Mapping[str, Any]) -> str:
    """Give the coordinate system that an older GeoJSON names in its own `crs` member, else CRS84."""
    lid = inhoud.get("crs")
    naam = lid.get("properties", {}).get("name") if isinstance(lid, dict) else None
    return str(naam) if naam else CRS84


def _make_transformer(naam: str, crs: str) -> Transformer:
    """Make the transformation to RD; longitude or x always comes first, as GeoJSON has it."""
    try:
        return Transformer.from_crs(CRS.from_user_input(crs), RD, always_xy=True)
    except CRSError:
        raise GrenzenError(
            f"{naam}: het coördinaatstelsel {crs!r} is onbekend. Geef bijvoorbeeld OGC:CRS84 of EPSG:28992."
        ) from None


def _find_codeveld(naam: str, feature: Mapping[str, Any]) -> str:
    """Find the property that holds the code."""
    eigenschappen = feature.get("properties") or {}
    for veld in CODEVELDEN:
        if veld in eigenschappen:
            return veld
    raise GrenzenError(
        f"{naam} heeft geen eigenschap met de gemeentecode; gevonden: {', '.join(eigenschappen) or 'geen'}. "
        f"Noem haar een van: {', '.join(CODEVELDEN)}."
    )


def _read_code(plaats: str, feature: Mapping[str, Any], codeveld: str) -> str:
    """Read the code of one feature; bare digits are the code without its letters."""
    ruw = str((feature.get("properties") or {}).get(codeveld) or "").strip()
    code = f"GM{ruw}" if re.fullmatch(r"\d{4}", ruw) else ruw
    if not GEMEENTECODE.fullmatch(code):
        raise GrenzenError(
            f"{plaats}: {codeveld} is {ruw!r}; dat is geen gemeentecode. Verwacht wordt bijvoorbeeld GM0014."
        )
    return code


def _read_vlak(
    plaats: str, feature: Mapping[str, Any], transformer: Transformer, waarschuwingen: list[str]
) -> BaseGeometry:
    """Read one area, bring it to RD, and repair it when it crosses itself."""
    try:
        ruw = shape(feature["geometry"])
    except (KeyError, TypeError, ValueError, AttributeError, shapely.errors.ShapelyError):
        raise GrenzenError(
            f"{plaats}: de geometrie is niet te lezen. Geef een Polygon of MultiPolygon."
        ) from None
    if ruw.geom_type not in ("Polygon", "MultiPolygon") or ruw.is_empty:
        raise GrenzenError(
            f"{plaats}: de geometrie is {ruw.geom_type}. Een grens is een Polygon of MultiPolygon."
        )
    vlak = shapely.transform(shapely.force_2d(ruw), _make_functie(transformer))
    _check_ligging(plaats, ruw, vlak, transformer)
    if not vlak.is_valid:
        reden = shapely.is_valid_reason(vlak)
        vlak = _take_vlakken(shapely.make_valid(vlak))
        if vlak.is_empty:
            raise GrenzenError(f"{plaats}: de grens omsluit niets ({reden}). Haal het bestand opnieuw op.")
        waarschuwingen.append(f"{plaats}: de grens kruist zichzelf en is hersteld ({reden}).")
    return vlak


def _make_functie(transformer: Transformer) -> Any:
    """Make the function that moves coordinates to RD, rounded to the centimetre."""

    def move(punten: "np.ndarray[Any, Any]") -> "np.ndarray[Any, Any]":
        return np.round(np.column_stack(transformer.transform(punten[:, 0], punten[:, 1])), DECIMALEN)

    return move


def _check_ligging(plaats: str, ruw: BaseGeometry, vlak: BaseGeometry, transformer: Transformer) -> None:
    """Refuse an area outside the Netherlands, and say so when x and y stand the wrong way round."""
    if _lies_in_nederland(vlak):
        return
    gewisseld = shapely.transform(
        shapely.transform(shapely.force_2d(ruw), lambda p: p[:, ::-1]), _make_functie(transformer)
    )
    x, y = shapely.get_coordinates(ruw)[0]
    if _lies_in_nederland(gewisseld):
        raise GrenzenError(
            f"{plaats}: de coördinaten zijn verwisseld ({x}, {y}). GeoJSON geeft eerst lengte (of x), dan breedte (of y)."
        )
    raise GrenzenError(
        f"{plaats}: het punt ({x}, {y}) ligt niet in Nederland. Controleer het coördinaatstelsel en geef het mee met --crs."
    )


def _lies_in_nederland(vlak: BaseGeometry) -> bool:
    """Tell whether an area in RD lies within the bounds of RD."""
    links, onder, rechts, boven = vlak.bounds
    return bool(
        links >= RD_GRENZEN[0]
        and onder >= RD_GRENZEN[1]
        and rechts <= RD_GRENZEN[2]
        and boven <= RD_GRENZEN[3]
    )


def _take_vlakken(geometrie: BaseGeometry) -> BaseGeometry:
    """Keep the areas of what a repair gave, without the lines and points that came with it."""
    delen = [
        d
        for d in shapely.get_parts(shapely.get_parts(geometrie))
        if d.geom_type in ("Polygon", "MultiPolygon")
    ]
    return shapely.union_all(delen) if delen else shapely.Polygon()
