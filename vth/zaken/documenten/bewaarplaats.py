"""Which store of bytes this installation has: its own disk, or a bucket when the settings name one."""

import shutil
from pathlib import Path

from django.conf import settings

from .emmer import Emmer, open_emmer
from .opslag import BLOK, Opslag, Schijf


def get_opslag() -> Opslag:
    """Give the store of this installation."""
    if not settings.DOCUMENTEN_S3:
        return Schijf(Path(settings.DOCUMENTEN_DIR))
    adres, _, plaats = settings.DOCUMENTEN_S3.removesuffix("/").partition("//")[2].partition("/")
    schema = settings.DOCUMENTEN_S3.partition("://")[0]
    sleutels = (settings.DOCUMENTEN_S3_SLEUTEL, settings.DOCUMENTEN_S3_GEHEIM, settings.DOCUMENTEN_S3_REGIO)
    return Emmer(open_emmer(f"{schema}://{adres}", *sleutels), plaats)


def copy_out(sha256: str, doel: Path) -> None:
    """Copy bytes out of the store to a file, for a program that reads files."""
    with get_opslag().open(sha256) as bron, doel.open("wb") as uit:
        shutil.copyfileobj(bron, uit, BLOK)
