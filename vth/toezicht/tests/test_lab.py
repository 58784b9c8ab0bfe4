"""Files of laboratories: every row becomes a result or comes back with what is wrong."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from vth.toezicht.monster.bemonstering import MonsterError
from vth.toezicht.monster.bestanden import list_labprofielen, list_pakketten
from vth.toezicht.monster.labbestand import Bekendmonster, Labverslag, list_labtoetsen, read_labbestand
from vth.toezicht.monster.labprofiel import list_profielfouten, read_labprofielen
from vth.toezicht.monster.parameter import find_parameter

ONTVANGEN = date(2026, 5, 20)
KOP = "Monsternummer;Parameter;CAS;Resultaat;Eenheid;Meetonzekerheid (%);Methode;Analysedatum"
GEVRAAGD = tuple((p, "mg/l") for n in ("koper", "zink", "minerale olie") if (p := find_parameter(n)))
MONSTERS = (
    Bekendmonster("M-1", date(2026, 5, 4), GEVRAAGD),
    Bekendmonster("M-2", date(2026, 5, 4), ()),
)
# One row each, and the check that must have something to say of it; a row that is taken over all the same has a +.
RIJEN = {
    "M-1;koper;;0,30;mg/l;20;NEN;06-05-2026": "+",
    "M-1;zink;;<0,05;mg/l;;;06-05-2026": "+waarde.onder_detectiegrens",
    "M-1;Olie (GC);;150;ug/l;;;06-05-2026": "+",
    "M-9;koper;;1;mg/l;;;06-05-2026": "monster.onbekend",
    ";koper;;1;mg/l;;;06-05-2026": "monster.leeg",
    "M-2;koper;;1.234,5;mg/l;;;06-05-2026": "waarde.geen_getal",
    "M-2;zink;;<;mg/l;;;06-05-2026": "waarde.geen_getal",
    "M-2;lood;;;mg/l;;;06-05-2026": "waarde.leeg",
    "M-2;nikkel;;n.b.;mg/l;;;06-05-2026": "waarde.niet_gemeten",
    "M-2;kwik;;-1;mg/l;;;06-05-2026": "waarde.negatief",
    "M-2;cadmium;;1;lepels;;;06-05-2026": "eenheid.onbekend",
    "M-1;minerale olie;;1;mg/kg;;;06-05-2026": "eenheid.niet_om_te_rekenen",
    "M-2;onzin;;1;mg/l;;;06-05-2026": "parameter.onbekend",
    "M-2;;;1;mg/l;;;06-05-2026": "parameter.leeg",
    "M-2;benzeen;108-88-3;1;mg/l;;;06-05-2026": "parameter.cas_spreekt_tegen",
    "M-2;arseen;;1;mg/l;;;03-05-2026": "datum.voor_monsterneming",
    "M-2;tin;;1;mg/l;;;21-05-2026": "datum.in_toekomst",
    "M-2;zilver;;1;mg/l;;;31-02-2026": "datum.onleesbaar",
    "M-2;chroom;;=CMD();mg/l;;;06-05-2026": "rij.formule",
    "M-2;seleen;;1;mg/l;veel;;06-05-2026": "+onzekerheid.geen_getal",
    "M-2;pH;;7,1;;;;06-05-2026": "+gevraagd.niet",
    "M-2;vanadium;;1e30;mg/l;;;06-05-2026": "waarde.geen_getal",
    "M-2;vanadium;;99999999999;g/l;;;06-05-2026": "+",
}


def read_rijen(tmp_path: Path, *rijen: str, tekst: bytes = b"", **anders: Any) -> Labverslag:
    file = tmp_path / "lab.csv"
    file.write_bytes(tekst or "\n".join([KOP, *rijen, ""]).encode())
    eerder = anders.pop("eerder", ())
    gegeven = {
        "bekend": lambda _: (MONSTERS, eerder),
        "ontvangen_op": ONTVANGEN,
        "werkmap": tmp_path,
    } | anders
    return read_labbestand(file, read_labprofielen()["voorbeeldlab.csv"], **gegeven)


def test_every_row_becomes_a_result_or_comes_back_with_why(tmp_path: Path) -> None:
    verslag = read_rijen(tmp_path, *RIJEN)
    per_rij: dict[int, set[str]] = {}
    for melding in verslag.meldingen:
        per_rij.setdefault(melding.rijnummer or 0, set()).add(melding.toets)
    overgenomen = {u.rijnummer for u in verslag.uitslagen}
    for nummer, (rij, verwacht) in enumerate(RIJEN.items(), 2):
        toets = verwacht.lstrip("+")
        assert not toets or toets in per_rij[nummer], rij
        assert (nummer in overgenomen) == verwacht.startswith("+") or "Olie" in rij or "minerale" in rij, rij
    assert verslag.rijen == len(RIJEN)
    assert all(m.melding and "{" not in m.melding for m in verslag.meldingen)


def test_a_value_keeps_its_sign_and_its_unit_and_can_be_compared(tmp_path: Path) -> None:
    koper, zink, olie = read_rijen(tmp_path, *list(RIJEN)[:3]).uitslagen
    assert (koper.teken, koper.getal, koper.onzekerheid) == ("=", Decimal("0.3"), Decimal("0.06"))
    assert (zink.teken, zink.getal, zink.geschreven) == ("<", Decimal("0.05"), "<0,05")
    assert (olie.naam, olie.eenheid, olie.basiswaarde, olie.basis) == (
        "minerale olie",
        "µg/l",
        Decimal("0.15"),
        "mg/l",
    )


def test_twice_in_a_file_counts_once_or_not_at_all(tmp_path: Path) -> None:
    rij = "M-2;koper;;{};{};;;06-05-2026"
    gelijk = read_rijen(tmp_path, rij.format("1", "mg/l"), rij.format("1000", "µg/l"))
    assert [u.rijnummer for u in gelijk.uitslagen] == [2]
    anders = read_rijen(tmp_path, rij.format("1", "mg/l"), rij.format("1000", "mg/l"))
    assert not anders.uitslagen and anders.geweigerd == 2


def test_twice_delivered_changes_nothing_and_another_value_only_as_correctie(tmp_path: Path) -> None:
    rij = "M-2;koper;;{};mg/l;;;06-05-2026"
    eerst = read_rijen(tmp_path, rij.format("1")).uitslagen
    weer = read_rijen(tmp_path, rij.format("1,0"), eerder=eerst)
    assert not weer.uitslagen and not weer.geweigerd
    anders = read_rijen(tmp_path, rij.format("2"), eerder=eerst)
    assert not anders.uitslagen and "al 1 geleverd" in next(
        m.melding for m in anders.meldingen if m.toets == "eerder.anders"
    )
    assert read_rijen(tmp_path, rij.format("2"), eerder=eerst, correctie=True).uitslagen


def test_what_was_asked_and_did_not_come_is_named(tmp_path: Path) -> None:
    verslag = read_rijen(tmp_path, next(iter(RIJEN)))
    gemist = [m for m in verslag.meldingen if m.toets == "gevraagd.ontbreekt"]
    assert len(gemist) == 1 and "minerale olie, zink" in gemist[0].melding


@pytest.mark.parametrize(
    ("tekst", "woorden"),
    [
        (b"\n", "ontbreekt"),
        (KOP.encode() + b"\n", "geen enkele rij"),
        (b"PK\x03\x04", "Excel"),
        (b"a;b\n1;2\n", "Monsternummer"),
    ],
)
def test_a_file_of_which_nothing_can_be_read_is_refused_as_a_whole(
    tmp_path: Path, tekst: bytes, woorden: str
) -> None:
    with pytest.raises(MonsterError, match=woorden):
        read_rijen(tmp_path, tekst=tekst)


def test_another_encoding_is_read_and_told(tmp_path: Path) -> None:
    tekst = "\n".join([KOP, "M-2;koper;;1;µg/l;;;06-05-2026", ""]).encode("windows-1252")
    verslag = read_rijen(tmp_path, tekst=tekst)
    assert verslag.uitslagen[0].eenheid == "µg/l"
    assert "niet als UTF-8" in verslag.opmerkingen[0]


def test_a_workbook_with_numbers_and_a_column_for_the_sign_is_read(tmp_path: Path) -> None:
    file = tmp_path / "lab.xlsx"
    with xlsxwriter.Workbook(file) as boek:
        blad = boek.add_worksheet()
        for n, rij in enumerate(
            [
                ("sample id", "analyse", "</>", "uitslag", "datum"),
                ("M-2", "Cr(VI)", "<", 0.5, "2026-05-06"),
                ("M-2", "CZV", "", 12000, "2026-05-06"),
            ]
        ):
            blad.write_row(n, 0, rij)
    verslag = read_labbestand(
        file,
        read_labprofielen()["voorbeeldwater.xlsx"],
        werkmap=tmp_path,
        bekend=lambda _: (MONSTERS, ()),
        ontvangen_op=ONTVANGEN,
    )
    assert [(u.naam, u.teken, u.basiswaarde) for u in verslag.uitslagen] == [
        ("chroom VI", "<", Decimal("0.0005")),
        ("chemisch zuurstofverbruik", "=", Decimal(12)),
    ]


KOMMA = [
    ("1.200", None),
    ("12.500", None),
    ("1.234", "1.234"),
    ("1.20", "1.2"),
    ("1,200", "1.2"),
    (1.2, "1.2"),
    (1200, "1200"),
]
# A LIMS writes its numbers as text, with as many decimals as the method has.
GEEN_DUIZENDTAL = [
    ("0.050", "0.05"),
    ("0.300", "0.3"),
    ("+0.050", "0.05"),
    ("1200.500", "1200.5"),
    ("1.200.500", None),
]
PUNT = [
    ("1.200", "1.2"),
    ("12.500", "12.5"),
    ("0.050", "0.05"),
    (1.2, "1.2"),
    (1200, "1200"),
    ("1,200", None),
    ("1.200,5", None),
]


@pytest.mark.parametrize(
    ("teken", "cel", "getal"),
    [*((",", *g) for g in KOMMA + GEEN_DUIZENDTAL), *((".", *g) for g in PUNT)],
)
def test_a_text_in_a_workbook_that_may_be_thousands_comes_back(
    tmp_path: Path, teken: str, cel: str | float, getal: str | None
) -> None:
    """A cell with a number has no zeros at its end; `1.200` is what somebody typed, and may be twelve hundred, unless a point was agreed."""
    file = tmp_path / "lab.xlsx"
    with xlsxwriter.Workbook(file, {"strings_to_numbers": False}) as boek:
        blad = boek.add_worksheet()
        blad.write_row(0, 0, ("sample id", "analyse", "</>", "uitslag", "datum"))
        blad.write_row(1, 0, ("M-2", "CZV", "", cel, "2026-05-06"))
    verslag = read_labbestand(
        file,
        replace(read_labprofielen()["voorbeeldwater.xlsx"], decimaalteken=teken),
        werkmap=tmp_path,
        bekend=lambda _: (MONSTERS, ()),
        ontvangen_op=ONTVANGEN,
    )
    assert [u.getal for u in verslag.uitslagen] == ([Decimal(getal)] if getal else [])
    assert ("waarde.geen_getal" in {m.toets for m in verslag.meldingen}) is (getal is None)


def test_a_profile_says_what_is_wrong_with_it_and_checks_have_their_heads() -> None:
    goed = {
        "id": "a",
        "naam": "b",
        "bestand": {"soort": "csv"},
        "kolommen": {"monster": "m", "parameter": "p", "waarde": "w"},
        "eenheid": "mg/l",
    }
    assert not list(list_profielfouten(goed, "p"))
    assert "vaste eenheid" in next(list_profielfouten(goed | {"eenheid": ""}, "p"))
    assert "geen bekende stof" in next(list_profielfouten(goed | {"parameters": {"x": "onzin"}}, "p"))
    assert "decimaalteken" in next(list_profielfouten(goed | {"decimaalteken": ";"}, "p"))
    assert "soort" in next(list_profielfouten(goed | {"bestand": {"soort": "pdf"}}, "p"))
    assert {b.kop["ernst"] for b in list_labtoetsen()} == {"blokkerend", "waarschuwing", "informatie"}


def test_an_installation_has_its_own_laboratories_and_packages(tmp_path: Path, settings: Any) -> None:
    settings.MONSTERS_DIR = str(tmp_path)
    (tmp_path / "labprofielen").mkdir()
    (tmp_path / "labprofielen" / "eigen.yaml").write_text(
        "id: eigen.lab\nnaam: Eigen\nbestand: {soort: csv}\nkolommen: {monster: m, parameter: p, waarde: w}\neenheid: mg/l\n"
    )
    assert {"eigen.lab", "voorbeeldlab.csv"} <= set(list_labprofielen())
    assert list_pakketten(ONTVANGEN)
    settings.MONSTERS_DIR = str(tmp_path / "weg")
    with pytest.raises(MonsterError, match="VTH_MONSTERS"):
        list_labprofielen()
