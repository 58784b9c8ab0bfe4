"""Some rights are for some roles only: an own file with roles that gives them to another is refused at the start and whenever it is read."""

import json
import runpy
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from vth.regelgeving.rules import RegelError
from vth.regelgeving.selectors import clear_regels
from vth.tijd import klok
from vth.toegang.rules import list_rolfouten
from vth.toegang.selectors import check_rolbestanden, make_systeemviewer, read_rollen

RECHTEN = ("opsporing.record", "opsporing.assign", "strafbeschikking.decide")
Schrijf = Callable[..., None]


@pytest.fixture
def schrijf(settings: Any, tmp_path: Path) -> Iterator[Schrijf]:
    """Write a rule file of an organisation, or of the whole installation."""

    def write(waarde: Any, *, id_: str = "toegang.rollen", laag: str = "od/OD-NOORD", **periode: Any) -> None:
        vast = {"vanaf": "DAG", "waarde": waarde, "zekerheid": "aanname"}
        regel = {
            "id": id_,
            "titel": "Eigen",
            "eenheid": "geen",
            "perioden": [vast | {"bron": [{"regeling": "Proef", "plaats": "1"}]} | periode],
        }
        (map_ := tmp_path / laag).mkdir(parents=True, exist_ok=True)
        (map_ / "eigen.yaml").write_text(json.dumps(regel).replace('"DAG"', "2024-01-01"))
        settings.REGELS_DIR = str(tmp_path)
        clear_regels()

    yield write
    settings.REGELS_DIR = ""
    clear_regels()


def make_rollen(rol: str, *rechten: str) -> dict[str, Any]:
    """The roles of the program, with one that has other rights."""
    rollen = {naam: dict(wat) for naam, wat in read_rollen(op=klok.today()).items()}
    return rollen | {rol: {"naam": "Eigen rol", "ziet": "intern", "mag": list(rechten)}}


@pytest.mark.parametrize("recht", RECHTEN)
@pytest.mark.parametrize("rol", ["handhavingsjurist", "eigen_rol", "stelselbeheerder"])
def test_a_role_that_may_not_have_it_is_refused_by_name(schrijf: Schrijf, recht: str, rol: str) -> None:
    schrijf(make_rollen(rol, "register.read", recht))
    for lees in (check_rolbestanden, lambda: read_rollen(op=klok.today(), omgevingsdienst="OD-NOORD")):
        with pytest.raises(RegelError, match=f"{rol}.*{recht}"):
            lees()
    assert read_rollen(op=klok.today(), omgevingsdienst="OD-ZUID")


def test_a_boa_never_gives_out_a_strafbeschikking(schrijf: Schrijf) -> None:
    schrijf(make_rollen("boa", "opsporing.record", "strafbeschikking.decide"), laag="landelijk")
    with pytest.raises(RegelError, match=r"boa.*strafbeschikking\.decide.*opsporingsleider"):
        make_systeemviewer("proef", op=klok.today())


def test_a_file_that_takes_away_or_gives_something_else_is_fine(schrijf: Schrijf) -> None:
    schrijf(make_rollen("boa", "register.read", "controle.record"))
    check_rolbestanden()
    assert "opsporing.record" not in read_rollen(op=klok.today(), omgevingsdienst="OD-NOORD")["boa"]["mag"]


def test_what_is_kept_for_whom_is_no_rule_that_can_be_overridden(schrijf: Schrijf) -> None:
    schrijf({"opsporing.record": ["lezer"]}, id_="toegang.voorbehouden", laag="landelijk")
    with pytest.raises(RegelError, match="niet te veranderen"):
        check_rolbestanden()
    assert list_rolfouten({"lezer": {"mag": ["opsporing.record"]}}, {"opsporing.record": ["boa"]})


def test_the_file_of_every_organisation_is_looked_at(schrijf: Schrijf) -> None:
    schrijf(make_rollen("lezer", "opsporing.record"), laag="od/OD-ZUID")
    with pytest.raises(RegelError, match="lezer"):
        check_rolbestanden()


@pytest.mark.django_db
def test_the_site_does_not_start_with_it(schrijf: Schrijf) -> None:
    schrijf(make_rollen("lezer", "opsporing.record"))
    with pytest.raises(SystemExit, match=r"Open VTH start niet.*lezer.*opsporing\.record"):
        runpy.run_module("config.wsgi")


def test_what_comes_with_the_program_is_fine() -> None:
    check_rolbestanden()
