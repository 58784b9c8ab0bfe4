"""Rule files, SQL files and sizes: what stands beside the code keeps to the house's form too."""

import re
from pathlib import Path

import pytest

from vth.analyse.sqlbestand import read_sqlbestand
from vth.regelgeving.selectors import list_regels

from .test_huis import HUIS, MODULES

SQL = sorted(f for p in ("vth", "portaal", "voorbeelden") for f in (HUIS / p).rglob("*.sql"))
# Rule ids as they are asked for in code.
GEVRAAGD = re.compile(r"(?:find_grond|find_termijn|read_regel)\(\s*\"([a-z_.]+)\"")


def test_there_are_sql_files() -> None:
    assert len(SQL) > 20


@pytest.mark.parametrize("file", SQL, ids=lambda f: str(f.relative_to(HUIS)))
def test_sql_file_is_one_select_with_a_head_that_says_what_it_is(file: Path) -> None:
    bestand = read_sqlbestand(file)
    assert bestand.kop, "zet in de kop wat eruit komt"
    assert not re.search(r"(?i)^\s*select\s+\*", bestand.sql.split("FROM")[0])


def test_rule_files_are_whole_and_stand_in_their_own_room() -> None:
    for regel in list_regels():
        assert regel.plaats.startswith(f"vth/{regel.id.partition('.')[0]}/regels/"), regel.id
        for periode in regel.perioden:
            assert periode.bronnen and periode.zekerheid, regel.id


def test_every_rule_that_is_asked_for_exists() -> None:
    bekend = {regel.id for regel in list_regels()}
    gevraagd = {id_ for f in MODULES if "tests" not in f.parts for id_ in GEVRAAGD.findall(f.read_text())}
    assert gevraagd
    assert gevraagd <= bekend
