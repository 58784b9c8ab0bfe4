"""Reading organisations and areas on a day."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vth.organisaties import selectors
from vth.organisaties.rules import derive_opvolgers, derive_rechtsvoorgangers

from .builders import load_map

OP = date(2024, 6, 1)
ALLE = {"GM9901", "GM9902", "GM9903"}


@pytest.fixture
def basis(db: None, tmp_path: Path) -> Path:
    load_map(tmp_path / "basis")
    return tmp_path


@pytest.mark.parametrize(
    ("organisatie", "gebieden"),
    [
        ("GM9901", {"GM9901"}),
        ("OD-NOORD", {"GM9901", "GM9902"}),
        ("OD-ZUID", {"GM9903"}),
        ("PV99", {"GM9901", "GM9903"}),
        ("RIJK", ALLE),
        ("LAB", set()),
        ("OD-ONBEKEND", set()),
    ],
)
def test_areas_follow_from_the_kind_and_the_werkgebied(
    basis: Path, organisatie: str, gebieden: set[str]
) -> None:
    assert selectors.list_gebieden(organisatie, OP) == gebieden


def test_nothing_exists_before_a_known_begin(basis: Path) -> None:
    assert selectors.list_codes(date(2023, 12, 31)) == set()
    assert selectors.list_gebieden("GM9901", date(2023, 12, 31)) == frozenset()


def test_name_is_the_nearest_one_when_there_is_none_on_the_day(basis: Path) -> None:
    eind = {"code": "LAB", "soort": "laboratorium", "naam": "Laboratorium", "eind_geldigheid": "2025-01-01"}
    load_map(basis / "eind", {"organisaties": [eind]})
    assert selectors.find_naam("LAB", date(2026, 1, 1)) == "Laboratorium"
    assert selectors.find_naam("LAB", date(2020, 1, 1)) == "Laboratorium"
    assert selectors.find_naam("GEEN", OP) == "GEEN"


def test_seveso_dienst_is_found_by_its_task(basis: Path) -> None:
    assert selectors.find_omgevingsdienst("GM9901", OP) == "OD-NOORD"
    assert selectors.find_omgevingsdienst("GM9901", OP, taak="seveso") == "OD-ZUID"


def test_gemeente_takes_over_the_records_of_whom_it_followed(basis: Path) -> None:
    load_map(
        basis / "fusie",
        {"opvolgingen": [{"voorganger": "GM9902", "opvolger": "GM9901", "datum": "2025-01-01"}]},
    )
    assert selectors.list_gebieden("GM9901", date(2024, 12, 31)) == {"GM9901"}
    assert selectors.list_gebieden("GM9901", date(2025, 1, 1)) == {"GM9901", "GM9902"}


def test_bronhouder_is_stated_for_the_area_or_the_country_or_is_the_dienst(basis: Path) -> None:
    rijen = [
        {"gegevensset": "vthobject", "gebied": "GM9901", "organisatie": "GM9901"},
        {"gegevensset": "toestemming", "gebied": "NL", "organisatie": "RIJK"},
    ]
    load_map(basis / "bron", {"bronhouderschappen": rijen})
    gevraagd = [
        ("vthobject", "GM9901"),
        ("vthobject", "GM9902"),
        ("toestemming", "GM9901"),
        ("vthobject", "GM0000"),
    ]
    gevonden = [selectors.find_bronhouder(gegevensset, gebied, OP) for gegevensset, gebied in gevraagd]
    assert gevonden == ["GM9901", "OD-NOORD", "RIJK", ""]


OPVOLGERS = st.dictionaries(
    st.sampled_from("ABCDEF"), st.sets(st.sampled_from("ABCDEF"), min_size=1), max_size=6
)


@given(opvolgers=OPVOLGERS, codes=st.sets(st.sampled_from("ABCDEF")))
def test_who_was_split_up_is_nobodys_predecessor(opvolgers: dict[str, set[str]], codes: set[str]) -> None:
    samen = derive_rechtsvoorgangers(codes, opvolgers)
    assert samen >= codes
    assert all(opvolgers[oud] <= samen and len(opvolgers[oud]) == 1 for oud in samen - codes)


@given(opvolgers=OPVOLGERS, code=st.sampled_from("ABCDEF"))
def test_following_successors_ends_even_in_a_circle(opvolgers: dict[str, set[str]], code: str) -> None:
    assert derive_opvolgers(code, opvolgers).isdisjoint(opvolgers)
