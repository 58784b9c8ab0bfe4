"""The register as a file, with the columns of an import: what is downloaded can be changed and taken in again."""

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from django.conf import settings

from vth.interface.uitvoer import write_uitvoer
from vth.tijd.rules import OPEN_DAG

from ..tijdlijnen import STUKSGEWIJS
from .invoer import KOLOMMEN
from .lijstpagina import VOLGORDE
from .omzetten import OMVANGVELDEN

# Where a column of the table is not a column of MandaatVoorkomen.
ELDERS = {
    "kenmerk": "mandaat__kenmerk",
    "mandaatgever": "mandaat__mandaatgever_id",
    "mandaatnemer": "mandaat__mandaatnemer_id",
    "ondermandaat_van": "mandaat__ondermandaat_van__kenmerk",
}


@contextmanager
def open_uitvoer(rijen: Sequence[Mapping[str, str]], vorm: str) -> Iterator[Path]:
    """Write rows as a file in one of the forms of `interface.uitvoer`; it is there as long as it is open."""
    Path(settings.VAR_DIR).mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="mandaat-", dir=settings.VAR_DIR) as naam:
        bron, doel = Path(naam) / "bron.parquet", Path(naam) / f"mandaten.{vorm}"
        tabel = {k: pa.array([rij[k] for rij in rijen], pa.string()) for k in KOLOMMEN}
        pq.write_table(pa.table(tabel), bron)
        write_uitvoer(bron, doel, vorm)
        yield doel


def list_uitvoerrijen(rijen: Any) -> list[dict[str, str]]:
    """Write mandates as the rows of a table that can be taken in again."""
    velden = [ELDERS.get(k, k) for k in KOLOMMEN]
    waarden = rijen.order_by(*VOLGORDE).values_list(*velden).iterator(chunk_size=STUKSGEWIJS)
    return [{k: _write(k, w) for k, w in zip(KOLOMMEN, rij, strict=True)} for rij in waarden]


def _write(kolom: str, waarde: Any) -> str:
    """Write one value as the reader of an import takes it."""
    if waarde is None or waarde == OPEN_DAG:
        return ""
    if isinstance(waarde, bool):
        return "ja" if waarde else "nee"
    if isinstance(waarde, Decimal):
        return f"{waarde:.2f}".replace(".", ",")
    if kolom in OMVANGVELDEN and waarde == "*":
        return "alle"
    return str(waarde)
