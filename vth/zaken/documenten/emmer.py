"""The store of bytes in a bucket that speaks S3 (MinIO, Ceph, a cloud), instead of on a disk of the machine itself.

What is put there is there whole or not at all, and who asks next sees it: that is what S3 promises, and what this rests on. Between
looking how old bytes are and removing them somebody may put the same again; a sign beside the store keeps those two apart.
"""

import io
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import BinaryIO, cast

from pyarrow import fs

from .opslag import BLOK, HASH
from .rules import DocumentError

# A bucket tells the time of a put in whole seconds, rounded down.
AFRONDING_S = 1.0
# Removing takes moments; a sign that stands longer was left by a crash.
WEG_S, WACHT_S = 60.0, 0.2
STORING = "De opslag van documenten antwoordt niet ({fout}). Er is niets bewaard. Probeer het over enige tijd opnieuw, of waarschuw de beheerder."


@cache
def open_emmer(adres: str, sleutel: str, geheim: str, regio: str) -> fs.S3FileSystem:
    """Open the way to a bucket once per process; `adres` is `https://host[:port]`."""
    schema, _, host = adres.partition("://")
    return fs.S3FileSystem(
        access_key=sleutel,
        secret_key=geheim,
        region=regio,
        scheme=schema,
        endpoint_override=host,
        connect_timeout=10,
        request_timeout=60,
    )


@dataclass(frozen=True)
class Emmer:
    """The store as objects in a bucket; `plaats` is the bucket, with a folder in it when it is shared."""

    bestanden: fs.S3FileSystem
    plaats: str

    def get_naam(self, sha256: str, bak: str = "inhoud") -> str:
        """Give the name of an object. Raises ValueError for what is no hash, so that nothing else can ever be opened."""
        if not HASH.fullmatch(sha256):
            raise ValueError(f"{sha256[:80]!r} is geen SHA-256.")
        return f"{self.plaats}/{bak}/{sha256[:2]}/{sha256}"

    def put(self, bron: Path, sha256: str) -> None:
        """Send a file, also when its bytes are there already: then they count as new. Raises DocumentError when the bucket does not answer."""
        naam = self.get_naam(sha256)
        try:
            self._send(bron, naam)
            # Who removes sets its sign first and then looks how old the bytes are: it saw ours, or we see its sign.
            while self._is_bezet(sha256):
                time.sleep(WACHT_S)
                self._send(bron, naam)
        except OSError as fout:
            raise DocumentError(STORING.format(fout=str(fout)[:120])) from fout
        bron.unlink(missing_ok=True)

    def _send(self, bron: Path, naam: str) -> None:
        """Send the bytes of a file."""
        with bron.open("rb") as van, self.bestanden.open_output_stream(naam) as naar:
            while brok := van.read(BLOK):
                naar.write(brok)

    def _is_bezet(self, sha256: str) -> bool:
        """Tell whether somebody is removing these bytes at this moment."""
        sinds = self._find_moment(self.get_naam(sha256, "weg"))
        return sinds is not None and time.time() - sinds < WEG_S

    def _find_moment(self, naam: str) -> float | None:
        """Give when an object was last put, or None when it is not there."""
        info = self.bestanden.get_file_info(naam)
        if info.type is not fs.FileType.File:
            return None
        return cast(float, info.mtime.timestamp())

    def open(self, sha256: str) -> BinaryIO:
        """Open the object, to read it anywhere; a megabyte is fetched at a time."""
        bestand = self.bestanden.open_input_file(self.get_naam(sha256))
        return cast(BinaryIO, io.BufferedReader(bestand, BLOK))

    def has(self, sha256: str) -> bool:
        """Look whether the object is there."""
        return self._find_moment(self.get_naam(sha256)) is not None

    def list_oud(self, voor: float, begin: str = "") -> Iterator[str]:
        """Ask the names, one folder of the first two characters at a time."""
        mappen = (
            [begin[:2]]
            if len(begin) >= 2
            else [f"{n:02x}" for n in range(256) if f"{n:02x}".startswith(begin)]
        )
        for map_ in mappen:
            kies = fs.FileSelector(f"{self.plaats}/inhoud/{map_}", allow_not_found=True)
            for info in self.bestanden.get_file_info(kies):
                naam = info.base_name
                if HASH.fullmatch(naam) and info.mtime.timestamp() + AFRONDING_S < voor:
                    yield naam

    def remove(self, sha256: str, voor: float) -> bool:
        """Set the sign, look how old the bytes are, remove them and take the sign away."""
        naam, teken = self.get_naam(sha256), self.get_naam(sha256, "weg")
        with self.bestanden.open_output_stream(teken) as uit:
            uit.write(b"weg")
        try:
            moment = self._find_moment(naam)
            if moment is None or moment + AFRONDING_S >= voor:
                return False
            self.bestanden.delete_file(naam)
            return True
        finally:
            self.bestanden.delete_file(teken)
