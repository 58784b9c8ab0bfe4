"""Reading from paper in the site: the source beside what was read, and what a press of a button does."""

import json
from typing import Any

import pytest
import yaml
from django.test import Client

from vth.interface.tests.builders import log_in
from vth.toegang.rules import Viewer
from vth.vergunningen.models import Ontwerpmutatie, Voorstel
from vth.vergunningen.uitpapier.lezing import read_voorstel
from vth.vergunningen.uitpapier.voorstelpagina import _describe_plicht
from vth.zaken.documenten.tests.builders import make_document
from vth.zaken.tests.builders import make_besluit, make_zaak

from .builders import BUITEN, VERA, make_toestemming, make_vergunning

pytestmark = pytest.mark.django_db
TEKST = "Vooraf\n\nVOORSCHRIFTEN\n\n1 Lucht\n\n1.1 De emissie van benzeen is ten hoogste 1 mg/Nm3.\n\n1.3 De emissie wordt jaarlijks gemeten."


@pytest.fixture
def als(client: Client, monkeypatch: pytest.MonkeyPatch) -> Any:
    return lambda viewer: log_in(client, monkeypatch, viewer)


def read(antwoord: Any) -> str:
    return antwoord.content.decode()


def test_a_permit_is_pasted_shown_beside_its_source_and_taken_over_piece_by_piece(als: Any) -> None:
    concept = make_toestemming(make_vergunning(), None)
    nieuw = f"/toestemmingen/{concept.pk}/voorstellen/nieuw"
    leeg = als(VERA).post(nieuw, {"tekst": " "})
    assert leeg.status_code == 422 and "Er is geen tekst om te lezen" in read(leeg)
    adres = als(VERA).post(nieuw, {"tekst": TEKST, "naam": "Vergunning 1998"}).url
    assert "De bron wordt gelezen" in read(als(VERA).get(adres))
    read_voorstel(Voorstel.objects.get().pk)
    tekst = read(als(VERA).get(adres))
    assert "benzeen (CAS 71-43-2): hoogstens 1 mg/Nm3" in tekst and "Voor 1.3 ontbreekt 1.2" in tekst
    assert "Voor de voorschriften (1 regel)" in tekst and "Aanvaard alles wat zeker is (2)" in tekst
    antwoord = als(VERA).post(f"{adres}/regels/3/aanvaarden", follow=True)
    assert "nog niet beslist" in read(antwoord) and not Ontwerpmutatie.objects.exists()
    als(VERA).post(f"{adres}/regels/1/zeker")
    gegevens = "verplichtingen:\n- {soort: meten, omschrijving: Jaarlijks meten., eerste_dag: 2027-01-01, iedere_maanden: 12}"
    velden = {"nummer": "1.2", "tekst": "De emissie wordt jaarlijks gemeten.", "voorschrifttype": "standaard"}
    fout = als(VERA).post(f"{adres}/regels/3", velden | {"gegevens": "verplichtingen: 5"})
    assert fout.status_code == 422 and "jaarlijks gemeten" in read(fout)
    assert als(VERA).post(f"{adres}/regels/3", velden | {"gegevens": gegevens}).status_code == 302
    rijen = Ontwerpmutatie.objects.order_by("plaats")
    assert [r.nummer for r in rijen] == ["1", "1.1", "1.2"] and rijen[2].inhoud.verplichtingen[
        0
    ].iedere_maanden == 12
    assert "alles is beoordeeld" in read(als(VERA).get(adres))


STRUCTUUR = [
    {"nummer": "1", "titel": "Lucht"},
    {
        "nummer": "1.1",
        "tekst": "Zie de tabel.",
        "grenswaarden": [{"naam": "benzeen", "medium": "lucht", "waarde": "1", "eenheid": "mg/Nm3"}],
    },
    {"nummer": "", "titel": "Los"},
]


@pytest.mark.parametrize("naam", ["export.json", "export.yml"])
def test_a_structured_file_of_another_system_is_chosen_read_and_taken_over(als: Any, naam: str) -> None:
    zaak = make_zaak()
    tekst = json.dumps(STRUCTUUR) if naam.endswith("json") else yaml.safe_dump(STRUCTUUR)
    document = make_document(zaak, tekst.encode(), naam=naam, titel="Export")
    rust = {"grondslag": "", "besluit_id": make_besluit(zaak).pk}
    nieuw = f"/toestemmingen/{make_toestemming(make_vergunning(), None, **rust).pk}/voorstellen/nieuw"
    assert document.identificatie in read(als(VERA).get(nieuw))
    adres = als(VERA).post(nieuw, {"documentnummer": document.identificatie}).url
    read_voorstel(Voorstel.objects.get().pk)
    pagina = read(als(VERA).get(adres))
    assert "benzeen: hoogstens 1 mg/Nm3" in pagina and "Rij 3 heeft geen nummer" in pagina
    als(VERA).post(f"{adres}/regels/1/zeker")
    assert [r.nummer for r in Ontwerpmutatie.objects.order_by("nummer")] == ["1", "1.1"]


def test_who_does_not_see_the_permit_finds_no_proposal_and_who_only_reads_gets_no_buttons(als: Any) -> None:
    concept = make_toestemming(make_vergunning(), None)
    adres = als(VERA).post(f"/toestemmingen/{concept.pk}/voorstellen/nieuw", {"tekst": TEKST}).url
    read_voorstel(Voorstel.objects.get().pk)
    lezer = Viewer("lezer", VERA.zicht, frozenset({"register.read"}), VERA.organisaties)
    assert "benzeen" in read(als(lezer).get(adres)) and "verwerpen" not in read(als(lezer).get(adres))
    assert als(lezer).post(f"{adres}/regels/1/zeker").status_code == 403
    assert als(lezer).get(f"{adres}/regels/1").status_code == 403
    assert als(BUITEN).get(adres).status_code == 404
    assert als(BUITEN).post(f"{adres}/regels/1/verwerpen").status_code == 404
    assert als(VERA).post(f"{adres}/regels/1/onzin").status_code == 404
    assert als(VERA).post(f"{adres}/regels/99/aanvaarden").status_code == 404


def test_the_first_day_of_an_obligation_is_told_as_people_write_it() -> None:
    plicht = {"soort": "meten", "iedere_maanden": 12, "eerste_dag": "2026-03-02"}
    assert _describe_plicht(plicht).endswith(", ieder jaar, voor het eerst op ma 2 maart 2026")
    assert _describe_plicht(plicht | {"eerste_dag": "na de bouw"}).endswith("voor het eerst op na de bouw")
