"""`make test`: everything on SQLite and, at the same time, on PostgreSQL whatever touches the database."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from .proefpostgres import start_postgres

# What only counts when the power fails or the data are large.
HAAST = ("full_page_writes=off", "wal_level=minimal", "max_wal_senders=0", "autovacuum=off")


@contextmanager
def start_tests(
    url: str, *, alleen_database: bool, uit: IO[bytes] | None = None
) -> Iterator[subprocess.Popen[bytes]]:
    """Start pytest against one database; what it says goes to `uit` when that is given."""
    # Tests wait for browsers, other processes and the disk: there is work for more than there are cores.
    werkers = os.environ.get("VTH_WERKERS", str(min((os.cpu_count() or 1) + 1, 4)))
    with tempfile.TemporaryDirectory(prefix="vth-proef-") as var:
        env = os.environ | {
            "DATABASE_URL": url,
            "VTH_VAR": var,
            "VTH_ALLEEN_DATABASE": "ja" if alleen_database else "",
            # There is a worker for each core already.
            "VTH_ANALYSE_DRADEN": os.environ.get("VTH_ANALYSE_DRADEN", "1"),
        }
        # In our own order: xdist would begin with the files that hold many tests, and end with those that take long.
        verdeling = ["-n", werkers, "--dist", "loadfile", "--no-loadscope-reorder"]
        pytest = [
            sys.executable,
            "-m",
            "pytest",
            "-rfEs",
            "-p",
            "huisregels.kosten",
            *verdeling,
            *sys.argv[1:],
        ]
        with subprocess.Popen(pytest, env=env, stdout=uit, stderr=uit and subprocess.STDOUT) as proces:
            yield proces


def run_tests(url: str, *, alleen_database: bool) -> int:
    """Run pytest against one database and give its exit code."""
    with start_tests(url, alleen_database=alleen_database) as proces:
        return proces.wait()


def main() -> int:
    """Run both; the exit code is that of the first that failed. What was said of PostgreSQL comes after what was said of SQLite.

    Together they leave no core idle where one alone would wait for its last long file.
    """
    with (
        start_postgres(*HAAST) as url,
        tempfile.TemporaryFile() as uit,
        start_tests(url, alleen_database=True, uit=uit) as tweede,
    ):
        eerste = run_tests("sqlite:///proef.sqlite", alleen_database=False)
        sys.stdout.write("SQLite is klaar; wat PostgreSQL zegt, volgt als dat ook klaar is.\n")
        sys.stdout.flush()
        code = tweede.wait()
        uit.seek(0)
        shutil.copyfileobj(uit, sys.stdout.buffer)
        sys.stdout.flush()
    return eerste or code


if __name__ == "__main__":
    sys.exit(main())
