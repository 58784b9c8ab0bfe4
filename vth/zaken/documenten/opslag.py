"""The store of bytes: each content once, under its SHA-256; whole or not there at all.

A file is first set down beside the store and looked at, then put under its hash in one move. What no row tells of can only
be left over from a crash, and is swept away (`opruimen`).
"""

import hashlib
import os
import re
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol

from django.conf import settings

from vth.interface.storing import is_vol

from .rules import DocumentError, check_omvang

BLOK = 1 << 20
HASH = re.compile(r"[0-9a-f]{64}")
VOL = "De schijf van Open VTH is vol. Er is niets bewaard. Vraag de beheerder om ruimte te maken, en probeer het daarna opnieuw."


class Opslag(Protocol):
    """What a store of bytes must do: on disk (`Schijf`), or in a bucket (`emmer.Emmer`)."""

    def put(self, bron: Path, sha256: str) -> None:
        """Take a file that was looked at into the store, by moving it; the same bytes twice stand there once."""

    def open(self, sha256: str) -> BinaryIO:
        """Open the bytes for reading. Raises FileNotFoundError."""

    def has(self, sha256: str) -> bool:
        """Tell whether the bytes are there."""

    def list_oud(self, voor: float, begin: str = "") -> Iterator[str]:
        """List the hashes, with at most two characters as their `begin`, of what was last put before a moment (seconds since 1970)."""

    def remove(self, sha256: str, voor: float) -> bool:
        """Remove bytes that were last put before a moment; tells whether they went."""


@dataclass(frozen=True)
class Schijf:
    """The store as files in a folder, in 256 times 256 folders by the beginning of the hash."""

    map: Path

    def get_pad(self, sha256: str) -> Path:
        """Give where bytes stand. Raises ValueError for what is no hash, so that nothing else can ever be opened."""
        if not HASH.fullmatch(sha256):
            raise ValueError(f"{sha256[:80]!r} is geen SHA-256.")
        return self.map / "inhoud" / sha256[:2] / sha256[2:4] / sha256

    def put(self, bron: Path, sha256: str) -> None:
        """Move a file to its place; when the bytes are there already they count as new again, and the file goes."""
        doel = self.get_pad(sha256)
        try:
            os.utime(doel)
        except FileNotFoundError:
            doel.parent.mkdir(parents=True, exist_ok=True)
            sync_bestand(bron)
            bron.replace(doel)
            os.utime(doel)
            sync_map(doel.parent)
        else:
            bron.unlink(missing_ok=True)

    def open(self, sha256: str) -> BinaryIO:
        """Open the file."""
        return self.get_pad(sha256).open("rb")

    def has(self, sha256: str) -> bool:
        """Look whether the file is there."""
        return self.get_pad(sha256).is_file()

    def list_oud(self, voor: float, begin: str = "") -> Iterator[str]:
        """Walk the folders."""
        for pad in (self.map / "inhoud").glob(f"{begin[:2].ljust(2, '?')}/??/*"):
            if HASH.fullmatch(pad.name) and pad.stat().st_mtime < voor:
                yield pad.name

    def remove(self, sha256: str, voor: float) -> bool:
        """Take the file away first, and put it back when somebody put the same bytes in the meantime.

        `put` either finds the file and makes it new, which is seen here, or finds none and writes its own.
        """
        doel = self.get_pad(sha256)
        weg = doel.with_name(f"{sha256}.{uuid.uuid4().hex}.weg")
        try:
            if doel.stat().st_mtime >= voor:
                return False
            doel.rename(weg)
        except FileNotFoundError:
            return False
        if weg.stat().st_mtime >= voor:
            weg.replace(doel)
            return False
        weg.unlink()
        return True


def sync_bestand(pad: Path) -> None:
    """Have what was written to a file stand on the disk itself."""
    with pad.open("rb") as bestand:
        os.fsync(bestand.fileno())


def sync_map(pad: Path) -> None:
    """Have the name of a file stand on the disk itself."""
    nummer = os.open(pad, os.O_RDONLY)
    try:
        os.fsync(nummer)
    finally:
        os.close(nummer)


@dataclass(frozen=True)
class Klaargezet:
    """A file that was set down and not taken in yet: where, its hash and its size."""

    pad: Path
    sha256: str
    bestandsomvang: int

    def drop(self) -> None:
        """Throw it away; when it was taken in there is nothing to throw."""
        self.pad.unlink(missing_ok=True)


def get_werkmap() -> Path:
    """Give the folder in which files are set down; on the same disk as the store, so that taking in is one move."""
    werkmap = Path(settings.DOCUMENTEN_DIR) / "onderweg"
    werkmap.mkdir(parents=True, exist_ok=True)
    return werkmap


def set_down(brokken: Iterable[bytes]) -> Klaargezet:
    """Write pieces to a file beside the store. Raises DocumentError as soon as it is too large, for nothing, or a full disk."""
    pad = get_werkmap() / f"{uuid.uuid4().hex}.deel"
    som, aantal = hashlib.sha256(), 0
    try:
        with pad.open("wb") as uit:
            for brok in brokken:
                aantal += len(brok)
                check_omvang(max(aantal, 1), settings.DOCUMENT_MAX_BYTES)
                som.update(brok)
                uit.write(brok)
        check_omvang(aantal, settings.DOCUMENT_MAX_BYTES)
    except BaseException as fout:
        pad.unlink(missing_ok=True)
        if is_vol(fout):
            raise DocumentError(VOL) from fout
        raise
    return Klaargezet(pad, som.hexdigest(), aantal)


def measure(pad: Path) -> Klaargezet:
    """Give a file that stands there already as one that was set down."""
    som = hashlib.sha256()
    with pad.open("rb") as bestand:
        while brok := bestand.read(BLOK):
            som.update(brok)
    return Klaargezet(pad, som.hexdigest(), pad.stat().st_size)
