"""The benchmark of zaken works: some thousand of them through every measurement. How long it took is nobody's test."""

import json
import subprocess
import sys

import pytest

from .test_huis import HUIS


@pytest.mark.traag
def test_every_measurement_of_the_bench_of_zaken_runs_on_a_small_size() -> None:
    opdracht = [sys.executable, "-m", "bench.zaken", "--omvang", "700", "--vragen", "3"]
    uitkomst = subprocess.run(opdracht, cwd=HUIS, capture_output=True, text=True, check=False)
    assert uitkomst.returncode == 0, uitkomst.stderr
    gemeten = json.loads(uitkomst.stdout)
    assert {"kaal", "gemeenten_1", "gemeenten_10", "gemeenten_342", "mijn"} <= set(gemeten["werklijst_ms"])
    assert set(gemeten["zaak_ms"]) == {"kaal", "pagina"}
    assert set(gemeten["zgw_lijst_ms"]) == {"kaal", "gemeenten_1", "gemeenten_10", "gemeenten_342"}
    nacht = gemeten["nacht"]
    assert nacht["al_gedaan"]["aantal"] == 0 < nacht["volgende_dag"]["aantal"] < nacht["inhaal"]["aantal"]
    assert nacht["feestdag"]["aantal"] > 0
