"""Units: what two limits are compared in."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from vth.vergunningen.eenheden import derive_basis, make_eenheden, read_eenheden
from vth.vergunningen.inhoud import VoorschriftError

GEVALLEN = yaml.safe_load((Path(__file__).parent / "gevallen" / "eenheden.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("geval", GEVALLEN, ids=lambda g: g["geval"])
def test_a_value_in_its_base_unit(geval: dict[str, Any]) -> None:
    waarde, basis = derive_basis(Decimal(geval["waarde"]), geval["eenheid"])
    assert (pytest.approx(waarde), basis) == tuple(geval["dan"])


def test_every_unit_is_found_by_each_way_to_write_it_and_ends_in_a_unit_of_the_list() -> None:
    codes = {e.code for e in read_eenheden()}
    for eenheid in read_eenheden():
        assert {derive_basis(1, s)[1] for s in (eenheid.code, *eenheid.ook)} == {eenheid.basis}
        assert eenheid.basis in codes


def test_one_writing_never_means_two_units() -> None:
    rij = {"naam": "n", "basis": "a", "factor": "1", "ook": ["x"]}
    with pytest.raises(VoorschriftError, match="'x' staat bij de eenheid a en bij b"):
        make_eenheden([{**rij, "code": "a"}, {**rij, "code": "b"}])
