"""What followed on a violation, and how often norms were complied with: rules only."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from vth.toezicht.naloop import (
    Afloop,
    Feit,
    Herhaling,
    derive_aflopen,
    derive_herhalingen,
    derive_nalevingjaren,
    list_alleen_overtreding,
)

GEVALLEN = yaml.safe_load((Path(__file__).parent / "gevallen" / "naloop.yaml").read_text())


def make_feiten(rijen: list[list[Any]], leverancier: str = "OD-NOORD") -> list[Feit]:
    """The findings of a case."""
    return [
        Feit(
            f"b{n}", controle, leverancier, dag, resultaat, *reversed(rest) if len(rest) == 2 else ("", *rest)
        )
        for n, (controle, dag, resultaat, *rest) in enumerate(rijen)
    ]


@pytest.mark.parametrize("geval", GEVALLEN, ids=[g["geval"] for g in GEVALLEN])
def test_violation_ended_as_the_case_says(geval: dict[str, Any]) -> None:
    feiten = make_feiten(geval["feiten"])
    afloop = derive_aflopen(feiten, geval.get("hercontroles", {}))["b0"]
    assert [afloop.soort, *([afloop.dag] if afloop.dag else [])] == geval["afloop"]
    herhaling = derive_herhalingen(feiten, 5).get(feiten[-1].id)
    assert herhaling == (Herhaling(*geval["herhaling"]) if "herhaling" in geval else None)


def test_only_violations_have_an_ending() -> None:
    feiten = make_feiten([["c1", date(2024, 1, 1), "nageleefd", "Bal 4.1"]])
    assert derive_aflopen(feiten, {}) == {} == derive_herhalingen(feiten, 5)
    assert Afloop("niet_bekend").dag is None


def test_supplier_that_tells_only_violations_makes_no_share_and_a_year_without_a_count_is_a_gap() -> None:
    eigen = make_feiten(
        [
            ["c1", date(2022, 1, 1), "nageleefd", "Bal 4.1"],
            ["c1", date(2022, 1, 1), "overtreden", "Bal 4.2"],
            ["c1", date(2022, 1, 1), "niet_van_toepassing", "Bal 4.3"],
            ["c2", date(2024, 1, 1), "akkoord_na_aanwijzing", "Bal 4.1"],
        ]
    )
    ander = make_feiten([["c9", date(2022, 1, 1), "overtreden", "Bal 4.1"]], "SF-DPH")
    zonder = list_alleen_overtreding([*eigen, *ander])
    assert zonder == ["SF-DPH"]
    jaren = derive_nalevingjaren([*eigen, *ander], zonder)
    assert [(j.jaar, j.nageleefd, j.bekeken, j.procent) for j in jaren] == [
        (2022, 1, 2, 50.0),
        (2023, 0, 0, None),
        (2024, 0, 1, 0.0),
    ]
