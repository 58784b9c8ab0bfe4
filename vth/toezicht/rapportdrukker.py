"""Program: lay out the report of a controle as a tagged PDF, or write it as a Word document. Runs apart (`documenten.apart`), without Django."""

import json
from pathlib import Path
from typing import Any

import typst
from docx import Document as Word

from vth.zaken.documenten.grenzen import LeesError, answer

SJABLOON = Path(__file__).with_name("uitvoersjablonen") / "rapport.typ"


def act(opdracht: dict[str, Any]) -> Any:
    """Do what is asked."""
    data = json.loads(Path(opdracht["bron"]).read_text())
    return {"pdf": print_pdf, "docx": write_docx}[opdracht["wat"]](data, Path(opdracht["doel"]))


def print_pdf(data: dict[str, Any], doel: Path) -> dict[str, Any]:
    """Lay a report out as a tagged PDF (PDF/UA-1)."""
    tekst = json.dumps(data, ensure_ascii=False)
    try:
        pdf = typst.compile(SJABLOON, sys_inputs={"data": tekst}, pdf_standards=["ua-1"])
    except typst.TypstError as fout:
        raise LeesError(f"het rapport is niet op te maken: {str(fout)[:200]}") from fout
    doel.write_bytes(pdf)
    return {}


def write_docx(data: dict[str, Any], doel: Path) -> dict[str, Any]:
    """Write a report as a Word document with headings, so that it can be worked on."""
    word = Word()
    word.core_properties.title, word.core_properties.language = data["titel"], "nl-NL"
    word.add_heading(data["titel"], 1)
    _add_kenmerken(word, data["kenmerken"])
    word.add_heading("Samenvatting", 2)
    _add_regels(word, data["samenvatting"])
    word.add_heading("Bevindingen", 2)
    for b in data["bevindingen"]:
        word.add_heading(b["kop"], 3)
        _add_kenmerken(word, b["kenmerken"])
        for n in b["normen"]:
            word.add_paragraph(f"Norm: {n['citaat']}", style="List Bullet")
            _add_regels(word, n["tekst"])
    if data["reactie"]:
        word.add_heading("Reactie van het bedrijf", 2)
        _add_regels(word, data["reactie"])
    word.add_paragraph(data["voet"])
    word.save(str(doel))
    return {}


def _add_kenmerken(word: Any, kenmerken: list[dict[str, str]]) -> None:
    """Write labels with their values."""
    for k in kenmerken:
        word.add_paragraph(f"{k['naam']}: {k['waarde']}")


def _add_regels(word: Any, tekst: str) -> None:
    """Write each line of a text as a paragraph."""
    for regel in tekst.split("\n"):
        if regel.strip():
            word.add_paragraph(regel)


def main() -> None:
    """Answer one question."""
    answer(act)
