"""Downloads of lists: exactly the list, as a file that runs nothing, noted, and for whoever asked only."""

import csv
import io
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq
import pytest
import python_calamine
from django.test import Client

from vth.logboek.models import Verwerking
from vth.register import uitvoer
from vth.register.models import Bronobject
from vth.register.overzicht import PER_BLADZIJ, make_filter
from vth.register.selectors import list_objecten
from vth.toegang.models import Gebruiker
from vth.toegang.rules import ALLE_SOORTEN, NIEMAND, Viewer, Zicht, derive_niveaus

from .builders import LANDELIJK, make_object

pytestmark = pytest.mark.django_db
Als = Callable[[Viewer], Client]
BUUR = Viewer(
    "buur", Zicht(soorten=ALLE_SOORTEN, gebieden=frozenset({"GM9902"}), niveaus=derive_niveaus("intern"))
)


@pytest.fixture
def sites() -> list[Bronobject]:
    """More sites than fit on a page, in two gemeenten, one with a name that a spreadsheet would run."""
    namen = [f"Bedrijf {n % 7}" for n in range(PER_BLADZIJ + 10)]
    namen[3] = '=HYPERLINK("https://kwaad.example";"klik")'
    return [
        make_object(f"T{n}", inhoud={"naam": naam, "hoofdtype": "inrichting"}, gebied=f"GM990{1 + n % 2}")
        for n, naam in enumerate(namen)
    ]


def read_inhoud(antwoord: object) -> bytes:
    return b"".join(antwoord.streaming_content)  # type: ignore[attr-defined]


def read_ids(client: Client, adres: str) -> list[str]:
    """Give the ids of a download in any form, in its own order."""
    antwoord = client.get(adres)
    assert antwoord.status_code == 200, antwoord.content[:200]
    inhoud = read_inhoud(antwoord)
    if ".csv" in adres:
        rijen = list(csv.reader(io.StringIO(inhoud.decode("utf-8-sig")), delimiter=";"))
        return [rij[rijen[0].index("Id")] for rij in rijen[1:]]
    if ".xlsx" in adres:
        blad = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(inhoud)).get_sheet_by_index(0)
        rijen = blad.to_python()
        return [str(rij[rijen[0].index("Id")]) for rij in rijen[1:]]
    return list(pq.read_table(io.BytesIO(inhoud))["id"].to_pylist())


@pytest.mark.parametrize("vorm", uitvoer.VORMEN)
@pytest.mark.parametrize(
    "vraag",
    [
        "",
        "sorteer=-naam",
        "sorteer=gemeente&gemeente=GM9902",
        "soort=vthobject&sorteer=-gewijzigd",
        "q=bedrijf",
    ],
)
def test_download_holds_what_all_pages_of_the_list_hold_in_the_same_order(
    als: Als, sites: list[Bronobject], monkeypatch: pytest.MonkeyPatch, vorm: str, vraag: str
) -> None:
    monkeypatch.setattr(uitvoer, "PER_VRAAG", 7)
    velden = dict(deel.split("=") for deel in vraag.split("&") if deel)
    lijst = [str(b.pk) for b in list_objecten(LANDELIJK, make_filter(velden), hoogstens=500)]
    assert read_ids(als(LANDELIJK), f"/register/download.{vorm}?{vraag}") == lijst
    assert len(lijst) > 7


def test_links_under_the_list_keep_filter_and_order(als: Als, sites: list[Bronobject]) -> None:
    html = als(LANDELIJK).get("/register/?gemeente=GM9901&sorteer=-naam").content.decode()
    for vorm in uitvoer.VORMEN:
        assert f'href="/register/download.{vorm}?gemeente=GM9901&amp;sorteer=-naam"' in html


@pytest.mark.parametrize("vorm", uitvoer.VORMEN)
def test_download_holds_nothing_that_the_viewer_may_not_see(
    als: Als, sites: list[Bronobject], vorm: str
) -> None:
    gezien = read_ids(als(BUUR), f"/register/download.{vorm}")
    assert gezien == [str(b.pk) for b in sites if b.gebied == "GM9902"]


def test_formula_in_a_name_is_text_in_a_spreadsheet(als: Als, sites: list[Bronobject]) -> None:
    client = als(LANDELIJK)
    tekst = read_inhoud(client.get("/register/download.csv?q=hyperlink")).decode("utf-8-sig")
    assert "'=HYPERLINK" in tekst and "\n=HYPERLINK" not in tekst and '"=HYPERLINK' not in tekst
    blad = read_inhoud(client.get("/register/download.xlsx?q=hyperlink"))
    werkmap = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(blad))
    assert werkmap.get_sheet_by_index(0).to_python()[1][0].startswith("=HYPERLINK")


def test_natural_person_goes_along_without_name_and_number(als: Als) -> None:
    make_object("123456782", soort="natuurlijkpersoon", inhoud={"geslachtsnaam": "Veenstra"})
    tekst = read_inhoud(als(LANDELIJK).get("/register/download.csv?soort=natuurlijkpersoon")).decode(
        "utf-8-sig"
    )
    assert "natuurlijk persoon" in tekst
    assert "Veenstra" not in tekst and "123456782" not in tekst


def test_download_is_noted_with_how_much_and_of_whom(als: Als, sites: list[Bronobject]) -> None:
    als(LANDELIJK).get("/register/download.csv?gemeente=GM9901")
    regel = Verwerking.objects.get()
    assert (regel.naam, regel.aantal) == ("objecten.download", 30)
    assert "gemeente=GM9901" in regel.vraag


@pytest.mark.parametrize(
    ("adres", "status"), [("txt", 404), ("csv?soort=raket", 400), ("csv?sorteer=x", 400)]
)
def test_what_cannot_be_downloaded_is_refused(als: Als, adres: str, status: int) -> None:
    assert als(LANDELIJK).get(f"/register/download.{adres}").status_code == status


def test_nobody_downloads_nothing(client: Client, als: Als) -> None:
    assert client.get("/register/download.csv").status_code == 302
    assert als(NIEMAND).get("/register/download.csv").status_code == 403


@pytest.fixture
def groot(monkeypatch: pytest.MonkeyPatch, sites: list[Bronobject]) -> dict[str, Viewer]:
    """Let thirty lines be too many to wait for, and look as an account whose rights a test can change."""
    rechten = {"nu": Viewer("g", LANDELIJK.zicht, gebruiker_id=1)}
    monkeypatch.setattr(uitvoer, "DIRECT", 20)
    monkeypatch.setattr(uitvoer, "make_viewer", lambda gebruiker, op: rechten["nu"])
    Gebruiker.objects.create(pk=1, username="g")
    return rechten


def test_large_download_is_waited_for_and_then_there(
    als: Als, groot: dict[str, Viewer], settings: object
) -> None:
    client = als(groot["nu"])
    wacht = client.get("/register/download.csv?sorteer=naam")
    assert wacht.status_code == 202 and 'http-equiv="refresh"' in wacht.content.decode()
    assert not Verwerking.objects.exists(), "nog niets gezien, dus niets te melden"
    (verzoek,) = (Path(settings.VAR_DIR) / "downloads").glob("*")  # type: ignore[attr-defined]
    assert client.get("/register/download.csv?sorteer=naam").status_code == 202
    assert uitvoer.run_verzoek(verzoek.name)
    assert len(read_ids(client, "/register/download.csv?sorteer=naam")) == PER_BLADZIJ + 10
    assert Verwerking.objects.get().aantal == PER_BLADZIJ + 10


def test_file_that_was_made_under_other_rights_is_not_given(als: Als, groot: dict[str, Viewer]) -> None:
    ruim, smal = groot["nu"], Viewer("g", BUUR.zicht, gebruiker_id=1)
    als(ruim).get("/register/download.csv")
    verzoek = uitvoer.make_verzoek(ruim, {}, "csv")
    groot["nu"] = smal
    assert not uitvoer.run_verzoek(verzoek.sleutel), "de rechten zijn intussen anders"
    groot["nu"] = ruim
    assert uitvoer.run_verzoek(verzoek.sleutel)
    assert als(smal).get("/register/download.csv").status_code == 202


def test_old_files_go_and_young_ones_stay(monkeypatch: pytest.MonkeyPatch, sites: list[Bronobject]) -> None:
    verzoek = uitvoer.make_verzoek(LANDELIJK, {}, "csv")
    uitvoer.make_uitvoer(LANDELIJK, verzoek)
    assert uitvoer.clear_uitvoer() == 0 and uitvoer.find_uitvoer(verzoek)
    monkeypatch.setattr(uitvoer, "BEWAAR_SECONDEN", -60)
    assert uitvoer.clear_uitvoer() == 1 and not uitvoer.find_uitvoer(verzoek)


def test_memory_does_not_grow_with_the_lines(
    sites: list[Bronobject], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same page over and over stands for a list that does not end."""
    (regel, *_) = uitvoer.iter_regels(LANDELIJK, make_filter({}))
    monkeypatch.setattr(uitvoer, "PER_GROEP", 1000)

    def measure(aantal: int) -> int:
        monkeypatch.setattr(uitvoer, "iter_regels", lambda viewer, filter_: (regel for _ in range(aantal)))
        tracemalloc.start()
        uitvoer.write_regels(LANDELIJK, make_filter({}), tmp_path / f"{aantal}.parquet")
        hoogste = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return hoogste

    measure(2_000)
    assert measure(20_000) < 1.5 * measure(5_000)
