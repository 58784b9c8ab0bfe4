"""A list of a room as a file: exactly what the page at the same address shows, in its order, all its pages up to a bound.

A room says which lines there are (`Lijst`); who may have them, what the log of reads says of it and how the file is written is the same for all.
"""

import tempfile
import uuid
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import pyarrow as pa
import pyarrow.parquet as pq
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.http.response import HttpResponseBase

from vth.tijd import klok
from vth.toegang.rules import Viewer

from .inzage import Getoond, note_rijen
from .pagina import as_pagina, serve_bestand
from .uitvoer import write_uitvoer

VORMEN = ("csv", "xlsx", "parquet")
MEESTE = 10_000
R = TypeVar("R")


@dataclass(frozen=True)
class Meegenomen:
    """What the log of reads asks of a row that is no record of the register itself: whose it is, and which kind of data."""

    leverancier: str
    soort: str


@dataclass(frozen=True)
class Lijst:
    """What a list holds: its headings by name, a line per row, the rows themselves for the log of reads, and whether there were more.

    `dagen`, `aantallen` and `getallen` name the columns that hold dates, whole numbers and other numbers; all others hold text.
    """

    koppen: Mapping[str, str]
    regels: Iterable[Mapping[str, object]]
    rijen: Sequence[Getoond]
    meer: bool = False
    dagen: Collection[str] = ()
    aantallen: Collection[str] = ()
    getallen: Collection[str] = ()


def cut_meeste(gevonden: Sequence[R]) -> tuple[list[R], bool]:
    """Keep as many rows as a file holds, and tell whether there were more; a list asks for one more than MEESTE to know."""
    return list(gevonden[:MEESTE]), len(gevonden) > MEESTE


def note_and_send(
    request: Any,
    naam: str,
    vorm: str,
    lees: Callable[[Viewer, Mapping[str, str]], Lijst],
    *,
    bestand: str,
    op_recht: bool = False,
) -> HttpResponseBase:
    """Send the list that an address asks for as a file named `bestand`, and note under `naam` who took it along, whoever said it.

    Answers 404 for a form that is none of VORMEN, 403 to who sees nothing, and 400 for an address that the page refuses too. A file
    that could not hold all lines says so in its name. A list that one sees by a right instead of by sight (`op_recht`) decides itself who may.
    """
    if vorm not in VORMEN:
        raise Http404(f"Een lijst is er als {', '.join(VORMEN)}, en niet als ‘{vorm[:20]}’.")
    if request.viewer.zicht.is_leeg and not op_recht:
        raise PermissionDenied("Er is niets dat u mag zien. Vraag uw functioneel beheerder om een rol.")
    with as_pagina():
        lijst = lees(request.viewer, request.GET)
    note_rijen(request, naam, lijst.rijen, altijd=True)
    doel = write_lijst(lijst, vorm)
    deel = f"-eerste-{len(lijst.rijen)}" if lijst.meer else ""
    antwoord = serve_bestand(doel, f"{bestand}-{klok.today().isoformat()}{deel}", vorm)
    doel.unlink()
    return antwoord


def write_lijst(lijst: Lijst, vorm: str) -> Path:
    """Write a list as a file in one of VORMEN, and give its place; who asked for it removes it."""
    map_ = Path(settings.VAR_DIR)
    map_.mkdir(parents=True, exist_ok=True)
    doel = map_ / f"lijst-{uuid.uuid4().hex}.{vorm}"
    soorten = {n: pa.date32() for n in lijst.dagen} | {n: pa.int64() for n in lijst.aantallen}
    soorten |= {n: pa.float64() for n in lijst.getallen}
    schema = pa.schema([(naam, soorten.get(naam, pa.string())) for naam in lijst.koppen])
    with tempfile.TemporaryDirectory(prefix="lijst-", dir=map_) as werk:
        bron = Path(werk) / "regels.parquet"
        pq.write_table(pa.Table.from_pylist(list(lijst.regels), schema=schema), bron)
        write_uitvoer(bron, doel, vorm, koppen=lijst.koppen)
    return doel
