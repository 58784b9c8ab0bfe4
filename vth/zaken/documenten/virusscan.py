"""The hook for a virus scanner: a clamd on a socket, or a command. Without one a document is marked as not scanned."""

import shlex
import socket
import struct
import subprocess
from pathlib import Path

from django.conf import settings

from vth.zaken.models import Documentversie

from .rules import DocumentError

CLAMD = "clamd:"
WACHT_SECONDEN = 60
BLOK = 1 << 16
Scan = Documentversie.Scan


class ScanError(DocumentError):
    """The scanner did not answer; nothing is taken in as long as it does not."""


def scan_bestand(pad: Path) -> Scan:
    """Have a file looked at by the scanner of this installation; says when there is none.

    Raises DocumentError for a virus, and ScanError when the scanner gives no verdict.
    """
    wie = settings.VIRUSSCAN.strip()
    if not wie:
        return Scan.NIET_GESCAND
    try:
        vondst = (
            _ask_clamd(wie.removeprefix(CLAMD), pad) if wie.startswith(CLAMD) else _ask_opdracht(wie, pad)
        )
    except (OSError, subprocess.SubprocessError, ValueError) as fout:
        raise _make_storing(str(fout)) from fout
    if vondst:
        raise DocumentError(
            f"De virusscanner vond een virus in dit bestand ({vondst[:100]}). Het is niet bewaard. Vraag de afzender om een schoon "
            "bestand, en meld het bij uw beveiligingsfunctionaris."
        )
    return Scan.SCHOON


def _make_storing(reden: str) -> ScanError:
    """Say that there is no verdict."""
    return ScanError(
        f"De virusscanner geeft geen oordeel ({reden[:200]}). Er is niets bewaard. Probeer het over een paar minuten opnieuw; blijft "
        "dit zo, meld het bij uw beheerder."
    )


def _ask_opdracht(opdracht: str, pad: Path) -> str:
    """Ask a command: exit 0 is clean, 1 is a virus, anything else is no verdict. Gives what was found, or nothing."""
    uitkomst = subprocess.run(
        [*shlex.split(opdracht), str(pad)],
        capture_output=True,
        timeout=WACHT_SECONDEN,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    if uitkomst.returncode == 0:
        return ""
    regels = uitkomst.stdout.decode(errors="replace").strip().splitlines()
    if uitkomst.returncode == 1:
        return (regels[0] if regels else "virus").replace(str(pad), "bestand")
    raise _make_storing(f"de opdracht eindigde met {uitkomst.returncode}")


def _ask_clamd(waar: str, pad: Path) -> str:
    """Send a file to clamd (INSTREAM). Gives what was found, or nothing."""
    with _connect(waar) as lijn:
        lijn.settimeout(WACHT_SECONDEN)
        lijn.sendall(b"zINSTREAM\0")
        with pad.open("rb") as bestand:
            while brok := bestand.read(BLOK):
                lijn.sendall(struct.pack("!L", len(brok)) + brok)
        lijn.sendall(struct.pack("!L", 0))
        antwoord = b""
        while (brok := lijn.recv(4096)) and not antwoord.endswith(b"\0"):
            antwoord += brok
    woord = antwoord.strip(b"\0\n ").decode(errors="replace").removeprefix("stream:").strip()
    if woord == "OK":
        return ""
    if woord.endswith(" FOUND"):
        return woord.removesuffix(" FOUND")
    raise _make_storing(woord or "geen antwoord")


def _connect(waar: str) -> socket.socket:
    """Open the line to clamd, by the path of its socket or by host and port."""
    if waar.startswith("/"):
        lijn = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            lijn.settimeout(10)
            lijn.connect(waar)
        except OSError:
            lijn.close()
            raise
        return lijn
    host, _, poort = waar.rpartition(":")
    return socket.create_connection((host, int(poort)), timeout=10)
