"""What the tests cost is told at the end of a run, also when workers ran them."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

HUIS = Path(__file__).resolve().parent.parent
WERK = "def test_{naam}():\n    assert sum(n * n for n in range({keer})) > 0\n"


@pytest.mark.parametrize("werkers", ["0", "2"])
def test_the_file_that_works_most_is_told_first(tmp_path: Path, werkers: str) -> None:
    map_ = tmp_path / "vth" / "kamer"
    map_.mkdir(parents=True)
    (tmp_path / "pytest.ini").write_text("[pytest]\n")
    for naam, keer in (("licht", 10), ("zwaar", 3_000_000)):
        (map_ / f"test_{naam}.py").write_text(WERK.format(naam=naam, keer=keer))
    opdracht = [
        "-m",
        "pytest",
        "-q",
        "-p",
        "huisregels.kosten",
        "-p",
        "no:django",
        "-n",
        werkers,
        "--rootdir",
        str(tmp_path),
    ]
    env = {"PYTHONPATH": str(HUIS), "PATH": "", "PYTHONDONTWRITEBYTECODE": "1"}
    uit = subprocess.run(
        [sys.executable, *opdracht], cwd=tmp_path, env=env, capture_output=True, text=True, check=False
    )
    assert uit.returncode == 0, uit.stdout + uit.stderr
    regels = re.findall(r"^ +(\d+\.\d) s  (\S+)$", uit.stdout, re.M)
    assert [naam for _, naam in regels] == ["vth/kamer", "vth/kamer/test_zwaar.py", "vth/kamer/test_licht.py"]
    assert float(regels[0][0]) >= float(regels[1][0]) > float(regels[2][0])
