"""What the Seveso categories say is what was read, and names where; and an answer of no is an answer."""

from datetime import date

import pytest

from vth.begrippen.selectors import read_lijst
from vth.toezicht.monster.bodemenergieboeking import _check_versie
from vth.toezicht.monster.bodemenergiegegevens import as_gegevens, make_systeem
from vth.toezicht.rules import ToezichtError
from vth.toezicht.seveso import list_categorieen

DAG = date(2026, 1, 1)


def test_category_1_is_a_threat_or_a_risk_that_cannot_be_undone_and_says_where_it_was_read() -> None:
    lijst = read_lijst("sevesocategorie")
    (een,) = (w for w in lijst.waarden if w.code == "1")
    for woorden in (een.definitie, list_categorieen(DAG)["1"]["naam"]):
        assert "dreigt onmiddellijk, of het risico daarop is onomkeerbaar" in woorden
    assert lijst.bron == "lhs_brzo"


def test_that_a_system_hinders_another_is_something_filled_in() -> None:
    _check_versie(0, 0, as_gegevens(make_systeem({"geen_negatieve_interferentie": False})))
    with pytest.raises(ToezichtError, match="Er is niets ingevuld"):
        _check_versie(0, 0, as_gegevens(make_systeem({})))
