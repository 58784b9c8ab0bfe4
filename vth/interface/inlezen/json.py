"""Reading JSON (an array, lines, or an array somewhere inside) and GeoJSON."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import duckdb
import orjson
import shapely
from shapely.geometry import shape

from vth.analyse.motor import quote_text

from .afspraak import Leesafspraak
from .codering import choose_codering
from .kolommen import Inlezing, Leesfout, check_kolommen, make_bron

GROOTSTE_BYTES = 1024**3


def read_json(
    con: duckdb.DuckDBPyConnection, file: Path, profiel: Leesafspraak, werkmap: Path, inlezing: Inlezing
) -> None:
    """Read JSON or GeoJSON; of GeoJSON the geometry becomes the columns `@x`, `@y` and `@geometrie` (WKT)."""
    objecten = _list_objecten(_read_tekst(file, profiel, inlezing), profiel)
    if profiel.bestand.soort == "geojson":
        objecten = _flatten_geojson(objecten)
    namen: dict[str, None] = {}
    regels = werkmap / "regels.ndjson"
    with regels.open("wb") as uit:
        for n, obj in enumerate(objecten, 1):
            if not isinstance(obj, dict):
                raise Leesfout(
                    f"Element {n} is geen object met namen en waarden maar {str(obj)[:40]!r}. Controleer de export."
                )
            namen.update(dict.fromkeys(obj))
            uit.write(orjson.dumps({k: _as_text(v) for k, v in obj.items()}) + b"\n")
    if not namen:
        raise Leesfout("Het bestand bevat geen enkel object. Controleer de export en lever opnieuw aan.")
    kolommen = check_kolommen(list(namen), profiel, inlezing)
    typen = ", ".join(f"'{quote_text(v)}': 'VARCHAR'" for v in kolommen.values())
    lezen = f"read_json('{quote_text(str(regels))}', format='newline_delimited', columns={{{typen}}}, maximum_object_size=67108864)"
    make_bron(con, f"(SELECT *, row_number() OVER () AS nummer_ FROM {lezen})", kolommen, "nummer_")


def _read_tekst(file: Path, profiel: Leesafspraak, inlezing: Inlezing) -> bytes:
    """Read the file as UTF-8 without a mark, whatever it was written in."""
    if file.stat().st_size > GROOTSTE_BYTES:
        raise Leesfout("Het JSON-bestand is groter dan 1 GB. Lever het aan als Parquet of CSV, of in delen.")
    inhoud = file.read_bytes()
    keuze = choose_codering(file, profiel.bestand.codering, inlezing)
    if keuze.codering == "utf-8" and not keuze.vervang:
        return inhoud
    try:
        return inhoud.decode(keuze.codering, "replace" if keuze.vervang else "strict").encode()
    except UnicodeError as fout:
        raise Leesfout(
            f"Het bestand is niet te lezen als {keuze.codering}. Sla het op als UTF-8 en lever opnieuw aan."
        ) from fout


def _list_objecten(inhoud: bytes, profiel: Leesafspraak) -> Iterable[Any]:
    """Give the objects of the file: of an array, of the array under `pad`, or one per line."""
    pad = profiel.bestand.pad or ("features" if profiel.bestand.soort == "geojson" else "")
    try:
        boom = _parse(inhoud)
    except orjson.JSONDecodeError as fout:
        if not pad and inhoud.lstrip()[:1] == b"{" and inhoud.count(b"\n") > 0:
            return _list_regels(inhoud)
        raise Leesfout(
            f"Het bestand is geen geldige JSON: op regel {fout.lineno}, teken {fout.colno} klopt het niet meer ({fout.msg}). "
            "Misschien is het afgebroken. Maak de export opnieuw."
        ) from fout
    for deel in filter(None, pad.split(".")):
        boom = boom.get(deel) if isinstance(boom, dict) else None
    if not isinstance(boom, list):
        raise Leesfout(
            f"Onder {pad or 'de wortel'!r} staat geen lijst met objecten. Controleer de export of het profiel."
        )
    return boom


def _list_regels(inhoud: bytes) -> Iterator[Any]:
    """Read one object per line."""
    for n, regel in enumerate(inhoud.splitlines(), 1):
        if regel.strip():
            try:
                yield _parse(regel)
            except orjson.JSONDecodeError as fout:
                raise Leesfout(
                    f"Regel {n} is geen geldige JSON ({fout.msg}). Maak de export opnieuw."
                ) from fout


def _parse(inhoud: bytes) -> Any:
    """Parse, and refuse an object that holds a name twice: of these a parser keeps the last, and nobody would know.

    The first pass tells whether it is JSON at all; only the standard library shows the names one by one.
    """
    boom = orjson.loads(inhoud)
    try:
        json.loads(inhoud, object_pairs_hook=_check_namen)
    except RecursionError as fout:
        raise Leesfout(
            "In het bestand zijn lijsten en objecten te diep in elkaar gestoken. Controleer de export."
        ) from fout
    return boom


def _check_namen(paren: list[tuple[str, Any]]) -> None:
    """Refuse an object in which a name stands twice."""
    namen = [naam for naam, _ in paren]
    if len(set(namen)) < len(namen):
        dubbel = next(n for n in namen if namen.count(n) > 1)
        raise Leesfout(
            f"In één object staat de naam {dubbel[:40]!r} meer dan eens. Welke waarde geldt, is niet te zeggen. "
            "Maak de export opnieuw, met elke naam één keer."
        )


def _flatten_geojson(objecten: Iterable[Any]) -> Iterator[dict[str, Any]]:
    """Give properties and geometry of each feature as one flat object."""
    for n, feature in enumerate(objecten, 1):
        if not isinstance(feature, dict) or feature.get("type") != "Feature":
            raise Leesfout(f"Element {n} is geen Feature. Lever een GeoJSON FeatureCollection aan.")
        rij = dict(feature.get("properties") or {})
        if "id" in feature:
            rij.setdefault("id", feature["id"])
        rij |= {"@x": None, "@y": None, "@geometrie": None}
        if feature.get("geometry"):
            try:
                vorm = shape(feature["geometry"])
                punt = vorm.representative_point()
            except Exception as fout:  # shapely raises many kinds for broken coordinates
                raise Leesfout(
                    f"De geometrie van element {n} is niet te lezen ({fout}). Controleer de export."
                ) from fout
            rij |= {
                "@x": punt.x,
                "@y": punt.y,
                "@geometrie": None if vorm.geom_type == "Point" else shapely.to_wkt(vorm),
            }
        yield rij


def _as_text(waarde: Any) -> str | None:
    """Give a value as text: what is nested stays JSON, yes and no become Dutch, a whole number has no decimals."""
    if waarde is None:
        return None
    if isinstance(waarde, bool):
        return "ja" if waarde else "nee"
    if isinstance(waarde, list) and all(isinstance(w, str | int | float) for w in waarde):
        return ";".join(str(w) for w in waarde).replace("\x00", "\ufffd")
    if isinstance(waarde, dict | list):
        return orjson.dumps(waarde).decode()
    if isinstance(waarde, float):
        return str(int(waarde)) if waarde.is_integer() and abs(waarde) < 1e15 else repr(waarde)
    return str(waarde).replace("\x00", "\ufffd")
