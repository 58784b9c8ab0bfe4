"""`make test`: everything on SQLite, then once more on PostgreSQL whatever touches the database."""

import os
import subprocess
import sys
import tempfile

from .proefpostgres import start_postgres


def run_tests(url: str, *, alleen_database: bool) -> int:
    """Run pytest against one database and give its exit code."""
    werkers = os.environ.get("VTH_WERKERS", str(min(os.cpu_count() or 1, 4)))
    with tempfile.TemporaryDirectory(prefix="vth-proef-") as var:
        env = os.environ | {
            "DATABASE_URL": url,
            "VTH_VAR": var,
            "VTH_ALLEEN_DATABASE": "ja" if alleen_database else "",
        }
        opdracht = [sys.executable, "-m", "pytest", "-rs", "-n", werkers, "--dist", "loadfile", *sys.argv[1:]]
        return subprocess.run(opdracht, env=env, check=False).returncode


def main() -> int:
    """Run both; the exit code is that of the first that failed."""
    eerste = run_tests("sqlite:///proef.sqlite", alleen_database=False)
    with start_postgres() as url:
        tweede = run_tests(url, alleen_database=True)
    return eerste or tweede


if __name__ == "__main__":
    sys.exit(main())
