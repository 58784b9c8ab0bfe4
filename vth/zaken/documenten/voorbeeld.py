"""The first pages of a document as pictures, drawn once per content and kept beside the store."""

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from vth.zaken.models import Documentversie

from .apart import ApartError, run_apart
from .opslag import copy_out, get_werkmap
from .rules import SOORTEN

BLADEN, SECONDEN = 5, 20
TEKENAAR = "vth.zaken.documenten.tekenaar"
TE_TEKENEN = {s.formaat: s.code for s in SOORTEN if s.code in ("pdf", "png", "jpeg", "gif", "tiff", "webp")}


@dataclass(frozen=True)
class Voorbeeld:
    """What there is to look at: so many pictures, or why none."""

    bladen: int
    reden: str = ""


def get_voorbeeldmap(sha256: str) -> Path:
    """Give the folder with the pictures of one content."""
    return Path(settings.DOCUMENTEN_DIR) / "voorbeeld" / sha256[:2] / sha256


def make_voorbeeld(versie: Documentversie) -> Voorbeeld:
    """Give the pictures of a version, drawing them when nobody did before; or why there are none."""
    soort = TE_TEKENEN.get(versie.formaat)
    if soort is None:
        return Voorbeeld(0, "van dit soort bestand worden geen bladzijden getekend")
    doel = get_voorbeeldmap(versie.sha256)
    if not doel.is_dir():
        try:
            _draw(versie, soort, doel)
        except (ApartError, FileNotFoundError) as fout:
            reden = str(fout) if isinstance(fout, ApartError) else "het bestand is niet in de opslag"
            return Voorbeeld(0, reden)
    return Voorbeeld(len(list(doel.glob("*.png"))))


def _draw(versie: Documentversie, soort: str, doel: Path) -> None:
    """Draw apart, and put the pictures in their place in one move; who was first wins."""
    with tempfile.TemporaryDirectory(dir=get_werkmap()) as map_:
        bron, bladen = Path(map_) / "bron", Path(map_) / "bladen"
        bladen.mkdir()
        copy_out(versie.sha256, bron)
        opdracht = {
            "soort": soort,
            "bron": str(bron),
            "doel": str(bladen),
            "hoogstens": BLADEN,
        }
        run_apart(TEKENAAR, opdracht, seconden=SECONDEN)
        doel.parent.mkdir(parents=True, exist_ok=True)
        if not doel.is_dir():
            bladen.replace(doel)


def get_blad(versie: Documentversie, nummer: int) -> Path | None:
    """Give the picture of one page, or nothing when there is none."""
    pad = get_voorbeeldmap(versie.sha256) / f"{nummer}.png"
    return pad if 1 <= nummer <= BLADEN and make_voorbeeld(versie).bladen and pad.is_file() else None


def drop_voorbeeld(sha256: str) -> None:
    """Throw the pictures of bytes away that are gone."""
    shutil.rmtree(get_voorbeeldmap(sha256), ignore_errors=True)
