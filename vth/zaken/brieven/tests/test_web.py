"""The pages of letters and templates: what one would hold, what is missing, and a template that is looked at first."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from vth.interface.tests.builders import log_in, strip_heel
from vth.logboek.models import Verwerkingbetrokkene
from vth.organisaties.tests.builders import load_map
from vth.register.tests.builders import make_object
from vth.toegang.rules import Viewer
from vth.zaken.controle import Over
from vth.zaken.models import Brief, Briefsjabloon, Document
from vth.zaken.services import close_zaak
from vth.zaken.tests.builders import ANNA, BUITEN, CHEF, OD, make_besluit, make_zaak

from .builders import BEHEER, make_sjabloon, make_word

pytestmark = pytest.mark.django_db


@pytest.fixture
def als(client: Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[Viewer], Client]:
    load_map(tmp_path / "stam")
    return lambda viewer: log_in(client, monkeypatch, viewer)


def read(antwoord: Any) -> str:
    return antwoord.content.decode()


def test_a_letter_shows_where_each_value_comes_from_before_it_is_made(als: Any):
    besluit = make_besluit(make_zaak())
    adres = f"/besluiten/{besluit.pk}/brief"
    assert "Bekijk wat erin komt" in read(als(ANNA).get(adres))
    tekst = strip_heel(read(als(ANNA).get(f"{adres}?sjabloon=besluit&verzending=2025-04-01")))
    assert "Rechtsmiddelclausule" in tekst and "tot en met 13 mei 2025" in tekst
    assert "Algemene wet bestuursrecht" in tekst and f"besluit {besluit.identificatie}, tekst" in tekst
    assert "ondertekening (Het besluit is nog niet ondertekend.)" in tekst
    assert not Brief.objects.exists()


def test_a_letter_is_made_and_its_document_says_what_it_was_made_of(als: Any):
    besluit = make_besluit(make_zaak())
    velden = {"sjabloon": "besluit", "verzending": "2025-04-01"}
    antwoord = als(ANNA).post(f"/besluiten/{besluit.pk}/brief", velden)
    assert antwoord.status_code == 302
    document = Document.objects.get()
    assert antwoord["Location"] == f"/documenten/{document.pk}"
    tekst = read(als(ANNA).get(antwoord["Location"]))
    assert "Waar deze brief uit bestaat" in tekst and "met versie 1 van de tekst" in tekst
    assert str(document.pk) in read(als(ANNA).get(f"/besluiten/{besluit.pk}"))


def test_the_page_of_a_decision_says_what_is_missing(als: Any):
    besluit = make_besluit(make_zaak())
    tekst = read(als(ANNA).get(f"/besluiten/{besluit.pk}"))
    assert "Wat ontbreekt voordat het kan worden ondertekend" in tekst and "De brief met het besluit" in tekst


@pytest.mark.parametrize("vraag", ["sjabloon=onzin&verzending=2025-04-01", "sjabloon=besluit&verzending=x"])
def test_what_cannot_be_read_is_told(als: Any, vraag: str):
    besluit = make_besluit(make_zaak())
    assert als(ANNA).get(f"/besluiten/{besluit.pk}/brief?{vraag}").status_code == 422


def test_a_look_at_the_name_of_a_person_is_noted_by_key(als: Any):
    inhoud = {"geslachtsnaam": "Jansen", "voorletters": "J."}
    persoon = make_object("P1", soort="natuurlijkpersoon", leverancier=OD, inhoud=inhoud)
    zaak = make_zaak(onderwerpen=[Over(persoon.pk, "aanvrager")])
    vraag = "sjabloon=ontvangstbevestiging&verzending=2025-04-01"
    assert "J. Jansen" in read(als(ANNA).get(f"/zaken/{zaak.pk}/brief?{vraag}"))
    assert Verwerkingbetrokkene.objects.count() == 1


def test_a_closed_zaak_makes_no_letter_and_another_sees_none(als: Any):
    zaak = make_zaak()
    close_zaak(viewer=CHEF, zaak_id=zaak.pk, resultaat="ingetrokken")
    velden = {"sjabloon": "ontvangstbevestiging", "verzending": "2025-04-01"}
    antwoord = als(ANNA).post(f"/zaken/{zaak.pk}/brief", velden)
    assert antwoord.status_code == 422 and "documenten staan vast" in read(antwoord)
    assert als(BUITEN).get(f"/zaken/{zaak.pk}/brief").status_code == 404


def make_velden(inhoud: bytes, naam: str = "brief.docx", **anders: Any) -> dict[str, Any]:
    vast = {"organisatie": OD, "code": "eigen", "naam": "Eigen brief", "documentsoort": "brief"}
    return vast | {"bestand": SimpleUploadedFile(naam, inhoud)} | anders


def test_a_template_is_looked_at_and_refused_by_the_name_of_its_field(als: Any):
    antwoord = als(BEHEER).post("/sjablonen/", make_velden(make_word("{{ zaak.numer }}")))
    assert antwoord.status_code == 422 and "‘zaak.numer’ bestaat niet" in read(antwoord)
    assert "zaak.nummer" in read(antwoord) and not Briefsjabloon.objects.exists()


def test_a_template_is_kept_shown_taken_along_and_withdrawn(als: Any):
    inhoud = make_word("{{ zaak.nummer }}")
    antwoord = als(BEHEER).post("/sjablonen/", make_velden(inhoud))
    assert antwoord.status_code == 302
    adres = antwoord["Location"]
    assert "Nummer van de zaak" in read(als(ANNA).get(adres))
    bestand = als(ANNA).get(f"{adres}/versies/1/download")
    assert b"".join(bestand.streaming_content) == inhoud
    assert bestand["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert als(ANNA).get(f"{adres}/versies/9/download").status_code == 404
    assert als(BUITEN).get(adres).status_code == 404
    assert als(ANNA).post(f"{adres}/intrekken").status_code == 403
    assert als(BEHEER).post(f"{adres}/intrekken").status_code == 302
    assert "vervallen" in read(als(BEHEER).get("/sjablonen/"))


def test_who_keeps_no_templates_sees_them_and_adds_none(als: Any):
    make_sjabloon(make_word("x"))
    tekst = read(als(ANNA).get("/sjablonen/"))
    assert "Eigen brief" in tekst and "Voeg een sjabloon" not in tekst
    assert als(ANNA).post("/sjablonen/", make_velden(make_word("y"))).status_code == 404
    assert "Eigen brief" not in read(als(BUITEN).get("/sjablonen/"))
