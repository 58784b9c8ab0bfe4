"""Reading the text of a document apart from the queue: what it gives, what breaks it, and who finds it then."""

import io
import re
import zipfile
from dataclasses import replace
from typing import Any

import pytest
from django_tasks_db.models import DBTaskResult

from vth.register.selectors import Filter, find_woorden
from vth.register.tests.builders import make_object
from vth.toegang.rules import derive_niveaus
from vth.zaken.documenten import apart, lezing, voorbeeld
from vth.zaken.documenten.apart import ApartError, run_apart
from vth.zaken.documenten.lezing import read_versie
from vth.zaken.models import Document, Documenttekst
from vth.zaken.tests.builders import ANNA, BUITEN, make_viewer, make_zaak
from vth.zoeken.selectors import find_treffers

from .builders import add_to_zip, add_versie, make_document, make_docx, make_pdf

pytestmark = pytest.mark.django_db
MEER = make_viewer("gebruiker 910", niveau="vertrouwelijk")
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8cfc0000003010100c9fe92ef"
    "0000000049454e44ae426082"
)


def read(document: Document) -> Documenttekst:
    return read_versie(document.versies.latest("volgnummer").pk)


def make_odt(tekst: str) -> bytes:
    uit, ruimte = io.BytesIO(), "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
    with zipfile.ZipFile(uit, "w") as zip_:
        zip_.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        zip_.writestr("content.xml", f'<t:body xmlns:t="{ruimte}"><t:p>{tekst}</t:p></t:body>')
    return uit.getvalue()


@pytest.mark.parametrize(
    ("naam", "inhoud"),
    [
        ("a.pdf", make_pdf("Zeldzaam woord")),
        ("a.docx", make_docx("Een zin.", "Zeldzaam woord")),
        ("a.odt", make_odt("Zeldzaam woord")),
        ("a.txt", "Zeldzaam woord".encode("utf-16")),
        ("a.csv", b"Zeldzaam woord;\xe9\n"),
    ],
)
def test_the_text_of_a_document_is_read_and_found(naam: str, inhoud: bytes):
    document = make_document(make_zaak(), inhoud, naam=naam)
    assert find_treffers(ANNA, "zeldzaam") == []
    assert document.versies.get().lezing.staat == "wacht"
    lezing_ = read(document)
    assert lezing_.staat == "gelezen" and "Zeldzaam woord" in lezing_.tekst
    assert [t.onderwerp for t in find_treffers(ANNA, "zeldzaam woord")] == [document.pk]


def test_a_document_waits_in_the_queue_by_its_number_only():
    make_document(make_zaak())
    taak = DBTaskResult.objects.get()
    assert set(taak.args_kwargs) == {"args", "kwargs"} and isinstance(taak.args_kwargs["args"][0], int)


def test_only_who_may_see_a_document_finds_it():
    zaak = make_zaak()
    read(make_document(zaak, make_pdf("Zeldzaam"), viewer=MEER, vertrouwelijkheid="vertrouwelijk"))
    assert len(find_treffers(MEER, "zeldzaam")) == 1
    lager = replace(MEER, zicht=replace(MEER.zicht, niveaus=derive_niveaus("zaakvertrouwelijk")))
    zonder_grond = replace(MEER, zicht=replace(MEER.zicht, soorten=frozenset({"zaak"})))
    for viewer in (ANNA, BUITEN, lager, zonder_grond):
        assert find_treffers(viewer, "zeldzaam") == []


def test_documents_never_take_the_place_of_a_record_in_the_register():
    zaak, site = make_zaak(), make_object(inhoud={"naam": "Zeldzaam", "hoofdtype": "inrichting"})
    for n in range(3):
        make_document(zaak, titel=f"Zeldzaam {n}")
    gevonden = find_woorden(ANNA, Filter(vraag="zeldzaam"), hoogstens=1)
    assert [t.onderwerp for t in gevonden] == [site.pk]
    assert len(find_treffers(ANNA, "zeldzaam", soorten=("document",))) == 3
    assert len(find_treffers(ANNA, "zeldzaam")) == 4


def test_only_the_last_version_is_found():
    document = make_document(make_zaak(), make_pdf("Oudewoord"))
    read(document)
    add_versie(document, make_pdf("Nieuwewoord"))
    read(document)
    assert find_treffers(ANNA, "oudewoord") == []
    assert len(find_treffers(ANNA, "nieuwewoord")) == 1


@pytest.mark.parametrize(
    ("naam", "inhoud", "uitleg"),
    [
        ("a.pdf", b"%PDF-1.7 kapot", "geen PDF die te openen is"),
        ("a.pdf", make_pdf("").replace(b"Tj", b"  "), "misschien is het een scan"),
        ("a.png", PNG, "geen tekst gehaald"),
        ("a.docx", add_to_zip(make_docx(), "word/document.xml", b"<w><niet dicht"), "beschadigd"),
    ],
)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_file_without_readable_text_says_why(naam: str, inhoud: bytes, uitleg: str):
    document = make_document(make_zaak(), inhoud, naam=naam)
    lezing_ = read(document)
    assert lezing_.staat == "niet_leesbaar" and uitleg in lezing_.uitleg
    assert len(find_treffers(ANNA, "akoestisch")) == 1, "op de titel blijft het te vinden"


@pytest.mark.parametrize(
    ("gedrag", "fout"),
    [
        ("eindeloos", "langer dan 1 seconde"),
        ("geheugen", "te veel geheugen"),
        ("vol", "te veel uit|liep erop vast"),
        ("sterf", "liep erop vast"),
        ("slaap", "langer dan 1 seconde"),
    ],
)
def test_a_file_that_breaks_its_reader_does_not_stop_the_queue(
    monkeypatch: pytest.MonkeyPatch, gedrag: str, fout: str
):
    document = make_document(make_zaak())
    monkeypatch.setattr(lezing, "LEZER", f"vth.zaken.documenten.tests.kwaad.{gedrag}")
    monkeypatch.setattr(lezing, "SECONDEN", 1 if "langer" in fout else 60)
    monkeypatch.setattr(apart, "UITLOOP_SECONDEN", 1 if "langer" in fout else 60)
    lezing_ = read(document)
    assert lezing_.staat == "niet_leesbaar"
    assert re.search(fout, lezing_.uitleg)


def test_an_entity_that_grows_is_not_read():
    bom = "<!DOCTYPE l [<!ENTITY a 'lol'>" + "".join(
        f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 10}'>" for n in range(9)
    )
    ruimte = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    xml = f"<?xml version='1.0'?>{bom}]><w:d xmlns:w='{ruimte}'><w:t>&j;</w:t></w:d>"
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w") as zip_:
        zip_.writestr("[Content_Types].xml", "<Types/>")
        zip_.writestr("word/document.xml", xml)
    lezing_ = read(make_document(make_zaak(), uit.getvalue(), naam="a.docx"))
    assert lezing_.staat == "niet_leesbaar"


def test_the_same_bytes_are_read_once(monkeypatch: pytest.MonkeyPatch):
    zaak = make_zaak()
    een, twee = make_document(zaak), make_document(zaak, titel="Ander")
    read(een)
    monkeypatch.setattr(lezing, "run_apart", None)
    assert read(twee).tekst == read(een).tekst != ""


def test_a_reader_sees_nothing_of_the_installation():
    uitkomst = run_apart("vth.zaken.documenten.tests.kwaad.omgeving", {}, seconden=5)
    assert set(uitkomst["omgeving"]) <= {"LANG", "PATH", "LC_CTYPE"} and not uitkomst["django"]
    with pytest.raises(ApartError, match="liep erop vast"):
        run_apart("vth.bestaat.niet", {}, seconden=5)


def test_first_pages_are_drawn_once_per_content(monkeypatch: pytest.MonkeyPatch):
    versie = make_document(make_zaak(), make_pdf(bladen=7)).versies.get()
    assert voorbeeld.find_voorbeeld(versie).wacht and voorbeeld.get_blad(versie, 1) is None
    assert voorbeeld.make_voorbeeld(versie).bladen == 5
    monkeypatch.setattr(voorbeeld, "run_apart", None)
    blad = voorbeeld.get_blad(versie, 1)
    assert blad is not None and blad.read_bytes()[:4] == b"\x89PNG"
    assert voorbeeld.get_blad(versie, 6) is None and voorbeeld.get_blad(versie, 0) is None


@pytest.mark.parametrize(
    ("naam", "inhoud", "reden"),
    [
        ("a.pdf", b"%PDF-1.7 kapot", "te openen"),
        ("a.png", PNG[:40], "geen afbeelding"),
        ("a.txt", b"tekst", "geen bladzijden getekend"),
    ],
)
def test_what_cannot_be_drawn_says_why(naam: str, inhoud: bytes, reden: str):
    gemaakt: Any = voorbeeld.make_voorbeeld(make_document(make_zaak(), inhoud, naam=naam).versies.get())
    assert gemaakt.bladen == 0 and not gemaakt.wacht and reden in gemaakt.reden


def test_an_image_is_drawn():
    assert voorbeeld.make_voorbeeld(make_document(make_zaak(), PNG, naam="a.png").versies.get()).bladen == 1
