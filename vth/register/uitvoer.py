"""Downloads of a list of the register: exactly what the list shows, all its pages, as a file.

The lines are read a thousand at a time at one moment and written as they come, so that a million of them take no more
memory than a thousand. A large download is made in the queue, under the rights that its asker has then, and is there
for a short while, for that asker only.
"""

import hashlib
import json
import shutil
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from django.conf import settings

from vth.interface.uitvoer import write_uitvoer
from vth.organisaties.selectors import make_viewer
from vth.tijd import klok
from vth.tijd.rules import Peilmoment
from vth.toegang.models import Gebruiker
from vth.toegang.rules import Viewer
from vth.vormgeving.opmaak import format_tijdstip_iso

from .overzicht import Regel, count_objecten, make_filter, read_bladzij
from .selectors import Filter
from .zoekpagina import FILTERS, KOLOMMEN, make_cellen

VORMEN = ("csv", "xlsx", "parquet")
# What the list shows, under its headings, and behind it what programs need.
KOPPEN = {k.naam: k.titel for k in KOLOMMEN} | {
    "id": "Id",
    "nummer": "Nummer bij de leverancier",
    "gemeentecode": "Gemeentecode",
    "leverancierscode": "Leverancierscode",
    "lengtegraad": "Lengtegraad",
    "breedtegraad": "Breedtegraad",
}
GETALLEN = ("lengtegraad", "breedtegraad")
SCHEMA = pa.schema([(naam, pa.float64() if naam in GETALLEN else pa.string()) for naam in KOPPEN])
PER_VRAAG, PER_GROEP = 1_000, 10_000
# So many lines are made while somebody waits; a file is kept so long, and a maker that says nothing so long is dead.
DIRECT = 5_000
BEWAAR_SECONDEN, BEZIG_SECONDEN = 3_600, 1_800


@dataclass(frozen=True)
class Verzoek:
    """Who asks for which list in which form; `sleutel` differs when the asker may see something else."""

    sleutel: str
    gebruiker_id: int | None
    vraag: dict[str, str]
    vorm: str


@dataclass
class Telling:
    """What a download holds: how many lines, of whom and of which kinds; for the log of reads."""

    aantal: int
    leveranciers: list[str]
    soorten: list[str]


def make_verzoek(viewer: Viewer, vraag: Mapping[str, str], vorm: str) -> Verzoek:
    """Make the request for a download out of the address of a list."""
    kort = {naam: str(vraag[naam]) for naam in FILTERS if vraag.get(naam)}
    zicht = {naam: sorted(w) if isinstance(w, frozenset) else w for naam, w in asdict(viewer.zicht).items()}
    inhoud = json.dumps([viewer.actor, viewer.gebruiker_id, zicht, kort, vorm], sort_keys=True)
    return Verzoek(hashlib.sha256(inhoud.encode()).hexdigest()[:32], viewer.gebruiker_id, kort, vorm)


def is_direct(viewer: Viewer, verzoek: Verzoek) -> bool:
    """Tell whether a download is made quickly enough to wait for; nobody can come back for one without an account."""
    te_veel = DIRECT + 1
    return (
        verzoek.gebruiker_id is None
        or count_objecten(viewer, make_filter(verzoek.vraag), grens=te_veel) < te_veel
    )


def make_uitvoer(viewer: Viewer, verzoek: Verzoek) -> Path:
    """Make a download and give its place; what it holds stands beside it."""
    clear_uitvoer()
    map_ = get_map(verzoek.sleutel)
    map_.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="regels-", dir=map_) as naam:
        bron = Path(naam) / "regels.parquet"
        telling = write_regels(viewer, make_filter(verzoek.vraag), bron)
        (map_ / "telling.json").write_text(json.dumps(asdict(telling)))
        doel = map_ / f"klaar.{verzoek.vorm}"
        write_uitvoer(bron, doel, verzoek.vorm, koppen=KOPPEN)
    return doel


def write_regels(viewer: Viewer, filter_: Filter, doel: Path) -> Telling:
    """Write all lines of a list as Parquet, as the register knows them at this moment."""
    aantal, leveranciers, soorten = 0, set[str](), set[str]()
    groep: list[dict[str, Any]] = []
    with pq.ParquetWriter(doel, SCHEMA) as writer:
        for regel in iter_regels(viewer, filter_):
            aantal += 1
            leveranciers.add(regel.leverancier)
            soorten.add(regel.soort)
            groep.append(make_uitvoerrij(regel))
            if len(groep) == PER_GROEP:
                writer.write_table(pa.Table.from_pylist(groep, SCHEMA))
                groep = []
        writer.write_table(pa.Table.from_pylist(groep, SCHEMA))
    return Telling(aantal, sorted(leveranciers), sorted(soorten))


def iter_regels(viewer: Viewer, filter_: Filter) -> Iterator[Regel]:
    """Give the lines of all pages of a list, one page after another, all of one moment."""
    peilmoment = Peilmoment(klok.today(), klok.now())
    while True:
        bladzij = read_bladzij(viewer, filter_, per=PER_VRAAG, tel=False, peilmoment=peilmoment)
        yield from bladzij.regels
        if not bladzij.meer_na:
            return
        filter_ = replace(filter_, na=bladzij.laatste, voor="")


def make_uitvoerrij(regel: Regel) -> dict[str, Any]:
    """Make the row of a download: the cells of the list as they are shown, and the codes behind them."""
    return make_cellen(regel) | {
        "toestand": regel.toestand.woord,
        "gewijzigd": format_tijdstip_iso(regel.gewijzigd),
        "id": str(regel.id),
        "nummer": regel.sleutel,
        "gemeentecode": regel.gebied,
        "leverancierscode": regel.leverancier,
        "lengtegraad": regel.lengtegraad,
        "breedtegraad": regel.breedtegraad,
    }


def find_uitvoer(verzoek: Verzoek) -> Path | None:
    """Give a download that was made a short while ago for the same asker with the same rights."""
    bestand = get_map(verzoek.sleutel) / f"klaar.{verzoek.vorm}"
    if bestand.exists() and time.time() - bestand.stat().st_mtime < BEWAAR_SECONDEN:
        return bestand
    return None


def read_telling(verzoek: Verzoek) -> Telling:
    """Read what a download holds."""
    return Telling(**json.loads((get_map(verzoek.sleutel) / "telling.json").read_text()))


def claim_uitvoer(verzoek: Verzoek) -> bool:
    """Keep the request for the queue, unless somebody is at work on it already; a claim runs out by itself."""
    map_ = get_map(verzoek.sleutel)
    map_.mkdir(parents=True, exist_ok=True)
    merk = map_ / "bezig"
    if merk.exists() and time.time() - merk.stat().st_mtime < BEZIG_SECONDEN:
        return False
    (map_ / "verzoek.json").write_text(json.dumps(asdict(verzoek)))
    merk.touch()
    return True


def run_verzoek(sleutel: str) -> bool:
    """Make a download that stands in the queue, under the rights its asker has now; not when those are others."""
    map_ = get_map(sleutel)
    try:
        verzoek = Verzoek(**json.loads((map_ / "verzoek.json").read_text()))
        viewer = make_viewer(Gebruiker.objects.get(pk=verzoek.gebruiker_id or 0), klok.today())
        if make_verzoek(viewer, verzoek.vraag, verzoek.vorm).sleutel != sleutel:
            return False
        make_uitvoer(viewer, verzoek)
        return True
    finally:
        (map_ / "bezig").unlink(missing_ok=True)


def drop_uitvoer(verzoek: Verzoek) -> None:
    """Remove a download; whoever has it open can read it to its end."""
    shutil.rmtree(get_map(verzoek.sleutel), ignore_errors=True)


def clear_uitvoer() -> int:
    """Remove the downloads whose time is over, and give how many."""
    grens, weg = time.time() - BEWAAR_SECONDEN, 0
    for map_ in _get_wortel().glob("*/"):
        if max((d.stat().st_mtime for d in (map_, *map_.glob("*"))), default=0.0) < grens:
            shutil.rmtree(map_, ignore_errors=True)
            weg += 1
    return weg


def get_map(sleutel: str) -> Path:
    """Give the folder of one download."""
    assert sleutel.isalnum()
    return _get_wortel() / sleutel


def _get_wortel() -> Path:
    """Give the folder of all downloads of lists."""
    return Path(settings.VAR_DIR) / "downloads"
