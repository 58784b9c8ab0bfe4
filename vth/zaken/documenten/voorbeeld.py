"""The first pages of a document as pictures, drawn once per content and kept beside the store."""

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from vth.zaken.models import Documentversie

from .apart import ApartError, run_apart
from .bewaarplaats import copy_out
from .opslag import get_werkmap
from .rules import SOORTEN

BLADEN, SECONDEN = 5, 20
TEKENAAR = "vth.zaken.documenten.tekenaar"
TE_TEKENEN = {s.formaat: s.code for s in SOORTEN if s.code in ("pdf", "png", "jpeg", "gif", "tiff", "webp")}


REDEN = "reden.txt"


@dataclass(frozen=True)
class Voorbeeld:
    """What there is to look at: so many pictures, or why none; `wacht` says that nobody drew it yet."""

    bladen: int = 0
    reden: str = ""
    wacht: bool = False


def get_voorbeeldmap(sha256: str) -> Path:
    """Give the folder with the pictures of one content."""
    return Path(settings.DOCUMENTEN_DIR) / "voorbeeld" / sha256[:2] / sha256


def find_voorbeeld(versie: Documentversie) -> Voorbeeld:
    """Give the pictures of a version that are there. Nothing is drawn: a page waits for nobody's file."""
    if versie.formaat not in TE_TEKENEN:
        return Voorbeeld(reden="van dit soort bestand worden geen bladzijden getekend")
    map_ = get_voorbeeldmap(versie.sha256)
    if not map_.is_dir():
        return Voorbeeld(wacht=True)
    reden = map_ / REDEN
    if reden.is_file():
        return Voorbeeld(reden=reden.read_text(encoding="utf-8"))
    return Voorbeeld(len(list(map_.glob("*.png"))))


def make_voorbeeld(versie: Documentversie) -> Voorbeeld:
    """Draw the first pages of a version, once per content, in the task queue; that it cannot be done is kept as well."""
    if find_voorbeeld(versie).wacht:
        with tempfile.TemporaryDirectory(dir=get_werkmap()) as map_:
            bladen = Path(map_) / "bladen"
            bladen.mkdir()
            _draw(versie, Path(map_) / "bron", bladen)
            doel = get_voorbeeldmap(versie.sha256)
            doel.parent.mkdir(parents=True, exist_ok=True)
            # Who was first wins; what is drawn is the same.
            if not doel.is_dir():
                bladen.replace(doel)
    return find_voorbeeld(versie)


def _draw(versie: Documentversie, bron: Path, bladen: Path) -> None:
    """Draw apart; of what cannot be drawn the reason is written instead."""
    opdracht = {
        "soort": TE_TEKENEN[versie.formaat],
        "bron": str(bron),
        "doel": str(bladen),
        "hoogstens": BLADEN,
    }
    try:
        copy_out(versie.sha256, bron)
        run_apart(TEKENAAR, opdracht, seconden=SECONDEN)
    except FileNotFoundError:
        (bladen / REDEN).write_text("het bestand is niet in de opslag", encoding="utf-8")
    except ApartError as fout:
        (bladen / REDEN).write_text(str(fout), encoding="utf-8")


def get_blad(versie: Documentversie, nummer: int) -> Path | None:
    """Give the picture of one page, or nothing when there is none."""
    pad = get_voorbeeldmap(versie.sha256) / f"{nummer}.png"
    return pad if 1 <= nummer <= find_voorbeeld(versie).bladen and pad.is_file() else None


def drop_voorbeeld(sha256: str) -> None:
    """Throw the pictures of bytes away that are gone."""
    shutil.rmtree(get_voorbeeldmap(sha256), ignore_errors=True)
