"""Reading from paper in the site: the source beside what was read, and what a press of a button does."""

from typing import Any

import pytest
from django.test import Client

from vth.interface.tests.builders import log_in
from vth.toegang.rules import Viewer
from vth.vergunningen.models import Ontwerpmutatie, Voorstel
from vth.vergunningen.uitpapier.lezing import read_voorstel

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
