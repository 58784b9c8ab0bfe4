"""The store in a bucket does what the store on disk does; against a stand-in that speaks S3 (MinIO itself is not run here)."""

import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from vth.zaken.documenten import emmer as emmer_
from vth.zaken.documenten.bewaarplaats import copy_out, get_opslag
from vth.zaken.documenten.emmer import Emmer, open_emmer
from vth.zaken.documenten.opslag import measure
from vth.zaken.documenten.plek import NieuwDocument
from vth.zaken.documenten.rules import DocumentError
from vth.zaken.documenten.services import accept_document
from vth.zaken.tests.builders import ANNA, make_zaak

from .proefemmer import Emmer as Server
from .proefemmer import open_emmer as serve


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serve() as gestart:
        yield gestart


@pytest.fixture
def opslag(server: Server) -> Emmer:
    server.objecten.clear()
    adres = f"http://127.0.0.1:{server.server_address[1]}"
    return Emmer(open_emmer(adres, "sleutel", "geheim", "proef"), "vth/documenten")


def make_file(map_: Path, inhoud: bytes) -> tuple[Path, str]:
    """Set a file down, and give it with its hash."""
    pad = map_ / "bron"
    pad.write_bytes(inhoud)
    return pad, measure(pad).sha256


def test_what_is_put_is_there_and_can_be_read_from_anywhere(opslag: Emmer, tmp_path: Path) -> None:
    inhoud = bytes(range(256)) * 20_000
    bron, sha256 = make_file(tmp_path, inhoud)
    assert not opslag.has(sha256)
    opslag.put(bron, sha256)
    assert opslag.has(sha256) and not bron.exists()
    with opslag.open(sha256) as uit:
        assert uit.read() == inhoud
        uit.seek(-3, 2)
        assert uit.read() == inhoud[-3:]
    with pytest.raises(FileNotFoundError):
        opslag.open("0" * 64)
    with pytest.raises(ValueError, match="geen SHA-256"):
        opslag.open("../../sleutels")


def test_only_what_is_old_goes_and_the_same_bytes_again_count_as_new(
    opslag: Emmer, server: Server, tmp_path: Path
) -> None:
    bron, sha256 = make_file(tmp_path, b"oud")
    opslag.put(bron, sha256)
    naam = next(n for n in server.objecten if n.endswith(sha256))
    server.objecten[naam] = (b"oud", datetime.now(UTC) - timedelta(hours=2))
    uur = time.time() - 3600
    assert list(opslag.list_oud(uur, sha256[:2])) == [sha256] and list(opslag.list_oud(uur, "zz")) == []
    opslag.put(make_file(tmp_path, b"oud")[0], sha256)
    assert list(opslag.list_oud(uur, sha256[:2])) == [] and not opslag.remove(sha256, uur)
    server.objecten[naam] = (b"oud", datetime.now(UTC) - timedelta(hours=2))
    assert opslag.remove(sha256, uur) and not opslag.has(sha256) and not opslag.remove(sha256, uur)
    assert not [n for n in server.objecten if "/weg/" in n and len(n) > 70]


def test_bytes_that_are_put_while_they_are_removed_are_there_afterwards(
    opslag: Emmer, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever puts sees the sign of whoever removes, waits, and sends them again."""
    bron, sha256 = make_file(tmp_path, b"samen")
    opslag.put(bron, sha256)
    naam = next(n for n in server.objecten if n.endswith(sha256))
    server.objecten[naam] = (b"samen", datetime.now(UTC) - timedelta(hours=2))
    bron, _ = make_file(tmp_path, b"samen")
    monkeypatch.setattr(emmer_, "WACHT_S", 0.01)
    zet = threading.Thread(target=lambda: opslag.put(bron, sha256))
    echt = Emmer._find_moment

    def find(zelf: Emmer, pad: str) -> float | None:
        moment = echt(zelf, pad)
        if pad == zelf.get_naam(sha256) and not zet.ident:
            zet.start()
            time.sleep(0.1)
        return moment

    monkeypatch.setattr(Emmer, "_find_moment", find)
    assert opslag.remove(sha256, time.time() - 3600)
    zet.join()
    assert opslag.has(sha256)


@pytest.mark.django_db
def test_a_document_comes_in_and_out_of_a_bucket(server: Server, settings: Any, tmp_path: Path) -> None:
    settings.DOCUMENTEN_S3 = f"http://127.0.0.1:{server.server_address[1]}/vth/documenten/"
    zaak = make_zaak()
    document = accept_document(
        viewer=ANNA,
        nieuw=NieuwDocument("stuk", zaak_id=zaak.pk),
        brokken=[b"in de emmer"],
        bestandsnaam="a.txt",
    )
    sha256 = document.versies.get().sha256
    assert isinstance(get_opslag(), Emmer) and any(n.endswith(sha256) for n in server.objecten)
    copy_out(sha256, tmp_path / "uit")
    assert (tmp_path / "uit").read_bytes() == b"in de emmer"


@pytest.mark.django_db
def test_a_bucket_that_does_not_answer_is_told_and_nothing_is_kept(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.DOCUMENTEN_S3 = "http://127.0.0.1:9/vth"
    zaak = make_zaak()

    def refuse(*_: object) -> None:
        raise OSError("Connection refused")

    monkeypatch.setattr(Emmer, "_send", refuse)
    with pytest.raises(DocumentError, match="antwoordt niet"):
        accept_document(
            viewer=ANNA, nieuw=NieuwDocument("stuk", zaak_id=zaak.pk), brokken=[b"weg"], bestandsnaam="a.txt"
        )
    assert not zaak.documenten.exists()
