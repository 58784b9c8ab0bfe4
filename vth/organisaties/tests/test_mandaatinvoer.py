"""A table of mandates from a file: whole or not at all, every fault named, twice the same is nothing."""

import csv
import io
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from django.db import connection
from django.test.utils import CaptureQueriesContext

from vth.interface.inlezen import Leesfout
from vth.logboek.models import Gebeurtenis
from vth.organisaties.mandaten.invoer import KOLOMMEN, as_bedrag, read_mandaattabel
from vth.organisaties.mandaten.rijen import MandaatrijenError
from vth.organisaties.mandaten.services import Mandaatverslag, import_mandaten
from vth.organisaties.models import Mandaat, MandaatVoorkomen
from vth.organisaties.selectors import list_mandaten
from vth.tijd.models import Herkomst
from vth.toegang.rules import NIEMAND, GeenToegangError

from .builders import BEHEERDER, load_map, make_mandaatviewer

GOED = {
    "kenmerk": "M1",
    "mandaatgever": "GM9901",
    "mandaatgever_functie": "college",
    "mandaatnemer": "OD-NOORD",
    "mandaatnemer_functie": "directeur",
    "soort": "mandaat",
    "regeling": "Ow",
    "artikel": "5.1",
    **dict.fromkeys(("besluitsoorten", "activiteiten", "categorieen", "gebieden", "processtappen"), "alle"),
    "ondermandaat_niveaus": "1",
    "ondergeschikt": "nee",
    "instemming_op": "01-01-2024",
    "instemming_leiding_op": "2024-01-01",
    "mandaatbesluit": "B-1",
    "begin_geldigheid": "2024-02-01",
}
ONDER = {
    "kenmerk": "O1",
    "mandaatgever": "OD-NOORD",
    "mandaatgever_functie": "directeur",
    "mandaatnemer_functie": "teamleider",
    "ondermandaat_van": "M1",
    "ondergeschikt": "ja",
    "ondermandaat_niveaus": "0",
}


@pytest.fixture
def basis(db: None, tmp_path: Path) -> Path:
    load_map(tmp_path / "basis")
    return tmp_path


def make_csv(map_: Path, *rijen: dict[str, Any]) -> Path:
    uit = io.StringIO()
    schrijver = csv.DictWriter(uit, KOLOMMEN, delimiter=";")
    schrijver.writeheader()
    schrijver.writerows([GOED | rij for rij in rijen])
    file = map_ / "mandaten.csv"
    file.write_text(uit.getvalue(), encoding="utf-8")
    return file


def take_in(map_: Path, *rijen: dict[str, Any], viewer: Any = BEHEERDER) -> Mandaatverslag:
    return import_mandaten(viewer=viewer, bestand=make_csv(map_, *rijen), naam="mandaten.csv")


def test_table_becomes_mandates_also_when_a_sub_mandate_stands_before_its_own(basis: Path) -> None:
    verslag = take_in(basis, ONDER, {"hoogste_bedrag_euro": "10.000,50"})
    assert (verslag.gelezen, verslag.nieuw, verslag.rijen) == (2, 2, 2)
    onder, boven = Mandaat.objects.get(kenmerk="O1"), Mandaat.objects.get(kenmerk="M1")
    assert onder.ondermandaat_van == boven
    assert list_mandaten(date(2024, 2, 1), mandaatgever="GM9901")[0].hoogste_bedrag_euro == Decimal(
        "10000.50"
    )


def test_same_table_again_is_nothing(basis: Path) -> None:
    take_in(basis, {}, ONDER)
    stand = [m.objects.count() for m in (Mandaat, MandaatVoorkomen, Herkomst, Gebeurtenis)]
    assert take_in(basis, {}, ONDER).rijen == 0
    assert [m.objects.count() for m in (Mandaat, MandaatVoorkomen, Herkomst, Gebeurtenis)] == stand


def test_one_wrong_row_leaves_nothing_and_all_faults_are_named(basis: Path) -> None:
    fout = {"kenmerk": "M2", "gebieden": "GM0000", "hoogste_bedrag_euro": "veel"}
    with pytest.raises(MandaatrijenError) as gezien:
        take_in(
            basis,
            {"gebieden": "GM0000"},
            fout,
            {"kenmerk": "M3", "instemming_op": "31-02-2024"},
            {"kenmerk": "", "ondergeschikt": "soms"},
        )
    assert [(f.rij, f.kolom) for f in gezien.value.fouten] == [
        (2, "gebieden"),
        (3, "hoogste_bedrag_euro"),
        (4, "instemming_op"),
        (5, "ondergeschikt"),
    ]
    assert (
        not Mandaat.objects.exists() and not Gebeurtenis.objects.filter(handeling="mandaat.record").exists()
    )


def test_fault_beside_other_rows_says_which(basis: Path) -> None:
    with pytest.raises(MandaatrijenError, match="ook op rij 2"):
        take_in(basis, {}, {"begin_geldigheid": "2025-01-01"})
    with pytest.raises(MandaatrijenError, match="van zichzelf"):
        a = ONDER | {"kenmerk": "A", "ondermandaat_van": "B"}
        take_in(basis, a, a | {"kenmerk": "B", "ondermandaat_van": "A"})
    assert not Mandaat.objects.exists()


def test_periods_that_touch_are_one_timeline(basis: Path) -> None:
    take_in(
        basis, {"eind_geldigheid": "2025-01-01"}, {"begin_geldigheid": "2025-01-01", "gebieden": "GM9902"}
    )
    assert [list_mandaten(d)[0].gebieden for d in (date(2024, 12, 31), date(2025, 1, 1))] == ["*", "GM9902"]
    take_in(basis, {"begin_geldigheid": "2025-06-01", "eind_geldigheid": "2026-01-01"})
    assert [len(list_mandaten(d)) for d in (date(2025, 5, 31), date(2025, 12, 31), date(2026, 1, 1))] == [
        1,
        1,
        0,
    ]


def test_excel_reads_as_csv_does(basis: Path) -> None:
    file = basis / "mandaten.xlsx"
    with xlsxwriter.Workbook(str(file)) as boek:
        blad = boek.add_worksheet()
        blad.write_row(0, 0, KOLOMMEN)
        rij = GOED | {"hoogste_bedrag_euro": 2500, "ondermandaat_niveaus": 1}
        for n, kolom in enumerate(KOLOMMEN):
            blad.write(1, n, rij.get(kolom, ""))
        blad.write_datetime(
            1,
            KOLOMMEN.index("begin_geldigheid"),
            date(2024, 2, 1),
            boek.add_format({"num_format": "dd-mm-yyyy"}),
        )
    (gelezen,), _ = read_mandaattabel(file, "mandaten.xlsx")
    assert gelezen.geldigheid.begin == date(2024, 2, 1)
    assert (gelezen.inhoud["hoogste_bedrag_euro"], gelezen.inhoud["ondermandaat_niveaus"]) == (
        Decimal(2500),
        1,
    )


def test_file_that_is_no_table_of_mandates_is_refused(basis: Path) -> None:
    (basis / "leeg.csv").write_text("")
    (basis / "anders.csv").write_text("naam;plaats\na;b\n")
    for naam, deel in (("leeg.csv", "leeg"), ("anders.csv", "ontbreekt kolom")):
        with pytest.raises(Leesfout, match=deel):
            read_mandaattabel(basis / naam, naam)
    with pytest.raises(Leesfout, match="geen CSV of Excelbestand"):
        read_mandaattabel(basis / "leeg.csv", "mandaten.docx")


def test_only_a_keeper_of_either_side_takes_in(basis: Path) -> None:
    for viewer in (NIEMAND, make_mandaatviewer("OD-ZUID")):
        with pytest.raises(GeenToegangError):
            take_in(basis, {}, viewer=viewer)
    assert take_in(basis, {}, viewer=make_mandaatviewer("OD-NOORD")).nieuw == 1


def test_work_of_taking_in_does_not_grow_by_a_question_per_row(basis: Path) -> None:
    aantallen = []
    for van, tot in ((0, 3), (3, 63)):
        with CaptureQueriesContext(
            connection,
        ) as gezien:
            take_in(basis, *({"kenmerk": f"M{n}"} for n in range(van, tot)))
        aantallen.append(len(gezien) - (tot - van))  # one INSERT per new mandate
    assert aantallen[1] <= aantallen[0] + 3


@pytest.mark.parametrize(
    ("tekst", "bedrag"),
    [
        ("10000", "10000"),
        ("10.000", "10000"),
        ("10.000,50", "10000.50"),
        ("10000.50", "10000.50"),
        ("€ 5", "5"),
    ],
)
def test_amount_is_read_the_dutch_way(tekst: str, bedrag: str) -> None:
    assert as_bedrag(tekst) == Decimal(bedrag)
