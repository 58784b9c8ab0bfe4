"""What can be derived of a place before it is checked: the other coordinates, the municipality, a sound geometry.

Adds to `c_geoobject` the columns `gemeente_van_punt`, `afstand_m` (to the stated municipality) and `geometriefout`,
which checks read.
"""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import cache
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
import shapely
from pyproj import Transformer

from vth.analyse.motor import quote_name
from vth.begrippen.rules import Objecttype
from vth.organisaties.gemeenten import find_buurafstand, find_gemeenten

from .profiel import Leverprofiel

RD = "EPSG:28992"
WGS = "EPSG:4326"
STUKSGEWIJS = 250_000


@cache
def get_transformer(van: str, naar: str) -> Transformer:
    """Give the transformation between two coordinate systems, x before y; about 0.25 m without the RDNAP grid."""
    return Transformer.from_crs(van, naar, always_xy=True)


def enrich_namen(
    con: duckdb.DuckDBPyConnection, profiel: Leverprofiel, model: Mapping[str, Objecttype]
) -> None:
    """Replace the full name of an organisation by its code, where a supplier delivers names; exact, case aside.

    A municipality is sought among municipalities; elsewhere a name that several organisations have stays as it is.
    """
    for gegevensset in profiel.gegevenssets:
        for attribuut in model[gegevensset].attributen:
            geleverd = any(
                attribuut.naam in s.velden for s in profiel.stromen if s.gegevensset == gegevensset
            )
            if attribuut.soort == "organisatie" and geleverd:
                kolom, tabel = quote_name(attribuut.naam), quote_name("c_" + gegevensset)
                waar = "WHERE soort = 'gemeente'" if attribuut.naam == "gemeente" else ""
                delen = f"unnest(string_split({kolom}, ';'))" if attribuut.meervoudig else kolom
                con.execute(
                    f"UPDATE {tabel} SET {kolom} = w.nieuw FROM (SELECT w.oud, array_to_string(list_sort(list_distinct(list("
                    f"coalesce(o.code, w.deel)))), ';') AS nieuw FROM (SELECT {kolom} AS oud, {delen} AS deel FROM "
                    f"(SELECT DISTINCT {kolom} FROM {tabel} WHERE {kolom} IS NOT NULL)) w LEFT JOIN (SELECT naam, min(code) AS code "
                    f"FROM organisatienamen {waar} GROUP BY naam HAVING count(*) = 1) o ON lower(w.deel) = o.naam GROUP BY w.oud "
                    f"HAVING count(o.code) > 0) w WHERE {kolom} = w.oud"
                )


def enrich_plaatsen(con: duckdb.DuckDBPyConnection, profiel: Leverprofiel, *, op: date) -> None:
    """Fill in what follows from the coordinates of each place, in one pass over arrays."""
    rijen = con.execute(
        "SELECT rowid AS nr, TRY_CAST(x AS DOUBLE) AS x, TRY_CAST(y AS DOUBLE) AS y, TRY_CAST(lengtegraad AS DOUBLE) AS lon, "
        "TRY_CAST(breedtegraad AS DOUBLE) AS lat, coalesce(gemeente, '') AS gemeente FROM c_geoobject"
    ).fetchnumpy()
    x, y, lon, lat = (np.ma.filled(rijen[k].astype(float), np.nan) for k in ("x", "y", "lon", "lat"))
    x, y, lon, lat = _complete(x, y, lon, lat)
    gemeente, genoemd = find_gemeenten(x, y, op), np.asarray(rijen["gemeente"], dtype="U10")
    afstand = np.zeros(x.shape)
    elders = np.flatnonzero(genoemd != gemeente)
    afstand[elders] = find_buurafstand(x[elders], y[elders], genoemd[elders], op)
    afstand[genoemd == ""] = np.nan
    plaats = {
        "nr_": pa.array(rijen["nr"]),
        **{
            naam: pa.array(w, mask=~np.isfinite(w))
            for naam, w in (("x_", x), ("y_", y), ("lon_", lon), ("lat_", lat))
        },
        "gemeente_van_punt": pa.array(gemeente),
        "afstand_m": pa.array(afstand, mask=~np.isfinite(afstand)),
        **_read_geometrie(con, profiel),
    }
    con.register("plaats", pa.table(plaats))
    con.execute(
        "CREATE OR REPLACE TABLE c_geoobject AS SELECT c.* REPLACE (coalesce(c.x, printf('%.3f', x_)) AS x, "
        "coalesce(c.y, printf('%.3f', y_)) AS y, coalesce(c.lengtegraad, printf('%.7f', lon_)) AS lengtegraad, "
        "coalesce(c.breedtegraad, printf('%.7f', lat_)) AS breedtegraad, "
        "coalesce(c.gemeente, nullif(gemeente_van_punt, '')) AS gemeente, wkt_ AS geometrie), "
        "gemeente_van_punt, afstand_m, geometriefout FROM c_geoobject c JOIN plaats ON nr_ = c.rowid"
    )
    con.unregister("plaats")


def _complete(
    x: np.ndarray, y: np.ndarray, lon: np.ndarray, lat: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Derive degrees from metres and metres from degrees; metres only where the Dutch system holds."""
    meters = np.isfinite(x) & np.isfinite(y)
    graden = np.isfinite(lon) & np.isfinite(lat)
    naar_wgs = meters & ~graden
    if naar_wgs.any():
        lon[naar_wgs], lat[naar_wgs] = _transform(RD, WGS, x[naar_wgs], y[naar_wgs])
    binnen = graden & ~meters & (lon > 3.0) & (lon < 7.5) & (lat > 50.5) & (lat < 53.8)
    if binnen.any():
        x[binnen], y[binnen] = _transform(WGS, RD, lon[binnen], lat[binnen])
    for as_ in (x, y, lon, lat):
        as_[~np.isfinite(as_)] = np.nan
    return x, y, lon, lat


def _transform(van: str, naar: str, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Bring many points to another coordinate system, in pieces over the cores."""
    stukken = np.array_split(np.stack([x, y]), 1 + len(x) // STUKSGEWIJS, axis=1)
    with ThreadPoolExecutor() as samen:
        delen = list(samen.map(lambda xy: np.stack(get_transformer(van, naar).transform(*xy)), stukken))
    return np.concatenate(delen, axis=1)


def _read_geometrie(con: duckdb.DuckDBPyConnection, profiel: Leverprofiel) -> dict[str, Any]:
    """Read delivered geometries, bring them to EPSG:28992 and say what is wrong with them."""
    teksten = (
        [rij[0] for rij in con.execute("SELECT geometrie FROM c_geoobject").fetchall()]
        if _has_geometrie(con)
        else None
    )
    if teksten is None:
        n = con.execute("SELECT count(*) FROM c_geoobject").fetchone()
        assert n
        return {
            "wkt_": pa.nulls(int(n[0]), pa.string()),
            "geometriefout": pa.array([""] * int(n[0]), pa.string()),
        }
    wkt, fouten = zip(*(_read_vorm(t, profiel.crs) for t in teksten), strict=True)
    return {"wkt_": pa.array(wkt, pa.string()), "geometriefout": pa.array(fouten, pa.string())}


def _has_geometrie(con: duckdb.DuckDBPyConnection) -> bool:
    """Tell whether any geometry was delivered."""
    return con.execute("SELECT 1 FROM c_geoobject WHERE geometrie IS NOT NULL LIMIT 1").fetchone() is not None


def _read_vorm(tekst: str | None, crs: str) -> tuple[str | None, str]:
    """Read one geometry: its WKT in EPSG:28992, and what is wrong with it."""
    if tekst is None:
        return None, ""
    try:
        vorm = shapely.from_geojson(tekst) if tekst.lstrip()[:1] == "{" else shapely.from_wkt(tekst)
    except shapely.errors.ShapelyError as fout:
        return tekst, f"niet te lezen: {str(fout)[:80]}"
    if vorm is None or vorm.is_empty:
        return tekst, "leeg"
    if not vorm.is_valid:
        return tekst, shapely.is_valid_reason(vorm)[:80]
    if crs != RD:
        naar_rd = get_transformer(crs, RD)
        vorm = shapely.transform(vorm, lambda p: np.column_stack(naar_rd.transform(p[:, 0], p[:, 1])))
    return shapely.to_wkt(vorm, rounding_precision=3), ""
