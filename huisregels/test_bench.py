"""The benchmark itself works: a few hundred rows through every measurement. How long it took is nobody's test."""

import json
from pathlib import Path

import pytest

from bench import uitkomst
from bench.__main__ import main

# What each line of the table is a ratio of, and those that are told alone.
MET_VLOER = {"1", "2", "3", "4", "5", "6", "6a"}
ZONDER_VLOER = {"1g", "1s", "3g", "6b"}


@pytest.mark.traag
def test_every_measurement_of_the_bench_runs_on_a_small_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(uitkomst, "MAP", tmp_path / "uitkomsten")
    argumenten = ["--omvang", "300", "--herhaal", "1", "--database", "sqlite", "--map", str(tmp_path)]
    assert main(argumenten) in (0, 1)
    (bewaard,) = (tmp_path / "uitkomsten").glob("*.json")
    regels = json.loads(bewaard.read_text())["regels"]
    assert {r["nr"] for r in regels} == MET_VLOER | ZONDER_VLOER
    for regel in regels:
        assert min(regel["gemeten"]) > 0, regel
        assert bool(regel["vloer"]) == (regel["nr"] in MET_VLOER), regel
        if regel["vloer"] and regel["lat"]:
            assert regel["gehaald"] == (regel["verhouding"] <= regel["lat"])
