"""The work list as a file: exactly what the list shows, up to a bound that the file names."""

import tempfile
import uuid
from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from django.conf import settings

from vth.interface.uitvoer import write_uitvoer
from vth.tijd.rules import OPEN_DAG
from vth.toegang.rules import Viewer

from .lijstpagina import read_werkfilter
from .models import Zaak
from .weergave import Namen
from .werklijst import list_gesloten, list_werk

VORMEN = ("csv", "xlsx", "parquet")
MEESTE = 10_000
KOPPEN = {
    "identificatie": "Zaak",
    "omschrijving": "Omschrijving",
    "zaaksoort": "Soort",
    "status": "Status",
    "behandelaar": "Behandelaar",
    "team": "Team",
    "gemeente": "Gemeente",
    "startdatum": "Begonnen op",
    "laatste_dag": "Laatste dag",
    "einddatum": "Gesloten op",
    "resultaat": "Resultaat",
    "id": "Id",
    "gemeentecode": "Gemeentecode",
}
DAGEN = ("startdatum", "laatste_dag", "einddatum")
SCHEMA = pa.schema([(naam, pa.date32() if naam in DAGEN else pa.string()) for naam in KOPPEN])


def make_uitvoer(viewer: Viewer, vraag: Mapping[str, str], vorm: str) -> tuple[list[Zaak], Path]:
    """Write the list that an address asks for as a file, at most MEESTE lines; gives the zaken in it and the file."""
    wie, filter_ = read_werkfilter(viewer, vraag)
    if wie == "dicht":
        zaken = list(list_gesloten(viewer, gebied=filter_.gebied, hoogstens=MEESTE))
    elif wie == "team" and not filter_.teams:
        zaken = []
    else:
        zaken = list_werk(viewer, filter_, hoogstens=MEESTE)[:MEESTE]
    namen = Namen(zaken)
    Path(settings.VAR_DIR).mkdir(parents=True, exist_ok=True)
    doel = Path(settings.VAR_DIR) / f"zaken-{uuid.uuid4().hex}.{vorm}"
    with tempfile.TemporaryDirectory(dir=settings.VAR_DIR) as map_:
        bron = Path(map_) / "zaken.parquet"
        pq.write_table(pa.Table.from_pylist([make_regel(z, namen) for z in zaken], schema=SCHEMA), bron)
        write_uitvoer(bron, doel, vorm, koppen=KOPPEN)
    return zaken, doel


def make_regel(zaak: Zaak, namen: Namen) -> dict[str, object]:
    """Make the line of one zaak."""
    soort = namen.get_soort(zaak)
    return {
        "identificatie": zaak.identificatie,
        "omschrijving": zaak.omschrijving,
        "zaaksoort": soort.naam,
        "status": namen.get_stap(zaak),
        "behandelaar": namen.get_behandelaar(zaak),
        "team": zaak.team,
        "gemeente": namen.organisaties.get(zaak.gebied, ""),
        "startdatum": zaak.startdatum,
        "laatste_dag": None if zaak.laatste_dag == OPEN_DAG else zaak.laatste_dag,
        "einddatum": zaak.einddatum,
        "resultaat": soort.resultaten.get(zaak.resultaat, zaak.resultaat),
        "id": str(zaak.pk),
        "gemeentecode": zaak.gebied,
    }
