"""A programme is a file: another one needs no code, and a file that cannot be says where and why."""

from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml

from vth.voortgang.configuratie import MEEGELEVERD, list_bestanden, make_configuratie, read_configuratie
from vth.voortgang.models import Programma
from vth.voortgang.rules import VoortgangError
from vth.voortgang.selectors import read_beeld
from vth.voortgang.services import record_programma

from .builders import BUREAU, BUREAULID

GOED = yaml.safe_load((MEEGELEVERD / "ibp-vth.yaml").read_text())
ANDER = GOED | {
    "code": "dijken",
    "naam": "Programma Dijken",
    "deelwoord": "spoor",
    "pijlers": [{"nummer": "A", "titel": "Zee"}, {"nummer": "B", "titel": "Rivier"}],
    "hoofdstukken": [{"sleutel": "voorwoord", "titel": "Voorwoord"}],
    "opbouw": ["tabellen", "hoofdstukken"],
    "rondes": [],
}


def test_the_programme_that_comes_with_open_vth_can_be_used():
    assert len(make_configuratie(GOED).pijlers) == 6


@pytest.mark.parametrize(
    ("anders", "zegt"),
    [
        ({"pijlers": [{"nummer": 1, "titel": "a"}, {"nummer": 1, "titel": "b"}]}, "1 komt twee keer voor"),
        ({"pijlers": []}, "minstens één"),
        ({"einddatum": "herfst 2024"}, "geen dag"),
        ({"opbouw": ["tabellen", "gedichten"]}, "gedichten"),
        ({"tabelkoppen": ["a", "b"]}, "2 koppen"),
        ({"beeldlegenda": {"volgens": "goed"}}, "nodig zijn precies"),
        ({"merken": {"nieuw": "x", "afgerond": "y", "risico": "z", "maan": "m"}}, "nodig zijn precies"),
    ],
)
def test_a_file_that_cannot_be_is_refused(anders: dict[str, Any], zegt: str):
    with pytest.raises(VoortgangError, match=zegt):
        make_configuratie(deepcopy(GOED) | anders)


@pytest.mark.django_db
def test_another_programme_needs_no_code_and_a_broken_file_names_itself(
    programma: Programma, tmp_path: Path, settings: Any
):
    settings.VAR_DIR = tmp_path
    (tmp_path / "programmas").mkdir()
    (tmp_path / "programmas/dijken.yaml").write_text(yaml.safe_dump(ANDER))
    (tmp_path / "programmas/kapot.yaml").write_text("code: [")
    (tmp_path / "programmas/half.yaml").write_text("code: half\nnaam: Half\n")
    assert {"dijken", "ibp-vth", "kapot"} <= list_bestanden().keys()
    for code in ("kapot", "half"):
        with pytest.raises(VoortgangError, match=f"{code}.yaml"):
            read_configuratie(code)
    dijken = record_programma(viewer=BUREAULID, code="dijken", organisatie=BUREAU)
    assert [p.naam for p in read_beeld(dijken).list_soort("pijler")] == ["A Zee", "B Rivier"]
