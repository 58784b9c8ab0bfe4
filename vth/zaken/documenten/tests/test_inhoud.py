"""What is not taken in as a document: too large, empty, called otherwise than it is, a virus, a bomb, a bad name."""

import io
import socket
import struct
import sys
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vth.zaken.documenten.inhoud import sniff_soort
from vth.zaken.documenten.plek import NieuwDocument
from vth.zaken.documenten.rules import NAAM_HOOGSTENS, PER_EXTENSIE, DocumentError, derive_bestandsnaam
from vth.zaken.documenten.services import accept_document
from vth.zaken.documenten.virusscan import ScanError
from vth.zaken.models import Document, Documentversie
from vth.zaken.tests.builders import ANNA, make_zaak

from .builders import EICAR, add_to_zip, make_document, make_docx, make_pdf

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20


def make_zip(delen: dict[str, bytes]) -> bytes:
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w", zipfile.ZIP_DEFLATED) as zip_:
        for naam, deel in delen.items():
            zip_.writestr(naam, deel)
    return uit.getvalue()


def nothing_is_kept(settings: Any) -> bool:
    map_ = Path(settings.DOCUMENTEN_DIR)
    return not Document.objects.exists() and not [p for p in map_.rglob("*") if p.is_file()]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("naam", "inhoud", "fout"),
    [
        ("leeg.pdf", b"", "0 bytes"),
        ("rapport.pdf", PNG, "heet PDF, maar is PNG-afbeelding"),
        ("foto.png", make_pdf(), "heet PNG-afbeelding, maar is PDF"),
        ("rapport.docx", make_pdf(), "heet Word, maar is PDF"),
        ("rapport.docx", make_zip({"a.txt": b"x"}), "heet Word, maar is ZIP"),
        ("rapport.pdf", b"MZ\x90\0" + b"\0" * 100, "is een programma"),
        ("rapport.txt", b"<!DOCTYPE html><script>alert(1)</script>", "is een webpagina"),
        ("rapport.xml", b"<?xml version='1.0'?><html></html>", "is een webpagina"),
        ("rapport.exe", b"MZ\x90\0", "geen|niet op een soort"),
        ("rapport", make_pdf(), "eindigt niet op een soort"),
        ("rapport.docm", make_docx(), "eindigt niet op een soort"),
        ("rapport.docx", add_to_zip(make_docx(), "word/vbaProject.bin", b"x"), "met een macro"),
        ("rapport.docx", b"PK\x03\x04kapot", "beschadigd"),
        ("rapport.bin", b"\0\1\2\3", "eindigt niet op een soort"),
        ("rapport.txt", b"\0\1\2\3", "niet kent"),
    ],
)
def test_a_file_that_is_not_what_it_says_is_refused_and_leaves_nothing(
    settings: Any, naam: str, inhoud: bytes, fout: str
):
    zaak = make_zaak()
    with pytest.raises(DocumentError, match=fout):
        make_document(zaak, inhoud, naam=naam)
    assert nothing_is_kept(settings)


@pytest.mark.django_db
def test_a_file_that_is_too_large_is_refused_before_all_of_it_is_read(settings: Any):
    settings.DOCUMENT_MAX_BYTES = 3 << 20
    gelezen = []

    def read() -> Iterator[bytes]:
        for n in range(2048):
            gelezen.append(n)
            yield b"x" * (1 << 20)

    nieuw = NieuwDocument("Groot", zaak_id=make_zaak().pk)
    with pytest.raises(DocumentError, match="hoogstens 3 MB"):
        accept_document(viewer=ANNA, nieuw=nieuw, brokken=read(), bestandsnaam="groot.txt")
    assert len(gelezen) == 4 and nothing_is_kept(settings)


@pytest.mark.parametrize(
    ("naam", "inhoud"),
    [
        ("a.docx", add_to_zip(make_docx(), "word/bom.xml", b"\0" * (300 << 20))),
        ("a.zip", make_zip({"bom.txt": b"a" * (10 << 20)})),
        ("a.zip", make_zip({f"{n}": b"" for n in range(10_001)})),
    ],
    ids=["docx", "zip", "veel"],
)
@pytest.mark.django_db
def test_a_file_that_would_burst_when_unpacked_is_refused(settings: Any, naam: str, inhoud: bytes):
    zaak = make_zaak()
    with pytest.raises(DocumentError, match="pakt uit tot"):
        make_document(zaak, inhoud, naam=naam)
    assert nothing_is_kept(settings)


@pytest.mark.parametrize(
    ("gegeven", "veilig"),
    [
        ("rapport.pdf", "rapport.pdf"),
        ("../../../etc/rapport.pdf", "rapport.pdf"),
        ("C:\\Users\\anna\\rapport.PDF", "rapport.pdf"),
        ("factuur\u202efdp.txt", "factuurfdp.txt"),
        ("regel\r\neinde\0.pdf", "regeleinde.pdf"),
        ('a<b>:"c|d?*.pdf', "a-b-c-d-.pdf"),
        ("con.pdf", "_con.pdf"),
        ("  .verborgen.pdf ", "verborgen.pdf"),
        ("é".encode().decode() + "e\u0301.pdf", "éé.pdf"),
        ("a" * 3996 + ".pdf", "a" * 100 + ".pdf"),
    ],
)
def test_a_name_is_shown_without_path_or_what_nobody_sees(gegeven: str, veilig: str):
    naam = derive_bestandsnaam(gegeven)
    assert naam.veilig == veilig
    assert naam.gegeven == gegeven.replace("\0", "␀")


def test_a_name_that_hides_its_ending_is_told_by_what_it_ends_on():
    assert derive_bestandsnaam("factuur\u202efdp.exe").extensie not in PER_EXTENSIE
    assert derive_bestandsnaam("a.pdf\0.exe").extensie == "exe"


def test_a_name_longer_than_any_system_makes_is_refused():
    with pytest.raises(DocumentError, match="kortere naam"):
        derive_bestandsnaam("a" * 6000)


@given(st.text(max_size=300))
def test_whatever_a_file_is_called_its_safe_name_is_safe(gegeven: str):
    veilig = derive_bestandsnaam(gegeven).veilig
    assert 0 < len(veilig) <= NAAM_HOOGSTENS
    assert not set(veilig) & set('/\\:*?"<>|\0\r\n\u202e')
    assert not veilig.startswith(".") and veilig.isprintable()


@pytest.mark.django_db
def test_the_name_as_given_is_kept_beside_the_one_that_is_shown():
    naam = "x" * 3000 + "\u202e" + "y" * 996 + ".pdf"
    versie = make_document(make_zaak(), naam=naam).versies.get()
    assert versie.naam_gegeven == naam and len(versie.bestandsnaam) == 104


@pytest.mark.parametrize(
    ("inhoud", "soort"),
    [
        (make_pdf(), "pdf"),
        (b"\n\n%PDF-1.7", "pdf"),
        (make_docx(), "docx"),
        (make_zip({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b""}), "odt"),
        (PNG, "png"),
        (b"\xff\xd8\xff\xe0", "jpeg"),
        (b"RIFF\0\0\0\0WEBP", "webp"),
        ("café;1\n".encode("cp1252"), "tekst"),
        ("café".encode("utf-16"), "tekst"),
        (b"MZ;naam\n1;2\n", "tekst"),
        (b"<?xml version='1.0'?><gml/>", "xml"),
        (b"", "leeg"),
    ],
)
def test_a_kind_is_told_by_its_bytes(tmp_path: Path, inhoud: bytes, soort: str):
    pad = tmp_path / "bestand"
    pad.write_bytes(inhoud)
    assert sniff_soort(pad) == soort


def make_scanner(tmp_path: Path) -> str:
    """A command as a scanner is: 0 clean, 1 virus, 2 when it cannot."""
    programma = tmp_path / "scan.py"
    programma.write_text(
        "import sys; b = open(sys.argv[1], 'rb').read()\n"
        "if b'kapot' in b: sys.exit(2)\n"
        "if b'EICAR-STANDARD' in b: print(sys.argv[1] + ': Eicar-Test FOUND'); sys.exit(1)\n"
    )
    return f"{sys.executable} {programma}"


def serve_clamd(pad: Path) -> None:
    """Answer three times as clamd does on its socket."""
    luister = socket.socket(socket.AF_UNIX)
    luister.bind(str(pad))
    luister.listen()

    def answer() -> None:
        for _ in range(3):
            lijn, _van = luister.accept()
            with lijn, lijn.makefile("rb") as bron:
                assert bron.read(10) == b"zINSTREAM\0"
                inhoud = b""
                while lengte := struct.unpack("!L", bron.read(4))[0]:
                    inhoud += bron.read(lengte)
                woord = b"Eicar-Test FOUND" if b"EICAR-STANDARD" in inhoud else b"OK"
                lijn.sendall(b"stream: " + (b"boos ERROR" if b"kapot" in inhoud else woord) + b"\0")
        luister.close()

    threading.Thread(target=answer, daemon=True).start()


@pytest.mark.django_db
@pytest.mark.parametrize("hoe", ["opdracht", "clamd"])
def test_a_virus_is_refused_and_a_scanner_without_verdict_keeps_everything_out(
    settings: Any, tmp_path: Path, hoe: str
):
    settings.VIRUSSCAN = make_scanner(tmp_path)
    if hoe == "clamd":
        serve_clamd(tmp_path / "clamd")
        settings.VIRUSSCAN = f"clamd:{tmp_path / 'clamd'}"
    zaak = make_zaak()
    with pytest.raises(DocumentError, match=r"virus in dit bestand .*Eicar-Test"):
        make_document(zaak, EICAR, naam="proef.txt")
    with pytest.raises(ScanError, match="geeft geen oordeel"):
        make_document(zaak, b"kapot", naam="proef.txt")
    assert nothing_is_kept(settings)
    make_document(zaak, b"schoon", naam="proef.txt")
    assert Documentversie.objects.get().scan == "schoon"


@pytest.mark.django_db
@pytest.mark.parametrize("wie", ["clamd:/bestaat/niet", "clamd:localhost:1", "/bestaat/niet", "clamd:onzin"])
def test_a_scanner_that_is_not_there_keeps_everything_out(settings: Any, wie: str):
    settings.VIRUSSCAN = wie
    zaak = make_zaak()
    with pytest.raises(ScanError, match="meld het bij uw beheerder"):
        make_document(zaak)
    assert nothing_is_kept(settings)
