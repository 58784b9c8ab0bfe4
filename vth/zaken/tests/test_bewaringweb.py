"""The pages of the archivist: what they show, to whom, and that two people are needed."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from vth.interface.tests.builders import log_in
from vth.organisaties.tests.builders import load_map
from vth.tijd import klok
from vth.toegang.rules import NIEMAND, Viewer
from vth.zaken.models import Zaakbewaring, Zaakvernietiging

from .builders import ANNA, BUITEN, OD, make_viewer, make_zaak
from .test_bewaring import ARCHIVARIS, RECHTEN, TWEEDE, make_oud

pytestmark = pytest.mark.django_db
ELDERS = make_viewer("elders", *RECHTEN, organisatie="OD-ZUID", gebied="GM9903")


@pytest.fixture
def als(client: Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[Viewer], Client]:
    load_map(tmp_path)
    return lambda viewer: log_in(client, monkeypatch, viewer)


def read(antwoord: Any) -> str:
    return antwoord.content.decode()


def test_a_zaak_goes_from_due_to_destroyed_by_two_people(als: Any):
    zaak = make_oud()
    assert zaak.identificatie in read(als(ARCHIVARIS).get("/bewaring/"))
    velden = {"organisatie": OD, "zaak": [str(zaak.pk)]}
    assert als(ARCHIVARIS).post("/bewaring/", velden).status_code == 302
    lijst = Zaakvernietiging.objects.get()
    adres = f"/bewaring/{lijst.pk}"
    assert "Geef uw oordeel" not in read(als(ARCHIVARIS).get(adres))
    assert als(ARCHIVARIS).post(f"{adres}/oordeel", {"akkoord": "ja"}).status_code == 422
    assert als(TWEEDE).post(f"{adres}/oordeel", {"akkoord": "nee"}).status_code == 422
    assert als(TWEEDE).post(f"{adres}/oordeel", {"akkoord": "ja"}).status_code == 302
    assert als(TWEEDE).post(f"{adres}/oordeel", {"akkoord": "ja"}).status_code == 409
    assert als(ARCHIVARIS).post(f"{adres}/uitvoeren", {}).status_code == 422
    assert als(ARCHIVARIS).post(f"{adres}/uitvoeren", {"zeker": "on"}).status_code == 302
    tekst = read(als(ARCHIVARIS).get(adres))
    assert "Verklaring van vernietiging" in tekst and "melding: 1" in tekst
    assert "Wat erin stond is vernietigd" in read(als(ARCHIVARIS).get(f"/zaken/{zaak.pk}"))


def test_what_stands_in_the_way_is_shown_and_cannot_be_chosen(als: Any):
    open_ = make_zaak()
    zaak = make_oud(hoofdzaak_id=open_.pk)
    tekst = read(als(ARCHIVARIS).get("/bewaring/"))
    assert "1 zaken bij die open zijn" in tekst and f'value="{zaak.pk}"' not in tekst
    antwoord = als(ARCHIVARIS).post("/bewaring/", {"organisatie": OD, "zaak": [str(zaak.pk)]})
    assert antwoord.status_code == 422 and "Er is geen lijst gemaakt" in read(antwoord)
    assert als(ARCHIVARIS).post("/bewaring/", {"organisatie": OD, "zaak": ["x"]}).status_code == 404


@pytest.mark.parametrize("wat", ["beurt", "blijvend", "uitzondering", "onbekend", "lijsten"])
def test_an_empty_tab_says_so(als: Any, wat: str):
    assert "vth-leeg" in read(als(ARCHIVARIS).get(f"/bewaring/?wat={wat}"))
    assert als(ARCHIVARIS).get("/bewaring/?wat=onzin").status_code == 404


def test_who_makes_no_lists_has_nothing_to_choose(als: Any):
    make_oud()
    assert 'name="zaak"' in read(als(ARCHIVARIS).get("/bewaring/"))
    assert 'name="zaak"' not in read(als(make_viewer("gebruiker 940", "bewaring.record")).get("/bewaring/"))


def test_who_keeps_no_archive_comes_nowhere(als: Any):
    zaak = make_oud()
    als(ARCHIVARIS).post("/bewaring/", {"organisatie": OD})
    adres = f"/bewaring/{Zaakvernietiging.objects.get().pk}"
    for viewer in (ANNA, NIEMAND):
        assert als(viewer).get("/bewaring/").status_code == 403
        assert als(viewer).get(adres).status_code == 403
        assert als(viewer).post(f"{adres}/oordeel", {"akkoord": "ja"}).status_code == 403
    assert als(ELDERS).get(adres).status_code == 404
    assert zaak.identificatie not in read(als(ELDERS).get("/bewaring/"))
    assert als(ANNA).get(f"/zaken/{zaak.pk}/pakket").status_code == 403
    assert als(BUITEN).get(f"/zaken/{zaak.pk}/pakket").status_code == 404
    laag = make_viewer("laag", *RECHTEN, niveau="intern")
    tekst = read(als(laag).get(adres))
    assert zaak.identificatie not in tekst and "1 zaken op deze lijst mag u niet zien" in tekst


def test_a_zaak_is_kept_longer_and_let_go_again_in_the_site(als: Any):
    zaak = make_oud()
    adres = f"/zaken/{zaak.pk}/bewaring"
    assert "Bewaar langer" in read(als(ARCHIVARIS).get(f"/zaken/{zaak.pk}"))
    assert als(ARCHIVARIS).get(f"{adres}/opheffen").status_code == 404
    assert als(ARCHIVARIS).post(f"{adres}/uitzonderen", {"soort": "hotspot"}).status_code == 422
    velden = {"soort": "hotspot", "reden": "grote brand"}
    assert als(ARCHIVARIS).post(f"{adres}/uitzonderen", velden | {"gezien": 1}).status_code == 409
    assert als(ARCHIVARIS).post(f"{adres}/uitzonderen", velden).status_code == 302
    assert "grote brand" in read(als(ARCHIVARIS).get("/bewaring/?wat=uitzondering"))
    assert als(ARCHIVARIS).post(f"{adres}/opheffen", {"reden": "voorbij"}).status_code == 302
    assert als(ANNA).get(f"{adres}/uitzonderen").status_code == 404
    assert als(ARCHIVARIS).get(f"{adres}/onzin").status_code == 404


def test_a_package_is_downloaded_and_the_transfer_is_written_down(als: Any):
    zaak = make_oud()
    Zaakbewaring.objects.filter(zaak=zaak).update(wijze="blijvend_bewaren", vernietigen_op=None)
    antwoord = als(ARCHIVARIS).get(f"/zaken/{zaak.pk}/pakket")
    assert b"".join(antwoord.streaming_content)[:2] == b"PK"
    assert als(ARCHIVARIS).get(f"/zaken/{make_zaak().pk}/pakket").status_code == 404
    velden = {"naar": "Regionaal archief", "op": str(klok.today())}
    assert als(ARCHIVARIS).post(f"/zaken/{zaak.pk}/bewaring/overbrengen", velden).status_code == 302
    assert "Regionaal archief" in read(als(ARCHIVARIS).get(f"/zaken/{zaak.pk}"))
