"""A download is whole, opens everywhere, and never holds a cell that runs."""

import csv
import io
import json
import zipfile
from collections.abc import Sequence
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import python_calamine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vth.interface import uitvoer
from vth.interface.uitvoer import VORMEN, write_uitvoer, write_veilig

GEVAAR = ("=1+1", "+SUM(A1)", "-2+3", "@cmd", "\t=1", "\r=1", '  =HYPERLINK("http://x")', "＝1+1", "=", "@")
ONSCHULDIG = ("-12,5", "+31 6", "-", "2025-01-01", "gewoon", "a=b", "-1.234,50", "")
KOPPEN = {"nummer": "Nummer", "tekst": "=Tekst"}


def make_bron(map_: Path, teksten: Sequence[str | None]) -> Path:
    bron = map_ / "bron.parquet"
    tabel = pa.table({"nummer": list(range(1, len(teksten) + 1)), "tekst": pa.array(teksten, pa.string())})
    pq.write_table(tabel, bron)
    return bron


def read_csv(pad: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(pad.read_bytes().decode("utf-8-sig"), newline=""), delimiter=";"))


@pytest.mark.parametrize("vorm", VORMEN)
def test_every_form_holds_every_row(tmp_path: Path, vorm: str) -> None:
    bron, doel = make_bron(tmp_path, ["een", None, 'drie; "vier"\nvijf']), tmp_path / f"uit.{vorm}"
    write_uitvoer(bron, doel, vorm)
    if vorm == "json":
        assert [r["nummer"] for r in json.loads(doel.read_text())] == [1, 2, 3]
    elif vorm == "parquet":
        assert pq.read_table(doel).num_rows == 3
    elif vorm == "csv":
        assert [rij[0] for rij in read_csv(doel)] == ["nummer", "1", "2", "3"]
    else:
        rijen = python_calamine.CalamineWorkbook.from_path(doel).get_sheet_by_index(0).to_python()
        assert rijen == [["nummer", "tekst"], [1.0, "een"], [2.0, ""], [3.0, 'drie; "vier"\nvijf']]


def test_csv_opens_in_a_dutch_spreadsheet(tmp_path: Path) -> None:
    write_uitvoer(make_bron(tmp_path, ["ë"]), tmp_path / "uit.csv", "csv")
    assert (tmp_path / "uit.csv").read_bytes().startswith(b"\xef\xbb\xbfnummer;tekst")


def test_no_cell_of_csv_runs(tmp_path: Path) -> None:
    write_uitvoer(make_bron(tmp_path, GEVAAR), tmp_path / "uit.csv", "csv", koppen=KOPPEN)
    kop, *rijen = read_csv(tmp_path / "uit.csv")
    assert [rij[1] for rij in rijen] == [f"'{tekst}" for tekst in GEVAAR]
    assert kop == ["Nummer", "'=Tekst"]


def test_numbers_with_a_sign_and_plain_text_stay_what_they_are(tmp_path: Path) -> None:
    teksten = [t for t in ONSCHULDIG if t != "+31 6"]
    write_uitvoer(make_bron(tmp_path, teksten), tmp_path / "uit.csv", "csv")
    assert [rij[1] for rij in read_csv(tmp_path / "uit.csv")[1:]] == teksten


def test_no_cell_of_xlsx_is_a_formula(tmp_path: Path) -> None:
    write_uitvoer(make_bron(tmp_path, GEVAAR), tmp_path / "uit.xlsx", "xlsx", koppen=KOPPEN)
    blad = python_calamine.CalamineWorkbook.from_path(tmp_path / "uit.xlsx").get_sheet_by_index(0)
    assert [rij[1] for rij in blad.to_python()[1:]] == list(GEVAAR)

    with zipfile.ZipFile(tmp_path / "uit.xlsx") as zip_:
        assert b"<f>" not in zip_.read("xl/worksheets/sheet1.xml")


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(max_size=20))
def test_whatever_the_text_a_cell_never_begins_like_a_formula(tekst: str) -> None:
    with duckdb.connect() as con:
        rij = con.execute(f"SELECT {write_veilig('$t')}", {"t": tekst}).fetchone()
    assert rij
    uit = rij[0]
    assert uit in (tekst, f"'{tekst}")
    if uit.strip()[:1] in ("=", "@"):
        raise AssertionError(uit)
    if uit[:1] in ("+", "-"):
        assert not any(teken.isalpha() for teken in uit)


def test_sheet_that_is_full_goes_on_on_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uitvoer, "RIJEN_PER_BLAD", 2)
    write_uitvoer(make_bron(tmp_path, ["a", "b", "c"]), tmp_path / "uit.xlsx", "xlsx")
    boek = python_calamine.CalamineWorkbook.from_path(tmp_path / "uit.xlsx")
    bladen = [boek.get_sheet_by_index(n).to_python() for n in range(2)]
    assert [[rij[1] for rij in blad] for blad in bladen] == [["tekst", "a", "b"], ["tekst", "c"]]


def test_empty_report_still_has_its_headings(tmp_path: Path) -> None:
    write_uitvoer(make_bron(tmp_path, []), tmp_path / "uit.xlsx", "xlsx", koppen=KOPPEN)
    boek = python_calamine.CalamineWorkbook.from_path(tmp_path / "uit.xlsx")
    assert boek.get_sheet_by_index(0).to_python() == [["Nummer", "=Tekst"]]


def test_failed_download_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def breek(*_args: object) -> None:
        raise OSError("schijf vol")

    monkeypatch.setattr(uitvoer, "_write_csv", breek)
    with pytest.raises(OSError, match="schijf vol"):
        write_uitvoer(make_bron(tmp_path, ["a"]), tmp_path / "uit" / "uit.csv", "csv")
    assert list((tmp_path / "uit").iterdir()) == []
