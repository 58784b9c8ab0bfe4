"""Roles as data: which acts and which sight each gives, and what the machine's own administrator may."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from vth.regelgeving.rules import RegelError
from vth.regelgeving.selectors import clear_regels
from vth.toegang.rules import (
    VERTROUWELIJKHEDEN,
    check_bevoegd,
    decide_handeling,
    derive_handelingen,
    derive_niveaus,
)
from vth.toegang.selectors import make_systeemviewer, read_rollen

DAG = date(2026, 1, 1)
ROLLEN = read_rollen(op=DAG)


@pytest.mark.parametrize("rol", sorted(ROLLEN))
def test_every_role_says_what_it_sees_and_may(rol: str) -> None:
    regel = ROLLEN[rol]
    assert regel["ziet"] in VERTROUWELIJKHEDEN
    assert regel["naam"] and regel["mag"]
    assert set(regel) <= {"naam", "ziet", "mag", "landelijk"}


def test_no_role_reaches_what_only_criminal_law_may_see() -> None:
    strafrecht = set(VERTROUWELIJKHEDEN) - derive_niveaus("vertrouwelijk")
    assert not [rol for rol, regel in ROLLEN.items() if strafrecht & derive_niveaus(regel["ziet"])]


def test_who_reads_only_does_not_write() -> None:
    assert derive_handelingen(["lezer"], ROLLEN) == {"register.read", "terugmelding.record"}


def test_destroying_is_kept_apart_from_delivering_and_from_giving_roles() -> None:
    # To keep a zaak longer is no destroying: who leads the work may do that as well.
    blijft = {"register.read", "bewaring.record"}
    vernietigt = derive_handelingen(["archiefbeheerder"], ROLLEN) - blijft
    anderen = derive_handelingen(set(ROLLEN) - {"archiefbeheerder"}, ROLLEN)
    assert vernietigt == {
        "register.erase",
        "aanlevering.erase",
        "document.erase",
        "vernietiging.record",
        "vernietiging.decide",
    }
    assert not vernietigt & anderen


def test_unknown_role_gives_nothing_and_known_ones_add_up() -> None:
    assert derive_handelingen(["bestaat niet"], ROLLEN) == frozenset()
    samen = derive_handelingen(["lezer", "leverancier"], ROLLEN)
    assert samen == {"register.read", "aanlevering.accept", "terugmelding.record"}


def test_roles_before_the_rule_began_are_not_guessed() -> None:
    with pytest.raises(RegelError, match="geldt pas vanaf"):
        read_rollen(op=date(2023, 12, 31))


def test_file_of_an_omgevingsdienst_comes_first(tmp_path: Path, settings: Any) -> None:
    eigen = tmp_path / "regels" / "od" / "OD-NOORD"
    eigen.mkdir(parents=True)
    (eigen / "rollen.yaml").write_text(
        "id: toegang.rollen\ntitel: Rollen\neenheid: geen\nperioden:\n"
        "  - {vanaf: 2024-01-01, zekerheid: aanname, bron: [{regeling: eigen, plaats: besluit 1}], "
        "waarde: {lezer: {naam: Lezer, ziet: openbaar, mag: [register.read]}}}\n",
        encoding="utf-8",
    )
    settings.REGELS_DIR = str(tmp_path / "regels")
    clear_regels()
    try:
        assert read_rollen(op=DAG, omgevingsdienst="OD-NOORD")["lezer"]["ziet"] == "openbaar"
        assert read_rollen(op=DAG)["lezer"]["ziet"] == "intern"
    finally:
        settings.REGELS_DIR = ""
        clear_regels()


def test_administrator_of_the_machine_acts_for_all_but_only_what_the_role_may() -> None:
    viewer = make_systeemviewer("opdrachtregel", op=DAG)
    check_bevoegd(viewer, "aanlevering.accept", namens="OD-NOORD")
    assert not decide_handeling(viewer, "register.erase").mag
    assert decide_handeling(make_systeemviewer("x", op=DAG, rol="archiefbeheerder"), "register.erase").mag
    assert "geheim" not in viewer.zicht.niveaus
