"""The forms in which the invented suppliers deliver: each writes rows piece by piece, the same bytes every time."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import orjson
import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter

from .wereld import derive_graden

# The first row of a worksheet with data: title, reference date and header come before it.
EERSTE_WERKBLADRIJ = 4
WERKBLAD = "Objecten"
DATUMKOLOMMEN = ("In gebruik", "Uit gebruik")
GETALKOLOMMEN = ("Nr", "X", "Y", "Capaciteit")
NULPUNT = date(1899, 12, 31)
VERBORGEN_RIJ = 25


def write_csv(
    file: Path,
    kolommen: Sequence[str],
    teksten: Iterator[str],
    *,
    scheiding: str,
    codering: str,
    regeleinde: str,
) -> None:
    """Write lines that are already CSV, in the encoding and with the line ends of this supplier."""
    with file.open("w", encoding=codering, newline=regeleinde) as uit:
        uit.write(scheiding.join(kolommen) + "\n")
        for tekst in teksten:
            uit.write(tekst + "\n")


def write_parquet(file: Path, tabellen: Iterator[pa.Table]) -> None:
    """Write a Parquet file, one row group per piece."""
    eerste = next(tabellen)
    with pq.ParquetWriter(file, eerste.schema, compression="zstd") as schrijver:
        schrijver.write_table(eerste)
        for tabel in tabellen:
            schrijver.write_table(tabel)


def write_json(file: Path, kop: Mapping[str, str], rijen: Iterator[dict[str, Any]]) -> None:
    """Write one object with the activities in a list, one per line, each with its place in degrees."""
    _write_lijst(file, kop, "activiteiten", ({**_list_eigen(rij), **_make_plaats(rij)} for rij in rijen))


def write_geojson(file: Path, kop: Mapping[str, str], rijen: Iterator[dict[str, Any]]) -> None:
    """Write a FeatureCollection, one feature per line."""
    features = (
        {"type": "Feature", "properties": _list_eigen(rij), "geometry": _make_geometrie(rij)} for rij in rijen
    )
    _write_lijst(file, {"type": "FeatureCollection", **kop}, "features", features)


def write_xlsx(file: Path, kolommen: Sequence[str], rijen: Iterator[dict[str, Any]], peildatum: date) -> None:
    """Write a worksheet as people make them: a sheet before it, a merged title, dates as dates, a hidden row."""
    boek = xlsxwriter.Workbook(file, {"constant_memory": True, "in_memory": False})
    boek.set_properties(
        {"author": "OD Kustland", "created": datetime(2024, 10, 1, tzinfo=UTC).replace(tzinfo=None)}
    )
    boek.add_worksheet("Toelichting").write(
        0, 0, "Zie het blad Objecten. Vragen: objecten@od-kustland.invalid"
    )
    blad = boek.add_worksheet(WERKBLAD)
    datum = boek.add_format({"num_format": "dd-mm-yyyy"})
    blad.merge_range(0, 0, 0, 5, "Objectenregister Omgevingsdienst Kustland")
    blad.write_row(1, 0, ["Peildatum", peildatum.strftime("%d-%m-%Y")])
    blad.write_row(EERSTE_WERKBLADRIJ - 2, 0, kolommen)
    for nummer, rij in enumerate(rijen, EERSTE_WERKBLADRIJ - 1):
        if nummer == VERBORGEN_RIJ:
            blad.set_row(nummer, options={"hidden": True})
        for k, kolom in enumerate(kolommen):
            _write_cel(blad, nummer, k, kolom, rij, datum)
    boek.close()


def _write_cel(blad: Any, rij: int, k: int, kolom: str, waarden: Mapping[str, Any], datum: Any) -> None:
    """Write one cell as a person would have typed it: a day as a day, a number as a number, the rest as text."""
    waarde = waarden[kolom]
    if waarde == "":
        return
    if kolom in DATUMKOLOMMEN and (dag := _read_dag(waarde)):
        blad.write_number(rij, k, (dag - NULPUNT).days + 1, datum)
    elif (kolom in GETALKOLOMMEN and waarde.isdigit()) or (
        kolom == "KvK" and waarden["fout"] == "kvk_als_getal"
    ):
        blad.write_number(rij, k, int(waarde))
    else:
        blad.write_string(rij, k, waarde)


def _read_dag(tekst: str) -> date | None:
    """Read a day in ISO form; None for what is none."""
    try:
        return date.fromisoformat(tekst)
    except ValueError:
        return None


def _write_lijst(file: Path, kop: Mapping[str, str], naam: str, objecten: Iterator[dict[str, Any]]) -> None:
    """Write an object whose last member is a list with one element per line."""
    with file.open("wb") as uit:
        uit.write(orjson.dumps(kop)[:-1] + b',"' + naam.encode() + b'":[\n')
        for n, obj in enumerate(objecten):
            uit.write((b",\n" if n else b"") + orjson.dumps(obj))
        uit.write(b"\n]}\n")


def _list_eigen(rij: Mapping[str, Any]) -> dict[str, Any]:
    """Give the values of a row that are the supplier's own."""
    return {k: v for k, v in rij.items() if k not in ("sleutel", "fout") and not k.startswith("_")}


def _make_plaats(rij: Mapping[str, Any]) -> dict[str, float]:
    """Give latitude and longitude of a row with `_x` and `_y` in centimetres; some suppliers swap them."""
    lengte, breedte = derive_graden(rij["_x"] / 100, rij["_y"] / 100)
    return (
        {"lat": lengte, "lon": breedte} if rij["_vorm"] == "verwisseld" else {"lat": breedte, "lon": lengte}
    )


def _make_geometrie(rij: Mapping[str, Any]) -> dict[str, Any]:
    """Give the shape of a row: a point, an area around it, an area that crosses itself, or zero and zero."""
    x, y, vorm = rij["_x"] / 100, rij["_y"] / 100, rij["_vorm"]
    if vorm == "nul":
        return {"type": "Point", "coordinates": [0.0, 0.0]}
    if vorm == "punt":
        return {"type": "Point", "coordinates": derive_graden(x, y)}
    hoeken = [(x - 30, y - 20), (x + 30, y - 22), (x + 34, y + 20), (x - 28, y + 24)]
    if vorm == "vlinder":
        hoeken[1], hoeken[2] = hoeken[2], hoeken[1]
    return {"type": "Polygon", "coordinates": [[derive_graden(*h) for h in (*hoeken, hoeken[0])]]}
