"""Work on bytes that nobody vouches for, in a process of its own with bounds of time, memory and disk.

Whatever such a file does to its reader, to whoever waits it is only one that could not be read.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

GEHEUGEN_BYTES = 1 << 30
UIT_BYTES = 64 << 20
# Starting takes time as well, and who computes is stopped by his own bound first.
UITLOOP_SECONDEN = 5
HUIS = Path(__file__).resolve().parents[3]
BEGIN = "import sys; sys.path.insert(0, {huis!r}); from {programma} import main; main()"


class ApartError(Exception):
    """The process gave no answer; the message says in Dutch what happened to it."""


def run_apart(
    programma: str, opdracht: dict[str, Any], *, seconden: int, geheugen: int = GEHEUGEN_BYTES
) -> Any:
    """Run a program of ours (a module with a `main`) with one question, and give its answer. Raises ApartError without one.

    The program sees no settings, no database and no key: only the files that the question names.
    """
    vraag = {"opdracht": opdracht, "grenzen": {"seconden": seconden, "geheugen": geheugen, "uit": UIT_BYTES}}
    with tempfile.TemporaryFile() as uit:
        proces = subprocess.Popen(
            [sys.executable, "-I", "-c", BEGIN.format(huis=str(HUIS), programma=programma)],
            stdin=subprocess.PIPE,
            stdout=uit,
            stderr=subprocess.DEVNULL,
            env={"LANG": "C.UTF-8", "PATH": os.defpath},
            start_new_session=True,
        )
        try:
            proces.communicate(json.dumps(vraag).encode(), timeout=seconden + UITLOOP_SECONDEN)
        except subprocess.TimeoutExpired:
            raise ApartError(f"het duurde langer dan {seconden} seconden") from None
        finally:
            _kill(proces)
        return _read_antwoord(uit, proces.returncode, seconden)


def _kill(proces: subprocess.Popen[bytes]) -> None:
    """End a process with all that it started, when it is not over yet."""
    if proces.poll() is None:
        os.killpg(proces.pid, signal.SIGKILL)
        proces.wait()


def _read_antwoord(uit: Any, code: int, seconden: int) -> Any:
    """Read what a process answered, or say what happened to it."""
    if code in (-signal.SIGXCPU, -signal.SIGKILL):
        raise ApartError(f"het rekenen duurde langer dan {seconden} seconden")
    if code == -signal.SIGXFSZ:
        raise ApartError("er kwam te veel uit")
    uit.seek(0)
    try:
        antwoord = json.loads(uit.read())
    except ValueError:
        raise ApartError("het programma dat het bestand leest, liep erop vast") from None
    if "fout" in antwoord:
        raise ApartError(str(antwoord["fout"])[:400])
    return antwoord["uitkomst"]
