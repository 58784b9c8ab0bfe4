"""What a model learns from: pairs of which it is sure that they are one, as far as there are enough."""

import dataclasses
from typing import Any

import pytest

from vth.ontdubbeling import model as modellen
from vth.ontdubbeling.profiel import make_profiel

from .koppelbouw import JANSEN, NL, link, open_records


def list_regels(monkeypatch: pytest.MonkeyPatch, genoeg: int, *records: dict[str, Any]) -> list[str]:
    monkeypatch.setattr(modellen, "RUIM", genoeg)
    monkeypatch.setattr(modellen, "GEZIEN", 1)
    with open_records(*({**JANSEN, "id": f"r{n}", **r} for n, r in enumerate(records))) as con:
        link(con)
        return modellen.list_trainregels(con, NL)


OD, GEM = {"vestiging": "000012345678"}, {"vestiging": "000012345678", "leverancier": "GEM"}


def test_what_an_address_says_is_learned_of_pairs_that_share_an_establishment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    regels = list_regels(monkeypatch, 1, OD, GEM)
    assert [r.split(" AND ")[0] for r in regels] == ["l.basis = r.basis", "l.vestiging = r.vestiging"]


def test_it_is_learned_of_names_where_too_few_share_an_establishment(monkeypatch: pytest.MonkeyPatch) -> None:
    regels = list_regels(monkeypatch, 2, OD, GEM)
    assert [r.split(" AND ")[0] for r in regels] == ["l.basis = r.basis", "l.naam_kern = r.naam_kern"]


def test_two_of_one_supplier_teach_nothing_where_there_are_more(monkeypatch: pytest.MonkeyPatch) -> None:
    regels = list_regels(monkeypatch, 1, OD, OD, {"vestiging": None, "leverancier": "GEM"})
    assert [r.split(" AND ")[0] for r in regels] == ["l.basis = r.basis", "l.naam_kern = r.naam_kern"]
    assert all("l.leverancier <> r.leverancier" in r for r in regels)


@pytest.mark.parametrize(
    "trainen", [["basis", "naam_kern"], [[]], "basis", [["basis; DROP TABLE records"]], [[1]]]
)
def test_a_profile_that_says_badly_what_to_learn_from_is_refused(trainen: Any) -> None:
    with pytest.raises(ValueError, match="trainen"):
        make_profiel({**NL.inhoud, "trainen": trainen})


def test_a_profile_that_learns_nothing_is_fine() -> None:
    assert dataclasses.is_dataclass(make_profiel({**NL.inhoud, "trainen": []}))
