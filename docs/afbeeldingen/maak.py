"""Remake the pictures of the documentation: `.venv/bin/python docs/afbeeldingen/maak.py [naam …]`.

Loads the invented region in an installation of its own in a temporary folder (about a minute), serves it, and takes
each picture in a window of one size (`portaal/tests/afbeeldingen.py` says which). Needs Debian's Chromium.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

HIER = Path(__file__).resolve().parent
NEEM = "import django; django.setup(); from portaal.tests.afbeeldingen import main; main()"


def main() -> int:
    """Take the pictures that are named, or all of them, in a process with settings of its own."""
    with tempfile.TemporaryDirectory(prefix="vth-afbeeldingen-") as var:
        eigen = {
            "VTH_VAR": var,
            "DATABASE_URL": f"sqlite:///{var}/demo.sqlite",
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "VTH_TWEEDE_FACTOR": "vrij",
        }
        opdracht = [sys.executable, "-c", NEEM, str(HIER), *sys.argv[1:]]
        return subprocess.run(opdracht, env=os.environ | eigen, cwd=HIER.parents[1], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
