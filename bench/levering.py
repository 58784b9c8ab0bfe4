"""Preparing an installation and delivering to it, as `vth lever` does; runs in the child process."""

import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import connection

from voorbeelden.demo import GRENZEN, GRENZEN_VANAF, STAMGEGEVENS
from vth.aanleveringen.models import Aanlevering
from vth.aanleveringen.services import accept_aanlevering, process_aanlevering
from vth.organisaties.services import import_grenzen, record_stamgegevens
from vth.tijd import klok
from vth.toegang.selectors import make_systeemviewer

BLOK = 2**20


def prepare() -> None:
    """Migrate, and load the organisations and borders of Lindeland."""
    call_command("migrate", verbosity=0)
    viewer = make_systeemviewer("bench", op=klok.today())
    record_stamgegevens(viewer=viewer)
    record_stamgegevens(viewer=viewer, map_=STAMGEGEVENS)
    import_grenzen(
        viewer=viewer, bestand=GRENZEN, geldig_vanaf=GRENZEN_VANAF, bron="verzonnen regio Lindeland"
    )
    settle()


def settle() -> None:
    """Leave the database as one that has rested: the log written into the file, statistics known."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        else:
            cursor.execute("VACUUM ANALYZE")
            cursor.execute("CHECKPOINT")


def deliver(bestand: str, profiel: str, peildatum: str) -> dict[str, Any]:
    """Deliver a file from its first byte to its end; gives the seconds, those per step, and what it did."""
    viewer = make_systeemviewer("bench", op=klok.today())
    begin = time.perf_counter()
    momenten = [("aannemen", begin)]
    aanlevering = accept_aanlevering(
        viewer=viewer,
        profiel_id=profiel,
        brokken=read_brokken(Path(bestand)),
        bestandsnaam=Path(bestand).name,
        peildatum=date.fromisoformat(peildatum),
    )
    aanlevering = process_aanlevering(
        aanlevering.pk, meld=lambda stap, *_: momenten.append((stap, time.perf_counter()))
    )
    eind = time.perf_counter()
    if aanlevering.staat != Aanlevering.Staat.VERWERKT:
        raise RuntimeError(f"De aanlevering is {aanlevering.staat}: {aanlevering.uitleg}")
    grenzen = [*(t for _, t in momenten[1:]), eind]
    return {
        "s": eind - begin,
        "stappen": {stap: tot - van for (stap, van), tot in zip(momenten, grenzen, strict=True)},
        "tellingen": aanlevering.tellingen,
        "herkomst": aanlevering.herkomst_id,
    }


def read_brokken(bestand: Path) -> Iterator[bytes]:
    """Read a file in pieces."""
    with bestand.open("rb") as stream:
        while blok := stream.read(BLOK):
            yield blok
