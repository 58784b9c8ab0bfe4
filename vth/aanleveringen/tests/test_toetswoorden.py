"""Checks and gemeenten are called by their names on a page."""

from datetime import date
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from vth.aanleveringen.toetsing import list_bestanden
from vth.aanleveringen.toetswoorden import NAMEN, name_gemeenten
from vth.aanleveringen.weergave import get_toetsnaam
from vth.organisaties.tests.builders import load_map

DAG = date(2025, 3, 3)


def test_every_check_has_a_name_of_its_own_and_no_name_is_left_over() -> None:
    assert set(NAMEN) == {bestand.kop["id"] for bestand in list_bestanden()}
    assert not [naam for naam in NAMEN.values() if "_" in naam or naam != naam.strip(".")]
    assert len({get_toetsnaam(toets) for toets in NAMEN}) == len(NAMEN)


@pytest.mark.django_db
def test_gemeenten_in_texts_are_named_with_their_code_in_one_query(tmp_path: Path) -> None:
    load_map(tmp_path / "stam")
    teksten = [
        "niet in gemeente ‘GM9901’ maar in GM9902 (120 m ernaast)",
        "GM9901",
        "GM0000 is er niet",
        "leeg",
    ]
    with CaptureQueriesContext(connection) as vragen:
        namen = name_gemeenten(teksten, DAG)
    assert len(vragen) == 1
    assert namen[0].startswith("niet in gemeente ") and "(GM9901) maar in " in namen[0]
    assert "‘" not in namen[0]
    assert namen[1] != "GM9901" and namen[1].endswith(" (GM9901)")
    assert namen[2:] == ["GM0000 is er niet", "leeg"]
