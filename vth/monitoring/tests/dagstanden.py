"""A dagstand written by hand: a few records of which everybody can count what they come to."""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from django.conf import settings

OPEN, OPEN_MOMENT = date(9999, 12, 31), datetime(9999, 12, 31)
UUID = "0192a5b0-0000-7000-8000-{:012}"
SOORTEN = {
    "dag": pa.date32(),
    "getal": pa.int64(),
    "bedrag": pa.float64(),
    "tekst": pa.string(),
    "moment": pa.timestamp("us"),
}
TIJDEN = {
    "begin_geldigheid": "dag",
    "eind_geldigheid": "dag",
    "tijdstip_registratie": "moment",
    "eind_registratie": "moment",
}
VAST = {
    "begin_geldigheid": date(2020, 1, 1),
    "eind_geldigheid": OPEN,
    "tijdstip_registratie": datetime(2020, 1, 1),
    "eind_registratie": OPEN_MOMENT,
}
# Per table its columns with their kinds; the tables with two times have those four as well.
TABELLEN: Mapping[str, Mapping[str, str]] = {
    "register_bronobject": {"id": "tekst", "leverancier": "tekst"},
    "register_toewijzing": TIJDEN | {"bronobject_id": "tekst", "identiteit": "tekst"},
    "register_relatie": TIJDEN | {"van_id": "tekst", "naar_id": "tekst", "soort": "tekst"},
    "register_controlevoorkomen": TIJDEN
    | {"bronobject_id": "tekst", "controledatum": "dag", "uitkomst": "tekst"},
    "register_bevindingvoorkomen": TIJDEN | {"bronobject_id": "tekst", "resultaat": "tekst"},
    "register_overtredingvoorkomen": TIJDEN
    | {
        "bronobject_id": "tekst",
        "overtredingsdatum": "dag",
        "hersteldatum": "dag",
        "indicatie_handhaving": "getal",
    },
    "register_handhavingsmaatregelvoorkomen": TIJDEN
    | {"bronobject_id": "tekst", "opgelegd_op": "dag", "verbeurd": "bedrag", "geind": "bedrag"},
    "register_vthobjectvoorkomen": TIJDEN | {"bronobject_id": "tekst", "ippc": "getal"},
    "register_activiteituitvoeringvoorkomen": TIJDEN | {"bronobject_id": "tekst", "bevoegd_gezag": "tekst"},
    "zaken_zaak": {"id": "tekst", "leverancier": "tekst"},
    "zaken_zaaktermijn": {
        "zaak_id": "tekst",
        "code": "tekst",
        "laatste_dag": "dag",
        "voldaan_op": "dag",
        "vervallen_op": "dag",
    },
}


def make_id(nummer: int) -> str:
    """Give the id of a record by its number."""
    return UUID.format(nummer).replace("-", "")


def write_dagstand(dag: date, rijen: Mapping[str, Sequence[Mapping[str, Any]]], *, zegel: int = 7) -> Path:
    """Write a dagstand with these rows; a table without any is there all the same."""
    map_ = Path(settings.DAGSTAND_DIR) / dag.isoformat()
    map_.mkdir(parents=True, exist_ok=True)
    for tabel, kolommen in TABELLEN.items():
        velden = [(naam, SOORTEN[soort]) for naam, soort in kolommen.items()]
        inhoud = [{naam: (VAST | dict(rij)).get(naam) for naam in kolommen} for rij in rijen.get(tabel, ())]
        pq.write_table(pa.Table.from_pylist(inhoud, schema=pa.schema(velden)), map_ / f"{tabel}.parquet")
    manifest = {"dag": dag.isoformat(), "logboek_tot": zegel, "bestanden": {}, "inhoud": repr(rijen)}
    (map_ / "manifest.json").write_text(json.dumps(manifest))
    return map_


def make_controles(*regels: tuple[int, str, date, str | None]) -> dict[str, list[dict[str, Any]]]:
    """Make visits: number, supplier, day, outcome."""
    return {
        "register_bronobject": [{"id": make_id(n), "leverancier": van} for n, van, _, _ in regels],
        "register_controlevoorkomen": [
            {"bronobject_id": make_id(n), "controledatum": dag, "uitkomst": uitkomst}
            for n, _, dag, uitkomst in regels
        ],
    }
