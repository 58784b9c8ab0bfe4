"""Program: lay out a permit as a tagged PDF, or write it as a Word document. Runs apart (`documenten.apart`), without Django."""

import json
from pathlib import Path
from typing import Any

import typst
from docx import Document as Word

from vth.zaken.documenten.grenzen import LeesError, answer

SJABLOON = Path(__file__).with_name("uitvoersjablonen") / "vergunning.typ"


def act(opdracht: dict[str, Any]) -> Any:
    """Do what is asked."""
    data = json.loads(Path(opdracht["bron"]).read_text())
    return {"pdf": print_pdf, "docx": write_docx}[opdracht["wat"]](data, Path(opdracht["doel"]))


def print_pdf(data: dict[str, Any], doel: Path) -> dict[str, Any]:
    """Lay a permit out as a tagged PDF (PDF/UA-1)."""
    tekst = json.dumps(data, ensure_ascii=False)
    try:
        pdf = typst.compile(SJABLOON, sys_inputs={"data": tekst}, pdf_standards=["ua-1"])
    except typst.TypstError as fout:
        raise LeesError(f"de vergunning is niet op te maken: {str(fout)[:200]}") from fout
    doel.write_bytes(pdf)
    return {}


def write_docx(data: dict[str, Any], doel: Path) -> dict[str, Any]:
    """Write a permit as a Word document with headings, so that it can be read and worked on."""
    word = Word()
    word.core_properties.title, word.core_properties.language = data["titel"], "nl-NL"
    word.add_heading(data["titel"], 1)
    for k in data["kenmerken"]:
        word.add_paragraph(f"{k['naam']}: {k['waarde']}")
    word.add_heading("Voorschriften", 2)
    for v in data["voorschriften"]:
        word.add_heading(v["kop"], v["niveau"])
        for regel in v["tekst"].split("\n"):
            if regel.strip():
                word.add_paragraph(regel)
        for regel in v["regels"]:
            word.add_paragraph(regel, style="List Bullet")
        word.add_paragraph(f"Uit {v['herkomst']}", style="Caption")
    word.add_heading("Besluiten die dit samen bepalen", 2)
    for b in data["besluiten"]:
        word.add_paragraph(b, style="List Bullet")
    word.add_paragraph(data["voet"])
    word.save(str(doel))
    return {}


def main() -> None:
    """Answer one question."""
    answer(act)
