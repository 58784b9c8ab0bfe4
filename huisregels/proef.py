"""`make test`: everything on SQLite, then once more on PostgreSQL whatever touches the database."""

import os
import subprocess
import sys
import tempfile

from .proefpostgres import start_postgres

# What only counts when the power fails or the data are large.
HAAST = ("full_page_writes=off", "wal_level=minimal", "max_wal_senders=0", "autovacuum=off")


def run_tests(url: str, *, alleen_database: bool) -> int:
    """Run pytest against one database and give its exit code."""
    # Two more than there are cores: tests wait for browsers, other processes and the disk.
    werkers = os.environ.get("VTH_WERKERS", str(min((os.cpu_count() or 1) + 2, 4)))
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
        pytest = [sys.executable, "-m", "pytest", "-rfEs", *verdeling]
        return subprocess.run([*pytest, *sys.argv[1:]], env=env, check=False).returncode


def main() -> int:
    """Run both; the exit code is that of the first that failed."""
    eerste = run_tests("sqlite:///proef.sqlite", alleen_database=False)
    with start_postgres(*HAAST) as url:
        tweede = run_tests(url, alleen_database=True)
    return eerste or tweede


if __name__ == "__main__":
    sys.exit(main())
