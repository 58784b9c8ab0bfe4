"""The benchmark of documents works: a small size through every measurement. How long it took is nobody's test."""

import json
import subprocess
import sys

import pytest

from .test_huis import HUIS


@pytest.mark.traag
def test_every_measurement_of_the_bench_of_documents_runs_on_a_small_size() -> None:
    opdracht = [sys.executable, "-m", "bench.documenten", "--omvang", "500", "--vragen", "3"]
    uitkomst = subprocess.run(opdracht, cwd=HUIS, capture_output=True, text=True, check=False)
    assert uitkomst.returncode == 0, uitkomst.stderr
    gemeten = json.loads(uitkomst.stdout)
    assert set(gemeten["brief_ms"]) == {"kaal", "apart", "heel", "bladzijden"}
    assert gemeten["brief_ms"]["bladzijden"] >= 8
    assert set(gemeten["opslag_ms_per_mb"]) == {"kaal", "kaal_met_sync", "opslag"}
    assert gemeten["documenten"] == 500
    assert set(gemeten["lijst_ms"]) == {"kaal", "zaakblok", "eigen"}
