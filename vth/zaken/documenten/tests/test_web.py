"""The pages of documents: take in, look, next version, take along; and what goes out is sealed and noted."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from vth.interface.tests.builders import log_in
from vth.logboek.models import Verwerking
from vth.toegang.rules import NIEMAND, Viewer
from vth.zaken.documenten.tasks import run_lezing
from vth.zaken.models import Document, Documentversie, Zaak
from vth.zaken.services import close_zaak
from vth.zaken.tests.builders import ANNA, BUITEN, CHEF, make_besluit, make_viewer, make_zaak

from .builders import add_versie, make_document, make_pdf

pytestmark = pytest.mark.django_db
MEER = make_viewer("gebruiker 910", niveau="vertrouwelijk")


@pytest.fixture
def als(client: Client, monkeypatch: pytest.MonkeyPatch) -> Callable[[Viewer], Client]:
    return lambda viewer: log_in(client, monkeypatch, viewer)


def read(antwoord: Any) -> str:
    return antwoord.content.decode()


def make_velden(inhoud: bytes | None = None, naam: str = "rapport.pdf", **velden: Any) -> dict[str, Any]:
    """What the form sends."""
    bestand = SimpleUploadedFile(naam, make_pdf() if inhoud is None else inhoud)
    vast = {"titel": "Rapport", "documentsoort": "aanvraag", "vertrouwelijkheid": "zaakvertrouwelijk"}
    return vast | {"bestand": bestand} | velden


def get_adres(document: Document, meer: str = "") -> str:
    return f"/documenten/{document.pk}{meer}"


def test_a_document_is_added_to_a_zaak_and_stands_on_its_page(als: Any):
    zaak = make_zaak()
    tekst = read(als(ANNA).get(f"/zaken/{zaak.pk}"))
    assert "Aanvraag:" in tekst and tekst.count("ontbreekt nog") == 3
    antwoord = als(ANNA).post(f"/zaken/{zaak.pk}/documenten/nieuw", make_velden())
    assert antwoord.status_code == 302, read(antwoord)
    document = Document.objects.get()
    tekst = read(als(ANNA).get(f"/zaken/{zaak.pk}"))
    assert get_adres(document) in tekst and tekst.count("ontbreekt nog") == 2
    assert "Document erbij" in tekst


def test_a_document_of_another_kind_has_the_name_that_was_written(als: Any):
    zaak = make_zaak()
    adres = f"/zaken/{zaak.pk}/documenten/nieuw"
    assert als(ANNA).post(adres, make_velden(documentsoort="anders")).status_code == 422
    als(ANNA).post(adres, make_velden(documentsoort="anders", andere_soort="Akoestisch Rapport"))
    assert Document.objects.get().documentsoort == "akoestisch_rapport"


@pytest.mark.parametrize(
    ("velden", "fout"),
    [
        ({"inhoud": b""}, "0 bytes"),
        ({"naam": "rapport.exe"}, "bewaart"),
        ({"naam": "rapport.png"}, "heet PNG-afbeelding, maar is PDF"),
        ({"titel": ""}, "verplicht|vul"),
        ({"vertrouwelijkheid": "openbaar"}, "openbaar"),
    ],
)
def test_what_is_refused_says_why_and_keeps_what_was_given(als: Any, velden: dict[str, Any], fout: str):
    zaak = make_zaak()
    gegeven = make_velden(**({"beschrijving": "mijn tekst"} | velden))
    antwoord = als(ANNA).post(f"/zaken/{zaak.pk}/documenten/nieuw", gegeven)
    assert antwoord.status_code == 422 and "mijn tekst" in read(antwoord)
    assert any(deel in read(antwoord) for deel in fout.split("|"))
    assert not Document.objects.exists()


class Ongelezen:
    """A body that nobody may read."""

    def read(self, *_: Any) -> bytes:
        raise AssertionError("er is gelezen")

    readline = read


def test_two_gigabytes_are_refused_before_anything_of_them_is_read(als: Any):
    zaak = make_zaak()
    ongelezen = {"CONTENT_LENGTH": str(2 << 30), "wsgi.input": Ongelezen()}
    for adres in (f"/zaken/{zaak.pk}/documenten/nieuw", get_adres(make_document(zaak), "/versies")):
        antwoord = als(ANNA).generic("POST", adres, b"", "multipart/form-data; boundary=x", **ongelezen)
        assert antwoord.status_code == 413 and "groter dan 1" in read(antwoord)


def test_a_form_without_its_token_is_refused(monkeypatch: pytest.MonkeyPatch):
    client = log_in(Client(enforce_csrf_checks=True), monkeypatch, ANNA)
    zaak = make_zaak()
    assert client.post(f"/zaken/{zaak.pk}/documenten/nieuw", make_velden()).status_code == 403
    assert not Document.objects.exists()


def test_the_page_of_a_document_shows_what_it_is_and_that_it_was_not_scanned(als: Any):
    document = make_document(make_zaak(), make_pdf(bladen=2))
    tekst = read(als(ANNA).get(get_adres(document)))
    assert "niet gescand" in tekst and "wordt gemaakt" in tekst and "wacht op lezen" in tekst
    run_lezing.func(document.versies.get().pk)
    tekst = read(als(ANNA).get(get_adres(document)))
    assert "Het geluid blijft onder de norm" in tekst and tekst.count("<img") == 2
    blad = als(ANNA).get(get_adres(document, "/versies/1/blad/2"))
    assert blad["Content-Type"] == "image/png" and b"".join(blad.streaming_content)[:4] == b"\x89PNG"
    assert als(ANNA).get(get_adres(document, "/versies/1/blad/3")).status_code == 404


def test_what_is_taken_along_never_runs_in_the_browser(als: Any):
    document = make_document(make_zaak(), b"<?xml version='1.0'?><svg/>", naam="evil\r\nX: y.xml")
    antwoord = als(ANNA).get(get_adres(document, "/versies/1/download"))
    assert b"".join(antwoord.streaming_content) == b"<?xml version='1.0'?><svg/>"
    assert antwoord["Content-Disposition"].startswith("attachment;")
    assert antwoord["X-Content-Type-Options"] == "nosniff"
    assert antwoord["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert antwoord["Cache-Control"] == "no-store" and "X" not in antwoord.headers


def test_every_look_at_a_document_is_noted(als: Any):
    document = make_document(make_zaak())
    run_lezing.func(document.versies.get().pk)
    for meer in ("", "/versies/1/download", "/versies/1/blad/1"):
        als(ANNA).get(get_adres(document, meer))
    regels = Verwerking.objects.order_by("id").values_list("naam", flat=True)
    assert list(regels) == ["document.read", "document.download", "document.blad"]


def test_a_next_version_is_added_and_of_two_at_once_the_second_is_told(als: Any):
    document = make_document(make_zaak())
    adres, gezien = get_adres(document, "/versies"), document.versie
    velden = {"gezien": gezien, "reden": "cijfers verbeterd"}
    nieuw = velden | {"bestand": SimpleUploadedFile("b.pdf", make_pdf("Anders"))}
    assert als(ANNA).post(adres, nieuw).status_code == 302
    tekst = read(als(ANNA).get(get_adres(document)))
    assert "cijfers verbeterd" in tekst and "/versies/1/download" in tekst and "/versies/2/download" in tekst
    later = velden | {"bestand": SimpleUploadedFile("c.pdf", make_pdf("Nog anders"))}
    antwoord = als(ANNA).post(adres, later)
    assert antwoord.status_code == 409 and "intussen gewijzigd" in read(antwoord)
    assert als(ANNA).post(adres, velden).status_code == 422


def test_what_is_told_of_a_document_is_changed(als: Any):
    document = make_document(make_zaak(), documentsoort="Geluidrapport")
    adres = get_adres(document, "/gegevens")
    assert 'value="geluidrapport"' in read(als(MEER).get(adres))
    velden = {"titel": "Nieuw", "documentsoort": "besluit", "vertrouwelijkheid": "vertrouwelijk"}
    assert als(MEER).post(adres, velden).status_code == 302
    assert als(ANNA).get(get_adres(document)).status_code == 404
    assert als(MEER).post(adres, velden | {"vertrouwelijkheid": "intern"}).status_code == 422


def test_documents_of_a_closed_zaak_say_why_they_stand_fast(als: Any):
    zaak = make_zaak()
    document = make_document(zaak)
    close_zaak(viewer=CHEF, zaak_id=zaak.pk, resultaat="ingetrokken")
    tekst = read(als(ANNA).get(get_adres(document)))
    assert "staat vast tot zij wordt heropend" in tekst and "nieuwe versie toe" not in tekst
    velden = {"bestand": SimpleUploadedFile("b.pdf", make_pdf("Anders"))}
    antwoord = als(ANNA).post(get_adres(document, "/versies"), velden)
    assert antwoord.status_code == 422 and "documenten staan vast" in read(antwoord)
    assert "Voeg een document toe" not in read(als(ANNA).get(f"/zaken/{zaak.pk}"))


def test_who_may_not_see_a_document_finds_it_nowhere(als: Any):
    zaak = make_zaak()
    document = make_document(zaak, viewer=MEER, vertrouwelijkheid="vertrouwelijk", titel="Zeldzaam")
    run_lezing.func(document.versies.get().pk)
    for viewer in (ANNA, BUITEN, NIEMAND):
        for meer in ("", "/versies/1/download", "/versies/1/blad/1", "/gegevens"):
            assert als(viewer).get(get_adres(document, meer)).status_code == 404
        for adres in ("/documenten/", "/documenten/?q=zeldzaam"):
            assert str(document.pk) not in read(als(viewer).get(adres))
        assert str(document.pk) not in read(als(viewer).get("/register/?q=zeldzaam"))
    assert "Zeldzaam" not in read(als(ANNA).get(f"/zaken/{zaak.pk}"))
    for adres in ("/documenten/", "/documenten/?q=zeldzaam"):
        assert str(document.pk) in read(als(MEER).get(adres))
    assert str(document.pk) in read(als(MEER).get("/register/?q=zeldzaam"))


def test_who_has_no_ground_to_see_documents_is_not_told_that_they_are_missing(als: Any):
    zaak = make_zaak()
    make_document(zaak)
    zonder = replace(ANNA, zicht=replace(ANNA.zicht, soorten=frozenset({"zaak", "besluit", "verzoek"})))
    tekst = read(als(zonder).get(f"/zaken/{zaak.pk}"))
    assert zaak.identificatie in tekst and "ontbreekt nog" not in tekst and "kop-documenten" not in tekst


def test_words_that_are_in_no_document_say_so(als: Any):
    assert "nog geen documenten vast" in read(als(ANNA).get("/documenten/"))
    assert "Niets gevonden" in read(als(ANNA).get("/documenten/?q=onvindbaar"))


def test_a_document_of_a_decision_stands_on_its_page(als: Any):
    zaak: Zaak = make_zaak()
    besluit = make_besluit(zaak)
    document = make_document(zaak, besluit_id=besluit.pk)
    assert get_adres(document) in read(als(ANNA).get(f"/besluiten/{besluit.pk}"))
    add_versie(document, make_pdf("x"))
    assert Documentversie.objects.count() == 2
