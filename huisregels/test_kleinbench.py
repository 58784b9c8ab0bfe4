"""The benches of one installation work: a small size of each through every measurement. How long it took is nobody's test."""

import json
import subprocess
import sys
from typing import Any

import pytest

from .test_huis import HUIS


@pytest.fixture(scope="module")
def gemeten() -> Any:
    """What all of them gave, in one installation."""
    opdracht = [sys.executable, "-m", "bench.klein", "--vragen", "3"]
    uitkomst = subprocess.run(opdracht, cwd=HUIS, capture_output=True, text=True, check=False)
    assert uitkomst.returncode == 0, uitkomst.stderr
    return json.loads(uitkomst.stdout)


@pytest.mark.traag
def test_every_measurement_of_zaken_and_documents_runs_on_a_small_size(gemeten: Any) -> None:
    zaken, documenten = gemeten["zaken"], gemeten["documenten"]
    assert {"kaal", "gemeenten_1", "gemeenten_10", "gemeenten_342", "mijn"} <= set(zaken["werklijst_ms"])
    assert set(zaken["zaak_ms"]) == {"kaal", "pagina"}
    assert set(zaken["zgw_lijst_ms"]) == {"kaal", "gemeenten_1", "gemeenten_10", "gemeenten_342"}
    nacht = zaken["nacht"]
    assert nacht["al_gedaan"]["aantal"] == 0 < nacht["volgende_dag"]["aantal"] < nacht["inhaal"]["aantal"]
    assert nacht["feestdag"]["aantal"] > 0
    assert set(documenten["brief_ms"]) == {"kaal", "apart", "heel", "bladzijden"}
    assert documenten["brief_ms"]["bladzijden"] >= 8
    assert set(documenten["opslag_ms_per_mb"]) == {"kaal", "kaal_met_sync", "opslag"}
    assert documenten["documenten"] == 500
    assert set(documenten["lijst_ms"]) == {"kaal", "zaakblok", "eigen", "alles"}


@pytest.mark.traag
def test_every_measurement_of_the_log_runs_on_a_small_size(gemeten: Any) -> None:
    log = gemeten["logregels"]
    assert log["regels"] == 300 and set(log["lezen_ms"]) == {"kaal", "zaak"}
    assert min(log[wat]["per_s"] for wat in ("vullen", "verzegelen", "controleren")) > 0


@pytest.mark.traag
def test_every_measurement_of_permits_runs_on_a_small_size(gemeten: Any) -> None:
    groot, oud, zoeken = gemeten["vergunningen"], gemeten["verouderd"], gemeten["voorschriftzoeken"]
    assert 0 < groot["geldend"] <= 60 < groot["mutaties"]
    assert {"stand_p95_ms", "kaal_p95_ms", "verschil_p95_ms"} <= set(groot)
    assert oud["bekeken"] == 40 and oud["niets"] == 0 < oud["honderd"]
    assert zoeken["versies"] > 200 and {"kaal_grens_ms", "beide_gemeenten_342_ms"} <= set(zoeken)


@pytest.mark.traag
def test_every_measurement_of_what_is_due_runs_on_a_small_size(gemeten: Any) -> None:
    ritme = gemeten["ritme"]
    assert ritme["bezoeken"] == 1000 and ritme["vervaldagen"] > 0
    assert {"alles_tegen_vloer", "lijst_landelijk_p95_ms", "lijst_tien_ms", "lijst_een_tegen_kaal"} <= set(
        ritme
    )
