"""Program: draw the first pages of a PDF, or an image, as PNG files. Runs apart (`apart.run_apart`), without Django."""

from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
from PIL import Image, UnidentifiedImageError

from .grenzen import LeesError, answer
from .lezer import open_pdf

BREEDTE, MEESTE_PUNTEN = 900, 80_000_000


def draw(opdracht: dict[str, Any]) -> dict[str, Any]:
    """Draw the first pages of a PDF, or an image, as PNG files in a folder."""
    doel = Path(opdracht["doel"])
    if opdracht["soort"] == "pdf":
        return _draw_pdf(opdracht["bron"], doel, opdracht["hoogstens"])
    Image.MAX_IMAGE_PIXELS = MEESTE_PUNTEN
    try:
        with Image.open(opdracht["bron"]) as beeld:
            beeld.thumbnail((BREEDTE, BREEDTE * 2))
            beeld.convert("RGB").save(doel / "1.png")
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError) as fout:
        raise LeesError("het is geen afbeelding die te tonen is") from fout
    return {"bladen": 1, "totaal": 1}


def _draw_pdf(bron: str, doel: Path, hoogstens: int) -> dict[str, Any]:
    """Draw the first pages of a PDF."""
    pdf = open_pdf(bron)
    bladen = min(len(pdf), hoogstens)
    for nummer in range(bladen):
        try:
            blad = pdf[nummer]
            breed, hoog = blad.get_size()
            schaal = min(BREEDTE / max(breed, 1), 3 * BREEDTE / max(hoog, 1))
            blad.render(scale=schaal).to_pil().convert("RGB").save(doel / f"{nummer + 1}.png")
        except (pdfium.PdfiumError, ValueError, OSError) as fout:
            raise LeesError(f"bladzijde {nummer + 1} is niet te tekenen") from fout
    return {"bladen": bladen, "totaal": len(pdf)}


def main() -> None:
    """Answer one question."""
    answer(draw)
