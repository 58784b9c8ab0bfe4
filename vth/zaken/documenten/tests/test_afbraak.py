"""Whatever happens halfway, a document is there whole or not at all, and what is left over is swept away."""

import hashlib
import os
import subprocess
import sys
import time
import uuid
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from vth.zaken.documenten import opruimen, opslag
from vth.zaken.documenten.bewaarplaats import get_opslag
from vth.zaken.documenten.ontvangst import (
    Aankondiging,
    accept_deel,
    close_ontvangst,
    get_ontvangst,
    record_ontvangst,
)
from vth.zaken.documenten.opslag import Schijf, set_down
from vth.zaken.documenten.plek import NieuwDocument
from vth.zaken.models import Document, Documentversie
from vth.zaken.tests.builders import ANNA, make_zaak

from .builders import make_document
from .sterf import INHOUD

DAG = 24 * 3600
SOM = hashlib.sha256(INHOUD).hexdigest()


def make_url() -> str:
    """The address of this test's own database, for another process."""
    stand = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{stand['NAME']}"
    return f"postgresql://{stand['USER']}@/{stand['NAME']}?host={stand['HOST']}"


def run_sterf(wat: str, id_: uuid.UUID, plaats: str, settings: Any) -> int:
    """Do it in another process that dies; gives how that ended."""
    connection.close()
    env = os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DATABASE_URL": make_url(),
        "VTH_VAR": str(settings.VAR_DIR),
        "VTH_SLEUTEL": "proef",
    }
    opdracht = [sys.executable, "-m", "vth.zaken.documenten.tests.sterf", wat, str(id_), plaats]
    return subprocess.run(opdracht, env=env, cwd=settings.BASE_DIR, check=False).returncode


def list_bestanden(settings: Any, waar: str = "inhoud") -> list[Path]:
    return [p for p in (Path(settings.DOCUMENTEN_DIR) / waar).rglob("*") if p.is_file()]


def make_old(settings: Any) -> None:
    """Let everything have lain still for two days."""
    for pad in [*list_bestanden(settings), *list_bestanden(settings, "onderweg")]:
        os.utime(pad, (time.time() - 2 * DAG, time.time() - 2 * DAG))


@pytest.mark.usefixtures("verse_database")
@pytest.mark.parametrize("plaats", ["voor_opslag", "na_opslag", "in_transactie", "voor_commit"])
def test_a_crash_leaves_at_most_bytes_that_are_swept_away(settings: Any, plaats: str):
    zaak = make_zaak()
    blijft = make_document(zaak).versies.get()
    assert run_sterf("document", zaak.pk, plaats, settings) == -9
    assert Document.objects.count() == 1
    assert len(list_bestanden(settings)) == (1 if plaats == "voor_opslag" else 2)
    assert opruimen.sweep_opslag() == 0, "wat net kwam, kan nog een rij krijgen"
    make_old(settings)
    opruimen.sweep_opslag()
    opruimen.sweep_werkmap()
    assert [p.name for p in list_bestanden(settings)] == [blijft.sha256]
    assert list_bestanden(settings, "onderweg") == []
    assert run_sterf("document", zaak.pk, "nergens", settings) == 0
    assert get_opslag().open(Documentversie.objects.latest("op").sha256).read() == INHOUD


@pytest.mark.django_db
def test_what_is_swept_is_only_what_no_document_has(settings: Any):
    make_document(make_zaak())
    los = set_down([b"los"])
    get_opslag().put(los.pad, los.sha256)
    make_old(settings)
    assert opruimen.sweep_opslag(begin="0" if los.sha256[0] != "0" else "1") == 0
    assert opruimen.sweep_opslag() == 1
    assert len(list_bestanden(settings)) == 1 and opruimen.sweep_opslag() == 0


def test_bytes_that_come_in_again_while_they_are_swept_stay(settings: Any, monkeypatch: pytest.MonkeyPatch):
    settings.DOCUMENTEN_DIR = str(settings.DOCUMENTEN_DIR)
    winkel, een = Schijf(Path(settings.DOCUMENTEN_DIR)), set_down([b"weer"])
    winkel.put(een.pad, een.sha256)
    make_old(settings)
    echt = Path.rename

    def rename(pad: Path, naar: Path) -> Path:
        """Between looking and taking away, somebody puts the same bytes."""
        ander = set_down([b"weer"])
        winkel.put(ander.pad, ander.sha256)
        return echt(pad, naar)

    monkeypatch.setattr(opslag.Path, "rename", rename)
    assert winkel.remove(een.sha256, time.time() - DAG) is False
    assert winkel.open(een.sha256).read() == b"weer"


def test_only_a_hash_opens_anything(settings: Any):
    for naam in ("../../sleutel", "a" * 63, "A" * 64, ""):
        with pytest.raises(ValueError, match="geen SHA-256"):
            get_opslag().open(naam)


def begin(zaak_id: uuid.UUID) -> uuid.UUID:
    aankondiging = Aankondiging("a.txt", len(INHOUD), nieuw=NieuwDocument("Groot", zaak_id=zaak_id))
    return record_ontvangst(viewer=ANNA, aankondiging=aankondiging).pk


@pytest.mark.usefixtures("verse_database")
def test_a_part_that_died_halfway_is_sent_again_from_where_it_counts(settings: Any):
    id_ = begin(make_zaak().pk)
    assert run_sterf("deel", id_, "deel_op_schijf", settings) == -9
    assert get_ontvangst(ANNA, id_).ontvangen == 0
    ander = b"x" * 100
    accept_deel(
        viewer=ANNA, ontvangst_id=id_, vanaf=0, brokken=[ander], sha256=hashlib.sha256(ander).hexdigest()
    )
    assert [p.read_bytes() for p in list_bestanden(settings, "onderweg") if p.suffix == ".ontvangst"] == [
        ander
    ]


@pytest.mark.usefixtures("verse_database")
@pytest.mark.parametrize("plaats", ["voor_opslag", "na_opslag", "in_transactie", "voor_commit"])
def test_finishing_that_died_can_be_done_again(settings: Any, plaats: str):
    id_ = begin(make_zaak().pk)
    accept_deel(viewer=ANNA, ontvangst_id=id_, vanaf=0, brokken=[INHOUD], sha256=SOM)
    assert run_sterf("klaar", id_, plaats, settings) == -9
    assert Document.objects.count() == 0
    versie = close_ontvangst(viewer=ANNA, ontvangst_id=id_, sha256=SOM)
    assert get_opslag().open(versie.sha256).read() == INHOUD and Document.objects.count() == 1
